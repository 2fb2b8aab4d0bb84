"""Tasks in cases: what has to be done, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import null

from app.services.casework.live import WARNING_NORM, days_of, standing, whose
from app.services.casework.of_case import WHICH_CASE, PartsOfCase
from app.services.clock import today
from app.services.records import Words
from models.casework import Case, CaseTask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class CaseTaskDraft:
    """A task as the form shows it."""

    case_id: int | None = None
    title: str | None = None
    owner: str | None = None
    due_on: date | None = None
    done_on: date | None = None
    note: str | None = None


class CaseTasks(PartsOfCase[CaseTask, CaseTaskDraft]):
    """The register of tasks. The columns "standing" and "whose" are as of today and for who looks."""

    kind = "case_task"
    words = Words("taak")
    model = CaseTask
    draft = CaseTaskDraft
    columns = {
        "case_id": CaseTask.case_id,
        "case": Case.number,
        "title": CaseTask.title,
        "owner": CaseTask.owner,
        "due_on": CaseTask.due_on,
        "done_on": CaseTask.done_on,
        "standing": null(),
        "whose": null(),
    }
    searched = (CaseTask.title, CaseTask.owner, CaseTask.note, Case.number, Case.title)
    order = (CaseTask.done_on.is_not(None), CaseTask.due_on.is_(None), CaseTask.due_on)
    required = {"case_id": WHICH_CASE, "title": "Vul in wat er moet gebeuren."}

    def live(self) -> Mapping[str, Any]:
        """How a task stands, and whose it is."""
        return {
            "standing": standing(CaseTask.due_on, CaseTask.done_on.is_not(None), days_of(self.vault, WARNING_NORM)),
            "whose": whose(self.vault.account.id, CaseTask.owner_account, CaseTask.owner),
        }

    def check(self, session: Session, draft: CaseTaskDraft, existing: CaseTask | None) -> Mapping[str, str]:
        """What was done lies not in the future."""
        return done_problem(draft.done_on)

    def name_of(self, item: CaseTask) -> str:
        """What has to be done."""
        return item.title


def done_problem(done_on: date | None) -> dict[str, str]:
    """That something was done tomorrow cannot be."""
    if done_on is not None and done_on > today():
        return {"done_on": "Deze datum ligt in de toekomst; vul in wat er is gebeurd."}
    return {}
