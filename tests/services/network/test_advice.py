"""Advice from a case or chart, its rules as a register, taking one over, and asking for its effect later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import AccessDenied, Invalid, NotFound
from app.rules.network.advice import advise
from app.rules.permissions import Role
from app.services.attention import attention
from app.services.casework.approach import InterventionDraft, Interventions
from app.services.casework.cases import CaseDraft, Cases
from app.services.casework.notes import CaseNotes
from app.services.clock import today
from app.services.network.advice.advising import TakenOver, advice_for_case, advice_for_chart, take_over
from app.services.network.advice.rules import AdviceRules, adopt_shipped, advice_rules, shipped_rules
from app.services.records import Query
from app.services.signals.links import link_case
from models.advice_choices import AdviceFact
from models.casework.case_choices import InterventionKind, InterventionStatus
from models.casework.choices import LinkKind, SignalSource
from models.choices import Phenomenon
from tests.services.network.invented import firm, house, link, person
from tests.services.parents import case_type
from tests.services.signals.files import signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault


def housing_case(vault: UnlockedVault) -> int:
    """A case about a house that an agency lets, of which a signal names the tenant."""
    draft = CaseDraft(
        title="C", case_type_id=case_type(vault), opened_on=date(2020, 1, 6), theme=Phenomenon.ILLEGAL_HOUSING
    )
    case = Cases(vault).add(draft).id
    told = signal(vault, phenomenon=Phenomenon.ILLEGAL_HOUSING)
    link_case(vault, told, case, "Zelfde adres")
    address = house(vault, 1, signal_id=told)
    link(vault, person(vault, "Huurder", signal_id=told), address, LinkKind.LIVES_AT)
    link(vault, firm(vault, "Demo Verhuur BV", case_id=case), house(vault, 1, case_id=case), LinkKind.LETS)
    return case


def test_that_a_case_gets_advice_on_what_it_and_its_signals_name(director: UnlockedVault) -> None:
    sheet = advice_for_case(director, housing_case(director))
    by_rule = {advice.rule.id: advice for advice in sheet.advices}
    assert by_rule["huisvesting"].fits
    assert by_rule["bibob"].missing == (AdviceFact.FINANCIER,)
    assert "damocles" not in by_rule  # not a matter of drugs
    assert all(advice.rule.ground and advice.rule.state == "te bevestigen" for advice in sheet.advices)


def test_that_a_police_report_is_a_finding(director: UnlockedVault) -> None:
    case = housing_case(director)
    report = signal(director, "Rapportage", source=SignalSource.POLICE, phenomenon=Phenomenon.HEMP)
    link_case(director, report, case, "Bestuurlijke rapportage")
    by_rule = {advice.rule.id: advice for advice in advice_for_case(director, case).advices}
    assert by_rule["damocles"].missing == (AdviceFact.OWNER,)
    assert "bericht van de politie" in by_rule["damocles"].explanation


def test_that_a_chart_gets_advice_on_what_is_on_it(director: UnlockedVault) -> None:
    agency, one = firm(director, "Demo Verhuur BV"), house(director, 1)
    link(director, agency, one, LinkKind.OWNS)
    sheet = advice_for_chart(director, [f"entity:{agency}", f"entity:{one}"])
    assert sheet.known[AdviceFact.OWNER] == ("Demo Verhuur BV: eigenaar van Voorbeeldstraat 1, 2671 AB",)
    assert advice_for_chart(director, []).advices == ()


def test_that_taking_over_puts_it_in_the_plan_once_with_a_note_of_what_it_rested_on(director: UnlockedVault) -> None:
    case = housing_case(director)
    advice = next(each for each in advice_for_case(director, case).advices if each.rule.id == "huisvesting")
    made = take_over(director, case, advice, TakenOver(owner="Casusregisseur", note="Eerst een gesprek."))
    stored = Interventions(director).get(made).draft
    assert (stored.kind, stored.status) == (InterventionKind.HOUSING, InterventionStatus.PLANNED)
    (note,) = CaseNotes(director).ids(Query(where=(("case_id", case),)))
    text = CaseNotes(director).get(note).draft.text or ""
    assert "art. 21" in text
    assert text.endswith("Afweging: Eerst een gesprek.")
    assert advice.rule.title in advice_for_case(director, case).planned
    with pytest.raises(Invalid, match="plan van aanpak"):
        take_over(director, case, advice, TakenOver())


def test_that_days_in_the_wrong_order_and_a_case_that_is_gone_are_refused(director: UnlockedVault) -> None:
    case = housing_case(director)
    (advice, *_) = advice_for_case(director, case).advices
    with pytest.raises(Invalid):
        take_over(director, case, advice, TakenOver(start_on=date(2020, 3, 1), due_on=date(2020, 2, 1)))
    with pytest.raises(NotFound):
        take_over(director, 99, advice, TakenOver())
    with pytest.raises(NotFound):
        advice_for_case(director, 99)


def test_that_who_only_reads_cases_takes_nothing_over(unlock_as: Callable[[Role], UnlockedVault]) -> None:
    director, privacy = unlock_as(Role.DIRECTOR), unlock_as(Role.PRIVACY)
    case = housing_case(director)
    (advice, *_) = advice_for_case(privacy, case).advices
    with pytest.raises(AccessDenied):
        take_over(privacy, case, advice, TakenOver())


def test_that_the_effect_of_what_was_done_is_asked_after_the_period_and_no_longer_once_told(
    director: UnlockedVault,
) -> None:
    case = housing_case(director)
    long_ago = today() - timedelta(days=90)
    done = InterventionDraft(
        case, InterventionKind.HOUSING, "Handhaving", status=InterventionStatus.DONE, done_on=long_ago
    )
    stored = Interventions(director).add(done)
    Interventions(director).add(replace(done, title="Te kort geleden", done_on=long_ago + timedelta(days=1)))
    asked = [item.text for item in attention(director) if "wat was het effect?" in item.text]
    assert len(asked) == 1
    assert "‘Handhaving’" in asked[0]
    Interventions(director).change(stored.id, replace(done, effect="Kamers zijn ontruimd"), stored.version)
    assert not [item for item in attention(director) if "wat was het effect?" in item.text]


def test_that_many_of_which_the_effect_is_not_known_are_counted(director: UnlockedVault) -> None:
    case = housing_case(director)
    for number in range(7):
        Interventions(director).add(
            InterventionDraft(
                case,
                InterventionKind.HOUSING,
                f"Handhaving {number}",
                status=InterventionStatus.DONE,
                done_on=date(2020, 1, 6),
            )
        )
    assert "En nog 2 interventies waarvan het effect niet is vastgelegd." in {item.text for item in attention(director)}


def test_that_the_rules_of_the_program_can_be_made_ones_own_and_changed_from_a_day(director: UnlockedVault) -> None:
    assert adopt_shipped(director) == len(shipped_rules())
    with pytest.raises(Invalid):
        adopt_shipped(director)
    register = AdviceRules(director)
    (key,) = register.ids(Query(words="Huisvestingswet"))
    record = register.get(key)
    assert "wie verhuurt" in record.draft.needs
    changed = replace(
        record.draft, needs=("om welk adres het gaat",), confirmed_by="mr. Voorbeeld", confirmed_on=today()
    )
    register.change(key, changed, record.version)
    rule = next(each for each in advice_rules(director) if each.id == "huisvesting")
    assert rule.needs == (AdviceFact.ADDRESS,)
    assert rule.state.startswith("bevestigd door mr. Voorbeeld op ")
    assert len(advice_rules(director)) == len(shipped_rules())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("needs", ("hoe laat het is",)),
        ("themes", ("iets anders",)),
        ("name", "Met Hoofdletters"),
        ("valid_to", date(2010, 1, 1)),
        ("confirmed_on", date(2999, 1, 1)),
    ],
)
def test_that_a_rule_that_cannot_be_is_refused(director: UnlockedVault, field: str, value: Any) -> None:
    adopt_shipped(director)
    register = AdviceRules(director)
    record = register.get(register.ids(Query(words="Bibob"))[0])
    with pytest.raises(Invalid) as refused:
        register.change(record.id, replace(record.draft, **{field: value}), record.version)
    assert set(refused.value.fields) == {field}


def test_that_two_versions_of_a_rule_cannot_begin_on_one_day(director: UnlockedVault) -> None:
    adopt_shipped(director)
    register = AdviceRules(director)
    record = register.get(register.ids(Query(words="Bibob"))[0])
    with pytest.raises(Invalid, match="op deze dag begint"):
        register.add(record.draft)
    assert register.blank().valid_from == today()


def test_that_every_shipped_rule_can_give_advice() -> None:
    for rule in shipped_rules():
        known = dict.fromkeys(rule.needs, ("Proef",))
        (found,) = advise([rule], known, rule.themes, today())
        assert found.fits
