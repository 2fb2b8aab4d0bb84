"""Comparing the bookings of a year with a CSV file of the ledger: asking for both, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QTabWidget, QWidget

from app.errors import Invalid
from app.formats import format_amount, format_count, format_integer, format_plain_amount, format_short_date
from app.services.clock import today
from app.services.programme.ledger import booked_years, reconcile
from ui import dialogs
from ui.tokens import Space, Tone
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.choose import Choose
from ui.widgets.parts import EmptyState, KeyFigure, button, column, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.rules.ledger import LedgerEntry, Pair
    from app.services.programme.ledger import BadCell, Reconciliation
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress, Tasks
    from ui.widgets.record.description import ActContext

_KINDS = "CSV-bestanden (*.csv *.txt);;Alle bestanden (*)"
_NOTHING = "Hier is niets te melden."


@dataclass(frozen=True, slots=True)
class Tab:
    """One list of the result: its title, how many are in it, and the table, or None when it is empty."""

    title: str
    count: int
    table: PlainTable | None


class ReconcileDialog(ActDialog):
    """Asks for the year and the file; `made` is what the comparison gave."""

    doing = "Vergelijken"

    def __init__(self, vault: UnlockedVault, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            "Vergelijken met het grootboek",
            "Bewaar de mutaties van het grootboek als CSV-bestand. De eerste regel noemt de kolommen; nodig zijn een "
            "datum en een bedrag. Bolwerk vergelijkt en verandert niets.",
            "Vergelijken",
            icon="table-2",
            tasks=tasks,
            parent=parent,
        )
        self._vault = vault
        self.path: Path | None = None
        years = booked_years(vault) or (today().year,)
        self.year = Choose(characters=8)
        self.year.setAccessibleName("Jaar van de boekingen")
        self.year.fill([(year, str(year)) for year in years], years[0])
        self.chosen = label("Nog geen bestand gekozen.", "muted", wrap=True)
        for title, part in (
            ("Jaar", self.year),
            ("Bestand", button("Bestand kiezen…", "folder-open", act=self.choose)),
        ):
            across = row(space=Space.MEDIUM)
            across.addWidget(label(title, "label"))
            across.addWidget(part)
            across.addStretch()
            self.body.addLayout(across)
        self.body.addWidget(self.chosen)

    def choose(self) -> None:
        """Let the user choose the file."""
        path = dialogs.choose_file(self, "Grootboek kiezen", _KINDS)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Use this file."""
        self.path = path
        self.chosen.setText(path.name)

    def prepare(self) -> Callable[[Progress], Reconciliation]:
        """Compare the year with the file; Invalid while none was chosen."""
        path, year = self.path, self.year.value
        if path is None:
            raise Invalid({"": "Kies eerst een bestand."})
        return lambda _progress: reconcile(self._vault, year, path)


