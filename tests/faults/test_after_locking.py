"""What is left in hand once a vault is locked: no key, however the session went, and whoever locks it when."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import pytest

from app.errors import AppError, Cancelled, CompartmentMissing
from app.rules.permissions import CASEWORK, MEASURES
from app.vault.access import current_header, withdraw
from app.vault.disk.folder import compartment_file
from app.vault.keys.slots import OpenedSlot
from app.vault.primitives.sealing import KeyPair, SigningKey
from app.vault.session import unlock
from app.vault.store.compartments import open_compartment
from tests.conftest import CHEAP_LIMITS, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import UnlockAs


def keys_in_memory() -> int:
    gc.collect()
    return sum(isinstance(one, KeyPair | SigningKey | OpenedSlot) for one in gc.get_objects())


@pytest.mark.parametrize("missing", [None, CASEWORK])
def test_that_a_locked_vault_holds_no_private_key(vault_folder: Path, missing: str | None) -> None:
    """Neither does the error that it keeps of a compartment that could not be opened."""
    before = keys_in_memory()
    if missing:
        compartment_file(vault_folder, missing, 1).unlink()
    vault = unlock(vault_folder, "director", PASSWORD, limits=CHEAP_LIMITS)
    if missing:
        with pytest.raises(CompartmentMissing):
            vault.read(missing)
    assert keys_in_memory() > before
    vault.lock()
    assert keys_in_memory() == before
    with pytest.raises(Cancelled):
        _ = vault.author


def test_that_the_key_of_a_compartment_that_does_not_open_is_wiped(vault_folder: Path) -> None:
    key = bytearray(range(32))
    with pytest.raises(CompartmentMissing):
        open_compartment(vault_folder, "absent", CASEWORK, 1, key)
    assert key == bytearray(32)


def test_that_threads_that_see_a_change_at_once_agree(unlock_as: UnlockAs) -> None:
    """A withdrawal is noticed by whichever thread looks first, and the others by then have nothing to close."""
    privacy = unlock_as("privacy")
    director = unlock_as("director")
    for name in (CASEWORK, MEASURES):
        withdraw(director, privacy.account.id, name)
    start, strange = threading.Barrier(8), []

    def look() -> None:
        start.wait()
        try:
            current_header(privacy)
        except AppError:
            pass
        except (KeyError, RuntimeError) as error:
            strange.append(error)

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert strange == []
    assert privacy.available == {"register", "programme"}


def test_that_a_failure_after_opening_leaves_nothing_open(vault_folder: Path) -> None:
    """What goes wrong in the last steps of unlocking locks what was opened."""
    before = keys_in_memory()
    told = []

    def stop_at_the_post(text: str) -> None:
        told.append(text)
        if text == "Post bezorgen":
            raise Cancelled

    with pytest.raises(Cancelled):
        unlock(vault_folder, "director", PASSWORD, limits=CHEAP_LIMITS, progress=stop_at_the_post)
    assert told[-1] == "Post bezorgen"
    assert keys_in_memory() == before
    assert not list(vault_folder.glob("*-wal"))
