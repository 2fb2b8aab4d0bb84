"""Notes in cases: they are added to, and do not change once the day is over."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, func, type_coerce

from app.rules.casework.notes import note_problem
from app.services.access import requires_own
from app.services.casework.of_case import WHICH_CASE, PartsOfCase
from app.services.clock import today
from app.services.packages.people import names_of_all
from app.services.records import Row, Words
from models.casework import Case, CaseNote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session

WRITTEN_ON = type_coerce(func.date(CaseNote.written_at, "localtime"), Date)


@dataclass(frozen=True, slots=True)
class CaseNoteDraft:
    """A note as the form shows it."""

    case_id: int | None = None
    text: str | None = None


class CaseNotes(PartsOfCase[CaseNote, CaseNoteDraft]):
    """The register of notes; who wrote one and when follow from who adds it."""

    kind = "case_note"
    words = Words("notitie")
    model = CaseNote
    draft = CaseNoteDraft
    columns = {
        "case_id": CaseNote.case_id,
        "case": Case.number,
        "written_on": WRITTEN_ON,
        "author": CaseNote.written_by,
        "text": CaseNote.text,
    }
    searched = (CaseNote.text, Case.number, Case.title)
    order = (CaseNote.written_at.desc(), CaseNote.id.desc())
    required = {"case_id": WHICH_CASE, "text": "Schrijf de notitie."}

    @requires_own("read_act")
    def rows(self, ids: Iterable[int]) -> list[Row]:
        """The lines, with the name of who wrote the note."""
        names = names_of_all(self.vault)
        place = list(self.columns).index("author")

        def named(cells: tuple[Any, ...]) -> tuple[Any, ...]:
            name = names.get(cells[place], "onbekende gebruiker")
            return (*cells[:place], name, *cells[place + 1 :])

        return [Row(each.id, named(each.cells)) for each in super().rows(ids)]

    def complete(self, session: Session, item: CaseNote) -> None:
        """By whom and when."""
        if not item.written_by:
            item.written_by, item.written_at = self.vault.account.id, self.vault.author.at()

    def check(self, session: Session, draft: CaseNoteDraft, existing: CaseNote | None) -> Mapping[str, str]:
        """A note of another, or of another day, stays as it is."""
        problem = self._fixed_because(existing) if existing is not None else None
        return {"text": problem} if problem else {}

    def hindrance(self, session: Session, item: CaseNote) -> str | None:
        """It is not removed either."""
        return self._fixed_because(item)

    def name_of(self, item: CaseNote) -> str:
        """The first words."""
        return shorten(item.text, 60, placeholder="…")

    def _fixed_because(self, item: CaseNote) -> str | None:
        by = self.vault.account.id
        return note_problem(author=item.written_by, written_at=item.written_at, by=by, today=today())
