"""Puts the tokens on the screen: font, palette, style sheet and icons; light, dark or high contrast."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QDir, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.errors import BugError
from app.paths import resource
from ui import icons
from ui.tokens import CONTRAST, DARK, FAMILY, LIGHT, POINTS, Space, Tokens

_NAME = re.compile(r"@([a-z_]+)")
_FONTS = ("Regular", "SemiBold", "Italic")


class Mode(StrEnum):
    """Which scheme the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"

    @property
    def label(self) -> str:
        """As the menu says it."""
        return _LABELS[self]


_LABELS = {
    Mode.SYSTEM: "Zoals het systeem",
    Mode.LIGHT: "Licht",
    Mode.DARK: "Donker",
    Mode.CONTRAST: "Hoog contrast",
}
_SCHEMES = {
    Mode.SYSTEM: Qt.ColorScheme.Unknown,
    Mode.LIGHT: Qt.ColorScheme.Light,
    Mode.DARK: Qt.ColorScheme.Dark,
    Mode.CONTRAST: Qt.ColorScheme.Dark,
}
_TOKENS = {Mode.LIGHT: LIGHT, Mode.DARK: DARK, Mode.CONTRAST: CONTRAST}


class Theme(QObject):
    """The look of the running application. One per QApplication, its child; `Theme.now()` finds it."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.setObjectName("theme")
        self._application = application
        self.mode = _stored_mode()
        self.tokens = LIGHT
        for weight in _FONTS:
            QFontDatabase.addApplicationFont(str(resource("fonts", f"SourceSans3-{weight}.ttf")))
        QDir.setSearchPaths("style", [str(resource("style"))])
        application.setStyle("Fusion")
        application.setFont(QFont(FAMILY, 10))
        application.styleHints().colorSchemeChanged.connect(self.refresh)
        application.styleHints().accessibility().contrastPreferenceChanged.connect(self.refresh)
        self._follow()

    @staticmethod
    def now() -> Theme:
        """The theme of the running application."""
        application = QApplication.instance()
        theme = application.findChild(Theme, "theme") if application else None
        if theme is None:
            raise BugError("no theme: make Theme(application) before any widget")
        return theme

    def choose(self, mode: Mode) -> None:
        """Switch, and remember it for this user of this workstation; nothing else is ever kept outside the vault."""
        self.mode = mode
        _settings().setValue("appearance", mode.value)
        self._follow()

    def refresh(self) -> None:
        """Dress the application again, for instance because the system changed its scheme."""
        self.tokens = _TOKENS[self.mode] if self.mode in _TOKENS else self._tokens_of_system()
        self._application.setPalette(palette(self.tokens))
        self._application.setStyleSheet(style_sheet(self.tokens))
        icons.dress_all(self._application.allWidgets(), self.tokens)
        self.changed.emit()

    def _tokens_of_system(self) -> Tokens:
        hints = self._application.styleHints()
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT

    def _follow(self) -> None:
        self._application.styleHints().setColorScheme(_SCHEMES[self.mode])
        self.refresh()


@cache
def style_sheet(tokens: Tokens) -> str:
    """The style sheet with the names filled in; an unknown name is a bug."""
    names = tokens.as_dict() | POINTS | {f"space_{space.name.lower()}": f"{space.value}px" for space in Space}
    names["scheme"] = "light" if tokens is LIGHT else "dark"

    def value(match: re.Match[str]) -> str:
        if match[1] not in names:
            raise BugError(f"the style sheet names @{match[1]}, which is no token")
        return names[match[1]]

    sheets = ("bolwerk.qss", "contrast.qss") if tokens is CONTRAST else ("bolwerk.qss",)
    return _NAME.sub(value, "".join(resource("style", name).read_text("utf-8") for name in sheets))


def palette(tokens: Tokens) -> QPalette:
    """The colours for what the style sheet leaves alone, such as Qt's own dialogs."""
    roles = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.sunken,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.danger_text,
        QPalette.ColorRole.ToolTipBase: tokens.text,
        QPalette.ColorRole.ToolTipText: tokens.surface,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Light: tokens.surface,
        QPalette.ColorRole.Midlight: tokens.sunken,
        QPalette.ColorRole.Mid: tokens.border,
        QPalette.ColorRole.Dark: tokens.edge,
        QPalette.ColorRole.Shadow: tokens.edge,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return made


def _settings() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Bolwerk", "Bolwerk")


def _stored_mode() -> Mode:
    stored = _settings().value("appearance", Mode.SYSTEM.value)
    return Mode(stored) if stored in {mode.value for mode in Mode} else Mode.SYSTEM
