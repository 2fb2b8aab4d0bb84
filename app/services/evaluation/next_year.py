"""Beginning the document of the next year: the texts of this one, and the figures of the new year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid
from app.formats import UNKNOWN
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from app.services.evaluation.closed import evaluation_in
from models.choices import DocumentStatus
from models.programme import CalloutBox, Chapter, Evaluation, OverviewItem, StatedFact

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

_TO_LOOK_UP = "Nog op te zoeken voor dit jaar."


@requires(Act.EDIT_EVALUATION, PROGRAMME)
def start_next_year(vault: UnlockedVault, evaluation_id: int) -> int:
    """Make the draft of the next year and give its id. Invalid when there is one.

    Chapters, callouts and overview lines come along; goals and instruments belong to the programme and are there. A
    callout comes without the counts it states and a stated fact is unknown, for those are figures of the old year.
    """
    with vault.write(PROGRAMME) as work:
        session = work.session
        old = evaluation_in(session, evaluation_id)
        year = old.year + 1
        if session.scalar(select(Evaluation.id).where(Evaluation.year == year)) is not None:
            raise Invalid({"": f"Er is al een evaluatie over {year}."})
        new = Evaluation(
            year=year,
            title=_aged(old.title, old),
            subtitle=old.subtitle,
            author=old.author,
            edition="1",
            status=DocumentStatus.DRAFT,
            classification=old.classification,
        )
        session.add(new)
        session.flush()
        _copy_texts(session, old, new.id)
        _copy_figures(session, old.id, new.id)
        work.record("evaluation.begun", "evaluation", new.id)
        return new.id


def _copy_texts(session: Session, old: Evaluation, new: int) -> None:
    chapters = select(Chapter).where(Chapter.evaluation_id == old.id).order_by(Chapter.position)
    for chapter in session.scalars(chapters):
        session.add(
            Chapter(
                evaluation_id=new,
                number=chapter.number,
                position=chapter.position,
                title=_aged(chapter.title, old),
                text=chapter.text,
                confidential=chapter.confidential,
            )
        )
    callouts = select(CalloutBox).where(CalloutBox.evaluation_id == old.id).order_by(CalloutBox.id)
    for callout in session.scalars(callouts):
        session.add(CalloutBox(evaluation_id=new, title=callout.title, text=callout.text))


def _copy_figures(session: Session, old: int, new: int) -> None:
    lines = select(OverviewItem).where(OverviewItem.evaluation_id == old).order_by(OverviewItem.id)
    for item in session.scalars(lines):
        session.add(
            OverviewItem(
                evaluation_id=new,
                block=item.block,
                position=item.position,
                text=item.text,
                instrument_id=item.instrument_id,
            )
        )
    for fact in session.scalars(select(StatedFact).where(StatedFact.evaluation_id == old).order_by(StatedFact.id)):
        session.add(StatedFact(evaluation_id=new, name=fact.name, value=UNKNOWN, source=_TO_LOOK_UP))


def _aged(title: str, old: Evaluation) -> str:
    """A title that names the year, a year later."""
    return title.replace(str(old.year), str(old.year + 1))
