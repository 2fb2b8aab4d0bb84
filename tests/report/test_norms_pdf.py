"""All norms on paper: every version with its ground, its source and its state, logged when it leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import Invalid
from app.report.papers.norms import export_norms, norms_pdf
from app.rules.permissions import REGISTER, Role
from app.services.exports import Purpose
from app.services.norms import confirm_norm, norm_sheet
from models.register import RegisterExport
from tests.report.reading import Reading
from tests.report.structure import Tagged
from tests.report.test_structure import complaints

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs


@pytest.fixture
def jurist(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as(Role.JURIST.value)


def test_that_every_norm_is_there_with_its_ground(jurist: UnlockedVault) -> None:
    sheet = norm_sheet(jurist)
    pdf = norms_pdf(sheet)
    words = "".join(Reading(pdf).text.split())
    for line in sheet.lines:
        for said in (line.norm.label, line.norm.ground, line.norm.source):
            assert "".join(said.split()) in words, said
    assert words.count("tebevestigen") >= len(sheet.lines)
    assert complaints(pdf) == []
    assert list(Tagged(pdf).problems()) == ["no bookmarks"]
    assert norms_pdf(sheet) == pdf


def test_that_a_confirmed_norm_names_who_stands_for_it(jurist: UnlockedVault) -> None:
    first = norm_sheet(jurist).lines[0].norm
    confirm_norm(jurist, first.id, first.valid_from)
    sheet = norm_sheet(jurist)
    text = Reading(norms_pdf(sheet)).text
    assert "bevestigd door Gebruiker jurist" in text
    assert f"Te bevestigen: {len(sheet.lines) - 1}." in text


def test_that_a_norm_of_another_kind_has_a_place_too(jurist: UnlockedVault) -> None:
    sheet = norm_sheet(jurist)
    other = replace(sheet.lines[0], norm=replace(sheet.lines[0].norm, id="nieuw.iets", valid_to=date(2030, 1, 2)))
    text = Reading(norms_pdf(replace(sheet, lines=(other,)))).text
    assert "Overige normen" in text
    assert "02-01-2030" in text
    assert "één versie van een norm" in text


def test_that_it_leaves_with_a_reason_and_a_trace(jurist: UnlockedVault, tmp_path: Path) -> None:
    out = tmp_path / "normen.pdf"
    with pytest.raises(Invalid):
        export_norms(jurist, out, Purpose(" "))
    assert not out.exists()
    export_norms(jurist, out, Purpose("Beoordeling", "Stadsadvocaat"))
    assert out.read_bytes().startswith(b"%PDF-")
    with jurist.read(REGISTER) as session:
        (export,) = session.query(RegisterExport).all()
        assert (export.what, export.reason, export.recipient) == (
            f"Normen, {len(norm_sheet(jurist).lines)} versies",
            "Beoordeling",
            "Stadsadvocaat",
        )
