"""What the hands of a user do in a form and on a page of goals, and what others do meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.programme.registers import GoalDraft
from app.services.records import Query
from ui.widgets.forms.editors import LineEditor, TextEditor

if TYPE_CHECKING:
    from app.services.programme.registers import Goals
    from ui.widgets.forms.form import Form
    from ui.widgets.record.page import RecordPage


def key_of(goals: Goals, name: str) -> int:
    return goals.ids(Query(words=name))[0]


def retype(page: RecordPage, field: str, text: str) -> None:
    """Replace the text of a field as a user does."""
    line = page.panel.form.fields[field].editor.inner
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, text)


def names(page: RecordPage) -> list[str]:
    model = page.list.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def theirs(goals: Goals, key: int, **changes: object) -> None:
    """Somebody else was first."""
    record = goals.get(key)
    values = {name: getattr(record.draft, name) for name in ("name", "source", "horizon", "text")}
    goals.change(key, GoalDraft(**{**values, **changes}), record.version)


def line(form: Form, name: str) -> LineEditor:
    editor = form.fields[name].editor
    assert isinstance(editor, LineEditor)
    return editor


def type_in(form: Form, name: str, text: str) -> None:
    """As a user does: empty the field, type, and go to the next."""
    editor = form.fields[name].editor
    assert isinstance(editor, LineEditor | TextEditor)
    editor.input.setFocus()
    editor.input.selectAll()
    QTest.keyClick(editor.input, Qt.Key.Key_Delete)
    for character in text:  # QTest's own keyClicks aborts at a euro sign
        pressed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(editor.input, pressed)
    QTest.keyClick(editor.input, Qt.Key.Key_Tab)
