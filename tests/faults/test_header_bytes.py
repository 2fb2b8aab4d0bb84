"""R3 for the header: whatever happens to its bytes, it is refused by name or means exactly what it meant."""

from __future__ import annotations

import dataclasses
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import HeaderDamaged, HeaderUntrusted, NewerProgram
from app.vault.disk.folder import HEADER
from app.vault.header.file import read_header, write_header
from app.vault.header.text import Header, from_text, to_text
from app.vault.header.trust import Roster
from tests.vault.small_vault import PASSWORD, TEST_LIMITS, small_vault, unlocked

if TYPE_CHECKING:
    from pathlib import Path

VAULT = small_vault()
TEXT = to_text(VAULT.header)
REFUSALS = (HeaderDamaged, HeaderUntrusted, NewerProgram)
SEED = 2019
PLACES = 1000


def trusted(text: bytes) -> Header | None:
    """The header when it is read and trusted, None when it is refused by name; anything else is a failure."""
    try:
        header = from_text(text)
        Roster.of(header).check_pin(VAULT.roster.pin)
    except REFUSALS:
        return None
    return header


def flipped(at: int, mask: int) -> bytes:
    return TEXT[:at] + bytes([TEXT[at] ^ mask]) + TEXT[at + 1 :]


def test_that_one_changed_byte_is_refused_or_harmless_at_a_thousand_places() -> None:
    dice = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    refused = 0
    for _ in range(PLACES):
        header = trusted(flipped(dice.randrange(len(TEXT)), dice.randrange(1, 256)))
        assert header in (None, VAULT.header)
        refused += header is None
    assert refused > PLACES * 0.95


@pytest.mark.fault
def test_that_every_single_bit_of_the_header_counts() -> None:
    for at in range(len(TEXT)):
        assert trusted(flipped(at, 1 << at % 8)) in (None, VAULT.header)


def test_that_a_file_cut_off_anywhere_is_refused() -> None:
    dice = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    for at in [0, 1, len(TEXT) - 3, *(dice.randrange(len(TEXT) - 3) for _ in range(200))]:
        assert trusted(TEXT[:at]) is None


@settings(max_examples=200, deadline=None)
@given(at=st.integers(0, len(TEXT)), junk=st.binary(min_size=1, max_size=30), drop=st.integers(0, 30))
def test_that_replaced_bytes_are_refused_or_harmless(at: int, junk: bytes, drop: int) -> None:
    assert trusted(TEXT[:at] + junk + TEXT[at + drop :]) in (None, VAULT.header)


@settings(max_examples=200, deadline=None)
@given(st.permutations(range(len(VAULT.header.statements))))
def test_that_statements_in_another_order_are_refused(order: list[int]) -> None:
    statements = tuple(VAULT.header.statements[at] for at in order)
    header = trusted(to_text(dataclasses.replace(VAULT.header, statements=statements)))
    assert header in (None, VAULT.header)
    assert (header is None) == (order != sorted(order))


@settings(max_examples=100, deadline=None)
@given(st.sets(st.integers(0, len(VAULT.header.statements) - 1), min_size=1))
def test_that_dropped_statements_are_refused(dropped: set[int]) -> None:
    kept = tuple(said for at, said in enumerate(VAULT.header.statements) if at not in dropped)
    assert trusted(to_text(dataclasses.replace(VAULT.header, statements=kept))) is None


@pytest.mark.parametrize("place", range(len(VAULT.header.boxes)))
def test_that_a_dropped_box_is_refused(place: int) -> None:
    dropped = sorted(VAULT.header.boxes)[place]
    boxes = {name: content for name, content in VAULT.header.boxes.items() if name != dropped}
    assert trusted(to_text(dataclasses.replace(VAULT.header, boxes=boxes))) is None


def test_that_boxes_of_two_accounts_cannot_be_exchanged() -> None:
    slots = VAULT.roster.slots
    one, other = (slots[VAULT.id(who)].box for who in ("keeper", "director"))
    boxes = {**VAULT.header.boxes, one: VAULT.header.boxes[other], other: VAULT.header.boxes[one]}
    assert trusted(to_text(dataclasses.replace(VAULT.header, boxes=boxes))) is None


def test_that_the_file_on_disk_is_judged_alike(tmp_path: Path) -> None:
    write_header(tmp_path, VAULT.header, 0)
    dice = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    for _ in range(100):
        (tmp_path / HEADER).write_bytes(flipped(dice.randrange(len(TEXT)), dice.randrange(1, 256)))
        try:
            opened = unlocked(read_header(tmp_path), "keeper")
        except REFUSALS:
            continue
        assert opened.account == VAULT.id("keeper")


def test_that_somebody_elses_header_is_refused_by_every_pin() -> None:
    look_alike = small_vault()
    opened = unlocked(look_alike.header, "keeper", PASSWORD)
    assert TEST_LIMITS.allow(look_alike.roster.slots[opened.account].kdf)
    assert trusted(to_text(look_alike.header)) is None
