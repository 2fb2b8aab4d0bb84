"""The names that belong to account ids: the header knows none, only holders of the register read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from app.rules.permissions import REGISTER, Role
from app.vault.keys.slots import login_name
from app.vault.store.compartments import open_compartment
from models import register

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Person:
    """A user of the vault, present or past. `function` is a description such as a job title, possibly empty."""

    account: str
    login: str
    name: str
    role: Role
    function: str = ""


def write_people(folder: Path, key: bytearray, people: Iterable[Person]) -> None:
    """Fill the directory of a vault that is being founded; `key` opens its register and stays the caller's.

    Unlogged on purpose: there is no account yet that could sign, and the header records who was founded.
    """
    compartment = open_compartment(folder, REGISTER, REGISTER, 1, bytearray(key))
    try:
        with compartment.write() as session:
            add_people(session, people)
    finally:
        compartment.close()


def add_people(session: Session, people: Iterable[Person]) -> None:
    """Add rows to the directory, with the login name in the form in which slots are looked for."""
    rows = [
        {
            "account": person.account,
            "login": login_name(person.login),
            "name": person.name,
            "role": person.role.value,
            "function": person.function,
        }
        for person in people
    ]
    session.execute(insert(register.Person), rows)


def read_people(session: Session) -> dict[str, Person]:
    """Everybody in the directory, by account id."""
    return {
        found.account: Person(found.account, found.login, found.name, Role(found.role), found.function)
        for found in session.scalars(select(register.Person).order_by(register.Person.name))
    }
