"""Four eyes: a document is made final only after somebody who did not write it approved this very content.

An approval is about the SHA-256 of both editions, so that it lapses by itself as soon as a text or a figure changes.
Who wrote is read from the audit trail, where an author cannot be left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from app.errors import Invalid
from app.rules.permissions import PROGRAMME, Act
from app.services.access import allowed, requires
from app.services.clock import today
from app.services.evaluation.closed import demand_draft, evaluation_in
from app.services.evaluation.gather import gather
from app.services.publishing.frozen_form import written
from models.choices import DocumentStatus, Edition
from models.programme import (
    Approval,
    CalloutBox,
    Chapter,
    Evaluation,
    OverviewItem,
    StatedFact,
    shared,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.document import EvaluationDocument
    from app.vault.session import UnlockedVault

Editions = Mapping[Edition, "EvaluationDocument"]
_PARTS: dict[str, type[Chapter | CalloutBox | OverviewItem | StatedFact]] = {
    "chapter": Chapter,
    "callout": CalloutBox,
    "overview_item": OverviewItem,
    "stated_fact": StatedFact,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a draft stands with its second reader.

    `reader` approved it on `approved_on`; `current` says that the content is still what was approved. `hindrance` is
    why this user cannot approve it now, empty when that is possible.
    """

    reader: str | None
    approved_on: date | None
    current: bool
    hindrance: str


@requires(Act.READ_PROGRAMME, PROGRAMME)
def editions_of(vault: UnlockedVault, year: int) -> Editions:
    """Both editions of the document as it stands now."""
    return {edition: gather(vault, year, edition=edition).document for edition in Edition}


def digest_of(editions: Editions) -> str:
    """SHA-256 in hexadecimal of what a reader approves: everything but the status, which approval leads to."""
    state = hashlib.sha256()
    for edition in Edition:
        document = editions[edition]
        content = written(replace(document, control=replace(document.control, status=DocumentStatus.DRAFT)))
        state.update(len(content).to_bytes(8, "big") + content)
    return state.hexdigest()


@requires(Act.READ_PROGRAMME, PROGRAMME)
def reading_of(vault: UnlockedVault, evaluation_id: int) -> Reading:
    """How this document stands with its second reader, for this user."""
    with vault.read(PROGRAMME) as session:
        evaluation = evaluation_in(session, evaluation_id)
        newest = newest_approval_in(session, evaluation_id)
        hindrance = _hindrance(vault, session, evaluation)
    current = newest is not None and newest.sha256 == digest_of(editions_of(vault, evaluation.year))
    if current and not hindrance:
        hindrance = "Deze inhoud is al goedgekeurd."
    return Reading(
        newest.reader if newest else None,
        newest.approved_on if newest else None,
        current=current,
        hindrance=hindrance,
    )


@requires(Act.REVIEW_EVALUATION, PROGRAMME)
def approve(vault: UnlockedVault, evaluation_id: int) -> None:
    """Approve the document as it stands now, as its second reader. Invalid for whoever wrote in it."""
    with vault.write(PROGRAMME) as work:
        evaluation = demand_draft(work.session, evaluation_id)
        hindrance = _hindrance(vault, work.session, evaluation)
        if hindrance:
            raise Invalid({"": hindrance})
        approval = Approval(
            evaluation_id=evaluation_id,
            account=vault.account.id,
            reader=vault.account.name,
            approved_on=today(),
            sha256=digest_of(editions_of(vault, evaluation.year)),
        )
        work.session.add(approval)
        work.session.flush()
        work.record("evaluation.approved", "approval", approval.id)


def newest_approval_in(session: Session, evaluation_id: int) -> Approval | None:
    """The last approval, whatever became of the content since."""
    return session.scalar(
        select(Approval).where(Approval.evaluation_id == evaluation_id).order_by(Approval.id.desc()).limit(1)
    )


def writers_in(session: Session, evaluation_id: int) -> frozenset[str]:
    """The accounts that ever changed the document or a part of it that is still there."""
    entry = shared.audit_entry
    subjects = {"evaluation": [evaluation_id]} | {
        kind: list(session.scalars(select(model.id).where(model.evaluation_id == evaluation_id)))
        for kind, model in _PARTS.items()
    }
    about = [
        and_(entry.c.subject_kind == kind, entry.c.subject_id.in_([str(key) for key in keys]))
        for kind, keys in subjects.items()
        if keys
    ]
    return frozenset(session.scalars(select(entry.c.actor).where(entry.c.result == "ok", or_(*about)).distinct()))


def _hindrance(vault: UnlockedVault, session: Session, evaluation: Evaluation) -> str:
    if not allowed(vault, Act.REVIEW_EVALUATION, PROGRAMME):
        return "Met uw rol kunt u een document niet goedkeuren."
    if evaluation.status is DocumentStatus.FINAL:
        return "Dit document is definitief."
    named = (evaluation.author or "").strip().casefold() == vault.account.name.strip().casefold()
    if named or vault.account.id in writers_in(session, evaluation.id):
        return "U hebt aan dit document geschreven; een ander moet het als tweede lezer goedkeuren."
    return ""
