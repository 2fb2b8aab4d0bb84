"""Templates of cases: what a case of a type begins with, edited in the program, and beginning a case with one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.errors import Invalid, NotFound
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires, requires_own
from app.services.casework.cases import CaseDraft, Cases
from app.services.casework.people import account_named
from app.services.records import Option, Record, Records, Words
from app.services.signals.links import link_in
from models.casework import Case, CasePart, CaseTask, CaseTemplate, CaseType, TemplateTask
from models.choices import Phenomenon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork

LATEST = 3650  # days after the start: ten years
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class CaseTemplateDraft:
    """A template as the form shows it; `tasks` are pairs of what has to be done and days after the start."""

    name: str | None = None
    case_type_id: int | None = None
    theme: Phenomenon | None = None
    description: str | None = None
    approach: str | None = None
    tasks: tuple[tuple[str, int], ...] = ()


class CaseTemplates(Records[CaseTemplate, CaseTemplateDraft]):
    """The register of templates."""

    kind = "case_template"
    words = Words("casussjabloon", "het")
    compartment = CASEWORK
    read_act = Act.READ_CASES
    edit_act = Act.EDIT_CASE_TYPES
    model = CaseTemplate
    draft = CaseTemplateDraft
    columns = {"name": CaseTemplate.name, "case_type": CaseType.name, "theme": CaseTemplate.theme}
    searched = (CaseTemplate.name, CaseType.name, CaseTemplate.description)
    order = (CaseTemplate.name,)
    required = {"name": "Vul de naam van het sjabloon in."}

    def source(self) -> Select[Any]:
        """Lists show the type it is for."""
        return select(CaseTemplate.id).outerjoin(CaseTemplate.case_type)

    def loading(self) -> Sequence[Any]:
        """Its tasks belong to the form."""
        return (selectinload(CaseTemplate.tasks),)

    @requires_own("read_act")
    def options(self, field: str, current: CaseTemplateDraft | None = None) -> tuple[Option, ...]:
        """The types, in the order of Table 1."""
        if field != "case_type_id":
            return ()
        with self.vault.read(CASEWORK) as session:
            types = session.execute(select(CaseType.id, CaseType.name).order_by(CaseType.position))
            return tuple(Option(key, name) for key, name in types)

    def read(self, item: CaseTemplate) -> CaseTemplateDraft:
        """The draft, with its tasks as pairs."""
        return CaseTemplateDraft(
            item.name, item.case_type_id, item.theme, item.description, item.approach, _pairs(item.tasks)
        )

    def write(self, session: Session, item: CaseTemplate, draft: CaseTemplateDraft) -> None:
        """Put the draft into the template; tasks that differ are replaced as a whole."""
        for name in ("name", "case_type_id", "theme", "description", "approach"):
            setattr(item, name, getattr(draft, name))
        if item.id is None or draft.tasks != _pairs(item.tasks):
            item.tasks = []
            session.flush()
            item.tasks = [
                TemplateTask(name=name, days=days, position=place) for place, (name, days) in enumerate(draft.tasks)
            ]

    def check(self, session: Session, draft: CaseTemplateDraft, existing: CaseTemplate | None) -> Mapping[str, str]:
        """Each task says what, and a number of days that can be."""
        if not all(name.strip() and len(name) <= LONGEST_NAME for name, _ in draft.tasks):
            return {"tasks": f"Noem bij elke taak wat er moet gebeuren, in ten hoogste {LONGEST_NAME} tekens."}
        if not all(0 <= days <= LATEST for _, days in draft.tasks):
            return {"tasks": "Een taak valt ten hoogste tien jaar na de start van de casus."}
        if draft.case_type_id is not None and session.get(CaseType, draft.case_type_id) is None:
            return {"case_type_id": "Dit type bestaat niet (meer). Kies een ander type."}
        return {}


@requires(Act.READ_CASES, CASEWORK)
def templates_for(vault: UnlockedVault, case_type_id: int | None) -> tuple[Option, ...]:
    """The templates that a case of this type can begin with: its own first, then those of every type."""
    query = select(CaseTemplate.id, CaseTemplate.name, CaseTemplate.case_type_id).order_by(
        CaseTemplate.case_type_id.is_(None), CaseTemplate.name
    )
    with vault.read(CASEWORK) as session:
        return tuple(
            Option(key, name) for key, name, own in session.execute(query) if own is None or own == case_type_id
        )


class CaseBeginnings(Cases):
    """Beginning a case with what a template and signals give, and adding a template to a case that is there."""

    @requires_own("edit_act")
    def begin(
        self, draft: CaseDraft, *, template: int | None = None, signals: Sequence[int] = (), reason: str = ""
    ) -> Record[CaseDraft]:
        """Store a new case in one act, with the tasks and texts of a template and linked to the signals it is from.

        What the draft says goes before what the template says. `reason` is why these signals are this case.
        """
        if signals and not reason.strip():
            raise Invalid({"reason": "Vul in waarom van het signaal een casus wordt gemaakt."})
        with self.vault.write(self.compartment) as work:
            session = work.session
            used = _template(session, template)
            if used is not None:
                draft = replace(
                    draft,
                    case_type_id=draft.case_type_id or used.case_type_id,
                    theme=draft.theme or used.theme,
                    description=draft.description or used.description,
                    approach=draft.approach or used.approach,
                )
            draft = self._tidied(session, draft, None)
            item = Case()
            self.write(session, item, draft)
            self.complete(session, item)
            session.add(item)
            self._flush(session)
            filled = [name for name in _FIRST if getattr(draft, name)]
            work.record("case.added", "case", item.id, fields=filled)
            if used is not None:
                _give_tasks(self.vault, work, item, used)
            for key in dict.fromkeys(signals):
                link_in(self.vault, work, key, item.id, reason)
            return self._record(item)

    @requires_own("edit_act")
    def apply(self, key: int, version: int, template: int) -> Record[CaseDraft]:
        """Give a case that is there the tasks of a template, and its texts where the case has none."""
        with self.vault.write(self.compartment) as work:
            item = self._item(work.session, key)
            self._same_version(item, version)
            used = _template(work.session, template)
            if used is None:
                raise NotFound("Het sjabloon bestaat niet (meer).")
            item.description = item.description or used.description
            item.approach = item.approach or used.approach
            _give_tasks(self.vault, work, item, used)
            work.session.flush()
            return self._record(item)


_FIRST = ("title", "case_type_id", "theme", "opened_on", "description", "approach")


def _template(session: Session, key: int | None) -> CaseTemplate | None:
    if key is None:
        return None
    found = session.scalar(select(CaseTemplate).where(CaseTemplate.id == key).options(selectinload(CaseTemplate.tasks)))
    if found is None:
        raise NotFound("Het sjabloon bestaat niet (meer).")
    return found


def _give_tasks(vault: UnlockedVault, work: UnitOfWork, item: Case, template: CaseTemplate) -> None:
    """Its tasks, on days after the start of the case, for the director of the case."""
    account = account_named(vault, item.handler)
    for each in template.tasks:
        task = CaseTask(
            case_id=item.id,
            title=each.name,
            owner=item.handler,
            owner_account=account,
            due_on=item.opened_on + timedelta(days=each.days),
        )
        work.session.add(task)
        work.session.flush()
        work.session.add(CasePart(case_id=item.id, kind="case_task", record_id=task.id))
        work.record("case_task.added", "case_task", task.id)
    work.record("case.templated", "case", item.id)


def _pairs(tasks: Sequence[TemplateTask]) -> tuple[tuple[str, int], ...]:
    return tuple((task.name, task.days) for task in tasks)
