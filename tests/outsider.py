"""A thief with the folder, one password and a script of their own: opens what the keys open, with no line of ours.

Only `cryptography` and `sqlcipher3` are used, after the format as CONTRIBUTING.md and vault.json show it. So a mistake
in our own checks cannot make this look safer than it is.
"""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

if TYPE_CHECKING:
    from pathlib import Path

SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)


@dataclass
class Loot:
    """What one password gave: the private keys, every compartment key that opened, by compartment."""

    account: str
    private: hpke.MLKEM768X25519PrivateKey
    keys: dict[str, bytes] = field(default_factory=dict)


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def read(folder: Path) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads((folder / "vault.json").read_text("utf-8"))
    return parsed


def steal(folder: Path, login: str, password: str) -> Loot:
    """Open the slot of one user, then try every sealed box in the file as every grant it could be."""
    header = read(folder)
    said = header["statements"]
    boxes = {name: base64.b64decode(box) for name, box in header["boxes"].items()}
    founded = said[0]["body"]
    name = unicodedata.normalize("NFKC", login.casefold())
    salt = hashlib.blake2b(canonical([name]), key=base64.b64decode(founded["login_salt"]), digest_size=16).digest()
    for slot in (one["body"] for one in said if one["kind"] == "slot"):
        kdf = slot["kdf"]
        derived = Argon2id(
            salt=salt, length=48, iterations=kdf["passes"], lanes=kdf["lanes"], memory_cost=kdf["memory_kib"]
        ).derive(unicodedata.normalize("NFC", password).encode())
        if derived[:16].hex() != slot["address"]:
            continue
        box = boxes[slot["box"]]
        bound = canonical({"vault": header["vault"], "address": slot["address"], "kdf": kdf})
        content = json.loads(ChaCha20Poly1305(derived[16:]).decrypt(box[:12], box[12:], bound))
        raw = base64.b64decode(content["seal_private"])
        private = hpke.MLKEM768X25519PrivateKey(
            MLKEM768PrivateKey.from_seed_bytes(raw[:64]), X25519PrivateKey.from_private_bytes(raw[64:])
        )
        return _plunder(header["vault"], said, boxes, Loot(content["account"], private))
    raise AssertionError("the password opens no slot")


def opens(path: Path, key: bytes) -> bool:
    """Whether a database file gives anything readable with this key."""
    connection = sqlcipher.connect(str(path))
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    except sqlcipher.DatabaseError:
        return False
    finally:
        connection.close()


def _plunder(vault: str, said: list[dict[str, Any]], boxes: dict[str, bytes], loot: Loot) -> Loot:
    compartments = [one["body"]["name"] for one in said if one["kind"] == "compartment"]
    accounts = [one["body"]["account"] for one in said if one["kind"] == "account"]
    for box in boxes.values():
        for compartment in compartments:
            for account in accounts:
                key = _opened(loot.private, box, ["bolwerk seal", "grant", vault, compartment, 1, account])
                if key is not None:
                    loot.keys[compartment] = key
    return loot


def _opened(private: hpke.MLKEM768X25519PrivateKey, box: bytes, info: list[Any]) -> bytes | None:
    try:
        return SUITE.decrypt(box, private, info=canonical(info))
    except (InvalidTag, ValueError):
        return None
