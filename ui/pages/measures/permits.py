"""Exploitation permits and traders on screen."""

from __future__ import annotations

from app.services.measures.permits import OperatingPermits
from app.services.measures.traders import TraderChecks, Traders
from models.measures.apv_choices import CheckResult, PermitOutcome, PermitReason
from models.measures.choices import Answer
from ui import tones
from ui.widgets.record.description import (
    Column,
    EmptyText,
    Field,
    FieldGroup,
    Filter,
    Kind,
    PageDescription,
    Part,
)

PERMITS = PageDescription(
    title="Exploitatievergunningen",
    icon="scroll-text",
    intro="Aanvraag en besluit. Een Bibob-toets staat hier niet: die is geheim en blijft bij de coördinator.",
    register=OperatingPermits,
    search_hint="Zoek op inrichting, exploitant of kenmerk",
    columns=(
        Column("establishment", "Inrichting"),
        Column("operator", "Exploitant", width=24, extra=True),
        Column("applied_on", "Aanvraag", Kind.DATE, width=10),
        Column("outcome", "Besluit", width=28, tones=tones.PERMIT),
        Column("decided_on", "Besloten", Kind.DATE, width=10, extra=True),
        Column("valid_until", "Geldig t/m", Kind.DATE, width=10, extra=True),
    ),
    filters=(
        Filter("outcome", "Besluit", choices=PermitOutcome, unknown=True),
        Filter("reason", "Aanleiding", choices=PermitReason),
    ),
    groups=(
        FieldGroup(
            "Aanvraag",
            (
                Field("establishment", "Inrichting", required=True, wide=True),
                Field("operator", "Exploitant", required=True),
                Field("reference", "Kenmerk"),
                Field("reason", "Aanleiding", Kind.CHOICE, choices=PermitReason, required=True),
                Field("applied_on", "Aanvraag ontvangen", Kind.DATE, required=True),
                Field("property_id", "Pand", Kind.OPTION, wide=True, hint="Alleen als het adres bij Panden staat."),
                Field("designation_id", "Op grond van aanwijzing", Kind.OPTION, wide=True),
                Field("leaders", "Leidinggevenden", Kind.LINES, rows=3, hint="Eén naam per regel."),
            ),
        ),
        FieldGroup(
            "Toetsing en besluit",
            (
                Field("zoning_fits", "Past in het bestemmingsplan", Kind.CHOICE, choices=Answer),
                Field("conduct_fits", "Levensgedrag in orde", Kind.CHOICE, choices=Answer),
                Field("outcome", "Besluit", Kind.CHOICE, choices=PermitOutcome),
                Field("decided_on", "Besloten op", Kind.DATE),
                Field("valid_until", "Geldig tot en met", Kind.DATE),
                Field("conditions", "Voorschriften", Kind.MULTILINE, rows=3),
                Field("changes", "Wijzigingen", Kind.MULTILINE, rows=3, hint="Eén wijziging per regel."),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    empty=EmptyText("Nog geen exploitatievergunningen", "Leg de eerste aanvraag vast."),
)

CHECKS = PageDescription(
    title="Controles",
    many="controles bij handelaren",
    icon="clipboard-check",
    intro="Wat een controle opleverde en wat erop volgt (art. 437 Sr, art. 2:67 en 2:68 APV).",
    register=TraderChecks,
    columns=(
        Column("trader", "Handelaar"),
        Column("checked_on", "Gecontroleerd", Kind.DATE, width=12),
        Column("result", "Bevinding", width=28, tones=tones.CHECK),
        Column("again_on", "Opnieuw op", Kind.DATE, width=11),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("trader_id", "Handelaar", Kind.OPTION, required=True, wide=True),
                Field("checked_on", "Gecontroleerd op", Kind.DATE, required=True),
                Field("checked_by", "Door"),
                Field("result", "Bevinding", Kind.CHOICE, choices=CheckResult, required=True),
                Field("again_on", "Opnieuw controleren op", Kind.DATE),
                Field("finding", "Wat is gezien", Kind.MULTILINE, rows=3),
                Field("follow_up", "Vervolg", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    empty=EmptyText("Nog geen controles", "Leg vast wanneer is gecontroleerd en wat dat opleverde."),
)

TRADERS = PageDescription(
    title="Handelaren (DOR/DOL)",
    many="handelaren",
    icon="handshake",
    intro="Opkopers en handelaren in gebruikte goederen. Wat zij inkopen, staat in het DOR en niet hier.",
    register=Traders,
    search_hint="Zoek op naam, goederen of adres",
    columns=(
        Column("name", "Handelaar"),
        Column("trade", "Goederen", width=20, extra=True),
        Column("in_dol", "In DOL", width=7),
        Column("in_dor", "In DOR", width=7),
        Column("checked_on", "Gecontroleerd", Kind.DATE, width=12),
        Column("result", "Bevinding", width=27, tones=tones.CHECK, extra=True),
    ),
    filters=(
        Filter("in_dol", "Aangemeld in DOL", choices=Answer, unknown=True),
        Filter("in_dor", "Gebruikt DOR", choices=Answer, unknown=True),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Naam", required=True, wide=True),
                Field("trade", "Goederen", hint="Bijvoorbeeld fietsen of goud."),
                Field("trade_register_number", "KvK-nummer", hint="Acht cijfers."),
                Field("address", "Adres", wide=True),
                Field("in_dol", "Aangemeld in DOL", Kind.CHOICE, choices=Answer, hint="Art. 2:68 APV."),
                Field("dol_since", "Aangemeld op", Kind.DATE),
                Field("in_dor", "Gebruikt DOR", Kind.CHOICE, choices=Answer, hint="Art. 2:67 APV."),
                Field("other_register", "Ander register", hint="Bijvoorbeeld een gewaarmerkt register."),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    parts=(Part(CHECKS, "trader_id", hidden=("trader",)),),
    empty=EmptyText("Nog geen handelaren", "Leg vast wie in gebruikte goederen handelt."),
)
