"""A register inside a record: the list of what hangs on it, and one of them in the list's place when it is opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.tokens import Space
from ui.widgets.parts import column, row
from ui.widgets.record.page import RecordPage

if TYPE_CHECKING:
    from ui.widgets.page import PageContext, Unsaved
    from ui.widgets.record.description import Part


class PartPage(RecordPage):
    """The records of a part for one record. `changed` tells that there may be more or fewer of them."""

    changed = Signal()

    def __init__(self, part: Part, context: PageContext) -> None:
        self._part = part
        self._parent: int | None = None
        super().__init__(part.within(), context, heading=False)
        self.panel.opened.connect(self._listing.setHidden)

    def show_parent(self, key: int) -> None:
        """The records that hang on this one."""
        if key != self._parent:
            self._show_nothing()
            self.message.hide()
            self._parent = key
            self.list.only = ((self._part.parent, key),)
        self.refresh()

    def begin(self) -> None:
        """A new record on the record that is open."""
        self.list.show_current(None)
        self.panel.show_new(replace(self.records.blank(), **{self._part.parent: self._parent}))
        self._show_acts()

    def unsaved(self) -> Unsaved | None:
        """What was typed, with the record it hangs on: the form does not show that."""
        found = super().unsaved()
        if found is None:
            return None
        now: dict[str, Any] = {**found.input.now, self._part.parent: self._parent}
        return replace(found, input=replace(found.input, part=self.records.kind, now=now))

    def remove(self) -> None:
        """As everywhere; the file has one less."""
        super().remove()
        self.changed.emit()

    def _store(self) -> bool:
        stored = super()._store()
        if stored:
            self._show_nothing()  # back to the list, for the next one
            self.changed.emit()
        return stored

    def _undo_removal(self, draft: Any) -> None:  # noqa: ANN401  # the draft of any register
        super()._undo_removal(draft)
        self.changed.emit()

    def listen(self) -> None:
        """The page around this one hears the key, and passes it on."""

    def _show_acts(self) -> None:
        """With the list what needs no record, with a record what is done to it."""
        opened = self.panel.record is not None
        for act, made in self._act_buttons:
            made.setVisible(act.needs_record == opened)

    def _lay_out(self) -> None:
        layout = column(self, 0)
        tools = column(space=Space.SMALL)
        tools.setContentsMargins(Space.WIDE, Space.MEDIUM, Space.WIDE, Space.SMALL)
        tools.addWidget(self.message)
        across = row(space=Space.SMALL)
        acts = column()
        self._lay_out_acts(acts)
        across.addLayout(acts, 1)
        if self.may_edit:
            self._begin_button = self._new_button()
            across.addWidget(self._begin_button)
            self.panel.opened.connect(self._begin_button.setHidden)
        tools.addLayout(across)
        layout.addLayout(tools)
        self._listing = QWidget()
        inside = column(self._listing, 0)
        inside.setContentsMargins(Space.WIDE, 0, Space.WIDE, Space.MEDIUM)
        inside.addWidget(self.list)
        layout.addWidget(self._listing, 1)
        layout.addWidget(self.panel, 1)
