"""What hangs on a case, as pages: tasks, interventions, notes, hand-overs, measures and effects."""

from __future__ import annotations

from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.casework.approach import CaseMeasures, Interventions
from app.services.casework.effects import CaseEffects
from app.services.casework.handovers import Handovers
from app.services.casework.notes import CaseNotes
from app.services.casework.tasks import CaseTasks
from models.casework.case_choices import (
    Effect,
    HandoverTarget,
    InterventionKind,
    InterventionStatus,
    Standing,
    Whose,
)
from models.choices import Classification, Level
from ui import tones
from ui.pages.cases.finishing import finish
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

_CASE = Column("case", "Casus", width=13)
_IN_CASE = Field("case_id", "Casus", Kind.OPTION, required=True, wide=True)
_WHOSE = Filter("whose", "Van wie", choices=Whose)
_STANDING = Filter("standing", "Stand", choices=Standing)

TASKS = PageDescription(
    title="Taken",
    icon="clipboard-check",
    intro="Wat er in de casussen moet gebeuren, door wie en wanneer.",
    register=CaseTasks,
    search_hint="Zoek op taak, uitvoerder of casus",
    classification=Classification.CONFIDENTIAL,
    columns=(
        _CASE,
        Column("title", "Taak"),
        Column("owner", "Uitvoerder", width=18, extra=True),
        Column("due_on", "Uiterlijk", Kind.DATE, width=10),
        Column("standing", "Stand", width=9, tones=tones.STANDING),
    ),
    filters=(_WHOSE, _STANDING),
    groups=(
        FieldGroup(
            "",
            (
                _IN_CASE,
                Field("title", "Wat moet er gebeuren?", required=True, wide=True),
                Field("owner", "Uitvoerder", Kind.SUGGESTION, hint="Iemand met een account, of een contactpersoon."),
                Field("due_on", "Uiterlijk op", Kind.DATE),
                Field("done_on", "Gedaan op", Kind.DATE, hint="Leeg zolang de taak openstaat."),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    acts=(
        PageAct(
            "Gereed melden",
            "check",
            finish,
            "De taak is vandaag gedaan",
            needs_record=True,
            allowed=lambda vault: allowed(vault, Act.EDIT_CASES, CASEWORK),
        ),
    ),
    empty=EmptyText("Nog geen taken", "Leg vast wat er moet gebeuren, of pas een sjabloon toe."),
)

INTERVENTIONS = PageDescription(
    title="Interventies",
    icon="target",
    intro="De stappen van het plan van aanpak: welk instrument, door wie, wanneer en met welk effect.",
    register=Interventions,
    search_hint="Zoek op interventie, uitvoerder of casus",
    classification=Classification.CONFIDENTIAL,
    columns=(
        _CASE,
        Column("title", "Interventie"),
        Column("kind", "Instrument", width=26, extra=True),
        Column("owner", "Uitvoerder", width=18, extra=True),
        Column("due_on", "Klaar op", Kind.DATE, width=10, extra=True),
        Column("status", "Status", width=12, tones=tones.INTERVENTION),
    ),
    filters=(_WHOSE, _STANDING, Filter("kind", "Instrument", choices=InterventionKind)),
    groups=(
        FieldGroup(
            "",
            (
                _IN_CASE,
                Field("title", "Wat gebeurt er?", required=True, wide=True),
                Field("kind", "Instrument", Kind.CHOICE, choices=InterventionKind, required=True, wide=True),
                Field("owner", "Uitvoerder", Kind.SUGGESTION),
                Field("status", "Status", Kind.CHOICE, choices=InterventionStatus, required=True),
                Field("start_on", "Begint op", Kind.DATE),
                Field("due_on", "Klaar op", Kind.DATE),
                Field("done_on", "Uitgevoerd op", Kind.DATE),
                Field("effect", "Effect", Kind.MULTILINE, rows=3, hint="Wat is er van deze interventie te zien?"),
            ),
        ),
    ),
    empty=EmptyText("Nog geen interventies", "Leg de stappen van het plan van aanpak vast, communicatie inbegrepen."),
)

NOTES = PageDescription(
    title="Notities",
    icon="pencil",
    intro="Wat iemand opschreef. Een notitie ligt vast na de dag waarop zij is geschreven.",
    register=CaseNotes,
    search_hint="Zoek in de notities",
    classification=Classification.CONFIDENTIAL,
    columns=(
        _CASE,
        Column("written_on", "Datum", Kind.DATE, width=10),
        Column("author", "Door", width=18, extra=True),
        Column("text", "Notitie"),
    ),
    groups=(
        FieldGroup(
            "",
            (
                _IN_CASE,
                Field(
                    "text",
                    "Notitie",
                    Kind.MULTILINE,
                    required=True,
                    rows=10,
                    hint="U kunt haar vandaag nog wijzigen. Daarna schrijft u een nieuwe; wat er staat, blijft staan.",
                ),
            ),
        ),
    ),
    empty=EmptyText("Nog geen notities", "Schrijf op wat er is gezegd, gezien of afgesproken."),
)

HANDOVERS = PageDescription(
    title="Opschaling",
    many="overdrachten",
    icon="send",
    intro="Wat aan een partner is overgedragen, op welke grondslag, en tot welk niveau de casus is opgeschaald.",
    register=Handovers,
    search_hint="Zoek op ontvanger, inhoud of grondslag",
    classification=Classification.CONFIDENTIAL,
    columns=(
        _CASE,
        Column("handed_on", "Datum", Kind.DATE, width=10),
        Column("recipient", "Aan"),
        Column("ground", "Grondslag", width=24, extra=True),
        Column("level", "Naar niveau", width=14, extra=True),
    ),
    filters=(Filter("target", "Aan", choices=HandoverTarget),),
    groups=(
        FieldGroup(
            "",
            (
                _IN_CASE,
                Field("target", "Aan wie", Kind.CHOICE, choices=HandoverTarget, required=True),
                Field("handed_on", "Overgedragen op", Kind.DATE, required=True),
                Field("recipient", "Ontvanger", required=True, wide=True, hint="De organisatie en de afdeling."),
                Field("what", "Wat is overgedragen", Kind.MULTILINE, required=True, rows=3),
                Field("ground", "Grondslag", required=True, wide=True, hint="Het artikel of het convenant."),
                Field(
                    "level",
                    "Opschalen naar",
                    Kind.CHOICE,
                    choices=Level,
                    hint="Leeg: het niveau van de casus blijft zoals het is.",
                ),
                Field("answer_on", "Antwoord ontvangen op", Kind.DATE),
                Field("answer", "Antwoord", Kind.MULTILINE, rows=2),
            ),
        ),
    ),
    empty=EmptyText("Nog niets overgedragen", "Leg vast wat naar het RIEC of een andere partner ging."),
)

MEASURES = PageDescription(
    title="Maatregelen",
    many="verwijzingen naar een maatregel",
    icon="landmark",
    intro="Welke maatregelen met een casus te maken hebben: alleen een nummer en een zin.",
    register=CaseMeasures,
    search_hint="Zoek op nummer of tekst",
    classification=Classification.CONFIDENTIAL,
    columns=(_CASE, Column("number", "Maatregel", width=16), Column("text", "Wat is het verband")),
    groups=(
        FieldGroup(
            "",
            (
                _IN_CASE,
                Field("number", "Nummer van de maatregel", Kind.SUGGESTION, required=True),
                Field("text", "Wat is het verband met de casus?", Kind.MULTILINE, required=True, rows=3),
            ),
        ),
    ),
    empty=EmptyText("Nog geen maatregelen", "Verwijs naar de maatregel die uit deze casus volgde."),
)

EFFECTS = PageDescription(
    title="Effect",
    many="effecten",
    icon="chart-column",
    intro="Wat een casus teweegbracht, gezien bij het afsluiten en daarna opnieuw.",
    register=CaseEffects,
    search_hint="Zoek op toelichting of casus",
    classification=Classification.CONFIDENTIAL,
    columns=(
        _CASE,
        Column("seen_on", "Bezien op", Kind.DATE, width=10),
        Column("effect", "Effect", width=18, tones=tones.EFFECT),
        Column("note", "Toelichting"),
    ),
    filters=(Filter("effect", "Effect", choices=Effect),),
    groups=(
        FieldGroup(
            "",
            (
                _IN_CASE,
                Field("seen_on", "Bezien op", Kind.DATE, required=True),
                Field("effect", "Effect", Kind.CHOICE, choices=Effect, required=True),
                Field("note", "Waaruit blijkt dat?", Kind.MULTILINE, rows=4),
            ),
        ),
    ),
    empty=EmptyText("Nog geen effect vastgelegd", "Bezie na het afsluiten wat de casus heeft teweeggebracht."),
)

PARTS = (TASKS, INTERVENTIONS, NOTES, HANDOVERS, MEASURES, EFFECTS)
