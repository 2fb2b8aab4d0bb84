"""What a chart leaves out, chosen from what is on it: kinds, certainty, reliability, links, sources, a period."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.formats import FormatProblem, format_short_date, parse_date
from app.rules.network.chart_sieve import NO_ORIGIN, Sieve, offered
from ui.plain import plain
from ui.tokens import Space
from ui.widgets.forms.labelled import Labelled
from ui.widgets.parts import button, column, label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.rules.network.chart import Chart
    from app.rules.network.graph import Network

_GROUPS = (
    ("kinds", "Soort"),
    ("certainties", "Zekerheid"),
    ("reliabilities", "Betrouwbaarheid"),
    ("labels", "Verband"),
    ("origins", "Bron"),
)
_NONE = {"reliabilities": "niet beoordeeld", "origins": "zonder bron"}
_ON_PERIOD = (
    "Verbanden die buiten deze periode vallen, worden niet getekend. Een filter op verband of bron wordt niet met het "
    "schema bewaard."
)
LONGEST = 40  # characters of a source that are shown; all of it is in the tip
MOST = 30  # values of one group that are offered


class FilterPanel(QWidget):
    """Boxes that are ticked for what shows. `sifted` carries what the user wants left out."""

    sifted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sieve = Sieve()
        self.boxes: dict[tuple[str, Any], QCheckBox] = {}
        self.since = _day("Vanaf")
        self.until = _day("Tot en met")
        for each in (self.since, self.until):
            each.line.editingFinished.connect(self._on_period)
        self.all = button("Alles tonen", "funnel-x", act=lambda: self.sifted.emit(Sieve()))
        inside = QWidget()
        inside.setProperty("ground", "clear")
        self._list: QVBoxLayout = column(space=Space.TIGHT)
        within = column(inside, Space.SMALL)
        within.addWidget(label("Alleen wat is aangevinkt, staat op het schema.", "caption", wrap=True))
        within.addLayout(self._list)
        within.addWidget(self.since)
        within.addWidget(self.until)
        within.addWidget(label(_ON_PERIOD, "caption", wrap=True))
        within.addWidget(self.all, alignment=Qt.AlignmentFlag.AlignLeft)
        within.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Filters van dit schema")
        area.setWidget(inside)
        column(self, 0).addWidget(area)

    def show_chart(self, network: Network, chart: Chart) -> None:
        """Offer what is on this chart."""
        self._sieve = chart.sieve
        found = offered(network, chart.placed)
        wanted = {
            (name, value): (title, self._told(name, value, count))
            for name, title in _GROUPS
            for value, count in _in_order(getattr(found, name), getattr(chart.sieve, name))
        }
        if list(wanted) != list(self.boxes):
            self._rebuild(wanted)
        for at, (_, text) in wanted.items():
            box = self.boxes[at]
            box.setText(text)
            with QSignalBlocker(box):
                box.setChecked(at[1] not in getattr(self._sieve, at[0]))
        for line, day in ((self.since, self._sieve.since), (self.until, self._sieve.until)):
            if not line.line.hasFocus():
                line.line.setText(format_short_date(day, unknown=""))
        self.all.setEnabled(not self._sieve.is_open)

    def _rebuild(self, wanted: Mapping[tuple[str, Any], tuple[str, str]]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes = {}
        last = ""
        for at, (title, text) in wanted.items():
            if title != last:
                self._list.addWidget(label(title, "label"))
                last = title
            box = QCheckBox(text)
            box.setAccessibleName(f"{title}: {text}")
            if isinstance(at[1], str):
                box.setToolTip(plain(at[1]))
            box.toggled.connect(lambda _on, at=at: self._on_box(at))
            self._list.addWidget(box)
            self.boxes[at] = box

    def _told(self, name: str, value: Any, count: int) -> str:  # noqa: ANN401  # of any group
        text = _NONE[name] if name in _NONE and value in (None, NO_ORIGIN) else str(getattr(value, "label", value))
        shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
        return f"{shown} ({count})".replace("&", "&&")

    def _on_box(self, at: tuple[str, Any]) -> None:
        name, value = at
        out: frozenset[Any] = getattr(self._sieve, name)
        left = out - {value} if self.boxes[at].isChecked() else out | {value}
        changes: dict[str, Any] = {name: left}
        self.sifted.emit(replace(self._sieve, **changes))

    def _on_period(self) -> None:
        days: list[date | None] = []
        for each in (self.since, self.until):
            try:
                days.append(parse_date(each.line.text()))
            except FormatProblem as problem:
                each.show_problem(str(problem))
                return
            each.show_problem("")
        since, until = days
        if since and until and until < since:
            self.until.show_problem("De laatste dag ligt niet voor de eerste.")
            return
        if (since, until) != (self._sieve.since, self._sieve.until):
            self.sifted.emit(replace(self._sieve, since=since, until=until))


def _day(title: str) -> Labelled:
    line = QLineEdit()
    line.setMaxLength(40)
    line.setPlaceholderText("dd-mm-jjjj")
    line.setAccessibleName(f"Verbanden {title.lower()}")
    return Labelled(title, line)


def _in_order(counts: Mapping[Any, int], left_out: frozenset[Any]) -> list[tuple[Any, int]]:
    """The most first; what is left out is offered too, so that it can be let in again."""
    everything = {**dict.fromkeys(left_out, 0), **counts}
    ordered = sorted(everything.items(), key=lambda pair: (-pair[1], str(pair[0])))
    kept = ordered[:MOST]
    return kept + [pair for pair in ordered[MOST:] if pair[0] in left_out]
