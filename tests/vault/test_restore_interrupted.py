"""A restore that ends before any of its acts on the disk leaves a vault that opens, and can be done again."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.vault.backup import restore as module
from app.vault.backup.restore import restore
from app.vault.backup.survey import survey
from app.vault.disk.folder import BACKUPS, sync_folder
from app.vault.disk.sharing import make_folder
from app.vault.disk.whole_file import write_whole
from app.vault.session import unlock
from app.vault.verify import verify_vault
from tests.conftest import CHEAP_LIMITS, PASSWORD
from tests.vault.restoring import DAY, notes, put_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import FoundedVault


class Killed(BaseException):
    """The program ends here."""


@pytest.fixture(params=range(14))
def killed_at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Ends the program before the nth act on the disk of a restore."""
    left = [int(request.param)]

    def counted(act: object) -> object:
        def do(*args: object, **options: object) -> object:
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            return act(*args, **options)  # type: ignore[operator]

        return do

    for act in (write_whole, make_folder, sync_folder):
        monkeypatch.setattr(module, act.__name__, counted(act))
    monkeypatch.setattr(os, "link", counted(os.link))
    monkeypatch.setattr(Path, "replace", counted(Path.replace))
    monkeypatch.setattr(Path, "unlink", counted(Path.unlink))
    yield request.param
    monkeypatch.undo()


def test_that_a_restore_that_ends_anywhere_leaves_a_vault_that_opens_and_can_be_restored(
    founded: FoundedVault, backed_up: Path, place: Path, killed_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = survey(backed_up, place)
    shares = founded.shares["general"][:2]
    with contextlib.suppress(Killed):
        restore(seen, seen.newest(["casework", "programme"]), shares, day=DAY)
    monkeypatch.undo()
    with unlock(backed_up, "director", PASSWORD, limits=CHEAP_LIMITS) as vault:
        assert vault.warnings == []
        assert notes(vault) in (["before"], ["after", "before"])
    put_back(founded, place, "casework", "programme")
    with unlock(backed_up, "director", PASSWORD, limits=CHEAP_LIMITS) as vault:
        assert notes(vault) == ["before"]
        assert verify_vault(backed_up, vault).ok
    assert not (backed_up / BACKUPS / module.READY).exists()
