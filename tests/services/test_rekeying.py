"""Which compartments wait for a new key, for whom, and how they get it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import AccessDenied, Cancelled
from app.rules.permissions import BIBOB, CASEWORK, MEASURES, PROGRAMME, REGISTER, Role
from app.services.keys import accounts, rekeying

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.keys.rekeying import CompartmentRow
    from app.vault.session import UnlockedVault

    UnlockAs = Callable[[Role], UnlockedVault]


def row_of(vault: UnlockedVault, name: str) -> CompartmentRow:
    return next(row for row in rekeying.compartments(vault) if row.name == name)


def test_that_everybody_sees_who_holds_what(unlock_as: UnlockAs) -> None:
    row = row_of(unlock_as(Role.JURIST), CASEWORK)
    assert (row.label, row.epoch, row.holders) == ("Casuïstiek", 1, ("Casusregisseur", "Privacyfunctionaris"))
    assert (row.mine, row.due, row.recoverable, row.recovery_set) == (False, False, True, "Algemeen")
    assert len(row.inbox) == 29


def test_that_what_is_due_stays_visible_until_a_holder_has_done_it(unlock_as: UnlockAs) -> None:
    keeper = unlock_as(Role.KEEPER)
    accounts.revoke(keeper, account=unlock_as(Role.PRIVACY).account.id)
    assert {row.name for row in rekeying.compartments(keeper) if row.due} == {REGISTER, CASEWORK, MEASURES, PROGRAMME}
    assert [row.name for row in rekeying.due_here(keeper)] == [REGISTER]
    director = unlock_as(Role.DIRECTOR)
    said: list[tuple[str, float]] = []
    for waiting in rekeying.due_here(director):
        done = rekeying.rekey(director, compartment=waiting.name, progress=lambda text, part: said.append((text, part)))
        assert (done.epoch, done.due) == (2, False)
        assert done.inbox != waiting.inbox
    assert rekeying.due_here(director) == ()
    assert ("Casuïstiek van een nieuwe sleutel voorzien", 1.0) in said
    assert not any(row.due for row in rekeying.compartments(director))


def test_that_who_does_not_hold_it_cannot(unlock_as: UnlockAs) -> None:
    with pytest.raises(AccessDenied, match="geen sleutel van het onderdeel Bibob"):
        rekeying.rekey(unlock_as(Role.KEEPER), compartment=BIBOB)


def test_that_it_can_be_stopped(unlock_as: UnlockAs) -> None:
    vault = unlock_as(Role.BIBOB)

    def stop(_text: str, _part: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        rekeying.rekey(vault, compartment=BIBOB, progress=stop)
    assert row_of(vault, BIBOB).epoch == 1
