"""Addresses of the municipality's own extract of the BAG: read from a table, and asked while a form is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import delete, func, insert, or_, select

from app.errors import ImportProblem
from app.rules.identity.places import street_of
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.network.recognising.addresses_reading import Refused, headings, read_line
from app.vault.progress import unheard
from models.casework import BagAddress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.network.recognising.addresses_reading import Read
    from app.vault.progress import Progress
    from app.vault.session import UnlockedVault

MOST_REFUSED = 1_000  # refusals that are told one by one
MOST_SHOWN = 20
_AT_ONCE = 5_000


class TableLine(Protocol):
    """A line of a table as a reader of files gives it: its number in the file and its cells."""

    @property
    def number(self) -> int:
        """Counting from 1."""

    @property
    def cells(self) -> tuple[object, ...]:
        """As they were read; None is empty."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many addresses there are now, what was refused (`MOST_REFUSED` of them at most), and how many that is."""

    stored: int
    refused: tuple[Refused, ...]
    refused_count: int


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """An address of the BAG, as it would be stored in a mention."""

    street: str
    house_number: int
    addition: str | None
    postcode: str | None
    town: str
    bag_id: str


@requires(Act.EDIT_SIGNALS, CASEWORK)
def load_addresses(vault: UnlockedVault, lines: Sequence[TableLine], tell: Progress = unheard) -> Loaded:
    """Put the addresses of a table in the place of those there were; its first line holds the headings.

    A line that is wrong is left out and told, with its row and column. ImportProblem, and nothing changes, when a
    heading is missing or more than half of the lines are wrong: then it is another file.
    """
    if not lines:
        raise ImportProblem("Dit bestand is leeg.")
    places = headings(lines[0].cells)
    found: dict[str, Read] = {}
    refused: list[Refused] = []
    for at, line in enumerate(lines[1:]):
        if at % _AT_ONCE == 0:
            tell("Adressen lezen", at / len(lines))
        read = read_line(line.number, line.cells, places, found)
        if isinstance(read, Refused):
            refused.append(read)
        else:
            found[read["bag_id"]] = read
    if len(refused) > len(found):
        raise ImportProblem(
            f"{len(refused)} van de {len(lines) - 1} regels zijn geen adres uit de BAG. {refused[0].message}",
            row=refused[0].row,
            column=refused[0].column,
        )
    _store(vault, list(found.values()), tell)
    return Loaded(len(found), tuple(refused[:MOST_REFUSED]), len(refused))


def _store(vault: UnlockedVault, rows: list[Read], tell: Progress) -> None:
    with vault.write(CASEWORK) as work:
        work.session.execute(delete(BagAddress))
        for start in range(0, len(rows), _AT_ONCE):
            tell("Adressen opslaan", start / len(rows))
            work.session.execute(insert(BagAddress), rows[start : start + _AT_ONCE])
        work.record("bag_address.loaded", "bag_address", str(len(rows)))


@requires(Act.READ_SIGNALS, CASEWORK)
def address_count(vault: UnlockedVault) -> int:
    """How many addresses of the BAG there are; 0 when none was loaded."""
    with vault.read(CASEWORK) as session:
        return session.scalar(select(func.count(BagAddress.id))) or 0


@requires(Act.READ_SIGNALS, CASEWORK)
def addresses_like(
    vault: UnlockedVault,
    *,
    street: str | None = None,
    house_number: int | None = None,
    postcode: str | None = None,
    town: str | None = None,
) -> tuple[KnownAddress, ...]:
    """Addresses that agree with all that was filled in, at most `MOST_SHOWN`; a street from its beginning.

    Empty while there is neither a postcode nor two letters of a street.
    """
    sought = street_of(street)
    if not postcode and len(sought) < 2:
        return ()
    query = select(BagAddress).order_by(BagAddress.sought, BagAddress.house_number, BagAddress.addition)
    if postcode:
        query = query.where(BagAddress.postcode == postcode)
    if sought:
        query = query.where(or_(BagAddress.sought == sought, BagAddress.sought.between(sought, f"{sought}\uffff")))
    if house_number is not None:
        query = query.where(BagAddress.house_number == house_number)
    if town:
        query = query.where(func.lower(BagAddress.town) == town.lower())
    with vault.read(CASEWORK) as session:
        return tuple(_known(each) for each in session.scalars(query.limit(MOST_SHOWN)))


@requires(Act.READ_SIGNALS, CASEWORK)
def streets(vault: UnlockedVault) -> tuple[str, ...]:
    """All streets, by name; what a field of a form suggests."""
    with vault.read(CASEWORK) as session:
        return tuple(session.scalars(select(BagAddress.street).distinct().order_by(BagAddress.street)))


@requires(Act.READ_SIGNALS, CASEWORK)
def towns(vault: UnlockedVault) -> tuple[str, ...]:
    """All towns, by name."""
    with vault.read(CASEWORK) as session:
        return tuple(session.scalars(select(BagAddress.town).distinct().order_by(BagAddress.town)))


def _known(row: BagAddress) -> KnownAddress:
    return KnownAddress(row.street, row.house_number, row.addition, row.postcode, row.town, row.bag_id)
