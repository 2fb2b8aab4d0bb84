"""The page Bewaren: what is due and what was destroyed; for the privacy officer only what they were told."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.rules.permissions import AUDIT, Act
from app.services.access import allowed
from app.services.apart.looking import views_of
from app.services.retention.certificates import certificates, destroyed_elsewhere
from app.services.retention.places import CASES, KEEPINGS, OF_MEASURES
from ui.pages.retention.destroyed import DestroyedPage
from ui.pages.retention.due import DuePage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault
    from ui.widgets.page import Page, PageContext

_INTRO = "Wat niet langer bewaard mag worden, wordt vernietigd: de een stelt het voor, een ander keurt het goed."


class RetentionPage(TabbedPage):
    """The tabs that are of use to who looks."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("Bewaren en vernietigen", _INTRO, _tabs(context))


def is_of_use(vault: UnlockedVault) -> bool:
    """Whether this account sees anything here."""
    keeps = any(allowed(vault, each.propose, each.compartment) for each in KEEPINGS)
    return keeps or allowed(vault, Act.READ_AUDIT, AUDIT)


def _tabs(context: PageContext) -> list[tuple[str, str, Callable[[], Page]]]:
    tabs: list[tuple[str, str, Callable[[], Page]]] = []
    of_cases = allowed(context.vault, CASES.propose, CASES.compartment)
    if of_cases:
        tabs.append(("due", "Aan de beurt", partial(DuePage, context)))
        tabs.append(("destroyed", "Vernietigd", partial(DestroyedPage, context, certificates, exports=True)))
    if allowed(context.vault, OF_MEASURES.propose, OF_MEASURES.compartment):
        titles = (
            ("Maatregelen: aan de beurt", "Maatregelen: vernietigd") if of_cases else ("Aan de beurt", "Vernietigd")
        )
        tabs.append(("due.measures", titles[0], partial(DuePage, context, OF_MEASURES)))
        read = partial(certificates, at=OF_MEASURES)
        seen = partial(DestroyedPage, context, read, exports=True, at=OF_MEASURES)
        tabs.append(("destroyed.measures", titles[1], seen))
    for row, view in views_of(context.vault, Act.PROPOSE_ERASURE):
        there = replace(context, vault=view)
        tabs.append((f"due.{row.name}", f"{row.title}: aan de beurt", partial(DuePage, there)))
        seen = partial(DestroyedPage, there, certificates, exports=True)
        tabs.append((f"destroyed.{row.name}", f"{row.title}: vernietigd", seen))
    if allowed(context.vault, Act.READ_AUDIT, AUDIT):
        told = partial(DestroyedPage, context, destroyed_elsewhere, exports=False)
        tabs.append(("told", "Vernietigd, zoals gemeld", told))
    return tabs
