"""The terms of a measure above its form, and those of a closure under the APV in a tab of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.measures.terms import apv_timeline, measure_timeline_of_draft
from ui.pages.measures.reading import ReadingSheet
from ui.widgets.terms import show_terms
from ui.widgets.terms_strip import TermsStrip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from ui.widgets.page import PageContext


class ApvTermsSheet(ReadingSheet):
    """Each last day of a closure under the APV with its articles, and what happened."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("Termijnen van de sluiting")
        self._vault = context.vault

    def fill(self, body: QVBoxLayout, key: int) -> None:
        """As things are now."""
        show_terms(body, apv_timeline(self._vault, key))


class MeasureTermsStrip(TermsStrip):
    """The terms above the form, as they are while its dates are typed."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, measure_timeline_of_draft)
