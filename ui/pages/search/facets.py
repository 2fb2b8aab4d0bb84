"""The line under the search field that narrows an answer: compartment, kind, year and status, each with its count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.formats import format_integer
from app.rules.compartments import label_of_compartment
from app.services.search.question import Question
from app.services.search.registry import register_of_kind
from ui.tokens import Space
from ui.widgets.forms.choose import Choose
from ui.widgets.parts import icon_button, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.services.search.finding import Facets

_TITLES = {"compartment": "Onderdeel", "kind": "Soort", "year": "Jaar", "status": "Status"}


class FacetBar(QWidget):
    """What the answer is narrowed to. `changed` comes when the user chose otherwise."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.titles: Mapping[str, str] = {}  # of the compartments that were set apart, by name
        self.choices: dict[str, Choose] = {}
        layout = row(self, Space.SMALL)
        for name, title in _TITLES.items():
            box = Choose(characters=10)
            box.setAccessibleName(f"Beperken tot {title.lower()}")
            box.fill([(None, f"{title}: alle")], None)
            box.currentIndexChanged.connect(lambda _at: self._on_chosen())
            self.choices[name] = box
            layout.addWidget(box, 1)
        self.clear_button = icon_button("funnel-x", "Overal zoeken", self.clear)
        layout.addWidget(self.clear_button)
        self._show_clear()

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return any(box.value is not None for box in self.choices.values())

    def question(self, text: str) -> Question:
        """What is asked, with these words."""
        return Question(text, **{name: box.value for name, box in self.choices.items()})

    def show_question(self, question: Question) -> None:
        """Choose as a kept question says; nobody is told."""
        for name in self.choices:
            self._fill(name, (), getattr(question, name))
        self._show_clear()

    def show_counts(self, facets: Facets) -> None:
        """Offer what there is; what is chosen stays on offer."""
        counts: dict[str, Sequence[tuple[Any, int]]] = {
            "compartment": facets.compartments,
            "kind": facets.kinds,
            "year": sorted(facets.years, key=lambda each: -(each[0] or 0)),
            "status": facets.statuses,
        }
        for name, found in counts.items():
            self._fill(name, [each for each in found if each[0] is not None], self.choices[name].value)

    def clear(self) -> None:
        """Narrow to nothing."""
        self.show_question(Question())
        self.changed.emit()

    def words(self, compartment: str) -> str:
        """A compartment as who holds it calls it."""
        return self.titles.get(compartment) or compartment_words(compartment)

    def _fill(self, name: str, counts: Sequence[tuple[Any, int]], chosen: Any) -> None:  # noqa: ANN401
        words = self.words if name == "compartment" else _WORDS.get(name, str)
        offered = [(None, f"{_TITLES[name]}: alle")]
        offered += [(value, f"{words(value)} ({format_integer(count)})") for value, count in counts]
        if chosen is not None and all(value != chosen for value, _ in offered):
            offered.append((chosen, words(chosen)))
        self.choices[name].fill(offered, chosen)

    def _on_chosen(self) -> None:
        self._show_clear()
        self.changed.emit()

    def _show_clear(self) -> None:
        self.clear_button.setVisible(self.narrows)


def compartment_words(name: str) -> str:
    """A compartment as the screen calls it."""
    return label_of_compartment(name)


def kind_words(kind: str) -> str:
    """A kind of record as the screen calls one of it."""
    register = register_of_kind(kind)
    noun = register.words.one if register is not None else kind
    return f"{noun[:1].upper()}{noun[1:]}"


_WORDS: dict[str, Callable[[Any], str]] = {"kind": kind_words}
