"""The report of a restore test on paper: what was tried out and what was not, whole for archive and screen reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.errors import ExportFailed
from app.report.papers.restore_report import restore_report_pdf, write_restore_report
from app.services.backups.facts import RestoreLine, RestoreReport, UntestedLine
from tests.report.reading import Reading
from tests.report.structure import Tagged
from tests.report.test_structure import complaints

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
GOOD = RestoreLine("Register", NOON, "M. Voorbeeld", 4096 * 1024, 12_345, 1.26, "")
REPORT = RestoreReport(
    municipality="Voorbeeldstad",
    day=date(2026, 3, 4),
    by="M. Voorbeeld",
    workstation="werkplek-1",
    place=Path("/media/stick"),
    tested=(GOOD,),
    untested=(UntestedLine("Bibob", False, NOON), UntestedLine("Programma", True, None)),
)


def test_that_the_report_says_what_was_tried_out_and_what_was_not() -> None:
    text = Reading(restore_report_pdf(REPORT)).text
    for told in (
        "De hersteltest is geslaagd. Uitgevoerd op 4 maart 2026 door M. Voorbeeld, op werkplek-1.",
        "/media/stick",
        "4.096",
        "12.345",
        "1,3",
        "de uitvoerder heeft er geen sleutel van",
        "er is geen back-up",
        "Gezien door",
        "Intern",
    ):
        assert told in text


def test_that_a_failure_is_not_to_be_overlooked() -> None:
    broken = replace(GOOD, problem="De back-up is beschadigd.")
    text = Reading(restore_report_pdf(replace(REPORT, tested=(GOOD, broken), untested=()))).text
    assert "De hersteltest is NIET geslaagd." in text
    assert "FOUT: De back-up is beschadigd." in text
    assert "Niet beproefd" not in text


def test_that_it_is_fit_for_archive_and_screen_reader() -> None:
    pdf = restore_report_pdf(REPORT)
    assert set(Tagged(pdf).problems()) <= {"no bookmarks"}, "a page or two needs none"
    assert complaints(pdf) == []


def test_that_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    write_restore_report(REPORT, tmp_path / "verslag.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["verslag.pdf"]
    with pytest.raises(ExportFailed, match="bestaat niet"):
        write_restore_report(REPORT, tmp_path / "weg" / "verslag.pdf")
