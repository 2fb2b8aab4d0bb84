"""Searching as one types, over everything the reader may see; a hit opens the record on its own page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from app.errors import AppError, Cancelled
from app.formats import format_date, format_integer
from app.rules.permissions import KIND_OF_COMPARTMENT, Act
from app.services.apart.looking import views_of
from app.services.search.filling import fill_step, what_is_not_indexed
from app.services.search.finding import Findings, search
from app.services.search.question import LONGEST_QUESTION, Question, terms_of
from app.services.search.saved import SavedSearch, drop_search, saved_searches
from ui import dialogs, errors, icons
from ui.pages.search.facets import FacetBar, compartment_words, kind_words
from ui.pages.search.results import ResultList, Results, lines_of
from ui.pages.search.saving import SaveSearch
from ui.shortcuts import INTO_LIST, listen
from ui.theme import Theme
from ui.tokens import Space, Tone
from ui.widgets.forms.choose import Choose
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page, Place
from ui.widgets.parts import EmptyState, PageHead, button, card, column, icon_button, label, row
from ui.widgets.record.description import PageDescription, Part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QHBoxLayout

    from app.services.search.finding import Hit
    from ui.tasks import Task
    from ui.widgets.page import PageContext

TYPING_PAUSE = 120  # milliseconds after the last key before the answer follows
SAVED = "Bewaarde zoekopdrachten"
APART, CASE, SIGNAL = "apart", "case", "signal"
_FIELDS = {"name": "Naam", "description": "Omschrijving"}  # of what has no form, such as attachments
ATTACHMENT, ATTACHMENTS = "attachment", "attachments"  # the kind of record, and the tab that shows them


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a kind of record is shown: the key of the page and the description of its register."""

    page: str
    description: PageDescription

    def has_part(self, kind: str) -> bool:
        """Whether records of this kind are shown inside its records."""
        parts = (part.description.register for part in self.description.parts if isinstance(part, Part))
        return any(getattr(register, "kind", None) == kind for register in parts)


