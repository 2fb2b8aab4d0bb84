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

    def hold(self, meeting_id: int, draft: Draft | None = None) -> None:
        """Meeting mode for this meeting; with input that was kept, at its item."""
        if self.mode is not None:
            return
        try:
            mode = MeetingMode(self._context, meeting_id, self)
        except AppError as error:
            dialogs.warn(self, "De vergadermodus kan niet worden geopend", str(error))
            return
        self.mode = mode
        if draft is not None:
            self._type_again(mode, draft)
        dialogs.run(mode)
        self.mode = None
        if mode.ended:  # and not put away because the vault locked
            self.refresh()
        mode.deleteLater()

    def spot(self) -> Spot:
        """The item of the meeting that is held, or as elsewhere."""
        mode = self.mode
        if mode is None or mode.view is None:
            return super().spot()
        return Spot(super().spot().part, mode.view.id)

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
        """In meeting mode, which opens again at that item."""
        if draft.input.kind != KIND:
            super().put_back(draft)
            return
        record = draft.input.record
        if record is None:
            return
        item_view(self._context.vault, record)  # AppError when it is gone, before a window opens
        meeting = AgendaItems(self._context.vault).get(record).draft.meeting_id
        if meeting is not None:
            QTimer.singleShot(0, self, lambda: self.hold(meeting, draft))

    def _type_again(self, mode: MeetingMode, draft: Draft) -> None:
        places = [place for place, head in enumerate(mode.sitting.items, start=1) if head.id == draft.input.record]
        if places:
            mode.go(places[0])
            mode.decision.form.type_again(draft.input.now)
