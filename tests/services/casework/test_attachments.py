"""Attachments: what is taken in, what is refused before it is read, and what leaves again."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, update

from app.errors import AccessDenied, Cancelled, CompartmentDamaged, Conflict, ExportFailed, Invalid, NotFound
from app.report.attachment_export import export_attachment
from app.rules.permissions import CASEWORK, Role
from app.services.attachments.reading import MEGABYTE, NewFile, checked, megabytes, read_file
from app.services.attachments.store import Parent
from app.services.casework.attachments import CaseworkAttachments
from app.services.exports import Purpose
from app.services.history import history_of
from models.attachments import PIECE_BYTES, MediaKind
from models.casework import AttachmentPiece, Case, CaseworkExport
from tests.services.casework.case_samples import case

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.session import UnlockedVault

TEXT = b"Gezien op de Voorbeeldstraat."


@pytest.fixture
def attachments(director: UnlockedVault) -> CaseworkAttachments:
    return CaseworkAttachments(director)


@pytest.fixture
def parent(director: UnlockedVault) -> Parent:
    return Parent("case_id", case(director))


def large(size: int = 3 * PIECE_BYTES + 5) -> NewFile:
    return checked("groot.txt", b"a" * size)


def pieces(vault: UnlockedVault) -> int:
    with vault.read(CASEWORK) as session:
        return session.scalar(select(func.count()).select_from(AttachmentPiece)) or 0


def actions(vault: UnlockedVault, key: int) -> list[str]:
    return [line.action for line in history_of(vault, CASEWORK, "attachment", str(key))]


def test_that_an_attachment_comes_back_as_it_was(attachments: CaseworkAttachments, parent: Parent) -> None:
    file = large()
    facts = attachments.add(parent, file, " Foto’s van de loods ")
    assert (facts.name, facts.media, facts.size) == ("groot.txt", MediaKind.TEXT, len(file.content))
    assert (facts.description, facts.added_by) == ("Foto’s van de loods", "Casusregisseur")
    assert pieces(attachments.vault) == 4
    assert attachments.of(parent) == (facts,)
    assert attachments.view(facts.id) == file
    assert actions(attachments.vault, facts.id) == ["attachment.viewed", "attachment.added"]


def test_that_adding_keeps_the_case_moving(attachments: CaseworkAttachments, parent: Parent) -> None:
    with attachments.vault.write(CASEWORK) as work:
        work.session.execute(update(Case).values(moved_on=date(2020, 1, 1)))
        work.record("case.changed", "case", parent.key)
    attachments.add(parent, checked("a.txt", TEXT))
    with attachments.vault.read(CASEWORK) as session:
        assert session.get_one(Case, parent.key).moved_on != date(2020, 1, 1)


def test_that_the_same_content_hangs_on_a_record_once(attachments: CaseworkAttachments, parent: Parent) -> None:
    attachments.add(parent, checked("a.txt", TEXT))
    with pytest.raises(Invalid, match=r"Dit bestand hangt er al aan, als ‘a\.txt’"):
        attachments.add(parent, checked("b.txt", TEXT))
    other = Parent("case_id", case(attachments.vault, "Andere loods"))
    assert attachments.add(other, checked("b.txt", TEXT)).name == "b.txt"


def test_that_a_removed_attachment_is_gone_and_can_be_put_back(
    attachments: CaseworkAttachments, parent: Parent
) -> None:
    facts = attachments.add(parent, large(), "Uitleg")
    removed = attachments.remove(facts.id, facts.version)
    assert attachments.of(parent) == ()
    assert pieces(attachments.vault) == 0
    with pytest.raises(NotFound, match="De bijlage bestaat niet"):
        attachments.view(facts.id)
    back = attachments.put_back(removed)
    assert (back.name, back.description, back.sha256) == (facts.name, "Uitleg", facts.sha256)
    assert back.id > facts.id


def test_that_a_description_changes_unless_somebody_was_first(attachments: CaseworkAttachments, parent: Parent) -> None:
    facts = attachments.add(parent, checked("a.txt", TEXT))
    attachments.describe(facts.id, "Van de buren", facts.version)
    assert attachments.of(parent)[0].description == "Van de buren"
    with pytest.raises(Conflict):
        attachments.describe(facts.id, "Van een ander", facts.version)
    with pytest.raises(Conflict):
        attachments.remove(facts.id, facts.version)


def test_that_an_addition_that_is_stopped_leaves_nothing(attachments: CaseworkAttachments, parent: Parent) -> None:
    told: list[float] = []

    def stop(_text: str, fraction: float | None) -> None:
        told.append(fraction or 0)
        if len(told) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        attachments.add(parent, large(), progress=stop)
    assert told == sorted(told)
    assert attachments.of(parent) == ()
    assert pieces(attachments.vault) == 0


def test_that_an_attachment_with_a_missing_piece_is_never_shown_as_whole(
    attachments: CaseworkAttachments, parent: Parent
) -> None:
    facts = attachments.add(parent, large())
    with attachments.vault.write(CASEWORK) as work:
        work.session.delete(work.session.scalars(select(AttachmentPiece)).all()[1])
        work.record("attachment.changed", "attachment", facts.id)
    with pytest.raises(CompartmentDamaged, match="niet heel meer"):
        attachments.view(facts.id)


def test_that_an_unknown_parent_is_refused(attachments: CaseworkAttachments) -> None:
    with pytest.raises(NotFound):
        attachments.of(Parent("measure_id", 1))


def test_that_who_may_only_read_looks_and_changes_nothing(
    attachments: CaseworkAttachments, parent: Parent, unlock_as: Callable[[Role], UnlockedVault], tmp_path: Path
) -> None:
    facts = attachments.add(parent, checked("a.txt", TEXT))
    reader = CaseworkAttachments(unlock_as(Role.PRIVACY))
    assert not reader.may_edit()
    assert reader.view(facts.id).content == TEXT
    for act in (
        lambda: reader.add(parent, checked("b.txt", b"b")),
        lambda: reader.describe(facts.id, "x", facts.version),
        lambda: reader.remove(facts.id, facts.version),
        lambda: export_attachment(reader, facts.id, tmp_path / "x.txt", Purpose("Voor de rechter")),
    ):
        with pytest.raises(AccessDenied):
            act()


def test_that_an_export_needs_a_reason_and_is_logged_with_its_hash(
    attachments: CaseworkAttachments, parent: Parent, tmp_path: Path
) -> None:
    facts = attachments.add(parent, checked("a.txt", TEXT))
    out = tmp_path / "uit.txt"
    with pytest.raises(Invalid, match="waarvoor u dit document exporteert"):
        export_attachment(attachments, facts.id, out, Purpose("  "))
    assert not out.exists()
    export_attachment(attachments, facts.id, out, Purpose("Zienswijze", "Advocaat"))
    assert out.read_bytes() == TEXT
    with attachments.vault.read(CASEWORK) as session:
        logged = session.scalars(select(CaseworkExport)).one()
    assert (logged.what, logged.reason, logged.recipient) == ("Bijlage ‘a.txt’", "Zienswijze", "Advocaat")
    assert logged.sha256 == facts.sha256
    assert actions(attachments.vault, facts.id)[0] == "attachment.exported"
    with pytest.raises(ExportFailed):
        export_attachment(attachments, facts.id, attachments.vault.folder / "uit.txt", Purpose("Zienswijze"))


# Reading a file


def test_that_a_file_is_read_with_its_progress(tmp_path: Path) -> None:
    path = tmp_path / "groot.txt"
    path.write_bytes(b"a" * (2 * PIECE_BYTES + 1))
    told: list[tuple[str, float | None]] = []
    file = read_file(path, 10 * MEGABYTE, lambda text, part: told.append((text, part)))
    assert file.content == path.read_bytes()
    assert [text for text, _ in told] == ["Lezen"] * 3
    assert told[-1][1] == 1.0


def test_that_a_file_of_200_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(200 * MEGABYTE)
    read: list[str] = []
    with pytest.raises(Invalid, match=r"‘film.mp4’ is 200 MB groot; een bijlage is ten hoogste 50 MB\."):
        read_file(path, 50 * MEGABYTE, lambda text, _part: read.append(text))
    assert read == []


def test_that_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "groeit.txt"
    path.write_bytes(b"a" * PIECE_BYTES)

    def grow(_text: str, _part: float | None) -> None:
        with path.open("ab") as file:
            file.write(b"a" * PIECE_BYTES)

    with pytest.raises(Invalid, match="een bijlage is ten hoogste"):
        read_file(path, 2 * PIECE_BYTES, grow)


def test_that_a_folder_a_pipe_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pijp.txt"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe):
        with pytest.raises(Invalid, match="is geen bestand"):
            read_file(path, MEGABYTE)
    with pytest.raises(Invalid, match="kan niet worden gelezen"):
        read_file(tmp_path / "er-niet.txt", MEGABYTE)


def test_that_an_attachment_that_is_not_what_its_name_says_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"MZ\x90\x00programma")
    with pytest.raises(Invalid) as refused:
        read_file(path, MEGABYTE)
    assert refused.value.fields["file"] == (
        "‘brief.pdf’ is niet opgenomen. De naam eindigt op .pdf, maar dit bestand is een programma."
    )
    path.write_bytes(b"")
    with pytest.raises(Invalid, match="Dit bestand is leeg"):
        read_file(path, MEGABYTE)


def test_that_the_service_itself_refuses_what_is_too_large(attachments: CaseworkAttachments, parent: Parent) -> None:
    assert attachments.most_bytes() == 50 * MEGABYTE
    with pytest.raises(Invalid, match="ten hoogste 50 MB"):
        attachments.add(parent, large(50 * MEGABYTE + 1))


@pytest.mark.parametrize(("size", "told"), [(1, "1 kB"), (800_000, "800 kB"), (12_540_000, "12,5 MB")])
def test_that_sizes_are_told_to_people(size: int, told: str) -> None:
    assert megabytes(size) == told


def test_that_nothing_of_an_attachment_stands_in_plain(
    attachments: CaseworkAttachments, parent: Parent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    around = tmp_path / "tijdelijk"
    around.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(around))
    marker = b"Merkteken-8841 " * 200_000
    facts = attachments.add(parent, checked("Merkteken-8841.txt", marker))
    attachments.view(facts.id)
    attachments.remove(facts.id, facts.version)
    files = [path for path in attachments.vault.folder.rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if b"Merkteken-8841" in path.read_bytes()] == []
    assert list(around.iterdir()) == []
