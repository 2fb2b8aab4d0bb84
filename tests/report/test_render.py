"""Writing the document: whole or not at all, stopped when asked, with a sentence when it cannot be."""

from __future__ import annotations

import hashlib
import os
import resource
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import Cancelled, ExportFailed
from app.report.evaluation_pdf import render, render_bytes
from app.report.saving import save
from tests.report import documents

if TYPE_CHECKING:
    from collections.abc import Callable

CONTENT = documents.small(*documents.prose("Een alinea."))


def test_that_the_file_is_what_the_result_says(tmp_path: Path) -> None:
    out = tmp_path / "evaluatie.pdf"
    rendered = render(CONTENT, out)
    assert rendered.path == out
    assert rendered.pages == 3
    assert rendered.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert out.read_bytes() == render_bytes(CONTENT)
    assert names(tmp_path) == ["evaluatie.pdf"]


def test_that_an_older_file_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "evaluatie.pdf"
    out.write_bytes(b"oud")
    render(CONTENT, out)
    assert out.read_bytes().startswith(b"%PDF")


def test_that_progress_only_goes_forward_and_ends_at_the_end(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    render(documents.evaluation(), tmp_path / "x.pdf", progress=lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[0] == (0, steps[-1][1])
    assert steps[-1][0] == steps[-1][1]
    assert len(steps) > 50


@pytest.mark.parametrize("moment", [0, 3, 40])
def test_that_a_cancelled_document_leaves_nothing(tmp_path: Path, moment: int) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > moment

    with pytest.raises(Cancelled):
        render(documents.evaluation(), tmp_path / "x.pdf", cancelled=cancelled)
    assert names(tmp_path) == []


def test_that_a_document_that_is_not_cancelled_is_finished(tmp_path: Path) -> None:
    assert render(CONTENT, tmp_path / "x.pdf", cancelled=lambda: False).pages == 3


def test_that_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="bestaat niet"):
        render(CONTENT, tmp_path / "weg" / "x.pdf")


def test_that_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="is een map"):
        render(CONTENT, tmp_path)


def test_that_a_name_that_is_too_long_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="te lang"):
        save(b"x", tmp_path / f"{'n' * 300}.pdf")
    assert names(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="/proc takes no files")
def test_that_any_other_refusal_of_the_disk_is_a_sentence_too() -> None:
    with pytest.raises(ExportFailed, match="kon niet worden opgeslagen"):
        save(b"x", Path("/proc/self/x.pdf"))


@pytest.mark.skipif(sys.platform == "win32", reason="users and limits of Unix")
class TestInAProcessOfItsOwn:
    def test_that_a_protected_folder_is_a_sentence_and_keeps_what_was_there(self) -> None:
        with tempfile.TemporaryDirectory() as name:  # not under tmp_path, which another user may not even enter
            folder, out = Path(name), Path(name) / "evaluatie.pdf"
            out.write_bytes(b"oud")
            folder.chmod(0o555)
            message = in_child(lambda: save(b"nieuw", out), before=become_nobody)
            folder.chmod(0o755)
            assert "beveiligd" in message
            assert out.read_bytes() == b"oud"
            assert names(folder) == ["evaluatie.pdf"]

    def test_that_a_full_disk_is_a_sentence_and_keeps_what_was_there(self, tmp_path: Path) -> None:
        out = tmp_path / "evaluatie.pdf"
        out.write_bytes(b"oud")
        message = in_child(lambda: render(CONTENT, out), before=limit_files)
        assert "niet genoeg ruimte" in message
        assert out.read_bytes() == b"oud"
        assert names(tmp_path) == ["evaluatie.pdf"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def become_nobody() -> None:
    if os.geteuid() == 0:
        os.setuid(65534)


def limit_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def in_child(act: Callable[[], object], before: Callable[[], None]) -> str:
    """The sentence of the ExportFailed that an act ends with in a forked process; "" when it ends in another way."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            before()
            act()
        except ExportFailed as error:
            os.write(writer, str(error).encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as pipe:
        return pipe.read().decode()
