"""Every question that stops the user goes through here, so that a test can answer it."""

from __future__ import annotations

from enum import Enum, auto
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from ui import icons
from ui.help import offer_help
from ui.plain import plain
from ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget


class Answer(Enum):
    """What to do with input that was not saved."""

    SAVE = auto()
    DISCARD = auto()
    STAY = auto()


def tell(parent: QWidget | None, title: str, text: str) -> None:
    """Something the user must have read before going on."""
    box = _box(parent, "info", title, text)
    box.addButton("Sluiten", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def warn(parent: QWidget | None, title: str, text: str) -> None:
    """Something went wrong; the text says what that means for the user's work."""
    box = _box(parent, "triangle-alert", title, text)
    box.addButton("Sluiten", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def confirm(parent: QWidget | None, title: str, text: str, act: str) -> bool:
    """Whether to go on; `act` is the word on the button that does it."""
    box = _box(parent, "circle-question-mark", title, text)
    yes = box.addButton(act, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton("Annuleren", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.exec()
    return box.clickedButton() is yes


def ask_unsaved(parent: QWidget | None, what: str) -> Answer:
    """What to do with unsaved input; `what` completes the sentence "U hebt … maar nog niet opgeslagen"."""
    box = _box(parent, "circle-question-mark", "Wijzigingen opslaan?", f"U hebt {what}, maar nog niet opgeslagen.")
    save = box.addButton("Opslaan", QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton("Niet opslaan", QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton("Annuleren", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(stay)
    box.exec()
    clicked = box.clickedButton()
    if clicked is save:
        return Answer.SAVE
    return Answer.DISCARD if clicked is discard else Answer.STAY


def run(dialog: QDialog) -> bool:
    """Show a dialog of our own until it is closed; whether it was accepted. F1 works in it as in the window."""
    offer_help(dialog)
    return dialog.exec() == QDialog.DialogCode.Accepted


def choose_folder(parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
    """An existing folder, or None."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start or Path.home()))
    return _chosen(chosen)


def choose_file(parent: QWidget | None, title: str, kinds: str = "") -> Path | None:
    """An existing file, or None."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), kinds)
    return _chosen(chosen)


def choose_target(parent: QWidget | None, title: str, name: str, kinds: str = "") -> Path | None:
    """Where to write a file, or None; `name` is proposed."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path.home() / name), kinds)
    return _chosen(chosen)


def choose_printer(parent: QWidget | None) -> QPrinter | None:
    """A printer with its settings, or None."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - asks the system for its printers

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def _box(parent: QWidget | None, icon: str, title: str, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIconPixmap(icons.pixmap(icon, Theme.now().tokens.accent, 32, box.devicePixelRatioF()))
    box.setWindowTitle(title)
    box.setText(f"<b>{escape(title)}</b>")
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.setInformativeText(plain(text))
    return box


def _chosen(path: str) -> Path | None:
    """Qt writes visited folders to a settings file of its own; those are nobody's business, so they go."""
    QSettings(QSettings.Scope.UserScope, "QtProject").remove("FileDialog")
    return Path(path) if path else None
