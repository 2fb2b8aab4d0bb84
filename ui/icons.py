"""One set of icons (Lucide, see resources/icons/LICENSE), drawn in the colours of the theme.

A widget that got its icon from `dress` is dressed again when the theme changes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QByteArray, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.paths import resource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from ui.tokens import Tokens

SIZES = (16, 18, 24)  # what buttons, navigation and tabs ask for; a picture draws its own size
_NAME, _COLOUR, _DISABLED = "iconName", "iconColour", "iconDisabled"


class Wearer(Protocol):
    """A widget or action that shows an icon."""

    def setIcon(self, icon: QIcon, /) -> None:  # noqa: N802
        """Show it."""

    def setProperty(self, name: str, value: object, /) -> bool:  # noqa: N802
        """Remember which."""


def dress(wearer: Wearer, name: str, tokens: Tokens, colour: str = "text", disabled: str = "edge") -> None:
    """Give a button its icon; `colour` and `disabled` name tokens."""
    for key, value in ((_NAME, name), (_COLOUR, colour), (_DISABLED, disabled)):
        wearer.setProperty(key, value)
    names = tokens.as_dict()
    wearer.setIcon(icon(name, names[colour], names[disabled]))


def dress_all(widgets: Iterable[QWidget], tokens: Tokens) -> None:
    """Dress every widget again that has an icon of ours, and the actions it carries."""
    for widget in widgets:
        for wearer in (widget, *widget.actions()):
            name = wearer.property(_NAME)
            if name and hasattr(wearer, "setIcon"):
                dress(wearer, name, tokens, wearer.property(_COLOUR), wearer.property(_DISABLED))


@lru_cache(maxsize=512)
def icon(name: str, colour: str, disabled: str | None = None) -> QIcon:
    """An icon in one colour (#rrggbb), and in another for what cannot be done now."""
    made = QIcon()
    ratios = {1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}
    for size in SIZES:
        for ratio in sorted(ratios):
            made.addPixmap(pixmap(name, colour, size, ratio))
            if disabled is not None:
                made.addPixmap(pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon drawn `size` pixels high for a screen of that pixel ratio."""
    drawn = QPixmap(QSizeF(size * ratio, size * ratio).toSize())
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode())).render(painter)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")
