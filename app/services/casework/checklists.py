"""Checklists for inspections: the questions are data, the answers belong to an inspection and may change."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.errors import Invalid, NotFound
from app.paths import resource
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from models.casework import ChecklistAnswer, Inspection
from models.casework.meeting_choices import CheckAnswer

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

LISTS = ("care_provider", "pgb")
LONGEST_NOTE = 4000


@dataclass(frozen=True, slots=True)
class Question:
    """A question, with what to look at."""

    key: str
    text: str
    help: str


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions that belong together."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list as it is delivered with the program."""

    key: str
    title: str
    intro: str
    groups: tuple[QuestionGroup, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in order."""
        return tuple(question for group in self.groups for question in group.questions)


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered to one question; `answer` None is not answered yet."""

    question: Question
    answer: CheckAnswer | None
    note: str | None


@cache
def checklist(key: str) -> Checklist:
    """A list by its key; NotFound when this version of the program does not have it."""
    if key not in LISTS:
        raise NotFound("Deze checklist is er niet (meer).")
    with resource("lists", f"{key}.toml").open("rb") as file:
        data: dict[str, Any] = tomllib.load(file)
    groups = tuple(
        QuestionGroup(group["title"], tuple(Question(**question) for question in group["question"]))
        for group in data["group"]
    )
    return Checklist(data["key"], data["title"], data["intro"], groups)


@requires(Act.READ_INSPECTIONS, CASEWORK)
def answers_of(vault: UnlockedVault, inspection_id: int) -> tuple[Answered, ...]:
    """Every question of the list of an inspection with its answer; empty when the inspection uses no list."""
    with vault.read(CASEWORK) as session:
        inspection = session.get(Inspection, inspection_id)
        if inspection is None:
            raise NotFound("De integrale controle bestaat niet (meer).")
        if inspection.checklist is None:
            return ()
        rows = session.scalars(select(ChecklistAnswer).where(ChecklistAnswer.inspection_id == inspection_id))
        given = {row.question: (row.answer, row.note) for row in rows}
        questions = checklist(inspection.checklist).questions
    return tuple(Answered(question, *given.get(question.key, (None, None))) for question in questions)


@requires(Act.EDIT_INSPECTIONS, CASEWORK)
def answer_question(
    vault: UnlockedVault, inspection_id: int, question: str, answer: CheckAnswer | None, note: str | None = None
) -> None:
    """Give, change or take back (None) the answer to a question of the list of an inspection."""
    told = (note or "").strip() or None
    if told is not None and len(told) > LONGEST_NOTE:
        raise Invalid({"note": f"Gebruik ten hoogste {LONGEST_NOTE} tekens."})
    with vault.write(CASEWORK) as work:
        session = work.session
        inspection = session.get(Inspection, inspection_id)
        if inspection is None or inspection.checklist is None:
            raise NotFound("De integrale controle bestaat niet (meer), of gebruikt geen checklist.")
        if question not in {each.key for each in checklist(inspection.checklist).questions}:
            raise NotFound("Deze vraag staat niet op de checklist.")
        row = session.scalar(
            select(ChecklistAnswer).where(
                ChecklistAnswer.inspection_id == inspection_id, ChecklistAnswer.question == question
            )
        )
        if answer is None:
            if row is not None:
                session.delete(row)
        elif row is None:
            session.add(ChecklistAnswer(inspection_id=inspection_id, question=question, answer=answer, note=told))
        else:
            row.answer, row.note = answer, told
        work.record("checklist_answer.changed", "inspection", inspection_id, fields=(question,))
