"""The tab Accounts: everybody with an account, and what a beheerder or a holder does about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSplitter

from app.errors import AppError, Invalid
from app.rules.permissions import REGISTER, Act
from app.services.access import allowed
from app.services.keys import accounts
from ui import dialogs
from ui.pages.administration.account_panel import AccountPanel
from ui.pages.administration.grant import GrantDialog
from ui.pages.administration.invite import FirstPasswordDialog, InviteDialog, ResetDialog
from ui.pages.administration.recover import RecoverDialog
from ui.pages.administration.role import RoleDialog
from ui.pages.administration.words import TONE_OF_STATE, label_of, labels_of
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import button, card, column, row
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from app.services.keys.accounts import AccountRow
    from ui.widgets.page import PageContext

KEYS, ROOM_FOR_KEYS = 2, 1000  # the column with compartments, and the pixels that the page needs for it
COPY_REMAINS = "Een kopie die al is gemaakt, blijft daarmee te openen."


class AccountsTab(Page):
    """The list at the left, the account that is chosen at the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self._vault = context, context.vault
        self.rows: tuple[AccountRow, ...] = ()
        self.may_manage = allowed(self._vault, Act.MANAGE_ACCOUNTS, REGISTER)
        self.message = MessageBar()
        self.search = QLineEdit(placeholderText="Zoek op naam, rol of onderdeel", clearButtonEnabled=True)
        self.search.setAccessibleName("Zoeken in de accounts")
        self.search.textChanged.connect(self._fill)
        self.table = PlainTable("Accounts", ("Naam", "Rol", "Sleutels van", "Stand"), (0, 0, 0, 16))
        self.table.chosen.connect(self.show_account)
        self.panel = AccountPanel(self._vault)
        self.panel.asked.connect(self.act)
        self._lay_out()

    def refresh(self) -> None:
        """Read the accounts again."""
        try:
            self.rows = accounts.accounts(self._vault)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self._fill()
        if self.panel.row is not None:
            self.show_account(self.panel.row.account)

    def new(self) -> None:
        """Invite somebody."""
        if not self.may_manage:
            return
        dialog = InviteDialog(self._context, self)
        if dialogs.run(dialog):
            made = dialog.made
            self.refresh()
            self.show_account(made.account)
            self._hand_over(made)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """In a small window the list leaves out what the panel beside it says too."""
        super().resizeEvent(event)
        self.table.setColumnHidden(KEYS, self.width() < ROOM_FOR_KEYS)

    def focus_search(self) -> None:
        """In the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def escape(self) -> None:
        """Drop what was searched for."""
        self.search.clear()

    def show_account(self, account: str) -> None:
        """Show an account at the right."""
        found = next((row for row in self.rows if row.account == account), None)
        self.panel.show_account(found)
        self.table.mark(account)

    def act(self, name: str, compartment: str) -> None:
        """Do what was asked about the account that is shown."""
        shown = self.panel.row
        if shown is None:
            return
        acts: dict[str, Callable[[AccountRow, str], None]] = {
            "grant": self._grant,
            "withdraw": self._withdraw,
            "recover": self._recover,
            "change_role": self._change_role,
            "reset": self._reset,
            "block": self._block,
            "revoke": self._revoke,
        }
        acts[name](shown, compartment)

    def _grant(self, shown: AccountRow, compartment: str) -> None:
        dialog = GrantDialog(self._context, shown, compartment, self)
        if dialogs.run(dialog):
            self._done(
                f"{shown.name} heeft nu de sleutel van {label_of(compartment)}, vanaf de volgende keer inloggen."
            )

    def _recover(self, shown: AccountRow, compartment: str) -> None:
        dialog = RecoverDialog(self._context, shown, compartment, self)
        if dialogs.run(dialog):
            self._done(
                f"{shown.name} heeft {label_of(compartment)} terug, vanaf de volgende keer inloggen. Vervang de "
                "gebruikte herstelbladen."
            )

    def _withdraw(self, shown: AccountRow, compartment: str) -> None:
        told = (
            f"{shown.name} kan {label_of(compartment)} meteen niet meer openen. Daarna hoort het onderdeel een nieuwe "
            f"sleutel te krijgen. {COPY_REMAINS}"
        )
        if dialogs.confirm(self, f"{label_of(compartment)} intrekken?", told, "Intrekken"):
            self._try(
                lambda: accounts.withdraw(self._vault, account=shown.account, compartment=compartment),
                f"{shown.name} heeft de sleutel van {label_of(compartment)} niet meer.",
            )

    def _change_role(self, shown: AccountRow, _compartment: str) -> None:
        dialog = RoleDialog(self._context, shown, self)
        if dialogs.run(dialog):
            changed: AccountRow = dialog.made
            told = f"{shown.name} is nu {changed.role.label}."
            if changed.outside_role:
                told += f" Een houder trekt nog in: {labels_of(changed.outside_role)}."
            self._done(told)

    def _reset(self, shown: AccountRow, _compartment: str) -> None:
        if shown.last_of and not self._though_last(shown, "Toch opnieuw instellen"):
            return
        dialog = ResetDialog(self._context, shown, though_last=bool(shown.last_of), parent=self)
        if dialogs.run(dialog):
            made = dialog.made
            self._done(f"Het account van {shown.name} is opnieuw ingesteld.")
            self._hand_over(made)

    def _block(self, shown: AccountRow, _compartment: str) -> None:
        told = f"{shown.name} kan meteen niet meer naar binnen, tot het account opnieuw wordt ingesteld. {COPY_REMAINS}"
        if self._agreed(shown, f"{shown.name} blokkeren?", told, "Blokkeren"):
            though = bool(shown.last_of)
            self._try(
                lambda: accounts.block(self._vault, account=shown.account, though_last=though),
                f"{shown.name} is geblokkeerd.",
            )

    def _revoke(self, shown: AccountRow, _compartment: str) -> None:
        told = f"Het account van {shown.name} eindigt meteen en voorgoed. {COPY_REMAINS}"
        if self._agreed(shown, f"Account van {shown.name} beëindigen?", told, "Beëindigen"):
            though = bool(shown.last_of)
            self._try(
                lambda: accounts.revoke(self._vault, account=shown.account, though_last=though),
                f"Het account van {shown.name} is beëindigd.",
            )

    def _agreed(self, shown: AccountRow, title: str, told: str, act: str) -> bool:
        if shown.last_of:
            return self._though_last(shown, f"Toch {act.lower()}")
        return dialogs.confirm(self, title, told, act)

    def _though_last(self, shown: AccountRow, act: str) -> bool:
        labels = labels_of(shown.last_of)
        return dialogs.confirm(
            self,
            f"{shown.name} is de laatste houder",
            f"Niemand anders heeft de sleutel van {labels}. Laat bij voorkeur eerst iemand anders toegang krijgen. "
            "Gaat u toch door, dan is dit alleen nog met de herstelbladen te openen.",
            act,
        )

    def _try(self, act: Callable[[], object], told: str) -> None:
        try:
            act()
        except Invalid as refused:
            self.message.say(" ".join(refused.fields.values()), Tone.DANGER)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
        else:
            self._done(told)

    def _done(self, told: str) -> None:
        self.refresh()
        self.message.say(told)

    def _hand_over(self, made: accounts.FirstPassword) -> None:
        name = next((row.name for row in self.rows if row.account == made.account), made.login)
        dialogs.run(FirstPasswordDialog(name, made, self))

    def _fill(self) -> None:
        words = self.search.text().casefold().split()
        shown = [each for each in self.rows if all(word in _told(each) for word in words)]
        self.table.show_rows([(each.account, _cells(each)) for each in shown])
        if self.panel.row is not None:
            self.table.mark(self.panel.row.account)

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        tools = row(space=Space.SMALL)
        tools.addWidget(self.search, 1)
        if self.may_manage:
            invite = button("Iemand uitnodigen…", "plus", "primary", self.new)
            invite.setToolTip("Ctrl+N")
            tools.addWidget(invite)
        layout.addLayout(tools)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setHandleWidth(Space.LARGE)
        halves.setChildrenCollapsible(False)
        frame = card()
        column(frame, 0, 1).addWidget(self.table)
        halves.addWidget(frame)
        halves.addWidget(self.panel)
        halves.setSizes([700, 440])
        halves.setStretchFactor(0, 1)
        layout.addWidget(halves, 1)


def _cells(each: AccountRow) -> tuple[Cell, ...]:
    return (
        Cell(each.name, tip=f"{each.name}, {each.login}"),
        Cell(each.role.label),
        Cell(labels_of(name for name in each.compartments if name != REGISTER)),
        Cell(each.state.label, TONE_OF_STATE[each.state]),
    )


def _told(each: AccountRow) -> str:
    return " ".join((*(cell.text for cell in _cells(each)), each.login, each.function)).casefold()
