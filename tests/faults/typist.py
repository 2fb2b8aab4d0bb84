"""Somebody who types the same strange words into everything there is: `python -m tests.faults.typist FOLDER`.

The words come in on the first line of the input and a password on the second. At the end, with the vault still open,
the program looks for the words in every file that it has open or mapped, and says where they are and what it typed.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import Invalid
from app.report.evaluation_pdf import render_bytes
from app.rules.permissions import Role
from app.services.access import allowed
from app.services.backups.restore_test import restore_test
from app.services.backups.rounds import back_up_now
from app.services.drafts import Drafts, Input
from app.services.evaluation.gather import gather
from app.services.evaluation.texts import Evaluations
from app.services.records import Query
from app.vault.session import unlock
from models.choices import Choice
from tests.conftest import CHEAP_LIMITS
from tests.services.every_sample import EVERY_SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.records import Records
    from app.vault.session import UnlockedVault

TYPISTS = (Role.DIRECTOR, Role.PRIVACY, Role.BIBOB, Role.JURIST, Role.POLICY, Role.CONTROLLER, Role.KEEPER)


def type_into(register: Records[Any, Any], draft: Any, word: str) -> bool:
    """Store a record with the word in every text that takes it; whether any did."""
    texts = [field.name for field in fields(draft) if isinstance(getattr(draft, field.name), str)]
    names = [field.name for field in fields(draft) if _is_list_of_texts(getattr(draft, field.name))]
    typed = {
        **{name: f"{word} {name}" for name in texts if not isinstance(getattr(draft, name), Choice)},
        **{name: (f"{word} {name}",) for name in names},
    }
    while typed:
        try:
            record = register.add(replace(draft, **typed))
        except Invalid as refused:
            wrong = set(refused.fields) & typed.keys() or set(list(typed)[:1])
            typed = {name: value for name, value in typed.items() if name not in wrong}
        else:
            register.change(record.id, replace(record.draft, **typed), record.version)
            _leave_a_draft(register, word)
            return True
    return False


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(item, str) for item in value)


def _leave_a_draft(register: Records[Any, Any], word: str) -> None:
    waiting = Input(register.kind, None, 0, word, was={"title": ""}, now={"title": f"{word} halverwege"})
    Drafts(register).keep(waiting)


def places_with(words: Iterable[bytes]) -> list[str]:
    """The files that this program has mapped or open, deleted ones too, in which one of the words stands."""
    lines = Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
    mapped = {line.split(maxsplit=5)[5].strip() for line in lines if "/" in line}
    opened = {f"/proc/self/fd/{number}" for number in os.listdir("/proc/self/fd")}  # noqa: PTH208
    found = []
    for name in sorted(mapped | opened):
        with suppress(OSError):
            path = Path(name)
            if path.is_file() and any(word in path.read_bytes() for word in words):
                found.append(f"{name} {path.resolve()}")
    return found


def look_around(vault: UnlockedVault, word: str) -> None:
    """What a user does with it: search, sort, print, back up, try the backup."""
    for sample in EVERY_SAMPLE:
        if allowed(vault, sample.register.read_act, sample.register.compartment):
            register = sample.register(vault)
            for column in (None, *register.columns):
                register.rows(register.ids(Query(words=word, order=column)))
    if allowed(vault, Evaluations.read_act, Evaluations.compartment):
        evaluations = Evaluations(vault)
        for key in evaluations.ids(Query()):
            year = evaluations.get(key).draft.year
            assert year
            render_bytes(gather(vault, year).document)
    back_up_now(vault)
    restore_test(vault)


def main(folder: Path) -> None:
    """Type, look around, look into one's own files, and say what was done."""
    word, password = sys.stdin.readline().strip(), sys.stdin.readline().strip()
    with ExitStack() as stack:
        vaults = [stack.enter_context(unlock(folder, role.value, password, limits=CHEAP_LIMITS)) for role in TYPISTS]
        for sample in EVERY_SAMPLE:
            kind = sample.register
            vault = next(vault for vault in vaults if allowed(vault, kind.edit_act, kind.compartment))
            if type_into(kind(vault), sample.full(vault), word):
                print("typed", kind.kind)  # noqa: T201
        for vault in vaults:
            look_around(vault, word)
        for place in places_with([word.encode(), word.lower().encode()]):
            print("found", place)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
