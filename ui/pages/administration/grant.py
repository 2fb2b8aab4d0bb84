"""Giving somebody the key of a compartment: first the fingerprint is compared, group by group, in person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QRadioButton, QStackedWidget, QWidget

from app.errors import Invalid
from app.services.keys import accounts
from ui.pages.administration.words import label_of
from ui.tokens import Space
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.fingerprint import groups_of
from ui.widgets.parts import column, label, restyle, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.services.keys.accounts import AccountRow
    from ui.tasks import Progress
    from ui.widgets.page import PageContext

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


class GrantDialog(ActDialog):
    """Two ways of comparing. `made` is the account as it is after the grant."""

    doing = "Sleutel verzegelen"

    def __init__(
        self, context: PageContext, account: AccountRow, compartment: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            f"{account.name} toegang geven tot {label_of(compartment)}",
            f"Vergelijk de vingerafdruk met het scherm van {account.name} zelf: Beheer, tabblad Mijn account. Doe "
            "dit naast elkaar of aan de telefoon met een stem die u kent, nooit per e-mail.",
            "Toegang geven",
            icon="key-round",
            tasks=context.tasks,
            parent=parent,
        )
        self._context, self._account, self._compartment = context, account, compartment
        groups = groups_of(account.fingerprint)
        self.typed, self.ticked = TypedGroups(groups), TickedGroups(groups)
        self.by_typing = QRadioButton(f"{account.name} leest de eigen vingerafdruk voor, ik typ")
        self.by_ticking = QRadioButton(f"Ik lees voor, {account.name} zegt bij elke groep of die gelijk is")
        self._choice = QButtonGroup(self)
        self.ways = QStackedWidget()
        for each, way in ((self.by_typing, self.typed), (self.by_ticking, self.ticked)):
            self._choice.addButton(each)
            self.body.addWidget(each)
            self.ways.addWidget(way)
        self.body.addSpacing(Space.TIGHT)
        self.body.addWidget(self.ways)
        self.by_typing.setChecked(True)
        self.by_ticking.toggled.connect(self._show_way)
        self.content.setMinimumWidth(640)
        self.ways.setMinimumHeight(WAYS_HEIGHT)
        self.typed.places[0].setFocus()

    def _show_way(self, ticking: bool) -> None:  # Qt's signal hands it over by position
        self.ways.setCurrentIndex(int(ticking))
        self.message.hide()

    def prepare(self) -> Callable[[Progress], AccountRow]:
        """Every group compared, or Invalid; a difference is told to the service too, which writes it down."""
        ticking = self.by_ticking.isChecked()
        fault = (self.ticked if ticking else self.typed).first_fault()
        fingerprint = self._account.fingerprint if ticking else self.typed.fingerprint
        complete = len(fingerprint) == len(self._account.fingerprint)
        if fault and (ticking or not complete):
            raise Invalid({"groups": fault})
        vault, login, compartment = self._context.vault, self._account.login, self._compartment
        return lambda _progress: accounts.grant(vault, login=login, compartment=compartment, fingerprint=fingerprint)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Above the groups; goes to the group that differs."""
        if "fingerprint" in fields:
            self.typed.first_fault()
        return super().show_problems(fields)


def _different(at: int) -> str:
    return f"Groep {at + 1} is anders dan die van dit account."
