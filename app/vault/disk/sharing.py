"""Who else on this computer may open the files of a vault: nobody, or one group that the program sets on its folder.

A shared folder is marked by its own mode (setgid and open to the group, 2770): new files then get its group from the
system, and `open_as_folder` gives them its mode (0660), whatever the umask. Everything else the program writes is for
its owner only. On Windows files inherit the rights of the folder, and nothing is set here.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from typing import TYPE_CHECKING

from app.errors import Invalid, ReadOnly
from app.vault.disk.storage import os_failure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTING = "folder_group"

_OWN_FILE, _OWN_FOLDER = 0o600, 0o700
_SHARED_FILE, _SHARED_FOLDER = 0o660, 0o2770


def is_shared(folder: Path) -> bool:
    """Whether the files in `folder` are for its group too."""
    return stat.S_IMODE(folder.stat().st_mode) & _SHARED_FOLDER == _SHARED_FOLDER


def open_as_folder(path: Path, flags: int) -> int:
    """Open or create a file with the mode that goes with its folder; returns the descriptor. Raises OSError.

    A link is not followed: who shares the folder could have it lead to a file of somebody else.
    """
    try:
        descriptor = os.open(path, flags | os.O_CREAT | os.O_EXCL, _OWN_FILE)
    except FileExistsError:
        if flags & os.O_EXCL:
            raise
        return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))
    if sys.platform != "win32" and is_shared(path.parent):
        os.fchmod(descriptor, _SHARED_FILE)
    return descriptor


def make_folder(path: Path) -> None:
    """Create a folder in the folder of a vault, unless it is there, open to whom that one is. Raises OSError."""
    try:
        path.mkdir(mode=_OWN_FOLDER)
    except FileExistsError:
        return
    if sys.platform != "win32" and is_shared(path.parent):
        path.chmod(_SHARED_FOLDER)


def group_of(folder: Path) -> str | None:
    """The name of the group that a vault folder is shared with; None when it is not."""
    if sys.platform == "win32" or not is_shared(folder):
        return None
    return folder.group()


def share(folder: Path, group: str | None) -> None:
    """Open the folder of a vault and all that is in it to a group, or with None to the owner alone.

    Raises Invalid (field "group") for a group that does not exist, or of which the user is no member; ReadOnly when
    something in the folder belongs to another user; StorageFailed.
    """
    if sys.platform == "win32":
        raise Invalid({"group": "Onder Windows gelden de rechten van de map; stel ze in bij de eigenschappen ervan."})
    number = None if group is None else _number_of(group)
    try:
        wrong = [path for path in _everything(folder) if not _is_set(path, number)]
        _refuse_others(wrong)
        for path in wrong:
            _set(path, number)
    except PermissionError as error:
        raise Invalid({"group": f"U bent zelf geen lid van de groep “{group}”; er is niets gewijzigd."}) from error
    except OSError as error:
        raise os_failure(error) from error


def _mode(path: Path, group: int | None) -> int:
    own, shared = (_OWN_FOLDER, _SHARED_FOLDER) if path.is_dir() else (_OWN_FILE, _SHARED_FILE)
    return own if group is None else shared


def _is_set(path: Path, group: int | None) -> bool:
    found = path.stat()
    return group in {None, found.st_gid} and stat.S_IMODE(found.st_mode) == _mode(path, group)


def _set(path: Path, group: int | None) -> None:
    """Group before mode: changing the group of a file may take mode bits away. Never of what a link leads to."""
    mode = _mode(path, group)
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if group is not None:
            os.fchown(descriptor, -1, group)
        os.fchmod(descriptor, mode)
    finally:
        os.close(descriptor)


def _number_of(group: str) -> int:
    import grp  # noqa: PLC0415 - only where it exists

    with contextlib.suppress(KeyError):
        return grp.getgrnam(group).gr_gid
    raise Invalid({"group": f"Deze computer kent geen groep “{group}”."})


def _refuse_others(paths: list[Path]) -> None:
    """The system lets an owner alone change the mode; half a change would lock people out."""
    user = os.geteuid()
    others = next((path for path in paths if path.stat().st_uid != user), None)
    if others is not None and user != 0:
        raise ReadOnly(
            f"‘{others.name}’ is door een andere gebruiker van deze computer gemaakt ({others.owner()}); alleen die "
            "kan de groep van de kluis wijzigen. Er is niets gewijzigd."
        )


def _everything(folder: Path) -> Iterator[Path]:
    """The files of a vault, then its folders from the inside out: until the end new files are as the old ones were."""
    inside = [path for path in sorted(folder.rglob("*")) if not path.is_symlink()]
    yield from (path for path in inside if path.is_file())
    yield from (path for path in reversed(inside) if path.is_dir())
    yield folder
