"""The course that takes a network in: which files, which columns, a dry run, and then one act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QListWidget, QWidget

from app.errors import AppError
from app.exchange.graphs.formats import READABLE
from app.exchange.graphs.storing import Terms, store_plan
from app.exchange.graphs.tables import RELATION_COLUMNS, RELATIONS, THING_COLUMNS, THINGS, Reading, proposed
from app.formats import format_count
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from ui import dialogs
from ui.pages.network.exchange.reading import Sitting
from ui.tokens import Space, Tone
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.dialogs.job import Job
from ui.widgets.dialogs.wizard import Step, Wizard
from ui.widgets.forms.choose import Choose
from ui.widgets.forms.form import Form
from ui.widgets.page import PageContext
from ui.widgets.parts import button, label, row
from ui.widgets.record.description import Field, FieldGroup, Kind, PageAct

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from app.exchange.graphs.storing import ImportPlan
    from app.services.network.exchange.coming_in import TakenIn
    from ui.tasks import Progress
    from ui.widgets.record.description import ActContext

FILES, COLUMNS, CHECK = "Bestanden", "Kolommen", "Controleren"
_PROMISE = "Er wordt niets opgeslagen voordat u het overzicht hebt gezien. Een import is als geheel terug te draaien."
_KINDS = f"Netwerken ({' '.join(f'*{suffix}' for suffix in READABLE)})"
_LEFT_OUT = ""
_SHOWN = 200


class FilesStep(Step):
    """Which files: a network, or tables of entities and of links."""

    def __init__(self, sitting: Sitting, chosen: Callable[[], None]) -> None:
        super().__init__(
            FILES,
            "Welk bestand leest u in?",
            "GraphML, FollowTheMoney, een werkmap met bladen voor entiteiten en verbanden, of CSV-bestanden daarvan.",
        )
        self._sitting, self._chosen = sitting, chosen
        self.list = QListWidget()
        self.list.setAccessibleName("Gekozen bestanden")
        buttons = row()
        buttons.addWidget(button("Bestand kiezen…", "folder-open", act=self.choose))
        self.again = button("Opnieuw beginnen", "undo-2", act=self.forget)
        buttons.addWidget(self.again)
        buttons.addStretch()
        self.body.addLayout(buttons)
        self.body.addWidget(self.list, 1)
        self._show()

    @property
    def ready(self) -> bool:
        """With at least one file."""
        return bool(self._sitting.files)

    def accept(self) -> None:
        """Which steps follow depends on what was chosen."""
        self._chosen()

    def choose(self) -> None:
        """Ask for a file and take it along."""
        path = dialogs.choose_file(self, "Verbanden inlezen", _KINDS)
        if path is not None:
            self.add(path)

    def add(self, path: Path) -> None:
        """Take it along, or say why not."""
        self.message.hide()
        try:
            self._sitting.add(path)
        except AppError as refused:
            self.message.say(str(refused), Tone.DANGER)
        self._show()

    def forget(self) -> None:
        """None."""
        self._sitting.forget()
        self._show()

    def _show(self) -> None:
        self.list.clear()
        self.list.addItems([name for name, _ in self._sitting.files])
        self.again.setEnabled(bool(self._sitting.files))
        self.changed.emit()


class ColumnsStep(Step):
    """Per table what it holds and which heading is which column; what is recognised is filled in."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(COLUMNS, "Welke kolom is wat?", "Wat is herkend, staat ingevuld.")
        self._sitting = sitting
        self.table = Choose(characters=32)
        self.table.setAccessibleName("Tabel")
        self.holds = Choose(characters=16)
        self.holds.setAccessibleName("Wat in deze tabel staat")
        self.saved = Choose(characters=24)
        self.saved.setAccessibleName("Bewaarde indeling")
        self.columns: dict[str, Choose] = {}
        across, below = row(), row()
        for line, title, choice in (
            (across, "Tabel", self.table),
            (across, "bevat", self.holds),
            (below, "Bewaarde indeling", self.saved),
        ):
            line.addWidget(label(title, "label"))
            line.addWidget(choice)
        across.addStretch(1)
        below.addWidget(button("Indeling bewaren…", "save", act=self.keep))
        below.addStretch(1)
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.LARGE)
        self._grid.setColumnStretch(2, 1)
        self.body.addLayout(across)
        self.body.addLayout(below)
        self.body.addWidget(self._lines)
        self.body.addStretch(1)
        self.table.activated.connect(lambda _at: self._fill())
        self.holds.activated.connect(lambda _at: self._hold(str(self.holds.value)))
        self.saved.activated.connect(lambda _at: self._use(self.saved.value))

    def arrive(self) -> None:
        """The first table."""
        self.table.fill([(name, name) for name in self._sitting.readings], next(iter(self._sitting.readings)))
        self._fill()

    def keep(self) -> None:
        """Keep how this table is read, for the next file like it."""
        dialog = NameDialog(self)
        if dialogs.run(dialog):
            try:
                self._sitting.keep(self._name, dialog.name)
            except AppError as refused:
                self.message.say(str(refused), Tone.DANGER)
            else:
                self.message.say(f"De indeling ‘{dialog.name}’ is bewaard.", Tone.SUCCESS)
                self._fill()

    @property
    def _name(self) -> str:
        return str(self.table.value)

    def _fill(self) -> None:
        reading = self._sitting.readings[self._name]
        self.holds.fill([(THINGS, THINGS), (RELATIONS, RELATIONS)], reading.holds)
        saved = self._sitting.saved(self._name)
        self.saved.fill([(None, "zoals herkend"), *((each.id, each.name) for each in saved)], None)
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        offered = THING_COLUMNS if reading.holds == THINGS else RELATION_COLUMNS
        options = [(_LEFT_OUT, "niet inlezen"), *offered.items()]
        self.columns = {}
        for place, heading in enumerate(self._sitting.headings[self._name]):
            choice = Choose(characters=24)
            choice.setAccessibleName(heading)
            choice.fill(options, reading.columns.get(heading, _LEFT_OUT))
            choice.activated.connect(lambda _at: self._read())
            self.columns[heading] = choice
            self._grid.addWidget(label(heading), place, 0)
            self._grid.addWidget(choice, place, 1)

    def _hold(self, holds: str) -> None:
        known = proposed(self._sitting.headings[self._name])
        self._sitting.readings[self._name] = known if known.holds == holds else Reading(holds)
        self._fill()

    def _use(self, key: object) -> None:
        saved = {each.id: each for each in self._sitting.saved(self._name)}
        if isinstance(key, int) and key in saved:
            self._sitting.use(self._name, saved[key])
        else:
            self._sitting.readings[self._name] = proposed(self._sitting.headings[self._name])
        self._fill()

    def _read(self) -> None:
        chosen = {heading: str(choice.value) for heading, choice in self.columns.items() if choice.value}
        self._sitting.readings[self._name] = Reading(self._sitting.readings[self._name].holds, chosen)


