"""A count per type to fill in: known types by name, others with their level and what one count stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.errors import Invalid
from app.formats import FormatProblem, parse_integer
from app.rules.counting import Counted
from app.services.records import fixed_options
from models.choices import CountingUnit, Level
from ui.tokens import Space
from ui.widgets.forms.choose import Choose
from ui.widgets.parts import label, restyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.rules.counting import TypeRow


class CountRow:
    """One type. `known` gives what a known type is; without it the user says so."""

    def __init__(self, known: TypeRow | None) -> None:
        self.known = known
        self.name = QLineEdit(placeholderText="Naam van het type", maxLength=200)
        self.level, self.unit = Choose(characters=6), Choose(characters=6)
        self.count = QLineEdit(placeholderText="leeg", maxLength=12)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.count.setFixedWidth(84)
        self.count.setAccessibleName(f"Aantal {known.type_name if known else 'nieuw type'}")
        for each, spoken in ((self.name, "Naam van het type"), (self.level, "Niveau"), (self.unit, "Telt per")):
            each.setAccessibleName(spoken)
        self.level.fill([(option.value, option.label) for option in fixed_options(Level)], Level.LOCAL)
        self.unit.fill([(option.value, option.label) for option in fixed_options(CountingUnit)], CountingUnit.UNKNOWN)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """What stands in the row."""
        if self.known is None:
            return (self.name, self.level, self.unit, self.count)
        known = self.known
        return (
            label(known.type_name, wrap=True),
            label(known.level.label, "muted"),
            label(known.counting_unit.label, "muted"),
            self.count,
        )

    def counted(self, position: int) -> Counted | None:
        """What was entered, None for a new row without name and count; Invalid says what is wrong."""
        try:
            count = parse_integer(self.count.text())
        except FormatProblem as unreadable:
            raise Invalid({"figures": str(unreadable)}) from unreadable
        if self.known is not None:
            return Counted(self.known.type_name, position, self.known.level, self.known.counting_unit, count)
        name = self.name.text().strip()
        if name:
            return Counted(name, position, self.level.value, self.unit.value, count)
        if count is not None:
            raise Invalid({"figures": "Geef het nieuwe type een naam."})
        return None

    def mark(self, problem: str) -> None:
        """Mark the count as wrong with the reason, or as right with none."""
        self.count.setProperty("problem", bool(problem))
        self.count.setAccessibleDescription(problem)
        self.count.setToolTip(problem)
        restyle(self.count)


class CountGrid(QWidget):
    """The rows under each other. `edited` tells that the sum may be another."""

    edited = Signal()

    def __init__(self, known: Sequence[TypeRow]) -> None:
        super().__init__()
        self.setProperty("ground", "clear")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        self._grid.setHorizontalSpacing(Space.MEDIUM)
        self._grid.setVerticalSpacing(Space.SMALL)
        self._grid.setColumnStretch(0, 1)
        for at, title in enumerate(("Type", "Niveau", "Telt per", "Aantal")):
            self._grid.addWidget(label(title, "caption"), 0, at)
        self.rows: list[CountRow] = []
        for each in known:
            self._add(CountRow(each))

    def add_type(self) -> None:
        """A row for a type that is not in the list yet."""
        made = CountRow(None)
        self._add(made)
        made.name.setFocus()

    def figures(self) -> tuple[Counted, ...]:
        """What was entered; Invalid says what is wrong first, every wrong row is marked."""
        made: list[Counted] = []
        problems: list[str] = []
        for position, each in enumerate(self.rows, start=1):
            try:
                counted = each.counted(position)
                if counted is not None:
                    made.append(_once(counted, made))
            except Invalid as wrong:
                problems.append(str(wrong))
                each.mark(str(wrong))
            else:
                each.mark("")
        if problems:
            raise Invalid({"figures": problems[0]})
        return tuple(made)

    def _add(self, made: CountRow) -> None:
        self.rows.append(made)
        at = len(self.rows)
        for place, each in enumerate(made.widgets):
            self._grid.addWidget(each, at, place)
        self._grid.setRowStretch(at, 0)
        self._grid.setRowStretch(at + 1, 1)
        made.count.textEdited.connect(self.edited)
        made.name.textEdited.connect(self.edited)


def _once(counted: Counted, made: Sequence[Counted]) -> Counted:
    if any(other.type_name == counted.type_name for other in made):
        raise Invalid({"figures": f"Het type ‘{counted.type_name}’ staat er twee keer."})
    return counted
