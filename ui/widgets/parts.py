"""The small parts that pages are put together from: labels, buttons, cards, pills, key figures, empty states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui import icons
from ui.theme import Theme
from ui.tokens import Space, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QBoxLayout

EMPTY_TEXT_WIDTH = 376


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Plain text in a role of the style sheet: title, section, label, muted, caption, problem, figure."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def button(text: str, icon: str = "", kind: str = "", act: Callable[[], object] | None = None) -> QPushButton:
    """A button; kind is "", "primary", "danger" or "quiet". Reached by Tab; a click leaves the cursor where it is."""
    made = QPushButton(f" {text}" if icon else text)  # the space is the distance between icon and text
    made.setAccessibleName(text)
    made.setProperty("kind", kind)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAutoDefault(False)
    if icon:
        colour = {"primary": "on_accent", "danger": "danger_text"}.get(kind, "text")
        icons.dress(made, icon, Theme.now().tokens, colour)
        made.setIconSize(QSize(16, 16))
    if act is not None:
        made.clicked.connect(lambda _checked=False: act())
    return made


def icon_button(icon: str, name: str, act: Callable[[], object] | None = None) -> QToolButton:
    """A button that is only an icon; its name is in the tip and for the screen reader."""
    made = QToolButton()
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setIconSize(QSize(18, 18))
    icons.dress(made, icon, Theme.now().tokens, "muted")
    if act is not None:
        made.clicked.connect(lambda _checked=False: act())
    return made


def card() -> QFrame:
    """A surface with an edge."""
    made = QFrame()
    made.setProperty("card", True)
    return made


def line() -> QFrame:
    """A thin line from left to right."""
    made = QFrame()
    made.setProperty("line", True)
    return made


def column(parent: QWidget | None = None, space: int = Space.MEDIUM, margin: int = 0) -> QVBoxLayout:
    """A layout downwards."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    made.setSpacing(space)
    made.setContentsMargins(margin, margin, margin, margin)
    return made


def row(parent: QWidget | None = None, space: int = Space.SMALL, margin: int = 0) -> QHBoxLayout:
    """A layout to the right."""
    made = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    made.setSpacing(space)
    made.setContentsMargins(margin, margin, margin, margin)
    return made


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Pill(QLabel):
    """A short word in the colour of its meaning."""

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__(text)
        self.setProperty("pill", True)
        self.setProperty("tone", tone.value)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str, tone: Tone) -> None:
        """Say something else."""
        self.setText(text)
        self.setProperty("tone", tone.value)
        restyle(self)


class Picture(QLabel):
    """An icon by itself, in the colour of a token, drawn again when the theme changes."""

    def __init__(self, name: str, colour: str = "muted", size: int = 20) -> None:
        super().__init__()
        self.name, self.colour, self.size_wanted = name, colour, size
        self.setProperty("picture", True)
        self.setFixedSize(size, size)
        Theme.now().changed.connect(self.draw)
        self.draw()

    def show_icon(self, name: str, colour: str) -> None:
        """Show another."""
        self.name, self.colour = name, colour
        self.draw()

    def draw(self) -> None:
        """Draw it in the colours of now."""
        colour = Theme.now().tokens.as_dict()[self.colour]
        self.setPixmap(icons.pixmap(self.name, colour, self.size_wanted, self.devicePixelRatioF()))


class KeyFigure(QFrame):
    """A number that matters, what it is, and what it means."""

    def __init__(self, title: str, figure: str, note: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__()
        self.setProperty("card", True)
        layout = column(self, Space.TIGHT, Space.LARGE)
        layout.addWidget(label(title, "caption"))
        self.figure = label(figure, "figure")
        layout.addWidget(self.figure)
        self.note = Pill(note, tone) if tone is not Tone.NEUTRAL else label(note, "caption", wrap=True)
        layout.addWidget(self.note)
        self.note.setVisible(bool(note))  # only now: without a parent it would be a window of its own
        layout.addStretch()
        self.setAccessibleName(f"{title}: {figure}. {note}")


class EmptyState(QWidget):
    """What stands where nothing is yet: what belongs here, and the button that begins."""

    def __init__(self, icon: str, title: str = "", text: str = "", act: QPushButton | None = None) -> None:
        super().__init__()
        layout = column(self, Space.SMALL, Space.WIDE)
        self.title = label(title, "section")
        self.text = label(text, "muted", wrap=True)
        for part in (self.title, self.text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text.ensurePolished()
        self.text.setFixedSize(EMPTY_TEXT_WIDTH, self.text.heightForWidth(EMPTY_TEXT_WIDTH))
        layout.addStretch(2)
        layout.addWidget(Picture(icon, "edge", 48), alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.title)
        layout.addWidget(self.text, alignment=Qt.AlignmentFlag.AlignHCenter)
        if act is not None:
            layout.addSpacing(Space.SMALL)
            layout.addWidget(act, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)


class PageHead(QWidget):
    """Title of a page, one sentence on what it is for, and room for what belongs at its right."""

    def __init__(self, title: str, intro: str) -> None:
        super().__init__()
        outer = row(self, Space.LARGE)
        texts = column(space=0)
        texts.addWidget(label(title, "title"))
        texts.addWidget(label(intro, "muted", wrap=True))
        outer.addLayout(texts, 1)
        self.right: QBoxLayout = row()
        outer.addLayout(self.right)
