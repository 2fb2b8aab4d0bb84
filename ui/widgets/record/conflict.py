"""Two people changed the same record: what each made of it, field by field, and which to keep."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QButtonGroup, QDialog, QGridLayout, QRadioButton, QScrollArea, QWidget

from ui.tokens import Space
from ui.widgets.parts import button, card, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.widgets.record.description import Field


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field in which two versions differ. `keep_mine` is the proposal: keep what only the user changed."""

    name: str
    mine: Any
    theirs: Any
    keep_mine: bool


def differences(base: Any, mine: Any, theirs: Any) -> tuple[FieldDifference, ...]:  # noqa: ANN401  # drafts
    """Where the user's input differs from what is stored now; `base` is what both started from."""
    found = []
    for field in fields(base):
        before, own, other = (getattr(draft, field.name) for draft in (base, mine, theirs))
        if own != other:
            found.append(FieldDifference(field.name, own, other, keep_mine=own != before))
    return tuple(found)


class ConflictDialog(QDialog):
    """Shows both versions of each field that differs. `merged` is the choice the user made."""

    def __init__(
        self,
        base: Any,  # noqa: ANN401  # drafts of any register
        mine: Any,  # noqa: ANN401
        theirs: Any,  # noqa: ANN401
        *,
        described: Sequence[Field],
        wording: Callable[[str, Any], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Twee versies naast elkaar")
        self.resize(820, 440)
        self._theirs = theirs
        self.choices: dict[str, tuple[FieldDifference, QRadioButton, QRadioButton]] = {}
        self._described = {field.name: field for field in described}
        self._wording = wording
        layout = column(self, Space.LARGE, Space.WIDE)
        layout.addWidget(label("Iemand anders heeft intussen een nieuwe versie opgeslagen", "section"))
        layout.addWidget(
            label(
                "Kies per veld wat blijft. Daarna staat de keuze in het formulier; er is dan nog niets opgeslagen.",
                "muted",
                wrap=True,
            )
        )
        frame = card()
        column(frame, 0, 1).addWidget(self._table(differences(base, mine, theirs)))
        layout.addWidget(frame, 1)
        buttons = row()
        buttons.addStretch()
        buttons.addWidget(button("Annuleren", act=self.reject))
        take = button("Keuze overnemen", "check", "primary", self.accept)
        take.setDefault(True)
        buttons.addWidget(take)
        layout.addLayout(buttons)

    def merged(self) -> Any:  # noqa: ANN401
        """What is stored now, with the user's own values where they were chosen."""
        own = {name: each.mine for name, (each, mine, _) in self.choices.items() if mine.isChecked()}
        return replace(self._theirs, **own)

    def _table(self, found: Sequence[FieldDifference]) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        grid = QGridLayout(inside)
        grid.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        grid.setHorizontalSpacing(Space.WIDE)
        grid.setVerticalSpacing(Space.MEDIUM)
        for at, title in enumerate(("Veld", "Uw invoer", "Nu opgeslagen")):
            grid.addWidget(label(title, "caption"), 0, at)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for at, each in enumerate(found, start=1):
            title = self._described[each.name].title if each.name in self._described else each.name
            mine = self._choice(each.name, f"{title}, uw invoer", each.mine)
            theirs = self._choice(each.name, f"{title}, nu opgeslagen", each.theirs)
            group = QButtonGroup(inside)
            for button_of in (mine, theirs):
                group.addButton(button_of)
            (mine if each.keep_mine else theirs).setChecked(True)
            self.choices[each.name] = (each, mine, theirs)
            grid.addWidget(label(title, "label"), at, 0)
            grid.addWidget(mine, at, 1)
            grid.addWidget(theirs, at, 2)
        grid.setRowStretch(len(found) + 1, 1)
        scroll = QScrollArea()
        scroll.setAccessibleName("Verschillen")
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        return scroll

    def _choice(self, name: str, spoken: str, value: Any) -> QRadioButton:  # noqa: ANN401
        text = self._wording(name, value) or "(leeg)"
        made = QRadioButton(text if len(text) <= 60 else f"{text[:57].rstrip()}…")
        made.setToolTip(text)
        made.setAccessibleName(f"{spoken}: {text}")
        return made
