"""What a reporter does, without a login: send a report, look what became of it with the code, and add to it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from app.errors import Invalid, SealBroken, SignatureWrong
from app.vault.reports import dropbox
from app.vault.reports.codes import Direction, keys_of, new_code, row_id
from app.vault.reports.frames import read_message, sealed_chunks
from app.vault.reports.letters import Letter, packed, unpacked

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.primitives.strict_json import Json
    from app.vault.reports.codes import ReporterKeys
    from app.vault.reports.desks import Desks
    from app.vault.reports.letters import File

MOST_MESSAGES = 1000
"""Messages in one direction that a code looks for."""


class Standing(Enum):
    """What the box tells of a report."""

    WAITING = "waiting"
    RECEIVED = "received"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True, repr=False)
class Envelope:
    """A message ready to be put in the box: on this workstation, or carried there on a stick."""

    rows: Mapping[bytes, bytes]


@dataclass(frozen=True, slots=True, repr=False)
class Reply:
    """What a desk wrote; its number counts from 0. `desk` is the compartment whose voice it is."""

    number: int
    desk: str
    letter: Letter


@dataclass(frozen=True, slots=True, repr=False)
class Outlook:
    """What a code gives: how the report stands, the replies in order, and how many could not be read.

    `waiting` are the numbers of what the reporter sent that was not taken in yet.
    """

    standing: Standing
    replies: tuple[Reply, ...]
    unreadable: int
    waiting: tuple[int, ...]

    @property
    def waiting_additions(self) -> bool:
        """Whether something that was added was not taken in yet."""
        return any(self.waiting)

    @property
    def next_number(self) -> int:
        """A number for what is added next: any under which nothing waits, for the desk counts for itself."""
        return secrets.choice([number for number in range(1, MOST_MESSAGES) if number not in self.waiting])


def prepare_report(
    desks: Desks, compartment: str, body: dict[str, Json], files: tuple[File, ...] = ()
) -> tuple[str, Envelope]:
    """A report to a desk, sealed: its receipt code, and the envelope. Raises Invalid when it is too large."""
    code = new_code()
    keys = keys_of(code, desks.vault)
    letter = Letter(0, keys.lookup, body, files, keys.reading.public_bytes)
    return code, _enveloped(desks, compartment, keys, letter)


def prepare_addition(
    desks: Desks, compartment: str, code: str, number: int, *, body: dict[str, Json], files: tuple[File, ...] = ()
) -> Envelope:
    """What a reporter adds later, as message `number` (from 1) of the report. Raises Invalid."""
    if not 1 <= number < MOST_MESSAGES:
        raise Invalid({"text": "Bij deze melding kunnen geen berichten meer worden gevoegd."})
    keys = keys_of(code, desks.vault)
    return _enveloped(desks, compartment, keys, Letter(number, keys.lookup, body, files))


def send(folder: Path, envelope: Envelope) -> None:
    """Put an envelope in the box, and look whether it lies there. Raises a VaultError that says it was NOT sent."""
    dropbox.put(folder, envelope.rows)
    if dropbox.present(folder, envelope.rows) != set(envelope.rows):
        raise Invalid({"": "Het bericht ligt niet in de brievenbus. Er is NIETS verstuurd; probeer het opnieuw."})


def look(folder: Path, desks: Desks, code: str) -> Outlook:
    """How a report stands, and what the desk wrote. Raises Invalid for a mistyped code; reading takes nothing away."""
    keys = keys_of(code, desks.vault)
    own = [row_id(keys.lookup, Direction.TO_DESK, number, 0) for number in range(MOST_MESSAGES)]
    lying = dropbox.present(folder, own)
    waiting = tuple(number for number, key in enumerate(own) if key in lying)
    replies, unreadable = _replies(folder, desks, keys)
    standing = Standing.RECEIVED if replies else Standing.WAITING if 0 in waiting else Standing.NOT_FOUND
    return Outlook(standing, replies, unreadable, waiting)


def _replies(folder: Path, desks: Desks, keys: ReporterKeys) -> tuple[tuple[Reply, ...], int]:
    beginnings = {row_id(keys.lookup, Direction.TO_REPORTER, number, 0): number for number in range(MOST_MESSAGES)}
    found, unreadable = [], 0
    for number in sorted(beginnings[key] for key in dropbox.present(folder, beginnings)):
        reply = _reply(folder, desks, keys, number)
        if reply is None:
            unreadable += 1
        else:
            found.append(reply)
    return tuple(found), unreadable


def _reply(folder: Path, desks: Desks, keys: ReporterKeys, number: int) -> Reply | None:
    """A message that some desk signed; what nobody signed is as good as no message."""

    def fetch(chunk: int) -> bytes | None:
        return dropbox.get(folder, row_id(keys.lookup, Direction.TO_REPORTER, number, chunk))

    for name, desk in desks.desks.items():
        try:
            message = read_message(fetch, (keys.reading,), desks.to_reporter(name))
            if message is None or message.signer != desk.voice:
                continue
            letter = unpacked(message.content)
        except (SealBroken, SignatureWrong):
            continue
        if letter.lookup == keys.lookup and letter.number == number + 1:
            return Reply(number, name, replace(letter, lookup=b""))
    return None


def _enveloped(desks: Desks, compartment: str, keys: ReporterKeys, letter: Letter) -> Envelope:
    desk, info = desks.desk(compartment), desks.to_desk(compartment)
    chunks = sealed_chunks(packed(letter), keys.signing, desk.inbox, info)
    ids = (row_id(keys.lookup, Direction.TO_DESK, letter.number, place) for place in range(MOST_MESSAGES))
    return Envelope(dict(zip(ids, chunks, strict=False)))
