"""Amend the header in a folder until killed: `python -m tests.faults.header_writer FOLDER ACCOUNT PRIVATE_KEY`.

Says READY before the first write, so that whoever kills it does so while it writes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from app.vault.header.amendment import Amendment
from app.vault.header.bodies import NewRole
from app.vault.header.file import read_header, write_header
from app.vault.header.statements import Signer
from app.vault.primitives.sealing import SigningKey


def amend_for_ever(folder: Path, keeper: Signer) -> None:
    """One statement a time: the keeper stays what it is."""
    while True:
        amendment = Amendment(read_header(folder))
        generation = amendment.roster.generation
        amendment.say(NewRole(keeper.name, "keeper"), keeper)
        write_header(folder, amendment.header(), generation)


if __name__ == "__main__":
    signer = Signer(sys.argv[2], SigningKey.from_private(bytes.fromhex(sys.argv[3])))
    sys.stdout.write("READY\n")
    sys.stdout.flush()
    amend_for_ever(Path(sys.argv[1]), signer)
