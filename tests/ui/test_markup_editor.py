"""Writing markup: what is coloured, what is inserted, and choosing from a list what to insert."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from tests.ui.conftest import shown
from ui.theme import Mode, Theme
from ui.widgets.dialogs.pick_dialog import Pick, PickDialog
from ui.widgets.forms.markup_editor import MarkupEditor

if TYPE_CHECKING:
    from PySide6.QtGui import QTextLayout
    from pytestqt.qtbot import QtBot


@pytest.fixture
def editor(qtbot: QtBot) -> MarkupEditor:
    made = MarkupEditor()
    shown(qtbot, made)
    return made


def formats(editor: MarkupEditor, line: int = 0) -> list[QTextLayout.FormatRange]:
    editor.highlighter.rehighlight()
    return list(editor.document().findBlockByNumber(line).layout().formats())


def colours(editor: MarkupEditor) -> dict[str, str]:
    """Each coloured piece of the first line, with its colour."""
    text = editor.toPlainText()
    return {
        text[each.start : each.start + each.length]: each.format.foreground().color().name() for each in formats(editor)
    }


def test_that_fields_styles_and_items_have_their_colours(editor: MarkupEditor) -> None:
    tokens = Theme.now().tokens
    editor.show_text("- **vet** en _cursief_ met [[aantal_x]]")
    found = colours(editor)
    assert found["[[aantal_x]]"] == tokens.accent_text
    assert found["-"] == tokens.accent
    assert set(found) == {"-", "**vet**", "_cursief_", "[[aantal_x]]"}
    bold, italic = (
        [each for each in formats(editor) if each.length == len(piece)] for piece in ("**vet**", "_cursief_")
    )
    assert bold[0].format.fontWeight() > 400
    assert italic[0].format.fontItalic()


def test_that_names_that_do_not_exist_are_underlined_once_names_are_known(editor: MarkupEditor) -> None:
    editor.show_text("[[jaar]] [[bestaat niet]]\n[[kader: Drugslab]]\n[[kader: Niets]]")
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    assert all(each.format.underlineStyle() != wave for each in formats(editor))
    editor.highlighter.know(["jaar"], ["kader: Drugslab"])
    editor.highlighter.know(["jaar"], ["kader: Drugslab"])
    known, unknown = formats(editor)
    assert known.format.underlineStyle() != wave
    assert unknown.format.underlineStyle() == wave
    assert formats(editor, 1)[0].format.underlineStyle() != wave
    assert formats(editor, 2)[0].format.underlineStyle() == wave


def test_that_a_heading_is_larger_and_the_theme_is_followed(editor: MarkupEditor) -> None:
    editor.show_text("## Kop")
    (heading,) = formats(editor)
    assert heading.format.property(QTextCharFormat.Property.FontSizeAdjustment) == 1
    Theme.now().choose(Mode.DARK)
    (heading,) = formats(editor)
    assert heading.format.foreground().color().name() == Theme.now().tokens.text


def test_that_bold_and_italic_are_put_around_the_selection_and_taken_away(editor: MarkupEditor) -> None:
    editor.show_text("een woord")
    editor.moveCursor(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    QTest.keyClick(editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == "**een** woord"
    editor.find("**een**", editor.document().FindFlag.FindBackward)
    editor.bold()
    assert editor.toPlainText() == "een woord"
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "s")
    assert editor.toPlainText() == "een woord_s_"


def test_that_a_line_becomes_a_heading_or_item_and_plain_again(editor: MarkupEditor) -> None:
    editor.show_text("regel")
    for act, sign in ((editor.heading, "## "), (editor.item, "- ")):
        act()
        assert editor.toPlainText() == f"{sign}regel"
        act()
        assert editor.toPlainText() == "regel"


@pytest.mark.parametrize(
    ("before", "after", "result"),
    [
        ("", "", "[[d: n]]"),
        ("een", "", "een\n\n[[d: n]]"),
        ("een\n", "", "een\n\n[[d: n]]"),
        ("een\n\n", "", "een\n\n[[d: n]]"),
        ("een", "twee", "een\n\n[[d: n]]\n\ntwee"),
        ("een\n\n", "\ntwee", "een\n\n[[d: n]]\n\ntwee"),
        ("", "\n\ntwee", "[[d: n]]\n\ntwee"),
    ],
)
def test_that_a_part_stands_on_a_line_of_its_own(editor: MarkupEditor, before: str, after: str, result: str) -> None:
    editor.show_text(before + after)
    cursor = editor.textCursor()
    cursor.setPosition(len(before))
    editor.setTextCursor(cursor)
    editor.insert_part("d: n")
    assert editor.toPlainText() == result
    editor.undo()
    assert editor.toPlainText() == before + after


def test_that_a_field_comes_where_the_cursor_is(editor: MarkupEditor) -> None:
    editor.show_text("ab")
    editor.moveCursor(QTextCursor.MoveOperation.Right)
    editor.insert_field("jaar")
    assert editor.toPlainText() == "a[[jaar]]b"


@pytest.fixture
def dialog(qtbot: QtBot) -> PickDialog:
    offered = [Pick("aantal kassen", "3"), Pick("begroot", "€ 520.000"), Pick("jaar", "2019")]
    made = PickDialog("Veld invoegen", ("Veld", "Staat er nu"), offered)
    shown(qtbot, made)
    made.search.setFocus()
    return made


def test_that_the_first_is_chosen_and_arrows_work_while_typing(dialog: PickDialog) -> None:
    assert dialog.chosen == "aantal kassen"
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.chosen == "begroot"
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.chosen == "begroot"


def test_that_words_narrow_by_name_and_by_what_it_says(dialog: PickDialog) -> None:
    QTest.keyClicks(dialog.search, "520")
    assert dialog.chosen == "begroot"
    dialog.search.setText("BEGR 520")
    assert dialog.chosen == "begroot"
    assert not dialog.none.isVisible()


def test_that_nothing_found_can_not_be_inserted(dialog: PickDialog) -> None:
    dialog.search.setText("kassen 2019")
    assert dialog.chosen is None
    assert dialog.none.isVisible()
    assert not dialog.take.isEnabled()


def test_that_a_double_click_chooses(qtbot: QtBot, dialog: PickDialog) -> None:
    item = dialog.list.topLevelItem(2)
    assert item is not None
    dialog.list.setCurrentItem(item)
    with qtbot.waitSignal(dialog.accepted):
        dialog.list.itemActivated.emit(item, 0)
    assert dialog.chosen == "jaar"


def test_that_a_field_says_what_it_prints_now(editor: MarkupEditor) -> None:
    editor.values = {"restant": "€ 296.800"}
    editor.show_text("Er blijft [[ restant ]] over, van [[begroot]].")
    told = []
    for place in (3, 14, 40):
        cursor = editor.textCursor()
        cursor.setPosition(place)
        told.append(editor.value_at(cursor))
    assert told == ["", "restant: € 296.800", "begroot: onbekend veld"]
    at = editor.cursorRect(cursor).center()
    pointed = QHelpEvent(QEvent.Type.ToolTip, at, editor.viewport().mapToGlobal(at))
    assert editor.viewportEvent(pointed)
    assert QToolTip.text() == "begroot: onbekend veld"
    QToolTip.hideText()
