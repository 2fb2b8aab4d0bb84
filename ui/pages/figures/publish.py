"""Publishing the counts of a year: which year, what it comes to now, and what was published before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QWidget

from app.errors import AppError, Invalid
from app.rules.permissions import PROGRAMME, Act
from app.services.access import allowed
from app.services.programme.figures import differences, live_counts, publications, publish
from ui.tokens import Space, Tone
from ui.widgets.forms.form import Form
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, card, column, label, row
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from app.rules.counting import Counted
    from app.vault.session import UnlockedVault

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class YearInput:
    """What the form asks."""

    year: int | None = None


class PublishDialog(QDialog):
    """Shows the counts of the year that is filled in; they have to be seen before they can be published."""

    def __init__(self, vault: UnlockedVault, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Jaarcijfers publiceren")
        self.resize(620, 640)
        self._vault = vault
        self.published: tuple[int, int] | None = None
        self.message = MessageBar()
        self.form = Form((FieldGroup("", (Field("year", "Jaar", Kind.YEAR, required=True),)),), margin=0)
        self.form.setFixedHeight(116)
        self.form.show_draft(YearInput(year))
        self.form.edited.connect(self.count)
        self.counts = QScrollArea()
        self.counts.setAccessibleName("Te publiceren aantallen")
        self.counts.setWidgetResizable(True)
        self.told = label("", "muted", wrap=True)
        self.go = button("Publiceren", "send", "primary", self.accept)
        self.go.setDefault(True)
        self._lay_out()
        self.form.focus_first()
        self.count()

    def count(self) -> None:
        """What the cases come to in the year that stands there."""
        figures: tuple[Counted, ...] = ()
        try:
            year = self._year()
            figures = live_counts(self._vault, year) if year is not None else ()
            self.told.setText(self._explained(year) if year is not None else "Vul een jaar in.")
        except AppError as error:
            self.told.setText(str(error))
        self._show(figures)
        self.go.setEnabled(any(figure.count for figure in figures))

    def accept(self) -> None:
        """Publish, and close when that is done."""
        year = self._year()
        if year is None or not self.go.isEnabled():
            return
        try:
            self.published = (year, publish(self._vault, year))
        except Invalid as refused:
            self.message.say(self.form.show_problems(refused.fields) or str(refused), Tone.DANGER)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
        else:
            super().accept()

    def _year(self) -> int | None:
        try:
            entered: YearInput = self.form.draft()
        except Invalid:
            return None
        return entered.year

    def _explained(self, year: int) -> str:
        if not allowed(self._vault, Act.READ_PROGRAMME, PROGRAMME):
            return f"Dit tellen de casussen van {year} nu."
        before = publications(self._vault, [year])
        if not before:
            return f"Over {year} is nog niets gepubliceerd. Dit tellen de casussen nu."
        found = differences(self._vault, year)
        changed = "Er verandert niets." if not found else _changes(len(found))
        return f"Over {year} is eerder gepubliceerd; deze cijfers komen ervoor in de plaats. {changed}"

    def _show(self, figures: tuple[Counted, ...]) -> None:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        grid = QGridLayout(inside)
        grid.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        grid.setVerticalSpacing(Space.SMALL)
        grid.setColumnStretch(0, 1)
        for at, figure in enumerate(figures):
            grid.addWidget(label(figure.type_name), at, 0)
            grid.addWidget(label(figure.counting_unit.label, "muted"), at, 1)
            grid.addWidget(_right(str(figure.count)), at, 2)
        if figures:
            grid.addWidget(label("Totaal", "label"), len(figures), 0)
            grid.addWidget(_right(str(sum(figure.count or 0 for figure in figures)), "label"), len(figures), 2)
        grid.setRowStretch(len(figures) + 1, 1)
        self.counts.setWidget(inside)

    def _lay_out(self) -> None:
        layout = column(self, Space.SMALL)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        layout.addWidget(label("Jaarcijfers publiceren", "section"))
        layout.addWidget(
            label(
                "Alleen aantallen per type gaan naar het programma; wie daar werkt, ziet geen casussen.",
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self.message)
        layout.addWidget(self.form)
        layout.addWidget(self.told)
        frame = card()
        column(frame, 0, 1).addWidget(self.counts)
        layout.addWidget(frame, 1)
        layout.addSpacing(Space.SMALL)
        buttons = row()
        buttons.addStretch()
        buttons.addWidget(button("Annuleren", act=self.reject))
        buttons.addWidget(self.go)
        layout.addLayout(buttons)


def _changes(count: int) -> str:
    return "Eén type verandert." if count == 1 else f"{count} typen veranderen."


def _right(text: str, role: str = "") -> QWidget:
    made = label(text, role)
    made.setAlignment(_RIGHT)
    return made
