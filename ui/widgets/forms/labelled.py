"""An input with its name above it and room for what is wrong below it, for what a form does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.tokens import Space
from ui.widgets.parts import Picture, column, label, restyle, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit


class Labelled(QWidget):
    """A line, its title, a hint, something beside it, and a problem."""

    def __init__(self, title: str, line: QLineEdit, *, hint: str = "", beside: QWidget | None = None) -> None:
        super().__init__()
        self.line = line
        if not line.accessibleName():
            line.setAccessibleName(title)
        name = label(title, "label")
        name.setBuddy(line)
        self._problem = QWidget()
        self._text = label("", "problem", wrap=True)
        told = row(self._problem, Space.TIGHT)
        told.addWidget(Picture("circle-alert", "danger_text", 16))
        told.addWidget(self._text, 1)
        self._problem.hide()
        layout = column(self, Space.TIGHT)
        layout.addWidget(name)
        across = row()
        across.addWidget(line, 1)
        if beside is not None:
            across.addWidget(beside)
        layout.addLayout(across)
        if hint:
            layout.addWidget(label(hint, "caption", wrap=True))
        layout.addWidget(self._problem)
        line.textEdited.connect(lambda _text: self.show_problem(""))

    @property
    def problem(self) -> str:
        """What is wrong, empty when nothing is."""
        return self._text.text()

    def show_problem(self, text: str) -> None:
        """Say what is wrong, or take it away."""
        self._text.setText(text)
        self._problem.setVisible(bool(text))
        self.line.setProperty("problem", bool(text))
        self.line.setAccessibleDescription(text)
        restyle(self.line)
