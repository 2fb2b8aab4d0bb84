"""The formats of a network file: what each is called, and how it is written and read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import ImportProblem
from app.exchange.graphs.anx import write_anx
from app.exchange.graphs.bundle import Bundle
from app.exchange.graphs.ftm import read_ftm, write_ftm
from app.exchange.graphs.graphml import read_graphml, write_graphml
from app.exchange.graphs.tables_in import read_tables
from app.exchange.graphs.tables_out import write_csv, write_xlsx

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.exchange.graphs.tables import Reading


@dataclass(frozen=True, slots=True)
class Format:
    """A format to write. `suffix` is that of the file, `said` what it is for."""

    key: str
    label: str
    suffix: str
    said: str
    write: Callable[[Bundle], bytes]


FORMATS = (
    Format("xlsx", "Excel-werkmap", ".xlsx", "Twee bladen: entiteiten en verbanden.", write_xlsx),
    Format("csv", "CSV-bestanden in een ZIP", ".zip", "Twee tabellen met puntkomma’s.", write_csv),
    Format("graphml", "GraphML", ".graphml", "Voor Gephi, yEd, Cytoscape en networkx.", write_graphml),
    Format(
        "ftm", "FollowTheMoney (JSON-regels)", ".ftm.json", "Voor OpenAleph en andere onderzoeksoftware.", write_ftm
    ),
    Format("anx", "i2 Analyst’s Notebook (ANX)", ".anx", "Voor Analyst’s Notebook bij politie en RIEC.", write_anx),
)
READABLE = (".xlsx", ".ods", ".csv", ".txt", ".zip", ".graphml", ".xml", ".json", ".jsonl", ".ftm")
"""The suffixes of files that can be read; what is in one is told by its content."""


def read_network(files: Sequence[tuple[str, bytes]], readings: Mapping[str, Reading] | None = None) -> Bundle:
    """The bundle in these files: one GraphML or FollowTheMoney file, or one or more tables. ImportProblem if none."""
    if not files:
        raise ImportProblem("Kies een bestand.")
    name, content = files[0]
    form = form_of(content)
    if form == "tables":
        return read_tables(files, readings)
    if len(files) > 1:
        raise ImportProblem(f"‘{name}’ is al een heel netwerk; kies het zonder andere bestanden.")
    return read_graphml(content) if form == "graphml" else read_ftm(content)


def form_of(content: bytes) -> str:
    """What a file is, by how it begins: "graphml", "ftm" or "tables"."""
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return "graphml"
    return "ftm" if start.startswith((b"{", b"[")) else "tables"
