"""What the dates in the form of a file come to, while they are typed: each term with its last day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.errors import AppError
from app.formats import format_date, format_short_date
from app.rules.deadlines.standing import Standing, standing_of
from app.services.clock import today
from ui import dialogs, tones
from ui.tokens import Space, Tone
from ui.widgets.flow import Flow
from ui.widgets.parts import Pill, button, label, row
from ui.widgets.terms import TimelineDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.rules.deadlines.terms import Deadline
    from app.services.bibob.terms import Timeline
    from app.vault.session import UnlockedVault
    from ui.widgets.page import PageContext

    TimelineOf = Callable[[UnlockedVault, Any, int | None], Timeline]

TYPING_PAUSE = 300  # milliseconds after the last key before the terms follow
_OVER = frozenset({Standing.DONE, Standing.LATE})
_FAR = frozenset({"reuse", "retention"})  # terms of years, which are of interest when they are near


class TermsStrip(QFrame):
    """A line under the tabs: the terms that still run by what stands in the form, saved or not."""

    def __init__(self, context: PageContext, timeline_of: TimelineOf) -> None:
        super().__init__()
        self._vault, self._timeline_of = context.vault, timeline_of
        self._draft: Any = None
        self._key: int | None = None
        self._shown: Timeline | None = None
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.count)
        self._across = row(self, Space.MEDIUM)
        self.more = button("Termijnen", "calendar-days", act=self.explain)
        self.more.setToolTip("Elke termijn met de stappen en artikelen waar zij op rust, bij wat er nu staat")
        self._line = QWidget()
        self._across.addWidget(self._line, 1)
        self._across.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.told: tuple[str, ...] = ()

    def show_draft(self, draft: Any, key: int | None, *, typed: bool) -> None:  # noqa: ANN401  # of the register
        """The terms of this draft of a stored file, or of a new one; while it is typed, once that pauses."""
        self._draft, self._key = draft, key
        if typed:
            self._pause.start()
        else:
            self.count()

    def count(self) -> None:
        """Compute the terms and show them."""
        self._pause.stop()
        try:
            self._shown = self._timeline_of(self._vault, self._draft, self._key)
        except AppError as error:
            self._shown = None
            self._show([label(str(error), "caption", wrap=True)], (str(error),))
            return
        running = [(each, standing_of(each, today())) for each in self._shown.deadlines]
        running = [each for each in running if _interesting(*each)]
        told = tuple(f"{each.label}: {_days(each)}, {standing.label}" for each, standing in running)
        nothing = self._shown.problem or "Er loopt nu geen termijn."
        self._show(
            [_term(each, standing) for each, standing in running] or [label(nothing, "muted", wrap=True)],
            told or (nothing,),
        )

    def explain(self) -> None:
        """The whole timeline of what stands in the form."""
        self.count()
        if self._shown is not None:
            dialogs.run(TimelineDialog(self._shown, self))

    def _show(self, parts: list[QWidget], told: tuple[str, ...]) -> None:
        line = QWidget()
        flow = Flow(line, Space.LARGE)
        for part in parts:
            flow.addWidget(part)
        self._across.replaceWidget(self._line, line)
        self._across.setStretchFactor(line, 1)
        self._line.hide()
        self._line.deleteLater()
        self._line, self.told = line, told
        self.more.setEnabled(self._shown is not None)
        self.setAccessibleName(f"Lopende termijnen bij wat er nu staat. {'. '.join(told)}")


def _interesting(deadline: Deadline, standing: Standing) -> bool:
    """Not what is done, nor what is far away, nor the term in which nobody objected."""
    unused = deadline.key == "objection" and standing is Standing.OVERDUE
    return standing not in _OVER and not unused and not (deadline.key in _FAR and standing is Standing.RUNNING)


def _term(deadline: Deadline, standing: Standing) -> QWidget:
    made = QWidget()
    across: QHBoxLayout = row(made, Space.SMALL)
    across.addWidget(label(deadline.label, "label"))
    across.addWidget(label(_days(deadline)))
    across.addWidget(Pill(standing.label, tones.TERM.get(standing, Tone.NEUTRAL)))
    made.setToolTip(deadline.steps[-1].text if deadline.steps else "")
    return made


def _days(deadline: Deadline) -> str:
    """The last day, and the other one where it depends on how is counted."""
    if deadline.other == deadline.day:
        return format_date(deadline.day)
    first, second = sorted((deadline.day, deadline.other))
    return f"{format_short_date(first)} of {format_short_date(second)}"
