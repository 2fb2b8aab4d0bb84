"""What the public edition does with each small count of Table 1: the choices of one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.rules.permissions import PROGRAMME, Act
from app.rules.small_numbers import SmallCell, small_cells
from app.services.access import requires
from app.services.evaluation.closed import demand_draft, evaluation_in
from app.services.evaluation.facts import YEARS_IN_TABLE, small_choices_in
from app.services.programme.figures import table_in
from models.programme import SmallCount

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.rules.small_numbers import Cell
    from app.vault.session import UnlockedVault
    from models.choices import SmallChoice


@requires(Act.READ_PROGRAMME, PROGRAMME)
def small_counts(vault: UnlockedVault, evaluation_id: int) -> tuple[SmallCell, ...]:
    """The small counts that this document prints, with what was chosen for each."""
    with vault.read(PROGRAMME) as session:
        year = evaluation_in(session, evaluation_id).year
        table = table_in(session, range(year - YEARS_IN_TABLE + 1, year + 1))
        return small_cells(table, small_choices_in(session, evaluation_id))


@requires(Act.EDIT_EVALUATION, PROGRAMME)
def choose_small(vault: UnlockedVault, evaluation_id: int, choices: Mapping[Cell, SmallChoice]) -> None:
    """Keep these choices, in place of earlier ones for the same cells. Invalid once the document is final."""
    with vault.write(PROGRAMME) as work:
        demand_draft(work.session, evaluation_id)
        rows = work.session.scalars(select(SmallCount).where(SmallCount.evaluation_id == evaluation_id))
        stored = {(row.type_name, row.year): row for row in rows}
        for (type_name, year), choice in choices.items():
            row = stored.get((type_name, year))
            if row is not None:
                row.choice = choice
            else:
                added = SmallCount(evaluation_id=evaluation_id, type_name=type_name, year=year, choice=choice)
                work.session.add(added)
        work.record("evaluation.small_counts_chosen", "evaluation", evaluation_id)
