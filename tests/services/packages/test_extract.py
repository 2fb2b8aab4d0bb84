"""An extract: readable with its password only, complete, with hashes that are right, and logged."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from app.errors import Cancelled, ExportFailed, Invalid, NotFound
from app.report.papers.extract import export_extract
from app.services.attachments.reading import checked
from app.services.attachments.store import Parent
from app.services.casework.attachments import CaseworkAttachments
from app.services.casework.handovers import Handovers
from app.services.packages.extract import extract_of, new_password
from app.services.packages.giving import Why
from app.services.packages.overview import packages
from app.services.records import Query
from models.casework.case_choices import HandoverTarget
from models.casework.package_choices import PackageWay
from tests.services.packages.filled import full_case

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault

WHY = Why("Vervolgonderzoek", "art. 1.4 convenant", HandoverTarget.RIEC)


def made(vault: UnlockedVault, cases: list[int], out: Path) -> str:
    """Its password."""
    return export_extract(vault, cases, recipient="RIEC Voorbeeld", out=out, why=WHY).password


def text_of(content: bytes, password: str) -> str:
    document = pypdfium2.PdfDocument(content, password=password)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_that_it_holds_the_case_and_its_attachments_with_their_hashes(director: UnlockedVault, tmp_path: Path) -> None:
    case = full_case(director)
    CaseworkAttachments(director).add(Parent("case_id", case), checked("foto.txt", b"Een ander bestand."), None)
    out = tmp_path / "uittreksel.pdf"
    password = made(director, [case], out)
    content = out.read_bytes()
    assert b"description Eerste" not in content
    text = text_of(content, password)
    for wanted in (
        "title Eerste",
        "description Eerste",
        "facts Eerste",
        "RIEC Voorbeeld",
        "art. 1.4 convenant",
        "foto.txt",
    ):
        assert wanted in text
    joined = "".join(text.split())
    with pikepdf.open(io.BytesIO(content), password=password) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert not pdf.allow.modify_other
        files = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
    assert set(files) == {"foto.txt", "foto (2).txt"}
    for attached in files.values():
        assert hashlib.sha256(attached).hexdigest() in joined
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(content), password=new_password())
    (line,) = packages(director)
    assert (line.way, line.partner, line.reason) == (PackageWay.EXTRACT, "RIEC Voorbeeld", "Vervolgonderzoek")
    assert line.sha256 == hashlib.sha256(content).hexdigest()
    handovers = Handovers(director)
    assert {handovers.get(key).draft.recipient for key in handovers.ids(Query())} >= {"RIEC Voorbeeld"}


@pytest.mark.parametrize(
    ("recipient", "why", "field"),
    [
        (" ", WHY, "recipient"),
        ("RIEC", Why(" ", "art. 1"), "reason"),
        ("RIEC", Why("r", " "), "ground"),
        ("RIEC", Why("r", "x" * 401), "ground"),
    ],
)
def test_that_it_asks_for_whom_and_why(
    director: UnlockedVault, tmp_path: Path, recipient: str, why: Why, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        export_extract(director, [1], recipient=recipient, out=tmp_path / "x.pdf", why=why)
    assert set(refused.value.fields) == {field}
    assert not list(tmp_path.glob("*.pdf"))


def test_that_nothing_is_left_or_logged_when_it_fails(director: UnlockedVault, tmp_path: Path) -> None:
    case = full_case(director)

    def stop(_text: str, _fraction: float | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        export_extract(director, [case], recipient="R", out=tmp_path / "x.pdf", why=WHY, progress=stop)
    with pytest.raises(ExportFailed):
        export_extract(director, [case], recipient="R", out=tmp_path / "nergens" / "x.pdf", why=WHY)
    with pytest.raises(NotFound):
        extract_of(director, [case, 999])
    with pytest.raises(Invalid):
        extract_of(director, [])
    assert packages(director) == ()
    assert not list(tmp_path.glob("*.pdf"))
