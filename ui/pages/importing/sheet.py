"""The second step: which sheet, and what is on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Invalid
from app.exchange.values import text_of
from app.formats import format_count
from ui.pages.importing.stages import SHEET
from ui.tokens import Space, Tone
from ui.widgets.dialogs.wizard import Step
from ui.widgets.forms.choose import Choose
from ui.widgets.parts import column, label
from ui.widgets.tables.plain_table import Cell, PlainTable
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.exchange.sheets.workbook import Sheet
    from ui.pages.importing.reading import Sitting

_SHOWN_LINES, _SHOWN_COLUMNS = 6, 8


class SheetStep(Step):
    """Choose the sheet and the list; the first lines are shown as they were read."""

    def __init__(self, sitting: Sitting, after: Callable[[], None]) -> None:
        super().__init__(SHEET, "Wat staat er in het bestand?", "Kies het blad en waar de regels in komen.")
        self._sitting, self._after = sitting, after
        self._sheets = [sheet for sheet in (sitting.book.sheets if sitting.book else ()) if sheet.lines]
        self.sheet = Choose(characters=30)
        self.sheet.setAccessibleName("Blad")
        self.into = Choose(characters=30)
        self.into.setAccessibleName("Inlezen als")
        self.told = Told()
        self.preview = PlainTable("Eerste regels", [""] * _SHOWN_COLUMNS, [0] * _SHOWN_COLUMNS)
        self.preview.horizontalHeader().hide()
        for text, choice in (("Blad", self.sheet), ("Inlezen als", self.into)):
            part = column(space=Space.TIGHT)
            part.addWidget(label(text, "label"))
            part.addWidget(choice)
            self.body.addLayout(part)
        self.body.addWidget(self.told)
        self.body.addWidget(label("De eerste regels, zoals ze zijn gelezen", "label"))
        self.body.addWidget(self.preview)
        self.body.addStretch(1)
        self.sheet.activated.connect(lambda _at: self.show_sheet(guess=True))
        self.into.activated.connect(lambda _at: self.show_sheet(guess=False))

    @property
    def ready(self) -> bool:
        """With a sheet and a list."""
        return self.sheet.value is not None and self.into.value is not None

    def focus_first(self) -> None:
        """On the sheet."""
        self.sheet.setFocus()

    def arrive(self) -> None:
        """Propose the first sheet that was not read yet."""
        names = [sheet.name for sheet in self._sheets]
        if not names:
            self.message.say("Op geen enkel blad staat iets.", Tone.DANGER)
            return
        fresh = [sheet.name for sheet in self._sheets if not sheet.hidden and sheet.name not in self._sitting.read]
        offered = [(sheet.name, _label(sheet, read=sheet.name in self._sitting.read)) for sheet in self._sheets]
        chosen = self._sitting.sheet.name if self._sitting.sheet and self._sitting.sheet.name in fresh else None
        self.sheet.fill(offered, chosen or (fresh or names)[0])
        self.show_sheet(guess=True)

    def show_sheet(self, *, guess: bool) -> None:
        """Show what is on the chosen sheet, and propose what it is."""
        sheet = self._chosen()
        choices = self._sitting.choices()
        keys = [key for key, _ in choices]
        if guess:
            proposed = self._sitting.guess(sheet)
            self.into.fill(choices, proposed if proposed in keys else next(iter(keys), None))
        self._sitting.choose(sheet, self.into.value)
        lines: list[tuple[Tone, str]] = [(Tone.WARNING, note) for note in sheet.notes]
        if self._sitting.table is not None:
            what = "een tabel met groepen en totalen" if self.into.value == "budget" else "een tabel van typen per jaar"
            lines.insert(0, (Tone.ACCENT, f"Dit blad is herkend als {what}."))
        self.told.show_lines(lines)
        self._show_lines(sheet)
        self.changed.emit()

    def accept(self) -> None:
        """On to its columns, or to what the table says."""
        if self._sitting.table is None and self.into.value == "figures":
            raise Invalid({"": "Dit blad heeft niet de vorm van een tabel met typen en jaren."})
        self._after()

    def _chosen(self) -> Sheet:
        return next(sheet for sheet in self._sheets if sheet.name == self.sheet.value)

    def _show_lines(self, sheet: Sheet) -> None:
        rows = []
        for line in sheet.lines[:_SHOWN_LINES]:
            texts = [text_of(cell) or "" for cell in line.cells[:_SHOWN_COLUMNS]]
            texts += [""] * (_SHOWN_COLUMNS - len(texts))
            rows.append((str(line.number), [Cell(" ".join(text.split())) for text in texts]))
        self.preview.show_rows(rows)
        width = min(sheet.width, _SHOWN_COLUMNS)
        for place in range(_SHOWN_COLUMNS):
            self.preview.setColumnHidden(place, place >= width)
        self.preview.horizontalHeader().show()
        self.preview.horizontalHeader().hide()
        self.preview.fit_height()


def _label(sheet: Sheet, *, read: bool) -> str:
    told = format_count(len(sheet.lines), "rij", "rijen")
    return f"{sheet.name} – {told}{', verborgen' if sheet.hidden else ''}{', ingelezen' if read else ''}"
