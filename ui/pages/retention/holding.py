"""Keeping a record longer than its term says: why is asked, and stands with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit

from app.services.retention.acts import hold
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.labelled import Labelled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.services.retention.work_list import DueLine
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress


class HoldDialog(ActDialog):
    """Asks the reason."""

    def __init__(self, vault: UnlockedVault, line: DueLine, parent: QWidget) -> None:
        super().__init__(
            f"{line.noun[:1].upper()}{line.noun[1:]} {line.number} langer vasthouden",
            "Wat wordt vastgehouden kan niemand vernietigen, ook niet als de bewaartermijn is verstreken. Een voorstel "
            "dat er ligt, vervalt. Wie mag voorstellen, mag het vasthouden weer opheffen.",
            "Vasthouden",
            icon="lock",
            parent=parent,
        )
        self._vault, self._line = vault, line
        self.reason = QLineEdit(maxLength=400)
        self._labelled = Labelled("Reden", self.reason, hint="Bijvoorbeeld: er loopt een bezwaar of een rechtszaak.")
        self.body.addWidget(self._labelled)

    def prepare(self) -> Callable[[Progress], Any]:
        """Hold it."""
        reason, line = self.reason.text(), self._line
        return lambda _progress: hold(self._vault, line.kind, line.record, reason) or True

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """The reason is at its field."""
        self._labelled.show_problem(fields.get("reason", ""))
        return fields.get("", "")
