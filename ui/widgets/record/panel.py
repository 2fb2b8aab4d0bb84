"""The right half of a record page: one record with its form, its history, and what can be done with it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.plain import plain
from ui.tokens import Space, Tone
from ui.widgets.forms.form import Form
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import Pill, button, column, icon_button, label, line, row
from ui.widgets.record.history import HistoryView
from ui.widgets.record.tabs import RecordTabs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.records import Record, Records
    from ui.widgets.record.description import Foresight, PageDescription
    from ui.widgets.record.tabs import PartTab


class RecordPanel(QFrame):
    """Shows a record, or a new one, or that none is open. It asks by signals; the page decides and stores.

    `opened` tells whether there is anything to see.
    """

    opened = Signal(bool)
    save_asked = Signal()
    cancel_asked = Signal()
    remove_asked = Signal()

    def __init__(
        self,
        description: PageDescription,
        records: Records[Any, Any],
        parts: Sequence[PartTab],
        foresight: Foresight | None,
        *,
        may_edit: bool,
    ) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._description = description
        self._words = records.words
        self._offer = records.options
        self._history = records.history
        self._may_edit = may_edit
        self.record: Record[Any] | None = None
        self.creating = False
        self.may_turn: Callable[[], bool] = lambda: True
        self.message = MessageBar()
        self._parts = parts
        self._foresight = foresight
        self.hide()

    @cached_property
    def form(self) -> Form:
        """The fields; made when they are first looked at, for a list is often all that one comes for."""
        made = Form(self._description.groups, self._offer)
        made.set_read_only(not self._may_edit)
        made.edited.connect(self._on_edited)
        return made

    @cached_property
    def past(self) -> HistoryView:
        """Who changed what when."""
        return HistoryView(self._description.title_of)

    @cached_property
    def tabs(self) -> RecordTabs:
        """The form, the parts and the history behind each other, under the name of the record."""
        made = RecordTabs(self._front(), self.past, self._parts, self._told())
        made.may_turn = self.may_turn
        self._lay_out(made)
        made.turned.connect(self._on_turned)
        return made

    def get_ready(self) -> None:
        """Make what a record is shown in while nobody waits for it, in two turns of the window's thread."""
        if "tabs" not in vars(self):
            ready = "form" in vars(self)
            QTimer.singleShot(0, self, (lambda: self.tabs) if ready else self._get_form_ready)

    def _get_form_ready(self) -> None:
        self.form  # noqa: B018 - made by looking at it
        self.get_ready()

    @property
    def is_open(self) -> bool:
        """Whether a record or a new form is shown."""
        return self.creating or self.record is not None

    @property
    def heading(self) -> str:
        """What stands above the form."""
        return self._title.text()

    @property
    def dirty(self) -> bool:
        """Whether there is input that was not saved."""
        return self.is_open and self.form.dirty

    def show_record(self, record: Record[Any]) -> None:
        """Show a stored record."""
        place = self.form.verticalScrollBar().value() if self.record and self.record.id == record.id else 0
        self.record, self.creating = record, False
        self._show(record.draft, record.title)
        self.form.verticalScrollBar().setValue(place)

    def show_new(self, draft: Any) -> None:  # noqa: ANN401  # the draft of any register
        """Show a form to fill in."""
        self.record, self.creating = None, True
        self._show(draft, f"Nieuw {self._words.one}" if self._words.article == "het" else f"Nieuwe {self._words.one}")
        self.form.focus_first()

    def show_nothing(self) -> None:
        """No record is open."""
        self.record, self.creating = None, False
        self.hide()
        self.opened.emit(False)

    def rebase(self, record: Record[Any], input_draft: Any) -> None:  # noqa: ANN401
        """Go on from a newer version, with this input over it."""
        self.show_record(record)
        self.form.show_input(input_draft)

    def _show(self, draft: Any, title: str) -> None:  # noqa: ANN401
        self.message.hide()
        tabs = self.tabs
        self.form.show_draft(draft)
        heading = f"{title[:1].upper()}{title[1:]}"
        self._title.setText(heading)
        self._title.setToolTip(plain(heading))
        tabs.show_parent(self.record.id if self.record else None)
        self._foresee(draft)
        self.remove_button.setVisible(self._may_edit and not self.creating)
        self.show()
        self.opened.emit(True)
        self._show_state()

    def _on_edited(self) -> None:
        self._show_state()
        self._foresee(self.form.so_far())

    def _foresee(self, draft: Any) -> None:  # noqa: ANN401
        if self._foresight is not None and self.is_open:
            key = self.record.id if self.record else None
            self._foresight.show_draft(draft, key, typed=self.form.dirty)

    def _show_state(self) -> None:
        changed = self.form.dirty
        self.save_button.setEnabled(changed or self.creating)
        self.cancel_button.setEnabled(changed or self.creating)
        self._unsaved.setVisible(changed)

    def _on_turned(self) -> None:
        if self.tabs.on_history and self.record is not None:
            self.past.show_lines(self._history(self.record.id))
        self._foot.setVisible(self._may_edit and self.tabs.part is None)

    def _lay_out(self, tabs: RecordTabs) -> None:
        layout = column(self, 0, 1)
        layout.addLayout(self._head())
        layout.addWidget(tabs, 1)
        self._foot = self._buttons()
        layout.addWidget(self._foot)

    def _front(self) -> QWidget:
        """The form, under what follows from it."""
        if self._foresight is None:
            return self.form
        made = QWidget()
        inside = column(made, 0)
        above = column()
        above.setContentsMargins(Space.WIDE, Space.MEDIUM, Space.WIDE, Space.SMALL)
        above.addWidget(cast("QWidget", self._foresight))
        inside.addLayout(above)
        inside.addWidget(line())
        inside.addWidget(self.form, 1)
        return made

    def _told(self) -> QWidget:
        """Room for a message between the tabs and what is below them."""
        made = QWidget()
        inside = column(made, 0)
        inside.setContentsMargins(Space.WIDE, 0, Space.WIDE, 0)
        inside.addWidget(self.message)
        return made

    def _head(self) -> Any:  # noqa: ANN401  # a layout
        head = row(space=Space.SMALL)
        head.setContentsMargins(Space.WIDE, Space.LARGE, Space.MEDIUM, Space.TIGHT)
        self._title = label("", "section", wrap=True)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._unsaved = Pill("niet opgeslagen", Tone.WARNING)
        head.addWidget(self._title, 1)
        head.addWidget(self._unsaved)
        head.addWidget(icon_button("x", "Sluiten (Esc)", self.cancel_asked.emit))
        return head

    def _buttons(self) -> QWidget:
        foot = QWidget()
        outer = column(foot, 0)
        outer.addWidget(line())
        buttons = row()
        buttons.setContentsMargins(Space.WIDE, Space.MEDIUM, Space.WIDE, Space.MEDIUM)
        self.save_button = button("Opslaan", "check", "primary", self.save_asked.emit)
        self.save_button.setToolTip("Opslaan (Ctrl+S)")
        self.cancel_button = button("Annuleren", act=self.cancel_asked.emit)
        self.cancel_button.setToolTip("Wijzigingen laten vallen (Esc)")
        self.remove_button = button("Verwijderen", "trash-2", "danger", self.remove_asked.emit)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch()
        buttons.addWidget(self.remove_button)
        outer.addLayout(buttons)
        if not self._may_edit:
            foot.hide()
        return foot
