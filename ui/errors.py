"""Where errors surface: the user's situation in a message, our own mistakes in a report without any content."""

from __future__ import annotations

import sys
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import __version__ as pyside_version
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import AppError, Cancelled

if TYPE_CHECKING:
    from types import TracebackType

_open_report = threading.Lock()


def show(parent: QWidget | None, error: BaseException) -> None:
    """Tell the user; what they stopped themselves needs no telling, what is no AppError is our own mistake."""
    if isinstance(error, Cancelled):
        return
    if isinstance(error, AppError):
        from ui import dialogs  # noqa: PLC0415 - see _show_report

        dialogs.warn(parent, "Dat is niet gelukt", str(error))
        return
    report(parent, error)


def report(parent: QWidget | None, error: BaseException) -> None:
    """Show the report dialog once; mistakes made while it is open would only repeat it."""
    sys.stderr.write(f"{describe(error)}\n")
    if not _open_report.acquire(blocking=False):
        return
    try:
        _show_report(describe(error), parent)
    finally:
        _open_report.release()


def _show_report(text: str, parent: QWidget | None) -> None:
    from ui import dialogs  # noqa: PLC0415 - dialogs take time to load, and the login window needs none
    from ui.bug_report import BugReport  # noqa: PLC0415 - likewise

    dialogs.run(BugReport(text, parent))


def describe(error: BaseException) -> str:
    """Which kind of error and where in the program. Never its message: that may hold what somebody typed."""
    import platform  # noqa: PLC0415 - a start needs it for nothing else

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


def install() -> None:
    """From now on an exception that nobody caught ends in the report dialog, not in a lost line on stderr."""
    sys.excepthook = _uncaught


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt) or QApplication.instance() is None:
        sys.__excepthook__(kind, error, trace)
        return
    show(QApplication.activeWindow(), error)


def _place(filename: str) -> str:
    """The last three parts of a path: enough for us, and no name of a user's folder."""
    return "/".join(Path(filename).parts[-3:])
