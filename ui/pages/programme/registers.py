"""The pages of the programme: instruments, goals, year plan, resilience sessions and programmes of several years."""

from __future__ import annotations

from app.services.programme.registers import Activities, Goals, Instruments, Programmes, Sessions
from models.choices import ActivityStatus, AdoptingBody, InstrumentStatus, ResilienceKind, SessionForm
from ui import tones
from ui.pages.programme.funding import FundingSheet
from ui.pages.programme.materials import CONTRIBUTIONS
from ui.pages.programme.on_the_way import BARRIERS, MILESTONES
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

INSTRUMENTS = PageDescription(
    title="Instrumenten",
    icon="scroll-text",
    intro="Beleidsregels, verordeningen en bevoegdheden, met wanneer zij zijn vastgesteld en in werking traden.",
    register=Instruments,
    search_hint="Zoek op naam, grondslag of toelichting",
    columns=(
        Column("name", "Instrument"),
        Column("adopted_by", "Vastgesteld door", width=16, extra=True),
        Column("adopted_on", "Vastgesteld", Kind.DATE, width=11, extra=True),
        Column("in_force_from", "In werking", Kind.DATE, width=11),
        Column("status", "Status", width=17, tones=tones.INSTRUMENT),
        Column("review_on", "Herzien", Kind.DATE, width=10, extra=True),
    ),
    filters=(
        Filter("status", "Status", choices=InstrumentStatus),
        Filter("adopted_by", "Orgaan", choices=AdoptingBody, unknown=True),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Naam", required=True, wide=True),
                Field("legal_basis", "Grondslag", wide=True, hint="Bijvoorbeeld: artikel 2:80 APV 2019."),
                Field("status", "Status", Kind.CHOICE, choices=InstrumentStatus, required=True),
                Field("adopted_by", "Vastgesteld door", Kind.CHOICE, choices=AdoptingBody),
                Field("adopted_on", "Vastgesteld op", Kind.DATE),
                Field("in_force_from", "In werking vanaf", Kind.DATE),
                Field("review_on", "Herzien uiterlijk", Kind.DATE),
                Field("position", "Volgorde", Kind.INTEGER, hint="Leeg: achteraan."),
                Field("applied_to", "Toegepast bij", Kind.MULTILINE, rows=3, hint="Eén toepassing per regel."),
                Field("note", "Toelichting", Kind.MULTILINE, rows=4),
            ),
        ),
    ),
    empty=EmptyText("Nog geen instrumenten", "Leg het eerste beleid of de eerste bevoegdheid vast."),
)

GOALS = PageDescription(
    title="Doelen",
    icon="target",
    intro="Wat de gemeente zich voornam, en in welk document.",
    register=Goals,
    search_hint="Zoek op naam, bron of tekst",
    columns=(
        Column("name", "Doel"),
        Column("source", "Bron", width=40, extra=True),
        Column("horizon", "Tot en met", Kind.YEAR, width=9),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Naam", required=True, wide=True),
                Field("source", "Bron", hint="Het document waarin het doel staat."),
                Field("horizon", "Tot en met", Kind.YEAR),
                Field("text", "Omschrijving", Kind.MULTILINE, required=True, rows=8),
            ),
        ),
    ),
    empty=EmptyText("Nog geen doelen", "Doelen krijgen in de evaluatie een eigen kader."),
)

ACTIVITIES = PageDescription(
    title="Activiteiten",
    icon="calendar-days",
    intro="Wat voor dit jaar was gepland, wat is gedaan en wat is doorgeschoven.",
    register=Activities,
    search_hint="Zoek op activiteit, eigenaar of reden",
    columns=(
        Column("year", "Jaar", Kind.YEAR, width=6),
        Column("chapter", "Hoofdstuk", width=9, extra=True),
        Column("name", "Activiteit"),
        Column("owner", "Eigenaar", width=18, extra=True),
        Column("goal", "Doel", width=16, extra=True),
        Column("status", "Status", width=15, tones=tones.ACTIVITY),
        Column("moved_to", "Naar", Kind.YEAR, width=6, extra=True),
    ),
    filters=(
        Filter("status", "Status", choices=ActivityStatus),
        Filter("goal_id", "Doel", options=lambda vault: Activities(vault).options("goal_id"), unknown=True),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Activiteit", required=True, wide=True),
                Field("year", "Jaar", Kind.YEAR, required=True),
                Field("chapter", "Hoofdstuk", hint="In de evaluatie, bijvoorbeeld 2.3."),
                Field("status", "Status", Kind.CHOICE, choices=ActivityStatus, required=True),
                Field("owner", "Eigenaar", hint="Een functie, geen naam."),
                Field("starts_on", "Start", Kind.DATE),
                Field("goal_id", "Doel", Kind.OPTION, hint="Het doel dat ermee wordt gediend."),
                Field("moved_to", "Doorgeschoven naar", Kind.YEAR),
                Field("reason", "Reden van doorschuiven", Kind.MULTILINE, rows=2),
                Field("note", "Toelichting", Kind.MULTILINE, rows=4),
            ),
        ),
    ),
    empty=EmptyText("Nog geen activiteiten", "Zet het jaarplan hier: één activiteit per regel."),
)

