"""The window of an unlocked vault: pages at the left, one of them in front, who is logged in below."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QActionGroup, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QPushButton, QWidget

from app.errors import AppError
from app.rules.permissions import REGISTER, Act
from app.services.access import allowed
from ui import dialogs
from ui.help import HelpMenu, belongs_to
from ui.lock_settings import LockSettings
from ui.navigation import entries_for
from ui.pages.search.page import SearchPage
from ui.shortcuts import EVERYWHERE, Keys, declare, listen
from ui.sidebar import DIGITS, SEARCH, Navigation
from ui.theme import Mode, Theme
from ui.tokens import Space
from ui.tour import TourBar
from ui.widgets.lock_controls import DraftBar, LockWarning, MeetingButton
from ui.widgets.page import Page, PageContext, Place, Unsaved
from ui.widgets.page_stack import PageStack, scrolling
from ui.widgets.parts import Picture, button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.drafts import Draft
    from app.vault.keys.slots import KdfSettings
    from app.vault.session import UnlockedVault
    from ui.tasks import Tasks

SIZE, SMALLEST = QSize(1440, 900), QSize(860, 480)  # a screen of 1920 × 1080 at 200 % has 960 × 540
COMPACT_BELOW = 1080  # pixels: from here on a page needs the room of the words in the navigation
PAGE_KEYS = (
    (declare("Nieuw", "Ctrl+N"), "new"),
    (declare("Opslaan", "Ctrl+S"), "save"),
    (declare("Zoeken op deze pagina", "Ctrl+F"), "focus_search"),
    (declare("Opnieuw lezen uit de kluis", "F5"), "refresh"),
    (declare("Terug: een formulier sluiten, een filter wissen", "Esc"), "escape"),
)
TO_PAGES = declare("Naar de eerste tot en met de tiende pagina", *(f"Ctrl+{digit}" for digit in DIGITS))
TO_SEARCH = declare("Zoeken in alles", "Ctrl+K", "Ctrl+Shift+F")
LOCK = declare("De kluis vergrendelen", "Ctrl+L")


class MainWindow(QMainWindow):
    """Pages of one vault. `closed` comes only after unsaved input has been dealt with; `lock_asked` does not wait for
    input that is kept as a draft.
    """

    lock_asked = Signal()
    closed = Signal()

    def __init__(self, vault: UnlockedVault, tasks: Tasks, settings: KdfSettings | None = None) -> None:
        super().__init__()
        self._vault = vault
        self._context = PageContext(vault, tasks, self.go, settings)
        self._entries = {entry.key: entry for entry in entries_for(vault)}
        self._pages: dict[str, Page] = {}
        self._locking = False
        self.key = ""
        self.setWindowTitle(f"Bolwerk – {vault.municipality}")
        self.resize(SIZE.boundedTo(self.screen().availableSize()))
        self.setMinimumSize(SMALLEST)
        self.stack = PageStack()
        self.navigation = Navigation(tuple(self._entries.values()), vault.municipality)
        self.navigation.asked.connect(lambda key: self.go(Place(key)))
        self.navigation.sought.connect(self.seek)
        self.warning = LockWarning()
        self.drafts = DraftBar()
        central = QWidget()
        across = row(central, 0)
        across.addWidget(self.navigation)
        beside = column(space=0)
        self.tour = TourBar(vault)
        for part in (self.warning, self.drafts, self.tour):
            beside.addWidget(part)
        beside.addWidget(scrolling(self.stack), 1)
        across.addLayout(beside, 1)
        self.setCentralWidget(central)
        self._status_bar()
        self._shortcuts()
        self._show(next(iter(self._entries)))
        self.tour.offer()

    @property
    def page(self) -> Page:
        """The page in front."""
        return self._pages[self.key]

    def go(self, place: Place) -> None:
        """Go to a page, a register of it, and a record; nothing happens when the page in front may not be left."""
        if place.page not in self._entries:
            return
        if place.page != self.key:
            if not self.page.may_leave():
                self.navigation.mark(self.key)
                return
            self._show(place.page)
        if place.part:
            self.page.open_part(place.part)
        if place.record is not None:
            self.page.open_record(place.record)

    def seek(self, text: str) -> None:
        """Search everything for what was begun to be typed; the typing goes on there."""
        self.go(Place(SEARCH))
        if isinstance(self.page, SearchPage):
            self.page.begin(text)

    def lock(self) -> None:
        """Close the vault and go back to the login window. What was typed is kept, or else the page is asked."""
        if self.page.unsaved() is not None or self.page.may_leave():
            self.lock_asked.emit()

    def where(self) -> tuple[Place, str]:
        """The place in front and the field with the cursor, to return to."""
        spot = self.page.spot()
        return Place(self.key, spot.part, spot.record), spot.field

    def unsaved(self) -> Unsaved | None:
        """What was typed on the page in front, with the way back to it."""
        found = self.page.unsaved()
        if found is None:
            return None
        return replace(found, input=replace(found.input, page=self.key, part=found.input.part or self.page.spot().part))

    def put_back(self, draft: Draft) -> bool:
        """Go where kept input belongs and show it there; whether that was done."""
        typed = draft.input
        if not self.page.may_leave():
            return False
        self.go(Place(typed.page, typed.part))
        if self.key != typed.page:
            return False
        try:
            self.page.put_back(draft)
        except AppError as error:
            dialogs.warn(self, "De invoer kan niet worden teruggezet", str(error))
            return False
        return True

    def leave(self) -> None:
        """Close without a question and without telling: the vault is locked already."""
        self._locking = True
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """A narrow window keeps the icons of the navigation."""
        super().resizeEvent(event)
        self.navigation.set_compact(self.width() < COMPACT_BELOW)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """The same question as on leaving a page."""
        if not self._locking and not self.page.may_leave():
            event.ignore()
            return
        event.accept()
        if not self._locking:
            self.closed.emit()

    def _ask(self, verb: Callable[[Page], object]) -> None:
        """Of the page in front."""
        verb(self.page)

    def _jump(self, key: str) -> None:
        """By keyboard: go to a page and put the cursor where one begins there."""
        self.go(Place(key))
        if self.key == key:
            self.page.focus_search()

    def _show(self, key: str) -> None:
        if key not in self._pages:
            self._pages[key] = self._entries[key].make(self._context)
            belongs_to(self._pages[key], key)
            self.stack.addWidget(self._pages[key])
        self.key = key
        belongs_to(self, key)
        self.stack.setCurrentWidget(self.page)
        self.navigation.mark(key)
        self.page.refresh()

    def _shortcuts(self) -> None:
        for keys, verb in PAGE_KEYS:
            ask = methodcaller(verb)
            listen(keys, self, partial(self._ask, ask))
        for keyed, page in zip(TO_PAGES.keys, self._entries, strict=False):
            listen(Keys((keyed,), TO_PAGES.told, EVERYWHERE), self, partial(self._jump, page))
        if SEARCH in self._entries:
            listen(TO_SEARCH, self, lambda: self._jump(SEARCH))
        listen(LOCK, self, self.lock)

    def _status_bar(self) -> None:
        account = self._vault.account
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        who = QWidget()
        across = row(who, Space.TIGHT)
        across.setContentsMargins(Space.MEDIUM, 0, 0, 0)
        across.addWidget(Picture("user-round", "muted", 16))
        across.addWidget(label(f"{account.name} · {account.role.label} · gemeente {self._vault.municipality}"))
        bar.addWidget(who)
        self.kept = label("")
        self.meeting = MeetingButton()
        self.meeting.hide()
        self.help = HelpMenu(self, self._context.tasks)
        for part in (self.kept, self.meeting, self._appearance_button(), self.help.button):
            bar.addPermanentWidget(part)
        self.lock_button = button("Vergrendelen", "lock", "quiet", self.lock)
        self.lock_button.setToolTip("De kluis sluiten (Ctrl+L)")
        bar.addPermanentWidget(self.lock_button)

    def _appearance_button(self) -> QPushButton:
        made = button("Weergave", "sun-moon", "quiet")
        made.setProperty("menu", True)
        menu = QMenu(made)
        group = QActionGroup(menu)
        for mode in Mode:
            action = menu.addAction(mode.label)
            action.setCheckable(True)
            action.setChecked(Theme.now().mode is mode)
            action.triggered.connect(lambda _on=False, mode=mode: Theme.now().choose(mode))
            group.addAction(action)
        if allowed(self._vault, Act.SET_LOCKING, REGISTER):
            menu.addSeparator()
            menu.addAction("Vergrendeling instellen…").triggered.connect(lambda _on=False: self.set_locking())
        made.setMenu(menu)
        return made

    def set_locking(self) -> None:
        """Let the keeper of the vault set how it locks."""
        try:
            dialogs.run(LockSettings(self._vault, self))
        except AppError as error:
            dialogs.warn(self, "De vergrendeling is niet te lezen", str(error))
