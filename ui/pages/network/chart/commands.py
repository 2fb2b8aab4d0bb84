"""What the tools of a chart do: begin, open, save, export, compare, lay out, and the acts on chosen nodes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.errors import AppError, Cancelled
from app.formats import format_count, format_date, format_integer
from app.rules.network import chart_acts as acts
from app.rules.network.chart import GROUP_PREFIX
from app.rules.network.grouping import leaves
from app.rules.network.layout import Layout
from app.services.clock import today
from app.services.network.charts.export import CLASSIFICATION
from app.services.network.charts.saving import open_chart
from ui import dialogs
from ui.pages.network.chart.begin import BeginDialog
from ui.pages.network.chart.bench import ANALYSIS
from ui.pages.network.chart.expand import MOST_DRAWN
from ui.pages.network.chart.export import ExportChartDialog
from ui.pages.network.chart.reading import begin, further, since_last_meeting
from ui.pages.network.chart.saving import OpenChartDialog, SaveChartDialog
from ui.tokens import Tone
from ui.widgets.chart.lists import told
from ui.widgets.chart.pictures import Caption, Plate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from app.rules.network.graph import NodeKind
    from app.services.network.around.steps import Around
    from app.services.network.charts.saving import Opened
    from ui.pages.network.chart.bench import ChartBench
    from ui.pages.network.chart.desk import ChartDesk
    from ui.pages.network.chart.reading import Further, Since
    from ui.tasks import Progress
    from ui.widgets.page import PageContext

UNNAMED = "Naamloos schema"


class ChartCommands:
    """Works on a desk and tells on a bench. `chosen` gives the keys of what is chosen, in order."""

    def __init__(
        self, context: PageContext, desk: ChartDesk, bench: ChartBench, chosen: Callable[[], Sequence[str]]
    ) -> None:
        self._context, self._desk, self._bench, self._chosen = context, desk, bench, chosen
        self._acts: dict[str, Callable[[], object]] = {
            "begin": self.begin,
            "open": self.open,
            "save": self.save,
            "export": self.export,
            "since": self.compare,
            "undo": desk.undo,
            "redo": desk.redo,
            "fit": bench.canvas.fit,
            "nearer": lambda: bench.canvas.zoom(1),
            "farther": lambda: bench.canvas.zoom(-1),
            "lasso": self._lasso,
            "leaves": self._leaves,
            "group": lambda: desk.do(acts.group(desk.chart, chosen())),
            "fold": self.fold,
            "ungroup": self._ungroup,
            "hide": lambda: desk.do(acts.hide(desk.chart, chosen())),
            "show": lambda: desk.do(acts.show(desk.chart)),
            "remove": lambda: desk.do(acts.remove(desk.chart, chosen())),
            "focus": lambda: bench.canvas.fit(chosen() or None),
            **{f"layout.{how.value}": partial(self._lay_out, how) for how in Layout},
        }

    def run(self, code: str) -> None:
        """What a button of the tools stands for."""
        self._acts[code]()

    # Beginning and going further

    def begin(self) -> None:
        """Ask with what, and begin."""
        if not self.may_drop():
            return
        dialog = BeginDialog(self._context.vault, self._bench)
        if not dialogs.run(dialog):
            return
        try:
            starts = dialog.starts
        except AppError as error:
            self._refused(error)
            return
        self.begin_with(starts, dialog.hops)

    def begin_with(self, starts: Sequence[str], hops: int = 1) -> None:
        """A new chart around these."""
        if not starts:
            self._bench.message.say("Er is niets om het schema mee te beginnen.", Tone.NEUTRAL)
            return
        vault = self._context.vault
        work = partial(begin, vault, tuple(starts), hops, MOST_DRAWN)
        self._start(work, "Zoeken wat ermee verbonden is", partial(self._on_begun, tuple(starts)))

    def _on_begun(self, starts: tuple[str, ...], found: Around) -> None:
        begun = [key for key, steps in found.steps.items() if steps == 0] or list(starts)
        self._desk.begin(found.network, begun)
        self._bench.canvas.fit()
        self._bench.canvas.choose(begun)
        if not found.network.nodes:
            self._bench.message.say("Dit is er niet (meer), of u mag het niet inzien.", Tone.WARNING)
        else:
            self._tell_limits(found)

    def go_further(self, kinds: frozenset[NodeKind]) -> None:
        """One step from what is chosen."""
        desk = self._desk
        keys = desk.chart.under(self._chosen())
        room = max(MOST_DRAWN - len(desk.chart.placed), 0)
        work = partial(further, self._context.vault, keys, kinds, placed=tuple(desk.chart.placed), room=room)
        self._start(work, "Uitbreiden", self._on_further)

    def _on_further(self, more: Further) -> None:
        self._desk.bring(more.found.network, more.network)
        self._tell_limits(more.found)

    def _tell_limits(self, found: Around) -> None:
        """What was not brought, and why."""
        lines = []
        if found.left_out:
            lines.append(
                f"Er zijn {format_count(found.left_out, 'knoop', 'knopen')} meer dan op een schema passen; de "
                f"eerste {format_integer(MOST_DRAWN)} staan erop. Filter op soort, of begin dichterbij."
            )
        if found.hubs:
            names = ", ".join(node.label for node in found.hubs[:3])
            lines.append(f"Voorbij {names} is niet verder gezocht: daar komt zeer veel samen.")
        if lines:
            self._bench.message.say(" ".join(lines), Tone.NEUTRAL)

    # Saving and opening

    def open(self) -> None:
        """Ask which, and open it."""
        if not self.may_drop():
            return
        dialog = OpenChartDialog(self._context.vault, not self._bench.tools.save.isHidden(), self._bench)
        if dialogs.run(dialog) and dialog.chosen is not None:
            self.open_saved(*dialog.chosen)

    def open_saved(self, chart: int, number: int | None = None) -> None:
        """A saved version, the newest unless told."""
        vault = self._context.vault
        self._start(lambda _progress: open_chart(vault, chart, number), "Schema lezen", self._on_opened)

    def _on_opened(self, opened: Opened) -> None:
        self._desk.open(opened)
        self._bench.canvas.fit()
        lines = []
        if self._desk.drawing.missing:
            count = format_count(len(self._desk.drawing.missing), "knoop", "knopen")
            lines.append(f"{count} van deze versie wordt niet getekend: gewist, verlopen of voor u niet in te zien.")
        if opened.joined:
            count = format_count(len(opened.joined), "knoop", "knopen")
            lines.append(f"{count} is intussen als dezelfde beoordeeld en valt samen met een andere.")
        if lines:
            self._bench.message.say(" ".join(lines), Tone.WARNING)
        else:
            self._bench.message.hide()

    def save(self) -> bool:
        """Ask for a name, and save a version; whether that was done."""
        if not self._desk.chart.placed or self._bench.tools.save.isHidden():
            return False
        dialog = SaveChartDialog(self._context.vault, self._desk, self._bench)
        if not dialogs.run(dialog) or dialog.made is None:
            return False
        saved, name, content = dialog.made
        self._desk.kept(saved, name, content)
        if saved.between:
            who = ", ".join(f"versie {each.number} van {each.saved_by}" for each in saved.between)
            self._bench.message.say(
                f"Bewaard als versie {saved.number}. Intussen is ook {who} bewaard; die staat bij Openen.", Tone.WARNING
            )
        else:
            self._bench.message.say(f"‘{name}’ is bewaard als versie {saved.number}.")
        return True

    def may_drop(self) -> bool:
        """Whether what is on the chart may go; asks when it was not saved."""
        if not self._desk.dirty:
            return True
        answer = dialogs.ask_unsaved(self._bench, "dit schema gewijzigd")
        if answer is dialogs.Answer.SAVE:
            return self.save()
        return answer is dialogs.Answer.DISCARD

    def export(self) -> None:
        """Take a picture of it out."""
        vault, drawing = self._context.vault, self._desk.drawing
        facts = sum(len(line.edges) for line in drawing.edges)
        caption = Caption(
            self._desk.name or UNNAMED,
            f"Stand van {format_date(today())}, {told(len(drawing.nodes), facts)}. Gemaakt door {vault.account.name}.",
            CLASSIFICATION.label,
        )
        plate = Plate(drawing, self._bench.canvas.marks, caption)
        dialog = ExportChartDialog(vault, self._context.tasks, plate, self._desk.saved_id, self._bench)
        if dialogs.run(dialog) and dialog.made is not None:
            self._bench.message.say(f"Het schema is {dialog.made}.")

    def compare(self) -> None:
        """Point out what came since the version of the last meeting."""
        desk = self._desk
        vault, chart, content = self._context.vault, desk.saved_id, desk.content
        nodes = [key for key in desk.chart.placed if key in desk.network.nodes]
        self._start(
            lambda _progress: since_last_meeting(vault, chart, nodes, content.edges), "Vergelijken", self._on_compared
        )

    def _on_compared(self, since: Since) -> None:
        if since.held_on is None:
            self._bench.message.say("Er is nog geen overleg gehouden.", Tone.NEUTRAL)
            return
        changes = since.changes
        if changes is None:
            self._bench.canvas.mark((), since.recorded)
        else:
            self._bench.canvas.mark(changes.nodes_new, changes.edges_new)
        self._bench.analysis.say(changed(since))
        self._bench.open_panel(ANALYSIS)

    # On the chart

    def fold(self) -> None:
        """Fold the chosen groups, or unfold them; a chosen member stands for its group."""
        for key in self._groups():
            self._desk.do(acts.fold(self._desk.chart, key, folded=not self._desk.chart.groups[key].folded))

    def _ungroup(self) -> None:
        for key in self._groups():
            self._desk.do(acts.ungroup(self._desk.chart, key))

    def _groups(self) -> list[str]:
        chart = self._desk.chart
        found = (key if key.startswith(GROUP_PREFIX) else _group_of(chart, key) for key in self._chosen())
        return [key for key in dict.fromkeys(found) if key in chart.groups]

    def _leaves(self) -> None:
        chart, drawing = self._desk.chart, self._desk.drawing
        bundles = leaves(self._desk.network, [node.key for node in drawing.nodes if not node.members])
        if not bundles:
            self._bench.message.say(
                "Er zijn nergens drie of meer eindpunten van één soort bij één knoop.", Tone.NEUTRAL
            )
        self._desk.do(acts.group_each(chart, bundles, "eindpunten groeperen"))

    def _lay_out(self, how: Layout) -> None:
        chosen = self._chosen()
        self._desk.lay_out(how, chosen if len(chosen) > 1 else ())
        self._bench.canvas.fit()

    def _lasso(self) -> None:
        self._bench.canvas.lassoing = self._bench.tools.lasso.isChecked()

    def _start(self, work: Callable[[Progress], Any], first: str, done: Callable[[Any], None]) -> None:
        if self._bench.job.busy:
            return
        self._bench.message.hide()
        self._bench.job.start(work, first=first, done=lambda made: self._ended(done, made), refused=self._refused)
        self._desk.changed.emit()  # the tools wait

    def _ended(self, done: Callable[[Any], None], made: Any) -> None:  # noqa: ANN401  # whatever was read
        done(made)
        self._desk.changed.emit()

    def _refused(self, error: AppError) -> None:
        tone = Tone.NEUTRAL if isinstance(error, Cancelled) else Tone.DANGER
        self._bench.message.say(str(error), tone)
        self._desk.changed.emit()


def changed(since: Since) -> str:
    """What changed since the last meeting, in sentences."""
    held_on = format_date(since.held_on)
    if since.version is None or since.changes is None:
        lines = format_count(len(since.recorded), "verband", "verbanden")
        return (
            f"Sinds het overleg van {held_on} vastgelegd, en aangewezen op het schema: {lines}.\n\nEr is geen versie "
            "van dit schema van toen. Daarom is niet bekend wat er niet meer op staat."
        )
    head = f"Sinds versie {since.version.number} ({format_date(since.version.saved_on)}, bij het overleg van {held_on})"
    if since.changes.nothing:
        return f"{head} is er niets veranderd."
    came = told(len(since.changes.nodes_new), len(since.changes.edges_new))
    went = told(len(since.changes.nodes_gone), len(since.changes.edges_gone))
    return f"{head}:\n\nErbij, en aangewezen op het schema: {came}.\n\nNiet meer op het schema: {went}."


def _group_of(chart: Any, key: str) -> str:  # noqa: ANN401  # a Chart
    placed = chart.placed.get(key)
    return (placed.group or "") if placed is not None else ""
