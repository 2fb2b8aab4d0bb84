"""What others changed since this user was last here, record by record, as far as their keys go.

Where somebody was is kept in each compartment as a draft of theirs: sealed to their own keys, so that it tells nobody
else what they saw, and past the unit of work, because looking is no act. It is kept once a day, so that who locks for
lunch finds the same list again; "last" is the last session on an earlier day.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.errors import VaultError
from app.rules.audit_words import action_words
from app.rules.permissions import LABEL_OF_COMPARTMENT, REGISTER, Act
from app.services.access import requires
from app.services.clock import today
from app.vault.drafts import keep_draft, own_drafts
from app.vault.store.audit import OK
from models.metadata import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import RowMapping

    from app.vault.drafts import StoredDraft
    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault

KIND = "visit"
MOST = 400  # entries that are looked at per compartment; who was away longer sees the newest
UNCHANGING = (".opened", ".shown", "_shown", ".exported", ".verified", ".removed")
SOMEBODY = "onbekende gebruiker"


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A record that others changed: who last, when, what they did to it, and how many acts there were."""

    compartment: str
    kind: str
    record: int
    what: str
    who: str
    at: datetime
    acts: int


@dataclass(frozen=True, slots=True)
class SinceLast:
    """What changed, the newest first; `since` None means that this user was not here before."""

    since: date | None
    records: tuple[ChangedRecord, ...]


@requires(Act.OWN_ACCOUNT, REGISTER)
def since_last_login(vault: UnlockedVault) -> SinceLast:
    """What changed since the last session on an earlier day; that the user is here today is kept."""
    visits = {each.compartment: each for each in own_drafts(vault) if each.kind == KIND}
    found: list[ChangedRecord] = []
    days: list[date] = []
    names = {account: person.name for account, person in vault.directory().items()}
    for compartment in sorted(vault.available):
        if "draft" not in METADATA[vault.compartment(compartment).kind].tables:
            continue
        seen = _place(visits.get(compartment))
        before = _before_today(vault, compartment, seen)
        if before is None:
            continue
        days.append(before.day)
        found.extend(_changed(vault, compartment, before.entry, names))
    ordered = sorted(found, key=lambda each: each.at, reverse=True)
    return SinceLast(max(days, default=None), tuple(ordered))


@dataclass(frozen=True, slots=True)
class _Place:
    """How far the trail was on a day."""

    day: date
    entry: int


@dataclass(frozen=True, slots=True)
class _Seen:
    """The place of the last day on which somebody was here, and of the day before that."""

    last: _Place | None = None
    before: _Place | None = None


def _place(stored: StoredDraft | None) -> _Seen:
    """As it was kept; what another version kept in another form counts as never."""
    if stored is None:
        return _Seen()
    return _Seen(_read(stored.content.get("last")), _read(stored.content.get("before")))


def _read(kept: object) -> _Place | None:
    match kept:
        case {"day": str(day), "entry": int(entry)}:
            with contextlib.suppress(ValueError):
                return _Place(date.fromisoformat(day), entry)
    return None


def _before_today(vault: UnlockedVault, compartment: str, seen: _Seen) -> _Place | None:
    """Where the user was on an earlier day; the first time today, today takes its place for a next one."""
    if seen.last is not None and seen.last.day == today():
        return seen.before
    entry = vault.compartment(compartment).tables.audit_entry
    with vault.read(compartment) as session:
        newest = session.scalar(select(func.max(entry.c.n))) or 0
    content: dict[str, Json] = {"last": _kept(_Place(today(), newest)), "before": _kept(seen.last)}
    with contextlib.suppress(VaultError):  # a full disk or another writer keeps nobody from reading
        keep_draft(vault, compartment, kind=KIND, record=0, content=content)
    return seen.last


def _kept(place: _Place | None) -> Json:
    return None if place is None else {"day": place.day.isoformat(), "entry": place.entry}


def _changed(vault: UnlockedVault, compartment: str, after: int, names: Mapping[str, str]) -> Iterator[ChangedRecord]:
    """A line per record for what others did after this entry, the last act first."""
    entry = vault.compartment(compartment).tables.audit_entry
    query = (
        select(entry.c.actor, entry.c.action, entry.c.subject_kind, entry.c.subject_id, entry.c.at)
        .where(entry.c.n > after, entry.c.actor != vault.account.id, entry.c.result == OK)
        .order_by(entry.c.n.desc())
        .limit(MOST)
    )
    with vault.read(compartment) as session:
        rows = [row for row in session.execute(query).mappings() if _is_change(row)]
    acts = Counter((row["subject_kind"], row["subject_id"]) for row in rows)
    told: set[tuple[str, str]] = set()
    for row in rows:
        subject = (row["subject_kind"], row["subject_id"])
        if subject not in told:
            told.add(subject)
            yield ChangedRecord(
                compartment=LABEL_OF_COMPARTMENT.get(compartment, compartment),
                kind=row["subject_kind"],
                record=int(row["subject_id"]),
                what=action_words(row["action"]),
                who=names.get(row["actor"], SOMEBODY),
                at=datetime.fromisoformat(row["at"]),
                acts=acts[subject],
            )


def _is_change(row: RowMapping) -> bool:
    """An act on a record that changed it; looking at it and taking it along change nothing."""
    return row["subject_id"].isdecimal() and not row["action"].endswith(UNCHANGING)
