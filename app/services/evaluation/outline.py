"""Rearranging the chapters of a document: one act moves a chapter with its sections, and the numbers follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid, NotFound
from app.rules.chapters import moved_numbers, sort_key
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from app.services.evaluation.closed import demand_draft
from models.programme import Chapter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

_AWAY = "~"  # no chapter number begins so: while two chapters change places, neither has the number of the other


@requires(Act.EDIT_EVALUATION, PROGRAMME)
def move_chapter(vault: UnlockedVault, chapter_id: int, *, down: bool) -> str:
    """Change places with the chapter above or below, or a section with the one beside it; gives the new number.

    The sections of a chapter go with it. Moving back undoes it. Invalid at the edge, and in a final document.
    """
    with vault.write(PROGRAMME) as work:
        session = work.session
        chapter = session.get(Chapter, chapter_id)
        if chapter is None:
            raise NotFound("Dit hoofdstuk bestaat niet (meer).")
        demand_draft(session, chapter.evaluation_id)
        rows = session.scalars(select(Chapter).where(Chapter.evaluation_id == chapter.evaluation_id)).all()
        by_number = {row.number: row for row in rows}
        numbers = moved_numbers(list(by_number), chapter.number, down=down)
        if not numbers:
            where = "onderaan" if down else "bovenaan"
            raise Invalid({"": f"‘{chapter.number} {chapter.title}’ staat al {where}."})
        _renumber(session, by_number, numbers)
        work.record("chapter.moved", "chapter", chapter_id, fields=("number",))
        return chapter.number


def _renumber(session: Session, by_number: Mapping[str, Chapter], numbers: Mapping[str, str]) -> None:
    for old in numbers:
        by_number[old].number = f"{_AWAY}{old}"
    session.flush()
    for old, new in numbers.items():
        by_number[old].number, by_number[old].position = new, sort_key(new)
    session.flush()
