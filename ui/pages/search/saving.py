"""Keeping a search: under which name, and in which compartment it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit

from app.services.search.saved import LONGEST_NAME, save_search, where_to_save
from ui.pages.search.facets import compartment_words
from ui.tokens import Space
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.choose import Choose
from ui.widgets.forms.labelled import Labelled
from ui.widgets.parts import column, label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.services.search.question import Question
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress


class SaveSearch(ActDialog):
    """Asks both; `made` is the kept search."""

    def __init__(self, vault: UnlockedVault, question: Question, compartment: str, parent: QWidget) -> None:
        super().__init__(
            "Zoekopdracht bewaren",
            "De woorden waarop u zoekt kunnen een naam zijn. Daarom wordt de zoekopdracht bewaard in één onderdeel, en "
            "zoekt zij alleen daar. Alleen u ziet haar.",
            "Bewaren",
            icon="save",
            parent=parent,
        )
        self._vault = vault
        self._question = question
        self.name = QLineEdit(question.text[:LONGEST_NAME], maxLength=LONGEST_NAME)
        self.where = Choose()
        offered = where_to_save(vault)
        self.where.fill(
            [(each, compartment_words(each)) for each in offered],
            compartment if compartment in offered else offered[0],
        )
        self._name = Labelled("Naam", self.name)
        self.body.addWidget(self._name)
        place = column(space=Space.TIGHT)
        named = label("Onderdeel", "label")
        named.setBuddy(self.where)
        self.where.setAccessibleName("Onderdeel")
        place.addWidget(named)
        place.addWidget(self.where)
        self.body.addLayout(place)
        self.name.selectAll()

    def prepare(self) -> Callable[[Progress], Any]:
        """Keep it."""
        name, where = self.name.text(), self.where.value
        return lambda _progress: save_search(self._vault, name, self._question, where)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """The name is at its field."""
        self._name.show_problem(fields.get("name", ""))
        return fields.get("", "")
