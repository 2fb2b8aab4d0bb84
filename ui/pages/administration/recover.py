"""Giving somebody a compartment that nobody can give, with the sheets of the set that protects it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QTabWidget, QWidget

from app.errors import Invalid
from app.services.keys import own_account, recovery
from ui.pages.administration.words import label_of
from ui.tokens import Space
from ui.widgets.comparison import Comparison
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.dialogs.share_words import SheetEntry
from ui.widgets.fingerprint import FingerprintView
from ui.widgets.parts import column, label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.services.keys.accounts import AccountRow
    from ui.tasks import Progress
    from ui.widgets.page import PageContext


class OwnScreen(QWidget):
    """When the receiver is the one who is logged in, the screen they would read from is this one."""

    another_way = Signal()

    def __init__(self, name: str, fingerprint: str) -> None:
        super().__init__()
        self._fingerprint = fingerprint
        self.seen = QCheckBox(f"De bewaarders zien dat {name} zelf hier heeft ingelogd")
        body = column(self, Space.LARGE)
        told = f"De sleutel gaat naar het account waarmee hier is ingelogd, dat van {name}."
        body.addWidget(label(told, wrap=True))
        body.addWidget(FingerprintView(fingerprint))
        body.addWidget(self.seen)
        self.seen.toggled.connect(self.another_way)

    @property
    def compared(self) -> str:
        """The fingerprint of this session; raises Invalid (field "groups") until the shareholders looked."""
        if not self.seen.isChecked():
            self.seen.setFocus()
            raise Invalid({"groups": "Laat de bewaarders eerst vaststellen wie hier heeft ingelogd."})
        return self._fingerprint

    def focus_first(self) -> None:
        """Go to the box."""
        self.seen.setFocus()

    def point_out(self) -> None:
        """Nothing was typed here that could differ."""


class SheetsEntry(QTabWidget):
    """First the comparison, then places for as many sheets as a set asks for, one behind the other."""

    def __init__(self, comparison: Comparison | OwnScreen, count: int) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.comparison = comparison
        self.entries = [SheetEntry() for _ in range(count)]
        first = QWidget()
        body = column(first, 0)
        body.setContentsMargins(0, Space.LARGE, 0, 0)
        body.addWidget(comparison)
        body.addStretch(1)
        self.addTab(first, "Vingerafdruk")
        for at, entry in enumerate(self.entries, start=1):
            self.addTab(entry, f"Blad {at}")

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was typed, sheet after sheet."""
        return tuple(entry.sentence for entry in self.entries)

    @property
    def compared(self) -> str:
        """The fingerprint that was compared; raises Invalid after going there."""
        try:
            return self.comparison.compared
        except Invalid:
            self.setCurrentIndex(0)
            raise

    def check(self) -> None:
        """Raises Invalid for "shares" after going to the sheet that is wrong."""
        for at, entry in enumerate(self.entries):
            fault = entry.first_fault()
            if fault:
                self._point_out(at, fault)
        read = recovery.examine(self.sentences)
        for number, fault in {**read.faults, **read.doubles}.items():
            self._point_out(number - 1, fault)

    def _point_out(self, at: int, fault: str) -> None:
        self.setCurrentIndex(at + 1)
        self.entries[at].say(fault)
        raise Invalid({"shares": fault})


class RecoverDialog(ActDialog):
    """Asks for the comparison and the sheets. `made` is True once it was done."""

    doing = "Toegang herstellen"

    def __init__(
        self, context: PageContext, account: AccountRow, compartment: str, parent: QWidget | None = None
    ) -> None:
        roster = context.vault.roster
        stated = roster.recovery_sets[roster.compartment(compartment).recovery]
        known = {each.name: each for each in recovery.recovery_sets(context.vault)}[stated.name]
        super().__init__(
            f"{account.name} toegang geven tot {label_of(compartment)}",
            f"Vergelijk eerst de vingerafdruk met het scherm van {account.name} zelf: Beheer, tabblad Mijn account. "
            f"Dan {known.threshold} van de {known.shares} bladen van de set {known.label}: elke bewaarder typt het "
            "eigen blad.",
            "Toegang herstellen",
            icon="key-round",
            tasks=context.tasks,
            parent=parent,
        )
        self._context, self._account, self._compartment = context, account, compartment
        self.resize(760, 660)
        self.sheets = SheetsEntry(self._comparison(), known.threshold)
        self.sheets.currentChanged.connect(self.message.hide)
        self.sheets.comparison.another_way.connect(self.message.hide)
        self.body.addWidget(self.sheets)
        self.sheets.comparison.focus_first()

    def _comparison(self) -> Comparison | OwnScreen:
        vault, account = self._context.vault, self._account
        if account.account == vault.account.id:
            return OwnScreen(account.name, own_account.own_account(vault).fingerprint)
        return Comparison(account.name, account.fingerprint)

    def prepare(self) -> Callable[[Progress], bool]:
        """The fingerprint compared and all sheets whole, or Invalid."""
        fingerprint = self.sheets.compared
        self.sheets.check()
        vault, shares = self._context.vault, self.sheets.sentences
        account, compartment = self._account.account, self._compartment

        def work(_progress: Progress) -> bool:
            recovery.recover(vault, shares=shares, account=account, compartment=compartment, fingerprint=fingerprint)
            return True

        return work

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Goes to the groups when those differ; what is wrong with one sheet stands there already."""
        if "fingerprint" in fields:
            self.sheets.setCurrentIndex(0)
            self.sheets.comparison.point_out()
        return " ".join(fields.values())
