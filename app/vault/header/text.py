"""vault.json as text: read strictly, written so that a person can follow it, one statement on a line.

Spaces and the order of names carry no meaning; what is signed is the canonical form (app.vault.header.statements).
Everything else in the file does: nothing is skipped, guessed or repaired.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import HeaderDamaged, NewerProgram
from app.vault.header.shapes import DIGEST, ID, matching, number, raw
from app.vault.header.statements import FORMAT, Statement
from app.vault.primitives import sealing
from app.vault.primitives.sealing import SIGNATURE_BYTES
from app.vault.primitives.strict_json import Json, NotStrict, from_base64, parse, to_base64

LARGEST_BYTES = 64 * 1024 * 1024

_N = number(1, 2**31)
_KIND = matching("[a-z][a-z_]{0,39}")
_SIGNER = matching("root|set:[a-z][a-z0-9_]{0,39}|[0-9a-f]{32}")
_PREVIOUS = matching("|[0-9a-f]{64}")
_SIGNATURE = raw(SIGNATURE_BYTES)


@dataclass(frozen=True, slots=True)
class Header:
    """The content of vault.json. `boxes` maps the digest (hex) of each sealed or locked part to the part itself."""

    vault_id: str
    statements: tuple[Statement, ...]
    boxes: Mapping[str, bytes]


def box_digest(box: bytes) -> str:
    """Under which name a box is kept and referred to."""
    return sealing.digest("bolwerk box", box).hex()


def from_text(data: bytes) -> Header:
    """Read vault.json; raises HeaderDamaged or NewerProgram. Whether it is to be trusted is for the Roster."""
    if len(data) > LARGEST_BYTES:
        raise HeaderDamaged("vault.json is veel te groot om van een kluis te zijn; er is niets gelezen.")
    try:
        return _header(parse(data))
    except NotStrict as error:
        raise HeaderDamaged(f"vault.json is beschadigd: {error}.") from error


def to_text(header: Header) -> bytes:
    """The bytes of vault.json."""
    statements = ",\n".join(_line(_statement_json(statement)) for statement in header.statements)
    boxes = ",\n".join(f"{_line(name)}: {_line(to_base64(box))}" for name, box in sorted(header.boxes.items()))
    text = (
        f'{{\n"format": {FORMAT},\n"vault": {_line(header.vault_id)},\n'
        f'"statements": [\n{statements}\n],\n"boxes": {{\n{boxes}\n}}\n}}\n'
    )
    return text.encode()


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _header(value: Json) -> Header:
    top = _object(value, None)
    _check_format(top.get("format"))
    top = _object(value, {"format", "vault", "statements", "boxes"})
    statements = top["statements"]
    if not isinstance(statements, list):
        raise NotStrict("de lijst van verklaringen ontbreekt")
    return Header(ID.read(top["vault"]), tuple(_statement(item) for item in statements), _boxes(top["boxes"]))


def _check_format(value: Json) -> None:
    version: int = number(1, 2**31).read(value)
    if version > FORMAT:
        raise NewerProgram(
            "Deze kluis is door een nieuwere versie van Bolwerk geschreven. Open haar met die versie; "
            "er is niets gewijzigd."
        )


def _object(value: Json, names: set[str] | None) -> dict[str, Json]:
    if not isinstance(value, dict) or (names is not None and value.keys() != names):
        raise NotStrict("er ontbreken onderdelen, of er staan er te veel")
    return value


def _statement(value: Json) -> Statement:
    said = _object(value, {"n", "kind", "body", "signer", "previous", "signature"})
    return Statement(
        n=_N.read(said["n"]),
        kind=_KIND.read(said["kind"]),
        body=_object(said["body"], None),
        signer=_SIGNER.read(said["signer"]),
        previous=_PREVIOUS.read(said["previous"]),
        signature=_SIGNATURE.read(said["signature"]),
    )


def _statement_json(statement: Statement) -> dict[str, Json]:
    return {
        "n": statement.n,
        "kind": statement.kind,
        "signer": statement.signer,
        "body": dict(statement.body),
        "previous": statement.previous,
        "signature": to_base64(statement.signature),
    }


def _boxes(value: Json) -> dict[str, bytes]:
    boxes = {}
    for name, text in _object(value, None).items():
        box = from_base64(text) if isinstance(text, str) else b""
        if box_digest(box) != DIGEST.read(name):
            raise NotStrict("een verzegeld onderdeel is veranderd")
        boxes[name] = box
    return boxes
