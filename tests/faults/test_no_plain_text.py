"""R5: what is typed into a vault stands in plain nowhere: not in the vault, temp folder, home, or open files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PASSWORD
from tests.services.every_sample import EVERY_SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
WORD = "Merkteken7319"
OF_THE_FOUNDING = "Gebruiker casusregisseur"


def spellings(word: str) -> tuple[bytes, ...]:
    """The word as programs write it down: in either encoding, and in the small letters of an index."""
    forms = (word, word.lower())
    return tuple(form.encode(encoding) for form in forms for encoding in ("utf-8", "utf-16-le"))


def files_with(folder: Path, *words: str) -> Iterator[str]:
    wanted = [spelled for word in words for spelled in spellings(word)]
    for path in sorted(folder.rglob("*")):
        if path.is_file() and any(spelled in path.read_bytes() for spelled in wanted):
            yield path.relative_to(folder).as_posix()


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, Path]:
    """Where a program may leave things: every place that the environment names."""
    places = {name: tmp_path / "around" / name for name in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME")}
    for place in places.values():
        place.mkdir(parents=True)
    return places


def test_that_what_is_typed_in_every_register_is_nowhere_in_plain(
    vault_folder: Path, surroundings: dict[str, Path], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.typist", str(vault_folder)],
        input=f"{WORD}\n{PASSWORD}\n",
        cwd=ROOT,
        env={**os.environ, **{name: str(place) for name, place in surroundings.items()}},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    typed = {line.split()[1] for line in said if line.startswith("typed")}
    assert typed == {sample.register.kind for sample in EVERY_SAMPLE}
    assert [line for line in said if line.startswith("found")] == []
    assert list(files_with(tmp_path, WORD, PASSWORD, OF_THE_FOUNDING)) == []
    assert len(list((vault_folder / "backups").glob("*.db"))) == 5  # each compartment of the typists


def test_that_the_search_would_have_found_it(tmp_path: Path) -> None:
    """The measure itself."""
    for number, content in enumerate(spellings(WORD)):
        (tmp_path / f"{number}.tmp").write_bytes(b"before" + content + b"after")
    assert len(list(files_with(tmp_path, WORD))) == len(spellings(WORD))
