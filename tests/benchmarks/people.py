"""A synthetic population, and how clerks write its people down a second time. Nobody in it exists.

What goes wrong in writing is decided here, from slips of the keyboard and from how officials in four countries put
names into letters. None of it is taken from the rules that have to see through it (app/rules/identity): those know no
keyboard, and this knows no sounds. Names are put together by chance from parts; the seed is fixed.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.rules.identity.particulars import Particulars
from models.casework.choices import MentionKind
from tests.benchmarks.people_names import DUTCH, MOROCCAN, POLISH, TURKISH, Origin
from tests.benchmarks.people_slips import (
    as_initials,
    first_name_only,
    married,
    mistyped,
    moved_digit,
    names_exchanged,
    of_a_woman,
    other_order,
    other_spelling,
    turned,
    without_marks,
    without_partner,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Habit = Callable[[random.Random, Particulars], Particulars]
    TextHabit = Callable[[random.Random, str], str]

SEED = 20_19
SHARES = ((DUTCH, 60), (TURKISH, 14), (MOROCCAN, 14), (POLISH, 12))
FIRST_BIRTHDAY = date(1935, 1, 1)
DAYS = 26_000


@dataclass(frozen=True, slots=True)
class Written:
    """One record of a person: who it really is of, and what it says."""

    who: int
    said: Particulars


def population(size: int, seed: int = SEED) -> list[Written]:
    """People, a record each. One in a hundred is a twin of the one before, one in fifty a namesake of a parent."""
    chance = random.Random(seed)  # noqa: S311  # chance that is the same every time
    people: list[Written] = []
    for who in range(size):
        kin = people[-1].said if people else None
        lot = chance.random()
        if kin is not None and lot < 0.01:
            twin = _anybody(chance, _origin_of(kin))
            shared = {name: getattr(kin, name) for name in ("surname", "prefix", "born_on", "addresses")}
            said = replace(twin, **shared)
        elif kin is not None and kin.born_on and lot < 0.03:
            grown = kin.born_on + timedelta(days=chance.randrange(7_000, 12_000))
            said = replace(kin, born_on=grown)
        else:
            said = _anybody(chance, _origin(chance))
        people.append(Written(who, said))
    return people


def written_again(people: list[Written], count: int, seed: int = SEED + 1) -> list[Written]:
    """A second record of `count` of them, each as somebody else wrote it down."""
    chance = random.Random(seed)  # noqa: S311  # chance that is the same every time
    return [Written(one.who, _again(chance, one.said)) for one in chance.sample(people, count)]


def without_dates(records: list[Written]) -> list[Written]:
    """The same without birth dates."""
    return [replace(one, said=replace(one.said, born_on=None)) for one in records]


def halves(records: list[Written]) -> tuple[list[Written], list[Written]]:
    """To choose on one and report on the other."""
    return records[::2], records[1::2]


def _origin(chance: random.Random) -> Origin:
    return chance.choices([origin for origin, _ in SHARES], [share for _, share in SHARES])[0]


def _origin_of(said: Particulars) -> Origin:
    return next((origin for origin, _ in SHARES if (said.given_names or "").split()[0] in origin.given), DUTCH)


def _anybody(chance: random.Random, origin: Origin) -> Particulars:
    surname = origin.surname(chance)
    prefix, _, rest = surname.rpartition("|")
    names = chance.sample(origin.given, chance.choices((1, 2, 3), origin.name_counts)[0])
    partner = origin.surname(chance).replace("|", " ") if chance.random() < origin.double else None
    born = FIRST_BIRTHDAY + timedelta(days=chance.randrange(DAYS))
    if chance.random() < origin.unknown_day:
        born = born.replace(month=chance.choice((1, 7)), day=1)
    return Particulars(
        MentionKind.PERSON,
        given_names=" ".join(names),
        prefix=prefix or None,
        surname=rest,
        partner_name=partner,
        born_on=born,
        addresses=frozenset({f"{_postcode(chance)}:{chance.randrange(1, 180)}:"}),
    )


def _postcode(chance: random.Random) -> str:
    return f"26{chance.randrange(70, 99)}{chance.choice('ABCDEFGHJ')}{chance.choice('ABCDEFGHJKLMNPRSTVWXZ')}"


def _again(chance: random.Random, said: Particulars) -> Particulars:
    """What a second clerk makes of it: nearly always something is different."""
    for odds, habit in _HABITS:
        if chance.random() < odds:
            said = habit(chance, said)
    return said


def _surname(change: TextHabit) -> Habit:
    return lambda chance, said: replace(said, surname=change(chance, said.surname or ""))


def _given(change: TextHabit) -> Habit:
    return lambda chance, said: replace(said, given_names=change(chance, said.given_names or ""))


def _marks(chance: random.Random, said: Particulars) -> Particulars:
    given, surname = (without_marks(chance, text or "") for text in (said.given_names, said.surname))
    return replace(said, given_names=given, surname=surname)


def _birthday(change: Callable[[random.Random, date], date]) -> Habit:
    def habit(chance: random.Random, said: Particulars) -> Particulars:
        return said if said.born_on is None else replace(said, born_on=change(chance, said.born_on))

    return habit


def _moved_house(_chance: random.Random, said: Particulars) -> Particulars:
    return replace(said, addresses=frozenset())


# In this order, each with how often a clerk does so. Letters come before order, as in writing.
_HABITS: tuple[tuple[float, Habit], ...] = (
    (0.80, _marks),
    (0.20, _surname(other_spelling)),
    (0.20, _given(other_spelling)),
    (0.12, _surname(mistyped)),
    (0.07, _given(mistyped)),
    (0.06, of_a_woman),
    (0.45, first_name_only),
    (0.25, as_initials),
    (0.50, married),
    (0.50, without_partner),
    (0.40, other_order),
    (0.03, names_exchanged),
    (0.04, _birthday(moved_digit)),
    (0.04, _birthday(lambda _chance, day: turned(day))),
    (0.50, _moved_house),
)
