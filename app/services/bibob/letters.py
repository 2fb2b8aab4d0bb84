"""What a screening tells for its letters: facts of the file, terms with their article, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.errors import NotFound
from app.formats import format_amount, format_date
from app.rules.deadlines.screening import Asked
from app.rules.letters.kinds import rules_of
from app.rules.norms import NormBook
from app.rules.permissions import BIBOB, Act
from app.services.access import requires_own
from app.services.bibob.letter_terms import OUTCOME_OF, LetterTerms, notes_of
from app.services.bibob.screenings import ScreeningDraft, Screenings
from app.services.bibob.terms import questions_of
from app.services.letters.source import COLLEGE, MAYOR, LetterFacts, Recipient
from app.services.norms import norms
from models.bibob import Condition, ConsultedSource, Financing, Letter, LetterExport, Party, Screening
from models.bibob.choices import Occasion, PartyRole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy.orm import Session

    from app.services.letters.filling import Value
    from app.services.norms import NormLine
    from app.vault.session import UnlockedVault
    from models.letter_choices import LetterKind

_OF_COLLEGE = frozenset(
    {
        Occasion.CONVERSION,
        Occasion.WITHDRAWAL_FROM_HOUSING,
        Occasion.MERGING,
        Occasion.ROOM_BUILDING,
        Occasion.SUBSIDY,
        Occasion.PROPERTY,
        Occasion.TENDER,
    }
)
_ROLES_FIRST = (PartyRole.SUBJECT, PartyRole.REPRESENTATIVE)


@dataclass(frozen=True, slots=True)
class _File:
    """One screening with what belongs to it."""

    draft: ScreeningDraft
    asked: Sequence[Asked]
    parties: Sequence[Party]
    lists: Mapping[str, tuple[Mapping[str, str], ...]]


class ScreeningLetters:
    """The letters of Bibob screenings."""

    compartment = BIBOB
    read_act = Act.READ_SCREENINGS
    edit_act = Act.EDIT_SCREENINGS
    subject_kind = "screening"
    file_key = "screening_id"
    letter = Letter
    export = LetterExport

    def __init__(self, vault: UnlockedVault) -> None:
        self.vault = vault

    @requires_own("read_act")
    def facts(self, file_id: int, kind: LetterKind, day: date) -> LetterFacts:
        """What the file says for a kind of letter of one day."""
        with self.vault.read(BIBOB) as session:
            file = _file(session, self.vault, file_id)
        lines = norms(self.vault)
        book = NormBook(line.norm for line in lines)
        fields: dict[str, Value] = {**_plain_fields(file), **file.lists}
        hindrance = _hindrance(file.draft, kind)
        terms = LetterTerms(file.draft, kind, day)
        try:
            terms.compute(file.asked, book)
            fields |= terms.fields(book)
        except NotFound as missing:
            hindrance = str(missing)
        return LetterFacts(
            number=file.draft.number or "",
            fields=fields,
            recipients=_recipients(file, kind),
            body=COLLEGE if file.draft.occasion in _OF_COLLEGE else MAYOR,
            notes=(*terms.notes(), *notes_of(file.draft, kind, day), *_unconfirmed(lines, book)),
            hindrance=hindrance,
        )


def _file(session: Session, vault: UnlockedVault, file_id: int) -> _File:
    item = session.get(Screening, file_id)
    if item is None:
        raise NotFound("Het Bibob-dossier bestaat niet (meer).")
    parties = session.scalars(
        select(Party).where(Party.screening_id == file_id).options(selectinload(Party.trade_names)).order_by(Party.id)
    ).all()
    lists = {
        "partijen": tuple(_party_row(each) for each in parties),
        "financiering": tuple(
            {"bron": each.source, "bedrag": format_amount(each.amount), "bewijs": each.proof or ""}
            for each in session.scalars(select(Financing).where(Financing.screening_id == file_id))
        ),
        "bronnen": tuple(
            {"bron": each.source.label, "datum": format_date(each.consulted_on), "grondslag": each.ground}
            for each in session.scalars(select(ConsultedSource).where(ConsultedSource.screening_id == file_id))
        ),
        "voorschriften": tuple(
            {"voorschrift": each.text, "controle_op": format_date(each.check_on)}
            for each in session.scalars(
                select(Condition).where(Condition.screening_id == file_id).order_by(Condition.check_on)
            )
        ),
    }
    return _File(Screenings(vault).read(item), questions_of(session, file_id), parties, lists)


def _party_row(party: Party) -> Mapping[str, str]:
    return {"naam": party.name, "rol": party.role.label, "kvk_nummer": party.trade_register_number or ""}


def _plain_fields(file: _File) -> Mapping[str, str]:
    """The facts that need no computing; what is unknown is left out."""
    draft = file.draft
    subject = next((each for each in file.parties if each.role is PartyRole.SUBJECT), None)
    said = {
        "betrokkene": draft.subject,
        "beschikking": draft.basis and draft.basis.label,
        "aanleiding": draft.occasion and draft.occasion.label,
        "zaaknummer": draft.external_number,
        "kvk_nummer": subject and subject.trade_register_number,
        "rechtsvorm": subject and subject.legal_form,
        "handelsnamen": subject and ", ".join(each.name for each in subject.trade_names),
        "adviestype": draft.advice_type and draft.advice_type.label,
        "om_tip_kenmerk": draft.prosecutor_tip_reference,
        "advies_kenmerk": draft.advice_reference,
        "gevaar_a": draft.danger_a and draft.danger_a.label,
        "gevaar_b": draft.danger_b and draft.danger_b.label,
        "gevaar_lid_6": draft.danger_six and draft.danger_six.label,
        "motivering": draft.reasoning,
    }
    days = {
        "aanvraag_datum": draft.application_on,
        "om_tip_datum": draft.prosecutor_tip_on,
        "advies_aangevraagd_op": draft.advice_requested_on,
        "advies_ontvangen_op": draft.advice_received_on,
        "voornemen_datum": draft.intention_sent_on,
        "zienswijze_ontvangen_op": draft.views_received_on,
        "herstel_gevraagd_op": draft.completion_asked_on,
    }
    said |= {name: format_date(day) for name, day in days.items() if day is not None}
    return {name: value for name, value in said.items() if value}


def _recipients(file: _File, kind: LetterKind) -> tuple[Recipient, ...]:
    """Who this letter may go to, the likeliest first."""
    asked = rules_of(kind).recipient
    if asked is not None:
        return (Recipient(asked),)
    ordered = sorted(file.parties, key=lambda each: (each.role not in _ROLES_FIRST, each.role is not PartyRole.SUBJECT))
    found = [Recipient(each.name, _lines(each.address)) for each in ordered]
    if not any(each.role is PartyRole.SUBJECT for each in file.parties):
        found.insert(0, Recipient(file.draft.subject or ""))
    return tuple(found)


def _lines(address: str | None) -> str | None:
    """An address on one line as the lines of an envelope."""
    return "\n".join(part.strip() for part in address.split(",")) if address else None


def _hindrance(draft: ScreeningDraft, kind: LetterKind) -> str | None:
    """Why this kind of letter does not fit the file: a decision goes with the outcome that the file has."""
    wanted = OUTCOME_OF.get(kind)
    if wanted is None or draft.outcome is wanted:
        return None
    if draft.outcome is None:
        return "In het dossier is nog geen uitkomst vastgelegd. Vul eerst bij ‘Besluit en afronding’ de uitkomst in."
    return f"De uitkomst in het dossier is ‘{draft.outcome.label}’; deze brief is voor ‘{wanted.label}’."


def _unconfirmed(lines: Sequence[NormLine], book: NormBook) -> Iterator[str]:
    """Whether the dates of this letter rest on norms that nobody stands for yet."""
    waiting = sum(1 for line in lines if line.norm in book.used and not (line.confirmation and line.confirmation.holds))
    if waiting:
        yield f"Van de normen waar de termijnen op rusten, zijn er {waiting} nog te bevestigen (zie Normen)."
