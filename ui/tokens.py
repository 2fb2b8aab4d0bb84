"""The look in one place: every colour, size and distance of the window, for light, dark and high contrast.

Colours follow WCAG 2.1: text at least 4.5:1 on what it stands on, edges of controls at least 3:1. `TEXT_PAIRS` and
`EDGE_PAIRS` list what stands on what; the tests compute each of them for every scheme.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum, StrEnum

from app.rules.contrast import Rgb
from app.rules.contrast import contrast as ratio


class Space(IntEnum):
    """The only distances there are, in pixels."""

    TIGHT = 4
    SMALL = 8
    MEDIUM = 12
    LARGE = 16
    WIDE = 24


class Tone(StrEnum):
    """What a colour means, for messages and pills; colour never says it alone, there is a word or icon with it."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme as #rrggbb; the style sheet names them as @field."""

    window: str
    surface: str
    sunken: str
    border: str
    edge: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str
    accent_text: str
    hover: str
    neutral_soft: str
    neutral_text: str
    success_soft: str
    success_text: str
    warning_soft: str
    warning_text: str
    danger_soft: str
    danger_text: str
    nav: str
    nav_text: str
    nav_muted: str
    nav_hover: str
    nav_active: str
    nav_active_text: str
    nav_mark: str
    nav_edge: str

    def as_dict(self) -> dict[str, str]:
        """Name to colour."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def soft(self, tone: Tone) -> str:
        """The background of a tone."""
        return str(getattr(self, f"{tone.value}_soft"))

    def strong(self, tone: Tone) -> str:
        """The text, icon and edge of a tone; readable on its background and on a surface."""
        return str(getattr(self, f"{tone.value}_text"))


LIGHT = Tokens(
    window="#f3f5f4",
    surface="#ffffff",
    sunken="#eaeeed",
    border="#d6dddb",
    edge="#7d8b8d",
    text="#15252a",
    muted="#53646a",
    accent="#0e6070",
    accent_hover="#0b4f5c",
    accent_pressed="#083f4a",
    on_accent="#ffffff",
    accent_soft="#dcedf0",
    accent_text="#0b4e5b",
    hover="#edf3f3",
    neutral_soft="#e6ebea",
    neutral_text="#435359",
    success_soft="#e0f2e6",
    success_text="#17602f",
    warning_soft="#fdf0d9",
    warning_text="#7c4a00",
    danger_soft="#fbe9e7",
    danger_text="#a3221a",
    nav="#112e37",
    nav_text="#cfdde0",
    nav_muted="#91abb1",
    nav_hover="#183b46",
    nav_active="#204b57",
    nav_active_text="#ffffff",
    nav_mark="#e9ad45",
    nav_edge="#6d8a91",
)

DARK = Tokens(
    window="#11181b",
    surface="#192226",
    sunken="#212c31",
    border="#2f3c42",
    edge="#72848b",
    text="#e7edef",
    muted="#a3b3b8",
    accent="#5fc1d0",
    accent_hover="#7fd2de",
    accent_pressed="#9fe0e9",
    on_accent="#06242a",
    accent_soft="#1d3f48",
    accent_text="#ace3ec",
    hover="#202d32",
    neutral_soft="#2a373c",
    neutral_text="#bccacf",
    success_soft="#193524",
    success_text="#8bd9a5",
    warning_soft="#3b2d14",
    warning_text="#f3c377",
    danger_soft="#422424",
    danger_text="#ffaaa1",
    nav="#0c1214",
    nav_text="#bccacf",
    nav_muted="#8799a0",
    nav_hover="#162125",
    nav_active="#1d2c32",
    nav_active_text="#ffffff",
    nav_mark="#e9ad45",
    nav_edge="#5f737b",
)

CONTRAST = Tokens(
    window="#000000",
    surface="#000000",
    sunken="#1c1c1c",
    border="#b9c4c7",
    edge="#ffffff",
    text="#ffffff",
    muted="#dfe6e8",
    accent="#ffe14a",
    accent_hover="#fff0a0",
    accent_pressed="#ffffff",
    on_accent="#000000",
    accent_soft="#00305a",
    accent_text="#ffffff",
    hover="#26323a",
    neutral_soft="#1c1c1c",
    neutral_text="#ffffff",
    success_soft="#00290f",
    success_text="#8dffae",
    warning_soft="#332400",
    warning_text="#ffd966",
    danger_soft="#3d0500",
    danger_text="#ffb3ab",
    nav="#000000",
    nav_text="#ffffff",
    nav_muted="#dfe6e8",
    nav_hover="#26323a",
    nav_active="#00305a",
    nav_active_text="#ffffff",
    nav_mark="#ffe14a",
    nav_edge="#ffffff",
)
"""For who needs more than others: text 7:1, edges of controls 4.5:1, and thicker marks (contrast.qss)."""

TEXT_PAIRS = (
    ("text", "window"),
    ("text", "surface"),
    ("text", "sunken"),
    ("text", "hover"),
    ("muted", "window"),
    ("muted", "surface"),
    ("muted", "sunken"),
    ("muted", "hover"),
    ("accent", "surface"),
    ("accent", "window"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("accent_text", "accent_soft"),
    ("text", "accent_soft"),
    ("muted", "accent_soft"),
    ("nav_text", "nav"),
    ("nav_text", "nav_hover"),
    ("nav_muted", "nav"),
    ("nav_active_text", "nav_active"),
    *((f"{tone}_text", ground) for tone in Tone for ground in (f"{tone}_soft", "surface", "window")),
)
EDGE_PAIRS = (
    ("edge", "surface"),
    ("edge", "window"),
    ("accent", "surface"),
    ("accent", "window"),
    ("nav_mark", "nav"),
    ("nav_mark", "nav_active"),
    ("nav_edge", "nav"),
)

POINTS = {
    "small_size": "9.5pt",
    "body_size": "10.5pt",
    "section_size": "12pt",
    "title_size": "18pt",
    "figure_size": "20pt",
    "beamer_size": "15pt",
}
FAMILY = "Source Sans 3"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, #rrggbb, 1 to 21."""
    return ratio(_parts(one), _parts(other))


def _parts(colour: str) -> Rgb:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue
