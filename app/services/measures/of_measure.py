"""What the registers of the parts of a measure share: they hang on one file, and who may see that may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from app.rules.permissions import MEASURES, Act
from app.services.access import requires_own
from app.services.measures.properties import address_of
from app.services.records import Option, Records
from models.base import Versioned
from models.measures import Measure, Property

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from sqlalchemy import Select

M = TypeVar("M", bound=Versioned)
D = TypeVar("D", bound="DataclassInstance")

WHICH_MEASURE = "Kies het dossier."


class PartsOfMeasure(Records[M, D]):
    """A register of which each record belongs to one measure, through `measure_id`."""

    compartment = MEASURES
    read_act = Act.READ_MEASURES
    edit_act = Act.EDIT_MEASURES

    def source(self) -> Select[Any]:
        """Lists show the number of the file."""
        own: Any = self.model
        return select(own.id).join(Measure, Measure.id == own.measure_id)

    @requires_own("read_act")
    def options(self, field: str, current: D | None = None) -> tuple[Option, ...]:
        """The files, newest first."""
        if field != "measure_id":
            return ()
        newest = (
            select(Measure.id, Measure.number, Property)
            .join(Property, Property.id == Measure.property_id)
            .order_by(Measure.found_on.desc(), Measure.number.desc())
        )
        with self.vault.read(MEASURES) as session:
            return tuple(Option(key, f"{number} {address_of(item)}") for key, number, item in session.execute(newest))
