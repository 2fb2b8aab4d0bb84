"""A dialog for an act that asks one form first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import FieldGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.services.records import Option
    from ui.tasks import Progress, Tasks
    from ui.widgets.record.description import Field


class FormDialog(ActDialog):
    """`texts` are the title, what it is about, and the word on the button; `act` does it with what was entered."""

    def __init__(
        self,
        texts: tuple[str, str, str],
        fields: tuple[Field, ...],
        draft: object,
        act: Callable[[Any], object],
        *,
        icon: str,
        height: int,
        offer: Callable[[str, Any], Iterable[Option]] = lambda _name, _draft: (),
        tasks: Tasks | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title, intro, button = texts
        super().__init__(title, intro, button, icon=icon, tasks=tasks, parent=parent)
        self._act = act
        self.form = Form((FieldGroup("", fields),), offer, margin=0)
        self.form.show_draft(draft)
        self.form.setMinimumHeight(height)
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], Any]:
        """Do it with what stands there."""
        entered = self.form.draft()
        return lambda _progress: self._act(entered)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields; what is about a field that is not here stands above them."""
        return self.form.show_problems(fields)
