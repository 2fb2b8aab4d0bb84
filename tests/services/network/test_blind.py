"""Blind hits between casework compartments, and what somebody without the other key can make of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, select, text

from app.errors import AccessDenied, Invalid, NotFound
from app.rules.permissions import CASEWORK, Role
from app.services.keys import own_account, separate
from app.services.keys.separate import Chosen
from app.services.network.blind.hits import MOST_AT_ONCE, Exchanged, exchange_hits
from app.services.network.blind.received import handle_hit, hit_items, hits_received
from app.services.network.blind.rules import rules, set_rule
from app.services.post import carry_and_take_in
from app.services.signals.mentions import MentionDraft, Mentions
from app.vault.apart import seen_from
from models.casework import BlindGiven, BlindHit, CaseworkRecord
from models.casework.choices import MentionKind

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

UnlockAs = Callable[[Role], "UnlockedVault"]
BORN = date(1980, 2, 1)
WORD = "Merkteken"


@pytest.fixture
def privacy(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as(Role.PRIVACY)


@pytest.fixture
def apart(director: UnlockedVault, privacy: UnlockedVault) -> str:
    """A compartment that the director and the privacy officer hold; the second is asked about it."""
    read = own_account.own_account(privacy).fingerprint
    name = separate.set_apart(director, title="Haven", others=[Chosen(privacy.account.id, read)]).name
    set_rule(director, compartment=name, gives=True, contact=privacy.account.id)
    return name


def person(vault: UnlockedVault, surname: str, given_names: str = "Jan", born_on: date | None = BORN) -> int:
    draft = MentionDraft(
        kind=MentionKind.PERSON, surname=surname, given_names=given_names, born_on=born_on, origin="Melding"
    )
    return Mentions(vault).add(draft).id


def logged(vault: UnlockedVault) -> list[tuple[str, str]]:
    with vault.read(CASEWORK) as session:
        rows = session.execute(text("SELECT action, subject_id FROM audit_entry ORDER BY n")).all()
    return [(action, subject) for action, subject in rows if action.startswith("blind")]


def everything_in(vault: UnlockedVault, *, without: frozenset[str] = frozenset()) -> str:
    """All that stands in the casework compartment, as text."""
    told = []
    with vault.read(CASEWORK) as session:
        for table in CaseworkRecord.metadata.sorted_tables:
            if table.name not in without:
                told += [repr(tuple(row)) for row in session.execute(select(table))]
    return "\n".join(told)


def test_that_a_hit_says_whom_to_ask_and_is_logged_on_both_sides(director: UnlockedVault, apart: str) -> None:
    view = seen_from(director, apart)
    own = person(view, f"{WORD}sen")
    here = person(director, f"{WORD}zen", "J.")
    person(director, "Heelanders", "Piet", date(1971, 3, 4))
    assert exchange_hits(director) == Exchanged(given=1)
    (hit,) = hits_received(director)
    assert (hit.mention, hit.contact, hit.handled_on) == (here, "Privacyfunctionaris", None)
    assert hit.sentence.startswith("Neem contact op met Privacyfunctionaris over J. Merktekenzen")
    assert ("blind_hit.given", str(own)) in logged(view)
    assert logged(director) == [("blind_hit.received", str(here))]
    assert [item.record for item in hit_items(director)] == [here]
    assert hits_received(director, hit.entity) == (hit,)
    assert exchange_hits(director) == Exchanged()


def test_that_a_name_alone_gives_no_hit(director: UnlockedVault, apart: str) -> None:
    person(seen_from(director, apart), f"{WORD}sen", born_on=None)
    person(director, f"{WORD}sen", born_on=None)
    assert exchange_hits(director) == Exchanged()


def test_that_a_holder_switches_it_off_and_what_was_given_is_gone(
    director: UnlockedVault, unlock_as: UnlockAs, apart: str
) -> None:
    privacy = unlock_as(Role.PRIVACY)
    person(seen_from(director, apart), f"{WORD}sen")
    here = person(director, f"{WORD}sen")
    exchange_hits(director)
    set_rule(privacy, compartment=apart, gives=False)
    (rule,) = rules(director)
    assert (rule.gives, rule.label, rule.chosen) == (False, "Haven", True)
    assert exchange_hits(privacy) == Exchanged(withdrawn=1)
    assert hits_received(director) == ()
    assert ("blind_hit.withdrawn", str(here)) in logged(director)
    assert ("blind_rule.set", apart) in logged(seen_from(director, apart))
    set_rule(director, compartment=apart, gives=True)
    assert exchange_hits(director).given == 1


def test_that_until_a_holder_chose_it_gives_in_the_name_of_who_is_there(
    director: UnlockedVault, privacy: UnlockedVault
) -> None:
    read = own_account.own_account(privacy).fingerprint
    separate.set_apart(director, title="Haven", others=[Chosen(privacy.account.id, read)])
    (rule,) = rules(director)
    assert (rule.gives, rule.chosen, rule.contact) == (True, False, director.account.id)


def test_that_only_a_holder_decides_and_only_a_holder_can_be_asked(
    director: UnlockedVault, unlock_as: UnlockAs, apart: str
) -> None:
    with pytest.raises(Invalid):
        set_rule(director, compartment=apart, gives=True, contact="nobody")
    with pytest.raises(AccessDenied):
        set_rule(director, compartment=CASEWORK, gives=True)
    with pytest.raises(AccessDenied):
        set_rule(director, compartment="bibob", gives=True)
    with pytest.raises(AccessDenied):
        set_rule(unlock_as(Role.JURIST), compartment=apart, gives=True)


def test_that_a_hit_goes_when_the_reason_for_it_goes(director: UnlockedVault, apart: str) -> None:
    view = seen_from(director, apart)
    own, here = person(view, f"{WORD}sen"), person(director, f"{WORD}sen")
    exchange_hits(director)
    Mentions(view).remove(own, 1)
    assert exchange_hits(director).withdrawn == 1
    assert hits_received(director) == ()
    again = person(view, f"{WORD}sen")
    exchange_hits(director)
    Mentions(director).remove(here, 1)
    exchange_hits(director)
    with view.read(CASEWORK) as session:
        assert session.scalars(select(BlindGiven)).all() == []
    assert again


def test_that_a_hit_that_was_on_its_way_when_the_program_stopped_arrives_once(
    director: UnlockedVault, apart: str
) -> None:
    person(seen_from(director, apart), f"{WORD}sen")
    person(director, f"{WORD}sen")
    exchange_hits(director)
    with director.compartment(CASEWORK).write() as session:
        session.execute(delete(BlindHit))
    assert exchange_hits(director).given == 0
    assert len(hits_received(director)) == 1


def test_that_a_hit_is_handled_once(director: UnlockedVault, apart: str) -> None:
    person(seen_from(director, apart), f"{WORD}sen")
    person(director, f"{WORD}sen")
    exchange_hits(director)
    (hit,) = hits_received(director)
    handle_hit(director, hit.id)
    handle_hit(director, hit.id)
    assert hit_items(director) == ()
    assert hits_received(director)[0].handled_on is not None
    exchange_hits(director)
    assert hits_received(director)[0].handled_on is not None
    with pytest.raises(NotFound):
        handle_hit(director, 99)


# Attacks


def test_that_nothing_of_what_is_apart_stands_in_the_first_compartment(director: UnlockedVault, apart: str) -> None:
    view = seen_from(director, apart)
    person(view, f"{WORD}apart")
    person(view, f"{WORD}beide")
    person(director, f"{WORD}beide")
    exchange_hits(director)
    before = everything_in(director)
    assert f"{WORD}beide" in before
    assert f"{WORD}apart" not in before
    assert f"{WORD}apart".lower() not in before.lower()
    assert apart not in everything_in(director, without=frozenset({"audit_entry"}))
    with director.read(CASEWORK) as session:
        (hit,) = session.scalars(select(BlindHit)).all()
    assert re.fullmatch(r"[0-9a-f]{32}", hit.token)


def test_that_a_token_is_chance_and_nothing_to_try_names_against(director: UnlockedVault, apart: str) -> None:
    person(seen_from(director, apart), f"{WORD}sen")
    person(director, f"{WORD}sen")
    tokens = set()
    for _ in range(2):
        exchange_hits(director)
        with director.read(CASEWORK) as session:
            tokens |= set(session.scalars(select(BlindHit.token)))
        set_rule(director, compartment=apart, gives=False)
        exchange_hits(director)
        set_rule(director, compartment=apart, gives=True)
    assert len(tokens) == 2


def test_that_who_tries_many_names_gets_no_answer(director: UnlockedVault, apart: str) -> None:
    view = seen_from(director, apart)
    for place in range(MOST_AT_ONCE + 1):
        born = date(1960 + place, 3, 4)
        person(view, f"{WORD}{'abcdefghijklmnopqrstu'[place] * 4}", born_on=born)
        person(director, f"{WORD}{'abcdefghijklmnopqrstu'[place] * 4}", born_on=born)
    assert exchange_hits(director) == Exchanged(held_back=MOST_AT_ONCE + 1, held_in=frozenset({apart}))
    carry_and_take_in(director)
    assert "21 blinde hits" in director.warnings[-1]
    assert hits_received(director) == ()
    assert exchange_hits(director, release=apart).given == MOST_AT_ONCE + 1


def test_that_who_holds_bibob_or_integrity_neither_gives_nor_asks(
    director: UnlockedVault, unlock_as: UnlockAs, apart: str
) -> None:
    person(seen_from(director, apart), f"{WORD}sen")
    person(director, f"{WORD}sen")
    for role in (Role.BIBOB, Role.INTEGRITY):
        with pytest.raises(AccessDenied):
            exchange_hits(unlock_as(role))
    assert hits_received(director) == ()
