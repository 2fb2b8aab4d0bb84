"""Packages as somebody makes them who has the keys of a trusted giver and ill will, and damage by chance."""

from __future__ import annotations

import copy
import json
import secrets
from typing import TYPE_CHECKING, Any

from app.services.packages.own import own_pair
from app.vault.keys.mailbox import voice_of
from app.vault.packages.parcel import PIECE, Cover, Enclosed, Receiver, letter_digest, sealed_parcel
from app.vault.primitives.sealing import SigningKey, canonical

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.vault.session import UnlockedVault

STRANGE: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    2**31,
    2**53 - 1,
    "",
    "x",
    "\x00",
    "2020-02-30",
    "9999-12-31",
    "closed",
    "0" * 32,
    "f" * 32,
    "a" * 5000,
    '\'; DROP TABLE "case"; --',
    "\u202e\ufffd",
    [],
    {},
    ["x", "y"],
    [1],
    {"x": 1},
)


def damaged(data: bytes, dice: random.Random) -> bytes:
    """The bytes with something done to them that an attacker or a bad stick would do."""
    at, other = dice.randrange(len(data) + 1), dice.randrange(len(data) + 1)
    low, high = min(at, other), max(at, other)
    noise = dice.randbytes(dice.randrange(1, 9))
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: data[:at],
        lambda: data[at:],
        lambda: data[:at] + noise + data[at:],
        lambda: data[:at] + noise + data[at + len(noise) :],
        lambda: data[:low] + data[high:],
        lambda: data[:high] + data[low:],
        lambda: dice.randbytes(dice.randrange(200)),
        lambda: data.replace(b'"', b"'", 1),
        lambda: data + noise,
    )
    return dice.choice(ways)()


def twisted(said: Any, dice: random.Random, times: int) -> Any:
    """The same JSON with a few places changed: another value, a name more or less, twice the same."""
    twin = copy.deepcopy(said)
    for _ in range(times):
        place = twin
        while True:
            keys: Sequence[Any] = list(place) if isinstance(place, dict) else range(len(place))
            if not keys:
                break
            key = dice.choice(keys)
            inner = place[key]
            if isinstance(inner, (dict, list)) and inner and dice.random() < 0.9:
                place = inner
                continue
            _change(place, key, dice)
            break
    return twin


def _change(place: Any, key: Any, dice: random.Random) -> None:
    way = dice.randrange(5)
    if way == 0:
        del place[key]
    elif way == 1 and isinstance(place, dict):
        place[f"{key}x"] = copy.deepcopy(place[key])
    elif way == 1:
        place.append(copy.deepcopy(place[key]))
    elif way == 2 and isinstance(place[key], str) and len(place[key]) > 1:
        place[key] = place[key][:-1] + dice.choice("0aZ\u00e9 ")
    else:
        place[key] = copy.deepcopy(dice.choice(STRANGE))


def parcel_of(giver: UnlockedVault, receiver: UnlockedVault, said: Any, files: Sequence[bytes] = ()) -> bytes:
    """A package around any content, sealed and signed as the giver would."""
    pair, voice = own_pair(receiver), voice_of(own_pair(giver))
    return sealed(
        Receiver(receiver.roster.vault_id, "casework", pair.public_bytes), voice, giver.roster.vault_id, said, files
    )


def sealed(receiver: Receiver, voice: SigningKey, giver: str, said: Any, files: Sequence[bytes] = ()) -> bytes:
    """A package with these keys."""
    import hashlib  # noqa: PLC0415

    content = canonical(said)
    package = said["letter"]["package"] if _has_package(said) else secrets.token_hex(16)
    enclosed = tuple(Enclosed(len(each), hashlib.sha256(each).hexdigest()) for each in files)
    cover = Cover(giver, "casework", len(content), letter_digest(content), enclosed)
    cut = [[each[at : at + PIECE] for at in range(0, len(each), PIECE)] for each in files]
    pieces = sealed_parcel(package, receiver, voice=voice, cover=cover, letter=content, files=cut)
    return b"".join(pieces)


def _has_package(said: Any) -> bool:
    letter = said.get("letter") if isinstance(said, dict) else None
    package = letter.get("package") if isinstance(letter, dict) else None
    return isinstance(package, str) and len(package) == 32 and not set(package) - set("0123456789abcdef")


def letter_in(path: Path, receiver: UnlockedVault, sign_key: bytes) -> Any:
    """What a package says, as JSON."""
    from app.vault.packages.parcel import opened, read_head  # noqa: PLC0415

    with path.open("rb") as stream:
        head = read_head(stream)
        parcel = opened(
            stream,
            head,
            length=path.stat().st_size,
            compartment="casework",
            inbox=[own_pair(receiver)],
            sign_key_of=lambda _giver, _compartment: sign_key,
        )
        return json.loads(parcel.letter)
