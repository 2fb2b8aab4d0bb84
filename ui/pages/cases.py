"""The pages of the casework: cases and the managed list of their types."""

from __future__ import annotations

from app.services.casework.case_types import CaseTypes
from app.services.casework.cases import Cases
from models.choices import CaseOrigin, CaseStatus, Classification, ClosingReason, CountingUnit, Level, Phenomenon
from ui import tones
from ui.widgets.record.description import Column, EmptyText, Field, FieldGroup, Filter, Kind, PageDescription

CASES = PageDescription(
    title="Casussen",
    icon="briefcase",
    intro="Wat is opgepakt, door wie, hoe het afliep en in welk jaar het telt.",
    register=Cases,
    search_hint="Zoek op nummer, titel, type, behandelaar of locatie",
    classification=Classification.CONFIDENTIAL,
    columns=(
        Column("number", "Nummer", width=12),
        Column("title", "Titel"),
        Column("case_type", "Type", width=28, extra=True),
        Column("status", "Status", width=16, tones=tones.CASE),
        Column("opened_on", "Gestart", Kind.DATE, width=10, extra=True),
        Column("counted_year", "Telt in", Kind.YEAR, width=6, extra=True),
        Column("handler", "Behandelaar", width=16, extra=True),
    ),
    filters=(
        Filter("status", "Status", choices=CaseStatus),
        Filter("level", "Niveau", choices=Level),
        Filter("theme", "Thema", choices=Phenomenon, unknown=True),
    ),
    groups=(
        FieldGroup(
            "Casus",
            (
                Field("title", "Titel", required=True, wide=True, hint="Kort en zonder namen van personen."),
                Field("case_type_id", "Type", Kind.OPTION, required=True, wide=True),
                Field("level", "Niveau", Kind.CHOICE, choices=Level, hint="Leeg: het niveau van het type."),
                Field("theme", "Thema", Kind.CHOICE, choices=Phenomenon),
                Field("status", "Status", Kind.CHOICE, choices=CaseStatus, required=True),
                Field("handler", "Behandelaar", Kind.SUGGESTION),
                Field("opened_on", "Startdatum", Kind.DATE, required=True),
                Field("origin", "Herkomst", Kind.CHOICE, choices=CaseOrigin),
                Field("location", "Locatie", wide=True),
                Field("partners", "Partners", Kind.LINES, rows=3, hint="Eén organisatie per regel."),
                Field("description", "Omschrijving", Kind.MULTILINE, rows=5),
            ),
        ),
        FieldGroup(
            "Afronding",
            (
                Field("closed_on", "Afgesloten op", Kind.DATE),
                Field("closing_reason", "Reden van afsluiten", Kind.CHOICE, choices=ClosingReason),
                Field("result", "Resultaat", Kind.MULTILINE, rows=3),
            ),
        ),
        FieldGroup(
            "Telling en nummers",
            (
                Field("counted_year", "Telt in het jaar", Kind.YEAR, hint="Leeg zolang dat niet is bepaald."),
                Field("counting_unit", "Eén telling is een", Kind.CHOICE, choices=CountingUnit),
                Field("number", "Casusnummer", read_only=True, hint="Wordt bij het opslaan gegeven."),
                Field("external_number", "Extern zaaknummer"),
            ),
        ),
    ),
    empty=EmptyText("Nog geen casussen", "Registreer de eerste casus. Casussen voeden Tabel 1 van de evaluatie."),
)

CASE_TYPES = PageDescription(
    title="Casustypen",
    icon="tags",
    intro="De regels van Tabel 1, met de andere namen waaronder een type bekendstaat.",
    register=CaseTypes,
    search_hint="Zoek op naam",
    columns=(
        Column("position", "Plaats", Kind.INTEGER, width=6),
        Column("name", "Type"),
        Column("level", "Niveau", width=20, extra=True),
        Column("counting_unit", "Telt per", width=12, extra=True),
        Column("active_from", "Vanaf", Kind.YEAR, width=6),
        Column("active_to", "Tot en met", Kind.YEAR, width=9),
    ),
    filters=(Filter("level", "Niveau", choices=Level),),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Naam", required=True, wide=True),
                Field("level", "Niveau", Kind.CHOICE, choices=Level, required=True),
                Field("counting_unit", "Eén telling is een", Kind.CHOICE, choices=CountingUnit, required=True),
                Field("active_from", "Eerste jaar", Kind.YEAR),
                Field("active_to", "Laatste jaar", Kind.YEAR, hint="Vul dit in om een type te beëindigen."),
                Field("position", "Plaats in de tabel", Kind.INTEGER),
                Field("aliases", "Andere namen", Kind.LINES, rows=4, hint="Eén naam per regel."),
            ),
        ),
    ),
    empty=EmptyText("Nog geen casustypen", "Voeg de typen toe die in Tabel 1 een eigen regel krijgen."),
)
