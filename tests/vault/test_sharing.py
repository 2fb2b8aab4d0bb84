"""A vault folder for one user or for a group of the computer: what the program makes in it is for exactly those."""

from __future__ import annotations

import errno
import grp
import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import Invalid, ReadOnly, StorageFailed
from app.rules.permissions import BIBOB
from app.vault.disk import sharing
from app.vault.disk.folder import HEADER
from app.vault.disk.sharing import group_of, is_shared, make_folder, open_as_folder, share
from app.vault.membership import block
from app.vault.rekeying import rekey
from app.vault.session import unlock
from tests.conftest import CHEAP_LIMITS, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import UnlockAs

NOBODY = 65534
GROUP = next(group for group in grp.getgrall() if group.gr_gid not in {0, os.getgid(), NOBODY})
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another user of the computer")
in_a_group = pytest.mark.skipif(
    os.geteuid() != 0 and GROUP.gr_gid not in os.getgroups(), reason="the user is in one group only"
)


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.iterdir()]}


@in_a_group
def test_that_sharing_opens_what_is_there_and_what_comes(unlock_as: UnlockAs, vault_folder: Path) -> None:
    (vault_folder / "backups").mkdir(mode=0o700)
    (vault_folder / "backups" / "one.db").touch(mode=0o600)
    share(vault_folder, GROUP.gr_name)
    assert group_of(vault_folder) == GROUP.gr_name
    bibob = unlock_as("bibob")
    rekey(bibob, BIBOB)
    block(unlock_as("keeper"), bibob.account.id)
    bibob.lock()
    found = modes(vault_folder)
    assert found.pop(vault_folder.name) == found.pop("backups") == 0o2770
    assert {"bibob.2.db", HEADER, "vault.lock", "rekey.lock"} <= set(found)
    assert {name: mode for name, mode in found.items() if mode != 0o660} == {}
    assert {path.stat().st_gid for path in vault_folder.rglob("*")} == {GROUP.gr_gid}


@in_a_group
def test_that_it_can_be_for_the_owner_alone_again(vault_folder: Path) -> None:
    share(vault_folder, GROUP.gr_name)
    share(vault_folder, None)
    assert group_of(vault_folder) is None
    found = modes(vault_folder)
    assert found.pop(vault_folder.name) == 0o700
    assert set(found.values()) == {0o600}


def test_that_nothing_is_shared_by_itself(unlock_as: UnlockAs, vault_folder: Path) -> None:
    unlock_as("keeper").close()
    assert not is_shared(vault_folder)
    assert set(modes(vault_folder).values()) <= {0o600, 0o700}


def test_that_a_group_that_is_not_there_is_refused(vault_folder: Path) -> None:
    before = modes(vault_folder)
    with pytest.raises(Invalid, match="kent geen groep") as caught:
        share(vault_folder, "bestaat-niet")
    assert set(caught.value.fields) == {"group"}
    assert modes(vault_folder) == before


def test_that_a_group_one_is_not_in_is_refused(vault_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "fchown", refuse)
    with pytest.raises(Invalid, match="geen lid van de groep"):
        share(vault_folder, GROUP.gr_name)


@pytest.mark.parametrize(("number", "error"), [(errno.EROFS, ReadOnly), (errno.EIO, StorageFailed)])
def test_that_a_disk_that_refuses_is_told(
    vault_folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, error: type[Exception]
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fchown", refuse)
    with pytest.raises(error):
        share(vault_folder, GROUP.gr_name)


@in_a_group
def test_that_a_folder_made_in_a_shared_one_is_shared(vault_folder: Path) -> None:
    share(vault_folder, GROUP.gr_name)
    make_folder(vault_folder / "backups")
    assert is_shared(vault_folder / "backups")


def test_that_windows_goes_by_the_rights_of_the_folder(vault_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert group_of(vault_folder) is None
    with pytest.raises(Invalid, match="eigenschappen"):
        share(vault_folder, "iedereen")


def test_that_the_group_of_what_a_link_leads_to_stays(tmp_path: Path) -> None:
    """A link laid just after the files were listed must not open a private file of the owner to the group."""
    private = tmp_path / "private"
    private.touch(mode=0o600)
    (tmp_path / "casework.1.db").symlink_to(private)
    with pytest.raises(OSError, match="symbolic links"):
        sharing._set(tmp_path / "casework.1.db", os.getgid())
    assert stat.S_IMODE(private.stat().st_mode) == 0o600


def test_that_existing_files_are_opened_and_not_made_anew(tmp_path: Path) -> None:
    os.close(open_as_folder(tmp_path / "x", os.O_EXCL | os.O_WRONLY))
    os.close(open_as_folder(tmp_path / "x", os.O_RDWR))
    with pytest.raises(FileExistsError):
        open_as_folder(tmp_path / "x", os.O_EXCL | os.O_WRONLY)
    make_folder(tmp_path / "y")
    make_folder(tmp_path / "y")
    assert stat.S_IMODE((tmp_path / "y").stat().st_mode) == 0o700


@pytest.fixture
def reachable(vault_folder: Path) -> Iterator[Path]:
    """The vault where other users of the computer could get at it, were it not for its own mode."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        yield Path(shutil.copytree(vault_folder, Path(place) / "vault"))


def as_other_user(act: Callable[[], None], *groups: int) -> str:
    """What came of an act by somebody else who logs in on this computer: "done" or the name of the error."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        answer = "done"
        try:
            os.setgroups(groups)
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            os.umask(0o077)
            act()
        except BaseException as error:  # noqa: BLE001 - the test judges it by its name
            answer = type(error).__name__
        os.write(write, answer.encode())
        os._exit(0)
    os.waitpid(child, 0)
    answer = os.read(read, 100).decode()
    os.close(read)
    os.close(write)
    return answer


def work_in(folder: Path) -> None:
    """Everything that makes files: a record, a new key, a change of the header."""
    vault = unlock(folder, "bibob", PASSWORD, limits=CHEAP_LIMITS)
    with vault.write(BIBOB) as work:
        work.record("open", "file", 1)
    rekey(vault, BIBOB)
    vault.close()


@as_root
def test_that_two_users_of_the_group_work_in_turn(reachable: Path) -> None:
    share(reachable, GROUP.gr_name)
    work_in(reachable)
    assert as_other_user(lambda: work_in(reachable), GROUP.gr_gid) == "done"
    work_in(reachable)
    assert as_other_user(lambda: work_in(reachable), GROUP.gr_gid) == "done"
    assert {path.stat().st_uid for path in reachable.iterdir()} == {0, NOBODY}


@as_root
def test_that_a_user_outside_the_group_gets_nowhere(reachable: Path) -> None:
    share(reachable, GROUP.gr_name)
    assert as_other_user(lambda: os.close(os.open(reachable / HEADER, os.O_RDONLY))) == "PermissionError"
    assert as_other_user(lambda: work_in(reachable)) != "done"


@as_root
def test_that_only_the_owner_of_the_files_changes_the_group(reachable: Path) -> None:
    share(reachable, GROUP.gr_name)
    assert as_other_user(lambda: share(reachable, None), GROUP.gr_gid) == ReadOnly.__name__
    assert group_of(reachable) == GROUP.gr_name
    assert as_other_user(lambda: share(reachable, GROUP.gr_name), GROUP.gr_gid) == "done", "nothing to change"


def test_that_the_mark_of_a_shared_folder_is_its_own_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o770)
    assert not is_shared(tmp_path)
    tmp_path.chmod(0o2770)
    assert is_shared(tmp_path)
    assert sharing.SETTING == "folder_group"
