"""The course in which a package is opened, looked at and taken in; until the last step nothing is stored."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHeaderView, QTreeWidget, QTreeWidgetItem

from app.errors import AppError, Cancelled, Invalid
from app.formats import format_count
from app.services.backups.words import moment_text
from app.services.casework.cases import Cases
from app.services.packages.arrival import Choices, State
from app.services.packages.inspecting import look_into
from app.services.packages.receiving import take_in
from ui import dialogs
from ui.pages.packages.deciding import FieldChoices
from ui.pages.packages.giving import FILES
from ui.pages.packages.words import TONES, case_state, counts_of
from ui.plain import plain
from ui.tokens import Space, Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.dialogs.wizard import Step, Wizard
from ui.widgets.parts import button, card, column, label, row
from ui.widgets.tables.table_model import TONE_ROLE
from ui.widgets.tables.table_view import PillDelegate
from ui.widgets.told import Told, definition

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.services.packages.arrival import Arrival, ArrivedCase, TakenIn
    from app.vault.session import UnlockedVault
    from ui.pages.packages.words import Titles
    from ui.tasks import Progress, Tasks

PACKAGE, LOOK, READY = "Pakket", "Bekijken en kiezen", "Gereed"
PROMISE = "Tot u op Ontvangen klikt, verandert er niets."
_NEW_TYPE = "Toevoegen als nieuw type"


class OpenStep(Step):
    """Which file; opened and verified before one goes on."""

    def __init__(self, vault: UnlockedVault, tasks: Tasks, opened: Callable[[Path, Arrival], None]) -> None:
        super().__init__(
            PACKAGE,
            "Pakket openen",
            "Het pakket moet voor deze kluis zijn verzegeld, heel zijn, en ondertekend door een kluis waarvan u het "
            "visitekaartje hebt opgenomen.",
            onward="Openen",
        )
        self._vault, self._opened = vault, opened
        self.job = self._job = Job(tasks)
        self.path: Path | None = None
        self.choose_button = button("Bestand kiezen…", "folder-open", act=self.choose)
        self.file = label("Nog geen bestand gekozen.", "muted", wrap=True)
        across = row()
        across.addWidget(self.choose_button)
        across.addWidget(self.file, 1)
        self.body.addLayout(across)
        self.body.addStretch(1)

    @property
    def ready(self) -> bool:
        """When a file was chosen."""
        return self.path is not None

    def choose(self) -> None:
        """Let the user point it out."""
        path = dialogs.choose_file(self, "Pakket kiezen", FILES)
        if path is not None:
            self.show_file(path)

    def show_file(self, path: Path) -> None:
        """This one."""
        self.path = path
        self.message.hide()
        self.file.setText(plain(path.name))
        self.changed.emit()

    def accept(self) -> None:
        """Open it in the background; the course goes on when that went well."""
        path = self.path
        if path is None:
            return
        work = partial(look_into, self._vault, path)
        self._job.start(work, first="Pakket openen", done=partial(self._opened, path), refused=self._refused)
        self.changed.emit()

    def focus_first(self) -> None:
        """On the button."""
        self.choose_button.setFocus()

    def _refused(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self.message.say(str(error), Tone.DANGER)
        self.changed.emit()


class LookStep(Step):
    """What it brings: the cases with a mark each, the fields that differ, and the types that are not known."""

    def __init__(
        self,
        vault: UnlockedVault,
        tasks: Tasks,
        titles: Titles,
        *,
        path: Path,
        arrival: Arrival,
        taken: Callable[[TakenIn], None],
    ) -> None:
        super().__init__(LOOK, "Wat dit pakket brengt", _intro(arrival), onward="Ontvangen")
        self._vault, self._path, self._taken = vault, path, taken
        self.arrival = arrival
        self.job = self._job = Job(tasks)
        self.types: dict[str, QComboBox] = {}
        self.list = self._cases()
        self.fields = FieldChoices(titles)
        self.refused = Told()
        self._lay_out()
        self._follow()

    @property
    def ready(self) -> bool:
        """When a case is marked and there is something to take in."""
        return bool(self.chosen) and not (self.arrival.brings_nothing and not self.again)

    @property
    def chosen(self) -> frozenset[str]:
        """The cases that are marked."""
        return frozenset(case.id for case, item in self._lines if item.checkState(0) is Qt.CheckState.Checked)

    @property
    def again(self) -> frozenset[str]:
        """Those among them that were removed here."""
        return frozenset(case.id for case, _ in self._lines if case.record.state is State.GONE) & self.chosen

    @property
    def choices(self) -> Choices:
        """All that was chosen."""
        types = {name: box.currentData() for name, box in self.types.items()}
        return Choices(self.chosen - self.again, self.fields.taken, types, self.again)

    def mark(self, case: str, *, on: bool) -> None:
        """Mark a case, or take its mark away."""
        for each, item in self._lines:
            if each.id == case:
                item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def accept(self) -> None:
        """Take in what was chosen; the course goes on when it was done."""
        if not self.chosen:
            raise Invalid({"cases": "Kies ten minste één casus."})
        arrival, choices = self.arrival, self.choices

        def work(progress: Progress) -> TakenIn:
            return take_in(self._vault, self._path, arrival, choices, progress)

        self._job.start(work, first="Pakket lezen", done=self._taken, refused=self._refused, unwanted=self._taken)
        self.changed.emit()

    def focus_first(self) -> None:
        """In the list."""
        self.list.setFocus()

    def _refused(self, error: AppError) -> None:
        tone = Tone.NEUTRAL if isinstance(error, Cancelled) else Tone.DANGER
        self.message.say(str(error), tone)
        self.changed.emit()

    def _cases(self) -> QTreeWidget:
        made = QTreeWidget()
        made.setAccessibleName("Casussen in dit pakket")
        made.setHeaderLabels(["Casus", "Stand", "Wat zij brengt"])
        made.setRootIsDecorated(False)
        made.setUniformRowHeights(True)
        made.setItemDelegate(PillDelegate(made))
        made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        made.header().setStretchLastSection(False)
        self._lines: list[tuple[ArrivedCase, QTreeWidgetItem]] = []
        for case in sorted(self.arrival.cases, key=lambda case: case.brings_nothing):
            state, tone = case_state(case)
            item = QTreeWidgetItem([f"{case.number} {case.record.title}", state, counts_of(case)])
            item.setToolTip(0, plain(item.text(0)))
            item.setToolTip(2, plain(item.text(2)))
            item.setData(1, TONE_ROLE, tone.value)
            gone = case.record.state in {State.GONE, State.REFUSED}
            item.setCheckState(0, Qt.CheckState.Unchecked if gone else Qt.CheckState.Checked)
            item.setDisabled(case.record.state is State.REFUSED)
            made.addTopLevelItem(item)
            self._lines.append((case, item))
        for place in (1, 2):
            made.resizeColumnToContents(place)
        made.setColumnWidth(1, made.columnWidth(1) + Space.WIDE)
        rows = min(max(len(self.arrival.cases), 2), 7)
        made.setFixedHeight(made.header().sizeHint().height() + rows * 32 + Space.SMALL)
        made.itemChanged.connect(lambda _item, _column: self._follow())
        return made

    def _follow(self) -> None:
        """The fields of the cases that are marked, and what is refused of them."""
        cases = [case for case, _ in self._lines if case.id in self.chosen]
        unique = list({each.id: each for case in cases for each in case.all()}.values())
        self.fields.show_records(each for each in unique if each.state.differs)
        self.heading.setVisible(bool(self.fields.choices))
        refused = [each for each in unique if each.state is State.REFUSED]
        self.refused.show_lines((Tone.DANGER, f"{each.words} ‘{each.title}’: {each.why}") for each in refused)
        self.changed.emit()

    def _lay_out(self) -> None:
        told = self._told()
        if told:
            self.body.addWidget(Told(told))
        grid = QGridLayout()
        arrival = self.arrival
        facts = (("Reden", arrival.reason), ("Grondslag", arrival.ground), ("SHA-256", arrival.sha256))
        for at, (name, value) in enumerate(facts):
            definition(grid, at, name, value)
        self.body.addLayout(grid)
        frame = card()
        column(frame, 0, 1).addWidget(self.list)
        self.body.addWidget(frame)
        if arrival.types:
            self.body.addWidget(label("Casustypen die hier niet bekend zijn", "section"))
            self.body.addLayout(self._types())
        self.heading = label("Velden die verschillen", "section")
        self.body.addWidget(self.heading)
        self.body.addWidget(self.fields)
        self.body.addWidget(self.refused)
        self.body.addStretch(1)

    def _told(self) -> list[tuple[Tone, str]]:
        if self.arrival.brings_nothing:
            return [(Tone.SUCCESS, "Alles in dit pakket is hier al. U hoeft niets te doen.")]
        if self.arrival.taken_before:
            return [(Tone.ACCENT, "Dit pakket is hier eerder ontvangen. U ziet wat er nog uit te nemen is.")]
        return []

    def _types(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(Space.LARGE)
        known = Cases(self._vault).options("case_type_id")
        for at, each in enumerate(self.arrival.types):
            box = QComboBox()
            box.setAccessibleName(f"Wat is ‘{each.name}’ hier?")
            box.addItem(_NEW_TYPE, None)
            for option in known:
                box.addItem(f"Is hier: {option.label}", option.value)
            self.types[each.name] = box
            grid.addWidget(label(f"{each.name} ({each.level})", wrap=True), at, 0)
            grid.addWidget(box, at, 1)
        return grid


class DoneStep(Step):
    """What was done, which numbers the cases have here, and what was refused."""

    def __init__(self, taken: TakenIn) -> None:
        super().__init__(READY, "Ontvangen", onward="Sluiten")
        self.may_return = False
        lines = [(Tone.SUCCESS, done_in_words(taken))]
        lines += [(Tone.ACCENT, f"{theirs} heeft hier nummer {here}.") for theirs, here in taken.numbers]
        lines += [(TONES[State.REFUSED], f"Geweigerd: {what}: {why}") for what, why in taken.refused]
        self.told = Told(lines)
        self.body.addWidget(self.told)
        self.body.addStretch(1)


class ReceiveWizard(Wizard):
    """`taken` is what was done, None until it was."""

    leaving = "Er is nog niets ontvangen."

    def __init__(self, vault: UnlockedVault, tasks: Tasks, titles: Titles, parent: QWidget | None = None) -> None:
        super().__init__("Pakket ontvangen", (PACKAGE, LOOK, READY), PROMISE, parent)
        self._vault, self._tasks, self._titles = vault, tasks, titles
        self.taken: TakenIn | None = None
        self.open_step = OpenStep(vault, tasks, self._opened)
        self.add([self.open_step])
        self.begin()

    def _opened(self, path: Path, arrival: Arrival) -> None:
        look = LookStep(self._vault, self._tasks, self._titles, path=path, arrival=arrival, taken=self._done)
        self.follow_with([look])
        self.proceed()

    def _done(self, taken: TakenIn) -> None:
        self.taken = taken
        self.follow_with([DoneStep(taken)])
        self.proceed()


def done_in_words(taken: TakenIn) -> str:
    """What it came to, in a sentence."""
    if taken.nothing:
        return "Er is niets toegevoegd of gewijzigd." if taken.refused else "Er is niets gewijzigd: alles was hier al."
    counts = (
        (taken.added, format_count(taken.added, "onderdeel toegevoegd", "onderdelen toegevoegd")),
        (taken.changed, format_count(taken.changed, "onderdeel bijgewerkt", "onderdelen bijgewerkt")),
    )
    return f"Ontvangen: {', '.join(text for count, text in counts if count)}. Het staat in het logboek."


def _intro(arrival: Arrival) -> str:
    made = moment_text(datetime.fromisoformat(arrival.made_at))
    return (
        f"Van {arrival.partner}. Gemaakt door {arrival.person} op {made}. De handtekening klopt met het visitekaartje."
    )
