"""Second step: who found the vault, in which role, and whether that is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Invalid
from app.rules.permissions import COMPARTMENTS_OF_ROLE, LABEL_OF_COMPARTMENT, REGISTER, Role
from app.services.keys import founding
from ui import dialogs
from ui.founding.ceremony import PEOPLE, Ceremony, Person
from ui.tokens import Space, Tone
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.dialogs.wizard import Step
from ui.widgets.forms.form import Form
from ui.widgets.parts import button, card, column, icon_button, label, line, row
from ui.widgets.record.description import Field, FieldGroup, Kind
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ui.tasks import Progress

_LABELS = {name: title for name, title in LABEL_OF_COMPARTMENT.items() if name != REGISTER}
_FIELDS = (
    Field("name", "Naam", required=True),
    Field("role", "Rol", Kind.CHOICE, required=True, choices=Role),
    Field("login", "Inlognaam", required=True, hint="Hiermee opent u straks de kluis."),
    Field("function", "Functie", hint="Bijvoorbeeld adviseur veiligheid; mag leeg blijven."),
)


class PersonDialog(ActDialog):
    """One founder: name, role, user name, function. `made` is the person."""

    def __init__(self, ceremony: Ceremony, person: Person | None = None, parent: QWidget | None = None) -> None:
        super().__init__(
            "Oprichter wijzigen" if person else "Oprichter toevoegen",
            "Het wachtwoord komt later: ieder kiest het zelf, als hij of zij aan de beurt is.",
            "Overnemen" if person else "Toevoegen",
            parent=parent,
        )
        self._ceremony, self._person = ceremony, person
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.setMinimumHeight(230)
        self.form.show_draft(person or Person())
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], Person]:
        """Check with the others who are there."""
        entered: Person = self.form.draft()
        self._ceremony.check_person(entered, self._person)
        return lambda _progress: entered

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside their fields."""
        return self.form.show_problems(fields)


class PeopleStep(Step):
    """The list of founders beside what their roles come to."""

    def __init__(self, ceremony: Ceremony) -> None:
        super().__init__(
            PEOPLE,
            "Wie stichten de kluis?",
            "Een rol is een bos sleutels: wat iemand niet kan openen, heeft die niet. Een tweede rol voor dezelfde "
            "mens vraagt een tweede account.",
        )
        self._ceremony = ceremony
        self._refused = False
        self.list: QVBoxLayout = column(space=0)
        self.cover = Told()
        self.warnings = Told()
        self.body.addLayout(self._halves())
        self.body.addStretch(1)
        self._show()

    def add_person(self) -> None:
        """Ask for one more."""
        dialog = PersonDialog(self._ceremony, parent=self)
        if dialogs.run(dialog):
            self._ceremony.people.append(dialog.made)
            self._show()

    def change_person(self, person: Person) -> None:
        """Ask again about one."""
        dialog = PersonDialog(self._ceremony, person, parent=self)
        if dialogs.run(dialog):
            people = self._ceremony.people
            people[people.index(person)] = dialog.made
            self._show()

    def remove_person(self, person: Person) -> None:
        """Go on without one; the sentence about it is in the list of what lacks."""
        self._ceremony.people.remove(person)
        self._show()

    def accept(self) -> None:
        """Enough founders, or Invalid with what lacks."""
        lacking = founding.missing(self._ceremony.planned)
        self._refused = bool(lacking)
        if lacking:
            self._show()
            raise Invalid({"": "De oprichters zijn nog niet compleet; rechts staat wie er nog bij moet."})
        known = {founder.login for founder in self._ceremony.planned.founders}
        plan = self._ceremony.plan
        for founder in plan.founders:
            if founder.login not in known:
                plan = founding.without_founder(plan, founder.login)
        self._ceremony.plan = plan

    def _halves(self) -> QHBoxLayout:
        halves = row(space=Space.LARGE)
        people = card()
        left = column(people, Space.SMALL, Space.LARGE)
        left.addLayout(self.list)
        adding = row()
        adding.addWidget(button("Oprichter toevoegen…", "plus", act=self.add_person))
        adding.addStretch()
        left.addLayout(adding)
        left.addStretch()
        halves.addWidget(people, 3)
        right = card()
        covered = column(right, Space.SMALL, Space.LARGE)
        covered.addWidget(label("Wie krijgt welke sleutel", "label"))
        covered.addWidget(self.cover)
        covered.addWidget(self.warnings)
        covered.addStretch(1)
        halves.addWidget(right, 2)
        return halves

    def _show(self) -> None:
        while (item := self.list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, person in enumerate(self._ceremony.people):
            if at:
                self.list.addWidget(line())
            self.list.addWidget(self._entry(person))
        if not self._ceremony.people:
            self.list.addWidget(label("Nog niemand. Begin met de functioneel beheerder.", "muted"))
        self.cover.show_lines(cover(self._ceremony, refused=self._refused))
        found = founding.warnings(self._ceremony.planned) if self._ceremony.people else ()
        self.warnings.show_lines((Tone.WARNING, text) for text in found)

    def _entry(self, person: Person) -> QFrame:
        entry = QFrame()
        across = row(entry, Space.SMALL)
        across.setContentsMargins(0, Space.SMALL, 0, Space.SMALL)
        texts = column(space=0)
        texts.addWidget(label(person.name or "", "label"))
        role = person.role.label if person.role else ""
        told = " · ".join(filter(None, (role, person.login, person.function)))
        texts.addWidget(label(told, "caption", wrap=True))
        across.addLayout(texts, 1)
        across.addWidget(icon_button("pencil", f"{person.name} wijzigen", lambda: self.change_person(person)))
        across.addWidget(icon_button("trash-2", f"{person.name} weghalen", lambda: self.remove_person(person)))
        return entry


def cover(ceremony: Ceremony, *, refused: bool = False) -> list[tuple[Tone, str]]:
    """For each compartment who get its key, or which role is still to come; `refused` says that one tried to go on."""
    held = {title: [role for role in Role if name in COMPARTMENTS_OF_ROLE[role]] for name, title in _LABELS.items()}
    lines = []
    for title, roles in {"Beheer": [Role.KEEPER], **held}.items():
        names = [one.name or "" for one in ceremony.people if one.role in roles]
        lacking = Tone.DANGER if refused else Tone.NEUTRAL
        text = ", ".join(names) or f"nog niemand ({roles[0].label})"
        lines.append((Tone.SUCCESS if names else lacking, f"{title}: {text}"))
    return lines
