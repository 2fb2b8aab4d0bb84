"""Input that was not saved: kept while somebody types, discarded when it is saved, offered back after a lock.

It is kept as it stands on screen, also where that cannot be read as a date or an amount, for nobody is asked to finish
a field before the vault may lock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.rules.permissions import REGISTER, Act
from app.services.access import requires, requires_own
from app.vault.drafts import NEW, drop_draft, keep_draft, own_drafts

if TYPE_CHECKING:
    from app.services.records import Records
    from app.vault.drafts import StoredDraft
    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault

Typed = str | int | bool | None
"""What stands in one field: text, the key of what was chosen, or yes and no."""


@dataclass(frozen=True, slots=True)
class Input:
    """What stands in a form. `record` is None for a new one, `version` that of the record it was typed over.

    `was` is each field as it was stored and `now` as it stands there, by name of field; `title` names the record.
    `page` and `part` say where on screen it belongs.
    """

    kind: str
    record: int | None
    version: int
    title: str
    was: Mapping[str, Typed]
    now: Mapping[str, Typed]
    page: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Input that waits for its author, in the compartment it belongs to, since `at` (with its time zone)."""

    compartment: str
    at: datetime
    input: Input


class Drafts:
    """The drafts of one register, for who may edit it."""

    def __init__(self, records: Records[Any, Any]) -> None:
        self.vault = records.vault
        self.compartment = records.compartment
        self.kind = records.kind
        self.edit_act = records.edit_act

    @requires_own("edit_act")
    def keep(self, typed: Input) -> datetime:
        """Keep this in the place of what was kept before for the same record; gives the moment."""
        content = _content(typed)
        at = keep_draft(self.vault, self.compartment, kind=self.kind, record=typed.record or NEW, content=content)
        return datetime.fromisoformat(at)

    @requires_own("edit_act")
    def discard(self, record: int | None) -> None:
        """It was saved, or dropped by its author."""
        drop_draft(self.vault, self.compartment, kind=self.kind, record=record or NEW)


@requires(Act.OWN_ACCOUNT, REGISTER)
def waiting_drafts(vault: UnlockedVault) -> tuple[Draft, ...]:
    """Everything that this user typed and did not save, the newest first."""
    found = (_draft(stored) for stored in own_drafts(vault))
    return tuple(sorted((draft for draft in found if draft), key=lambda draft: draft.at, reverse=True))


@requires(Act.OWN_ACCOUNT, REGISTER)
def discard_draft(vault: UnlockedVault, draft: Draft) -> None:
    """The author does not want it any more."""
    drop_draft(vault, draft.compartment, kind=draft.input.kind, record=draft.input.record or NEW)


def _content(typed: Input) -> dict[str, Json]:
    return {
        "version": typed.version,
        "title": typed.title,
        "page": typed.page,
        "part": typed.part,
        "was": _writable(typed.was),
        "now": _writable(typed.now),
    }


def _writable(values: Mapping[str, Typed]) -> dict[str, Json]:
    """Without halves of characters, which a clipboard may hold and nothing can seal."""
    return {
        name: value.encode(errors="ignore").decode() if isinstance(value, str) else value
        for name, value in values.items()
    }


def _draft(stored: StoredDraft) -> Draft | None:
    """As it was kept; None when another version of the program kept it in another form."""
    match stored.content:
        case {
            "version": int(version),
            "title": str(title),
            "page": str(page),
            "part": str(part),
            "was": dict(was),
            "now": dict(now),
        } if _plain(was) and _plain(now):
            typed = Input(
                kind=stored.kind,
                record=stored.record or None,
                version=version,
                title=title,
                was=_typed(was),
                now=_typed(now),
                page=page,
                part=part,
            )
            return Draft(stored.compartment, datetime.fromisoformat(stored.at), typed)
    return None


def _plain(values: dict[str, Json]) -> bool:
    return not any(isinstance(value, list | dict) for value in values.values())


def _typed(values: dict[str, Json]) -> dict[str, Typed]:
    return {name: value for name, value in values.items() if value is None or isinstance(value, str | int)}
