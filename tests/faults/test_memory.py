"""R9: what is left in the memory of a program after it locked the vault: counted, reported, and nothing where that can.

Python cannot promise to wipe memory (CONTRIBUTING.md, *Honest limits*). What is in bytearrays of ours is wiped; text
and bytes are given back to the allocator as they are, and stay until something is written over them.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from tests.conftest import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.conftest import UnlockAs

ROOT = Path(__file__).parents[2]
MARKER = "Merkteken4417 in de omschrijving"
_CHUNK = 1 << 24

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def memory_of(process: int) -> Iterator[bytes]:
    """Every readable and writable part of the memory of another program of ours."""
    lines = Path(f"/proc/{process}/maps").read_text(encoding="utf-8").splitlines()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in lines:
            part = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if part and "[vvar" not in line:
                start, end = int(part[1], 16), int(part[2], 16)
                memory.seek(start)
                try:
                    yield memory.read(end - start)
                except OSError:
                    continue  # a mapping without anything behind it


def counted(process: int, needles: Mapping[str, bytes]) -> dict[str, int]:
    counts = dict.fromkeys(needles, 0)
    for part in memory_of(process):
        for name, needle in needles.items():
            counts[name] += part.count(needle)
    return counts


@pytest.fixture
def needles(unlock_as: UnlockAs) -> dict[str, bytes]:
    """What to look for, and a case that has the marker in it."""
    with unlock_as("director") as vault:
        kind = CaseTypes(vault).add(CaseTypeDraft(name="Heling")).id
        Cases(vault).add(CaseDraft(title="Loods", case_type_id=kind, opened_on=date(2019, 1, 2), description=MARKER))
        key = bytes(vault.compartment("casework").copy_key())
        return {
            "wachtwoord": PASSWORD.encode(),
            "sleutel van het onderdeel": key,
            "sleutel als tekst voor SQLCipher": key.hex().encode(),
            "geheime ondertekensleutel": vault.slot.signing.private_bytes,
            "geheime ontvangstsleutel": vault.slot.keys.private_bytes[:64],
            "inhoud": MARKER.encode(),
        }


def test_that_memory_after_locking_is_searched_and_keys_of_databases_are_gone(
    vault_folder: Path, needles: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    command = [sys.executable, "-m", "tests.faults.remembering", str(vault_folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdin
        assert program.stdout
        program.stdin.write(f"{PASSWORD}\n".encode())
        program.stdin.flush()
        assert program.stdout.readline() == b"locked\n"
        counts = counted(program.pid, needles)
        program.stdin.close()
    with capsys.disabled():
        print("\nR9 na vergrendelen:", ", ".join(f"{name} {count}x" for name, count in counts.items()))  # noqa: T201
    assert counts["sleutel als tekst voor SQLCipher"] == 0


def test_that_the_search_finds_what_is_there() -> None:
    """The measure itself."""
    kept = os.urandom(16)
    assert counted(os.getpid(), {"kept": kept})["kept"] >= 1
