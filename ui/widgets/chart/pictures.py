"""A chart on paper or as a picture: with its name, what it is based on, a legend and the classification; in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtSvg import QSvgGenerator

from app.errors import Invalid
from app.rules.network.chart_drawing import Drawing
from models.choices import Choice
from ui.tokens import FAMILY, LIGHT
from ui.widgets.chart.camera import Camera
from ui.widgets.chart.glyphs import draw_glyph
from ui.widgets.chart.legend import draw_legend, legend_size
from ui.widgets.chart.painting import Easel, Marks
from ui.widgets.chart.sketch import sketch_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintDevice


HEAD, FOOT, AROUND = 64.0, 28.0, 24.0  # pixels
PAPER = QSizeF(1120.0, 790.0)  # pixels of an A4 across, on which the head and the foot keep their size
RESOLUTION = 96  # dots per inch that those pixels are
NARROWEST = 480.0  # pixels of the picture of a few nodes
EDGE = 90.0  # units around the nodes, for their names
SHARP = 2  # pixels of a PNG for one of ours
LARGEST = 12_000  # pixels of a side of a PNG


class Form(Choice):
    """What kind of file."""

    PDF = "pdf", "PDF"
    SVG = "svg", "SVG"
    PNG = "png", "PNG"


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands around the drawing: its name, one line on what it shows, and its classification."""

    title: str
    told: str
    classification: str


@dataclass(frozen=True, slots=True)
class Plate:
    """What goes on paper."""

    drawing: Drawing
    marks: Marks
    caption: Caption


def picture_of(form: Form, plate: Plate) -> bytes:
    """The file as bytes; nothing is written to disk. Invalid when there is nothing to draw, or too much for a PNG."""
    if not plate.drawing.nodes:
        raise Invalid({"": "Er staat niets op dit schema."})
    return {Form.PDF: _pdf, Form.SVG: _svg, Form.PNG: _png}[form](plate)


def draw_page(painter: QPainter, room: QRectF, plate: Plate) -> None:
    """Draw a whole page: as large as fits, never larger than on the screen. Paper is light."""
    drawing = plate.drawing
    painter.fillRect(room, QColor(LIGHT.surface))
    _, legend = legend_size(drawing, room.width() - 2 * AROUND)
    inside = room.adjusted(AROUND, AROUND + HEAD, -AROUND, -AROUND - FOOT - legend)
    bounds = _bounds(drawing)
    scale = min(inside.width() / bounds.width(), inside.height() / bounds.height(), 1.0)
    middle = inside.center() - bounds.center() * scale
    painter.save()
    painter.setClipRect(inside)
    camera = Camera(scale, middle.x(), middle.y())
    Easel(painter, sketch_of(drawing), camera, LIGHT, plate.marks, draw_glyph).paint(inside)
    painter.restore()
    _head(painter, room, plate.caption)
    draw_legend(
        painter, drawing, QRectF(room.left() + AROUND, inside.bottom(), room.width() - 2 * AROUND, legend), LIGHT
    )
    _foot(painter, room, plate.caption)


def _head(painter: QPainter, room: QRectF, caption: Caption) -> None:
    left, top, width = room.left() + AROUND, room.top() + AROUND, room.width() - 2 * AROUND
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    painter.setPen(QColor(LIGHT.text))
    painter.setFont(_font(14, strong=True))
    title = painter.fontMetrics().elidedText(caption.title, Qt.TextElideMode.ElideRight, int(width * 0.7))
    painter.drawText(QRectF(left, top, width, 28), flags, title)
    painter.setFont(_font(10, strong=True))
    painter.setPen(QColor(LIGHT.danger_text))
    right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    painter.drawText(QRectF(left, top + 4, width, 24), right, caption.classification.upper())
    painter.setPen(QColor(LIGHT.muted))
    painter.setFont(_font(9.5))
    told = painter.fontMetrics().elidedText(caption.told, Qt.TextElideMode.ElideRight, int(width))
    painter.drawText(QRectF(left, top + 30, width, 24), flags, told)
    painter.setPen(QPen(QColor(LIGHT.border), 1))
    painter.drawLine(QPointF(left, top + HEAD - 10), QPointF(left + width, top + HEAD - 10))


