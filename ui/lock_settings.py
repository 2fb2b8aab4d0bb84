"""Setting after how long the vault locks, and whether the screen of this workstation may be captured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox

from app.formats import format_count
from app.rules.locking import LONGEST_SECONDS, NEVER, SHORTEST_SECONDS
from app.services.keys.locking import Locking, allow_capture, locking_of, set_idle_seconds
from ui.tokens import Space
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.choose import Choose
from ui.widgets.parts import column, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.vault.session import UnlockedVault
    from ui.tasks import Progress

OFFERED = (SHORTEST_SECONDS, 120, 180, 240, 300, 600, 900, LONGEST_SECONDS, NEVER)


class LockSettings(ActDialog):
    """For the keeper of the vault; holds for everybody from their next login on."""

    def __init__(self, vault: UnlockedVault, parent: QWidget | None = None) -> None:
        super().__init__(
            "Vergrendeling instellen",
            "Geldt voor iedereen, vanaf de volgende keer dat de kluis wordt geopend. Met integriteit of Bibob open "
            "vergrendelt de kluis altijd.",
            "Instellen",
            parent=parent,
        )
        self._vault = vault
        self.now: Locking = locking_of(vault)
        self.time = Choose(characters=20)
        self.time.setAccessibleName("Vergrendelen na")
        offered = sorted({*OFFERED, self.now.seconds}, key=lambda seconds: seconds or LONGEST_SECONDS + 1)
        self.time.fill([(seconds, _words(seconds)) for seconds in offered], self.now.seconds)
        self.capture = QCheckBox(f"Schermopname toestaan op deze werkplek ({vault.author.origin})")
        self.capture.setChecked(self.now.may_capture)
        inside = column(space=Space.TIGHT)
        name = label("Vergrendelen na", "label")
        name.setBuddy(self.time)
        inside.addWidget(name)
        inside.addWidget(self.time)
        inside.addSpacing(Space.MEDIUM)
        inside.addWidget(self.capture)
        why = "Alleen nodig op een virtuele werkplek onder Windows. Het staat in het logboek."
        inside.addWidget(label(why, "caption", wrap=True))
        self.body.addLayout(inside)

    def prepare(self) -> Callable[[Progress], Any]:
        """Only what was changed is set, and so logged."""
        return lambda _progress: self._set()

    def _set(self) -> bool:
        if self.time.value != self.now.seconds:
            set_idle_seconds(self._vault, self.time.value)
        if self.capture.isChecked() != self.now.may_capture:
            allow_capture(self._vault, allowed=self.capture.isChecked())
        return True


def _words(seconds: int) -> str:
    if seconds == NEVER:
        return "nooit vanzelf"
    return f"{format_count(seconds // 60, 'minuut', 'minuten')} zonder invoer"
