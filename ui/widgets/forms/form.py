"""A form made from field descriptions: reading, checking and showing a draft, with each message beside its field."""

from __future__ import annotations

from dataclasses import fields as fields_of
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import Invalid
from app.formats import FormatProblem
from app.services.records import fixed_options
from ui.tokens import Space
from ui.widgets.forms.editors import editor_for
from ui.widgets.forms.typed import type_again, typed_in
from ui.widgets.parts import Picture, column, label, row
from ui.widgets.record.description import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.services.drafts import Typed
    from app.services.records import Option
    from ui.widgets.record.description import Field, FieldGroup

_LONG = frozenset({Kind.MULTILINE, Kind.LINES, Kind.COUNTS})


class FormField(QWidget):
    """A label, an input, a hint, and room for what is wrong with it."""

    def __init__(self, field: Field, offer: Callable[[], Iterable[Option]]) -> None:
        super().__init__()
        self.field = field
        self.editor = editor_for(field, offer)
        layout = column(self, Space.TIGHT)
        layout.addLayout(self._heading(field))
        layout.addWidget(self.editor)
        if field.hint:
            layout.addWidget(label(field.hint, "caption", wrap=True))
        self._problem = QWidget()
        beside = row(self._problem, Space.TIGHT)
        beside.addWidget(Picture("circle-alert", "danger_text", 16))
        self._message = label("", "problem", wrap=True)
        beside.addWidget(self._message, 1)
        self._problem.hide()
        layout.addWidget(self._problem)
        layout.addStretch()

    @property
    def problem(self) -> str:
        """The message beside the field, empty when there is none."""
        return self._message.text()

    def show_problem(self, message: str) -> None:
        """Put a message beside the field, or take it away."""
        if message == self.problem:
            return
        self._message.setText(message)
        self._problem.setVisible(bool(message))
        self.editor.mark(message)

    def check_spelling(self) -> None:
        """Say at once when what stands there cannot be read."""
        try:
            self.editor.value()
        except FormatProblem as problem:
            self.show_problem(str(problem))

    def _heading(self, field: Field) -> QHBoxLayout:
        heading = row(space=Space.SMALL)
        if field.kind is not Kind.BOOLEAN:
            title = label(field.title, "label")
            title.setBuddy(self.editor.inner)
            heading.addWidget(title)
        if field.required:
            heading.addWidget(label("verplicht", "caption"))
        heading.addStretch()
        return heading


