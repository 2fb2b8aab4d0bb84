"""Taking what was decrypted off the screen at once, also where a window itself can only go a moment later.

A question may be open when the vault locks, and the code that asked it is still waiting for the answer; its widgets
cannot be deleted under its feet. So they are emptied first and deleted when nobody waits any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTableWidget,
    QTextEdit,
    QTreeWidget,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


def close_questions(keep: Iterable[QWidget] = ()) -> None:
    """Answer every open dialog with no, the last one first, and close menus and lists that are open."""
    kept = set(keep)
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        if QApplication.activePopupWidget() is popup:
            break
    for window in reversed(QApplication.topLevelWidgets()):
        if isinstance(window, QDialog) and window not in kept:
            blank(window)
            QDialog.reject(window)  # not its own reject, which may ask something or stop something first
            window.hide()


def blank(window: QWidget) -> None:
    """Empty everything in a window that shows text, and tell nobody."""
    for widget in (window, *window.findChildren(QWidget)):
        with QSignalBlocker(widget):
            _empty(widget)
        widget.setToolTip("")
        widget.setAccessibleName("")
        widget.setAccessibleDescription("")


def _empty(widget: QWidget) -> None:
    if isinstance(widget, QLineEdit):
        widget.setText("")  # and with it what could be undone
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        widget.document().setUndoRedoEnabled(False)
        widget.clear()
    elif isinstance(widget, QComboBox):
        widget.clear()
    elif isinstance(widget, QTableWidget | QTreeWidget | QListWidget):
        widget.clear()  # these keep their model to themselves
    elif isinstance(widget, QAbstractItemView):
        widget.setModel(None)
    elif isinstance(widget, QLabel | QAbstractButton):
        widget.setText("")
    if widget.isWindow():
        widget.setWindowTitle("Bolwerk")
