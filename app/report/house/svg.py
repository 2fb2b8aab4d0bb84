"""Reading the SVG of a logo: shapes in plain colours. Whatever would need fonts, files or scripts is refused.

A logo is a stranger's file. It is read without entities and without the network, and what it may hold is listed here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import cos, pi, sin, tan
from typing import TYPE_CHECKING

from lxml import etree
from reportlab.graphics.shapes import FILL_EVEN_ODD, FILL_NON_ZERO, Drawing, Group, Path
from reportlab.lib.colors import Color, toColor

from app.errors import Invalid
from app.report.house.svg_path import steps_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_MOST_ELEMENTS = 5000
_DEEPEST = 40
_SILENT = {"title", "desc", "metadata", "style", "defs", "namedview"}
_RULE = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")
_TRANSFORM = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^)]*)\)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_CIRCLE = "M{l} {y}A{a} {b} 0 0 1 {r} {y}A{a} {b} 0 0 1 {l} {y}Z"
_UNREADABLE = "Het SVG-bestand van het logo is beschadigd en kan niet worden gelezen."
_TOO_MUCH = "Het logo bevat {what}; sla het op als PNG, of als SVG met alleen vlakken in effen kleuren."


@dataclass(frozen=True, slots=True)
class _Look:
    """What shapes inherit."""

    fill: str = "black"
    stroke: str = "none"
    width: float = 1.0
    rule: str = "nonzero"
    opacity: float = 1.0


def read_svg(content: bytes) -> Drawing:
    """The logo as a drawing in the units of its view box. Invalid (field "logo") when it is unfit."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
        left, top, width, height = _view(root)
        drawing = Drawing(width, height)
        drawing.add(_Reader(root).group(root, _Look(), (1, 0, 0, -1, -left, top + height), 0))
    except (etree.XMLSyntaxError, ValueError):
        raise Invalid({"logo": _UNREADABLE}) from None
    return drawing


def _view(root: etree._Element) -> tuple[float, float, float, float]:
    box = _numbers(root.get("viewBox", ""))
    if not box:
        box = [0.0, 0.0, *(_numbers(root.get(side, ""))[0] for side in ("width", "height") if root.get(side))]
    if len(box) != 4 or min(box[2:]) <= 0 or etree.QName(root).localname != "svg":
        raise ValueError(str(box))
    return box[0], box[1], box[2], box[3]


class _Reader:
    """Makes shapes of elements, with the classes of the style sheet of the file."""

    def __init__(self, root: etree._Element) -> None:
        sheets = " ".join(element.text or "" for element in root.iter("{*}style"))
        self._classes = {name: _declarations(rules) for name, rules in _RULE.findall(sheets)}
        self._elements = 0

    def group(self, parent: etree._Element, look: _Look, transform: tuple[float, ...] | None, depth: int) -> Group:
        """An element with everything in it."""
        if depth > _DEEPEST:
            raise Invalid({"logo": _TOO_MUCH.format(what="te veel lagen")})
        group = Group() if transform is None else Group(transform=transform)
        for element in parent:
            if not isinstance(element.tag, str):  # a comment
                continue
            self._elements += 1
            if self._elements > _MOST_ELEMENTS:
                raise Invalid({"logo": _TOO_MUCH.format(what="te veel vormen")})
            for shape in self._shapes(element, look, depth):
                group.add(shape)
        return group

    def _shapes(self, element: etree._Element, look: _Look, depth: int) -> Iterator[Group | Path]:
        name = etree.QName(element).localname
        style = self._style(element)
        if name in _SILENT or style.get("display") == "none":
            return
        inside = _inherit(look, style)
        transform = _transform(element.get("transform", ""))
        if name in ("g", "svg", "a", "switch"):
            yield self.group(element, inside, transform, depth + 1)
            return
        if name not in _PATHS:
            raise Invalid({"logo": _TOO_MUCH.format(what=_NAMES.get(name, f"een onderdeel “{name}”"))})
        path = _path(_PATHS[name](element), inside)
        yield path if transform is None else Group(path, transform=transform)

    def _style(self, element: etree._Element) -> dict[str, str]:
        """Attributes, then classes, then the style attribute: the later wins."""
        style = {str(name): str(value) for name, value in element.attrib.items()}
        for name in element.get("class", "").split():
            style |= self._classes.get(name, {})
        return style | _declarations(element.get("style", ""))


def _declarations(rules: str) -> dict[str, str]:
    pairs = (rule.partition(":") for rule in rules.split(";") if ":" in rule)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _inherit(look: _Look, style: Mapping[str, str]) -> _Look:
    opacity = look.opacity * _fraction(style.get("opacity", "1"))
    width = _numbers(style.get("stroke-width", "")) or [look.width]
    return replace(
        look,
        fill=style.get("fill", look.fill),
        stroke=style.get("stroke", look.stroke),
        width=width[0],
        rule=style.get("fill-rule", look.rule),
        opacity=opacity,
    )


