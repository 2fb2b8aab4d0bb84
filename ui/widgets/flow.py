"""A layout of lines, as words in a paragraph: what does not fit goes on to the next line."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from ui.tokens import Space


class Flow(QLayout):
    """Left to right, and on to the next line. Its widget takes the height that this needs."""

    def __init__(self, parent: QWidget, between: int = Space.SMALL) -> None:
        super().__init__(parent)
        self._between = between
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        parent.setSizePolicy(policy)
        self.setContentsMargins(0, 0, 0, 0)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """One more at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, at: int) -> QLayoutItem | None:  # noqa: N802
        """One of them, or None where the walk ends."""
        return self._items[at] if 0 <= at < len(self._items) else None

    def takeAt(self, at: int) -> QLayoutItem | None:  # noqa: N802
        """Take one out, or None where there is none."""
        return self._items.pop(at) if 0 <= at < len(self._items) else None

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """A narrower place needs more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """What the lines take at this width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:  # noqa: N802
        """Put each in its place."""
        super().setGeometry(area)
        self._arrange(area, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        """All on one line."""
        width = sum(item.sizeHint().width() + self._between for item in self._items)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:  # noqa: N802
        """The widest of them."""
        widest = max((item.sizeHint().width() for item in self._items), default=0)
        return QSize(widest, max((item.sizeHint().height() for item in self._items), default=0))

    def _arrange(self, area: QRect, *, move: bool) -> int:
        """Give each its place; the height that they take together."""
        left, top, tallest = area.x(), area.y(), 0
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            size = item.sizeHint()
            if left > area.x() and left + size.width() > area.x() + area.width():
                left, top, tallest = area.x(), top + tallest + self._between, 0
            if move:
                item.setGeometry(QRect(left, top, size.width(), size.height()))
            left += size.width() + self._between
            tallest = max(tallest, size.height())
        return top + tallest - area.y()
