"""What resilience is worked on with: material such as booklets of signals, and practice examples without anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.rules.anonymous import trace_problem
from app.rules.years import year_problem
from app.services.clock import today
from app.services.programme.budgets import line_options
from app.services.programme.programme_register import ProgrammeRegister
from app.services.records import Option, Words
from models.choices import Phenomenon
from models.programme import BudgetLine, Material, PracticeExample
from models.programme.choices import MaterialKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class MaterialDraft:
    """Material as the form shows it; how much there is may be unknown."""

    name: str | None = None
    kind: MaterialKind | None = None
    year: int | None = None
    audience: str | None = None
    copies: int | None = None
    handed_out: int | None = None
    revise_on: date | None = None
    budget_line_id: int | None = None
    note: str | None = None


class Materials(ProgrammeRegister[Material, MaterialDraft]):
    """The register of material."""

    kind = "material"
    words = Words("materiaal", "het")
    model = Material
    draft = MaterialDraft
    columns = {
        "year": Material.year,
        "name": Material.name,
        "kind": Material.kind,
        "audience": Material.audience,
        "copies": Material.copies,
        "handed_out": Material.handed_out,
        "budget_line": BudgetLine.name,
    }
    searched = (Material.name, Material.audience, Material.note)
    order = (Material.year.desc(), Material.name)
    required = {"name": "Vul de naam in.", "kind": "Kies de soort.", "year": "Vul in van welk jaar het materiaal is."}

    def blank(self) -> MaterialDraft:
        """This year."""
        return MaterialDraft(year=today().year)

    def source(self) -> Select[Any]:
        """Lists show the money."""
        return select(Material.id).outerjoin(BudgetLine, BudgetLine.id == Material.budget_line_id)

    def options(self, field: str, current: MaterialDraft | None = None) -> tuple[Option, ...]:
        """Lines of budgets, newest year first."""
        return line_options(self.vault) if field == "budget_line_id" else ()

    def check(self, session: Session, draft: MaterialDraft, existing: Material | None) -> Mapping[str, str]:
        """No more is handed out than there is."""
        problems = year_problem("year", draft.year)
        for name in ("copies", "handed_out"):
            count = getattr(draft, name)
            if count is not None and count < 0:
                problems[name] = "Een aantal is nul of meer."
        both = draft.copies is not None and draft.handed_out is not None
        if both and not problems and (draft.handed_out or 0) > (draft.copies or 0):
            problems["handed_out"] = f"Er zijn er {draft.copies}; meer kan niet zijn uitgedeeld."
        return problems


@dataclass(frozen=True, slots=True)
class PracticeExampleDraft:
    """A practice example as the form shows it."""

    title: str | None = None
    theme: Phenomenon | None = None
    year: int | None = None
    text: str | None = None
    lesson: str | None = None
    checked_by: str | None = None
    checked_on: date | None = None


class PracticeExamples(ProgrammeRegister[PracticeExample, PracticeExampleDraft]):
    """The register of practice examples: told so that nobody can be known by them."""

    kind = "practice_example"
    words = Words("praktijkvoorbeeld", "het")
    model = PracticeExample
    draft = PracticeExampleDraft
    columns = {
        "title": PracticeExample.title,
        "theme": PracticeExample.theme,
        "year": PracticeExample.year,
        "checked_by": PracticeExample.checked_by,
        "checked_on": PracticeExample.checked_on,
    }
    searched = (PracticeExample.title, PracticeExample.text, PracticeExample.lesson)
    order = (PracticeExample.year.desc(), PracticeExample.title)
    required = {"title": "Vul een titel in.", "text": "Vertel wat er gebeurde."}

    def check(
        self, session: Session, draft: PracticeExampleDraft, existing: PracticeExample | None
    ) -> Mapping[str, str]:
        """Nothing that leads to somebody; who checked that, did so on a day."""
        problems = year_problem("year", draft.year)
        for name in ("title", "text", "lesson"):
            if (problem := trace_problem(getattr(draft, name))) is not None:
                problems[name] = problem
        if (draft.checked_by is None) is not (draft.checked_on is None):
            missing = "checked_by" if draft.checked_by is None else "checked_on"
            problems[missing] = "Vul in wie nakeek of niemand te herkennen is, en wanneer."
        if draft.checked_on is not None and draft.checked_on > today():
            problems["checked_on"] = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."
        return problems

    def name_of(self, item: PracticeExample) -> str:
        """Its title."""
        return item.title
