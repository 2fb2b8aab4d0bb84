"""What is found, in which order, and where in the record it stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Invalid
from app.rules.permissions import CASEWORK, PROGRAMME, Role
from app.services.attachments.reading import checked
from app.services.attachments.store import Parent
from app.services.casework.attachments import AttachmentName, AttachmentNames, CaseworkAttachments
from app.services.casework.case_types import CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.keys.own_account import own_account
from app.services.keys.separate import Chosen, set_apart
from app.services.programme.registers import GoalDraft, Goals
from app.services.records import Query
from app.services.search.finding import Findings, search
from app.services.search.question import Question
from app.services.signals.mentions import MentionDraft, Mentions
from app.services.signals.signals import SignalDraft, Signals
from app.vault.apart import seen_from
from models.casework.choices import MentionKind, SignalSource
from models.choices import CaseStatus
from tests.services.bibob.files import screening
from tests.services.casework.case_samples import case

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault


@pytest.mark.parametrize("typed", ["meer, vd", "v.d. Meer", "van der Meer", "MEER", "mee", "meer van", "Vd meer"])
def test_that_prefixes_and_order_do_not_matter(typed: str, add: Any, found: Any) -> None:
    add("Loods", handler="A. van der Meer")
    add("Schuur", handler="B. Kade")
    assert found(typed) == ["Loods"]


def test_that_who_types_the_prefix_gets_that_name_first(add: Any, found: Any) -> None:
    add("Met", handler="J. van der Meer")
    add("Zonder", handler="J. Meer")
    assert found("van der meer") == ["Met", "Zonder"]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Meyer", "Meijer"),
        ("Kuipers", "Cuypers"),
        ("Smid", "Smit"),
        ("jansne", "Jansen"),
        ("Vissr", "Visser"),
        ("maer", "Meer"),
        ("lodz", "Łódź"),
        ("ozturk", "Öztürk"),
        ("öztürk", "Ozturk"),
        ("darc", "d'Arc"),
        ("gravenzande", "’s-Gravenzande"),
        ("Wachenaar", "Wagenaar"),
    ],
)
def test_that_a_name_is_found_as_it_sounds_and_with_a_typing_error(
    typed: str, stored: str, add: Any, found: Any
) -> None:
    add("Loods", handler=f"A. {stored}")
    add("Schuur", handler="B. Voorbeeld")
    assert found(typed) == ["Loods"]


def test_that_errors_are_forgiven_in_names_only(add: Any, found: Any) -> None:
    add("Loods", description="Er stond een vrachtwagen.")
    assert found("vrachtwagen") == ["Loods"]
    assert found("vrachtwagne") == []


def test_that_it_says_what_it_took_for_a_typing_error(add: Any, director: UnlockedVault) -> None:
    add("Loods", handler="A. Visser")
    assert search(director, Question("vissr")).meant == ("visser",)


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("W-2020-0001", ["Loods", "Anders"]),
        ("w 2020 0001", ["Loods", "Anders"]),
        ("2020-0001", ["Loods", "Anders"]),
        ("w20200001", ["Loods"]),
        ("W-2020", ["Anders", "Loods"]),
    ],
)
def test_that_an_exact_number_comes_first(
    typed: str, titles: list[str], add: Any, found: Any, director: UnlockedVault
) -> None:
    key = add("Loods")
    add("Anders", description="Zie W-2020-0001 en nog eens W-2020-0001.")
    assert Cases(director).get(key).draft.number == "W-2020-0001"
    assert found(typed) == titles


def test_that_a_name_goes_before_a_word(add: Any, found: Any) -> None:
    add("Loods", handler="K. Proefman")
    add("Schuur", description="Volgens Proefman staat er niets.")
    assert found("proefman") == ["Loods", "Schuur"]


def test_that_all_words_must_be_there_wherever_they_stand(add: Any, found: Any) -> None:
    add("Loods", handler="K. Proefman", description="Hennep op zolder.")
    add("Schuur", handler="K. Proefman")
    assert found("proefman zolder") == ["Loods"]
    assert found("proefman kelder") == []


def test_that_the_place_of_a_hit_is_shown_and_marked(add: Any, director: UnlockedVault) -> None:
    add("Loods", description=f"{'Een lange zin vooraf. ' * 20}Op zolder stond HENNEP.\nEn verder niets. {'x ' * 200}")
    (hit,) = search(director, Question("hennep")).hits
    assert (hit.compartment, hit.kind, hit.found.field) == (CASEWORK, "case", "description")
    assert [piece.text for piece in hit.found.pieces if piece.marked] == ["HENNEP"]
    text = "".join(piece.text for piece in hit.found.pieces)
    assert "Op zolder stond HENNEP. En verder niets." in text
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert len(text) < 200


def test_that_the_field_with_most_of_the_words_is_shown(add: Any, director: UnlockedVault) -> None:
    add("Loods kade", description="Bij de kade ligt een boot.")
    (hit,) = search(director, Question("kade boot")).hits
    assert hit.found.field == "description"
    assert [piece.text for piece in hit.found.pieces if piece.marked] == ["kade", "boot"]


def test_that_a_sound_is_marked_too(add: Any, director: UnlockedVault) -> None:
    add("Loods", handler="A. Meijer")
    (hit,) = search(director, Question("Meyer")).hits
    assert (hit.found.field, [each.text for each in hit.found.pieces if each.marked]) == ("handler", ["Meijer"])


def test_that_facets_count_and_narrow(add: Any, director: UnlockedVault, found: Any) -> None:
    add("Loods een", opened_on=date(2019, 1, 1))
    add("Loods twee", status=CaseStatus.INVESTIGATION)
    Goals(director).add(GoalDraft(name="Loods in beeld", text="Overal"))
    everything = search(director, Question("loods")).facets
    assert dict(everything.compartments) == {CASEWORK: 2, PROGRAMME: 1}
    assert dict(everything.kinds) == {"case": 2, "goal": 1}
    assert dict(everything.years) == {2019: 1, 2020: 1, None: 1}
    assert found("loods", kind="case", year=2019) == ["Loods een"]
    assert found("loods", status=CaseStatus.INVESTIGATION.label) == ["Loods twee"]
    assert found("loods", compartment=PROGRAMME) == ["Loods in beeld"]
    assert found("loods", compartment="bibob") == []


def test_that_more_than_a_thousand_are_said_to_be_more(
    director: UnlockedVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.search.finding.MOST_COUNTED", 3)
    for number in range(4):
        Goals(director).add(GoalDraft(name=f"Doel {number}", text="Iets"))
    assert search(director, Question("doel")).more


NASTY = [
    '"' * 50,
    "'" * 50,
    'name : "x" OR *',
    "AND OR NOT NEAR( )",
    "^-*(){}[]:+\\",
    "a" * 10_000,
    "woord " * 2_000,
    "\x00\x01\ud800",
    "*",
    "",
    "   ",
    "é" * 500,
    "0" * 10_000,
    "😀😀",
]


@pytest.mark.parametrize("typed", NASTY, ids=range(len(NASTY)))
def test_that_no_text_is_syntax(typed: str, add: Any, director: UnlockedVault) -> None:
    add("Loods")
    assert search(director, Question(typed)).hits == ()


def test_that_a_percentage_or_operator_in_a_word_is_only_a_word(add: Any, found: Any) -> None:
    add("Loods", description="NOT 100% and/or zeker")
    assert found("NOT zeker") == ["Loods"]
    assert found("100%") == ["Loods"]


def test_that_one_letter_is_not_enough(add: Any, found: Any) -> None:
    add("Loods")
    assert found("l") == []
    assert found("lo") == ["Loods"]


def test_that_of_what_is_not_held_there_is_no_trace(
    unlock_as: Callable[[Role], UnlockedVault], add: Any, director: UnlockedVault
) -> None:
    add("Merelstraat", description="Merel")
    bibob = unlock_as(Role.BIBOB)
    screening(bibob, subject="Merel Voorbeeld")
    seen: dict[Role, Findings] = {role: search(unlock_as(role), Question("merel")) for role in Role}
    kinds = {role: {hit.kind for hit in found.hits} for role, found in seen.items()}
    assert kinds[Role.BIBOB] == {"screening"}
    assert kinds[Role.DIRECTOR] == kinds[Role.PRIVACY] == {"case"}
    assert all(not found for role, found in kinds.items() if role not in (Role.BIBOB, Role.DIRECTOR, Role.PRIVACY))
    nothing = seen[Role.POLICY]
    assert (nothing.count, nothing.facets.compartments, nothing.meant) == (0, (), ())


def test_that_a_case_set_apart_is_found_by_who_holds_it_only(
    director: UnlockedVault, unlock_as: Callable[[Role], UnlockedVault], add: Any
) -> None:
    privacy, second = unlock_as(Role.PRIVACY), unlock_as(Role.DIRECTOR)
    add("Merel in het open")
    other = Chosen(privacy.account.id, own_account(privacy).fingerprint)
    name = set_apart(director, title="Stil", others=[other]).name
    there = seen_from(director, name)
    kind = CaseTypes(there).ids(Query())[0]
    Cases(there).add(CaseDraft(title="Merel apart", case_type_id=kind, opened_on=date(2020, 1, 1)))
    hits = search(director, Question("merel")).hits
    assert {hit.compartment for hit in hits} == {CASEWORK, name}
    assert second.compartments  # a session from before knows nothing of it
    assert {hit.compartment for hit in search(second, Question("merel")).hits} == {CASEWORK}


def test_that_an_attachment_is_found_by_its_name_and_description(director: UnlockedVault) -> None:
    key = case(director, "Loods")
    files = CaseworkAttachments(director)
    made = files.add(Parent("case_id", key), checked("2020-03_bevindingen loods.txt", b"inhoud"), "Van de buren")
    for typed in ("bevindingen loods", "van de buren"):
        (hit,) = search(director, Question(typed)).hits
        assert (hit.kind, hit.record, hit.file_kind, hit.file_id) == ("attachment", made.id, "case", key)
        assert hit.title == "2020-03_bevindingen loods.txt"
    assert search(director, Question("inhoud")).hits == (), "what stands in it is not searched"
    files.describe(made.id, "Van de overkant", made.version)
    assert search(director, Question("van de buren")).hits == ()
    files.remove(made.id, made.version + 1)
    assert search(director, Question("bevindingen loods")).hits == ()


def test_that_attachments_are_changed_at_their_file_only(director: UnlockedVault) -> None:
    key = case(director, "Loods")
    made = CaseworkAttachments(director).add(Parent("case_id", key), checked("a.txt", b"inhoud"))
    names = AttachmentNames(director)
    record = names.get(made.id)
    assert (record.title, record.draft, names.may_edit()) == ("a.txt", AttachmentName("a.txt"), False)
    acts = (
        lambda: names.add(AttachmentName("b.txt")),
        lambda: names.change(made.id, AttachmentName("b.txt"), record.version),
        lambda: names.remove(made.id, record.version),
    )
    for act in acts:
        with pytest.raises(Invalid, match="bij het dossier"):
            act()
    assert [row.cells[2] for row in names.rows(names.ids(Query()))] == ["a.txt"]


def test_that_a_mention_hangs_on_the_file_it_stands_in(director: UnlockedVault) -> None:
    key = case(director, "Loods")
    Mentions(director).add(MentionDraft(case_id=key, kind=MentionKind.PERSON, surname="Zwaluwstaart"))
    signal = Signals(director).add(SignalDraft(title="Lucht", source=SignalSource.RESIDENT, facts="x")).id
    Mentions(director).add(MentionDraft(signal_id=signal, kind=MentionKind.PERSON, surname="Zwaluwstaart"))
    found = search(director, Question("zwaluwstaart", kind="mention")).hits
    assert [(hit.file_kind, hit.file_id) for hit in found] == [("signal", signal), ("case", key)]


@pytest.mark.parametrize("typed", ['"' * 10_000, "woord " * 2_000, "“„’'«»‹›" * 200, '"""', "* OR NEAR( AND NOT ^"])
def test_that_ten_thousand_characters_or_only_quotes_find_nothing_and_break_nothing(
    director: UnlockedVault, typed: str
) -> None:
    case(director, "Loods")
    assert search(director, Question(typed)).hits == ()
