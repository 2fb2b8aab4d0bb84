"""Searches that a user keeps: in the compartment that they are about, because their words may be a name."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from app.errors import AccessDenied, Invalid, NotFound
from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from app.services.search.finding import readable_registers
from app.services.search.question import LONGEST_QUESTION, Question, terms_of
from models.metadata import METADATA
from models.search import search_tables

if TYPE_CHECKING:
    from sqlalchemy import Table

    from app.vault.session import UnlockedVault

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A question under a name; it lies in `compartment` and looks in no other."""

    id: int
    compartment: str
    name: str
    question: Question


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what is looked in is checked per compartment
def saved_searches(vault: UnlockedVault) -> tuple[SavedSearch, ...]:
    """Those of this user, by name."""
    found = []
    for name in where_to_save(vault):
        table = _table(vault, name)
        mine = select(table).where(table.c.author == vault.account.id)
        with vault.read(name) as session:
            found += [
                SavedSearch(row.id, name, row.name, _question(row.question, name)) for row in session.execute(mine)
            ]
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.compartment)))


@requires(Act.READ_DIRECTORY, REGISTER)
def where_to_save(vault: UnlockedVault) -> tuple[str, ...]:
    """The compartments that this user can look in."""
    return tuple(name for name in sorted(vault.available) if readable_registers(vault, name))


@requires(Act.READ_DIRECTORY, REGISTER)
def save_search(vault: UnlockedVault, name: str, question: Question, compartment: str) -> SavedSearch:
    """Keep a question; one of this user with the same name in that compartment is replaced."""
    called = " ".join(name.split())
    problems = {}
    if not 0 < len(called) <= LONGEST_NAME:
        problems["name"] = f"Geef de zoekopdracht een naam van ten hoogste {LONGEST_NAME} tekens."
    if not terms_of(question.text):
        problems[""] = "Typ eerst waarnaar u zoekt; dan is er iets te bewaren."
    if problems:
        raise Invalid(problems)
    _demand(vault, compartment)
    table, kept = _table(vault, compartment), replace(question, compartment=compartment)
    with vault.write(compartment) as work:
        same = (table.c.author == vault.account.id, table.c.name == called)
        work.session.execute(delete(table).where(*same))
        row = {"author": vault.account.id, "name": called, "question": _written(kept)}
        done: Any = work.session.execute(insert(table).values(row))
        key = done.inserted_primary_key[0]
        work.record("saved_search.added", "saved_search", key)
    return SavedSearch(key, compartment, called, kept)


@requires(Act.READ_DIRECTORY, REGISTER)
def drop_search(vault: UnlockedVault, saved: SavedSearch) -> None:
    """Keep it no longer; NotFound when it is gone or somebody else's."""
    _demand(vault, saved.compartment)
    table = _table(vault, saved.compartment)
    with vault.write(saved.compartment) as work:
        mine = (table.c.author == vault.account.id, table.c.id == saved.id)
        if work.session.execute(select(table.c.id).where(*mine)).first() is None:
            raise NotFound("Deze zoekopdracht bestaat niet (meer).")
        work.session.execute(delete(table).where(*mine))
        work.record("saved_search.removed", "saved_search", saved.id)


def _demand(vault: UnlockedVault, compartment: str) -> None:
    if compartment not in where_to_save(vault):
        raise AccessDenied("In dit onderdeel kunt u niet zoeken.")


def _table(vault: UnlockedVault, name: str) -> Table:
    return search_tables(METADATA[vault.compartment(name).kind]).saved


def _written(question: Question) -> str:
    return json.dumps(
        {
            "text": question.text[:LONGEST_QUESTION].encode(errors="ignore").decode(),
            "kind": question.kind,
            "year": question.year,
            "status": question.status,
        },
        ensure_ascii=False,
    )


def _question(written: str, compartment: str) -> Question:
    """As it was kept; what another version kept otherwise is left out."""
    kept = json.loads(written)
    return Question(str(kept.get("text") or ""), compartment, kept.get("kind"), kept.get("year"), kept.get("status"))
