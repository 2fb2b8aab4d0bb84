"""Shows a topic of the manual: headings, tables, pictures and links, and nothing from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QColor, QImage, QResizeEvent, QTextLength, QTextTable
from PySide6.QtWidgets import QTextBrowser

from app.services.manual import picture
from ui.theme import Theme

if TYPE_CHECKING:
    from app.services.manual import Topic

_MARGIN = 24
_WIDEST = 900  # pixels of a picture


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
        self.anchorClicked.connect(self._follow)
        self._topic: Topic | None = None
        self._width = 0
        Theme.now().changed.connect(self._again)

    def show_topic(self, topic: Topic) -> None:
        """Show it from its beginning."""
        self._topic = topic
        self._draw()
        self.verticalScrollBar().setValue(0)

    def loadResource(self, _kind: int, name: QUrl | str) -> object:  # noqa: N802
        """Pictures of the manual, as wide as there is room; everything else does not exist."""
        image = QImage(str(picture(QUrl(name).fileName())))
        room = min(_WIDEST, max(200, self.viewport().width() - 2 * _MARGIN))
        if image.isNull() or image.width() <= room:
            return image
        return image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Pictures follow the width; the place in the text stays."""
        super().resizeEvent(event)
        if self._topic is not None and self.viewport().width() != self._width:
            self._again()

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
        self.document().clear()
        self.document().setDefaultStyleSheet(f"a {{ color: {Theme.now().tokens.accent}; }}")
        text = f"# {self._topic.title}\n\n{self._topic.text}"
        self.setMarkdown(text)
        self._dress_tables()

    def _dress_tables(self) -> None:
        """Room around the words, thin lines, and the whole width."""
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                shape = frame.format()
                shape.setCellPadding(6)
                shape.setCellSpacing(0)
                shape.setBorderCollapse(True)
                shape.setBorderBrush(QColor(Theme.now().tokens.border))
                shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
                frame.setFormat(shape)

    def _follow(self, url: QUrl) -> None:
        if url.scheme() == "page":
            self.asked.emit(url.path())
