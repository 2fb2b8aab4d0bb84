"""Where errors surface: the user's situation in a message, our own mistakes in a report without any content."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import __version__ as pyside_version
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError, Cancelled
from ui import dialogs
from ui.tokens import Space

if TYPE_CHECKING:
    from types import TracebackType

_open_report = threading.Lock()


def show(parent: QWidget | None, error: BaseException) -> None:
    """Tell the user; what they stopped themselves needs no telling, what is no AppError is our own mistake."""
    if isinstance(error, Cancelled):
        return
    if isinstance(error, AppError):
        dialogs.warn(parent, "Dat is niet gelukt", str(error))
        return
    report(parent, error)


def report(parent: QWidget | None, error: BaseException) -> None:
    """Show the report dialog once; mistakes made while it is open would only repeat it."""
    sys.stderr.write(f"{describe(error)}\n")
    if not _open_report.acquire(blocking=False):
        return
    try:
        dialogs.run(BugReport(describe(error), parent))
    finally:
        _open_report.release()


def describe(error: BaseException) -> str:
    """Which kind of error and where in the program. Never its message: that may hold what somebody typed."""
    lines = [f"Bolwerk · Python {platform.python_version()} · Qt {pyside_version} · {platform.system()}"]
    link: BaseException | None = error
    while link is not None:
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines.extend(
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        )
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n".join(lines)


class BugReport(QDialog):
    """The one dialog for what should not happen, with a text that can be copied and holds no content."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Er ging iets mis in het programma")
        self.resize(640, 420)
        self.text = QPlainTextEdit(text, readOnly=True)
        self.text.setAccessibleName("Foutrapport")
        copy = QPushButton("Rapport kopiëren")
        copy.clicked.connect(self.copy)
        close = QPushButton("Sluiten")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch()
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        layout.setSpacing(Space.MEDIUM)
        layout.addWidget(_paragraph("Er ging iets mis in het programma", "section"))
        layout.addWidget(
            _paragraph(
                "Dit is een fout in Bolwerk, niet van u. Wat al was opgeslagen, is bewaard. Geef het rapport hieronder "
                "aan uw functioneel beheerder. Er staat alleen in wáár de fout optrad; geen namen, zaken of bedragen."
            )
        )
        layout.addWidget(self.text)
        layout.addLayout(buttons)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())


def install() -> None:
    """From now on an exception that nobody caught ends in the report dialog, not in a lost line on stderr."""
    sys.excepthook = _uncaught


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt) or QApplication.instance() is None:
        sys.__excepthook__(kind, error, trace)
        return
    show(QApplication.activeWindow(), error)


def _paragraph(text: str, role: str = "") -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setProperty("role", role)
    return label


def _place(filename: str) -> str:
    """The last three parts of a path: enough for us, and no name of a user's folder."""
    return "/".join(Path(filename).parts[-3:])
