"""Recovery sheets: any two open, one says nothing, and each mistake in typing is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shamir_mnemonic

from app.errors import Invalid
from app.rules.permissions import INTEGRITY
from app.vault.header.trust import GENERAL
from app.vault.keys.grants import open_recovery_grant
from app.vault.keys.recovery import SHARE_WORDS, RecoverySet, assemble, combine, examine, keys_of, make_set, signer_of
from tests.vault.small_vault import small_vault

if TYPE_CHECKING:
    from collections.abc import Callable

SET = make_set("general")
OTHER = make_set("general")
VAULT = small_vault()


def refused(shares: list[str]) -> str:
    with pytest.raises(Invalid) as caught:
        combine(shares)
    assert set(caught.value.fields) == {"shares"}
    return str(caught.value)


@pytest.mark.parametrize("pair", [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)])
def test_that_any_two_of_three_give_the_secret(pair: tuple[int, int]) -> None:
    assert combine([SET.shares[at] for at in pair]) == SET.secret


def test_that_sheets_are_read_despite_capitals_spaces_blanks_and_doubles() -> None:
    one, two, three = SET.shares
    assert combine([f"  {one.upper()}\n", "", one, two.replace(" ", "\n  "), three]) == SET.secret


def test_that_a_sheet_has_33_words() -> None:
    assert {len(share.split()) for share in SET.shares} == {SHARE_WORDS}


def test_that_one_sheet_is_not_enough_even_twice() -> None:
    said = refused([SET.shares[0], SET.shares[0]])
    assert "2 verschillende herstelbladen nodig; er is er 1, dus nog 1." in said
    assert "Herstelblad 2 is hetzelfde blad als herstelblad 1." in said


def test_that_sheets_are_judged_while_they_are_typed() -> None:
    empty = examine(["", " "])
    assert (empty.good, empty.needed, empty.missing) == ((), None, None)
    read = examine(["", SET.shares[1], SET.shares[1], "academic fiets"])
    assert (len(read.good), read.needed, read.missing) == (1, 2, 1)
    assert set(read.doubles) == {3}
    assert read.faults == {4: "Herstelblad 4: woord 2 (“fiets”) komt niet voor in de woordenlijst."}
    assert examine(SET.shares).missing == 0
    other = examine([SET.shares[0], OTHER.shares[1]])
    assert other.faults == {2: "Herstelblad 2 hoort bij een andere set dan herstelblad 1."}


def test_that_every_faulty_sheet_is_named_at_once() -> None:
    said = refused(["fiets", "bel"])
    assert "Herstelblad 1: woord 1 (“fiets”)" in said
    assert "Herstelblad 2: woord 1 (“bel”)" in said


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda _: "", "Er zijn 2 verschillende"),
        (lambda share: share.rsplit(" ", 1)[0], "Herstelblad 2 heeft 32 woorden"),
        (lambda share: share + " academic", "Herstelblad 2 heeft 34 woorden"),
        (lambda share: share.replace(share.split()[4], "fiets", 1), "Herstelblad 2: woord 5 (“fiets”)"),
        (lambda share: share.rsplit(" ", 1)[0] + " zero", "Herstelblad 2 is verkeerd overgenomen"),
        (lambda _: OTHER.shares[1], "Herstelblad 2 hoort bij een andere set"),
    ],
)
def test_that_each_mistake_is_named_with_its_sheet(spoil: Callable[[str], str], message: str) -> None:
    assert message in refused([SET.shares[0], spoil(SET.shares[1])])


@pytest.mark.parametrize("shares", [[], ["", "  "]])
def test_that_no_sheets_at_all_are_asked_for(shares: list[str]) -> None:
    assert refused(shares) == "Vul de woorden van de herstelbladen in."


def test_that_sheets_of_another_maker_are_refused() -> None:
    """A valid sheet may ask for hours of work, and groups of groups are not ours either."""
    slow = shamir_mnemonic.generate_mnemonics(1, [(2, 3)], bytes(32), iteration_exponent=2)[0]
    assert "niet door Bolwerk gemaakt" in refused(slow[:2])
    grouped = shamir_mnemonic.generate_mnemonics(2, [(2, 3), (2, 3)], bytes(32))[0]
    assert "passen niet bij elkaar" in refused(grouped[:2])


def test_that_sheets_with_one_number_and_other_words_do_not_fit() -> None:
    one = shamir_mnemonic.Share.from_mnemonic(SET.shares[0])
    forged = shamir_mnemonic.Share(**{**one.__dict__, "value": bytes(32)}).mnemonic()
    assert "passen niet bij elkaar" in refused([SET.shares[0], forged])


@pytest.mark.parametrize(("threshold", "shares"), [(1, 1), (1, 3), (4, 3), (2, 17), (0, 0)])
def test_that_a_set_needs_at_least_two_sheets(threshold: int, shares: int) -> None:
    with pytest.raises(Invalid, match="minstens 2"):
        make_set("general", threshold, shares)


def test_that_a_larger_quorum_is_possible() -> None:
    made = make_set("general", 3, 5)
    assert combine(made.shares[1:4]) == made.secret
    assert "3 verschillende" in refused(list(made.shares[:2]))
    assert (made.statement.threshold, made.statement.shares) == (3, 5)


def test_that_keys_of_a_set_follow_from_secret_and_name() -> None:
    assert keys_of("general", SET.secret).public_bytes == SET.statement.seal_key
    assert keys_of("bibob", SET.secret).public_bytes != SET.statement.seal_key
    assert signer_of("general", SET.secret).name == "root"
    assert signer_of("bibob", SET.secret).name == "set:bibob"
    assert repr(SET).find(SET.shares[0]) == -1
    assert isinstance(SET, RecoverySet)


def test_that_shareholders_together_open_what_their_set_protects() -> None:
    quorum = assemble(VAULT.roster, INTEGRITY, VAULT.sets[INTEGRITY].shares[1:])
    assert open_recovery_grant(VAULT.roster, quorum.keys, INTEGRITY) == VAULT.keys[INTEGRITY]


@pytest.mark.parametrize("name", [GENERAL, "nothing"])
def test_that_sheets_of_another_set_or_vault_are_refused(name: str) -> None:
    with pytest.raises(Invalid, match="andere set of kluis"):
        assemble(VAULT.roster, name, VAULT.sets[INTEGRITY].shares[:2])
    with pytest.raises(Invalid, match="andere set of kluis"):
        assemble(VAULT.roster, name, SET.shares[:2])
