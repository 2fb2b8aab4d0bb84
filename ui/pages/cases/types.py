"""The managed lists behind the cases: their types and the templates they begin with."""

from __future__ import annotations

from app.services.casework.case_types import CaseTypes
from app.services.casework.templates import CaseTemplates
from models.choices import CountingUnit, Level, Phenomenon
from ui.widgets.record.description import Column, EmptyText, Field, FieldGroup, Filter, Kind, PageDescription

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

TEMPLATES = PageDescription(
    title="Sjablonen",
    many="casussjablonen",
    icon="layout-template",
    intro="Waarmee een casus van een type begint: de vaste taken en teksten.",
    register=CaseTemplates,
    search_hint="Zoek op naam of type",
    columns=(
        Column("name", "Sjabloon"),
        Column("case_type", "Voor het type", width=30, extra=True),
        Column("theme", "Thema", width=24, extra=True),
    ),
    filters=(Filter("theme", "Thema", choices=Phenomenon, unknown=True),),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Naam", required=True, wide=True),
                Field("case_type_id", "Voor het type", Kind.OPTION, wide=True, hint="Leeg: voor elk type."),
                Field("theme", "Thema", Kind.CHOICE, choices=Phenomenon),
                Field(
                    "tasks",
                    "Standaardtaken",
                    Kind.COUNTS,
                    rows=6,
                    wide=True,
                    hint="Eén taak per regel, met achter een dubbele punt het aantal dagen na de start van de casus.",
                ),
                Field("description", "Omschrijving", Kind.MULTILINE, rows=4),
                Field("approach", "Plan van aanpak", Kind.MULTILINE, rows=6),
            ),
        ),
    ),
    empty=EmptyText("Nog geen sjablonen", "Leg vast welke taken en teksten bij een type casus horen."),
)
