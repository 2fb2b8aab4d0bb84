"""What every page is to the main window: it can be refreshed, asked whether it may be left, and reached by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.services.drafts import Draft, Drafts, Input
from app.vault.keys.slots import KdfSettings
from app.vault.session import UnlockedVault
from ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go: the key of a page, the `kind` of a register where the page has several, and a record or None."""

    page: str
    part: str = ""
    record: int | None = None


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a page gets: the unlocked vault, the worker thread, and the way to another page.

    `settings` is the key derivation of new passwords; None, as always outside tests, calibrates this workstation.
    """

    vault: UnlockedVault
    tasks: Tasks
    go: Callable[[Place], None]
    settings: KdfSettings | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where on a page somebody is: the part in front, the record that is open, and the field with the cursor."""

    part: str = ""
    record: int | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Input that was not saved, and where such input is kept."""

    drafts: Drafts
    input: Input


class Page(QWidget):
    """A page. What it does not offer, it leaves as it is."""

    def may_leave(self) -> bool:
        """Whether the page may be left, closed or locked now; asks about input that was not saved."""
        return True

    def refresh(self) -> None:
        """Show what is in the vault now, without touching input; called each time the page comes in front and by F5."""

    def has_part(self, part: str) -> bool:  # noqa: ARG002
        """Whether records of this kind are shown here, inside other records."""
        return False

    def open_part(self, part: str) -> None:
        """Bring a register of the page in front."""

    def open_record(self, key: int) -> None:
        """Show this record."""

    def new(self) -> None:
        """Ctrl+N: begin a new record."""

    def save(self) -> None:
        """Ctrl+S: store what was typed."""

    def focus_search(self) -> None:
        """Ctrl+F: put the cursor in the search field."""

    def escape(self) -> None:
        """Esc: back out of the innermost thing."""

    def spot(self) -> Spot:
        """Where the user is, to return there after a lock."""
        return Spot()

    def focus_field(self, name: str) -> None:
        """Put the cursor in this field."""

    def unsaved(self) -> Unsaved | None:
        """What was typed and not saved, as it stands there now; None when there is nothing."""
        return None

    def put_back(self, draft: Draft) -> None:
        """Show input again that was kept; AppError when that cannot be."""
