"""The terms of a Bibob screening (domein §1.4): decision, completion, advice, views, objection, reuse and keeping.

    last day of the advice  = request + 8 weeks + suspensions of art. 15 lid 2 + extension (at most 4 weeks)
    standstill              = request to receipt of the advice or today, no longer than up to that last day
    last day of the decision = old last day + standstill + suspension of Awb 4:15, no day counted twice

The Algemene termijnenwet is applied to the final dates only, where the norm of the term says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.formats import format_count, format_date
from app.rules.deadlines.spans import ONE_DAY, Span, at_most, merged, total_days, until
from app.rules.deadlines.terms import Deadline, Step, added, last_day, settled, term, with_other_counting
from app.rules.screening.facts import LONGEST_WEEKS
from models.norm_choices import Counting, NormUnit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.rules.norms import Norm, NormBook
    from app.rules.screening.facts import ScreeningFacts

DECISION, COMPLETION, VIEWS = "bibob.decision", "bibob.completion", "bibob.views"
ADVICE, EXTENSION, ADVICE_QUESTIONS = "bibob.advice", "bibob.extension", "bibob.advice_suspension"
STANDSTILL, COMPLETION_STANDSTILL = "bibob.suspension", "awb.suspension"
OBJECTION, REUSE, RETENTION = "awb.objection", "bibob.reuse", "bibob.retention"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for missing or further data by the LBB (art. 15 lid 2): open while `ended_on` is None."""

    began_on: date
    ended_on: date | None = None


def screening_terms(facts: ScreeningFacts, asked: Sequence[Asked], book: NormBook, today: date) -> tuple[Deadline, ...]:
    """Every term that has begun, in the order in which they usually end. NotFound when a norm is missing.

    What is still open lasts until today, but no longer than until the decision or the withdrawal.
    """
    now = min(today, facts.ended_on or today)
    found = (
        completion_term(facts, book),
        advice_term(facts, asked, book, now),
        decision_term(facts, asked, book, now),
        views_term(facts, book),
        _objection_term(facts, book),
        _reuse_term(facts, book),
        retention_term(facts, book),
    )
    return tuple(each for each in found if each is not None)


def completion_term(facts: ScreeningFacts, book: NormBook) -> Deadline | None:
    """By when the applicant must have completed the application (Awb 4:5)."""
    begin = facts.completion_asked_on
    if begin is None:
        return None
    norm = _own_weeks(book.on(COMPLETION, begin), facts.completion_weeks)
    return term("completion", "Hersteltermijn", begin, norm, book, done_on=facts.completed_on)


def views_term(facts: ScreeningFacts, book: NormBook) -> Deadline | None:
    """By when the subject may give views on the intention (art. 33, Awb 4:9)."""
    begin = facts.intention_sent_on
    if begin is None:
        return None
    norm = _own_weeks(book.on(VIEWS, begin), facts.views_weeks)
    done_on = facts.views_received_on or facts.ended_on
    return term("views", "Zienswijze", begin, norm, book, done_on=done_on)


def advice_term(facts: ScreeningFacts, asked: Sequence[Asked], book: NormBook, today: date) -> Deadline | None:
    """By when the LBB must have advised at the latest (art. 15)."""
    begin = facts.advice_requested_on
    if begin is None:
        return None
    norm, counting = book.on(ADVICE, begin), book.on(ADVICE_QUESTIONS, begin).counting
    spans = _question_spans(asked, counting, facts.advice_received_on or today)
    more = _extension(facts, book, begin)
    extra = timedelta(days=total_days(spans) + more)
    raw = last_day(begin, norm)
    steps = [Step(norm.ground, f"{norm.length.capitalize()} na de aanvraag van {format_date(begin)}.", raw)]
    steps += [_suspended(span, "art. 15 lid 2 Wet Bibob", "wegens gevraagde gegevens") for span in merged(spans)]
    if more:
        steps.append(Step("art. 15 lid 3 Wet Bibob", f"Verlengd met {_days(more)}.", raw + extra))
    day, shifted = settled(raw + extra, norm, book)
    other, _ = settled(last_day(begin, norm, norm.counting.opposite) + extra, norm, book)
    steps += [Step(norm.ground, f"Uiterste adviesdatum: {format_date(raw + extra)}.", raw + extra), *shifted]
    paused = (facts.advice_received_on or facts.ended_on) is None and any(one.ended_on is None for one in asked)
    found = Deadline("advice", "Advies LBB", day, other, tuple(steps), done_on=facts.advice_received_on, paused=paused)
    return with_other_counting(found, norm.ground)


