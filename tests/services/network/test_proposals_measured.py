"""The matcher's own figures, on what was judged here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.rules.identity.evidence import Strength
from app.services.network.judgements import judge, judgements_of, take_back
from app.services.network.recognising.measured import measured
from models.casework.choices import Likeness, MentionKind
from tests.services.network.people import mentioned, person

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

BORN = date(1980, 2, 1)


def test_that_nothing_judged_is_no_figure(director: UnlockedVault) -> None:
    told = measured(director)
    assert (told.answered, told.unsure) == (0, 0)
    assert [(line.precision, line.recall) for line in told.lines] == [(None, None)] * 3


def test_that_figures_follow_the_judgements_that_count(director: UnlockedVault) -> None:
    jan = person(director, "Voorbeeld", given_names="Jan", born_on=BORN)
    jan_too = person(director, "Voorbeelt", given_names="J.", born_on=BORN)
    namesake = person(director, "Voorbeeld", given_names="Jan", born_on=date(1951, 7, 3))
    hidden = person(director, "Gansanders", given_names="Kees")
    car, other_car = (mentioned(director, kind=MentionKind.VEHICLE, plate=plate) for plate in ("12-ABC-3", "12-ABD-3"))
    judge(director, jan, jan_too, Likeness.SAME, "Zelfde foto.")
    judge(director, jan, namesake, Likeness.NOT_SAME, "Vader en zoon.")
    judge(director, jan, hidden, Likeness.SAME, "Schuilnaam volgens de politie.")
    judge(director, jan_too, namesake, Likeness.UNSURE, "Niet te zeggen.")
    judge(director, car, other_car, Likeness.NOT_SAME, "Twee auto's op de foto.")
    told = measured(director, MentionKind.PERSON)
    strong, _, weak = told.lines
    assert (told.answered, told.unsure) == (3, 1)
    assert strong.strength is Strength.STRONG
    assert (strong.proposed, strong.right, strong.same) == (1, 1, 2)
    assert (strong.precision, strong.recall) == (1.0, 0.5)
    assert (weak.proposed, weak.right) == (1, 1)
    assert measured(director).answered == 4
    newest = judgements_of(director, other_car)[0]
    take_back(director, newest.id, "Vergissing.")
    assert measured(director).answered == 3
