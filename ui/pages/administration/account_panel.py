"""One account at the right of the list: who it is, what it opens, and what this user can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.rules.permissions import REGISTER, Act
from app.services.access import allowed
from app.services.keys import accounts
from app.services.keys.accounts import AccountRow, AccountState
from ui.pages.administration.words import TONE_OF_STATE, label_of, labels_of
from ui.tokens import Space, Tone
from ui.widgets.fingerprint import FingerprintView
from ui.widgets.parts import EmptyState, Pill, button, column, label, line, row
from ui.widgets.told import Told

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from app.services.keys.accounts import GrantChoice
    from app.vault.session import UnlockedVault

KEEPER_ACTS = (
    ("change_role", "Rol wijzigen…", "pencil", ""),
    ("reset", "Opnieuw instellen…", "refresh-cw", ""),
    ("block", "Blokkeren…", "lock", "danger"),
    ("revoke", "Beëindigen…", "circle-x", "danger"),
)


class AccountPanel(QFrame):
    """`asked` gives the name of an act and the compartment that it is about, which may be empty."""

    asked = Signal(str, str)

    def __init__(self, vault: UnlockedVault) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._vault = vault
        self.row: AccountRow | None = None
        self.acts: dict[tuple[str, str], QPushButton] = {}
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column(self, 0, 1).addWidget(self._area)
        self.setMinimumWidth(416)
        self.show_account(None)

    def show_account(self, shown: AccountRow | None) -> None:
        """Show an account, or that none is chosen."""
        self.row = shown
        self.acts = {}
        if shown is None:
            self._area.setWidget(EmptyState("id-card", "Geen account gekozen", "Kies links een account."))
            return
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, Space.MEDIUM)
        layout.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.WIDE)
        self._head(layout, shown)
        self._keys(layout, shown)
        self._choices(layout, shown)
        self._management(layout, shown)
        layout.addStretch()
        self._area.setWidget(inside)

    def _head(self, layout: QVBoxLayout, shown: AccountRow) -> None:
        head = row(space=Space.SMALL)
        head.addWidget(label(shown.name, "section"))
        head.addWidget(Pill(shown.state.label, TONE_OF_STATE[shown.state]))
        head.addStretch()
        layout.addLayout(head)
        layout.addWidget(label(" · ".join(filter(None, (shown.role.label, shown.function, shown.login))), "muted"))
        if shown.state is not AccountState.REVOKED:
            layout.addWidget(label("Vingerafdruk", "label"))
            self.fingerprint = FingerprintView(shown.fingerprint, small=True)
            layout.addWidget(self.fingerprint)

    def _keys(self, layout: QVBoxLayout, shown: AccountRow) -> None:
        layout.addWidget(line())
        layout.addWidget(label("Heeft de sleutel van", "label"))
        if not shown.compartments:
            layout.addWidget(label("Geen enkel onderdeel.", "muted"))
        for name in shown.compartments:
            across = row(space=Space.SMALL)
            across.addWidget(label(label_of(name)))
            if name in shown.outside_role:
                across.addWidget(Pill("hoort niet bij de rol", Tone.WARNING))
            if name in shown.last_of:
                across.addWidget(Pill("enige houder", Tone.ACCENT))
            across.addStretch()
            if name != REGISTER and self._vault.holds(name):
                across.addWidget(self._act("withdraw", name, "Intrekken…", spoken=f"{label_of(name)} intrekken…"))
            layout.addLayout(across)

    def _choices(self, layout: QVBoxLayout, shown: AccountRow) -> None:
        if shown.state is AccountState.REVOKED:
            return
        choices = accounts.grant_choices(self._vault, account=shown.account)
        if not choices:
            return
        layout.addWidget(line())
        layout.addWidget(label("Hoort ook bij deze rol", "label"))
        for choice in choices:
            layout.addWidget(self._choice(choice))

    def _choice(self, choice: GrantChoice) -> QWidget:
        entry = QWidget()
        whole = column(entry, 0)
        across = row(space=Space.SMALL)
        across.addWidget(label(choice.label))
        across.addStretch()
        if not choice.refusal:
            spoken = f"Toegang geven tot {choice.label}…"
            across.addWidget(self._act("grant", choice.compartment, "Toegang geven…", icon="key-round", spoken=spoken))
        elif self.row and self.row.state is AccountState.ACTIVE and not self._vault.holds(choice.compartment):
            spoken = f"{choice.label} met herstelbladen…"
            across.addWidget(self._act("recover", choice.compartment, "Met herstelbladen…", spoken=spoken))
        whole.addLayout(across)
        if choice.refusal:
            whole.addWidget(label(choice.refusal, "caption", wrap=True))
        return entry

    def _management(self, layout: QVBoxLayout, shown: AccountRow) -> None:
        if not allowed(self._vault, Act.MANAGE_ACCOUNTS, REGISTER) or shown.state is AccountState.REVOKED:
            return
        layout.addWidget(line())
        if shown.account == self._vault.account.id:
            layout.addWidget(
                label("Dit is uw eigen account; een andere beheerder kan het wijzigen.", "caption", wrap=True)
            )
            return
        if shown.last_of:
            told = f"{shown.name} is de enige met de sleutel van {labels_of(shown.last_of)}."
            layout.addWidget(Told(((Tone.WARNING, told),)))
        layout.addWidget(label("Beheer van dit account", "label"))
        for pair in (KEEPER_ACTS[:2], KEEPER_ACTS[2:]):
            across = row(space=Space.SMALL)
            for act, text, icon, kind in pair:
                if act == "block" and shown.state is AccountState.BLOCKED:
                    continue
                across.addWidget(self._act(act, "", text, icon=icon, spoken=text, kind=kind))
            across.addStretch()
            layout.addLayout(across)

    def _act(
        self, act: str, compartment: str, text: str, *, spoken: str, icon: str = "", kind: str = ""
    ) -> QPushButton:
        made = button(text, icon, kind, lambda: self.asked.emit(act, compartment))
        made.setAccessibleName(spoken)
        self.acts[act, compartment] = made
        return made
