"""A form made from descriptions: typing, choosing, reading back, and each message beside its field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QDate, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.errors import Invalid
from app.services.records import Option
from models.choices import Level
from tests.ui.conftest import focused, shown
from ui.widgets import calendar, editors
from ui.widgets.description import Field, FieldGroup, Kind
from ui.widgets.editors import BooleanEditor, ChoiceEditor, LineEditor, SuggestionEditor, TextEditor
from ui.widgets.form import Form

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@dataclass(frozen=True, slots=True)
class Draft:
    title: str | None = None
    amount: Decimal | None = None
    day: date | None = None
    year: int | None = None
    share: int | None = None
    count: int | None = None
    fte: Decimal | None = None
    level: Level | None = None
    kind_id: int | None = None
    handler: str | None = None
    partners: tuple[str, ...] = ()
    text: str | None = None
    agreed: bool = False
    hidden: str = "blijft"


GROUPS = (
    FieldGroup(
        "Eerste",
        (
            Field("title", "Titel", required=True, wide=True, hint="Kort."),
            Field("amount", "Bedrag", Kind.AMOUNT),
            Field("day", "Datum", Kind.DATE),
            Field("year", "Jaar", Kind.YEAR),
            Field("share", "Voortgang", Kind.PERCENTAGE),
            Field("count", "Aantal", Kind.INTEGER),
            Field("fte", "Omvang", Kind.DECIMAL, unit="fte"),
        ),
    ),
    FieldGroup(
        "",
        (
            Field("level", "Niveau", Kind.CHOICE, choices=Level),
            Field("kind_id", "Type", Kind.OPTION, required=True),
            Field("handler", "Behandelaar", Kind.SUGGESTION),
            Field("partners", "Partners", Kind.LINES),
            Field("text", "Tekst", Kind.MULTILINE),
            Field("agreed", "Akkoord", Kind.BOOLEAN),
        ),
    ),
)


class Offer:
    """What the store would offer; remembers with which draft it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []
        self.kinds = [Option(1, "Witwassen"), Option(2, "Illegale gokhal")]

    def __call__(self, name: str, draft: Any) -> list[Option]:
        self.asked.append((name, draft))
        return [Option("T. Fictief", "T. Fictief")] if name == "handler" else self.kinds


@pytest.fixture
def offer() -> Offer:
    return Offer()


@pytest.fixture
def form(qtbot: QtBot, offer: Offer) -> Form:
    made = Form(GROUPS, offer)
    made.show_draft(Draft())
    shown(qtbot, made)
    return made


def line(form: Form, name: str) -> LineEditor:
    editor = form.fields[name].editor
    assert isinstance(editor, LineEditor)
    return editor


def type_in(form: Form, name: str, text: str) -> None:
    """As a user does: empty the field, type, and go to the next."""
    editor = form.fields[name].editor
    assert isinstance(editor, LineEditor | TextEditor)
    editor.input.setFocus()
    editor.input.selectAll()
    QTest.keyClick(editor.input, Qt.Key.Key_Delete)
    for character in text:  # QTest's own keyClicks aborts at a euro sign
        pressed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(editor.input, pressed)
    QTest.keyClick(editor.input, Qt.Key.Key_Tab)


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


def test_that_a_choice_can_be_made_unknown_with_delete(form: Form) -> None:
    form.show_draft(Draft(level=Level.LOCAL))
    editor = form.fields["level"].editor
    assert isinstance(editor, ChoiceEditor)

    QTest.keyClick(editor.input, Qt.Key.Key_Delete)

    assert form.draft().level is None
    assert form.dirty


def test_that_a_required_choice_offers_unknown_only_until_something_is_chosen(form: Form, offer: Offer) -> None:
    editor = form.fields["kind_id"].editor
    assert isinstance(editor, ChoiceEditor)
    assert editor.input.count() == 3

    editor.input.choose(2)
    editor.gather()
    QTest.keyClick(editor.input, Qt.Key.Key_Delete)

    assert form.draft().kind_id == 2
    assert editor.input.count() == 2


