"""Papers behind a booking: kept in the vault, taken out only with a reason, and holding the booking in place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from app.errors import AccessDenied, Invalid
from app.rules.permissions import Role
from app.services.attachments.reading import checked
from app.services.attachments.store import Parent
from app.services.exports import Purpose, exports
from app.services.programme.attachments import ProgrammeAttachments
from app.services.programme.spending import BookingDraft, Bookings
from tests.services.parents import line

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

FILE = checked("factuur.txt", b"Factuur van een verzonnen bureau.")


def booking(vault: UnlockedVault) -> int:
    return Bookings(vault).add(BookingDraft(line(vault), date(2019, 5, 1), Decimal(5), "Factuur")).id


def test_that_a_paper_hangs_on_a_booking_and_comes_back_whole(director: UnlockedVault) -> None:
    parent = Parent("booking_id", booking(director))
    papers = ProgrammeAttachments(director)
    facts = papers.add(parent, FILE, "De factuur")
    assert [each.name for each in papers.of(parent)] == ["factuur.txt"]
    assert papers.view(facts.id).content == FILE.content
    with pytest.raises(Invalid, match="hangt er al aan"):
        papers.add(parent, FILE)


def test_that_what_leaves_the_vault_is_logged_with_its_reason(director: UnlockedVault) -> None:
    papers = ProgrammeAttachments(director)
    facts = papers.add(Parent("booking_id", booking(director)), FILE)
    papers.record_export(facts.id, Purpose("Controle door de accountant", "Accountant"), FILE.sha256)
    (found,) = exports(director)
    assert (found.what, found.reason, found.recipient) == (
        "Bijlage ‘factuur.txt’",
        "Controle door de accountant",
        "Accountant",
    )


def test_that_a_booking_with_papers_stays_until_they_are_removed(director: UnlockedVault) -> None:
    key = booking(director)
    papers = ProgrammeAttachments(director)
    facts = papers.add(Parent("booking_id", key), FILE)
    with pytest.raises(Invalid, match="hangen bijlagen"):
        Bookings(director).remove(key, 1)
    papers.remove(facts.id, facts.version)
    Bookings(director).remove(key, 1)


def test_that_who_may_not_change_the_money_adds_no_papers(
    director: UnlockedVault, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    parent = Parent("booking_id", booking(director))
    reader = ProgrammeAttachments(unlock_as(Role.PORTFOLIO))
    assert reader.of(parent) == ()
    with pytest.raises(AccessDenied):
        reader.add(parent, FILE)
