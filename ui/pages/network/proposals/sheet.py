"""The tab Voorstellen of an entity: who or what may be the same, side by side, with the three answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.services.network.blind.received import handle_hit, hits_received
from app.services.network.recognising.proposals import proposals_of
from models.casework.choices import Likeness
from ui.pages.network.proposals.compared import TONES, ComparedView
from ui.pages.network.proposals.judging import TOLD, asking
from ui.pages.network.sheets import EntitySheet
from ui.tokens import Tone
from ui.widgets.page import Place
from ui.widgets.parts import button, card, column, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable
from ui.widgets.tables.table_view import ROW_HEIGHT
from ui.widgets.told import Told

if TYPE_CHECKING:
    from app.services.network.blind.received import Received
    from app.services.network.recognising.proposals import Proposal
    from ui.widgets.page import PageContext

_ROWS = 5  # that are seen at once
NOTHING = "Er is niemand of niets dat dezelfde kan zijn en waarover nog niet is geoordeeld."


class ProposalsSheet(EntitySheet):
    """What may be the same as this entity; nothing is joined until somebody says so."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.proposals: dict[str, Proposal] = {}
        self.hits: tuple[Received, ...] = ()
        self.blind = Told()
        self.handled_button = button("Contact gehad", "check", act=self.handle_hits)
        self.table = PlainTable("Voorstellen", ("Voorstel", "Wie of wat", "Waar", "Waarom"), (12, 0, 14, 0))
        self.table.chosen.connect(lambda _key: self._show_choice())
        self.table.cellDoubleClicked.connect(lambda _row, _column: self.open_other())
        self.compared = ComparedView()
        self.same_button = button("Dezelfde…", "check", "primary", lambda: self.answer(Likeness.SAME))
        self.other_button = button("Niet dezelfde…", "x", act=lambda: self.answer(Likeness.NOT_SAME))
        self.unsure_button = button("Weet niet…", "circle-question-mark", act=lambda: self.answer(Likeness.UNSURE))
        self.open_button = button("Naar deze entiteit", "chevron-right", act=self.open_other)
        self._none = label(NOTHING, "muted", wrap=True)
        self.hinted = QWidget()
        beside = row(self.hinted)
        beside.addWidget(self.blind, 1)
        if self._may_edit:
            beside.addWidget(self.handled_button)
        self._layout.addWidget(self.hinted)
        self._layout.addWidget(label("Misschien dezelfde", "section"))
        frame = card()
        column(frame, 0, 1).addWidget(self.table)
        self._layout.addWidget(frame)
        self._layout.addWidget(self._none)
        self._layout.addWidget(self.compared)
        answers = [self.same_button, self.other_button, self.unsure_button] if self._may_edit else []
        self.add_buttons([*answers, self.open_button])
        self._layout.addStretch(1)

    def read(self, entity: int) -> None:
        """The proposals, and with whom to get in touch."""
        self.hits = tuple(each for each in hits_received(self._vault, entity) if each.handled_on is None)
        self.blind.show_lines([(Tone.WARNING, each.sentence) for each in self.hits])
        self.hinted.setVisible(bool(self.hits))
        found = proposals_of(self._vault, entity)
        self.proposals = {str(each.other.entity): each for each in found}
        self.table.show_rows([(key, _cells(each)) for key, each in self.proposals.items()])
        self.table.setFixedHeight((min(max(len(found), 1), _ROWS) + 1) * ROW_HEIGHT + ROW_HEIGHT // 2)
        if found and self.table.current_key is None:
            self.table.setCurrentCell(0, 0)
        self._none.setHidden(bool(found))
        self._show_choice()

    def answer(self, likeness: Likeness) -> None:
        """Ask why, and judge."""
        proposal = self.proposals.get(self.table.current_key or "")
        if proposal is not None:
            self.after(asking(self._vault, proposal, likeness, self), TOLD[likeness])

    def open_other(self) -> None:
        """Go to the other entity."""
        if self.table.current_key is not None:
            self._context.go(Place("network", "mention", int(self.table.current_key)))

    def handle_hits(self) -> None:
        """Somebody got in touch: the hint has done its work."""
        try:
            for each in self.hits:
                handle_hit(self._vault, each.id)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.show_again("Vastgelegd dat u contact hebt gehad.")

    def _show_choice(self) -> None:
        proposal = self.proposals.get(self.table.current_key or "")
        self.compared.show_proposal(proposal)
        for each in (self.same_button, self.other_button, self.unsure_button, self.open_button):
            each.setEnabled(proposal is not None)


def _cells(proposal: Proposal) -> tuple[Cell, ...]:
    return (
        Cell(proposal.strength.label, TONES[proposal.strength]),
        Cell(proposal.other.label),
        Cell(proposal.other.number or "los vastgelegd"),
        Cell(proposal.supporting[0] if proposal.supporting else "", tip="\n".join(proposal.supporting)),
    )
