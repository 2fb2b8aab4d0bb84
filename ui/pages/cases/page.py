"""The page of the cases: a file that is read again when something in a part of it changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import AppError
from models.choices import CaseStatus
from ui.pages.cases.cases import CLOSE, REOPEN, RETURN
from ui.tokens import Tone
from ui.widgets.record.file_page import FilePage
from ui.widgets.record.part_page import PartPage

if TYPE_CHECKING:
    from ui.widgets.record.description import Part


class CasePage(FilePage):
    """A hand-over raises the level of its case, so the form behind the parts may be of yesterday."""

    def refresh(self) -> None:
        """As everywhere; what can be done may have changed with the case."""
        super().refresh()
        self._show_acts()

    def _show_acts(self) -> None:
        """Only what can be done with the case that is open: there are many acts, and a small window has one line."""
        record = self.panel.record
        closed = record is not None and record.draft.status is CaseStatus.CLOSED
        unfit = {CLOSE, RETURN} if closed else {REOPEN}
        for act, made in self._act_buttons:
            made.setVisible(not act.needs_record or (record is not None and act not in unfit))

    def _part_page(self, part: Part) -> PartPage:
        made = super()._part_page(part)
        assert isinstance(made, PartPage)  # noqa: S101
        made.changed.connect(self._read_again)
        return made

    def _read_again(self) -> None:
        record = self.panel.record
        if record is None or self.panel.dirty:
            return
        try:
            newest = self.records.get(record.id)
        except AppError as error:
            self.message.say(str(error), Tone.WARNING)
            return
        if newest.version != record.version:
            self.panel.show_record(newest)
            self._show_acts()
