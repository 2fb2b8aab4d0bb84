"""Opening a package: is it for us, whole, signed by who we know, and could what is in it be stored at all?

Nothing is believed before that, and nothing is stored here. The record as it is understood has the values of this
vault: a case type goes by its name here, and a pointer leads to the random id of a record.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.errors import Invalid
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.packages import letter as letters
from app.services.packages.cards import trusted
from app.services.packages.gathering import TYPE_COLUMN, compared
from app.services.packages.kinds import Travelling, kind_named, target_of
from app.services.packages.letter import Letter, Sent
from app.services.packages.own import own_pairs
from app.services.packages.values import names_in, stored
from app.vault.packages.parcel import LARGEST, PIECE, Parcel, opened, read_head
from app.vault.primitives.strict_json import NotStrict
from app.vault.store.schema import head
from models.choices import CountingUnit, Level

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Column

    from app.services.packages.values import Value
    from app.vault.progress import Progress
    from app.vault.session import UnlockedVault

_ID = re.compile(r"[0-9a-f]{32}")
_NOT_OURS = "De inhoud van dit pakket is niet te begrijpen: {}. Er is niets opgeslagen."
_OTHER_VAULT = "Dit pakket is voor een andere kluis verzegeld; alleen die kan het openen. Er is niets opgeslagen."
_OWN = "Dit pakket komt uit deze kluis zelf. Er is niets opgeslagen."
_NO_CARD = (
    "Van de gever van dit pakket is hier geen visitekaartje. Neem eerst het kaartje op en vergelijk de vingerafdruk. "
    "Er is niets opgeslagen."
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A record that arrived: its kind, as it was sent, and its fields as columns hold them; pointers are random ids."""

    kind: Travelling
    sent: Sent
    columns: dict[str, Any]
    pointers: dict[str, str]

    @property
    def id(self) -> str:
        """Its random id."""
        return self.sent.id


@dataclass(frozen=True, slots=True)
class OpenPackage:
    """A package that may be taken in: the file's hash, who gave it (by the card), and what is in it."""

    parcel: Parcel
    sha256: str
    partner: str
    letter: Letter
    records: tuple[Understood, ...]


@requires(Act.RECEIVE_CASES, CASEWORK)
@contextlib.contextmanager
def open_package(vault: UnlockedVault, path: Path, progress: Progress) -> Iterator[OpenPackage]:
    """Open a package for as long as the block lasts; Invalid (field "file") or NewerProgram says why it is refused."""
    with _explained(path), path.open("rb") as stream:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise Invalid({"file": f"‘{path.name}’ is geen bestand."})
        if facts.st_size > 2 * LARGEST:
            raise Invalid({"file": f"‘{path.name}’ is veel te groot voor een pakket."})
        head_of_file = read_head(stream)
        if head_of_file.vault != vault.roster.vault_id:
            raise Invalid({"file": _OTHER_VAULT})
        known = _Known(vault)
        progress("Pakket openen", None)
        parcel = opened(
            stream,
            head_of_file,
            length=facts.st_size,
            compartment=vault.compartment(CASEWORK).name,
            inbox=own_pairs(vault),
            sign_key_of=known.sign_key,
        )
        letter = letters.read(parcel.letter, head(CASEWORK))
        records = understood(letter, parcel)
        yield OpenPackage(parcel, _hash(stream, facts.st_size, progress), known.partner, letter, records)


class _Known:
    """Whose signature counts here; `partner` is who it turned out to be."""

    def __init__(self, vault: UnlockedVault) -> None:
        self._vault = vault
        self._own = (vault.roster.vault_id, vault.compartment(CASEWORK).name)
        self.partner = ""

    def sign_key(self, giver: str, compartment: str) -> bytes:
        """By the card of the giver; Invalid when there is none."""
        if (giver, compartment) == self._own:
            raise Invalid({"file": _OWN})
        with self._vault.compartment(CASEWORK).read() as session:
            card = trusted(session, giver, compartment)
        if card is None:
            raise Invalid({"file": _NO_CARD})
        self.partner = f"{card.municipality} ({card.checked_with})"
        return card.sign_key


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or "onbekende oorzaak"
        raise Invalid({"file": f"‘{path.name}’ kan niet worden gelezen ({reason})."}) from error