@dataclass(frozen=True, slots=True)
class TermsInput:
    """What the form asks."""

    ground: str | None = None
    keep_until: date | None = None


class CheckStep(Step):
    """What would be stored, what would not and why, and what seems to be known; then it is stored."""

    def __init__(self, sitting: Sitting, context: PageContext, stored: Callable[[], None]) -> None:
        super().__init__(CHECK, "Klopt dit?", "Nog niets is opgeslagen.", onward="Inlezen")
        self._sitting, self._stored = sitting, stored
        self.job = Job(context.tasks)
        self.form = Form(
            (
                FieldGroup(
                    "",
                    (
                        Field("ground", "Grondslag van de verstrekking", wide=True),
                        Field("keep_until", "Bewaren tot en met", Kind.DATE),
                    ),
                ),
            ),
            margin=0,
        )
        self.form.show_draft(TermsInput())
        self.told = label("", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName("Wat opvalt")
        self.list.setWordWrap(True)
        self.body.addWidget(self.told)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.form)

    @property
    def ready(self) -> bool:
        """Once it is known what would be stored, and that is something."""
        plan = self._sitting.plan
        return plan is not None and bool(plan.stored.things) and not self.busy

    def arrive(self) -> None:
        """Look, on the worker thread."""
        self._sitting.plan = None
        self.told.setText("")
        self.list.clear()
        self._start(self._sitting.look, "Bestand lezen", self._show)

    def accept(self) -> None:
        """Store it, on the worker thread; the course ends when that is done."""
        entered: TermsInput = self.form.draft()
        self._sitting.terms = Terms(entered.ground, entered.keep_until)

        def store(progress: Progress) -> TakenIn:
            return store_plan(self._sitting.vault, self._sitting.look(), progress)

        self._start(store, "Opslaan", self._done)

    def _start(self, work: Callable[[Progress], Any], first: str, done: Callable[[Any], None]) -> None:
        assert self.job is not None  # noqa: S101 - made above
        self.message.hide()
        self.job.start(work, first=first, done=done, refused=self._refuse)
        self.changed.emit()

    def _show(self, plan: ImportPlan) -> None:
        self._sitting.plan = plan
        self.told.setText("\n".join(plan.sentences))
        lines = [f"Niet ingelezen: {name}. {why}" for name, why in plan.refused.items()]
        lines += [f"{name}: {where}" for name, where in plan.known.items()]
        self.list.addItems(lines[:_SHOWN])
        if len(lines) > _SHOWN:
            self.list.addItem(f"En nog {format_count(len(lines) - _SHOWN, 'regel', 'regels')}.")
        self.list.setVisible(bool(lines))
        self.changed.emit()

    def _done(self, taken: TakenIn) -> None:
        self._sitting.taken = taken
        self.changed.emit()
        self._stored()

    def _refuse(self, refused: AppError) -> None:
        self.message.say(str(refused), Tone.DANGER)
        self.changed.emit()


