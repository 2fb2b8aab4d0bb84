"""A card (*visitekaartje*): the public keys of a compartment, so that another vault can give to it and believe it.

A card proves nothing by itself. Two people compare its fingerprint by another way than the card came; from then on the
other vault seals to `seal_key` and believes what is signed with `sign_key`, the voice of the compartment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from app.errors import Invalid, NewerProgram, SignatureWrong
from app.vault.header.shapes import DAY, ID, NAME, SEAL_KEY, SIGN_KEY, TEXT, as_object, number, raw
from app.vault.primitives.sealing import SIGNATURE_BYTES, canonical, fingerprint, verify
from app.vault.primitives.strict_json import NotStrict, parse, to_base64

if TYPE_CHECKING:
    from app.vault.primitives.sealing import SigningKey
    from app.vault.primitives.strict_json import Json

ENDING = ".kaartje"
FORMAT = 1
LARGEST = 16 * 1024
_DOMAIN = "bolwerk card"
_WHAT = "bolwerk visitekaartje"
_NO_CARD = "Dit bestand is geen visitekaartje van Bolwerk, of het is beschadigd. Er is niets opgeslagen."


@dataclass(frozen=True, slots=True)
class Card:
    """Whose card it is (id of the vault, compartment, municipality, who made it) and the two public keys."""

    vault: Annotated[str, ID]
    compartment: Annotated[str, NAME]
    municipality: Annotated[str, TEXT]
    holder: Annotated[str, TEXT]
    made_on: Annotated[date, DAY]
    seal_key: Annotated[bytes, SEAL_KEY]
    sign_key: Annotated[bytes, SIGN_KEY]

    @property
    def fingerprint(self) -> str:
        """What two people compare: over the keys and over whose they are."""
        whose = canonical([self.vault, self.compartment])
        return fingerprint(b"card" + whose + self.seal_key + self.sign_key)


_SHAPE = as_object(Card)


def written(card: Card, voice: SigningKey) -> bytes:
    """The file: text that a person can look at, signed with the key that it brings."""
    said: dict[str, Json] = {"what": _WHAT, "format": FORMAT, "card": _SHAPE.write(card), "signature": None}
    signature = voice.sign(_DOMAIN, canonical(said))
    return canonical({**said, "signature": to_base64(signature)}) + b"\n"


def read(data: bytes) -> Card:
    """The card in a file; raises Invalid (field "file"), or NewerProgram for one that we cannot know."""
    if len(data) > LARGEST:
        raise Invalid({"file": _NO_CARD})
    try:
        return _card(parse(data))
    except (NotStrict, SignatureWrong) as error:
        raise Invalid({"file": _NO_CARD}) from error


def _card(value: Json) -> Card:
    if not isinstance(value, dict) or value.get("what") != _WHAT:
        raise NotStrict("dit is iets anders")
    version: int = number(1, 2**31).read(value.get("format"))
    if version > FORMAT:
        raise NewerProgram(
            "Dit visitekaartje is gemaakt met een nieuwere versie van Bolwerk; werk het programma bij. "
            "Er is niets opgeslagen."
        )
    if value.keys() != {"what", "format", "card", "signature"}:
        raise NotStrict("de velden zijn niet die van een kaartje")
    proof: bytes = raw(SIGNATURE_BYTES).read(value["signature"])
    card: Card = _SHAPE.read(value["card"])
    verify(card.sign_key, _DOMAIN, canonical({**value, "signature": None}), proof)
    return card
