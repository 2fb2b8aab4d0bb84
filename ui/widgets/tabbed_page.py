"""Several pages under one heading, each made when it is first opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QStackedWidget, QTabBar

from ui.tokens import Space
from ui.widgets.page import Page, Spot, Unsaved
from ui.widgets.parts import PageHead, column, line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.drafts import Draft


class TabbedPage(Page):
    """Pages as tabs: (key, title, how to make it). Only the one in front is asked anything."""

    def __init__(self, title: str, intro: str, tabs: Sequence[tuple[str, str, Callable[[], Page]]]) -> None:
        super().__init__()
        self._tabs = tuple(tabs)
        self._made: dict[int, Page] = {}
        self._at = 0
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setAccessibleName(f"Onderdelen van {title}")
        self.stack = QStackedWidget()
        for _, text, _ in self._tabs:
            self.bar.addTab(text)
        layout = column(self, 0)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        layout.addWidget(PageHead(title, intro))
        layout.addSpacing(Space.SMALL)
        layout.addWidget(self.bar)
        layout.addWidget(line())
        layout.addSpacing(Space.MEDIUM)
        layout.addWidget(self.stack, 1)
        self.bar.currentChanged.connect(self._on_tab)
        self._show(0)

    @property
    def current(self) -> Page:
        """The page in front."""
        return self._made[self._at]

    def open_part(self, part: str) -> None:
        """Go to a tab, or to the tab whose records have this part."""
        keys = [key for key, _, _ in self._tabs]
        if part in keys:
            self.bar.setCurrentIndex(keys.index(part))
            return
        for at in range(len(self._tabs)):
            if self._page(at).has_part(part):
                self.bar.setCurrentIndex(at)
                self._page(at).open_part(part)
                return

    def may_leave(self) -> bool:
        """Ask the page in front."""
        return self.current.may_leave()

    def refresh(self) -> None:
        """The page in front; the others when they come there."""
        self.current.refresh()

    def open_record(self, key: int) -> None:
        """In the page in front."""
        self.current.open_record(key)

    def new(self) -> None:
        """In the page in front."""
        self.current.new()

    def save(self) -> None:
        """In the page in front."""
        self.current.save()

    def focus_search(self) -> None:
        """In the page in front."""
        self.current.focus_search()

    def escape(self) -> None:
        """In the page in front."""
        self.current.escape()

    def spot(self) -> Spot:
        """In the page in front, with its key or that of the part in it."""
        spot = self.current.spot()
        return spot if spot.part else replace(spot, part=self._tabs[self._at][0])

    def focus_field(self, name: str) -> None:
        """In the page in front."""
        self.current.focus_field(name)

    def unsaved(self) -> Unsaved | None:
        """Of the page in front; the others were left without any."""
        return self.current.unsaved()

    def put_back(self, draft: Draft) -> None:
        """In the page in front."""
        self.current.put_back(draft)

    def _on_tab(self, at: int) -> None:
        if not self.current.may_leave():
            with QSignalBlocker(self.bar):
                self.bar.setCurrentIndex(self._at)
            return
        self._show(at)
        self.current.refresh()

    def _page(self, at: int) -> Page:
        if at not in self._made:
            self._made[at] = self._tabs[at][2]()
            self.stack.addWidget(self._made[at])
        return self._made[at]

    def _show(self, at: int) -> None:
        self._at = at
        self.stack.setCurrentWidget(self._page(at))
