"""A sheet to read: what is shown for the open record scrolls in a tab of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from app.errors import AppError
from ui.tokens import Space, Tone
from ui.widgets.parts import card, column
from ui.widgets.told import Told

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from ui.widgets.tables.plain_table import PlainTable


def boxed(table: PlainTable) -> QFrame:
    """A table in a card, just as high as its rows."""
    frame = card()
    frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
    column(frame, 0, 1).addWidget(table)
    table.fit_height()
    return frame


class ReadingSheet(QScrollArea):
    """Fills itself anew each time that it is shown."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def fill(self, body: QVBoxLayout, key: int) -> None:
        """Put what there is to read of a record into the layout."""
        raise NotImplementedError

    def show_record(self, key: int) -> None:
        """Read it again, for it may have changed."""
        inside = QWidget()
        inside.setProperty("ground", "clear")
        body = column(inside, Space.MEDIUM)
        body.setContentsMargins(Space.WIDE, Space.MEDIUM, Space.WIDE, Space.WIDE)
        try:
            self.fill(body, key)
        except AppError as error:
            body.addWidget(Told([(Tone.WARNING, str(error))]))
        body.addStretch()
        self.setWidget(inside)
