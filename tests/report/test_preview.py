"""Pages as pictures."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from app.errors import ExportFailed
from app.report import theme
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
