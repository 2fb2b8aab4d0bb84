"""Every kind of input comes back as it stood there, readable or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit

from models.choices import Level
from ui.widgets.forms.typed import type_again, typed_in

if TYPE_CHECKING:
    from app.services.drafts import Typed
    from ui.widgets.forms.form import Form

EVERY_KIND: dict[str, Typed] = {
    "title": "Half get",
    "amount": "12,",
    "day": "3 mrt",
    "year": "20",
    "share": "101%",
    "count": "veel",
    "fte": "0,",
    "level": "regional",
    "kind_id": 2,
    "handler": "T. Fict",
    "partners": "Politie\n\nOM ",
    "text": "Een regel\nen nog een",
    "agreed": True,
}


def test_that_everything_comes_back_as_it_stood_there(form: Form) -> None:
    form.type_again(EVERY_KIND)

    assert form.typed() == EVERY_KIND
    assert form.dirty
    assert form.fields["level"].editor.value() is Level.REGIONAL
    assert form.was["title"] == ""


@pytest.mark.parametrize(
    ("name", "typed"),
    [("level", "interplanetary"), ("title", 3), ("text", None), ("handler", True)],
)
def test_that_what_does_not_suit_an_input_is_left_out(form: Form, name: str, typed: Typed) -> None:
    before = form.typed()
    type_again(form.fields[name].editor, typed)

    assert form.typed() == before


def test_that_a_choice_that_was_emptied_comes_back_empty(form: Form) -> None:
    form.type_again({"level": "regional", "unknown": "field"})
    form.type_again({"level": None})

    assert typed_in(form.fields["level"].editor) is None


def test_that_the_cursor_can_be_put_back(form: Form) -> None:
    form.focus_field("day")
    assert form.focused == "day"
    form.focus_field("no such field")
    assert form.focused == "day"
    line = form.fields["day"].editor.inner
    assert isinstance(line, QLineEdit)
    line.clearFocus()
    assert form.focused == ""
