"""Letters of a measure: each kind filled from the file, and refused with the article when it does not fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Invalid, NotFound
from app.report.letters.making import keep_letterhead, make_letter
from app.rules.permissions import Role
from app.services.letters.desk import LetterDesk
from app.services.measures.letters import MeasureLetters
from app.services.measures.matrices import add_example
from app.services.measures.measures import MeasureDraft, Measures
from app.services.measures.parts import AddresseeDraft, Addressees, FoundSubstanceDraft, FoundSubstances
from models.letter_choices import LetterForm, LetterKind
from models.measures import choices as m
from tests.services.letters.conftest import HEAD
from tests.services.measures.files import BEGUN, DECIDED, WARNED, measure, policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.letters.source import LetterDraft
    from app.vault.session import UnlockedVault

DAY = date(2020, 5, 5)
URGENT = replace(
    DECIDED,
    intention_sent_on=None,
    without_intention=m.WithoutIntention.VERY_URGENT,
    without_reason="Explosiegevaar.",
)
PENALTY = replace(
    DECIDED,
    sanction=m.Sanction.PENALTY,
    months=None,
    closed_from=None,
    closed_until=None,
    penalty_amount=Decimal(5000),
    penalty_maximum=Decimal(25000),
    grace_until=date(2020, 6, 1),
)
STATES: dict[LetterKind, MeasureDraft] = {
    LetterKind.MEASURE_INTENTION: BEGUN,
    LetterKind.WARNING: WARNED,
    LetterKind.PENALTY: PENALTY,
    LetterKind.CLOSURE: DECIDED,
    LetterKind.URGENT_CLOSURE: URGENT,
    LetterKind.CLOSURE_NOTICE: DECIDED,
    LetterKind.LIFTING: DECIDED,
}


@pytest.fixture
def desk(jurist: UnlockedVault) -> LetterDesk:
    keep_letterhead(jurist, HEAD)
    return LetterDesk(MeasureLetters(jurist))


def file_for(vault: UnlockedVault, draft: MeasureDraft) -> int:
    """A measure with somebody to write to and what was found; its id."""
    key = measure(vault, replace(draft, indicators="Weegschaal.", deviation_reason="Zie de weging."))
    Addressees(vault).add(AddresseeDraft(key, m.Relation.TENANT, "H. Uurder", "Voorbeeldstraat 12, 1234 AB Demostad"))
    Addressees(vault).add(AddresseeDraft(key, m.Relation.OWNER, "Demo Vastgoed BV", "Postbus 1, 1234 ZZ Demostad"))
    substance = FoundSubstanceDraft(key, "Hennepplanten", m.Substance.SOFT, Decimal(120), m.Unit.PLANTS)
    FoundSubstances(vault).add(substance)
    return key


def drafted(desk: LetterDesk, file: int, kind: LetterKind, **entered: Any) -> LetterDraft:
    return replace(desk.proposal(file, kind, DAY), reason="Omdat het zo is.", **entered)


@pytest.mark.parametrize("kind", STATES)
def test_that_each_kind_is_made_and_kept_with_its_file(
    desk: LetterDesk, jurist: UnlockedVault, kind: LetterKind
) -> None:
    policy(jurist)
    file = file_for(jurist, STATES[kind])
    made = make_letter(desk, file, drafted(desk, file, kind))
    assert (made.number, made.recipient) == ("13B-2020-001", "Demo Vastgoed BV")
    assert desk.content(made.id, LetterForm.PDF).startswith(b"%PDF")
    assert [line.kind for line in desk.letters(file)] == [kind]


def test_that_the_letter_tells_what_the_file_says(desk: LetterDesk, jurist: UnlockedVault) -> None:
    file = file_for(jurist, replace(DECIDED, announced_on=DAY))
    facts = desk.facts(file, LetterKind.CLOSURE, DAY)
    assert facts.fields["feiten"] == "Hennepplanten, 120 planten. Weegschaal."
    assert facts.fields["pand"] == "Voorbeeldstraat 12, Naaldwijk"
    assert facts.fields["duur"] == "3 maanden"
    assert (facts.fields["sluiting_van"], facts.fields["sluiting_tot"]) == ("11 mei 2020", "10 augustus 2020")
    assert (facts.fields["bezwaar_termijn"], facts.fields["bezwaar_tot"]) == ("6 weken", "16 juni 2020")
    assert facts.body == "de burgemeester"
    assert any("politiegegevens" in note for note in facts.notes)
    assert any("nog te bevestigen" in note for note in facts.notes)
    assert facts.recipients[0].address == "Postbus 1\n1234 ZZ Demostad"


def test_that_an_intention_tells_what_the_policy_gives_and_counts_from_its_own_day(
    desk: LetterDesk, jurist: UnlockedVault
) -> None:
    file = file_for(jurist, BEGUN)
    add_example(jurist)
    assert "maatregel" not in desk.facts(file, LetterKind.MEASURE_INTENTION, DAY).fields, "an example is no policy"
    policy(jurist)
    facts = desk.facts(file, LetterKind.MEASURE_INTENTION, DAY)
    assert facts.fields["maatregel"] == "waarschuwing"
    assert (facts.fields["zienswijze_tot"], facts.fields["zienswijze_duur"]) == ("19 mei 2020", "2 weken")
    assert any("Voornemen verzonden" in note for note in facts.notes)
    record = Measures(jurist).get(file)
    sent = replace(record.draft, intention_sent_on=date(2020, 5, 1), views_weeks=1)
    Measures(jurist).change(file, sent, record.version)
    later = desk.facts(file, LetterKind.MEASURE_INTENTION, DAY)
    assert (later.fields["zienswijze_tot"], later.fields["zienswijze_duur"]) == ("8 mei 2020", "één week")
    assert any("1 mei 2020" in note for note in later.notes)


@pytest.mark.parametrize(
    ("draft", "kind", "told"),
    [
        (BEGUN, LetterKind.CLOSURE, "nog geen maatregel vastgelegd"),
        (WARNED, LetterKind.CLOSURE, "deze brief is voor ‘sluiting’"),
        (URGENT, LetterKind.CLOSURE, "besluit tot spoedsluiting"),
        (DECIDED, LetterKind.URGENT_CLOSURE, "geen spoed"),
        (DECIDED, LetterKind.APV_CLOSURE, "art. 2:80 APV"),
    ],
)
def test_that_a_letter_that_does_not_fit_the_file_is_refused(
    desk: LetterDesk, jurist: UnlockedVault, draft: MeasureDraft, kind: LetterKind, told: str
) -> None:
    file = file_for(jurist, draft)
    assert told in str(desk.facts(file, kind, DAY).hindrance)
    with pytest.raises(Invalid, match=told):
        make_letter(desk, file, drafted(desk, file, kind))


def test_that_without_end_a_closure_is_for_an_indefinite_time(desk: LetterDesk, jurist: UnlockedVault) -> None:
    file = file_for(jurist, replace(DECIDED, months=None, closed_until=None))
    assert desk.facts(file, LetterKind.CLOSURE, DAY).fields["duur"] == "onbepaalde tijd"
    dated = replace(DECIDED, months=None, closed_until=date(2020, 6, 1), found_on=date(2020, 3, 4))
    other = measure(jurist, dated, number=14)
    fields = desk.facts(other, LetterKind.CLOSURE, DAY).fields
    assert "duur" not in fields
    assert fields["feiten"] == "softdrugs (lijst II)"
    assert "betrokkene" not in fields


def test_that_a_letter_is_nothing_without_its_file_or_a_norm(desk: LetterDesk, jurist: UnlockedVault) -> None:
    with pytest.raises(NotFound):
        desk.facts(99, LetterKind.CLOSURE, DAY)
    file = file_for(jurist, BEGUN)
    assert "geen norm" in str(desk.facts(file, LetterKind.MEASURE_INTENTION, date(1990, 1, 2)).hindrance)


def test_that_who_only_reads_makes_no_letters(unlock_as: Callable[[Role], UnlockedVault]) -> None:
    assert not LetterDesk(MeasureLetters(unlock_as(Role.DIRECTOR))).may_make()
