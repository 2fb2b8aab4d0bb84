"""Help in the window and in every dialog: the manual at the right topic, the keys, a tour, and what the program is.

F1 looks upwards from where it was pressed for who knows its topic (the property `manual`): a dialog, a page, or the
window. What is opened here loads only then; the start of the window needs none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from ui.shortcuts import declare, listen
from ui.widgets.parts import button

if TYPE_CHECKING:
    from ui.tasks import Tasks

TOPIC = "manual"
HELP = declare("De handleiding bij wat u ziet", "F1")
KEYS = declare("Alle toetsen op een rij", "Ctrl+/", "Ctrl+?")


def belongs_to(widget: QWidget, topic: str) -> None:
    """Let F1 in this widget, and in what hangs under it, lead to a topic of the manual."""
    widget.setProperty(TOPIC, topic)


def topic_of(widget: QWidget | None) -> str:
    """The topic of whoever is nearest above a widget, "" when nobody knows one."""
    at: QObject | None = widget
    while at is not None:
        if topic := at.property(TOPIC):
            return str(topic)
        at = at.parent()
    return ""


def offer_help(window: QWidget, tasks: Tasks | None = None) -> None:
    """Let F1 open the manual from this window or dialog."""
    listen(HELP, window, lambda: open_manual(window, tasks))


def open_manual(window: QWidget, tasks: Tasks | None = None) -> QWidget:
    """Show the manual at the topic of where the cursor is, beside the window; a second time it is the same one."""
    from ui.manual.window import ManualWindow  # noqa: PLC0415 - loads only when it is asked for

    cursor = window.focusWidget()
    topic = topic_of(cursor) or topic_of(window)
    for child in window.children():
        if isinstance(child, ManualWindow):
            child.show_topic(topic)
            child.show()
            child.raise_()
            return child
    made = ManualWindow(topic, tasks, window)
    made.show()
    return made


class HelpMenu(QObject):
    """The menu "Hulp" of the window."""

    def __init__(self, window: QWidget, tasks: Tasks) -> None:
        super().__init__(window)
        self._window, self._tasks = window, tasks
        self.button = button("Hulp", "circle-question-mark", "quiet")
        self.button.setProperty("menu", True)
        menu = QMenu(self.button)
        for title, act in (
            ("Handleiding\tF1", self.manual),
            ("Toetsen…\tCtrl+/", self.keys),
            ("Rondleiding…", self.tour),
            ("Over Bolwerk…", self.about),
        ):
            menu.addAction(title).triggered.connect(lambda _on=False, act=act: act())
        self.button.setMenu(menu)
        offer_help(window, tasks)
        listen(KEYS, window, self.keys)

    def manual(self) -> QWidget:
        """Open the manual."""
        return open_manual(self._window, self._tasks)

    def keys(self) -> None:
        """Show every key."""
        from ui import dialogs  # noqa: PLC0415 - likewise
        from ui.manual.keys import KeysDialog  # noqa: PLC0415

        dialogs.run(KeysDialog(self._window))

    def tour(self) -> None:
        """Show the tour again."""
        from ui import dialogs  # noqa: PLC0415 - likewise
        from ui.tour import Tour  # noqa: PLC0415

        dialogs.run(Tour(self._window))

    def about(self) -> None:
        """Say what the program is."""
        from ui import dialogs  # noqa: PLC0415 - likewise
        from ui.manual.about import AboutDialog  # noqa: PLC0415

        dialogs.run(AboutDialog(self._window))
