"""An extract of cases for who has no Bolwerk, such as the RIEC or the police: to read, complete, and logged.

What is in it is what would travel in a package: as far as the role of the giver goes.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.errors import BugError, Invalid, NotFound
from app.formats import format_date
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.attachments.reading import megabytes
from app.services.casework.timeline import timeline_of
from app.services.clock import today
from app.services.packages.gathering import gather, types_in
from app.services.packages.giving import NOTHING_CHOSEN, Logged, handover, log_package
from app.services.packages.kinds import kind_named
from app.services.packages.people import names_of_all
from app.services.packages.values import sent, spoken
from models.casework import Attachment, AttachmentPiece, Case, SignalCase
from models.casework.package_choices import PackageWay

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from app.services.packages.gathering import Gathered, Row
    from app.services.packages.giving import Why
    from app.services.packages.kinds import Travelling
    from app.vault.session import UnlockedVault

LARGEST = 200_000_000
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FACTS = (
    ("number", "Nummer"),
    ("external_number", "Extern zaaknummer"),
    ("level", "Niveau"),
    ("theme", "Thema"),
    ("status", "Status"),
    ("opened_on", "Gestart"),
    ("closed_on", "Afgesloten op"),
    ("closing_reason", "Reden van afsluiten"),
    ("handler", "Regisseur"),
    ("location", "Locatie"),
    ("partners", "Partners"),
    ("description", "Omschrijving"),
    ("approach", "Aanpak"),
    ("result", "Resultaat"),
)


@dataclass(frozen=True, slots=True)
class _Shown:
    """How a kind of record stands in an extract: a table with these columns, (field, title)."""

    kind: str
    title: str
    columns: tuple[tuple[str, str], ...]


_SHOWN = (
    _Shown(
        "mention",
        "Betrokkenen en genoemde zaken",
        (
            ("label", "Wie of wat"),
            ("kind", "Soort"),
            ("role", "Rol"),
            ("certainty", "Zekerheid"),
            ("origin", "Herkomst"),
        ),
    ),
    _Shown(
        "signal",
        "Signalen",
        (
            ("number", "Nummer"),
            ("received_on", "Ontvangen"),
            ("source", "Bron"),
            ("facts", "Feiten"),
            ("interpretation", "Interpretatie"),
        ),
    ),
    _Shown(
        "intervention",
        "Interventies",
        (
            ("title", "Wat"),
            ("kind", "Instrument"),
            ("status", "Status"),
            ("done_on", "Uitgevoerd op"),
            ("effect", "Effect"),
        ),
    ),
    _Shown("case_task", "Taken", (("title", "Taak"), ("owner", "Wie"), ("due_on", "Uiterlijk"), ("done_on", "Gereed"))),
    _Shown("inspection", "Integrale controles", (("title", "Controle"), ("planned_on", "Op"), ("result", "Resultaat"))),
    _Shown("finding", "Bevindingen", (("law", "Wet"), ("location", "Plaats"), ("text", "Bevinding"))),
    _Shown("case_note", "Notities", (("written_by", "Van"), ("written_at", "Op"), ("text", "Notitie"))),
    _Shown(
        "case_handover",
        "Eerdere overdrachten",
        (("handed_on", "Op"), ("recipient", "Aan"), ("what", "Wat"), ("ground", "Grondslag")),
    ),
)


@dataclass(frozen=True, slots=True)
class ExtractTable:
    """A table: its title, the titles of its columns, and rows of texts."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ExtractCase:
    """A case: what it is called, its facts as (title, text), and tables of what hangs on it."""

    id: int
    number: str
    title: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[ExtractTable, ...]


@dataclass(frozen=True, slots=True)
class ExtractFile:
    """An attachment that goes along: the name it has there, in which case, and its hash."""

    id: int
    name: str
    case: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Extract:
    """All of it, as it was on a day."""

    municipality: str
    day: date
    cases: tuple[ExtractCase, ...]
    files: tuple[ExtractFile, ...]
    what: str


def new_password() -> str:
    """A password of 100 bits, to be told by another way than the file goes."""
    symbols = "".join(secrets.choice(_CROCKFORD) for _ in range(20))
    return "-".join(symbols[at : at + 4] for at in range(0, 20, 4))


@requires(Act.HAND_OVER_CASES, CASEWORK)
def extract_of(vault: UnlockedVault, cases: Sequence[int], left_out: frozenset[str] = frozenset()) -> Extract:
    """What goes in an extract of these cases; Invalid when none is chosen or the attachments are too large."""
    if not cases:
        raise Invalid({"cases": NOTHING_CHOSEN})
    names = names_of_all(vault)
    timelines = {key: _timeline(vault, key) for key in cases}
    with vault.read(CASEWORK) as session:
        found = gather(vault, session, cases, left_out)
        if set(cases) - set(found.rows["case"]):
            raise NotFound("Een van de gekozen casussen bestaat niet (meer).")
        files = _files(found)
        if sum(each.size for each in files) > LARGEST:
            raise Invalid({"cases": f"De bijlagen zijn samen meer dan {megabytes(LARGEST)}; kies minder casussen."})
        feeding = _feeding(session, cases)
        types = types_in(session)
        shown = tuple(
            _case(
                found,
                key,
                feeding=feeding,
                type_name=types[row["case_type_id"]].name,
                names=names,
                timeline=timelines[key],
            )
            for key, row in found.rows["case"].items()
        )
        return Extract(vault.municipality, today(), shown, files, found.counted())


