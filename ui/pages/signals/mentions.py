"""What a record mentions, on screen: the fields of the chosen kind, and above them where else it is mentioned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from app.errors import AppError
from app.services.network.recognising.proposals import proposals_in
from app.services.signals.hints import MOST_SHOWN, hint_for, hints_of
from app.services.signals.mentions import FIELDS_OF_KIND, Mentions
from models.casework.choices import Certainty, InformationValue, MentionKind, MentionRole, Reliability
from models.choices import Classification
from ui import tones
from ui.pages.signals import bsn
from ui.tokens import Space, Tone
from ui.widgets.parts import column
from ui.widgets.record.description import Column, EmptyText, Field, FieldGroup, Filter, Kind, PageAct, PageDescription
from ui.widgets.record.panel import RecordPanel
from ui.widgets.told import Told

if TYPE_CHECKING:
    from app.services.network.recognising.proposals import Proposal
    from app.services.signals.hints import Hint
    from ui.widgets.page import PageContext

TYPING_PAUSE = 300  # milliseconds after the last key before is looked where else it occurs
SHOWN = 6
NOTHING_TYPED = "Zodra u een adres, naam of nummer invult, ziet u hier waar het ook voorkomt."
NOTHING_ELSEWHERE = "Wat dit signaal vermeldt, komt nergens anders voor, voor zover u dat kunt zien."


class MentionHints(QFrame):
    """Above the form of a mention: where else what stands in it is mentioned, as far as this reader's keys go.

    Which fields the form has follows from the kind, so that is seen to here too.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault = context.vault
        self._draft: Any = None
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.look)
        layout = column(self, Space.TIGHT)
        self.told = Told()
        layout.addWidget(self.told)

    def show_draft(self, draft: Any, key: int | None, *, typed: bool) -> None:  # noqa: ANN401, ARG002  # of any register
        """Look for this draft; while it is typed, once that pauses."""
        self._draft = draft
        _fields_of(self, draft.kind)
        if typed:
            self._pause.start()
        else:
            self.look()

    def look(self) -> None:
        """Look now."""
        self._pause.stop()
        try:
            hint = hint_for(self._vault, self._draft)
        except AppError as error:
            self.told.show_lines([(Tone.DANGER, str(error))])
            return
        self.told.show_lines(_lines(hint) if hint is not None else [(Tone.NEUTRAL, NOTHING_TYPED)])


