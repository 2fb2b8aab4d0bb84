"""Entering the figures of a year that has no cases behind it: a count per type, and what stays empty is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from app.errors import AppError, Invalid
from app.formats import format_integer
from app.services.programme.figures import COUNTING_RULE, enter_historic
from ui.pages.figures.count_grid import CountGrid
from ui.tokens import Space, Tone
from ui.widgets.forms.form import Form
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, card, column, label, row
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.rules.counting import TypeRow
    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class HistoricInput:
    """What the form asks besides the counts."""

    year: int | None = None
    stated_total: int | None = None
    rule: str | None = COUNTING_RULE


class HistoricDialog(QDialog):
    """Stores a year on its own. `year` is what was stored; `published` are the years that have figures already."""

    def __init__(
        self,
        vault: UnlockedVault,
        known: Sequence[TypeRow],
        published: frozenset[int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Historisch jaar invoeren")
        self.resize(760, 760)
        self._vault, self._published = vault, published
        self.year: int | None = None
        self.message = MessageBar()
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.setFixedHeight(226)
        self.form.show_draft(HistoricInput())
        self.grid = CountGrid(known)
        self.sum = label("", "label")
        self.told = label("", "muted", wrap=True)
        self.form.edited.connect(self.compare)
        self.grid.edited.connect(self.compare)
        self._lay_out()
        self.compare()
        self.form.focus_first()

    def compare(self) -> None:
        """Add up what stands there, and say whether it is what the source stated."""
        try:
            figures = self.grid.figures()
        except Invalid as unreadable:
            self.sum.setText("Som van de typen: onbekend")
            self.told.setText(str(unreadable))
            return
        known = [figure.count for figure in figures if figure.count is not None]
        total = sum(known) if known else None
        self.sum.setText(f"Som van de typen: {format_integer(total)}")
        self.told.setText(" ".join(self._remarks(total)))

    def accept(self) -> None:
        """Store, and close when that is done."""
        try:
            year = self._store()
        except Invalid as refused:
            rest = self.form.show_problems(refused.fields)
            self.message.say(rest or "Niet opgeslagen: kijk de gemarkeerde velden na.", Tone.DANGER)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
        else:
            self.year = year
            super().accept()

    def _store(self) -> int:
        entered: HistoricInput = self.form.draft()
        figures = self.grid.figures()
        if entered.year is None:
            raise Invalid({"year": "Vul het jaar in."})
        if all(figure.count is None for figure in figures):
            raise Invalid({"figures": "Vul bij ten minste één type een aantal in."})
        enter_historic(
            self._vault,
            year=entered.year,
            rule=entered.rule or "",
            figures=figures,
            stated_total=entered.stated_total,
        )
        return entered.year

    def _remarks(self, total: int | None) -> list[str]:
        try:
            entered: HistoricInput = self.form.draft()
        except Invalid:
            return []
        remarks = []
        stated = entered.stated_total
        if stated is not None and total is not None:
            remarks.append(
                "Dit is ook het opgegeven totaal."
                if stated == total
                else f"Het opgegeven totaal is {format_integer(stated)}; beide worden bewaard en getoond."
            )
        if entered.year in self._published:
            remarks.append(f"Over {entered.year} zijn er al cijfers; deze komen ervoor in de plaats.")
        return remarks

    def _lay_out(self) -> None:
        layout = column(self, Space.SMALL)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        layout.addWidget(label("Historisch jaar invoeren", "section"))
        layout.addWidget(
            label("Laat leeg wat u niet weet. Leeg is onbekend, nul is een telling.", "muted", wrap=True),
        )
        layout.addWidget(self.message)
        layout.addWidget(self.form)
        scroll = QScrollArea()
        scroll.setAccessibleName("Cijfers van eerdere jaren")
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.grid)
        frame = card()
        column(frame, 0, 1).addWidget(scroll)
        layout.addWidget(frame, 1)
        across = row()
        across.addWidget(button("Type toevoegen", "plus", "quiet", self.grid.add_type))
        across.addStretch()
        across.addWidget(self.sum)
        layout.addLayout(across)
        layout.addWidget(self.told)
        buttons = row()
        buttons.addStretch()
        buttons.addWidget(button("Annuleren", act=self.reject))
        store = button("Opslaan", "check", "primary", self.accept)
        store.setDefault(True)
        buttons.addWidget(store)
        layout.addLayout(buttons)


_FIELDS = (
    Field("year", "Jaar", Kind.YEAR, required=True),
    Field("stated_total", "Totaal volgens de bron", Kind.INTEGER, hint="Leeg als de bron geen totaal noemt."),
    Field("rule", "Telregel", Kind.MULTILINE, rows=3),
)
