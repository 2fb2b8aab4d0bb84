"""The line above the chapters: which document, how it stands, and the way to its control data and to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.formats import format_date
from models.choices import DocumentStatus
from ui.pages.evaluation.registers import STATUS
from ui.tokens import Space
from ui.widgets.forms.choose import Choose
from ui.widgets.parts import Pill, button, icon_button, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.evaluation.texts import EvaluationDraft
    from app.services.records import Option, Record


class DocumentHead(QWidget):
    """`chosen` gives the id of the document that the user chose."""

    chosen = Signal(int)
    control_asked = Signal()
    export_asked = Signal()
    final_asked = Signal()
    correction_asked = Signal()

    def __init__(self, *, may_edit: bool, may_export: bool) -> None:
        super().__init__()
        self._may_edit = may_edit
        self.choice = Choose(characters=10)
        self.choice.setAccessibleName("Evaluatie over het jaar")
        self.status = Pill()
        self.facts = label("", "muted")
        self.facts.setMinimumWidth(1)  # the first to give way in a small window
        what = "Documentgegevens" if may_edit else "Documentgegevens inzien"
        about = f"{what}: titel, auteur, datum, versie en rubricering"
        self.control = icon_button("file-chart-column", about, self.control_asked.emit)
        self.export = button("Exporteren…", "download", "primary", self.export_asked.emit)
        if not may_export:
            self.export.hide()
        self.final = button("Definitief maken…", "shield-check", act=self.final_asked.emit)
        self.correct = button("Correctie beginnen…", "pencil", act=self.correction_asked.emit)
        self.more = button("Meer", "chevron-down")
        self.menu = QMenu(self.more)
        self.menu.setAccessibleName("Meer met dit document")
        self.more.setMenu(self.menu)
        for each in (self.final, self.correct):
            each.hide()
        across = row(self, Space.MEDIUM)
        across.addWidget(self.choice)
        across.addWidget(self.status)
        across.addWidget(self.facts, 1)
        across.addWidget(self.control)
        for each in (self.final, self.correct, self.more, self.export):
            across.addWidget(each)
        self.choice.activated.connect(lambda _index: self.chosen.emit(self.choice.value))

    def show_document(self, offered: Sequence[Option], record: Record[EvaluationDraft]) -> None:
        """Show how the chosen document stands."""
        self.choice.fill([(option.value, f"Evaluatie {option.label}") for option in offered], record.id)
        draft = record.draft
        final = draft.status is DocumentStatus.FINAL
        self.final.setVisible(self._may_edit and not final)
        self.correct.setVisible(self._may_edit and final)
        if draft.status is not None:
            self.status.show_text(draft.status.label, STATUS[draft.status])
        parts = (
            f"versie {draft.edition}" if draft.edition else "",
            format_date(draft.dated, unknown=""),
            draft.author or "",
            draft.classification.label if draft.classification else "",
        )
        self.facts.setText(" · ".join(part for part in parts if part))
        self.facts.setToolTip(self.facts.text())
