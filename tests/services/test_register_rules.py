"""The rules that each smaller register adds: what may be stored, what is refused and beside which field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Invalid
from app.services.evaluation import texts
from app.services.evaluation.texts import (
    CalloutDraft,
    Callouts,
    ChapterDraft,
    Chapters,
    EvaluationDraft,
    Evaluations,
    FactDraft,
    OverviewDraft,
    OverviewItems,
    StatedFacts,
)
from app.services.programme import budgets, posts, quickscan, registers, spending
from app.services.programme.quickscan import RecommendationDraft, Recommendations, ScanDraft, Scans
from app.services.programme.registers import (
    Activities,
    ActivityDraft,
    GoalDraft,
    Goals,
    InstrumentDraft,
    Instruments,
    ProgrammeDraft,
    Programmes,
    SessionDraft,
    Sessions,
)
from app.services.records import Query
from models.choices import (
    ActivityStatus,
    InstrumentStatus,
    OverviewBlock,
    QuickscanTheme,
    RecommendationStatus,
    ResilienceKind,
    SessionForm,
)
from tests.services.parents import evaluation, scan

if TYPE_CHECKING:
    from app.services.records import Records
    from app.vault.session import UnlockedVault


def refusal(register: Records[Any, Any], draft: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        register.add(draft)
    return refused.value.fields


INSTRUMENT = InstrumentDraft(name="Beleid")
SESSION = SessionDraft(2019, None, ResilienceKind.SOCIETAL, SessionForm.MEETING, "ondernemers")
PROGRAMME = ProgrammeDraft("Haven", 2019, 2021)
ACTIVITY = ActivityDraft(year=2019, name="Kopen")
YEAR = "Vul een jaar in tussen 1990 en 2100."
LATER = "Vul het latere jaar in waarnaar de activiteit is doorgeschoven."


@pytest.mark.parametrize(
    ("register", "draft", "told"),
    [
        (
            Instruments,
            replace(INSTRUMENT, adopted_on=date(2019, 2, 1), in_force_from=date(2019, 1, 31)),
            {"in_force_from": "Een instrument treedt niet in werking vóór het is vastgesteld."},
        ),
        (
            Instruments,
            replace(INSTRUMENT, status=InstrumentStatus.IN_FORCE),
            {"in_force_from": "Vul in vanaf wanneer het instrument van kracht is."},
        ),
        (Goals, GoalDraft(name="Doel", text="x", horizon=22), {"horizon": YEAR}),
        (Sessions, replace(SESSION, year=19), {"year": YEAR}),
        (Sessions, replace(SESSION, held_on=date(2018, 12, 31)), {"held_on": "Deze datum ligt niet in 2019."}),
        (Sessions, replace(SESSION, attendants=-1), {"attendants": "Het aantal deelnemers is nul of meer."}),
        (Programmes, replace(PROGRAMME, from_year=19), {"from_year": YEAR}),
        (Programmes, replace(PROGRAMME, to_year=2018), {"to_year": "Het laatste jaar ligt vóór het eerste jaar."}),
        (
            Programmes,
            replace(PROGRAMME, grant=Decimal("-0.01"), national_fund=Decimal(-1)),
            dict.fromkeys(("grant", "national_fund"), "Een bijdrage is niet negatief."),
        ),
        (Activities, replace(ACTIVITY, year=3000), {"year": YEAR}),
        (
            Activities,
            replace(ACTIVITY, status=ActivityStatus.POSTPONED),
            {"moved_to": LATER, "reason": "Vul in waarom de activiteit is doorgeschoven."},
        ),
        (
            Activities,
            replace(ACTIVITY, status=ActivityStatus.POSTPONED, moved_to=2019, reason="Geld"),
            {"moved_to": LATER},
        ),
        (
            Activities,
            replace(ACTIVITY, moved_to=2020),
            {"moved_to": "Alleen een doorgeschoven activiteit heeft een later jaar."},
        ),
        (
            Activities,
            replace(ACTIVITY, status=ActivityStatus.POSTPONED, moved_to=20200, reason="Geld"),
            {"moved_to": YEAR},
        ),
        (
            Activities,
            replace(ACTIVITY, chapter="bijlage"),
            {"chapter": "Vul een hoofdstuknummer in zoals 2, of een paragraafnummer zoals 2.1."},
        ),
        (Scans, ScanDraft(year=0, name="Scan"), {"year": YEAR}),
        (Evaluations, EvaluationDraft(year=1, title="x"), {"year": YEAR}),
    ],
)
def test_that_what_cannot_be_is_refused_beside_its_field(
    refusing: UnlockedVault, register: type[Records[Any, Any]], draft: Any, told: dict[str, str]
) -> None:
    assert refusal(register(refusing), draft) == told
    assert list(register(refusing).ids(Query())) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"progress": -1}, {"progress": "Vul een percentage in van 0 tot en met 100."}),
        ({"progress": 101}, {"progress": "Vul een percentage in van 0 tot en met 100."}),
        ({"due_on": date(2019, 12, 31)}, {"due_on": "De streefdatum ligt vóór de startdatum."}),
        ({"done_on": date(2019, 12, 31)}, {"done_on": "De datum gereed ligt vóór de startdatum."}),
        (
            {"status": RecommendationStatus.NOT_ADOPTED, "reason": " "},
            {"reason": "Vul in waarom de aanbeveling niet is overgenomen."},
        ),
    ],
)
def test_that_a_recommendation_that_cannot_be_is_refused(
    refusing: UnlockedVault, changes: dict[str, Any], told: dict[str, str]
) -> None:
    draft = RecommendationDraft(1, QuickscanTheme.POLICY, None, "Advies", starts_on=date(2020, 1, 1))
    assert refusal(Recommendations(refusing), replace(draft, **changes)) == told


def test_that_the_edges_of_a_recommendation_are_within_it(director: UnlockedVault) -> None:
    day = date(2020, 1, 1)
    draft = RecommendationDraft(scan(director, "S"), QuickscanTheme.POLICY, None, "Advies", starts_on=day, due_on=day)
    assert [Recommendations(director).add(replace(draft, progress=part)).version for part in (0, 100)] == [1, 1]


@pytest.mark.parametrize(
    ("register", "draft", "told"),
    [
        (Instruments, INSTRUMENT, {"name": "Er is al een instrument met deze naam of dit nummer."}),
        (Goals, GoalDraft(name="Doel", text="x"), {"name": "Er is al een doel met deze naam of dit nummer."}),
        (Programmes, PROGRAMME, {"name": "Er is al een programma met deze naam of dit nummer."}),
        (Scans, ScanDraft(year=2019, name="S"), {"name": "Er is al een quickscan met deze naam of dit nummer."}),
        (Evaluations, EvaluationDraft(year=2019, title="x"), {"year": "Er is al een evaluatie over 2019."}),
    ],
)
def test_that_the_same_twice_is_refused_beside_the_name(
    director: UnlockedVault, register: type[Records[Any, Any]], draft: Any, told: dict[str, str]
) -> None:
    made = register(director).add(draft)
    assert refusal(register(director), draft) == told
    assert register(director).change(made.id, made.draft, made.version) == made


@pytest.mark.parametrize(
    ("register", "draft", "told"),
    [
        (Chapters, ChapterDraft(None, "2.1", "Titel"), {"number": "Er is al een hoofdstuk met dit nummer."}),
        (
            Callouts,
            CalloutDraft(None, "Kader", "x"),
            {"title": "Er is al een kader met deze naam of dit nummer."},
        ),
        (StatedFacts, FactDraft(None, "naam", "1"), {"name": "Er is al een feit met deze naam of dit nummer."}),
    ],
)
def test_that_a_name_is_given_once_in_each_document(
    director: UnlockedVault, register: type[Records[Any, Any]], draft: Any, told: dict[str, str]
) -> None:
    first, second = evaluation(director, 2018), evaluation(director, 2019)
    parts = register(director)
    parts.add(replace(draft, evaluation_id=first))
    parts.add(replace(draft, evaluation_id=second))
    assert refusal(parts, replace(draft, evaluation_id=first)) == told


@pytest.mark.parametrize("number", ["0", "2.", "twee", "2.1.1"])
def test_that_a_chapter_has_a_number(refusing: UnlockedVault, number: str) -> None:
    assert list(refusal(Chapters(refusing), ChapterDraft(1, number, "x"))) == ["number"]


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ((("Witwassen", -1),), "Een genoemd aantal is nul of meer."),
        ((("Witwassen", 1), (" ", 1)), "Noem bij elk aantal het type waarvan het is."),
        ((("x" * 201, 1),), "Noem bij elk aantal het type waarvan het is."),
        ((("Witwassen", 10**30),), "Een genoemd aantal is nul of meer."),
    ],
)
def test_that_a_claim_is_a_count_of_a_type(
    refusing: UnlockedVault, claims: tuple[tuple[str, int], ...], told: str
) -> None:
    assert refusal(Callouts(refusing), CalloutDraft(1, "Kader", "x", claims)) == {"claims": told}


def test_that_an_evaluation_with_anything_in_it_stays(director: UnlockedVault) -> None:
    evaluations, key = Evaluations(director), evaluation(director, 2019)
    parts: list[tuple[Records[Any, Any], Any]] = [
        (Chapters(director), ChapterDraft(key, "1", "x")),
        (Callouts(director), CalloutDraft(key, "Kader", "x")),
        (OverviewItems(director), OverviewDraft(key, OverviewBlock.FOUNDATION, None, "x")),
        (StatedFacts(director), FactDraft(key, "naam", "1")),
    ]
    for register, draft in parts:
        made = register.add(draft)
        with pytest.raises(Invalid, match="Verwijder die eerst"):
            evaluations.remove(key, 1)
        register.remove(made.id, made.version)
    assert evaluations.remove(key, 1).year == 2019


def test_that_what_is_referred_to_stays(director: UnlockedVault) -> None:
    instruments, scans = Instruments(director), Scans(director)
    made = instruments.add(INSTRUMENT)
    key = evaluation(director, 2019)
    OverviewItems(director).add(OverviewDraft(key, OverviewBlock.FOUNDATION, None, "x", made.id))
    with pytest.raises(Invalid, match="Dit instrument staat in een prestatieoverzicht"):
        instruments.remove(made.id, made.version)
    of_scan = scan(director, "S")
    advice = RecommendationDraft(of_scan, QuickscanTheme.POLICY, None, "Advies")
    Recommendations(director).add(advice)
    with pytest.raises(Invalid, match="Deze quickscan heeft nog één aanbeveling"):
        scans.remove(of_scan, 1)
    Recommendations(director).add(advice)
    with pytest.raises(Invalid, match="Deze quickscan heeft nog 2 aanbevelingen"):
        scans.remove(of_scan, 1)


def test_that_new_items_stand_last_in_their_own_list(director: UnlockedVault) -> None:
    items, key = OverviewItems(director), evaluation(director, 2019)
    places = [
        items.add(OverviewDraft(key, block, None, "x")).draft.position
        for block in (OverviewBlock.FOUNDATION, OverviewBlock.FOUNDATION, OverviewBlock.RESILIENCE)
    ]
    assert places == [1, 2, 1]
    first, second = scan(director, "A"), scan(director, "B")
    advice = Recommendations(director)
    theme = QuickscanTheme.POLICY
    assert [advice.add(RecommendationDraft(of, theme, None, "x")).draft.position for of in (first, first, second)] == [
        1,
        2,
        1,
    ]
    assert [Instruments(director).add(replace(INSTRUMENT, name=name)).draft.position for name in "ab"] == [1, 2]


def test_that_new_forms_begin_with_this_year_or_the_newest(
    director: UnlockedVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (budgets, posts, quickscan, registers, spending, texts):
        monkeypatch.setattr(module, "today", lambda: date(2020, 2, 29))
    assert Recommendations(director).blank().scan_id is None
    assert Chapters(director).blank().evaluation_id is None
    newest, of_scan = evaluation(director, 2019), scan(director, "S")
    evaluation(director, 2018)
    assert Recommendations(director).blank().scan_id == of_scan
    for register in (Chapters, Callouts, OverviewItems, StatedFacts):
        assert register(director).blank().evaluation_id == newest
    for yearly in (Sessions, Activities, Scans, budgets.Budgets, posts.Posts):
        assert yearly(director).blank().year == 2020
    assert spending.Bookings(director).blank().booked_on == date(2020, 2, 29)
    assert Evaluations(director).blank().year == 2019
    assert Evaluations(director).blank().title == "Aanpak ondermijning gemeente Westland 2019"


def test_that_records_are_called_by_what_they_are(director: UnlockedVault) -> None:
    assert Sessions(director).add(SESSION).title == "bijeenkomst voor ondernemers"
    assert Instruments(director).add(INSTRUMENT).title == "Beleid"
    text = "Een heel lang advies dat maar niet ophoudt en dus ergens in een lijst moet worden afgebroken, netjes."
    advice = Recommendations(director).add(RecommendationDraft(scan(director, "S"), QuickscanTheme.POLICY, None, text))
    assert advice.title.endswith("…")
    assert len(advice.title) <= 80
