"""The first page: how things stand in a few figures, and what needs attention, with the way there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.formats import format_count, format_date, format_integer
from app.rules.permissions import CASEWORK, PROGRAMME, Act
from app.services.access import allowed
from app.services.attention import AttentionItem, Urgency, attention
from app.services.clock import today
from app.services.dashboard import Standing, standings
from ui.start_figures import StartFigure
from ui.start_panels import SIDE_WIDTH, Home, Side, actions_panel, changes_panel, gather_side, meetings_panel
from ui.start_words import what_you_find, where_to_begin
from ui.tokens import Space, Tone
from ui.widgets.page import Page, Place
from ui.widgets.parts import EmptyState, PageHead, Pill, button, card, column, label, line, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from app.vault.session import UnlockedVault
    from ui.tasks import Progress
    from ui.widgets.page import PageContext

LEAST_LIST = 220  # pixels of the list; a lower window scrolls
FIGURE_WIDTH = 176  # pixels below which a figure cannot be read
_TONES = {Urgency.OVERDUE: Tone.DANGER, Urgency.SOON: Tone.WARNING, Urgency.NOTICE: Tone.NEUTRAL}


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page shows."""

    standings: tuple[Standing, ...]
    items: tuple[AttentionItem, ...]
    side: Side | None = None

    @property
    def nothing_yet(self) -> bool:
        """Whether there could be figures, and no record is behind any of them."""
        return bool(self.standings) and not any(standing.records for standing in self.standings)


def overview(vault: UnlockedVault, homes: Mapping[str, Home] | None = None) -> Overview:
    """How things stand for this account; only what it may read. `homes` says where each kind of record is shown."""
    items = attention(vault)
    found = standings(vault)
    return Overview(with_terms(found, items), items, gather_side(vault, homes or {}))


def with_terms(found: tuple[Standing, ...], items: Sequence[AttentionItem]) -> tuple[Standing, ...]:
    """The figures, with how much is overdue in front; that leads to the first of it. Nothing for who has no figures.

    It has no records of its own behind it: those are what the other figures count.
    """
    late = [item for item in items if item.urgency is Urgency.OVERDUE]
    soon = sum(1 for item in items if item.urgency is Urgency.SOON)
    if not found or not (late or soon):
        return found
    first = next((item for item in (*late, *items) if item.page is not None), None)
    if first is None or first.page is None:
        return found
    told = f"en {format_count(soon, 'zaak', 'zaken')} binnenkort"
    return (Standing("Over tijd", format_integer(len(late)), told, 0, first.page, first.part), *found)


