"""Every key that does something of ours is declared here, so that the overview of keys can never lie.

A module declares its keys when it loads and lets a widget listen to them; the overview lists what was declared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

EVERYWHERE, IN_LISTS, IN_FORMS = "Overal", "In een lijst", "In een formulier"


@dataclass(frozen=True, slots=True)
class Keys:
    """One or more keys (as Qt writes them) with what they do, and where they do it."""

    keys: tuple[str, ...]
    told: str
    where: str

    @property
    def shown(self) -> str:
        """As the keyboard names them: Ctrl+F, F1 of Esc."""
        native = QKeySequence.SequenceFormat.NativeText
        named = [QKeySequence(each).toString(native) for each in self.keys]
        return f"{named[0]} tot en met {named[-1]}" if len(named) > 2 else " of ".join(named)


_declared: dict[tuple[str, tuple[str, ...]], Keys] = {}


def declare(told: str, *keys: str, where: str = EVERYWHERE) -> Keys:
    """Make keys known. Declaring the same twice, as pages of one kind do, gives one line."""
    return _declared.setdefault((where, keys), Keys(keys, told, where))


def declared() -> tuple[Keys, ...]:
    """All that is known, in groups as they were declared, everywhere first."""
    groups = list(dict.fromkeys((EVERYWHERE, IN_LISTS, IN_FORMS, *(each.where for each in _declared.values()))))
    return tuple(sorted(_declared.values(), key=lambda each: groups.index(each.where)))


def listen(
    keys: Keys,
    widget: QWidget,
    act: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> tuple[QShortcut, ...]:
    """Let a widget do something on these keys, in its window or, by `context`, only while it has the cursor."""
    made = []
    for each in keys.keys:
        shortcut = QShortcut(QKeySequence(each), widget)
        shortcut.setContext(context)
        shortcut.setWhatsThis(keys.told)
        shortcut.activated.connect(act)
        made.append(shortcut)
    return tuple(made)


COPY_ROW = declare("De regel als tekst kopiëren, met een tab tussen de kolommen", "Ctrl+C", where=IN_LISTS)
INTO_LIST = declare("Vanuit het zoekveld naar de eerste regel", "Down", where=IN_LISTS)
"""These two are used by more than one kind of list."""