class NetworkImportWizard(Wizard):
    """Takes a network in. `sitting.taken` is what was stored, None while nothing is."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__("Verbanden inlezen", (FILES, COLUMNS, CHECK), _PROMISE, parent)
        self.sitting = Sitting(context.vault)
        self._context = context
        self.add([FilesStep(self.sitting, self._after_files)])

    @property
    def told(self) -> str:
        """What was read, in a sentence."""
        taken = self.sitting.taken
        if taken is None:
            return "Er is niets ingelezen."
        things = format_count(taken.imported.count, "item", "items")
        return f"Ingelezen: {things} en {format_count(taken.links, 'verband', 'verbanden')}."

    def _after_files(self) -> None:
        """Only tables have columns to choose; a network says itself what is what."""
        columns = [ColumnsStep(self.sitting)] if self.sitting.readings else []
        self.follow_with([*columns, CheckStep(self.sitting, self._context, self.proceed)])


def take_in_network(context: ActContext) -> None:
    """Read a network in, and show it."""
    page = PageContext(context.vault, context.tasks, lambda _place: None)
    wizard = NetworkImportWizard(page, context.parent)
    wizard.begin()
    if dialogs.run(wizard):
        context.refresh()
        context.tell(wizard.told)


IMPORT_NETWORK = PageAct(
    "Verbanden inlezen…",
    "folder-open",
    take_in_network,
    hint="Uit GraphML, FollowTheMoney, een werkmap of CSV-bestanden",
    allowed=lambda vault: allowed(vault, Act.EDIT_SIGNALS, CASEWORK),
)


class NameDialog(ActDialog):
    """Asks under which name a way of reading is kept."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Indeling bewaren", "Onder welke naam vindt u deze indeling terug?", "Bewaren", parent=parent)
        self.form = Form((FieldGroup("", (Field("name", "Naam", required=True, wide=True),)),), margin=0)
        self.form.show_draft(_Named())
        self.body.addWidget(self.form)

    @property
    def name(self) -> str:
        """The name."""
        return str(self.form.draft().name or "")

    def prepare(self) -> Callable[[Progress], Any]:
        """The name itself; it is checked where it is kept."""
        return lambda _progress: self.name


@dataclass(frozen=True, slots=True)
class _Named:
    name: str | None = None
