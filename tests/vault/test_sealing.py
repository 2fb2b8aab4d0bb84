"""Seal, sign, digest: each act opens or verifies for its own purpose and for no other."""

from __future__ import annotations

import dataclasses
import os
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BugError, SealBroken, SignatureWrong
from app.vault.primitives import sealing
from app.vault.primitives.sealing import (
    PRIVATE_BYTES,
    PUBLIC_BYTES,
    Info,
    KeyPair,
    SigningKey,
    canonical,
    digest,
    fingerprint,
    open_sealed,
    seal,
    verify,
)

INFO = Info("grant", "v" * 32, "casework", 1, "a" * 32)


@pytest.fixture(scope="module")
def pair() -> KeyPair:
    return KeyPair.generate()


def test_that_what_is_sealed_opens_with_the_private_half(pair: KeyPair) -> None:
    assert open_sealed(pair, seal(pair.public_bytes, b"inhoud", INFO), INFO) == b"inhoud"


def test_that_a_pair_survives_as_bytes_of_the_stated_lengths(pair: KeyPair) -> None:
    again = KeyPair.from_private(pair.private_bytes)
    assert (len(pair.private_bytes), len(pair.public_bytes)) == (PRIVATE_BYTES, PUBLIC_BYTES)
    assert again.public_bytes == pair.public_bytes
    assert open_sealed(again, seal(pair.public_bytes, b"", INFO), INFO) == b""


def test_that_another_pair_cannot_open(pair: KeyPair) -> None:
    with pytest.raises(SealBroken):
        open_sealed(KeyPair.generate(), seal(pair.public_bytes, b"inhoud", INFO), INFO)


@pytest.mark.parametrize(
    "other",
    [{"what": "note"}, {"vault": "w" * 32}, {"compartment": "bibob"}, {"epoch": 2}, {"account": "b" * 32}],
)
def test_that_a_seal_opens_for_no_other_purpose(pair: KeyPair, other: dict[str, Any]) -> None:
    sealed = seal(pair.public_bytes, b"inhoud", INFO)
    with pytest.raises(SealBroken):
        open_sealed(pair, sealed, dataclasses.replace(INFO, **other))


def test_that_parts_of_info_cannot_flow_into_each_other() -> None:
    assert Info("a", "bc").encode() != Info("ab", "c").encode()
    assert Info("a", 'b","c').encode() != Info("a", "b", "c").encode()


@pytest.mark.parametrize("length", [0, 10, 1119, 1120, 1130])
def test_that_a_truncated_seal_is_broken(pair: KeyPair, length: int) -> None:
    with pytest.raises(SealBroken):
        open_sealed(pair, seal(pair.public_bytes, b"inhoud", INFO)[:length], INFO)


def test_that_every_flipped_byte_breaks_a_seal(pair: KeyPair) -> None:
    sealed = seal(pair.public_bytes, b"inhoud", INFO)
    for at in range(0, len(sealed), 37):
        with pytest.raises(SealBroken):
            open_sealed(pair, sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], INFO)


@pytest.mark.parametrize("public", [b"", b"x", b"\xff" * PUBLIC_BYTES, b"\x00" * PUBLIC_BYTES])
def test_that_nothing_is_sealed_to_an_unusable_key(public: bytes) -> None:
    with pytest.raises(SealBroken, match="onbruikbaar"):
        seal(public, b"inhoud", INFO)


def test_that_private_bytes_of_another_length_are_refused() -> None:
    with pytest.raises(SealBroken):
        KeyPair.from_private(b"x" * 95)
    with pytest.raises(SealBroken):
        SigningKey.from_private(b"x" * 31)


def test_that_a_seed_gives_the_same_keys_per_purpose_and_others_for_another() -> None:
    seed = os.urandom(32)
    assert KeyPair.from_seed(seed, "a").private_bytes == KeyPair.from_seed(seed, "a").private_bytes
    assert KeyPair.from_seed(seed, "a").private_bytes != KeyPair.from_seed(seed, "b").private_bytes
    assert SigningKey.from_seed(seed, "a").private_bytes == SigningKey.from_seed(seed, "a").private_bytes
    assert SigningKey.from_seed(seed, "a").private_bytes not in KeyPair.from_seed(seed, "a").private_bytes


def test_that_a_short_seed_is_our_own_mistake() -> None:
    with pytest.raises(BugError):
        KeyPair.from_seed(b"kort", "a")


def test_that_a_signature_counts_for_its_key_domain_and_message_only() -> None:
    key = SigningKey.generate()
    signature = key.sign("domein", b"inhoud")
    verify(key.public_bytes, "domein", b"inhoud", signature)
    again = SigningKey.from_private(key.private_bytes)
    assert again.sign("domein", b"inhoud") == signature
    wrong = [
        (SigningKey.generate().public_bytes, "domein", b"inhoud", signature),
        (key.public_bytes, "domei", b"ninhoud", signature),
        (key.public_bytes, "domein", b"inhoude", signature),
        (key.public_bytes, "domein", b"inhoud", signature[:-1]),
        (b"kort", "domein", b"inhoud", signature),
    ]
    for public, domain, message, given_signature in wrong:
        with pytest.raises(SignatureWrong):
            verify(public, domain, message, given_signature)


def test_that_a_digest_keeps_its_parts_apart() -> None:
    assert len(digest("a", b"b")) == 32
    assert len({digest("a", b"bc"), digest("a", b"b", b"c"), digest("ab", b"c"), digest("a", b"bc", b"")}) == 4


def test_that_a_fingerprint_can_be_read_aloud() -> None:
    groups = fingerprint(b"sleutel").split("-")
    assert [len(group) for group in groups] == [4] * 6
    assert not set("".join(groups)) & set("ILOU")
    assert fingerprint(b"sleutel") != fingerprint(b"sleutem")


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=10,
)


@given(json_values, json_values)
def test_that_two_values_have_one_canonical_form_only_when_they_are_the_same(one: object, other: object) -> None:
    assert (canonical(one) == canonical(other)) == (one == other and _types(one, other))


def _types(one: object, other: object) -> bool:
    """True and 1 are equal in Python and different in JSON."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(_types(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return all(_types(left, right) for left, right in zip(one, other, strict=True))
    return type(one) is type(other)


def test_that_names_are_sorted_and_spaces_left_out() -> None:
    assert canonical({"b": [1, True, None], "a": "é"}) == '{"a":"é","b":[1,true,null]}'.encode()


@pytest.mark.parametrize("value", [1.5, b"x", {1: "a"}, 2**53, -(2**53), [object()], "\ud800", {"\udfff": 1}])
def test_that_a_value_with_several_spellings_is_our_own_mistake(value: object) -> None:
    with pytest.raises(BugError):
        canonical(value)


@pytest.mark.parametrize("sign", [0, 0x80])
@pytest.mark.parametrize("weak", sorted(sealing._WEAK_KEYS), ids=bytes.hex)
def test_that_a_key_under_which_anybody_can_sign_is_nobodys(weak: bytes, sign: int) -> None:
    """R of small order and S zero satisfy the equation for every message, or for one in a few."""
    public = weak[:31] + bytes([weak[31] | sign])
    for number in range(64):
        for first in (public, weak, (1).to_bytes(32, "little")):
            with pytest.raises(SignatureWrong):
                verify(public, "test", bytes([number]), first + bytes(32))
