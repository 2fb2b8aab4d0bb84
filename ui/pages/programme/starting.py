"""Beginning a year: from which one, what comes along and what stays, and what is added to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QWidget

from app.services.clock import today
from app.services.programme.money import budget_years
from app.services.programme.year_preview import StartChoice, StartPreview, Taken
from app.services.programme.year_start import start_preview, start_year
from ui.tokens import Space, Tone
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.choose import Choose
from ui.widgets.forms.form import Form
from ui.widgets.parts import Pill, column, label, row
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.vault.session import UnlockedVault
    from ui.tasks import Progress, Tasks

_WIDE = 720  # pixels for the list of what comes along
_STRUCTURAL = (
    Field("structural", "Structureel budget", Kind.AMOUNT, hint="Als er dit jaar structureel geld bij komt."),
    Field("personnel", "Waarvan personeel", Kind.AMOUNT),
    Field("fte", "Nieuwe formatie", Kind.DECIMAL, unit="fte", hint="Komt als vacature in de formatie."),
    Field("running", "Ook activiteiten die nog lopen", Kind.BOOLEAN),
)


@dataclass(frozen=True, slots=True)
class StartInput:
    """What the form asks."""

    structural: Decimal | None = None
    personnel: Decimal | None = None
    fte: Decimal | None = None
    running: bool = True


class StartYearDialog(ActDialog):
    """`made` is the id of the year that was begun, `year` its number."""

    doing = "Jaar beginnen"

    def __init__(self, vault: UnlockedVault, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            "Nieuw jaar beginnen",
            "Alles hieronder gaat in één keer mee. Wat er al staat, blijft zoals het is.",
            "Jaar beginnen",
            icon="calendar-days",
            tasks=tasks,
            parent=parent,
        )
        self._vault = vault
        self.content.setMinimumWidth(_WIDE)
        years = budget_years(vault) or (today().year - 1,)
        self.from_year = Choose(characters=8)
        self.from_year.setAccessibleName("Beginnen vanuit")
        first = today().year - 1 if today().year - 1 in years else years[0]
        self.from_year.fill([(year, str(year)) for year in sorted({*years, first}, reverse=True)], first)
        self.from_year.activated.connect(lambda _index: self.show_year(self.from_year.value))
        self.list = QScrollArea()
        self.list.setAccessibleName("Wat meegaat")
        self.list.setWidgetResizable(True)
        self.list.setMinimumHeight(260)
        self.form = Form((FieldGroup("", _STRUCTURAL),), margin=0)
        self.form.show_draft(StartInput())
        self.form.setMinimumHeight(216)
        across = row(space=Space.MEDIUM)
        across.addWidget(label("Beginnen vanuit", "label"))
        across.addWidget(self.from_year)
        across.addStretch()
        self.body.addLayout(across)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.form)
        self.found: StartPreview | None = None
        self.show_year(first)

    @property
    def year(self) -> int:
        """The year that is begun."""
        return int(self.from_year.value) + 1

    def show_year(self, from_year: int) -> None:
        """Show what comes along from this year."""
        self.found = start_preview(self._vault, from_year)
        self.go.setText(f" {from_year + 1} beginnen")
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, Space.SMALL, Space.SMALL)
        for title, taken in self.found.kinds:
            layout.addWidget(label(f"{title} ({sum(1 for each in taken if not each.stays)})", "label"))
            for each in taken:
                layout.addWidget(_entry(each))
            if not taken:
                layout.addWidget(label("niets", "muted"))
        layout.addStretch()
        self.list.setWidget(inside)

    def prepare(self) -> Callable[[Progress], int]:
        """Begin the year with what was entered."""
        entered = self.form.draft()
        choice = StartChoice(entered.structural, entered.personnel, entered.fte, running=bool(entered.running))
        from_year = self.from_year.value
        return lambda _progress: start_year(self._vault, from_year, choice)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        return self.form.show_problems(fields)


def _entry(each: Taken) -> QWidget:
    entry = QWidget()
    across = row(entry, Space.MEDIUM)
    across.addWidget(label(each.title, wrap=True), 1)
    if each.detail:
        across.addWidget(label(each.detail, "caption"))
    across.addWidget(Pill(each.stays or "gaat mee", Tone.NEUTRAL if each.stays else Tone.SUCCESS))
    return entry
