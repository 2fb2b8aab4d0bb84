"""Sending a document to a printer, as pictures of its pages, so that no file is left behind by us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from app.errors import ExportFailed
from app.report.preview import page_images

if TYPE_CHECKING:
    from collections.abc import Callable

PIXELS_ACROSS = 2480  # A4 at 300 dots an inch


def print_pdf(pdf: bytes, printer: QPrinter, progress: Callable[[int], None] = lambda _page: None) -> None:
    """Print every page on a sheet of its own; ExportFailed when the printer does not take it."""
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise ExportFailed("De printer neemt het document niet aan.")
    try:
        for number, page in enumerate(page_images(pdf, PIXELS_ACROSS), start=1):
            progress(number)
            if number > 1:
                printer.newPage()
            picture = QImage(page.rgba, page.width, page.height, QImage.Format.Format_RGBA8888)
            painter.drawImage(QRectF(printer.pageRect(QPrinter.Unit.DevicePixel)), picture)
    finally:
        painter.end()
