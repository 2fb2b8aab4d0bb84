"""For every role and every compartment: which files do that user's password and the whole folder open?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import COMPARTMENTS_OF_ROLE, KIND_OF_COMPARTMENT, Role
from tests import outsider
from tests.conftest import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

COMPARTMENTS = tuple(KIND_OF_COMPARTMENT)


@pytest.mark.parametrize("role", Role)
def test_that_a_password_opens_exactly_the_compartments_of_its_role(role: Role, vault_folder: Path) -> None:
    loot = outsider.steal(vault_folder, role.value, PASSWORD)
    opened = {
        name
        for name in COMPARTMENTS
        if any(outsider.opens(vault_folder / f"{name}.1.db", key) for key in loot.keys.values())
    }
    assert opened == set(COMPARTMENTS_OF_ROLE[role])
    assert set(loot.keys) == opened


def test_that_the_folder_alone_tells_no_name_and_opens_nothing(vault_folder: Path) -> None:
    everything = b"".join(path.read_bytes() for path in sorted(vault_folder.iterdir()) if path.is_file())
    for role in Role:
        assert f"Gebruiker {role.label}".encode() not in everything
    for name in COMPARTMENTS:
        path = vault_folder / f"{name}.1.db"
        assert not path.read_bytes().startswith(b"SQLite format 3")
        assert not outsider.opens(path, bytes(32))
