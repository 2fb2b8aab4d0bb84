"""The names of who did something in what came from elsewhere, beside those who have an account here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from models.casework import OutsidePerson

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


@requires(Act.READ_CASES, CASEWORK)
def names_of_all(vault: UnlockedVault) -> dict[str, str]:
    """Names by account id: of this vault, and "Naam (Gemeente)" of others whose records were taken in."""
    with vault.read(CASEWORK) as session:
        outside = {
            each.account: f"{each.name} ({each.municipality})" for each in session.scalars(select(OutsidePerson))
        }
    return outside | {key: person.name for key, person in vault.directory().items()}
