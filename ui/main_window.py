"""The window of an unlocked vault: pages at the left, one of them in front, who is logged in below."""

from __future__ import annotations

from dataclasses import replace
from operator import methodcaller
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.rules.permissions import REGISTER, Act
from app.services.access import allowed
from ui import dialogs, icons
from ui.lock_settings import LockSettings
from ui.navigation import Entry, entries_for
from ui.pages.search.page import SearchPage
from ui.theme import Mode, Theme
from ui.tokens import Space
from ui.widgets.lock_controls import DraftBar, LockWarning, MeetingButton
from ui.widgets.page import Page, PageContext, Place, Unsaved
from ui.widgets.parts import Picture, button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.drafts import Draft
    from app.vault.keys.slots import KdfSettings
    from app.vault.session import UnlockedVault
    from ui.tasks import Tasks

NAVIGATION_WIDTH = 216
DIGITS = "1234567890"
SEARCH = "search"
SEARCH_KEYS = ("Ctrl+K", "Ctrl+Shift+F")
PAGE_KEYS = {"Ctrl+N": "new", "Ctrl+S": "save", "Ctrl+F": "focus_search", "F5": "refresh", "Esc": "escape"}


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
        self.resize(1440, 900)
        self.setMinimumSize(1080, 680)
        self.stack = QStackedWidget()
        self.stack.setProperty("ground", "window")
        self.navigation = Navigation(tuple(self._entries.values()), vault.municipality)
        self.navigation.asked.connect(lambda key: self.go(Place(key)))
        self.navigation.sought.connect(self.seek)
        self.warning = LockWarning()
        self.drafts = DraftBar()
        central = QWidget()
        across = row(central, 0)
        across.addWidget(self.navigation)
        beside = column(space=0)
        for part in (self.warning, self.drafts):
            beside.addWidget(part)
        beside.addWidget(self.stack, 1)
        across.addLayout(beside, 1)
        self.setCentralWidget(central)
        self._status_bar()
        self._shortcuts()
        self._show(next(iter(self._entries)))

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

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """The same question as on leaving a page."""
        if not self._locking and not self.page.may_leave():
            event.ignore()
            return
        event.accept()
        if not self._locking:
            self.closed.emit()

    def _jump(self, key: str) -> None:
        """By keyboard: go to a page and put the cursor where one begins there."""
        self.go(Place(key))
        if self.key == key:
            self.page.focus_search()

    def _show(self, key: str) -> None:
        if key not in self._pages:
            self._pages[key] = self._entries[key].make(self._context)
            self.stack.addWidget(self._pages[key])
        self.key = key
        self.stack.setCurrentWidget(self.page)
        self.navigation.mark(key)
        self.page.refresh()

    def _shortcuts(self) -> None:
        for keys, verb in PAGE_KEYS.items():
            ask = methodcaller(verb)
            QShortcut(QKeySequence(keys), self, lambda ask=ask: ask(self.page))
        for digit, key in zip(DIGITS, self._entries, strict=False):
            QShortcut(QKeySequence(f"Ctrl+{digit}"), self, lambda key=key: self._jump(key))
        for keys in SEARCH_KEYS if SEARCH in self._entries else ():
            QShortcut(QKeySequence(keys), self, lambda: self._jump(SEARCH))
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock)

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
        for part in (self.kept, self.meeting, self._appearance_button()):
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


class Navigation(QFrame):
    """The pages in groups, which scroll in a low window. `asked` gives the key of the page that the user wants, and
    `sought` what was typed in the search field.
    """

    asked = Signal(str)
    sought = Signal(str)

    def __init__(self, entries: Sequence[Entry], municipality: str) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setFixedWidth(NAVIGATION_WIDTH)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        layout = column(self, 2)
        layout.setContentsMargins(Space.SMALL, Space.LARGE, Space.SMALL, Space.SMALL)
        layout.addLayout(self._brand(municipality))
        layout.addSpacing(Space.MEDIUM)
        self.search = self._search_field()
        self.search.setVisible(any(entry.key == SEARCH for entry in entries))
        layout.addWidget(self.search)
        layout.addSpacing(Space.SMALL)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self._pages(entries))
        layout.addWidget(self.area, 1)

    def mark(self, key: str) -> None:
        """Show which page is in front; a cursor that stands in the navigation goes along."""
        if any(each.hasFocus() for each in self.buttons.values()):
            self.buttons[key].setFocus()
        self.buttons[key].setChecked(True)
        self.area.ensureWidgetVisible(self.buttons[key], 0, Space.SMALL)

    def _pages(self, entries: Sequence[Entry]) -> QWidget:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, 1)
        group = ""
        for at, entry in enumerate(entries):
            if entry.group != group:
                group = entry.group
                layout.addSpacing(Space.MEDIUM)
                layout.addWidget(label(group, "group"))
            layout.addWidget(self._button(entry, DIGITS[at : at + 1]))
        layout.addStretch()
        return inside

    def _search_field(self) -> QLineEdit:
        field = QLineEdit(placeholderText="Zoeken in alles")
        field.setObjectName("seek")
        field.setAccessibleName("Zoeken in alles")
        field.setToolTip("Zoeken in alles (Ctrl+K)")
        glass = QAction(field)
        icons.dress(glass, "search", Theme.now().tokens, "nav_muted")
        field.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # by keyboard there is Ctrl+K; a window must not open here
        field.textEdited.connect(self._seek)
        return field

    def _seek(self, text: str) -> None:
        """What is typed here goes on in the field of the page."""
        self.search.clear()
        self.sought.emit(text)

    def _button(self, entry: Entry, key: str) -> QPushButton:
        made = QPushButton(f"  {entry.title}")
        made.setCheckable(True)
        made.setAccessibleName(entry.title)
        made.setToolTip(f"{entry.title} (Ctrl+{key})" if key else entry.title)
        made.setIconSize(QSize(18, 18))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        icons.dress(made, entry.icon, Theme.now().tokens, "nav_text")
        made.clicked.connect(lambda _checked=False: self.asked.emit(entry.key))
        self._group.addButton(made)
        self.buttons[entry.key] = made
        return made

    def _brand(self, municipality: str) -> QHBoxLayout:
        across = row(space=Space.SMALL)
        across.setContentsMargins(Space.SMALL, 0, 0, 0)
        across.addWidget(Picture("bolwerk", "nav_mark", 32))
        texts: QVBoxLayout = column(space=0)
        texts.addWidget(label("Bolwerk", "brand"))
        texts.addWidget(label(f"Gemeente {municipality}", "place"))
        across.addLayout(texts, 1)
        return across
