"""Walks a window as a screen reader does, and looks for what is cut off as an eye does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QTabBar,
    QToolButton,
    QWidget,
)

from ui.shortcuts import declared
from ui.widgets.parts import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QAccessibleInterface

ROLE = QAccessible.Role
CONTROLS = frozenset(
    {
        ROLE.PushButton,
        ROLE.ButtonMenu,
        ROLE.CheckBox,
        ROLE.RadioButton,
        ROLE.ComboBox,
        ROLE.EditableText,
        ROLE.SpinBox,
        ROLE.Table,
        ROLE.List,
        ROLE.Tree,
        ROLE.PageTab,
        ROLE.Link,
        ROLE.Graphic,
        ROLE.Dialog,
    }
)
WHOLE = frozenset({ROLE.Table, ROLE.List, ROLE.Tree, ROLE.ComboBox, ROLE.EditableText})
"""What has its own children: cells and letters, which other tests hear."""
ROUNDING = 2  # pixels that a font may be wider than Qt reckoned


def unnamed(window: QWidget) -> list[str]:
    """The controls of a window that a screen reader cannot name, each with the way to it."""
    return [path for path, face in _faces(_face(window), "") if _is_control(face) and not _name(face)]


def clipped(window: QWidget) -> list[str]:
    """The visible words that are wider or higher than where they stand, and are not shortened on purpose."""
    return [
        f"{type(each).__name__}: {text!r} needs {needs} has {has}"
        for each in window.findChildren(QWidget)
        if each.isVisibleTo(window) and each.width() > 0
        for text, needs, has in _too_tight(each)
    ]


def out_of_reach(window: QWidget) -> list[str]:
    """The visible buttons and fields that no key reaches; the parts of one control count with that control."""
    return [
        f"{type(each).__name__}: {each.accessibleName() or each.toolTip()}"
        for each in window.findChildren(QWidget)
        if isinstance(each, QAbstractButton | QLineEdit | QComboBox | QAbstractItemView)
        and each.isVisibleTo(window)
        and each.isEnabled()
        and not each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not _has_another_way(each)
    ]


def undeclared(window: QWidget) -> list[str]:
    """The keys in a window that the overview of keys does not list."""
    known = {key for each in declared() for key in each.keys}
    return [
        f"{shortcut.key().toString()} {shortcut.whatsThis()}"
        for shortcut in window.findChildren(QShortcut)
        if not shortcut.whatsThis() or not any(shortcut.key() == QKeySequence(key) for key in known)
    ]


def _face(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def _faces(face: QAccessibleInterface, path: str) -> Iterator[tuple[str, QAccessibleInterface]]:
    if face.state().invisible:
        return
    path = f"{path}/{type(face.object()).__name__}"
    yield path, face
    if face.role() in WHOLE:
        return
    for at in range(face.childCount()):
        child = face.child(at)
        if child is not None and child.isValid():
            yield from _faces(child, path)


def _is_control(face: QAccessibleInterface) -> bool:
    """A picture beside words is decoration: the words say it."""
    if isinstance(face.object(), Picture):
        return False
    return face.role() in CONTROLS or bool(face.state().focusable)


def _name(face: QAccessibleInterface) -> str:
    return face.text(QAccessible.Text.Name).strip()


def _too_tight(widget: QWidget) -> Iterator[tuple[str, int, int]]:
    if isinstance(widget, QLabel) and widget.text() and not isinstance(widget, Picture):
        yield from _tight_label(widget)
    elif isinstance(widget, QPushButton | QCheckBox | QRadioButton | QToolButton) and _says_words(widget):
        needs = widget.sizeHint().width()
        if needs > widget.width() + ROUNDING:
            yield widget.text(), needs, widget.width()


def _says_words(button: QAbstractButton) -> bool:
    if isinstance(button, QToolButton) and button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
        return False
    return bool(button.text()) and not isinstance(button.parent(), QTabBar)


def _tight_label(label: QLabel) -> Iterator[tuple[str, int, int]]:
    room = label.contentsRect()
    if label.minimumWidth() == 1:  # said to give way before anything else
        return
    if label.wordWrap():
        needs = label.heightForWidth(label.width())
        if needs > label.height() + ROUNDING:
            yield label.text(), needs, label.height()
        return
    needs = max(label.fontMetrics().horizontalAdvance(each) for each in label.text().splitlines() or [""])
    if needs > room.width() + ROUNDING and label.textFormat() is not Qt.TextFormat.RichText:
        yield label.text(), needs, room.width()


def _has_another_way(widget: QWidget) -> bool:
    """Of one group a key reaches the one that is on, and the arrows go on from there. Parts of Qt's own controls
    belong to the control; a calendar button has Alt+Down in its field, a heading of a list Ctrl+Shift+S.
    """
    if isinstance(widget, QHeaderView):
        return True
    if isinstance(widget, QAbstractButton) and (group := widget.group()) is not None and group.exclusive():
        return any(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in group.buttons())
    if isinstance(widget, QScrollBar) or isinstance(widget.parent(), QComboBox | QTabBar | QLineEdit | QCalendarWidget):
        return True
    return widget.toolTip().endswith("omlaag)") or "(Ctrl+" in widget.toolTip()