def _foot(painter: QPainter, room: QRectF, caption: Caption) -> None:
    left, width = room.left() + AROUND, room.width() - 2 * AROUND
    top = room.bottom() - AROUND - FOOT + 8
    painter.setPen(QColor(LIGHT.muted))
    painter.setFont(_font(9))
    words = f"Rubricering: {caption.classification}. Een onderbroken lijn is een vermoeden en geen feit."
    painter.drawText(QRectF(left, top, width, 20), int(Qt.AlignmentFlag.AlignLeft), words)


def _bounds(drawing: Drawing) -> QRectF:
    """What of the chart is drawn, in its units."""
    xs, ys = [node.x for node in drawing.nodes], [node.y for node in drawing.nodes]
    return QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys))).adjusted(-EDGE, -EDGE, EDGE, EDGE)


def _full_size(drawing: Drawing) -> QSizeF:
    """A picture at the size of the screen: as large as the chart is."""
    bounds = _bounds(drawing)
    width = max(bounds.width(), NARROWEST) + 2 * AROUND
    return QSizeF(width, bounds.height() + HEAD + FOOT + 2 * AROUND + legend_size(drawing, width - 2 * AROUND)[1])


def _pdf(plate: Plate) -> bytes:
    with _Written() as written:
        writer = QPdfWriter(written.buffer)
        writer.setTitle(plate.caption.title)
        writer.setCreator("Bolwerk")
        writer.setPageLayout(
            QPageLayout(QPageSize(QPageSize.PageSizeId.A4), _orientation(plate.drawing), QMarginsF(0, 0, 0, 0))
        )
        across = writer.pageLayout().orientation() is QPageLayout.Orientation.Landscape
        size = PAPER if across else PAPER.transposed()
        _painted(writer, plate, size, writer.width() / size.width())
        return written.content


def _orientation(drawing: Drawing) -> QPageLayout.Orientation:
    bounds = _bounds(drawing)
    across = bounds.width() >= bounds.height()
    return QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait


def _svg(plate: Plate) -> bytes:
    size = _full_size(plate.drawing)
    with _Written() as written:
        generator = QSvgGenerator()
        generator.setOutputDevice(written.buffer)
        generator.setResolution(RESOLUTION)
        generator.setSize(size.toSize())
        generator.setViewBox(QRectF(QPointF(0, 0), size))
        generator.setTitle(plate.caption.title)
        generator.setDescription(plate.caption.told)
        _painted(generator, plate, size, 1.0)
        return written.content


def _png(plate: Plate) -> bytes:
    size = _full_size(plate.drawing)
    if max(size.width(), size.height()) * SHARP > LARGEST:
        raise Invalid({"form": "Dit schema is te groot voor een plaatje. Kies PDF of SVG, of groepeer eerst."})
    image = QImage((size * SHARP).toSize(), QImage.Format.Format_RGB32)
    _painted(image, plate, size, float(SHARP))
    with _Written() as written:
        QImageWriter(written.buffer, QByteArray(b"png")).write(image)
        return written.content


def _painted(device: QPaintDevice, plate: Plate, size: QSizeF, scale: float) -> None:
    painter = QPainter(device)
    painter.scale(scale, scale)
    draw_page(painter, QRectF(QPointF(0, 0), size), plate)
    painter.end()


class _Written:
    """A device in memory."""

    def __init__(self) -> None:
        self._bytes = QByteArray()
        self.buffer = QBuffer(self._bytes)

    def __enter__(self) -> Self:
        self.buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        return self

    def __exit__(self, *_failure: object) -> None:
        self.buffer.close()

    @property
    def content(self) -> bytes:
        """What was written so far."""
        return bytes(self._bytes.data())


def _font(points: float, *, strong: bool = False) -> QFont:
    """In pixels of ours, so that every device scales it alike."""
    font = QFont(FAMILY)
    font.setPixelSize(round(points * RESOLUTION / 72))
    if strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font
