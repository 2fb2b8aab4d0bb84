"""The yearly review: every key is on the list, each gets a verdict, and who signed what stays known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.errors import AccessDenied, Conflict, Invalid
from app.report.papers.rights_review import export_review
from app.rules.permissions import BIBOB, CASEWORK, COMPARTMENTS_OF_ROLE, REGISTER, Role
from app.services.exports import Purpose
from app.services.keys import accounts, rights_review
from app.services.keys.rights_review import Held
from models.choices import ReviewVerdict
from tests.report.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.session import UnlockedVault

    UnlockAs = Callable[[Role], UnlockedVault]


def keep_all(vault: UnlockedVault) -> dict[Held, ReviewVerdict]:
    return {row.held: ReviewVerdict.KEEP for row in rights_review.rows(vault)}


def test_that_every_key_is_on_the_list(unlock_as: UnlockAs) -> None:
    rows = rights_review.rows(unlock_as(Role.KEEPER))
    assert len(rows) == sum(len(held) for held in COMPARTMENTS_OF_ROLE.values())
    assert {(row.reviewed_on, row.verdict, row.outside_role) for row in rows} == {(None, None, False)}
    assert ("Jurist", "Maatregelen") in {(row.name, row.label) for row in rows}


def test_that_a_sign_off_is_kept_with_every_verdict(unlock_as: UnlockAs) -> None:
    officer = unlock_as(Role.DPO)
    verdicts = keep_all(officer)
    doubted = next(held for held in verdicts if held.compartment == BIBOB)
    rights_review.sign_off(officer, verdicts=verdicts | {doubted: ReviewVerdict.END}, note="  na overleg ")
    (review,) = rights_review.reviews(unlock_as(Role.KEEPER))
    assert (review.signed_by, review.kept, review.ended, review.note) == (
        "Functionaris gegevensbescherming",
        len(verdicts) - 1,
        1,
        "na overleg",
    )
    row = next(row for row in rights_review.rows(officer) if row.held == doubted)
    assert (row.verdict, row.reviewed_on) == (ReviewVerdict.END, review.signed_on)
    rights_review.sign_off(officer, verdicts=verdicts)
    assert next(row for row in rights_review.rows(officer) if row.held == doubted).verdict is ReviewVerdict.KEEP
    assert [review.ended for review in rights_review.reviews(officer)] == [0, 1]


def test_that_rights_that_changed_meanwhile_are_looked_at_again(unlock_as: UnlockAs) -> None:
    officer = unlock_as(Role.DPO)
    verdicts = keep_all(officer)
    accounts.revoke(unlock_as(Role.KEEPER), account=unlock_as(Role.PRIVACY).account.id)
    with pytest.raises(Conflict, match="intussen gewijzigd"):
        rights_review.sign_off(officer, verdicts=verdicts)
    assert rights_review.reviews(officer) == ()


def test_that_a_key_outside_the_role_asks_for_attention(unlock_as: UnlockAs) -> None:
    keeper = unlock_as(Role.KEEPER)
    account = unlock_as(Role.PRIVACY).account.id
    accounts.change_role(keeper, account=account, role=Role.JURIST)
    odd = {row.held for row in rights_review.rows(keeper) if row.outside_role}
    assert Held(account, CASEWORK) in odd
    assert Held(account, REGISTER) not in odd


def test_that_the_next_review_is_due_a_year_later(unlock_as: UnlockAs, monkeypatch: pytest.MonkeyPatch) -> None:
    officer = unlock_as(Role.DPO)
    assert rights_review.due_on(officer) == date(2021, 1, 1)
    monkeypatch.setattr(rights_review, "today", lambda: date(2021, 1, 1))
    assert not rights_review.is_overdue(officer)
    monkeypatch.setattr(rights_review, "today", lambda: date(2021, 1, 2))
    assert rights_review.is_overdue(officer)
    rights_review.sign_off(officer, verdicts=keep_all(officer))
    assert not rights_review.is_overdue(officer)


def test_that_a_beheerder_sees_the_review_and_does_not_sign_it(unlock_as: UnlockAs) -> None:
    keeper = unlock_as(Role.KEEPER)
    with pytest.raises(AccessDenied, match="de autorisatiereview aftekenen"):
        rights_review.sign_off(keeper, verdicts=keep_all(keeper))
    with pytest.raises(AccessDenied, match="de autorisatiereview inzien"):
        rights_review.rows(unlock_as(Role.JURIST))


def test_that_the_printed_list_shows_everything_and_is_logged(unlock_as: UnlockAs, tmp_path: Path) -> None:
    keeper, officer = unlock_as(Role.KEEPER), unlock_as(Role.DPO)
    verdicts = keep_all(officer)
    doubted = next(held for held in verdicts if held.compartment == BIBOB)
    rights_review.sign_off(officer, verdicts=verdicts | {doubted: ReviewVerdict.END})
    accounts.change_role(keeper, account=unlock_as(Role.PRIVACY).account.id, role=Role.JURIST)
    accounts.block(keeper, account=unlock_as(Role.PARTICIPANT).account.id)
    out = tmp_path / "review.pdf"
    with pytest.raises(Invalid, match="waarvoor"):
        export_review(keeper, out, Purpose(" "))
    assert not out.exists()
    export_review(keeper, out, Purpose("jaarlijks", "de directie"))
    page = Reading(out.read_bytes()).text
    for words in (
        "Autorisatiereview",
        "Bibob-coördinator (bibob), bibob-coördinator",
        "zou worden ingetrokken",
        "hoort niet bij de rol",
        "De vorige is van",
        "Vertrouwelijk",
        "Gemeente Westland",
    ):
        assert words in page
    with keeper.read(REGISTER) as session:
        (logged,) = session.execute(text("SELECT what, reason, recipient, length(sha256) FROM export")).all()
        last = session.execute(text("SELECT action FROM audit_entry ORDER BY n DESC LIMIT 1")).scalar()
    assert (logged[1], logged[2], logged[3], last) == ("jaarlijks", "de directie", 64, "export_review")
