"""What records mention: people, organisations, addresses and vehicles, each with its own origin, never merged."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import func, select

from app.rules.bsn import masked
from app.rules.identity.identifiers import IDENTIFIERS
from app.rules.matching.identifiers import written_postcode
from app.rules.matching.keys import Keys, Named, keys_of, label_of
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires_own
from app.services.clock import today
from app.services.network import settling as settling  # noqa: PLC0414  # from here on, mentions get their entity
from app.services.network.recognising import addresses
from app.services.network.recognising import keys as recognising_keys
from app.services.records import Option, Record, Records, Words
from app.services.search.registry import FoundBy
from app.vault.progress import unheard
from models.casework import Case, Inspection, Mention, Signal
from models.casework.choices import Certainty, InformationValue, MentionKind, MentionRole, Reliability
from models.casework.mention import PARENTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from app.services.adding import Stored
    from app.vault.progress import Progress
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork

FIELDS_OF_KIND: dict[MentionKind, tuple[str, ...]] = {
    MentionKind.PERSON: ("given_names", "prefix", "surname", "partner_name", "aliases", "born_on", "bsn"),
    MentionKind.ORGANISATION: ("organisation", "trade_names", "legal_form", "trade_register_number", "rsin"),
    MentionKind.ADDRESS: ("street", "house_number", "addition", "postcode", "town", "bag_id"),
    MentionKind.VEHICLE: ("plate",),
    MentionKind.CONTACT: ("phone", "email", "handle"),
    MentionKind.ACCOUNT: ("iban",),
    MentionKind.EVENT: ("title", "happened_on"),
    MentionKind.DOCUMENT: ("title", "reference", "happened_on"),
}
"""Which fields a mention of each kind has; the others stay empty."""

LONGEST_LABEL = 400
LATELY = 500  # mentions among which is looked for towns
_EVERY = {name for names in FIELDS_OF_KIND.values() for name in names}


@dataclass(frozen=True, slots=True)
class MentionDraft:
    """A mention as the form shows it; at most one of the first three says which record mentions it."""

    signal_id: int | None = None
    case_id: int | None = None
    inspection_id: int | None = None
    kind: MentionKind | None = None
    role: MentionRole | None = None
    certainty: Certainty | None = Certainty.SUSPECTED
    given_names: str | None = None
    prefix: str | None = None
    surname: str | None = None
    partner_name: str | None = None
    aliases: str | None = None
    born_on: date | None = None
    bsn: str | None = None
    organisation: str | None = None
    trade_names: str | None = None
    legal_form: str | None = None
    trade_register_number: str | None = None
    rsin: str | None = None
    street: str | None = None
    house_number: int | None = None
    addition: str | None = None
    postcode: str | None = None
    town: str | None = None
    bag_id: str | None = None
    plate: str | None = None
    phone: str | None = None
    email: str | None = None
    handle: str | None = None
    iban: str | None = None
    title: str | None = None
    happened_on: date | None = None
    reference: str | None = None
    origin: str | None = None
    ground: str | None = None
    reliability: Reliability | None = None
    information: InformationValue | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    keep_until: date | None = None
    note: str | None = None


class Mentions(Records[Mention, MentionDraft]):
    """The register of mentions. `label` is how one reads, `record` the number of the record that mentions it."""

    kind = "mention"
    words = Words("vermelding")
    compartment = CASEWORK
    read_act = Act.READ_SIGNALS
    edit_act = Act.EDIT_SIGNALS
    model = Mention
    draft = MentionDraft
    columns: ClassVar[Mapping[str, Any]] = {
        "signal_id": Mention.signal_id,
        "case_id": Mention.case_id,
        "inspection_id": Mention.inspection_id,
        "record": func.coalesce(Signal.number, Case.number, Inspection.number),
        "kind": Mention.kind,
        "label": Mention.label,
        "role": Mention.role,
        "certainty": Mention.certainty,
        "origin": Mention.origin,
    }
    searched = (Mention.label, Mention.origin)
    found_by = FoundBy(
        numbers=("trade_register_number", "rsin", "postcode", "bag_id", "plate", "phone", "iban"),
        names=(
            *("given_names", "prefix", "surname", "partner_name", "aliases", "organisation", "trade_names"),
            *("street", "addition", "town", "email", "handle", "title", "reference"),
        ),
    )
    order = (Mention.kind, Mention.label)
    copies = True
    required = {
        "kind": "Kies wat u vastlegt: persoon, organisatie, adres of voertuig.",
        "certainty": "Kies of dit is vastgesteld of wordt vermoed.",
    }

    def source(self) -> Select[Any]:
        """Lists show the number of the record."""
        return (
            select(Mention.id)
            .outerjoin(Signal, Signal.id == Mention.signal_id)
            .outerjoin(Case, Case.id == Mention.case_id)
            .outerjoin(Inspection, Inspection.id == Mention.inspection_id)
        )

    @requires_own("read_act")
    def options(self, field: str, current: MentionDraft | None = None) -> tuple[Option, ...]:
        """The signals, newest first; towns that were written lately."""
        with self.vault.read(CASEWORK) as session:
            if field == "signal_id":
                newest = select(Signal.id, Signal.number, Signal.title).order_by(Signal.received_on.desc(), Signal.id)
                return tuple(Option(key, f"{number} {title}") for key, number, title in session.execute(newest))
            if field == "town":
                lately = session.scalars(select(Mention.town).order_by(Mention.id.desc()).limit(LATELY))
                known = {*(town for town in lately if town is not None), *addresses.towns(self.vault)}
                return tuple(Option(town, town) for town in sorted(known))
        if field == "street":
            return tuple(Option(street, street) for street in addresses.streets(self.vault))
        return tuple(Option(text, text) for text in _from_the_bag(self.vault, field, current))

    def _tidied(self, session: Session, draft: MentionDraft, item: Mention | None) -> MentionDraft:
        """As it will be stored, before its length is looked at: a postcode may be typed with a space."""
        if item is not None and item.bsn is not None and draft.bsn == masked(item.bsn):
            draft = replace(draft, bsn=item.bsn)
        if draft.kind is not None:
            own = FIELDS_OF_KIND[draft.kind]
            said = {name: stored_as(name, getattr(draft, name)) if name in own else None for name in _EVERY}
            changed = {name: value for name, value in said.items() if value != getattr(draft, name)}
            draft = replace(draft, **changed) if changed else draft
        return super()._tidied(session, draft, item)

    def _record(self, item: Mention) -> Record[MentionDraft]:
        """Whoever reads one gets no more of a BSN than its last digits; `bsn_of` shows it."""
        record = super()._record(item)
        return replace(record, draft=replace(record.draft, bsn=masked(record.draft.bsn)))

    @requires_own("read_act")
    def bsn_of(self, key: int) -> str | None:
        """All nine digits, None when there are none; that they were shown is logged."""
        with self.vault.write(CASEWORK) as work:
            bsn = self._item(work.session, key).bsn
            work.record("mention.bsn_shown", "mention", str(key), fields=("bsn",))
            return bsn

    @requires_own("edit_act")
    def add_many(self, work: UnitOfWork, drafts: Sequence[MentionDraft], tell: Progress = unheard) -> Stored:
        """As any register; who may be the same is made ready for comparing when it is first asked for."""
        stored = super().add_many(work, drafts, tell)
        recognising_keys.made_later(self.vault.compartment(CASEWORK))
        return stored

    def write(self, session: Session, item: Mention, draft: MentionDraft) -> None:
        """Put the draft into the mention, with what it is found by."""
        super().write(session, item, draft)
        give_keys(item)

    def check(self, session: Session, draft: MentionDraft, existing: Mention | None) -> Mapping[str, str]:
        """One parent that exists, enough to say what it is, and identifiers that can be ones."""
        problems = _parent(session, draft)
        if draft.kind is not None:
            problems |= mention_problems(draft)
        return problems

    def name_of(self, item: Mention) -> str:
        """As it reads."""
        return item.label


def _from_the_bag(vault: UnlockedVault, field: str, draft: MentionDraft | None) -> tuple[str, ...]:
    """The postcodes or numbers in the BAG that go with the street and house number of a form."""
    if field not in ("postcode", "bag_id") or draft is None or draft.house_number is None:
        return ()
    postcode = stored_as("postcode", draft.postcode) if field == "bag_id" else None
    found = addresses.addresses_like(
        vault, street=draft.street, house_number=draft.house_number, postcode=postcode, town=draft.town
    )
    if field == "bag_id":
        return tuple(each.bag_id for each in found)
    return tuple(sorted({written_postcode(each.postcode) for each in found if each.postcode}))


def give_keys(item: Mention) -> None:
    """Give a mention its label and what it is found by; whoever stores one calls this. Its entity follows from that."""
    named = Named(**{each.name: getattr(item, each.name) for each in fields(Named)})
    keys = keys_of(named)
    item.label, item.match_key, item.other_key = label_of(named)[:LONGEST_LABEL], keys.match, keys.other
    if item.number_key != keys.number:
        item.number_key, item.entity_id = keys.number, None  # worked out again before the act ends


def named_in(draft: MentionDraft) -> Named:
    """What a draft says, as it is stored: only the fields of its kind, identifiers without spaces and dashes."""
    if draft.kind is None:
        raise ValueError("a mention without a kind names nothing")
    said: dict[str, Any] = {name: stored_as(name, getattr(draft, name)) for name in FIELDS_OF_KIND[draft.kind]}
    return Named(draft.kind, **said)


def stored_as(name: str, value: Any) -> Any:  # noqa: ANN401  # a field of a draft
    """A field as it is stored: identifiers without spaces and dashes, the rest as it is."""
    return IDENTIFIERS[name].stored(value) if value and name in IDENTIFIERS else value


def keys_in(draft: MentionDraft) -> Keys:
    """Under which what stands in a form now would be found; none while that is nothing yet."""
    return Keys() if draft.kind is None else keys_of(named_in(draft))


def mention_problems(draft: MentionDraft) -> dict[str, str]:
    """What is wrong with what a draft says of its own kind, a message per field."""
    named = named_in(draft)
    problems = _too_little(named)
    if named.born_on is not None and named.born_on > today():
        problems["born_on"] = "Een geboortedatum ligt niet in de toekomst."
    if named.house_number is not None and named.house_number < 1:
        problems["house_number"] = "Een huisnummer is 1 of hoger."
    if draft.valid_from and draft.valid_to and draft.valid_to < draft.valid_from:
        problems["valid_to"] = "De laatste dag ligt niet voor de eerste."
    for name in FIELDS_OF_KIND[named.kind]:
        text = stored_as(name, getattr(draft, name))
        if name in IDENTIFIERS and text and (told := IDENTIFIERS[name].problem(text)):
            problems[name] = told
    return problems


_LEAST: dict[MentionKind, tuple[tuple[str, ...], str]] = {
    MentionKind.PERSON: (("surname", "given_names", "aliases"), "Vul een achternaam of een voornaam in."),
    MentionKind.ORGANISATION: (("organisation", "trade_register_number"), "Vul de naam of het KvK-nummer in."),
    MentionKind.ADDRESS: (("street", "postcode"), "Vul de straat of de postcode in."),
    MentionKind.VEHICLE: (("plate",), "Vul het kenteken in."),
    MentionKind.CONTACT: (("phone", "email", "handle"), "Vul een telefoonnummer, e-mailadres of account in."),
    MentionKind.ACCOUNT: (("iban",), "Vul het rekeningnummer in."),
    MentionKind.EVENT: (("title",), "Omschrijf de gebeurtenis."),
    MentionKind.DOCUMENT: (("title", "reference"), "Vul de omschrijving of het kenmerk in."),
}


def _too_little(named: Named) -> dict[str, str]:
    names, told = _LEAST[named.kind]
    return {} if any(getattr(named, name) for name in names) else {names[0]: told}


def _parent(session: Session, draft: MentionDraft) -> dict[str, str]:
    given = [name for name in PARENTS if getattr(draft, name) is not None]
    if not given:
        return {} if draft.origin else {"origin": "Vul in waar dit vandaan komt, of kies het signaal waarin het staat."}
    if len(given) > 1:
        return {"signal_id": "Een vermelding staat in één dossier."}
    models: dict[str, type[Any]] = {"signal_id": Signal, "case_id": Case, "inspection_id": Inspection}
    if session.get(models[given[0]], getattr(draft, given[0])) is None:
        return {given[0]: "Dit dossier bestaat niet (meer)."}
    return {}
