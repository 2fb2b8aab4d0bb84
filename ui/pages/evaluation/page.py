"""The page Evaluatie: the document itself, and the registers behind it as tabs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.pages.evaluation import registers
from ui.pages.evaluation.document import DocumentPage
from ui.pages.evaluation.export_log import ExportLogPage
from ui.pages.evaluation.house_style import HouseStylePage
from ui.pages.evaluation.versions import VersionsPage
from ui.widgets.record.page import RecordPage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from ui.widgets.page import Page, PageContext
    from ui.widgets.record.description import PageDescription

DOCUMENT, CONTROL = "document", "evaluation"
VERSIONS, HOUSE_STYLE, EXPORTS = "document_version", "house_style", "export"


class EvaluationPage(TabbedPage):
    """The evaluation. Its parts are "document", the kinds of the registers, and three without a form."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            "Evaluatie",
            "Het jaarlijkse verslag: teksten van u, cijfers en tabellen uit de kluis.",
            (
                (DOCUMENT, "Document", lambda: DocumentPage(context, self.show_control)),
                *(
                    (each.register(context.vault).kind, each.title, partial(_page, each, context))
                    for each in registers.REGISTERS
                ),
                (VERSIONS, "Versies", lambda: VersionsPage(context)),
                (HOUSE_STYLE, "Huisstijl", lambda: HouseStylePage(context)),
                (EXPORTS, "Exports", lambda: ExportLogPage(context)),
            ),
        )

    def show_control(self, key: int | None) -> None:
        """Bring the control data of a document in front, or a form for a new one."""
        self.open_part(CONTROL)
        if isinstance(self.current, RecordPage):
            if key is None:
                self.current.new()
            else:
                self.current.open_record(key)


def _page(description: PageDescription, context: PageContext) -> Page:
    return RecordPage(description, context, heading=False)
