"""The page in which meetings are held: tabs as elsewhere, and what was typed in meeting mode survives a lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.errors import AppError
from app.services.drafts import Drafts, Input
from app.services.meetings.agenda import AgendaItems
from app.services.meetings.sitting import item_view
from ui import dialogs
from ui.pages.meetings.mode import MeetingMode
from ui.widgets.page import Page, PageContext, Spot, Unsaved
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.drafts import Draft

KIND = "sitting"


class MeetingRoom(TabbedPage):
    """Tabs around meeting mode. `mode` is the one that is open, None while none is."""

    def __init__(
        self, context: PageContext, title: str, intro: str, tabs: Sequence[tuple[str, str, Callable[[], Page]]]
    ) -> None:
        super().__init__(title, intro, tabs)
        self._context = context
        self.mode: MeetingMode | None = None
        self._returning = False
        self._waiting: Draft | None = None

    def hold(self, meeting_id: int, item_id: int | None = None) -> None:
        """Meeting mode for this meeting, after a lock at the item where it was, with what was typed there."""
        if self.mode is not None:
            return
        try:
            mode = MeetingMode(self._context, meeting_id, self)
        except AppError as error:
            dialogs.warn(self, "De vergadermodus kan niet worden geopend", str(error))
            return
        self.mode = mode
        if item_id is not None:
            self._go_back(mode, item_id)
        dialogs.run(mode)
        self.mode = None
        if mode.ended:  # and not put away because the vault locked
            self.refresh()
        mode.deleteLater()

    def spot(self) -> Spot:
        """The item of the meeting that is held, or as elsewhere."""
        mode = self.mode
        return super().spot() if mode is None or mode.view is None else Spot(KIND, mode.view.id)

    def open_part(self, part: str) -> None:
        """As elsewhere; after a lock, meeting mode."""
        self._returning = part == KIND
        if not self._returning:
            super().open_part(part)

    def open_record(self, key: int) -> None:
        """As elsewhere; after a lock, the item that was in front."""
        if self._returning:
            self._returning = False
            QTimer.singleShot(0, self, lambda: self._return_to(key))
        else:
            super().open_record(key)

    def unsaved(self) -> Unsaved | None:
        """What was typed in meeting mode, or in the tab in front."""
        mode = self.mode
        if mode is None or mode.view is None or not mode.dirty:
            return super().unsaved()
        drafts = Drafts(AgendaItems(self._context.vault))
        drafts.kind = KIND
        form, view = mode.decision.form, mode.view
        return Unsaved(drafts, Input(KIND, view.id, view.version, view.title, form.was, form.typed()))

    def put_back(self, draft: Draft) -> None:
        """In meeting mode, which opens at that item."""
        record = draft.input.record
        if draft.input.kind != KIND or record is None:
            super().put_back(draft)
            return
        item_view(self._context.vault, record)  # AppError when it is gone, before a window opens
        self._waiting = draft
        QTimer.singleShot(0, self, lambda: self._return_to(record))

    def _return_to(self, item_id: int) -> None:
        """Open meeting mode at an item, once; nothing when the item went meanwhile."""
        try:
            meeting = AgendaItems(self._context.vault).get(item_id).draft.meeting_id
        except AppError:
            return
        if meeting is not None:
            self.hold(meeting, item_id)

    def _go_back(self, mode: MeetingMode, item_id: int) -> None:
        places = [place for place, head in enumerate(mode.sitting.items, start=1) if head.id == item_id]
        waiting, self._waiting = self._waiting, None
        if places:
            mode.go(places[0])
            if waiting is not None and waiting.input.record == item_id:
                mode.decision.form.type_again(waiting.input.now)
