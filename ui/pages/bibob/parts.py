"""What hangs on a screening, as pages: parties, financing, sources, questions, conditions and disclosures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.permissions import BIBOB, Act
from app.services.access import allowed
from app.services.bibob.aftermath import Conditions, Disclosures
from app.services.bibob.investigation import AdviceQuestions, ConsultedSources
from app.services.bibob.parties import Financings, Parties
from models.bibob.choices import DisclosureGround, PartyNature, PartyRole, ResearchSource
from models.choices import Secrecy
from ui.pages.bibob import bsn
from ui.widgets.record.description import Column, EmptyText, Field, FieldGroup, Filter, Kind, PageAct, PageDescription

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

_FILE = Column("screening", "Dossier", width=13)
_OF_FILE = Filter("screening_id", "Dossier", options=lambda vault: Parties(vault).options("screening_id"))
_IN_FILE = Field("screening_id", "Bibob-dossier", Kind.OPTION, required=True, wide=True)


def _may_edit(vault: UnlockedVault) -> bool:
    return allowed(vault, Act.EDIT_SCREENINGS, BIBOB)


PARTIES = PageDescription(
    title="Partijen",
    icon="users",
    intro="Wie er in een dossier voorkomen en in welke relatie (art. 3 lid 4 en art. 30 Wet Bibob).",
    register=Parties,
    search_hint="Zoek op naam, KvK-nummer of adres",
    classification=Secrecy.BIBOB,
    columns=(
        _FILE,
        Column("name", "Naam"),
        Column("role", "Relatie", width=24, extra=True),
        Column("trade_register_number", "KvK", width=9, extra=True),
        Column("bsn", "BSN", width=10),
    ),
    filters=(
        _OF_FILE,
        Filter("role", "Relatie", choices=PartyRole),
        Filter("nature", "Soort", choices=PartyNature),
    ),
    groups=(
        FieldGroup(
            "",
            (
                _IN_FILE,
                Field("name", "Naam", required=True, wide=True),
                Field("role", "Relatie tot betrokkene", Kind.CHOICE, choices=PartyRole, required=True),
                Field("nature", "Soort", Kind.CHOICE, choices=PartyNature, required=True),
                Field("born_on", "Geboortedatum", Kind.DATE, hint="Alleen van een natuurlijk persoon."),
                Field("trade_register_number", "KvK-nummer", hint="Acht cijfers."),
                Field("legal_form", "Rechtsvorm"),
                Field("address", "Adres", wide=True),
                Field("trade_names", "Handelsnamen", Kind.LINES, rows=3, hint="Eén naam per regel."),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    acts=(
        PageAct("BSN tonen…", "eye", bsn.show, "Wie het BSN ziet, staat in het logboek", needs_record=True),
        PageAct("BSN invullen…", "pencil", bsn.ask, "Invullen, verbeteren of wissen", True, _may_edit),
    ),
    empty=EmptyText("Nog geen partijen", "Leg eerst een dossier vast, en daarna wie er bij hoort."),
)

FINANCINGS = PageDescription(
    title="Financiering",
    many="financieringen",
    icon="wallet",
    intro="Waar het geld vandaan komt en waaruit dat blijkt (art. 30 lid 2 onder h Wet Bibob).",
    register=Financings,
    search_hint="Zoek op herkomst, bewijs of partij",
    classification=Secrecy.BIBOB,
    columns=(
        _FILE,
        Column("source", "Herkomst"),
        Column("party", "Via partij", width=24, extra=True),
        Column("proof", "Bewijs", width=24, extra=True),
        Column("amount", "Bedrag", Kind.AMOUNT, width=12),
    ),
    filters=(_OF_FILE,),
    groups=(
        FieldGroup(
            "",
            (
                _IN_FILE,
                Field("source", "Herkomst van het geld", required=True, wide=True),
                Field("party_id", "Via partij", Kind.OPTION, hint="Een partij van hetzelfde dossier."),
                Field("amount", "Bedrag", Kind.AMOUNT, hint="Leeg is onbekend."),
                Field("proof", "Waaruit blijkt het?", wide=True),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    empty=EmptyText("Nog geen financiering", "Leg vast waar het geld vandaan komt en wat dat aantoont."),
)

SOURCES = PageDescription(
    title="Bronnen",
    icon="search",
    intro="Wat in het eigen onderzoek is geraadpleegd, en op welke grondslag (art. 7a Wet Bibob).",
    register=ConsultedSources,
    search_hint="Zoek op grondslag, resultaat of dossier",
    classification=Secrecy.BIBOB,
    columns=(
        _FILE,
        Column("consulted_on", "Geraadpleegd", Kind.DATE, width=12),
        Column("source", "Bron", width=28),
        Column("ground", "Grondslag"),
    ),
    filters=(_OF_FILE, Filter("source", "Bron", choices=ResearchSource)),
    groups=(
        FieldGroup(
            "",
            (
                _IN_FILE,
                Field("source", "Bron", Kind.CHOICE, choices=ResearchSource, required=True),
                Field("consulted_on", "Geraadpleegd op", Kind.DATE, required=True),
                Field("ground", "Grondslag", required=True, wide=True),
                Field("result", "Resultaat", Kind.MULTILINE, rows=5),
            ),
        ),
    ),
    empty=EmptyText("Nog geen bronnen", "Leg vast welke bron is geraadpleegd, wanneer en waarom dat mocht."),
)

QUESTIONS = PageDescription(
    title="Vragen Bureau",
    many="vragen van het LBB",
    icon="circle-question-mark",
    intro="Welke gegevens het LBB opvroeg. Zolang het antwoord uitblijft, staat de adviestermijn stil (art. 15 lid 2).",
    register=AdviceQuestions,
    search_hint="Zoek op vraag of dossier",
    classification=Secrecy.BIBOB,
    columns=(
        _FILE,
        Column("asked_on", "Gevraagd", Kind.DATE, width=10),
        Column("answered_on", "Beantwoord", Kind.DATE, width=11),
        Column("reason", "Gevraagde gegevens"),
    ),
    filters=(_OF_FILE,),
    groups=(
        FieldGroup(
            "",
            (
                _IN_FILE,
                Field("asked_on", "Gevraagd op", Kind.DATE, required=True),
                Field("answered_on", "Beantwoord op", Kind.DATE, hint="Leeg zolang de vraag openstaat."),
                Field("reason", "Gevraagde gegevens", Kind.MULTILINE, required=True, rows=4),
            ),
        ),
    ),
    empty=EmptyText("Nog geen vragen van het LBB", "Leg vast wanneer het LBB om gegevens vroeg en om welke."),
)

CONDITIONS = PageDescription(
    title="Voorschriften",
    icon="clipboard-check",
    intro="Voorschriften bij een besluit, en wanneer zij worden gecontroleerd (art. 3 lid 7 Wet Bibob).",
    register=Conditions,
    search_hint="Zoek op voorschrift, bevinding of dossier",
    classification=Secrecy.BIBOB,
    columns=(
        _FILE,
        Column("text", "Voorschrift"),
        Column("check_on", "Controleren op", Kind.DATE, width=14),
        Column("checked_on", "Gecontroleerd", Kind.DATE, width=13),
    ),
    filters=(_OF_FILE,),
    groups=(
        FieldGroup(
            "",
            (
                _IN_FILE,
                Field("text", "Voorschrift", Kind.MULTILINE, required=True, rows=4),
                Field("check_on", "Controleren op", Kind.DATE, required=True),
                Field("checked_on", "Gecontroleerd op", Kind.DATE),
                Field("finding", "Bevinding", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    empty=EmptyText("Nog geen voorschriften", "Leg de voorschriften van een besluit vast, met de dag van controle."),
)

DISCLOSURES = PageDescription(
    title="Verstrekkingen",
    icon="send",
    intro="Aan wie iets uit een dossier is verstrekt. Buiten de rubrieken a tot en met l is dat verboden (art. 28).",
    register=Disclosures,
    search_hint="Zoek op ontvanger, inhoud of dossier",
    classification=Secrecy.BIBOB,
    columns=(
        _FILE,
        Column("disclosed_on", "Verstrekt", Kind.DATE, width=10),
        Column("recipient", "Aan"),
        Column("ground", "Rubriek", width=30, extra=True),
    ),
    filters=(_OF_FILE, Filter("ground", "Rubriek", choices=DisclosureGround)),
    groups=(
        FieldGroup(
            "",
            (
                _IN_FILE,
                Field("ground", "Rubriek van art. 28 lid 2", Kind.CHOICE, True, DisclosureGround, wide=True),
                Field("disclosed_on", "Verstrekt op", Kind.DATE, required=True),
                Field("recipient", "Verstrekt aan", required=True, wide=True),
                Field("what", "Wat is verstrekt", Kind.MULTILINE, required=True, rows=4),
            ),
        ),
    ),
    empty=EmptyText("Nog geen verstrekkingen", "Leg elke verstrekking vast, met de rubriek die haar toestaat."),
)

PARTS = (PARTIES, FINANCINGS, SOURCES, QUESTIONS, CONDITIONS, DISCLOSURES)
