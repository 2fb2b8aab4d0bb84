"""Asks for the effect of an intervention once the period of the norm has passed since it was carried out."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.formats import format_date, format_integer
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.attention_item import AttentionItem, Urgency
from app.services.casework.live import days_of
from app.services.clock import today
from models.casework import Case, Intervention
from models.casework.case_choices import InterventionStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.vault.session import UnlockedVault

EFFECT_NORM = "casework.intervention_effect"
SHOWN = 5


@requires(Act.READ_CASES, CASEWORK)
def effect_items(vault: UnlockedVault) -> Iterator[AttentionItem]:
    """Interventions that were carried out so long ago and of which nobody wrote down what they did."""
    query = (
        select(Intervention.id, Intervention.title, Intervention.done_on, Case.number)
        .join(Case, Case.id == Intervention.case_id)
        .where(
            Intervention.status == InterventionStatus.DONE,
            Intervention.effect.is_(None),
            Intervention.done_on <= today() - days_of(vault, EFFECT_NORM),
        )
        .order_by(Intervention.done_on, Intervention.id)
    )
    with vault.read(CASEWORK) as session:
        rows = session.execute(query.limit(SHOWN)).all()
        more = (session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0) - len(rows)
    for key, title, done_on, number in rows:
        told = f"De interventie in casus {number} is uitgevoerd op {format_date(done_on)}; wat was het effect?"
        yield AttentionItem(
            f"{told} ‘{shorten(title, 80, placeholder='…')}’", Urgency.NOTICE, "cases", key, "intervention"
        )
    if more > 0:
        yield AttentionItem(
            f"En nog {format_integer(more)} interventies waarvan het effect niet is vastgelegd.",
            Urgency.NOTICE,
            "cases",
            part="intervention",
        )
