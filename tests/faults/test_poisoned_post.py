"""Post made by somebody with tools of their own: whatever it is, it is set aside and the next note still comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from app.errors import BugError, Invalid
from app.services.post import carry_and_take_in
from app.services.programme import figures
from app.vault.post.deliveries import LARGEST_NOTE, Accepted, accept, carry
from models.programme import Goal

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork
    from tests.conftest import UnlockAs

BAD, GOOD = {"good": False}, {"good": True}


@pytest.fixture
def director(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


def send(vault: UnlockedVault, payload: dict[str, Json], kind: str = "signal") -> None:
    with vault.write("casework") as work:
        work.record("publish", "signal", 1)
        work.deliver("programme", kind, payload)


def breaks_a_rule_of_the_store(work: UnitOfWork, _payload: object) -> None:
    for _ in range(2):
        work.session.execute(insert(Goal).values(id=1, version=1, name="twice", text="x"))


def breaks_it_later(work: UnitOfWork, _payload: object) -> None:
    work.session.add(Goal(version=1))


def looks_for_what_is_not_there(_work: UnitOfWork, payload: dict[str, Json]) -> None:
    raise KeyError(payload["absent"])


def counts_with_a_word(_work: UnitOfWork, payload: dict[str, Json]) -> None:
    int("tien")


def refuses(_work: UnitOfWork, _payload: object) -> None:
    raise Invalid({"": "Nee."})


@pytest.mark.parametrize(
    "stumble",
    [
        breaks_a_rule_of_the_store,
        breaks_it_later,
        looks_for_what_is_not_there,
        counts_with_a_word,
        refuses,
    ],
)
def test_that_a_note_that_its_handler_cannot_take_does_not_stop_the_rest(
    director: UnlockedVault, stumble: Callable[[UnitOfWork, dict[str, Json]], None]
) -> None:
    arrived = []

    def handler(work: UnitOfWork, payload: dict[str, Json], _giver: object) -> None:
        if payload == GOOD:
            arrived.append(payload)
        else:
            stumble(work, payload)

    for payload in (BAD, GOOD, BAD):
        send(director, dict(payload))
    carry(director)
    assert accept(director, "programme", {"signal": handler}) == Accepted(taken_in=1, set_aside=2)
    assert arrived == [GOOD]
    assert accept(director, "programme", {"signal": handler}) == Accepted()
    with director.read("programme") as session:
        assert session.scalar(text("SELECT count(*) FROM goal")) == 0
        assert session.scalar(text("SELECT count(*) FROM set_aside")) == 2


def test_that_the_store_still_tells_us_of_our_own_mistakes(director: UnlockedVault) -> None:
    """Only in a note from elsewhere is a broken rule of the store the fault of its giver."""

    def act() -> None:
        with director.write("programme") as work:
            breaks_it_later(work, None)
            work.record("add", "goal", 1)

    with pytest.raises(IntegrityError):
        act()


@pytest.mark.parametrize(
    ("note_id", "sealed"),
    [
        ("'boem'", "x'00'"),
        ("CAST(x'ff' || zeroblob(31) AS TEXT)", "x'00'"),
        ("CAST(CAST('" + "a" * 32 + "' AS BLOB) || x'0041' AS TEXT)", "x'00'"),
        ("x'" + "61" * 32 + "'", "x'00'"),
        ("'" + "a" * 100_000 + "'", "x'00'"),
        ("'" + "a" * 32 + "'", "'text'"),
        ("'" + "a" * 32 + "'", "12"),
    ],
)
def test_that_what_is_no_note_at_all_is_left_lying(director: UnlockedVault, note_id: str, sealed: str) -> None:
    """The register is open to every user's own tools; nothing that they write there gets into the trail elsewhere."""
    with director.compartment("register").write() as session:
        planted = f"INSERT INTO delivery (id, target, sealed) VALUES ({note_id}, 'programme', {sealed})"  # noqa: S608
        session.execute(text(planted))
    send(director, dict(GOOD))
    carry(director)
    outcome = accept(director, "programme", {"signal": lambda *_: None})
    assert outcome == Accepted(taken_in=1)


def test_that_a_giant_note_is_not_copied_about(director: UnlockedVault) -> None:
    with director.compartment("register").write() as session:
        giant = text("INSERT INTO delivery (id, target, sealed) VALUES (:id, 'programme', zeroblob(:size))")
        session.execute(giant, {"id": "a" * 32, "size": LARGEST_NOTE + 1})
    assert accept(director, "programme", {}) == Accepted(set_aside=1)
    with director.read("programme") as session:
        assert session.execute(text("SELECT length(sealed), reason FROM set_aside")).one() == (
            1024,
            "zij is veel te groot; alleen het begin is bewaard",
        )


def test_that_no_giant_note_is_sent(director: UnlockedVault) -> None:
    with pytest.raises(BugError, match="would not be taken in"):
        send(director, {"text": "x" * LARGEST_NOTE})


@pytest.mark.parametrize(
    "spoil",
    [
        {"figures": [{"type_name": "a", "position": 1, "level": "local", "counting_unit": "case", "count": 1}] * 2},
        {"figures": [{"type_name": " a", "position": True, "level": "x", "counting_unit": [], "count": -1}]},
        {"figures": {}},
        {"figures": [[]]},
        {"year": True},
        {"year": 2**53 - 1},
        {"published_on": "gisteren"},
        {"published_by": " "},
        {"rule": None},
        {"extra": 1},
        {"published_on": "2019-W01-1"},
    ],
)
def test_that_spoiled_figures_never_hinder_a_login(director: UnlockedVault, spoil: dict[str, Json]) -> None:
    payload: dict[str, Json] = {
        "year": 2019,
        "published_on": "2019-12-31",
        "published_by": "Iemand",
        "rule": "Zo.",
        "figures": [{"type_name": "a", "position": 1, "level": "local", "counting_unit": "case", "count": 1}],
    }
    send(director, payload | spoil, figures.NOTE_KIND)
    done = carry_and_take_in(director)
    assert (done.taken_in, done.set_aside) in {(0, 1), (1, 0)}
    figures.table_one(director, [2019])
