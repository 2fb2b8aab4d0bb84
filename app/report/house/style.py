"""What a municipality looks like on paper: two colours and a logo in place of the program's own.

Everything is drawn in the colours of the theme; the canvas puts the municipality's in their place (`recolour`). So no
part of a document needs to know of a house style.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reportlab.lib.colors import Color, HexColor, toColor

from app.errors import Invalid
from app.report import theme
from app.report.house.logo import Logo
from app.rules.contrast import contrast as ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


TEXT = 4.5  # least contrast of text with its ground (WCAG 2.1, 1.4.3)
SHAPE = 3.0  # least contrast of neighbouring parts of a chart (WCAG 2.1, 1.4.11)
_STEPS = 100
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class HouseStyle:
    """`primary` and `secondary` as #rrggbb, and a logo; what is None stays the program's own.

    Invalid, per field, when a colour is none or has too little contrast; the message proposes the nearest that will do.
    """

    primary: str | None = None
    secondary: str | None = None
    logo: Logo | None = None

    def __post_init__(self) -> None:
        problems = dict(_problems(self.primary, self.secondary))
        if problems:
            raise Invalid(problems)

    @property
    def recolour(self) -> Callable[[Color], Color] | None:
        """For a canvas: the colour to use for a colour of the theme, or for a name; None when nothing changes."""
        palette = self._palette
        return (lambda color: palette.get(toColor(color).rgb(), color)) if palette else None

    def shown(self, color: Color) -> Color:
        """The colour that stands in for one of the theme."""
        return self._palette.get(color.rgb(), color)

    @cached_property
    def _palette(self) -> Mapping[tuple[float, float, float], Color]:
        found: dict[tuple[float, float, float], Color] = {}
        if self.primary is not None:
            accent = HexColor(self.primary)
            found = {
                theme.ACCENT.rgb(): accent,
                theme.DEEP.rgb(): mixed(accent, theme.INK, 0.45),
                theme.TINT.rgb(): tint(accent),
                theme.PALE.rgb(): _pale(accent),
                theme.ENGRAVED.rgb(): mixed(accent, theme.WHITE, 0.14),
            }
        if self.secondary is not None:
            found[theme.SERIES[1].rgb()] = HexColor(self.secondary)
        return found


def contrast(one: Color, other: Color) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.1)."""
    return ratio(one.rgb(), other.rgb())


def mixed(color: Color, other: Color, share: float) -> Color:
    """A colour with a share (0 to 1) of another in it."""
    return Color(*(a + (b - a) * share for a, b in zip(color.rgb(), other.rgb(), strict=True)))


def tint(accent: Color) -> Color:
    """The ground of boxes in that colour."""
    return mixed(accent, theme.WHITE, 0.92)


def _pale(accent: Color) -> Color:
    """A light shade that can be read on the colour itself, as white can."""
    shades = (mixed(accent, theme.WHITE, 0.8 + 0.2 * step / _STEPS) for step in range(_STEPS))
    return next((shade for shade in shades if contrast(shade, accent) >= TEXT), theme.WHITE)


def _problems(primary: str | None, secondary: str | None) -> Iterator[tuple[str, str]]:
    for field, value in (("primary", primary), ("secondary", secondary)):
        if value is not None and not _HEX.fullmatch(value):
            yield field, f"“{value}” is geen kleur; geef een kleur als #0b5d66."
            return
    accent = theme.ACCENT if primary is None else HexColor(primary)
    if not _reads_as_text(accent):
        yield "primary", _too_little(accent, theme.INK, _reads_as_text, "De hoofdkleur is te licht voor tekst")
    elif secondary is not None and not _stands_beside(accent, HexColor(secondary)):
        fits = lambda color: _stands_beside(accent, color)  # noqa: E731  # the same question for each lighter shade
        yield (
            "secondary",
            _too_little(HexColor(secondary), theme.WHITE, fits, "De tweede kleur is te donker om cijfers in te lezen"),
        )


def _reads_as_text(accent: Color) -> bool:
    return all(contrast(accent, ground) >= TEXT for ground in (theme.WHITE, theme.WATERMARK, tint(accent)))


def _stands_beside(accent: Color, color: Color) -> bool:
    return contrast(color, theme.INK) >= TEXT and contrast(color, accent) >= SHAPE


def _too_little(color: Color, toward: Color, fits: Callable[[Color], bool], problem: str) -> str:
    """The sentence with the nearest shade that will do; at the far end, ink or white, there is always one."""
    shades = (_hex(mixed(color, toward, step / _STEPS)) for step in range(1, _STEPS + 1))
    return f"{problem}. Neem bijvoorbeeld {next(shade for shade in shades if fits(HexColor(shade)))}."


def _hex(color: Color) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in color.rgb())


BOLWERK = HouseStyle()
