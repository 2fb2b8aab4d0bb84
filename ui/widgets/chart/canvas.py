"""The drawing itself: it paints a chart, and turns mouse and keys into a choice, a move or a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.rules.network.chart_drawing import Drawing
from ui.plain import plain
from ui.theme import Theme
from ui.widgets.chart.camera import Camera, fitting
from ui.widgets.chart.gestures import Gestures
from ui.widgets.chart.glyphs import radius_at
from ui.widgets.chart.keys import press
from ui.widgets.chart.painting import Easel, Marks
from ui.widgets.chart.sketch import Parted, Sketch, parted, sketch_of
from ui.widgets.chart.walking import spoken

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import (
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )

REACH = 8.0  # pixels beside a node or line that still mean it


class ChartCanvas(QWidget):
    """Shows a drawing. It changes nothing itself: `moved` and the other signals say what the user wants.

    `moved` carries a shift in units of the chart for what is chosen; `menu_wanted` the key under the mouse or "".
    """

    choice_changed = Signal()
    focus_changed = Signal(str)
    moved = Signal(float, float)
    opened = Signal(str)
    removal_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    menu_wanted = Signal(str, QPoint)

    def __init__(self, name: str = "Verbandenschema") -> None:
        super().__init__()
        self.drawing = Drawing()
        self.sketch = Sketch()
        self.camera = Camera()
        self.marks = Marks()
        self.lassoing = False  # whether dragging over nothing draws a loop; otherwise it moves the view
        self._fit_when_sized = True
        self._backdrop: QPixmap | None = None
        self._dragged = Parted()
        self._shift = QPointF()
        self.loop: QPolygonF | None = None
        self.gestures = Gestures(self)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(240, 200))
        Theme.now().changed.connect(self.update)

    # What is shown

    def show_drawing(self, drawing: Drawing) -> None:
        """Show this; what was chosen stays chosen as far as it is there."""
        self.gestures.stop()
        self.drawing, self.sketch = drawing, sketch_of(drawing)
        there = drawing.by_key
        chosen = frozenset(key for key in self.marks.chosen if key in there)
        focus = self.marks.focus if self.marks.focus in there else None
        changed = chosen != self.marks.chosen
        self.marks = Marks(chosen, focus, self.marks.marked, self.marks.marked_edges)
        self.update()
        self._say()
        if changed:
            self.choice_changed.emit()

    def mark(self, nodes: Collection[str] = (), edges: Collection[str] = ()) -> None:
        """Point out nodes and facts (keys of edges), by an analysis; nothing takes it away."""
        self.marks = Marks(self.marks.chosen, self.marks.focus, frozenset(nodes), frozenset(edges))
        self.update()

    def choose(self, keys: Collection[str], focus: str | None = None) -> None:
        """Choose exactly these; the keyboard goes to `focus`, or to the only one."""
        there = self.drawing.by_key
        chosen = frozenset(key for key in keys if key in there)
        if focus is None:
            focus = next(iter(chosen)) if len(chosen) == 1 else self.marks.focus
        moved = focus != self.marks.focus
        changed = chosen != self.marks.chosen
        self.marks = Marks(chosen, focus, self.marks.marked, self.marks.marked_edges)
        self.update()
        self._say()
        if changed:
            self.choice_changed.emit()
        if moved and focus is not None:
            self.focus_changed.emit(focus)

    def toggle(self, key: str) -> None:
        """Choose one more, or one less."""
        self.choose(self.marks.chosen ^ {key}, key)

    def choose_all(self) -> None:
        """Choose everything that is drawn."""
        self.choose(frozenset(self.drawing.by_key))

    def walk_to(self, key: str, *, more: bool = False) -> None:
        """Go to a node by keyboard, and choose it; with `more` what was chosen stays so."""
        self.choose(self.marks.chosen | {key} if more else {key}, key)
        self.reveal(key)

    # From where one looks

    def look(self, camera: Camera) -> None:
        """Look from somewhere else."""
        self.camera = camera
        self.update()

    def fit(self, keys: Collection[str] | None = None) -> None:
        """Have everything in view, or these nodes; done when there is a size."""
        nodes = [node for node in self.drawing.nodes if keys is None or node.key in keys]
        self._fit_when_sized = not self.isVisible()
        self.look(fitting(nodes, self.size()))

    def zoom(self, steps: float) -> None:
        """Nearer or farther, around the middle."""
        self.look(self.camera.zoomed(steps, QPointF(self.width() / 2, self.height() / 2)))

    def reveal(self, key: str) -> None:
        """Shift the view when a node is outside it."""
        node = self.drawing.by_key.get(key)
        if node is None:
            return
        at = self.camera.seen(node.x, node.y)
        inside = QRectF(self.rect()).adjusted(40, 40, -40, -40)
        if not inside.contains(at):
            self.look(self.camera.moved(self.width() / 2 - at.x(), self.height() / 2 - at.y()))

    def key_at(self, pixel: QPointF) -> str | None:
        """The node under a pixel."""
        reach = max(radius_at(self.camera.scale), REACH) / self.camera.scale
        node = self.sketch.node_at(self.camera.at(pixel), reach)
        return node.key if node is not None else None

    # Dragging: what stays is painted once, what moves on top of it each time

    def lift(self) -> None:
        """Begin to drag what is chosen."""
        self._dragged = parted(self.sketch, self.marks.chosen)
        ratio = self.devicePixelRatioF()
        self._backdrop = QPixmap(self.size() * ratio)
        self._backdrop.setDevicePixelRatio(ratio)
        painter = QPainter(self._backdrop)
        self._paint_ground(painter)
        Easel(painter, self._dragged.stays, self.camera, Theme.now().tokens, self.marks).paint(QRectF(self.rect()))
        painter.end()

    def drag(self, shift: QPointF) -> None:
        """Show what is lifted so many pixels from where it was."""
        self._shift = shift / self.camera.scale
        self.update()

    def drop(self) -> None:
        """Leave it there."""
        shift, self._shift, self._backdrop, self._dragged = self._shift, QPointF(), None, Parted()
        self.update()
        if not shift.isNull():
            self.moved.emit(shift.x(), shift.y())

    def put_back(self) -> None:
        """End dragging without moving anything."""
        self._shift, self._backdrop, self._dragged, self.loop = QPointF(), None, Parted(), None
        self.update()

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Everything in view, or what moves over what stays."""
        painter = QPainter(self)
        tokens = Theme.now().tokens
        room = QRectF(self.rect())
        if self._backdrop is not None:
            painter.drawPixmap(0, 0, self._backdrop)
            x, y = self._shift.x(), self._shift.y()
            Easel(painter, self._dragged.pulled(x, y), self.camera, tokens, self.marks).paint(room)
            seen_from = self.camera.moved(x * self.camera.scale, y * self.camera.scale)
            Easel(painter, self._dragged.moves, seen_from, tokens, self.marks).paint(room)
        else:
            self._paint_ground(painter)
            Easel(painter, self.sketch, self.camera, tokens, self.marks).paint(room)
        if self.loop is not None:
            painter.setPen(QPen(QColor(tokens.accent), 1.5, Qt.PenStyle.DashLine))
            painter.drawPolygon(self.loop)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The first size fits everything; later ones keep the middle."""
        old = event.oldSize()
        if self._fit_when_sized:
            self.fit()
        elif old.isValid():
            size = event.size()
            self.look(self.camera.moved((size.width() - old.width()) / 2, (size.height() - old.height()) / 2))
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin to choose, drag, draw a loop or move the view."""
        self.gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go on with it."""
        self.gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End it."""
        self.gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open what is there."""
        key = self.key_at(event.position())
        if key is not None and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(key)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Nearer or farther, around the mouse."""
        self.look(self.camera.zoomed(event.angleDelta().y() / 120, event.position()))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for the acts on what is under the mouse, or on what the keyboard is at."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        key = self.key_at(QPointF(event.pos())) if by_mouse else self.marks.focus
        if key is not None and key not in self.marks.chosen:
            self.choose([key], key)
        self.menu_wanted.emit(key or "", event.globalPos() if by_mouse else self._corner_of(key))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """See `keys`."""
        if not press(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Whoever comes by keyboard finds something to walk from."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self.marks.focus is None and self.drawing.nodes:
            busiest = max(self.drawing.nodes, key=lambda node: len(self.drawing.beside[node.key]))
            self.walk_to(busiest.key)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The edge goes."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """A tip is the whole name, and what a line says."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain(self.told_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def told_at(self, pixel: QPointF) -> str:
        """What there is to say of the node or the line under a pixel; empty when there is nothing."""
        key = self.key_at(pixel)
        if key is not None:
            return spoken(self.drawing, key, chosen=key in self.marks.chosen)
        edge = self.sketch.edge_at(self.camera.at(pixel), REACH / self.camera.scale)
        if edge is None:
            return ""
        names = (self.drawing.by_key[each].label for each in (edge.start, edge.end))
        return f"{' – '.join(names)}: {edge.label}"

    # How

    def _paint_ground(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(Theme.now().tokens.surface))

    def _say(self) -> None:
        """Let a screen reader tell where the keyboard is."""
        focus = self.marks.focus
        self.setAccessibleDescription(spoken(self.drawing, focus, chosen=focus in self.marks.chosen))

    def _corner_of(self, key: str | None) -> QPoint:
        node = self.drawing.by_key.get(key or "")
        at = self.camera.seen(node.x, node.y).toPoint() if node is not None else self.rect().center()
        return self.mapToGlobal(at)
