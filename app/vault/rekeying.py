"""Giving a compartment another key: its file is copied under the new key, and one write of the header switches over.

Whoever kept the old key can open an old copy of the file and nothing that is written from here on. The inbox is renewed
too, because its private half lies in that old copy. Killed before the header is replaced, the old file is still the
one; killed after it, the new one is. What is left over in either case goes at the next start (app.vault.leftovers).
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from sqlalchemy import insert, update

from app.errors import CompartmentDamaged
from app.vault.access import current_header
from app.vault.disk.folder import compartment_file, sync_folder
from app.vault.disk.locking import locked
from app.vault.disk.sharing import open_as_folder
from app.vault.disk.storage import os_failure, translated
from app.vault.header.file import write_header
from app.vault.header.trust import Roster
from app.vault.keys import acts
from app.vault.keys.grants import KEY_BYTES
from app.vault.leftovers import REKEY_LOCK, remove_database, remove_leftovers
from app.vault.post import hidden_anchors
from app.vault.primitives.sealing import KeyPair
from app.vault.store.compartments import INBOX, Compartment, open_compartment
from app.vault.store.engine import check_genuine, connect, wipe
from app.vault.unit_of_work import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.vault.unlocked import UnlockedVault

PAGES_A_STEP = 1024  # 4 MiB: often enough to stop when asked, seldom enough to cost nothing


def rekey(vault: UnlockedVault, name: str, progress: Callable[[float], None] = lambda _: None) -> None:
    """Give compartment `name`, which this account holds, a new key in a new file; other sessions log in again.

    `progress` is told which part has been copied (0 to 1); what it raises stops the work and leaves the old key.
    Raises AccessDenied without the present key, VaultBusy while another does the same or writes, and what the disk
    refuses.
    """
    before = vault.compartment(name)
    with _disk_errors(), locked(vault.folder, REKEY_LOCK), before.write():
        remove_leftovers(vault, [name])
        key = bytearray(os.urandom(KEY_BYTES))
        after = _copied(vault.folder, before, key, progress)
        try:
            _switch(vault, after)
        except BaseException:
            after.close()  # whether its file is the one now is for the header to say, at the next start
            raise
    before.close()
    remove_database(before.path)


def _copied(folder: Path, before: Compartment, key: bytearray, progress: Callable[[float], None]) -> Compartment:
    """A whole copy of a compartment under another key, on disk before anything refers to it."""
    path = compartment_file(folder, before.name, before.epoch + 1)
    try:
        os.close(open_as_folder(path, os.O_EXCL | os.O_WRONLY))
        _copy(before, path, key, progress)
        after = open_compartment(folder, before.name, before.kind, before.epoch + 1, key)
        _verify(after)
        sync_folder(folder)
    except BaseException:
        remove_database(path)
        raise
    return after


def _verify(copy: Compartment) -> None:
    found = copy.damage()
    if found:
        copy.close()
        raise CompartmentDamaged(f"De kopie van ‘{copy.name}’ klopt niet ({found}); de oude sleutel blijft.")


def _copy(before: Compartment, path: Path, key: bytearray, progress: Callable[[float], None]) -> None:
    def tell(_status: int, remaining: int, total: int) -> None:
        progress(1 - remaining / total if total else 1.0)

    old_key = before.copy_key()
    with (
        translated(before.name),
        contextlib.closing(connect(before.path, old_key)) as source,
        contextlib.closing(connect(path, key)) as target,
    ):
        wipe(old_key)
        source.backup(target, pages=PAGES_A_STEP, progress=tell)
        check_genuine(source)  # otherwise zeros in place of a damaged page would become genuine in the copy


def _switch(vault: UnlockedVault, after: Compartment) -> None:
    """Write in the copy what was done, and then let the header name it; the writer's lock on the old file is held."""
    name, inbox = after.name, KeyPair.generate()
    header = current_header(vault)
    with unit_of_work(after, vault.author, vault.roster) as work:
        secret = after.tables.secret
        earlier = f"{INBOX}.{after.epoch - 1}"
        work.session.execute(update(secret).where(secret.c.name == INBOX).values(name=earlier))
        work.session.execute(insert(secret).values(name=INBOX, value=inbox.private_bytes))
        hidden_anchors.repeat(work.session, after, vault.author, vault.roster)
        work.record("rekey", "compartment", name)
    key = after.copy_key()
    try:
        new = acts.rekey(header, vault.slot.signer, name, key)
    finally:
        wipe(key)
    new = acts.replace_inbox(new, vault.slot.signer, name, inbox)
    write_header(vault.folder, new, Roster.of(header).generation)
    vault.adopt(after)
    current_header(vault)


@contextlib.contextmanager
def _disk_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise os_failure(error) from error
