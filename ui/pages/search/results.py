"""The hits as a list: what each is called, what it is and hangs on, and the piece of text with the words marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.services.search.finding import Hit
from ui.theme import Theme
from ui.tokens import Space

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


LINE_ROLE = Qt.ItemDataRole.UserRole + 1
LINE_HEIGHT = 64

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Line:
    """A hit in words: its title, what it is ("Casus · Casuïstiek · 2020"), the field, and the hit itself."""

    title: str
    what: str
    field: str
    hit: Hit

    @property
    def spoken(self) -> str:
        """For a screen reader."""
        return f"{self.title}. {self.what}. {self.field} {''.join(piece.text for piece in self.hit.found.pieces)}"


class Results(QAbstractListModel):
    """The lines of the newest answer."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """In the place of those before."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """How many are shown."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The title as text, and the whole line for who draws it."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        answers: dict[int, Any] = {
            Qt.ItemDataRole.DisplayRole: line.title,
            Qt.ItemDataRole.AccessibleTextRole: line.spoken,
            LINE_ROLE: line,
        }
        return answers.get(role)


class LineDelegate(QStyledItemDelegate):
    """Draws a hit on two lines."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        """The list makes it as wide as itself; without any width the arrow keys would find no next one."""
        return QSize(LINE_HEIGHT, LINE_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, a bar where the cursor is, title and kind above, the piece of text below."""
        line, tokens = index.data(LINE_ROLE), Theme.now().tokens
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, QColor(tokens.accent_soft if chosen else tokens.surface))
        if chosen and option.widget.hasFocus():
            bar = QRect(option.rect.topLeft(), QSize(Space.TIGHT, option.rect.height()))
            painter.fillRect(bar, QColor(tokens.accent))
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), QColor(tokens.border))
        room = QRectF(option.rect).adjusted(Space.LARGE, Space.SMALL, -Space.LARGE, -Space.SMALL)
        upper = QRectF(room.left(), room.top(), room.width(), room.height() / 2)
        self._title(painter, option, upper, line)
        self._piece(painter, option, upper.translated(0, room.height() / 2), line)
        painter.restore()

    def _title(self, painter: QPainter, option: QStyleOptionViewItem, room: QRectF, line: Line) -> None:
        tokens = Theme.now().tokens
        small = _smaller(option.font)
        what = QFontMetrics(small).elidedText(line.what, Qt.TextElideMode.ElideRight, int(room.width() * 0.55))
        taken = QFontMetrics(small).horizontalAdvance(what) + Space.LARGE
        painter.setFont(small)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, what)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(tokens.text))
        left = room.adjusted(0, 0, -taken, 0)
        title = QFontMetrics(bold).elidedText(line.title, Qt.TextElideMode.ElideRight, int(left.width()))
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, title)

    def _piece(self, painter: QPainter, option: QStyleOptionViewItem, room: QRectF, line: Line) -> None:
        tokens = Theme.now().tokens
        start = f"{line.field}: " if line.field else ""
        layout = QTextLayout(start + "".join(piece.text for piece in line.hit.found.pieces), option.font)
        formats, at = [_format(0, len(start), tokens.muted)], len(start)
        for piece in line.hit.found.pieces:
            formats.append(_format(at, len(piece.text), tokens.text, tokens.warning_soft if piece.marked else ""))
            at += len(piece.text)
        layout.setFormats(formats)
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(wrap)
        layout.beginLayout()
        drawn = layout.createLine()
        layout.endLayout()
        if drawn.isValid():
            painter.setClipRect(room)
            painter.setPen(QColor(tokens.text))
            layout.draw(painter, QPointF(room.left(), room.center().y() - drawn.height() / 2))


class ResultList(QListView):
    """The list. `chosen` tells that the user wants to see a hit; `left` that the cursor goes back up to the field."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, model: Results) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setItemDelegate(LineDelegate(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName("Gevonden")
        self.clicked.connect(self._choose)

    def enter(self) -> None:
        """From the field to the first hit."""
        if self._model.rowCount():
            self.setFocus()
            self.setCurrentIndex(self._model.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter goes there; up from the first goes back to the field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.clearSelection()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._model.lines[index.row()].hit)


def lines_of(hits: Sequence[Hit], title_of: Callable[[str, str], str], what_of: Callable[[Hit], str]) -> list[Line]:
    """The hits in words."""
    return [
        Line(_begun(hit.title), what_of(hit), title_of(hit.kind, hit.found.field) if hit.found.field else "", hit)
        for hit in hits
    ]


def _begun(title: str) -> str:
    line = " ".join(title.split())
    return f"{line[:1].upper()}{line[1:]}"


def _format(at: int, length: int, colour: str, ground: str = "") -> QTextLayout.FormatRange:
    made, style = QTextLayout.FormatRange(), QTextCharFormat()
    style.setForeground(QColor(colour))
    if ground:
        style.setBackground(QColor(ground))
        style.setFontWeight(QFont.Weight.DemiBold)
    made.start, made.length, made.format = at, length, style
    return made


def _smaller(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.92)
    return made
