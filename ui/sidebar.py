"""The pages at the left of the window, in groups; only their icons where the window is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.theme import Theme
from ui.tokens import Space
from ui.widgets.parts import Picture, column, label, restyle, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.navigation import Entry

NAVIGATION_WIDTH = 216
COMPACT_WIDTH = 64
DIGITS = "1234567890"
SEARCH = "search"


class Navigation(QFrame):
    """The pages in groups, which scroll in a low window. `asked` gives the key of the page that the user wants, and
    `sought` what was typed in the search field.
    """

    asked = Signal(str)
    sought = Signal(str)

    def __init__(self, entries: Sequence[Entry], municipality: str) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setFixedWidth(NAVIGATION_WIDTH)
        self.compact = False
        self.buttons: dict[str, QPushButton] = {}
        self._titles = {entry.key: entry.title for entry in entries}
        self._group = QButtonGroup(self)
        self._groups: list[QLabel] = []
        layout = column(self, 2)
        layout.setContentsMargins(Space.SMALL, Space.LARGE, Space.SMALL, Space.SMALL)
        layout.addLayout(self._brand(municipality))
        layout.addSpacing(Space.MEDIUM)
        self.search = self._search_field()
        self._searchable = any(entry.key == SEARCH for entry in entries)
        self.search.setVisible(self._searchable)
        layout.addWidget(self.search)
        layout.addSpacing(Space.SMALL)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self._pages(entries))
        layout.addWidget(self.area, 1)

    def mark(self, key: str) -> None:
        """Show which page is in front; a cursor that stands in the navigation goes along."""
        if any(each.hasFocus() for each in self.buttons.values()):
            self.buttons[key].setFocus()
        self.buttons[key].setChecked(True)
        self.area.ensureWidgetVisible(self.buttons[key], 0, Space.SMALL)

    def set_compact(self, compact: bool) -> None:
        """Icons only, so that a page keeps its room on a small or much enlarged screen."""
        if compact == self.compact:
            return
        self.compact = compact
        self.setFixedWidth(COMPACT_WIDTH if compact else NAVIGATION_WIDTH)
        self.search.setVisible(self._searchable and not compact)
        for words in (*self._groups, *self._brand_texts):
            words.setVisible(not compact)
        for key, each in self.buttons.items():
            each.setText("" if compact else f"  {self._titles[key]}")
            each.setProperty("compact", compact)
            restyle(each)

    def _pages(self, entries: Sequence[Entry]) -> QWidget:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, 1)
        group = ""
        for at, entry in enumerate(entries):
            if entry.group != group:
                group = entry.group
                layout.addSpacing(Space.MEDIUM)
                self._groups.append(label(group, "group"))
                layout.addWidget(self._groups[-1])
            layout.addWidget(self._button(entry, DIGITS[at : at + 1]))
        layout.addStretch()
        return inside

    def _search_field(self) -> QLineEdit:
        field = QLineEdit(placeholderText="Zoeken in alles")
        field.setObjectName("seek")
        field.setAccessibleName("Zoeken in alles")
        field.setToolTip("Zoeken in alles (Ctrl+K)")
        glass = QAction(field)
        icons.dress(glass, "search", Theme.now().tokens, "nav_muted")
        field.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # by keyboard there is Ctrl+K; a window must not open here
        field.textEdited.connect(self._seek)
        return field

    def _seek(self, text: str) -> None:
        """What is typed here goes on in the field of the page."""
        self.search.clear()
        self.sought.emit(text)

    def _button(self, entry: Entry, key: str) -> QPushButton:
        made = QPushButton(f"  {entry.title}")
        made.setCheckable(True)
        made.setAccessibleName(entry.title)
        made.setToolTip(f"{entry.title} (Ctrl+{key})" if key else entry.title)
        made.setIconSize(QSize(18, 18))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        icons.dress(made, entry.icon, Theme.now().tokens, "nav_text")
        made.clicked.connect(lambda _checked=False: self.asked.emit(entry.key))
        self._group.addButton(made)
        self.buttons[entry.key] = made
        return made

    def _brand(self, municipality: str) -> QHBoxLayout:
        across = row(space=Space.SMALL)
        across.setContentsMargins(Space.SMALL, 0, 0, 0)
        across.addWidget(Picture("bolwerk", "nav_mark", 32))
        texts: QVBoxLayout = column(space=0)
        self._brand_texts = (label("Bolwerk", "brand"), label(f"Gemeente {municipality}", "place"))
        for each in self._brand_texts:
            texts.addWidget(each)
        across.addLayout(texts, 1)
        return across
