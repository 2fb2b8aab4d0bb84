"""A form with every kind of field, and an office that offers what to choose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.services.records import Option
from models.choices import Level
from ui.widgets.record.description import Field, FieldGroup, Kind


@dataclass(frozen=True, slots=True)
class Draft:
    title: str | None = None
    amount: Decimal | None = None
    day: date | None = None
    year: int | None = None
    share: int | None = None
    count: int | None = None
    fte: Decimal | None = None
    level: Level | None = None
    kind_id: int | None = None
    handler: str | None = None
    partners: tuple[str, ...] = ()
    text: str | None = None
    agreed: bool = False
    hidden: str = "blijft"


GROUPS = (
    FieldGroup(
        "Eerste",
        (
            Field("title", "Titel", required=True, wide=True, hint="Kort."),
            Field("amount", "Bedrag", Kind.AMOUNT),
            Field("day", "Datum", Kind.DATE),
            Field("year", "Jaar", Kind.YEAR),
            Field("share", "Voortgang", Kind.PERCENTAGE),
            Field("count", "Aantal", Kind.INTEGER),
            Field("fte", "Omvang", Kind.DECIMAL, unit="fte"),
        ),
    ),
    FieldGroup(
        "",
        (
            Field("level", "Niveau", Kind.CHOICE, choices=Level),
            Field("kind_id", "Type", Kind.OPTION, required=True),
            Field("handler", "Behandelaar", Kind.SUGGESTION),
            Field("partners", "Partners", Kind.LINES),
            Field("text", "Tekst", Kind.MULTILINE),
            Field("agreed", "Akkoord", Kind.BOOLEAN),
        ),
    ),
)


class Offer:
    """What the store would offer; remembers with which draft it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []
        self.kinds = [Option(1, "Witwassen"), Option(2, "Illegale gokhal")]

    def __call__(self, name: str, draft: Any) -> list[Option]:
        self.asked.append((name, draft))
        return [Option("T. Fictief", "T. Fictief")] if name == "handler" else self.kinds
