"""What a kind of file must tell to have letters made of it; screenings and measures each do so in their own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from app.services.letters.filling import Value
from models.letter_choices import LetterKind

if TYPE_CHECKING:
    from app.rules.permissions import Act
    from app.vault.session import UnlockedVault

MAYOR = "de burgemeester"
COLLEGE = "het college van burgemeester en wethouders"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a letter may go to; the address has a line for each line on the envelope, None is unknown."""

    name: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a file knows for one kind of letter of one day.

    `fields` has text, or rows for a list; what is unknown is left out. `notes` are what the maker should look at.
    `hindrance` says why this letter does not fit the file as it stands, with the article, None when it does.
    """

    number: str
    fields: Mapping[str, Value]
    recipients: tuple[Recipient, ...] = ()
    body: str = MAYOR
    ground: str | None = None
    notes: tuple[str, ...] = ()
    hindrance: str | None = None


class LetterSource(Protocol):
    """The files of one compartment, as letters see them.

    `letter` and `export` are the tables of `models.letters` in that compartment, `file_key` the column of `letter` that
    names the file, `subject_kind` what the log calls a file.
    """

    vault: UnlockedVault
    compartment: str
    read_act: Act
    edit_act: Act
    subject_kind: str
    file_key: str
    letter: type[Any]
    export: type[Any]

    def facts(self, file_id: int, kind: LetterKind, day: date) -> LetterFacts:
        """What the file says for this kind of letter; NotFound when the file is gone."""


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """What the maker of a letter enters. `address` has lines; `intended` is what is intended, where a kind asks it."""

    kind: LetterKind
    dated: date | None = None
    recipient: str | None = None
    address: str | None = None
    body: str | None = None
    ground: str | None = None
    reason: str | None = None
    intended: str | None = None


@dataclass(frozen=True, slots=True)
class FilledField:
    """One field of a letter as it would be printed; `where` says where to fill in what is unknown."""

    name: str
    label: str
    shown: str
    known: bool
    required: bool
    where: str


@dataclass(frozen=True, slots=True)
class PreparedLetter:
    """A letter that may be made: the Word file, and what goes with it. `file_id` is the file it belongs to."""

    file_id: int
    number: str
    draft: LetterDraft
    docx: bytes
    template: str
    template_sha256: str


@dataclass(frozen=True, slots=True)
class LetterLook:
    """A letter before it is made: every field, what is missing (a message per field), and what to look at."""

    fields: tuple[FilledField, ...]
    missing: Mapping[str, str]
    notes: tuple[str, ...]
    values: Mapping[str, Value] = field(default_factory=dict)


def title_of(kind: LetterKind, number: str) -> str:
    """How a letter is called, with the number of its file."""
    return f"{kind.label[0].upper()}{kind.label[1:]}, {number}"
