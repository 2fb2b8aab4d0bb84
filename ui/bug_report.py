"""The one dialog for what should not happen."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from ui.tokens import Space
from ui.widgets.parts import button, column, label, row


class BugReport(QDialog):
    """Shows a text that can be copied and holds no content; `ui.errors.describe` makes it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Er ging iets mis in het programma")
        self.resize(640, 420)
        self.text = QPlainTextEdit(text, readOnly=True)
        self.text.setAccessibleName("Foutrapport")
        close = button("Sluiten", act=self.accept)
        close.setDefault(True)
        buttons = row()
        buttons.addWidget(button("Rapport kopiëren", "copy", act=self.copy))
        buttons.addStretch()
        buttons.addWidget(close)
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(label("Er ging iets mis in het programma", "section"))
        layout.addWidget(
            label(
                "Dit is een fout in Bolwerk, niet van u. Wat al was opgeslagen, is bewaard. Geef het rapport hieronder "
                "aan uw functioneel beheerder. Er staat alleen in wáár de fout optrad; geen namen, zaken of bedragen.",
                wrap=True,
            )
        )
        layout.addWidget(self.text)
        layout.addLayout(buttons)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
