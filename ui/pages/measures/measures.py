"""The register of measures on screen; the form follows the twelve steps, from the police report to what follows."""

from __future__ import annotations

from app.rules.permissions import MEASURES as COMPARTMENT
from app.rules.permissions import Act
from app.services.access import allowed
from app.services.measures.letters import MeasureLetters
from app.services.measures.measures import Measures
from models.choices import Secrecy
from models.measures.choices import (
    Answer,
    InjunctionOutcome,
    ObjectionOutcome,
    Phase,
    Sanction,
    Substance,
    ViewsForm,
    WithoutIntention,
    WpgGround,
)
from ui import tones
from ui.pages.measures import proposal, reference, terms, year
from ui.pages.measures.parts import ADDRESSEES, CIRCUMSTANCES, PERSON_CHECKS, SUBSTANCES
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

_REPORT = FieldGroup(
    "Constatering en bestuurlijke rapportage",
    (
        Field("property_id", "Pand", Kind.OPTION, required=True, wide=True, hint="Leg het pand eerst vast bij Panden."),
        Field("found_on", "Datum van de constatering", Kind.DATE, required=True),
        Field("substance", "Aangetroffen", Kind.CHOICE, choices=Substance, required=True),
        Field("phase", "Stap", Kind.CHOICE, choices=Phase, required=True),
        Field("nth", "Hoeveelste constatering", Kind.INTEGER, hint="Zoals de rapportage zegt; Bolwerk telt zelf mee."),
        Field("report_received_on", "Rapportage ontvangen", Kind.DATE),
        Field("report_reference", "Kenmerk van de rapportage"),
        Field("wpg_ground", "Verstrekt op grond van", Kind.CHOICE, choices=WpgGround, hint="Politiegegevens (Wpg)."),
        Field("number", "Dossiernummer", read_only=True, hint="Wordt bij het opslaan gegeven."),
        Field("external_number", "Extern zaaknummer"),
        Field("indicators", "Indicatoren", Kind.MULTILINE, rows=3, hint="Wat wijst op handel of gevaar."),
    ),
)
_WEIGHING = FieldGroup(
    "Weging",
    (
        Field("competent", "Bevoegd", Kind.CHOICE, choices=Answer, hint="Art. 13b lid 1 Opiumwet."),
        Field("weighed_on", "Gewogen op", Kind.DATE),
        Field("competence_reason", "Waarom bevoegd", Kind.MULTILINE, rows=2),
        Field("necessary", "Noodzakelijk", Kind.CHOICE, choices=Answer, hint="Art. 3:4 lid 1 Awb."),
        Field("necessity_reason", "Waarom noodzakelijk", Kind.MULTILINE, rows=3),
        Field("balanced", "Evenwichtig", Kind.CHOICE, choices=Answer, hint="Art. 3:4 lid 2 Awb."),
        Field("balance_reason", "Waarom evenwichtig", Kind.MULTILINE, rows=3),
    ),
)
_VIEWS = FieldGroup(
    "Voornemen en zienswijze",
    (
        Field("intention_sent_on", "Voornemen verzonden", Kind.DATE, hint="Art. 4:8 Awb."),
        Field("views_weeks", "Zienswijzetermijn", Kind.INTEGER, unit="weken", hint="Leeg: volgens de norm."),
        Field("views_form", "Zienswijze", Kind.CHOICE, choices=ViewsForm),
        Field("views_received_on", "Zienswijze ontvangen", Kind.DATE, hint="Art. 4:9 Awb."),
        Field("without_intention", "Zonder voornemen wegens", Kind.CHOICE, choices=WithoutIntention),
        Field("without_reason", "Waarom zonder voornemen", Kind.MULTILINE, rows=2),
    ),
)
_DECISION = FieldGroup(
    "Besluit",
    (
        Field("sanction", "Maatregel", Kind.CHOICE, choices=Sanction, hint="Art. 13b lid 1 Opiumwet."),
        Field("decided_on", "Besloten op", Kind.DATE),
        Field("decision_reference", "Kenmerk van het besluit"),
        Field("grace_until", "Begunstiging tot en met", Kind.DATE, hint="Art. 5:24 lid 2 en 5:32a lid 2 Awb."),
        Field("penalty_amount", "Dwangsom", Kind.AMOUNT, hint="Art. 5:32b Awb."),
        Field("penalty_maximum", "Dwangsom ten hoogste", Kind.AMOUNT),
        Field("closed_from", "Gesloten vanaf", Kind.DATE, hint="Art. 5:24 lid 1 Awb."),
        Field("months", "Duur van de sluiting", Kind.INTEGER, unit="maanden", hint="Leeg: onbepaalde tijd."),
        Field("closed_until", "Gesloten tot en met", Kind.DATE, hint="Leeg: volgt uit de duur."),
        Field("deviation_reason", "Waarom afgeweken van het beleid", Kind.MULTILINE, rows=3, hint="Art. 4:84 Awb."),
    ),
)
_EXECUTION = FieldGroup(
    "Bekendmaking en uitvoering",
    (
        Field("announced_on", "Bekendgemaakt op", Kind.DATE, hint="Art. 3:41 Awb; hierna begint de bezwaartermijn."),
        Field("posted_on", "Aangeplakt op", Kind.DATE),
        Field("executed_on", "Uitgevoerd op", Kind.DATE, hint="Art. 5:21 Awb."),
        Field("sealed_on", "Verzegeld op", Kind.DATE),
        Field("costs", "Kosten", Kind.AMOUNT),
        Field("costs_decided_on", "Kostenbesluit", Kind.DATE, hint="Art. 5:25 Awb."),
    ),
)
_OBJECTION = FieldGroup(
    "Bezwaar, voorlopige voorziening en beroep",
    (
        Field("objection_on", "Bezwaar ontvangen", Kind.DATE, hint="Art. 6:7 en 6:8 Awb."),
        Field("objection_committee", "Adviescommissie", Kind.CHOICE, choices=Answer, hint="Art. 7:13 Awb."),
        Field("objection_adjourned", "Verdaagd", Kind.CHOICE, choices=Answer, hint="Art. 7:10 lid 3 Awb."),
        Field("objection_decided_on", "Beslist op bezwaar", Kind.DATE),
        Field("objection_outcome", "Uitkomst van het bezwaar", Kind.CHOICE, choices=ObjectionOutcome),
        Field("injunction_asked_on", "Voorlopige voorziening gevraagd", Kind.DATE, hint="Art. 8:81 Awb."),
        Field("injunction_decided_on", "Uitspraak voorlopige voorziening", Kind.DATE),
        Field("injunction_outcome", "Oordeel van de rechter", Kind.CHOICE, choices=InjunctionOutcome),
        Field("appeal_on", "Beroep ingesteld", Kind.DATE),
    ),
)
_ENDING = FieldGroup(
    "Heropening en doorwerking",
    (
        Field("reopening_asked_on", "Heropening gevraagd", Kind.DATE),
        Field("reopened_on", "Heropend op", Kind.DATE),
        Field("keys_returned_on", "Sleutels overgedragen", Kind.DATE),
        Field("end_checked_on", "Gecontroleerd na afloop", Kind.DATE),
        Field("end_finding", "Bevinding van de controle", Kind.MULTILINE, rows=2),
        Field("corporation", "Corporatie", hint="Art. 7:231 lid 2 BW."),
        Field("corporation_informed_on", "Corporatie ingelicht", Kind.DATE),
        Field("evicted_on", "Huisuitzetting", Kind.DATE, hint="Telt mee in de jaarcijfers."),
        Field("bibob_informed_on", "Bibob-coördinator ingelicht", Kind.DATE),
        Field("riec_reported_on", "Gemeld bij het RIEC", Kind.DATE),
        Field("closed_on", "Dossier afgesloten", Kind.DATE),
        Field("note", "Toelichting", Kind.MULTILINE, rows=3),
    ),
)

