"""The chart by keyboard: arrows walk along the lines, with Shift they choose more, with Alt move, with Ctrl look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ui.shortcuts import declare
from ui.widgets.chart.walking import WAYS, next_node

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from ui.widgets.chart.canvas import ChartCanvas

NUDGE = 20.0  # units that an arrow moves what is chosen
PAN = 80.0  # pixels that an arrow moves the view

IN_CHARTS = "In een verbandenschema"
for _told, *_keys in (
    ("Naar de buur aan die kant; met elk pijltje", "Right"),
    ("Meer knopen kiezen; met elk pijltje", "Shift+Right"),
    ("Verplaatsen wat gekozen is; met elk pijltje", "Alt+Right"),
    ("Het beeld verschuiven; met elk pijltje", "Ctrl+Right"),
    ("De knoop openen", "Return"),
    ("De knoop erbij kiezen of loslaten", "Space"),
    ("Van het schema halen wat gekozen is", "Del"),
    ("Alles kiezen", "Ctrl+A"),
    ("Ongedaan maken en opnieuw doen", "Ctrl+Z", "Ctrl+Y"),
    ("Dichterbij en verder weg", "+", "-"),
    ("Alles in beeld", "F"),
    ("In beeld brengen wat gekozen is", "Z"),
):
    declare(_told, *_keys, where=IN_CHARTS)


def press(canvas: ChartCanvas, event: QKeyEvent) -> bool:
    """Do what a key stands for; False when it stands for nothing here."""
    key = Qt.Key(event.key())
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in WAYS:
        _arrow(canvas, WAYS[key], held)
        return True
    if key is Qt.Key.Key_Escape and not (canvas.marks.chosen or canvas.gestures.busy):
        return False  # the page may have something to leave
    act = _ACTS.get((held & ~Qt.KeyboardModifier.ShiftModifier, key))
    if act is not None:
        act(canvas)
    return act is not None


def _arrow(canvas: ChartCanvas, way: tuple[float, float], held: Qt.KeyboardModifier) -> None:
    if held == Qt.KeyboardModifier.ControlModifier:
        canvas.look(canvas.camera.moved(-way[0] * PAN, -way[1] * PAN))
    elif held == Qt.KeyboardModifier.AltModifier:
        if canvas.marks.chosen:
            canvas.moved.emit(way[0] * NUDGE, way[1] * NUDGE)
    else:
        key = next_node(canvas.drawing, canvas.marks.focus, way)
        if key is not None:
            canvas.walk_to(key, more=held == Qt.KeyboardModifier.ShiftModifier)


def _open(canvas: ChartCanvas) -> None:
    if canvas.marks.focus is not None:
        canvas.opened.emit(canvas.marks.focus)


def _toggle(canvas: ChartCanvas) -> None:
    if canvas.marks.focus is not None:
        canvas.toggle(canvas.marks.focus)


def _escape(canvas: ChartCanvas) -> None:
    if canvas.gestures.busy:
        canvas.gestures.stop()
    else:
        canvas.choose(())


def _remove(canvas: ChartCanvas) -> None:
    canvas.removal_wanted.emit()


def _undo(canvas: ChartCanvas) -> None:
    canvas.undo_wanted.emit()


def _redo(canvas: ChartCanvas) -> None:
    canvas.redo_wanted.emit()


def _nearer(canvas: ChartCanvas) -> None:
    canvas.zoom(1)


def _farther(canvas: ChartCanvas) -> None:
    canvas.zoom(-1)


def _fit(canvas: ChartCanvas) -> None:
    canvas.fit()


def _fit_chosen(canvas: ChartCanvas) -> None:
    canvas.fit(canvas.marks.chosen or None)


def _choose_all(canvas: ChartCanvas) -> None:
    canvas.choose_all()


_NONE, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
_ACTS: dict[tuple[Qt.KeyboardModifier, Qt.Key], Callable[[ChartCanvas], None]] = {
    (_NONE, Qt.Key.Key_Return): _open,
    (_NONE, Qt.Key.Key_Enter): _open,
    (_NONE, Qt.Key.Key_Space): _toggle,
    (_NONE, Qt.Key.Key_Delete): _remove,
    (_NONE, Qt.Key.Key_Escape): _escape,
    (_NONE, Qt.Key.Key_Plus): _nearer,
    (_NONE, Qt.Key.Key_Equal): _nearer,
    (_NONE, Qt.Key.Key_Minus): _farther,
    (_NONE, Qt.Key.Key_F): _fit,
    (_NONE, Qt.Key.Key_Z): _fit_chosen,
    (_CTRL, Qt.Key.Key_A): _choose_all,
    (_CTRL, Qt.Key.Key_Z): _undo,
    (_CTRL, Qt.Key.Key_Y): _redo,
}
