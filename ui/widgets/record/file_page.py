"""A register whose records are files: the form, and in tabs beside it everything that hangs on the open record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from app.errors import AppError
from app.services.records import Query
from ui.tokens import Tone
from ui.widgets.record.description import Part
from ui.widgets.record.page import RecordPage
from ui.widgets.record.part_page import PartPage
from ui.widgets.record.tabs import PartTab

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from app.services.drafts import Draft
    from app.services.records import Records
    from ui.widgets.page import Page, PageContext, Spot, Unsaved
    from ui.widgets.record.description import PageDescription, Sheet, SheetView


ROOM_FOR_BOTH = 960  # pixels in which a list and a file with its tabs stand side by side


def record_page(description: PageDescription, context: PageContext, *, heading: bool = True) -> RecordPage:
    """The page of a register: with tabs for its parts where it has any."""
    return (FilePage if description.parts else RecordPage)(description, context, heading=heading)


class FilePage(RecordPage):
    """A register with parts. What the user does goes to the part in front, if there is one, and else to the form."""

    def __init__(self, description: PageDescription, context: PageContext, *, heading: bool = True) -> None:
        self._fields_of: dict[str, str] = {}  # kind of a part: the field that says on which record it hangs
        self._registers: dict[str, Records[Any, Any]] = {}
        self._sheets: set[str] = set()
        self._wanted = ""
        super().__init__(description, context, heading=heading)
        self.panel.opened.connect(lambda _open: self._share_room())

    @property
    def part(self) -> PartPage | None:
        """The part in front, when it is one with records."""
        front = self.panel.tabs.part if self.panel.is_open else None
        return front if isinstance(front, PartPage) else None

    def has_part(self, part: str) -> bool:
        """Whether records of this kind hang on the records of this page, or they have a tab of this name."""
        return part in self._registers or part in self._sheets

    def open_part(self, part: str) -> None:
        """The record that is opened next is one of this part."""
        self._wanted = part

    def open_record(self, key: int) -> None:
        """Show a record, or one of a part in the file that it hangs on, or a record with one of its tabs in front."""
        wanted, self._wanted = self._wanted, ""
        if wanted not in self._registers:
            super().open_record(key)
            if wanted in self._sheets and self.panel.record is not None and self.panel.record.id == key:
                self.panel.tabs.open(wanted)
        elif self.may_leave():
            self._open_in_file(wanted, key)

    def may_leave(self) -> bool:
        """Save, drop or keep what was typed, in a part or in the form."""
        return (self.part is None or self.part.may_leave()) and super().may_leave()

    def new(self) -> None:
        """Begin a new record: of the part in front, or of the register."""
        if self.part is None:
            super().new()
        else:
            self.part.new()

    def save(self) -> None:
        """Store what was typed."""
        if self.part is None:
            super().save()
        else:
            self.part.save()

    def escape(self) -> None:
        """Close what is open in the part in front, then the file."""
        if self.part is not None and self.part.panel.is_open:
            self.part.escape()
        else:
            super().escape()

    def spot(self) -> Spot:
        """The open record, or the one that is open in a part of it."""
        part = self.part
        if part is not None and part.panel.record is not None:
            return replace(part.spot(), part=part.records.kind)
        return super().spot()

    def focus_field(self, name: str) -> None:
        """In the form in front."""
        if self.part is None:
            super().focus_field(name)
        else:
            self.part.focus_field(name)

    def unsaved(self) -> Unsaved | None:
        """What was typed, in a part or in the form."""
        found = self.part.unsaved() if self.part is not None else None
        return found or super().unsaved()

    def put_back(self, draft: Draft) -> None:
        """In the form it was typed in."""
        kind = draft.input.kind
        if kind not in self._registers:
            super().put_back(draft)
            return
        parent = draft.input.now.get(self._fields_of[kind])
        if isinstance(parent, int) and (part := self._open_at(parent, kind)) is not None:
            part.put_back(draft)

    def undo(self) -> None:
        """Undo in the part in front, or here."""
        if self.part is None:
            super().undo()
        else:
            self.part.undo()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_room()

    def parts(self) -> tuple[PartTab, ...]:
        """The tabs for who may see them."""
        allowed = [each for each in self.description.parts if each.allowed(self.context.vault)]
        return tuple(self._records(each) if isinstance(each, Part) else self._sheet(each) for each in allowed)

    def _share_room(self) -> None:
        """In a narrow window an open file takes the place of the list; closing it brings the list back."""
        alone = self.panel.is_open and self.width() < ROOM_FOR_BOTH
        self.list.setHidden(alone)
        self.tools.setHidden(alone)

    def _records(self, part: Part) -> PartTab:
        register = part.description.register(self.context.vault)
        self._registers[register.kind] = register
        self._fields_of[register.kind] = part.parent
        return PartTab(
            register.kind,
            part.description.title,
            lambda: self._part_page(part),
            lambda page, key: cast("PartPage", page).show_parent(key),
            lambda key: len(register.ids(Query(where=((part.parent, key),)))),
        )

    def _part_page(self, part: Part) -> Page:
        made = PartPage(part, self.context)
        made.changed.connect(self.panel.tabs.tell_counts)
        return made

    def _sheet(self, sheet: Sheet) -> PartTab:
        self._sheets.add(sheet.key)
        return PartTab(
            sheet.key,
            sheet.title,
            lambda: cast("QWidget", sheet.make(self.context)),
            lambda view, key: cast("SheetView", view).show_record(key),
        )

    def _open_in_file(self, kind: str, key: int) -> None:
        try:
            parent = getattr(self._registers[kind].get(key).draft, self._fields_of[kind])
        except AppError as gone:
            self.message.say(str(gone), Tone.WARNING)
            return
        part = self._open_at(parent, kind)
        if part is not None:
            part.open_record(key)

    def _open_at(self, key: int, kind: str) -> PartPage | None:
        """Open a record of this register with one of its parts in front; None when the record is gone."""
        self.list.reveal(key)
        self.show_stored(key)
        if self.panel.record is None:
            return None
        self.panel.tabs.open(kind)
        return self.part
