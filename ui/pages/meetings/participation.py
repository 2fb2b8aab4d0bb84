"""Who takes part in one item: admitted under privacytoets 2A, or recused and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QScrollArea, QWidget

from app.services.meetings.participation import participation, set_participation
from models.casework.meeting_choices import Audience, ItemPart
from ui.tokens import Space
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.choose import Choose
from ui.widgets.parts import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.meetings.participation import Participation
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress

_OPTIONS = [(None, "neemt deel"), (ItemPart.RECUSED, ItemPart.RECUSED.label)]


class _Line:
    """The inputs for one member."""

    def __init__(self, each: Participation) -> None:
        self.member = each.member_id
        self.admitted = QCheckBox(each.name)
        self.admitted.setChecked(each.part is ItemPart.ADMITTED)
        self.recusal = Choose(characters=12)
        self.recusal.fill(_OPTIONS, each.part if each.part is ItemPart.RECUSED else None)
        self.recusal.setAccessibleName(f"Verschoning van {each.name}")
        self.reason = QLineEdit(each.reason or "", placeholderText="Waarom", maxLength=400)
        self.reason.setAccessibleName(f"Waarom {each.name} zich verschoont")
        self.recusal.activated.connect(lambda _at: self.show_state())

    def show_state(self) -> None:
        """A reason belongs to a recusal; who is recused is not admitted."""
        recused = self.recusal.value is ItemPart.RECUSED
        self.reason.setEnabled(recused)
        self.admitted.setEnabled(not recused)

    @property
    def part(self) -> tuple[ItemPart, str | None] | None:
        """What the user chose; None is nothing out of the ordinary."""
        if self.recusal.value is ItemPart.RECUSED:
            return ItemPart.RECUSED, self.reason.text().strip() or None
        return (ItemPart.ADMITTED, None) if self.admitted.isChecked() else None


class ParticipationDialog(ActDialog):
    """A line per member, under the choice whether the item is for everybody."""

    def __init__(self, vault: UnlockedVault, item_id: int, title: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "Deelname aan dit punt",
            f"{title}. Wie niet is toegelaten, krijgt dit punt niet te zien en verlaat de vergadering zolang.",
            "Vastleggen",
            icon="users",
            parent=parent,
        )
        self._vault, self._item = vault, item_id
        members = participation(vault, item_id)
        listed = any(each.part is ItemPart.ADMITTED for each in members)
        self.limited = QCheckBox("Alleen voor wie is toegelaten (privacytoets 2A)")
        self.limited.setChecked(listed)
        self.limited.toggled.connect(lambda _on: self._show_state())
        self.lines = {each.name: _Line(each) for each in members}
        self.body.addWidget(self.limited)
        self.body.addWidget(self._list(members))
        self._show_state()

    def prepare(self) -> Callable[[Progress], Any]:
        """Store what stands there."""
        audience = Audience.LISTED if self.limited.isChecked() else Audience.EVERYONE
        parts = {each.member: each.part for each in self.lines.values() if each.part is not None}
        return lambda _progress: set_participation(self._vault, self._item, audience, parts) or True

    def _show_state(self) -> None:
        for each in self.lines.values():
            each.show_state()
            if not self.limited.isChecked():
                each.admitted.setEnabled(False)

    def _list(self, members: tuple[Participation, ...]) -> QWidget:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, Space.SMALL, 0)
        grid.setHorizontalSpacing(Space.MEDIUM)
        grid.setVerticalSpacing(Space.SMALL)
        grid.setColumnStretch(2, 1)
        at, cluster = 0, ""
        for each in members:
            if each.cluster != cluster:
                cluster = each.cluster
                grid.addWidget(label(f"{cluster[:1].upper()}{cluster[1:]}", "label"), at, 0, 1, 3)
                at += 1
            line = self.lines[each.name]
            for place, widget in enumerate((line.admitted, line.recusal, line.reason)):
                grid.addWidget(widget, at, place)
            at += 1
        if not members:
            grid.addWidget(label("Dit overleg heeft nog geen deelnemers.", "muted"), 0, 0)
        grid.setRowStretch(at + 1, 1)
        area = QScrollArea()
        area.setAccessibleName("Deelnemers")
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setMinimumHeight(280)
        area.setMinimumWidth(640)
        return area
