"""Where things are: files that ship with the program, and folders of the user. Frozen by PyInstaller or not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PROGRAM = "Bolwerk"


def resource(*parts: str) -> Path:
    """A file or folder under `resources/`, also in the frozen program (PyInstaller's `sys._MEIPASS`)."""
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).parents[1]))
    return root.joinpath("resources", *parts)


def program_folder() -> Path:
    """The folder in which `python -m app` finds this program, when it is not frozen."""
    return Path(__file__).parents[1]


def user_data_folder(platform: str = sys.platform) -> Path:
    """The folder for this user's own files on this workstation; not made here. `platform` as in `sys.platform`."""
    if platform == "win32":
        return _folder_from("LOCALAPPDATA", Path.home() / "AppData" / "Local") / PROGRAM
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / PROGRAM
    return _folder_from("XDG_DATA_HOME", Path.home() / ".local" / "share") / PROGRAM.lower()


def policy_file(platform: str = sys.platform) -> Path:
    """What an administrator lays down for this workstation (app.policy); seldom there."""
    if platform == "win32":
        return _folder_from("PROGRAMDATA", Path("C:/ProgramData")) / PROGRAM / "policy.toml"
    if platform == "darwin":
        return Path("/Library/Application Support") / PROGRAM / "policy.toml"
    return Path("/etc") / PROGRAM.lower() / "policy.toml"


def memory_folder() -> Path:
    """Where this workstation keeps what its user has seen of vaults (app.vault.seen); not made here."""
    return user_data_folder() / "seen"


def default_vault_folder() -> Path:
    """Where the program proposes to found or open a vault. A local disk: never a share."""
    return user_data_folder() / f"Gemeente.{PROGRAM.lower()}"


def _folder_from(variable: str, otherwise: Path) -> Path:
    """The absolute folder that the system names in an environment variable, or the customary one."""
    named = Path(os.environ.get(variable, ""))
    return named if named.is_absolute() else otherwise
