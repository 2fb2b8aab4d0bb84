"""From the arguments of a command to an unlocked vault, and back to a closed one."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.cli.passwords import password_from
from app.errors import AppError
from app.services.post import carry_and_take_in
from app.vault.session import unlock

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from app.vault.session import UnlockedVault


@contextmanager
def unlocked(chosen: Namespace) -> Iterator[UnlockedVault]:
    """The vault that `chosen.vault` names, opened by `chosen.user`, with the post for this user taken in."""
    password = password_from(chosen.password_file)
    key_file = None if chosen.key_file is None else read_key_file(chosen.key_file)
    with unlock(chosen.vault, chosen.user, password, key_file=key_file) as vault:
        for warning in vault.warnings:
            print(f"Let op: {warning}", file=sys.stderr)
        carry_and_take_in(vault)
        yield vault


def read_key_file(file: Path) -> bytes:
    """The content of the second factor."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise AppError(f"Het sleutelbestand {file} is niet te lezen: {error.strerror}.") from error