def _hash(stream: Any, size: int, progress: Progress) -> str:  # noqa: ANN401 - a binary file
    state, done = hashlib.sha256(), 0
    stream.seek(0)
    while piece := stream.read(PIECE):
        state.update(piece)
        done += len(piece)
        progress("Pakket lezen", done / size if size else None)
    return state.hexdigest()


def understood(letter: Letter, parcel: Parcel) -> tuple[Understood, ...]:
    """The records of a letter, each as this vault could hold it; raises Invalid (field "file")."""
    try:
        records = understood_records(letter)
        _check_parcel(letter, records, parcel)
    except NotStrict as error:
        raise Invalid({"file": _NOT_OURS.format(error)}) from error
    return records


def understood_records(letter: Letter) -> tuple[Understood, ...]:
    """The records, whatever file they came in; raises NotStrict."""
    known = ({each.value for each in Level}, {each.value for each in CountingUnit})
    if any(each.level not in known[0] or each.counting_unit not in known[1] for each in letter.types):
        raise NotStrict("een casustype heeft een waarde die deze kluis niet kent")
    records = tuple(_understood(each, letter) for each in letter.records)
    kinds = {each.id: each.kind.name for each in records}
    for each in records:
        for name, target in each.pointers.items():
            if kinds.get(target, target_of(each.kind.table.c[name])) != target_of(each.kind.table.c[name]):
                raise NotStrict("een verwijzing leidt naar iets van een andere soort")
    return records


def _understood(sent: Sent, letter: Letter) -> Understood:
    kind = kind_named(sent.kind)
    if kind is None:
        raise NotStrict("een gegeven is van een soort die deze kluis niet kent")
    columns = {column.name: column for column in kind.columns}
    if not sent.values.keys() <= columns.keys() | kind.lists.keys():
        raise NotStrict("een gegeven heeft een veld dat deze kluis niet kent")
    if not sent.made.keys() <= compared(kind, sent.values).keys():
        raise NotStrict("een wijziging hoort bij een veld dat niet wijzigt")
    names = {each.name for each in letter.types}
    if TYPE_COLUMN in columns and sent.values.get(TYPE_COLUMN) not in names:
        raise NotStrict("het type van een casus is niet uitgelegd")
    plain = [each for name, each in columns.items() if name != TYPE_COLUMN and target_of(each) is None]
    values = {each.name: stored(each, sent.values.get(each.name)) for each in plain}
    values |= {name: names_in(name, sent.values.get(name, [])) for name in kind.lists}
    leading = [(each, sent.values.get(name)) for name, each in columns.items() if target_of(each) is not None]
    pointers = {each.name: _pointer(each, value) for each, value in leading}
    return Understood(kind, sent, values, {name: each for name, each in pointers.items() if each is not None})


def _pointer(column: Column[Any], value: Value) -> str | None:
    """The random id to which a column leads."""
    if value is None and column.nullable:
        return None
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise NotStrict("een verwijzing ontbreekt of heeft niet de vereiste vorm")
    return value


def _check_parcel(letter: Letter, records: tuple[Understood, ...], parcel: Parcel) -> None:
    said = (letter.package, letter.sender.vault, letter.sender.compartment)
    if said != (parcel.head.package, parcel.cover.giver, parcel.cover.compartment):
        raise NotStrict("de brief hoort bij een ander pakket")
    files = {
        each.id: (each.columns["size"], each.columns["sha256"]) for each in records if each.kind.name == "attachment"
    }
    if len(letter.files) != len(parcel.cover.files):
        raise NotStrict("het aantal bijlagen klopt niet")
    for key, enclosed in zip(letter.files, parcel.cover.files, strict=True):
        if files.get(key) != (enclosed.size, enclosed.sha256):
            raise NotStrict("een bijlage is een andere dan gezegd")
