"""Taking the card of another vault: whose it says it is, and the fingerprint that is compared group by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from app.formats import format_date
from app.services.packages.cards import Looked, adopt
from app.vault.packages.card import ENDING
from ui.tokens import Tone
from ui.widgets.comparison import Comparison
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.labelled import Labelled
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.vault.session import UnlockedVault
    from ui.tasks import Progress, Tasks

FILES = f"Visitekaartje van Bolwerk (*{ENDING})"


class AdoptCardDialog(ActDialog):
    """Asks with whom, and for the comparison. `made` is the id of the card."""

    doing = "Kaartje opnemen"

    def __init__(self, vault: UnlockedVault, looked: Looked, tasks: Tasks, parent: QWidget | None = None) -> None:
        card = looked.card
        super().__init__(
            f"Visitekaartje van {card.municipality}",
            f"Het kaartje zegt gemaakt te zijn door {card.holder} op {format_date(card.made_on)}. Dat kan iedereen "
            "zeggen. Bel daarom iemand daar van wie u de stem kent, en vergelijk de vingerafdruk die daar op de pagina "
            "Overdracht staat.",
            "Kaartje opnemen",
            icon="id-card",
            tasks=tasks,
            parent=parent,
        )
        self._vault, self._looked = vault, looked
        if looked.known is not None:
            text = (
                "Dit kaartje is hier al opgenomen."
                if looked.is_known
                else "Van deze kluis was een ander kaartje opgenomen. Vraag waarom er een nieuw is; het oude vervalt."
            )
            self.body.addWidget(Told([(Tone.WARNING, text)]))
        self.checked_with = Labelled(
            "Met wie vergelijkt u?", QLineEdit(maxLength=200), hint="De naam van wie u spreekt."
        )
        self.comparison = Comparison(card.municipality, card.fingerprint)
        self.comparison.another_way.connect(self.message.hide)
        self.body.addWidget(self.checked_with)
        self.body.addWidget(self.comparison)
        self.content.setMinimumWidth(640)
        self.checked_with.line.setFocus()

    def prepare(self) -> Callable[[Progress], int]:
        """Every group compared, or Invalid."""
        name, fingerprint = self.checked_with.line.text(), self.comparison.compared
        return lambda _progress: adopt(self._vault, self._looked, fingerprint=fingerprint, checked_with=name)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the name; above the groups, which it goes to."""
        self.checked_with.show_problem(fields.get("checked_with", ""))
        if "fingerprint" in fields:
            self.comparison.point_out()
        return " ".join(text for name, text in fields.items() if name != "checked_with")
