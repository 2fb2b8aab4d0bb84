"""From the arguments of a command to an unlocked vault, and back to a closed one."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.cli.passwords import password_from
from app.errors import AppError
from app.paths import memory_folder
from app.services.post import carry_and_take_in
from app.vault.session import unlock

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from app.vault.session import UnlockedVault


_LARGEST_KEY_FILE = 64 * 1024 * 1024


@contextmanager
def unlocked(chosen: Namespace) -> Iterator[UnlockedVault]:
    """The vault that `chosen.vault` names, opened by `chosen.user`, with the post for this user taken in."""
    password = password_from(chosen.password_file)
    key_file = None if chosen.key_file is None else read_key_file(chosen.key_file)
    with unlock(chosen.vault, chosen.user, password, key_file=key_file, memory=memory_folder()) as vault:
        for warning in vault.warnings:
            print(f"Let op: {warning}", file=sys.stderr)
        carry_and_take_in(vault)
        yield vault


def read_key_file(file: Path) -> bytes:
    """The content of the second factor: any file, of a size that a person would carry about."""
    try:
        with file.open("rb") as opened:
            content = opened.read(_LARGEST_KEY_FILE + 1)
    except OSError as error:
        raise AppError(f"Het sleutelbestand {file} is niet te lezen: {error.strerror}.") from error
    if len(content) > _LARGEST_KEY_FILE:
        raise AppError(f"Het sleutelbestand {file} is veel te groot.")
    return content
