"""The step in which backups are found and chosen: one of each compartment that has to come back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from app.errors import AppError, Invalid
from app.formats import format_date
from app.rules.compartments import label_of_compartment
from app.vault.backup.survey import Survey, survey
from app.vault.disk.folder import BACKUPS
from ui import dialogs
from ui.tokens import Space, Tone
from ui.widgets.dialogs.wizard import Step
from ui.widgets.forms.choose import Choose
from ui.widgets.forms.labelled import Labelled
from ui.widgets.parts import button, label
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.vault.backup.description import Backup


class ChoosingStep(Step):
    """`chosen` are the backups that come back. `follow` is told what was chosen, before the course goes on."""

    def __init__(self, stage: str, folder: Path, follow: Callable[[Survey, tuple[Backup, ...]], None]) -> None:
        super().__init__(stage, "Welke back-ups?", f"Voor de kluis in {folder}")
        self._folder, self._follow = folder, follow
        self.seen: Survey | None = None
        self.boxes: dict[str, QCheckBox] = {}
        self.moments: dict[str, Choose] = {}
        self.place = QLineEdit(str(folder / BACKUPS), maxLength=4096)
        self.place.setAccessibleName("Map met de back-ups")
        self._place = Labelled(
            "Map met de back-ups", self.place, beside=button("Bladeren…", "folder-open", act=self.choose_place)
        )
        self.place.editingFinished.connect(self.look)
        self.told = Told()
        self._list = QWidget()
        self._grid = QGridLayout(self._list)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.WIDE)
        self._grid.setVerticalSpacing(Space.SMALL)
        self._grid.setColumnStretch(2, 1)
        self.body.addWidget(self._place)
        self.body.addWidget(self.told)
        self.body.addWidget(self._list)
        self.body.addStretch(1)

    @property
    def chosen(self) -> tuple[Backup, ...]:
        """One backup of each compartment that was ticked."""
        return tuple(self.moments[name].value for name, box in self.boxes.items() if box.isChecked())

    def arrive(self) -> None:
        """Look in the usual place at once."""
        if self.seen is None:
            self.look()

    def choose_place(self) -> None:
        """Let another folder or disk be chosen."""
        found = dialogs.choose_folder(self, "Map met de back-ups kiezen", Path(self.place.text() or "/"))
        if found is not None:
            self.place.setText(str(found))
            self.look()

    def look(self) -> None:
        """See which backups of this vault there are."""
        self.seen = None
        try:
            self.seen = survey(self._folder, Path(self.place.text().strip()).expanduser())
        except Invalid as refused:
            self._place.show_problem(" ".join(refused.fields.values()))
        except AppError as error:
            self._place.show_problem(str(error))
        else:
            self._place.show_problem("")
        self._show_offers()
        self.changed.emit()

    @property
    def ready(self) -> bool:
        """Once there is something to choose from."""
        return self.seen is not None

    def accept(self) -> None:
        """Raises Invalid when nothing was chosen."""
        if self.seen is None or not self.chosen:
            raise Invalid({"backup": "Kies minstens één onderdeel om terug te zetten."})
        self._follow(self.seen, self.chosen)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Above all: they are about the choice as a whole."""
        return " ".join(fields.values())

    def focus_first(self) -> None:
        """On the first box, or in the folder while there are none."""
        (next(iter(self.boxes.values()), self.place)).setFocus()

    def _show_offers(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes, self.moments = {}, {}
        if self.seen is None:
            self.told.show_lines(())
            return
        self.told.show_lines(_state(self.seen))
        for at, name in enumerate(self.seen.roster.compartments):
            self._add(name, at, self.seen)

    def _add(self, name: str, at: int, seen: Survey) -> None:
        text = label_of_compartment(name)
        usable = [offer.backup for offer in seen.offers if not offer.hindrance and offer.backup.compartment == name]
        if not usable:
            self._grid.addWidget(label(text, "muted"), at, 0)
            self._grid.addWidget(label(_why_not(name, seen), "muted", wrap=True), at, 1, 1, 2)
            return
        box = QCheckBox(text)
        box.setChecked(bool(seen.trouble) or name in seen.missing)
        when = Choose(characters=28)
        when.setAccessibleName(f"Back-up van {text}")
        when.fill([(backup, _moment(backup)) for backup in usable], usable[0])
        self.boxes[name], self.moments[name] = box, when
        self._grid.addWidget(box, at, 0)
        self._grid.addWidget(when, at, 1)


def _state(seen: Survey) -> tuple[tuple[Tone, str], ...]:
    """How the vault itself is, and what does not count among the backups."""
    labels = ", ".join(label_of_compartment(name) for name in seen.missing)
    lines = [(Tone.DANGER, seen.trouble)] if seen.trouble else []
    if labels:
        lines.append((Tone.WARNING, f"Zonder bestand: {labels}."))
    if not lines:
        lines.append((Tone.ACCENT, "De kluis is compleet. Zet alleen terug wat verloren of verminkt is."))
    return (*lines, *((Tone.WARNING, text) for text in seen.unreadable))


def _why_not(name: str, seen: Survey) -> str:
    hindered = [offer.hindrance for offer in seen.offers if offer.backup.compartment == name]
    return hindered[0] if hindered else "geen back-up gevonden"


def _moment(backup: Backup) -> str:
    at = backup.moment.astimezone()
    return f"{format_date(at.date())}, {at:%H:%M}"
