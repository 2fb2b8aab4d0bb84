"""Versions of a document: frozen with their figures when it becomes final, and never changed since.

The store refuses to change a version, and the audit trail holds the hashes, signed by who made it final. So `broken`
finds a change that was made with other tools.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload, undefer

from app.errors import CompartmentDamaged, NotFound
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from app.services.evaluation.closed import evaluation_in
from app.services.evaluation.origins import Origin, origins_read
from app.services.publishing.approvals import editions_of
from app.services.publishing.differences import Change, changes_between
from app.services.publishing.frozen_form import read
from app.services.publishing.seals import FROZEN, origins_seal, seal, sha256_of
from models.choices import DocumentStatus, Edition
from models.programme import DocumentVersion, Evaluation, FrozenEdition, shared

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.document import EvaluationDocument
    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """One edition of a version; hashes are SHA-256 in hexadecimal."""

    edition: Edition
    content_sha256: str
    pdf_sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A version that was made final; `number` counts from 1, `label` is what its title page calls it."""

    id: int
    evaluation_id: int
    number: int
    label: str
    frozen_on: date
    frozen_by: str
    reader: str
    approved_on: date
    reason: str | None
    editions: tuple[EditionFacts, ...]

    def of(self, edition: Edition) -> EditionFacts:
        """One of its editions."""
        return next(each for each in self.editions if each.edition is edition)


@requires(Act.READ_PROGRAMME, PROGRAMME)
def versions(vault: UnlockedVault, evaluation_id: int) -> tuple[VersionFacts, ...]:
    """The versions of a document, newest first."""
    statement = (
        select(DocumentVersion)
        .where(DocumentVersion.evaluation_id == evaluation_id)
        .options(selectinload(DocumentVersion.editions))
        .order_by(DocumentVersion.number.desc())
    )
    with vault.read(PROGRAMME) as session:
        return tuple(_facts(version) for version in session.scalars(statement))


@requires(Act.READ_PROGRAMME, PROGRAMME)
def final_version(vault: UnlockedVault, year: int) -> VersionFacts | None:
    """The version that stands for the document of a year; None while that is a draft or does not exist."""
    with vault.read(PROGRAMME) as session:
        final = select(Evaluation.id).where(Evaluation.year == year, Evaluation.status == DocumentStatus.FINAL)
        key = session.scalar(final)
    return None if key is None else next(iter(versions(vault, key)), None)


@requires(Act.READ_PROGRAMME, PROGRAMME)
def frozen_pdf(vault: UnlockedVault, version_id: int, edition: Edition) -> bytes:
    """The PDF as it was drawn then; CompartmentDamaged when it is not that any more."""
    with vault.read(PROGRAMME) as session:
        row = _edition_in(session, version_id, edition)
        if sha256_of(row.pdf) != row.pdf_sha256:
            raise CompartmentDamaged("Het vastgelegde document is beschadigd: de controlewaarde klopt niet.")
        return row.pdf


@requires(Act.READ_PROGRAMME, PROGRAMME)
def frozen_document(vault: UnlockedVault, version_id: int, edition: Edition) -> EvaluationDocument:
    """The content as it was then; CompartmentDamaged when it is not that any more."""
    with vault.read(PROGRAMME) as session:
        row = _edition_in(session, version_id, edition)
        if sha256_of(row.content) != row.content_sha256:
            raise CompartmentDamaged("De vastgelegde inhoud is beschadigd: de controlewaarde klopt niet.")
        return read(row.content)


@requires(Act.READ_PROGRAMME, PROGRAMME)
def frozen_origins(vault: UnlockedVault, version_id: int) -> tuple[Origin, ...]:
    """Where the figures of a version came from, as it was known then."""
    with vault.read(PROGRAMME) as session:
        version = session.get(DocumentVersion, version_id)
        if version is None:
            raise NotFound("Deze versie bestaat niet.")
        return origins_read(version.origins)


@requires(Act.READ_PROGRAMME, PROGRAMME)
def broken(vault: UnlockedVault, version_id: int) -> tuple[str, ...]:
    """What is wrong with a frozen version: hashes computed anew, and compared with the signed trail; empty is sound."""
    entry = shared.audit_entry
    told = select(entry.c.fields).where(entry.c.action == FROZEN, entry.c.subject_id == str(version_id))
    with vault.read(PROGRAMME) as session:
        rows = [_edition_in(session, version_id, edition) for edition in Edition]
        version = session.get_one(DocumentVersion, version_id)
        sealed = set(json.loads(session.scalar(told) or "[]"))
        found = []
        for row in rows:
            for kind, content, sha256 in (
                ("PDF", row.pdf, row.pdf_sha256),
                ("inhoud", row.content, row.content_sha256),
            ):
                now = sha256_of(content)
                if now != sha256 or seal(row, kind, now) not in sealed:
                    found.append(f"De {kind} van de {row.edition.label} is niet meer zoals die is vastgelegd.")
        if origins_seal(version) not in sealed:
            found.append("De herkomst van de cijfers is niet meer zoals die is vastgelegd.")
        return tuple(found)


@requires(Act.READ_PROGRAMME, PROGRAMME)
def differences_of(vault: UnlockedVault, older: int, newer: int, edition: Edition) -> tuple[Change, ...]:
    """What differs between two versions, block by block."""
    return changes_between(frozen_document(vault, older, edition), frozen_document(vault, newer, edition))


@requires(Act.READ_PROGRAMME, PROGRAMME)
def differences_with_draft(vault: UnlockedVault, version: VersionFacts, edition: Edition) -> tuple[Change, ...]:
    """What differs between a version and the document as it stands in the store now."""
    with vault.read(PROGRAMME) as session:
        year = evaluation_in(session, version.evaluation_id).year
    return changes_between(frozen_document(vault, version.id, edition), editions_of(vault, year)[edition])


def _edition_in(session: Session, version_id: int, edition: Edition) -> FrozenEdition:
    row = session.scalar(
        select(FrozenEdition)
        .where(FrozenEdition.version_id == version_id, FrozenEdition.edition == edition)
        .options(undefer(FrozenEdition.pdf), undefer(FrozenEdition.content))
    )
    if row is None:
        raise NotFound("Deze versie bestaat niet.")
    return row


def _facts(version: DocumentVersion) -> VersionFacts:
    return VersionFacts(
        id=version.id,
        evaluation_id=version.evaluation_id,
        number=version.number,
        label=version.edition,
        frozen_on=version.frozen_on,
        frozen_by=version.frozen_by,
        reader=version.reader,
        approved_on=version.approved_on,
        reason=version.reason,
        editions=tuple(
            EditionFacts(row.edition, row.content_sha256, row.pdf_sha256, row.pages) for row in version.editions
        ),
    )
