"""Who is at a meeting, per cluster: as a tab of the meeting, and in meeting mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from app.errors import AppError
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.meetings.sitting import set_presence, sitting
from app.services.records import fixed_options
from models.casework.meeting_choices import Presence
from ui.tokens import Space, Tone
from ui.widgets.forms.choose import Choose
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.meetings.sitting import Attendant
    from app.vault.session import UnlockedVault
    from ui.widgets.page import PageContext

_OPTIONS = [(None, "niet genoteerd"), *((option.value, option.label) for option in fixed_options(Presence))]


class AttendanceView(QWidget):
    """Everybody who is expected, with a choice each; stored as soon as it is chosen. `changed` tells of that."""

    changed = Signal()

    def __init__(self, vault: UnlockedVault, *, large: bool = False) -> None:
        """`large` is for who reads it from the back of a room."""
        super().__init__()
        self._vault = vault
        self._roles = ("beamer", "beamer-caption") if large else ("", "muted")
        self._meeting: int | None = None
        self._may_edit = allowed(vault, Act.EDIT_MEETINGS, CASEWORK)
        self.choices: dict[int, Choose] = {}
        self.message = MessageBar()
        self._inside = QWidget()
        self._inside.setProperty("ground", "clear")
        self.area = QScrollArea()
        self.area.setAccessibleName("Aanwezigen")
        self.area.setWidgetResizable(True)
        layout = column(self, Space.MEDIUM)
        layout.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.MEDIUM)
        tools = row()
        self.told = label("", "muted", wrap=True)
        tools.addWidget(self.told, 1)
        self.everybody = button("Iedereen aanwezig", "check", act=self.all_present)
        self.everybody.setVisible(self._may_edit)
        tools.addWidget(self.everybody)
        layout.addLayout(tools)
        layout.addWidget(self.message)
        layout.addWidget(self.area, 1)

    def show_record(self, key: int) -> None:
        """The attendance of this meeting, as it is now."""
        self._meeting = key
        try:
            attendants = sitting(self._vault, key).attendants
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self._show(attendants)

    def all_present(self) -> None:
        """Everybody is there, until another choice is made."""
        self._store(dict.fromkeys(self.choices, Presence.PRESENT))

    def _show(self, attendants: Iterable[Attendant]) -> None:
        self.choices = {}
        inside = QWidget()
        inside.setProperty("ground", "clear")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, Space.SMALL, 0)
        grid.setHorizontalSpacing(Space.WIDE)
        grid.setVerticalSpacing(Space.SMALL)
        grid.setColumnStretch(1, 1)
        at, cluster = 0, None
        for each in attendants:
            if each.cluster is not cluster:
                cluster = each.cluster
                grid.addWidget(label(f"{cluster.label[:1].upper()}{cluster.label[1:]}", "label"), at, 0, 1, 3)
                at += 1
            grid.addWidget(label(each.name, self._roles[0]), at, 0)
            grid.addWidget(label(each.function or "", self._roles[1]), at, 1)
            grid.addWidget(self._choice(each), at, 2)
            at += 1
        grid.setRowStretch(at, 1)
        self.area.setWidget(inside)
        self._inside = inside
        self._tell()
        self.everybody.setEnabled(bool(self.choices))

    def _choice(self, each: Attendant) -> Choose:
        made = Choose(characters=14)
        made.fill(_OPTIONS if each.presence is None else _OPTIONS[1:], each.presence)
        made.setAccessibleName(f"Aanwezigheid van {each.name}")
        made.setEnabled(self._may_edit)
        made.activated.connect(lambda _at: self._store({each.member_id: made.value}))
        self.choices[each.member_id] = made
        return made

    def _store(self, presences: dict[int, Presence | None]) -> None:
        noted = {key: presence for key, presence in presences.items() if presence is not None}
        if self._meeting is None or not noted:
            return
        try:
            set_presence(self._vault, self._meeting, noted)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.show_record(self._meeting)
        self.changed.emit()

    def _tell(self) -> None:
        present = sum(choice.value is Presence.PRESENT for choice in self.choices.values())
        told = (
            f"{present} van {len(self.choices)} aanwezig." if self.choices else "Dit overleg heeft nog geen deelnemers."
        )
        self.told.setText(told)


class AttendanceSheet(AttendanceView):
    """The same as a tab of a meeting."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context.vault)
