"""What every list can besides its own acts: be read from a file and leave as one. The pages for it are told here.

Lists do not know those pages; the navigation, which knows all, offers them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.services.records import Query, Records
from ui.widgets.page import PageContext
from ui.widgets.parts import button
from ui.widgets.record.description import PageDescription

if TYPE_CHECKING:
    from collections.abc import Sequence

ENDINGS = frozenset({".xlsx", ".ods", ".csv", ".txt"})


@dataclass(frozen=True, slots=True)
class ListContext:
    """A list on screen: whose it is, what it shows now, and how to tell and refresh it."""

    description: PageDescription
    records: Records[Any, Any]
    context: PageContext
    parent: QWidget
    query: Query
    refresh: Callable[[], None]
    tell: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ListAct:
    """One line of the menu of a list. `takes_file` acts get a file that is dropped on the list, else None."""

    title: str
    run: Callable[[ListContext, Path | None], None]
    allowed: Callable[[Records[Any, Any]], bool]
    takes_file: bool = False


@dataclass(slots=True)
class _Offer:
    acts: list[ListAct] = field(default_factory=list)


_OFFER = _Offer()


def offer(acts: Sequence[ListAct]) -> None:
    """From now on every list has these acts."""
    _OFFER.acts = list(acts)


def acts_for(records: Records[Any, Any]) -> list[ListAct]:
    """What this list can, for who looks at it."""
    return [act for act in _OFFER.acts if act.allowed(records)]


class ListMenu:
    """The button with those acts. `button` is None when there are none."""

    def __init__(self, page: QWidget, records: Records[Any, Any], context: Callable[[], ListContext]) -> None:
        self._context = context
        self.acts = acts_for(records)
        self.button: QPushButton | None = None
        if not self.acts:
            return
        self.button = button("Lijst", "table-2")
        self.button.setToolTip("Inlezen uit een bestand, of bewaren als bestand")
        menu = QMenu(self.button)
        menu.setAccessibleName("Wat met deze lijst kan")
        for act in self.acts:
            menu.addAction(act.title).triggered.connect(partial(self._chosen, act))
        self.button.setMenu(menu)
        if any(act.takes_file for act in self.acts):
            page.setAcceptDrops(True)
            page.installEventFilter(_Drop(page, self))

    def _chosen(self, act: ListAct, _checked: bool = False) -> None:  # as Qt calls it
        self.run(act)

    def run(self, act: ListAct, file: Path | None = None) -> None:
        """Do one of them."""
        act.run(self._context(), file)

    def take(self, file: Path) -> None:
        """A file was dropped on the list."""
        for act in self.acts:
            if act.takes_file:
                self.run(act, file)
                return


class _Drop(QObject):
    """Takes one file with a table in it."""

    def __init__(self, page: QWidget, menu: ListMenu) -> None:
        super().__init__(page)
        self._menu = menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QDragEnterEvent) and _file_in(event) is not None:
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and not isinstance(event, QDragEnterEvent):
            file = _file_in(event)
            if file is not None and event.type() is QEvent.Type.Drop:
                event.acceptProposedAction()
                self._menu.take(file)
                return True
        return super().eventFilter(watched, event)


def _file_in(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    file = Path(urls[0].toLocalFile())
    return file if file.suffix.lower() in ENDINGS else None
