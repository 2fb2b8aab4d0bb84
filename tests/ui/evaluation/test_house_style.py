"""The page of the house style: colours with what is wrong with them, a logo, and keeping both."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from app.services.house_style import kept_house_style, store_house_style
from tests.demo_vault import open_as
from tests.ui.evaluation.hands import ContextOf, opened
from ui.dialogs import Answer
from ui.pages.evaluation.house_style import HouseStylePage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.pages.evaluation.page import EvaluationPage


@pytest.fixture
def style(page: EvaluationPage) -> HouseStylePage:
    page.open_part("house_style")
    assert isinstance(page.current, HouseStylePage)
    return page.current


def type_colour(style: HouseStylePage, name: str, colour: str) -> None:
    style.colours[name].line.setText(colour)
    style.colours[name].line.textEdited.emit(colour)


def picture(kind: str = "PNG", mode: str = "RGB") -> bytes:
    out = BytesIO()
    Image.new(mode, (30, 20)).save(out, kind)
    return out.getvalue()


def test_that_a_colour_says_how_well_it_reads(qtbot: QtBot, style: HouseStylePage) -> None:
    type_colour(style, "primary", "#7A1F5C")
    assert style.colours["primary"].state.text() == "contrast met wit 9,6 : 1"
    qtbot.waitUntil(lambda: len(style.sheet.pages) == 2, timeout=20_000)
    style.sheet.grab()
    type_colour(style, "primary", "#ffff00")
    assert "te licht voor tekst" in style.colours["primary"].problem.text()
    assert style.colours["primary"].state.text() == "niet bruikbaar"
    type_colour(style, "primary", "paars")
    assert "is geen kleur" in style.colours["primary"].problem.text()
    style._draw()


def test_that_a_style_is_kept(style: HouseStylePage, vault: UnlockedVault, user: User, tmp_path: Path) -> None:
    logo = tmp_path / "wapen.png"
    logo.write_bytes(picture())
    user.will(logo)
    style.choose_logo()
    assert style.logo.text() == "wapen.png"
    type_colour(style, "primary", "#7a1f5c")
    style.save()
    kept = kept_house_style(vault)
    assert (kept.primary, kept.logo_name, kept.logo) == ("#7a1f5c", "wapen.png", picture())
    assert not style.dirty
    style.drop_logo()
    style.save()
    assert kept_house_style(vault).logo is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (bytes(30 * 2**20), "Het logo is 30 MB groot"),
        (picture()[:50], "beschadigd"),
        (b"geen beeld", "geen SVG, PNG of JPEG"),
    ],
)
def test_that_a_logo_that_cannot_be_used_is_told_and_not_taken(
    style: HouseStylePage, user: User, tmp_path: Path, content: bytes, told: str
) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(content)
    user.will(logo)
    style.choose_logo()
    assert told in style.logo_problem.text()
    assert not style.dirty
    user.will(tmp_path / "weg.png")
    style.choose_logo()
    assert "kan niet worden gelezen" in style.logo_problem.text()
    user.will(None)
    style.choose_logo()


def test_that_a_cmyk_picture_is_taken(style: HouseStylePage, user: User, tmp_path: Path) -> None:
    logo = tmp_path / "logo.jpg"
    logo.write_bytes(picture("JPEG", "CMYK"))
    user.will(logo)
    style.choose_logo()
    assert style.dirty
    style.show_stored()


def test_that_what_cannot_be_drawn_is_not_kept(style: HouseStylePage, vault: UnlockedVault) -> None:
    type_colour(style, "primary", "#ffff00")
    style.save()
    assert "niet opgeslagen" in style.message.text.text()
    assert kept_house_style(vault).version == 0
    style.show_stored()


def test_that_the_page_is_not_left_without_asking(page: EvaluationPage, style: HouseStylePage, user: User) -> None:
    type_colour(style, "primary", "#7a1f5c")
    page.refresh()
    assert style.dirty
    user.will(Answer.STAY)
    page.open_part("export")
    assert page.current is style
    user.will(Answer.DISCARD)
    assert style.may_leave()
    type_colour(style, "primary", "#7a1f5c")
    user.will(Answer.SAVE)
    assert style.may_leave()


def test_that_somebody_else_who_was_first_is_told(style: HouseStylePage, vault: UnlockedVault) -> None:
    store_house_style(vault, replace(kept_house_style(vault), primary="#0b5d66"))
    type_colour(style, "primary", "#7a1f5c")
    style.save()
    assert "intussen" in style.message.text.text()
    style.message.do()
    assert style.colours["primary"].line.text() == "#0b5d66"


def test_that_who_only_reads_changes_nothing(qtbot: QtBot, vault: UnlockedVault, context_of: ContextOf) -> None:
    with open_as("controller", vault.folder) as reader:
        made = opened(qtbot, context_of(reader))
        made.open_part("house_style")
        style = made.current
        assert isinstance(style, HouseStylePage)
        assert not style.keep.isVisible()
        assert style.colours["primary"].line.isReadOnly()
        style.save()
