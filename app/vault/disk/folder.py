"""Where things lie in a vault folder, and whether a folder can hold a vault at all."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path

from app.errors import NetworkFolder, StorageFailed, VaultNotFound
from app.vault.disk.storage import os_failure

HEADER = "vault.json"
PREVIOUS = "vault.json.previous"
LOCK = "vault.lock"
BACKUPS = "backups"
PARTS_OF_DATABASE = ("", "-wal", "-shm", "-journal")
"""What the files are called that SQLite keeps for a database, after the name of the database."""

_MOUNT_TABLE = Path("/proc/self/mountinfo")
_DRIVE_REMOTE = 4

# File systems on which the locks that WAL and the header need are not kept between machines (sqlite.org/wal.html).
_NETWORK_TYPES = frozenset(
    {"9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs2", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs"}
    | {"nfs4", "ocfs2", "smb2", "smb3", "smbfs", "prl_fs", "vboxsf", "vmhgfs", "fuse.davfs2", "fuse.gcsfuse"}
    | {"fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "fuse.vmhgfs-fuse"}
)


def compartment_file(folder: Path, name: str, epoch: int) -> Path:
    """The database of a compartment under the key of this epoch."""
    return folder / f"{name}.{epoch}.db"


def refuse_network_folder(folder: Path, *, mount_table: str | None = None) -> None:
    """Raises NetworkFolder when `folder` (existing or not) is not on a local disk.

    `mount_table` is text in the form of /proc/self/mountinfo (proc(5)); without it the one of this process is read.
    Where the kind of disk cannot be found out, the folder is accepted.
    """
    kind = _kind_of_drive(folder) if sys.platform == "win32" else _kind_of_mount(folder, mount_table)
    if kind in _NETWORK_TYPES:
        raise NetworkFolder(
            f"De map {folder} staat op een netwerkschijf ({kind}). Daar werkt de vergrendeling niet, waardoor gegevens "
            "verloren kunnen gaan. Kies een map op een schijf van deze werkplek."
        )


def refuse_unusable_folder(folder: Path) -> None:
    """Raises VaultNotFound, NetworkFolder or ReadOnly unless `folder` exists, is local and can be written."""
    if not folder.is_dir():
        raise VaultNotFound(f"De map {folder} bestaat niet.")
    refuse_network_folder(folder)
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise os_failure(error) from error


def refuse_links(database: Path) -> None:
    """Raises StorageFailed when a file of a database is a link or no file: SQLite would write where it leads.

    Whoever shares the folder could so have a file of another user overwritten.
    """
    for ending in PARTS_OF_DATABASE:
        part = database.with_name(database.name + ending)
        if part.is_symlink() or (part.exists() and not part.is_file()):
            raise StorageFailed(
                f"‘{part.name}’ in de map van de kluis is geen gewoon bestand maar bijvoorbeeld een verwijzing naar "
                "elders. Er is niets geopend of gewijzigd; laat de functioneel beheerder ernaar kijken."
            )


def is_in_vault(path: Path) -> bool:
    """Whether a file at `path` would lie in the folder of a vault, any vault, where it could replace a part of it."""
    place = path.parent.resolve()
    return any((above / name).is_file() for above in (place, *place.parents) for name in (HEADER, PREVIOUS))


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` outlive a power cut; Windows does so itself. Raises OSError."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _kind_of_mount(folder: Path, mount_table: str | None) -> str:
    """The file-system type of the deepest mount above `folder`; of two on one place the later hides the earlier."""
    place = folder.resolve()
    best, kind = -1, ""
    for line in (_own_mounts() if mount_table is None else mount_table).splitlines():
        before, _, after = line.partition(" - ")
        words = before.split(" ")
        if len(words) < 6 or not after:
            continue
        mount = Path(_without_escapes(words[4]))
        if place.is_relative_to(mount) and len(mount.parts) >= best:
            best, kind = len(mount.parts), after.split(" ")[0]
    return kind


def _own_mounts() -> str:
    try:
        return _MOUNT_TABLE.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _without_escapes(path: str) -> str:
    """Spaces, tabs, line ends and backslashes stand in the table as octal escapes."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), path)


def _kind_of_drive(folder: Path) -> str:
    """On Windows: "smb3" for a share or a mapped drive, otherwise empty."""
    drive = os.path.splitdrive(folder.resolve())[0]
    if drive.startswith("\\\\"):
        return "smb3"
    import ctypes  # noqa: PLC0415 - only where it exists

    windll = getattr(ctypes, "windll", None)
    remote = windll is not None and windll.kernel32.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE
    return "smb3" if remote else ""
