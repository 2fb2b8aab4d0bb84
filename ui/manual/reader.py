"""Shows a topic of the manual: headings, tables, pictures and links, and nothing from elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from app.services.manual import picture
from ui.theme import Theme

if TYPE_CHECKING:
    from app.services.manual import Topic

_MARGIN = 24
SETTLED = 60  # milliseconds after the last change of size
_WIDEST = 900  # pixels of a picture

_TABLE = re.compile(r"<table[^>]*>")  # Qt writes them without room around the words


def _table(edge: str) -> str:
    return (
        '<table width="100%" cellspacing="0" cellpadding="6" border="1" '
        f'style="border-collapse: collapse; border-color: {edge}; border-style: solid;">'
    )


class Reader(QTextBrowser):
    """One topic. `asked` gives the key of the topic that a link leads to."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("reader", True)
        self.setAccessibleName("Tekst van de handleiding")
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(_MARGIN)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # a width that does not jump
        self.anchorClicked.connect(self._follow)
        self._topic: Topic | None = None
        self._width = 0
        self._resized = QTimer(self, singleShot=True, interval=SETTLED)
        self._resized.timeout.connect(self._again)
        Theme.now().changed.connect(self._again)

    def show_topic(self, topic: Topic) -> None:
        """Show it from its beginning."""
        self._topic = topic
        self._draw()
        self.verticalScrollBar().setValue(0)

    def loadResource(self, _kind: int, name: QUrl | str) -> QImage:  # noqa: N802
        """Pictures of the manual, as wide as there is room; everything else does not exist."""
        image = QImage(str(picture(QUrl(name).fileName())))
        room = min(_WIDEST, max(200, self.viewport().width() - 2 * _MARGIN))
        if image.isNull() or image.width() <= room:
            return image
        return image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Pictures follow the width, once it stands still: a text may not be replaced while Qt lays it out."""
        super().resizeEvent(event)
        if self._topic is not None and self.viewport().width() != self._width:
            self._resized.start()

    def _again(self) -> None:
        if self._topic is None:
            return
        place = self.verticalScrollBar().value()
        self._draw()
        self.verticalScrollBar().setValue(place)

    def _draw(self) -> None:
        if self._topic is None:
            return
        self._width = self.viewport().width()
        self.document().setDefaultStyleSheet(f"a {{ color: {Theme.now().tokens.accent}; }}")
        written = QTextDocument()
        written.setMarkdown(f"# {self._topic.title}\n\n{self._topic.text}")
        self.setHtml(_TABLE.sub(_table(Theme.now().tokens.border), written.toHtml()))

    def _follow(self, url: QUrl) -> None:
        if url.scheme() == "page":
            self.asked.emit(url.path())
