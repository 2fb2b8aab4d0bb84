"""The page of the rules of advice: which instrument fits which facts, with their ground and who stands for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import AppError
from app.formats import format_count
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.network.advice.rules import AdviceRules, adopt_shipped
from models.casework.case_choices import InterventionKind
from models.norm_choices import Evidence
from ui import dialogs
from ui.widgets.record.description import (
    Column,
    EmptyText,
    Field,
    FieldGroup,
    Filter,
    Kind,
    PageAct,
    PageDescription,
)

if TYPE_CHECKING:
    from ui.widgets.record.description import ActContext


def adopt(context: ActContext) -> None:
    """Copy the rules that ship with the program into the list, so that they can be changed."""
    try:
        count = adopt_shipped(context.vault)
    except AppError as refused:
        dialogs.warn(context.parent, "Adviesregels", str(refused))
        return
    context.refresh()
    context.tell(f"{format_count(count, 'regel', 'regels')} van het programma overgenomen; u kunt ze nu wijzigen.")


ADVICE_RULES = PageDescription(
    title="Adviesregels",
    icon="landmark",
    intro="Welk instrument past bij welke feiten. Een regel adviseert en beslist niets; een jurist bevestigt haar.",
    register=AdviceRules,
    search_hint="Zoek op advies of grondslag",
    columns=(
        Column("title", "Advies"),
        Column("kind", "Instrument", width=26, extra=True),
        Column("ground", "Grondslag", width=30, extra=True),
        Column("valid_from", "Vanaf", Kind.DATE, width=12),
        Column("confirmed_by", "Bevestigd door", width=18, extra=True),
    ),
    filters=(Filter("kind", "Instrument", choices=InterventionKind),),
    groups=(
        FieldGroup(
            "",
            (
                Field("title", "Advies", required=True, wide=True, hint="Zo staat het straks in het plan van aanpak."),
                Field("kind", "Instrument", Kind.CHOICE, choices=InterventionKind, required=True, wide=True),
                Field("advice", "Toelichting", Kind.MULTILINE, required=True, rows=3),
                Field(
                    "name",
                    "Korte naam",
                    required=True,
                    hint="Alle versies van een regel hebben dezelfde; die van het programma gaan dan opzij.",
                ),
            ),
        ),
        FieldGroup(
            "Wanneer",
            (
                Field(
                    "needs",
                    "Wat bekend moet zijn",
                    Kind.LINES,
                    required=True,
                    rows=4,
                    wide=True,
                    hint="Eén feit per regel, zoals ‘om welk adres het gaat’ of ‘wie eigenaar is’.",
                ),
                Field(
                    "themes",
                    "Alleen bij deze fenomenen",
                    Kind.LINES,
                    rows=3,
                    wide=True,
                    hint="Eén per regel. Leeg: bij elk fenomeen.",
                ),
                Field("valid_from", "Geldt vanaf", Kind.DATE, required=True),
                Field("valid_to", "Tot en met", Kind.DATE),
            ),
        ),
        FieldGroup(
            "Grondslag",
            (
                Field("ground", "Wettelijke grondslag", required=True, wide=True),
                Field("source", "Bron", wide=True),
                Field("evidence", "Hoe zeker", Kind.CHOICE, choices=Evidence, required=True),
                Field("confirmed_by", "Bevestigd door", hint="De jurist die voor de regel staat. Leeg: te bevestigen."),
                Field("confirmed_on", "Bevestigd op", Kind.DATE),
            ),
        ),
    ),
    acts=(
        PageAct(
            "Regels van het programma overnemen",
            "download",
            adopt,
            hint="Daarna kunt u ze wijzigen en laten bevestigen",
            allowed=lambda vault: allowed(vault, Act.EDIT_CASE_TYPES, CASEWORK),
        ),
    ),
    empty=EmptyText(
        "Nog geen eigen regels",
        "Zolang hier niets staat, gelden de regels van het programma. Neem ze over om ze te wijzigen en te bevestigen.",
    ),
)
