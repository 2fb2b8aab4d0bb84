"""The attachments of cases and signals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.errors import Invalid
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires_own
from app.services.attachments.store import Attachments
from app.services.exports import Purpose, check_purpose
from app.services.packages.people import names_of_all
from app.services.records import Records, Words
from app.services.search.registry import FoundBy
from models.casework import Attachment, AttachmentPiece, CasePart, CaseworkExport

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

_ELSEWHERE = "Een bijlage wordt toegevoegd, omschreven en verwijderd bij het dossier waar zij aan hangt."


class CaseworkAttachments(Attachments):
    """Files that hang on a case or on a signal."""

    compartment = CASEWORK
    read_act = Act.READ_CASES
    edit_act = Act.EDIT_CASES
    model = Attachment
    piece = AttachmentPiece
    parents = ("case_id", "signal_id")

    def touched(self, session: Session, item: Any, *, new: bool = False) -> None:  # noqa: ANN401 - an Attachment
        """The case it hangs on keeps the trace of a new one."""
        if new and item.case_id is not None:
            session.add(CasePart(case_id=item.case_id, kind=self.kind, record_id=item.id))

    def names(self) -> Mapping[str, str]:
        """Those who added a file that came from another vault, too."""
        return names_of_all(self.vault)

    @requires_own("edit_act")
    def record_export(self, key: int, purpose: Purpose, sha256: str) -> None:
        """Log that an attachment leaves the vault: what, why, for whom, and the hash of what is written."""
        check_purpose(purpose)
        with self.vault.write(self.compartment) as work:
            item = self._item(work.session, key)
            work.session.add(
                CaseworkExport(
                    made_at=self.vault.author.at(),
                    made_by=self.vault.account.id,
                    what=f"Bijlage ‘{item.name}’"[:300],
                    classification=self.classification,
                    reason=purpose.reason.strip(),
                    recipient=(purpose.recipient or "").strip() or None,
                    sha256=sha256,
                )
            )
            work.record("attachment.exported", self.kind, key)


@dataclass(frozen=True, slots=True)
class AttachmentName:
    """How an attachment is called and what is said of it: what it is found by. Its content is not searched."""

    name: str | None = None
    description: str | None = None


class AttachmentNames(Records[Attachment, AttachmentName]):
    """The attachments as a search finds them; they are added and removed at the file they hang on."""

    kind = CaseworkAttachments.kind
    words = Words("bijlage")
    compartment = CASEWORK
    read_act = Act.READ_CASES
    edit_act = Act.EDIT_CASES
    model = Attachment
    draft = AttachmentName
    columns = {
        "case_id": Attachment.case_id,
        "signal_id": Attachment.signal_id,
        "name": Attachment.name,
        "description": Attachment.description,
    }
    searched = (Attachment.name, Attachment.description)
    order = (Attachment.name,)
    found_by = FoundBy(names=())

    def may_edit(self) -> bool:
        """Not from a list."""
        return False

    def write(self, session: Session, item: Attachment, draft: AttachmentName) -> None:
        """Not by a form."""
        raise Invalid({"": _ELSEWHERE})

    def hindrance(self, session: Session, item: Attachment) -> str | None:
        """Nor is one removed as a record."""
        return _ELSEWHERE

    def name_of(self, item: Attachment) -> str:
        """That of the file."""
        return item.name
