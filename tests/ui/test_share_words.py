"""Typing the words of a recovery sheet: completed, looked at one by one, pasted whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.rules.share_words import WORDS_ON_A_SHEET, probably_meant, tidy_word, word_fault
from app.vault.keys.recovery import make_set
from tests.ui.conftest import focused, shown
from ui.widgets.dialogs.share_words import SheetEntry, SheetWords

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SHEET = make_set("general").shares[0]


@pytest.fixture
def entry(qtbot: QtBot) -> SheetEntry:
    made = SheetEntry()
    shown(qtbot, made)
    return made


def test_that_a_sheet_shows_every_word_with_its_number(qtbot: QtBot) -> None:
    words = SheetWords(SHEET.split())
    qtbot.addWidget(words)

    names = {child.accessibleName() for child in words.findChildren(QLabel)}

    assert {f"Woord {at}: {word}" for at, word in enumerate(SHEET.split(), start=1)} <= names


def test_that_a_space_ends_a_word_and_four_letters_are_enough(entry: SheetEntry) -> None:
    entry.focus_first()
    QTest.keyClicks(entry.words[0], "ACAD")
    QTest.keyClick(entry.words[0], Qt.Key.Key_Space)

    assert focused() is entry.words[1]
    assert entry.words[0].text() == "academic"
    assert entry.sentence == "academic"


def test_that_backspace_in_an_empty_place_goes_back(entry: SheetEntry) -> None:
    entry.words[2].setFocus()

    QTest.keyClick(entry.words[2], Qt.Key.Key_Backspace)
    assert focused() is entry.words[1]

    entry.words[0].setFocus()
    QTest.keyClick(entry.words[0], Qt.Key.Key_Backspace)
    assert focused() is entry.words[0]


def test_that_the_last_place_keeps_the_cursor(entry: SheetEntry) -> None:
    entry.words[-1].setFocus()

    QTest.keyClick(entry.words[-1], Qt.Key.Key_Space)

    assert focused() is entry.words[-1]


def test_that_a_whole_sheet_can_be_pasted(entry: SheetEntry) -> None:
    QApplication.clipboard().setText(f"  {SHEET.upper()}\n")
    entry.focus_first()

    entry.words[0].paste()

    assert entry.sentence == SHEET
    assert entry.filled == WORDS_ON_A_SHEET
    assert entry.first_fault() == ""
    QApplication.clipboard().clear()


def test_that_a_word_that_is_not_one_is_named_when_the_cursor_leaves(entry: SheetEntry) -> None:
    entry.words[6].setFocus()
    QTest.keyClicks(entry.words[6], "acadmic")
    entry.words[7].setFocus()

    assert "Woord 7, “acadmic”, staat niet in de woordenlijst. Bedoelt u “academic”?" in told(entry)
    assert entry.words[6].property("problem") is True

    entry.words[6].setFocus()
    QTest.keyClick(entry.words[6], Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(entry.words[6], "academic")
    assert told(entry) == ""
    assert entry.words[6].property("problem") is False


def test_that_the_first_fault_is_gone_to(entry: SheetEntry) -> None:
    for line, word in zip(entry.words, SHEET.split(), strict=True):
        line.setText(word)
    entry.words[4].clear()
    entry.words[9].setText("zzzz")

    assert entry.first_fault() == "Woord 5 is nog leeg."
    assert focused() is entry.words[4]

    entry.clear()
    assert entry.sentence == ""


def told(entry: SheetEntry) -> str:
    return entry._told.text()


def test_that_words_are_judged_by_the_list_alone() -> None:
    assert word_fault(1, " Academic ") == ""
    assert word_fault(1, "") == "Woord 1 is nog leeg."
    assert word_fault(2, "qqqqqq") == "Woord 2, “qqqqqq”, staat niet in de woordenlijst."
    assert tidy_word("acad") == "academic"
    assert tidy_word("zzzz") == "zzzz"
    assert probably_meant("acadabra") == "academic"
    assert probably_meant("xyz") is None
