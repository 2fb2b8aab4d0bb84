"""The registers behind the document as pages: document control, callouts, performance overview and stated facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.evaluation.document_parts import evaluation_options
from app.services.evaluation.texts import Callouts, Evaluations, OverviewItems, StatedFacts
from models.choices import Classification, DocumentStatus, OverviewBlock
from ui.tokens import Tone
from ui.widgets.record.description import Column, EmptyText, Field, FieldGroup, Filter, Kind, PageDescription

if TYPE_CHECKING:
    from app.services.records import Option
    from app.vault.session import UnlockedVault

STATUS = {DocumentStatus.DRAFT: Tone.WARNING, DocumentStatus.FINAL: Tone.SUCCESS}


def _documents(vault: UnlockedVault) -> tuple[Option, ...]:
    """The documents there are."""
    return evaluation_options(vault)


_DOCUMENT = Filter("evaluation", "Evaluatie", options=_documents)
_DOCUMENT_FIELD = Field("evaluation_id", "Evaluatie over", Kind.OPTION, required=True)

CONTROL = PageDescription(
    title="Documentgegevens",
    many="evaluaties",
    icon="file-chart-column",
    intro="Wat op de titelpagina staat.",
    register=Evaluations,
    search_hint="Zoek op titel of auteur",
    columns=(
        Column("year", "Jaar", Kind.YEAR, width=6),
        Column("title", "Titel"),
        Column("edition", "Versie", width=7),
        Column("status", "Status", width=12, tones=STATUS),
        Column("dated", "Datum", Kind.DATE, width=11),
    ),
    groups=(
        FieldGroup(
            "Titelpagina",
            (
                Field("title", "Titel", required=True, wide=True),
                Field("subtitle", "Ondertitel", wide=True),
                Field("year", "Verslagjaar", Kind.YEAR, required=True),
                Field("author", "Auteur"),
                Field("dated", "Datum", Kind.DATE),
                Field("edition", "Versie"),
            ),
        ),
        FieldGroup(
            "Beheer",
            (
                Field(
                    "status",
                    "Status",
                    Kind.CHOICE,
                    choices=DocumentStatus,
                    read_only=True,
                    hint="Een concept krijgt een watermerk. Definitief maken doet u bij het document.",
                ),
                Field(
                    "classification",
                    "Rubricering",
                    Kind.CHOICE,
                    choices=Classification,
                    required=True,
                    hint="Staat op elke pagina.",
                ),
            ),
        ),
    ),
    empty=EmptyText("Nog geen evaluatie", "Maak de evaluatie van een jaar; daarna schrijft u de hoofdstukken."),
)

CALLOUTS = PageDescription(
    title="Kaders",
    icon="info",
    intro="Bevindingen die in een kader naast de tekst staan.",
    register=Callouts,
    search_hint="Zoek op titel of tekst",
    columns=(Column("title", "Kader"),),
    filters=(_DOCUMENT,),
    groups=(
        FieldGroup(
            "",
            (
                _DOCUMENT_FIELD,
                Field("title", "Titel", required=True, hint="Onder deze naam plaatst u het kader in een hoofdstuk."),
                Field("text", "Tekst", Kind.MULTILINE, required=True, rows=9),
                Field(
                    "claims",
                    "Aantallen die dit kader noemt",
                    Kind.COUNTS,
                    rows=4,
                    hint="Eén per regel: casustype, dubbele punt, aantal. Het programma vergelijkt ze met Tabel 1.",
                ),
            ),
        ),
    ),
    empty=EmptyText("Nog geen kaders", "Licht een bevinding uit en plaats het kader daarna in een hoofdstuk."),
)

OVERVIEW = PageDescription(
    title="Prestatieoverzicht",
    many="overzichtsregels",
    icon="target",
    intro="De resultaten op de overzichtspagina, in vier blokken.",
    register=OverviewItems,
    search_hint="Zoek op resultaat",
    columns=(Column("block", "Blok", width=20), Column("text", "Resultaat")),
    filters=(_DOCUMENT, Filter("block", "Blok", choices=OverviewBlock)),
    groups=(
        FieldGroup(
            "",
            (
                _DOCUMENT_FIELD,
                Field("block", "Blok", Kind.CHOICE, choices=OverviewBlock, required=True),
                Field("text", "Resultaat", required=True, wide=True),
                Field("position", "Volgorde in het blok", Kind.INTEGER, hint="Leeg: achteraan."),
                Field("instrument_id", "Instrument", Kind.OPTION, hint="Om de status mee te vergelijken."),
            ),
        ),
    ),
    empty=EmptyText("Nog geen resultaten", "Zet hier wat is bereikt; de aantallen casussen komen uit Tabel 1."),
)

FACTS = PageDescription(
    title="Feiten",
    icon="tags",
    intro="Cijfers die de tekst noemt en die geen ander register bevat.",
    register=StatedFacts,
    search_hint="Zoek op naam of waarde",
    columns=(Column("name", "Naam"), Column("value", "Waarde", width=30)),
    filters=(_DOCUMENT,),
    groups=(
        FieldGroup(
            "",
            (
                _DOCUMENT_FIELD,
                Field("name", "Naam", required=True, hint="In de tekst: [[getal naam]], of [[lip_…]] voor het LIP."),
                Field(
                    "value", "Waarde", required=True, wide=True, hint="Zoals het gedrukt wordt, bijvoorbeeld 400 kg."
                ),
                Field("source", "Bron", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    empty=EmptyText("Nog geen feiten", "Noem een cijfer één keer, met de bron, en gebruik het in elke tekst als veld."),
)

REGISTERS = (CONTROL, CALLOUTS, OVERVIEW, FACTS)
