"""The extract of cases as one PDF that anybody with a password can read: text, list of contents, and the attachments.

One file and AES-256 (PDF 2.0, revision 6), because a reader that every office has opens it: Adobe Reader shows the
attachments behind the paperclip. The password goes by another way; an owner password that nobody knows keeps the file
from being changed in a reader, and its SHA-256 tells whether it was changed with anything else.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from reportlab.platypus import Spacer
from reportlab.platypus import Table as Grid

from app.errors import Invalid
from app.formats import format_count, format_date
from app.report import theme
from app.report.headings import Anchor, Heading
from app.report.paper import PaperHead, paper
from app.report.saving import staged
from app.report.tables import table_block
from app.report.text import plain
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.attachments.reading import megabytes
from app.services.document import Column, Row, Table
from app.services.packages.extract import content_of, extract_of, new_password, record_extract
from app.vault.progress import unheard
from models.choices import Classification

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from reportlab.platypus.flowables import Flowable

    from app.services.packages.extract import Extract, ExtractCase, ExtractTable
    from app.services.packages.giving import Why
    from app.vault.progress import Progress
    from app.vault.session import UnlockedVault

TITLE = "Uittreksel van casussen"
_FILES = (Column("Bijlage", 4), Column("Bij", 2.4), Column("Grootte", 1.4), Column("SHA-256", 5.6))
_WIDE = {"Wat", "Feiten", "Interpretatie", "Notitie", "Bevinding", "Wie of wat", "Taak", "Effect"}
_LONG = {"Omschrijving", "Aanpak", "Resultaat"}
_ALLOWED = pikepdf.Permissions(
    accessibility=True,
    extract=True,
    modify_annotation=False,
    modify_assembly=False,
    modify_form=False,
    modify_other=False,
    print_lowres=True,
    print_highres=True,
)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was written: the password to tell by another way, and the SHA-256 of the file."""

    password: str
    sha256: str


@requires(Act.HAND_OVER_CASES, CASEWORK)
def export_extract(
    vault: UnlockedVault, cases: Sequence[int], *, recipient: str, out: Path, why: Why, progress: Progress = unheard
) -> Extracted:
    """Write an extract of these cases to `out` and log it; may be stopped.

    Raises Invalid without recipient, reason or ground, NotFound, or ExportFailed; then `out` is as it was.
    """
    if not recipient.strip():
        raise Invalid({"recipient": "Vul in wie het uittreksel ontvangt."})
    why.check()
    progress("Gegevens verzamelen", None)
    extract = extract_of(vault, cases, why.kinds_left_out)
    progress("Document opmaken", None)
    text = extract_pdf(extract, recipient.strip(), why)
    files = {}
    for place, each in enumerate(extract.files):
        progress("Bijlagen toevoegen", place / len(extract.files))
        files[each.name] = content_of(vault, each)
    progress("Versleutelen", None)
    password = new_password()
    content = protected(text, files, password)
    sha256 = hashlib.sha256(content).hexdigest()
    with staged(content, out):
        record_extract(vault, extract, recipient=recipient.strip(), why=why, sha256=sha256)
    return Extracted(password, sha256)


def extract_pdf(extract: Extract, recipient: str, why: Why) -> bytes:
    """The text of the extract as a tagged PDF."""
    theme.prepare()
    what = format_count(len(extract.cases), "casus", "casussen")
    story: list[Flowable] = [
        Heading(Anchor("extract", 1, "", TITLE)),
        _pairs(
            (
                ("Van", f"Gemeente {extract.municipality}"),
                ("Aan", recipient),
                ("Op", format_date(extract.day)),
                ("Grondslag", why.ground.strip()),
                ("Inhoud", f"{what}, {format_count(len(extract.files), 'bijlage', 'bijlagen')}"),
            )
        ),
        *_part("Reden", why.reason.strip()),
        Spacer(1, 12),
        plain(
            "Dit is een uittreksel om te lezen. De bijlagen zitten in dit bestand; uw PDF-programma toont ze bij de "
            "paperclip. Vergelijk het controlegetal (SHA-256) van het bestand met dat van de gever.",
            theme.TEXT,
        ),
        *_contents(extract),
    ]
    for number, each in enumerate(extract.cases, 1):
        story += _case(number, each)
    head = PaperHead(TITLE, extract.municipality, extract.day, Classification.CONFIDENTIAL)
    return paper(head, story)


def protected(text: bytes, files: Mapping[str, bytes], password: str) -> bytes:
    """The PDF with its attachments, locked with a password."""
    out = BytesIO()
    with pikepdf.open(BytesIO(text)) as pdf:
        for name, content in files.items():
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)
        lock = pikepdf.Encryption(owner=secrets.token_urlsafe(32), user=password, R=6, allow=_ALLOWED)
        pdf.save(out, encryption=lock)
    return out.getvalue()


def _contents(extract: Extract) -> Iterable[Flowable]:
    rows = tuple(Row((each.number, each.title)) for each in extract.cases)
    yield table_block(Table(title="Casussen", columns=(Column("Nummer", 2), Column("Titel", 6)), rows=rows))
    if extract.files:
        files = tuple(Row((each.name, each.case, megabytes(each.size), each.sha256)) for each in extract.files)
        yield table_block(Table(title="Bijlagen met hun controlegetal", columns=_FILES, rows=files))


def _case(number: int, case: ExtractCase) -> Iterable[Flowable]:
    yield Spacer(1, 18)
    yield Heading(Anchor(f"case-{number}", 2, case.number, case.title))
    yield _pairs(pair for pair in case.facts if pair[0] not in _LONG)
    for title, text in case.facts:
        if title in _LONG:
            yield from _part(title, text)
    for table in case.tables:
        yield table_block(_table(table))


def _table(table: ExtractTable) -> Table:
    columns = tuple(Column(title, 5 if title in _WIDE else 2) for title in table.columns)
    return Table(title=table.title, columns=columns, rows=tuple(map(Row, table.rows)))


def _part(title: str, text: str) -> Iterable[Flowable]:
    """A text that may be longer than a page."""
    paragraphs = [plain(each, theme.TEXT) for each in text.splitlines() if each.strip()]
    return [Spacer(1, 6), plain(title, theme.SUBHEADING), *paragraphs]


def _pairs(pairs: Iterable[tuple[str, str]]) -> Grid:
    cells = [[plain(name, theme.HEAD_CELL), plain(text, theme.CELL)] for name, text in pairs]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    return Grid(cells, colWidths=[theme.TEXT_X, theme.MEASURE], style=style, hAlign="LEFT")
