"""What readers say about a chapter, and that it was dealt with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.errors import Conflict, Invalid, NotFound
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from app.services.clock import today
from app.services.evaluation.closed import demand_draft
from models.programme import Chapter, Comment

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

LONGEST = 4_000
WHOLE = "Het hele document"


@dataclass(frozen=True, slots=True)
class CommentFacts:
    """A comment; `place` is the chapter it is about, `chapter_id` None when it is about the whole document."""

    id: int
    version: int
    chapter_id: int | None
    place: str
    author: str
    written_on: date
    text: str
    resolved_on: date | None
    resolved_by: str | None

    @property
    def open(self) -> bool:
        """Whether nobody dealt with it yet."""
        return self.resolved_on is None


@requires(Act.READ_PROGRAMME, PROGRAMME)
def comments(vault: UnlockedVault, evaluation_id: int) -> tuple[CommentFacts, ...]:
    """All comments on a document: open ones first, then in the order of the chapters, the oldest first."""
    statement = (
        select(Comment, Chapter.number, Chapter.title)
        .outerjoin(Chapter, Chapter.id == Comment.chapter_id)
        .where(Comment.evaluation_id == evaluation_id)
        .order_by(Comment.resolved_on.is_not(None), Chapter.position.nulls_last(), Comment.id)
    )
    with vault.read(PROGRAMME) as session:
        return tuple(
            CommentFacts(
                id=comment.id,
                version=comment.version,
                chapter_id=comment.chapter_id,
                place=WHOLE if number is None else f"{number} {title}",
                author=comment.author,
                written_on=comment.written_on,
                text=comment.text,
                resolved_on=comment.resolved_on,
                resolved_by=comment.resolved_by,
            )
            for comment, number, title in session.execute(statement)
        )


@requires(Act.REVIEW_EVALUATION, PROGRAMME)
def add_comment(vault: UnlockedVault, evaluation_id: int, text: str, *, chapter_id: int | None = None) -> int:
    """Say something about a chapter, or about the whole document. Invalid once the document is final."""
    text = text.encode(errors="ignore").decode().strip()
    if not text:
        raise Invalid({"text": "Schrijf eerst uw opmerking."})
    if len(text) > LONGEST:
        raise Invalid({"text": f"Een opmerking heeft ten hoogste {LONGEST} tekens; dit zijn er {len(text)}."})
    with vault.write(PROGRAMME) as work:
        demand_draft(work.session, evaluation_id)
        chapter = None if chapter_id is None else work.session.get(Chapter, chapter_id)
        if chapter_id is not None and (chapter is None or chapter.evaluation_id != evaluation_id):
            raise NotFound("Dit hoofdstuk bestaat niet (meer).")
        comment = Comment(
            evaluation_id=evaluation_id,
            chapter_id=chapter_id,
            author=vault.account.name,
            written_on=today(),
            text=text,
        )
        work.session.add(comment)
        work.session.flush()
        work.record("comment.added", "comment", comment.id)
        return comment.id


@requires(Act.REVIEW_EVALUATION, PROGRAMME)
def resolve_comment(vault: UnlockedVault, comment: CommentFacts) -> None:
    """Say that a comment was dealt with; on one that was, that it was not."""
    with vault.write(PROGRAMME) as work:
        stored = work.session.get(Comment, comment.id)
        if stored is None:
            raise NotFound("Deze opmerking bestaat niet (meer).")
        if stored.version != comment.version:
            raise Conflict("Iemand anders heeft deze opmerking intussen afgehandeld of heropend.")
        demand_draft(work.session, stored.evaluation_id)
        stored.resolved_on = today() if comment.open else None
        stored.resolved_by = vault.account.name if comment.open else None
        work.record("comment.resolved" if comment.open else "comment.reopened", "comment", comment.id)


def open_comments_in(session: Session, evaluation_id: int) -> int:
    """How many comments nobody dealt with."""
    statement = select(func.count()).where(Comment.evaluation_id == evaluation_id, Comment.resolved_on.is_(None))
    return session.scalar(statement) or 0
