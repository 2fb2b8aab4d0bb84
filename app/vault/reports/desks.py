"""To whom one can report, as far as somebody without a login can know: the public keys of the desks.

They come from vault.json, or from a file that a form-only copy brings along. Before login nothing but the fingerprint,
compared with the one on the intranet or a poster, tells a key that was swapped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.rules.permissions import CASEWORK, INTEGRITY, INTEGRITY_DEPUTY
from app.vault.primitives.sealing import PUBLIC_BYTES, SIGNING_BYTES, Info, canonical, fingerprint
from app.vault.primitives.strict_json import NotStrict, from_base64, parse, to_base64

if TYPE_CHECKING:
    from app.vault.header.trust import Roster
    from app.vault.primitives.strict_json import Json

REPORTABLE = (CASEWORK, INTEGRITY, INTEGRITY_DEPUTY)
LARGEST_FILE = 64 * 1024
_KIND = "bolwerk meldpunt"
_UNREADABLE = "Dit bestand is geen meldsleutel van Bolwerk, of het is beschadigd."


@dataclass(frozen=True, slots=True)
class Desk:
    """One place to report to: the key that reports are sealed to, and the key that its replies are signed with."""

    compartment: str
    inbox: bytes
    voice: bytes

    @property
    def fingerprint(self) -> str:
        """What people compare with the poster."""
        return fingerprint(self.inbox)


@dataclass(frozen=True, slots=True)
class Desks:
    """The desks of one municipality."""

    vault: str
    municipality: str
    desks: Mapping[str, Desk]

    def desk(self, compartment: str) -> Desk:
        """One of them; raises Invalid (field "desk") when it cannot be reported to."""
        if compartment not in self.desks:
            raise Invalid({"desk": "Bij dit meldpunt kan nu niet worden gemeld."})
        return self.desks[compartment]

    def to_desk(self, compartment: str) -> Info:
        """What a message to a desk is bound to."""
        return Info("report", self.vault, compartment)

    def to_reporter(self, compartment: str) -> Info:
        """What a message from a desk is bound to."""
        return Info("reply", self.vault, compartment)


def desks_of(roster: Roster) -> Desks:
    """The desks that the header of a vault knows."""
    found = {}
    for name in REPORTABLE:
        facts = roster.compartments.get(name)
        if facts is not None and facts.inbox_key is not None and facts.voice is not None:
            found[name] = Desk(name, facts.inbox_key, facts.voice)
    return Desks(roster.vault_id, roster.municipality, found)


def written(desks: Desks) -> bytes:
    """The file that a form-only copy brings along: public keys and nothing else."""
    listed: list[Json] = [
        [each.compartment, to_base64(each.inbox), to_base64(each.voice)] for each in desks.desks.values()
    ]
    return canonical({"desks": listed, "kind": _KIND, "municipality": desks.municipality, "vault": desks.vault})


def read(data: bytes) -> Desks:
    """The desks in such a file; raises Invalid (field "file")."""
    try:
        match parse(data) if len(data) <= LARGEST_FILE else None:
            case {"desks": list(listed), "kind": kind, "municipality": str(municipality), "vault": str(vault)}:
                desks = {each.compartment: each for each in map(_desk, listed)}
                found = Desks(vault, municipality, desks)
                if kind == _KIND and desks and written(found) == data:
                    return found
    except NotStrict as reason:
        raise Invalid({"file": _UNREADABLE}) from reason
    raise Invalid({"file": _UNREADABLE})


def _desk(listed: Json) -> Desk:
    match listed:
        case [str(name), str(inbox), str(voice)] if name in REPORTABLE:
            desk = Desk(name, from_base64(inbox), from_base64(voice))
            if len(desk.inbox) == PUBLIC_BYTES and len(desk.voice) == SIGNING_BYTES:
                return desk
    raise NotStrict("een meldpunt is verkeerd omschreven")
