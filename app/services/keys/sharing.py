"""The group of users of this computer that may open the files of the vault; it is kept as a setting of the vault."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from app.vault.disk import sharing
from models.register import Setting

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


@requires(Act.READ_DIRECTORY, REGISTER)
def folder_group(vault: UnlockedVault) -> str | None:
    """The group that the folder is open to now; None when only its owner can open it."""
    return sharing.group_of(vault.folder)


@requires(Act.SHARE_FOLDER, REGISTER)
def share_with(vault: UnlockedVault, *, group: str | None) -> None:
    """Open the folder to a group of this computer, or with None to its owner alone.

    Raises Invalid (field "group") for a group that is not there or not the user's, ReadOnly when another user of the
    computer owns files in it.
    """
    with vault.write(REGISTER) as work:
        kept = work.session.get(Setting, sharing.SETTING)
        if kept is None:
            work.session.add(Setting(key=sharing.SETTING, value=json.dumps(group)))
        else:
            kept.value = json.dumps(group)
        work.record("share_folder", "setting", sharing.SETTING)
        sharing.share(vault.folder, group)
