"""A signal as a participant hands it in: what the form asks, what is wrong with it, and how it travels."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from app.errors import Invalid
from app.services.clock import today
from app.services.fitting import misfits
from app.services.records import Option
from app.services.signals.mentions import MentionDraft, mention_problems, stored_as
from app.services.signals.signals import SignalDraft, day_problems
from models.casework import Mention, Signal
from models.casework.choices import Certainty, Cluster, MentionKind, SignalSource
from models.choices import Phenomenon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.vault.primitives.strict_json import Json

REQUIRED = {
    "title": "Vul een korte titel in, zonder namen van personen.",
    "facts": "Vul in wat er is gezien of gehoord.",
    "source": "Kies waar het signaal vandaan komt.",
}
_TEXTS = ("title", "facts", "interpretation")
_DAYS = ("received_on", "observed_from", "observed_to")
_KNOWN = tuple(each for each in SignalSource if each is not SignalSource.INTERNAL_ANONYMOUS)
HANDED_FIELDS: dict[MentionKind, tuple[str, ...]] = {
    MentionKind.PERSON: ("given_names", "prefix", "surname", "born_on"),
    MentionKind.ORGANISATION: ("organisation", "trade_register_number"),
    MentionKind.ADDRESS: ("street", "house_number", "addition", "postcode", "town"),
    MentionKind.VEHICLE: ("plate",),
}
"""What a participant may say of a thing of each kind; the rest is for casework."""

OFFICES = tuple(Option(each, each.label) for each in _KNOWN)
"""Where a participant may have it from: an anonymous report inside never comes this way."""


@dataclass(frozen=True, slots=True)
class HandedDraft:
    """What a participant fills in: a signal, and one of each thing that it may mention."""

    title: str | None = None
    source: SignalSource | None = SignalSource.EMPLOYEE
    cluster: Cluster | None = None
    phenomenon: Phenomenon | None = None
    observed_from: date | None = None
    observed_to: date | None = None
    facts: str | None = None
    interpretation: str | None = None
    street: str | None = None
    house_number: int | None = None
    addition: str | None = None
    postcode: str | None = None
    town: str | None = None
    given_names: str | None = None
    prefix: str | None = None
    surname: str | None = None
    born_on: date | None = None
    organisation: str | None = None
    trade_register_number: str | None = None
    plate: str | None = None

    @property
    def mentions(self) -> tuple[MentionDraft, ...]:
        """What it mentions, as far as anything was filled in."""
        said: list[MentionDraft] = []
        for kind, names in HANDED_FIELDS.items():
            values = {name: getattr(self, name) for name in names}
            if any(value is not None for value in values.values()):
                said.append(MentionDraft(kind=kind, certainty=Certainty.SUSPECTED, **values))
        return tuple(said)


@dataclass(frozen=True, slots=True)
class Handed:
    """A signal that arrived, as casework stores it: from whom by name, and under which id feedback goes back."""

    signal: SignalDraft
    mentions: tuple[MentionDraft, ...]
    name: str
    delivery: str


def tidied(draft: HandedDraft) -> HandedDraft:
    """Without outer white space and halves of characters, identifiers as they are stored; empty text is None."""
    return HandedDraft(**{each.name: stored_as(each.name, _bare(getattr(draft, each.name))) for each in fields(draft)})


def problems_of(draft: HandedDraft) -> dict[str, str]:
    """What keeps a tidied draft from being handed in, a message per field."""
    problems = {name: text for name, text in REQUIRED.items() if getattr(draft, name) is None}
    problems |= misfits(Signal, draft) | misfits(Mention, draft)
    if draft.source is SignalSource.INTERNAL_ANONYMOUS:
        problems["source"] = "Een anonieme melding komt via de integriteitsfunctionaris, niet via een deelnemer."
    problems |= day_problems(SignalDraft(observed_from=draft.observed_from, observed_to=draft.observed_to))
    for mention in draft.mentions:
        problems |= mention_problems(mention)
    return problems


def payload_of(draft: HandedDraft, *, delivery: str, name: str) -> dict[str, Json]:
    """How it travels: text, days in ISO, values of lists, and its mentions by kind."""
    days = {"received_on": today(), "observed_from": draft.observed_from, "observed_to": draft.observed_to}
    chosen = {each: getattr(draft, each) for each in ("source", "cluster", "phenomenon")}
    return {
        **{each: getattr(draft, each) for each in _TEXTS},
        **{each: day.isoformat() if day else None for each, day in days.items()},
        **{each: value.value if value else None for each, value in chosen.items()},
        "name": name,
        "delivery": delivery,
        "mentions": [_mention(each) for each in draft.mentions],
    }


def handed_from(payload: Mapping[str, Any]) -> Handed:
    """What arrived; Invalid, ValueError or LookupError when it is not what `payload_of` makes."""
    expected = {*_TEXTS, *_DAYS, "source", "cluster", "phenomenon", "name", "delivery", "mentions"}
    if set(payload) != expected:
        raise Invalid({"": "Het signaal heeft niet de vereiste vorm."})
    texts: dict[str, Any] = {each: _text(payload[each]) for each in _TEXTS}
    days: dict[str, Any] = {each: _day(payload[each]) for each in _DAYS}
    signal = SignalDraft(
        **texts,
        **days,
        source=SignalSource(payload["source"]),
        cluster=Cluster(payload["cluster"]) if payload["cluster"] is not None else None,
        phenomenon=Phenomenon(payload["phenomenon"]) if payload["phenomenon"] is not None else None,
    )
    mentions = tuple(_mention_from(each) for each in payload["mentions"])
    name, delivery = _text(payload["name"]) or "", _text(payload["delivery"]) or ""
    if not re.fullmatch(r"[0-9a-f]{32}", delivery):
        raise Invalid({"": "Het signaal heeft geen bruikbaar kenmerk."})
    if signal.source not in _KNOWN or not signal.title or not signal.facts or signal.received_on is None:
        raise Invalid({"": "Het signaal mist een titel, een bron of wat er is gezien."})
    problems = day_problems(signal) | misfits(Signal, signal)
    for mention in mentions:
        problems |= mention_problems(mention) | misfits(Mention, mention)
    if problems:
        raise Invalid(problems)
    return Handed(signal, mentions, name[:200], delivery)


def _mention(mention: MentionDraft) -> dict[str, Json]:
    kind = mention.kind
    if kind is None or kind not in HANDED_FIELDS:
        raise ValueError("a mention of this kind does not travel")
    said = {name: getattr(mention, name) for name in HANDED_FIELDS[kind]}
    values = {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}
    return {"kind": kind.value, **values}


def _mention_from(said: Mapping[str, Any]) -> MentionDraft:
    kind = MentionKind(said["kind"])
    if kind not in HANDED_FIELDS or set(said) != {"kind", *HANDED_FIELDS[kind]}:
        raise Invalid({"": "Een vermelding heeft niet de vereiste vorm."})
    values: dict[str, Any] = {name: _text(said[name]) for name in HANDED_FIELDS[kind] if name not in _OTHER_THAN_TEXT}
    if kind is MentionKind.PERSON:
        values["born_on"] = _day(said["born_on"])
    if kind is MentionKind.ADDRESS:
        values["house_number"] = _number(said["house_number"])
    return MentionDraft(kind=kind, certainty=Certainty.SUSPECTED, **values)


_OTHER_THAN_TEXT = frozenset({"born_on", "house_number"})


def _bare(value: Any) -> Any:  # noqa: ANN401  # a field of a draft
    if type(value) is str:
        return value.encode(errors="ignore").decode().strip() or None
    return value


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return _bare(value) if value else None
    raise ValueError("text was expected")


def _day(value: object) -> date | None:
    if value is None:
        return None
    if isinstance(value, str):
        return date.fromisoformat(value)
    raise ValueError("a day was expected")


def _number(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise ValueError("a whole number was expected")
