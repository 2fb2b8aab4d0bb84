"""A form made from descriptions: typing, reading back, and each message beside its field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.errors import Invalid
from models.choices import Level
from tests.ui.conftest import focused, shown
from ui.widgets.forms.editors import BooleanEditor
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


from tests.ui.hands import line, type_in
from tests.ui.sample_form import Draft


def test_that_a_whole_form_is_filled_in_by_keyboard(form: Form, qtbot: QtBot) -> None:
    first = line(form, "title").input
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    for text in ("Gokhal", "2067,50", "1-3-2019", "2019", "40", "3", "0,5"):
        QTest.keyClicks(focused(), text)
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Down)  # level
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Down)  # type
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    for text in ("N. Naam", "Politie", "Een regel"):
        QTest.keyClicks(focused(), text)
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Space)

    assert form.draft() == Draft(
        title="Gokhal",
        amount=Decimal("2067.50"),
        day=date(2019, 3, 1),
        year=2019,
        share=40,
        count=3,
        fte=Decimal("0.5"),
        level=Level.LOCAL,
        kind_id=1,
        handler="N. Naam",
        partners=("Politie",),
        text="Een regel",
        agreed=True,
        hidden="blijft",
    )


def test_that_a_draft_comes_back_as_it_was_shown(form: Form) -> None:
    draft = Draft(
        title="Pand",
        amount=Decimal("-4977.00"),
        day=date(2020, 2, 29),
        year=1999,
        share=100,
        count=1234,
        fte=Decimal("1.25"),
        level=Level.REGIONAL,
        kind_id=2,
        handler="T. Fictief",
        partners=("Politie", "Belastingdienst"),
        text="a\nb",
        agreed=True,
    )

    form.show_draft(draft)

    assert form.draft() == draft
    assert not form.dirty


@pytest.mark.parametrize(
    ("name", "typed", "tidied"),
    [
        ("amount", "2067", "2.067"),
        ("amount", "€ 950.000", "950.000"),
        ("amount", "520.000-,", "520.000"),
        ("amount", "4.977-", "−4.977"),
        ("day", "1 mrt 2019", "01-03-2019"),
        ("count", "1234", "1.234"),
        ("share", "40", "40%"),
        ("fte", "0,50", "0,5"),
    ],
)
def test_that_what_was_typed_is_tidied_when_the_cursor_leaves(form: Form, name: str, typed: str, tidied: str) -> None:
    type_in(form, name, typed)

    assert line(form, name).input.text() == tidied
    assert form.fields[name].problem == ""


@pytest.mark.parametrize(
    ("name", "typed", "part"),
    [
        ("amount", "12.34.56", "geen getal"),
        ("amount", "abc", "geen getal"),
        ("day", "31-2-2019", "bestaat niet"),
        ("day", "2019", "geen datum"),
        ("year", "19", "vier cijfers"),
        ("year", "3000", "tussen 1900 en 2100"),
        ("year", "２０１９", "vier cijfers"),
        ("share", "101", "0 tot en met 100"),
        ("share", "12,5", "heel percentage"),
        ("count", "1,5", "heel getal"),
        ("fte", "1.5", "komma"),
    ],
)
def test_that_what_cannot_be_read_gets_a_message_beside_the_field(form: Form, name: str, typed: str, part: str) -> None:
    type_in(form, name, typed)

    assert part in form.fields[name].problem
    assert line(form, name).input.text() == typed
    assert line(form, name).input.accessibleDescription() == form.fields[name].problem
    with pytest.raises(Invalid) as refused:
        form.draft()
    assert list(refused.value.fields) == [name]


def test_that_a_message_goes_as_soon_as_the_field_is_edited(form: Form) -> None:
    type_in(form, "amount", "abc")

    QTest.keyClick(line(form, "amount").input, Qt.Key.Key_Backspace)

    assert form.fields["amount"].problem == ""


def test_that_an_empty_field_is_unknown_and_not_zero(form: Form) -> None:
    form.show_draft(Draft(amount=Decimal(0), count=0, share=0))
    assert (form.draft().amount, form.draft().count, form.draft().share) == (0, 0, 0)

    for name in ("amount", "count", "share"):
        type_in(form, name, "")

    assert (form.draft().amount, form.draft().count, form.draft().share) == (None, None, None)


def test_that_another_spelling_of_the_same_value_is_no_change(form: Form) -> None:
    form.show_draft(Draft(amount=Decimal("2067.00")))

    type_in(form, "amount", "2.067,00")

    assert not form.dirty


def test_that_a_change_is_seen_and_changing_it_back_too(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.edited):
        type_in(form, "title", "x")
    assert form.dirty

    type_in(form, "title", "")
    assert not form.dirty


def test_that_what_cannot_be_read_counts_as_a_change(form: Form) -> None:
    type_in(form, "day", "ooit")

    assert form.dirty


def test_that_messages_of_the_service_stand_beside_their_fields_and_the_rest_comes_back(form: Form) -> None:
    rest = form.show_problems({"title": "Vul een titel in.", "": "Past niet bij de andere gegevens."})

    assert form.fields["title"].problem == "Vul een titel in."
    assert rest == "Past niet bij de andere gegevens."
    assert form.show_problems({}) == ""
    assert form.fields["title"].problem == ""


def test_that_the_cursor_goes_to_the_first_field_that_is_wrong(form: Form, qtbot: QtBot) -> None:
    form.show_problems({"text": "Te lang.", "year": "Welk jaar?"})

    qtbot.waitUntil(line(form, "year").input.hasFocus)


def test_that_the_message_of_the_first_wrong_field_is_in_sight(form: Form, qtbot: QtBot) -> None:
    form.resize(400, 320)
    told = "Een bericht van zoveel woorden dat het onder het veld over meer regels loopt. " * 3

    form.show_problems({"kind_id": told})

    wrong = form.fields["kind_id"]

    def foot() -> int:
        return wrong.mapTo(form.viewport(), QPoint(0, wrong.height())).y()

    qtbot.waitUntil(lambda: 0 < foot() <= form.viewport().height())


def test_that_read_only_fields_show_and_do_not_take(form: Form) -> None:
    form.show_draft(Draft(title="Vast", agreed=True, partners=("x",)))

    form.set_read_only(True)

    QTest.keyClicks(line(form, "title").input, "erbij")
    agreed = form.fields["agreed"].editor
    assert isinstance(agreed, BooleanEditor)
    QTest.mouseClick(agreed.input, Qt.MouseButton.LeftButton)
    assert form.draft() == Draft(title="Vast", agreed=True, partners=("x",))
    assert line(form, "day").calendar.isHidden()


def test_that_the_cursor_starts_in_the_first_field_that_takes_input(qtbot: QtBot) -> None:
    made = Form((FieldGroup("", (Field("title", "Nummer", read_only=True), Field("text", "Tekst"))),))
    made.show_draft(Draft())
    shown(qtbot, made)

    made.focus_first()

    qtbot.waitUntil(made.fields["text"].editor.inner.hasFocus)


def test_that_a_form_without_open_fields_takes_no_input(qtbot: QtBot) -> None:
    made = Form((FieldGroup("", (Field("title", "Nummer", read_only=True),)),))
    made.show_draft(Draft(title="W-2019-0001"))
    shown(qtbot, made)

    made.focus_first()
    QTest.keyClicks(made.fields["title"].editor.inner, "x")

    assert made.draft().title == "W-2019-0001"