class ReconciledDialog(QDialog):
    """What the comparison gave: totals, and a list for each kind of finding."""

    def __init__(self, found: Reconciliation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Boekingen naast het grootboek")
        self.resize(1040, 660)
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(label(f"Boekingen van {found.year} naast het grootboek", "section"))
        figures = row(space=Space.MEDIUM)
        for title, figure, note in _figures(found):
            figures.addWidget(KeyFigure(title, figure, note), 1)
        layout.addLayout(figures)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Uitkomsten")
        for tab in tabs_of(found):
            self.tabs.addTab(tab.table or EmptyState("circle-check", tab.title, _NOTHING), f"{tab.title} ({tab.count})")
        layout.addWidget(self.tabs, 1)
        for text in remarks(found):
            layout.addWidget(label(text, "caption", wrap=True))
        buttons = row()
        buttons.addStretch()
        buttons.addWidget(button("Sluiten", kind="primary", act=self.accept))
        layout.addLayout(buttons)


def ask_to_reconcile(context: ActContext) -> None:
    """Let the user compare a year with a file, and show what differs."""
    dialog = ReconcileDialog(context.vault, context.tasks, context.parent)
    if dialogs.run(dialog) and dialog.made is not None:
        dialogs.run(ReconciledDialog(dialog.made, context.parent))


def tabs_of(found: Reconciliation) -> tuple[Tab, ...]:
    """The lists, those with something to look at first."""
    comparison = found.found
    same = [pair for pair in comparison.pairs if not pair.differs]
    return (
        Tab("Verschillen", len(comparison.differing), _differences(comparison.differing)),
        Tab("Alleen in het grootboek", len(comparison.only_ledger), _entries("grootboek", comparison.only_ledger)),
        Tab("Alleen in Bolwerk", len(comparison.only_ours), _entries("Bolwerk", comparison.only_ours)),
        Tab("Niet te lezen", len(found.bad), _bad(found.bad)),
        Tab("Gelijk", len(same), _entries("beide", [pair.ledger for pair in same])),
    )


def remarks(found: Reconciliation) -> tuple[str, ...]:
    """How the file was read, and what of it was left out."""
    told = [f"Bedragen zijn gelezen als {found.notation.label}. Er is niets aangepast, hier noch in het bestand."]
    if found.unbooked:
        amount = format_amount(found.unbooked)
        told.append(f"Niet vergeleken is {amount}: uitgaven in één bedrag bij een post, zonder boekingen.")
    if found.outside:
        rows = format_count(found.outside, "regel", "regels")
        told.append(f"Buiten {found.year} en daarom niet vergeleken: {rows}.")
    return tuple(told)


def _figures(found: Reconciliation) -> tuple[tuple[str, str, str], ...]:
    difference = found.ledger_total - found.own_total
    told = "geen verschil in totaal" if not difference else "grootboek min Bolwerk"
    return (
        ("Grootboek", format_amount(found.ledger_total), f"regels van {found.year}"),
        ("Bolwerk", format_amount(found.own_total), f"boekingen van {found.year}"),
        ("Verschil", format_amount(difference), told),
    )


def _differences(pairs: Sequence[Pair]) -> PlainTable | None:
    titles = ("Kenmerk", "Verschilt in", "Grootboek", "Bolwerk", "Regel")
    return _table("Verschillen", titles, (16, 18, 0, 0, 6), [_pair(pair) for pair in pairs])


def _pair(pair: Pair) -> tuple[Cell, ...]:
    return (
        Cell(pair.ledger.reference or pair.ours.reference),
        Cell(", ".join(pair.differs), Tone.WARNING),
        Cell(_brief(pair.ledger)),
        Cell(_brief(pair.ours)),
        Cell(format_integer(pair.ledger.key)),
    )


def _brief(entry: LedgerEntry) -> str:
    more = [part for part in (entry.account, entry.cost_centre) if part]
    return " · ".join([format_short_date(entry.booked_on), format_plain_amount(entry.amount), *more])


def _entries(side: str, entries: Sequence[LedgerEntry]) -> PlainTable | None:
    titles = ("Datum", "Bedrag", "Kenmerk", "Omschrijving")
    rows = [
        (
            Cell(format_short_date(each.booked_on)),
            Cell(format_plain_amount(each.amount)),
            Cell(each.reference),
            Cell(each.description),
        )
        for each in entries
    ]
    return _table(f"Boekingen in {side}", titles, (11, 14, 16, 0), rows)


def _bad(bad: Sequence[BadCell]) -> PlainTable | None:
    rows = [(Cell(format_integer(each.row)), Cell(each.column), Cell(each.problem)) for each in bad]
    return _table("Niet te lezen", ("Regel", "Kolom", "Wat er mis is"), (7, 18, 0), rows)


def _table(
    name: str, titles: Sequence[str], widths: Sequence[int], rows: Sequence[tuple[Cell, ...]]
) -> PlainTable | None:
    if not rows:
        return None
    table = PlainTable(name, titles, widths)
    table.show_rows([(str(at), cells) for at, cells in enumerate(rows)])
    return table
