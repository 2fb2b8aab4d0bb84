"""A final document does not change: what every act on the texts asks first, and the way to say no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid, NotFound
from models.choices import DocumentStatus
from models.programme import Evaluation

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

CLOSED = "Dit document is definitief en verandert niet meer. Begin een correctie om een nieuwe versie te maken."


def closed_problem(session: Session, *evaluation_ids: int | None) -> dict[str, str]:
    """A message when one of these documents is final."""
    final = select(Evaluation.id).where(
        Evaluation.id.in_([key for key in evaluation_ids if key is not None]),
        Evaluation.status == DocumentStatus.FINAL,
    )
    return {} if session.scalar(final.limit(1)) is None else {"": CLOSED}


def evaluation_in(session: Session, evaluation_id: int) -> Evaluation:
    """The document; NotFound when it is gone."""
    evaluation = session.get(Evaluation, evaluation_id)
    if evaluation is None:
        raise NotFound("De evaluatie bestaat niet (meer).")
    return evaluation


def demand_draft(session: Session, evaluation_id: int) -> Evaluation:
    """The document, if it may still change; Invalid otherwise."""
    evaluation = evaluation_in(session, evaluation_id)
    if evaluation.status is DocumentStatus.FINAL:
        raise Invalid({"": CLOSED})
    return evaluation
