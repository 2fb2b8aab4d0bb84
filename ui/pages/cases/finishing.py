"""Reporting a task as done with one button."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.errors import AppError
from app.services.casework.tasks import CaseTasks
from app.services.clock import today
from ui import dialogs
from ui.widgets.page import Page

if TYPE_CHECKING:
    from ui.widgets.record.description import ActContext


def finish(context: ActContext) -> None:
    """Done today; what was typed in the form is saved or dropped first."""
    if context.record is None or (isinstance(context.parent, Page) and not context.parent.may_leave()):
        return
    tasks = CaseTasks(context.vault)
    try:
        task = tasks.get(context.record.id)
        if task.draft.done_on is not None:
            context.tell("Deze taak was al gereed.")
            return
        tasks.change(task.id, replace(task.draft, done_on=today()), task.version)
    except AppError as refused:
        dialogs.warn(context.parent, "Taak gereed melden", str(refused))
        return
    context.refresh()
    context.tell(f"‘{task.title}’ is gereed gemeld.")
