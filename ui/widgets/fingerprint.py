"""A fingerprint that people compare: large, in groups, to be read aloud."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.tokens import Space
from ui.widgets.parts import label, row


class FingerprintView(QWidget):
    """The groups side by side; `small` where it stands among other facts."""

    def __init__(self, fingerprint: str = "", *, small: bool = False) -> None:
        super().__init__()
        self._role = "fingerprint-small" if small else "fingerprint"
        self._across = row(self, Space.SMALL)
        self.fingerprint = ""
        self.show_fingerprint(fingerprint)

    def show_fingerprint(self, fingerprint: str) -> None:
        """Show another."""
        self.fingerprint = fingerprint
        while (item := self._across.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for group in groups_of(fingerprint):
            tile = label(group, self._role)
            tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
            tile.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._across.addWidget(tile)
        self._across.addStretch()
        self.setAccessibleName(f"Vingerafdruk: {' '.join(groups_of(fingerprint))}")


def groups_of(fingerprint: str) -> tuple[str, ...]:
    """The groups of a fingerprint."""
    return tuple(group for group in fingerprint.split("-") if group)
