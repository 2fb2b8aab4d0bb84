"""The pages of the window, one in front; where the window is smaller than that page needs, it can be scrolled."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget

ROOM = QSize(864, 640)  # pixels in which every page can be worked with: a window of 1080 × 680


class PageStack(QStackedWidget):
    """Needs as much room as the page in front, whatever the ones behind it need."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "window")
        self.currentChanged.connect(lambda _at: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """That of the page in front; what a page asks above `ROOM` it does well without."""
        page = self.currentWidget()
        return page.minimumSizeHint().boundedTo(ROOM) if page is not None else QSize(0, 0)


def scrolling(stack: PageStack) -> QScrollArea:
    """The stack in a view of its own, which never takes the cursor: the page in it does."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(stack)
    return made
