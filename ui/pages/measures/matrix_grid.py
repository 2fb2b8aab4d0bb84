"""The ladder as something to fill in: a cell per object, substance and finding, thresholds, and steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from app.errors import Invalid
from app.formats import FormatProblem, format_number, parse_number
from app.rules.measures.ladder import CELLS, Cell, Outcome, ordinal
from app.rules.measures.matrix import MOST_FINDINGS, read_cell, row_problem, written_cell
from models.measures.choices import Circumstance, Substance, Unit
from ui.tokens import Space
from ui.widgets.parts import label, restyle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from app.services.measures.matrices import Grid

_WIDTH = 64
MOST_STEPS = 3


class MatrixGrid(QWidget):
    """Every object with every substance, a column for each finding; `problem` of a row stands under it."""

    def __init__(self, shown: Grid) -> None:
        super().__init__()
        self.setProperty("ground", "clear")
        self.cells: dict[Cell, tuple[QLineEdit, ...]] = {}
        self._problems: dict[Cell, QLabel] = {}
        self._grid = _laid_out(self)
        for at in range(MOST_FINDINGS):
            self._grid.addWidget(label(f"{at + 1}e", "caption"), 0, at + 1)
        place = 1
        for before, cell in zip((None, *CELLS), CELLS, strict=False):
            if before is None or before[0] is not cell[0]:
                heading = cell[0].label
                self._grid.addWidget(label(f"{heading[0].upper()}{heading[1:]}", "label"), place, 0, 1, 5)
                place += 1
            self._add(cell, shown.rows.get(cell, ()), place)
            place += 2

    def rows(self) -> dict[Cell, tuple[Outcome | None, ...]]:
        """What was filled in; Invalid when a cell says nothing, with every wrong cell marked."""
        found: dict[Cell, tuple[Outcome | None, ...]] = {}
        wrong: list[str] = []
        for cell, edits in self.cells.items():
            row: list[Outcome | None] = []
            for edit in edits:
                problem = ""
                try:
                    row.append(read_cell(edit.text()))
                except ValueError as unreadable:
                    problem = str(unreadable)
                    wrong.append(problem)
                _mark(edit, problem)
            found[cell] = _without_tail(row)
            if not wrong:
                self._tell(cell, found[cell])
        if wrong:
            raise Invalid({"": wrong[0]})
        return found

    def _add(self, cell: Cell, row: Sequence[Outcome | None], place: int) -> None:
        self._grid.addWidget(label(cell[1].label), place, 0)
        edits = []
        for at in range(MOST_FINDINGS):
            edit = QLineEdit(written_cell(row[at] if at < len(row) else None), maxLength=4)
            edit.setFixedWidth(_WIDTH)
            edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
            edit.setAccessibleName(f"{cell[0].label}, {cell[1].label}, {ordinal(at + 1)} constatering")
            self._grid.addWidget(edit, place, at + 1)
            edits.append(edit)
        self.cells[cell] = tuple(edits)
        told = label("", "problem", wrap=True)
        told.hide()
        self._problems[cell] = told
        self._grid.addWidget(told, place + 1, 0, 1, MOST_FINDINGS + 1)

    def _tell(self, cell: Cell, row: Sequence[Outcome | None]) -> None:
        """A hole or a step down, while a draft may still have them; an empty row is told when it is adopted."""
        problem = row_problem(cell, row) if any(row) else None
        self._problems[cell].setText(problem or "")
        self._problems[cell].setVisible(problem is not None)

    def show_problems(self) -> None:
        """Beside each row that is filled in."""
        self.rows()


class ThresholdGrid(QWidget):
    """Up to how much of a substance the policy does nothing, per unit; empty is no threshold."""

    def __init__(self, shown: Mapping[tuple[Substance, Unit], Decimal]) -> None:
        super().__init__()
        self.setProperty("ground", "clear")
        self.edits: dict[tuple[Substance, Unit], QLineEdit] = {}
        grid = _laid_out(self)
        for at, unit in enumerate(Unit, start=1):
            grid.addWidget(label(unit.label, "caption"), 0, at)
        for place, substance in enumerate(Substance, start=1):
            grid.addWidget(label(substance.label), place, 0)
            for at, unit in enumerate(Unit, start=1):
                amount = shown.get((substance, unit))
                edit = QLineEdit("" if amount is None else format_number(amount), maxLength=12)
                edit.setFixedWidth(_WIDTH)
                edit.setAlignment(Qt.AlignmentFlag.AlignRight)
                edit.setAccessibleName(f"Drempel {substance.label} in {unit.label}")
                grid.addWidget(edit, place, at)
                self.edits[substance, unit] = edit

    def thresholds(self) -> dict[tuple[Substance, Unit], Decimal]:
        """What was filled in; Invalid when a number cannot be read."""
        found = {}
        for key, edit in self.edits.items():
            try:
                amount = parse_number(edit.text())
            except FormatProblem as unreadable:
                _mark(edit, str(unreadable))
                raise Invalid({"": str(unreadable)}) from unreadable
            _mark(edit, "")
            if amount is not None:
                found[key] = amount
        return found


class StepGrid(QWidget):
    """How many findings a circumstance moves along the ladder: 1 is one further, -1 one back, empty nothing."""

    def __init__(self, shown: Mapping[Circumstance, int]) -> None:
        super().__init__()
        self.setProperty("ground", "clear")
        self.edits: dict[Circumstance, QLineEdit] = {}
        grid = _laid_out(self)
        for place, circumstance in enumerate(Circumstance):
            kind = "verzwarend" if circumstance.aggravates else "verlichtend"
            steps = shown.get(circumstance, 0)
            edit = QLineEdit(str(steps) if steps else "", maxLength=3)
            edit.setFixedWidth(_WIDTH)
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
            edit.setAccessibleName(f"Stappen bij {circumstance.label}")
            grid.addWidget(label(circumstance.label), place, 0)
            grid.addWidget(label(kind, "muted"), place, 1)
            grid.addWidget(edit, place, 2)
            self.edits[circumstance] = edit

    def steps(self) -> dict[Circumstance, int]:
        """What was filled in; Invalid when it is no whole number, or on the wrong side of zero."""
        found = {}
        for circumstance, edit in self.edits.items():
            bare = edit.text().strip().replace("\u2212", "-").replace("–", "-")
            problem = _step_problem(bare, circumstance)
            _mark(edit, problem)
            if problem:
                raise Invalid({"": problem})
            if bare:
                found[circumstance] = int(bare)
        return found


def _step_problem(bare: str, circumstance: Circumstance) -> str:
    digits = bare.removeprefix("-")
    if not bare:
        return ""
    if not (digits.isascii() and digits.isdecimal()) or int(digits) > MOST_STEPS:
        return f"Vul bij ‘{circumstance.label}’ een heel getal in van -{MOST_STEPS} tot en met {MOST_STEPS}."
    if int(bare) and (int(bare) > 0) is not circumstance.aggravates:
        side = "vooruit" if circumstance.aggravates else "terug"
        return f"De omstandigheid ‘{circumstance.label}’ gaat op de ladder alleen {side}."
    return ""


def _laid_out(widget: QWidget) -> QGridLayout:
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(Space.SMALL)
    grid.setVerticalSpacing(Space.TIGHT)
    grid.setColumnStretch(0, 1)
    return grid


def _without_tail(row: list[Outcome | None]) -> tuple[Outcome | None, ...]:
    """The row up to its last measure, so that what is open at the end is no hole."""
    while row and row[-1] is None:
        row.pop()
    return tuple(row)


def _mark(edit: QLineEdit, problem: str) -> None:
    edit.setProperty("problem", bool(problem))
    edit.setToolTip(problem)
    edit.setAccessibleDescription(problem)
    restyle(edit)
