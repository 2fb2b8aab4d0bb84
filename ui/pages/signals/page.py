"""The page Signalen: the register with, for the signal that is open, its weighing, mentions, sources and follow-up."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.casework.attachments import CaseworkAttachments
from app.services.signals.signals import Signals
from app.services.signals.sources import SourceChecks
from models.casework.choices import (
    CheckedSource,
    Cluster,
    InformationValue,
    InformingDuty,
    Reliability,
    SignalOutcome,
    SignalSource,
    SignalStatus,
)
from models.choices import Classification, Phenomenon, Priority
from ui import tones
from ui.pages.signals import inbox
from ui.pages.signals.followup import FollowUpSheet
from ui.pages.signals.mentions import MENTIONS, SignalHints
from ui.pages.signals.weighing import WeighingSheet
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
from ui.widgets.record.file_page import FilePage
from ui.widgets.viewer.sheet import AttachmentsSheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.vault.session import UnlockedVault
    from ui.widgets.record.tabs import PartTab


def _may(vault: UnlockedVault) -> bool:
    return allowed(vault, Act.EDIT_SIGNALS, CASEWORK)


SOURCES = PageDescription(
    title="Bronnen",
    icon="search",
    intro="De bronnen die de privacyfunctionaris onder privacytoets 1 toestaat, elk met een grondslag.",
    register=SourceChecks,
    many="bronnen",
    classification=Classification.CONFIDENTIAL,
    columns=(
        Column("signal", "Signaal", width=13),
        Column("source", "Bron", width=18),
        Column("ground", "Grondslag"),
        Column("result", "Uitkomst", width=8, tones=tones.HIT),
        Column("checked_on", "Geraadpleegd", Kind.DATE, width=11, extra=True),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("signal_id", "Signaal", Kind.OPTION, required=True, wide=True),
                Field("source", "Bron", Kind.CHOICE, choices=CheckedSource, required=True, wide=True),
                Field("ground", "Grondslag", Kind.SUGGESTION, required=True, wide=True),
            ),
        ),
    ),
    empty=EmptyText(
        "Nog geen bronnen", "De privacyfunctionaris legt hier vast welke bronnen mogen worden geraadpleegd, en waarom."
    ),
)

SIGNALS = PageDescription(
    title="Signalen",
    icon="inbox",
    intro="Wat is gezien of gehoord, hoe het is gewogen en wat ermee gebeurde.",
    register=Signals,
    many="signalen",
    search_hint="Zoek op nummer, titel of inbrenger",
    classification=Classification.CONFIDENTIAL,
    columns=(
        Column("number", "Nummer", width=13),
        Column("title", "Titel"),
        Column("status", "Status", width=19, tones=tones.SIGNAL),
        Column("received_on", "Ontvangen", Kind.DATE, width=10, extra=True),
        Column("priority", "Prioriteit", width=9, tones=tones.PRIORITY, extra=True),
        Column("phenomenon", "Fenomeen", width=26, extra=True),
        Column("outcome", "Besluit", width=19, extra=True),
    ),
    filters=(
        Filter("status", "Status", choices=SignalStatus),
        Filter("phenomenon", "Fenomeen", choices=Phenomenon, unknown=True),
        Filter("cluster", "Cluster", choices=Cluster, unknown=True),
        Filter("outcome", "Besluit", choices=SignalOutcome, unknown=True),
    ),
    groups=(
        FieldGroup(
            "Signaal",
            (
                Field("title", "Titel", required=True, wide=True, hint="Kort en zonder namen van personen."),
                Field("source", "Bron", Kind.CHOICE, choices=SignalSource, required=True),
                Field("received_on", "Ontvangen op", Kind.DATE, hint="Leeg: vandaag."),
                Field(
                    "facts",
                    "Feiten",
                    Kind.MULTILINE,
                    required=True,
                    rows=5,
                    hint="Wat is gezien of gehoord, zonder oordeel.",
                ),
                Field(
                    "interpretation", "Interpretatie", Kind.MULTILINE, rows=3, hint="Wat het kan betekenen, en waarom."
                ),
            ),
        ),
        FieldGroup(
            "Meer over het signaal",
            (
                Field("phenomenon", "Fenomeen", Kind.CHOICE, choices=Phenomenon),
                Field("cluster", "Cluster van de inbrenger", Kind.CHOICE, choices=Cluster),
                Field("brought_in_by", "Ingebracht door", Kind.SUGGESTION, hint="Leeg bij een anonieme melding."),
                Field("observed_from", "Waargenomen van", Kind.DATE),
                Field("observed_to", "Tot en met", Kind.DATE),
                Field("reliability", "Betrouwbaarheid bron", Kind.CHOICE, choices=Reliability, hint="Niet verplicht."),
                Field("information_value", "Waarde informatie", Kind.CHOICE, choices=InformationValue),
                Field("priority", "Prioriteit", Kind.CHOICE, choices=Priority),
                Field("priority_reason", "Waarom deze prioriteit", Kind.MULTILINE, rows=2),
            ),
        ),
        FieldGroup(
            "Verantwoording",
            (
                Field("number", "Signaalnummer", read_only=True, hint="Wordt bij het opslaan gegeven."),
                Field("classification", "Rubricering", Kind.CHOICE, choices=Classification),
                Field("informing", "Betrokkene informeren", Kind.CHOICE, choices=InformingDuty, hint="Art. 14 AVG."),
                Field("informing_note", "Toelichting informeren", Kind.MULTILINE, rows=2),
            ),
        ),
    ),
    acts=(
        PageAct(
            "Brievenbus legen…", "inbox", inbox.take_in, "Anonieme meldingen over ondermijning innemen", allowed=_may
        ),
    ),
    foresight=SignalHints,
    parts=(
        Sheet("weighing", "Weging", WeighingSheet),
        Part(MENTIONS, "signal_id", hidden=("record",)),
        Part(SOURCES, "signal_id", hidden=("signal",)),
        Sheet("attachments", "Bijlagen", partial(AttachmentsSheet, CaseworkAttachments, "signal_id")),
        Sheet("followup", "Vervolg", FollowUpSheet),
    ),
    empty=EmptyText("Nog geen signalen", "Registreer het eerste signaal: een titel, de bron en wat er is gezien."),
)


class SignalsPage(FilePage):
    """The file page of signals: what is done in a weighing shows in the list."""

    def _sheet(self, sheet: Sheet) -> PartTab:
        tab = super()._sheet(sheet)

        def make() -> QWidget:
            made = tab.make()
            if isinstance(made, WeighingSheet | FollowUpSheet):
                made.changed.connect(self.refresh)
            return made

        return replace(tab, make=make)
