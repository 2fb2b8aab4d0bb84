"""The files that go along: each is cleaned when it is chosen, and one sees what was taken out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from app.errors import AppError, Invalid
from app.services.attachments.reading import megabytes
from app.services.reporting.form import Enclosure, check_enclosures, enclose
from ui import dialogs
from ui.reporting.answers import STAGES
from ui.tokens import Space, Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.dialogs.wizard import Step
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, card, column, icon_button, label, row
from ui.widgets.told import Told

if TYPE_CHECKING:
    from pathlib import Path

    from ui.tasks import Progress, Tasks


class EnclosureList(QWidget):
    """The chosen files, with a button to add one. `job` is the cleaning of the one that was chosen last."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.enclosures: list[Enclosure] = []
        self.message = MessageBar()
        self.job = Job(tasks)
        self._rows = column(space=Space.SMALL)
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        layout.addLayout(self._rows)
        self.add_button = button("Bestand toevoegen…", "plus", act=self.choose)
        across = row()
        across.addWidget(self.add_button)
        across.addStretch()
        layout.addLayout(across)
        layout.addWidget(self.job)

    def choose(self) -> None:
        """Let somebody choose a file, and clean it."""
        path = dialogs.choose_file(self, "Bestand toevoegen")
        if path is not None:
            self.add(path)

    def add(self, path: Path) -> None:
        """Read and clean it on the worker thread."""
        self.message.hide()
        self.add_button.setEnabled(False)

        def work(_progress: Progress) -> Enclosure:
            return enclose(path)

        self.job.start(work, first="Bestand opschonen", done=self._added, refused=self._refused)

    def check(self) -> None:
        """Invalid when they may not go along as they are."""
        check_enclosures(self.enclosures)

    def clear(self) -> None:
        """Forget all of them."""
        self.enclosures.clear()
        self._show()

    def _added(self, made: Enclosure) -> None:
        self.add_button.setEnabled(True)
        self.enclosures.append(made)
        self._show()

    def _refused(self, error: AppError) -> None:
        self.add_button.setEnabled(True)
        self.message.say(" ".join(error.fields.values()) if isinstance(error, Invalid) else str(error), Tone.DANGER)

    def _remove(self, at: int) -> None:
        del self.enclosures[at]
        self._show()

    def _send_as_is(self, at: int, wanted: bool) -> None:  # Qt hands it over by position
        old = self.enclosures[at]
        self.enclosures[at] = Enclosure(old.chosen, old.cleaned, as_is=wanted)

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, each in enumerate(self.enclosures):
            self._rows.addWidget(self._row(at, each))

    def _row(self, at: int, each: Enclosure) -> QWidget:
        frame = card()
        inside = column(frame, Space.TIGHT, Space.MEDIUM)
        head = row()
        size = megabytes(len(each.cleaned.data))
        head.addWidget(label(f"{each.chosen} wordt bijlage-{at + 1}.{each.cleaned.ending} ({size})", "label"), 1)
        head.addWidget(icon_button("x", f"{each.chosen} weghalen", partial(self._remove, at)))
        inside.addLayout(head)
        inside.addWidget(Told([_told(each)]))
        if each.cleaned.problem is not None:
            anyway = QCheckBox("Toch ongewijzigd meesturen")
            anyway.setChecked(each.as_is)
            anyway.toggled.connect(partial(self._send_as_is, at))
            inside.addWidget(anyway)
        return frame


class FilesStep(Step):
    """The step of the form in which files are chosen."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(
            STAGES[3],
            "Wilt u bestanden meesturen?",
            "Foto’s, pdf- en kantoorbestanden worden eerst opgeschoond: wie ze maakte, waarmee, waar en wanneer gaat "
            "eruit. Samen mogen zij 25 MB zijn. Wat er zichtbaar op staat, blijft staan.",
        )
        self.list = EnclosureList(tasks)
        self.body.addWidget(self.list)
        self.body.addStretch()

    @property
    def busy(self) -> bool:
        """While a file is being cleaned."""
        return self.list.job.busy

    def stop(self) -> None:
        """Stop cleaning."""
        self.list.job.stop()

    def accept(self) -> None:
        """Only when all may go along."""
        self.list.check()


def _told(each: Enclosure) -> tuple[Tone, str]:
    if each.cleaned.problem is not None:
        return Tone.WARNING, f"{each.cleaned.problem} Er kan in staan wie het heeft gemaakt."
    if not each.cleaned.removed:
        return Tone.SUCCESS, "Er stonden geen gegevens over de maker in."
    return Tone.SUCCESS, f"Gewist: {', '.join(each.cleaned.removed)}."
