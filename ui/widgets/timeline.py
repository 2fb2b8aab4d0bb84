"""A timeline: what happened, newest first, in groups of a day, with a choice of what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from app.errors import AppError
from app.formats import format_date
from app.services.casework.timeline import Topic, by_day
from ui.tokens import Space, Tone
from ui.widgets.forms.choose import Choose
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, column, label, line, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from app.services.casework.timeline import Happening

AT_ONCE = 100  # events that are drawn; there is a button for more
_TIME_WIDTH = 56


class TimelineView(QWidget):
    """Shows the happenings that `of` gives for the record that is open.

    `title_of(kind, field)` says what the form of a kind of record calls a field.
    """

    def __init__(
        self, of: Callable[[int], Sequence[Happening]], title_of: Callable[[str, str], str], name: str = "Tijdlijn"
    ) -> None:
        super().__init__()
        self._of, self._title_of = of, title_of
        self._found: Sequence[Happening] = ()
        self._most = AT_ONCE
        self.message = MessageBar()
        self.topics = Choose(characters=18)
        self.topics.setAccessibleName("Waarover")
        self.topics.fill([(None, "Alles")], None)
        self.topics.activated.connect(lambda _at: self._on_topic())
        self.count = label("", "caption")
        self.sheet = QScrollArea()
        self.sheet.setWidgetResizable(True)
        self.sheet.setAccessibleName(name)
        self.sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()

    def show_record(self, key: int) -> None:
        """The timeline of this record, as things are now."""
        try:
            self._found = self._of(key)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.message.hide()
        self._most = AT_ONCE
        topics = [topic for topic in Topic if any(each.topic is topic for each in self._found)]
        offered = [(None, "Alles"), *((topic, _capital(topic.label)) for topic in topics)]
        self.topics.fill(offered, self.topics.value if self.topics.value in topics else None)
        self._draw()

    @property
    def shown(self) -> list[Happening]:
        """What there is to see with this choice."""
        topic = self.topics.value
        return [each for each in self._found if topic is None or each.topic is topic]

    def more(self) -> None:
        """Draw more of them."""
        self._most += AT_ONCE
        place = self.sheet.verticalScrollBar().value()
        self._draw()
        self.sheet.verticalScrollBar().setValue(place)

    def _on_topic(self) -> None:
        self._most = AT_ONCE
        self._draw()

    def _draw(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, Space.MEDIUM)
        layout.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.WIDE)
        shown = self.shown
        for day, happenings in by_day(shown[: self._most]):
            layout.addWidget(self._day(day))
            for each in happenings:
                layout.addWidget(self._entry(each))
        if not shown:
            layout.addWidget(label("Er is nog niets gebeurd.", "muted"))
        if len(shown) > self._most:
            layout.addWidget(
                button("Meer tonen", "chevron-down", act=self.more), alignment=Qt.AlignmentFlag.AlignHCenter
            )
        layout.addStretch()
        self.sheet.setWidget(inside)
        self.count.setText(f"{len(shown)} gebeurtenis" if len(shown) == 1 else f"{len(shown)} gebeurtenissen")

    def _day(self, day: date) -> QWidget:
        head = QWidget()
        across = row(head, Space.SMALL)
        across.setContentsMargins(0, Space.SMALL, 0, 0)
        across.addWidget(label(format_date(day), "label"))
        across.addWidget(line(), 1)
        return head

    def _entry(self, each: Happening) -> QWidget:
        entry = QWidget()
        across = row(entry, Space.MEDIUM)
        moment = f"{each.at:%H:%M}" if each.at is not None else ""
        at = label(moment, "caption")
        at.setFixedWidth(_TIME_WIDTH)
        at.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        across.addWidget(at)
        texts = column(space=0)
        head = f"{each.what}: ‘{each.title}’" if each.title else each.what
        texts.addWidget(label(head, wrap=True))
        fields = ", ".join(self._title_of(each.kind, name) for name in each.fields)
        for told in (each.detail, fields and f"Gewijzigd: {fields}"):
            if told:
                texts.addWidget(label(told, "muted", wrap=True))
        across.addLayout(texts, 1)
        across.addWidget(label(each.who, "caption"), alignment=Qt.AlignmentFlag.AlignTop)
        entry.setAccessibleName(f"{format_date(each.day)} {moment} {head}, {each.who}")
        return entry

    def _lay_out(self) -> None:
        layout = column(self, Space.SMALL)
        layout.setContentsMargins(0, Space.MEDIUM, 0, 0)
        tools = row(space=Space.MEDIUM)
        tools.setContentsMargins(Space.WIDE, 0, Space.WIDE, 0)
        tools.addWidget(self.topics)
        tools.addStretch()
        tools.addWidget(self.count)
        layout.addLayout(tools)
        layout.addWidget(self.message)
        layout.addWidget(self.sheet, 1)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
