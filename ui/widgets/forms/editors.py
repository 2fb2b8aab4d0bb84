"""The inputs of a form: one small class per way of typing, all with the same five verbs.

An editor shows a value, gives its value back (FormatProblem when it cannot be read), tells when the user edits it, can
be marked as wrong, and can be made read-only. `raw` is what stands there, to see whether anything was changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.formats import FormatProblem
from ui.tokens import Space
from ui.widgets.forms.calendar import CalendarButton
from ui.widgets.forms.choose import Choose
from ui.widgets.parts import label, restyle, row
from ui.widgets.record.description import NUMERIC, Field, Kind
from ui.widgets.texts import TEXT_FORMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.services.records import Option

CHARACTERS_AT_MOST = 20_000


class Editor(QWidget):
    """One input. `left` tells that the user is done with it for now."""

    edited = Signal()
    left = Signal()

    def __init__(self, field: Field, inner: QWidget) -> None:
        super().__init__()
        self.field = field
        self.inner = inner
        self.setFocusProxy(inner)
        inner.setAccessibleName(f"{field.title}, verplicht" if field.required else field.title)
        inner.installEventFilter(self)
        self._layout = row(self)
        self._layout.addWidget(inner, 1)
        if field.unit:
            self._layout.addWidget(label(field.unit, "muted"))

    def value(self) -> Any:  # noqa: ANN401  # what a value is depends on the field
        """What was entered; FormatProblem says why it cannot be read."""
        raise NotImplementedError

    def raw(self) -> object:
        """What stands there, comparable."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:  # noqa: ANN401  # what a value is depends on the field
        """Show a value without telling that the user edited."""
        raise NotImplementedError

    def set_read_only(self, read_only: bool) -> None:
        """Let the user look, not touch."""
        self.inner.setEnabled(not (read_only or self.field.read_only))

    def mark(self, message: str) -> None:
        """Mark as wrong with the reason, or as right with none."""
        self.inner.setProperty("problem", bool(message))
        self.inner.setAccessibleDescription(message)
        restyle(self.inner)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Notice that the cursor went elsewhere."""
        popups = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if (
            watched is self.inner
            and isinstance(event, QFocusEvent)
            and event.lostFocus()
            and event.reason() not in popups
        ):
            self.left.emit()
        return super().eventFilter(watched, event)


class LineEditor(Editor):
    """A line of text that stands for a text, number, amount, year or date; tidied when the cursor leaves it."""

    def __init__(self, field: Field) -> None:
        self.form = TEXT_FORMS[field.kind]
        self.input = QLineEdit(maxLength=2000)
        super().__init__(field, self.input)
        if field.kind in NUMERIC:
            self.input.setAlignment(Qt.AlignmentFlag.AlignRight)
        if field.kind is Kind.AMOUNT:
            self._layout.insertWidget(0, label("€", "muted"))
        if field.kind is Kind.DATE:
            self._layout.setSpacing(Space.TIGHT)
            self.calendar = CalendarButton(self.input)
            self._layout.addWidget(self.calendar)
        self.input.textEdited.connect(lambda _text: self.edited.emit())
        self.left.connect(self.tidy)

    def value(self) -> Any:  # noqa: ANN401
        """The text as what it stands for."""
        return self.form.read(self.input.text())

    def raw(self) -> object:
        """The value where it can be read, so that 2067 and 2.067 are the same; otherwise the text."""
        try:
            return self.value()
        except FormatProblem:
            return self.input.text()

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """In the spelling of the house."""
        self.input.setText(self.form.write(value))
        self.input.setCursorPosition(0)

    def set_read_only(self, read_only: bool) -> None:
        """Read-only text can still be selected and copied."""
        self.input.setReadOnly(read_only or self.field.read_only)
        self.input.setPlaceholderText("" if self.input.isReadOnly() else self.form.example)
        if self.field.kind is Kind.DATE:
            self.calendar.setVisible(not self.input.isReadOnly())
        restyle(self.input)

    def tidy(self) -> None:
        """Write what can be read in the spelling of the house."""
        try:
            self.show_value(self.value())
        except FormatProblem:
            return


class TextEditor(Editor):
    """Several lines of text; Tab goes to the next field."""

    def __init__(self, field: Field) -> None:
        self.form = TEXT_FORMS[field.kind]
        self.input = QPlainTextEdit(tabChangesFocus=True)
        super().__init__(field, self.input)
        height = QFontMetrics(self.input.font()).lineSpacing() * field.rows
        self.input.setFixedHeight(height + 2 * Space.SMALL)
        self.input.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.input.textChanged.connect(self.edited)

    def value(self) -> Any:  # noqa: ANN401
        """The text, or its lines."""
        text = self.input.toPlainText()
        if len(text) > CHARACTERS_AT_MOST:
            raise FormatProblem(f"Deze tekst is te lang: ten hoogste {CHARACTERS_AT_MOST} tekens.")
        return self.form.read(text)

    def raw(self) -> object:
        """What counts of it, or the text where that cannot be read."""
        text = self.input.toPlainText()
        try:
            return self.form.read(text)
        except FormatProblem:
            return text

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """The text, or one item a line."""
        with QSignalBlocker(self.input):
            self.input.setPlainText(self.form.write(value))

    def set_read_only(self, read_only: bool) -> None:
        """Read-only text can still be selected and copied."""
        self.input.setReadOnly(read_only or self.field.read_only)
        restyle(self.input)


class ChoiceEditor(Editor):
    """One of a list; the empty line is unknown, and a required field has it only until something is chosen."""

    def __init__(self, field: Field, offer: Callable[[], Iterable[Option]]) -> None:
        self.input = Choose()
        super().__init__(field, self.input)
        self._offer = offer
        self.input.opening.connect(self.gather)
        self.input.activated.connect(lambda _index: self.edited.emit())

    def value(self) -> Any:  # noqa: ANN401
        """What was chosen."""
        return self.input.value

    def raw(self) -> object:
        """What was chosen."""
        return self.value()

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """A value that is not offered (any more) is shown all the same; it is what is stored."""
        self._fill(value)

    def gather(self) -> None:
        """Ask again what there is to choose, and keep the choice."""
        self._fill(self.value())

    def _fill(self, value: Any) -> None:  # noqa: ANN401
        offered = [(option.value, option.label) for option in self._offer()]
        if value is None or not self.field.required:
            offered.insert(0, (None, "Kies…" if self.field.required else "–"))
        if value is not None and value not in [each for each, _ in offered]:
            offered.append((value, getattr(value, "label", f"(niet meer in de lijst: {value})")))
        self.input.fill(offered, value)


class SuggestionEditor(Editor):
    """A line of text with what was used before to choose from."""

    def __init__(self, field: Field, offer: Callable[[], Iterable[Option]]) -> None:
        self.input = Choose(editable=True)
        super().__init__(field, self.input)
        self._offer = offer
        self.input.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.input.opening.connect(self.gather)
        self.input.editTextChanged.connect(lambda _text: self.edited.emit())

    def value(self) -> str | None:
        """The text."""
        return self.input.currentText().strip() or None

    def raw(self) -> object:
        """The text."""
        return self.value()

    def show_value(self, value: str | None) -> None:
        """The text."""
        with QSignalBlocker(self.input):
            self.input.setEditText(value or "")

    def gather(self) -> None:
        """Ask again what was used before, and keep the text."""
        text = self.input.currentText()
        offered = [option.label for option in self._offer()]
        with QSignalBlocker(self.input):
            self.input.clear()
            self.input.addItems(offered)
            self.input.setEditText(text)


class BooleanEditor(Editor):
    """Yes or no."""

    def __init__(self, field: Field) -> None:
        self.input = QCheckBox(field.title)
        super().__init__(field, self.input)
        self.input.toggled.connect(lambda _on: self.edited.emit())

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.input.isChecked()

    def raw(self) -> object:
        """Whether it is ticked."""
        return self.value()

    def show_value(self, value: bool | None) -> None:
        """Ticked or not."""
        with QSignalBlocker(self.input):
            self.input.setChecked(bool(value))


def editor_for(field: Field, offer: Callable[[], Iterable[Option]]) -> Editor:
    """The input that suits a field; `offer` gives what there is to choose."""
    if field.kind is Kind.BOOLEAN:
        return BooleanEditor(field)
    if field.kind in (Kind.MULTILINE, Kind.LINES, Kind.COUNTS):
        return TextEditor(field)
    if field.kind in (Kind.CHOICE, Kind.OPTION):
        return ChoiceEditor(field, offer)
    if field.kind is Kind.SUGGESTION:
        return SuggestionEditor(field, offer)
    return LineEditor(field)
