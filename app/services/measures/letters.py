"""What a measure tells for its letters: facts of the file, terms with their article, and what stands in the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import NotFound
from app.formats import format_amount, format_count, format_date, format_number
from app.rules.deadlines.measures import OBJECTION, VIEWS, measure_terms
from app.rules.measures.ladder import Outcome
from app.rules.norms import ONE_DAY, NormBook
from app.rules.permissions import MEASURES, Act
from app.services.access import requires_own
from app.services.letters.source import MAYOR, LetterFacts, Recipient
from app.services.measures.measures import MeasureDraft, Measures
from app.services.measures.properties import address_of
from app.services.measures.proposal import proposal_in
from app.services.norms import norms
from models.letter_choices import LetterKind
from models.measures import Addressee, FoundSubstance, Letter, LetterExport, Measure, Property
from models.measures.choices import Relation, Sanction, WithoutIntention

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from app.rules.deadlines.terms import Deadline
    from app.services.norms import NormLine
    from app.vault.session import UnlockedVault

_SANCTION_OF = {
    LetterKind.WARNING: Sanction.WARNING,
    LetterKind.PENALTY: Sanction.PENALTY,
    LetterKind.CLOSURE: Sanction.CLOSURE,
    LetterKind.URGENT_CLOSURE: Sanction.CLOSURE,
    LetterKind.CLOSURE_NOTICE: Sanction.CLOSURE,
    LetterKind.LIFTING: Sanction.CLOSURE,
}
_URGENT = (WithoutIntention.URGENT, WithoutIntention.VERY_URGENT)
_DAYS = {
    "constatering_datum": "found_on",
    "rapportage_datum": "report_received_on",
    "voornemen_datum": "intention_sent_on",
    "zienswijze_ontvangen_op": "views_received_on",
    "besluit_datum": "decided_on",
    "begunstiging_tot": "grace_until",
    "sluiting_van": "closed_from",
    "sluiting_tot": "closed_until",
}


class MeasureLetters:
    """The letters of measures under art. 13b Opiumwet."""

    compartment = MEASURES
    read_act = Act.READ_MEASURES
    edit_act = Act.EDIT_MEASURES
    subject_kind = "measure"
    file_key = "measure_id"
    letter = Letter
    export = LetterExport

    def __init__(self, vault: UnlockedVault) -> None:
        self.vault = vault

    @requires_own("read_act")
    def facts(self, file_id: int, kind: LetterKind, day: date) -> LetterFacts:
        """What the file says for a kind of letter of one day."""
        lines = norms(self.vault)
        book = NormBook(line.norm for line in lines)
        with self.vault.read(MEASURES) as session:
            item = session.get(Measure, file_id)
            if item is None:
                raise NotFound("De maatregel bestaat niet (meer).")
            draft = Measures(self.vault).read(item)
            recipients = _recipients(session, file_id)
            fields = _plain_fields(draft) | _of_place(session, draft, file_id)
            if kind is LetterKind.MEASURE_INTENTION:
                fields |= _intended(session, draft, file_id, day)
        if recipients:
            fields["betrokkene"] = recipients[0].name
        begun = _with_what_it_begins(draft, kind, day)
        hindrance = _hindrance(draft, kind)
        try:
            fields |= _terms(begun, book, day)
        except NotFound as missing:
            hindrance = str(missing)
        return LetterFacts(
            number=draft.number or "",
            fields=fields,
            recipients=recipients,
            body=MAYOR,
            notes=(*_notes(draft, kind, day), *_unconfirmed(lines, book)),
            hindrance=hindrance,
        )


def _plain_fields(draft: MeasureDraft) -> dict[str, str]:
    """The facts that need no computing; what is unknown is left out."""
    reasons = (draft.necessity_reason, draft.balance_reason)
    said = {
        "zaaknummer": draft.external_number,
        "rapportage_kenmerk": draft.report_reference,
        "besluit_kenmerk": draft.decision_reference,
        "belangenafweging": "\n".join(reason for reason in reasons if reason),
        "spoed": draft.without_reason if draft.without_intention in _URGENT else None,
        "duur": _duration(draft),
        "dwangsom": format_amount(draft.penalty_amount) if draft.penalty_amount is not None else None,
        "dwangsom_maximum": format_amount(draft.penalty_maximum) if draft.penalty_maximum is not None else None,
    }
    days: dict[str, date | None] = {name: getattr(draft, field) for name, field in _DAYS.items()}
    after = draft.closed_until + ONE_DAY if draft.closed_until is not None else None
    days["opheffing_datum"] = draft.reopened_on or after
    said |= {name: format_date(day) for name, day in days.items() if day is not None}
    return {name: value for name, value in said.items() if value}


def _duration(draft: MeasureDraft) -> str | None:
    if draft.sanction is not Sanction.CLOSURE:
        return None
    if draft.months is not None:
        return format_count(draft.months, "maand", "maanden")
    return None if draft.closed_until is not None else "onbepaalde tijd"


def _of_place(session: Session, draft: MeasureDraft, file_id: int) -> dict[str, str]:
    """The address and what was found there: each substance with its amount, then the indicators."""
    place = session.get(Property, draft.property_id)
    found = session.scalars(
        select(FoundSubstance).where(FoundSubstance.measure_id == file_id).order_by(FoundSubstance.id)
    )
    told = [_substance(each) for each in found] or [draft.substance.label if draft.substance else ""]
    facts = "; ".join(part for part in told if part)
    if draft.indicators:
        facts = f"{facts}. {draft.indicators}"
    return {name: text for name, text in (("pand", address_of(place) if place else ""), ("feiten", facts)) if text}


def _substance(each: FoundSubstance) -> str:
    if each.amount is None or each.unit is None:
        return each.name
    return f"{each.name}, {format_number(each.amount)} {each.unit.label}"


def _intended(session: Session, draft: MeasureDraft, file_id: int, day: date) -> dict[str, str]:
    """What is intended: what the file says was decided, or else what the policy gives. An example gives nothing."""
    if draft.sanction is not None:
        return {"maatregel": str(Outcome(draft.sanction, draft.months))}
    proposal = proposal_in(session, draft, draft.property_id or 0, file_id, day)
    if proposal is None or proposal.outcome is None or proposal.example:
        return {}
    months = proposal.outcome.months
    length = {"duur": format_count(months, "maand", "maanden")} if months else {}
    return {"maatregel": str(proposal.outcome), **length}


def _recipients(session: Session, file_id: int) -> tuple[Recipient, ...]:
    """Owner first, then who lives or works there, as in the list of relations."""
    found = session.scalars(select(Addressee).where(Addressee.measure_id == file_id)).all()
    ordered = sorted(found, key=lambda each: (list(Relation).index(each.relation), each.id))
    return tuple(Recipient(each.name, _lines(each.address)) for each in ordered)


def _lines(address: str | None) -> str | None:
    """An address on one line as the lines of an envelope."""
    return "\n".join(part.strip() for part in address.split(",")) if address else None


def _with_what_it_begins(draft: MeasureDraft, kind: LetterKind, day: date) -> MeasureDraft:
    """The draft as it is once this letter has gone out."""
    if kind is LetterKind.MEASURE_INTENTION:
        return replace(draft, intention_sent_on=draft.intention_sent_on or day)
    return draft


def _terms(draft: MeasureDraft, book: NormBook, day: date) -> dict[str, str]:
    """Each last day with its article, and how long the terms are. NotFound when a norm is missing."""
    found: Mapping[str, Deadline] = {each.key: each for each in measure_terms(draft, book)}
    objection = book.on(OBJECTION, draft.announced_on or day)
    said = {"bezwaar_termijn": objection.length, "bezwaar_grondslag": objection.ground}
    if "objection" in found:
        said["bezwaar_tot"] = format_date(found["objection"].day)
    if "views" in found and draft.intention_sent_on is not None:
        norm, weeks = book.on(VIEWS, draft.intention_sent_on), draft.views_weeks
        said["zienswijze_tot"] = format_date(found["views"].day)
        said["zienswijze_duur"] = norm.length if weeks is None else format_count(weeks, "week", "weken")
        said["zienswijze_grondslag"] = norm.ground
    return said


def _hindrance(draft: MeasureDraft, kind: LetterKind) -> str | None:
    """Why this kind of letter does not fit the file as it stands."""
    if kind is LetterKind.APV_CLOSURE:
        return "Dit dossier rust op art. 13b Opiumwet; deze brief is voor een sluiting op grond van art. 2:80 APV."
    wanted = _SANCTION_OF.get(kind)
    if wanted is not None and draft.sanction is None:
        return "In het dossier is nog geen maatregel vastgelegd. Vul eerst bij ‘Besluit’ de maatregel in."
    if wanted is not None and draft.sanction is not None and draft.sanction is not wanted:
        return f"De maatregel in het dossier is ‘{draft.sanction.label}’; deze brief is voor ‘{wanted.label}’."
    if kind is LetterKind.CLOSURE and draft.without_intention in _URGENT:
        return "Dit besluit is met spoed genomen; kies de brief ‘besluit tot spoedsluiting’ (art. 4:11 en 5:31 Awb)."
    if kind is LetterKind.URGENT_CLOSURE and draft.without_intention not in _URGENT:
        return "In het dossier staat geen spoed; kies de brief ‘besluit tot sluiting’ (art. 4:8 Awb)."
    return None


def _notes(draft: MeasureDraft, kind: LetterKind, day: date) -> Iterator[str]:
    """What the maker should look at, and what to record when the letter has gone out."""
    if kind is LetterKind.MEASURE_INTENTION and draft.intention_sent_on is None:
        yield "De termijn is geteld vanaf de datum van de brief. Vul na verzending ‘Voornemen verzonden’ in."
    elif kind is LetterKind.MEASURE_INTENTION and draft.intention_sent_on != day:
        yield f"In het dossier is het voornemen van {format_date(draft.intention_sent_on)}; daar is vanaf geteld."
    if kind in _SANCTION_OF and draft.announced_on is None:
        yield "Vul na verzending ‘Bekendgemaakt op’ in; daarmee begint de bezwaartermijn (art. 6:8 Awb)."
    yield "In deze brief staan politiegegevens; verzend haar alleen aan wie zij mag ontvangen (Wpg)."


def _unconfirmed(lines: Sequence[NormLine], book: NormBook) -> Iterator[str]:
    """Whether the dates of this letter rest on norms that nobody stands for yet."""
    waiting = sum(1 for line in lines if line.norm in book.used and not (line.confirmation and line.confirmation.holds))
    if waiting:
        yield f"Van de normen waar de termijnen op rusten, zijn er {waiting} nog te bevestigen (zie Normen)."
