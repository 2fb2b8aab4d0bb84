"""The life of a record, the same in every register: made, read, changed, refused, removed, put back, remembered."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, get_type_hints

import pytest

from app.errors import BugError, Conflict, Invalid, NotFound
from app.services.casework.attachments import AttachmentNames
from app.services.integrity.of_desk import OfDesk
from app.services.records import Query, Records, Words
from tests.services.conftest import unlocked
from tests.services.every_sample import EVERY_SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.rules.permissions import Role
    from app.services.history import HistoryLine
    from app.vault.session import UnlockedVault
    from tests.services.samples import Sample

every_register = pytest.mark.parametrize("sample", EVERY_SAMPLE, ids=str)

STAYS = {
    "from_id",
    "to_id",
    "number",
    "case_type_id",
    "status",
    "scan_id",
    "group_id",
    "line_id",
    "budget_id",
    "evaluation_id",
    "year",
    "screening_id",
    "partner_id",
    "programme_id",
    "recommendation_id",
    "party_id",
    "phase",
    "meeting_id",
    "meeting_type_id",
    "inspection_id",
    "case_id",
    "level",
    "former_numbers",
    "kind",
    "signal_id",
    "property_id",
    "measure_id",
    "designation_id",
    "trader_id",
    "competent",
    "necessary",
    "balanced",
    "sanction",
}
"""Fields that no sample changes: they hang on a parent, or follow from something else."""


@pytest.fixture(scope="module")
def shared_folder(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(founded, tmp_path_factory.mktemp("life") / "leeg.bolwerk")


@pytest.fixture(scope="module")
def vaults(shared_folder: Path) -> Iterator[dict[Role, UnlockedVault]]:
    """One vault for all registers: they do not touch each other’s records. Opened by everybody who has one."""
    with ExitStack() as stack:
        yield {
            role: stack.enter_context(unlocked(shared_folder, role)) for role in {each.role for each in EVERY_SAMPLE}
        }


@pytest.fixture
def shared(sample: Sample, vaults: dict[Role, UnlockedVault]) -> UnlockedVault:
    """The vault as opened by who may edit the register."""
    return vaults[sample.role]


@pytest.fixture
def made(sample: Sample, shared: UnlockedVault) -> Iterator[tuple[Records[Any, Any], Any]]:
    """The register and its full draft, in a vault in which the register itself is empty again afterwards."""
    register = sample.register(shared)
    clear(register)
    parents = [other.register for other in reversed(EVERY_SAMPLE) if other.role is sample.role]
    yield register, sample.full(shared)
    for kind in parents:
        clear(kind(shared))


def clear(register: Records[Any, Any]) -> None:
    for key in register.ids(Query()):
        register.remove(key, register.get(key).version)


def test_that_every_register_has_a_sample_with_every_field() -> None:
    def below(kind: type[Any]) -> set[type[Any]]:
        return set(kind.__subclasses__()).union(*(below(child) for child in kind.__subclasses__()))

    known = {kind for kind in below(Records) if "kind" in vars(kind)}
    # a desk keeps what it is told until it is destroyed, and attachments are added at their file: own tests
    known = {kind for kind in known if not issubclass(kind, OfDesk | AttachmentNames)}
    assert {sample.register for sample in EVERY_SAMPLE} == known


@every_register
def test_that_a_register_describes_itself_completely(sample: Sample, shared: UnlockedVault) -> None:
    register = sample.register(shared)
    names = {field.name for field in fields(register.draft)}
    assert isinstance(register.words, Words)
    assert register.words.article in {"de", "het"}
    assert set(register.required) <= names
    assert set(register.lists) <= names
    assert all(told.endswith(".") for told in register.required.values())
    assert {other.register.kind for other in EVERY_SAMPLE if other.register is not sample.register}.isdisjoint(
        {register.kind}
    )
    assert register.may_edit()


@every_register
def test_that_a_new_form_says_what_is_missing_beside_each_field(sample: Sample, shared: UnlockedVault) -> None:
    register = sample.register(shared)
    blank = register.blank()
    before = list(register.ids(Query()))
    asked = {name for name in register.required if getattr(blank, name) is None}
    with pytest.raises(Invalid) as refused:
        register.add(replace(blank, **dict.fromkeys(register.required)))
    assert asked <= set(register.required) <= set(refused.value.fields)
    assert {name: refused.value.fields[name] for name in register.required} == dict(register.required)
    assert list(register.ids(Query())) == before


@every_register
def test_that_every_field_is_stored_and_read_back(sample: Sample, made: tuple[Records[Any, Any], Any]) -> None:
    register, draft = made
    added = register.add(draft)
    assert added.version == 1
    assert added.title
    assert register.get(added.id) == added
    stored = added.draft
    expected = {field.name: getattr(draft, field.name) for field in fields(draft)}
    if sample.register.kind in {"measure", "case", "screening", "signal"}:
        expected["number"] = stored.number
    assert {field.name: getattr(stored, field.name) for field in fields(stored)} == expected
    assert {name for name, value in expected.items() if value is None} == sample.empty


@every_register
def test_that_blanks_around_a_text_are_dropped_and_nothing_but_blanks_is_unknown(
    made: tuple[Records[Any, Any], Any],
) -> None:
    register, draft = made
    texts = [name for name in text_fields(draft) if name != "number" and getattr(draft, name) is not None]
    padded = {name: f" \t{getattr(draft, name)}\n " for name in texts}
    names = {name: (" ", *(f" {one} " for one in getattr(draft, name)), "") for name in register.lists}
    added = register.add(replace(draft, **padded, **names))
    for name in (*texts, *names):
        assert getattr(added.draft, name) == getattr(draft, name)
    needed = {
        *register.required,
        "reason",
        "checked_by",
        "finding",
        "postcode",
        "competence_reason",
        "necessity_reason",
        "balance_reason",
        "corporation",
        "explanation",
        "follow_up",
        "conditions",
        "result",
        "evidence",
        "findings",
    }  # some registers ask for one in the state of their sample
    emptied = {name: "  " for name in texts if name not in needed}
    blank = register.change(added.id, replace(added.draft, **emptied), added.version)
    assert {getattr(blank.draft, name) for name in emptied} <= {None, ""}


def text_fields(draft: Any) -> list[str]:
    hints = get_type_hints(type(draft))
    return [each.name for each in fields(draft) if hints[each.name] == str | None]


@every_register
def test_that_each_field_changes_by_itself_and_is_named_in_the_history(
    sample: Sample, made: tuple[Records[Any, Any], Any]
) -> None:
    register, draft = made
    record = register.add(draft)
    for name, value in sample.changes.items():
        changed = register.change(record.id, replace(record.draft, **{name: value}), record.version)
        assert changed.version == record.version + 1, name
        assert changed.draft == replace(record.draft, **{name: value})
        assert register.get(record.id) == changed
        assert newest(register, record.id).fields == (name,)
        record = changed
    assert set(sample.changes) <= {field.name for field in fields(draft)}
    untouched = {field.name for field in fields(draft)} - set(sample.changes)
    assert untouched - sample.empty <= STAYS


def newest(register: Records[Any, Any], key: int) -> HistoryLine:
    """The newest act that may have changed something; opening a secret file is an act too."""
    return next(line for line in register.history(key) if not line.action.endswith(".opened"))


@every_register
def test_that_storing_the_same_again_raises_no_version_and_is_no_act(made: tuple[Records[Any, Any], Any]) -> None:
    register, draft = made
    record = register.add(draft)
    assert register.change(record.id, record.draft, record.version) == record
    assert newest(register, record.id).action == f"{register.kind}.added"


@every_register
def test_that_a_change_to_an_older_version_is_a_conflict_and_changes_nothing(
    sample: Sample, made: tuple[Records[Any, Any], Any]
) -> None:
    register, draft = made
    first = register.add(draft)
    name, value = next(iter(sample.changes.items()))
    second = register.change(first.id, replace(first.draft, **{name: value}), first.version)
    with pytest.raises(Conflict, match=f"Iemand anders heeft {register.words} intussen gewijzigd"):
        register.change(first.id, first.draft, first.version)
    with pytest.raises(Conflict):
        register.remove(first.id, first.version)
    assert register.get(first.id) == second


@every_register
def test_that_a_removed_record_is_gone_and_can_be_put_back(made: tuple[Records[Any, Any], Any]) -> None:
    register, draft = made
    record = register.add(draft)
    given_back = register.remove(record.id, record.version)
    assert given_back == record.draft
    gone = f"{register.words.article.capitalize()} {register.words.one} bestaat niet (meer)."
    for act in (
        lambda: register.get(record.id),
        lambda: register.change(record.id, record.draft, record.version),
        lambda: register.remove(record.id, record.version),
    ):
        with pytest.raises(NotFound) as refused:
            act()
        assert str(refused.value) == gone
    assert list(register.ids(Query())) == []
    assert register.rows([record.id]) == []
    undone = register.add(given_back)
    assert undone.draft == record.draft


@every_register
def test_that_a_new_record_never_takes_the_id_of_a_removed_one(made: tuple[Records[Any, Any], Any]) -> None:
    register, draft = made
    record = register.add(draft)
    register.remove(record.id, record.version)
    other = register.add(draft)
    assert other.id > record.id
    assert [line.action for line in register.history(other.id)] == [f"{register.kind}.added"]
    with pytest.raises(NotFound):
        register.change(record.id, record.draft, record.version)


@every_register
def test_that_the_history_tells_who_did_what_to_which_fields_newest_first(
    sample: Sample, made: tuple[Records[Any, Any], Any], shared: UnlockedVault
) -> None:
    register, draft = made
    record = register.add(draft)
    name, value = next(iter(sample.changes.items()))
    changed = register.change(record.id, replace(record.draft, **{name: value}), record.version)
    register.remove(record.id, changed.version)
    lines = register.history(record.id)
    kind = register.kind
    assert [line.action for line in lines] == [f"{kind}.removed", f"{kind}.changed", f"{kind}.added"]
    assert {line.who for line in lines} == {shared.account.name}
    assert {line.result for line in lines} == {"ok"}
    filled = {field.name for field in fields(draft) if getattr(draft, field.name) not in (None, ())}
    assert [set(line.fields) for line in lines] == [set(), {name}, filled]
    assert lines[0].at.tzinfo is not None


@every_register
def test_that_a_record_that_never_was_has_no_history(sample: Sample, shared: UnlockedVault) -> None:
    assert sample.register(shared).history(10**9) == ()
    with pytest.raises(NotFound):
        sample.register(shared).get(10**9)


@every_register
def test_that_an_act_that_is_not_recorded_is_not_stored_either(
    made: tuple[Records[Any, Any], Any], shared: UnlockedVault
) -> None:
    register, draft = made

    def add_unrecorded() -> None:
        with shared.write(register.compartment) as work:
            item = register.model()
            register.write(work.session, item, draft)
            register.complete(work.session, item)
            work.session.add(item)

    with pytest.raises(BugError):
        add_unrecorded()
    assert list(register.ids(Query())) == []