class SignalHints(QFrame):
    """Above the form of a signal: what it mentions that other records mention too."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault = context.vault
        layout = column(self, Space.TIGHT)
        self.told = Told()
        layout.addWidget(self.told)

    def show_draft(self, draft: Any, key: int | None, *, typed: bool) -> None:  # noqa: ANN401, ARG002  # of any register
        """For the stored signal; a new one mentions nothing yet."""
        if typed:
            return
        try:
            hints = hints_of(self._vault, key) if key is not None else ()
            alike = proposals_in(self._vault, key) if key is not None else ()
        except AppError as error:
            self.told.show_lines([(Tone.DANGER, str(error))])
            return
        lines = [(Tone.ACCENT, f"{hint.label}: {hint.sentence}") for hint in hints[:SHOWN]]
        for each in alike[:SHOWN]:
            tone, told = _proposed(each)
            lines.append((tone, f"{each.own.label}: {told[0].lower()}{told[1:]}" if each.own is not None else told))
        self.told.show_lines(lines or [(Tone.NEUTRAL, NOTHING_ELSEWHERE)])


def _fields_of(widget: QWidget, kind: MentionKind | None) -> None:
    """Show in the form under this widget the fields of one kind, on whichever page the form stands."""
    above: QWidget | None = widget
    while above is not None and not isinstance(above, RecordPanel):
        above = above.parentWidget()
    if above is None:
        return
    own = FIELDS_OF_KIND.get(kind, ()) if kind is not None else ()
    for name in {name for names in FIELDS_OF_KIND.values() for name in names}:
        above.form.fields[name].setVisible(name in own)


def _lines(hint: Hint) -> list[tuple[Tone, str]]:
    return [*_elsewhere(hint), *(_proposed(each) for each in hint.alike)]


def _proposed(proposal: Proposal) -> tuple[Tone, str]:
    """Somebody who is written in another way and may be the same."""
    where = f" ({proposal.other.number})" if proposal.other.number else ""
    why = f": {proposal.supporting[0]}" if proposal.supporting else "."
    return (Tone.WARNING, f"Misschien dezelfde als {proposal.other.label}{where}, {proposal.strength.label}{why}")


def _elsewhere(hint: Hint) -> list[tuple[Tone, str]]:
    if not hint.elsewhere:
        return [] if hint.alike else [(Tone.NEUTRAL, "Komt nergens anders voor, voor zover u dat kunt zien.")]
    shown = [f"{each.number} {each.title}: {each.written}" for each in hint.elsewhere[:SHOWN]]
    lines = [(Tone.ACCENT, hint.sentence), *((Tone.NEUTRAL, text) for text in shown)]
    more = len(hint.elsewhere) - SHOWN
    if more > 0:
        many = "of meer " if len(hint.elsewhere) == MOST_SHOWN else ""
        lines.append((Tone.NEUTRAL, f"En nog {more} {many}andere vermeldingen."))
    return lines


MENTIONS = PageDescription(
    title="Vermeldingen",
    icon="users",
    intro="Personen, organisaties, adressen en voertuigen, elk met waar het vandaan komt.",
    register=Mentions,
    many="vermeldingen",
    classification=Classification.CONFIDENTIAL,
    search_hint="Zoek op naam, adres of kenteken",
    columns=(
        Column("record", "In", width=13),
        Column("kind", "Soort", width=12),
        Column("label", "Wat of wie"),
        Column("role", "Rol", width=20, extra=True),
        Column("certainty", "Zekerheid", width=12, tones=tones.CERTAINTY),
    ),
    filters=(Filter("kind", "Soort", choices=MentionKind), Filter("certainty", "Zekerheid", choices=Certainty)),
    groups=(
        FieldGroup(
            "",
            (
                Field("signal_id", "Signaal", Kind.OPTION, wide=True),
                Field("kind", "Soort", Kind.CHOICE, choices=MentionKind, required=True),
                Field("certainty", "Zekerheid", Kind.CHOICE, choices=Certainty, required=True),
                Field("given_names", "Voornamen of initialen"),
                Field("prefix", "Tussenvoegsel"),
                Field("surname", "Achternaam"),
                Field("partner_name", "Naam van de partner"),
                Field("aliases", "Andere namen", hint="Bijnamen of andere schrijfwijzen, met een komma ertussen."),
                Field("born_on", "Geboortedatum", Kind.DATE),
                Field("bsn", "BSN", hint="Daarna zijn alleen de laatste drie cijfers te zien."),
                Field("organisation", "Naam", wide=True),
                Field("trade_names", "Handelsnamen", wide=True),
                Field("legal_form", "Rechtsvorm"),
                Field("trade_register_number", "KvK-nummer", hint="Acht cijfers."),
                Field("rsin", "RSIN"),
                Field("street", "Straat", Kind.SUGGESTION, wide=True),
                Field("house_number", "Huisnummer", Kind.INTEGER),
                Field("addition", "Toevoeging"),
                Field("postcode", "Postcode", Kind.SUGGESTION),
                Field("town", "Plaats", Kind.SUGGESTION),
                Field("bag_id", "BAG-identificatie", Kind.SUGGESTION, hint="Zestien cijfers."),
                Field(
                    "plate",
                    "Kenteken",
                    wide=True,
                    hint="Een buitenlands kenteken met het landteken ervoor: PL WX 12345.",
                ),
                Field("phone", "Telefoonnummer"),
                Field("email", "E-mailadres"),
                Field("handle", "Accountnaam", wide=True, hint="Met het platform erbij: voorbeeld op Chatdienst."),
                Field("iban", "Rekeningnummer (IBAN)", wide=True),
                Field("title", "Omschrijving", wide=True),
                Field("reference", "Kenmerk"),
                Field("happened_on", "Datum", Kind.DATE),
                Field("role", "Rol", Kind.CHOICE, choices=MentionRole, wide=True),
                Field("note", "Toelichting", Kind.MULTILINE, rows=2),
            ),
        ),
        FieldGroup(
            "Herkomst",
            (
                Field("origin", "Waar dit vandaan komt", wide=True),
                Field("ground", "Grondslag", wide=True),
                Field("reliability", "Betrouwbaarheid van de bron", Kind.CHOICE, choices=Reliability),
                Field("information", "Waarde van de informatie", Kind.CHOICE, choices=InformationValue),
                Field("valid_from", "Geldig vanaf", Kind.DATE),
                Field("valid_to", "Geldig tot en met", Kind.DATE),
                Field("keep_until", "Bewaren tot en met", Kind.DATE),
            ),
        ),
    ),
    acts=(PageAct("BSN tonen…", "eye", bsn.show, "Wie het BSN ziet, staat in het logboek", needs_record=True),),
    foresight=MentionHints,
    empty=EmptyText("Nog geen vermeldingen", "Leg vast welk adres, wie of welk voertuig in dit signaal wordt genoemd."),
)
