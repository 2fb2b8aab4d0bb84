"""What can be done with a whole document: make it final, correct it, compare it, go on to the next year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.errors import AppError
from app.services.evaluation.next_year import start_next_year
from app.services.evaluation.origins import origins_of_year
from app.services.publishing.freezing import start_correction
from app.services.publishing.versions import final_version, frozen_origins
from models.choices import DocumentStatus
from ui import dialogs
from ui.pages.evaluation.final import FinalDialog
from ui.pages.evaluation.last_year import LastYearDialog, chapter_of_last_year
from ui.pages.evaluation.origins import OriginsDialog
from ui.pages.evaluation.small import SmallDialog
from ui.tokens import Tone

if TYPE_CHECKING:
    from app.services.evaluation.texts import EvaluationDraft
    from app.services.records import Record
    from ui.pages.evaluation.document import DocumentPage
    from ui.widgets.page import PageContext


class DocumentActs(QObject):
    """The acts behind the buttons and the menu above the chapters; each waits until what was typed is dealt with."""

    def __init__(self, context: PageContext, page: DocumentPage) -> None:
        super().__init__(page)
        self._vault, self._tasks, self._page = context.vault, context.tasks, page
        head = page.head
        head.final_asked.connect(self.make_final)
        head.correction_asked.connect(self.correct)
        for text, act in (
            ("Vergelijken met vorig jaar…", self.compare),
            ("Herkomst van de cijfers…", self.show_origins),
            ("Kleine aantallen…", self.choose_small),
        ):
            head.menu.addAction(text, act)
        if page.may_edit:
            head.menu.addSeparator()
            head.menu.addAction("Nieuw jaar beginnen…", self.begin_next_year)

    def make_final(self) -> None:
        """Freeze the document, when a second reader approved it."""
        record = self._ready()
        if record is None:
            return
        dialog = FinalDialog(self._vault, self._tasks, record.id, self._page)
        if dialogs.run(dialog) and dialog.made is not None:
            self._page.refresh()
            self._page.say("Het document is definitief en vastgelegd. U vindt het bij Versies.")

    def correct(self) -> None:
        """Open a final document for a next version."""
        record = self._ready()
        if record is None or not dialogs.confirm(
            self._page,
            "Correctie beginnen?",
            "De vastgelegde versie blijft zoals ze is. Het document wordt weer een concept met de cijfers van nu; als "
            "het opnieuw definitief wordt, is dat een nieuwe versie.",
            "Correctie beginnen",
        ):
            return
        try:
            label = start_correction(self._vault, record.id)
        except AppError as error:
            self._page.say(str(error), Tone.WARNING)
            return
        self._page.refresh()
        self._page.say(f"U werkt nu aan versie {label}.")

    def begin_next_year(self) -> None:
        """Make the draft of the next year from this one."""
        record = self._ready()
        if record is None or record.draft.year is None:
            return
        year = record.draft.year + 1
        if not dialogs.confirm(
            self._page,
            f"Evaluatie over {year} beginnen?",
            f"Hoofdstukken, kaders en overzichtsregels van {record.draft.year} komen mee als concept. Cijfers en "
            f"tabellen worden die van {year}; feiten uit de tekst staan op onbekend.",
            "Beginnen",
        ):
            return
        try:
            made = start_next_year(self._vault, record.id)
        except AppError as error:
            self._page.say(str(error), Tone.WARNING)
            return
        self._page.open_record(made)
        self._page.say(f"De evaluatie over {year} is begonnen.")

    def compare(self) -> None:
        """The open chapter beside the one of last year, as it stands on screen."""
        record, page = self._page.document, self._page
        if record is None or record.draft.year is None or page.editor.record is None:
            return
        now = page.editor.draft()
        then = chapter_of_last_year(self._vault, record.draft.year, now)
        if then is None:
            page.say(f"In de evaluatie over {record.draft.year - 1} staat dit hoofdstuk niet.", Tone.NEUTRAL)
            return
        dialogs.run(LastYearDialog(record.draft.year, now, then, page))

    def show_origins(self) -> None:
        """Where the figures come from; those of a final document as they were then."""
        record = self._page.document
        if record is None or record.draft.year is None:
            return
        year = record.draft.year
        final = final_version(self._vault, year)
        origins = origins_of_year(self._vault, year) if final is None else frozen_origins(self._vault, final.id)
        dialogs.run(OriginsDialog(f"Evaluatie {year}", origins, self._page))

    def choose_small(self) -> None:
        """What the public edition does with small counts."""
        record = self._ready()
        if record is None:
            return
        open_now = self._page.may_edit and record.draft.status is not DocumentStatus.FINAL
        dialog = SmallDialog(self._vault, record.id, may_edit=open_now, parent=self._page)
        if dialogs.run(dialog):
            self._page.refresh()
            self._page.say("De keuzes voor kleine aantallen zijn opgeslagen.")

    def _ready(self) -> Record[EvaluationDraft] | None:
        return self._page.document if self._page.desk.may_leave() else None
