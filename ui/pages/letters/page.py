"""The page Brieven: which template each kind of letter uses, what is wrong with one, and the fields it may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import AppError, Invalid
from app.rules.letters.kinds import rules_of
from app.services.letters.package import LARGEST_FILE
from app.services.letters.templates import keep_template, restore_shipped, template_lines, template_of
from app.services.letters.words import check_template
from ui import dialogs
from ui.pages.letters.download import DownloadDialog
from ui.pages.letters.head import LetterheadDialog
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import PageHead, button, card, column, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable
from ui.widgets.told import Told

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.rules.letters.fields import LetterField
    from app.services.letters.templates import TemplateLine
    from models.letter_choices import LetterKind
    from ui.widgets.page import PageContext

_NARROWEST = 150  # pixels; below that the table scrolls
FILES = "Word-document (*.docx)"
_INTRO = (
    "De Word-sjablonen waarmee brieven worden gemaakt. Een sjabloon bevat velden, en geen gegevens van een dossier."
)
_HOW = (
    "Zet een veld tussen dubbele accolades, zoals {{ betrokkene }}. Een lijst herhaalt u met {% for rij in lijst %} en "
    "{% endfor %}, en wat alleen geldt als iets bekend is zet u tussen {% if veld %} en {% endif %}; die staan elk "
    "alleen in een alinea of tabelrij."
)


class LettersPage(Page):
    """For jurist and Bibob coordinator: each sees the kinds of letters about files that they hold."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self._vault = context, context.vault
        self.lines: dict[str, TemplateLine] = {}
        self.message = MessageBar()
        self.table = PlainTable("Brieven", ("Brief", "Sjabloon"), (0, 16))
        self.table.chosen.connect(lambda _key: self._show_choice())
        self.fields = PlainTable("Velden van deze brief", ("Veld", "Betekenis", "Komt uit"), (23, 0, 0))
        self.fields.horizontalHeader().setMinimumSectionSize(_NARROWEST)
        self.check = Told()
        self.title = label("", "section", wrap=True)
        self.head_button = button("Briefhoofd…", "id-card", act=self.edit_head)
        self.upload_button = button("Sjabloon inlezen…", "folder-open", "primary", self.upload)
        self.download_button = button("Downloaden…", "download", act=self.download)
        self.restore_button = button("Meegeleverde terugzetten…", "undo-2", act=self.restore)
        self._lay_out()

    @property
    def chosen(self) -> LetterKind | None:
        """The kind that is marked."""
        line = self.lines.get(self.table.current_key or "")
        return line.kind if line else None

    def refresh(self) -> None:
        """Read which templates there are."""
        try:
            found = template_lines(self._vault)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.lines = {each.kind.value: each for each in found}
        self.table.show_rows([(key, _cells(each)) for key, each in self.lines.items()])
        if self.chosen is None and self.lines:
            self.table.mark(next(iter(self.lines)))
        self._show_choice()

    def upload(self) -> None:
        """Take a file as the template of the chosen kind; what is wrong with it is listed, and it is not kept."""
        kind = self.chosen
        path = dialogs.choose_file(self, "Sjabloon inlezen", FILES) if kind is not None else None
        if kind is None or path is None:
            return
        try:
            content = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else b" " * (LARGEST_FILE + 1)
        except OSError as error:
            self.message.say(f"Dit bestand kan niet worden gelezen: {error.strerror}.", Tone.DANGER)
            return
        try:
            keep_template(self._vault, kind, path.name, content)
        except Invalid as refused:
            self.message.say(f"‘{path.name}’ is niet ingelezen; zie hieronder waarom.", Tone.DANGER)
            self.check.show_lines((Tone.DANGER, text) for text in refused.fields["file"].splitlines())
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
        else:
            self.refresh()
            self.message.say(f"Brieven ‘{kind.label}’ worden voortaan met ‘{path.name}’ gemaakt.")

    def download(self) -> None:
        """Write the template of the chosen kind to a file, to change it in Word."""
        kind = self.chosen
        if kind is None:
            return
        dialog = DownloadDialog(self._context, kind, self)
        if dialogs.run(dialog):
            self.message.say(f"Het sjabloon staat in {dialog.made}.")

    def restore(self) -> None:
        """Use the shipped template again, after a question."""
        kind = self.chosen
        line = self.lines.get(kind.value) if kind is not None else None
        if kind is None or line is None or not line.own:
            return
        told = f"Het eigen sjabloon ‘{line.name}’ vervalt. Brieven die al zijn gemaakt, blijven zoals ze zijn."
        if dialogs.confirm(self, "Meegeleverd sjabloon terugzetten?", told, "Terugzetten"):
            try:
                restore_shipped(self._vault, kind)
            except AppError as error:
                self.message.say(str(error), Tone.DANGER)
            else:
                self.refresh()
                self.message.say(f"Brieven ‘{kind.label}’ worden weer met het meegeleverde sjabloon gemaakt.")

    def edit_head(self) -> None:
        """Who sends the letters."""
        try:
            dialog = LetterheadDialog(self._context, self)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        if dialogs.run(dialog):
            self.message.say("Het briefhoofd is opgeslagen; nieuwe brieven krijgen het.")

    def _show_choice(self) -> None:
        kind = self.chosen
        line = self.lines.get(kind.value) if kind is not None else None
        for each in (self.upload_button, self.download_button):
            each.setEnabled(line is not None)
        self.restore_button.setEnabled(line is not None and line.own)
        if kind is None or line is None:
            return
        rules = rules_of(kind)
        self.title.setText(f"{kind.label[0].upper()}{kind.label[1:]}, {rules.ground}")
        self.fields.show_rows(
            [
                (
                    each.name,
                    (
                        Cell(
                            f"{{{{ {each.name} }}}}" if not each.is_list else f"{each.name}: {', '.join(each.columns)}"
                        ),
                        Cell(f"{each.label}, verplicht" if each.required else each.label),
                        Cell(_from(each.where)),
                    ),
                )
                for each in rules.fields
            ]
        )
        self._show_check(kind, line)

    def _show_check(self, kind: LetterKind, line: TemplateLine) -> None:
        try:
            found = check_template(template_of(self._vault, kind).content, kind)
        except AppError as error:
            self.check.show_lines([(Tone.DANGER, str(error))])
            return
        told = [(Tone.DANGER, text) for text in found.problems]
        if line.own:
            told += [(Tone.WARNING, text) for text in found.notices]
            told.append((Tone.NEUTRAL, f"Ingelezen op {line.uploaded_on} door {line.by}."))
        if found.usable:
            told.insert(0, (Tone.SUCCESS, "Het sjabloon is gecontroleerd: alle velden bestaan."))
        self.check.show_lines(told)

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        layout.addWidget(PageHead("Brieven", _INTRO))
        layout.addWidget(self.message)
        tools = row()
        for each in (self.upload_button, self.download_button, self.restore_button):
            tools.addWidget(each)
        tools.addStretch()
        tools.addWidget(self.head_button)
        layout.addLayout(tools)
        across = row(space=Space.LARGE)
        frame = card()
        column(frame, 0, 1).addWidget(self.table)
        across.addWidget(frame, 2)
        across.addWidget(self._about(), 3)
        layout.addLayout(across, 1)

    def _about(self) -> QWidget:
        frame = card()
        layout = column(frame, Space.MEDIUM, Space.LARGE)
        layout.addWidget(self.title)
        layout.addWidget(self.check)
        layout.addWidget(label(_HOW, "muted", wrap=True))
        layout.addWidget(self.fields, 1)
        return frame


def _cells(line: TemplateLine) -> tuple[Cell, ...]:
    name = f"{line.kind.label[0].upper()}{line.kind.label[1:]}"
    return Cell(name), Cell(line.name if line.own else "meegeleverd", Tone.ACCENT if line.own else Tone.NEUTRAL)


def _written(field: LetterField) -> str:
    """How a field stands in a template; a list with the names in its rows."""
    return f"{field.name}: {', '.join(field.columns)}" if field.is_list else f"{{{{ {field.name} }}}}"


def _from(where: str) -> str:
    """Where a value comes from, as the beginning of a cell."""
    return f"{where[0].upper()}{where[1:]}".replace("In dit venster", "Bij het maken van de brief")
