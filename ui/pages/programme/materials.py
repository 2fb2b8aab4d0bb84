"""The pages of what resilience is worked on with, and of who pays a programme."""

from __future__ import annotations

from app.services.programme.contributions import Contributions
from app.services.programme.materials import Materials, PracticeExamples
from models.choices import FundingSource, Phenomenon
from models.programme.choices import MaterialKind
from ui.widgets.record.description import Column, EmptyText, Field, FieldGroup, Filter, Kind, PageDescription

MATERIALS = PageDescription(
    title="Materiaal",
    many="materialen",
    icon="layout-template",
    intro="Signaalboekjes, folders en films: voor wie, hoeveel er zijn en uit welk geld.",
    register=Materials,
    search_hint="Zoek op naam, doelgroep of toelichting",
    columns=(
        Column("year", "Jaar", Kind.YEAR, width=6),
        Column("name", "Materiaal"),
        Column("kind", "Soort", width=18, extra=True),
        Column("audience", "Doelgroep", width=24, extra=True),
        Column("copies", "Aantal", Kind.INTEGER, width=8),
        Column("handed_out", "Uitgedeeld", Kind.INTEGER, width=10, extra=True),
    ),
    filters=(Filter("kind", "Soort", choices=MaterialKind),),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Naam", required=True, wide=True),
                Field("kind", "Soort", Kind.CHOICE, choices=MaterialKind, required=True),
                Field("year", "Jaar", Kind.YEAR, required=True),
                Field("audience", "Doelgroep", wide=True),
                Field("copies", "Aantal", Kind.INTEGER, hint="Leeg is onbekend."),
                Field("handed_out", "Uitgedeeld", Kind.INTEGER, hint="Leeg is onbekend."),
                Field("revise_on", "Herzien uiterlijk", Kind.DATE),
                Field("budget_line_id", "Begrotingspost", Kind.OPTION, wide=True),
                Field("note", "Toelichting", Kind.MULTILINE, rows=4),
            ),
        ),
    ),
    empty=EmptyText("Nog geen materiaal", "Leg het eerste signaalboekje, de eerste folder of film vast."),
)

EXAMPLES = PageDescription(
    title="Praktijkvoorbeelden",
    icon="info",
    intro="Wat er gebeurde, zo verteld dat niemand te herkennen is. Voor presentaties en trainingen.",
    register=PracticeExamples,
    search_hint="Zoek op titel, verhaal of les",
    columns=(
        Column("title", "Voorbeeld"),
        Column("theme", "Thema", width=24, extra=True),
        Column("year", "Jaar", Kind.YEAR, width=6, extra=True),
        Column("checked_by", "Nagekeken door", width=18),
        Column("checked_on", "Op", Kind.DATE, width=10, extra=True),
    ),
    filters=(Filter("theme", "Thema", choices=Phenomenon, unknown=True),),
    groups=(
        FieldGroup(
            "",
            (
                Field("title", "Titel", required=True, wide=True),
                Field("theme", "Thema", Kind.CHOICE, choices=Phenomenon),
                Field("year", "Jaar", Kind.YEAR, hint="Leeg als ook het jaar iemand zou verraden."),
                Field(
                    "text",
                    "Wat er gebeurde",
                    Kind.MULTILINE,
                    required=True,
                    rows=6,
                    hint="Geen namen, adressen, kentekens of nummers.",
                ),
                Field("lesson", "Wat ervan te leren is", Kind.MULTILINE, rows=3),
                Field("checked_by", "Nagekeken door", hint="De functie van wie nakeek of niemand te herkennen is."),
                Field("checked_on", "Nagekeken op", Kind.DATE),
            ),
        ),
    ),
    empty=EmptyText("Nog geen praktijkvoorbeelden", "Vertel het eerste voorbeeld zo dat niemand te herkennen is."),
)

CONTRIBUTIONS = PageDescription(
    title="Bijdragen",
    icon="wallet",
    intro="Wie wat betaalt aan een programma, per jaar. Eigen middelen zijn het eigen aandeel.",
    register=Contributions,
    search_hint="Zoek op partij, toelichting of programma",
    columns=(
        Column("year", "Jaar", Kind.YEAR, width=6),
        Column("party", "Wie betaalt"),
        Column("source", "Bron", width=24, extra=True),
        Column("programme", "Programma", width=26, extra=True),
        Column("amount", "Bedrag", Kind.AMOUNT, width=12),
    ),
    filters=(Filter("source", "Bron", choices=FundingSource),),
    groups=(
        FieldGroup(
            "",
            (
                Field("programme_id", "Programma", Kind.OPTION, required=True, wide=True),
                Field("party", "Wie betaalt", required=True, wide=True),
                Field("source", "Bron", Kind.CHOICE, choices=FundingSource, required=True),
                Field("year", "Jaar", Kind.YEAR, required=True),
                Field("amount", "Bedrag", Kind.AMOUNT, hint="Leeg is onbekend."),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    empty=EmptyText("Nog geen bijdragen", "Leg vast wie in welk jaar wat aan het programma betaalt."),
)

REGISTERS = (MATERIALS, EXAMPLES, CONTRIBUTIONS)
"""What resilience is worked on with, and who pays a programme."""
