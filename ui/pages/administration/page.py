"""The page Beheer, put together from its tabs."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from app.errors import AppError
from app.rules.permissions import REGISTER, Act
from app.services.access import allowed
from app.services.keys.rekeying import compartments
from ui.pages.administration.accounts import AccountsTab
from ui.pages.administration.compartments import CompartmentsTab
from ui.pages.administration.own_account import OwnAccountTab
from ui.pages.administration.review import ReviewTab
from ui.pages.administration.rights import RightsTab
from ui.pages.administration.sheets import SheetsTab
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.widgets.page import Page, PageContext

OWN, ACCOUNTS, COMPARTMENTS, SHEETS, RIGHTS, REVIEW = "own", "accounts", "compartments", "sheets", "rights", "review"


class AdministrationPage(TabbedPage):
    """Who manages accounts begins with those; everybody else with the own account."""

    def __init__(self, context: PageContext) -> None:
        self._vault = context.vault
        tabs = _tabs(context)
        self._keys = [key for key, _, _ in tabs]
        super().__init__("Beheer", "Wie toegang heeft, tot wat, en hoe dat veilig blijft.", tabs)

    def refresh(self) -> None:
        """The tab in front, and on the tabs what waits to be done."""
        super().refresh()
        with contextlib.suppress(AppError):  # the tab in front says what is wrong
            due = sum(1 for each in compartments(self._vault) if each.due)
            self.bar.setTabText(self._keys.index(COMPARTMENTS), f"Onderdelen ({due})" if due else "Onderdelen")


def _tabs(context: PageContext) -> list[tuple[str, str, Callable[[], Page]]]:
    own: tuple[str, str, Callable[[], Page]] = (OWN, "Mijn account", lambda: OwnAccountTab(context))
    others: list[tuple[str, str, Callable[[], Page]]] = [
        (ACCOUNTS, "Accounts", lambda: AccountsTab(context)),
        (COMPARTMENTS, "Onderdelen", lambda: CompartmentsTab(context)),
        (SHEETS, "Herstelbladen", lambda: SheetsTab(context)),
        (RIGHTS, "Rechten", lambda: RightsTab(context)),
    ]
    if allowed(context.vault, Act.READ_REVIEW, REGISTER):
        others.append((REVIEW, "Jaarlijkse beoordeling", lambda: ReviewTab(context)))
    return [*others, own] if allowed(context.vault, Act.MANAGE_ACCOUNTS, REGISTER) else [own, *others]