class Form(QScrollArea):
    """The fields of a draft. Fields of the draft that the form does not show keep their value."""

    edited = Signal()

    def __init__(
        self,
        groups: Iterable[FieldGroup],
        offer: Callable[[str, Any], Iterable[Option]] = lambda _name, _draft: (),
        *,
        margin: int = Space.WIDE,
    ) -> None:
        super().__init__()
        self._offer = offer
        self._draft: Any = None
        self._clean: dict[str, object] = {}
        self.was: dict[str, Typed] = {}
        self.fields: dict[str, FormField] = {}
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes through the fields, not to the area around them
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, Space.WIDE)
        layout.setContentsMargins(margin, Space.LARGE, margin, margin)
        for group in groups:
            layout.addLayout(self._group(group))
        layout.addStretch()
        self.setWidget(inside)
        self.setMinimumWidth(360)

    def show_draft(self, draft: Any) -> None:  # noqa: ANN401  # the draft of any register
        """Show a draft as it is stored; from here on the form is clean."""
        self._draft = draft
        for name, each in self.fields.items():
            each.editor.show_value(getattr(draft, name))
            each.show_problem("")
        self.accept_as_clean()

    def show_input(self, draft: Any) -> None:  # noqa: ANN401
        """Show other input over the same stored draft; what differs from it counts as edited."""
        for name, each in self.fields.items():
            each.editor.show_value(getattr(draft, name))
        self.edited.emit()

    def accept_as_clean(self) -> None:
        """What stands there now is what is stored."""
        self._clean = {name: each.editor.raw() for name, each in self.fields.items()}
        self.was = self.typed()

    @property
    def dirty(self) -> bool:
        """Whether anything was changed since it was shown."""
        return any(each.editor.raw() != self._clean.get(name) for name, each in self.fields.items())

    def typed(self) -> dict[str, Typed]:
        """What stands in each field, whether it can be read or not; `was` is what stood there when it was clean."""
        return {name: typed_in(each.editor) for name, each in self.fields.items()}

    def type_again(self, typed: Mapping[str, Typed]) -> None:
        """Put back what stood in some of the fields, over the same stored draft."""
        for name, value in typed.items():
            if name in self.fields:
                type_again(self.fields[name].editor, value)
        self.edited.emit()

    @property
    def focused(self) -> str:
        """The name of the field that has the cursor, empty when none has."""
        return next((name for name, each in self.fields.items() if each.editor.inner.hasFocus()), "")

    def focus_field(self, name: str) -> None:
        """Put the cursor in this field, if there is one."""
        if name in self.fields:
            self.ensureWidgetVisible(self.fields[name], 0, Space.WIDE)
            self.fields[name].editor.inner.setFocus()

    def draft(self) -> Any:  # noqa: ANN401
        """What was entered as a draft; Invalid names every field that cannot be read."""
        values, problems = self._read()
        if problems:
            raise Invalid(problems)
        return replace(self._draft, **values)

    def so_far(self) -> Any:  # noqa: ANN401
        """The draft as far as it can be read, for what depends on other fields."""
        if self._draft is None:
            return None
        values, _ = self._read()
        known = {each.name for each in fields_of(self._draft)}
        return replace(self._draft, **{name: value for name, value in values.items() if name in known})

    def show_problems(self, problems: Mapping[str, str]) -> str:
        """Put each message beside its field, go to the first, and give back what belongs to no field."""
        for name, each in self.fields.items():
            each.show_problem(problems.get(name, ""))
        wrong = [each for name, each in self.fields.items() if name in problems]
        if wrong:
            wrong[0].editor.inner.setFocus()
            # The field grows by its message, and a message above the form takes room: only then is its place known.
            QTimer.singleShot(0, wrong[0], lambda: self.ensureWidgetVisible(wrong[0], 0, Space.WIDE))
        return " ".join(text for name, text in problems.items() if name not in self.fields)

    def set_read_only(self, read_only: bool) -> None:
        """Let the user look, not touch."""
        for each in self.fields.values():
            each.editor.set_read_only(read_only)

    def focus_first(self) -> None:
        """Put the cursor in the first field that can be edited."""
        for each in self.fields.values():
            if not each.field.read_only:
                each.editor.inner.setFocus()
                return

    def _group(self, group: FieldGroup) -> QVBoxLayout:
        layout = column(space=Space.MEDIUM)
        if group.title:
            layout.addWidget(label(group.title, "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.LARGE)
        grid.setVerticalSpacing(Space.LARGE)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        at, beside = 0, 0
        for field in group.fields:
            each = self._field(field)
            if field.wide or field.kind in _LONG:
                at += beside
                grid.addWidget(each, at, 0, 1, 2)
                at, beside = at + 1, 0
            else:
                grid.addWidget(each, at, beside)
                at, beside = at + beside, 1 - beside
        layout.addLayout(grid)
        return layout

    def _field(self, field: Field) -> FormField:
        choices = field.choices
        each = FormField(
            field,
            (lambda: fixed_options(choices))
            if choices is not None
            else (lambda: self._offer(field.name, self.so_far())),
        )
        each.editor.set_read_only(field.read_only)
        each.editor.edited.connect(lambda: self._on_edit(each))
        each.editor.left.connect(each.check_spelling)
        self.fields[field.name] = each
        return each

    def _on_edit(self, each: FormField) -> None:
        each.show_problem("")
        self.edited.emit()

    def _read(self) -> tuple[dict[str, Any], dict[str, str]]:
        values: dict[str, Any] = {}
        problems: dict[str, str] = {}
        for name, each in self.fields.items():
            try:
                values[name] = each.editor.value()
            except FormatProblem as problem:
                problems[name] = str(problem)
        return values, problems