SESSIONS = PageDescription(
    title="Weerbaarheid",
    many="bijeenkomsten",
    icon="users",
    intro="Presentaties, trainingen en bijeenkomsten, voor het bestuur en voor de samenleving.",
    register=Sessions,
    search_hint="Zoek op doelgroep, thema of toelichting",
    columns=(
        Column("year", "Jaar", Kind.YEAR, width=6),
        Column("held_on", "Datum", Kind.DATE, width=10, extra=True),
        Column("form", "Vorm", width=15),
        Column("audience", "Doelgroep"),
        Column("kind", "Soort", width=15, extra=True),
        Column("attendants", "Deelnemers", Kind.INTEGER, width=10, extra=True),
    ),
    filters=(
        Filter("kind", "Soort", choices=ResilienceKind),
        Filter("form", "Vorm", choices=SessionForm),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("audience", "Doelgroep", required=True, wide=True),
                Field("form", "Vorm", Kind.CHOICE, choices=SessionForm, required=True),
                Field("kind", "Weerbaarheid", Kind.CHOICE, choices=ResilienceKind, required=True),
                Field("year", "Jaar", Kind.YEAR, required=True),
                Field("held_on", "Datum", Kind.DATE, hint="Leeg als de dag onbekend is."),
                Field("theme", "Thema", wide=True),
                Field("attendants", "Aantal deelnemers", Kind.INTEGER, hint="Leeg is onbekend."),
                Field("team", "Team", hint="Eigen team, als de bijeenkomst voor één team was."),
                Field("speaker", "Spreker"),
                Field("score", "Waardering", Kind.INTEGER, hint="Van 1 tot en met 10."),
                Field("costs", "Kosten", Kind.AMOUNT, hint="Leeg is onbekend."),
                Field("follow_up", "Vervolg", Kind.MULTILINE, rows=2),
                Field("note", "Toelichting", Kind.MULTILINE, rows=4),
            ),
        ),
    ),
    empty=EmptyText("Nog geen bijeenkomsten", "Leg de eerste presentatie, training of bijeenkomst vast."),
)

PROGRAMMES = PageDescription(
    title="Programma’s",
    icon="handshake",
    intro="Programma’s van meer jaren, met partners en wie betaalt.",
    register=Programmes,
    search_hint="Zoek op naam, partner of verstrekker",
    columns=(
        Column("name", "Programma"),
        Column("from_year", "Van", Kind.YEAR, width=6),
        Column("to_year", "Tot en met", Kind.YEAR, width=9),
        Column("grant", "Bijdrage", Kind.AMOUNT, width=12),
        Column("granted_by", "Verstrekt door", width=22, extra=True),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Naam", required=True, wide=True),
                Field("from_year", "Eerste jaar", Kind.YEAR, required=True),
                Field("to_year", "Laatste jaar", Kind.YEAR, required=True),
                Field("partners", "Partners", Kind.MULTILINE, rows=3, hint="Eén partner per regel."),
                Field("goals", "Doelen", Kind.MULTILINE, rows=4, hint="Eén doel per regel."),
            ),
        ),
        FieldGroup(
            "Geld",
            (
                Field("grant", "Bijdrage", Kind.AMOUNT),
                Field("granted_by", "Verstrekt door"),
                Field("regional_grant", "Bijdrage aan de regio", Kind.AMOUNT),
                Field("national_fund", "Landelijk fonds", Kind.AMOUNT),
                Field("note", "Toelichting", Kind.MULTILINE, rows=4),
            ),
        ),
    ),
    parts=(
        Part(MILESTONES, "programme_id", hidden=("programme",)),
        Part(BARRIERS, "programme_id", hidden=("programme",)),
        Part(CONTRIBUTIONS, "programme_id", hidden=("programme",)),
        Sheet("funding", "Financiering", FundingSheet),
    ),
    empty=EmptyText("Nog geen programma’s", "Leg het eerste programma met partners vast."),
)
