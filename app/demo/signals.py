"""Invented signals in every state: registered and weighed by the director, tested by the privacy officer, handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.demo.rows import draft_of, load
from app.rules.weighing import Given
from app.services.casework.cases import Cases
from app.services.post import carry_and_take_in
from app.services.records import Query
from app.services.signals.course import course_of
from app.services.signals.hand_in import hand_in
from app.services.signals.handed import HandedDraft
from app.services.signals.links import link_case
from app.services.signals.mentions import MentionDraft, Mentions
from app.services.signals.signals import SignalDraft, Signals
from app.services.signals.sources import SourceChecks, SourceDraft, record_result
from app.services.signals.weighing import Ending, answer_step, decide, decide_privacy_test, finish
from app.vault.session import UnlockedVault
from models.casework.choices import HitResult, SignalOutcome, Verdict, WeighingStepKind

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Weighers:
    """Who does what: the three sessions that signals need."""

    director: UnlockedVault
    privacy: UnlockedVault
    participant: UnlockedVault


def fill_signals(who: Weighers) -> None:
    """All of resources/demo/signals.toml."""
    demo = load("signals")
    for row in demo["signal"]:
        _fill(who, row, demo)
    for row in demo["handed_in"]:
        hand_in(who.participant, draft_of(HandedDraft, row))
        carry_and_take_in(who.director)
        newest = max(Signals(who.director).ids(Query()))
        for step in row.get("weighed", ()):
            _answer(who, newest, WeighingStepKind(step), _yes(step, demo))
    carry_and_take_in(who.director)


def _fill(who: Weighers, row: Mapping[str, Any], demo: Mapping[str, Any]) -> None:
    key = Signals(who.director).add(draft_of(SignalDraft, row)).id
    for mention in row.get("mention", ()):
        Mentions(who.director).add(draft_of(MentionDraft, mention, signal_id=key))
    for source in row.get("source_check", ()):
        SourceChecks(who.privacy).add(draft_of(SourceDraft, source, signal_id=key))
    for step in row.get("yes", ()):
        if step == "w4":
            _look(who, key, row)
        _answer(who, key, WeighingStepKind(step), _yes(step, demo))
    if "p1" in row.get("yes", ()) and "w4" not in row["yes"]:
        _look(who, key, row)
    if "no" in row:
        given = Given(Verdict.NO, None, row["no"]["reason"])
        _answer(who, key, WeighingStepKind(row["no"]["step"]), given)
    _end(who, key, row)


def _look(who: Weighers, key: int, row: Mapping[str, Any]) -> None:
    """The results of the sources, in the order in which they were written down."""
    for place, source in enumerate(row.get("source_check", ())):
        line = course_of(who.director, key).sources[place]
        if line.result is None and "result" in source:
            record_result(who.director, line.id, HitResult(source["result"]), source.get("finding"), line.version)


def _answer(who: Weighers, key: int, step: WeighingStepKind, given: Given) -> None:
    version = course_of(who.director, key).version
    if step is WeighingStepKind.P1:
        decide_privacy_test(who.privacy, key, given, version)
    else:
        answer_step(who.director, key, step, given, version)


def _yes(step: str, demo: Mapping[str, Any]) -> Given:
    weighed = ("In verhouding tot het belang van een veilige buurt.", "Met minder bronnen is er niets te wegen.")
    proportional, subsidiary = weighed if step == "p1" else (None, None)
    return Given(Verdict.YES, demo["ground"].get(step), demo["reason"][step], proportional, subsidiary)


def _end(who: Weighers, key: int, row: Mapping[str, Any]) -> None:
    ending = row.get("outcome")
    if ending is not None:
        told = {name: text for name, text in ending.items() if name != "outcome"}
        version = course_of(who.director, key).version
        decide(who.director, key, Ending(SignalOutcome(ending["outcome"]), **told), version)
    if row.get("finished"):
        finish(who.director, key, course_of(who.director, key).version)
    if "case" in row:
        link_case(who.director, key, _case(who.director, row["case"]), row["linked"])


def _case(vault: UnlockedVault, title: str) -> int | None:
    """The case with this title, in cases.toml."""
    return next(iter(Cases(vault).ids(Query(words=title))), None)
