"""The register of screenings on screen; the form follows the phases, so that who goes down it goes along in time."""

from __future__ import annotations

from app.rules.permissions import BIBOB, Act
from app.services.access import allowed
from app.services.bibob.due import standings
from app.services.bibob.letters import ScreeningLetters
from app.services.bibob.screenings import Screenings
from models.bibob.choices import AdviceType, Answer, Danger, LegalBasis, Occasion, Outcome, Phase, Trigger
from models.choices import Secrecy
from ui import tones
from ui.pages.bibob import destroying, overview, reference
from ui.pages.bibob.parts import PARTS
from ui.pages.bibob.terms_strip import TermsStrip
from ui.widgets.letters.sheet import letter_act, letter_sheet
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
)

_INTAKE = FieldGroup(
    "Intake",
    (
        Field("subject", "Betrokkene", required=True, wide=True),
        Field("basis", "Grondslag", Kind.CHOICE, choices=LegalBasis, required=True),
        Field("occasion", "Aanleiding", Kind.CHOICE, choices=Occasion, required=True),
        Field("trigger", "Waarom getoetst", Kind.CHOICE, choices=Trigger, required=True),
        Field("phase", "Fase", Kind.CHOICE, choices=Phase, required=True),
        Field("opened_on", "Datum intake", Kind.DATE, required=True),
        Field("application_on", "Aanvraag ontvangen", Kind.DATE),
        Field("decision_weeks", "Beslistermijn", Kind.INTEGER, unit="weken", hint="Leeg: volgens de norm."),
        Field("postponed_to", "Verdaagd tot en met", Kind.DATE),
        Field("number", "Dossiernummer", read_only=True, hint="Wordt bij het opslaan gegeven."),
        Field("external_number", "Extern zaaknummer"),
    ),
)
_FORM = FieldGroup(
    "Formulier en hersteltermijn",
    (
        Field("form_issued_on", "Formulier uitgereikt", Kind.DATE),
        Field("form_received_on", "Formulier ontvangen", Kind.DATE),
        Field("form_complete", "Formulier volledig", Kind.CHOICE, choices=Answer),
        Field("completion_asked_on", "Hersteltermijn gesteld", Kind.DATE, hint="Art. 4:5 Awb."),
        Field("completion_weeks", "Hersteltermijn", Kind.INTEGER, unit="weken", hint="Leeg: volgens de norm."),
        Field("completed_on", "Aangevuld op", Kind.DATE),
    ),
)
_RESEARCH = FieldGroup(
    "Eigen onderzoek",
    (
        Field("prosecutor_tip_on", "OM-tip ontvangen", Kind.DATE, hint="Art. 26 Wet Bibob."),
        Field("prosecutor_tip_reference", "Kenmerk van de OM-tip"),
        Field("riec_support", "RIEC-ondersteuning", Kind.CHOICE, choices=Answer),
        Field("riec_support_on", "RIEC-ondersteuning op", Kind.DATE),
        Field("register_consulted_on", "Bibob-register geraadpleegd", Kind.DATE),
        Field("register_result", "Uitkomst van het register", Kind.MULTILINE, rows=2),
    ),
)
_ADVICE = FieldGroup(
    "Advies van het Landelijk Bureau Bibob",
    (
        Field("advice_type", "Soort advies", Kind.CHOICE, choices=AdviceType),
        Field("advice_requested_on", "Advies aangevraagd", Kind.DATE),
        Field("advice_reference", "Kenmerk van het LBB"),
        Field("subject_informed_on", "Betrokkene geïnformeerd", Kind.DATE, hint="Art. 32 Wet Bibob."),
        Field("extension_days", "Verlenging", Kind.INTEGER, unit="dagen", hint="Art. 15 lid 3 Wet Bibob."),
        Field("extension_noticed_on", "Kennisgeving van verlenging", Kind.DATE),
        Field("advice_received_on", "Advies ontvangen", Kind.DATE),
        Field("advised_danger_a", "Advies: gevaar op de a-grond", Kind.CHOICE, choices=Danger),
        Field("advised_danger_b", "Advies: gevaar op de b-grond", Kind.CHOICE, choices=Danger),
    ),
)
_ASSESSMENT = FieldGroup(
    "Eigen gevaarsbeoordeling",
    (
        Field("danger_a", "Gevaar op de a-grond", Kind.CHOICE, choices=Danger, hint="Art. 3 lid 1 onder a."),
        Field("danger_b", "Gevaar op de b-grond", Kind.CHOICE, choices=Danger, hint="Art. 3 lid 1 onder b."),
        Field("danger_six", "Grond van lid 6", Kind.CHOICE, choices=Answer, hint="Art. 3 lid 6 Wet Bibob."),
        Field("reasoning", "Motivering", Kind.MULTILINE, rows=4),
    ),
)
_VIEWS = FieldGroup(
    "Voornemen en zienswijze",
    (
        Field("intention_sent_on", "Voornemen verzonden", Kind.DATE, hint="Art. 33 Wet Bibob."),
        Field("views_weeks", "Zienswijzetermijn", Kind.INTEGER, unit="weken", hint="Leeg: volgens de norm."),
        Field("views_received_on", "Zienswijze ontvangen", Kind.DATE),
        Field("secrecy_pointed_on", "Op geheimhouding gewezen", Kind.DATE, hint="Art. 28 lid 3 Wet Bibob."),
    ),
)
_DECISION = FieldGroup(
    "Besluit en afronding",
    (
        Field("outcome", "Uitkomst", Kind.CHOICE, choices=Outcome),
        Field("decided_on", "Besloten op", Kind.DATE),
        Field("decision_reference", "Kenmerk van het besluit"),
        Field("published_on", "Bekendgemaakt op", Kind.DATE),
        Field("withdrawn_on", "Teruggetrokken op", Kind.DATE),
        Field("register_reported_on", "Gemeld in het Bibob-register", Kind.DATE, hint="Art. 7a lid 7 Wet Bibob."),
        Field("objection_on", "Bezwaar ontvangen", Kind.DATE),
        Field("closed_on", "Gesloten op", Kind.DATE),
        Field("keep_until", "Bewaren tot en met", Kind.DATE, hint="Leeg: volgens de norm."),
        Field("destroyed_on", "Vernietigd op", Kind.DATE, read_only=True, hint="Met ‘Vernietigen…’."),
        Field("note", "Toelichting", Kind.MULTILINE, rows=3),
    ),
)

