"""The third step: which column is which field, with what is really in it; a way of reading may be kept for later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.errors import AppError
from app.exchange.columns.matching import headings
from app.exchange.plan import begin
from app.exchange.sheets.workbook import letters_of
from app.rules.matching.folding import folded
from app.services.importing.mappings import SavedMapping, save_mapping, saved_mappings
from ui import dialogs
from ui.pages.importing.keep import KeepDialog
from ui.pages.importing.stages import COLUMNS
from ui.tokens import Space, Tone
from ui.widgets.dialogs.wizard import Step
from ui.widgets.forms.choose import Choose
from ui.widgets.parts import button, label, row

if TYPE_CHECKING:
    from app.exchange.columns.matching import Heading
    from app.exchange.plan import Reading
    from ui.pages.importing.reading import Sitting

LEFT_OUT = ""
_MOST = 120  # columns that are shown


class ColumnsStep(Step):
    """A line per column: what stands above it, some of its values, and the field that it is."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(
            COLUMNS,
            "Welke kolom is wat?",
            "Wat is herkend, staat ingevuld. Kies ‘niet inlezen’ voor kolommen die u niet nodig hebt.",
        )
        self._sitting = sitting
        self.saved = Choose(characters=24)
        self.saved.setAccessibleName("Bewaarde indeling")
        self.saved.activated.connect(lambda _at: self._use(self.saved.value))
        self.keep_button = button("Indeling bewaren…", "save", act=self.keep)
        across = row()
        across.addWidget(label("Bewaarde indeling", "label"))
        across.addWidget(self.saved)
        across.addStretch(1)
        across.addWidget(self.keep_button)
        self.choices: dict[int, Choose] = {}
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.LARGE)
        self._grid.setVerticalSpacing(Space.SMALL)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(across)
        self.body.addWidget(self._lines)
        self.body.addStretch(1)

    @property
    def ready(self) -> bool:
        """With at least one column."""
        return any(choice.value for choice in self.choices.values())

    def arrive(self) -> None:
        """Propose, unless one comes back to what was chosen."""
        if self._sitting.reading is not None or self._sitting.book is None or self._sitting.sheet is None:
            return
        try:
            self._sitting.reading = begin(
                self._sitting.vault, self._sitting.known, self._sitting.book, self._sitting.sheet
            )
        except AppError as refused:
            self.message.say(str(refused), Tone.DANGER)
            return
        self._fill(self._sitting.reading)
        self._offer_saved()

    def focus_first(self) -> None:
        """On the first column."""
        if self.choices:
            next(iter(self.choices.values())).setFocus()

    def accept(self) -> None:
        """Read with what is chosen."""
        if self._sitting.reading is not None:
            self._sitting.reading = replace(self._sitting.reading, columns=self._chosen())

    def keep(self) -> None:
        """Keep the choices under a name, for the next file that looks like this one."""
        dialog = KeepDialog(self._sitting.known.title, self)
        if not dialogs.run(dialog):
            return
        named = {folded(each.text): self.choices[each.place].value for each in self._headings() if each.text}
        records = self._sitting.known.register(self._sitting.vault)
        try:
            save_mapping(records, dialog.name, {heading: field for heading, field in named.items() if field})
        except AppError as refused:
            self.message.say(str(refused), Tone.DANGER)
        else:
            self._offer_saved()
            self.message.say(f"De indeling ‘{dialog.name}’ is bewaard.")

    def _chosen(self) -> dict[int, str]:
        return {place: choice.value for place, choice in self.choices.items() if choice.value}

    def _headings(self) -> tuple[Heading, ...]:
        reading = self._sitting.reading
        shown = headings(reading.sheet, reading.heading) if reading is not None else ()
        return tuple(each for each in shown if each.text or each.values)[:_MOST]

    def _fill(self, reading: Reading) -> None:
        offered = [(LEFT_OUT, "niet inlezen"), *((each.name, each.title) for each in reading.known.fields.values())]
        for at, text in enumerate(("Kolom in het bestand", "Eerste waarden", "Veld")):
            self._grid.addWidget(label(text, "caption"), 0, at)
        for line, each in enumerate(self._headings(), start=1):
            name = each.text or f"Kolom {letters_of(each.place)}"
            head = label(name, "label", wrap=True)
            head.setFixedWidth(190)
            values = label(
                "  ·  ".join(" ".join(text.split())[:40] for text in each.values) or "leeg", "muted", wrap=True
            )
            choice = Choose(characters=22)
            choice.setAccessibleName(f"Veld voor {name}")
            choice.fill(offered, reading.columns.get(each.place, LEFT_OUT))
            choice.activated.connect(lambda _at, place=each.place: self._on_chosen(place))
            self.choices[each.place] = choice
            for at, widget in enumerate((head, values, choice)):
                self._grid.addWidget(widget, line, at, Qt.AlignmentFlag.AlignVCenter)
        self.changed.emit()

    def _on_chosen(self, place: int) -> None:
        """A field is one column: the other that had it is left out."""
        value = self.choices[place].value
        for other, choice in self.choices.items():
            if other != place and value and choice.value == value:
                choice.choose(LEFT_OUT)
        self.changed.emit()

    def _offer_saved(self) -> None:
        records = self._sitting.known.register(self._sitting.vault)
        kept = saved_mappings(records)
        self.saved.fill([(None, "geen" if kept else "nog geen bewaard"), *((each, each.name) for each in kept)], None)
        self.saved.setEnabled(bool(kept))

    def _use(self, mapping: SavedMapping | None) -> None:
        if mapping is None or self._sitting.reading is None:
            return
        fields = self._sitting.reading.known.fields
        for each in self._headings():
            field = mapping.columns.get(folded(each.text), LEFT_OUT)
            self.choices[each.place].choose(field if field in fields else LEFT_OUT)
        self.changed.emit()


def _short(text: str) -> str:
    return " ".join(text.split())[:40]
