"""From draft to final: what is frozen, that nothing changes it afterwards, and the correction after it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.errors import Cancelled, CompartmentDamaged, Conflict, Invalid, NotFound
from app.report.export import OfficeForm, export_copy, export_evaluation
from app.report.freezing import make_final
from app.rules.permissions import PROGRAMME
from app.services.evaluation.closed import CLOSED
from app.services.evaluation.gather import gather
from app.services.evaluation.outline import move_chapter
from app.services.evaluation.small import choose_small
from app.services.evaluation.texts import Callouts, ChapterDraft, Chapters, Evaluations
from app.services.exports import Purpose, exports
from app.services.publishing.approvals import approve, reading_of
from app.services.publishing.comments import add_comment, comments, resolve_comment
from app.services.publishing.freezing import (
    Printed,
    hindrances,
    next_label,
    prepare_version,
    start_correction,
    store_version,
)
from app.services.publishing.versions import (
    broken,
    final_version,
    frozen_document,
    frozen_origins,
    frozen_pdf,
    versions,
)
from models.choices import Classification, DocumentStatus, Edition
from models.programme import FrozenEdition, shared
from tests.services.logbook import meddle
from tests.services.publishing import YEAR, Two, edit, publish_counts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


PURPOSE = Purpose("Voor de raad")
FORGED = (
    "UPDATE frozen_edition SET pdf = zeroblob(5), "
    "pdf_sha256 = '8855508aade16ec573d21e6a485dfd0a7624085c1a14b5ecdd6485de0c6839a4' WHERE edition = 'public'"
)


# Freezing


def test_that_a_final_document_has_its_content_pdf_hashes_day_and_people(two: Two) -> None:
    key = two.freeze()
    (version,) = versions(two.reader, 1)
    assert (version.id, version.number, version.label, version.reason) == (key, 1, "1", None)
    assert (version.frozen_by, version.reader) == (two.author.account.name, two.reader.account.name)
    assert version.frozen_on == version.approved_on
    assert [each.edition for each in version.editions] == [Edition.PUBLIC, Edition.CONFIDENTIAL]
    for facts in version.editions:
        pdf = frozen_pdf(two.reader, key, facts.edition)
        assert pdf.startswith(b"%PDF")
        assert hashlib.sha256(pdf).hexdigest() == facts.pdf_sha256
        assert facts.pages > 2
        document = frozen_document(two.reader, key, facts.edition)
        assert document.control.status is DocumentStatus.FINAL
        assert ("Intern." in str(document)) is (facts.edition is Edition.CONFIDENTIAL)
    assert frozen_document(two.reader, key, Edition.PUBLIC).control.classification is Classification.PUBLIC
    assert frozen_document(two.reader, key, Edition.CONFIDENTIAL).control.classification is Classification.CONFIDENTIAL
    assert broken(two.reader, key) == ()
    assert Evaluations(two.reader).get(1).draft.status is DocumentStatus.FINAL
    assert final_version(two.reader, YEAR) == version
    assert final_version(two.reader, 2018) is None


def test_that_freezing_reports_progress_and_can_be_stopped(two: Two) -> None:
    approve(two.reader, 1)
    seen: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        make_final(two.author, 1, progress=lambda *step: seen.append(step), cancelled=lambda: len(seen) > 4)
    assert versions(two.author, 1) == ()
    assert Evaluations(two.author).get(1).draft.status is DocumentStatus.DRAFT
    make_final(two.author, 1, progress=lambda *step: seen.append(step))
    assert all(done <= parts for done, parts in seen)


def test_that_a_document_that_changes_while_it_is_drawn_is_not_frozen(two: Two) -> None:
    approve(two.reader, 1)
    prepared = prepare_version(two.author, 1)
    publish_counts(two.author, hennep=13, heling=2)
    with pytest.raises(Conflict, match="intussen gewijzigd"):
        store_version(two.author, prepared, dict.fromkeys(Edition, Printed(b"%PDF", 1)))
    assert versions(two.author, 1) == ()


def test_that_a_final_document_keeps_its_texts(two: Two) -> None:
    two.freeze()
    refused: list[Callable[[], Any]] = [
        lambda: edit(two.author, text="x"),
        lambda: Chapters(two.author).add(ChapterDraft(1, "9", "Nieuw")),
        lambda: Chapters(two.author).remove(1, Chapters(two.author).get(1).version),
        lambda: Callouts(two.author).remove(1, Callouts(two.author).get(1).version),
        lambda: Evaluations(two.author).change(1, replace(Evaluations(two.author).get(1).draft, title="x"), 2),
        lambda: move_chapter(two.author, 1, down=True),
        lambda: choose_small(two.author, 1, {}),
        lambda: add_comment(two.reader, 1, "Te laat"),
    ]
    for act in refused:
        with pytest.raises(Invalid) as told:
            act()
        assert CLOSED in str(told.value)
    assert hindrances(two.author, 1) == (CLOSED,)
    assert reading_of(two.reader, 1).hindrance == "Dit document is definitief."


def test_that_a_document_becomes_final_in_no_other_way(two: Two) -> None:
    record = Evaluations(two.author).get(1)
    with pytest.raises(Invalid) as told:
        Evaluations(two.author).change(1, replace(record.draft, status=DocumentStatus.FINAL), record.version)
    assert "Definitief maken" in told.value.fields["status"]
    with pytest.raises(Invalid):
        Evaluations(two.author).add(replace(record.draft, year=2020, status=DocumentStatus.FINAL))


def test_that_a_document_with_versions_is_not_removed(two: Two) -> None:
    two.freeze()
    start_correction(two.author, 1)
    record = Evaluations(two.author).get(1)
    with pytest.raises(Invalid, match="is een versie vastgelegd"):
        Evaluations(two.author).remove(1, record.version)


# Attacks on what was frozen


def test_that_later_figures_and_texts_leave_a_frozen_version_as_it_was(two: Two) -> None:
    key = two.freeze()
    before = {edition: frozen_pdf(two.author, key, edition) for edition in Edition}
    (version,) = versions(two.author, 1)
    publish_counts(two.author, hennep=99, heling=50)
    start_correction(two.author, 1)
    edit(two.author, text="Heel anders.")
    Chapters(two.author).remove(1, Chapters(two.author).get(1).version)
    assert gather(two.author, YEAR).document.overview[0].total == (f"casussen in {YEAR}", "149")
    assert {edition: frozen_pdf(two.author, key, edition) for edition in Edition} == before
    assert versions(two.author, 1) == (version,)
    assert frozen_document(two.author, key, Edition.CONFIDENTIAL).overview[0].total == (f"casussen in {YEAR}", "14")
    assert [each.value for each in frozen_origins(two.author, key) if each.figure == "casussen_totaal"] == ["14"]
    assert broken(two.author, key) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE frozen_edition SET pdf = zeroblob(5)",
        "DELETE FROM frozen_edition",
        "UPDATE document_version SET frozen_by = 'een ander'",
        "DELETE FROM document_version",
    ],
)
def test_that_the_store_refuses_to_change_a_version(two: Two, statement: str) -> None:
    two.freeze()
    with pytest.raises(IntegrityError, match="is frozen"), two.author.write(PROGRAMME) as work:
        work.session.execute(text(statement))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE frozen_edition SET pdf = zeroblob(5) WHERE edition = 'public'", "De PDF van de openbare editie"),
        (
            "UPDATE frozen_edition SET content = zeroblob(5) WHERE edition = 'public'",
            "De inhoud van de openbare editie",
        ),
        (
            FORGED,
            "De PDF van de openbare editie",
        ),
    ],
)
def test_that_a_change_with_other_tools_is_found(two: Two, change: str, told: str) -> None:
    key = two.freeze()
    meddle(two.author, PROGRAMME, "DROP TRIGGER frozen_edition_refuses_update", change)
    (found,) = broken(two.author, key)
    assert found.startswith(told)


def test_that_a_damaged_version_is_not_shown_or_exported(two: Two, tmp_path: Path) -> None:
    key = two.freeze()
    meddle(
        two.author,
        PROGRAMME,
        "DROP TRIGGER frozen_edition_refuses_update",
        "UPDATE frozen_edition SET pdf = zeroblob(5), content = zeroblob(5)",
    )
    for act in (
        lambda: frozen_pdf(two.author, key, Edition.PUBLIC),
        lambda: frozen_document(two.author, key, Edition.PUBLIC),
        lambda: export_evaluation(two.author, YEAR, tmp_path / "x.pdf", PURPOSE),
    ):
        with pytest.raises(CompartmentDamaged, match="controlewaarde"):
            act()
    assert list(tmp_path.glob("x*")) == []


def test_that_changed_origins_are_found(two: Two) -> None:
    key = two.freeze()
    meddle(
        two.author,
        PROGRAMME,
        "DROP TRIGGER document_version_refuses_update",
        "UPDATE document_version SET origins = CAST('[]' AS BLOB)",
    )
    assert broken(two.author, key) == ("De herkomst van de cijfers is niet meer zoals die is vastgelegd.",)


def test_that_a_version_that_is_not_there_is_not_found(two: Two) -> None:
    for act in (
        lambda: frozen_pdf(two.author, 7, Edition.PUBLIC),
        lambda: frozen_origins(two.author, 7),
        lambda: broken(two.author, 7),
        lambda: hindrances(two.author, 7),
    ):
        with pytest.raises(NotFound):
            act()


# Export


def test_that_a_final_document_is_exported_as_it_was_frozen(two: Two, tmp_path: Path) -> None:
    key = two.freeze()
    publish_counts(two.author, hennep=99, heling=50)
    for edition in Edition:
        out = tmp_path / f"{edition.value}.pdf"
        rendered = export_evaluation(two.reader, YEAR, out, PURPOSE, edition=edition)
        assert out.read_bytes() == frozen_pdf(two.reader, key, edition)
        assert rendered.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert [(each.what.split(", ")[1], each.classification) for each in exports(two.reader)] == [
        ("vertrouwelijke editie", Classification.CONFIDENTIAL),
        ("openbare editie", Classification.PUBLIC),
    ]


def test_that_a_draft_is_exported_in_either_edition(two: Two, tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    export_evaluation(two.author, YEAR, out, PURPOSE, edition=Edition.PUBLIC)
    export_copy(two.author, YEAR, tmp_path / "x.docx", PURPOSE, OfficeForm.WORD, edition=Edition.PUBLIC)
    assert [(each.what, each.classification) for each in exports(two.author)] == [
        ("Evaluatie 2019 – Concept, openbare editie, Word-bestand", Classification.PUBLIC),
        (f"Evaluatie 2019 – Concept, openbare editie, {pages_of(out)} pagina’s", Classification.PUBLIC),
    ]


def pages_of(pdf: Path) -> int:
    import pypdfium2  # noqa: PLC0415

    return len(pypdfium2.PdfDocument(pdf.read_bytes()))


def test_that_a_copy_of_a_final_document_is_of_the_frozen_content(two: Two, tmp_path: Path) -> None:
    two.freeze()
    first, second = tmp_path / "een.xlsx", tmp_path / "twee.xlsx"
    export_copy(two.author, YEAR, first, PURPOSE, OfficeForm.TABLES)
    publish_counts(two.author, hennep=99, heling=50)
    export_copy(two.author, YEAR, second, PURPOSE, OfficeForm.TABLES)
    assert first.read_bytes() == second.read_bytes()


# A correction


def test_that_a_correction_is_a_new_version_and_the_old_one_stays(two: Two) -> None:
    first = two.freeze()
    before = frozen_pdf(two.author, first, Edition.PUBLIC)
    assert start_correction(two.author, 1) == "2"
    assert final_version(two.author, YEAR) is None
    edit(two.author, key=1, text="Hallo raad.")
    with pytest.raises(Invalid) as told:
        two.freeze()
    assert told.value.fields["reason"].startswith("Schrijf wat er is gecorrigeerd")
    second = make_final(two.author, 1, reason=" Aanhef verbeterd. ")
    newest, oldest = versions(two.author, 1)
    assert (newest.id, newest.number, newest.label, newest.reason) == (second, 2, "2", "Aanhef verbeterd.")
    assert oldest.id == first
    assert frozen_pdf(two.author, first, Edition.PUBLIC) == before
    assert broken(two.author, first) == broken(two.author, second) == ()
    assert final_version(two.author, YEAR) == newest


def test_that_a_draft_needs_no_correction_and_a_label_is_used_once(two: Two) -> None:
    with pytest.raises(Invalid, match="nog een concept"):
        start_correction(two.author, 1)
    two.freeze()
    start_correction(two.author, 1)
    record = Evaluations(two.author).get(1)
    Evaluations(two.author).change(1, replace(record.draft, edition="1"), record.version)
    assert "Versie 1 is al vastgelegd. Kies bij de documentgegevens een andere." in hindrances(two.author, 1)


@pytest.mark.parametrize(
    ("label", "following"), [("1", "2"), ("1.9", "1.10"), ("versie 3", "versie 4"), ("eerste", "eerste 2"), ("", "2")]
)
def test_that_the_next_version_is_counted_on(label: str, following: str) -> None:
    assert next_label(label) == following


def test_that_each_act_is_in_the_log(two: Two) -> None:
    add_comment(two.reader, 1, "x")
    resolve_comment(two.author, comments(two.author, 1)[0])
    move_chapter(two.author, 1, down=True)
    two.freeze()
    start_correction(two.author, 1)
    with two.author.read(PROGRAMME) as session:
        acts = session.scalars(select(shared.audit_entry.c.action)).all()
    for act in (
        "comment.added",
        "comment.resolved",
        "chapter.moved",
        "evaluation.approved",
        "evaluation.frozen",
        "evaluation.correction_started",
    ):
        assert act in acts


def test_that_a_version_is_frozen_once_per_edition(two: Two) -> None:
    key = two.freeze()
    with two.author.read(PROGRAMME) as session:
        rows = session.scalars(select(FrozenEdition.edition).where(FrozenEdition.version_id == key)).all()
    assert sorted(rows) == sorted(Edition)
