"""Anchors of the log as a user makes and compares them: exported with a reason, logged with their hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import DiskFull, ExportFailed, Invalid, ReadOnly
from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from app.services.exports import Purpose, check_purpose
from app.vault.anchors import LARGEST_BYTES, make_anchor, read_anchor
from app.vault.comparison import Finding, compare
from app.vault.disk.folder import is_in_vault
from app.vault.disk.storage import os_failure
from app.vault.disk.whole_file import write_whole
from models.choices import Classification
from models.register import RegisterExport

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.anchors import Anchor
    from app.vault.header.trust import Roster
    from app.vault.session import UnlockedVault

_LONGEST_REASON = 400
_WHAT = "Anker van het logboek"
_UNKNOWN = "onbekende gebruiker"


@dataclass(frozen=True, slots=True)
class AnchorComparison:
    """An anchor and what came out: when (UTC), by whom and why it was made, and a finding for each thing it fixed."""

    at: datetime
    who: str
    reason: str
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was put back or written anew, as far as this session can see."""
        return all(finding.ok for finding in self.findings)


@dataclass(frozen=True, slots=True)
class ExportedAnchor:
    """An anchor that was made: when (UTC), by whom, why and for whom, and the SHA-256 of the file."""

    at: datetime
    who: str
    reason: str
    recipient: str | None
    sha256: str


@requires(Act.EXPORT_ANCHOR, REGISTER)
def export_anchor(vault: UnlockedVault, out: Path, purpose: Purpose) -> str:
    """Write an anchor over every trail this session can read; returns its SHA-256, under which it is logged.

    The reason stands in the anchor, under the signature, and in the log of exports. Raises Invalid without one, and
    what the disk refuses; then nothing is written.
    """
    check_purpose(purpose)
    reason = purpose.reason.strip()
    if len(reason) > _LONGEST_REASON:
        raise Invalid({"reason": f"Gebruik hoogstens {_LONGEST_REASON} tekens."})
    told = f"{reason} (voor: {purpose.recipient.strip()[:90]})" if purpose.recipient else reason
    content = make_anchor(vault, told)
    sha256 = hashlib.sha256(content).hexdigest()
    with vault.write(REGISTER) as work:
        export = RegisterExport(
            made_at=vault.author.at(),
            made_by=vault.account.id,
            what=_WHAT,
            classification=Classification.INTERNAL,
            reason=reason,
            recipient=(purpose.recipient or "").strip() or None,
            sha256=sha256,
        )
        work.session.add(export)
        work.session.flush()
        work.record("anchor.exported", "export", export.id)
        _put(content, out)
    return sha256


@requires(Act.READ_AUDIT, REGISTER)
def exported_anchors(vault: UnlockedVault) -> tuple[ExportedAnchor, ...]:
    """Every anchor that was made, the newest first."""
    people = vault.directory()
    wanted = select(RegisterExport).where(RegisterExport.what == _WHAT).order_by(RegisterExport.id.desc())
    with vault.read(REGISTER) as session:
        return tuple(
            ExportedAnchor(
                at=datetime.fromisoformat(made.made_at),
                who=people[made.made_by].name if made.made_by in people else _UNKNOWN,
                reason=made.reason,
                recipient=made.recipient,
                sha256=made.sha256,
            )
            for made in session.scalars(wanted)
        )


def _put(content: bytes, out: Path) -> None:
    try:
        if is_in_vault(out):
            raise ExportFailed("Een anker bewijst alleen iets buiten de kluis; kies een andere map.")
        write_whole(out, content)
    except OSError as error:
        raise ExportFailed(f"Het anker is niet opgeslagen in “{out.parent}”: {_reason(error)}.") from error


def _reason(error: OSError) -> str:
    match os_failure(error):
        case DiskFull():
            return "er is niet genoeg ruimte"
        case ReadOnly():
            return "daar kan niet worden geschreven"
    return "de map bestaat niet, of de schijf weigert"


@requires(Act.READ_AUDIT, REGISTER)
def compare_with_anchor(vault: UnlockedVault, file: Path) -> AnchorComparison:
    """Compare what this session can read with an earlier anchor; Invalid when the file is none of this vault."""
    anchor = anchor_in(file, vault.roster)
    people = vault.directory()
    who = people[anchor.account].name if anchor.account in people else _UNKNOWN
    return AnchorComparison(datetime.fromisoformat(anchor.at), who, anchor.reason, compare(anchor, vault.roster, vault))


def anchor_in(file: Path, roster: Roster) -> Anchor:
    """The anchor in a file, its signature checked; raises Invalid (field "anchor")."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise Invalid({"anchor": f"Het bestand {file} is niet te lezen: {error.strerror}."}) from error
    return read_anchor(content, roster)
