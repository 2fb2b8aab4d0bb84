"""From a chapter text to blocks: paragraphs and lists, and what an author places from the store with a directive."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from app.rules.markup import DirectiveNode, HeadingNode, ListNode, Run, TextNode, parse, stray_marks
from app.services.document import Bullets, Callout, GoalBox, Paragraph, Span, Subheading
from app.services.evaluation.charts import cases_chart, spending_chart
from app.services.evaluation.editions import Kept
from app.services.evaluation.fields import lines_of
from app.services.evaluation.parts import NEXT_YEAR_CHAPTER
from app.services.evaluation.register_blocks import register_list, register_table
from app.services.evaluation.screening_table import screenings_table
from app.services.evaluation.tables import budget_table, cases_table, instruments_table
from models.choices import ActivityStatus, ResilienceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from app.rules.markup import Node
    from app.services.document import Block, RichText
    from app.services.evaluation.facts import Facts
    from app.services.evaluation.fields import Fields
    from models.programme import Activity


class Blocks:
    """Turns texts into blocks, and collects what an author should look at.

    `unknown_directives` name nothing, `misplaced` ones stand in a box that holds only text, `stray_marks` are lines
    with double brackets that mean nothing, each with the place it stands at; `left_open` are the places where a
    confidential part has no end.
    """

    def __init__(self, facts: Facts, fields: Fields) -> None:
        self._facts = facts
        self._fields = fields
        self.unknown_directives: list[tuple[str, str]] = []
        self.misplaced: list[tuple[str, str]] = []
        self.stray_marks: list[tuple[str, str]] = []
        self.left_open: list[str] = []
        self.placed: set[str] = set()
        self._figure_numbers = count(1)
        self._makers: dict[str, Callable[[str], Sequence[Block] | None]] = {
            "tabel": self._table,
            "grafiek": self._chart,
            "kader": self._callout,
            "doel": self._goal,
            "lijst": self._list,
        }

    def of_text(self, place: str, text: str) -> tuple[Block, ...]:
        """The blocks of a chapter text, in order; a public edition has none of what is marked as confidential."""
        with self._at(place):
            kept = Kept(self._nodes(text), public=self._facts.cover.public)
            if kept.left_open:
                self.left_open.append(place)
            return tuple(block for node in kept.nodes for block in self._of_node(node))

    def prose(self, place: str, text: str) -> tuple[RichText, ...]:
        """The paragraphs of a text, for boxes that hold nothing else: lists and headings become paragraphs too."""
        with self._at(place):
            return tuple(paragraph for node in self._nodes(text) for paragraph in self._prose_of(node))

    @contextmanager
    def _at(self, place: str) -> Iterator[None]:
        before, self._fields.place = self._fields.place, place
        yield
        self._fields.place = before

    def _nodes(self, text: str) -> tuple[Node, ...]:
        self.stray_marks.extend((self._fields.place, line) for line in stray_marks(text))
        return parse(text, self._fields.text)

    def _prose_of(self, node: Node) -> Sequence[RichText]:
        if isinstance(node, TextNode):
            return (_rich(node.runs),)
        if isinstance(node, HeadingNode):
            return ((Span(node.text, bold=True),),)
        if isinstance(node, ListNode):
            return [(Span("– "), *_rich(item)) for item in node.items]
        label = f"{node.kind}: {node.name}"
        self.misplaced.append((self._fields.place, label))
        return ((Span(f"[onderdeel past hier niet – {label}]", bold=True),),)

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
            self.unknown_directives.append((self._fields.place, label))
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
        if name == "bibob":
            return self._screenings()
        table = register_table(self._facts, name)
        if table is None:
            return None
        return (table,) if table.rows else (_nothing("Nog niets geregistreerd."),)

    def _screenings(self) -> Sequence[Block]:
        found = self._facts.screenings
        if found is None:
            return (_nothing(f"Over {self._facts.year} zijn geen Bibob-jaarcijfers gepubliceerd."),)
        return (screenings_table(found, public=self._facts.cover.public),)

    def _chart(self, name: str) -> Sequence[Block] | None:
        """Where nothing is known, nothing is drawn and that is said."""
        facts = self._facts
        if name == "casuistiek":
            charts = [cases_chart(facts)] if any(total is not None for total in facts.table.totals) else []
            missing = f"Over {facts.year} en eerder zijn geen jaarcijfers gepubliceerd; er is niets te tekenen."
        elif name == "begroting":
            charts = [spending_chart(budget) for budget in facts.money.budgets if budget.spent.amount is not None]
            missing = f"Over {facts.year} zijn geen uitgaven bekend; er is niets te tekenen."
        else:
            return None
        if not charts:
            return (_nothing(missing),)
        return tuple(replace(chart, number=next(self._figure_numbers)) for chart in charts)

    def _callout(self, name: str) -> Sequence[Block] | None:
        for callout in self._facts.callouts:
            if callout.title == name:
                return (Callout(callout.title, self.prose(f"Kader ‘{callout.title}’", callout.text)),)
        return None

    def _goal(self, name: str) -> Sequence[Block] | None:
        for goal in self._facts.goals:
            if goal.name == name:
                return (GoalBox(goal.name, goal.source or "", self.prose(f"Doel ‘{goal.name}’", goal.text)),)
        return None

    def _list(self, name: str) -> Sequence[Block] | None:
        kind, _, subject = name.partition(" ")
        lister = {
            "activiteiten": self._activities,
            "sessies": self._sessions,
            "programma": self._programme_goals,
            "toegepast": self._applied_to,
        }.get(kind)
        items = lister(subject.strip()) if lister else register_list(self._facts, name)
        if items is None:
            return None
        return (Bullets(tuple((Span(item),) for item in items)),) if items else (_nothing("Nog niets geregistreerd."),)

    def _activities(self, chapter: str) -> Sequence[str] | None:
        """Those of the year; of the outlook those of next year, with what this year moved there."""
        facts = self._facts
        ahead = chapter == NEXT_YEAR_CHAPTER
        moved = {item.id for item in facts.activities if item.status is ActivityStatus.POSTPONED}
        of_year = [item for item in facts.activities if item.year == facts.year + ahead]
        return [
            _activity_line(item)
            for item in of_year
            if item.chapter == chapter or (ahead and item.moved_from_id in moved)
        ]

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


def _activity_line(item: Activity) -> str:
    reason = f": {item.reason}" if item.reason else ""
    if item.status is ActivityStatus.POSTPONED:
        return f"{item.name} (doorgeschoven naar {item.moved_to}{reason})"
    if item.status is ActivityStatus.DROPPED:
        return f"{item.name} (vervallen{reason})"
    return item.name


def _rich(runs: Iterable[Run]) -> RichText:
    return tuple(Span(run.text, bold=run.bold, italic=run.italic) for run in runs)


def _nothing(text: str) -> Paragraph:
    return Paragraph((Span(text, italic=True),))
