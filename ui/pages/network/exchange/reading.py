"""What a user is reading in: the files, how each table is read, the dry run, and what became of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import ImportProblem
from app.exchange.graphs.bundle import LARGEST_FILE
from app.exchange.graphs.formats import form_of, read_network
from app.exchange.graphs.storing import ImportPlan, Terms, plan_for
from app.exchange.graphs.tables import RELATIONS, Reading, proposed
from app.exchange.graphs.tables_in import headings_of, tables_in
from app.formats import format_integer
from app.services.importing.mappings import SavedMapping, save_mapping, saved_mappings
from app.services.importing.storing import Source
from app.services.network.exchange.coming_in import TakenIn
from app.services.network.links import Links
from app.services.signals.mentions import Mentions
from app.vault.progress import unheard
from app.vault.session import UnlockedVault

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.progress import Progress


@dataclass
class Sitting:
    """One import from beginning to end. `readings` are by the name of each table; empty for GraphML and the like."""

    vault: UnlockedVault
    files: list[tuple[str, bytes]] = field(default_factory=list)
    readings: dict[str, Reading] = field(default_factory=dict)
    headings: dict[str, list[str]] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)
    plan: ImportPlan | None = None
    taken: TakenIn | None = None

    def add(self, path: Path) -> None:
        """Take a file along; ImportProblem when it cannot be read, and then it is not taken."""
        files = [*self.files, (path.name, _content(path))]
        if form_of(files[0][1]) == "tables":
            tables = tables_in(files)
            if not tables:
                raise ImportProblem(f"In ‘{path.name}’ staat geen tabel.")
            self.headings = {name: [text for text in headings_of(sheet) if text] for name, sheet in tables}
            self.readings = {name: self.readings.get(name) or proposed(self.headings[name]) for name in self.headings}
        else:
            read_network(files)
        self.files = files
        self.plan = None

    def forget(self) -> None:
        """Begin with other files."""
        self.files, self.readings, self.headings, self.plan = [], {}, {}, None

    @property
    def source(self) -> Source:
        """What is logged of the files: their names, and the hash of their bytes one after another."""
        digest = hashlib.sha256(b"".join(content for _, content in self.files)).hexdigest()
        return Source(", ".join(name for name, _ in self.files), digest)

    def look(self, tell: Progress = unheard) -> ImportPlan:
        """The dry run, with how each table is read now."""
        bundle = read_network(self.files, self.readings or None)
        return plan_for(self.vault, bundle, self.source, self.terms, tell)

    def saved(self, table: str) -> tuple[SavedMapping, ...]:
        """The saved ways of reading a table that holds what this one does."""
        return saved_mappings(self._register(table))

    def keep(self, table: str, name: str) -> None:
        """Keep how this table is read under a name."""
        save_mapping(self._register(table), name, self.readings[table].columns)

    def use(self, table: str, saved: SavedMapping) -> None:
        """Read this table in a saved way, as far as it has those headings."""
        known = {heading: column for heading, column in saved.columns.items() if heading in self.headings[table]}
        self.readings[table] = Reading(self.readings[table].holds, known)

    def _register(self, table: str) -> Links | Mentions:
        return Links(self.vault) if self.readings[table].holds == RELATIONS else Mentions(self.vault)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as broken:
        raise ImportProblem(f"Het bestand {path} is niet te lezen.") from broken
    if len(content) > LARGEST_FILE:
        raise ImportProblem(
            f"‘{path.name}’ is groter dan {format_integer(LARGEST_FILE // 1024 // 1024)} MB; deel het op."
        )
    return content
