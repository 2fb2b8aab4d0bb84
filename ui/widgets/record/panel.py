"""The right half of a record page: one record with its form, its history, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QWidget

from ui.plain import plain
from ui.tokens import Space, Tone
from ui.widgets.forms.form import Form
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import Pill, button, column, icon_button, label, line, row
from ui.widgets.record.history import HistoryView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.services.history import HistoryLine
    from app.services.records import Option, Record, Words
    from ui.widgets.record.description import PageDescription


class RecordPanel(QFrame):
    """Shows a record, or a new one, or that none is open. It asks by signals; the page decides and stores."""

    save_asked = Signal()
    cancel_asked = Signal()
    remove_asked = Signal()

    def __init__(
        self,
        description: PageDescription,
        words: Words,
        offer: Callable[[str, Any], Iterable[Option]],
        history: Callable[[int], Iterable[HistoryLine]],
        *,
        may_edit: bool,
    ) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._words = words
        self._history = history
        self._may_edit = may_edit
        self.record: Record[Any] | None = None
        self.creating = False
        self.form = Form(description.groups, offer)
        self.form.set_read_only(not may_edit)
        self.past = HistoryView(description.title_of)
        self.message = MessageBar()
        self._lay_out()
        self.hide()
        self.form.edited.connect(self._show_state)

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

    def rebase(self, record: Record[Any], input_draft: Any) -> None:  # noqa: ANN401
        """Go on from a newer version, with this input over it."""
        self.show_record(record)
        self.form.show_input(input_draft)

    def _show(self, draft: Any, title: str) -> None:  # noqa: ANN401
        self.message.hide()
        self.form.show_draft(draft)
        heading = f"{title[:1].upper()}{title[1:]}"
        self._title.setText(heading)
        self._title.setToolTip(plain(heading))
        self._tabs.setTabEnabled(1, not self.creating)
        self._tabs.setCurrentIndex(0)
        self.remove_button.setVisible(self._may_edit and not self.creating)
        self.show()
        self._show_state()

    def _show_state(self) -> None:
        changed = self.form.dirty
        self.save_button.setEnabled(changed or self.creating)
        self.cancel_button.setEnabled(changed or self.creating)
        self._unsaved.setVisible(changed)

    def _show_tab(self, at: int) -> None:
        if at == 1 and self.record is not None:
            self.past.show_lines(self._history(self.record.id))
        self._pages.setCurrentIndex(at)

    def _lay_out(self) -> None:
        layout = column(self, 0, 1)
        layout.addLayout(self._head())
        self._tabs = QTabBar()
        self._tabs.addTab("Gegevens")
        self._tabs.addTab("Geschiedenis")
        self._tabs.setAccessibleName("Gegevens of geschiedenis")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.form)
        self._pages.addWidget(self.past)
        self._tabs.currentChanged.connect(self._show_tab)
        tabs = row()
        tabs.setContentsMargins(Space.WIDE, 0, Space.WIDE, 0)
        tabs.addWidget(self._tabs, 1)
        layout.addLayout(tabs)
        layout.addWidget(line())
        message = column(space=0)
        message.setContentsMargins(Space.WIDE, Space.MEDIUM, Space.WIDE, 0)
        message.addWidget(self.message)
        layout.addLayout(message)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._foot())

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

    def _foot(self) -> QWidget:
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
