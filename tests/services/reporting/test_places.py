"""From the form to the box or a stick, and from the stick to the box; nothing is sent half."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import Invalid, VaultError
from app.rules.permissions import CASEWORK, INTEGRITY, INTEGRITY_DEPUTY
from app.rules.reports import traces_in
from app.services.reporting import form
from app.services.reporting.cleaning import Cleaned
from app.services.reporting.form import Answers, Enclosure, enclose, sealed_addition, sealed_report
from app.services.reporting.places import box_of, form_with, key_file_of
from app.vault.reports import dropbox, envelope_file
from app.vault.reports.reporting import Standing, look

if TYPE_CHECKING:
    from pathlib import Path

DAMAGES = (lambda data: data[:-1], lambda data: b"x" + data[1:], lambda data: data + data[-65_000:])
ENDLESS = "x" * 100_001
ANSWERS = Answers(what="Iets is niet in orde.", may_ask=True)


def test_that_a_report_goes_into_the_box_of_the_vault(folder: Path) -> None:
    box = box_of(folder)
    assert set(box.desks.desks) == {CASEWORK, INTEGRITY, INTEGRITY_DEPUTY}
    code, envelope = sealed_report(box.desks, INTEGRITY, ANSWERS)
    box.send(envelope)
    assert look(folder, box.desks, code).standing is Standing.WAITING


def test_that_opening_the_point_writes_the_box_anew(folder: Path) -> None:
    before = dropbox.ids(folder)
    box_of(folder)
    assert set(before) < set(dropbox.ids(folder))


def test_that_a_form_only_copy_writes_an_envelope_that_anybody_delivers(folder: Path, tmp_path: Path) -> None:
    key = tmp_path / "meldsleutel.json"
    key.write_bytes(key_file_of(folder))
    stick = form_with(key)
    assert stick.desks == box_of(folder).desks
    code, envelope = sealed_report(stick.desks, INTEGRITY, ANSWERS)
    with pytest.raises(Invalid, match="NIETS"):
        stick.send(envelope)
    stick.place = tmp_path / "stick"
    stick.place.mkdir()
    stick.send(envelope)
    with pytest.raises(VaultError):
        stick.send(envelope)

    (file,) = stick.place.iterdir()
    box_of(folder).deliver(file)
    assert look(folder, stick.desks, code).standing is Standing.WAITING


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: b"x" + data[1:], lambda data: data + data[-65_000:]]
)
def test_that_an_envelope_that_is_not_whole_is_not_delivered(folder: Path, tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    box = box_of(folder)
    _, envelope = sealed_report(box.desks, INTEGRITY, ANSWERS)
    file = tmp_path / "a.envelop"
    file.write_bytes(damage(envelope_file.written(envelope)))
    before = dropbox.ids(folder)
    with pytest.raises(Invalid):
        box.deliver(file)
    assert dropbox.ids(folder) == before


def test_that_a_file_that_is_not_there_or_no_key_is_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        box_of(folder).deliver(tmp_path / "weg.envelop")
    with pytest.raises(Invalid):
        form_with(tmp_path / "weg.json")
    (tmp_path / "anders.json").write_text("{}")
    with pytest.raises(Invalid, match="meldsleutel"):
        form_with(tmp_path / "anders.json")
    with (tmp_path / "groot.envelop").open("wb") as file:
        file.truncate(envelope_file.LARGEST + 1)
    with pytest.raises(Invalid, match="te groot"):
        box_of(folder).deliver(tmp_path / "groot.envelop")


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        (Answers(what="  "), "what"),
        (Answers(what="x" * 100_001), "what"),
        (Answers(what="x", who="x" * 100_001), "who"),
    ],
)
def test_that_a_report_that_says_nothing_or_far_too_much_is_refused(folder: Path, answers: Answers, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        sealed_report(box_of(folder).desks, INTEGRITY, answers)
    assert field in refused.value.fields


def test_that_files_go_under_neutral_names_and_only_as_chosen(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "Verslag van Jansen.txt"
    path.write_text("inhoud")
    plain = enclose(path)
    held = Enclosure("film.mp4", Cleaned(b"x", "mp4", problem="Kan niet."))
    desks = box_of(folder).desks
    with pytest.raises(Invalid, match="film"):
        sealed_report(desks, INTEGRITY, ANSWERS, (plain, held))
    sealed_report(desks, INTEGRITY, ANSWERS, (plain, Enclosure("film.mp4", held.cleaned, as_is=True)))
    with pytest.raises(Invalid, match="kan niet worden gelezen"):
        enclose(tmp_path / "weg.txt")


def test_that_more_than_25_megabytes_is_refused_before_it_is_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "groot.txt").open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(Invalid, match="25 MB"):
        enclose(tmp_path / "groot.txt")
    monkeypatch.setattr(form, "MOST_BYTES", 3)
    several = tuple(Enclosure(name, Cleaned(b"xx", "txt")) for name in "ab")
    with pytest.raises(Invalid, match="samen groter"):
        sealed_report(box_of(folder).desks, INTEGRITY, ANSWERS, several)


def test_that_an_addition_says_something(folder: Path) -> None:
    desks = box_of(folder).desks
    code, _ = sealed_report(desks, INTEGRITY, ANSWERS)
    for text in ("  ", "x" * 100_001):
        with pytest.raises(Invalid):
            sealed_addition(desks, INTEGRITY, code, 1, text=text)
    assert sealed_addition(desks, INTEGRITY, code, 1, text="", identity="V. Oorbeeld").rows


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Mail naar v.oorbeeld@voorbeeld.nl", "v.oorbeeld@voorbeeld.nl"),
        ("Bel 06-12345678 na zessen", "06-12345678"),
        ("Mijn naam is V. Oorbeeld", "Mijn naam is V"),
        ("Ik als enige wist dit", "Ik als enige"),
        ("Mijn leidinggevende zei", "Mijn leidinggevende"),
        ("Het was in mijn dienst", "in mijn dienst"),
    ],
)
def test_that_text_that_gives_its_writer_away_is_seen(text: str, what: str) -> None:
    assert what in {trace.text for trace in traces_in(text)}


@pytest.mark.parametrize("text", ["Op 12 maart 2020 lag zaaknummer 2020123456 er.", "", "De burgemeester belde."])
def test_that_ordinary_text_is_left_alone(text: str) -> None:
    assert traces_in(text) == ()


def test_that_the_day_goes_along_and_no_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "today", lambda: date(2026, 3, 2))
    assert form._common(())["sent_on"] == "2026-03-02"