def decision_term(facts: ScreeningFacts, asked: Sequence[Asked], book: NormBook, today: date) -> Deadline | None:
    """By when must be decided on the application (Awb 4:13), with the time that it stood still (Awb 4:15, art. 31)."""
    begin = facts.application_on
    if begin is None or facts.basis is None or not facts.basis.has_decision_term:
        return None
    norm = _own_weeks(book.on(DECISION, begin), facts.decision_weeks)
    old = facts.postponed_to or last_day(begin, norm)
    still = _standstills(facts, asked, book, today)
    if not still:
        return _undisturbed(facts, begin, norm, book)
    steps = [*_opening_steps(facts, begin, norm), *_standstill_steps(still, old)]
    raw = _moved(old, [each.span for each in still])
    day, shifted = settled(raw, norm, book)
    steps += [Step(norm.ground, f"Nieuwe uiterste beslisdatum: {format_date(raw)}.", raw), *shifted]
    other = _other_day(day, old, still, norm, book)
    found = Deadline("decision", "Beslissing", day, other, tuple(steps), done_on=facts.ended_on, paused=_paused(still))
    return with_other_counting(found, still[-1].article)


@dataclass(frozen=True, slots=True)
class _Standstill:
    """One reason why the decision term stands still, counted by its norm and in both ways."""

    article: str
    why: str
    span: Span
    exclusive: Span
    inclusive: Span
    capped: bool
    open: bool


def _standstills(facts: ScreeningFacts, asked: Sequence[Asked], book: NormBook, today: date) -> tuple[_Standstill, ...]:
    both = (_completion_standstill(facts, book, today), _advice_standstill(facts, asked, book, today))
    return tuple(each for each in both if each is not None and each.inclusive.days)


def _completion_standstill(facts: ScreeningFacts, book: NormBook, today: date) -> _Standstill | None:
    """From the day after the invitation to the day of completion, or that on which the term ran out (Awb 4:15)."""
    limit = completion_term(facts, book)
    if facts.completion_asked_on is None or limit is None:
        return None
    norm, first = book.on(COMPLETION_STANDSTILL, facts.completion_asked_on), facts.completion_asked_on + ONE_DAY
    end = min(facts.completed_on or today, limit.day)
    return _standstill(
        norm,
        "wegens aanvulling van de aanvraag",
        first,
        end,
        is_open=(facts.completed_on or facts.ended_on) is None and today <= limit.day,
    )


def _advice_standstill(
    facts: ScreeningFacts, asked: Sequence[Asked], book: NormBook, today: date
) -> _Standstill | None:
    """From the day of the request to that of receipt, no longer than the advice may take (art. 31)."""
    begin = facts.advice_requested_on
    if begin is None:
        return None
    norm = book.on(STANDSTILL, begin)
    longest = _longest_standstill(facts, asked, book, today)
    end = facts.advice_received_on or today
    is_open = (facts.advice_received_on or facts.ended_on) is None and (today - begin).days < longest
    return _standstill(norm, "tijdens het LBB-onderzoek", begin, end, longest=longest, is_open=is_open)


def _standstill(
    norm: Norm, why: str, first: date, end: date, *, is_open: bool, longest: int | None = None
) -> _Standstill:
    whole = {counting: until(first, end, counting) for counting in Counting}
    limited = {counting: at_most(span, longest) if longest else span for counting, span in whole.items()}
    return _Standstill(
        article=norm.ground,
        why=why,
        span=limited[norm.counting],
        exclusive=limited[Counting.EXCLUSIVE],
        inclusive=limited[Counting.INCLUSIVE],
        capped=limited[norm.counting] != whole[norm.counting],
        open=is_open,
    )


def _longest_standstill(facts: ScreeningFacts, asked: Sequence[Asked], book: NormBook, today: date) -> int:
    """How many days art. 31 allows at most: the terms of art. 15 lid 1, 2 and 3 together."""
    begin = facts.advice_requested_on or today
    norm = book.on(ADVICE, begin)
    spans = _question_spans(asked, book.on(ADVICE_QUESTIONS, begin).counting, facts.advice_received_on or today)
    whole = (added(begin, norm.value, norm.unit) - begin).days
    return whole + total_days(spans) + _extension(facts, book, begin)


def _moved(old: date, spans: Sequence[Span]) -> date:
    """The last day after standing still: a standstill that begins when the term has run out moves nothing."""
    for span in merged(spans):
        if span.first <= old:
            old += timedelta(days=span.days)
    return old


def _other_day(day: date, old: date, still: Sequence[_Standstill], norm: Norm, book: NormBook) -> date:
    """What counting every standstill the other way gives; the earliest when the norms count in different ways."""
    earliest, _ = settled(_moved(old, [each.exclusive for each in still]), norm, book)
    latest, _ = settled(_moved(old, [each.inclusive for each in still]), norm, book)
    return latest if day == earliest else earliest


