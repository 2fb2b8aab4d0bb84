"""Giving somebody a compartment that nobody can give, with the sheets of the set that protects it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget

from app.errors import Invalid
from app.services.keys import recovery
from ui.pages.administration.words import label_of
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.dialogs.share_words import SheetEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.services.keys.accounts import AccountRow
    from ui.tasks import Progress
    from ui.widgets.page import PageContext


class SheetsEntry(QTabWidget):
    """Places for as many sheets as a set asks for, one behind the other."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.entries = [SheetEntry() for _ in range(count)]
        for at, entry in enumerate(self.entries, start=1):
            self.addTab(entry, f"Blad {at}")

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was typed, sheet after sheet."""
        return tuple(entry.sentence for entry in self.entries)

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
        self.setCurrentIndex(at)
        self.entries[at].say(fault)
        raise Invalid({"shares": fault})


class RecoverDialog(ActDialog):
    """Asks for the sheets. `made` is True once it was done."""

    doing = "Toegang herstellen"

    def __init__(
        self, context: PageContext, account: AccountRow, compartment: str, parent: QWidget | None = None
    ) -> None:
        roster = context.vault.roster
        stated = roster.recovery_sets[roster.compartment(compartment).recovery]
        known = {each.name: each for each in recovery.recovery_sets(context.vault)}[stated.name]
        super().__init__(
            f"{account.name} toegang geven tot {label_of(compartment)}",
            f"Met {known.threshold} van de {known.shares} bladen van de set {known.label}. De bewaarders typen om de "
            "beurt hun eigen blad.",
            "Toegang herstellen",
            icon="key-round",
            tasks=context.tasks,
            parent=parent,
        )
        self._context, self._account, self._compartment = context, account, compartment
        self.resize(760, 720)
        self.sheets = SheetsEntry(known.threshold)
        self.body.addWidget(self.sheets)

    def prepare(self) -> Callable[[Progress], bool]:
        """All sheets whole, or Invalid."""
        self.sheets.check()
        vault, shares = self._context.vault, self.sheets.sentences
        account, compartment = self._account.account, self._compartment

        def work(_progress: Progress) -> bool:
            recovery.recover(vault, shares=shares, account=account, compartment=compartment)
            return True

        return work

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """What is wrong with one sheet stands there already."""
        return " ".join(fields.values())
