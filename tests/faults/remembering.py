"""A user who reads, locks and waits to be searched: `python -m tests.faults.remembering FOLDER`.

The password comes in on the first line; it is not among the arguments, where anybody could read it. After "locked" the
program does nothing until its input ends, so that another can look through its memory.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from app.services.casework.cases import Cases
from app.services.records import Query
from app.vault.session import unlock
from tests.conftest import CHEAP_LIMITS


def read_and_lock(folder: Path) -> None:
    """A short session: unlock, list, open a case, lock. Everything it held is out of scope at the end."""
    vault = unlock(folder, "director", sys.stdin.readline().strip(), limits=CHEAP_LIMITS)
    cases = Cases(vault)
    for row in cases.rows(cases.ids(Query())):
        cases.get(row.id)
    vault.close()


if __name__ == "__main__":
    read_and_lock(Path(sys.argv[1]))
    gc.collect()
    print("locked", flush=True)  # noqa: T201
    sys.stdin.read()
