"""The attachments of one kind of compartment: listed, added, read, described, removed and put back.

A compartment gets them by a subclass that names its models and acts; `app.services.casework.attachments` is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import select

from app.errors import CompartmentDamaged, Conflict, Invalid, NotFound
from app.services.access import allowed, requires_own
from app.services.attachments.reading import MEGABYTE, NewFile
from app.services.clock import today
from app.services.norms import norm_on
from app.vault.progress import unheard
from models.attachments import PIECE_BYTES, AttachedFile, MediaKind
from models.choices import Classification

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from app.rules.permissions import Act
    from app.vault.progress import Progress
    from app.vault.session import UnlockedVault

SIZE_NORM = "casework.attachment"
_GONE = "De bijlage bestaat niet (meer)."


@dataclass(frozen=True, slots=True)
class Parent:
    """What an attachment hangs on: the name of the column, such as "case_id", and the id of the record."""

    column: str
    key: int


@dataclass(frozen=True, slots=True)
class AttachmentFacts:
    """An attachment without its content. `added_at` has its time zone; `added_by` is a name; `size` is in bytes."""

    id: int
    version: int
    name: str
    media: MediaKind
    size: int
    sha256: str
    description: str | None
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed, to put it back: held in memory only, for as long as somebody may want that."""

    parent: Parent
    file: NewFile
    description: str | None


