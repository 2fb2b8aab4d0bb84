"""The terms above the form of a screening, as they are while its dates are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.bibob.terms import timeline_of_draft
from ui.widgets import terms_strip

if TYPE_CHECKING:
    from ui.widgets.page import PageContext


class TermsStrip(terms_strip.TermsStrip):
    """With the questions of the stored screening, if any."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, timeline_of_draft)
