"""That a list left the vault: logged in the compartment it came from, with its reason and the hash of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from app.rules.permissions import PROGRAMME
from app.services.access import demand
from app.services.exports import check_purpose
from models.metadata import METADATA

if TYPE_CHECKING:
    from app.services.exports import Purpose
    from app.services.records import Records
    from models.choices import Classification, Secrecy


def record_list_export(
    register: Records[Any, Any], *, what: str, classification: Classification | Secrecy, purpose: Purpose, sha256: str
) -> None:
    """Log it; who may read a list may take it along, with a reason. Invalid (field "reason") without one."""
    vault = register.vault
    demand(vault, register.read_act, register.compartment)
    check_purpose(purpose)
    kind = vault.compartment(register.compartment).kind
    table = METADATA[kind].tables["export"]
    with vault.write(register.compartment) as work:
        work.session.execute(
            insert(table).values(
                made_at=vault.author.at(),
                made_by=vault.account.name if kind == PROGRAMME else vault.account.id,
                what=what,
                classification=classification,
                reason=purpose.reason.strip(),
                recipient=(purpose.recipient or "").strip() or None,
                sha256=sha256,
            )
        )
        work.record("list.exported", register.kind, "")
