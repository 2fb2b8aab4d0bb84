"""An attachment as a file outside the vault: with a reason, and logged before it is there."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Protocol

from app.report.saving import staged
from app.services.exports import Purpose, check_purpose

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.attachments.reading import NewFile


class Exportable(Protocol):
    """The attachments of a compartment, as far as exporting goes."""

    def take_out(self, key: int) -> NewFile:
        """The whole attachment."""

    def record_export(self, key: int, purpose: Purpose, sha256: str) -> None:
        """Log it."""


def export_attachment(attachments: Exportable, key: int, out: Path, purpose: Purpose) -> None:
    """Write an attachment to `out`; Invalid without a reason, ExportFailed when it cannot be written there."""
    check_purpose(purpose)
    file = attachments.take_out(key)
    with staged(file.content, out):
        attachments.record_export(key, purpose, hashlib.sha256(file.content).hexdigest())
