"""Where a case came from and what leads to it: signals, cases that went up in it, and references of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.errors import AppError
from app.formats import format_date
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.casework.case_references import references_in
from app.services.casework.merging import merges_into, undo_merge
from app.services.signals.links import signals_of
from ui import dialogs, errors
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Place
from ui.widgets.parts import button, card, column, label, row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.casework.merging import MergeFacts
    from app.services.signals.links import SignalLine
    from ui.widgets.page import PageContext


class OriginSheet(QWidget):
    """Three short lists, each with what it means when it is empty."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault, self._tasks, self._go = context.vault, context.tasks, context.go
        self._key: int | None = None
        self.message = MessageBar()
        self.sheet = QScrollArea()
        self.sheet.setWidgetResizable(True)
        self.sheet.setAccessibleName("Herkomst van de casus")
        self.sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = column(self, Space.SMALL)
        layout.addWidget(self.message)
        layout.addWidget(self.sheet, 1)

    def show_record(self, key: int) -> None:
        """The origin of this case."""
        self._key = key
        try:
            self._fill(key)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)

    def undo(self, merge: MergeFacts) -> None:
        """Take a merge back, after the user knows what that does."""
        text = f"{merge.number} ‘{merge.title}’ wordt weer een eigen casus, met alles wat zij meebracht en er nog is."
        if not dialogs.confirm(self, "Samenvoeging ongedaan maken?", text, "Ongedaan maken"):
            return
        self.sheet.setEnabled(False)
        self._tasks.run(
            self,
            lambda _progress: undo_merge(self._vault, merge.id),
            done=lambda _key: self._undone(merge),
            failed=self._failed,
        )

    def _undone(self, merge: MergeFacts) -> None:
        self.sheet.setEnabled(True)
        self.message.say(f"{merge.number} is weer een eigen casus.")
        if self._key is not None:
            self._fill(self._key)

    def _failed(self, error: BaseException) -> None:
        self.sheet.setEnabled(True)
        if isinstance(error, AppError):
            self.message.say(str(error), Tone.DANGER)
        else:
            errors.show(self, error)

    def _fill(self, key: int) -> None:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, Space.LARGE)
        layout.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.WIDE)
        layout.addWidget(self._signals(signals_of(self._vault, key)))
        layout.addWidget(self._merges(merges_into(self._vault, key)))
        references = [
            (each.number, f"{each.text} (ontvangen op {format_date(each.received_on)})")
            for each in references_in(self._vault, key)
        ]
        nothing = "De Bibob-coördinator en de jurist hebben hier geen verwijzing achtergelaten."
        layout.addWidget(_list("Verwijzingen van anderen", references, nothing))
        layout.addStretch()
        self.sheet.setWidget(inside)

    def _signals(self, signals: tuple[SignalLine, ...]) -> QFrame:
        frame, layout = _card("Signalen")
        for each in signals:
            across = row(space=Space.MEDIUM)
            across.addLayout(
                _lines(f"{each.number} {each.title}", f"Gekoppeld op {format_date(each.linked_on)}: {each.reason}"), 1
            )
            there = Place("signals", "signal", each.id)
            go = button("Openen", "chevron-right", act=lambda there=there: self._go(there))  # type: ignore[misc]
            across.addWidget(go, alignment=Qt.AlignmentFlag.AlignTop)
            layout.addLayout(across)
        if not signals:
            layout.addWidget(label("Deze casus is aan geen signaal gekoppeld.", "muted", wrap=True))
        return frame

    def _merges(self, merges: tuple[MergeFacts, ...]) -> QFrame:
        frame, layout = _card("Casussen die hierin opgingen")
        may_edit = allowed(self._vault, Act.EDIT_CASES, CASEWORK)
        for each in merges:
            across = row(space=Space.MEDIUM)
            told = f"Samengevoegd op {format_date(each.merged_on)} door {each.by}: {each.reason}"
            across.addLayout(_lines(f"{each.number} {each.title}", told), 1)
            if each.undoable and may_edit:
                across.addWidget(
                    button("Ongedaan maken…", "undo-2", act=lambda each=each: self.undo(each)),  # type: ignore[misc]
                    alignment=Qt.AlignmentFlag.AlignTop,
                )
            layout.addLayout(across)
        if not merges:
            layout.addWidget(label("Er is geen andere casus in deze opgegaan.", "muted", wrap=True))
        return frame


def _list(title: str, lines: Iterable[tuple[str, str]], nothing: str) -> QFrame:
    frame, layout = _card(title)
    empty = True
    for head, told in lines:
        layout.addLayout(_lines(head, told))
        empty = False
    if empty:
        layout.addWidget(label(nothing, "muted", wrap=True))
    return frame


def _lines(head: str, told: str) -> QVBoxLayout:
    texts = column(space=Space.TIGHT)
    texts.addWidget(label(head, wrap=True))
    texts.addWidget(label(told, "muted", wrap=True))
    return texts


def _card(title: str) -> tuple[QFrame, QVBoxLayout]:
    frame = card()
    layout = column(frame, Space.MEDIUM, Space.LARGE)
    layout.addWidget(label(title, "section"))
    return frame, layout
