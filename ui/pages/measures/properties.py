"""Properties on screen: the address, earlier findings there, and everything that is known of it in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_short_date
from app.services.measures.past import property_past
from app.services.measures.properties import Findings, Properties
from models.choices import Secrecy
from models.measures.choices import PremisesKind, Substance
from ui.pages.measures.reading import ReadingSheet, boxed
from ui.tokens import Tone
from ui.widgets.parts import label
from ui.widgets.record.description import (
    Column,
    EmptyText,
    Field,
    FieldGroup,
    Filter,
    Kind,
    PageDescription,
    Part,
    Sheet,
)
from ui.widgets.tables.plain_table import Cell, PlainTable
from ui.widgets.told import Told

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from ui.widgets.page import PageContext

_CASES_LEFT_OUT = "Signalen en casussen op dit adres staan er niet bij: u hebt geen toegang tot de casuïstiek."


class PastSheet(ReadingSheet):
    """What happened at a property, oldest first."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("Historie van het pand")
        self._vault = context.vault

    def fill(self, body: QVBoxLayout, key: int) -> None:
        """As things are now, as far as the keys of this user go."""
        past = property_past(self._vault, key)
        if not past.events:
            body.addWidget(label("Van dit pand is nog niets vastgelegd.", "muted", wrap=True))
        else:
            table = PlainTable("Historie van het pand", ("Datum", "Soort", "Wat"), (11, 20, 0))
            table.show_rows(
                [
                    (str(at), (Cell(format_short_date(each.day)), Cell(each.what), Cell(each.text)))
                    for at, each in enumerate(past.events)
                ]
            )
            body.addWidget(boxed(table))
        if not past.cases_shown:
            body.addWidget(Told([(Tone.NEUTRAL, _CASES_LEFT_OUT)]))


FINDINGS = PageDescription(
    title="Eerdere constateringen",
    icon="search",
    intro="Wat hier eerder is geconstateerd zonder dossier in Bolwerk; het telt mee op de ladder.",
    register=Findings,
    classification=Secrecy.POLICE,
    columns=(
        Column("property", "Pand"),
        Column("found_on", "Datum", Kind.DATE, width=10),
        Column("substance", "Aangetroffen", width=27),
        Column("nth", "Hoeveelste", Kind.INTEGER, width=9),
        Column("source", "Bron", extra=True),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("property_id", "Pand", Kind.OPTION, required=True, wide=True),
                Field("found_on", "Geconstateerd op", Kind.DATE, required=True),
                Field("substance", "Aangetroffen", Kind.CHOICE, choices=Substance, required=True),
                Field("nth", "Hoeveelste constatering", Kind.INTEGER, hint="Zoals de bron het noemt."),
                Field("source", "Bron"),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    empty=EmptyText("Nog geen eerdere constateringen", "Leg vast wat er vóór de eerste maatregel hier is gevonden."),
)

PROPERTIES = PageDescription(
    title="Panden",
    icon="house",
    intro="Elk adres één keer, met alles wat daar is geconstateerd en besloten.",
    register=Properties,
    search_hint="Zoek op adres, postcode of eigenaar",
    classification=Secrecy.POLICE,
    columns=(
        Column("address", "Adres"),
        Column("postcode", "Postcode", width=9, extra=True),
        Column("kind", "Soort", width=33),
        Column("owner", "Eigenaar", width=24, extra=True),
    ),
    filters=(Filter("kind", "Soort", choices=PremisesKind),),
    groups=(
        FieldGroup(
            "",
            (
                Field("street", "Straat", required=True),
                Field("house_number", "Huisnummer", Kind.INTEGER, required=True),
                Field("addition", "Toevoeging", hint="Bijvoorbeeld a of 2."),
                Field("postcode", "Postcode", hint="Bijvoorbeeld 2671 AB."),
                Field("place", "Plaats", required=True),
                Field("kind", "Soort object", Kind.CHOICE, choices=PremisesKind, required=True),
                Field("bag_id", "BAG-id", hint="Zestien cijfers."),
                Field("owner", "Eigenaar"),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    parts=(
        Part(FINDINGS, "property_id", hidden=("property",)),
        Sheet("past", "Historie", PastSheet),
    ),
    empty=EmptyText("Nog geen panden", "Leg het adres vast waar iets is geconstateerd."),
)
