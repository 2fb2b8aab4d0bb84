"""The line above a list: words to search for, choices to filter by, and a way back to everything."""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from app.services.records import Query, fixed_options
from ui import icons
from ui.theme import Theme
from ui.tokens import Space
from ui.widgets.forms.choose import Choose
from ui.widgets.parts import icon_button, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.vault.session import UnlockedVault
    from ui.widgets.record.description import Filter

TYPING_PAUSE = 200  # milliseconds after the last key before the list follows
_ALL = object()


class Filtered(Protocol):
    """What can be looked through: a page of a register, or the log."""

    @property
    def search_hint(self) -> str:
        """What the search field says while it is empty."""

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The choices."""


class FilterBar(QWidget):
    """What the user looks for. `changed` comes once typing pauses."""

    changed = Signal()

    def __init__(self, description: Filtered, vault: UnlockedVault) -> None:
        super().__init__()
        self._vault = vault
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.search = QLineEdit(placeholderText=description.search_hint, clearButtonEnabled=True, maxLength=200)
        self.search.setAccessibleName("Zoeken in de lijst")
        self.search.setToolTip("Zoeken (Ctrl+F). Alle woorden moeten voorkomen.")
        glass = QAction(self.search)
        icons.dress(glass, "search", Theme.now().tokens, "muted")
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMinimumWidth(140)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._at_once)
        self.choices: dict[str, Choose] = {}
        layout = row(self, Space.SMALL)
        layout.addWidget(self.search, 2)
        for each in description.filters:
            self.choices[each.name] = self._choice(each)
            layout.addWidget(self.choices[each.name], 1)
        self.clear_button = icon_button("funnel-x", "Zoekwoorden en filters wissen", self.clear)
        layout.addWidget(self.clear_button)
        self.changed.connect(self._show_clear)
        self._show_clear()

    @property
    def active(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(self.search.text().strip()) or any(box.currentIndex() > 0 for box in self.choices.values())

    def query(self, order: Query) -> Query:
        """What to ask, in the order of an earlier question."""
        where = tuple((name, box.value) for name, box in self.choices.items() if box.value is not _ALL)
        return Query(self.search.text(), where, order.order, order.descending)

    def chosen(self) -> dict[str, str | int | None]:
        """The filters that are set, by name, in a form that can be kept."""
        return {name: _kept(box.value) for name, box in self.choices.items() if box.value is not _ALL}

    def bring_back(self, chosen: Mapping[str, str | int | None]) -> None:
        """Set filters as they were kept, without telling; what is no longer offered stays open."""
        for name, box in self.choices.items():
            if name in chosen:
                with QSignalBlocker(box):
                    box.choose_if(partial(_is_kept_as, chosen[name]))
        self._show_clear()

    def clear(self) -> None:
        """Show everything again."""
        self.search.clear()
        for box in self.choices.values():
            box.setCurrentIndex(0)
        self._at_once()

    def _at_once(self) -> None:
        self._pause.stop()
        self.changed.emit()

    def _show_clear(self) -> None:
        self.clear_button.setVisible(self.active)

    def _choice(self, each: Filter) -> Choose:
        box = Choose(characters=7)
        box.setAccessibleName(f"Filter op {each.title.lower()}")
        self._fill(box, each)
        if each.options is not None:
            box.opening.connect(lambda: self._fill(box, each))
        box.currentIndexChanged.connect(lambda _index: self._at_once())
        return box

    def _fill(self, box: Choose, each: Filter) -> None:
        offered: list[tuple[Any, str]] = [(_ALL, f"{each.title}: alle")]
        found = fixed_options(each.choices) if each.choices else each.options(self._vault) if each.options else ()
        offered += [(option.value, option.label) for option in found]
        if each.unknown:
            offered.append((None, f"{each.title}: onbekend"))
        now = box.value if box.count() else _ALL
        box.fill(offered, now if any(value == now for value, _ in offered) else _ALL)


def _is_kept_as(kept: str | int | None, value: Any) -> bool:  # noqa: ANN401  # likewise
    return value is not _ALL and _kept(value) == kept


def _kept(value: Any) -> str | int | None:  # noqa: ANN401  # whatever a filter offers
    """A value as it can be kept: of a value list its English word, of a record its number."""
    bare = value.value if isinstance(value, Enum) else value
    return bare if bare is None or isinstance(bare, str | int) else str(bare)
