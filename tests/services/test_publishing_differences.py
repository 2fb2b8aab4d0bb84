"""What differs between two versions, told block by block; and a document that comes back from its frozen form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.report.freezing import make_final
from app.services.document import (
    Bullets,
    Callout,
    Chart,
    Column,
    GoalBox,
    Paragraph,
    Row,
    Section,
    Series,
    Span,
    Subheading,
    Table,
)
from app.services.evaluation.gather import gather
from app.services.publishing.approvals import approve
from app.services.publishing.differences import LONGEST, changes_between
from app.services.publishing.freezing import start_correction
from app.services.publishing.frozen_form import read, written
from app.services.publishing.versions import differences_of, differences_with_draft, versions
from app.vault.primitives.sealing import canonical
from models.choices import DocumentStatus, Edition
from tests.report import documents
from tests.services.publishing import Two, edit, publish_counts

if TYPE_CHECKING:
    from app.services.document import Block, EvaluationDocument
    from app.vault.session import UnlockedVault

TABLE = Table("Tabel", (Column("Rij"), Column("2019")), (Row(("A", "1")), Row(("B", ""))), 1, ("Regel.",))
CHART = Chart("Grafiek", ("2019",), (Series("a", (1.5,), ("1,5",)),), "Eén staaf.")


def document(*blocks: Block, title: str = "Hoofdstuk", number: str = "1") -> EvaluationDocument:
    small = documents.small(status=DocumentStatus.FINAL)
    return replace(small, sections=(Section(number, title, blocks),), overview=(), annexes=())


def paragraph(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def told(older: EvaluationDocument, newer: EvaluationDocument) -> list[tuple[str, str]]:
    return [(change.place, change.text) for change in changes_between(older, newer)]


def test_that_every_document_comes_back_from_its_frozen_form(demo_reader: UnlockedVault) -> None:
    for each in (gather(demo_reader, 2019).document, documents.evaluation(), document(TABLE, CHART)):
        assert read(written(each)) == each
        assert written(read(written(each))) == written(each)


@pytest.mark.parametrize("value", [{"class": "Path"}, {"class": "Column", "title": "x"}, [], "x"])
def test_that_other_bytes_are_no_document(value: object) -> None:
    with pytest.raises((ValueError, KeyError)):
        read(canonical(value))


def test_that_equal_documents_have_no_differences() -> None:
    assert told(document(TABLE), document(TABLE)) == []


@pytest.mark.parametrize(
    ("older", "newer", "text"),
    [
        (paragraph("Een."), paragraph("Twee."), "Alinea gewijzigd: ‘Een.’ werd ‘Twee.’"),
        (Subheading("A"), Subheading("B"), "Tussenkop gewijzigd: ‘A’ werd ‘B’"),
        (CHART, replace(CHART, title="Anders"), "Grafiek gewijzigd: ‘Grafiek. Eén staaf.’ werd ‘Anders. Eén staaf.’"),
        (
            Callout("K", ((Span("x"),),)),
            Callout("K", ((Span("y"),),)),
            "Kader gewijzigd: ‘K. x’ werd ‘K. y’",
        ),
        (
            GoalBox("D", "Bron", ((Span("x"),),)),
            GoalBox("D", "Bron", ((Span("y"),),)),
            "Doel gewijzigd: ‘D. x’ werd ‘D. y’",
        ),
        (
            Bullets(((Span("een"),), (Span("twee"),))),
            Bullets(((Span("een"),), (Span("drie"),))),
            "Regel gewijzigd: ‘twee’ werd ‘drie’",
        ),
        (Bullets(((Span("een"),),)), Bullets(((Span("een"),), (Span("twee"),))), "Regel toegevoegd: ‘twee’"),
        (Bullets(((Span("een"),), (Span("twee"),))), Bullets(((Span("een"),),)), "Regel vervallen: ‘twee’"),
    ],
)
def test_that_a_changed_block_is_told_with_both_texts(older: Block, newer: Block, text: str) -> None:
    same = paragraph("Blijft.")
    assert told(document(same, older), document(same, newer)) == [("1 Hoofdstuk", text)]


@pytest.mark.parametrize(
    ("block", "what"),
    [
        (paragraph("Weg."), "Alinea {}: ‘Weg.’"),
        (Bullets(((Span("a"),), (Span("b"),))), "Opsomming {}: ‘a; b’"),
        (TABLE, "Tabel {}: ‘Tabel’"),
    ],
)
def test_that_a_block_comes_and_goes(block: Block, what: str) -> None:
    same = Subheading("Kop")
    assert told(document(same), document(same, block)) == [("1 Hoofdstuk", what.format("toegevoegd"))]
    assert told(document(same, block), document(same)) == [("1 Hoofdstuk", what.format("vervallen"))]


def test_that_a_table_is_told_cell_by_cell() -> None:
    newer = replace(
        TABLE,
        title="Andere",
        rows=(Row(("A", "2")), Row(("C", "3")), Row(("C", "4"))),
        notes=("Nieuwe regel.",),
    )
    assert told(document(TABLE), document(newer)) == [
        ("1 Hoofdstuk, Tabel 1", "Titel gewijzigd: ‘Tabel’ werd ‘Andere’"),
        ("1 Hoofdstuk, Tabel 1", "‘A’, 2019: 1 werd 2"),
        ("1 Hoofdstuk, Tabel 1", "Rij toegevoegd: ‘C’"),
        ("1 Hoofdstuk, Tabel 1", "Rij toegevoegd: ‘C (2)’"),
        ("1 Hoofdstuk, Tabel 1", "Rij vervallen: ‘B’"),
        ("1 Hoofdstuk, Tabel 1", "Regel gewijzigd: ‘Regel.’ werd ‘Nieuwe regel.’"),
    ]
    unknown = replace(TABLE, number=None, rows=(Row(("A", "")), Row(("B", ""))))
    bare = replace(unknown, rows=(Row(("A", "7")), Row(("B", ""))))
    assert told(document(unknown), document(bare)) == [("1 Hoofdstuk, tabel ‘Tabel’", "‘A’, 2019: leeg werd 7")]


def test_that_a_chapter_keeps_its_name_when_it_moves_and_a_new_one_is_new() -> None:
    one, other = paragraph("Een."), paragraph("Twee.")
    older = replace(document(one), sections=(Section("1", "A", (one,)), Section("2", "B", (other,))))
    newer = replace(older, sections=(Section("1", "B", (other,)), Section("2", "A", (one,)), Section("3", "C", ())))
    assert told(older, newer) == [
        ("1 B", "Dit hoofdstuk had nummer 2"),
        ("2 A", "Dit hoofdstuk had nummer 1"),
        ("3 C", "Dit hoofdstuk is nieuw"),
    ]
    assert told(newer, older)[-1] == ("3 C", "Dit hoofdstuk is vervallen")
    assert told(document(one), document(one, title="Anders")) == [
        ("1 Anders", "Titel gewijzigd: ‘Hoofdstuk’ werd ‘Anders’")
    ]


def test_that_the_title_page_the_overview_and_the_annex_are_compared_too() -> None:
    older = documents.evaluation()
    control = replace(older.control, dated=date(2021, 1, 2), status=DocumentStatus.FINAL, subtitle="")
    first, *rest = older.overview
    annex = older.annexes[0]
    newer = replace(
        older,
        control=control,
        overview=(replace(first, total=("casussen", "99")), *rest),
        annexes=(replace(annex, carried_out_by="Een ander"),),
    )
    texts = dict(told(older, newer))
    assert "2 januari 2021" in next(text for place, text in told(older, newer) if text.startswith("Datum"))
    assert ("Titelpagina", "Status gewijzigd: ‘Concept’ werd ‘Definitief’") in told(older, newer) or (
        older.control.status is DocumentStatus.FINAL
    )
    assert f"Prestatieoverzicht, {first.title}" in texts
    assert "‘Uitgevoerd door Een ander’" in texts[f"Bijlage {annex.title}"]
    assert any(place.startswith("Bijlage") for place, _ in told(replace(older, annexes=()), older))
    assert any(place.startswith("Bijlage") for place, _ in told(older, replace(older, annexes=())))


def test_that_a_long_text_is_cut_around_the_difference() -> None:
    lead = "x" * 500
    (change,) = changes_between(document(paragraph(f"{lead} oud einde")), document(paragraph(f"{lead} nieuw einde")))
    assert "oud einde’" in change.text
    assert "nieuw einde’" in change.text
    assert "‘…x" in change.text
    assert len(change.text) < 3 * LONGEST


def test_that_versions_and_the_draft_of_now_are_compared(two: Two) -> None:
    first = two.freeze()
    start_correction(two.author, 1)
    edit(two.author, key=1, text="Hallo raad.")
    publish_counts(two.author, hennep=13, heling=2)
    approve(two.reader, 1)
    second = make_final(two.author, 1, reason="Aanhef en telling.")
    found = [(each.place, each.text) for each in differences_of(two.reader, first, second, Edition.CONFIDENTIAL)]
    assert ("Titelpagina", "Versie gewijzigd: ‘1’ werd ‘2’") in found
    assert ("1 Inleiding", "Alinea gewijzigd: ‘Hallo.’ werd ‘Hallo raad.’") in found
    assert ("1 Inleiding", "Alinea vervallen: ‘Intern.’") in found
    assert ("2 Casuïstiek, Tabel 1", "‘Hennep’, 2019: 12 werd 13") in found
    public = [each.text for each in differences_of(two.reader, first, second, Edition.PUBLIC)]
    assert "Alinea vervallen: ‘Intern.’" not in public
    assert differences_with_draft(two.reader, versions(two.reader, 1)[0], Edition.PUBLIC) == ()
    assert differences_with_draft(two.reader, versions(two.reader, 1)[1], Edition.PUBLIC) != ()
