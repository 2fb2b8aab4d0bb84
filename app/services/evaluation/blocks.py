"""Blocks that an author places with a directive: tables, charts, callouts, goals and lists made from the store."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from app.formats import format_amount, format_date, format_plain_amount
from app.rules.markup import DirectiveNode, HeadingNode, ListNode, Run, TextNode, parse
from app.services.document import (
    Align,
    Bullets,
    Callout,
    Chart,
    Column,
    GoalBox,
    Paragraph,
    RichText,
    Row,
    RowKind,
    Series,
    Span,
    Subheading,
    Table,
)
from app.services.evaluation.fields import lines_of
from models.choices import ActivityStatus, ResilienceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from decimal import Decimal

    from app.rules.markup import Node
    from app.services.document import Block
    from app.services.evaluation.facts import Facts
    from app.services.evaluation.fields import Fields
    from app.services.money import BudgetSums, LineSums
    from models.programme import Activity


class Blocks:
    """Turns chapter texts into blocks. `unknown_directives` collects those that name nothing."""

    def __init__(self, facts: Facts, fields: Fields) -> None:
        self._facts = facts
        self._fields = fields
        self.unknown_directives: list[str] = []
        self.placed: set[str] = set()
        self._figure_numbers = count(1)
        self._makers: dict[str, Callable[[str], Sequence[Block] | None]] = {
            "tabel": self._table,
            "grafiek": self._chart,
            "kader": self._callout,
            "doel": self._goal,
            "lijst": self._list,
        }

    def of_text(self, text: str) -> tuple[Block, ...]:
        """The blocks of a chapter text, in order."""
        return tuple(block for node in parse(text, self._fields.text) for block in self._of_node(node))

    def _of_node(self, node: Node) -> Sequence[Block]:
        if isinstance(node, TextNode):
            return (Paragraph(_rich(node.runs)),)
        if isinstance(node, HeadingNode):
            return (Subheading(node.text),)
        if isinstance(node, ListNode):
            return (Bullets(tuple(_rich(item) for item in node.items)),)
        return self._placed(node)

    def _placed(self, node: DirectiveNode) -> Sequence[Block]:
        maker = self._makers.get(node.kind)
        made = maker(node.name) if maker else None
        label = f"{node.kind}: {node.name}"
        if made is None:
            self.unknown_directives.append(label)
            return (Paragraph((Span(f"[onbekend onderdeel – {label}]", bold=True),)),)
        self.placed.add(label)
        return made

    def _table(self, name: str) -> Sequence[Block] | None:
        if name == "casuistiek":
            return (cases_table(self._facts),)
        if name == "begroting":
            return tuple(
                budget_table(self._facts, budget, number=2 + place)
                for place, budget in enumerate(self._facts.money.budgets)
            ) or (_nothing(f"Over {self._facts.year} is geen begroting ingevoerd."),)
        if name == "instrumenten":
            return (instruments_table(self._facts),)
        return None

    def _chart(self, name: str) -> Sequence[Block] | None:
        if name == "casuistiek":
            charts = [cases_chart(self._facts)]
        elif name == "begroting":
            charts = [spending_chart(budget) for budget in self._facts.money.budgets]
        else:
            return None
        return tuple(replace(chart, number=next(self._figure_numbers)) for chart in charts)

    def _callout(self, name: str) -> Sequence[Block] | None:
        for callout in self._facts.callouts:
            if callout.title == name:
                return (Callout(callout.title, self.prose(callout.text)),)
        return None

    def _goal(self, name: str) -> Sequence[Block] | None:
        for goal in self._facts.goals:
            if goal.name == name:
                return (GoalBox(goal.name, goal.source or "", self.prose(goal.text)),)
        return None

    def _list(self, name: str) -> Sequence[Block] | None:
        kind, _, subject = name.partition(" ")
        lister = {
            "activiteiten": self._activities,
            "sessies": self._sessions,
            "programma": self._programme_goals,
            "toegepast": self._applied_to,
        }.get(kind)
        items = lister(subject.strip()) if lister else None
        if items is None:
            return None
        return (Bullets(tuple((Span(item),) for item in items)),) if items else (_nothing("Nog niets geregistreerd."),)

    def _activities(self, chapter: str) -> Sequence[str] | None:
        facts = self._facts
        planned = facts.year + 1 if chapter == "8" else facts.year
        return [_activity_line(item) for item in facts.activities if item.year == planned and item.chapter == chapter]

    def _sessions(self, label: str) -> Sequence[str] | None:
        kinds = [kind for kind in ResilienceKind if kind.label == label]
        if not kinds:
            return None
        return [f"{item.form.label} voor {item.audience}" for item in self._facts.sessions if item.kind is kinds[0]]

    def _programme_goals(self, name: str) -> Sequence[str] | None:
        programme = self._facts.programmes_by_name.get(name)
        return None if programme is None else lines_of(programme.goals)

    def _applied_to(self, name: str) -> Sequence[str] | None:
        instrument = self._facts.instruments_by_name.get(name)
        return None if instrument is None else lines_of(instrument.applied_to)

    def prose(self, text: str) -> tuple[RichText, ...]:
        """The paragraphs of a text, for boxes that hold nothing else."""
        nodes = parse(text, self._fields.text)
        return tuple(_rich(node.runs) for node in nodes if isinstance(node, TextNode))


def cases_table(facts: Facts) -> Table:
    """Table 1: type × year. An empty cell is unknown; the counting rule stands under it."""
    table = facts.table
    years = tuple(Column(str(year), share=1, align=Align.RIGHT) for year in table.years)
    rows = [Row((row.type_name, *(_count(count) for count in row.counts))) for row in table.rows]
    rows.append(Row(("Totaal", *(_count(total) for total in table.totals)), RowKind.TOTAL))
    rules = tuple(dict.fromkeys(publication.rule for publication in reversed(facts.publications)))
    return Table(
        title=f"Ondermijningscasuïstiek {facts.year}",
        columns=(Column("Casuïstiek", share=5), *years),
        rows=tuple(rows),
        number=1,
        notes=rules,
    )


def budget_table(facts: Facts, budget: BudgetSums, *, number: int) -> Table:
    """Table 2: groups and lines with what was budgeted, spent and left, and the notes."""
    year = budget.year
    rows: list[Row] = []
    for group in budget.groups:
        rows.append(Row((group.name, "", "", "", ""), RowKind.GROUP))
        rows.extend(_budget_row(line) for line in group.lines)
    rows.append(
        Row(
            (
                f"Totaal {year}",
                _plain(budget.budgeted),
                _plain(budget.spent.amount),
                _plain(budget.remainder),
                _carry_over_note(budget),
            ),
            RowKind.TOTAL,
        )
    )
    title = "Begroting" if len(facts.money.budgets) == 1 else f"Begroting – {budget.name}"
    return Table(
        title=title,
        columns=(
            Column("Post", share=4),
            Column(f"Begroot {year}", share=1.4, align=Align.RIGHT),
            Column(f"Uitgaven {year}", share=1.4, align=Align.RIGHT),
            Column("Restant", share=1.3, align=Align.RIGHT),
            Column("Toelichting", share=3),
        ),
        rows=tuple(rows),
        number=number,
        notes=_budget_notes(budget),
    )


def instruments_table(facts: Facts) -> Table:
    """The instruments with what they rest on, who adopted them, since when, and where they stand."""
    rows = tuple(
        Row(
            (
                item.name,
                item.legal_basis or "",
                f"{format_date(item.adopted_on, unknown='')}{_by(item.adopted_by.label if item.adopted_by else '')}",
                format_date(item.in_force_from, unknown=""),
                item.status.label,
            )
        )
        for item in facts.instruments
    )
    return Table(
        title="Bestuurlijk instrumentarium",
        columns=(
            Column("Instrument", share=3),
            Column("Grondslag", share=2),
            Column("Vastgesteld", share=2.2),
            Column("Van kracht vanaf", share=1.6),
            Column("Status", share=1.5),
        ),
        rows=rows,
    )


def cases_chart(facts: Facts) -> Chart:
    """Cases per year, local and otherwise, stacked; a year of which nothing is known leaves a gap."""
    table = facts.table
    levels = list(dict.fromkeys(row.level for row in table.rows))
    series = []
    for level in levels:
        sums = [
            _known_sum(row.counts[place] for row in table.rows if row.level is level)
            for place in range(len(table.years))
        ]
        series.append(
            Series(
                level.label,
                tuple(None if count is None else float(count) for count in sums),
                tuple(_count(count) for count in sums),
            )
        )
    told = ", ".join(
        f"{year}: {_count(total) or 'onbekend'}" for year, total in zip(table.years, table.totals, strict=True)
    )
    return Chart(
        title=_cases_headline(facts),
        categories=tuple(str(year) for year in table.years),
        series=tuple(series),
        alternative=f"Staafdiagram van het aantal casussen per jaar. {told}.",
        unit="casussen",
    )


def spending_chart(budget: BudgetSums) -> Chart:
    """What was spent per group."""
    amounts = [group.spent.amount for group in budget.groups]
    told = ", ".join(
        f"{group.name}: {format_amount(amount)}" for group, amount in zip(budget.groups, amounts, strict=True)
    )
    return Chart(
        title=_spending_headline(budget),
        categories=tuple(group.name for group in budget.groups),
        series=(
            Series(
                f"Uitgaven {budget.year}",
                tuple(None if amount is None else float(amount) for amount in amounts),
                tuple(format_amount(amount) for amount in amounts),
            ),
        ),
        alternative=f"Staafdiagram van de uitgaven per groep in {budget.year}. {told}.",
        unit="euro",
        horizontal=True,
    )


def _cases_headline(facts: Facts) -> str:
    known = [
        (year, total) for year, total in zip(facts.table.years, facts.table.totals, strict=True) if total is not None
    ]
    if len(known) < 2:
        return f"Geregistreerde casussen in {facts.year}"
    (first_year, first), (last_year, last) = known[0], known[-1]
    verb = "steeg" if last > first else "daalde" if last < first else "bleef gelijk"
    if last == first:
        return f"Het aantal geregistreerde casussen {verb}: {last} in {first_year} en {last_year}"
    return f"Het aantal geregistreerde casussen {verb} van {first} in {first_year} naar {last} in {last_year}"


def _spending_headline(budget: BudgetSums) -> str:
    known = [(group.spent.amount, group.name) for group in budget.groups if group.spent.amount is not None]
    if not known or not budget.spent.amount:
        return f"Uitgaven per groep in {budget.year}"
    largest, name = max(known)
    share = round(100 * largest / budget.spent.amount)
    return f"{share} procent van de uitgaven ging naar ‘{name}’"


def _budget_row(line: LineSums) -> Row:
    left = line.budgeted - line.spent if line.budgeted is not None and line.spent is not None else None
    return Row((line.name, _plain(line.budgeted), _plain(line.spent), _plain(left), line.note or ""))


def _carry_over_note(budget: BudgetSums) -> str:
    return " ".join(
        f"Overheveling van {format_amount(ask.amount)} naar {ask.to_year}: {ask.status.label}."
        for ask in budget.carry_overs
    )


def _budget_notes(budget: BudgetSums) -> tuple[str, ...]:
    notes = [f"Bedragen in euro’s; het budget is {budget.nature.label}. Een lege cel is niet begroot of onbekend."]
    if not budget.spent.complete:
        notes.append(f"Van {budget.spent.unknown} posten zijn de uitgaven niet bekend; zij tellen niet mee.")
    if budget.committed.amount is not None:
        notes.append(f"Verplichtingen voor latere jaren: {format_amount(budget.committed.amount)}.")
    if budget.committed.unknown:
        notes.append(f"Van {budget.committed.unknown} verplichting(en) is het bedrag nog niet bekend.")
    return tuple(notes)


def _activity_line(item: Activity) -> str:
    if item.status is ActivityStatus.POSTPONED:
        reason = f": {item.reason}" if item.reason else ""
        return f"{item.name} (doorgeschoven naar {item.moved_to}{reason})"
    return item.name


def _rich(runs: Iterable[Run]) -> RichText:
    return tuple(Span(run.text, bold=run.bold, italic=run.italic) for run in runs)


def _nothing(text: str) -> Paragraph:
    return Paragraph((Span(text, italic=True),))


def _count(count: int | None) -> str:
    return "" if count is None else str(count)


def _plain(amount: Decimal | None) -> str:
    return format_plain_amount(amount, unknown="")


def _by(body: str) -> str:
    return f" ({body})" if body else ""


def _known_sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
