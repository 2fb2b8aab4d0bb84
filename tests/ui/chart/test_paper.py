"""Painting at every distance and in both schemes, the legend, the lists, and pictures that leave the vault."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest

from app.errors import Invalid
from app.rules.network.chart import Chart, Group, Placed
from app.rules.network.chart_drawing import Drawing, drawing_of
from app.rules.network.graph import Network, Node, NodeKind
from tests.rules.network.webs import edge, web
from tests.ui.chart.conftest import drawing
from tests.ui.conftest import shown
from ui.theme import Mode, Theme
from ui.tokens import DARK, LIGHT
from ui.widgets.chart.camera import Camera, fitting
from ui.widgets.chart.canvas import ChartCanvas
from ui.widgets.chart.legend import Legend, signs_of
from ui.widgets.chart.lists import ChartLists
from ui.widgets.chart.painting import Easel, Marks, edge_pen
from ui.widgets.chart.pictures import LARGEST, Caption, Form, Plate, picture_of
from ui.widgets.chart.sketch import sketch_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.tokens import Tokens

SIZE = QSize(600, 400)
CAPTION = Caption("Verhuur", "Stand van vandaag", "vertrouwelijk")


def painted(what: Drawing, tokens: Tokens, camera: Camera, marks: Marks | None = None) -> QImage:
    image = QImage(SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(tokens.surface))
    painter = QPainter(image)
    Easel(painter, sketch_of(what), camera, tokens, marks or Marks()).paint(QRectF(image.rect()))
    painter.end()
    return image


def colours(image: QImage) -> set[str]:
    """Of each row, every fifth pixel."""
    return {f"#{image.pixel(x, y) & 0xFFFFFF:06x}" for x in range(0, image.width(), 5) for y in range(image.height())}


def test_that_a_suspected_line_differs_in_more_than_colour() -> None:
    for tokens in (LIGHT, DARK):
        suspected, established = edge_pen(tokens, suspected=True), edge_pen(tokens, suspected=False)
        assert suspected.style() is Qt.PenStyle.CustomDashLine
        assert established.style() is Qt.PenStyle.SolidLine
        assert edge_pen(tokens, suspected=True, marked=True).widthF() > suspected.widthF()


@pytest.mark.parametrize("scale", [0.02, 0.2, 0.5, 1.0, 3.0])
def test_that_each_kind_is_painted_at_each_distance_in_both_schemes(scale: float) -> None:
    nodes = {f"e:{at}": Node(f"e:{at}", kind, kind.label) for at, kind in enumerate(NodeKind)}
    chart = Chart({key: Placed(at % 4 * 150.0, at // 4 * 150.0) for at, key in enumerate(nodes)})
    everything = drawing_of(Network(nodes, ()), chart)
    marks = Marks(frozenset({"e:0"}), "e:1", frozenset({"e:2"}))
    for tokens in (LIGHT, DARK):
        image = painted(everything, tokens, Camera(scale, 200.0, 100.0), marks)
        assert len(colours(image)) > 3


def test_that_what_an_analysis_points_out_is_painted_wide_and_dotted() -> None:
    what = drawing()
    camera = fitting(what.nodes, SIZE)
    bare = painted(what, LIGHT, camera)
    assert LIGHT.accent not in colours(bare)
    marks = Marks(marked=frozenset({"o1"}), marked_edges=frozenset({"link:p1o1bestuurder van"}))
    assert LIGHT.accent in colours(painted(what, LIGHT, camera, marks))


def test_that_both_directions_and_one_spot_are_no_trouble() -> None:
    what = drawing_of(
        web(edge("p1", "p2"), edge("p2", "p1"), edge("p1", "p3")),
        Chart({"p1": Placed(0, 0), "p2": Placed(300, 0), "p3": Placed(0, 0)}),
    )
    painted(what, LIGHT, Camera(1.0, 100.0, 100.0))


def test_that_the_legend_explains_what_is_there(qtbot: QtBot) -> None:
    words = [text for _, text in signs_of(drawing())]
    assert words == ["persoon", "organisatie", "adres", "signaal", "verband, vastgesteld", "verband, vermoed"]
    legend = Legend()
    qtbot.addWidget(legend)
    legend.show_drawing(drawing())
    assert legend.heightForWidth(200) > legend.heightForWidth(1200) > 0
    legend.resize(200, legend.heightForWidth(200))
    legend.grab()
    assert "vermoed" in legend.accessibleName()
    legend.show_drawing(Drawing())
    assert legend.isHidden()


def test_that_the_lists_hold_what_is_drawn_and_choose_in_it(qtbot: QtBot) -> None:
    lists = ChartLists()
    shown(qtbot, lists)
    lists.show_drawing(drawing())
    assert lists.count.text() == "6 knopen, 4 verbanden"
    assert lists.nodes.lines.rowCount() == 6
    facts = [[lists.edges.lines.index(row, at).data() for at in range(6)] for row in range(4)]
    assert ["Voorbeeld o1", "verhuurt", "Voorbeeld a2", "vermoed", "", ""] in facts
    lists.search.setText("o1 a2")
    assert lists.edges.lines.rowCount() == 1
    with qtbot.waitSignal(lists.chosen) as chosen:
        lists.edges.selectRow(0)
    assert chosen.args == [frozenset({"o1", "a2"})]
    lists.search.clear()
    with qtbot.assertNotEmitted(lists.chosen):
        lists.mark(frozenset({"p1", "s1"}))
    assert lists.nodes.keys == {"p1", "s1"}
    lists.nodes.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert lists.nodes.lines.key_at(0) == "o1"
    lists.nodes.selectRow(0)
    with qtbot.waitSignal(lists.opened) as opened:
        QTest.keyClick(lists.nodes, Qt.Key.Key_Return)
    assert opened.args == ["o1"]
    spoken = lists.nodes.lines.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Soort: organisatie"


def test_that_what_members_of_a_group_have_alike_is_one_line_and_namesakes_are_not(qtbot: QtBot) -> None:
    network = web(*(edge(f"p{at}", "a1", "woont op") for at in range(4)))
    nodes = {key: replace(node, label="Naamgenoot") if key[0] == "p" else node for key, node in network.nodes.items()}
    chart = Chart(
        {key: Placed(0, 0, group="group:1" if key in ("p0", "p1") else None) for key in nodes}, {"group:1": Group()}
    )
    lists = ChartLists()
    qtbot.addWidget(lists)
    lists.show_drawing(drawing_of(Network(nodes, network.edges), chart))
    said = [lists.edges.lines.index(row, 1).data() for row in range(lists.edges.lines.rowCount())]
    assert sorted(said) == ["woont op", "woont op", "woont op (2 keer)"]
    assert lists.count.text() == "4 knopen, 4 verbanden"


def test_that_a_pdf_says_what_it_is_and_dashes_what_is_suspected() -> None:
    content = picture_of(Form.PDF, Plate(drawing(), Marks(), CAPTION))
    page = pypdfium2.PdfDocument(content)[0]
    text = page.get_textpage().get_text_range()
    for words in ("Verhuur", "VERTROUWELIJK", "Voorbeeld p1", "verhuurt (vermoed)", "verband, vermoed", "geen feit"):
        assert words in text
    tall = Chart({"p1": Placed(0, 0), "p2": Placed(0, 2000)})
    upright = pypdfium2.PdfDocument(
        picture_of(Form.PDF, Plate(drawing_of(web(edge("p1", "p2")), tall), Marks(), CAPTION))
    )
    assert upright[0].get_height() > upright[0].get_width()


def test_that_svg_and_png_hold_the_same_picture() -> None:
    plate = Plate(drawing(), Marks(), CAPTION)
    svg = picture_of(Form.SVG, plate)
    assert b"Voorbeeld p1" in svg
    assert b"stroke-dasharray" in svg
    assert QSvgRenderer(QByteArray(svg)).isValid()
    image = QImage.fromData(QByteArray(picture_of(Form.PNG, plate)))
    assert image.width() > 2 * 600
    assert LIGHT.danger_text in colours(image)


def test_that_nothing_and_too_much_are_refused_with_a_sentence() -> None:
    with pytest.raises(Invalid):
        picture_of(Form.PDF, Plate(Drawing(), Marks(), CAPTION))
    far = Chart({"p1": Placed(0, 0), "p2": Placed(float(LARGEST), 0)})
    plate = Plate(drawing_of(web(edge("p1", "p2")), far), Marks(), CAPTION)
    with pytest.raises(Invalid, match="te groot"):
        picture_of(Form.PNG, plate)
    assert picture_of(Form.SVG, plate)
    assert picture_of(Form.PDF, replace(plate, caption=replace(CAPTION, title="x" * 400)))


def test_that_the_chart_follows_the_scheme(qtbot: QtBot) -> None:
    canvas = ChartCanvas()
    canvas.show_drawing(drawing())
    shown(qtbot, canvas)
    light = canvas.grab().toImage().pixelColor(5, 5)
    Theme.now().choose(Mode.DARK)
    dark = canvas.grab().toImage().pixelColor(5, 5)
    assert (light.name(), dark.name()) == (LIGHT.surface, DARK.surface)