def test_that_a_stored_value_that_is_no_longer_offered_stays(form: Form, offer: Offer) -> None:
    form.show_draft(Draft(kind_id=7))

    editor = form.fields["kind_id"].editor
    assert isinstance(editor, ChoiceEditor)
    assert form.draft().kind_id == 7
    assert "niet meer in de lijst" in editor.input.currentText()


def test_that_what_is_offered_depends_on_the_draft_of_now(form: Form, offer: Offer) -> None:
    type_in(form, "year", "2018")
    offer.kinds = [Option(9, "Oud type")]

    editor = form.fields["kind_id"].editor
    assert isinstance(editor, ChoiceEditor)
    editor.input.showPopup()

    assert offer.asked[-1][0] == "kind_id"
    assert offer.asked[-1][1].year == 2018
    assert [editor.input.itemText(at) for at in range(editor.input.count())] == ["Kies…", "Oud type"]
    editor.input.hidePopup()


def test_that_nothing_is_asked_with_a_half_shown_draft(qtbot: QtBot, offer: Offer) -> None:
    made = Form(GROUPS, offer)
    qtbot.addWidget(made)
    editor = made.fields["kind_id"].editor
    assert isinstance(editor, ChoiceEditor)

    editor.gather()

    assert offer.asked == [("kind_id", None)]


def test_that_suggestions_are_offered_without_touching_the_text(form: Form) -> None:
    editor = form.fields["handler"].editor
    assert isinstance(editor, SuggestionEditor)
    editor.input.setEditText("N. Nieuw")

    editor.gather()

    assert form.draft().handler == "N. Nieuw"
    assert [editor.input.itemText(at) for at in range(editor.input.count())] == ["T. Fictief"]


def test_that_the_wheel_does_not_change_a_choice(form: Form) -> None:
    form.show_draft(Draft(level=Level.LOCAL))
    editor = form.fields["level"].editor
    assert isinstance(editor, ChoiceEditor)
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(editor.input, turn)

    assert form.draft().level is Level.LOCAL


def test_that_a_text_that_is_too_long_is_refused_with_its_limit(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editors, "CHARACTERS_AT_MOST", 10)

    type_in(form, "text", "elf tekens!")

    assert "ten hoogste 10 tekens" in form.fields["text"].problem


def test_that_lines_become_items_and_empty_lines_nothing(form: Form) -> None:
    form.show_draft(Draft(partners=("Politie",)))
    editor = form.fields["partners"].editor
    assert isinstance(editor, TextEditor)

    editor.input.setPlainText("Politie\n\n  OM  \n")

    assert form.draft().partners == ("Politie", "OM")


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


def test_that_a_screen_reader_hears_name_and_duty_of_a_field(form: Form) -> None:
    assert line(form, "title").input.accessibleName() == "Titel, verplicht"
    assert line(form, "amount").input.accessibleName() == "Bedrag"


@pytest.mark.parametrize(("typed", "opens_at"), [("5-6-2019", QDate(2019, 6, 5)), ("", None), ("ooit", None)])
def test_that_the_calendar_opens_at_the_day_of_the_field(
    form: Form, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, typed: str, opens_at: QDate | None
) -> None:
    monkeypatch.setattr(calendar, "today", lambda: date(2020, 1, 15))
    line(form, "day").input.setText(typed)

    popup = line(form, "day").calendar.open()

    assert popup.calendar.selectedDate() == (opens_at or QDate(2020, 1, 15))
    popup.close()


def test_that_a_day_from_the_calendar_counts_as_typed(form: Form, qtbot: QtBot) -> None:
    popup = line(form, "day").calendar.open()

    with qtbot.waitSignal(form.edited):
        popup.take(QDate(2019, 10, 29))

    assert form.draft().day == date(2019, 10, 29)
    assert form.dirty
