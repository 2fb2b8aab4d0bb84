"""Takes an advice over into the plan of approach of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from app.errors import Invalid
from app.services.casework.approach import Interventions
from app.services.clock import today
from app.services.network.advice.advising import TakenOver, take_over
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.rules.network.advice import Advice
    from app.services.records import Option
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress


@dataclass(frozen=True, slots=True)
class TakeInput:
    """What the form asks; the case is known when it is asked from that case."""

    case_id: int | None = None
    owner: str | None = None
    start_on: date | None = None
    due_on: date | None = None
    note: str | None = None


_CASE = Field("case_id", "In de casus", Kind.OPTION, required=True, wide=True)
_FIELDS = (
    Field("owner", "Wie doet het", Kind.SUGGESTION, wide=True),
    Field("start_on", "Vanaf", Kind.DATE),
    Field("due_on", "Klaar op", Kind.DATE),
    Field("note", "Uw afweging", Kind.MULTILINE, rows=3, hint="Komt met het advies als notitie in de casus."),
)


class TakeOverDialog(ActDialog):
    """Asks who does it and when, and in which case unless that is known; `made` is the id of the intervention."""

    def __init__(
        self,
        vault: UnlockedVault,
        advice: Advice,
        case_id: int | None = None,
        *,
        proposed: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "Advies overnemen",
            f"{advice.rule.title}. Grondslag: {advice.rule.ground}; {advice.rule.state}.",
            "In het plan opnemen",
            icon="plus",
            parent=parent,
        )
        self._vault, self._advice, self._case_id = vault, advice, case_id
        fields = _FIELDS if case_id is not None else (_CASE, *_FIELDS)
        self.form = Form((FieldGroup("", fields),), self._offer, margin=0)
        self.form.show_draft(TakeInput(case_id=case_id or proposed, owner=vault.account.name, start_on=today()))
        self.form.setMinimumHeight(300 if case_id is not None else 360)
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], Any]:
        """Take it over with what stands there."""
        entered: TakeInput = self.form.draft()
        case_id = self._case_id or entered.case_id
        if case_id is None:
            raise Invalid({"case_id": "Kies de casus waarin deze interventie komt."})
        how = TakenOver(entered.owner, entered.start_on, entered.due_on, entered.note)
        return lambda _progress: take_over(self._vault, case_id, self._advice, how)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields; what is about none of them stands above."""
        return self.form.show_problems(fields)

    def _offer(self, name: str, _draft: object) -> Iterable[Option]:
        return Interventions(self._vault).options(name)
