"""A line for a password, which can be looked at for a moment."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from ui import icons
from ui.theme import Theme


class PasswordLine(QLineEdit):
    """Hides what is typed until the eye is pressed."""

    def __init__(self, name: str) -> None:
        super().__init__(maxLength=4096)
        self.setAccessibleName(name)
        self.eye = QAction("", self, checkable=True)
        self.eye.toggled.connect(self.show_text)
        self.addAction(self.eye, QLineEdit.ActionPosition.TrailingPosition)
        self.show_text(shown=False)

    def show_text(self, shown: bool) -> None:  # Qt's signal hands it over by position
        """Show or hide what is typed."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        icons.dress(self.eye, "eye-off" if shown else "eye", Theme.now().tokens, "muted")
        self.eye.setText("Wachtwoord verbergen" if shown else "Wachtwoord tonen")
