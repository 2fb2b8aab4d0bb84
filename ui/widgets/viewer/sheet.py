"""The attachments of the record that is open: a list to which one drops files, and what can be done with one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.errors import AppError, Cancelled
from app.formats import format_short_date
from app.services.attachments.reading import megabytes, read_file
from app.services.attachments.store import Parent
from ui import dialogs
from ui.tokens import Space, Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.flow import Flow
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import EmptyState, button, card, column, row
from ui.widgets.tables.plain_table import Cell, PlainTable
from ui.widgets.viewer.description import DescribeDialog
from ui.widgets.viewer.dialog import ViewerDialog
from ui.widgets.viewer.drawing import can_be_seen
from ui.widgets.viewer.export import ExportAttachmentDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from app.services.attachments.store import AttachmentFacts, Attachments, Removed
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress
    from ui.widgets.page import PageContext

_COLUMNS = ("Naam", "Omschrijving", "Grootte", "Toegevoegd")
_WIDTHS = (0, 0, 8, 11)


class AttachmentsSheet(QWidget):
    """Attachments that hang on a record by the column `column`."""

    def __init__(
        self, attachments_of: Callable[[UnlockedVault], Attachments], column_name: str, context: PageContext
    ) -> None:
        super().__init__()
        self._context, self._column = context, column_name
        self.attachments = attachments_of(context.vault)
        self._parent: Parent | None = None
        self.facts: dict[str, AttachmentFacts] = {}
        self.message = MessageBar()
        self.job = Job(context.tasks)
        self.table = PlainTable("Bijlagen", _COLUMNS, _WIDTHS)
        self.table.chosen.connect(lambda _key: self._show_choice())
        self.table.cellDoubleClicked.connect(lambda _row, _column: self.view())
        self.add_button = button("Bijlage toevoegen…", "plus", "primary", self.choose)
        self.view_button = button("Bekijken…", "eye", act=self.view)
        self.describe_button = button("Omschrijven…", "pencil", act=self.describe)
        self.export_button = button("Exporteren…", "download", act=self.export)
        self.remove_button = button("Verwijderen", "trash-2", "danger", self.remove)
        self.stop_button = button("Afbreken", "x", act=self.job.stop)
        self.may_edit = self.attachments.may_edit()
        self.setAcceptDrops(self.may_edit)
        self._lay_out()

    @property
    def current(self) -> AttachmentFacts | None:
        """The attachment that is chosen."""
        return self.facts.get(self.table.current_key or "")

    def show_record(self, key: int) -> None:
        """The attachments of this record."""
        self._parent = Parent(self._column, key)
        try:
            found = self.attachments.of(self._parent)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.facts = {str(each.id): each for each in found}
        self.table.show_rows([(key, _cells(each)) for key, each in self.facts.items()])
        self._stack.setCurrentIndex(0 if found else 1)
        self._show_choice()

    def choose(self) -> None:
        """Ask for a file, and add it."""
        path = dialogs.choose_file(self, "Bijlage toevoegen")
        if path is not None:
            self.add([path])

    def add(self, paths: Sequence[Path]) -> None:
        """Read these files and store them, one after the other; what was done stays when it is stopped."""
        parent = self._parent
        if parent is None or self.job.busy or not self.may_edit:
            return
        self.message.hide()
        self.job.start(
            partial(self._add, parent, tuple(paths)),
            first="Bijlage lezen",
            done=self._on_added,
            refused=self._on_refused,
        )
        self._show_choice()

    def view(self) -> None:
        """Look at the one that is chosen, inside the program."""
        facts = self.current
        if facts is None:
            return
        if not can_be_seen(facts.media):
            self.message.say(
                f"Een {facts.media.label} toont Bolwerk niet zelf. U kunt de bijlage exporteren.", Tone.NEUTRAL
            )
            return
        dialogs.run(ViewerDialog(self.attachments, facts, self._context.tasks, self))

    def describe(self) -> None:
        """Say what it is."""
        facts = self.current
        if facts is not None and dialogs.run(DescribeDialog(self.attachments, facts, self)):
            self._again()

    def export(self) -> None:
        """Let it out, with a reason."""
        facts = self.current
        if facts is None:
            return
        dialog = ExportAttachmentDialog(self.attachments, facts, self._context.tasks, self)
        if dialogs.run(dialog) and dialog.out is not None:
            self.message.say(f"‘{facts.name}’ is geëxporteerd naar {dialog.out}.")

    def remove(self) -> None:
        """Remove it, with a way back."""
        facts = self.current
        if facts is None:
            return
        try:
            removed = self.attachments.remove(facts.id, facts.version)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
        else:
            self.message.say(
                f"‘{facts.name}’ is verwijderd.", Tone.NEUTRAL, "Ongedaan maken", lambda: self._put_back(removed)
            )
        self._again()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Files may be dropped here."""
        if self.may_edit and _files_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Add what was dropped."""
        event.acceptProposedAction()
        self.add(_files_in(event))

    # How

    def _add(self, parent: Parent, paths: tuple[Path, ...], progress: Progress) -> tuple[int, list[str]]:
        """On the worker thread: how many were added, and why others were not."""
        most, added, refused = self.attachments.most_bytes(), 0, []
        for path in paths:
            try:
                file = read_file(path, most, lambda _text, part, path=path: progress(f"‘{path.name}’ lezen", part))  # type: ignore[misc]
                self.attachments.add(parent, file, progress=progress)
                added += 1
            except Cancelled:
                raise
            except AppError as error:
                refused.append(str(error))
        return added, refused

    def _on_added(self, result: tuple[int, list[str]]) -> None:
        added, refused = result
        if refused:
            self.message.say(" ".join(refused), Tone.DANGER)
        else:
            self.message.say("De bijlage is toegevoegd." if added == 1 else f"{added} bijlagen zijn toegevoegd.")
        self._again()

    def _on_refused(self, error: AppError) -> None:
        stopped = isinstance(error, Cancelled)  # of several files, those that were done before are there
        told = "Het toevoegen is afgebroken. Wat al was toegevoegd, staat in de lijst." if stopped else str(error)
        self.message.say(told, Tone.NEUTRAL if stopped else Tone.DANGER)
        self._again()

    def _put_back(self, removed: Removed) -> None:
        try:
            self.attachments.put_back(removed)
        except AppError as error:
            self.message.say(f"Terugzetten lukt niet: {error}", Tone.DANGER)
        else:
            self.message.say(f"‘{removed.file.name}’ is teruggezet.")
        self._again()

    def _again(self) -> None:
        if self._parent is not None:
            self.show_record(self._parent.key)

    def _show_choice(self) -> None:
        chosen = self.current is not None
        for each in (self.view_button, self.describe_button, self.export_button, self.remove_button):
            each.setEnabled(chosen and not self.job.busy)
        self.add_button.setEnabled(not self.job.busy)
        self.stop_button.setVisible(self.job.busy)

    def _lay_out(self) -> None:
        layout = column(self, Space.SMALL)
        layout.setContentsMargins(Space.WIDE, Space.MEDIUM, Space.WIDE, Space.MEDIUM)
        layout.addWidget(self.message)
        tools = QWidget()
        across = Flow(tools)
        for each in (self.add_button, self.view_button, self.describe_button, self.export_button, self.remove_button):
            across.addWidget(each)
            each.setVisible(self.may_edit or each is self.view_button)
        layout.addWidget(tools)
        under_way = row(space=Space.SMALL)
        under_way.addWidget(self.job, 1)
        under_way.addWidget(self.stop_button)
        layout.addLayout(under_way)
        self._stack = QStackedWidget()
        frame = card()
        column(frame, 0, 1).addWidget(self.table)
        self._stack.addWidget(frame)
        self._stack.addWidget(
            EmptyState(
                "file-text", "Nog geen bijlagen", "Voeg een bestand toe, of sleep het hierheen. Het blijft in de kluis."
            )
        )
        layout.addWidget(self._stack, 1)


def _cells(each: AttachmentFacts) -> tuple[Cell, ...]:
    return (
        Cell(each.name, tip=f"{each.name}, {each.media.label}"),
        Cell(each.description or ""),
        Cell(megabytes(each.size)),
        Cell(format_short_date(each.added_at.astimezone().date()), tip=f"Door {each.added_by}"),
    )


def _files_in(event: QDropEvent) -> list[Path]:
    """Local files only: what comes from elsewhere is no file yet."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
