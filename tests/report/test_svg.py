"""SVG logos: drawn as a browser draws them, as far as shapes in plain colours go; the rest is refused."""

from __future__ import annotations

from io import BytesIO
from math import hypot

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics import renderPDF

from app.errors import Invalid
from app.report import theme
from app.report.house.logo import read_logo
from app.report.house.svg import read_svg
from app.report.house.svg_path import steps_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{}</svg>'


def pixels(inside: str, *places: tuple[int, int]) -> list[str]:
    """The colours at places in a view box of 100 by 100."""
    theme.prepare()
    pdf = renderPDF.drawToString(read_svg(SVG.format(inside).encode()))
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil()
    return ["#{:02x}{:02x}{:02x}".format(*image.getpixel((2 * x, 2 * y))[:3]) for x, y in places]


RED, WHITE, BLACK = "#ff0000", "#ffffff", "#000000"


@pytest.mark.parametrize(
    ("inside", "covered", "open_"),
    [
        ('<rect x="10" y="10" width="30" height="60" fill="red"/>', (20, 60), (60, 20)),
        ('<rect x="10" y="10" width="80" height="80" rx="40" fill="red"/>', (50, 50), (14, 14)),
        ('<circle cx="30" cy="30" r="20" fill="#f00"/>', (30, 14), (12, 12)),
        ('<ellipse cx="50" cy="50" rx="40" ry="10" fill="#FF0000"/>', (15, 50), (50, 65)),
        ('<polygon points="10,90 50,10 90,90" fill="rgb(255,0,0)"/>', (50, 60), (15, 20)),
        ('<polyline points="10,10 90,10 90,90" fill="red"/>', (80, 30), (20, 80)),
        ('<line x1="10" y1="50" x2="90" y2="50" stroke="red" stroke-width="10"/>', (50, 52), (50, 60)),
        ('<path d="M10 10h80v80h-80z" style="fill:red"/>', (50, 50), (5, 50)),
        ('<path d="m10,10 l80,0 0,80 -80,0z" fill="red"/>', (85, 85), (95, 95)),
        ('<path d="M50 10A40 40 0 0 1 50 90z" fill="red"/>', (80, 50), (20, 50)),
        ('<path d="M50 10a40 40 0 0050 80z" fill="red"/>', (45, 70), (95, 20)),
        ('<path d="M10 50Q50 -30 90 50T170 50V90H10Z" fill="red"/>', (50, 20), (50, 5)),
        ('<path d="M10 50C10 10 90 10 90 50S90 90 50 90H10z" fill="red"/>', (50, 30), (15, 12)),
        ('<g fill="red"><g transform="translate(50)"><rect width="20" height="20"/></g></g>', (60, 10), (10, 10)),
        ('<rect width="10" height="10" fill="red" transform="scale(5 2)"/>', (45, 15), (45, 25)),
        ('<rect width="40" height="10" fill="red" transform="rotate(90 50 50) translate(0 0)"/>', (95, 20), (20, 5)),
        ('<rect width="10" height="10" fill="red" transform="matrix(2 0 0 2 40 40) skewX(0)"/>', (55, 55), (65, 65)),
        ('<rect width="20" height="90" fill="red" transform="skewY(0)skewX(45)"/>', (70, 60), (10, 60)),
        ('<style>.a{fill:red} .b { fill : blue }</style><rect class="a" width="50" height="50"/>', (25, 25), (75, 75)),
        (
            '<!-- c --><title>t</title><defs><path/></defs><rect width="50" height="50" fill="red"/>',
            (25, 25),
            (75, 75),
        ),
        (
            '<rect width="99" height="99" fill="red"/><rect display="none" width="99" height="99"/>',
            (50, 50),
            (-1, -1),
        ),
    ],
)
def test_that_a_shape_covers_what_it_should(inside: str, covered: tuple[int, int], open_: tuple[int, int]) -> None:
    assert pixels(inside, covered) == [RED]
    if open_ != (-1, -1):
        assert pixels(inside, open_) == [WHITE]


def test_that_a_hole_stays_a_hole() -> None:
    ring = '<path fill-rule="{}" fill="red" d="M0 0H100V100H0ZM30 30H70V70H30Z"/>'
    assert pixels(ring.format("evenodd"), (50, 50), (10, 10)) == [WHITE, RED]
    assert pixels(ring.format("nonzero"), (50, 50)) == [RED]


