"""The work list of all proposals that nobody judged yet, the strongest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.errors import AppError, Cancelled
from app.formats import format_count
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.network.recognising.proposals import MOST_OPEN, open_proposals
from models.casework.choices import Likeness
from ui import dialogs
from ui.pages.network.proposals.compared import TONES, ComparedView
from ui.pages.network.proposals.judging import TOLD, asking
from ui.tokens import Space, Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.flow import Flow
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page, Place
from ui.widgets.parts import button, card, column, label
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from app.services.network.recognising.proposals import Proposal
    from ui.tasks import Progress
    from ui.widgets.page import PageContext

INTRO = (
    "Vermeldingen die van dezelfde persoon, organisatie of zaak kunnen zijn. Een voorstel voegt niets samen: dat doet "
    "alleen uw oordeel, en dat kunt u terugnemen."
)
NOTHING = "Er zijn geen voorstellen waarover nog geoordeeld moet worden."


class ProposalsPage(Page):
    """Read anew each time it comes in front, in the background, because everything is compared with everything."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self._vault = context, context.vault
        may_edit = allowed(context.vault, Act.EDIT_SIGNALS, CASEWORK)
        self.proposals: dict[str, Proposal] = {}
        self.message = MessageBar()
        self.job = Job(context.tasks)
        self.count = label("", "muted", wrap=True)
        titles = ("Voorstel", "Soort", "Wie of wat", "Misschien dezelfde als", "Waarom")
        self.table = PlainTable("Open voorstellen", titles, (11, 13, 0, 0, 0))
        self.table.chosen.connect(lambda _key: self._show_choice())
        self.table.cellDoubleClicked.connect(lambda _row, _column: self.open_own())
        self.compared = ComparedView()
        self.same_button = button("Dezelfde…", "check", "primary", lambda: self.answer(Likeness.SAME))
        self.other_button = button("Niet dezelfde…", "x", act=lambda: self.answer(Likeness.NOT_SAME))
        self.unsure_button = button("Weet niet…", "circle-question-mark", act=lambda: self.answer(Likeness.UNSURE))
        self.open_button = button("Naar de entiteit", "chevron-right", act=self.open_own)
        self._answers = [self.same_button, self.other_button, self.unsure_button] if may_edit else []
        self._lay_out()

    def refresh(self) -> None:
        """Look again at what may be the same."""
        if self.job.busy:
            return

        def work(progress: Progress) -> tuple[Proposal, ...]:
            return open_proposals(self._vault, progress)

        self.job.start(work, first="Vergelijken", done=self.show_proposals, refused=self._refused)

    def escape(self) -> None:
        """Stop comparing."""
        self.job.stop()

    def show_proposals(self, found: tuple[Proposal, ...]) -> None:
        """Put them on screen."""
        self.proposals = {_key(each): each for each in found}
        self.table.show_rows([(key, _cells(each)) for key, each in self.proposals.items()])
        if found and self.table.current_key is None:
            self.table.setCurrentCell(0, 0)
        counted = format_count(len(found), "voorstel", "voorstellen")
        more = " De sterkste staan er; de rest volgt als deze beoordeeld zijn." if len(found) == MOST_OPEN else ""
        self.count.setText(f"Nog te beoordelen: {counted}.{more}" if found else NOTHING)
        self._show_choice()

    def answer(self, likeness: Likeness) -> None:
        """Ask why, and judge; the row goes, and what follows from it comes when the page is read again."""
        proposal = self.proposals.get(self.table.current_key or "")
        if proposal is None or not dialogs.run(asking(self._vault, proposal, likeness, self)):
            return
        self.message.say(TOLD[likeness])
        self.refresh()

    def open_own(self) -> None:
        """Go to the first of the two."""
        proposal = self.proposals.get(self.table.current_key or "")
        if proposal is not None and proposal.own is not None:
            self._context.go(Place("network", "mention", proposal.own.entity))

    def _refused(self, error: AppError) -> None:
        tone = Tone.NEUTRAL if isinstance(error, Cancelled) else Tone.DANGER
        self.message.say("Afgebroken." if isinstance(error, Cancelled) else str(error), tone)

    def _show_choice(self) -> None:
        proposal = self.proposals.get(self.table.current_key or "")
        self.compared.show_proposal(proposal)
        for each in (*self._answers, self.open_button):
            each.setEnabled(proposal is not None)

    def _lay_out(self) -> None:
        inside = QWidget()
        layout = column(inside, Space.MEDIUM)
        layout.addWidget(label(INTRO, "muted", wrap=True))
        layout.addWidget(self.message)
        layout.addWidget(self.job)
        layout.addWidget(self.count)
        frame = card()
        column(frame, 0, 1).addWidget(self.table)
        self.table.setMinimumHeight(220)
        layout.addWidget(frame, 1)
        layout.addWidget(self.compared)
        room = QWidget()
        flow = Flow(room)
        for each in (*self._answers, self.open_button):
            flow.addWidget(each)
        layout.addWidget(room)
        area = QScrollArea(widgetResizable=True)
        area.setAccessibleName("Voorstellen")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        column(self).addWidget(area)


def _key(proposal: Proposal) -> str:
    own = proposal.own.mention if proposal.own is not None else 0
    return f"{own}-{proposal.other.mention}"


def _cells(proposal: Proposal) -> tuple[Cell, ...]:
    return (
        Cell(proposal.strength.label, TONES[proposal.strength]),
        Cell(proposal.kind.label),
        Cell(proposal.own.label if proposal.own is not None else ""),
        Cell(proposal.other.label),
        Cell(proposal.supporting[0] if proposal.supporting else "", tip="\n".join(proposal.supporting)),
    )
