"""The Bibob screenings of the demo: of every kind one, the running ones near a term, and only counts outside."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.demo.rows import load
from app.services.attention import attention
from app.services.bibob.parties import Parties
from app.services.bibob.screenings import ScreeningDraft, Screenings
from app.services.bibob.terms import timeline
from app.services.bibob.warnings import screening_items
from app.services.clock import today
from app.services.evaluation.gather import gather
from app.services.programme.screening_figures import published_screenings
from app.services.records import Query
from models.bibob.choices import FigureKind, Outcome, Phase
from tests.demo_vault import build_demo, open_as

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.vault.session import UnlockedVault


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def bibob(demo: Path) -> Iterator[UnlockedVault]:
    with open_as("bibob", demo) as vault:
        yield vault


@pytest.fixture(scope="module")
def files(bibob: UnlockedVault) -> dict[str, tuple[int, ScreeningDraft]]:
    register = Screenings(bibob)
    found = [register.get(key) for key in register.ids(Query())]
    return {each.draft.subject or "": (each.id, each.draft) for each in found}


def test_that_there_is_a_file_of_every_kind(files: dict[str, tuple[int, ScreeningDraft]]) -> None:
    drafts = [draft for _, draft in files.values()]
    assert len(drafts) == len(load("bibob")["screening"]) == 8
    assert {draft.outcome for draft in drafts} >= {
        Outcome.GRANT,
        Outcome.GRANT_WITH_CONDITIONS,
        Outcome.REFUSE,
        Outcome.WITHDRAWN,
        Outcome.NOT_PROCESSED,
        None,
    }
    assert {draft.phase for draft in drafts} >= {
        Phase.COMPLETION,
        Phase.ADVICE_SUSPENDED,
        Phase.INTENTION,
        Phase.OBJECTION,
        Phase.CLOSED,
    }


def test_that_the_running_files_run_on_the_day_the_vault_is_made(
    bibob: UnlockedVault, files: dict[str, tuple[int, ScreeningDraft]]
) -> None:
    asked, _ = files["Demo Exploitatie BV"]
    terms = {each.key: each for each in timeline(bibob, asked).deadlines}
    assert terms["advice"].paused
    assert terms["decision"].paused
    waiting, _ = files["Kamers Voorbeeld VOF"]
    (completion,) = (each for each in timeline(bibob, waiting).deadlines if each.key == "completion")
    assert 0 <= (completion.day - today()).days <= 7
    told = " ".join(item.text for item in screening_items(bibob))
    assert "de hersteltermijn eindigt op" in told
    assert "staat stil" in told
    assert "nog niet geïnformeerd over de adviesaanvraag (art. 32 Wet Bibob)" in told
    assert "een voorschrift moet worden gecontroleerd op" in told


def test_that_the_number_of_a_party_shows_three_digits(bibob: UnlockedVault) -> None:
    register = Parties(bibob)
    shown = list(register.columns).index("bsn")
    masks = [row.cells[shown] for row in register.rows(register.ids(Query()))]
    assert [mask for mask in masks if mask] == ["••••••653"]


def test_that_the_programme_has_the_counts_of_the_year_and_no_name(demo: Path) -> None:
    names = [row["subject"] for row in load("bibob")["screening"]]
    names += [each["name"] for row in load("bibob")["screening"] for each in row.get("party", ())]
    with open_as("beleid", demo) as vault:
        found = published_screenings(vault, 2020)
        assert found is not None
        assert (found.started, found.ended, found.merged) == (5, 5, False)
        assert sum(figure.count for figure in found.of(FigureKind.OUTCOME)) == 5
        for text in (str(found), str(attention(vault)), str(gather(vault, 2019).document)):
            assert not [name for name in names if name in text]
        assert published_screenings(vault, 2019) is None


def test_that_a_finished_file_keeps_its_days(files: dict[str, tuple[int, ScreeningDraft]]) -> None:
    _, draft = files["Voorbeeld Horeca BV"]
    assert (draft.application_on, draft.decided_on) == (date(2020, 3, 2), date(2020, 7, 9))
    assert draft.number is not None
    assert draft.number.startswith("BIB-2020-")