def test_that_opacity_is_as_on_white_and_nothing_is_see_through() -> None:
    assert pixels('<g opacity="50%"><rect width="100" height="100" fill="red"/></g>', (50, 50)) == ["#ff8080"]
    assert pixels('<rect width="100" height="100" fill="red" opacity="0"/>', (50, 50)) == [WHITE]
    assert pixels('<rect width="100" height="100" fill="none"/>', (50, 50)) == [WHITE]
    assert pixels('<rect width="100" height="100" fill="currentColor"/>', (50, 50)) == [BLACK]


def test_that_an_empty_shape_draws_nothing() -> None:
    assert pixels('<polygon points=""/><polyline/><path/><path d="M5 5A0 3 0 0 0 9 9"/>', (50, 50)) == [WHITE]


def test_that_width_and_height_do_without_a_view_box() -> None:
    drawing = read_svg(b'<svg xmlns="http://www.w3.org/2000/svg" width="30mm" height="12.5"/>')
    assert (drawing.width, drawing.height) == (30, 12.5)


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("<text>Gemeente</text>", "tekst in een lettertype"),
        ('<image href="file:///etc/passwd"/>', "ingesloten afbeelding"),
        ('<use href="#a"/>', "verwijzing"),
        ("<script>alert(1)</script>", "script"),
        ('<linearGradient id="g"/>', "kleurverloop"),
        ("<foreignObject/>", "foreignObject"),
        ('<rect width="9" height="9" fill="url(#g)"/>', "kleurverloop of patroon"),
        ("<g>" * 60 + "</g>" * 60, "te veel lagen"),
        ("<g/>" * 6000, "te veel vormen"),
        ('<path d="M 1 2 3"/>', "beschadigd"),
        ('<path d="M 1 2 L 3 Z"/>', "beschadigd"),
        ('<path d="1 2"/>', "beschadigd"),
        ('<path d="M1 2A1 1 0 2 0 3 3"/>', "beschadigd"),
        ('<path d="M1 2 ? 4"/>', "beschadigd"),
        ('<rect width="9" height="9" fill="kleur"/>', "beschadigd"),
        ('<g transform="matrix(1 2)"/>', "beschadigd"),
        ("<g>", "beschadigd"),
    ],
)
def test_that_what_a_logo_may_not_hold_is_refused(inside: str, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        read_logo(SVG.format(inside).encode())


@pytest.mark.parametrize(
    "content",
    [
        b"<html/>",
        b'<svg viewBox="0 0 0 10"/>',
        b'<svg viewBox="0 0 10"/>',
        b"<svg/>",
        b"<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><svg viewBox='0 0 &b; 1'/>",
    ],
)
def test_that_what_is_no_svg_or_has_no_size_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid, match="beschadigd"):
        read_svg(content)


def test_that_an_entity_that_names_a_file_is_not_read() -> None:
    text = '<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/hostname">]>' + SVG.format("<desc>&f;</desc>&f;<g/>")
    assert read_svg(text.encode()).width == 100


@given(st.text(alphabet="MmLlHhVvCcSsQqTtAaZz0123456789.,- e", max_size=60))
def test_that_any_path_is_drawn_or_refused(data: str) -> None:
    try:
        steps = list(steps_of(data))
    except ValueError:
        return
    assert all(len(points) == {"M": 2, "L": 2, "C": 6, "Z": 0}[kind] for kind, points in steps)


@given(*[st.floats(1, 50)] * 2, st.floats(0, 180), st.booleans(), st.booleans(), *[st.floats(-40, 40)] * 2)
def test_that_an_arc_ends_where_it_should(
    rx: float, ry: float, turned: float, large: bool, sweep: bool, x: float, y: float
) -> None:
    steps = list(steps_of(f"M0 0A{rx:.4f} {ry:.4f} {turned:.4f} {large:d} {sweep:d} {x:.4f} {y:.4f}"))
    assert hypot(steps[-1].points[-2] - x, steps[-1].points[-1] - y) < 0.001


def test_that_a_drawing_can_be_put_in_a_pdf_twice() -> None:
    drawing = read_svg(SVG.format('<rect width="9" height="9"/>').encode())
    assert renderPDF.drawToString(drawing)[:4] == renderPDF.drawToString(drawing)[:4] == b"%PDF"
    assert BytesIO(renderPDF.drawToString(drawing)).read(4) == b"%PDF"
