"""Where else something is mentioned, as far as the keys of the reader go: a hint beside what is typed, no judgement."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from app.formats import format_count
from app.rules.matching.identifiers import bare, written_postcode
from app.rules.matching.keys import Keys, Named, keys_of, label_of
from app.rules.permissions import CASEWORK, MEASURES, Act
from app.services.access import allowed, requires
from app.services.network.recognising.proposals import Proposal, proposals_for
from app.services.signals.mentions import MentionDraft, keys_in, named_in
from app.vault.progress import unheard
from models.casework import Case, Inspection, Mention, Signal
from models.casework.choices import MentionKind
from models.choices import Choice
from models.measures import Property

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from app.vault.progress import Progress
    from app.vault.session import UnlockedVault

MOST_SHOWN = 50
MOST_ALIKE = 5
MOST_LOOKED_AT = 500  # drafts of an import for which is also looked for other spellings
AT_ONCE = 500


class Found(Choice):
    """Which kind of record mentions it too; the value is the register of that record."""

    SIGNAL = "signal", "signaal"
    CASE = "case", "casus"
    INSPECTION = "inspection", "integrale controle"
    LOOSE = "mention", "losse vermelding"
    PROPERTY = "property", "pand bij Maatregelen"


_PLURAL = {
    Found.SIGNAL: "signalen",
    Found.CASE: "casussen",
    Found.INSPECTION: "integrale controles",
    Found.LOOSE: "losse vermeldingen",
    Found.PROPERTY: "panden bij Maatregelen",
}
_THIS = {
    MentionKind.PERSON: "Deze persoon",
    MentionKind.ORGANISATION: "Deze organisatie",
    MentionKind.ADDRESS: "Dit adres",
    MentionKind.VEHICLE: "Dit voertuig",
    MentionKind.CONTACT: "Dit communicatiemiddel",
    MentionKind.ACCOUNT: "Deze rekening",
    MentionKind.EVENT: "Deze gebeurtenis",
    MentionKind.DOCUMENT: "Dit document",
}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another record that mentions it: its number and title, and how it is written there.

    `strong` is False where only a name or a street agrees, so that it may well be somebody or something else.
    """

    found: Found
    record: int
    number: str
    title: str
    written: str
    strong: bool
    mention: int | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing that is mentioned elsewhere; `sentence` is ready to show, empty when it is not.

    `alike` are mentions that are written in another way and may be of the same one: proposals, no more.
    """

    kind: MentionKind
    label: str
    elsewhere: tuple[Elsewhere, ...]
    alike: tuple[Proposal, ...] = ()

    @property
    def sentence(self) -> str:
        """Such as "Dit adres komt ook voor in 2 signalen en 1 casus."."""
        told = [
            format_count(len({each.record for each in some}), found.label, _PLURAL[found])
            for found in Found
            if (some := [each for each in self.elsewhere if each.found is found])
        ]
        if not told:
            return ""
        *first, last = told
        where = f"{', '.join(first)} en {last}" if first else last
        weak = "" if any(each.strong for each in self.elsewhere) else " Alleen de naam of straat komt overeen."
        return f"{_THIS[self.kind]} komt ook voor in {where}.{weak}"


@requires(Act.READ_SIGNALS, CASEWORK)
def hint_for(vault: UnlockedVault, draft: MentionDraft) -> Hint | None:
    """Where else what stands in a form now is mentioned; None while it says too little to look for."""
    keys = keys_in(draft)
    if draft.kind is None:
        return None
    with vault.read(CASEWORK) as session:
        found = _elsewhere(session, draft.kind, keys, draft.born_on, _others(draft))
    alike = _alike(proposals_for(vault, draft), found, draft)
    if not keys.known and not alike:
        return None
    return Hint(draft.kind, "", (*found, *_premises(vault, named_in(draft))), alike)


@requires(Act.READ_SIGNALS, CASEWORK)
def hints_among(vault: UnlockedVault, drafts: Sequence[MentionDraft], tell: Progress = unheard) -> dict[int, Hint]:
    """Which of many drafts, by their place, are mentioned already; for an import, before anything is stored.

    Beyond `MOST_LOOKED_AT` drafts only what has the same key is found, and not what is written in another way.
    """
    hints: dict[int, Hint] = {}
    for start in range(0, len(drafts), AT_ONCE):
        tell("Kijken wat al bekend is", start / len(drafts))
        some = {start + place: draft for place, draft in enumerate(drafts[start : start + AT_ONCE]) if draft.kind}
        hints |= _known_already(vault, some)
    for place, draft in enumerate(drafts if len(drafts) <= MOST_LOOKED_AT else ()):
        if draft.kind is not None and place not in hints and (alike := proposals_for(vault, draft)):
            hints[place] = Hint(draft.kind, "", (), alike[:MOST_ALIKE])
    return hints


def _known_already(vault: UnlockedVault, drafts: Mapping[int, MentionDraft]) -> dict[int, Hint]:
    """One query for all of these; the mentions with one of their keys are told apart here."""
    wanted = {place: (draft, keys_in(draft)) for place, draft in drafts.items()}
    keys = sorted({key for _, each in wanted.values() for key in each.known})
    query = _mentioned().where(or_(Mention.match_key.in_(keys), Mention.other_key.in_(keys)))
    by_key: dict[str, list[Any]] = {}
    with vault.read(CASEWORK) as session:
        for row in session.execute(query.order_by(Mention.id.desc())):
            for key in {row[0].match_key, row[0].other_key} - {None}:
                by_key.setdefault(key, []).append(row)
    hints = {}
    for place, (draft, own) in wanted.items():
        rows = {row[0].id: row for key in own.known for row in by_key.get(key, ()) if _same_day(row[0], draft)}
        if rows and draft.kind is not None:
            found = tuple(_one(mention, parents, draft.kind, own) for mention, *parents in rows.values())
            hints[place] = Hint(draft.kind, "", found[:MOST_SHOWN])
    return hints


def _same_day(mention: Mention, draft: MentionDraft) -> bool:
    """Who was born on another day is somebody else."""
    return mention.born_on is None or draft.born_on is None or mention.born_on == draft.born_on


def _alike(proposals: Sequence[Proposal], found: Sequence[Elsewhere], draft: MentionDraft) -> tuple[Proposal, ...]:
    """What may be the same in other records, without what has the same key."""
    exact = {each.mention for each in found}
    own = {("signal", draft.signal_id), ("case", draft.case_id), ("inspection", draft.inspection_id)}
    elsewhere = [each for each in proposals if each.other.mention not in exact and each.other.record not in own]
    return tuple(elsewhere[:MOST_ALIKE])


@requires(Act.READ_SIGNALS, CASEWORK)
def hints_of(vault: UnlockedVault, signal_id: int) -> tuple[Hint, ...]:
    """For each thing that a signal mentions where else it is mentioned; only what is."""
    mine = select(Mention).where(Mention.signal_id == signal_id).order_by(Mention.kind, Mention.label)
    hints = []
    with vault.read(CASEWORK) as session:
        for mention in session.scalars(mine):
            others = or_(Mention.signal_id.is_(None), Mention.signal_id != signal_id)
            keys = Keys(mention.match_key, mention.other_key)
            found = _elsewhere(session, mention.kind, keys, mention.born_on, others)
            named = Named(**{each.name: getattr(mention, each.name) for each in fields(Named)})
            hints.append(Hint(mention.kind, mention.label, (*found, *_premises(vault, named))))
    return tuple(hint for hint in hints if hint.elsewhere)


def _others(draft: MentionDraft) -> ColumnElement[bool]:
    """Mentions in other records than the one that is being filled in."""
    for column, key in (
        (Mention.signal_id, draft.signal_id),
        (Mention.case_id, draft.case_id),
        (Mention.inspection_id, draft.inspection_id),
    ):
        if key is not None:
            return or_(column.is_(None), column != key)
    return Mention.id.is_not(None)


def _elsewhere(
    session: Session, kind: MentionKind, keys: Keys, born_on: date | None, others: ColumnElement[bool]
) -> tuple[Elsewhere, ...]:
    """The newest mentions with one of these keys; who was born on another day is somebody else."""
    if not keys.known:
        return ()
    query = (
        _mentioned()
        .where(or_(Mention.match_key.in_(keys.known), Mention.other_key.in_(keys.known)), others)
        .order_by(Mention.id.desc())
        .limit(MOST_SHOWN)
    )
    if born_on is not None:
        query = query.where(or_(Mention.born_on.is_(None), Mention.born_on == born_on))
    rows = session.execute(query).all()
    return tuple(_one(mention, parents, kind, keys) for mention, *parents in rows)


def _mentioned() -> Any:  # noqa: ANN401  # a select of seven columns
    """Mentions with the number and title of the record that they stand in."""
    return (
        select(Mention, Signal.number, Signal.title, Case.number, Case.title, Inspection.number, Inspection.title)
        .outerjoin(Signal, Signal.id == Mention.signal_id)
        .outerjoin(Case, Case.id == Mention.case_id)
        .outerjoin(Inspection, Inspection.id == Mention.inspection_id)
    )


def _premises(vault: UnlockedVault, named: Named) -> Iterator[Elsewhere]:
    """Premises at this address in the measures, for who holds that key too; nobody else hears of them."""
    keys = set(keys_of(named).known)
    if named.kind is not MentionKind.ADDRESS or not keys or not _sees_measures(vault):
        return
    postcode = written_postcode(named.postcode) if named.postcode else None
    query = select(Property).where(
        Property.house_number == named.house_number,
        or_(Property.postcode == postcode, func.lower(Property.street) == (named.street or "").lower()),
    )
    with vault.read(MEASURES) as session:
        for premises in session.scalars(query.order_by(Property.id).limit(MOST_SHOWN)):
            known = Named(
                MentionKind.ADDRESS,
                street=premises.street,
                house_number=premises.house_number,
                addition=premises.addition,
                postcode=bare(premises.postcode) if premises.postcode else None,
                town=premises.place,
            )
            if keys & set(keys_of(known).known):
                title = premises.kind.label
                yield Elsewhere(Found.PROPERTY, premises.id, "Pand", title, label_of(known), strong=True)


def _sees_measures(vault: UnlockedVault) -> bool:
    return allowed(vault, Act.READ_MEASURES, MEASURES) and MEASURES in vault.available


def _one(mention: Mention, parents: Sequence[str | None], kind: MentionKind, keys: Keys) -> Elsewhere:
    ids = (mention.signal_id, mention.case_id, mention.inspection_id, mention.id)
    parents = (*parents, "Verbanden", mention.origin)  # who stands in no record was recorded for itself
    place, key = next((place, key) for place, key in enumerate(ids) if key is not None)
    return Elsewhere(
        found=tuple(Found)[place],
        record=key,
        number=parents[2 * place] or "",
        title=parents[2 * place + 1] or "",
        written=mention.label,
        strong=kind is MentionKind.ADDRESS or (mention.match_key is not None and mention.match_key == keys.match),
        mention=mention.id,
    )
