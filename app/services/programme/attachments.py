"""The attachments of bookings."""

from __future__ import annotations

from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires_own
from app.services.attachments.store import Attachments
from app.services.exports import Purpose, check_purpose
from models.choices import Classification
from models.programme import Export, ProgrammeAttachment, ProgrammeAttachmentPiece


class ProgrammeAttachments(Attachments):
    """Files that hang on a booking: an invoice, an assignment, a decision."""

    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_BUDGET
    model = ProgrammeAttachment
    piece = ProgrammeAttachmentPiece
    parents = ("booking_id",)
    classification = Classification.INTERNAL

    @requires_own("edit_act")
    def record_export(self, key: int, purpose: Purpose, sha256: str) -> None:
        """Log that an attachment leaves the vault: what, why, for whom, and the hash of what is written."""
        check_purpose(purpose)
        with self.vault.write(self.compartment) as work:
            item = self._item(work.session, key)
            work.session.add(
                Export(
                    made_at=self.vault.author.at(),
                    made_by=self.vault.account.name,
                    what=f"Bijlage ‘{item.name}’"[:300],
                    classification=self.classification,
                    reason=purpose.reason.strip(),
                    recipient=(purpose.recipient or "").strip() or None,
                    sha256=sha256,
                )
            )
            work.record("attachment.exported", self.kind, key)
