"""How things are known again here: how well the proposals do, the addresses of the BAG, and the blind hits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QScrollArea, QWidget

from app.errors import AppError
from app.exchange.sheets.reading import read_file
from app.formats import format_count, format_integer
from app.rules.identity.evidence import Strength
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.network.blind.hits import exchange_hits
from app.services.network.blind.rules import rules, set_rule
from app.services.network.recognising.addresses import address_count, load_addresses
from app.services.network.recognising.measured import measured
from ui import dialogs
from ui.tokens import Space, Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import button, card, column, label, row
from ui.widgets.told import Told

if TYPE_CHECKING:
    from app.services.network.blind.rules import Rule
    from app.services.network.recognising.addresses import Loaded
    from app.services.network.recognising.measured import Judged, Measured
    from ui.tasks import Progress
    from ui.widgets.page import PageContext

FIGURES = (
    "Berekend over wat hier is beoordeeld. Trefzeker: welk deel van de voorstellen dezelfde bleek. Volledig: welk deel "
    "van wat dezelfde bleek ook werd voorgesteld. Wat nooit is voorgesteld, is zelden beoordeeld: volledig is dus ten "
    "hoogste dit."
)
BAG = (
    "Een CSV- of Excel-bestand uit de eigen BAG met ten minste de kolommen Openbare ruimte, Huisnummer, Postcode, "
    "Woonplaats en Nummeraanduiding. Een nieuw bestand komt in de plaats van het vorige."
)
BLIND = (
    "Komt iets uit een apart onderdeel ook elders in de casuïstiek voor, dan ziet men daar alleen: neem contact op met "
    "… Verder niets. Beide kanten hebben het in het logboek. Bibob en integriteit doen nooit mee."
)
_KINDS = "Tabellen (*.csv *.xlsx *.ods *.txt)"
_SHOWN = 8
_LAST = 5  # column behind the figures, which takes the room that is left


class RecognisingPage(Page):
    """Three cards, for who reads signals; changing them is for who may edit, or holds the compartment."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault = context.vault
        self.message = MessageBar()
        self.job = Job(context.tasks)
        self.figures = QGridLayout()
        self.judged = label("", "muted", wrap=True)
        self.addresses = label("", wrap=True)
        self.refused = Told()
        self.load_button = button("Bestand inlezen…", "folder-open", act=self.load)
        self.load_button.setVisible(allowed(self._vault, Act.EDIT_SIGNALS, CASEWORK))
        self.compare_button = button("Nu vergelijken", "refresh-cw", act=self.compare)
        self.blind = QWidget()
        self._rules = column(self.blind, Space.SMALL)
        self._lay_out()

    def refresh(self) -> None:
        """As things are now."""
        try:
            self._show_figures(measured(self._vault))
            self._show_addresses(address_count(self._vault))
            self._show_rules(rules(self._vault))
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)

    def escape(self) -> None:
        """Stop reading."""
        self.job.stop()

    def load(self) -> None:
        """Choose a file with addresses and read it."""
        path = None if self.job.busy else dialogs.choose_file(self, "Adressen uit de BAG", _KINDS)
        if path is None:
            return
        chosen = path

        def work(progress: Progress) -> Loaded:
            return load_addresses(self._vault, read_file(chosen).sheet().lines, progress)

        self.message.hide()
        self.job.start(work, first="Adressen lezen", done=self._loaded, refused=self._refused)

    def switch(self, rule: Rule, *, gives: bool) -> None:
        """Let a compartment give hits, or no longer; this user is the one to ask."""
        try:
            set_rule(self._vault, compartment=rule.compartment, gives=gives)
            exchange_hits(self._vault)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.message.say(
            f"‘{rule.label}’ geeft blinde hits; collega’s worden naar u verwezen."
            if gives
            else f"‘{rule.label}’ geeft geen blinde hits meer. Wat er was, is ingetrokken."
        )
        self.refresh()

    def compare(self) -> None:
        """Look now what is known elsewhere; many hits at once go out only when this user wants that."""
        try:
            done = exchange_hits(self._vault)
            for compartment in sorted(done.held_in):
                if dialogs.confirm(self, "Veel hits tegelijk", _many(done.held_back), "Toch geven"):
                    done += exchange_hits(self._vault, release=compartment)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.message.say(f"Blinde hits: {done.given} gegeven, {done.withdrawn} ingetrokken.")

    def _loaded(self, loaded: Loaded) -> None:
        told = format_count(loaded.stored, "adres", "adressen")
        left_out = format_count(loaded.refused_count, "regel", "regels")
        wrong = f" Overgeslagen: {left_out}." if loaded.refused else ""
        self.message.say(f"Ingelezen: {told}.{wrong}", Tone.WARNING if loaded.refused else Tone.SUCCESS)
        lines = [(Tone.WARNING, f"Rij {each.row}, {each.column}: {each.message}") for each in loaded.refused[:_SHOWN]]
        more = loaded.refused_count - len(lines)
        rest = [(Tone.NEUTRAL, f"En nog {format_integer(more)} andere regels.")] if more > 0 else []
        self.refused.show_lines([*lines, *rest])
        self.refresh()

    def _refused(self, error: AppError) -> None:
        self.message.say(str(error), Tone.DANGER)

    def _show_addresses(self, count: int) -> None:
        self.addresses.setText(
            f"Bekend: {format_count(count, 'adres', 'adressen')}. Formulieren stellen ze voor."
            if count
            else "Er is nog geen bestand ingelezen."
        )

    def _show_figures(self, judged: Judged) -> None:
        _empty(self.figures)
        for at, title in enumerate(("Voorstel", "Voorgesteld", "Dezelfde", "Trefzeker", "Volledig")):
            self.figures.addWidget(label(title, "muted"), 0, at)
        for line_at, line in enumerate(judged.lines, start=1):
            for at, text in enumerate(_texts(line)):
                self.figures.addWidget(label(text), line_at, at)
        unsure = f" Bij {judged.unsure} was het antwoord ‘weet niet’." if judged.unsure else ""
        count = format_count(judged.answered, "paar", "paren")
        answered = f"Beoordeeld als dezelfde of niet: {count}." if judged.answered else "Nog niets beoordeeld."
        self.judged.setText(f"{answered}{unsure}")

    def _show_rules(self, found: tuple[Rule, ...]) -> None:
        _empty(self._rules)
        if not found:
            self._rules.addWidget(label("U hebt geen apart onderdeel.", "muted"))
        for rule in found:
            self._rules.addWidget(self._rule(rule))
        self.compare_button.setVisible(bool(found))

    def _rule(self, rule: Rule) -> QWidget:
        line = QWidget()
        beside = row(line)
        state = f"geeft hits; contact: {rule.contact_name}" if rule.gives else "geeft geen hits"
        told = label(f"{rule.label}: {state}", wrap=True)
        beside.addWidget(told, 1)
        act = "Uitzetten" if rule.gives else "Aanzetten"
        turn = button(act, act=partial(self.switch, rule, gives=not rule.gives))
        turn.setAccessibleName(f"{act}: {rule.label}")
        beside.addWidget(turn)
        return line

    def _lay_out(self) -> None:
        inside = QWidget()
        layout = column(inside, Space.LARGE)
        layout.addWidget(self.message)
        layout.addWidget(self.job)
        self.figures.setHorizontalSpacing(Space.WIDE)
        self.figures.setContentsMargins(0, 0, 0, 0)
        self.figures.setColumnStretch(_LAST, 1)
        holder = QWidget()
        holder.setLayout(self.figures)
        layout.addWidget(_card("Hoe goed zijn de voorstellen hier?", FIGURES, holder, self.judged))
        known = QWidget()
        line = row(known)
        line.addWidget(self.addresses, 1)
        line.addWidget(self.load_button)
        layout.addWidget(_card("Adressen uit de BAG", BAG, known, self.refused))
        room = QWidget()
        beside = row(room)
        beside.addWidget(self.compare_button)
        beside.addStretch(1)
        layout.addWidget(_card("Blinde hits", BLIND, self.blind, room))
        layout.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setAccessibleName("Herkennen")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        column(self).addWidget(area)


def _many(count: int) -> str:
    return (
        f"Er komen {count} vermeldingen elders voor. Zoveel tegelijk kan betekenen dat iemand namen heeft ingevoerd om "
        "te zien wat u weet. Kijk eerst in het logboek wie ze vastlegde."
    )


def _card(title: str, text: str, *parts: QWidget) -> QFrame:
    frame = card()
    inside = column(frame, Space.SMALL, Space.LARGE)
    inside.addWidget(label(title, "section"))
    inside.addWidget(label(text, "muted", wrap=True))
    for part in parts:
        inside.addWidget(part)
    return frame


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _texts(line: Measured) -> tuple[str, ...]:
    level = line.strength.label if line.strength is Strength.STRONG else f"{line.strength.label} of sterker"
    counts = (format_integer(line.proposed), format_integer(line.right))
    return (level, *counts, _share(line.precision), _share(line.recall))


def _share(value: float | None) -> str:
    return "–" if value is None else f"{round(100 * value)} %"
