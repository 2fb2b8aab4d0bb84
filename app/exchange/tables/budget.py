"""A budget with groups and totals, as Table 2 of the report: lines with what was spent, and totals that are stated."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from app.exchange.tables.shared import CellProblem, cell_at, label_place, read_at, without_year, year_in
from app.exchange.values import read_amount, text_of
from app.formats import as_sentence, format_amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.exchange.sheets.workbook import Line, Sheet

_LOOKED_AT = 20
_COLUMNS = {
    "budgeted": ("begroot", "budget", "begroting", "raming", "begroot bedrag"),
    "spent": ("uitgaven", "uitgegeven", "besteed", "realisatie", "werkelijk", "kosten"),
    "remainder": ("restant", "saldo", "resteert", "over"),
    "note": ("toelichting", "opmerking", "opmerkingen"),
    "group": ("groep", "thema", "onderdeel"),
}
_MONEY = ("budgeted", "spent", "remainder")
_TOTAL = ("totaal", "eindtotaal", "total", "som")
_SPENT = ("totaal uitgaven", "totale uitgaven", "uitgaven", "totaal uitgegeven", "uitgegeven")
_BUDGETED = ("begroot", "begroting", "budget", "totaal begroot", "beschikbaar", "beschikbaar budget")
_REMAINDER = ("restant", "saldo", "resteert", "totaal restant")
_WITHOUT_GROUP = "Overige posten"


@dataclass(frozen=True, slots=True)
class LineOfBudget:
    """A line: its row in the file, its group, and its amounts; None is unknown."""

    row: int
    group: str
    name: str
    budgeted: Decimal | None
    spent: Decimal | None
    note: str | None


@dataclass(slots=True)
class BudgetTable:
    """The table with its stated totals, what is wrong with its cells, and where stated and computed differ."""

    year: int | None = None
    lines: list[LineOfBudget] = field(default_factory=list)
    budgeted: Decimal | None = None
    stated_spent: Decimal | None = None
    stated_remainder: Decimal | None = None
    note: str | None = None
    groups: list[str] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    @property
    def spent(self) -> Decimal | None:
        """What the lines come to, as far as it is known; None when nothing is."""
        return _sum(line.spent for line in self.lines)


def budget_table(sheet: Sheet, names: Sequence[str] = ()) -> BudgetTable | None:
    """The table on a sheet, or None when it is none: without a total or groups it is an ordinary list.

    The year is the one that headings, the sheet or one of `names` (the file) tell.
    """
    label = label_place(sheet)
    for at, line in enumerate(sheet.lines[:_LOOKED_AT]):
        columns = _columns_of(line, label)
        if "spent" in columns:
            reading = _Reading(line, label, columns)
            table = reading.read(sheet.lines[:at], sheet.lines[at + 1 :])
            texts = [text_of(cell) or "" for each in sheet.lines[: at + 1] for cell in each.cells]
            table.year = year_in([*texts, *reading.totals]) or year_in([sheet.name]) or year_in(names)
            return table if reading.groups or reading.totals else None
    return None


def _columns_of(head: Line, label: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(head.cells):
        name = without_year(cell)
        for column, words in _COLUMNS.items():
            if name in words and column not in found and (place != label or column == "group"):
                found[column] = place
    return found


class _Reading:
    """Goes down the lines."""

    def __init__(self, head: Line, label: int, columns: dict[str, int]) -> None:
        self._columns = columns
        self._titles = {name: text_of(cell_at(head, place)) or "" for name, place in columns.items()}
        self._label = label + 1 if columns.get("group") == label else label
        self._subtotals: list[tuple[str, Decimal | None]] = []
        self.table = BudgetTable()
        self.groups = "group" in columns
        self.totals: list[str] = []
        self._group = ""

    def read(self, above: Iterable[Line], below: Iterable[Line]) -> BudgetTable:
        """The table; above the headings may stand what was budgeted as a whole."""
        for line in above:
            self._stated(line)
        for line in below:
            self._line(line)
        self._compare()
        return self.table

    def _line(self, line: Line) -> None:
        name = text_of(cell_at(line, self._label))
        if self._stated(line):
            return
        if name is None:
            if any(cell_at(line, self._columns[each]) is not None for each in _MONEY if each in self._columns):
                self.table.problems.append(CellProblem(line.number, "post", "Hier ontbreekt de naam van de post."))
            return
        if "group" in self._columns:
            self._group = text_of(cell_at(line, self._columns["group"])) or self._group
            self._open_group()
        elif not any(cell is not None for cell in line.cells[self._label + 1 :]):
            self._group, self.groups = name, True
            self._open_group()
            return
        if not self._group:
            self._group = _WITHOUT_GROUP
            self._open_group()
        spent, budgeted = self._amount(line, "spent"), self._amount(line, "budgeted")
        note = text_of(cell_at(line, self._columns.get("note", -1)))
        self.table.lines.append(LineOfBudget(line.number, self._group, name, budgeted, spent, note))

    def _open_group(self) -> None:
        if self._group and self._group not in self.table.groups:
            self.table.groups.append(self._group)

    def _stated(self, line: Line) -> bool:
        """Take in a line that states totals, in the first column with a text; False when it is not one."""
        place = next((at for at, cell in enumerate(line.cells[: self._label + 1]) if cell is not None), self._label)
        label = text_of(cell_at(line, place)) or ""
        name, table = without_year(label), self.table
        if name in _REMAINDER:
            table.stated_remainder = self._first(line, place)
        elif name in _BUDGETED:
            table.budgeted = self._first(line, place)
        elif name in _SPENT:
            table.stated_spent = self._first(line, place)
        elif name in _TOTAL:
            table.budgeted = _first_known(self._amount(line, "budgeted"), table.budgeted)
            table.stated_spent = self._amount(line, "spent")
            table.stated_remainder = _first_known(self._amount(line, "remainder"), table.stated_remainder)
            table.note = text_of(cell_at(line, self._columns.get("note", -1)))
        elif name.startswith(("subtotaal", "totaal ")):
            self._subtotals.append((self._group, self._amount(line, "spent")))
        else:
            return False
        self.totals.append(label)
        return True

    def _first(self, line: Line, label: int) -> Decimal | None:
        """The amount on a line that has one only, wherever it stands behind its label."""
        for place in range(label + 1, len(line.cells)):
            if cell_at(line, place) is not None:
                amount: Decimal | None = read_at(line, place, "", read_amount, self.table.problems)
                return amount
        return None

    def _amount(self, line: Line, column: str) -> Decimal | None:
        if column not in self._columns:
            return None
        title = self._titles[column]
        amount: Decimal | None = read_at(line, self._columns[column], title, read_amount, self.table.problems)
        return amount

    def _compare(self) -> None:
        table = self.table
        filled = {line.group for line in table.lines}
        table.differences += [
            f"Onder ‘{group}’ staan geen posten; het is gelezen als een groep zonder posten."
            for group in table.groups
            if group not in filled
        ]
        for group, stated in self._subtotals:
            self._tell(f"groep ‘{group}’", stated, _sum(each.spent for each in table.lines if each.group == group))
        self._tell("uitgaven", table.stated_spent, table.spent)
        if table.budgeted is not None and table.spent is not None:
            self._tell("restant", table.stated_remainder, table.budgeted - table.spent)

    def _tell(self, what: str, stated: Decimal | None, computed: Decimal | None) -> None:
        if stated is not None and stated != computed:
            self.table.differences.append(
                f"{as_sentence(what)}: het bestand noemt {format_amount(stated)}; berekend is "
                f"{format_amount(computed)}."
            )


def _first_known(*amounts: Decimal | None) -> Decimal | None:
    return next((amount for amount in amounts if amount is not None), None)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None