class StartPage(Page):
    """What needs attention; gathered in the background each time the page comes in front."""

    def __init__(self, context: PageContext, homes: Mapping[str, Home] | None = None) -> None:
        super().__init__()
        self._context = context
        self._homes = homes or {}
        layout = column(self, Space.LARGE)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        account = context.vault.account
        layout.addWidget(PageHead(f"{greeting(datetime.now().astimezone().hour)}, {account.name}", self._subtitle()))
        self._figures = QGridLayout()
        self._figures.setSpacing(Space.LARGE)
        layout.addLayout(self._figures)
        layout.addWidget(label("Wat aandacht vraagt", "section"))
        self.list = QScrollArea()
        self.list.setAccessibleName("Aandachtspunten")
        self.list.setWidgetResizable(True)
        self.list.setMinimumHeight(LEAST_LIST)
        frame = card()
        column(frame, 0, 1).addWidget(self.list)
        self.side = QScrollArea()
        self.side.setWidgetResizable(True)
        self.side.setFixedWidth(SIDE_WIDTH + Space.LARGE)  # and a scroll bar
        self.side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        halves = row(space=Space.LARGE)
        halves.addWidget(frame, 1)
        halves.addWidget(self.side)
        layout.addLayout(halves, 1)
        self.cards: list[QFrame] = []
        self.shown: Overview | None = None

    def refresh(self) -> None:
        """Gather again."""
        vault, homes = self._context.vault, self._homes

        def work(_progress: Progress) -> Overview:
            return overview(vault, homes)

        self._context.tasks.run(self, work, done=self.show_overview)

    def show_overview(self, found: Overview) -> None:
        """Put it on screen."""
        self.shown = found
        _clear(self._figures)
        if found.standings and not found.nothing_yet:
            self.cards = [StartFigure(standing, self._context.go) for standing in found.standings]
        else:
            self.cards = [self._told(found)]
        self._arrange()
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, 0)
        layout.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.SMALL)
        for at, item in enumerate(found.items):
            if at:
                layout.addWidget(line())
            layout.addWidget(self._item(item))
        if not found.items:
            layout.addWidget(
                EmptyState("circle-check", "Alles is bij", "Er is op dit moment niets dat uw aandacht vraagt.")
            )
        else:
            layout.addStretch()
        self.list.setWidget(inside)
        self._show_side(found.side)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """In a narrow window the figures take more lines."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """As many figures beside each other as are readable, in lines of about one length."""
        fitting = max(1, (self.width() - 2 * Space.WIDE) // FIGURE_WIDTH)
        lines = -(-len(self.cards) // fitting)
        across = -(-len(self.cards) // max(1, lines))
        for at, each in enumerate(self.cards):
            self._figures.addWidget(each, at // across, at % across)
        for at in range(self._figures.columnCount()):
            self._figures.setColumnStretch(at, 1 if at < across else 0)

    def _show_side(self, side: Side | None) -> None:
        """The panels that are of use to who logged in."""
        self.side.setVisible(side is not None)
        if side is None:
            return
        inside = QWidget()
        inside.setProperty("ground", "window")
        layout = column(inside, Space.MEDIUM)
        layout.setContentsMargins(0, 0, Space.SMALL, 0)
        if side.actions is not None:
            layout.addWidget(actions_panel(side.actions, self._context.go))
        if side.meetings is not None:
            layout.addWidget(meetings_panel(side.meetings, self._context.go))
        layout.addWidget(changes_panel(side, self._context.go))
        layout.addStretch()
        self.side.setWidget(inside)

    def _told(self, found: Overview) -> QFrame:
        """In place of figures: where to begin, or what there is for this role."""
        vault = self._context.vault
        title, sentences = "Wat u hier vindt", tuple(what_you_find(vault.account.role))
        if found.nothing_yet and allowed(vault, Act.READ_PROGRAMME, PROGRAMME):
            title, sentences = "Een nieuwe kluis", where_to_begin(cases=allowed(vault, Act.EDIT_CASES, CASEWORK))
        frame = card()
        layout = column(frame, Space.SMALL, Space.LARGE)
        layout.addWidget(label(title, "label"))
        for sentence in sentences:
            layout.addWidget(label(sentence, wrap=True))
        return frame

    def _item(self, item: AttentionItem) -> QFrame:
        entry = QFrame()
        across = row(entry, Space.MEDIUM)
        across.setContentsMargins(0, Space.SMALL, 0, Space.SMALL)
        pill = Pill(item.urgency.label, _TONES[item.urgency])
        pill.setMinimumWidth(112)
        across.addWidget(pill)
        text = label(item.text, wrap=True)
        across.addWidget(text, 1)
        if item.page is not None:
            place = Place(item.page, item.part, item.record)
            go = button("Bekijken", "chevron-right", "quiet", lambda: self._context.go(place))
            go.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            go.setAccessibleName(f"Bekijken: {item.text}")
            across.addWidget(go)
        return entry

    def _subtitle(self) -> str:
        vault = self._context.vault
        return (
            f"{format_date(today())} · gemeente {vault.municipality} · u bent ingelogd als {vault.account.role.label}"
        )


def greeting(hour: int) -> str:
    """What one says at that hour (0 to 23)."""
    if hour < 6:
        return "Goedenacht"
    if hour < 12:
        return "Goedemorgen"
    return "Goedemiddag" if hour < 18 else "Goedenavond"


def _clear(layout: QGridLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
