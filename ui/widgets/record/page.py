"""The one record page: any register, described as data, becomes filter, list, form, history and acts.

What the user typed is never lost without asking: every way out of a changed form goes through `may_leave`, a refused
or conflicting save leaves the input where it is, and a removal can be undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.errors import AppError, Conflict, Invalid, NotFound
from app.services.habits import ListHabits
from ui import dialogs
from ui.dialogs import Answer
from ui.shortcuts import declare, listen
from ui.tokens import Space, Tone
from ui.widgets.flow import Flow
from ui.widgets.forms import waiting
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page, Spot, Unsaved
from ui.widgets.parts import PageHead, button, column, row
from ui.widgets.record.conflict import ConflictDialog
from ui.widgets.record.description import ActContext, Kind
from ui.widgets.record.exchange import ListContext, ListMenu
from ui.widgets.record.listing import RecordList
from ui.widgets.record.memory import ListMemory
from ui.widgets.record.panel import RecordPanel
from ui.widgets.texts import cell_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.drafts import Draft
    from ui.widgets.page import PageContext
    from ui.widgets.record.description import PageAct, PageDescription
    from ui.widgets.record.tabs import PartTab

UNDO = declare("Doen wat de melding aanbiedt, zoals een verwijdering ongedaan maken", "Ctrl+Z")


class RecordPage(Page):
    """A register on screen. `heading` is off where a tab already says the title."""

    def __init__(self, description: PageDescription, context: PageContext, *, heading: bool = True) -> None:
        super().__init__()
        self.description = description
        self.context = context
        self._heading = heading
        self.records = description.register(context.vault)
        self._words = self.records.words
        self._new = f"{'nieuw' if self._words.article == 'het' else 'nieuwe'} {self._words.one}"
        self.may_edit = self.records.may_edit()
        self.message = MessageBar()
        new_button = self._new_button() if self.may_edit else None
        self.list = RecordList(description, self.records, context.vault, new_button, context.tasks)
        self.memory = ListMemory(self.list, ListHabits(self.records, description.title), context.tasks)
        foresight = description.foresight(context) if description.foresight else None
        self.panel = RecordPanel(description, self.records, self.parts(), foresight, may_edit=self.may_edit)
        self.panel.may_turn = self.may_leave
        self._act_buttons: list[tuple[PageAct, QPushButton]] = []
        self._lay_out()
        self.list.chosen.connect(self._on_chosen)
        self.list.table.activated.connect(lambda _index: self.panel.form.focus_first())
        self.panel.save_asked.connect(self.save)
        self.panel.cancel_asked.connect(self.escape)
        self.panel.remove_asked.connect(self.remove)
        self.listen()
        self.panel.show_nothing()
        self._show_acts()

    def parts(self) -> Sequence[PartTab]:
        """What hangs on a record, as tabs beside its form."""
        return ()

    def listen(self) -> None:
        """The key that undoes, wherever the cursor is."""
        listen(UNDO, self, self.undo)

    def undo(self) -> None:
        """Do what the message offers, such as putting back what was removed."""
        self.message.do()

    # What the window asks

    def refresh(self) -> None:
        """Read the list again, and the open record too unless there is input over it."""
        self.panel.get_ready()
        try:
            self.list.reload()
            if self.panel.record is not None and not self.panel.dirty:
                self.panel.show_record(self.records.get(self.panel.record.id))
        except NotFound as gone:
            self._show_nothing()
            self.message.say(str(gone), Tone.WARNING)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)

    def may_leave(self) -> bool:
        """Save, drop or keep what was typed."""
        if not self.panel.dirty:
            return True
        record = self.panel.record
        what = f"‘{record.title}’ gewijzigd" if record else f"een {self._new} ingevuld"
        answer = dialogs.ask_unsaved(self, what)
        if answer is Answer.SAVE:
            return self._store()
        if answer is Answer.DISCARD:
            self._revert()
            return True
        return False

    def open_record(self, key: int) -> None:
        """Show a record, also when the filter hides it from the list."""
        if self.may_leave():
            self.list.reveal(key)
            self.show_stored(key)

    def new(self) -> None:
        """Begin a new record."""
        if self.may_edit and self.may_leave():
            self.begin()

    def begin(self) -> None:
        """Show an empty form in place of what is open."""
        self.list.show_current(None)
        self.panel.show_new(self.records.blank())
        self._show_acts()

    def save(self) -> None:
        """Store what was typed."""
        if self.may_edit and self.panel.is_open and (self.panel.dirty or self.panel.creating):
            self._store()

    def spot(self) -> Spot:
        """The open record and the field with the cursor."""
        record = self.panel.record
        return Spot(record=record.id if record else None, field=self.panel.form.focused if self.panel.is_open else "")

    def focus_field(self, name: str) -> None:
        """In the form, when it is open."""
        if self.panel.is_open:
            self.panel.form.focus_field(name)

    def unsaved(self) -> Unsaved | None:
        """What was typed in the form."""
        return waiting.unsaved_in(self)

    def put_back(self, draft: Draft) -> None:
        """In the form, over the record as it is now."""
        if self.may_edit:
            waiting.put_back(self, draft)

    def drop(self) -> None:
        """Drop what was typed."""
        self._revert()

    def focus_search(self) -> None:
        """Put the cursor in the search field."""
        self.list.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.filters.search.selectAll()

    def escape(self) -> None:
        """Close the form, or when there is none, drop the filter."""
        if self.panel.is_open:
            if self.may_leave():
                self._show_nothing()
                self.list.table.setFocus()
        elif self.list.filters.active:
            self.list.filters.clear()

    def remove(self) -> None:
        """Remove the open record, with a way back."""
        record = self.panel.record
        if record is None:
            return
        try:
            draft = self.records.remove(record.id, record.version)
        except Conflict:
            self._say_conflict()
        except AppError as error:
            self.panel.message.say(str(error), Tone.DANGER)
        else:
            self._show_nothing()
            self.list.reload()
            self.message.say(
                f"‘{record.title}’ is verwijderd.", Tone.NEUTRAL, "Ongedaan maken", lambda: self._undo_removal(draft)
            )

    # How

    def _on_chosen(self, key: int) -> None:
        if self.panel.record is not None and self.panel.record.id == key and not self.panel.creating:
            return
        if self.may_leave():
            self.show_stored(key)
        else:  # the view has not finished going there; put the mark back when it has
            QTimer.singleShot(0, self, self._mark_current)

    def show_stored(self, key: int) -> None:
        """Show a record as it is stored, in place of what is open."""
        try:
            self.panel.show_record(self.records.get(key))
        except AppError as error:
            self._show_nothing()
            self.list.reload()
            self.message.say(str(error), Tone.WARNING)
        self._mark_current()
        self._show_acts()

    def _store(self) -> bool:
        panel = self.panel
        try:
            draft = panel.form.draft()
            if panel.record is None:
                stored = self.records.add(draft)
            else:
                stored = self.records.change(panel.record.id, draft, panel.record.version)
        except Invalid as refused:
            rest = panel.form.show_problems(refused.fields)
            panel.message.say(rest or "Niet opgeslagen: kijk de gemarkeerde velden na.", Tone.DANGER)
        except Conflict:
            self._say_conflict()
        except NotFound as gone:
            panel.message.say(f"{gone} Uw invoer staat er nog.", Tone.WARNING, "Als nieuw opslaan", self._store_as_new)
        except AppError as error:
            panel.message.say(str(error), Tone.DANGER)
        else:
            panel.show_record(stored)
            self.list.show_current(stored.id)
            self.list.reload()
            self._show_acts()
            self.message.say(f"‘{stored.title}’ is opgeslagen.")
            return True
        return False

    def _store_as_new(self) -> None:
        self.panel.record, self.panel.creating = None, True
        self._store()

    def _say_conflict(self) -> None:
        self.panel.message.say(
            f"Iemand anders heeft {self._words} intussen gewijzigd. Uw invoer is niet opgeslagen en staat er nog.",
            Tone.WARNING,
            "Vergelijken",
            self._compare,
        )

    def _compare(self) -> None:
        panel = self.panel
        if panel.record is None:
            return
        try:
            mine = panel.form.draft()
            newest = self.records.get(panel.record.id)
        except Invalid as unreadable:
            panel.form.show_problems(unreadable.fields)
            self._say_conflict()
            return
        except NotFound as gone:
            panel.message.say(f"{gone} Uw invoer staat er nog.", Tone.WARNING, "Als nieuw opslaan", self._store_as_new)
            return
        dialog = ConflictDialog(
            panel.record.draft,
            mine,
            newest.draft,
            described=self.description.fields,
            wording=self._wording,
            parent=self,
        )
        if dialogs.run(dialog):
            panel.rebase(newest, dialog.merged())
            panel.message.say("Uw keuze staat in het formulier. Sla op als het klopt.", Tone.ACCENT)
        else:
            self._say_conflict()

    def _wording(self, name: str, value: Any) -> str:  # noqa: ANN401  # any value of any register
        field = next((each for each in self.description.fields if each.name == name), None)
        if field is not None and field.kind is Kind.OPTION:
            texts = {option.value: option.label for option in self.records.options(name, self.panel.form.draft())}
            return texts.get(value, cell_text(value))
        return cell_text(value, field.kind) if field else cell_text(value)

    def _undo_removal(self, draft: Any) -> None:  # noqa: ANN401
        try:
            restored = self.records.add(draft)
        except AppError as error:
            self.message.say(f"Terugzetten lukt niet: {error}", Tone.DANGER)
            return
        self.list.reload()
        self.message.say(f"‘{restored.title}’ is teruggezet.")
        if self.may_leave():
            self.show_stored(restored.id)

    def _revert(self) -> None:
        if self.panel.record is None:
            self._show_nothing()
        else:
            self.panel.show_record(self.panel.record)

    def _show_nothing(self) -> None:
        self.panel.show_nothing()
        self._mark_current()
        self._show_acts()

    def _mark_current(self) -> None:
        self.list.show_current(self.panel.record.id if self.panel.record else None)

    # Appearance

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        if self._heading:
            layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
            layout.addWidget(PageHead(self.description.title, self.description.intro))
            layout.addSpacing(Space.TIGHT)
        layout.addWidget(self.message)
        self.tools = QWidget()  # what belongs to the list, and goes where the list goes
        tools = row(self.tools, Space.SMALL)
        tools.addWidget(self.list.filters, 1)
        layout.addWidget(self.tools)
        self.list_menu = ListMenu(self, self.records, self._list_context)
        across = self._lay_out_acts(layout) or tools  # beside the acts of the list, where it has any
        if self.list_menu.button is not None:
            across.addWidget(self.list_menu.button)
        if self.may_edit:
            tools.addWidget(self._new_button())
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setHandleWidth(Space.LARGE)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.list)
        halves.addWidget(self.panel)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 1)
        halves.setSizes([420, 760] if self.description.parts else [620, 560])
        layout.addWidget(halves, 1)

    def _lay_out_acts(self, layout: QVBoxLayout) -> QLayout | None:
        """On lines of their own, if there are any: beside the filters they would not fit in a small window."""
        offered = [act for act in self.description.acts if act.allowed(self.context.vault)]
        if not offered:
            return None
        lines = QWidget()
        across = Flow(lines)
        for act in offered:
            across.addWidget(self._act_button(act))
        layout.addWidget(lines)
        return across

    def _new_button(self) -> QPushButton:
        made = button(f"{self._new[0].upper()}{self._new[1:]}", "plus", "primary", self.new)
        made.setToolTip("Ctrl+N")
        return made

    def _act_button(self, act: PageAct) -> QPushButton:
        made = button(act.title, act.icon, act=lambda: act.run(self._act_context()))
        made.setToolTip(act.hint)
        self._act_buttons.append((act, made))
        return made

    def _show_acts(self) -> None:
        for act, made in self._act_buttons:
            made.setEnabled(self.panel.record is not None or not act.needs_record)

    def _list_context(self) -> ListContext:
        return ListContext(
            description=self.description,
            records=self.records,
            context=self.context,
            parent=self,
            query=self.list.model.query,
            refresh=self.refresh,
            tell=self.message.say,
        )

    def _act_context(self) -> ActContext:
        return ActContext(
            vault=self.context.vault,
            records=self.records,
            record=self.panel.record,
            parent=self,
            tasks=self.context.tasks,
            refresh=self.refresh,
            tell=self.message.say,
        )
