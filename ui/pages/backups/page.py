"""The page Back-up: one glance at what is safe, and the four things one can do about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.errors import AppError, Cancelled
from app.formats import format_date
from app.rules.permissions import REGISTER, Act
from app.rules.retention import STANDARD
from app.services.access import allowed
from app.services.backups.place import set_place
from app.services.backups.restore_test import restore_test
from app.services.backups.rounds import back_up_now, overview
from ui import dialogs
from ui.pages.backups.report import ReportDialog
from ui.pages.backups.table import StateTable
from ui.tokens import Space, Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import PageHead, Pill, button, card, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton

    from app.services.backups.facts import BackupRound, Overview, RestoreReport
    from ui.tasks import Progress
    from ui.widgets.page import PageContext

INTRO = (
    "Een back-up is een versleutelde kopie die na het maken is geopend en nagerekend. Zolang de kluis open is, maakt "
    "Bolwerk er elke dag een van de onderdelen waarvan u de sleutel hebt."
)


class BackupPage(Page):
    """Everybody sees how the backups stand; who may set where they go is a matter of role."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault = context.vault
        self._tasks = context.tasks
        self.shown: Overview | None = None
        self.may_set = allowed(self._vault, Act.SET_BACKUP, REGISTER)
        self.message = MessageBar()
        self.job = Job(context.tasks)
        self.table = StateTable()
        self.make_button = button("Nu een back-up maken", "save", "primary", self.make)
        self.stop_button = button("Annuleren", act=self.job.stop)
        self.place = label("", wrap=True)
        self.place_note = label("", "muted", wrap=True)
        self.choose_button = button("Andere map kiezen…", "folder-open", act=self.choose_place)
        self.reset_button = button("Terug naar de map in de kluis", "undo-2", "quiet", self.reset_place)
        self.tested = label("", wrap=True)
        self.tested_pill = Pill()
        self.test_button = button("Terugzetten beproeven", "clipboard-check", act=self.try_out)
        self._lay_out()
        self._show_busy()

    def refresh(self) -> None:
        """Look again at what there is; in the background, because the backups may lie on a slow disk."""

        def work(_progress: Progress) -> Overview:
            return overview(self._vault)

        self._tasks.run(self, work, done=self.show_overview, failed=self._say)

    def escape(self) -> None:
        """Stop what is under way."""
        self.job.stop()

    def make(self) -> None:
        """Back up everything that this user holds."""
        self._start(partial(back_up_now, self._vault, None), "Back-up maken", self._on_made)

    def try_out(self) -> None:
        """Put the newest backups back elsewhere and see whether they are whole."""
        self._start(partial(restore_test, self._vault), "Back-ups beproeven", self._on_tested)

    def choose_place(self) -> None:
        """Let the user choose another folder or disk."""
        place = dialogs.choose_folder(self, "Map voor de back-ups kiezen", self.shown.place if self.shown else None)
        if place is not None:
            self._set_place(place)

    def reset_place(self) -> None:
        """Back to the folder in the vault."""
        self._set_place(None)

    def show_overview(self, found: Overview) -> None:
        """Put it on screen."""
        self.shown = found
        self.table.show_rows(found.compartments)
        self.place.setText(str(found.place))
        self.reset_button.setVisible(self.may_set and not found.in_vault)
        self.place_note.setText(_place_note(found, may_set=self.may_set))
        self.tested_pill.show_text(*_test_pill(found))
        self.tested.setText(
            "De laatste geslaagde proef was op " + format_date(found.last_test) + "."
            if found.last_test
            else "Er is nog geen geslaagde proef gedaan."
        )
        if found.unreadable:
            self.message.say(f"Deze bestanden tellen niet mee: {' '.join(found.unreadable)}", Tone.WARNING)

    # How

    def _start(self, work: Callable[[Progress], object], first: str, done: Callable[..., None]) -> None:
        if self.job.busy:
            return
        self.message.hide()
        self.job.start(work, first=first, done=done, refused=self._on_refused)
        self._show_busy()

    def _on_made(self, done: BackupRound) -> None:
        self._show_busy()
        if done.problems:
            self.message.say(f"Niet alles is gelukt. {' '.join(done.problems)}", Tone.DANGER)
        else:
            gone = f" {done.removed} oude zijn volgens de bewaarregel verwijderd." if done.removed else ""
            self.message.say(f"Er is een gecontroleerde back-up van {_listed(done.made)}.{gone}")
        self.refresh()

    def _on_tested(self, report: RestoreReport) -> None:
        self._show_busy()
        dialogs.run(ReportDialog(report, self))
        self.refresh()

    def _on_refused(self, error: AppError) -> None:
        self._show_busy()
        if isinstance(error, Cancelled):
            self.message.say("Afgebroken. Wat al klaar was, is bewaard.", Tone.NEUTRAL)
        else:
            self._say(error)
        self.refresh()

    def _set_place(self, place: Path | None) -> None:
        try:
            set_place(self._vault, place)
        except AppError as error:
            self._say(error)
            return
        self.message.say("Nieuwe back-ups gaan voortaan naar deze map. De oude blijven staan waar ze staan.")
        self.refresh()

    def _say(self, error: BaseException) -> None:
        if not isinstance(error, AppError):
            raise error
        if not isinstance(error, Cancelled):
            self.message.say(str(error), Tone.DANGER)

    def _show_busy(self) -> None:
        busy = self.job.busy
        self.stop_button.setVisible(busy)
        for each in (self.make_button, self.test_button, self.choose_button, self.reset_button):
            each.setEnabled(not busy)

    # Appearance

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        head = PageHead("Back-up", INTRO)
        head.right.addWidget(self.stop_button)
        head.right.addWidget(self.make_button)
        layout.addWidget(head)
        layout.addWidget(self.message)
        layout.addWidget(self.job)
        inside = QWidget()
        inside.setProperty("ground", "clear")
        cards = column(inside, Space.LARGE)
        cards.setContentsMargins(0, 0, Space.SMALL, 0)
        states = card()
        column(states, 0, 1).addWidget(self.table)
        cards.addWidget(states)
        below = row(space=Space.LARGE)
        below.addWidget(self._place_card(), 1)
        below.addWidget(self._test_card(), 1)
        cards.addLayout(below)
        cards.addStretch()
        area = QScrollArea()
        area.setAccessibleName("Back-ups")
        area.setWidgetResizable(True)
        area.setWidget(inside)
        layout.addWidget(area, 1)

    def _place_card(self) -> QFrame:
        kept = (
            f"Bewaard blijven de nieuwste van {STANDARD.daily} dagen, {STANDARD.weekly} weken en "
            f"{STANDARD.monthly} maanden."
        )
        frame = _card("Waar ze staan", self.place, self.place_note, label(kept, "muted", wrap=True))
        if self.may_set:
            _add_buttons(frame, self.choose_button, self.reset_button)
        return frame

    def _test_card(self) -> QFrame:
        why = label(
            "Zet de nieuwste back-ups terug in een tijdelijke map, opent ze en rekent ze na. Doe dit elk jaar en "
            "bewaar het verslag (BIO 8.13.04). Echt terugzetten doet u in het inlogvenster, met de herstelbladen.",
            "muted",
            wrap=True,
        )
        frame = _card("Is het terug te zetten?", self.tested_pill, self.tested, why)
        _add_buttons(frame, self.test_button)
        return frame


def _card(title: str, *parts: QWidget) -> QFrame:
    frame = card()
    layout = column(frame, Space.SMALL, Space.LARGE)
    layout.addWidget(label(title, "section"))
    for part in parts:
        layout.addWidget(part)
    layout.addStretch()
    return frame


def _add_buttons(frame: QFrame, *buttons: QPushButton) -> None:
    layout = frame.layout()
    across = row(space=Space.SMALL)
    for each in buttons:
        across.addWidget(each)
    across.addStretch()
    if layout is not None:
        holder = QWidget()
        holder.setLayout(across)
        layout.addWidget(holder)


def _place_note(found: Overview, *, may_set: bool) -> str:
    if not found.in_vault:
        return "Op een andere plaats dan de kluis."
    who = "Kies een andere schijf" if may_set else "Vraag de beheerder een andere schijf te kiezen"
    return f"In de kluis zelf: gaat deze schijf stuk, dan zijn de back-ups ook weg. {who}."


def _test_pill(found: Overview) -> tuple[str, Tone]:
    if found.last_test is None:
        return "nog niet beproefd", Tone.WARNING
    return ("langer dan een jaar geleden", Tone.WARNING) if found.test_due else ("beproefd", Tone.SUCCESS)


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"
