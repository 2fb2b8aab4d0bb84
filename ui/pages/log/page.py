"""The page Logboek, with a tab for each of its questions; that of failed logins is for the FG."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.rules.permissions import AUDIT, Act
from app.services.access import allowed
from ui.pages.log.checks import ChecksPage
from ui.pages.log.entries import EntriesPage
from ui.pages.log.failed import FailedPage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.log.entries import TitleOf
    from ui.widgets.page import Page, PageContext

ENTRIES, CHECKS, FAILED = "entries", "checks", "failed"


class LogPage(TabbedPage):
    """The log of everything that this user holds; for the FG the copies of all others too."""

    def __init__(self, context: PageContext, title_of: TitleOf) -> None:
        tabs: list[tuple[str, str, Callable[[], Page]]] = [
            (ENTRIES, "Wie deed wat", partial(EntriesPage, context, title_of)),
            (CHECKS, "Controle en ankers", partial(ChecksPage, context)),
        ]
        if allowed(context.vault, Act.READ_AUDIT, AUDIT):
            tabs.append((FAILED, "Mislukte inlogpogingen", partial(FailedPage, context)))
        super().__init__("Logboek", intro(is_officer=AUDIT in context.vault.available), tabs)


def intro(*, is_officer: bool) -> str:
    """What one sees here."""
    if is_officer:
        return "Alle handelingen in de kluis, zonder inhoud. Van integriteit ziet u alleen de maandelijkse ankers."
    return "De handelingen in de onderdelen waarvan u de sleutel hebt. Niemand kan hier iets wijzigen."
