"""What hangs on a programme or a recommendation: milestones, barriers, and the actions of the execution programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.programme.on_the_way import Barriers, Milestones, ScanActions
from models.programme.choices import ActionStatus, BarrierSide
from ui import tones
from ui.widgets.record.description import Column, EmptyText, Field, FieldGroup, Filter, Kind, PageDescription

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.records import Option
    from app.vault.session import UnlockedVault


def _programmes(vault: UnlockedVault) -> Sequence[Option]:
    return Milestones(vault).options("programme_id")


_OF_PROGRAMME = Filter("programme_id", "Programma", options=_programmes)
_PROGRAMME = Field("programme_id", "Programma", Kind.OPTION, required=True, wide=True)

MILESTONES = PageDescription(
    title="Mijlpalen",
    icon="target",
    intro="Wat een programma wanneer bereikt moet hebben, en wat het opleverde.",
    register=Milestones,
    search_hint="Zoek op mijlpaal, resultaat of programma",
    columns=(
        Column("name", "Mijlpaal"),
        Column("programme", "Programma", width=26, extra=True),
        Column("planned_on", "Gepland", Kind.DATE, width=10),
        Column("reached_on", "Bereikt", Kind.DATE, width=10),
    ),
    filters=(_OF_PROGRAMME,),
    groups=(
        FieldGroup(
            "",
            (
                _PROGRAMME,
                Field("name", "Mijlpaal", required=True, wide=True),
                Field("planned_on", "Gepland op", Kind.DATE, required=True),
                Field("reached_on", "Bereikt op", Kind.DATE, hint="Leeg zolang de mijlpaal niet is bereikt."),
                Field("result", "Resultaat", Kind.MULTILINE, rows=4),
            ),
        ),
    ),
    empty=EmptyText("Nog geen mijlpalen", "Leg vast wat het programma wanneer bereikt moet hebben."),
)

BARRIERS = PageDescription(
    title="Barrières",
    icon="shield-check",
    intro="Wat een programma opwerpt tegen ondermijning, en of dat publiek of privaat is.",
    register=Barriers,
    search_hint="Zoek op barrière, partij of programma",
    columns=(
        Column("text", "Barrière"),
        Column("side", "Soort", width=9),
        Column("programme", "Programma", width=26, extra=True),
        Column("raised_by", "Opgeworpen door", width=22, extra=True),
    ),
    filters=(_OF_PROGRAMME, Filter("side", "Soort", choices=BarrierSide)),
    groups=(
        FieldGroup(
            "",
            (
                _PROGRAMME,
                Field("text", "Barrière", Kind.MULTILINE, required=True, rows=3),
                Field("side", "Publiek of privaat", Kind.CHOICE, choices=BarrierSide, required=True),
                Field("raised_by", "Opgeworpen door"),
            ),
        ),
    ),
    empty=EmptyText("Nog geen barrières", "Leg vast wat het programma opwerpt, en wie dat doet."),
)

SCAN_ACTIONS = PageDescription(
    title="Uitvoeringsprogramma",
    many="acties van de quickscan",
    icon="clipboard-check",
    intro="De acties die de aanbevelingen uitvoeren: door wie, van welk geld en wanneer.",
    register=ScanActions,
    search_hint="Zoek op actie, eigenaar, bewijs of aanbeveling",
    columns=(
        Column("text", "Actie"),
        Column("recommendation", "Aanbeveling", width=30, extra=True),
        Column("owner", "Eigenaar", width=18, extra=True),
        Column("budget_line", "Begrotingspost", width=22, extra=True),
        Column("status", "Status", width=13, tones=tones.SCAN_ACTION),
        Column("due_on", "Streefdatum", Kind.DATE, width=11),
    ),
    filters=(Filter("status", "Status", choices=ActionStatus),),
    groups=(
        FieldGroup(
            "",
            (
                Field("recommendation_id", "Aanbeveling", Kind.OPTION, required=True, wide=True),
                Field("text", "Actie", Kind.MULTILINE, required=True, rows=3),
                Field("status", "Status", Kind.CHOICE, choices=ActionStatus, required=True),
                Field("owner", "Eigenaar", hint="Een functie, geen naam."),
                Field("budget_line_id", "Begrotingspost", Kind.OPTION, wide=True, hint="Leeg: kost niets extra."),
                Field("starts_on", "Start", Kind.DATE),
                Field("due_on", "Streefdatum", Kind.DATE),
                Field("done_on", "Gereed op", Kind.DATE),
                Field("evidence", "Bewijs", Kind.MULTILINE, rows=3, hint="Waaruit blijkt dat het klaar is?"),
            ),
        ),
    ),
    empty=EmptyText("Nog geen acties", "Leg vast welke acties een aanbeveling uitvoeren."),
)

REGISTERS = (SCAN_ACTIONS, MILESTONES, BARRIERS)
"""What hangs on a recommendation or a programme."""
