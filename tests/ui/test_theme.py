"""Colours can be read, names in the style sheet exist, and the look follows the user or the system."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from app.errors import BugError
from ui import theme as theme_module
from ui.theme import Mode, Theme, palette, style_sheet
from ui.tokens import CONTRAST, DARK, EDGE_PAIRS, FAMILY, LIGHT, TEXT_PAIRS, Tokens, Tone, contrast
from ui.widgets.parts import Picture, button

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SCHEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])


@SCHEMES
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_that_text_has_a_contrast_of_at_least_four_and_a_half(tokens: Tokens, ink: str, ground: str) -> None:
    colours = tokens.as_dict()

    assert contrast(colours[ink], colours[ground]) >= 4.5


@SCHEMES
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_that_edges_of_controls_have_a_contrast_of_at_least_three(tokens: Tokens, edge: str, ground: str) -> None:
    colours = tokens.as_dict()

    assert contrast(colours[edge], colours[ground]) >= 3


@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_that_high_contrast_gives_text_at_least_seven(ink: str, ground: str) -> None:
    colours = CONTRAST.as_dict()

    assert contrast(colours[ink], colours[ground]) >= 7


@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_that_high_contrast_gives_edges_at_least_four_and_a_half(edge: str, ground: str) -> None:
    colours = CONTRAST.as_dict()

    assert contrast(colours[edge], colours[ground]) >= 4.5


def test_that_high_contrast_draws_an_edge_around_every_pill_and_other_schemes_do_not() -> None:
    assert 'QLabel[pill="true"] { border: 1px solid #ffffff' in style_sheet(CONTRAST)
    assert 'QLabel[pill="true"] { border: 1px' not in style_sheet(DARK)


def test_that_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@SCHEMES
def test_that_every_tone_has_a_ground_and_an_ink(tokens: Tokens) -> None:
    for tone in Tone:
        assert contrast(tokens.soft(tone), tokens.strong(tone)) >= 4.5


@SCHEMES
def test_that_the_style_sheet_has_no_names_left(tokens: Tokens) -> None:
    assert "@" not in style_sheet(tokens)


def test_that_an_unknown_name_in_the_style_sheet_is_a_bug(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sheet = tmp_path_factory.mktemp("style") / "bolwerk.qss"
    sheet.write_text("QLabel { color: @purple; }", encoding="utf-8")
    monkeypatch.setattr(theme_module, "resource", lambda *_parts: sheet)

    with pytest.raises(BugError, match="@purple"):
        style_sheet.__wrapped__(LIGHT)


def test_that_the_shipped_font_is_used_whatever_the_system_has(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == FAMILY


def test_that_choosing_dark_changes_colours_and_icons_at_once(qtbot: QtBot, theme: Theme) -> None:
    made = button("Opslaan", "check")
    picture = Picture("lock", "text")
    qtbot.addWidget(made)
    qtbot.addWidget(picture)
    light = made.icon().pixmap(18, 18).toImage()
    light_picture = picture.pixmap().toImage()

    theme.choose(Mode.DARK)

    assert theme.tokens is DARK
    assert made.icon().pixmap(18, 18).toImage() != light
    assert picture.pixmap().toImage() != light_picture
    assert QApplication.palette().color(QPalette.ColorRole.Window).name() == DARK.window


def test_that_the_choice_is_remembered(theme: Theme) -> None:
    theme.choose(Mode.DARK)

    assert theme_module._stored_mode() is Mode.DARK


def test_that_an_unreadable_setting_means_following_the_system() -> None:
    theme_module._settings().setValue("appearance", "purple")

    assert theme_module._stored_mode() is Mode.SYSTEM


def test_that_following_the_system_asks_for_no_scheme(theme: Theme, qapp: QApplication) -> None:
    theme.choose(Mode.SYSTEM)

    expected = DARK if qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
    assert theme.tokens is expected


def test_that_placeholders_and_disabled_text_stay_readable() -> None:
    made = palette(LIGHT)

    for group, role in (
        (QPalette.ColorGroup.Active, QPalette.ColorRole.PlaceholderText),
        (QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText),
    ):
        assert contrast(made.color(group, role).name(), LIGHT.surface) >= 4.5


def test_that_every_mode_has_a_dutch_name() -> None:
    assert [mode.label for mode in Mode] == ["Zoals het systeem", "Licht", "Donker", "Hoog contrast"]
