"""What stands in an input, as a draft keeps it: the text as it was typed, or the key of what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker

from ui.widgets.forms.editors import BooleanEditor, ChoiceEditor, LineEditor, SuggestionEditor, TextEditor

if TYPE_CHECKING:
    from app.services.drafts import Typed
    from ui.widgets.forms.editors import Editor


def typed_in(editor: Editor) -> Typed:
    """What stands there now, also where it cannot be read."""
    if isinstance(editor, TextEditor):
        return editor.input.toPlainText()
    if isinstance(editor, LineEditor):
        return editor.input.text()
    if isinstance(editor, SuggestionEditor):
        return editor.input.currentText()
    chosen: Any = editor.value()
    return str(chosen) if isinstance(chosen, str) else chosen


def type_again(editor: Editor, typed: Typed) -> None:
    """Put it back as it stood there; what does not suit the input (any more) is left out."""
    if isinstance(editor, BooleanEditor):
        editor.show_value(bool(typed))
    elif isinstance(editor, ChoiceEditor):
        _choose(editor, typed)
    elif isinstance(typed, str):
        with QSignalBlocker(editor.inner):
            if isinstance(editor, TextEditor):
                editor.input.setPlainText(typed)
            elif isinstance(editor, LineEditor):
                editor.input.setText(typed)
            elif isinstance(editor, SuggestionEditor):
                editor.input.setEditText(typed)


def _choose(editor: ChoiceEditor, typed: Typed) -> None:
    choices = editor.field.choices
    if choices is None or typed is None:
        editor.show_value(typed)
    elif typed in {member.value for member in choices}:
        editor.show_value(choices(typed))
