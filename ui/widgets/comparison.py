"""Comparing a fingerprint, group by group, before a key is given: by typing what is heard, or by reading aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QRadioButton, QStackedWidget, QWidget

from app.errors import Invalid
from ui.tokens import Space
from ui.widgets.fingerprint import groups_of
from ui.widgets.parts import column, label, restyle, row

if TYPE_CHECKING:
    from collections.abc import Sequence

PLACE_WIDTH, WAYS_HEIGHT = 88, 104  # pixels
READ_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})  # Crockford base32 has none of these three


class TypedGroups(QWidget):
    """One place for each group. Nothing is shown of what should stand there, so that typing is comparing."""

    def __init__(self, groups: Sequence[str]) -> None:
        super().__init__()
        self._groups = tuple(groups)
        self.places: list[QLineEdit] = []
        across = row(self, Space.SMALL)
        for at in range(len(self._groups)):
            place = QLineEdit(maxLength=64)
            place.setProperty("role", "fingerprint")
            place.setAccessibleName(f"Groep {at + 1} van {len(self._groups)}")
            place.setAlignment(Qt.AlignmentFlag.AlignCenter)
            place.setFixedWidth(PLACE_WIDTH)
            place.textEdited.connect(lambda text, at=at: self._on_edit(at, text))
            place.installEventFilter(self)
            self.places.append(place)
            across.addWidget(place)
        across.addStretch()

    @property
    def fingerprint(self) -> str:
        """What was typed."""
        return "-".join(place.text() for place in self.places)

    def first_fault(self) -> str:
        """Which group is not complete or not the same; empty when all are. Goes there."""
        for at, (place, group) in enumerate(zip(self.places, self._groups, strict=True)):
            self._mark(at)
            if place.text() == group:
                continue
            place.setFocus()
            return f"Groep {at + 1} is nog niet compleet." if len(place.text()) < len(group) else _different(at)
        return ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Backspace in an empty place goes back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            at = self.places.index(watched)
            if event.key() == Qt.Key.Key_Backspace and not watched.text() and at:
                self.places[at - 1].setFocus()
                return True
        return super().eventFilter(watched, event)

    def _on_edit(self, at: int, text: str) -> None:
        """Capitals, no separators, and what does not fit goes to the places after this one."""
        bare = "".join(sign for sign in text.upper().translate(READ_ALIKE) if sign.isalnum())
        for place, group in zip(self.places[at:], self._groups[at:], strict=True):
            place.setText(bare[: len(group)])
            bare = bare[len(group) :]
            self._mark(self.places.index(place))
            if not bare:
                if len(place.text()) == len(group) and place is not self.places[-1]:
                    self.places[self.places.index(place) + 1].setFocus()
                break

    def _mark(self, at: int) -> None:
        place, group = self.places[at], self._groups[at]
        wrong = len(place.text()) == len(group) and place.text() != group
        place.setProperty("problem", wrong)
        place.setAccessibleDescription(_different(at) if wrong else "")
        restyle(place)


class TickedGroups(QWidget):
    """Each group large, with a box: this user reads aloud, the other says whether it is the same."""

    def __init__(self, groups: Sequence[str]) -> None:
        super().__init__()
        self.boxes: list[QCheckBox] = []
        across = row(self, Space.MEDIUM)
        for at, group in enumerate(groups):
            each = column(space=Space.TIGHT)
            tile = label(group, "fingerprint")
            tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
            tile.ensurePolished()
            tile.setMinimumSize(tile.sizeHint())
            each.addWidget(tile)
            box = QCheckBox("gelijk")
            box.setAccessibleName(f"Groep {at + 1}, {' '.join(group)}, is gelijk")
            self.boxes.append(box)
            each.addWidget(box, alignment=Qt.AlignmentFlag.AlignHCenter)
            across.addLayout(each)
        across.addStretch()

    def first_fault(self) -> str:
        """Which group was not ticked; empty when all were. Goes there."""
        for at, box in enumerate(self.boxes):
            if not box.isChecked():
                box.setFocus()
                return f"Groep {at + 1} is nog niet vergeleken."
        return ""


class Comparison(QWidget):
    """Both ways, with `name`, whose keys have this fingerprint as far as is known here.

    `another_way` tells that what was said of the way before does not hold any more.
    """

    another_way = Signal()

    def __init__(self, name: str, fingerprint: str) -> None:
        super().__init__()
        self._known = fingerprint
        groups = groups_of(fingerprint)
        self.typed, self.ticked = TypedGroups(groups), TickedGroups(groups)
        self.by_typing = QRadioButton(f"{name} leest de eigen vingerafdruk voor, ik typ")
        self.by_ticking = QRadioButton(f"Ik lees voor, {name} zegt bij elke groep of die gelijk is")
        self._choice = QButtonGroup(self)
        self.ways = QStackedWidget()
        body = column(self, Space.LARGE)
        for each, way in ((self.by_typing, self.typed), (self.by_ticking, self.ticked)):
            self._choice.addButton(each)
            body.addWidget(each)
            self.ways.addWidget(way)
        body.addSpacing(Space.TIGHT)
        body.addWidget(self.ways)
        self.by_typing.setChecked(True)
        self.by_ticking.toggled.connect(self._show_way)
        self.ways.setMinimumHeight(WAYS_HEIGHT)

    def _show_way(self, ticking: bool) -> None:  # Qt's signal hands it over by position
        self.ways.setCurrentIndex(int(ticking))
        self.another_way.emit()

    @property
    def compared(self) -> str:
        """The fingerprint as it was compared; raises Invalid (field "groups") while it is not complete.

        One that was typed whole and differs is given too: the service refuses it and writes that down.
        """
        ticking = self.by_ticking.isChecked()
        fault = (self.ticked if ticking else self.typed).first_fault()
        read = self._known if ticking else self.typed.fingerprint
        if fault and (ticking or len(read) != len(self._known)):
            raise Invalid({"groups": fault})
        return read

    def focus_first(self) -> None:
        """Go to the first place."""
        self.typed.places[0].setFocus()

    def point_out(self) -> None:
        """Go to the group that differs."""
        self.typed.first_fault()


def _different(at: int) -> str:
    return f"Groep {at + 1} is anders dan hier bekend is."
