"""The hashes of a frozen version as the audit trail holds them, so that the store alone cannot change both."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.programme import DocumentVersion, FrozenEdition

FROZEN = "evaluation.frozen"
"""The act under which they are recorded."""


def seals_of(version: DocumentVersion) -> tuple[str, ...]:
    """Everything of a version that may never change."""
    return (
        *(
            seal(row, kind, sha256)
            for row in version.editions
            for kind, sha256 in (("PDF", row.pdf_sha256), ("inhoud", row.content_sha256))
        ),
        origins_seal(version),
    )


def seal(row: FrozenEdition, kind: str, sha256: str) -> str:
    """One hash with what it is of."""
    return f"{row.edition.value} {kind} {sha256}"


def origins_seal(version: DocumentVersion) -> str:
    """The hash of where the figures came from, computed anew."""
    return f"herkomst {sha256_of(version.origins)}"


def sha256_of(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
