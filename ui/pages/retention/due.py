"""What is due: propose, hold, agree. The one who proposed sees that somebody else must agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.errors import AppError, Cancelled
from app.formats import format_count, format_date
from app.rules.permissions import CASEWORK, MEASURES
from app.services.access import allowed
from app.services.retention.acts import Erased, approve, let_go, propose, sweep, withdraw
from app.services.retention.places import CASES, OF_MEASURES, Keeping
from app.services.retention.work_list import DueLine, Stage, due_lines
from ui import dialogs, errors
from ui.pages.retention.holding import HoldDialog
from ui.tokens import Space, Tone
from ui.widgets.flow import Flow
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page, Place
from ui.widgets.parts import EmptyState, button, card, column, label
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.widgets.page import PageContext

SHOWN = 300  # lines; the longest overdue come first, and the rest comes when these are gone
_COLUMNS = ("Soort", "Nummer", "Te bewaren tot en met", "Bewaartermijn", "Norm", "Stand")
_WIDTHS = (10, 14, 17, 0, 15, 15)
_WHAT = {CASES: "casus of signaal", OF_MEASURES: "maatregel"}
_WHAT_HANGS_ON = {
    CASES: "taken, notities, bijlagen en vermeldingen",
    OF_MEASURES: "middelen, omstandigheden, geadresseerden, screeningstaken en brieven, en het pand als er verder "
    "niets meer over is vastgelegd",
}
_TONES = {Stage.DUE: Tone.WARNING, Stage.PROPOSED: Tone.ACCENT, Stage.HELD: Tone.NEUTRAL}


class DuePage(Page):
    """The work list of one compartment."""

    def __init__(self, context: PageContext, at: Keeping = CASES) -> None:
        super().__init__()
        self._context, self._vault, self._at = context, context.vault, at
        self.lines: dict[str, DueLine] = {}
        self.message = MessageBar()
        self.table = PlainTable("Aan de beurt voor vernietiging", _COLUMNS, _WIDTHS)
        self.table.chosen.connect(lambda _key: self._show_choice())
        self.about = label("", "muted", wrap=True)
        self.counted = label("", "caption")
        self.look_button = button("Bekijken", "eye", act=self.look)
        self.propose_button = button("Vernietiging voorstellen", "trash-2", act=self.propose)
        self.withdraw_button = button("Voorstel intrekken", "undo-2", act=self.withdraw)
        self.hold_button = button("Langer vasthouden…", "lock", act=self.hold)
        self.let_go_button = button("Vasthouden opheffen", "lock-open", act=self.let_go)
        self.approve_button = button("Goedkeuren en vernietigen…", "check", "danger", self.approve)
        self.may_approve = allowed(self._vault, at.approve, at.compartment)
        self._lay_out()

    @property
    def chosen(self) -> DueLine | None:
        """The line that is marked."""
        return self.lines.get(self.table.current_key or "")

    def refresh(self) -> None:
        """Read the work list again, on the worker thread: there may be thousands of lines."""
        vault, at = self._vault, self._at
        self._context.tasks.run(self, lambda _progress: due_lines(vault, at), done=self._show, failed=self._tell)

    def _show(self, found: tuple[DueLine, ...]) -> None:
        self.lines = {f"{each.kind} {each.record}": each for each in found[:SHOWN]}
        self.table.show_rows([(key, _cells(each)) for key, each in self.lines.items()])
        self._stack.setCurrentIndex(0 if found else 1)
        self.counted.setText(_counted(found))
        self._show_choice()

    def look(self) -> None:
        """Go to the record itself, for who wants to see what it is before agreeing."""
        if self.chosen is not None:
            self._context.go(_place(self.chosen, self._vault.compartment(self._at.compartment).name))

    def propose(self) -> None:
        """Propose to destroy the chosen record."""
        self._do(propose, "is voorgesteld. Een ander moet het goedkeuren.")

    def withdraw(self) -> None:
        """Take the proposal back."""
        self._do(withdraw, "is niet langer voorgesteld.")

    def let_go(self) -> None:
        """The reason to keep it is over."""
        self._do(let_go, "wordt niet langer vastgehouden.")

    def hold(self) -> None:
        """Keep it longer, with a reason."""
        line = self.chosen
        if line is not None and dialogs.run(HoldDialog(self._vault, line, self)):
            self._after(f"{_called(line)} wordt vastgehouden.")

    def approve(self) -> None:
        """Destroy it, after a question that says that there is no way back."""
        line = self.chosen
        if line is None or line.own_proposal or line.stage is not Stage.PROPOSED:
            return
        told = (
            f"{_called(line)} wordt vernietigd, met alles wat erbij hoort: {_WHAT_HANGS_ON[self._at]}. "
            f"Dit kan niet ongedaan worden gemaakt. {line.proposed_by} heeft het voorgesteld; u keurt het goed. "
            f"Grondslag: {line.ground}, {line.norm_state}."
        )
        if dialogs.confirm(self, f"{_called(line)} vernietigen?", told, "Vernietigen"):
            vault = self._vault
            self._context.tasks.run(
                self, lambda _progress: approve(vault, line.kind, line.record), done=self._destroyed, failed=self._fail
            )

    def _destroyed(self, done: Erased) -> None:
        self._after(f"{done.number} is vernietigd. De verklaring staat bij Vernietigd.")
        if not done.swept:
            self.message.say(
                f"{done.number} is vernietigd, maar een ander programma leest de kluis nog; daardoor staan oude "
                "bladzijden nog in het schrijflogboek.",
                Tone.WARNING,
                "Opnieuw proberen",
                self._sweep,
            )

    def _sweep(self) -> None:
        vault, at = self._vault, self._at
        self._context.tasks.run(self, lambda _progress: sweep(vault, at), done=self._swept, failed=self._fail)

    def _swept(self, done: bool) -> None:
        if done:
            self.message.say("Ook de laatste sporen zijn gewist.")
        else:
            self.message.say("Het lukt nog niet: sluit Bolwerk op andere werkplekken.", Tone.WARNING)

    def _fail(self, error: BaseException) -> None:
        self.refresh()
        self._tell(error)

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, AppError) and not isinstance(error, Cancelled):
            self.message.say(str(error), Tone.DANGER)
        else:
            errors.show(self, error)

    def _do(self, act: Callable[..., None], told: str) -> None:
        line = self.chosen
        if line is None:
            return
        try:
            act(self._vault, line.kind, line.record)
        except AppError as error:
            self._fail(error)
        else:
            self._after(f"{_called(line)} {told}")

    def _after(self, told: str) -> None:
        self.refresh()
        self.message.say(told)

    def _show_choice(self) -> None:
        line = self.chosen
        stage = line.stage if line else None
        self.look_button.setEnabled(line is not None)
        self.propose_button.setEnabled(stage is Stage.DUE)
        self.withdraw_button.setEnabled(stage is Stage.PROPOSED)
        self.hold_button.setEnabled(stage in (Stage.DUE, Stage.PROPOSED))
        self.let_go_button.setEnabled(stage is Stage.HELD)
        self.approve_button.setEnabled(line is not None and stage is Stage.PROPOSED and not line.own_proposal)
        self.about.setText(_about(line) if line else "Kies een regel om te lezen waarop de bewaartermijn rust.")

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        acts = QWidget()
        across = Flow(acts)
        for made in (
            self.look_button,
            self.propose_button,
            self.withdraw_button,
            self.hold_button,
            self.let_go_button,
            self.approve_button,
        ):
            across.addWidget(made)
        self.approve_button.setVisible(self.may_approve)
        layout.addWidget(acts)
        frame = card()
        column(frame, 0, 1).addWidget(self.table)
        self._stack = QStackedWidget()
        self._stack.addWidget(frame)
        self._stack.addWidget(
            EmptyState(
                "circle-check",
                "Niets aan de beurt",
                f"Van geen {_WHAT[self._at]} is de bewaartermijn verstreken. Komt dat voor, dan staat het hier.",
            )
        )
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.about)
        layout.addWidget(self.counted)


def _place(line: DueLine, compartment: str) -> Place:
    """The page of the record; one that was set apart is on the page of those."""
    if compartment not in (CASEWORK, MEASURES):
        return Place("apart", compartment if line.kind == "case" else f"{compartment}.{line.kind}", line.record)
    return Place(_PAGES.get(line.kind, "cases"), line.kind, line.record)


_PAGES = {"case": "cases", "signal": "signals", "measure": "measures"}


def _called(line: DueLine) -> str:
    return f"{line.noun[:1].upper()}{line.noun[1:]} {line.number}"


def _cells(line: DueLine) -> tuple[Cell, ...]:
    return (
        Cell(f"{line.noun[:1].upper()}{line.noun[1:]}"),
        Cell(line.number),
        Cell(format_date(line.due_on)),
        Cell(line.term, tip=line.ground),
        Cell(line.norm_state, Tone.SUCCESS if line.confirmed else Tone.WARNING),
        Cell(line.stage.label, _TONES[line.stage]),
    )


def _about(line: DueLine) -> str:
    parts = [f"{_called(line)} loopt sinds {format_date(line.since)}", line.ground, line.norm_state]
    if line.proposed_by and line.proposed_on:
        parts.append(f"voorgesteld door {line.proposed_by} op {format_date(line.proposed_on)}")
    if line.own_proposal:
        parts.append("een ander moet het goedkeuren")
    if line.held_by:
        parts.append(f"vastgehouden door {line.held_by}: {line.hold_reason}")
    return " · ".join(parts)


def _counted(found: tuple[DueLine, ...]) -> str:
    if not found:
        return ""
    held = sum(each.stage is Stage.HELD for each in found)
    proposed = sum(each.stage is Stage.PROPOSED for each in found)
    whole = format_count(len(found), "regel", "regels")
    shown = f" De eerste {SHOWN} staan hier." if len(found) > SHOWN else ""
    return f"{whole}, waarvan {proposed} voorgesteld en {held} vastgehouden.{shown}"
