"""The calendar beside a date field: opens with the button or Alt+Down, fills the field."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QSizePolicy, QToolButton

from app.formats import FormatProblem, format_short_date, parse_date
from app.services.clock import today
from ui import icons
from ui.shortcuts import IN_FORMS, declare, listen
from ui.theme import Theme
from ui.tokens import Space
from ui.widgets.parts import column

OPEN_CALENDAR = declare("De kalender van een datum openen", "Alt+Down", where=IN_FORMS)


class CalendarButton(QToolButton):
    """Opens a calendar under a line of text, at the day that it holds."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__()
        self._line = line
        self._popup: CalendarPopup | None = None
        icons.dress(self, "calendar", Theme.now().tokens, "muted")
        self.setIconSize(QSize(18, 18))
        self.setToolTip("Kalender openen (Alt+Pijl omlaag)")
        self.setAccessibleName("Kalender openen")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)
        listen(OPEN_CALENDAR, line, self.open, Qt.ShortcutContext.WidgetShortcut)

    def open(self) -> CalendarPopup:
        """Show the calendar."""
        self._popup = CalendarPopup(self._line)
        self._popup.move(self._line.mapToGlobal(QPoint(0, self._line.height() + Space.TIGHT)))
        self._popup.show()
        self._popup.calendar.setFocus()
        return self._popup


class CalendarPopup(QFrame):
    """A month to choose a day from; Enter or a click takes it, Esc leaves the field as it was."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", True)
        self._line = line
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        day = _day_of(line)
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        plain = QTextCharFormat()
        plain.setForeground(self.palette().text())
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekend, plain)
        self.calendar.activated.connect(self.take)
        self.calendar.clicked.connect(self.take)
        column(self, 0, Space.TIGHT).addWidget(self.calendar)

    def take(self, chosen: QDate) -> None:
        """Put the day in the field as if it had been typed."""
        text = format_short_date(date(chosen.year(), chosen.month(), chosen.day()))
        self._line.setText(text)
        self._line.textEdited.emit(text)
        self.close()
        self._line.setFocus()


def _day_of(line: QLineEdit) -> date:
    try:
        return parse_date(line.text()) or today()
    except FormatProblem:
        return today()