MEASURES = PageDescription(
    title="Maatregelen",
    icon="landmark",
    intro="Drugspanden: van de rapportage van de politie tot de heropening (art. 13b Opiumwet).",
    register=Measures,
    search_hint="Zoek op nummer, adres of kenmerk",
    classification=Secrecy.POLICE,
    columns=(
        Column("number", "Nummer", width=12),
        Column("property", "Pand"),
        Column("phase", "Stap", width=16, tones=tones.MEASURE),
        Column("sanction", "Maatregel", width=19, extra=True),
        Column("found_on", "Constatering", Kind.DATE, width=11, extra=True),
        Column("closed_until", "Gesloten t/m", Kind.DATE, width=12, extra=True),
    ),
    filters=(
        Filter("phase", "Stap", choices=Phase),
        Filter("sanction", "Maatregel", choices=Sanction, unknown=True),
        Filter("substance", "Middel", choices=Substance),
    ),
    groups=(_REPORT, _WEIGHING, _VIEWS, _DECISION, _EXECUTION, _OBJECTION, _ENDING),
    acts=(
        PageAct(
            "Voorstel uit de matrix…",
            "scroll-text",
            proposal.show,
            "Wat het beleid voor dit dossier geeft, met uitleg; u besluit zelf",
            needs_record=True,
        ),
        letter_act(MeasureLetters),
        PageAct(
            "Verwijzing achterlaten in een casus…",
            "send",
            reference.ask,
            "Alleen een nummer en een tekst gaan naar de casus",
            needs_record=True,
            allowed=lambda vault: allowed(vault, Act.EDIT_MEASURES, COMPARTMENT),
        ),
        PageAct(
            "Jaarcijfers publiceren…",
            "chart-column",
            year.ask,
            "Aantallen zonder adressen, voor Tabel 1",
            allowed=lambda vault: allowed(vault, Act.PUBLISH_MEASURES, COMPARTMENT),
        ),
    ),
    foresight=terms.MeasureTermsStrip,
    parts=(
        Part(SUBSTANCES, "measure_id", hidden=("measure",)),
        Part(CIRCUMSTANCES, "measure_id", hidden=("measure",)),
        Part(PERSON_CHECKS, "measure_id", hidden=("measure",)),
        Part(ADDRESSEES, "measure_id", hidden=("measure",)),
        letter_sheet(MeasureLetters),
    ),
    empty=EmptyText("Nog geen maatregelen", "Leg eerst het pand vast, en dan wat de politie rapporteerde."),
)
