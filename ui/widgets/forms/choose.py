"""A choice list that keeps Python values: Qt would turn a member of a value list into bare text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionComboBox, QStylePainter

from ui.tokens import Space

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QWheelEvent


class Choose(QComboBox):
    """A combo box that gathers its offer when it is about to be used, and that the mouse wheel leaves alone."""

    opening = Signal()

    def __init__(self, *, characters: int = 8, editable: bool = False) -> None:
        super().__init__()
        self.setEditable(editable)
        self._values: list[Any] = []
        self.setItemDelegate(QStyledItemDelegate(self))  # the one that goes by the style sheet
        self.setMaxVisibleItems(16)
        self.setMinimumContentsLength(characters)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    @property
    def value(self) -> Any:  # noqa: ANN401  # whatever was offered
        """What is chosen; None when nothing is."""
        at = self.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def fill(self, offered: Sequence[tuple[Any, str]], value: Any) -> None:  # noqa: ANN401
        """Offer these values with their texts, and choose one of them; nobody is told."""
        texts = [text for _, text in offered]
        values = [each for each, _ in offered]
        with QSignalBlocker(self):
            if values != self._values or texts != [self.itemText(at) for at in range(self.count())]:
                self._values = values
                self.clear()
                self.addItems(texts)
            self.setCurrentIndex(values.index(value))

    def choose(self, value: Any) -> None:  # noqa: ANN401
        """Choose as the user would."""
        self.setCurrentIndex(self._values.index(value))
        self.activated.emit(self.currentIndex())

    def choose_if(self, wanted: Callable[[Any], bool]) -> None:
        """Choose the first value that is wanted, when there is one."""
        at = next((place for place, value in enumerate(self._values) if wanted(value)), None)
        if at is not None:
            self.setCurrentIndex(at)

    def showPopup(self) -> None:  # noqa: N802
        """Gather first."""
        self.opening.emit()
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The arrow keys choose without opening the list, so gather here too."""
        self.opening.emit()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Delete makes a value unknown again, where unknown is offered."""
        if event.key() == Qt.Key.Key_Delete and not self.isEditable() and None in self._values:
            self.choose(None)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """As Qt does it, but a text that does not fit ends in an ellipsis."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        area = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, area.width() - Space.TIGHT
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        if not self.isEditable():
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scrolling a form must not change what is in it."""
        event.ignore()
