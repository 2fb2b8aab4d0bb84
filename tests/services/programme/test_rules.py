"""What the registers of the programme side refuse, and where they say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Invalid
from app.services.clock import today
from app.services.programme.cooperation import Contacts, CovenantDraft, Covenants, Partners
from app.services.programme.knowledge import ChannelCountDraft, ChannelCounts
from app.services.programme.on_the_way import ScanActions
from app.services.programme.quickscan import Recommendations
from app.services.programme.registers import Programmes
from models.programme.choices import ActionStatus, Channel, StudyStatus, WorkplaceStatus
from tests.services.programme.samples import PROGRAMME_SAMPLES, action, partner

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

TOMORROW = today() + timedelta(days=1)
EARLY = date(2018, 1, 1)
SAMPLE = {sample.register.kind: sample for sample in PROGRAMME_SAMPLES}


@pytest.mark.parametrize(
    ("kind", "wrong", "field"),
    [
        ("covenant", {"valid_to": EARLY}, "valid_to"),
        ("contact", {"email": "geen adres"}, "email"),
        ("contact", {"email": "a@b@c"}, "email"),
        ("contact", {"email": "@voorbeeld.test"}, "email"),
        ("milestone", {"reached_on": TOMORROW}, "reached_on"),
        ("milestone", {"result": None}, "result"),
        ("scan_action", {"due_on": EARLY}, "due_on"),
        ("scan_action", {"done_on": EARLY}, "done_on"),
        ("scan_action", {"done_on": TOMORROW}, "done_on"),
        ("scan_action", {"done_on": None}, "done_on"),
        ("scan_action", {"evidence": None}, "evidence"),
        ("scan_action", {"status": ActionStatus.RUNNING}, "status"),
        ("study", {"planned_on": EARLY}, "planned_on"),
        ("study", {"delivered_on": EARLY}, "delivered_on"),
        ("study", {"delayed_to": date(2019, 5, 1)}, "delayed_to"),
        ("study", {"status": StudyStatus.DELAYED, "delayed_to": None, "reason": None}, "reason"),
        ("study", {"reason": None}, "reason"),
        ("study", {"findings": None}, "findings"),
        ("study", {"costs": Decimal(-1)}, "costs"),
        ("trend", {"year": 1800}, "year"),
        ("trend", {"source": None}, "source"),
        ("campaign", {"ends_on": EARLY}, "ends_on"),
        ("campaign", {"costs": Decimal(-1)}, "costs"),
        ("channel_count", {"year": 3000}, "year"),
        ("channel_count", {"count": -1}, "count"),
        ("workplace_measure", {"review_on": EARLY}, "review_on"),
        ("workplace_measure", {"status": WorkplaceStatus.IN_PLACE, "in_place_since": None}, "in_place_since"),
        ("session", {"score": 11}, "score"),
        ("session", {"score": 0}, "score"),
        ("session", {"costs": Decimal(-1)}, "costs"),
    ],
)
def test_that_what_cannot_be_is_refused_at_its_field(
    kind: str, wrong: dict[str, Any], field: str, director: UnlockedVault
) -> None:
    sample = SAMPLE[kind]
    with pytest.raises(Invalid) as refused:
        sample.register(director).add(replace(sample.full(director), **wrong))
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize(
    ("first", "last", "fine"),
    [
        ("2022-02-02", None, True),
        ("2022-02-01", None, False),
        ("2018-01-01", "2019-01-31", True),
        ("2018-01-01", "2019-02-01", False),
        ("2019-06-01", "2019-07-01", False),
        ("2018-01-01", None, False),
    ],
)
def test_that_two_periods_of_one_covenant_never_overlap(
    first: str, last: str | None, fine: bool, director: UnlockedVault
) -> None:
    register, key = Covenants(director), partner(director)
    known = CovenantDraft(key, "Convenant", None, date(2019, 2, 1), date(2022, 2, 1))
    stored = register.add(known)
    beside = replace(
        known,
        name="CONVENANT",
        valid_from=date.fromisoformat(first),
        valid_to=date.fromisoformat(last) if last else None,
    )
    if fine:
        register.add(beside)
    else:
        with pytest.raises(Invalid, match="overlappen"):
            register.add(beside)
    register.add(replace(beside, name="Ander convenant"))
    register.change(stored.id, replace(known, note="zelf"), stored.version)


def test_that_a_covenant_without_an_end_says_so(director: UnlockedVault) -> None:
    known = CovenantDraft(partner(director), "Convenant", None, date(2019, 2, 1))
    Covenants(director).add(known)
    with pytest.raises(Invalid, match="onbepaalde tijd"):
        Covenants(director).add(known)


def test_that_there_is_one_count_of_a_channel_in_a_year(director: UnlockedVault) -> None:
    draft = ChannelCountDraft(2019, Channel.APP, None, "Leverancier")
    ChannelCounts(director).add(draft)
    with pytest.raises(Invalid, match="Van dit kanaal en dit jaar"):
        ChannelCounts(director).add(draft)


@pytest.mark.parametrize(
    ("kind", "of", "field", "told"),
    [
        ("covenant", Partners, "partner_id", "één convenant"),
        ("contact", Partners, "partner_id", "één contact"),
        ("milestone", Programmes, "programme_id", "één mijlpaal"),
        ("barrier", Programmes, "programme_id", "één barrière"),
        ("scan_action", Recommendations, "recommendation_id", "één actie"),
    ],
)
def test_that_what_something_hangs_on_stays(kind: str, of: Any, field: str, told: str, director: UnlockedVault) -> None:
    sample = SAMPLE[kind]
    made = sample.register(director).add(sample.full(director))
    parent, register = getattr(made.draft, field), of(director)
    with pytest.raises(Invalid, match=told):
        register.remove(parent, register.get(parent).version)
    sample.register(director).remove(made.id, made.version)
    register.remove(parent, register.get(parent).version)


def test_that_an_action_is_paid_from_a_line_of_a_budget(director: UnlockedVault) -> None:
    register = ScanActions(director)
    made = register.add(action(director))
    offered = {option.value: option.label for option in register.options("budget_line_id", made.draft)}
    assert offered[made.draft.budget_line_id] == "Uitvoering – Post Uitvoering"
    assert register.options("owner", made.draft) == ()
    assert Contacts(director).options("partner_id") == ()
