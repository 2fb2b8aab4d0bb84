"""The versions of a document: when, by whom, whether they are sound, and what differs between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QWidget

from app.errors import AppError
from app.formats import format_date
from app.services.evaluation.document_parts import evaluation_options
from app.services.publishing.versions import (
    broken,
    differences_of,
    differences_with_draft,
    frozen_origins,
    versions,
)
from models.choices import Edition
from ui import dialogs, errors
from ui.pages.evaluation.origins import OriginsDialog
from ui.tokens import Space, Tone
from ui.widgets.forms.choose import Choose
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import EmptyState, button, card, column, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from app.services.publishing.differences import Change
    from app.services.publishing.versions import VersionFacts
    from ui.widgets.page import PageContext

_NOW = 0  # in the place of a version: the document as it stands in the store


class VersionsPage(Page):
    """Versions above; of the chosen one its hashes and its differences below."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault, self._tasks = context.vault, context.tasks
        self.versions: tuple[VersionFacts, ...] = ()
        self.message = MessageBar()
        self.document = Choose(characters=12)
        self.document.setAccessibleName("Evaluatie over het jaar")
        self.document.activated.connect(lambda _at: self._read_versions())
        self.table = PlainTable(
            "Versies",
            ("Versie", "Vastgelegd op", "Door", "Tweede lezer", "Wat is gecorrigeerd"),
            (8, 16, 22, 22, 0),
        )
        self.table.chosen.connect(lambda _key: self._show_version())
        self.other = Choose(characters=22)
        self.other.setAccessibleName("Vergelijken met")
        self.edition = Choose(characters=18)
        self.edition.setAccessibleName("Editie")
        self.edition.fill([(each, each.label.capitalize()) for each in Edition], Edition.CONFIDENTIAL)
        for choice in (self.other, self.edition):
            choice.activated.connect(lambda _at: self._compare())
        self.changes = PlainTable("Verschillen", ("Waar", "Verschil"), (28, 0))
        self.changes.setWordWrap(True)
        self.facts = label("", "caption", wrap=True)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()

    @property
    def version(self) -> VersionFacts | None:
        """The chosen one."""
        return next((each for each in self.versions if str(each.id) == self.table.current_key), None)

    def refresh(self) -> None:
        """Read documents and versions again."""
        try:
            offered = [(option.value, f"Evaluatie {option.label}") for option in evaluation_options(self._vault)]
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        if offered:
            keys = [key for key, _ in offered]
            self.document.fill(offered, self.document.value if self.document.value in keys else keys[0])
        self._read_versions()

    def focus_search(self) -> None:
        """Go to the versions."""
        self.table.setFocus()

    def check(self) -> None:
        """Compute the hashes of the chosen version anew, on the worker thread."""
        version, vault = self.version, self._vault
        if version is not None:
            self._tasks.run(
                self,
                lambda _progress: broken(vault, version.id),
                done=lambda found: self._tell_soundness(version, found),
                failed=self._on_failed,
            )

    def show_origins(self) -> None:
        """Where the figures of the chosen version came from."""
        version = self.version
        if version is not None:
            dialogs.run(OriginsDialog(f"Versie {version.label}", frozen_origins(self._vault, version.id), self))

    def _read_versions(self) -> None:
        document = self.document.value
        self.versions = () if document is None else versions(self._vault, document)
        self.table.show_rows(
            [
                (
                    str(each.id),
                    [
                        Cell(each.label),
                        Cell(format_date(each.frozen_on)),
                        Cell(each.frozen_by),
                        Cell(each.reader, tip=f"Goedgekeurd op {format_date(each.approved_on)}"),
                        Cell(each.reason or ("eerste versie" if each.number == 1 else "")),
                    ],
                )
                for each in self.versions
            ]
        )
        self._stack.setCurrentIndex(1 if self.versions else 0)
        if self.versions and self.table.current_key is None:
            self.table.mark(str(self.versions[0].id))
        self._show_version()

    def _show_version(self) -> None:
        version = self.version
        if version is None:
            return
        self.facts.setText(
            "\n".join(
                f"{each.edition.label.capitalize()}: {each.pages} pagina’s, SHA-256 van de PDF {each.pdf_sha256}"
                for each in version.editions
            )
        )
        offered = [(each.id, f"versie {each.label}") for each in self.versions if each.number < version.number] + [
            (_NOW, "het document van nu")
        ]
        self.other.fill(offered, offered[0][0])
        self._compare()

    def _compare(self) -> None:
        version, other, edition, vault = self.version, self.other.value, self.edition.value, self._vault
        if version is None:
            return
        self.changes.show_rows([])
        self.state.setText("Vergelijken…")
        if other == _NOW:
            work = lambda _progress: differences_with_draft(vault, version, edition)  # noqa: E731  # one of two
        else:
            work = lambda _progress: differences_of(vault, other, version.id, edition)  # noqa: E731
        self._tasks.run(self, work, done=self._show_changes, failed=self._on_failed)

    def _show_changes(self, changes: tuple[Change, ...]) -> None:
        self.changes.show_rows([(str(at), [Cell(each.place), Cell(each.text)]) for at, each in enumerate(changes)])
        self.changes.resizeRowsToContents()
        count = len(changes)
        self.state.setText("Geen verschillen." if not count else "1 verschil" if count == 1 else f"{count} verschillen")

    def _tell_soundness(self, version: VersionFacts, found: tuple[str, ...]) -> None:
        if found:
            self.message.say(" ".join(found), Tone.DANGER)
        else:
            self.message.say(f"Versie {version.label} is precies zoals die is vastgelegd.")

    def _on_failed(self, error: BaseException) -> None:
        self.state.setText("")
        if isinstance(error, AppError):
            self.message.say(str(error), Tone.DANGER)
        else:
            errors.show(self, error)

    # Appearance

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        head = row(space=Space.MEDIUM)
        head.addWidget(self.document)
        head.addStretch()
        layout.addLayout(head)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                "history",
                "Nog geen versies",
                "Een versie ontstaat als een document definitief wordt. Ze blijft daarna zoals ze is.",
            )
        )
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(Space.LARGE)
        above = card()
        column(above, 0, 1).addWidget(self.table)
        parts.addWidget(above)
        parts.addWidget(self._below())
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        self._stack.addWidget(parts)
        layout.addWidget(self._stack, 1)

    def _below(self) -> QFrame:
        below = card()
        layout = column(below, Space.SMALL, Space.LARGE)
        tools = QWidget()
        across = row(tools, Space.SMALL)
        across.addWidget(label("Vergelijken met", "label"))
        across.addWidget(self.other)
        across.addWidget(self.edition)
        self.state = label("", "caption")
        across.addWidget(self.state)
        across.addStretch()
        across.addWidget(button("Herkomst van de cijfers…", "info", act=self.show_origins))
        across.addWidget(button("Controleren", "shield-check", act=self.check))
        layout.addWidget(tools)
        layout.addWidget(self.changes, 1)
        layout.addWidget(self.facts)
        return below
