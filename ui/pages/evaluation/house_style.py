"""The house style: two colours and a logo, with what is wrong with them said while they are chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage

from app.errors import AppError, Conflict, Invalid
from app.report import theme
from app.report.house.kept import keep_house_style, style_of
from app.report.house.logo import LARGEST_FILE, too_large
from app.report.house.style import contrast
from app.report.preview import page_images
from app.report.sample import sample_pages
from app.rules.permissions import PROGRAMME, Act
from app.services.access import allowed
from app.services.house_style import HouseFacts, kept_house_style
from ui import dialogs, errors
from ui.dialogs import Answer
from ui.pages.evaluation.house_parts import ColourLine, Sheet, hex_of
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import button, card, column, label, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.report.house.style import HouseStyle
    from ui.widgets.page import PageContext

LOGOS = "Logo (*.svg *.png *.jpg *.jpeg)"
_SHEET = 700  # pixels across of a page of the example
TYPING_PAUSE = 300  # milliseconds after the last change before the example follows


class HouseStylePage(Page):
    """Colours as #rrggbb; an empty field is the program's own. What is stored can always be drawn."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault, self._tasks = context.vault, context.tasks
        self.may_edit = allowed(context.vault, Act.EDIT_EVALUATION, PROGRAMME)
        self.stored = HouseFacts()
        self.message = MessageBar()
        self.colours = {name: ColourLine(title, own) for name, title, own in _COLOURS}
        for each in self.colours.values():
            each.line.setReadOnly(not self.may_edit)
            each.line.textEdited.connect(lambda _text: self._on_edit())
        self._logo: bytes | None = None
        self._logo_name: str | None = None
        self.logo = label("", wrap=True)
        self.logo_problem = label("", "problem", wrap=True)
        self.choose = button("Logo kiezen…", "folder-open", act=self.choose_logo)
        self.drop = button("Zonder logo", "trash-2", act=self.drop_logo)
        self.keep = button("Opslaan", "check", "primary", self.save)
        self.revert = button("Annuleren", act=self.show_stored)
        self.sheet = Sheet()
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self._draw)
        self._lay_out()

    @property
    def facts(self) -> HouseFacts:
        """What stands on screen."""
        primary, secondary = (each.line.text().strip().lower() or None for each in self.colours.values())
        return replace(self.stored, primary=primary, secondary=secondary, logo=self._logo, logo_name=self._logo_name)

    @property
    def dirty(self) -> bool:
        """Whether there is input that was not saved."""
        return self.facts != self.stored

    def refresh(self) -> None:
        """Read again, unless something is being chosen."""
        if self.dirty:
            return
        try:
            self.stored = kept_house_style(self._vault)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.show_stored()

    def show_stored(self) -> None:
        """Back to what was kept."""
        for name, each in self.colours.items():
            each.line.setText(getattr(self.stored, name) or "")
        self._logo, self._logo_name = self.stored.logo, self.stored.logo_name
        self._on_edit()

    def may_leave(self) -> bool:
        """Save, drop or keep what was chosen."""
        if not self.dirty:
            return True
        answer = dialogs.ask_unsaved(self, "de huisstijl gewijzigd")
        if answer is Answer.SAVE:
            self.save()
            return not self.dirty
        if answer is Answer.DISCARD:
            self.show_stored()
            return True
        return False

    def save(self) -> None:
        """Keep the style, if it can be drawn."""
        if not self.may_edit or not self.dirty:
            return
        try:
            self.stored = keep_house_style(self._vault, self.facts)
        except Invalid as refused:
            self._show_problems(refused)
            self.message.say("De huisstijl is niet opgeslagen; zie wat er bij de velden staat.", Tone.DANGER)
        except Conflict as conflict:
            self.message.say(str(conflict), Tone.WARNING, "Nu opgeslagen tonen", self._take_theirs)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
        else:
            self.message.say("De huisstijl is opgeslagen; nieuwe documenten krijgen hem.")
            self.show_stored()

    def choose_logo(self) -> None:
        """Take a file as the logo; what is wrong with it stands beside it, and it is not kept."""
        path = dialogs.choose_file(self, "Logo kiezen", LOGOS)
        if path is None:
            return
        try:
            size = path.stat().st_size
            content = path.read_bytes() if size <= LARGEST_FILE else b""
        except OSError as error:
            self.logo_problem.setText(f"Dit bestand kan niet worden gelezen: {error.strerror}.")
            return
        if size > LARGEST_FILE:
            self.logo_problem.setText(too_large(size))
            return
        try:
            style_of(HouseFacts(logo=content))
        except Invalid as refused:
            self.logo_problem.setText(refused.fields["logo"])
            return
        self._logo, self._logo_name = content, path.name[:200]
        self._on_edit()

    def drop_logo(self) -> None:
        """No logo."""
        self._logo = self._logo_name = None
        self._on_edit()

    def _take_theirs(self) -> None:
        self.stored = kept_house_style(self._vault)
        self.show_stored()

    def _on_edit(self) -> None:
        self.logo.setText(self._logo_name or "Geen logo; de titelpagina krijgt alleen de naam van de gemeente.")
        self.drop.setEnabled(self._logo is not None)
        for made in (self.keep, self.revert):
            made.setEnabled(self.dirty)
        try:
            style = style_of(self.facts)
        except Invalid as refused:
            self._show_problems(refused)
            return
        self.logo_problem.setText("")
        for name, each in self.colours.items():
            each.show_sound(*_told(style, name))
        self._pause.start()

    def _draw(self) -> None:
        """The example in the colours of now, on the worker thread."""
        try:
            style = style_of(self.facts)
        except Invalid:
            return
        municipality = self._vault.municipality
        self._tasks.run(
            self,
            lambda _progress: _drawn(style, municipality),
            done=self.sheet.show_pages,
            failed=lambda error: errors.show(self, error),
        )

    def _show_problems(self, refused: Invalid) -> None:
        for name, each in self.colours.items():
            each.show_problem(refused.fields.get(name, ""))
        self.logo_problem.setText(refused.fields.get("logo", ""))

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        across = row(space=Space.LARGE)
        across.addWidget(self._choices(), 3)
        across.addWidget(self.sheet, 2)
        layout.addLayout(across, 1)

    def _choices(self) -> QWidget:
        choices = card()
        layout = column(choices, Space.LARGE, Space.WIDE)
        layout.addWidget(label("Kleuren", "section"))
        layout.addWidget(
            label(
                "Het programma rekent na of tekst en grafieken leesbaar blijven, ook voor wie slecht ziet (WCAG 2.1).",
                "muted",
                wrap=True,
            )
        )
        for colour in self.colours.values():
            layout.addWidget(colour)
        layout.addWidget(label("Logo", "section"))
        layout.addWidget(label("SVG, PNG of JPEG van ten hoogste 5 MB; het staat op de titelpagina.", "muted"))
        layout.addWidget(self.logo)
        layout.addWidget(self.logo_problem)
        acts = row()
        acts.addWidget(self.choose)
        acts.addWidget(self.drop)
        acts.addStretch()
        layout.addLayout(acts)
        layout.addStretch()
        buttons = row()
        buttons.addWidget(self.keep)
        buttons.addWidget(self.revert)
        buttons.addStretch()
        layout.addLayout(buttons)
        for each in (self.choose, self.drop, self.keep, self.revert):
            each.setVisible(self.may_edit)
        return choices


_COLOURS = (
    ("primary", "Hoofdkleur", theme.ACCENT),
    ("secondary", "Tweede kleur, in grafieken", theme.SERIES[1]),
)


def _told(style: HouseStyle, name: str) -> tuple[str, str]:
    """How well a colour reads, and the colour as it is used."""
    if name == "primary":
        colour = style.shown(theme.ACCENT)
        return f"contrast met wit {contrast(colour, theme.WHITE):.1f} : 1".replace(".", ","), hex_of(colour)
    colour = style.shown(theme.SERIES[1])
    ratio = contrast(colour, style.shown(theme.ACCENT))
    return f"contrast met de hoofdkleur {ratio:.1f} : 1".replace(".", ","), hex_of(colour)


def _drawn(style: HouseStyle, municipality: str) -> tuple[QImage, ...]:
    """The first and the last page of the example."""
    pages = list(page_images(sample_pages(municipality, style), _SHEET))
    return tuple(
        QImage(page.rgba, page.width, page.height, page.width * 4, QImage.Format.Format_RGBA8888).copy()
        for page in (pages[0], pages[-1])
    )
