"""Copies for Word and Excel leave the vault as the document does: with a reason, whole, and written down."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from app.errors import Cancelled, ExportFailed, Invalid, NotFound, VaultBusy
from app.report.export import OfficeForm, export_copy, export_evaluation
from app.services.exports import Purpose, exports
from app.vault.disk.folder import HEADER, compartment_file
from app.vault.store import engine
from tests.demo_vault import build_demo, open_as

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.vault.session import UnlockedVault

PURPOSE = Purpose("Voor de raad", "griffie")


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[UnlockedVault]:
    with open_as("beleid", build_demo(tmp_path_factory.mktemp("demo"))) as opened:
        yield opened


@pytest.mark.parametrize("form", OfficeForm)
def test_that_a_copy_is_written_whole_and_logged_with_its_hash(
    vault: UnlockedVault, tmp_path: Path, form: OfficeForm
) -> None:
    out = tmp_path / f"evaluatie{form.extension}"
    copied = export_copy(vault, 2019, out, PURPOSE, form, cancelled=lambda: False)
    assert copied.path == out
    assert copied.sha256 == hashlib.sha256(out.read_bytes()).hexdigest() == exports(vault)[0].sha256
    assert exports(vault)[0].what == f"Evaluatie 2019 – Concept, vertrouwelijke editie, {form.label}"
    assert exports(vault)[0].reason == "Voor de raad"
    if form is OfficeForm.WORD:
        assert any(one.text == "Doelstelling 2022" for one in docx.Document(str(out)).paragraphs)
    else:
        assert {"Tabel 1", "Tabel 2"} <= set(openpyxl.load_workbook(out).sheetnames)


def test_that_the_pdf_is_logged_with_its_pages(vault: UnlockedVault, tmp_path: Path) -> None:
    rendered = export_evaluation(vault, 2019, tmp_path / "x.pdf", PURPOSE)
    assert exports(vault)[0].what == f"Evaluatie 2019 – Concept, vertrouwelijke editie, {rendered.pages} pagina’s"


def test_that_what_goes_wrong_leaves_neither_file_nor_log_entry(vault: UnlockedVault, tmp_path: Path) -> None:
    before = exports(vault)
    out = tmp_path / "x.docx"
    with pytest.raises(Cancelled):
        export_copy(vault, 2019, out, PURPOSE, OfficeForm.WORD, cancelled=lambda: True)
    with pytest.raises(Invalid):
        export_copy(vault, 2019, out, Purpose(" "), OfficeForm.WORD)
    with pytest.raises(NotFound):
        export_copy(vault, 1999, out, PURPOSE, OfficeForm.TABLES)
    with pytest.raises(ExportFailed):
        export_copy(vault, 2019, tmp_path / "weg" / "x.docx", PURPOSE, OfficeForm.WORD)
    assert list(tmp_path.iterdir()) == []
    assert exports(vault) == before


@pytest.mark.parametrize("name", ["casework.1.db", HEADER, "new.pdf", "backups/new.pdf"])
def test_that_no_document_lands_in_the_folder_of_a_vault(vault: UnlockedVault, tmp_path: Path, name: str) -> None:
    """Least of all over one of its databases, and neither by way of a link to the folder."""
    out = vault.folder / name
    (vault.folder / "backups").mkdir(exist_ok=True)
    before = out.read_bytes() if out.exists() else None
    (tmp_path / "documents").symlink_to(vault.folder)
    for place in (out, tmp_path / "documents" / name):
        with pytest.raises(ExportFailed, match="niet in de map van een kluis"):
            export_evaluation(vault, 2019, place, PURPOSE)
        with pytest.raises(ExportFailed, match="niet in de map van een kluis"):
            export_copy(vault, 2019, place, PURPOSE, OfficeForm.WORD)
    assert (out.read_bytes() if out.exists() else None) == before


def test_that_nothing_leaves_when_it_cannot_be_logged(
    vault: UnlockedVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever keeps the log from being written must not get the document either."""
    monkeypatch.setattr(engine, "BUSY_MS", 50)
    path = compartment_file(vault.folder, "programme", 1)
    other = engine.connect(path, vault.compartment("programme").copy_key())
    with open_as("beleid", vault.folder) as hindered:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(VaultBusy):
            export_evaluation(hindered, 2019, tmp_path / "x.pdf", PURPOSE)
        with pytest.raises(VaultBusy):
            export_copy(hindered, 2019, tmp_path / "x.docx", PURPOSE, OfficeForm.WORD)
        other.close()
    assert list(tmp_path.iterdir()) == []
