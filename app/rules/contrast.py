"""How well one colour reads on another (WCAG 2.1, *relative luminance* and *contrast ratio*), for screen and paper."""

from __future__ import annotations

Rgb = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio, 1 to 21."""
    light, dark = max(luminance(one), luminance(other)), min(luminance(one), luminance(other))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Rgb) -> float:
    """The relative luminance, 0 to 1."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else _curve(part) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _curve(part: float) -> float:
    bent: float = ((part + 0.055) / 1.055) ** 2.4
    return bent
