"""A case travels to a second vault and nothing is lost; what comes twice, late or back does no harm."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.rules.packages.revisions import Side
from app.rules.permissions import CASEWORK
from app.services.attachments.store import Parent
from app.services.casework.attachments import CaseworkAttachments
from app.services.casework.cases import Cases
from app.services.casework.notes import CaseNoteDraft, CaseNotes
from app.services.packages.arrival import State, proposed
from app.services.packages.kinds import TRAVELLING
from app.services.records import Query
from models.casework import shared
from tests.services.packages.filled import contents, full_case

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.packages.conftest import Office


def without_number(record: dict[str, Any]) -> dict[str, Any]:
    """The number says from where it came, in the other vault."""
    return {name: value for name, value in record.items() if name != "number"}


def the_case(office: Office) -> int:
    (found,) = Cases(office.vault).ids(Query())
    return found


def states(office: Office, path: Path) -> Counter[State]:
    return Counter(each.state for case in office.look(path).cases for each in case.all())


def retitle(office: Office, case_id: int, title: str) -> None:
    record = Cases(office.vault).get(case_id)
    Cases(office.vault).change(case_id, replace(record.draft, title=title), record.version)


def test_that_nothing_is_lost(here: Office, there: Office) -> None:
    case_id = full_case(here.vault)
    path, _ = here.give([case_id])
    before = contents(here.vault, case_id)
    assert all(before[kind.name] for kind in TRAVELLING), "every kind must be there, or this proves nothing"
    assert not any(said in path.read_bytes() for said in (b"title Eerste", b"Gezien door Eerste", b"convenant"))
    assert sorted(each.suffix for each in here.place.iterdir() if each.is_file()) == [
        ".bolwerkpakket",
        ".kaartje",
        ".kaartje",
    ]
    taken = there.take(path)
    assert taken.refused == ()
    copy = the_case(there)
    after = contents(there.vault, copy)
    for kind in TRAVELLING:
        same = without_number if "number" in kind.set_once else dict
        assert [same(each) for each in after[kind.name]] == [same(each) for each in before[kind.name]]
    attachments = CaseworkAttachments(there.vault)
    (facts,) = attachments.of(Parent("case_id", copy))
    (old,) = CaseworkAttachments(here.vault).of(Parent("case_id", case_id))
    assert attachments.view(facts.id).content == CaseworkAttachments(here.vault).view(old.id).content


def test_that_a_package_that_comes_again_changes_nothing(here: Office, there: Office) -> None:
    path, _ = here.give([full_case(here.vault)])
    there.take(path)
    before = contents(there.vault, the_case(there))
    with there.vault.read(CASEWORK) as session:
        acts = session.scalar(select(func.count()).select_from(shared.audit_entry))
    again = there.look(path)
    assert again.brings_nothing
    assert again.taken_before
    assert states(there, path).keys() == {State.SAME}
    assert there.take(path).nothing
    assert contents(there.vault, the_case(there)) == before
    with there.vault.read(CASEWORK) as session:
        assert session.scalar(select(func.count()).select_from(shared.audit_entry)) == acts


def test_that_an_older_package_takes_nothing_back(here: Office, there: Office) -> None:
    case_id = full_case(here.vault)
    older, _ = here.give([case_id], "ouder")
    retitle(here, case_id, "Nieuwe titel")
    newer, _ = here.give([case_id], "nieuwer")
    there.take(newer)
    assert there.look(older).brings_nothing
    assert there.take(older).nothing
    assert Cases(there.vault).get(the_case(there)).draft.title == "Nieuwe titel"


def test_that_what_was_changed_there_comes_back_and_stays_one_case(here: Office, there: Office) -> None:
    case_id = full_case(here.vault)
    path, _ = here.give([case_id])
    there.take(path)
    copy = the_case(there)
    retitle(there, copy, "Titel van daar")
    there_note = CaseNotes(there.vault).add(CaseNoteDraft(copy, "Wij gaan verder."))
    back, _ = there.give([copy], "terug")
    found = states(here, back)
    assert found[State.NEWER] == 1
    assert found[State.REFUSED] == 0
    taken = here.take(back)
    assert taken.changed == 1
    assert the_case(here) == case_id
    assert Cases(here.vault).get(case_id).draft.title == "Titel van daar"
    assert there_note.draft.text in {
        CaseNotes(here.vault).get(key).draft.text for key in CaseNotes(here.vault).ids(Query())
    }


def test_that_the_receiver_chooses_per_field_when_both_changed_it(here: Office, there: Office) -> None:
    case_id = full_case(here.vault)
    path, _ = here.give([case_id])
    there.take(path)
    copy = the_case(there)
    retitle(there, copy, "Titel van daar")
    retitle(here, case_id, "Titel van hier")
    record = Cases(here.vault).get(case_id)
    Cases(here.vault).change(case_id, replace(record.draft, location="Loods 2"), record.version)
    second, _ = here.give([case_id], "tweede")
    arrival = there.look(second)
    differences = {each.name: each for each in arrival.cases[0].record.differences}
    assert arrival.cases[0].record.state is State.ASKED
    assert (differences["title"].ours, differences["title"].theirs) == ("Titel van daar", "Titel van hier")
    assert differences["title"].side is Side.BOTH
    assert differences["location"].side is Side.THEIRS
    assert proposed(arrival).theirs[arrival.cases[0].id] == {"location"}
    there.take(second)
    draft = Cases(there.vault).get(copy).draft
    assert (draft.title, draft.location) == ("Titel van daar", "Loods 2")
    assert there.look(second).brings_nothing
    back, _ = there.give([copy], "terug")
    here.take(back)
    assert Cases(here.vault).get(case_id).draft.title == "Titel van daar", "the choice reaches the other side"
