"""A vault belongs on a local disk that can be written."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.errors import NetworkFolder, ReadOnly, VaultNotFound
from app.vault.disk import folder as folder_module
from app.vault.disk.folder import compartment_file, refuse_network_folder, refuse_unusable_folder, sync_folder

MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/share rw,relatime shared:9 - cifs //server/share rw,vers=3.1.1
31 22 0:41 / /mnt/share/local rw - ext4 /dev/sdb1 rw
32 22 0:42 / /home/user rw - nfs4 server:/home rw
33 22 0:43 / /mnt/met\040spatie rw - fuse.sshfs user@server:/ rw
34 22 0:44 / /mnt/twice rw - nfs server:/ rw
35 34 8:2 / /mnt/twice rw - xfs /dev/sdc1 rw
36 22 0:45 / /mnt/hidden rw - ext4 /dev/sdd1 rw
37 36 0:46 / /mnt/hidden rw master:3 propagate_from:2 - 9p host rw
broken line
38 22 0:47 / /mnt/tail
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/mnt/share/Westland.bolwerk", "cifs"),
        ("/mnt/share", "cifs"),
        ("/home/user/vault", "nfs4"),
        ("/mnt/met spatie/vault", "fuse.sshfs"),
        ("/mnt/hidden/vault", "9p"),
    ],
)
def test_that_a_network_file_system_is_refused_with_its_kind(place: str, kind: str) -> None:
    with pytest.raises(NetworkFolder, match=rf"netwerkschijf \({kind}\)"):
        refuse_network_folder(Path(place), mount_table=MOUNTS)


@pytest.mark.parametrize(
    "place", ["/", "/mnt/shared", "/mnt/share/local/vault", "/mnt/twice/vault", "/home/users", "/mnt/tail"]
)
def test_that_a_local_disk_is_accepted(place: str) -> None:
    refuse_network_folder(Path(place), mount_table=MOUNTS)


def test_that_a_link_to_a_share_is_looked_through(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/mnt/share")
    with pytest.raises(NetworkFolder):
        refuse_network_folder(tmp_path / "link" / "vault", mount_table=MOUNTS)


def test_that_the_mounts_of_this_computer_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_network_folder(tmp_path)
    table = tmp_path / "mountinfo"
    table.write_text(f"1 0 0:1 / {tmp_path} rw - nfs server:/ rw\n")
    monkeypatch.setattr(folder_module, "_MOUNT_TABLE", table)
    with pytest.raises(NetworkFolder):
        refuse_network_folder(tmp_path)


def test_that_a_system_without_a_mount_table_is_given_the_benefit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_module, "_MOUNT_TABLE", tmp_path / "absent")
    refuse_network_folder(tmp_path)


class WindowsPath:
    def __init__(self, text: str) -> None:
        self.text = text

    def resolve(self) -> str:
        return self.text


@pytest.mark.parametrize(
    ("place", "drive", "answer", "network"),
    [
        (r"\\server\share\vault", r"\\server\share", 3, True),
        (r"G:\vault", "G:", 4, True),
        (r"C:\vault", "C:", 3, False),
    ],
)
def test_that_windows_is_asked_for_the_kind_of_drive(
    monkeypatch: pytest.MonkeyPatch, place: str, drive: str, answer: int, *, network: bool
) -> None:
    asked: list[str] = []

    def kind_of(root: str) -> int:
        asked.append(root)
        return answer

    kernel = SimpleNamespace(GetDriveTypeW=kind_of)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(os.path, "splitdrive", lambda _: (drive, ""))
    assert (folder_module._kind_of_drive(WindowsPath(place)) == "smb3") is network  # type: ignore[arg-type]
    assert asked in ([], [f"{drive}\\"])


def test_that_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(VaultNotFound, match="bestaat niet"):
        refuse_unusable_folder(tmp_path / "absent")


def test_that_a_usable_folder_is_left_empty(tmp_path: Path) -> None:
    refuse_unusable_folder(tmp_path)
    sync_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_that_windows_syncs_a_folder_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "win32")
        sync_folder(tmp_path / "absent")


def test_that_a_folder_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    with pytest.raises(ReadOnly, match="niet worden geschreven"):
        refuse_unusable_folder(tmp_path)


def test_that_the_file_of_a_compartment_carries_its_epoch(tmp_path: Path) -> None:
    assert compartment_file(tmp_path, "casework", 2) == tmp_path / "casework.2.db"
