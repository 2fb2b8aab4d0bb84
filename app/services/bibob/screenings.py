"""The register of Bibob screenings, for their coordinator only (art. 28 Wet Bibob)."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, null, select

from app.errors import NotFound
from app.formats import format_date
from app.rules.deadlines.screening import EXTENSION, longest_extension, retention_term, views_term
from app.rules.permissions import BIBOB, Act
from app.rules.screening.facts import ScreeningFacts
from app.rules.screening.problems import Limits, screening_problems
from app.services.access import requires_own
from app.services.bibob.destroying import demand_lapsed, erase
from app.services.bibob.due import NOTHING, dues_in
from app.services.clock import today
from app.services.norms import norm_book
from app.services.places import Whole
from app.services.records import Query, Record, Records, Row, Words
from models.bibob import (
    AdviceQuestion,
    Condition,
    ConsultedSource,
    Disclosure,
    Financing,
    Letter,
    Party,
    Screening,
    ScreeningSeries,
)
from models.bibob.choices import Occasion, Trigger

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session

    from app.rules.norms import NormBook
    from app.services.bibob.due import Due

_PARTS: dict[type[Any], str] = {
    Party: "partijen",
    Financing: "financieringen",
    ConsultedSource: "bronnen",
    AdviceQuestion: "vragen van het LBB",
    Condition: "voorschriften",
    Disclosure: "verstrekkingen",
    Letter: "brieven",
}


@dataclass(frozen=True, slots=True)
class ScreeningDraft(ScreeningFacts):
    """A screening as the form shows it. `number` is given by the program; `external_number` is that of a case system.

    `subject` is the name of the betrokkene; who else is in it are parties.
    """

    number: str | None = None
    external_number: str | None = None
    subject: str | None = None
    occasion: Occasion | None = None
    trigger: Trigger | None = Trigger.STANDARD
    prosecutor_tip_reference: str | None = None
    register_result: str | None = None
    advice_reference: str | None = None
    decision_reference: str | None = None
    note: str | None = None


class Screenings(Records[Screening, ScreeningDraft]):
    """The register of screenings. Opening one is logged, because all of it is secret under art. 28.

    The columns "due" and "standing", the day to watch for the decision and where that term stands, are computed.
    """

    kind = "screening"
    words = Words("Bibob-dossier", "het")
    compartment = BIBOB
    read_act = Act.READ_SCREENINGS
    edit_act = Act.EDIT_SCREENINGS
    logs_reading = True
    model = Screening
    draft = ScreeningDraft
    columns = {
        "number": Screening.number,
        "subject": Screening.subject,
        "phase": Screening.phase,
        "occasion": Screening.occasion,
        "trigger": Screening.trigger,
        "basis": Screening.basis,
        "opened_on": Screening.opened_on,
        "application_on": Screening.application_on,
        "advice_requested_on": Screening.advice_requested_on,
        "outcome": Screening.outcome,
        "decided_on": Screening.decided_on,
        "closed_on": Screening.closed_on,
        "external_number": Screening.external_number,
        "due": null(),
        "standing": null(),
    }
    searched = (Screening.number, Screening.external_number, Screening.subject, Screening.decision_reference)
    order = (Screening.opened_on.desc(), Screening.number.desc())
    required = {
        "subject": "Vul in wie de betrokkene is (art. 1 lid 1 Wet Bibob).",
        "basis": "Kies de grondslag.",
        "occasion": "Kies de aanleiding.",
        "trigger": "Kies waarom is getoetst.",
        "phase": "Kies de fase.",
        "opened_on": "Vul in wanneer de intake was.",
    }

    def blank(self) -> ScreeningDraft:
        """A new file begins today, with the intake."""
        return ScreeningDraft(opened_on=today())

    @requires_own("edit_act")
    def destroy(self, key: int, version: int) -> Record[ScreeningDraft]:
        """Erase a file whose term for keeping has passed, but for what is counted; Invalid while it must be kept."""
        book, day = norm_book(self.vault), today()
        with self.vault.write(BIBOB) as work:
            item = self._item(work.session, key)
            self._same_version(item, version)
            demand_lapsed(retention_term(self.read(item), book), day)
            erase(work.session, item, day)
            work.record("screening.destroyed", "screening", key)
            return self._record(item)

    @requires_own("read_act")
    def ids(self, query: Query) -> array[int]:
        """As everywhere; by a computed column in the order of the days, files without a term last."""
        standings = {value for name, value in query.where if name == "standing"}
        computed = query.order in {"due", "standing"}
        stored = replace(
            query,
            where=tuple(each for each in query.where if each[0] != "standing"),
            order=None if computed else query.order,
        )
        found = super().ids(stored)
        if not (standings or computed):
            return found
        dues = self._dues()
        chosen = [key for key in found if not standings or dues.get(key, NOTHING).standing in standings]
        return array("q", _by_day(chosen, dues, descending=query.descending) if computed else chosen)

    @requires_own("read_act")
    def places(self, query: Query) -> Whole:
        """All of them, for what is computed is not in the store."""
        return Whole(self.ids(query))

    @requires_own("read_act")
    def rows(self, ids: Iterable[int]) -> list[Row]:
        """The lines, with what is computed filled in."""
        names, found = list(self.columns), super().rows(ids)
        day, standing = names.index("due"), names.index("standing")
        dues = self._dues() if found else {}
        filled = []
        for row in found:
            cells, due = list(row.cells), dues.get(row.id, NOTHING)
            cells[day], cells[standing] = due.day, due.standing
            filled.append(Row(row.id, tuple(cells)))
        return filled

    def _dues(self) -> Mapping[int, Due]:
        book = norm_book(self.vault)
        with self.vault.read(BIBOB) as session:
            return dues_in(session, self.read, book, today())

    def write(self, session: Session, item: Screening, draft: ScreeningDraft) -> None:
        """Put the draft into the file, which keeps its number."""
        super().write(session, item, replace(draft, number=draft.number or item.number))

    def complete(self, session: Session, item: Screening) -> None:
        """A number in the series of the year in which the file began: BIB-2020-001."""
        if not item.number:
            item.number = _next_number(session, item.opened_on.year)

    def check(self, session: Session, draft: ScreeningDraft, existing: Screening | None) -> Mapping[str, str]:
        """The rules of a screening under the norms of its days; a number stays what it is."""
        book = norm_book(self.vault)
        limits, problems = _limits(draft, book)
        problems |= screening_problems(draft, limits, today())
        if existing is not None:
            problems |= _questions_before(session, existing.id, draft)
            if draft.number not in (None, existing.number):
                problems["number"] = "Het nummer van een dossier verandert niet."
        return problems

    def name_of(self, item: Screening) -> str:
        """Number and subject."""
        return f"{item.number} {item.subject}"

    def hindrance(self, session: Session, item: Screening) -> str | None:
        """A file with anything in it is closed and kept, not removed."""
        for model, what in _PARTS.items():
            if session.scalar(select(func.count()).where(model.screening_id == item.id)):
                return f"Bij dit dossier zijn {what} vastgelegd. Sluit het dossier, of verwijder die eerst."
        return None


def _by_day(keys: Iterable[int], dues: Mapping[int, Due], *, descending: bool) -> list[int]:
    """The keys in the order of their days, unknown days last whichever way."""
    day_of = {key: dues.get(key, NOTHING).day for key in keys}
    known = sorted((key for key, day in day_of.items() if day), key=lambda key: day_of[key] or date.max)
    return [*(reversed(known) if descending else known), *(key for key, day in day_of.items() if day is None)]


def _limits(draft: ScreeningDraft, book: NormBook) -> tuple[Limits, dict[str, str]]:
    """What the norms allow, and a message beside a date on which none held."""
    problems: dict[str, str] = {}
    days = views_until = None
    try:
        if draft.advice_requested_on is not None:
            days = longest_extension(book.on(EXTENSION, draft.advice_requested_on), draft.advice_requested_on)
    except NotFound as missing:
        problems["advice_requested_on"] = str(missing)
    try:
        views = views_term(draft, book)
        views_until = max(views.day, views.other) if views else None
    except NotFound as missing:
        problems["intention_sent_on"] = str(missing)
    return Limits(days, views_until), problems


def _questions_before(session: Session, key: int, draft: ScreeningDraft) -> dict[str, str]:
    """Questions of the LBB that would lie before the request, or would be left without one."""
    first = session.scalar(select(func.min(AdviceQuestion.asked_on)).where(AdviceQuestion.screening_id == key))
    if first is None or (draft.advice_requested_on is not None and draft.advice_requested_on <= first):
        return {}
    told = f"Het LBB vroeg al gegevens op {format_date(first)}; de aanvraag ligt daarvóór (art. 15 lid 2 Wet Bibob)."
    return {"advice_requested_on": told}


def _next_number(session: Session, year: int) -> str:
    name = f"BIB-{year}"
    series = session.get(ScreeningSeries, name)
    if series is None:
        series = ScreeningSeries(name=name, last=0)
        session.add(series)
    series.last += 1
    while session.scalar(select(Screening.id).where(Screening.number == f"{name}-{series.last:03d}")):
        series.last += 1
    return f"{name}-{series.last:03d}"
