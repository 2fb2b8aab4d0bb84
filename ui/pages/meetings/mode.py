"""Meeting mode for the beamer: one item at a time in large type, with its decision beside it, all by keyboard.

The first screen is who is there, then come the items, then the end. The next item is read while the one in front is
looked at, so that going on takes no longer than painting it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QPushButton, QSplitter, QStackedWidget, QWidget

from app.errors import AppError, Conflict, Invalid
from app.formats import format_date
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.meetings.deciding import Decided, decide, finish_action
from app.services.meetings.sitting import ItemView, Sitting, item_view, sitting
from models.casework.meeting_choices import MeetingStatus
from ui import dialogs
from ui.dialogs import Answer
from ui.pages.meetings.attendance import AttendanceView
from ui.pages.meetings.closing import Closing
from ui.pages.meetings.decision_form import DecisionForm
from ui.pages.meetings.item_card import ItemCard
from ui.pages.meetings.participation import ParticipationDialog
from ui.pages.meetings.pausing import LockPause
from ui.shortcuts import declare, listen
from ui.tokens import Space, Tone
from ui.widgets.parts import button, card, column, label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.tasks import Progress
    from ui.widgets.page import PageContext

_KEYS = "Alt+← vorige · Alt+→ volgende · Ctrl+S vastleggen · Ctrl+Enter vastleggen en verder · F11 volledig scherm"
ROOM_FOR_KEYS = 1260  # pixels
_HERE = "In de vergadermodus"
NEXT = declare("Volgend agendapunt", "Alt+Right", "PgDown", where=_HERE)
PREVIOUS = declare("Vorig agendapunt", "Alt+Left", "PgUp", where=_HERE)
STORE = declare("Besluit vastleggen", "Ctrl+S", where=_HERE)
STORE_AND_NEXT = declare("Besluit vastleggen en verder", "Ctrl+Return", where=_HERE)
KNOWN = declare("Tonen wat er al bekend is", "Ctrl+T", where=_HERE)
FULL_SCREEN = declare("Volledig scherm", "F11", where=_HERE)


class MeetingMode(QDialog):
    """A window of its own. `place` is 0 for who is there, 1 and on for the items, and one more for the end."""

    def __init__(self, context: PageContext, meeting_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._vault, self._meeting = context, context.vault, meeting_id
        self.setProperty("beamer", True)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, on=True)
        self.may_edit = allowed(context.vault, Act.EDIT_MEETINGS, CASEWORK)
        self.sitting: Sitting = sitting(context.vault, meeting_id)
        self.place = 0
        self.ended = False
        self.fetched: dict[int, ItemView] = {}
        self.pause = LockPause(parent.window() if parent is not None else None)
        self.attendance = AttendanceView(context.vault, large=True)
        self.item = ItemCard()
        self.decision = DecisionForm(context.vault)
        self.closing = Closing(context, meeting_id)
        self._lay_out()
        self._connect()
        self.setWindowTitle(f"{self.sitting.type_name} {format_date(self.sitting.held_on)}")
        self.setMinimumSize(QSize(1024, 640).boundedTo(self.screen().availableSize()))
        self.resize(1440, 900)
        self.pause.begin()
        self.go(0)

    @property
    def view(self) -> ItemView | None:
        """The item in front; None on the first and last screen."""
        return self.item.view if 0 < self.place <= len(self.sitting.items) else None

    @property
    def editable(self) -> bool:
        """Whether decisions can be recorded."""
        return self.may_edit and self.sitting.status is MeetingStatus.PLANNED

    @property
    def dirty(self) -> bool:
        """Whether something was typed and not recorded."""
        return self.view is not None and self.editable and self.decision.dirty

    # Going through the meeting

    def next(self) -> None:
        """The next screen; what was typed is recorded first, or stays where it is when it cannot be."""
        if self.place <= len(self.sitting.items) and self._settled():
            self.go(self.place + 1)

    def previous(self) -> None:
        """The screen before, in the same way."""
        if self.place > 0 and self._settled():
            self.go(self.place - 1)

    def go(self, place: int) -> None:
        """Show this screen; AppErrors are told in place of what cannot be read."""
        self.place = max(0, min(place, len(self.sitting.items) + 1))
        try:
            if self.place == 0:
                self.attendance.show_record(self._meeting)
                self._front.setCurrentWidget(self._screens["who"])
            elif self.place > len(self.sitting.items):
                self.closing.show_meeting(self.sitting)
                self._front.setCurrentWidget(self._screens["end"])
            else:
                self._show(self._view_at(self.place))
                self._front.setCurrentWidget(self._screens["item"])
        except AppError as error:
            self.decision.message.say(str(error), Tone.DANGER)
        self._show_state()
        self._focus()
        QTimer.singleShot(0, self, self._fetch_next)  # what is in front is painted first

    def store(self) -> bool:
        """Record the decision that stands there; a refusal is told beside its field."""
        view = self.view
        if view is None or not self.editable:
            return True
        try:
            decided = decide(self._vault, view.id, self.decision.deciding(), view.version)
        except Invalid as refused:
            rest = self.decision.form.show_problems(refused.fields)
            self.decision.message.say(rest or "Niet vastgelegd: kijk de gemarkeerde velden na.", Tone.DANGER)
        except Conflict as conflict:
            self.decision.message.say(str(conflict), Tone.WARNING, "Opnieuw lezen", self.read_again)
        except AppError as error:
            self.decision.message.say(str(error), Tone.DANGER)
        else:
            self._after(decided)
            return True
        return False

    def store_and_next(self) -> None:
        """Record, and go on when that was done; what else has to be known keeps the item in front."""
        if self.store() and not self.decision.message.isVisibleTo(self):
            self.go(self.place + 1)

    def finish_action(self) -> None:
        """The action that is followed up was done."""
        view = self.view
        if view is None:
            return
        try:
            self._after(finish_action(self._vault, view.id, view.version))
        except AppError as error:
            self.decision.message.say(str(error), Tone.DANGER)

    def participate(self) -> None:
        """Who takes part in this item."""
        view = self.view
        if view is None or not self.may_edit:
            return
        dialog = ParticipationDialog(self._vault, view.id, view.title, self)
        if dialogs.run(dialog):
            self.read_again()

    def read_again(self) -> None:
        """The item in front and the meeting as they are now; what was typed and not recorded goes."""
        self.fetched.clear()
        self.sitting = sitting(self._vault, self._meeting)
        self.go(self.place)

    def turn_full_screen(self) -> None:
        """Over the whole screen, or in a window again."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def reject(self) -> None:
        """Esc: the meeting is left; what was typed is asked about."""
        if self.dirty:
            answer = dialogs.ask_unsaved(self, "een besluit ingevuld")
            if answer is Answer.STAY or (answer is Answer.SAVE and not self.store()):
                return
        self.ended = True
        self.pause.end()
        super().reject()

    # How

    def _settled(self) -> bool:
        return not self.dirty or self.store()

    def _view_at(self, place: int) -> ItemView:
        key = self.sitting.items[place - 1].id
        found = self.fetched.pop(key, None)
        return found if found is not None else item_view(self._vault, key)

    def _show(self, view: ItemView) -> None:
        self.item.show_item(view)
        self.decision.show_item(view, editable=self.editable)

    def _fetch_next(self) -> None:
        """Read the next item on the worker thread while this one is looked at."""
        items = self.sitting.items
        if self.place >= len(items):
            return
        key = items[self.place].id

        def work(_progress: Progress) -> ItemView:
            return item_view(self._vault, key)

        self._context.tasks.run(self, work, done=self._on_fetched, failed=lambda _: None)

    def _on_fetched(self, view: ItemView) -> None:
        self.fetched[view.id] = view
        self.item.prepare(view)

    def _after(self, decided: Decided) -> None:
        view = decided.view
        heads = tuple(
            replace(head, decision=view.deciding.decision) if head.id == view.id else head
            for head in self.sitting.items
        )
        self.sitting = replace(self.sitting, items=heads)
        self.fetched.clear()
        self._show(view)
        self._show_state()
        self._fetch_next()
        if decided.told:
            done = all("nog niet" not in each and "anders" not in each for each in decided.told)
            self.decision.message.say(" ".join(decided.told), Tone.ACCENT if done else Tone.WARNING)

    def _focus(self) -> None:
        """Where one begins on this screen: the decision, or the way on."""
        if self.view is not None and self.editable:
            self.decision.form.focus_first()
        else:
            self.on.setFocus()

    def _on_presence(self) -> None:
        self.fetched.clear()
        self._fetch_next()

    def _on_closed(self) -> None:
        self.sitting = sitting(self._vault, self._meeting)
        self.closing.show_meeting(self.sitting)
        self._show_state()

    def _show_state(self) -> None:
        count = len(self.sitting.items)
        if self.place == 0:
            told = "Aanwezigheid"
        elif self.place > count:
            told = "Afsluiten"
        else:
            told = f"Punt {self.place} van {count}"
        self.where.setText(told)
        self.back.setEnabled(self.place > 0)
        self.on.setEnabled(self.place <= count)
        self.taking_part.setVisible(self.may_edit and self.view is not None)
        self.where.setAccessibleName(f"{self.windowTitle()}, {told}")

    # Appearance

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The keys are told where there is room."""
        super().resizeEvent(event)
        self.keys.setVisible(self.width() >= ROOM_FOR_KEYS)

    def _connect(self) -> None:
        self.decision.store_asked.connect(self.store)
        self.decision.store_and_next_asked.connect(self.store_and_next)
        self.decision.finish_asked.connect(self.finish_action)
        self.attendance.changed.connect(self._on_presence)
        self.closing.closed.connect(self._on_closed)
        for keys, act in (
            (NEXT, self.next),
            (PREVIOUS, self.previous),
            (STORE, self.store),
            (STORE_AND_NEXT, self.store_and_next),
            (KNOWN, self.item.show_known),
            (FULL_SCREEN, self.turn_full_screen),
        ):
            listen(keys, self, act)

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addLayout(self._head())
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.setHandleWidth(Space.LARGE)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self.item)
        self._halves.addWidget(self.decision)
        self._halves.setSizes([860, 520])
        self._front = QStackedWidget()
        who = card()
        column(who, 0, 1).addWidget(self.attendance)
        self._screens = {"who": who, "item": self._halves, "end": self.closing}
        for part in self._screens.values():
            self._front.addWidget(part)
        layout.addWidget(self._front, 1)
        layout.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        head = row(space=Space.LARGE)
        title = f"{self.sitting.type_name} · {format_date(self.sitting.held_on)}"
        head.addWidget(label(title, "beamer-caption"))
        self.where = label("", "beamer-title")
        head.addWidget(self.where)
        head.addWidget(self._jump())
        head.addStretch()
        head.addWidget(self.pause)
        return head

    def _jump(self) -> QPushButton:
        """To an item by its number; titles are not in the list, because not everybody present may see each."""
        made = button("Ga naar…", kind="quiet")
        made.setProperty("menu", True)
        menu = QMenu(made)
        menu.aboutToShow.connect(lambda: self._fill_menu(menu))
        made.setMenu(menu)
        return made

    def _fill_menu(self, menu: QMenu) -> None:
        menu.clear()
        titles = ["Aanwezigheid"]
        titles += [f"Punt {head.number}{': besloten' if head.decision else ''}" for head in self.sitting.items]
        for place, title in enumerate([*titles, "Afsluiten"]):
            menu.addAction(title).triggered.connect(lambda _on=False, place=place: self._go_when_settled(place))

    def _go_when_settled(self, place: int) -> None:
        if self._settled():
            self.go(place)

    def _foot(self) -> QHBoxLayout:
        foot = row(space=Space.MEDIUM)
        self.back = button("Vorige", act=self.previous)
        self.on = button("Volgende", "chevron-right", act=self.next)
        self.taking_part = button("Deelname…", "users", act=self.participate)
        self.taking_part.setToolTip("Wie is toegelaten (privacytoets 2A), en wie zich verschoont")
        leave = button("Vergadermodus verlaten", "x", "quiet", self.reject)
        for each in (self.back, self.on, self.taking_part):
            foot.addWidget(each)
        self.keys = label(_KEYS, "caption")
        foot.addStretch()
        foot.addWidget(self.keys)
        foot.addWidget(leave)
        return foot
