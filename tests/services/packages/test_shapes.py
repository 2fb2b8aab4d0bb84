"""What a letter may hold, field by field: what a column could not keep is refused before anything is stored."""

from __future__ import annotations

import errno
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import ExportFailed, Invalid, NewerProgram
from app.services.packages import letter as letters
from app.services.packages.opening import understood_records
from app.services.packages.values import names_in, sent, spoken, stored
from app.vault.packages import staging
from app.vault.packages.parcel import Cover, Enclosed, refuse_too_large
from app.vault.primitives.sealing import canonical
from app.vault.primitives.strict_json import NotStrict
from models.casework import Case, CaseTask
from models.choices import CaseStatus

if TYPE_CHECKING:
    from pathlib import Path

ID, OTHER, REPLICA = "a" * 32, "b" * 32, "c" * 16
COLUMNS: Any = Case.__table__.c
TASKS: Any = CaseTask.__table__.c


@pytest.mark.parametrize(
    ("name", "value", "held"),
    [
        ("title", "Loods", "Loods"),
        ("opened_on", "2020-02-03", date(2020, 2, 3)),
        ("status", "new", CaseStatus.NEW),
        ("counted_year", 2020, 2020),
        ("result", None, None),
    ],
)
def test_that_a_value_comes_back_as_its_column_holds_it(name: str, value: Any, held: Any) -> None:
    assert stored(COLUMNS[name], value) == held
    assert sent(held) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", None),
        ("title", 3),
        ("title", "x" * 2001),
        ("title", "a\0b"),
        ("title", ["x"]),
        ("opened_on", "2020-2-3"),
        ("opened_on", "2020-02-30"),
        ("opened_on", "9999-01-01"),
        ("opened_on", "0001-01-01"),
        ("opened_on", 20200203),
        ("status", "gesloten"),
        ("counted_year", "2020"),
        ("counted_year", True),
        ("counted_year", 2**60),
    ],
)
def test_that_a_value_that_a_column_could_not_hold_is_refused(name: str, value: Any) -> None:
    with pytest.raises(NotStrict):
        stored(COLUMNS[name], value)


@pytest.mark.parametrize("value", ["x", [""], ["x" * 201], ["a\0"], [1], ["x"] * 1001])
def test_that_a_list_that_holds_no_names_is_refused(value: Any) -> None:
    with pytest.raises(NotStrict):
        names_in("partners", value)


def test_that_only_what_travels_is_sent_and_read_aloud() -> None:
    with pytest.raises(TypeError):
        sent(1.5)
    assert spoken(COLUMNS["status"], "new") == "nieuw"
    assert spoken(COLUMNS["opened_on"], "2020-02-03") == "3 februari 2020"
    assert spoken(None, ["a", "b"]) == "a, b"
    assert spoken(None, None) == ""
    assert spoken(TASKS["title"], "Bellen") == "Bellen"


def letter(**changes: Any) -> dict[str, Any]:
    """A letter with one case and one task, as JSON."""
    case = {"kind": "case", "id": ID, "title": "Loods", "vector": {REPLICA: 1}}
    values = {
        "number": "W-1",
        "title": "Loods",
        "case_type_id": "Heling",
        "level": "local",
        "status": "new",
        "opened_on": "2020-02-03",
        "counting_unit": "case",
    }
    task = {
        "kind": "case_task",
        "id": OTHER,
        "title": "Bellen",
        "vector": {REPLICA: 1},
        "made": {"title": [REPLICA, 1]},
    }
    said: dict[str, Any] = {
        "package": "d" * 32,
        "sender": {"vault": "e" * 32, "compartment": "casework", "municipality": "W", "person": "P", "function": ""},
        "made_at": "2020-02-03T09:30:00Z",
        "reason": "r",
        "ground": "g",
        "people": {"acc": "Naam"},
        "types": [{"name": "Heling", "level": "local", "counting_unit": "case", "aliases": []}],
        "records": [
            {**case, "values": values, "made": {"title": [REPLICA, 1]}},
            {**task, "values": {"case_id": ID, "title": "Bellen"}},
        ],
        "files": [],
        "trails": [],
    }
    return {**said, **changes}


def understood(said: dict[str, Any], **outer: Any) -> int:
    data = canonical({"format": 1, "schema": "0014", "letter": said, **outer})
    return len(understood_records(letters.read(data, "0014")))


def record(place: int, **changes: Any) -> dict[str, Any]:
    """The letter with one of its records changed."""
    said = letter()
    said["records"][place] |= changes
    return said


def value(place: int, **changes: Any) -> dict[str, Any]:
    """The letter with values of one of its records changed."""
    said = letter()
    said["records"][place]["values"] |= changes
    return said


def test_that_a_letter_that_is_right_is_understood() -> None:
    assert understood(letter()) == 2


@pytest.mark.parametrize(
    "said",
    [
        letter(made_at="gisteren"),
        letter(reason=""),
        letter(people={"een naam met spaties": "x"}),
        letter(people={"acc": ""}),
        letter(types=[{"name": "Heling", "level": "lokaal", "counting_unit": "case", "aliases": []}]),
        letter(types=[]),
        letter(files=["f" * 32]),
        letter(trails=[{"case": OTHER, "lines": []}]),
        letter(records=[*letter()["records"], letter()["records"][0]]),
        record(0, kind="case_type"),
        record(0, kind="Case"),
        record(0, made={"title": [REPLICA, 2]}),
        record(0, made={"title": ["kort", 1]}),
        record(0, made={"title": [REPLICA, 0]}),
        record(0, made={"titel": [REPLICA, 1]}),
        record(0, made={"number": [REPLICA, 1]}),
        record(0, vector={"kort": 1}),
        value(0, title=None),
        value(0, title=["x"]),
        value(0, title=True),
        value(0, title={"x": 1}),
        value(0, moved_on="2020-02-03"),
        value(0, partners=[1]),
        value(0, case_type_id=3),
        value(1, case_id=None),
        value(1, case_id="kort"),
        value(1, case_id=OTHER),
        value(1, case_id=3),
    ],
)
def test_that_a_letter_in_which_something_cannot_be_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises((Invalid, NotStrict)):
        understood(said)


def test_that_a_letter_with_more_or_less_around_it_is_refused() -> None:
    for outer in ({"extra": 1}, {"format": 0}, {"schema": "14"}):
        with pytest.raises(Invalid):
            understood(letter(), **outer)
    for newer in ({"format": 2}, {"schema": "0015"}):
        with pytest.raises(NewerProgram):
            understood(letter(), **newer)
    with pytest.raises(Invalid):
        letters.read(b"[]", "0014")


def test_that_too_much_is_told_before_anything_is_sealed() -> None:
    files = tuple(Enclosed(1 << 30, "0" * 64) for _ in range(9))
    with pytest.raises(Invalid, match="in delen"):
        refuse_too_large(Cover("a" * 32, "casework", 1, "0" * 64, files))


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "niet genoeg ruimte"),
        (errno.EACCES, "beveiligd"),
        (errno.EIO, "kan niet worden geschreven"),
    ],
)
def test_that_a_stick_that_refuses_is_told_in_words(tmp_path: Path, number: int, told: str) -> None:
    def pieces() -> Any:
        yield b"begin"
        raise OSError(number, "de schijf zegt nee")

    out = tmp_path / "x.bolwerkpakket"
    with pytest.raises(ExportFailed, match=told), staging.staged(pieces(), out):
        raise AssertionError("nothing is logged of what is not there")
    assert list(tmp_path.iterdir()) == []
