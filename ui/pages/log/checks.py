"""Is the log whole? Checking every entry here, and comparing with anchors that were kept elsewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.errors import AppError, Cancelled
from app.formats import format_date
from app.rules.permissions import REGISTER, Act
from app.services.access import allowed
from app.services.log.anchoring import AnchorComparison, compare_with_anchor
from app.services.log.checking import TrailCheck, check_log
from app.vault.comparison import Outcome
from ui import dialogs
from ui.pages.log.anchor_dialog import ANCHOR_FILES, AnchorDialog
from ui.tokens import Space, Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import button, card, column, label, row
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QFrame

    from ui.widgets.page import PageContext

TONES = {
    Outcome.CONTINUED: Tone.SUCCESS,
    Outcome.BEHIND: Tone.WARNING,
    Outcome.UNSEEN: Tone.NEUTRAL,
    Outcome.PUT_BACK: Tone.DANGER,
    Outcome.REWRITTEN: Tone.DANGER,
}


class ChecksPage(Page):
    """Two cards: the check of the log itself, and the anchors."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault = context.vault
        self.message = MessageBar()
        self.job = Job(context.tasks)
        self.checked = Told()
        self.compared = Told()
        self.about = label("", "muted", wrap=True)
        self.about.hide()
        self.check_button = button("Nu controleren", "shield-check", "primary", self.check)
        self.stop_button = button("Annuleren", act=self.job.stop)
        self.anchor_button = button("Anker maken…", "download", act=self.make_anchor)
        self.compare_button = button("Vergelijken met een anker…", "search", act=self.compare)
        self.anchor_button.setVisible(allowed(self._vault, Act.EXPORT_ANCHOR, REGISTER))
        self._lay_out()
        self._show_busy()

    def save(self) -> None:
        """Nothing is typed here."""

    def escape(self) -> None:
        """Stop the check."""
        self.job.stop()

    def check(self) -> None:
        """Check every entry, in the background."""
        if self.job.busy:
            return
        self.message.hide()
        self.checked.show_lines(())
        self.job.start(
            partial(check_log, self._vault),
            first="Logboek controleren",
            done=self._on_checked,
            refused=self._on_refused,
        )
        self._show_busy()

    def make_anchor(self) -> None:
        """Write an anchor, after asking what for."""
        dialog = AnchorDialog(self._vault, self)
        if dialogs.run(dialog) and dialog.made is not None:
            self.message.say(
                f"Het anker staat in {dialog.target}. Bewaar het buiten deze werkplek. In het logboek: "
                f"{dialog.made[:16]}…",
                Tone.ACCENT,
            )

    def compare(self) -> None:
        """Compare the log with an anchor of before."""
        file = dialogs.choose_file(self, "Anker kiezen", ANCHOR_FILES)
        if file is None:
            return
        self.message.hide()
        try:
            self._show_comparison(compare_with_anchor(self._vault, file))
        except AppError as error:
            self.compared.show_lines(())
            self.about.hide()
            self.message.say(str(error), Tone.DANGER)

    def _on_checked(self, found: Sequence[TrailCheck]) -> None:
        self._show_busy()
        self.checked.show_lines((Tone.DANGER if each.bad else Tone.SUCCESS, each.text) for each in found)
        if any(each.bad for each in found):
            self.message.say(
                "Het logboek is niet heel. Meld dit aan de functionaris gegevensbescherming en wijzig niets.",
                Tone.DANGER,
            )
        else:
            self.message.say("Het logboek is heel: elke regel klopt en is ondertekend door wie hem schreef.")

    def _on_refused(self, error: AppError) -> None:
        self._show_busy()
        stopped = isinstance(error, Cancelled)
        text = "Afgebroken. Er is niets vastgelegd." if stopped else str(error)
        self.message.say(text, Tone.NEUTRAL if stopped else Tone.DANGER)

    def _show_comparison(self, found: AnchorComparison) -> None:
        at = found.at.astimezone()
        self.about.setText(
            f"Anker van {format_date(at.date())}, {at:%H:%M}, gemaakt door {found.who}. Reden: {found.reason}"
        )
        self.about.show()
        self.compared.show_lines((TONES[each.outcome], each.text) for each in found.findings)
        if not found.ok:
            self.message.say("De kluis sluit niet aan op dit anker. Zoek uit wie iets heeft teruggezet.", Tone.DANGER)
        else:
            self.message.say("De kluis sluit aan op dit anker.")

    def _show_busy(self) -> None:
        busy = self.job.busy
        self.stop_button.setVisible(busy)
        for each in (self.check_button, self.anchor_button, self.compare_button):
            each.setEnabled(not busy)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, Space.LARGE)
        layout.setContentsMargins(0, 0, Space.SMALL, 0)
        layout.addWidget(self._check_card())
        layout.addWidget(self._anchor_card())
        layout.addStretch()
        area = QScrollArea()
        area.setAccessibleName("Controles van het logboek")
        area.setWidgetResizable(True)
        area.setWidget(inside)
        whole: QVBoxLayout = column(self, Space.MEDIUM)
        whole.addWidget(self.message)
        whole.addWidget(area, 1)

    def _check_card(self) -> QFrame:
        frame = card()
        layout = column(frame, Space.MEDIUM, Space.LARGE)
        layout.addWidget(label("Controle", "section"))
        text = (
            "Elke regel hangt aan de vorige en is ondertekend. De controle rekent alles na en staat zelf ook in het "
            "logboek."
        )
        layout.addWidget(label(text, "muted", wrap=True))
        buttons = row(space=Space.SMALL)
        for each in (self.check_button, self.stop_button):
            buttons.addWidget(each)
        buttons.addStretch()
        layout.addLayout(buttons)
        layout.addWidget(self.job)
        layout.addWidget(self.checked)
        return frame

    def _anchor_card(self) -> QFrame:
        frame = card()
        layout = column(frame, Space.MEDIUM, Space.LARGE)
        layout.addWidget(label("Ankers", "section"))
        text = (
            "Wie bij de bestanden kan, kan een oudere kluis terugzetten; van binnenuit is dat niet te zien. Een "
            "anker is een klein ondertekend bestand dat u elders bewaart en waarmee u dat later wel ziet."
        )
        layout.addWidget(label(text, "muted", wrap=True))
        buttons = row(space=Space.SMALL)
        buttons.addWidget(self.anchor_button)
        buttons.addWidget(self.compare_button)
        buttons.addStretch()
        layout.addLayout(buttons)
        layout.addWidget(self.about)
        layout.addWidget(self.compared)
        return frame
