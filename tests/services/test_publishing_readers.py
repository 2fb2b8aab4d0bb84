"""Readers: the second one who approves, and what any of them says about a chapter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import AccessDenied, Conflict, Invalid, NotFound
from app.report.freezing import make_final
from app.rules.permissions import Role
from app.services.evaluation.small import choose_small
from app.services.evaluation.texts import Chapters, Evaluations
from app.services.exports import Purpose
from app.services.publishing.approvals import approve, reading_of
from app.services.publishing.comments import add_comment, comments, resolve_comment
from app.services.publishing.freezing import (
    hindrances,
)
from app.services.publishing.versions import (
    versions,
)
from models.choices import SmallChoice
from tests.services.publishing import YEAR, Two, edit, publish_counts

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

PURPOSE = Purpose("Voor de raad")
FORGED = (
    "UPDATE frozen_edition SET pdf = zeroblob(5), "
    "pdf_sha256 = '8855508aade16ec573d21e6a485dfd0a7624085c1a14b5ecdd6485de0c6839a4' WHERE edition = 'public'"
)


# The second reader


def test_that_a_draft_says_what_is_still_in_the_way(two: Two) -> None:
    record = Evaluations(two.author).get(1)
    Evaluations(two.author).change(1, replace(record.draft, dated=None, edition=None), record.version)
    add_comment(two.reader, 1, "Klopt dit?")
    assert hindrances(two.author, 1) == (
        "Vul bij de documentgegevens de versie in.",
        "Vul bij de documentgegevens de datum in.",
        "Handel eerst één open opmerking af.",
        "Laat een tweede lezer het document goedkeuren.",
    )
    with pytest.raises(Invalid, match="Laat een tweede lezer"):
        make_final(two.author, 1)
    assert versions(two.author, 1) == ()


def test_that_who_wrote_is_no_second_reader(two: Two, unlock_as: Callable[[Role], UnlockedVault]) -> None:
    with pytest.raises(Invalid, match="U hebt aan dit document geschreven"):
        approve(two.author, 1)
    helper = unlock_as(Role.DIRECTOR)
    assert reading_of(helper, 1).hindrance == ""
    edit(helper, text="Eén woord.")
    assert "geschreven" in reading_of(helper, 1).hindrance
    with pytest.raises(Invalid):
        approve(helper, 1)
    approve(two.reader, 1)


def test_that_the_author_on_the_title_page_is_no_second_reader(two: Two) -> None:
    record = Evaluations(two.author).get(1)
    name = two.reader.account.name.upper()
    Evaluations(two.author).change(1, replace(record.draft, author=f" {name}"), record.version)
    with pytest.raises(Invalid, match="geschreven"):
        approve(two.reader, 1)


def test_that_who_may_not_read_may_not_approve(two: Two, unlock_as: Callable[[Role], UnlockedVault]) -> None:
    for role in (Role.BIBOB, Role.KEEPER, Role.DPO):
        with pytest.raises(AccessDenied):
            approve(unlock_as(role), 1)
    with pytest.raises(AccessDenied):
        make_final(two.reader, 1)


def test_that_an_approval_is_of_this_content_and_no_other(two: Two) -> None:
    approve(two.reader, 1)
    reading = reading_of(two.reader, 1)
    assert (reading.reader, reading.current) == (two.reader.account.name, True)
    assert reading.hindrance == "Deze inhoud is al goedgekeurd."
    assert hindrances(two.author, 1) == ()
    changes: list[Callable[[], Any]] = [
        lambda: publish_counts(two.author, hennep=12, heling=3),
        lambda: edit(two.author, text="Anders."),
        lambda: choose_small(two.author, 1, {("Heling", YEAR): SmallChoice.PUBLISH}),
    ]
    for act in changes:
        approve(two.reader, 1)
        act()
        assert not reading_of(two.reader, 1).current
        assert hindrances(two.author, 1)[-1].startswith("De inhoud is gewijzigd na de goedkeuring door")
        with pytest.raises(Invalid, match="opnieuw goedkeuren"):
            make_final(two.author, 1)


# Comments


def test_that_comments_stand_with_their_chapter_until_it_is_gone(two: Two) -> None:
    whole = add_comment(two.reader, 1, " Mooi stuk. ")
    there = add_comment(two.reader, 1, "Welke bron?", chapter_id=1)
    assert [(each.id, each.place, each.text, each.author) for each in comments(two.author, 1)] == [
        (there, "1 Inleiding", "Welke bron?", two.reader.account.name),
        (whole, "Het hele document", "Mooi stuk.", two.reader.account.name),
    ]
    Chapters(two.author).remove(1, Chapters(two.author).get(1).version)
    assert {each.place for each in comments(two.author, 1)} == {"Het hele document"}


def test_that_a_comment_is_resolved_and_opened_again(two: Two) -> None:
    add_comment(two.reader, 1, "Welke bron?")
    add_comment(two.reader, 1, "En dit?")
    first, _ = comments(two.author, 1)
    resolve_comment(two.author, first)
    _, done = comments(two.author, 1)
    assert (done.id, done.open, done.resolved_by) == (first.id, False, two.author.account.name)
    assert isinstance(done.resolved_on, date)
    with pytest.raises(Conflict, match="intussen"):
        resolve_comment(two.reader, first)
    resolve_comment(two.reader, done)
    assert all(each.open and each.resolved_by is None for each in comments(two.author, 1))


@pytest.mark.parametrize("said", ["", "  ", "\ud800", "x" * 4_001])
def test_that_a_comment_has_words_and_an_end(two: Two, said: str) -> None:
    with pytest.raises(Invalid) as told:
        add_comment(two.reader, 1, said)
    assert "text" in told.value.fields
    assert comments(two.reader, 1) == ()


def test_that_a_comment_is_about_something_that_is_there(two: Two) -> None:
    with pytest.raises(NotFound):
        add_comment(two.reader, 1, "x", chapter_id=99)
    with pytest.raises(NotFound):
        add_comment(two.reader, 9, "x")
    add_comment(two.reader, 1, "x")
    (comment,) = comments(two.reader, 1)
    with pytest.raises(NotFound):
        resolve_comment(two.reader, replace(comment, id=99))
