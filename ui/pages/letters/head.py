"""The letterhead: who sends letters, from where, and the colour and logo of the PDF."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.report.house.logo import LARGEST_FILE, too_large
from app.report.letters.making import keep_letterhead
from app.services.letters.letterhead import LetterheadFacts, letterhead
from ui import dialogs
from ui.tokens import Tone
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.parts import button, label, row
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.tasks import Progress
    from ui.widgets.page import PageContext

LOGOS = "Logo (*.svg *.png *.jpg *.jpeg)"
_FIELDS = (
    Field("place", "Plaats", hint="Staat voor de datum."),
    Field("color", "Kleur in de pdf", hint="Bijvoorbeeld #0b5d66; leeg: die van het programma."),
    Field("address", "Adres", Kind.MULTILINE, rows=3),
    Field("contact", "Telefoon en e-mail", Kind.MULTILINE, rows=2),
    Field("signer", "Ondertekenaar"),
    Field("signer_function", "Functie"),
)


class LetterheadDialog(ActDialog):
    """What stands at the head and foot of each letter; what a letter cannot do without is refused there."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(
            "Briefhoofd",
            "Wie de brieven verstuurt. Dit geldt voor alle brieven, ook die van een collega.",
            "Opslaan",
            parent=parent,
        )
        self._vault = context.vault
        self.stored = letterhead(context.vault)
        self._logo, self._logo_name = self.stored.logo, self.stored.logo_name
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.setMinimumHeight(430)
        self.form.show_draft(self.stored)
        self.logo = label("", wrap=True)
        self.logo_problem = label("", "problem", wrap=True)
        self.choose = button("Logo kiezen…", "folder-open", act=self.choose_logo)
        self.drop = button("Zonder logo", "trash-2", act=self.drop_logo)
        self.body.addWidget(self.form)
        across = row()
        across.addWidget(self.choose)
        across.addWidget(self.drop)
        across.addWidget(self.logo, 1)
        self.body.addLayout(across)
        self.body.addWidget(self.logo_problem)
        self._show_logo()
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], LetterheadFacts]:
        """Keep what was entered."""
        entered: LetterheadFacts = self.form.draft()
        facts = replace(entered, logo=self._logo, logo_name=self._logo_name)
        return lambda _progress: keep_letterhead(self._vault, facts)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside their fields; what is wrong with the logo beside the logo."""
        self.logo_problem.setText(fields.get("logo", ""))
        return self.form.show_problems({name: text for name, text in fields.items() if name != "logo"})

    def choose_logo(self) -> None:
        """Take a file as the logo; saving checks whether it can be drawn."""
        path = dialogs.choose_file(self, "Logo kiezen", LOGOS)
        if path is not None:
            self._take(path)

    def drop_logo(self) -> None:
        """No logo."""
        self._logo = self._logo_name = None
        self._show_logo()

    def _take(self, path: Path) -> None:
        try:
            size = path.stat().st_size
            content = path.read_bytes() if size <= LARGEST_FILE else b""
        except OSError as error:
            self.message.say(f"Dit bestand kan niet worden gelezen: {error.strerror}.", Tone.DANGER)
            return
        if size > LARGEST_FILE:
            self.logo_problem.setText(too_large(size))
            return
        self._logo, self._logo_name = content, path.name[:200]
        self._show_logo()

    def _show_logo(self) -> None:
        self.logo_problem.setText("")
        self.logo.setText(self._logo_name or "Geen logo.")
        self.drop.setEnabled(self._logo is not None)
