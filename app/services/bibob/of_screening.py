"""What the registers of the parts of a screening share: they hang on one file, and who may see that may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from app.rules.permissions import BIBOB, Act
from app.services.access import requires_own
from app.services.records import Option, Records
from models.base import Versioned
from models.bibob import Screening

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from sqlalchemy import Select

M = TypeVar("M", bound=Versioned)
D = TypeVar("D", bound="DataclassInstance")

WHICH_SCREENING = "Kies het Bibob-dossier."


class PartsOfScreening(Records[M, D]):
    """A register of which each record belongs to one screening, through `screening_id`."""

    compartment = BIBOB
    read_act = Act.READ_SCREENINGS
    edit_act = Act.EDIT_SCREENINGS

    def source(self) -> Select[Any]:
        """Lists show the number of the file."""
        own: Any = self.model
        return select(own.id).join(Screening, Screening.id == own.screening_id)

    @requires_own("read_act")
    def options(self, field: str, current: D | None = None) -> tuple[Option, ...]:
        """The files, newest first."""
        if field != "screening_id":
            return ()
        newest = select(Screening.id, Screening.number, Screening.subject).order_by(
            Screening.opened_on.desc(), Screening.number.desc()
        )
        with self.vault.read(BIBOB) as session:
            return tuple(Option(key, f"{number} {subject}") for key, number, subject in session.execute(newest))
