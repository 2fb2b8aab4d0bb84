"""Every register and field of the forms can be read from a file under the name that it has on screen."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from app.errors import ImportProblem
from app.exchange.columns.known import known_registers, names_of_registers, register_named, register_of_key
from app.exchange.columns.lists import other_names
from app.exchange.tables.names import key_named
from app.exchange.values import READERS
from app.rules.matching.folding import folded
from app.services.records import Records
from ui.navigation import _DESCRIBED

if TYPE_CHECKING:
    from ui.widgets.record.description import PageDescription

ELSEWHERE = {"case_handover": "it raises the level of its case in the same act"}
_NO_VAULT: None = None
READ = {"casework", "programme", "measures", "bibob"}


def described() -> dict[str, PageDescription]:
    found: dict[str, PageDescription] = {}
    for each in _DESCRIBED:
        register = each.register(_NO_VAULT)  # type: ignore[arg-type]
        if register.compartment in READ and register.kind not in ELSEWHERE:
            found.setdefault(register.kind, each)
    return found


DESCRIBED = described()


@pytest.mark.parametrize("kind", sorted(DESCRIBED))
def test_that_every_field_of_a_form_can_be_read_under_its_title(kind: str) -> None:
    description, known = DESCRIBED[kind], known_registers()[kind]
    drafted = {each.name for each in fields(known.register.draft)}
    shown = [each for each in description.fields if each.name in drafted and not each.read_only]
    lacking = [
        f'{each.name} = {{ title = "{each.title}", kind = "{each.kind.name.lower()}" }}'
        for each in shown
        if each.name not in known.fields
        or (known.fields[each.name].title, known.fields[each.name].kind) != (each.title, each.kind.name.lower())
    ]
    assert lacking == [], "lines for resources/exchange"
    assert {each.name: each.choices for each in shown if each.choices} == {
        each.name: known.fields[each.name].choices for each in shown if each.choices
    }
    assert set(known.fields) <= drafted


def test_that_every_register_is_known_and_leads_to_its_class() -> None:
    known = known_registers()
    assert {each.kind for each in known.values()} == set(DESCRIBED)
    for each in known.values():
        assert each.register.kind == each.kind
        assert each.register.add is Records.add
        assert {field.kind for field in each.fields.values()} <= {*READERS, "choice", "option"}
        assert set(each.values) <= set(known[each.kind].fields)
        assert {name.removesuffix("?") for names in each.same for name in names} <= set(known[each.kind].fields)


def test_that_a_name_means_one_list_only() -> None:
    taken: dict[str, str] = {}
    for key, each in known_registers().items():
        for name in {folded(name.replace("_", " ")) for name in (key, *each.names)}:
            assert taken.setdefault(name, key) == key, name
    assert len(names_of_registers()) == len(set(names_of_registers()))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("casussen", "case"),
        ("Cases", "case"),
        ("personen", "person"),
        ("persons", "person"),
        ("mention", "mention"),
        ("entities", "mention"),
        ("begroting", "budget"),
        ("Programma's", "programme"),
        ("case_type", "case_type"),
        ("jaarcijfers", "figures"),
        ("tabel 2", "budget"),
    ],
)
def test_that_lists_go_by_dutch_and_english_names(name: str, key: str) -> None:
    assert key_named(name) == key


def test_that_an_unknown_list_is_told_with_those_there_are() -> None:
    with pytest.raises(ImportProblem, match=r"Er is geen lijst “onzin”\. Kies uit: aanbevelingen, "):
        register_named("onzin")
    with pytest.raises(ImportProblem, match="typen en jaren"):
        register_of_key("figures")


def test_that_other_names_of_values_belong_to_lists_that_forms_have() -> None:
    lists = {field.choices for each in known_registers().values() for field in each.fields.values() if field.choices}
    for choices in lists:
        for value, names in other_names(choices).items():
            assert choices(value)
            assert names
