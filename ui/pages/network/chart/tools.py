"""The buttons above a chart, in groups: what to do with the whole of it, the way back, the view, and its nodes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from app.rules.network.layout import Layout
from ui.tokens import Space
from ui.widgets.flow import Flow
from ui.widgets.parts import button, icon_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction


_NODE_LINES = (
    ("leaves", "Eindpunten groeperen"),
    ("group", "Gekozen knopen groeperen"),
    ("fold", "Groep uit- of dichtvouwen"),
    ("ungroup", "Groep opheffen"),
    ("hide", "Gekozen knopen verbergen"),
    ("show", "Verborgen knopen tonen"),
    ("remove", "Gekozen knopen van het schema halen"),
    ("focus", "Gekozen knopen in beeld"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides which buttons can be pressed."""

    drawn: bool = False
    chosen: int = 0
    groups: int = 0
    hidden: int = 0
    undo: str = ""
    redo: str = ""
    busy: bool = False


class ChartTools(QWidget):
    """Each button and menu line emits `wanted` with its code; layouts as "layout.forces"."""

    wanted = Signal(str)

    def __init__(self, *, may_edit: bool) -> None:
        super().__init__()
        self.begin = self._button("Beginnen…", "plus", "begin")
        self.open = self._button("Openen…", "folder-open", "open")
        self.save = self._button("Bewaren…", "save", "save")
        self.export = self._button("Exporteren…", "download", "export")
        self.undo = self._icon("undo-2", "Ongedaan maken", "undo")
        self.redo = self._icon("redo-2", "Opnieuw", "redo")
        self.fit = self._icon("maximize", "Alles in beeld (F)", "fit")
        self.nearer = self._icon("plus", "Dichterbij (+)", "nearer")
        self.farther = self._icon("minus", "Verder weg (-)", "farther")
        self.lasso = self._icon("target", "Kiezen met een lus; ook met Shift en slepen", "lasso")
        self.lasso.setCheckable(True)
        self.lines: dict[str, QAction] = {}
        self.layouts = self._menu("Indeling", "layout-template", [(f"layout.{how.value}", how.label) for how in Layout])
        self.nodes = self._menu(
            "Knopen",
            "list",
            list(_NODE_LINES),
        )
        self.since = self._button("Sinds vorig LIP", "history", "since")
        self.since.setToolTip(
            "Wijst aan wat erbij kwam sinds het vorige overleg, naar de versie van toen of het logboek"
        )
        for each in (self.save, self.export):
            each.setVisible(may_edit)
        self._lay_out()
        self.show_standing(Standing())

    def show_standing(self, now: Standing) -> None:
        """Which of them can be pressed."""
        for always in (self.begin, self.open):
            always.setEnabled(not now.busy)
        for each in (self.save, self.export, self.layouts, self.nodes, self.fit, self.nearer, self.farther, self.lasso):
            each.setEnabled(now.drawn and not now.busy)
        self.since.setEnabled(now.drawn and not now.busy)
        self._tell(self.undo, "Ongedaan maken", now.undo)
        self._tell(self.redo, "Opnieuw", now.redo)
        needed = {"group": now.chosen >= 2, "fold": now.groups > 0, "ungroup": now.groups > 0, "show": now.hidden > 0}
        needed |= dict.fromkeys(("hide", "remove", "focus"), now.chosen > 0)
        for code, enabled in needed.items():
            self.lines[code].setEnabled(enabled)
        only = f" (alleen de {now.chosen} gekozen)" if now.chosen >= 2 else ""
        for how in Layout:
            self.lines[f"layout.{how.value}"].setText(f"{how.label}{only}")

    def _lay_out(self) -> None:
        across = Flow(self, between=Space.SMALL)
        whole = (self.begin, self.open, self.save, self.export, self.layouts, self.nodes, self.since)
        view = (self.undo, self.redo, self.fit, self.nearer, self.farther, self.lasso)
        for each in (*whole, *view):
            across.addWidget(each)

    def _tell(self, made: QToolButton, word: str, act: str) -> None:
        told = f"{word}: {act}" if act else word
        made.setEnabled(bool(act))
        made.setToolTip(told)
        made.setAccessibleName(told)

    def _button(self, text: str, icon: str, code: str) -> QPushButton:
        return button(text, icon, act=lambda: self.wanted.emit(code))

    def _icon(self, icon: str, name: str, code: str) -> QToolButton:
        return icon_button(icon, name, lambda: self.wanted.emit(code))

    def _menu(self, text: str, icon: str, lines: list[tuple[str, str]]) -> QPushButton:
        made = button(text, icon)
        made.setProperty("menu", True)
        menu = QMenu(made)
        for code, line in lines:
            self.lines[code] = menu.addAction(line, self._wanting(code))
        made.setMenu(menu)
        return made

    def _wanting(self, code: str) -> Callable[[], None]:
        return lambda: self.wanted.emit(code)