def _path(data: str, look: _Look) -> Path:
    path = Path(
        fillColor=_color(look.fill, look.opacity),
        strokeColor=_color(look.stroke, look.opacity),
        strokeWidth=look.width,
        autoclose="svg",  # an open shape is filled as if it were closed
        fillMode=FILL_EVEN_ODD if look.rule == "evenodd" else FILL_NON_ZERO,
    )
    for kind, points in steps_of(data):
        {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.closePath}[kind](*points)
    return path


def _color(name: str, opacity: float) -> Color | None:
    """As on white: no transparency is written, which some printers handle badly."""
    if name in ("none", "transparent") or opacity == 0:
        return None
    if name.startswith("url"):
        raise Invalid({"logo": _TOO_MUCH.format(what="een kleurverloop of patroon")})
    color = toColor("#000000" if name in ("currentColor", "inherit") else _long(name))
    return Color(*(1 - (1 - part) * opacity for part in color.rgb()))


def _long(name: str) -> str:
    short = re.fullmatch(r"#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])", name)
    return "#" + "".join(digit * 2 for digit in short.groups()) if short else name


def _transform(text: str) -> tuple[float, ...] | None:
    """All transformations of an element as one matrix."""
    matrix: tuple[float, ...] | None = None
    for kind, numbers in _TRANSFORM.findall(text):
        one = _matrix(kind, _numbers(numbers))
        matrix = one if matrix is None else _times(matrix, one)
    return matrix


def _matrix(kind: str, n: list[float]) -> tuple[float, ...]:
    match kind, n:
        case "matrix", [_, _, _, _, _, _]:
            return tuple(n)
        case "translate", [x, *y]:
            return (1, 0, 0, 1, x, y[0] if y else 0)
        case "scale", [x, *y]:
            return (x, 0, 0, y[0] if y else x, 0, 0)
        case "rotate", [angle, *around]:
            c, s = cos(angle * pi / 180), sin(angle * pi / 180)
            about_x, about_y = around if len(around) == 2 else (0.0, 0.0)
            return (c, s, -s, c, about_x - c * about_x + s * about_y, about_y - s * about_x - c * about_y)
        case "skewX", [angle]:
            return (1, 0, tan(angle * pi / 180), 1, 0, 0)
        case "skewY", [angle]:
            return (1, tan(angle * pi / 180), 0, 1, 0, 0)
    raise ValueError(kind)


def _times(m: tuple[float, ...], n: tuple[float, ...]) -> tuple[float, ...]:
    return (
        m[0] * n[0] + m[2] * n[1],
        m[1] * n[0] + m[3] * n[1],
        m[0] * n[2] + m[2] * n[3],
        m[1] * n[2] + m[3] * n[3],
        m[0] * n[4] + m[2] * n[5] + m[4],
        m[1] * n[4] + m[3] * n[5] + m[5],
    )


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]


def _fraction(text: str) -> float:
    value = (_numbers(text) or [1.0])[0] / (100 if text.endswith("%") else 1)
    return min(1.0, max(0.0, value))


def _attributes(element: etree._Element, *names: str) -> list[float]:
    return [(_numbers(element.get(name, "0")) or [0.0])[0] for name in names]


def _rectangle(element: etree._Element) -> str:
    x, y, width, height, rx, ry = _attributes(element, "x", "y", "width", "height", "rx", "ry")
    a, b = min(rx or ry, width / 2), min(ry or rx, height / 2)
    return (
        f"M{x + a} {y}H{x + width - a}A{a} {b} 0 0 1 {x + width} {y + b}V{y + height - b}"
        f"A{a} {b} 0 0 1 {x + width - a} {y + height}H{x + a}A{a} {b} 0 0 1 {x} {y + height - b}V{y + b}"
        f"A{a} {b} 0 0 1 {x + a} {y}Z"
    )


def _ellipse(element: etree._Element) -> str:
    x, y, radius, a, b = _attributes(element, "cx", "cy", "r", "rx", "ry")
    a, b = a or radius, b or radius
    return _CIRCLE.format(l=x - a, r=x + a, y=y, a=a, b=b)


def _line(element: etree._Element) -> str:
    return "M{} {}L{} {}".format(*_attributes(element, "x1", "y1", "x2", "y2"))


def _polyline(element: etree._Element) -> str:
    return f"M{element.get('points', '')}" if element.get("points", "").strip() else ""


_PATHS: dict[str, Callable[[etree._Element], str]] = {
    "path": lambda element: element.get("d", ""),
    "rect": _rectangle,
    "circle": _ellipse,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": _polyline,
    "polygon": lambda element: f"{_polyline(element)}Z" if _polyline(element) else "",
}
_NAMES = {
    "text": "tekst in een lettertype",
    "image": "een ingesloten afbeelding",
    "use": "een verwijzing",
    "script": "een script",
    "linearGradient": "een kleurverloop",
    "radialGradient": "een kleurverloop",
}
