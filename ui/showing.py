"""Which page shows which kind of record: what a search and the first page go by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.pages.search.page import Shown
from ui.widgets.page import Page, PageContext
from ui.widgets.record.description import PageDescription, Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class Showing:
    """Makes a page that shows these registers; a search tells by them where a record is and goes there."""

    make: Callable[[PageContext], Page]
    registers: tuple[PageDescription, ...]

    def __call__(self, context: PageContext) -> Page:
        """The page."""
        return self.make(context)


def shown_by(pages: Iterable[tuple[str, object]], vault: UnlockedVault) -> dict[str, Shown]:
    """The first page that shows a kind of record, of pages by key.

    A part without a page of its own is shown by that of its file.
    """
    described = [(key, each) for key, make in pages if isinstance(make, Showing) for each in make.registers]
    parts = [(key, part.description) for key, each in described for part in each.parts if isinstance(part, Part)]
    shown: dict[str, Shown] = {}
    for key, each in (*described, *parts):
        shown.setdefault(each.register(vault).kind, Shown(key, each))
    return shown
