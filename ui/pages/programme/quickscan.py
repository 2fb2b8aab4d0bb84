"""The pages of the quickscan: recommendations and the scans they come from."""

from __future__ import annotations

from app.services.programme.quickscan import Recommendations, Scans
from models.choices import Priority, QuickscanTheme, RecommendationStatus
from ui import tones
from ui.pages.programme.on_the_way import SCAN_ACTIONS
from ui.pages.programme.progress import ProgressSheet
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

RECOMMENDATIONS = PageDescription(
    title="Aanbevelingen",
    icon="clipboard-check",
    intro="Wat de quickscan adviseerde, en wat ermee is gedaan.",
    register=Recommendations,
    search_hint="Zoek op tekst, eigenaar of bewijs",
    columns=(
        Column("text", "Aanbeveling"),
        Column("theme", "Thema", width=28, extra=True),
        Column("owner", "Eigenaar", width=18, extra=True),
        Column("priority", "Prioriteit", width=9, tones=tones.PRIORITY, extra=True),
        Column("status", "Status", width=18, tones=tones.RECOMMENDATION),
        Column("due_on", "Streefdatum", Kind.DATE, width=11, extra=True),
    ),
    filters=(
        Filter("theme", "Thema", choices=QuickscanTheme),
        Filter("status", "Status", choices=RecommendationStatus),
        Filter("priority", "Prioriteit", choices=Priority, unknown=True),
    ),
    groups=(
        FieldGroup(
            "Advies",
            (
                Field("text", "Aanbeveling", Kind.MULTILINE, required=True, rows=4),
                Field("scan_id", "Quickscan", Kind.OPTION, required=True),
                Field("theme", "Thema", Kind.CHOICE, choices=QuickscanTheme, required=True),
                Field("position", "Volgorde in de bijlage", Kind.INTEGER, hint="Leeg: achteraan."),
            ),
        ),
        FieldGroup(
            "Uitvoering",
            (
                Field("status", "Status", Kind.CHOICE, choices=RecommendationStatus, required=True),
                Field("priority", "Prioriteit", Kind.CHOICE, choices=Priority),
                Field("owner", "Eigenaar", hint="Een functie, geen naam."),
                Field("progress", "Voortgang", Kind.PERCENTAGE, hint="0 tot en met 100%, leeg is onbekend."),
                Field("starts_on", "Start", Kind.DATE),
                Field("due_on", "Streefdatum", Kind.DATE),
                Field("done_on", "Gereed op", Kind.DATE),
                Field("reason", "Reden van niet overnemen", Kind.MULTILINE, rows=2),
                Field("evidence", "Bewijs", Kind.MULTILINE, rows=3, hint="Waaruit blijkt het resultaat?"),
            ),
        ),
    ),
    parts=(Part(SCAN_ACTIONS, "recommendation_id", hidden=("recommendation",)),),
    empty=EmptyText("Nog geen aanbevelingen", "Leg eerst een quickscan vast en daarna wat die adviseerde."),
)

SCANS = PageDescription(
    title="Quickscans",
    icon="clipboard-list",
    intro="Wanneer de bestuurlijke weerbaarheid is gemeten, door wie en hoe.",
    register=Scans,
    search_hint="Zoek op naam of uitvoerder",
    columns=(
        Column("year", "Jaar", Kind.YEAR, width=6),
        Column("name", "Naam"),
        Column("carried_out_by", "Uitgevoerd door", width=26, extra=True),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Naam", required=True, wide=True),
                Field("year", "Jaar", Kind.YEAR, required=True),
                Field("carried_out_by", "Uitgevoerd door"),
                Field("methods", "Werkwijze", Kind.MULTILINE, rows=4, hint="Eén werkvorm per regel."),
                Field("introduction", "Inleiding in de bijlage", Kind.MULTILINE, rows=6),
            ),
        ),
    ),
    parts=(Sheet("progress", "Voortgang en vergelijking", ProgressSheet),),
    empty=EmptyText("Nog geen quickscan", "Leg vast wanneer de quickscan is gehouden en door wie."),
)