SCREENINGS = PageDescription(
    title="Dossiers",
    many="Bibob-dossiers",
    icon="shield-check",
    intro="Toetsingen op grond van de Wet Bibob, met hun termijnen. Alles hier is geheim (art. 28 Wet Bibob).",
    register=Screenings,
    search_hint="Zoek op nummer, betrokkene of kenmerk",
    classification=Secrecy.BIBOB,
    columns=(
        Column("number", "Nummer", width=13),
        Column("subject", "Betrokkene"),
        Column("due", "Beslissen", Kind.DATE, width=10, extra=True),
        Column("standing", "Beslistermijn", width=14, tones=tones.TERM),
        Column("phase", "Fase", width=24, tones=tones.SCREENING, extra=True),
        Column("occasion", "Aanleiding", width=26, extra=True),
        Column("application_on", "Aanvraag", Kind.DATE, width=10, extra=True),
        Column("decided_on", "Besloten", Kind.DATE, width=10, extra=True),
    ),
    filters=(
        Filter("standing", "Beslistermijn", options=lambda _vault: standings()),
        Filter("phase", "Fase", choices=Phase),
        Filter("outcome", "Uitkomst", choices=Outcome, unknown=True),
    ),
    groups=(_INTAKE, _FORM, _RESEARCH, _ADVICE, _ASSESSMENT, _VIEWS, _DECISION),
    acts=(
        letter_act(ScreeningLetters),
        PageAct(
            "Verwijzing achterlaten in een casus…",
            "send",
            reference.ask,
            "Alleen een nummer en een tekst gaan naar de casus; dat wordt als verstrekking vastgelegd",
            needs_record=True,
            allowed=lambda vault: allowed(vault, Act.EDIT_SCREENINGS, BIBOB),
        ),
        PageAct(
            "Jaaroverzicht publiceren…",
            "chart-column",
            overview.ask,
            "Aantallen zonder namen, voor de evaluatie",
            allowed=lambda vault: allowed(vault, Act.PUBLISH_SCREENINGS, BIBOB),
        ),
        PageAct(
            "Vernietigen…",
            "trash-2",
            destroying.ask,
            "Zodra de bewaartermijn is verstreken",
            needs_record=True,
            allowed=lambda vault: allowed(vault, Act.EDIT_SCREENINGS, BIBOB),
        ),
    ),
    foresight=TermsStrip,
    parts=(
        *(Part(part, "screening_id", hidden=("screening",)) for part in PARTS),
        letter_sheet(ScreeningLetters),
    ),
    empty=EmptyText("Nog geen Bibob-dossiers", "Begin met de intake van de eerste toetsing."),
)