@requires(Act.HAND_OVER_CASES, CASEWORK)
def content_of(vault: UnlockedVault, file: ExtractFile) -> bytes:
    """The content of an attachment that goes along."""
    pieces = select(AttachmentPiece.content).where(AttachmentPiece.attachment_id == file.id)
    with vault.read(CASEWORK) as session:
        content = b"".join(session.scalars(pieces.order_by(AttachmentPiece.place)))
        known = session.scalar(select(Attachment.sha256).where(Attachment.id == file.id))
    if known != file.sha256 or len(content) != file.size:
        raise NotFound(f"De bijlage ‘{file.name}’ is intussen veranderd of verwijderd; er is niets gemaakt.")
    return content


@requires(Act.HAND_OVER_CASES, CASEWORK)
def record_extract(vault: UnlockedVault, extract: Extract, *, recipient: str, why: Why, sha256: str) -> None:
    """Log that an extract leaves the vault, and in each case that it was handed over."""
    logged = Logged(secrets.token_hex(16), PackageWay.EXTRACT, recipient, f"Uittreksel: {extract.what}", sha256)
    with vault.write(CASEWORK) as work:
        key = log_package(vault, work, logged, why)
        for each in extract.cases:
            if work.session.get(Case, each.id) is None:
                raise NotFound("Een van de casussen is intussen verwijderd; er is niets gemaakt.")
            handover(work, each.id, why, logged)
        work.record("case_package.extracted", "case_package", key)


def _feeding(session: Session, cases: Sequence[int]) -> dict[int, set[int]]:
    """The signals of each case."""
    found: dict[int, set[int]] = {key: set() for key in cases}
    rows = select(SignalCase.case_id, SignalCase.signal_id).where(SignalCase.case_id.in_(list(cases)))
    for case_id, signal_id in session.execute(rows):
        found[case_id].add(signal_id)
    return found


def _case(
    found: Gathered,
    key: int,
    *,
    feeding: Mapping[int, set[int]],
    type_name: str,
    names: Mapping[str, str],
    timeline: ExtractTable,
) -> ExtractCase:
    row = found.rows["case"][key]
    kind = _kind("case")
    facts = [("Type", type_name)]
    facts += [(title, text) for name, title in _FACTS if (text := _text(kind, row, name, names))]
    inspections = {each for each, item in found.rows["inspection"].items() if item["case_id"] == key}

    def belongs(item: Row) -> bool:
        return (
            item.get("case_id") == key
            or item.get("signal_id") in feeding[key]
            or item.get("inspection_id") in inspections
        )

    tables = []
    for shown in _SHOWN:
        of_kind = found.rows[shown.kind]
        some = [
            item for each, item in of_kind.items() if belongs(item) or (shown.kind == "signal" and each in feeding[key])
        ]
        if some:
            part = _kind(shown.kind)
            rows = tuple(tuple(_text(part, item, name, names) for name, _ in shown.columns) for item in some)
            tables.append(ExtractTable(shown.title, tuple(title for _, title in shown.columns), rows))
    if timeline.rows:
        tables.append(timeline)
    return ExtractCase(key, row["number"], row["title"], tuple(facts), tuple(tables))


def _timeline(vault: UnlockedVault, case_id: int) -> ExtractTable:
    rows = tuple(
        (format_date(each.day), each.who, ". ".join(part for part in (each.what, each.title, each.detail) if part))
        for each in reversed(timeline_of(vault, case_id))
    )
    return ExtractTable("Tijdlijn", ("Dag", "Wie", "Wat"), rows)


def _kind(name: str) -> Travelling:
    found = kind_named(name)
    if found is None:
        raise BugError(f"{name} does not travel")
    return found


def _text(kind: Travelling, row: Row, name: str, names: Mapping[str, str]) -> str:
    value: Any = row[name]
    if name in kind.accounts:
        return names.get(value, "")
    if name.endswith("_at") and isinstance(value, str):
        return format_date(date.fromisoformat(value[:10]))
    if isinstance(value, list):
        return ", ".join(value)
    return spoken(kind.table.c[name], sent(value))


def _files(found: Gathered) -> tuple[ExtractFile, ...]:
    """Every attachment under a name of its own."""
    numbers = {key: row["number"] for key, row in found.rows["case"].items()}
    signals = {key: row["number"] for key, row in found.rows["signal"].items()}
    taken: set[str] = set()
    files = []
    for key, row in found.rows["attachment"].items():
        of = numbers.get(row["case_id"]) or signals.get(row["signal_id"]) or ""
        stem, dot, ending = row["name"].rpartition(".")
        name, place = row["name"], 1
        while name.casefold() in taken:
            place += 1
            name = f"{stem} ({place}){dot}{ending}" if dot else f"{row['name']} ({place})"
        taken.add(name.casefold())
        files.append(ExtractFile(key, name, of, row["size"], row["sha256"]))
    return tuple(files)