class Attachments:
    """Attachments over two models, described in class attributes."""

    kind = "attachment"
    compartment: ClassVar[str]
    read_act: ClassVar[Act]
    edit_act: ClassVar[Act]
    model: ClassVar[type[Any]]
    piece: ClassVar[type[Any]]
    parents: ClassVar[tuple[str, ...]]
    classification: ClassVar[Classification] = Classification.CONFIDENTIAL

    def __init__(self, vault: UnlockedVault) -> None:
        self.vault = vault

    # What a subclass may add

    def touched(self, session: Session, item: Any, *, new: bool = False) -> None:  # noqa: ANN401 - the model's item
        """Something was done to an attachment; its parent may want to know."""

    def names(self) -> Mapping[str, str]:
        """Who may have added one, by account id."""
        return {key: person.name for key, person in self.vault.directory().items()}

    # What a page does with it

    def may_edit(self) -> bool:
        """Whether this user may add and remove."""
        return allowed(self.vault, self.edit_act, self.compartment)

    @requires_own("read_act")
    def most_bytes(self) -> int:
        """How large an attachment may be, by the agreement that holds today."""
        return norm_on(self.vault, SIZE_NORM, today()).value * MEGABYTE

    @requires_own("read_act")
    def of(self, parent: Parent) -> tuple[AttachmentFacts, ...]:
        """The attachments of a record, oldest first."""
        names = self.names()
        query = select(self.model).where(self._column(parent) == parent.key).order_by(self.model.id)
        with self.vault.read(self.compartment) as session:
            return tuple(_facts(item, names) for item in session.scalars(query))

    @requires_own("edit_act")
    def add(
        self, parent: Parent, file: NewFile, description: str | None = None, progress: Progress = unheard
    ) -> AttachmentFacts:
        """Store a file that was read; Invalid when it is too large or hangs there already. May be stopped."""
        most = self.most_bytes()
        if len(file.content) > most:
            raise Invalid({"file": f"Een bijlage is ten hoogste {most // MEGABYTE} MB."})
        with self.vault.write(self.compartment) as work:
            session = work.session
            same = (self._column(parent) == parent.key, self.model.sha256 == file.sha256)
            known = session.scalar(select(self.model.name).where(*same).limit(1))
            if known is not None:
                raise Invalid({"file": f"Dit bestand hangt er al aan, als ‘{known}’."})
            item = self.model(
                name=file.name,
                media=file.media,
                size=len(file.content),
                sha256=file.sha256,
                description=(description or "").strip() or None,
                added_at=self.vault.author.at(),
                added_by=self.vault.account.id,
            )
            setattr(item, parent.column, parent.key)
            session.add(item)
            session.flush()
            self._store_pieces(session, item.id, file.content, progress)
            self.touched(session, item, new=True)
            work.record("attachment.added", self.kind, item.id, fields=("name",))
            return _facts(item, {self.vault.account.id: self.vault.account.name})

    @requires_own("read_act")
    def view(self, key: int) -> NewFile:
        """The whole attachment, to look at inside the program; that it was looked at is logged."""
        with self.vault.write(self.compartment) as work:
            found = self._whole(work.session, self._item(work.session, key))
            work.record("attachment.viewed", self.kind, key)
            return found

    @requires_own("edit_act")
    def take_out(self, key: int) -> NewFile:
        """The whole attachment, to export it; `record_export` logs that before the file is there."""
        with self.vault.read(self.compartment) as session:
            return self._whole(session, self._item(session, key))

    @requires_own("edit_act")
    def describe(self, key: int, description: str, version: int) -> None:
        """Change what is said of it; Conflict when somebody else was first."""
        with self.vault.write(self.compartment) as work:
            item = self._same(work.session, key, version)
            item.description = description.strip() or None
            self.touched(work.session, item)
            work.record("attachment.changed", self.kind, key, fields=("description",))

    @requires_own("edit_act")
    def remove(self, key: int, version: int) -> Removed:
        """Remove an attachment with its content, and give it back so that the act can be undone."""
        with self.vault.write(self.compartment) as work:
            item = self._same(work.session, key, version)
            column = next(name for name in self.parents if getattr(item, name) is not None)
            removed = Removed(Parent(column, getattr(item, column)), self._whole(work.session, item), item.description)
            self.touched(work.session, item)
            work.session.delete(item)
            work.record("attachment.removed", self.kind, key)
            return removed

    def put_back(self, removed: Removed) -> AttachmentFacts:
        """Undo a removal."""
        return self.add(removed.parent, removed.file, removed.description)

    # How

    def _column(self, parent: Parent) -> Any:  # noqa: ANN401 - a column of the model
        if parent.column not in self.parents:
            raise NotFound("Hier hangen geen bijlagen aan.")
        return getattr(self.model, parent.column)

    def _item(self, session: Session, key: int) -> Any:  # noqa: ANN401 - the model's item
        item = session.get(self.model, key)
        if item is None:
            raise NotFound(_GONE)
        return item

    def _same(self, session: Session, key: int, version: int) -> Any:  # noqa: ANN401 - the model's item
        item = self._item(session, key)
        if item.version != version:
            raise Conflict("Iemand anders heeft de bijlage intussen gewijzigd.")
        return item

    def _store_pieces(self, session: Session, key: int, content: bytes, progress: Progress) -> None:
        for place, start in enumerate(range(0, len(content), PIECE_BYTES)):
            progress("Versleuteld opslaan", start / len(content))
            piece = self.piece(attachment_id=key, place=place, content=content[start : start + PIECE_BYTES])
            session.add(piece)
            session.flush()
            session.expunge(piece)

    def _whole(self, session: Session, item: AttachedFile) -> NewFile:
        pieces = select(self.piece.content).where(self.piece.attachment_id == item.id).order_by(self.piece.place)
        content = b"".join(session.scalars(pieces))
        if len(content) != item.size:
            raise CompartmentDamaged(f"De bijlage ‘{item.name}’ is niet heel meer. Zet een back-up terug.")
        return NewFile(item.name, item.media, content, item.sha256)


def _facts(item: AttachedFile, names: Mapping[str, str]) -> AttachmentFacts:
    return AttachmentFacts(
        id=item.id,
        version=item.version,
        name=item.name,
        media=item.media,
        size=item.size,
        sha256=item.sha256,
        description=item.description,
        added_at=datetime.fromisoformat(item.added_at),
        added_by=names.get(item.added_by, "onbekende gebruiker"),
    )
