"""Small counts of Table 1, each with what the public edition does with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QWidget

from app.services.evaluation.small import choose_small, small_counts
from models.choices import SmallChoice
from ui.tokens import Space
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.choose import Choose
from ui.widgets.parts import EmptyState, button, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.rules.small_numbers import Cell, SmallCell
    from app.vault.session import UnlockedVault

_OFFERED = ((None, "nog niet gekozen"), *((choice, choice.label) for choice in SmallChoice))


class SmallDialog(ActDialog):
    """`choices` holds the list for each cell, by type and year."""

    def __init__(
        self, vault: UnlockedVault, evaluation_id: int, *, may_edit: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "Kleine aantallen",
            "Een aantal van één tot en met vier kan tot een persoon leiden. Kies wat de openbare editie ermee doet; de "
            "vertrouwelijke editie toont alles. Zonder keuze staat er ‘< 5’. Samengevoegde typen worden samen de rij "
            "‘overige typen’.",
            "Opslaan",
            parent=parent,
        )
        self.resize(640, 560)
        self._vault, self._evaluation_id, self._may_edit = vault, evaluation_id, may_edit
        self.choices: dict[Cell, Choose] = {}
        self._fill()

    def prepare(self) -> Callable[[Any], None]:
        """Keep what was chosen."""
        chosen = {cell: choice.value for cell, choice in self.choices.items() if choice.value is not None}
        return lambda _progress: choose_small(self._vault, self._evaluation_id, chosen)

    def choose_all(self, choice: SmallChoice) -> None:
        """The same for every cell."""
        for each in self.choices.values():
            each.choose(choice)

    def _fill(self) -> None:
        cells = small_counts(self._vault, self._evaluation_id)
        self.go.setEnabled(self._may_edit and bool(cells))
        if not cells:
            self.body.addWidget(EmptyState("circle-check", "Geen kleine aantallen", "Tabel 1 bevat er geen."))
            return
        if self._may_edit:
            self.body.addLayout(self._for_all())
        inside = QWidget()
        inside.setProperty("ground", "clear")
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(Space.LARGE)
        grid.setColumnStretch(0, 1)
        for at, title in enumerate(("Type", "Jaar", "Aantal", "Openbare editie")):
            grid.addWidget(label(title, "caption"), 0, at)
        for at, cell in enumerate(cells, start=1):
            for place, text in enumerate((cell.type_name, str(cell.year), str(cell.count))):
                grid.addWidget(label(text, wrap=place == 0), at, place)
            grid.addWidget(self._choice(cell), at, 3)
        grid.setRowStretch(len(cells) + 1, 1)
        area = QScrollArea(widgetResizable=True)
        area.setAccessibleName("Kleine aantallen")
        area.setWidget(inside)
        self.body.addWidget(area, 1)

    def _choice(self, cell: SmallCell) -> Choose:
        made = Choose(characters=16)
        made.setAccessibleName(f"{cell.type_name}, {cell.year}, aantal {cell.count}")
        made.fill(_OFFERED, cell.choice)
        made.setEnabled(self._may_edit)
        self.choices[cell.type_name, cell.year] = made
        return made

    def _for_all(self) -> QHBoxLayout:
        across = row()
        across.addWidget(label("Voor alle:", "muted"))
        for choice in SmallChoice:
            made = button(choice.label, act=partial(self.choose_all, choice))
            made.setAccessibleName(f"Alle kleine aantallen {choice.label}")
            across.addWidget(made)
        across.addStretch()
        return across
