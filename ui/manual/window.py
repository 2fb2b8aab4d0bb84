"""The manual beside the work: contents and search at the left, a topic at the right. It stays open while one works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QSplitter, QTreeWidget, QTreeWidgetItem, QWidget

from app.errors import AppError
from app.services import manual
from ui import dialogs
from ui.manual.reader import Reader
from ui.shortcuts import declare, listen
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from ui.tasks import Tasks

_HERE = "In de handleiding"
SEARCH = declare("Zoeken in de handleiding", "Ctrl+F", where=_HERE)
BACK = declare("Terug naar het vorige onderwerp", "Alt+Left", where=_HERE)
_KEY = Qt.ItemDataRole.UserRole
_SIZE = QSize(1080, 760)
FILES = "PDF (*.pdf)"


class ManualWindow(QDialog):
    """The manual, opened at a topic; with `tasks` it can be kept as a PDF."""

    def __init__(self, key: str, tasks: Tasks | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Handleiding van Bolwerk")
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))
        self._tasks = tasks
        self._visited: list[str] = []
        self.key = ""
        self.message = MessageBar()
        self.search = QLineEdit(placeholderText="Zoeken in de handleiding", clearButtonEnabled=True, maxLength=100)
        self.search.setAccessibleName("Zoeken in de handleiding")
        self.search.textChanged.connect(self._list)
        self.search.returnPressed.connect(self._enter)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setAccessibleName("Inhoud van de handleiding")
        self.tree.currentItemChanged.connect(self._on_item)
        self.reader = Reader()
        self.reader.asked.connect(self.show_topic)
        self.back = button("Terug", "chevron-left", act=self.go_back)
        self.keep = button("Als PDF opslaan…", "download", act=self.write)
        self.keep.setVisible(tasks is not None)
        self._lay_out()
        listen(SEARCH, self, self.search.setFocus)
        listen(BACK, self, self.go_back)
        self._list()
        self.show_topic(key)

    def show_topic(self, key: str) -> None:
        """Show a topic, or the first one when there is none of this name."""
        topic = manual.topic(key)
        if self.key and self.key != topic.key:
            self._visited.append(self.key)
        self._show(topic)

    def go_back(self) -> None:
        """To the topic before."""
        if self._visited:
            self._show(manual.topic(self._visited.pop()))

    def write(self) -> None:
        """Keep the manual as a PDF."""
        out = dialogs.choose_target(self, "Handleiding opslaan", "Handleiding Bolwerk.pdf", FILES)
        if out is None or self._tasks is None:
            return
        from app.report.papers.manual import write_manual  # noqa: PLC0415 - drawing loads only when it is asked for

        self.keep.setEnabled(False)
        self.message.say("De handleiding wordt gemaakt…", Tone.NEUTRAL)
        self._tasks.run(self, lambda _progress: write_manual(out), done=self._written, failed=self._fail)

    def _written(self, pages: int) -> None:
        self.keep.setEnabled(True)
        self.message.say(f"De handleiding is opgeslagen: {pages} pagina’s.")

    def _fail(self, error: BaseException) -> None:
        self.keep.setEnabled(True)
        if not isinstance(error, AppError):
            raise error
        self.message.say(str(error), Tone.DANGER)

    def _show(self, topic: manual.Topic) -> None:
        self.key = topic.key
        self.reader.show_topic(topic)
        self.back.setEnabled(bool(self._visited))
        with QSignalBlocker(self.tree):
            for item in self._items():
                if item.data(0, _KEY) == topic.key:
                    self.tree.setCurrentItem(item)

    def _list(self) -> None:
        """The contents by chapter, or what was found."""
        words = self.search.text()
        with QSignalBlocker(self.tree):
            self.tree.clear()
            if words.strip():
                self._list_found(words)
            else:
                self._list_all()
            self.tree.expandAll()

    def _list_found(self, words: str) -> None:
        found = manual.search(words)
        for each in found:
            item = QTreeWidgetItem(self.tree, [each.topic.title])
            item.setData(0, _KEY, each.topic.key)
            item.setToolTip(0, each.around)
        if not found:
            QTreeWidgetItem(self.tree, ["Niets gevonden"]).setFlags(Qt.ItemFlag.NoItemFlags)

    def _list_all(self) -> None:
        chapters: dict[str, QTreeWidgetItem] = {}
        for topic in manual.topics():
            if topic.chapter not in chapters:
                chapters[topic.chapter] = QTreeWidgetItem(self.tree, [topic.chapter])
                chapters[topic.chapter].setFlags(Qt.ItemFlag.ItemIsEnabled)
                font = chapters[topic.chapter].font(0)
                font.setBold(True)
                chapters[topic.chapter].setFont(0, font)
            item = QTreeWidgetItem(chapters[topic.chapter], [topic.title])
            item.setData(0, _KEY, topic.key)

    def _items(self) -> list[QTreeWidgetItem]:
        return self.tree.findItems("*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive)

    def _enter(self) -> None:
        """From the search field to the first topic that was found."""
        found = [item for item in self._items() if item.data(0, _KEY)]
        if found:
            self.tree.setCurrentItem(found[0])
            self.tree.setFocus()

    def _on_item(self, item: QTreeWidgetItem | None) -> None:
        key = item.data(0, _KEY) if item is not None else None
        if key and key != self.key:
            self.show_topic(key)

    def _lay_out(self) -> None:
        side = QWidget()
        left = column(side, Space.SMALL)
        left.addWidget(self.search)
        left.addWidget(self.tree, 1)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(Space.LARGE)
        halves.addWidget(side)
        halves.addWidget(self.reader)
        halves.setStretchFactor(1, 1)
        halves.setSizes([300, 760])
        foot = row()
        foot.addWidget(self.back)
        foot.addWidget(self.keep)
        foot.addStretch()
        close = button("Sluiten", act=self.accept)
        foot.addWidget(close)
        layout = column(self, Space.MEDIUM, Space.LARGE)
        layout.addWidget(label("Handleiding", "section"))
        layout.addWidget(self.message)
        layout.addWidget(halves, 1)
        layout.addLayout(foot)
