"""Recovery sheets: one share a page, everything on it that its holder needs, and nothing written unasked."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import ExportFailed
from app.report.papers.recovery_sheets import SPOOLER_WARNING, sheets_pdf, write_sheets
from app.services.keys.sheets import RecoverySheet
from app.vault.keys.recovery import make_set
from tests.report.reading import Reading

if TYPE_CHECKING:
    from pathlib import Path

FINGERPRINT = "4F2K-9QXA-4F2K-9QXA-4F2K-9QXA"
SHARES = make_set("general", 2, 4).shares
SHEETS = [
    RecoverySheet(
        set="general",
        number=number,
        shares=4,
        threshold=2,
        protects=("Register", "Casuïstiek"),
        shareholder="" if number == 4 else f"Houder {number}",
        municipality="Voorbeeldstad",
        day=date(2020, 1, 2),
        fingerprint=FINGERPRINT,
        words=tuple(share.split()),
    )
    for number, share in enumerate(SHARES, start=1)
]


def test_that_each_share_has_a_page_of_its_own() -> None:
    pages = Reading(sheets_pdf(SHEETS)).texts
    assert len(pages) == 4
    for number, (page, share) in enumerate(zip(pages, SHARES, strict=True), start=1):
        assert f"Herstelblad {number} van 4, set Algemeen" in page
        assert dict(re.findall(r"\b(\d+)\. ([a-z]+)", page)) == {
            str(at): word for at, word in enumerate(share.split(), start=1)
        }


def test_that_a_sheet_says_what_it_is_for_and_what_to_do() -> None:
    page, *_, last = Reading(sheets_pdf(SHEETS)).texts
    for text in (
        "Gemeente Voorbeeldstad",
        "Register, Casuïstiek",
        "2 van de 4 bladen",
        FINGERPRINT,
        "2 januari 2020",
        "Houder 1",
        "Bewaar dit blad",
        "Vertrouwelijk",
    ):
        assert text in page
    assert "Houder" not in last.replace("houder 4", "")


def test_that_a_file_is_written_only_where_asked(tmp_path: Path) -> None:
    write_sheets(SHEETS, tmp_path / "bladen.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["bladen.pdf"]
    assert (tmp_path / "bladen.pdf").stat().st_mode & 0o077 == 0
    with pytest.raises(ExportFailed):
        write_sheets(SHEETS, tmp_path / "weg" / "bladen.pdf")


def test_that_the_spooler_is_warned_about() -> None:
    assert "wachtrij" in SPOOLER_WARNING
