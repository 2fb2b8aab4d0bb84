"""The register of reports on screen: one page per desk, built the same."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.rules.permissions import INTEGRITY, INTEGRITY_DEPUTY, Act
from app.services.access import allowed
from app.services.integrity.parts import Files, Messages, Notes
from app.services.integrity.reports import Reports, Substatuses
from models.choices import Classification
from models.integrity.choices import Channel, Conflict, ReportStatus, ReportType
from ui.pages.reports import acts, delivering, files
from ui.tokens import Tone
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

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

STATUS_TONES = {
    ReportStatus.NEW: Tone.ACCENT,
    ReportStatus.TRIAGE: Tone.ACCENT,
    ReportStatus.INVESTIGATION: Tone.WARNING,
    ReportStatus.FOLLOW_UP: Tone.WARNING,
    ReportStatus.CLOSED: Tone.NEUTRAL,
}
_IN_REPORT = Field("report_id", "Melding", Kind.OPTION, required=True, wide=True)
_REPORT = Column("report", "Melding", width=12)

_STORY = FieldGroup(
    "Wat er is gemeld",
    (
        Field("subject", "Korte omschrijving", required=True, wide=True),
        Field("channel", "Hoe binnengekomen", Kind.CHOICE, True, Channel),
        Field("received_on", "Gemeld op", Kind.DATE, True, hint="Van deze dag lopen de termijnen."),
        Field("what", "Wat is er gebeurd?", Kind.MULTILINE, required=True, rows=6),
        Field("when_where", "Wanneer en waar?", Kind.MULTILINE, rows=2),
        Field("who", "Wie zijn erbij betrokken?", Kind.MULTILINE, rows=2),
        Field("how_known", "Hoe weet de melder dit?", Kind.MULTILINE, rows=2),
        Field("may_ask", "De melder staat open voor vragen", Kind.BOOLEAN),
        Field("number", "Nummer", read_only=True, hint="Wordt bij het opslaan gegeven."),
    ),
)
_REPORTER = FieldGroup(
    "Melder",
    (
        Field(
            "reporter", "Wie is de melder?", Kind.MULTILINE, rows=2, hint="Alleen als de melder dat zelf heeft gezegd."
        ),
        Field(
            "approved_on", "Vastlegging akkoord bevonden", Kind.DATE, hint="Bij een mondelinge melding, door de melder."
        ),
        Field("consent_on", "Toestemming om te delen, op", Kind.DATE),
        Field("consent_for", "Wat mag aan wie worden verteld", wide=True),
    ),
)
_TRIAGE = FieldGroup(
    "Beoordeling",
    (
        Field("kind", "Soort melding", Kind.CHOICE, choices=ReportType),
        Field("status", "Status", Kind.CHOICE, True, ReportStatus),
        Field("substatus_id", "Tussenstand", Kind.OPTION),
        Field("handler", "Behandelaar"),
        Field("conflict", "Belangenconflict", Kind.CHOICE, choices=Conflict),
        Field("conflict_note", "Aan wie overgedragen en waarom", wide=True),
        Field(
            "other_route", "Andere weg", Kind.MULTILINE, rows=2, hint="Bijvoorbeeld P&O, vertrouwenspersoon of politie."
        ),
        Field("confirmed_on", "Ontvangst bevestigd", Kind.DATE, hint="Binnen zeven dagen (Wbk)."),
        Field("feedback_on", "Teruggekoppeld", Kind.DATE, hint="Binnen drie maanden na de bevestiging (Wbk)."),
    ),
)
_OUTCOME = FieldGroup(
    "Onderzoek en afronding",
    (
        Field("research", "Onderzoek", Kind.MULTILINE, rows=4),
        Field("conclusion", "Conclusie", Kind.MULTILINE, rows=3),
        Field("measures", "Maatregelen", Kind.MULTILINE, rows=3),
        Field("protection", "Bescherming tegen benadeling", Kind.MULTILINE, rows=2),
        Field("protection_checked_on", "Nagegaan op", Kind.DATE),
        Field("closed_on", "Afgesloten op", Kind.DATE, hint="Dan begint de bewaartermijn."),
    ),
)


def _may(desk: str, vault: UnlockedVault) -> bool:
    return allowed(vault, Act.EDIT_REPORTS, desk)


def _dialogue(desk: str) -> PageDescription:
    """What was said."""
    return PageDescription(
        title="Dialoog",
        many="berichten",
        icon="send",
        intro="Wat melder en behandelaar aan elkaar schreven.",
        register=partial(Messages, desk=desk),
        classification=Classification.CONFIDENTIAL,
        columns=(
            _REPORT,
            Column("sent_on", "Dag", Kind.DATE, width=10),
            Column("speaker", "Van", width=12),
            Column("text", "Bericht"),
        ),
        groups=(FieldGroup("", (_IN_REPORT, Field("text", "Bericht", Kind.MULTILINE, rows=12))),),
        empty=EmptyText(
            "Nog geen berichten", "Bij een melding via het formulier staat hier wat over en weer is geschreven."
        ),
    )


def _came_along(desk: str) -> PageDescription:
    """What was sent along."""
    return PageDescription(
        title="Bijlagen",
        icon="file-text",
        intro="Wat de melder meestuurde.",
        register=partial(Files, desk=desk),
        classification=Classification.CONFIDENTIAL,
        columns=(_REPORT, Column("name", "Bestand"), Column("cleaned", "Opgeschoond", Kind.BOOLEAN, width=12)),
        groups=(
            FieldGroup(
                "",
                (
                    _IN_REPORT,
                    Field("name", "Bestand", wide=True),
                    Field("size", "Grootte", Kind.INTEGER, unit="bytes"),
                    Field("cleaned", "Het formulier heeft sporen van de maker gewist", Kind.BOOLEAN),
                ),
            ),
        ),
        acts=(
            PageAct("Bekijken…", "eye", files.show, "Binnen het programma; staat in het logboek", needs_record=True),
        ),
        empty=EmptyText("Geen bijlagen", "De melder heeft niets meegestuurd."),
    )


def _notes(desk: str) -> PageDescription:
    """What the reporter never sees."""
    return PageDescription(
        title="Aantekeningen",
        icon="pencil",
        intro="Voor wie de melding behandelt; de melder krijgt deze nooit te zien.",
        register=partial(Notes, desk=desk),
        classification=Classification.CONFIDENTIAL,
        columns=(_REPORT, Column("written_on", "Dag", Kind.DATE, width=10), Column("text", "Aantekening")),
        groups=(
            FieldGroup(
                "",
                (
                    _IN_REPORT,
                    Field("written_on", "Dag", Kind.DATE, required=True),
                    Field("text", "Aantekening", Kind.MULTILINE, required=True, rows=8),
                ),
            ),
        ),
        empty=EmptyText("Nog geen aantekeningen", "Leg vast wat u deed en afwoog."),
    )


def _parts(desk: str) -> tuple[Part, ...]:
    within = (_dialogue(desk), _came_along(desk), _notes(desk))
    return tuple(Part(each, "report_id", hidden=("report",)) for each in within)


def _acts(desk: str) -> tuple[PageAct, ...]:
    edit = partial(_may, desk)
    return (
        PageAct("Brievenbus legen…", "inbox", acts.take_in, "Nieuwe meldingen en aanvullingen innemen", allowed=edit),
        PageAct("Ontvangst bevestigen…", "check", acts.confirm, "Eén handeling, bewaard als bewijs", True, edit),
        PageAct("Bericht aan de melder…", "send", acts.reply, "De melder leest het met de code", True, edit),
        PageAct("Terugkoppelen…", "clipboard-check", acts.feed_back, "Wat er met de melding is gedaan", True, edit),
        PageAct("Delen met het LIP…", "send", delivering.share, "Een signaal in uw eigen woorden", True, edit),
        PageAct("Langer bewaren…", "calendar-days", acts.keep_longer, "Met een reden", True, edit),
        PageAct(
            "Jaarcijfers publiceren…",
            "chart-column",
            delivering.publish,
            "Aantallen, niet te herleiden",
            allowed=edit,
        ),
        PageAct("Vernietigen…", "trash-2", acts.destroy, "Na de bewaartermijn, met een verklaring", True, edit),
    )


def reports_of(desk: str, title: str) -> PageDescription:
    """The page of one desk."""
    return PageDescription(
        title=title,
        many="meldingen",
        icon="inbox",
        intro="Interne meldingen. Niemand anders ziet ze, en niemand anders ziet dat ze er zijn.",
        register=partial(Reports, desk=desk),
        search_hint="Zoek op nummer, omschrijving of behandelaar",
        classification=Classification.CONFIDENTIAL,
        columns=(
            Column("number", "Nummer", width=12),
            Column("subject", "Omschrijving"),
            Column("kind", "Soort", width=22, extra=True),
            Column("status", "Status", width=16, tones=STATUS_TONES),
            Column("received_on", "Gemeld", Kind.DATE, width=10, extra=True),
        ),
        filters=(
            Filter("status", "Status", choices=ReportStatus),
            Filter("kind", "Soort", choices=ReportType, unknown=True),
        ),
        groups=(_STORY, _REPORTER, _TRIAGE, _OUTCOME),
        acts=_acts(desk),
        parts=_parts(desk),
        empty=EmptyText(
            "Nog geen meldingen", "Leeg de brievenbus, of leg een melding vast die u mondeling of per brief kreeg."
        ),
    )


REPORTS = reports_of(INTEGRITY, "Meldingen")
REPORTS_DEPUTY = reports_of(INTEGRITY_DEPUTY, "Meldingen (plaatsvervanger)")


def steps_of(desk: str) -> PageDescription:
    """The managed list of steps within a status, of one desk."""
    return PageDescription(
        title="Tussenstanden",
        icon="list",
        intro="Stappen binnen een status, in de woorden van uw organisatie.",
        register=partial(Substatuses, desk=desk),
        classification=Classification.CONFIDENTIAL,
        columns=(Column("name", "Tussenstand"),),
        groups=(FieldGroup("", (Field("name", "Tussenstand", required=True, wide=True),)),),
        empty=EmptyText("Nog geen tussenstanden", "Voeg er een toe, bijvoorbeeld ‘wacht op P&O’."),
    )
