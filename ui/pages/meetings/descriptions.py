"""The registers of the page Overleg as data: meetings with their agenda, actions, and types with their members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.meetings.actions import Actions, ActionState
from app.services.meetings.agenda import AgendaItems
from app.services.meetings.meetings import Meetings
from app.services.meetings.types import MeetingTypes, Members
from models.casework.choices import Cluster
from models.casework.meeting_choices import Audience, Decision, ItemKind, MeetingStatus
from models.choices import Classification
from ui import tones
from ui.pages.meetings import acts
from ui.pages.meetings.attendance import AttendanceSheet
from ui.widgets.record.description import (
    Column,
    EmptyText,
    Field,
    FieldGroup,
    Filter,
    Kind,
    PageAct,
    PageDescription,
    Part,
    Sheet,
)

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def _may_edit(vault: UnlockedVault) -> bool:
    return allowed(vault, Act.EDIT_MEETINGS, CASEWORK)


AGENDA = PageDescription(
    title="Agenda",
    many="agendapunten",
    icon="list",
    intro="De punten van een overleg in hun volgorde, met wat er is besloten.",
    register=AgendaItems,
    search_hint="Zoek op titel, besluit of actiehouder",
    classification=Classification.CONFIDENTIAL,
    columns=(
        Column("held_on", "Overleg", Kind.DATE, width=10),
        Column("position", "Nr.", Kind.INTEGER, width=4),
        Column("title", "Punt"),
        Column("kind", "Soort", width=16, extra=True),
        Column("decision", "Besluit", width=17, tones=tones.DECISION),
        Column("owner", "Actiehouder", width=16, extra=True),
        Column("due_on", "Termijn", Kind.DATE, width=10, extra=True),
    ),
    filters=(
        Filter("kind", "Soort", choices=ItemKind),
        Filter("decision", "Besluit", choices=Decision, unknown=True),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("meeting_id", "Overleg", Kind.OPTION, required=True, wide=True),
                Field("title", "Waar gaat het over?", required=True, wide=True),
                Field("about", "Signaal of casus", Kind.OPTION, wide=True, hint="Leeg als het punt op zichzelf staat."),
                Field("audience", "Deelname", Kind.CHOICE, choices=Audience, required=True),
            ),
        ),
    ),
    acts=(
        PageAct("Omhoog", "arrow-up", acts.move_up, "Dit punt eerder behandelen", True, _may_edit),
        PageAct("Omlaag", "arrow-down", acts.move_down, "Dit punt later behandelen", True, _may_edit),
        PageAct(
            "Deelname…",
            "users",
            acts.participate,
            "Wie bij dit punt is toegelaten (privacytoets 2A) en wie zich verschoont",
            needs_record=True,
            allowed=_may_edit,
        ),
    ),
    empty=EmptyText("Nog geen agendapunten", "Vul de agenda aan met wat er open staat, of voeg zelf een punt toe."),
)

MEETINGS = PageDescription(
    title="Overleggen",
    icon="users",
    intro="Elk overleg met zijn agenda, wie er waren en wat er is besloten.",
    register=Meetings,
    search_hint="Zoek op soort, plaats of voorzitter",
    classification=Classification.CONFIDENTIAL,
    columns=(
        Column("held_on", "Datum", Kind.DATE, width=10),
        Column("meeting_type", "Soort overleg"),
        Column("starts_at", "Tijd", width=6, extra=True),
        Column("place", "Plaats", width=18, extra=True),
        Column("items", "Punten", Kind.INTEGER, width=7, extra=True),
        Column("status", "Status", width=11, tones=tones.MEETING),
    ),
    filters=(
        Filter("meeting_type_id", "Soort", options=acts.types),
        Filter("status", "Status", choices=MeetingStatus),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("meeting_type_id", "Soort overleg", Kind.OPTION, required=True),
                Field("status", "Status", Kind.CHOICE, choices=MeetingStatus, required=True),
                Field("held_on", "Datum", Kind.DATE, required=True),
                Field("rhythm_on", "Dag in de cyclus", Kind.DATE, hint="Leeg bij een extra overleg."),
                Field("reason", "Reden", wide=True, hint="Waarom het op een andere dag is, of vervalt."),
                Field("starts_at", "Tijd", hint="Zoals 09:30."),
                Field("place", "Plaats"),
                Field("chair", "Voorzitter"),
                Field("secretary", "Secretaris"),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    acts=(
        PageAct("Vergadermodus", "calendar-days", acts.hold, "Op groot scherm, punt voor punt (F11)", True),
        PageAct(
            "Agenda aanvullen…", "plus", acts.complete_agenda, "Wat sinds het opstellen is bijgekomen", True, _may_edit
        ),
        PageAct(
            "Verslag als PDF…", "download", acts.export, "Besluitenlijst en acties; dat wordt gelogd", True, _may_edit
        ),
    ),
    parts=(
        Part(AGENDA, "meeting_id", hidden=("held_on",)),
        Sheet("attendance", "Aanwezigheid", AttendanceSheet),
    ),
    empty=EmptyText("Nog geen overleggen", "Leg eerst een soort overleg vast; kies dan in de kalender een dag."),
)

ACTIONS = PageDescription(
    title="Acties",
    icon="clipboard-list",
    intro="Wie doet wat, en wanneer is het klaar. Wat open staat, komt terug op de volgende agenda.",
    register=Actions,
    search_hint="Zoek op actie, actiehouder of overleg",
    classification=Classification.CONFIDENTIAL,
    columns=(
        Column("text", "Actie"),
        Column("owner", "Actiehouder", width=18),
        Column("due_on", "Termijn", Kind.DATE, width=10),
        Column("meeting_type", "Overleg", width=14, extra=True),
        Column("state", "Status", width=8, tones=tones.ACTION),
    ),
    filters=(Filter("state", "Status", choices=ActionState),),
    groups=(
        FieldGroup(
            "",
            (
                Field("text", "Wat moet er gebeuren?", Kind.MULTILINE, required=True, rows=3),
                Field(
                    "owner",
                    "Actiehouder",
                    Kind.SUGGESTION,
                    required=True,
                    hint="Ook iemand zonder account.",
                ),
                Field("due_on", "Termijn", Kind.DATE, required=True),
                Field("made_on", "Afgesproken op", Kind.DATE, required=True),
                Field("done_on", "Gedaan op", Kind.DATE, hint="Leeg zolang de actie open staat."),
                Field("result", "Resultaat", Kind.MULTILINE, rows=3),
                Field("meeting_id", "Uit overleg", Kind.OPTION),
                Field("case_id", "Voor casus", Kind.OPTION),
            ),
        ),
    ),
    empty=EmptyText("Nog geen acties", "Acties komen uit de besluiten van een overleg; u kunt ze ook zelf toevoegen."),
)

MEMBERS = PageDescription(
    title="Deelnemers",
    icon="users",
    intro="Wie aan een overleg deelneemt, per cluster. Een deelnemer hoeft geen account te hebben.",
    register=Members,
    search_hint="Zoek op naam of functie",
    columns=(
        Column("meeting_type", "Soort overleg", width=20),
        Column("name", "Naam"),
        Column("cluster", "Cluster", width=18),
        Column("function", "Functie", width=22, extra=True),
        Column("left_on", "Gestopt", Kind.DATE, width=10, extra=True),
    ),
    filters=(Filter("cluster", "Cluster", choices=Cluster),),
    groups=(
        FieldGroup(
            "",
            (
                Field("meeting_type_id", "Soort overleg", Kind.OPTION, required=True, wide=True),
                Field("account", "Account", Kind.OPTION, wide=True, hint="Leeg bij een contact zonder account."),
                Field("name", "Naam", required=True, hint="Leeg bij een account: de naam van het account."),
                Field("cluster", "Cluster", Kind.CHOICE, choices=Cluster, required=True),
                Field("function", "Functie"),
                Field("left_on", "Gestopt op", Kind.DATE, hint="Leeg zolang iemand deelneemt."),
            ),
        ),
    ),
    empty=EmptyText("Nog geen deelnemers", "Leg vast wie aan dit overleg deelneemt, en voor welk cluster."),
)

MEETING_TYPES = PageDescription(
    title="Soorten overleg",
    icon="tags",
    intro="Elke soort met een eigen naam en cyclus: LIP, LIO of GSO, lokale driehoek, werkgroep mensenhandel.",
    register=MeetingTypes,
    search_hint="Zoek op naam, voorzitter of plaats",
    columns=(
        Column("name", "Naam"),
        Column("cycle_weeks", "Cyclus (weken)", Kind.INTEGER, width=13),
        Column("first_on", "Eerste", Kind.DATE, width=10, extra=True),
        Column("last_on", "Laatste", Kind.DATE, width=10, extra=True),
        Column("chair", "Voorzitter", width=18, extra=True),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Naam", required=True, wide=True, hint="Zoals uw gemeente het noemt."),
                Field("cycle_weeks", "Cyclus", Kind.INTEGER, required=True, unit="weken"),
                Field("first_on", "Eerste overleg", Kind.DATE, required=True, hint="Hier begint de cyclus."),
                Field("last_on", "Laatste overleg", Kind.DATE, hint="Leeg zolang het overleg bestaat."),
                Field("starts_at", "Tijd", hint="Zoals 09:30."),
                Field("place", "Plaats"),
                Field("chair", "Voorzitter"),
                Field("secretary", "Secretaris"),
                Field("takes_signals", "Open signalen op de agenda", Kind.BOOLEAN, wide=True),
                Field("takes_cases", "Lopende casussen op de agenda", Kind.BOOLEAN, wide=True),
                Field(
                    "standing",
                    "Vaste agendapunten",
                    Kind.LINES,
                    rows=4,
                    hint="Eén per regel. Wat na een regel met … komt, sluit elke agenda.",
                ),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    parts=(Part(MEMBERS, "meeting_type_id", hidden=("meeting_type",)),),
    empty=EmptyText(
        "Nog geen soorten overleg", "Begin met het LIP: de naam, de cyclus en de dag van het eerste overleg."
    ),
)

REGISTERS = (MEETINGS, ACTIONS, MEETING_TYPES)
