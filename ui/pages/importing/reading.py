"""What the steps of the course share: the file, the sheet that is read as what, and which columns are which fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.exchange.columns.known import known_registers
from app.exchange.columns.matching import fit
from app.exchange.tables.names import FIGURES
from app.exchange.tables.plan import table_plan
from app.rules.permissions import PROGRAMME, Act
from app.services.access import allowed

if TYPE_CHECKING:
    from app.exchange.columns.known import KnownRegister
    from app.exchange.plan import Reading
    from app.exchange.sheets.workbook import Sheet, Workbook
    from app.exchange.tables.plan import TablePlan
    from app.vault.session import UnlockedVault
    from ui.tasks import Tasks

FIGURES_TITLE = "Jaarcijfers (typen per jaar)"
_CERTAIN = 2.0  # fewer headings than this say nothing about which list a sheet is


class Sitting:
    """One file that is being read. `table` is the plan of a printed table, None for an ordinary list."""

    def __init__(self, vault: UnlockedVault, tasks: Tasks, kind: str) -> None:
        self.vault = vault
        self.tasks = tasks
        self.kind = kind
        self.book: Workbook | None = None
        self.sheet: Sheet | None = None
        self.key = kind
        self.table: TablePlan | None = None
        self.reading: Reading | None = None
        self.read: set[str] = set()

    def choices(self) -> list[tuple[str, str]]:
        """What a sheet may be read as by this account: keys and titles, in the order of the alphabet."""
        found = [
            (key, each.title)
            for key, each in known_registers().items()
            if each.register.compartment in self.vault.available
            and allowed(self.vault, each.register.edit_act, each.register.compartment)
        ]
        if allowed(self.vault, Act.EDIT_PROGRAMME, PROGRAMME):
            found.append((FIGURES, FIGURES_TITLE))
        return sorted(found, key=lambda each: each[1].casefold())

    @property
    def known(self) -> KnownRegister:
        """The register that is read into."""
        return known_registers()[self.key]

    def guess(self, sheet: Sheet) -> str:
        """What a sheet seems to be: the list that one came from if it fits, else the one that fits best."""
        if self.book is None:
            return self.kind
        keys = [key for key, _ in self.choices()]
        for key in (FIGURES, "budget"):
            if key in keys and table_plan(self.vault, key, self.book, sheet) is not None:
                return key
        fits = {key: fit(sheet, known_registers()[key]) for key in keys if key in known_registers()}
        best = max(fits, key=lambda key: (fits[key], key == self.kind), default=self.kind)
        if fits.get(best, 0.0) < _CERTAIN:
            return self.kind
        return self.kind if fits.get(self.kind, 0.0) >= fits[best] else best

    def choose(self, sheet: Sheet, key: str) -> None:
        """Read this sheet as that."""
        self.sheet, self.key, self.reading = sheet, key, None
        self.table = table_plan(self.vault, key, self.book, sheet) if self.book is not None else None
