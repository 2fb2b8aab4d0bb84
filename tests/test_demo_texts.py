"""The content of the demo vault: counts, sums and names agree, and no text types a figure that the store knows."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import inspect

from app.rules.markup import DirectiveNode, HeadingNode, ListNode, TextNode, field_names, parse
from app.rules.permissions import COMPARTMENTS_OF_ROLE, KIND_OF_COMPARTMENT, Role
from models import programme
from models.base import ChoiceType
from models.casework import Case, CaseType
from models.choices import QuickscanTheme, ResilienceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.rules.markup import Node

Table = dict[str, Any]

DEMO = Path(__file__).parents[1] / "resources" / "demo"


def read(name: str) -> Table:
    return tomllib.loads((DEMO / f"{name}.toml").read_text(encoding="utf-8"), parse_float=Decimal)


EVALUATION, FACTS, FIGURES, REGISTERS = read("evaluation"), read("facts"), read("figures"), read("registers")
CASES: list[Table] = read("cases")["case"]
PEOPLE: list[Table] = read("people")["person"]
(BUDGET,) = REGISTERS["budget"]
SCAN: Table = REGISTERS["scan"][0]
LINES: list[Table] = [line for group in BUDGET["group"] for line in group["line"]]

# Table 1 of the report of 2019: 2016, 2017, 2018, 2019; None is an empty cell.
TABLE_1: dict[str, tuple[int | None, int | None, int | None, int | None]] = {
    "Arbeidsuitbuiting ISZW": (None, None, None, 5),
    "Belastingfraude": (None, None, None, 1),
    "Hennep/drugs bestuurlijke waarschuwing gemeente": (1, 6, 2, 1),
    "Hennep/drugs sluiting gemeente": (2, 3, 8, 8),
    "Hennep/drugs huisuitzetting corporatie": (None, None, None, 2),
    "Illegale gokhal": (None, None, None, 2),
    "Illegale huisvesting": (None, None, None, 2),
    "Outlaw Motor Gang": (None, None, None, 2),
    "Woonfraude/prostitutie": (None, None, None, 1),
    "Witwassen": (None, None, None, 1),
    "RIEC casus malafide uitzendbureaus": (None, None, None, 1),
    "RIEC casus aanpak georganiseerde criminaliteit": (None, None, 2, 3),
    "RIEC casus arbeidsuitbuiting": (1, 1, None, None),
}

# Table 2: what each line cost.
TABLE_2 = {
    "Scan bedrijventerrein": 2700,
    "Onderzoek arbeidsuitbuiting": 15000,
    "Waaksamen app": 2067,
    "Onderzoek stichting Fairwork": 800,
    "Onderzoek toekomstperspectief recreatieparken": 7065,
    "Projectleider informatiepositie aanpak casuïstiek": 33825,
    "Projectleider Bibob-beleidslijn": 49008,
    "Projectleider ondermijning": 41096,
    "Strategisch adviseur Veiligheid": 71211,
    "Signaalboekjes ondermijning": 428,
}

# The contents of the report: chapters, with their number of sections.
SECTIONS = {1: 0, 2: 4, 3: 5, 4: 4, 5: 2, 6: 3, 7: 0, 8: 0, 9: 0, 10: 0}
CHAPTERS = [
    number
    for chapter, sections in SECTIONS.items()
    for number in (f"{chapter}", *(f"{chapter}.{section}" for section in range(1, sections + 1)))
]


def names_in(rows: list[Table], key: str = "name") -> set[str]:
    return {row[key] for row in rows if key in row}


INSTRUMENTS = names_in(REGISTERS["instrument"])
PROGRAMMES = names_in(REGISTERS["programme"])
KINDS = {kind.label for kind in ResilienceKind}

PLAIN_FIELDS = {
    "jaar",
    "vorig_jaar",
    "volgend_jaar",
    "casussen_totaal",
    "begroot",
    "uitgegeven",
    "restant",
    "overheveling",
    "overheveling_status",
    "structureel",
    "structureel_personeel",
    "formatie_totaal",
    "formatie_vacant",
    "aanbevelingen_totaal",
    "lip_start",
    "lip_cyclus",
    "sessies_totaal",
}
NAMED_FIELDS = {
    "aantal": set(TABLE_1),
    "formatie": names_in(REGISTERS["post"], "function"),
    "aanbevelingen": {theme.label for theme in QuickscanTheme},
    "instrument_vastgesteld": {row["name"] for row in REGISTERS["instrument"] if "adopted_on" in row},
    "instrument_kracht": {row["name"] for row in REGISTERS["instrument"] if "in_force_from" in row},
    "programma_subsidie": PROGRAMMES,
    "programma_regio": PROGRAMMES,
    "programma_landelijk": PROGRAMMES,
    "programma_jaren": PROGRAMMES,
    "programma_partners": PROGRAMMES,
    "sessies": KINDS,
    "claim": {f"{box['title']} | {claim['type']}" for box in EVALUATION["callout"] for claim in box["claims"]},
    "getal": names_in(FACTS["stated_fact"]),
}
DIRECTIVES = {
    "tabel": {"casuistiek", "begroting", "instrumenten"},
    "grafiek": {"casuistiek", "begroting"},
    "lijst": {f"activiteiten {number}" for number in names_in(REGISTERS["activity"], "chapter")}
    | {f"sessies {kind}" for kind in KINDS}
    | {f"programma {name}" for name in PROGRAMMES}
    | {f"toegepast {row['name']}" for row in REGISTERS["instrument"] if row.get("applied_to")},
    "kader": names_in(EVALUATION["callout"], "title"),
    "doel": names_in(REGISTERS["goal"]),
}

# Digits that may be typed: names of laws and policies, dates of the outside world, references inside the document.
TYPED = re.compile(
    r"[Aa]rtikel 13b|Artikel 2:8[01]|APV Westland 2019|Huisvestings(?:wet 2014|verordening 2019)"
    r"|Veiligheidsbeleid 2019-2022|[Hh]oofdstuk \d+|[Pp]aragraaf \d+\.\d+|Begin 2019|Eind 201[78]|Vanaf 2022"
)

TEXTS = [
    pytest.param(text, id=name)
    for name, text in (
        *((row["number"], row["text"]) for row in EVALUATION["chapter"]),
        *((row["title"], row["text"]) for row in EVALUATION["callout"]),
        *((row["name"], row["text"]) for row in REGISTERS["goal"]),
        ("quickscan", SCAN["introduction"]),
    )
]

MODEL_OF_TABLE = {
    "instrument": programme.Instrument,
    "goal": programme.Goal,
    "resilience_session": programme.ResilienceSession,
    "programme": programme.Programme,
    "activity": programme.Activity,
    "post": programme.Post,
    "scan": programme.Scan,
    "budget": programme.Budget,
}


def blank(_: str) -> str:
    return ""


def runs_of(node: Node) -> str:
    match node:
        case TextNode(runs):
            return "".join(run.text for run in runs)
        case ListNode(items):
            return "\n".join(run.text for item in items for run in item)
        case HeadingNode(text):
            return text
        case DirectiveNode():
            return ""


def directives_in(text: str) -> list[DirectiveNode]:
    return [node for node in parse(text, blank) if isinstance(node, DirectiveNode)]


def all_directives() -> Counter[tuple[str, str]]:
    return Counter((node.kind, node.name) for row in EVALUATION["chapter"] for node in directives_in(row["text"]))


def spent_on(line: Table) -> Decimal:
    if "booking" in line:
        return Decimal(sum(booking["amount"] for booking in line["booking"]))
    return Decimal(line["spent_amount"])


def budget_rows() -> Iterator[tuple[type[Any], Table, set[str]]]:
    for budget in REGISTERS["budget"]:
        yield from ((programme.CarryOver, row, set()) for row in budget.get("carry_over", []))
        for line in (line for group in budget["group"] for line in group["line"]):
            yield programme.BudgetLine, line, {"booking", "commitment"}
            yield from ((programme.Booking, row, set()) for row in line.get("booking", []))
            yield from ((programme.Commitment, row, set()) for row in line.get("commitment", []))


def rows_with_models() -> Iterator[tuple[type[Any], Table, set[str]]]:
    """Each row with its model and the keys that are no columns of it."""
    for table, model in MODEL_OF_TABLE.items():
        for row in REGISTERS[table]:
            yield model, row, {"legal_basis_derived", "recommendation", "group", "carry_over", "goal"}
    yield from budget_rows()
    tables: tuple[tuple[type[Any], list[Table], set[str]], ...] = (
        (programme.Recommendation, SCAN["recommendation"], set()),
        (programme.StatedFact, FACTS["stated_fact"], set()),
        (programme.Evaluation, [EVALUATION["document"]], set()),
        (programme.Chapter, EVALUATION["chapter"], set()),
        (programme.OverviewItem, EVALUATION["overview"], {"instrument"}),
        (programme.CalloutBox, EVALUATION["callout"], {"chapter", "claims"}),
        (Case, CASES, {"type", "partners"}),
        (CaseType, FIGURES["case_type"], {"aliases"}),
    )
    for model, rows, apart in tables:
        yield from ((model, row, apart) for row in rows)


def test_that_the_cases_count_to_table_1() -> None:
    counted = Counter(case["type"] for case in CASES if case.get("counted_year") == 2019)
    assert counted == {name: counts[3] for name, counts in TABLE_1.items() if counts[3] is not None}
    assert counted.total() == 29


@pytest.mark.parametrize(("column", "year", "total"), [(0, 2016, 4), (1, 2017, 10), (2, 2018, 12)])
def test_that_a_historic_year_equals_its_column(column: int, year: int, total: int) -> None:
    publication = next(row for row in FIGURES["publication"] if row["year"] == year)
    column_of_report = {name: counts[column] for name, counts in TABLE_1.items() if counts[column] is not None}
    assert publication["counts"] == column_of_report
    assert sum(publication["counts"].values()) == publication["stated_total"] == total


def test_that_the_case_types_stand_in_the_order_of_the_report() -> None:
    types = FIGURES["case_type"]
    assert [row["name"] for row in types] == list(TABLE_1)
    assert [row["position"] for row in types] == list(range(1, 14))
    aliases = [alias for row in types for alias in row["aliases"]]
    assert len(set(aliases) | set(TABLE_1)) == len(aliases) + len(TABLE_1)


def test_that_a_case_fits_its_type_and_its_dates() -> None:
    types = {row["name"]: row for row in FIGURES["case_type"]}
    for case in CASES:
        assert case["opened_on"] >= date(2018, 1, 1)
        assert case.get("closed_on", case["opened_on"]) >= case["opened_on"]
        assert ("closed_on" in case) == (case["status"] == "closed") == ("closing_reason" in case), case["title"]
        assert case.get("counted_year", case["opened_on"].year) >= types[case["type"]].get("active_from", 0)
        assert case["level"] == types[case["type"]]["level"]
        assert case["counting_unit"] == types[case["type"]]["counting_unit"]


def test_that_the_cases_stand_in_order_of_opening_under_titles_of_their_own() -> None:
    assert [case["opened_on"] for case in CASES] == sorted(case["opened_on"] for case in CASES)
    assert len(names_in(CASES, "title")) == len(CASES)


def test_that_the_gambling_halls_were_not_found() -> None:
    halls = [case for case in CASES if case["type"] == "Illegale gokhal" and case.get("counted_year") == 2019]
    assert [hall["closing_reason"] for hall in halls] == ["not_found", "not_found"]


def test_that_the_lines_add_up_to_table_2() -> None:
    assert {line["name"]: spent_on(line) for line in LINES} == TABLE_2
    assert all(("booking" in line) != ("spent_amount" in line) for line in LINES)
    assert not any("budgeted" in line for line in LINES)
    spent = sum(spent_on(line) for line in LINES)
    assert (BUDGET["budgeted"], spent, BUDGET["budgeted"] - spent) == (520000, 223200, 296800)
    assert (BUDGET["stated_spent"], BUDGET["stated_remainder"]) == (223200, 296800)


def test_that_bookings_fall_in_the_year_and_carry_a_reference_of_their_own() -> None:
    bookings = [booking for line in LINES for booking in line.get("booking", [])]
    assert {booking["booked_on"].year for booking in bookings} == {2019}
    assert len(names_in(bookings, "reference")) == len(bookings)


def test_that_what_comes_after_2019_is_in_the_registers() -> None:
    commitments = [commitment for line in LINES for commitment in line.get("commitment", [])]
    assert [(row["year"], row.get("amount")) for row in commitments] == [(2020, None)]
    assert [(row["to_year"], row["amount"], row["status"]) for row in BUDGET["carry_over"]] == [
        (2020, 296800, "submitted")
    ]
    begun = REGISTERS["year_start"]
    assert (begun["from_year"], begun["structural"], begun["personnel"]) == (2019, 151000, 111000)
    assert [(post.get("function"), post["fte"], post.get("filled_from")) for post in REGISTERS["post"]] == [
        ("Bibob-coördinator", Decimal("0.5"), date(2020, 1, 1)),
        (None, Decimal("0.5"), None),
    ]


def test_that_there_are_thirteen_recommendations_over_five_themes() -> None:
    themes = Counter(row["theme"] for row in SCAN["recommendation"])
    assert [themes[theme.value] for theme in QuickscanTheme] == [3, 3, 2, 3, 2]
    assert [row["position"] for row in SCAN["recommendation"]] == list(range(1, 14))


def test_that_the_instruments_have_the_dates_of_the_report() -> None:
    assert [(row.get("adopted_on"), row.get("in_force_from"), row["status"]) for row in REGISTERS["instrument"]] == [
        (date(2019, 10, 29), date(2020, 1, 1), "in_force"),
        (date(2020, 1, 7), None, "adopted"),
        (date(2019, 12, 10), None, "adopted"),
        (None, date(2020, 1, 1), "in_force"),
        (None, None, "rollout_planned"),
        (None, None, "set_up"),
    ]


def test_that_four_sessions_are_known_by_year_but_not_by_day() -> None:
    sessions = REGISTERS["resilience_session"]
    assert Counter(row["kind"] for row in sessions) == {"administrative": 3, "societal": 1}
    assert all(row["year"] == 2019 and "held_on" not in row for row in sessions)


def test_that_the_ten_chapters_and_their_sections_are_there() -> None:
    assert [row["number"] for row in EVALUATION["chapter"]] == CHAPTERS


@pytest.mark.parametrize("text", TEXTS)
def test_that_every_field_exists(text: str) -> None:
    for name in field_names(text):
        first, _, rest = name.partition(" ")
        assert name in PLAIN_FIELDS or rest in NAMED_FIELDS.get(first, set()), name


@pytest.mark.parametrize("text", TEXTS)
def test_that_every_directive_exists_and_nothing_is_left_between_brackets(text: str) -> None:
    for node in directives_in(text):
        assert node.name in DIRECTIVES[node.kind], node
    assert not any(bracket in runs_of(node) for node in parse(text, blank) for bracket in ("[", "]", "*", "_"))


@pytest.mark.parametrize("text", TEXTS)
def test_that_no_figure_is_typed_that_the_store_knows(text: str) -> None:
    printed = "\n".join(runs_of(node) for node in parse(text, blank))
    assert re.findall(r".{0,30}\d.{0,30}", TYPED.sub("", printed)) == []


def test_that_callouts_goals_tables_and_charts_are_placed_once() -> None:
    placed = all_directives()
    for kind in ("kader", "doel", "tabel", "grafiek"):
        assert {name: count for (of_kind, name), count in placed.items() if of_kind == kind} == dict.fromkeys(
            DIRECTIVES[kind], 1
        )


def test_that_a_callout_stands_in_its_chapter_and_claims_known_types() -> None:
    for box in EVALUATION["callout"]:
        homes = [
            row["number"]
            for row in EVALUATION["chapter"]
            if DirectiveNode("kader", box["title"]) in directives_in(row["text"])
        ]
        assert [number.split(".")[0] for number in homes] == [box["chapter"]]
        assert {claim["type"] for claim in box["claims"]} <= set(TABLE_1)
        assert {f"claim {box['title']} | {claim['type']}" for claim in box["claims"]} <= set(field_names(box["text"]))


def test_that_the_overview_names_existing_instruments() -> None:
    rows = EVALUATION["overview"]
    assert Counter(row["block"] for row in rows) == {"foundation": 5, "information": 9, "resilience": 4}
    assert {row["instrument"] for row in rows if "instrument" in row} <= INSTRUMENTS


def test_that_activities_belong_to_a_chapter_and_say_where_they_moved() -> None:
    for row in REGISTERS["activity"]:
        assert row["chapter"] in CHAPTERS
        assert (row["status"] == "postponed") == ("moved_to" in row)


def test_that_every_key_is_a_column_and_every_value_is_in_its_list() -> None:
    for model, row, apart in rows_with_models():
        columns = inspect(model).columns
        assert set(row) - apart <= set(columns.keys()), (model.__name__, set(row) - apart - set(columns.keys()))
        for key in set(row) - apart:
            kind = columns[key].type
            if isinstance(kind, ChoiceType):
                assert row[key] in {member.value for member in kind.choices}, (model.__name__, key, row[key])


def test_that_eleven_people_hold_every_compartment_between_them() -> None:
    assert len(names_in(PEOPLE, "login")) == len(names_in(PEOPLE)) == len(PEOPLE) == 11
    held = {name for row in PEOPLE for name in COMPARTMENTS_OF_ROLE[Role(row["role"])]}
    assert held == set(KIND_OF_COMPARTMENT)
    assert all(row["name"] and row["function"] for row in PEOPLE)
