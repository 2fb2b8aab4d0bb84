"""The group of the folder as a setting: only a beheerder sets it, and it comes back when the folder lost it."""

from __future__ import annotations

import grp
import os
from typing import TYPE_CHECKING

import pytest

from app.errors import AccessDenied, Invalid
from app.rules.permissions import Role
from app.services.keys.sharing import folder_group, share_with
from app.vault.disk.sharing import share

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.session import UnlockedVault

    UnlockAs = Callable[[Role], UnlockedVault]

GROUP = next(group.gr_name for group in grp.getgrall() if group.gr_gid in os.getgroups() or os.geteuid() == 0)


def test_that_a_beheerder_opens_the_folder_to_a_group(unlock_as: UnlockAs, folder: Path) -> None:
    keeper = unlock_as(Role.KEEPER)
    share_with(keeper, group=GROUP)
    assert folder_group(unlock_as(Role.JURIST)) == GROUP
    share_with(keeper, group=None)
    assert folder_group(keeper) is None


def test_that_a_folder_that_was_put_back_gets_its_group_again(unlock_as: UnlockAs, folder: Path) -> None:
    share_with(unlock_as(Role.KEEPER), group=GROUP)
    share(folder, None)
    assert folder_group(unlock_as(Role.JURIST)) == GROUP


def test_that_a_group_that_this_computer_lacks_is_a_warning(
    unlock_as: UnlockAs, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share_with(unlock_as(Role.KEEPER), group=GROUP)
    share(folder, None)

    def unknown(name: str) -> None:
        raise KeyError(name)

    monkeypatch.setattr(grp, "getgrnam", unknown)
    assert "niet meer open voor de groep" in unlock_as(Role.JURIST).warnings[0]


def test_that_others_do_not_and_nonsense_is_refused(unlock_as: UnlockAs, folder: Path) -> None:
    with pytest.raises(AccessDenied, match="mag dit niet"):
        share_with(unlock_as(Role.DIRECTOR), group=GROUP)
    keeper = unlock_as(Role.KEEPER)
    with pytest.raises(Invalid, match="kent geen groep"):
        share_with(keeper, group="bestaat-niet")
    assert folder_group(keeper) is None
    assert unlock_as(Role.JURIST).warnings == []
