"""Charts: every value labelled, unknown values absent, readable in grey, an alternative for who cannot see them."""

from __future__ import annotations

from itertools import pairwise
from math import inf, nan
from typing import TYPE_CHECKING

import pytest
from reportlab.graphics.shapes import Drawing, Rect, String

from app.report import bars, theme
from app.report.charts import NOTHING, figures
from app.report.evaluation_pdf import render_bytes
from app.services.document import Chart, Series
from tests.report import documents
from tests.report.reading import Reading

if TYPE_CHECKING:
    from reportlab.lib.colors import Color


@pytest.fixture(autouse=True)
def _fonts() -> None:
    theme.prepare()


def chart(*series: Series, categories: tuple[str, ...] = ("2018", "2019"), horizontal: bool = False) -> Chart:
    return Chart("Titel", categories, series, "Wat er te zien is.", horizontal=horizontal)


def rectangles(drawing: Drawing) -> list[Rect]:
    return [shape for shape in drawing.contents if isinstance(shape, Rect)]


def strings(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.contents if isinstance(shape, String) and shape.text]


@pytest.mark.parametrize("horizontal", [False, True])
def test_that_bars_are_as_long_as_their_values(horizontal: bool) -> None:
    (figure,) = figures(chart(Series("A", (3, 12), ("3", "12")), horizontal=horizontal))
    short, long = rectangles(figure.drawing)
    lengths = [rect.width if horizontal else rect.height for rect in (short, long)]
    assert lengths[1] == pytest.approx(4 * lengths[0])
    assert {"2018", "2019", "3", "12"} <= set(strings(figure.drawing))


@pytest.mark.parametrize("horizontal", [False, True])
def test_that_an_unknown_value_has_no_bar_and_no_label(horizontal: bool) -> None:
    series = Series("A", (None, nan, inf, 4), ("", "nan", "inf", "4"))
    (figure,) = figures(chart(series, categories=("a", "b", "c", "d"), horizontal=horizontal))
    assert len(rectangles(figure.drawing)) == 1
    assert sorted(strings(figure.drawing)) == ["4", "a", "b", "c", "d"]


@pytest.mark.parametrize("horizontal", [False, True])
def test_that_zero_is_a_value_with_a_label(horizontal: bool) -> None:
    (figure,) = figures(chart(Series("A", (0, 0), ("0", "0")), horizontal=horizontal))
    assert strings(figure.drawing).count("0") == 2


@pytest.mark.parametrize("horizontal", [False, True])
def test_that_negative_values_lie_on_the_other_side_of_the_baseline(horizontal: bool) -> None:
    (figure,) = figures(chart(Series("A", (5, -5), ("5", "−5")), horizontal=horizontal))
    plus, minus = rectangles(figure.drawing)
    if horizontal:
        assert minus.x + minus.width == pytest.approx(plus.x)
    else:
        assert minus.y + minus.height == pytest.approx(plus.y)
    assert "−5" in strings(figure.drawing)


@pytest.mark.parametrize("horizontal", [False, True])
def test_that_series_are_stacked_and_every_value_stands_in_or_beside_its_part(horizontal: bool) -> None:
    first = Series("Lokaal", (40, 1), ("40", "1"))
    second = Series("Regionaal", (60, 1), ("60", "1 (gemeld)"))
    (figure,) = figures(chart(first, second, horizontal=horizontal))
    low, high, *_ = rectangles(figure.drawing)
    if horizontal:
        assert low.x + low.width == pytest.approx(high.x)
    else:
        assert low.y + low.height == pytest.approx(high.y)
    assert {"40", "60", "1 + 1 (gemeld)"} <= set(strings(figure.drawing))


def test_that_a_legend_names_the_series_and_the_unit() -> None:
    content = Chart("T", ("a",), (Series("Lokaal", (1,), ("1",)), Series("RIEC", (2,), ("2",))), "Alt", unit="aantal")
    text = Reading(render_bytes(documents.small(content))).text
    for part in ("aantal", "Lokaal", "RIEC"):
        assert part in text


def test_that_a_chart_without_a_single_value_says_so() -> None:
    for content in (chart(), chart(Series("A", (None, None), ("", ""))), chart(categories=())):
        reading = Reading(render_bytes(documents.small(content)))
        assert NOTHING in reading.text


def test_that_the_figure_keeps_its_alternative() -> None:
    (figure,) = figures(documents.cases_chart())
    assert figure.alternative == documents.cases_chart().alternative


def test_that_a_series_shorter_than_its_categories_leaves_the_rest_unknown() -> None:
    (bar, empty) = bars.bars_of(("a", "b"), [Series("A", (1,), ())])
    assert [segment.label for segment in bar.segments] == [""]
    assert empty.segments == ()


def test_that_many_bars_lie_down_and_go_on_in_next_figures_on_one_scale() -> None:
    names = tuple(f"Categorie {number}" for number in range(60))
    series = Series(
        "A", tuple(float(number + 1) for number in range(60)), tuple(str(number + 1) for number in range(60))
    )
    content = Chart("Veel", names, (series,), "Alt", number=4)
    found = list(figures(content))
    assert len(found) == 3
    widths = [rect.width for figure in found for rect in rectangles(figure.drawing)]
    assert widths[59] == pytest.approx(60 * widths[0])
    text = Reading(render_bytes(documents.small(content))).text
    assert "Figuur 4, vervolg" in text
    assert all(name in text for name in names)


def test_that_a_name_too_long_for_its_bar_is_cut_after_three_lines() -> None:
    (figure,) = figures(chart(Series("A", (1, 2), ("1", "2")), categories=("woord " * 200, "x" * 300), horizontal=True))
    names = [text for text in strings(figure.drawing) if text not in ("1", "2")]
    assert len(names) <= 6
    assert any(name.endswith("…") for name in names)


def test_that_series_differ_in_grey_and_their_labels_can_be_read() -> None:
    greys = [luminance(color) for color in theme.SERIES]
    for first, second in pairwise(greys):
        assert ratio(first, second) >= 3


TEXT_ON_GROUND = [
    *((ink, ground) for ink in ("INK", "MUTED", "ACCENT", "DEEP") for ground in ("WHITE", "WATERMARK", "TINT")),
    ("WHITE", "ACCENT"),
    ("PALE", "ACCENT"),
    ("DEEP", "PALE"),
]


@pytest.mark.parametrize(("ink", "ground"), TEXT_ON_GROUND)
def test_that_text_has_enough_contrast_with_what_it_stands_on(ink: str, ground: str) -> None:
    assert ratio(luminance(getattr(theme, ink)), luminance(getattr(theme, ground))) >= 4.5


@pytest.mark.parametrize("series", range(len(theme.SERIES)))
def test_that_a_value_inside_a_bar_has_enough_contrast(series: int) -> None:
    assert ratio(luminance(bars.color(series)), luminance(bars.ink_on(series))) >= 4.5


def luminance(color: Color) -> float:
    """Relative luminance as in WCAG 2.1."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.rgb()]
    return float(0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2])


def ratio(first: float, second: float) -> float:
    """Contrast as in WCAG 2.1."""
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
