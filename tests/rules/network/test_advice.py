"""Advice: what is on record decides what may fit, what is missing is named, and no rule says more than its ground."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.rules.network.advice import Rule, advise
from app.rules.network.advice_facts import facts_in
from app.rules.network.graph import NodeKind
from models.advice_choices import AdviceFact as F
from models.casework.case_choices import InterventionKind
from models.choices import Phenomenon
from models.norm_choices import Evidence
from tests.rules.network.networks import S, edge, network, of

DAY = date(2020, 2, 3)
RULE = Rule(
    id="housing",
    kind=InterventionKind.HOUSING,
    title="Huisvestingswet",
    advice="Laat nagaan of er zonder vergunning kamers worden verhuurd.",
    ground="art. 21 Huisvestingswet 2014",
    source="Proef",
    evidence=Evidence.GENERAL,
    needs=(F.ADDRESS, F.LANDLORD, F.PERMIT),
    themes=(Phenomenon.ILLEGAL_HOUSING,),
)
HOUSING = (Phenomenon.ILLEGAL_HOUSING,)
ADDRESS = {F.ADDRESS: ("Voorbeeldstraat 1",)}
KINDS = {"h": NodeKind.ADDRESS, "i": NodeKind.ADDRESS, "f": NodeKind.ORGANISATION, "p": NodeKind.PERSON}


def test_that_what_is_missing_is_named_and_what_is_never_on_record_is_to_be_looked_up() -> None:
    (found,) = advise([RULE], ADDRESS, HOUSING, DAY)
    assert not found.fits
    assert found.sentence == (
        "Nog niet bekend: wie verhuurt. Ga na: een vergunning, aanvraag, subsidie of vastgoedtransactie."
    )
    assert found.explanation == "om welk adres het gaat: Voorbeeldstraat 1"


def test_that_an_advice_fits_once_everything_that_can_be_is_on_record() -> None:
    (found,) = advise([RULE], ADDRESS | {F.LANDLORD: ("F: verhuurt H",)}, HOUSING, DAY)
    assert found.fits
    assert found.sentence.startswith("Past bij wat is vastgelegd. Ga na:")


@pytest.mark.parametrize(
    ("rule", "known", "themes"),
    [
        (RULE, ADDRESS, ()),
        (RULE, ADDRESS, (Phenomenon.HEMP,)),
        (RULE, {}, HOUSING),
        (RULE, {F.PERSON: ("P",)}, HOUSING),
        (replace(RULE, valid_from=date(2020, 2, 4)), ADDRESS, HOUSING),
        (replace(RULE, valid_to=date(2020, 2, 2)), ADDRESS, HOUSING),
    ],
)
def test_that_a_rule_says_nothing_outside_its_themes_its_days_and_its_facts(
    rule: Rule, known: dict[F, tuple[str, ...]], themes: tuple[Phenomenon, ...]
) -> None:
    assert advise([rule], known, themes, DAY) == ()


def test_that_the_first_and_last_day_of_a_rule_count_and_no_theme_is_every_theme() -> None:
    rule = replace(RULE, themes=(), valid_from=DAY, valid_to=DAY)
    assert len(advise([rule], ADDRESS, (), DAY)) == 1


def test_that_what_misses_least_comes_first_and_nothing_else_orders() -> None:
    whole = replace(RULE, id="b", needs=(F.ADDRESS,))
    same = replace(RULE, id="c", needs=(F.ADDRESS, F.OWNER))
    assert [each.rule.id for each in advise([RULE, same, whole], ADDRESS, HOUSING, DAY)] == ["b", "housing", "c"]


def test_that_nobody_stands_for_a_rule_until_it_is_confirmed() -> None:
    assert RULE.state == "te bevestigen"
    assert replace(RULE, confirmed="bevestigd door mr. Voorbeeld").state == "bevestigd door mr. Voorbeeld"


def test_that_facts_come_from_links_roles_and_findings() -> None:
    given = of(
        edge("f", "h", label="verhuurt", certainty=S),
        edge("f", "i", label="verhuurt"),
        edge("p", "f", label="financiert"),
        edge("p", "s", label="genoemd als huurder in"),
        kinds=KINDS | {"s": NodeKind.SIGNAL},
    )
    known = facts_in(given, ["S-2020-001: bericht van de politie"])
    assert known[F.LANDLORD] == ("F: verhuurt H (vermoed)", "F: verhuurt I")
    assert known[F.SEVERAL] == ("F: 2 adressen",)
    assert known[F.FINANCIER] == ("P: financiert F",)
    assert known[F.RESIDENT] == ("P: genoemd als huurder in S",)
    assert known[F.FINDING] == ("S-2020-001: bericht van de politie",)
    assert known[F.ADDRESS] == ("H", "I")
    assert F.OWNER not in known


def test_that_an_empty_network_shows_nothing_and_a_long_list_is_counted() -> None:
    assert facts_in(network()) == {}
    many = network(alone="abcdefg")
    assert facts_in(many)[F.PERSON] == ("A", "B", "C", "D", "en nog 3")
