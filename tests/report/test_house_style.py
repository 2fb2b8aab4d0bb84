"""The house style: colours that can be read, a logo that can be drawn, and a sentence for every file that cannot."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.colors import HexColor

from app.errors import Invalid
from app.report import theme
from app.report.evaluation_pdf import render_bytes
from app.report.house.logo import LARGEST_FILE, read_logo
from app.report.house.style import BOLWERK, SHAPE, TEXT, HouseStyle, contrast
from app.report.preview import page_images
from models.choices import DocumentStatus
from tests.report import documents
from tests.report.structure import Tagged
from tests.report.test_structure import complaints

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.lib.colors import Color

DOCUMENT = documents.small(documents.cases_chart(), status=DocumentStatus.FINAL)
MARK = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="20" height="20" fill="#ff0000"/>'
    b'<circle cx="30" cy="10" r="10" fill="#00ff00"/></svg>'
)
HEX = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def picture(mode: str, kind: str, color: object, **settings: object) -> bytes:
    out = BytesIO()
    Image.new(mode, (80, 40), color).save(out, kind, **settings)  # type: ignore[arg-type]
    return out.getvalue()


def pixel(pdf: bytes, across: float, down: float) -> tuple[int, ...]:
    """The colour of a place on the title page, as parts of its width and height."""
    page = next(page_images(pdf, 600))
    start = 4 * (int(down * page.height) * page.width + int(across * page.width))
    return tuple(page.rgba[start : start + 3])


def near(found: tuple[int, ...], color: str) -> bool:
    return all(abs(one - 255 * other) < 6 for one, other in zip(found, HexColor(color).rgb(), strict=True))


class TestColours:
    def test_that_the_document_is_drawn_in_them_and_without_them_in_ours(self) -> None:
        assert near(pixel(render_bytes(DOCUMENT), 0.1, 0.3), "#0b5d66")
        assert near(pixel(render_bytes(DOCUMENT, house=HouseStyle("#7a1f3d")), 0.1, 0.3), "#7a1f3d")
        assert BOLWERK.recolour is None

    def test_that_the_file_keeps_to_the_standards(self) -> None:
        pdf = render_bytes(documents.evaluation(), house=HouseStyle("#7a1f3d", "#e0b35a", read_logo(MARK)))
        assert complaints(pdf) == []
        assert list(Tagged(pdf).problems()) == []

    @pytest.mark.parametrize("value", ["rood", "#12345", "#1234567", "", "#gggggg"])
    def test_that_something_else_than_a_colour_is_refused(self, value: str) -> None:
        with pytest.raises(Invalid) as refused:
            HouseStyle(secondary=value)
        assert set(refused.value.fields) == {"secondary"}

    @given(primary=HEX)
    def test_that_any_first_colour_reads_well_or_is_refused_with_one_that_does(self, primary: str) -> None:
        try:
            house = HouseStyle(primary)
        except Invalid as refused:
            house = HouseStyle(refused.fields["primary"].split()[-1].rstrip("."))
        for ink, ground in (
            (theme.ACCENT, theme.WHITE),
            (theme.ACCENT, theme.TINT),
            (theme.DEEP, theme.TINT),
            (theme.DEEP, theme.PALE),
            (theme.PALE, theme.ACCENT),
            (theme.MUTED, theme.TINT),
            (theme.INK, theme.TINT),
        ):
            assert contrast(shown(house, ink), shown(house, ground)) >= TEXT

    @given(secondary=HEX)
    def test_that_any_second_colour_stands_out_or_is_refused(self, secondary: str) -> None:
        try:
            house = HouseStyle(secondary=secondary)
        except Invalid as refused:
            house = HouseStyle(secondary=refused.fields["secondary"].split()[-1].rstrip("."))
        second = shown(house, theme.SERIES[1])
        assert contrast(second, theme.INK) >= TEXT
        assert contrast(second, theme.ACCENT) >= SHAPE

    def test_that_a_name_of_a_colour_passes(self) -> None:
        recolour = HouseStyle("#7a1f3d").recolour
        assert recolour is not None
        assert recolour("black") == "black"  # as ReportLab asks for an empty cell


def shown(house: HouseStyle, color: Color) -> Color:
    return house.recolour(color) if house.recolour else color


class TestPictures:
    @pytest.mark.parametrize(
        ("content", "color"),
        [
            (picture("RGB", "PNG", "#00ff00"), "#00ff00"),
            (picture("RGBA", "PNG", (0, 255, 0, 0)), "#ffffff"),
            (picture("L", "PNG", 128), "#808080"),
            (picture("P", "PNG", 0, transparency=0), "#ffffff"),
            (picture("CMYK", "JPEG", (255, 0, 255, 0)), "#00ff00"),
            (picture("RGB", "JPEG", "#00ff00"), "#00ff00"),
            (picture("1", "PNG", 0), "#000000"),
        ],
        ids=["png", "see-through", "grey", "palette", "cmyk", "jpeg", "black and white"],
    )
    def test_that_a_picture_is_drawn_in_its_colours_on_white(self, content: bytes, color: str) -> None:
        logo = read_logo(content)
        assert (logo.width, logo.height) == (80, 40)
        pdf = render_bytes(DOCUMENT, house=HouseStyle(logo=logo))
        assert near(pixel(pdf, 0.12, 0.066), color)
        assert complaints(pdf) == []

    def test_that_the_logo_is_read_as_a_figure_with_its_owner(self) -> None:
        pdf = render_bytes(DOCUMENT, house=HouseStyle(logo=read_logo(MARK)))
        figures = [node.alternative for node in Tagged(pdf).root.walk() if node.role == "Figure"]
        assert figures[0] == "Logo van Gemeente Westland"

    def test_that_a_large_picture_is_made_as_small_as_is_sharp(self) -> None:
        out = BytesIO()
        Image.new("RGB", (5000, 3000), "red").save(out, "PNG")
        logo = read_logo(out.getvalue())
        assert (logo.width, logo.height) == (1200, 720)
        assert logo.size_within(100, 30) == (50, 30)

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"\x89PNG" + bytes(30 * 2**20), "30 MB"),
            (bytes(LARGEST_FILE + 1), "ten hoogste 5 MB"),
            (b"", "geen SVG, PNG of JPEG"),
            (b"GIF89a" + bytes(100), "geen SVG, PNG of JPEG"),
            (b"%PDF-1.7", "geen SVG, PNG of JPEG"),
            (picture("RGB", "PNG", "red")[:60], "beschadigd"),
            (picture("RGB", "JPEG", "red")[:400], "beschadigd|geen SVG"),
        ],
        ids=["30 MB", "just too large", "empty", "gif", "pdf", "half a png", "half a jpeg"],
    )
    def test_that_an_unfit_file_is_refused_with_a_sentence(self, content: bytes, reason: str) -> None:
        with pytest.raises(Invalid, match=reason):
            read_logo(content)

    @pytest.mark.parametrize(("side", "reason"), [(9000, "te groot"), (60000, "beschadigd|te groot")])
    def test_that_a_small_file_with_an_enormous_picture_is_not_unpacked(self, side: int, reason: str) -> None:
        head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        bomb = (
            b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", head)
            + chunk(b"IDAT", zlib.compress(bytes(100)))
            + chunk(b"IEND", b"")
        )
        with pytest.raises(Invalid, match=reason):
            read_logo(bomb)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


@pytest.mark.parametrize("spoil", [lambda data: data[: len(data) // 2], lambda data: data.replace(b"IDAT", b"IDAX")])
def test_that_a_spoiled_picture_is_refused(spoil: Callable[[bytes], bytes]) -> None:
    out = BytesIO()
    Image.effect_noise((200, 200), 90).save(out, "PNG")
    with pytest.raises(Invalid):
        read_logo(spoil(out.getvalue()))
