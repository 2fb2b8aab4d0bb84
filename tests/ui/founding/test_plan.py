"""The first steps: where, who, and who keep the sheets; what is not right stays where it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import Role
from tests.ui.founding.hands import GOOD, PEOPLE, Founding, type_over
from ui.founding.ceremony import Ceremony, Person
from ui.founding.people import PeopleStep, PersonDialog, cover
from ui.founding.place import PlaceStep
from ui.founding.shareholders import SetCard, ShareholdersStep
from ui.founding.turns import TurnStep
from ui.tokens import Tone
from ui.widgets.forms.editors import LineEditor, TextEditor

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog

    from tests.ui.conftest import User


def test_that_a_municipality_and_a_local_folder_are_needed(founding: Founding, tmp_path: Path) -> None:
    step = founding.at(PlaceStep)
    type_over(step.folder.line, str(founding.place))
    founding.onward()
    assert step.municipality.problem == "Vul de naam van de gemeente in."
    assert step.municipality.line.hasFocus()

    type_over(step.municipality.line, "Voorbeeldstad")
    assert step.municipality.problem == ""
    type_over(step.folder.line, str(tmp_path / "er niet"))
    founding.onward()
    assert "bestaat niet" in founding.told()
    assert founding.at(PlaceStep)


def test_that_a_place_that_is_taken_is_refused_beside_the_folder(founding: Founding) -> None:
    taken = founding.place / "Voorbeeldstad.bolwerk"
    taken.mkdir()
    (taken / "iets").touch()

    with pytest.raises(AssertionError):
        founding.to_people()

    assert "staat al iets" in founding.at(PlaceStep).folder.problem


def test_that_the_place_is_shown_and_can_be_chosen(founding: Founding, user: User, tmp_path: Path) -> None:
    step = founding.at(PlaceStep)
    user.will(tmp_path, None)

    step.choose_folder()
    step.choose_folder()
    type_over(step.municipality.line, "'s-Graven/hage")

    assert step.place == tmp_path / "'s-Gravenhage.bolwerk"
    assert str(step.place) in step.result_text.text()


def test_that_too_few_founders_are_refused_naming_who_is_missing(founding: Founding) -> None:
    step = founding.to_people()

    founding.onward()

    assert founding.told() == "De oprichters zijn nog niet compleet; rechts staat wie er nog bij moet."
    assert "Bibob: nog niemand (bibob-coördinator)" in step.cover.texts
    assert (Tone.DANGER, "Beheer: nog niemand (functioneel beheerder)") in cover(Ceremony(), refused=True)


def test_that_founders_are_added_changed_and_taken_away(founding: Founding, user: User) -> None:
    step = founding.to_people()
    people = founding.wizard.ceremony.people

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, PersonDialog)
        dialog.start()
        assert dialog.made is None
        form = dialog.form.fields
        assert form["name"].problem == "Vul een naam in."
        assert form["role"].problem == "Kies een rol."
        dialog.form.show_input(PEOPLE[0])
        dialog.start()
        return dialog.made is not None

    user.dialog = fill
    step.add_person()
    assert people == [PEOPLE[0]]
    assert "Beheer: Anna de Wit" in step.cover.texts

    def rename(dialog: QDialog) -> bool:
        assert isinstance(dialog, PersonDialog)
        dialog.form.show_input(Person("Anna Wit", "awit", Role.KEEPER, None))
        dialog.start()
        return dialog.made is not None

    user.dialog = rename
    step.change_person(people[0])
    assert people[0].name == "Anna Wit"

    user.dialog = lambda _dialog: False
    step.add_person()
    step.change_person(people[0])
    assert len(people) == 1

    step.remove_person(people[0])
    assert people == []


def test_that_a_login_name_is_used_once(founding: Founding, user: User) -> None:
    step = founding.to_people()
    founding.wizard.ceremony.people.append(PEOPLE[0])

    def again(dialog: QDialog) -> bool:
        assert isinstance(dialog, PersonDialog)
        dialog.form.show_input(Person("Iemand Anders", "AWIT", Role.JURIST, None))
        dialog.start()
        assert dialog.form.fields["login"].problem == "Een andere oprichter heeft deze inlognaam al."
        return False

    user.dialog = again
    step.add_person()


def test_that_duties_of_one_mind_are_warned_about(founding: Founding) -> None:
    step = founding.to_people()
    both = Person("Anna de Wit", "anna2", Role.DIRECTOR, None)
    founding.wizard.ceremony.people.extend([PEOPLE[0], both, PEOPLE[3]])

    step._show()

    assert any("ook inhoud te zien" in text for text in step.warnings.texts)
    assert any("maar één mens die meldingen kan lezen" in text for text in step.warnings.texts)


def test_that_a_founder_who_went_chooses_no_password(founding: Founding) -> None:
    founding.to_overview()
    founding.wizard.ceremony.people.remove(PEOPLE[0])
    founding.wizard.ceremony.people.append(Person("Iemand Anders", "ander", Role.KEEPER, None))

    while not isinstance(founding.wizard.step, PeopleStep):
        founding.wizard.back()
    founding.onward()

    assert "awit" not in {founder.login for founder in founding.wizard.ceremony.plan.founders}


@pytest.mark.parametrize(
    ("names", "needed", "message"),
    [
        ("Een\nTwee", "3", "Kies 2 tot 16 herstelbladen"),
        ("", "1", "Kies 2 tot 16 herstelbladen"),
        ("", "twee", "geen getal"),
        ("", "", "Kies 2 tot 16 herstelbladen"),
    ],
)
def test_that_sets_that_cannot_be_are_refused_in_their_card(
    founding: Founding, names: str, needed: str, message: str
) -> None:
    founding.to_shareholders()
    card = founding.at(ShareholdersStep).sets["bibob"]
    write_keepers(card, names)
    assert isinstance(card.needed.editor, LineEditor)
    type_over(card.needed.editor.input, needed)

    founding.onward()

    assert founding.at(ShareholdersStep)
    assert message in card.needed.problem


def test_that_a_beheerder_who_gets_a_sheet_is_warned_about(founding: Founding) -> None:
    founding.to_shareholders()
    step = founding.at(ShareholdersStep)
    assert step.warnings.texts == ()

    write_keepers(step.sets["general"], "Anna de Wit\nH. Burger\nS. Secretaris")
    assert "Anna de Wit is functioneel beheerder" in " ".join(step.warnings.texts)

    founding.onward()
    chosen = next(one for one in founding.wizard.ceremony.plan.sets if one.name == "general")
    assert chosen.shareholders == ("Anna de Wit", "H. Burger", "S. Secretaris")


def write_keepers(card: SetCard, names: str) -> None:
    assert isinstance(card.keepers.editor, TextEditor)
    card.keepers.editor.input.setPlainText(names)


def test_that_each_founder_is_asked_in_turn_and_refused_a_weak_password(founding: Founding) -> None:
    step = founding.to_turns()
    assert step.title == "Nu is Anna de Wit aan de beurt"

    for first, again in (("kort", "kort"), ("anna de wit voorbeeldstad", ""), (GOOD, "iets anders")):
        founding.choose(first, again)
        assert founding.at(TurnStep) is step
        assert step.password.first.problem or step.password.again.problem

    founding.choose(GOOD)
    assert founding.at(TurnStep).title == "Nu is Bram Visser aan de beurt"


def test_that_who_comes_after_cannot_look_at_a_password(founding: Founding) -> None:
    first = founding.to_turns()
    founding.choose(GOOD)

    founding.wizard.back()

    assert founding.at(TurnStep) is first
    assert first.password.password == ""
    founding.onward()
    assert founding.at(TurnStep) is first
    assert first.password.first.problem == "Vul een wachtwoord in."
