"""Storing what a printed table says: a budget with its groups and lines, or the figures of several years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid, ManyInvalid
from app.rules.counting import Counted, problem_of
from app.rules.matching.folding import folded
from app.rules.permissions import CASEWORK, PROGRAMME, Act
from app.rules.years import year_problem
from app.services.access import allowed, requires
from app.services.adding import Stored
from app.services.clock import today
from app.services.importing.storing import Imported, batch_of, importing
from app.services.importing.undoing import PUBLICATION
from app.services.programme.budgets import BudgetDraft, Budgets, LineDraft, Lines
from app.services.programme.figure_notes import stored_figure
from app.services.records import Query
from models.casework import CaseType, CaseTypeAlias
from models.choices import CountingUnit, Level
from models.programme import BudgetGroup, Publication, PublishedFigure

if TYPE_CHECKING:
    from app.services.importing.storing import Source
    from app.vault.session import UnlockedVault

FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The counts of one year and the total that the source states, None when it states none."""

    figures: Sequence[Counted]
    stated_total: int | None


@requires(Act.EDIT_BUDGET, PROGRAMME)
def store_budget(
    vault: UnlockedVault, draft: BudgetDraft, lines: Mapping[str, Sequence[LineDraft]], source: Source
) -> Imported:
    """A budget and, per group of it, its lines; their `group_id` is filled in here. Invalid when one is refused."""
    budgets = Budgets(vault)
    with importing(vault, Act.EDIT_BUDGET, PROGRAMME, Budgets.kind, source) as batch:
        try:
            stored = batch.add(budgets, [draft])
        except ManyInvalid as refused:
            raise Invalid(refused.drafts[0]) from refused
        groups = dict(
            batch.work.session.execute(
                select(BudgetGroup.name, BudgetGroup.id).where(BudgetGroup.budget_id == stored.first)
            ).all()
        )
        filled = [
            replace(line, group_id=groups[name], position=place)
            for name, portion in lines.items()
            for place, line in enumerate(portion, start=1)
        ]
        if filled:
            batch.add(Lines(vault), filled)
    return Imported(batch_of(batch), PROGRAMME, 1 + len(filled))


@requires(Act.EDIT_PROGRAMME, PROGRAMME)
def store_figures(vault: UnlockedVault, years: Mapping[int, YearFigures], rule: str, source: Source) -> Imported:
    """Figures of several years, entered in one act; each counts until its year is entered or published anew."""
    problems = {
        str(year): told
        for year, each in years.items()
        if (told := " ".join(year_problem("year", year).values()) or problem_of(each.figures))
    }
    if problems or not years:
        raise Invalid(problems or {"": "Er zijn geen jaren met tellingen."})
    with importing(vault, Act.EDIT_PROGRAMME, PROGRAMME, FIGURES, source) as batch:
        session = batch.work.session
        keys = []
        for year, each in years.items():
            publication = Publication(
                year=year,
                published_on=today(),
                published_by=vault.account.name,
                historic=True,
                rule=rule,
                stated_total=each.stated_total,
                figures=[stored_figure(figure) for figure in each.figures],
            )
            session.add(publication)
            session.flush()
            keys.append(publication.id)
            batch.work.record("figures.entered", "publication", publication.id)
        batch.parts.append((PUBLICATION, Stored(keys[0], keys[-1])))
    return Imported(batch_of(batch), PROGRAMME, len(years))


@dataclass(frozen=True, slots=True)
class KnownType:
    """A type as the vault knows it."""

    name: str
    level: Level
    counting_unit: CountingUnit


@requires(Act.READ_PROGRAMME, PROGRAMME)
def known_types(vault: UnlockedVault) -> dict[str, KnownType]:
    """The types that are known, by each of their names, folded: from published figures, and from cases if allowed."""
    known: dict[str, KnownType] = {}
    columns = (PublishedFigure.type_name, PublishedFigure.level, PublishedFigure.counting_unit)
    with vault.read(PROGRAMME) as session:
        for row in session.execute(select(*columns).order_by(PublishedFigure.id)):
            known[folded(row[0])] = KnownType(*row)
    if allowed(vault, Act.READ_CASES, CASEWORK):
        with vault.read(CASEWORK) as session:
            types = {
                row[0]: KnownType(*row[1:])
                for row in session.execute(select(CaseType.id, CaseType.name, CaseType.level, CaseType.counting_unit))
            }
            aliases = session.execute(select(CaseTypeAlias.name, CaseTypeAlias.case_type_id)).all()
        known |= {folded(each.name): each for each in types.values()}
        known |= {folded(name): types[key] for name, key in aliases}
    return known


@requires(Act.READ_PROGRAMME, PROGRAMME)
def published_years(vault: UnlockedVault, years: Sequence[int]) -> frozenset[int]:
    """Which of these years have figures already."""
    with vault.read(PROGRAMME) as session:
        return frozenset(session.scalars(select(Publication.year).where(Publication.year.in_(years))))


@requires(Act.READ_PROGRAMME, PROGRAMME)
def has_budget(vault: UnlockedVault, year: int, name: str) -> bool:
    """Whether there is a budget of this year and name."""
    budgets = Budgets(vault)
    return any(
        row.cells[0] == year and folded(str(row.cells[1])) == folded(name)
        for row in budgets.rows(budgets.ids(Query(where=(("year", year),))))
    )
