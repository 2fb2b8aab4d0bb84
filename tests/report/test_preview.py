"""Pages as pictures."""

from __future__ import annotations

import subprocess
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from app.__main__ import RENDER_PAGES
from app.errors import ExportFailed
from app.report import page_worker, preview, theme
from app.report.preview import PageImage, page_images

if TYPE_CHECKING:
    from tests.report.reading import Reading


@pytest.fixture(scope="module")
def pictures(final: Reading) -> list[PageImage]:
    return list(page_images(final.pdf, 201))


def test_that_each_page_becomes_a_picture_of_the_width_asked_for(final: Reading, pictures: list[PageImage]) -> None:
    assert len(pictures) == len(final.texts)
    for picture in pictures:
        assert picture.width == 201
        assert picture.height == pytest.approx(201 * theme.PAGE_HEIGHT / theme.PAGE_WIDTH, abs=1)
        assert len(picture.rgba) == picture.width * picture.height * 4


def test_that_colours_come_in_the_order_red_green_blue_alpha(pictures: list[PageImage]) -> None:
    cover = Image.frombytes("RGBA", (pictures[0].width, pictures[0].height), pictures[0].rgba)
    expected = tuple(round(part * 255) for part in theme.ACCENT.rgb())
    assert cover.getpixel((5, 60)) == (*expected, 255)
    assert cover.getpixel((5, pictures[0].height - 5)) == (255, 255, 255, 255)


def test_that_bytes_that_are_no_pdf_are_refused(final: Reading) -> None:
    for damaged in (b"", b"geen pdf", BytesIO(final.pdf).read(200)):
        with pytest.raises(ExportFailed, match="niet worden getoond"):
            list(page_images(damaged, 100))


def test_that_leaving_early_ends_the_other_process(final: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*words: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(popen(*words, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    pages = page_images(final.pdf, 50)
    next(pages)
    pages.close()
    assert started[0].poll() is not None


def test_that_a_process_that_dies_halfway_is_told(final: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "OPTION", "--no-such-option")
    with pytest.raises(ExportFailed, match="niet worden getoond"):
        list(page_images(final.pdf, 50))


def test_that_the_worker_writes_each_page_and_an_end(final: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_worker, "_confine", lambda: None)
    out = BytesIO()
    assert page_worker.serve(20, BytesIO(final.pdf), out) == page_worker.DONE
    assert out.getvalue().endswith(page_worker.HEADER.pack(0, 0))
    assert page_worker.serve(20, BytesIO(b"geen pdf"), BytesIO()) == page_worker.UNREADABLE
    assert page_worker.OPTION == RENDER_PAGES


def test_that_a_reader_who_is_gone_ends_the_worker(final: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(BytesIO):
        def write(self, _data: object) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(page_worker, "_confine", lambda: None)
    assert page_worker.serve(20, BytesIO(final.pdf), Gone()) == page_worker.UNREADABLE
