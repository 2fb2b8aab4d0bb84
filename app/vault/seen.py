"""What somebody last saw of a vault at this workstation, kept outside it: so a folder that is put back is noticed.

Slots and compartments remember too, but whoever puts an old folder back puts them back with it. What is kept here is an
anchor, sealed to the account that saw it, in a file whose name tells neither of which vault it is nor whose. After keys
were replaced at another workstation it does not open any more: then nothing is known here, and it begins anew.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from app.errors import Invalid, SealBroken
from app.vault.anchors import LARGEST_BYTES, make_anchor, read_anchor
from app.vault.comparison import compare
from app.vault.disk.whole_file import write_whole
from app.vault.primitives.sealing import Info, digest, open_sealed, seal

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.anchors import Anchor
    from app.vault.unlocked import UnlockedVault

_REASON = "gezien op deze werkplek"
_PUT_BACK = "De kluis is niet meer zoals zij op deze werkplek al is gezien."


def look_back(vault: UnlockedVault, memory: Path) -> tuple[str, ...]:
    """A Dutch sentence for each trail that is older or other than what was seen here; none when nothing is known.

    Raises HeaderUntrusted when vault.json does not continue the one that was seen.
    """
    anchor = _kept(vault, memory)
    if anchor is None:
        return ()
    vault.roster.check_pin(anchor.pin)
    return tuple(f"{_PUT_BACK} {found.text}" for found in compare(anchor, vault.roster, vault) if not found.ok)


def remember(vault: UnlockedVault, memory: Path) -> None:
    """Keep how far everything is now; that this cannot be written keeps nobody from working."""
    sealed = seal(vault.slot.keys.public_bytes, make_anchor(vault, _REASON), _info(vault))
    with contextlib.suppress(OSError):
        memory.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(_place(vault, memory), sealed)


def _kept(vault: UnlockedVault, memory: Path) -> Anchor | None:
    try:
        with _place(vault, memory).open("rb") as file:
            return read_anchor(open_sealed(vault.slot.keys, file.read(2 * LARGEST_BYTES), _info(vault)), vault.roster)
    except (OSError, SealBroken, Invalid):
        return None


def _place(vault: UnlockedVault, memory: Path) -> Path:
    """A vault that was copied to another folder has a memory of its own there."""
    parts = (vault.roster.vault_id, vault.account.id, str(vault.folder.resolve()))
    return memory / digest("bolwerk seen", *(part.encode(errors="surrogateescape") for part in parts)).hex()[:32]


def _info(vault: UnlockedVault) -> Info:
    return Info("seen", vault.roster.vault_id, account=vault.account.id)