class SearchPage(Page):
    """The field, what the answer is narrowed to, and the hits. `shown` says per kind of record where it opens."""

    def __init__(self, context: PageContext, shown: Mapping[str, Shown]) -> None:
        super().__init__()
        self._context = context
        self._shown = shown
        self._asking: Task[Findings] | None = None
        self._filling = False
        self._moved = False
        self._to_index = 0
        self.message = MessageBar()
        self.field = self._search_field()
        self.facets = FacetBar()
        self.saved = Choose(characters=22)
        self.saved.setAccessibleName(SAVED)
        self.save_button = button("Bewaren…", "save", act=self.keep)
        self.save_button.setToolTip("Deze zoekopdracht bewaren")
        self.drop_button = icon_button("trash-2", "Deze bewaarde zoekopdracht verwijderen", self.drop)
        self.count = label("", "caption")
        self.model = Results()
        self.list = ResultList(self.model)
        self.beginning = EmptyState(
            "search",
            "Waar zoekt u naar?",
            "Typ een nummer, een naam, een adres of woorden uit een tekst. Accenten, hoofdletters en voorvoegsels "
            "maken niet uit, en een typefout in een naam wordt vergeven.",
        )
        self.widen_button = button("Overal zoeken", "x", act=self.facets.clear)
        self.nothing = EmptyState(
            "search",
            "Niets gevonden",
            "Alle woorden moeten in één dossier of regel voorkomen. Probeer minder woorden, of alleen het begin ervan.",
            self.widen_button,
        )
        self.stack = QStackedWidget()
        self._lay_out()
        self._listen()
        self._show_saved()
        self._show(Findings(Question()))

    # What the window asks

    def refresh(self) -> None:
        """Ask again, for records may have changed; begin indexing what was there before the index."""
        try:
            self._to_index = what_is_not_indexed(self._context.vault)
            self.facets.titles = {row.name: row.title for row, _ in views_of(self._context.vault, Act.READ_CASES)}
            self._show_saved()
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.ask()
        if self._to_index and not self._filling:
            self._filling = True
            self._fill()

    def focus_search(self) -> None:
        """Put the cursor in the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def escape(self) -> None:
        """Back to the field, then empty it."""
        if self.list.hasFocus():
            self.field.setFocus()
        else:
            self.field.clear()

    def begin(self, text: str) -> None:
        """Go on with what was typed elsewhere."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.setText(text)
        self.field.end(False)  # Qt takes no name

    # Asking

    @property
    def filling(self) -> bool:
        """Whether older records are still being indexed."""
        return self._filling

    @property
    def waiting(self) -> bool:
        """Whether what stands in the field has not been answered yet."""
        return self._pause.isActive() or self._asking is not None

    @property
    def question(self) -> Question:
        """What is asked now."""
        return self.facets.question(self.field.text())

    def ask(self) -> None:
        """Look, on the worker thread; an answer that was overtaken is dropped."""
        self._pause.stop()
        if self._asking is not None:
            self._asking.cancel()
        question, vault = self.question, self._context.vault
        if not terms_of(question.text):
            self._asking = None
            self._show(Findings(question))
            return
        self._asking = self._context.tasks.run(
            self, lambda _progress: search(vault, question), done=self._show, failed=self._fail
        )

    def _fail(self, error: BaseException) -> None:
        """What stood there stays; an answer that was overtaken fails as cancelled, and that needs no telling."""
        if isinstance(error, Cancelled):
            return
        self._asking = None
        if isinstance(error, AppError):
            self.message.say(str(error), Tone.DANGER)
        else:
            errors.show(self, error)

    def _show(self, found: Findings) -> None:
        if found.question != self.question:
            return
        self._asking = None
        asked = bool(terms_of(found.question.text))
        self.model.show_lines(lines_of(found.hits, self._title_of, self._what))
        self.facets.show_counts(found.facets)
        self.save_button.setEnabled(asked)
        self.widen_button.setVisible(self.facets.narrows)
        self.count.setText(_told(found) if asked else "")
        self.stack.setCurrentWidget(self.list if found.hits else self.nothing if asked else self.beginning)
        self._tell_moved(found)

    def _tell_moved(self, found: Findings) -> None:
        """Of a case that was set apart only the number can be found here; the next question takes the sentence away."""
        if found.moved:
            told = (
                f"Casus {number} staat sinds {format_date(day)} in een apart onderdeel." for number, day in found.moved
            )
            self.message.say(" ".join(told), Tone.NEUTRAL)
        elif self._moved:
            self.message.hide()
        self._moved = bool(found.moved)

    def _title_of(self, kind: str, field: str) -> str:
        known = self._shown.get(kind)
        return known.description.title_of(field) if known is not None else _FIELDS.get(field, field)

    def _what(self, hit: Hit) -> str:
        """What a hit is and where: "Notitie bij W-2020-0012 Loods · Casuïstiek · 2020 · nieuw"."""
        kind = kind_words(hit.kind)
        parts = (f"{kind} bij {hit.file}" if hit.file else kind, hit.status, hit.year and str(hit.year))
        return " · ".join(str(part) for part in (*parts, self.facets.words(hit.compartment)) if part)

    def _go(self, hit: Hit) -> None:
        """To the record itself, or else to what it hangs on; one that was set apart is on the page of those."""
        if hit.compartment not in KIND_OF_COMPARTMENT:
            self._context.go(_place_apart(hit))
            return
        place = self._place(hit)
        if place is None:
            self.message.say(f"Voor ‘{hit.title}’ is er geen eigen pagina.", Tone.NEUTRAL)
        else:
            self._context.go(place)

    def _place(self, hit: Hit) -> Place | None:
        """A part may be shown in files of several kinds: it opens in the one that it hangs on."""
        own, file = self._shown.get(hit.kind), self._shown.get(hit.file_kind or "")
        if file is not None and hit.kind == ATTACHMENT:
            return Place(file.page, ATTACHMENTS, hit.file_id)
        if file is not None and file.has_part(hit.kind):
            return Place(file.page, hit.kind, hit.record)
        if own is not None and (file is None or file.page == own.page):
            return Place(own.page, hit.kind, hit.record)
        return Place(file.page, hit.file_kind or "", hit.file_id) if file is not None else None

    # Kept searches

    def keep(self) -> None:
        """Ask under which name, and keep what is asked now."""
        hits = self.model.lines
        where = self.question.compartment or (hits[0].hit.compartment if hits else "")
        dialog = SaveSearch(self._context.vault, self.question, where, self)
        if dialogs.run(dialog):
            kept: SavedSearch = dialog.made
            self._show_saved(kept)
            self._take(kept)
            self.message.say(f"‘{kept.name}’ is bewaard in {compartment_words(kept.compartment)}.")

    def drop(self) -> None:
        """Keep the chosen one no longer."""
        kept: SavedSearch | None = self.saved.value
        if kept is None:
            return
        try:
            drop_search(self._context.vault, kept)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
        else:
            self.message.say(f"‘{kept.name}’ is verwijderd.")
        self._show_saved()

    def _show_saved(self, chosen: SavedSearch | None = None) -> None:
        kept = saved_searches(self._context.vault)
        chosen = chosen or self.saved.value
        offered: list[tuple[SavedSearch | None, str]] = [(None, SAVED)]
        self.saved.fill([*offered, *((each, each.name) for each in kept)], chosen if chosen in kept else None)
        self.saved.setVisible(bool(kept))
        self.drop_button.setVisible(self.saved.value is not None)

    def _take(self, kept: SavedSearch | None) -> None:
        self.drop_button.setVisible(kept is not None)
        if kept is not None:
            self.facets.show_question(kept.question)
            self.field.setText(kept.question.text)
            self.ask()

    # Indexing what was there before the index

    def _fill(self) -> None:
        vault = self._context.vault
        self._context.tasks.run(
            self, lambda _progress: fill_step(vault), done=self._on_filled, failed=self._stop_filling
        )

    def _on_filled(self, count: int) -> None:
        """A step at a time, so that a search in between does not wait for all of them."""
        self._to_index = max(0, self._to_index - count)
        if count:
            left = format_integer(self._to_index)
            self.message.say(f"Oudere gegevens worden doorzoekbaar gemaakt; nog {left} te gaan.", Tone.NEUTRAL)
            self._fill()
            return
        self._stop_filling()
        self.message.hide()
        self.ask()

    def _stop_filling(self, error: BaseException | None = None) -> None:
        """Done, or to go on with another time."""
        self._filling = False
        if error is not None:
            self._fail(error)

    # Appearance

    def _search_field(self) -> QLineEdit:
        field = QLineEdit(
            placeholderText="Nummer, naam, adres of woorden", clearButtonEnabled=True, maxLength=LONGEST_QUESTION
        )
        field.setAccessibleName("Zoeken in alles")
        field.setToolTip("Zoeken in alles (Ctrl+K)")
        glass = QAction(field)
        icons.dress(glass, "search", Theme.now().tokens, "muted")
        field.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        return field

    def _listen(self) -> None:
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.ask)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.field.returnPressed.connect(self._on_enter)
        self.facets.changed.connect(self.ask)
        self.list.chosen.connect(self._go)
        self.list.left.connect(self.field.setFocus)
        self.saved.currentIndexChanged.connect(lambda _at: self._take(self.saved.value))
        listen(INTO_LIST, self.field, self.list.enter, Qt.ShortcutContext.WidgetShortcut)

    def _on_enter(self) -> None:
        """To the first hit of what stands there; to the hits when they are not there yet."""
        if self.waiting:
            self.ask()
        elif self.model.lines:
            self._go(self.model.lines[0].hit)

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        layout.addWidget(PageHead("Zoeken", "In alles wat u mag inzien, en nergens anders."))
        layout.addWidget(self.message)
        layout.addLayout(self._upper())
        layout.addWidget(self.facets)
        for part in (self.list, self.beginning, self.nothing):
            self.stack.addWidget(part)
        frame = card()
        inside = column(frame, 0, 1)
        inside.addWidget(self.stack, 1)
        layout.addWidget(frame, 1)
        layout.addWidget(self.count)

    def _upper(self) -> QHBoxLayout:
        across = row(space=Space.SMALL)
        across.addWidget(self.field, 1)
        for part in (self.saved, self.drop_button, self.save_button):
            across.addWidget(part)
        return across


def _place_apart(hit: Hit) -> Place:
    """The tab of a compartment that was set apart: its cases, or its signals."""
    for kind, record in ((hit.kind, hit.record), (hit.file_kind, hit.file_id)):
        if kind in (CASE, SIGNAL):
            return Place(APART, hit.compartment if kind == CASE else f"{hit.compartment}.{SIGNAL}", record)
    return Place(APART, hit.compartment)


def _told(found: Findings) -> str:
    """How many there are, and what a typing error was taken for."""
    more = "meer dan " if found.more else ""
    shown = f", de eerste {len(found.hits)} staan hier" if found.count > len(found.hits) else ""
    meant = f" · gezocht is ook op: {', '.join(found.meant)}" if found.meant and found.hits else ""
    return f"{more}{format_integer(found.count)} gevonden{shown}{meant}"
