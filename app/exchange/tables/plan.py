"""The dry run of a printed table: what it would store, what is wrong in it, and where its totals differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.exchange.tables.budget import budget_table
from app.exchange.tables.shared import CellProblem
from app.exchange.tables.years import TypeLine, years_table
from app.formats import as_sentence, format_amount, format_count, format_integer
from app.rules.counting import Counted
from app.rules.matching.folding import folded
from app.services.importing.storing import Imported, Source
from app.services.importing.tables import (
    KnownType,
    YearFigures,
    has_budget,
    known_types,
    published_years,
    store_budget,
    store_figures,
)
from app.services.programme.budgets import BudgetDraft, LineDraft
from models.choices import CountingUnit, Level, Nature

if TYPE_CHECKING:
    from app.exchange.sheets.workbook import Sheet, Workbook
    from app.exchange.tables.budget import BudgetTable
    from app.exchange.tables.years import YearsTable
    from app.vault.session import UnlockedVault

BUDGETS = frozenset({"budget", "budget_line"})
FIGURES = frozenset({"figures", "case_type", "case"})
RULE = "Ingelezen uit {file}. Hoe er is geteld, vermeldt het bestand niet. Een lege cel betekent onbekend, niet nul."


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What a printed table would store. `told` sums it up; `known` says why it seems to be stored already, or ""."""

    told: tuple[str, ...]
    problems: tuple[CellProblem, ...]
    differences: tuple[str, ...]
    notes: tuple[str, ...]
    known: str
    carry_out: Callable[[], Imported]


def table_plan(vault: UnlockedVault, key: str, book: Workbook, sheet: Sheet) -> TablePlan | None:
    """The plan when the sheet holds a printed table for what `key` asks; None when it is an ordinary list."""
    source = Source(book.name, book.sha256)
    if key in FIGURES and (years := years_table(sheet)) is not None:
        return _of_years(vault, years, sheet, source)
    if key in BUDGETS and (budget := budget_table(sheet, (book.name,))) is not None:
        return _of_budget(vault, budget, sheet, source)
    return None


def _of_budget(vault: UnlockedVault, table: BudgetTable, sheet: Sheet, source: Source) -> TablePlan:
    name = f"Begroting {table.year}" if table.year else "Begroting"
    problems = list(table.problems)
    if table.year is None:
        problems.append(CellProblem(sheet.lines[0].number, "jaar", "Het bestand noemt geen jaar of meer dan één jaar."))
    known = table.year is not None and has_budget(vault, table.year, name)
    lines: dict[str, list[LineDraft]] = {group: [] for group in table.groups}
    for line in table.lines:
        draft = LineDraft(name=line.name, budgeted=line.budgeted, spent_amount=line.spent, note=line.note)
        lines[line.group].append(draft)
    return TablePlan(
        _told_of(table, name),
        tuple(problems),
        tuple(table.differences),
        (*sheet.notes, "De begroting wordt incidenteel; wijzig dat daarna in het formulier als het anders is."),
        f"Er is al een begroting ‘{name}’." if known else "",
        lambda: store_budget(vault, _drafted(table, name), lines, source),
    )


def _told_of(table: BudgetTable, name: str) -> tuple[str, ...]:
    """What the table comes to; what is left is unknown as long as one line is."""
    left = None
    if table.budgeted is not None and table.spent is not None and all(line.spent is not None for line in table.lines):
        left = table.budgeted - table.spent
    lines, groups = format_count(len(table.lines), "post", "posten"), len(table.groups)
    sums = f"Begroot {format_amount(table.budgeted)}, uitgegeven {format_amount(table.spent)}"
    return (
        f"{name}: {lines} in {format_count(groups, 'groep', 'groepen')}.",
        f"{sums}, restant {format_amount(left)}.",
    )


def _drafted(table: BudgetTable, name: str) -> BudgetDraft:
    """The budget without what a form proposes and the table does not say."""
    return BudgetDraft(
        year=table.year,
        name=name,
        nature=Nature.INCIDENTAL,
        source=None,
        policy_field=None,
        budgeted=table.budgeted,
        groups=tuple(table.groups),
        stated_spent=table.stated_spent,
        stated_remainder=table.stated_remainder,
        note=table.note,
    )


def _of_years(vault: UnlockedVault, table: YearsTable, sheet: Sheet, source: Source) -> TablePlan:
    known = known_types(vault)
    types = [_Type(each, *_named(each, known), folded(each.name) in known) for each in table.types]
    years = {
        year: YearFigures([each.counted(place, at) for at, each in enumerate(types, 1)], table.stated[place])
        for place, year in enumerate(table.years)
        if table.total(place) is not None
    }
    totals = [f"{year}: {format_integer(table.total(place))}" for place, year in enumerate(table.years)]
    told = f"{format_count(len(types), 'type', 'typen')} over {format_count(len(years), 'jaar', 'jaren')}."
    return TablePlan(
        (as_sentence(told), f"Totaal per jaar – {', '.join(totals)}."),
        (*table.problems, *_doubles(types, table.problems)),
        table.differences,
        (*sheet.notes, *_notes_of(types, sorted(published_years(vault, list(years))))),
        "",
        lambda: store_figures(vault, years, RULE.format(file=source.name), source),
    )


@dataclass(frozen=True, slots=True)
class _Type:
    """A type of the table as it will be stored."""

    line: TypeLine
    name: str
    level: Level
    unit: CountingUnit
    known: bool

    def counted(self, place: int, position: int) -> Counted:
        return Counted(self.name, position, self.level, self.unit, self.line.counts[place])


def _doubles(types: Sequence[_Type], told: Sequence[CellProblem]) -> Iterator[CellProblem]:
    """Two names of one type; the same name twice is told already."""
    rows, seen = {each.row for each in told}, dict[str, int]()
    for each in types:
        first = seen.setdefault(each.name, each.line.row)
        if first != each.line.row and each.line.row not in rows:
            yield CellProblem(each.line.row, "type", f"‘{each.line.name}’ is hetzelfde type als in rij {first}.")


def _notes_of(types: Sequence[_Type], replaced: Sequence[int]) -> Iterator[str]:
    if replaced:
        yield f"Van {_listed(replaced)} zijn er al cijfers; wat u nu inleest, geldt daarna."
    for each in types:
        if each.line.name.casefold() != each.name.casefold():
            yield f"‘{each.line.name}’ is het type ‘{each.name}’."
    if any(each.line.level is None and not each.known for each in types):
        yield "Het niveau van nieuwe typen is afgeleid van hun naam (RIEC: regionaal, anders lokaal)."


def _named(line: TypeLine, known: Mapping[str, KnownType]) -> tuple[str, Level, CountingUnit]:
    """The name, level and unit under which a type is stored: its own, unless the vault knows it by another name."""
    found = known.get(folded(line.name))
    if found is not None:
        return found.name, line.level or found.level, line.unit or found.counting_unit
    regional = folded(line.name).startswith("riec")
    return line.name, line.level or (Level.REGIONAL if regional else Level.LOCAL), line.unit or CountingUnit.UNKNOWN


def _listed(years: Sequence[int]) -> str:
    texts = [str(year) for year in years]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} en {texts[-1]}"
