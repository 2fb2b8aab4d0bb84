"""What a message of the anonymous channel says, as bytes: a head in JSON, then the files one after the other.

A head is never more than a MB, and says how long it and each file are; what does not add up is refused whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from app.errors import Invalid, SealBroken
from app.vault.primitives.sealing import PUBLIC_BYTES, canonical
from app.vault.primitives.strict_json import Json, NotStrict, from_base64, parse, to_base64

LARGEST_HEAD = 1024 * 1024
MOST_FILES = 100
_LENGTH = 4
_LOOKUP_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class File:
    """A file that goes along."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """One message. `lookup` (32 bytes) says to whose report it belongs, `number` which message of it this is.

    A report is number 0 and brings the key to which replies are sealed; no other message has one.
    """

    number: int
    lookup: bytes
    body: dict[str, Json]
    files: tuple[File, ...] = field(default=())
    reading: bytes | None = None


def packed(letter: Letter) -> bytes:
    """The bytes of a letter; raises Invalid (field "text") when the text is far too long."""
    head = canonical(
        {
            "body": letter.body,
            "files": [[each.name, len(each.data)] for each in letter.files],
            "lookup": letter.lookup.hex(),
            "number": letter.number,
            "reading": to_base64(letter.reading) if letter.reading is not None else None,
        }
    )
    if len(head) > LARGEST_HEAD:
        raise Invalid({"text": "De tekst is te lang. Stuur een deel als bijlage, of vat het korter samen."})
    if len(letter.files) > MOST_FILES:
        raise Invalid({"files": f"Meer dan {MOST_FILES} bijlagen gaan niet in één bericht."})
    return b"".join((len(head).to_bytes(_LENGTH, "big"), head, *(each.data for each in letter.files)))


def unpacked(content: bytes) -> Letter:
    """The letter in these bytes; raises SealBroken for anything that `packed` would not have made."""
    size = int.from_bytes(content[:_LENGTH], "big")
    if size > LARGEST_HEAD or _LENGTH + size > len(content):
        raise SealBroken("Dit bericht is verkeerd opgebouwd.")
    try:
        head = parse(content[_LENGTH : _LENGTH + size])
    except NotStrict as reason:
        raise SealBroken(f"Dit bericht is verkeerd opgebouwd: {reason}.") from reason
    if not isinstance(head, dict) or len(head) != len(fields(Letter)):
        raise SealBroken("Dit bericht is verkeerd opgebouwd.")
    match head:
        case {
            "body": dict(body),
            "files": list(listed),
            "lookup": str(lookup),
            "number": int(number),
            "reading": str() | None as reading,
        } if number >= 0:
            return Letter(
                number, _lookup(lookup), body, _files(listed, content[_LENGTH + size :]), _reading(number, reading)
            )
    raise SealBroken("Dit bericht is verkeerd opgebouwd.")


def _lookup(text: str) -> bytes:
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if len(found) != _LOOKUP_BYTES or found.hex() != text:
        raise SealBroken("Dit bericht zegt niet bij welke melding het hoort.")
    return found


def _reading(number: int, text: str | None) -> bytes | None:
    """Only a report brings a key, and it always does."""
    if (number == 0) != (text is not None):
        raise SealBroken("Dit bericht heeft een sleutel te veel of te weinig.")
    if text is None:
        return None
    try:
        key = from_base64(text)
    except NotStrict as reason:
        raise SealBroken("De antwoordsleutel van dit bericht is onleesbaar.") from reason
    if len(key) != PUBLIC_BYTES:
        raise SealBroken("De antwoordsleutel van dit bericht heeft een verkeerde lengte.")
    return key


def _files(listed: list[Json], data: bytes) -> tuple[File, ...]:
    files, at = [], 0
    for each in listed[: MOST_FILES + 1]:
        match each:
            case [str(name), int(size)] if 0 <= size <= len(data) - at:
                files.append(File(name, data[at : at + size]))
                at += size
            case _:
                raise SealBroken("De bijlagen van dit bericht zijn verkeerd opgesomd.")
    if at != len(data) or len(listed) > MOST_FILES:
        raise SealBroken("De bijlagen van dit bericht zijn verkeerd opgesomd.")
    return tuple(files)
