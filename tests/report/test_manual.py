"""The manual on paper: every topic and picture, tagged for archive and screen reader, the same bytes each time."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from app.errors import BugError, ExportFailed
from app.report.papers import manual as drawing
from app.report.papers.manual import manual_pdf, write_manual
from app.services.manual import Topic, topics

if TYPE_CHECKING:
    from pathlib import Path

FEW = 4


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> tuple[Topic, ...]:
    """Drawing all of it takes seconds; these have every kind of block."""
    chosen = (*topics()[:FEW], next(each for each in topics() if each.key == "privacy"))
    monkeypatch.setattr(drawing, "topics", lambda: chosen)
    return chosen


def test_that_topics_and_pictures_are_in_a_tagged_document(few: tuple[Topic, ...]) -> None:
    content, pages = manual_pdf()

    document = pikepdf.open(BytesIO(content))
    assert len(document.pages) == pages > FEW
    assert str(document.Root.Lang) == "nl-NL"
    marks = [str(item.Title) for item in _outline(document)]
    assert any(few[0].title in mark for mark in marks)
    figures = [tag for tag in _tags(document.Root.StructTreeRoot) if tag.get("/S") == "/Figure"]
    assert len(figures) == sum(len(each.pictures) for each in few)
    assert all(str(figure.Alt) for figure in figures)


def test_that_equal_texts_give_equal_bytes(few: tuple[Topic, ...]) -> None:
    assert manual_pdf() == manual_pdf()


def test_that_it_is_written_whole_or_not_at_all(few: tuple[Topic, ...], tmp_path: Path) -> None:
    assert write_manual(tmp_path / "handleiding.pdf") > FEW
    with pytest.raises(ExportFailed):
        write_manual(tmp_path / "nergens" / "handleiding.pdf")


def test_that_an_unknown_kind_of_block_is_a_bug() -> None:
    with pytest.raises(BugError):
        drawing._block(object())  # type: ignore[arg-type]


def _outline(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    with document.open_outline() as outline:
        return [item.obj for root in outline.root for item in (root, *root.children) if item.obj is not None]


def _tags(at: pikepdf.Object) -> list[pikepdf.Object]:
    found: list[pikepdf.Object] = []
    waiting = [at]
    while waiting:
        tag = waiting.pop()
        if isinstance(tag, pikepdf.Array):
            waiting += list(tag)
        elif isinstance(tag, pikepdf.Dictionary):
            found.append(tag)
            waiting += [tag.K] if "/K" in tag else []
    return found
