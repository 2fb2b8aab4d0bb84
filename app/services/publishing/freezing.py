"""Making a document final: what must be done first, freezing it with its figures, and opening it for a correction."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.errors import Conflict, Invalid
from app.formats import format_count
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from app.services.clock import today
from app.services.evaluation.closed import CLOSED, evaluation_in
from app.services.evaluation.origins import origins_of_year, origins_written
from app.services.publishing.approvals import Editions, digest_of, editions_of, newest_approval_in
from app.services.publishing.comments import open_comments_in
from app.services.publishing.frozen_form import written
from app.services.publishing.seals import FROZEN, seals_of, sha256_of
from models.choices import DocumentStatus, Edition
from models.programme import DocumentVersion, FrozenEdition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.orm import Session

    from app.services.document import EvaluationDocument
    from app.vault.session import UnlockedVault
    from models.programme import Approval, Evaluation


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that may become final: both editions as they will be printed, and the hash that was approved.

    `reason` says what a correction corrects; the first version has none.
    """

    evaluation_id: int
    editions: Editions
    sha256: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Printed:
    """An edition as it was drawn."""

    pdf: bytes
    pages: int


@requires(Act.READ_PROGRAMME, PROGRAMME)
def hindrances(vault: UnlockedVault, evaluation_id: int) -> tuple[str, ...]:
    """Why the document cannot become final yet; empty when it can."""
    with vault.read(PROGRAMME) as session:
        year = evaluation_in(session, evaluation_id).year
    sha256 = digest_of(editions_of(vault, year))
    with vault.read(PROGRAMME) as session:
        return _hindrances(session, evaluation_in(session, evaluation_id), sha256)


@requires(Act.EDIT_EVALUATION, PROGRAMME)
def prepare_version(vault: UnlockedVault, evaluation_id: int, reason: str | None = None) -> Prepared:
    """What would be frozen now, with its final status. Invalid says everything that is still in the way."""
    reason = (reason or "").strip() or None
    with vault.read(PROGRAMME) as session:
        year = evaluation_in(session, evaluation_id).year
    editions = editions_of(vault, year)
    sha256 = digest_of(editions)
    with vault.read(PROGRAMME) as session:
        _demand_ready(session, evaluation_in(session, evaluation_id), sha256)
        if reason is None and _versions_in(session, evaluation_id):
            raise Invalid({"reason": "Schrijf wat er is gecorrigeerd ten opzichte van de vorige versie."})
    final = {edition: _final(document) for edition, document in editions.items()}
    return Prepared(evaluation_id, final, sha256, reason)


@requires(Act.EDIT_EVALUATION, PROGRAMME)
def store_version(vault: UnlockedVault, prepared: Prepared, printed: Mapping[Edition, Printed]) -> int:
    """Freeze what was prepared and drawn, and make the document final. Conflict when it changed meanwhile."""
    with vault.write(PROGRAMME) as work:
        session = work.session
        evaluation = evaluation_in(session, prepared.evaluation_id)
        if digest_of(editions_of(vault, evaluation.year)) != prepared.sha256:
            raise Conflict("Het document is intussen gewijzigd; er is niets vastgelegd. Laat het opnieuw goedkeuren.")
        approval = _demand_ready(session, evaluation, prepared.sha256)
        version = DocumentVersion(
            evaluation_id=evaluation.id,
            number=_versions_in(session, evaluation.id) + 1,
            edition=evaluation.edition or "",
            frozen_on=today(),
            frozen_by=vault.account.name,
            reader=approval.reader,
            approved_on=approval.approved_on,
            reason=prepared.reason,
            origins=origins_written(origins_of_year(vault, evaluation.year)),
            editions=[_frozen(edition, prepared.editions[edition], printed[edition]) for edition in Edition],
        )
        evaluation.status = DocumentStatus.FINAL
        session.add(version)
        session.flush()
        work.record(FROZEN, "document_version", version.id, fields=seals_of(version))
        return version.id


@requires(Act.EDIT_EVALUATION, PROGRAMME)
def start_correction(vault: UnlockedVault, evaluation_id: int) -> str:
    """Open a final document again to make a next version of it; gives the version that its title page gets."""
    with vault.write(PROGRAMME) as work:
        evaluation = evaluation_in(work.session, evaluation_id)
        if evaluation.status is not DocumentStatus.FINAL:
            raise Invalid({"": "Dit document is nog een concept; u kunt het gewoon wijzigen."})
        evaluation.status = DocumentStatus.DRAFT
        evaluation.edition = next_label(evaluation.edition or "")
        work.record("evaluation.correction_started", "evaluation", evaluation_id)
        return evaluation.edition


def next_label(label: str) -> str:
    """The version after this one: "2" after "1", "1.10" after "1.9"; a label without a number gets one."""
    last = re.search(r"\d+$", label)
    if last is None:
        return f"{label} 2".strip()
    return f"{label[: last.start()]}{int(last[0]) + 1}"


def _hindrances(session: Session, evaluation: Evaluation, sha256: str) -> tuple[str, ...]:
    if evaluation.status is DocumentStatus.FINAL:
        return (CLOSED,)
    found = list(_unfilled(session, evaluation))
    waiting = open_comments_in(session, evaluation.id)
    if waiting:
        found.append(f"Handel eerst {format_count(waiting, 'open opmerking', 'open opmerkingen')} af.")
    approval = newest_approval_in(session, evaluation.id)
    if approval is None:
        found.append("Laat een tweede lezer het document goedkeuren.")
    elif approval.sha256 != sha256:
        found.append(
            f"De inhoud is gewijzigd na de goedkeuring door {approval.reader}. Laat het document opnieuw goedkeuren."
        )
    return tuple(found)


def _unfilled(session: Session, evaluation: Evaluation) -> Iterator[str]:
    earlier = select(DocumentVersion.edition).where(DocumentVersion.evaluation_id == evaluation.id)
    if not evaluation.edition:
        yield "Vul bij de documentgegevens de versie in."
    elif evaluation.edition in session.scalars(earlier).all():
        yield f"Versie {evaluation.edition} is al vastgelegd. Kies bij de documentgegevens een andere."
    if evaluation.dated is None:
        yield "Vul bij de documentgegevens de datum in."


def _demand_ready(session: Session, evaluation: Evaluation, sha256: str) -> Approval:
    """The approval that this content has; Invalid says what is in the way."""
    found = _hindrances(session, evaluation, sha256)
    approval = newest_approval_in(session, evaluation.id)
    if found or approval is None:
        raise Invalid({"": " ".join(found)})
    return approval


def _versions_in(session: Session, evaluation_id: int) -> int:
    count = select(func.count()).where(DocumentVersion.evaluation_id == evaluation_id)
    return session.scalar(count) or 0


def _final(document: EvaluationDocument) -> EvaluationDocument:
    return replace(document, control=replace(document.control, status=DocumentStatus.FINAL))


def _frozen(edition: Edition, document: EvaluationDocument, printed: Printed) -> FrozenEdition:
    content = written(document)
    return FrozenEdition(
        edition=edition,
        content=content,
        content_sha256=sha256_of(content),
        pdf=printed.pdf,
        pdf_sha256=sha256_of(printed.pdf),
        pages=printed.pages,
    )
