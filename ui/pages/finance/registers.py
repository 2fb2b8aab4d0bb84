"""The pages of the money: budgets, their lines, bookings, commitments, carry-overs and posts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.services.programme.attachments import ProgrammeAttachments
from app.services.programme.budgets import Budgets, Lines
from app.services.programme.carry_overs import CarryOvers
from app.services.programme.money import budget_years
from app.services.programme.posts import Posts
from app.services.programme.spending import Bookings, Commitments
from app.services.records import Option
from models.choices import CarryOverCover, CarryOverStatus, FundingSource, Nature
from ui import tones
from ui.pages.finance.carry_over_step import ask_for_step
from ui.pages.finance.reconcile import ask_to_reconcile
from ui.widgets.record.description import (
    Column,
    EmptyText,
    Field,
    FieldGroup,
    Filter,
    Kind,
    PageAct,
    PageDescription,
    Sheet,
)
from ui.widgets.viewer.sheet import AttachmentsSheet

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def _years(vault: UnlockedVault) -> tuple[Option, ...]:
    """The years that have a budget."""
    return tuple(Option(year, str(year)) for year in budget_years(vault))


_YEAR = Filter("year", "Jaar", options=_years)

BUDGETS = PageDescription(
    title="Begrotingen",
    icon="wallet",
    intro="Het geld van een jaar. Een begroting kan alleen een totaal hebben, zonder bedrag per post.",
    register=Budgets,
    search_hint="Zoek op naam of toelichting",
    columns=(
        Column("year", "Jaar", Kind.YEAR, width=6),
        Column("name", "Begroting"),
        Column("nature", "Aard", width=12, extra=True),
        Column("source", "Bron", width=24, extra=True),
        Column("budgeted", "Begroot", Kind.AMOUNT, width=12),
        Column("adjusted", "Bijgesteld", Kind.AMOUNT, width=12, extra=True),
    ),
    filters=(_YEAR, Filter("nature", "Aard", choices=Nature)),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Naam", required=True, wide=True),
                Field("year", "Jaar", Kind.YEAR, required=True),
                Field("nature", "Aard", Kind.CHOICE, choices=Nature, required=True),
                Field("source", "Bron", Kind.CHOICE, choices=FundingSource),
                Field("policy_field", "Taakveld", hint="1.2 is openbare orde en veiligheid (BBV)."),
                Field("budgeted", "Begroot, primitief", Kind.AMOUNT, hint="Leeg is onbekend."),
                Field("adjusted", "Begroot, bijgesteld", Kind.AMOUNT, hint="Leeg zolang niets is bijgesteld."),
                Field("own_share", "Eigen aandeel", Kind.AMOUNT, hint="Wat de gemeente er zelf van betaalt."),
                Field("programme_id", "Programma", Kind.OPTION, hint="Als het geld van een meerjarig programma is."),
                Field("groups", "Groepen", Kind.LINES, rows=4, hint="De kopjes van Tabel 2, één per regel."),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
        FieldGroup(
            "Totalen volgens de bron",
            (
                Field(
                    "stated_spent", "Uitgegeven", Kind.AMOUNT, hint="Om mee te vergelijken; er wordt niets aangepast."
                ),
                Field("stated_remainder", "Restant", Kind.AMOUNT),
            ),
        ),
    ),
    empty=EmptyText("Nog geen begrotingen", "Begin met de begroting van dit jaar; daarna volgen de posten."),
)

LINES = PageDescription(
    title="Posten",
    icon="file-text",
    intro="De regels van Tabel 2. Uitgaven zijn de som van de boekingen, of één bedrag.",
    register=Lines,
    search_hint="Zoek op post, leverancier of toelichting",
    columns=(
        Column("year", "Jaar", Kind.YEAR, width=6),
        Column("group", "Groep", width=30, extra=True),
        Column("name", "Post"),
        Column("budgeted", "Begroot", Kind.AMOUNT, width=11, extra=True),
        Column("spent", "Uitgegeven", Kind.AMOUNT, width=11),
    ),
    filters=(_YEAR, Filter("nature", "Aard", choices=Nature, unknown=True)),
    groups=(
        FieldGroup(
            "",
            (
                Field("name", "Post", required=True, wide=True),
                Field("group_id", "Begroting en groep", Kind.OPTION, required=True, wide=True),
                Field("budgeted", "Begroot", Kind.AMOUNT, hint="Leeg als alleen het totaal is begroot."),
                Field(
                    "spent_amount", "Uitgegeven in één bedrag", Kind.AMOUNT, hint="Alleen als er geen boekingen zijn."
                ),
                Field(
                    "planned",
                    "Nog te verwachten",
                    Kind.AMOUNT,
                    hint="Dit jaar, naast de verplichtingen; voor de prognose. Leeg is onbekend.",
                ),
                Field("nature", "Aard", Kind.CHOICE, choices=Nature, hint="Alleen als die afwijkt."),
                Field("position", "Volgorde", Kind.INTEGER, hint="Leeg: achteraan."),
                Field("supplier", "Leverancier", wide=True),
                Field("continues", "Loopt volgend jaar door", Kind.BOOLEAN, wide=True),
                Field("covered_by", "Dekking dan", hint="Uit welk geld het volgend jaar wordt betaald."),
                Field("note", "Toelichting", Kind.MULTILINE, rows=4),
            ),
        ),
    ),
    empty=EmptyText("Nog geen posten", "Leg eerst een begroting met groepen vast; voeg daarna de posten toe."),
)

BOOKINGS = PageDescription(
    title="Boekingen",
    icon="receipt-text",
    intro="Wat is uitgegeven, per post. Een negatief bedrag is een correctie.",
    register=Bookings,
    search_hint="Zoek op omschrijving, kenmerk of post",
    columns=(
        Column("booked_on", "Datum", Kind.DATE, width=10),
        Column("description", "Omschrijving"),
        Column("line", "Post", width=34, extra=True),
        Column("reference", "Kenmerk", width=12, extra=True),
        Column("amount", "Bedrag", Kind.AMOUNT, width=11),
    ),
    filters=(_YEAR,),
    groups=(
        FieldGroup(
            "",
            (
                Field("line_id", "Post", Kind.OPTION, required=True, wide=True),
                Field("booked_on", "Boekdatum", Kind.DATE, required=True),
                Field("amount", "Bedrag", Kind.AMOUNT, required=True),
                Field("description", "Omschrijving", required=True, wide=True),
                Field("reference", "Kenmerk", hint="Factuur- of boekstuknummer."),
                Field("cost_centre", "Kostenplaats"),
                Field("ledger_account", "Grootboeknummer"),
            ),
        ),
    ),
    acts=(
        PageAct(
            "Vergelijken met grootboek…",
            "table-2",
            ask_to_reconcile,
            hint="Leg de boekingen van een jaar naast een CSV-bestand uit de administratie",
        ),
    ),
    parts=(Sheet("attachments", "Bijlagen", partial(AttachmentsSheet, ProgrammeAttachments, "booking_id")),),
    empty=EmptyText("Nog geen boekingen", "Boek de eerste uitgave op een post."),
)

COMMITMENTS = PageDescription(
    title="Verplichtingen",
    icon="send",
    intro="Wat is toegezegd maar nog niet uitgegeven. Het bedrag mag onbekend zijn.",
    register=Commitments,
    search_hint="Zoek op post of toelichting",
    columns=(
        Column("year", "Jaar", Kind.YEAR, width=6),
        Column("line", "Post"),
        Column("note", "Toelichting", width=34, extra=True),
        Column("amount", "Bedrag", Kind.AMOUNT, width=11),
    ),
    groups=(
        FieldGroup(
            "",
            (
                Field("line_id", "Post", Kind.OPTION, required=True, wide=True),
                Field("year", "Uit te geven in", Kind.YEAR, required=True),
                Field("amount", "Bedrag", Kind.AMOUNT, hint="Leeg is onbekend."),
                Field("note", "Toelichting", Kind.MULTILINE, rows=4),
            ),
        ),
    ),
    empty=EmptyText("Nog geen verplichtingen", "Leg vast wat is toegezegd voor een later jaar."),
)

CARRY_OVERS = PageDescription(
    title="Overheveling",
    many="overhevelingen",
    icon="split",
    intro="Verzoeken om een restant mee te nemen naar een later jaar.",
    register=CarryOvers,
    search_hint="Zoek op begroting of motivering",
    columns=(
        Column("year", "Van", Kind.YEAR, width=6),
        Column("to_year", "Naar", Kind.YEAR, width=6),
        Column("status", "Status", width=18, tones=tones.CARRY_OVER),
        Column("cover", "Ten laste van"),
        Column("amount", "Bedrag", Kind.AMOUNT, width=12),
    ),
    filters=(_YEAR, Filter("status", "Status", choices=CarryOverStatus)),
    groups=(
        FieldGroup(
            "",
            (
                Field("budget_id", "Begroting", Kind.OPTION, required=True, wide=True),
                Field("amount", "Bedrag", Kind.AMOUNT, required=True),
                Field("to_year", "Naar het jaar", Kind.YEAR, required=True),
                Field("cover", "Ten laste van", Kind.CHOICE, choices=CarryOverCover),
                Field("reason", "Motivering", Kind.MULTILINE, rows=5),
            ),
        ),
        FieldGroup(
            "Verloop",
            (
                Field(
                    "status",
                    "Status",
                    Kind.CHOICE,
                    choices=CarryOverStatus,
                    read_only=True,
                    hint="Verandert met de knop ‘Volgende stap’.",
                ),
                Field("submitted_on", "Ingediend op", Kind.DATE, read_only=True),
                Field("college_on", "College akkoord op", Kind.DATE, read_only=True),
                Field("decided_on", "Besloten op", Kind.DATE, read_only=True),
            ),
        ),
    ),
    acts=(
        PageAct(
            "Volgende stap…",
            "chevron-right",
            ask_for_step,
            hint="Indienen, college, raad of afwijzen, met de dag",
            needs_record=True,
            allowed=lambda vault: CarryOvers(vault).may_edit(),
        ),
    ),
    empty=EmptyText("Nog geen overhevelingen", "Vraag aan om een restant mee te nemen naar volgend jaar."),
)

POSTS = PageDescription(
    title="Functies",
    icon="id-card",
    intro="De formatie in fte: wat is vervuld, wat staat open.",
    register=Posts,
    search_hint="Zoek op functie of toelichting",
    columns=(
        Column("year", "Jaar", Kind.YEAR, width=6),
        Column("function", "Functie"),
        Column("nature", "Aard", width=12, extra=True),
        Column("filled_from", "Vervuld per", Kind.DATE, width=11, extra=True),
        Column("fte", "Fte", Kind.DECIMAL, width=6),
        Column("cost", "Kosten", Kind.AMOUNT, width=12),
    ),
    filters=(Filter("nature", "Aard", choices=Nature, unknown=True),),
    groups=(
        FieldGroup(
            "",
            (
                Field("function", "Functie", wide=True, hint="Leeg zolang dat niet is bepaald."),
                Field("year", "Jaar", Kind.YEAR, required=True),
                Field("fte", "Omvang", Kind.DECIMAL, required=True, unit="fte"),
                Field("nature", "Aard", Kind.CHOICE, choices=Nature),
                Field("filled_from", "Vervuld per", Kind.DATE, hint="Leeg: vacature."),
                Field("cost", "Kosten", Kind.AMOUNT),
                Field("note", "Toelichting", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    empty=EmptyText("Nog geen functies", "Leg vast hoeveel fte er is en wat is vervuld."),
)

REGISTERS = (BUDGETS, LINES, BOOKINGS, COMMITMENTS, CARRY_OVERS, POSTS)
"""In the order of their tabs."""
