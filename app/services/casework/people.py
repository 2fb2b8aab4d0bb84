"""Who can be named in a case: people with an account, and contacts that were named before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.records import Option

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault


@requires(Act.READ_CASES, CASEWORK)
def account_named(vault: UnlockedVault, name: str | None) -> str | None:
    """The account of this name; None for a contact, and when two accounts are called the same."""
    found = [person.account for person in vault.directory().values() if person.name == name]
    return found[0] if len(found) == 1 else None


@requires(Act.READ_CASES, CASEWORK)
def people_offered(vault: UnlockedVault, session: Session, *columns: Any) -> tuple[Option, ...]:  # noqa: ANN401
    """Names to choose from: everybody with an account, and who stands in one of these columns already."""
    names = {person.name for person in vault.directory().values()}
    for column in columns:
        names.update(session.scalars(select(column).where(column.is_not(None)).distinct()))
    return tuple(Option(name, name) for name in sorted(names, key=str.casefold))
