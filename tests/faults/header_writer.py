"""Amend the header in a folder until killed: `python -m tests.faults.header_writer FOLDER ACCOUNT PRIVATE_KEY`.

Says READY before the first write, so that whoever kills it does so while it writes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from app.vault.amendment import Amendment
from app.vault.bodies import NewRole
from app.vault.header import read_header, write_header
from app.vault.sealing import SigningKey
from app.vault.statements import Signer


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
