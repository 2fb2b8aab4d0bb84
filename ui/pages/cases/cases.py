"""The cases as a page: each is a file with everything that hangs on it in tabs."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.casework.attachments import CaseworkAttachments
from app.services.casework.cases import Cases
from app.services.casework.timeline import timeline_of
from models.casework.case_choices import Movement
from models.choices import CaseOrigin, CaseStatus, Classification, ClosingReason, CountingUnit, Level, Phenomenon
from ui import tones
from ui.pages.cases import apart, beginning, closing, merging, origin
from ui.pages.cases.parts import PARTS
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
from ui.widgets.timeline import TimelineView
from ui.widgets.viewer.sheet import AttachmentsSheet

if TYPE_CHECKING:
    from app.services.records import Option
    from app.vault.session import UnlockedVault
    from ui.pages.cases.apart import MakeCompartment
    from ui.widgets.page import PageContext


def _may_edit(vault: UnlockedVault) -> bool:
    return allowed(vault, Act.EDIT_CASES, CASEWORK)


def _directors(vault: UnlockedVault) -> tuple[Option, ...]:
    """Who directs a case, with oneself in front."""
    offered = Cases(vault).options("handler")
    return tuple(sorted(offered, key=lambda option: option.value != vault.account.name))


def _title_of(kind: str, name: str) -> str:
    """What a form calls a field of the case or of one of its parts."""
    if kind == "case":
        return CASES.title_of(name)
    described = {each.register.kind: each for each in PARTS}  # type: ignore[attr-defined]
    return described[kind].title_of(name) if kind in described else name


def with_parts(involved: Part, *others: Part | Sheet, make_compartment: MakeCompartment) -> PageDescription:
    """The case with what other pages know of it too: who is involved in front, the rest behind its own parts.

    `make_compartment` gives the dialog in which a compartment is made for a case that few may know.
    """
    timeline, *own = CASES.parts
    parts = (timeline, involved, *own[: len(PARTS)], *others, *own[len(PARTS) :])
    move = PageAct(
        "Apart zetten…",
        "eye-off",
        apart.asking(make_compartment),
        "Naar een onderdeel met een eigen sleutel, dat maar enkelen openen",
        needs_record=True,
        allowed=apart.may_move,
    )
    return replace(CASES, parts=parts, acts=(*CASES.acts, move))


CLOSE = PageAct("Afsluiten…", "circle-check", closing.ask_to_close, "Met resultaat en effect", True, _may_edit)
REOPEN = PageAct("Heropenen…", "undo-2", closing.ask_to_reopen, "Een afgesloten casus gaat verder", True, _may_edit)
RETURN = PageAct("Naar signaal…", "inbox", closing.ask_to_return, "De casus was er te vroeg", True, _may_edit)
ACTS = (
    PageAct(
        "Uit sjabloon…",
        "layout-template",
        beginning.ask,
        "Een nieuwe casus met de taken en teksten van een sjabloon",
        allowed=_may_edit,
    ),
    PageAct(
        "Sjabloon…",
        "layout-template",
        beginning.ask_to_apply,
        "Taken en teksten van een sjabloon bij deze casus",
        needs_record=True,
        allowed=_may_edit,
    ),
    CLOSE,
    REOPEN,
    PageAct("Ander type…", "tags", closing.ask_to_convert, "De casus gaat verder als een ander type", True, _may_edit),
    RETURN,
    PageAct("Samenvoegen…", "split", merging.ask, "Een andere casus gaat in deze op", True, _may_edit),
)


def _timeline(context: PageContext) -> TimelineView:
    return TimelineView(partial(timeline_of, context.vault), _title_of, "Tijdlijn van de casus")


CASES = PageDescription(
    title="Casussen",
    icon="briefcase",
    intro="Wat is opgepakt, door wie, hoe het afliep en in welk jaar het telt.",
    register=Cases,
    search_hint="Zoek op nummer, titel, type, regisseur of locatie",
    classification=Classification.CONFIDENTIAL,
    columns=(
        Column("number", "Nummer", width=12),
        Column("title", "Titel"),
        Column("case_type", "Type", width=28, extra=True),
        Column("status", "Status", width=16, tones=tones.CASE),
        Column("opened_on", "Gestart", Kind.DATE, width=10, extra=True),
        Column("counted_year", "Telt in", Kind.YEAR, width=6, extra=True),
        Column("handler", "Regisseur", width=16, extra=True),
        Column("moved_on", "Beweging", Kind.DATE, width=10, extra=True),
    ),
    filters=(
        Filter("status", "Status", choices=CaseStatus),
        Filter("handler", "Regisseur", options=_directors, unknown=True),
        Filter("movement", "Beweging", choices=Movement),
        Filter("theme", "Thema", choices=Phenomenon, unknown=True),
    ),
    groups=(
        FieldGroup(
            "Casus",
            (
                Field("title", "Titel", required=True, wide=True, hint="Kort en zonder namen van personen."),
                Field("case_type_id", "Type", Kind.OPTION, required=True, wide=True),
                Field("level", "Niveau", Kind.CHOICE, choices=Level, hint="Leeg: het niveau van het type."),
                Field("theme", "Thema", Kind.CHOICE, choices=Phenomenon),
                Field("status", "Status", Kind.CHOICE, choices=CaseStatus, required=True),
                Field(
                    "status_reason",
                    "Toelichting bij de status",
                    hint="Nodig als de casus een stap teruggaat.",
                    wide=True,
                ),
                Field("handler", "Regisseur", Kind.SUGGESTION, hint="Iemand met een account, of een contactpersoon."),
                Field("opened_on", "Startdatum", Kind.DATE, required=True),
                Field("origin", "Herkomst", Kind.CHOICE, choices=CaseOrigin),
                Field("location", "Locatie", wide=True),
                Field("partners", "Partners", Kind.LINES, rows=3, hint="Eén organisatie per regel."),
                Field("description", "Omschrijving", Kind.MULTILINE, rows=5),
            ),
        ),
        FieldGroup(
            "Plan van aanpak",
            (
                Field("approach", "Aanpak", Kind.MULTILINE, rows=5, hint="De stappen zelf staan bij Interventies."),
                Field("approach_on", "Vastgesteld op", Kind.DATE),
            ),
        ),
        FieldGroup(
            "Afronding",
            (
                Field("closed_on", "Afgesloten op", Kind.DATE),
                Field("closing_reason", "Reden van afsluiten", Kind.CHOICE, choices=ClosingReason),
                Field("result", "Resultaat", Kind.MULTILINE, rows=3),
            ),
        ),
        FieldGroup(
            "Telling en nummers",
            (
                Field("counted_year", "Telt in het jaar", Kind.YEAR, hint="Leeg zolang dat niet is bepaald."),
                Field("counting_unit", "Eén telling is een", Kind.CHOICE, choices=CountingUnit),
                Field("number", "Casusnummer", read_only=True, hint="Wordt bij het opslaan gegeven."),
                Field("external_number", "Extern zaaknummer"),
                Field(
                    "former_numbers",
                    "Eerdere nummers",
                    Kind.LINES,
                    rows=2,
                    read_only=True,
                    hint="Van casussen die hierin opgingen.",
                ),
            ),
        ),
    ),
    acts=ACTS,
    parts=(
        Sheet("timeline", "Tijdlijn", _timeline),
        *(Part(part, "case_id", hidden=("case",)) for part in PARTS),
        Sheet("attachments", "Bijlagen", partial(AttachmentsSheet, CaseworkAttachments, "case_id")),
        Sheet("origin", "Herkomst", origin.OriginSheet),
    ),
    empty=EmptyText("Nog geen casussen", "Registreer de eerste casus. Casussen voeden Tabel 1 van de evaluatie."),
)
