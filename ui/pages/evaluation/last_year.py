"""The chapter of this year beside the one of last year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from app.services.evaluation.document_parts import evaluation_options
from app.services.evaluation.texts import Chapters
from app.services.records import Query
from ui.pages.evaluation.compare import marked_text
from ui.tokens import Space
from ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from app.services.evaluation.texts import ChapterDraft
    from app.vault.session import UnlockedVault


class LastYearDialog(QDialog):
    """Two texts beside each other; nothing can be changed here."""

    def __init__(self, year: int, now: ChapterDraft, then: ChapterDraft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Vergelijken met vorig jaar")
        self.resize(1080, 680)
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(label(f"{now.number} {now.title}", "section", wrap=True))
        layout.addWidget(label("Gekleurde regels verschillen. U kunt in beide teksten kopiëren.", "muted"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.LARGE)
        texts = now.text or "", then.text or ""
        for at, (title, text, other) in enumerate(
            (
                (f"{year}: {now.number} {now.title}", texts[0], texts[1]),
                (f"{year - 1}: {then.number} {then.title}", texts[1], texts[0]),
            )
        ):
            grid.addWidget(label(title, "label", wrap=True), 0, at)
            grid.addWidget(marked_text(title, text, other), 1, at)
            grid.setColumnStretch(at, 1)
        layout.addLayout(grid, 1)
        buttons = row()
        buttons.addStretch()
        buttons.addWidget(button("Sluiten", act=self.accept))
        layout.addLayout(buttons)


def chapter_of_last_year(vault: UnlockedVault, year: int, chapter: ChapterDraft) -> ChapterDraft | None:
    """The chapter with the same title, else with the same number, in the document of the year before."""
    last = next((option.value for option in evaluation_options(vault) if option.label == str(year - 1)), None)
    if last is None:
        return None
    register = Chapters(vault)
    rows = register.rows(register.ids(Query(where=(("evaluation", last),))))
    for place, wanted in ((2, chapter.title), (1, chapter.number)):
        found = next((each for each in rows if each.cells[place] == wanted), None)
        if found is not None:
            return register.get(found.id).draft
    return None
