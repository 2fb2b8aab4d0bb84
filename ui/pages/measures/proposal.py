"""What the ladder gives for a measure, as something to read: the outcome, and under it how it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from app.errors import AppError
from app.rules.measures.ladder import EXAMPLE, ordinal
from app.services.measures.proposal import proposal
from ui import dialogs
from ui.tokens import Space, Tone
from ui.widgets.parts import Pill, button, card, column, label, row
from ui.widgets.terms import term_card
from ui.widgets.told import Told

if TYPE_CHECKING:
    from app.rules.measures.ladder import Proposal
    from ui.widgets.record.description import ActContext

_ADVICE = "Dit is een voorstel, geen besluit. U weegt alle omstandigheden; wie afwijkt van het beleid, motiveert dat."


class ProposalDialog(QDialog):
    """Read only; Esc closes."""

    def __init__(self, title: str, found: Proposal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Voorstel voor {title}")
        self.resize(680, 620)
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(label(f"Voorstel voor {title}", "section", wrap=True))
        layout.addWidget(label(_ADVICE, "muted", wrap=True))
        if found.example:
            layout.addWidget(Told([(Tone.WARNING, f"Dit rust op een {EXAMPLE}. Neem er geen besluit op.")]))
        inside = QWidget()
        inside.setProperty("ground", "clear")
        body = column(inside, Space.MEDIUM)
        body.setContentsMargins(0, 0, Space.SMALL, 0)
        body.addWidget(_outcome(found))
        body.addWidget(term_card(found.steps, "Hoe dit voorstel is gevonden"))
        body.addStretch()
        sheet = QScrollArea()
        sheet.setAccessibleName("Uitleg van het voorstel")
        sheet.setWidgetResizable(True)
        sheet.setWidget(inside)
        layout.addWidget(sheet, 1)
        close = button("Sluiten", act=self.accept)
        close.setDefault(True)
        buttons = row()
        buttons.addStretch()
        buttons.addWidget(close)
        layout.addLayout(buttons)


def _outcome(found: Proposal) -> QWidget:
    frame = card()
    layout = column(frame, Space.SMALL, Space.LARGE)
    head = row()
    words = "Geen voorstel" if found.outcome is None else str(found.outcome)
    head.addWidget(label(f"{words[0].upper()}{words[1:]}", "section", wrap=True), 1)
    head.addWidget(Pill(f"{ordinal(found.nth)} constatering", Tone.ACCENT))
    layout.addLayout(head)
    layout.addWidget(label(f"Volgens ‘{found.matrix}’", "muted", wrap=True))
    return frame


def show(context: ActContext) -> None:
    """Show what the policy gives for the stored file."""
    if context.record is None:
        return
    try:
        found = proposal(context.vault, context.record.id)
    except AppError as error:
        dialogs.warn(context.parent, "Voorstel uit de matrix", str(error))
        return
    dialogs.run(ProposalDialog(context.record.title, found, context.parent))
