"""Choosing a password: weighed while typing, twice the same, and no riddles about what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.errors import Invalid
from tests.ui.conftest import shown
from ui.theme import Mode, Theme
from ui.tokens import Tone
from ui.widgets.forms.new_password import NewPassword
from ui.widgets.forms.password_line import PasswordLine

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

GOOD = "gieter fluit tapijt noordpool"


@pytest.fixture
def chosen(qtbot: QtBot) -> NewPassword:
    made = NewPassword(("Anna de Wit", "awit", "Voorbeeldstad"))
    shown(qtbot, made)
    return made


def fill(chosen: NewPassword, first: str, again: str) -> None:
    for each, text in ((chosen.first, first), (chosen.again, again)):
        each.line.clear()
        QTest.keyClicks(each.line, text)


def test_that_a_good_password_passes_and_is_called_so(chosen: NewPassword) -> None:
    fill(chosen, GOOD, GOOD)

    chosen.check()

    assert chosen.password == GOOD
    assert chosen.word.text() == "zeer sterk"
    assert (chosen.meter.score, chosen.meter.tone) == (4, Tone.SUCCESS)
    assert "goed wachtwoord" in chosen.advice.text()


@pytest.mark.parametrize(
    ("first", "again", "field"),
    [
        ("", "", "password"),
        ("kort", "kort", "password"),
        ("anna de wit 1970", "anna de wit 1970", "password"),
        (GOOD, "", "again"),
        (GOOD, f"{GOOD} ", "again"),
    ],
)
def test_that_what_will_not_do_is_told_beside_its_line(chosen: NewPassword, first: str, again: str, field: str) -> None:
    fill(chosen, first, again)

    with pytest.raises(Invalid) as refused:
        chosen.check()
    rest = chosen.show_problems({**refused.value.fields, "elders": "Nog iets."})

    assert set(refused.value.fields) == {field}
    assert rest == "Nog iets."
    place = chosen.first if field == "password" else chosen.again
    assert place.problem
    assert place.line.hasFocus()

    QTest.keyClicks(place.line, "x")
    assert place.problem == ""


def test_that_the_advice_says_what_to_do(chosen: NewPassword) -> None:
    fill(chosen, "voorbeeldstad", "")

    assert "naam van de gemeente" in chosen.advice.text()
    assert chosen.meter.tone in {Tone.DANGER, Tone.WARNING}
    assert "Sterkte:" in chosen.first.line.accessibleDescription()

    chosen.clear()
    assert chosen.word.text() == ""
    assert chosen.meter.score == 0


def test_that_the_meter_draws_itself_in_both_schemes(chosen: NewPassword, theme: Theme) -> None:
    fill(chosen, GOOD, GOOD)
    light = chosen.meter.grab().toImage()

    theme.choose(Mode.DARK)

    assert chosen.meter.grab().toImage() != light


def test_that_a_password_can_be_looked_at(qtbot: QtBot) -> None:
    line = PasswordLine("Wachtwoord")
    qtbot.addWidget(line)
    assert line.echoMode() is QLineEdit.EchoMode.Password

    line.eye.trigger()
    assert line.echoMode() is QLineEdit.EchoMode.Normal
    assert line.eye.text() == "Wachtwoord verbergen"
