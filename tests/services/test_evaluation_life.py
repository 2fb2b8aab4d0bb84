"""Through the years: rearranging chapters, beginning the next year, where figures come from, and the house style."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from app.errors import Conflict, Invalid, NotFound
from app.report.evaluation_pdf import render_bytes
from app.report.house.kept import house_of, keep_house_style
from app.report.house.logo import LARGEST_FILE
from app.rules.chapters import moved_numbers
from app.rules.permissions import Role
from app.services.evaluation.gather import gather
from app.services.evaluation.next_year import start_next_year
from app.services.evaluation.origins import Origin, origins_of_year, origins_read, origins_written
from app.services.evaluation.outline import move_chapter
from app.services.evaluation.texts import (
    Callouts,
    ChapterDraft,
    Chapters,
    EvaluationDraft,
    Evaluations,
    FactDraft,
    OverviewItems,
    StatedFacts,
)
from app.services.house_style import HouseFacts, kept_house_style
from app.services.programme.spending import BookingDraft, Bookings
from app.services.records import Query
from models.choices import DocumentStatus
from tests.demo_vault import open_as

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.vault.session import UnlockedVault
    from tests.services.publishing import Two


@pytest.fixture
def demo(demo_copy: Path) -> Iterator[UnlockedVault]:
    with open_as("beleid", demo_copy) as vault:
        yield vault


def outline(vault: UnlockedVault) -> list[str]:
    register = Chapters(vault)
    return [f"{row.cells[1]} {row.cells[2]}" for row in register.rows(register.ids(Query()))]


# The outline


@pytest.mark.parametrize(
    ("moving", "down", "new"),
    [
        ("1", True, {"1": "2", "2": "1", "2.1": "1.1", "2.2": "1.2"}),
        ("2", False, {"1": "2", "2": "1", "2.1": "1.1", "2.2": "1.2"}),
        ("2.1", True, {"2.1": "2.2", "2.2": "2.1"}),
        ("2.1", False, {}),
        ("2.2", True, {}),
        ("1", False, {}),
        ("4", True, {}),
        ("4", False, {"2": "4", "4": "2", "2.1": "4.1", "2.2": "4.2"}),
    ],
)
def test_that_numbers_follow_a_move(moving: str, down: bool, new: dict[str, str]) -> None:
    assert moved_numbers(["1", "2", "2.1", "2.2", "4"], moving, down=down) == new


def test_that_a_chapter_moves_with_its_sections_and_back(two: Two) -> None:
    assert outline(two.author) == ["1 Inleiding", "2 Casuïstiek", "2.1 Kaders"]
    assert move_chapter(two.author, 1, down=True) == "2"
    assert outline(two.author) == ["1 Casuïstiek", "1.1 Kaders", "2 Inleiding"]
    assert [section.number for section in gather(two.author, 2019).document.sections] == ["1", "1.1", "2"]
    assert move_chapter(two.author, 1, down=False) == "1"
    assert outline(two.author) == ["1 Inleiding", "2 Casuïstiek", "2.1 Kaders"]


def test_that_the_edge_and_a_chapter_that_is_gone_are_told(two: Two) -> None:
    with pytest.raises(Invalid, match="‘1 Inleiding’ staat al bovenaan"):
        move_chapter(two.author, 1, down=False)
    with pytest.raises(Invalid, match=r"‘2\.1 Kaders’ staat al onderaan"):
        move_chapter(two.author, 3, down=True)
    with pytest.raises(NotFound):
        move_chapter(two.author, 99, down=True)


# The next year


def test_that_the_next_year_begins_with_the_texts_of_this_one(demo: UnlockedVault) -> None:
    old = Evaluations(demo).get(1)
    key = start_next_year(demo, 1)
    new = Evaluations(demo).get(key).draft
    assert new == EvaluationDraft(
        year=2020,
        title="Aanpak ondermijning gemeente Westland 2020",
        subtitle=old.draft.subtitle,
        author=old.draft.author,
        dated=None,
        edition="1",
        status=DocumentStatus.DRAFT,
        classification=old.draft.classification,
    )
    document, before = gather(demo, 2020).document, gather(demo, 2019).document
    assert [section.number for section in document.sections] == [section.number for section in before.sections]
    assert "2.1 Casuïstiek 2020" in [f"{section.number} {section.title}" for section in document.sections]
    assert [part.items for part in document.overview] == [part.items for part in before.overview]
    assert document.overview[0].total == ("casussen in 2020", "onbekend")
    assert render_bytes(document).startswith(b"%PDF")
    where = (("evaluation", key),)
    callouts = [Callouts(demo).get(each).draft for each in Callouts(demo).ids(Query(where=where))]
    assert callouts
    assert all(callout.claims == () for callout in callouts)
    facts = [StatedFacts(demo).get(each).draft for each in StatedFacts(demo).ids(Query(where=where))]
    assert {fact.value for fact in facts} == {"onbekend"}
    assert len(OverviewItems(demo).ids(Query(where=where))) == len(
        OverviewItems(demo).ids(Query(where=(("evaluation", 1),)))
    )
    assert not any(Chapters(demo).get(each).draft.author_note for each in Chapters(demo).ids(Query(where=where)))


def test_that_a_year_begins_once(two: Two) -> None:
    start_next_year(two.author, 1)
    with pytest.raises(Invalid, match="Er is al een evaluatie over 2020"):
        start_next_year(two.author, 1)
    with pytest.raises(NotFound):
        start_next_year(two.author, 99)


# Where figures come from


def found(vault: UnlockedVault, figure: str) -> Origin:
    return next(each for each in origins_of_year(vault, 2019) if each.figure == figure)


def test_that_a_count_comes_from_a_publication_with_its_rule(demo: UnlockedVault) -> None:
    total = found(demo, "casussen_totaal")
    assert total.register == "Jaarcijfers"
    assert total.records.startswith("Gepubliceerd uit de casuïstiek op ")
    assert total.rule.startswith("Een casus telt in het jaar van telling")
    cell = found(demo, "Totaal, 2016")
    assert cell.records.startswith("Ingevoerd uit een eerder verslag op ")
    assert found(demo, "Belastingfraude, 2019").rule.startswith("Teleenheid: ")


def test_that_each_kind_of_figure_names_its_register_and_records(demo: UnlockedVault) -> None:
    text = " ".join(
        f"[[{name}]]"
        for name in (
            "jaar",
            "restant",
            "structureel",
            "formatie_totaal",
            "aanbevelingen_totaal",
            "sessies_totaal",
            "instrument_status APV, art. 2:80",
            "lip_start",
            "spoken",
        )
    )
    Chapters(demo).add(ChapterDraft(1, "20", "Proef", text))
    origins = {each.figure: each for each in origins_of_year(demo, 2019) if each.place == "20 Proef"}
    registers = {name: origin.register for name, origin in origins.items()}
    assert registers["jaar"] == "Documentgegevens"
    assert registers["restant"] == registers["structureel"] == "Financiën"
    assert registers["formatie_totaal"] == "Formatie"
    assert registers["aanbevelingen_totaal"] == "Quickscan"
    assert registers["sessies_totaal"] == "Weerbaarheid"
    assert registers["lip_start"] == "Feiten"
    assert registers["spoken"] == "onbekend"
    assert "laatst gewijzigd" in origins["lip_start"].records
    assert "S. Opsteller" in origins["lip_start"].records


def test_that_a_claim_a_programme_and_a_stated_fact_name_theirs(two: Two) -> None:
    StatedFacts(two.author).add(FactDraft(1, "vondst", "400 kg", "Persbericht"))
    Chapters(two.author).add(ChapterDraft(1, "8", "Feiten", "[[getal vondst]]"))
    fact = found(two.author, "getal vondst")
    assert (fact.value, fact.register, fact.rule) == ("400 kg", "Feiten", "Persbericht")
    claim = found(two.author, "claim Vondst | Heling")
    assert (claim.place, claim.register, claim.value) == ("Kader ‘Vondst’", "Kaders", "2")


def test_that_what_was_spent_tells_its_bookings(demo: UnlockedVault) -> None:
    before = [each for each in origins_of_year(demo, 2019) if each.place == "Tabel 2"]
    assert all(each.register == "Financiën" for each in before)
    bookings = Bookings(demo)
    line = next(option.value for option in bookings.options("line_id") if "2019" in option.label)
    bookings.add(BookingDraft(line_id=line, booked_on=date(2019, 5, 1), amount=Decimal(10), description="Proef"))
    told = [each.records for each in origins_of_year(demo, 2019) if each.place == "Tabel 2"]
    assert any("boeking" in each and "S. Opsteller" in each for each in told)


def test_that_figures_of_nothing_have_unknown_origins(unlock_as: Callable[[Role], UnlockedVault]) -> None:
    author = unlock_as(Role.POLICY)
    Evaluations(author).add(EvaluationDraft(year=2019, title="Leeg"))
    Chapters(author).add(
        ChapterDraft(1, "1", "A", "[[casussen_totaal]] [[restant]] [[aanbevelingen_totaal]] [[programma_jaren X]]")
    )
    origins = origins_of_year(author, 2019)
    assert [(each.value, each.records) for each in origins] == [
        ("onbekend", "onbekend"),
        ("onbekend", "onbekend"),
        ("onbekend", "onbekend"),
        ("[onbekend veld: programma_jaren X]", "Dit veld bestaat niet."),
    ]
    assert origins_read(origins_written(origins)) == origins


# The house style


def png(mode: str = "RGB", size: int = 40) -> bytes:
    out = BytesIO()
    Image.new(mode, (size, size), 120 if mode == "L" else None).save(out, "JPEG" if mode == "CMYK" else "PNG")
    return out.getvalue()


def test_that_a_style_is_kept_and_drawn(two: Two) -> None:
    assert kept_house_style(two.author) == HouseFacts()
    before = render_bytes(gather(two.author, 2019).document, house=house_of(two.author))
    kept = keep_house_style(two.author, HouseFacts("#7a1f5c", "#f2b632", png(), "logo.png"))
    assert kept.version == 1
    assert kept_house_style(two.reader) == kept
    after = render_bytes(gather(two.author, 2019).document, house=house_of(two.author))
    assert before != after
    assert keep_house_style(two.author, replace(kept, logo=None, logo_name=None)).version == 2
    with pytest.raises(Conflict, match="intussen"):
        keep_house_style(two.author, replace(kept, primary=None))


def test_that_a_cmyk_logo_is_taken(two: Two) -> None:
    assert keep_house_style(two.author, HouseFacts(logo=png("CMYK"), logo_name="x.jpg")).version == 1
    assert house_of(two.author).logo is not None


@pytest.mark.parametrize(
    ("facts", "field", "told"),
    [
        (HouseFacts(primary="paars"), "primary", "is geen kleur"),
        (HouseFacts(primary="#ffff00"), "primary", "te licht voor tekst"),
        (HouseFacts(secondary="#0b3d46"), "secondary", "te donker"),
        (HouseFacts(logo=b"\x00" * 10), "logo", "geen SVG, PNG of JPEG"),
        (HouseFacts(logo=png()[:60]), "logo", "beschadigd"),
        (HouseFacts(logo=b"\x89PNG" + bytes(30 * 2**20)), "logo", "30 MB groot"),
        (HouseFacts(primary="x", logo=b"x"), "logo", "geen SVG"),
    ],
)
def test_that_what_cannot_be_drawn_is_not_kept(two: Two, facts: HouseFacts, field: str, told: str) -> None:
    with pytest.raises(Invalid) as refused:
        keep_house_style(two.author, facts)
    assert told in refused.value.fields[field]
    assert kept_house_style(two.author) == HouseFacts()
    assert LARGEST_FILE == 5 * 2**20


def test_that_a_style_is_for_who_writes(two: Two) -> None:
    with pytest.raises(Exception, match="mag dit niet"):
        keep_house_style(two.reader, HouseFacts())