def _undisturbed(facts: ScreeningFacts, begin: date, norm: Norm, book: NormBook) -> Deadline:
    if facts.postponed_to is None:
        return term("decision", "Beslissing", begin, norm, book, done_on=facts.ended_on)
    day, shifted = settled(facts.postponed_to, norm, book)
    steps = (*_opening_steps(facts, begin, norm), *shifted)
    return Deadline("decision", "Beslissing", day, day, steps, done_on=facts.ended_on)


def _opening_steps(facts: ScreeningFacts, begin: date, norm: Norm) -> list[Step]:
    first = last_day(begin, norm)
    told = f"{norm.length.capitalize()} na de aanvraag van {format_date(begin)}: {format_date(first)}."
    steps = [Step(norm.ground, told, first)]
    if facts.postponed_to is not None:
        steps.append(Step("art. 4:14 Awb", f"Verdaagd tot {format_date(facts.postponed_to)}.", facts.postponed_to))
    return steps


def _standstill_steps(still: Sequence[_Standstill], old: date) -> list[Step]:
    steps = []
    for each in still:
        step = _suspended(each.span, each.article, each.why)
        if each.capped:
            step = replace(step, text=f"{step.text} Daarna loopt de termijn door, ook zonder advies.")
        if each.span.first > old and len(still) == 1:
            step = replace(step, text=f"{step.text} De beslistermijn was toen al verstreken; dit schort niets op.")
        steps.append(step)
    double = sum(each.span.days for each in still) - total_days(each.span for each in still)
    if double:
        told = f"{_days(double).capitalize()} van deze opschortingen vallen samen en tellen één keer."
        steps.append(Step(still[-1].article, told))
    return steps


def _suspended(span: Span, article: str, why: str) -> Step:
    if not span.days:
        return Step(article, f"Opgeschort vanaf {format_date(span.first)} {why}: geen dag.", span.first)
    stretch = f"van {format_date(span.first)} tot en met {format_date(span.last)}"
    return Step(article, f"Opgeschort {stretch} {why}: {_days(span.days)}.", span.last)


def _question_spans(asked: Sequence[Asked], counting: Counting, now: date) -> list[Span]:
    """A question that is still open lasts until now: today, or the day on which the advice came all the same."""
    return [until(one.began_on, one.ended_on or max(now, one.began_on), counting) for one in asked]


def _extension(facts: ScreeningFacts, book: NormBook, begin: date) -> int:
    """The days asked for, never more than art. 15 lid 3 allows: more is refused where it is entered."""
    norm = book.on(EXTENSION, begin)
    return min(max(facts.extension_days or 0, 0), longest_extension(norm, begin))


def longest_extension(norm: Norm, begin: date) -> int:
    """The days of the longest extension."""
    return (added(begin, norm.value, norm.unit) - begin).days


def _own_weeks(norm: Norm, weeks: int | None) -> Norm:
    """The norm with the weeks that were set in this file; impossible ones are refused where they are entered."""
    if weeks is None or not 1 <= weeks <= LONGEST_WEEKS:
        return norm
    return replace(norm, value=weeks, unit=NormUnit.WEEKS)


def _objection_term(facts: ScreeningFacts, book: NormBook) -> Deadline | None:
    begin = facts.published_on
    if begin is None:
        return None
    return term("objection", "Bezwaar", begin, book.on(OBJECTION, begin), book, done_on=facts.objection_on)


def _reuse_term(facts: ScreeningFacts, book: NormBook) -> Deadline | None:
    begin = facts.advice_received_on
    return None if begin is None else term("reuse", "Advies bruikbaar tot", begin, book.on(REUSE, begin), book)


def retention_term(facts: ScreeningFacts, book: NormBook) -> Deadline | None:
    """Until when a closed file is kept: by its norm, or as was decided in the file itself."""
    begin = facts.closed_on
    if begin is None:
        return None
    norm = book.on(RETENTION, begin)
    if facts.keep_until is None:
        return term("retention", "Bewaren tot", begin, norm, book, done_on=facts.destroyed_on)
    step = Step("selectielijst gemeente", f"In het dossier bepaald: {format_date(facts.keep_until)}.", facts.keep_until)
    return Deadline("retention", "Bewaren tot", facts.keep_until, facts.keep_until, (step,), done_on=facts.destroyed_on)


def _paused(still: Sequence[_Standstill]) -> bool:
    return any(each.open for each in still)


def _days(count: int) -> str:
    return format_count(count, "dag", "dagen")
