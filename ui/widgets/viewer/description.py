"""Saying what an attachment is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.services.attachments.store import AttachmentFacts, Attachments
    from ui.tasks import Progress


@dataclass(frozen=True, slots=True)
class DescriptionInput:
    """What the form asks."""

    description: str | None = None


class DescribeDialog(ActDialog):
    """One text."""

    def __init__(self, attachments: Attachments, facts: AttachmentFacts, parent: QWidget | None = None) -> None:
        super().__init__("Bijlage omschrijven", f"Wat is te zien in ‘{facts.name}’?", "Vastleggen", parent=parent)
        self._attachments, self._facts = attachments, facts
        field = Field("description", "Omschrijving", Kind.MULTILINE, rows=4)
        self.form = Form((FieldGroup("", (field,)),), margin=0)
        self.form.show_draft(DescriptionInput(facts.description))
        self.form.setMinimumHeight(180)
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], Any]:
        """Store it over the version that was on screen."""
        entered: DescriptionInput = self.form.draft()
        return lambda _progress: self._attachments.describe(
            self._facts.id, entered.description or "", self._facts.version
        )
