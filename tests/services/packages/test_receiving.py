"""What a receiver meets: unknown types, cases that went or were merged, numbers that are taken, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, select, text

from app.errors import ExportFailed, Invalid, NotFound
from app.rules.audit_words import action_words
from app.rules.permissions import CASEWORK
from app.services.attachments.store import Parent
from app.services.casework.attachments import CaseworkAttachments
from app.services.casework.case_types import CaseTypes
from app.services.casework.cases import Cases
from app.services.casework.course import course_of
from app.services.casework.merging import merge_cases
from app.services.casework.notes import CaseNoteDraft, CaseNotes
from app.services.casework.timeline import timeline_of
from app.services.keys import rekeying
from app.services.packages.arrival import ArrivedRecord, Choices, State, proposed
from app.services.packages.cards import own_card, trusted_cards, withdraw_card
from app.services.packages.giving import Bundle, Why, contents_of, give
from app.services.packages.kinds import TRAVELLING
from app.services.packages.overview import packages, told_of
from app.services.packages.receiving import take_in
from app.services.records import Query
from app.services.search.registry import kind_of_table
from models.casework import Case, CaseworkRecord, Link, Mention, Signal, Travelled
from models.casework.choices import Certainty, LinkKind, MentionKind
from tests.services.casework.case_samples import case
from tests.services.packages.conftest import WHY, introduce
from tests.services.packages.filled import contents, full_case
from tests.services.packages.forging import letter_in, parcel_of
from tests.services.parents import case_type

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.services.packages.conftest import Office

# Tables that point to what travels and stay at home: what the program works out again, meetings of one's own, merges.
STAYS = {
    "agenda_item",
    "attachment_piece",
    "blind_given",
    "blind_hit",
    "case_merge",
    "case_part",
    "earlier_act",
    "mention_key",
    "outside_trail",
}


def content_in(office: Office, case_id: int) -> bytes:
    """The content of the one attachment of a case."""
    attachments = CaseworkAttachments(office.vault)
    (facts,) = attachments.of(Parent("case_id", case_id))
    return attachments.view(facts.id).content


def cases_of(office: Office) -> list[int]:
    return list(Cases(office.vault).ids(Query()))


def note(office: Office, case_id: int, said: str) -> int:
    return CaseNotes(office.vault).add(CaseNoteDraft(case_id, said)).id


def notes(office: Office, case_id: int) -> set[str | None]:
    register = CaseNotes(office.vault)
    return {register.get(key).draft.text for key in register.ids(Query(where=(("case_id", case_id),)))}


def arrived(office: Office, path: Path) -> list[ArrivedRecord]:
    return [each for case in office.look(path).cases for each in case.all()]


def test_that_every_table_that_hangs_on_a_case_travels_or_is_known_to_stay() -> None:
    """Who adds a table says here what becomes of it when a case is handed over."""
    travels = {each.name for each in TRAVELLING}
    lists = {model.__tablename__ for each in TRAVELLING for model in each.lists.values()}
    hanging = {
        place.name
        for place in CaseworkRecord.metadata.tables.values()
        for column in place.columns
        for key in column.foreign_keys
        if key.column.table.name in travels
    }
    assert hanging - travels - lists == STAYS


def test_that_every_kind_is_received_in_words() -> None:
    kinds = {"attachment", *(kind_of_table(each.name, CaseworkRecord.metadata) for each in TRAVELLING)} - {None}
    for kind in kinds:
        for verb in ("received", "renewed"):
            assert action_words(f"{kind}.{verb}") != f"{kind}.{verb}"


def test_that_an_unknown_type_becomes_another_name_of_one_that_is_here(here: Office, there: Office) -> None:
    key = case(here.vault, kind="Uitzendbureau’s")
    known = case_type(there.vault, "Malafide uitzendbureaus")
    path, _ = here.give([key])
    arrival = there.look(path)
    assert [each.name for each in arrival.types] == ["Uitzendbureau’s"]
    choices = replace(proposed(arrival), types={"Uitzendbureau’s": known})
    there.take(path, choices)
    (copy,) = cases_of(there)
    assert Cases(there.vault).get(copy).draft.case_type_id == known
    assert "Uitzendbureau’s" in CaseTypes(there.vault).get(known).draft.aliases
    assert there.look(path).brings_nothing
    back, _ = there.give([copy], "terug")
    returned = here.look(back)
    assert [each.name for each in returned.types] == ["Malafide uitzendbureaus"], "there it has another name"
    own = Cases(here.vault).get(key).draft.case_type_id
    assert here.take(back, replace(proposed(returned), types={"Malafide uitzendbureaus": own})).changed == 0


def test_that_an_unknown_type_has_to_be_placed(here: Office, there: Office) -> None:
    path, _ = here.give([case(here.vault)])
    arrival = there.look(path)
    for types, told in (({}, "Kies wat het casustype"), ({arrival.types[0].name: 999}, "bestaat niet")):
        with pytest.raises(Invalid, match=told):
            take_in(there.vault, path, arrival, replace(proposed(arrival), types=types))
    assert cases_of(there) == []


def test_that_only_what_was_chosen_comes_in(here: Office, there: Office) -> None:
    keys = [full_case(here.vault, "Eerste"), full_case(here.vault, "Tweede")]
    path, _ = here.give(keys)
    arrival = there.look(path)
    chosen = arrival.cases[1].id
    there.take(path, replace(proposed(arrival), cases=frozenset({chosen})))
    (copy,) = cases_of(there)
    assert Cases(there.vault).get(copy).draft.title == "title Tweede"
    with there.vault.read(CASEWORK) as session:
        assert [each.title for each in session.scalars(select(Signal))] == ["title Tweede"]
    assert {case.record.state for case in there.look(path).cases} == {State.NEW, State.SAME}


def test_that_a_case_that_was_removed_here_comes_back_only_when_asked(here: Office, there: Office) -> None:
    path, _ = here.give([full_case(here.vault)])
    there.take(path)
    (copy,) = cases_of(there)
    with there.vault.write(CASEWORK) as work:
        work.session.execute(text("PRAGMA defer_foreign_keys=ON"))
        work.session.execute(delete(Case).where(Case.id == copy))
        work.session.execute(text("UPDATE inspection SET case_id = NULL"))
        work.record("case.removed", "case", copy)
        assert work.session.scalar(select(Travelled.marks).where(Travelled.kind == "case")) == "{}"
    arrival = there.look(path)
    assert arrival.cases[0].record.state is State.GONE
    assert proposed(arrival).cases == frozenset()
    again = Choices(frozenset(), again=frozenset({arrival.cases[0].id}))
    assert there.take(path, again).added > 1
    assert len(cases_of(there)) == 1
    assert there.look(path).cases[0].record.state is State.SAME


def test_that_what_is_new_in_a_case_that_was_merged_here_goes_where_it_went(here: Office, there: Office) -> None:
    key = case(here.vault)
    path, _ = here.give([key])
    there.take(path)
    (copy,) = cases_of(there)
    target = case(there.vault, "Verzamelcasus")
    number = Cases(there.vault).get(copy).draft.number
    assert number
    version = Cases(there.vault).get(target).version
    merge_cases(there.vault, target=target, number=number, version=version, reason="Zelfde pand")
    note(here, key, "Nog iets gezien.")
    second, _ = here.give([key], "tweede")
    assert there.look(second).cases[0].record.state is State.MERGED
    there.take(second)
    assert cases_of(there) == [target]
    assert notes(there, target) == {"Nog iets gezien."}


def test_that_what_the_giver_leaves_out_stays_and_may_come_later(here: Office, there: Office) -> None:
    key = full_case(here.vault)
    whole, _ = here.give([key], "heel")
    out = here.place / "zonder.bolwerkpakket"
    why = replace(WHY, left_out=frozenset({Bundle.SIGNALS, Bundle.ATTACHMENTS}))
    give(here.vault, [key], card=here.card, out=out, why=why)
    there.take(out)
    (copy,) = cases_of(there)
    first = contents(there.vault, copy)
    assert [name for name in ("signal", "signal_case", "weighing_step", "attachment") if first[name]] == []
    assert first["finding"]
    there.take(whole)
    assert contents(there.vault, copy)["signal"]
    assert not any(each.state.differs for each in arrived(there, out)), "leaving out is no change"
    assert there.look(out).brings_nothing


def test_that_two_cases_with_one_number_both_come_in(here: Office, there: Office) -> None:
    first, second = (here.give([case(here.vault, title)], title)[0] for title in ("Een", "Twee"))
    there.take(first)
    with there.vault.write(CASEWORK) as work:
        (copy,) = work.session.scalars(select(Case)).all()
        copy.number = there.look(second).cases[0].number + " (Westland)"
        work.record("case.changed", "case", copy.id)
    taken = there.take(second)
    assert [ours for _, ours in taken.numbers] == [f"{taken.numbers[0][0]} (Westland) 2"]
    assert len(cases_of(there)) == 2


def test_that_names_of_people_there_are_shown_here(here: Office, there: Office) -> None:
    key = full_case(here.vault)
    note(here, key, "Gezien.")
    path, _ = here.give([key])
    there.take(path)
    (copy,) = cases_of(there)
    name = f"{here.vault.account.name} (Westland)"
    register = CaseNotes(there.vault)
    place = list(register.columns).index("author")
    assert {row.cells[place] for row in register.rows(register.ids(Query()))} == {name}
    assert {each.by for each in course_of(there.vault, copy)} == {name}
    assert [each.added_by for each in CaseworkAttachments(there.vault).of(Parent("case_id", copy))] == [name]
    told = told_of(there.vault, copy)
    assert [each.municipality for each in told] == ["Westland"]
    assert any(line.what == "Notitie toegevoegd" for line in told[0].lines)
    assert name in {each.who for each in timeline_of(there.vault, copy)}
    assert Cases(there.vault).history(copy)[-1].action == "case.received", "what was done there is no act here"


def test_that_a_mention_by_itself_goes_along_with_its_link(here: Office, there: Office) -> None:
    key = case(here.vault)
    said: dict[str, Any] = {"certainty": Certainty.SUSPECTED, "label": "x", "origin": "Open bron"}
    with here.vault.write(CASEWORK) as work:
        named = [
            Mention(kind=MentionKind.ORGANISATION, organisation=name, case_id=parent, **said)
            for name, parent in (("Demo BV", key), ("Voorbeeld Holding", None), ("Los staand", None))
        ]
        work.session.add_all(named)
        work.session.flush()
        link = Link(
            from_id=named[1].id, to_id=named[0].id, kind=next(iter(LinkKind)), origin="KvK", certainty=said["certainty"]
        )
        work.session.add(link)
        work.record("case.changed", "case", key)
    there.take(here.give([key])[0])
    with there.vault.read(CASEWORK) as session:
        assert {each.organisation for each in session.scalars(select(Mention))} == {"Demo BV", "Voorbeeld Holding"}
        assert all(each.entity_id for each in session.scalars(select(Mention)))
        assert len(session.scalars(select(Link)).all()) == 1


def test_that_an_attachment_that_is_not_what_it_says_is_refused(here: Office, there: Office) -> None:
    key = full_case(here.vault)
    path, _ = here.give([key])
    said = letter_in(path, there.vault, own_card(here.vault).sign_key)
    record = next(each for each in said["letter"]["records"] if each["kind"] == "attachment")
    record["values"]["media"] = "pdf"
    path.write_bytes(parcel_of(here.vault, there.vault, said, [content_in(here, key)]))
    refused = [each for each in arrived(there, path) if each.state is State.REFUSED]
    assert [each.kind for each in refused] == ["attachment"]
    taken = there.take(path)
    assert "is iets anders dan in het pakket staat" in taken.refused[0][1]
    (copy,) = cases_of(there)
    assert CaseworkAttachments(there.vault).of(Parent("case_id", copy)) == ()
    assert contents(there.vault, copy)["case_task"], "the rest came in"


def test_that_a_number_that_leads_elsewhere_here_is_refused(here: Office, there: Office) -> None:
    key = full_case(here.vault)
    taken = case(there.vault, "Eigen casus")
    with there.vault.write(CASEWORK) as work:
        work.session.get_one(Case, taken).number = "number Eerste"  # the alias of the case that arrives
        work.record("case.changed", "case", taken)
    path, _ = here.give([key])
    assert [each.why for each in arrived(there, path) if each.state is State.REFUSED] == [
        "dit nummer is hier al in gebruik"
    ]


@pytest.mark.parametrize(
    ("cases", "why", "kind"),
    [
        ([], WHY, Invalid),
        ([1], Why(" ", "x"), Invalid),
        ([1], Why("x", ""), Invalid),
        ([1], Why("x" * 10_001, "x"), Invalid),
        ([999], WHY, NotFound),
    ],
)
def test_that_nothing_is_given_without_case_reason_or_ground(
    here: Office, cases: Sequence[int], why: Why, kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        give(here.vault, cases, card=here.card, out=here.place / "x.bolwerkpakket", why=why)
    assert not (here.place / "x.bolwerkpakket").exists()
    assert packages(here.vault) == ()


def test_that_a_package_that_cannot_be_written_is_not_logged_as_given(here: Office) -> None:
    key = case(here.vault)
    folder = here.vault.folder / "x.bolwerkpakket"
    for out in (here.place / "nergens" / "x", here.place, folder):
        with pytest.raises(ExportFailed):
            give(here.vault, [key], card=here.card, out=out, why=WHY)
    assert packages(here.vault) == ()
    assert not list(here.place.glob(".*deel"))
    assert "één casus" in contents_of(here.vault, [key]).what


def test_that_what_could_not_be_received_is_not_given(here: Office) -> None:
    key = case(here.vault)
    with here.vault.write(CASEWORK) as work:
        work.session.get_one(Case, key).opened_on = date(1700, 1, 1)
        work.record("case.changed", "case", key)
    with pytest.raises(Invalid, match="niet te ontvangen"):
        here.give([key])


def test_that_nothing_is_given_to_a_card_that_was_withdrawn(here: Office) -> None:
    (card,) = trusted_cards(here.vault)
    withdraw_card(here.vault, card.id, card.version)
    with pytest.raises(NotFound):
        here.give([case(here.vault)])


def test_that_new_keys_open_what_was_under_way_and_ask_for_a_new_card(here: Office, there: Office) -> None:
    """After re-keying, an older package still opens; what is signed with the new voice needs the new card."""
    key = case(here.vault)
    under_way, _ = here.give([key], "onderweg")
    rekeying.rekey(there.vault, compartment=CASEWORK)
    assert there.take(under_way).added == 1
    (copy,) = cases_of(there)
    back, _ = there.give([copy], "terug")
    with pytest.raises(Invalid, match="de gever heeft nieuwe sleutels"):
        here.look(back)
    introduce(here, there)
    assert here.look(back).brings_nothing
