"""The page Verbandenschema: keeps the drawing, the lists and the panels in step with the chart on the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu

from app.errors import AppError
from app.rules.network import chart_acts as acts
from app.rules.network.chart import GROUP_PREFIX, Chart
from app.rules.network.chart_content import read
from app.rules.network.graph import Network
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.network.around.steps import among, counts
from ui import errors
from ui.pages.network.chart.acts import ChartAct, ChartContext
from ui.pages.network.chart.analysis import ANALYSES
from ui.pages.network.chart.bench import ANALYSIS, EXPAND, ChartBench
from ui.pages.network.chart.commands import UNNAMED, ChartCommands
from ui.pages.network.chart.desk import ChartDesk
from ui.pages.network.chart.expand import MOST_DRAWN
from ui.pages.network.chart.keeping import CONTENT, unsaved_of
from ui.pages.network.chart.panel import AnalysisPanel
from ui.pages.network.chart.places import CHART, FROM, place_of
from ui.pages.network.chart.tools import Standing
from ui.tokens import Space
from ui.widgets.chart.lists import told
from ui.widgets.chart.walking import spoken
from ui.widgets.page import Page, Spot, Unsaved
from ui.widgets.parts import column

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from PySide6.QtCore import QPoint

    from app.rules.network.graph import NodeKind
    from app.services.drafts import Draft
    from ui.widgets.page import PageContext

COUNT_PAUSE = 250  # milliseconds after the last choice
COUNTED_AT_MOST = 200  # chosen nodes of which the neighbours are counted


class ChartPage(Page):
    """A chart at a time. `more` are acts of other rooms, shown under the analyses."""

    def __init__(self, context: PageContext, more: Sequence[ChartAct] = ()) -> None:
        super().__init__()
        self._context = context
        self._kind = ""
        self._visiting = False
        self._let_go: Chart | None = None
        self._counted: tuple[tuple[str, ...], int] | None = None  # of which nodes, with how many placed
        self._order: list[str] = []
        self.desk = ChartDesk(self)
        self.may_edit = allowed(context.vault, Act.EDIT_SIGNALS, CASEWORK)
        self.analysis = AnalysisPanel((*ANALYSES, *more), context.vault, self._chart_context)
        self.bench = ChartBench(context.tasks, self.analysis, may_edit=self.may_edit)
        self.canvas = self.bench.canvas
        self.commands = ChartCommands(context, self.desk, self.bench, lambda: tuple(self._order))
        self._counting = QTimer(self, singleShot=True, interval=COUNT_PAUSE)
        self._counting.timeout.connect(self._count)
        column(self, Space.SMALL).addWidget(self.bench)
        self._connect()
        self._show()

    # What the window asks

    def has_part(self, part: str) -> bool:
        """Charts around a record of another page: "chart.signal", "chart.case", "chart.entity"."""
        return part.startswith(FROM)

    def open_part(self, part: str) -> None:
        """The kind of the record that comes next."""
        self._kind = part.removeprefix(FROM) if part.startswith(FROM) else ""

    def open_record(self, key: int) -> None:
        """Begin a chart around a record of that kind, or open a saved chart."""
        kind, self._kind = self._kind, ""
        if not self.commands.may_drop():
            return
        if kind:
            self.commands.begin_with([f"{kind}:{key}"])
        else:
            self.commands.open_saved(key)

    def refresh(self) -> None:
        """Read anew what may be seen of what is on the chart."""
        keys = tuple(self.desk.network.nodes)
        if not keys or self.bench.job.busy:
            return
        desk, before, vault = self.desk, self.desk.network, self._context.vault

        def learn(network: Network) -> None:
            if desk.network is before:
                desk.learn(network)

        self._context.tasks.run(self, lambda _progress: among(vault, keys), done=learn)

    def may_leave(self) -> bool:
        """Asks about a chart that was not saved, but not for a look at one of its nodes: the page keeps it."""
        if self._visiting or self.desk.chart is self._let_go:
            return True
        may = self.commands.may_drop()
        self._let_go = self.desk.chart if may else None  # once is enough for the same chart
        return may

    def new(self) -> None:
        """Begin another chart."""
        self.commands.begin()

    def save(self) -> None:
        """Save a version."""
        self.commands.save()

    def focus_search(self) -> None:
        """Search on the chart."""
        self.bench.open_panel(0)
        self.bench.lists.search.setFocus()

    def escape(self) -> None:
        """Take away what an analysis points out."""
        self.canvas.mark()
        self.analysis.say("")

    def unsaved(self) -> Unsaved | None:
        """The chart as it stands, to be kept through a lock; keys and places, no names."""
        return unsaved_of(self.desk, self._context.vault) if self.may_edit and self.desk.dirty else None

    def put_back(self, draft: Draft) -> None:
        """The chart as it was kept, with what may be seen of it now; Invalid when it is damaged."""
        typed, vault = draft.input, self._context.vault
        content = read(str(typed.now.get(CONTENT) or ""))
        self.desk.put_back(content, among(vault, tuple(content.chart.placed)), typed)
        self.canvas.fit()

    def spot(self) -> Spot:
        """The saved chart that is open; one that was changed comes back as what was not saved."""
        return Spot(record=None if self.desk.dirty else self.desk.saved_id)

    # Keeping in step

    def _connect(self) -> None:
        bench, canvas = self.bench, self.canvas
        self.desk.changed.connect(self._show)
        bench.tools.wanted.connect(self.commands.run)
        bench.begin_button.clicked.connect(lambda _checked: self.commands.begin())
        bench.expand.wanted.connect(self.commands.go_further)
        bench.filter.sifted.connect(lambda sieve: self.desk.do(acts.sift(self.desk.chart, sieve)))
        bench.tabs.chosen.connect(lambda _at: self._on_choice())
        bench.lists.chosen.connect(canvas.choose)
        bench.lists.opened.connect(self.open_node)
        canvas.choice_changed.connect(self._on_choice)
        canvas.focus_changed.connect(lambda _key: self._tell_focus())
        canvas.moved.connect(self._on_moved)
        canvas.opened.connect(self.open_node)
        canvas.removal_wanted.connect(lambda: self.commands.run("remove"))
        canvas.undo_wanted.connect(self.desk.undo)
        canvas.redo_wanted.connect(self.desk.redo)
        canvas.menu_wanted.connect(self._menu)

    def _show(self) -> None:
        desk, bench = self.desk, self.bench
        drawn = bool(desk.chart.placed)
        bench.front.setCurrentIndex(0 if drawn else 1)
        if self.canvas.drawing is not desk.drawing:
            self.canvas.show_drawing(desk.drawing)
            bench.lists.show_drawing(desk.drawing)
            bench.legend.show_drawing(desk.drawing)
        bench.filter.show_chart(desk.network, desk.chart)
        bench.title.setText(self._title())
        bench.stop.setVisible(bench.job.busy)
        self._on_choice()

    def _title(self) -> str:
        desk, drawing = self.desk, self.desk.drawing
        name = desk.name or UNNAMED
        version = f", versie {desk.number}" if desk.number is not None else ""
        changed = " (gewijzigd)" if desk.dirty else ""
        facts = sum(len(line.edges) for line in drawing.edges)
        out = [f"{drawing.hidden} verborgen" if drawing.hidden else ""]
        out += [f"{drawing.sifted} weggefilterd" if drawing.sifted else ""]
        out += [f"{len(drawing.missing)} niet te tonen" if drawing.missing else ""]
        return f"{name}{version}{changed} – {', '.join([told(len(drawing.nodes), facts), *filter(None, out)])}"

    def _on_choice(self) -> None:
        chosen = self.canvas.marks.chosen
        kept = [key for key in self._order if key in chosen]
        self._order = [*kept, *sorted(chosen - set(kept))]
        self.bench.lists.mark(chosen)
        chart = self.desk.chart
        groups = sum(1 for key in chosen if key.startswith(GROUP_PREFIX) or self._in_group(key))
        self.analysis.show_choice(len(chart.under(self._order)), drawn=bool(self.desk.drawing.nodes))
        course = self.desk.course
        self.bench.tools.show_standing(
            Standing(
                drawn=bool(chart.placed),
                chosen=len(chosen),
                groups=groups,
                hidden=self.desk.drawing.hidden,
                undo=course.done[-1].title if course.done else "",
                redo=course.undone[-1].title if course.undone else "",
                busy=self.bench.job.busy,
            )
        )
        self._tell_focus()
        if self.bench.panels.currentIndex() == EXPAND and self._counted != (
            chart.under(self._order),
            len(chart.placed),
        ):
            self._counted = None
            self.bench.expand.show_nothing("Tellen…")  # what stands there was counted for another choice
            self._counting.start()

    def _in_group(self, key: str) -> bool:
        placed = self.desk.chart.placed.get(key)
        return placed is not None and placed.group is not None

    def _tell_focus(self) -> None:
        marks = self.canvas.marks
        if len(marks.chosen) > 1:
            self.bench.spoken.setText(f"{len(marks.chosen)} knopen gekozen")
        else:
            focus = next(iter(marks.chosen), marks.focus)
            self.bench.spoken.setText(spoken(self.desk.drawing, focus, chosen=False))

    def _on_moved(self, dx: float, dy: float) -> None:
        chart = self.desk.chart
        points = {key: chart.point_of(key) for key in self._order}
        self.desk.do(acts.move(chart, {key: (x + dx, y + dy) for key, (x, y) in points.items()}))

    # A step further

    def _count(self) -> None:
        """Count what a step would bring, on the worker thread; an answer for another choice is dropped."""
        keys = self.desk.chart.under(self._order)
        panel = self.bench.expand
        self._counted = (keys, len(self.desk.chart.placed))
        if not keys:
            panel.show_nothing("Kies een of meer knopen om te zien wat ermee verbonden is.")
            return
        if len(keys) > COUNTED_AT_MOST:
            panel.show_nothing(f"Kies ten hoogste {COUNTED_AT_MOST} knopen om een stap verder te gaan.")
            return
        vault, placed = self._context.vault, tuple(self.desk.chart.placed)

        def show(found: Mapping[NodeKind, int]) -> None:
            if self._counted == (keys, len(placed)):
                panel.show_counts(self._named(keys), found, MOST_DRAWN - len(placed))

        def failed(error: BaseException) -> None:
            if not isinstance(error, AppError):
                errors.show(self, error)
            panel.show_nothing(str(error))

        self._context.tasks.run(self, lambda _progress: counts(vault, keys, without=placed), done=show, failed=failed)

    def _named(self, keys: Sequence[str]) -> str:
        node = self.desk.network.nodes.get(keys[0])
        return f"Vanaf {node.label}" if len(keys) == 1 and node is not None else f"Vanaf {len(keys)} knopen"

    # Acts on nodes

    def open_node(self, key: str) -> None:
        """Go where a node is recorded; a group is unfolded."""
        if key.startswith(GROUP_PREFIX):
            self.desk.do(acts.fold(self.desk.chart, key, folded=False))
            return
        place = place_of(key)
        if place is not None:
            self._visiting = True
            try:
                self._context.go(place)
            finally:
                self._visiting = False

    def _menu(self, key: str, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAccessibleName("Acties op dit schema")
        lines = self.bench.tools.lines
        if key:
            group = key.startswith(GROUP_PREFIX)
            menu.addAction("Groep uitvouwen" if group else "Openen", lambda: self.open_node(key))
            menu.addAction("Uitbreiden", lambda: self._open_panel(EXPAND))
            menu.addSeparator()
            menu.addActions([lines[code] for code in ("hide", "remove", "group", "fold", "ungroup", "focus")])
        else:
            menu.addActions([lines[code] for code in ("leaves", "show")])
        menu.popup(at)

    def _open_panel(self, at: int) -> None:
        self.bench.open_panel(at)
        self._on_choice()

    def _chart_context(self) -> ChartContext:
        desk = self.desk
        shown = {key for node in desk.drawing.nodes for key in (node.members or (node.key,))}
        edges = tuple(
            edge
            for edge in desk.network.edges
            if edge.start in shown and edge.end in shown and desk.chart.sieve.lets_edge(edge)
        )
        network = Network({key: node for key, node in desk.network.nodes.items() if key in shown}, edges)
        return ChartContext(
            page=self._context,
            parent=self,
            drawing=desk.drawing,
            network=network,
            chosen=desk.chart.under(self._order),
            mark=self._mark,
            bring=self._bring,
            tell=self.analysis.say,
        )

    def _mark(self, nodes: Collection[str], edges_found: Collection[str], sentence: str) -> None:
        chart = self.desk.chart
        shown = {self._drawn(chart.placed[key].group, key) for key in nodes if key in chart.placed}
        self.canvas.mark(shown, edges_found)
        self.analysis.say(sentence)
        self._open_panel(ANALYSIS)

    def _drawn(self, group: str | None, key: str) -> str:
        return group if group is not None and self.desk.chart.groups[group].folded else key

    def _bring(self, found: Network) -> None:
        if self.desk.bring(found, found):
            self.refresh()
            self.canvas.fit()


__all__ = ["CHART", "ChartPage"]
