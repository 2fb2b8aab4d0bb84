"""From a term that is over to a line without content: with two people, and with everything gone that was there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, text

from app.errors import Invalid, NotFound
from app.rules.permissions import AUDIT, CASEWORK, Role
from app.services.casework.cases import Cases
from app.services.casework.notes import CaseNoteDraft, CaseNotes
from app.services.clock import today
from app.services.post import carry_and_take_in
from app.services.retention.acts import approve, hold, let_go, propose, withdraw
from app.services.retention.certificates import certificate, certificates, destroyed_elsewhere
from app.services.retention.kept import kept_in
from app.services.retention.reminders import retention_items
from app.services.retention.work_list import Stage, due_lines
from app.services.search.finding import search
from app.services.search.question import Question
from models.casework import CaseworkRecord, Signal, SignalCase
from models.casework.choices import SignalOutcome, SignalSource, SignalStatus
from models.choices import Classification
from tests.services.retention.conftest import WORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault


def signal(vault: UnlockedVault, number: str, *, keep_until: date | None, case: int | None = None) -> int:
    """A weighed signal, that may feed a case."""
    with vault.write(CASEWORK) as work:
        item = Signal(
            number=number,
            title=f"{WORD} signaal",
            received_on=date(2019, 1, 1),
            source=next(iter(SignalSource)),
            facts="Iets gezien.",
            classification=Classification.CONFIDENTIAL,
            status=SignalStatus.CLOSED,
            round=1,
            outcome=SignalOutcome.NONE,
            keep_until=keep_until,
        )
        work.session.add(item)
        work.session.flush()
        if case is not None:
            link = SignalCase(
                signal_id=item.id, case_id=case, linked_by="a", linked_on=date(2019, 2, 2), reason="Zelfde pand."
            )
            work.session.add(link)
        work.record("signal.added", "signal", item.id)
        return item.id


def test_that_what_is_due_is_listed_with_its_norm(director: UnlockedVault, case: Any) -> None:
    over = case()
    case("Nog niet", today() - timedelta(days=30))
    case("Loopt", None)
    gone = signal(director, "S-1", keep_until=today() - timedelta(days=1))
    signal(director, "S-2", keep_until=today())
    signal(director, "S-3", keep_until=None)
    signal(director, "S-4", keep_until=date(2020, 1, 1), case=over)
    lines = due_lines(director)
    assert [(line.kind, line.record, line.stage) for line in lines] == [
        ("case", over, Stage.DUE),
        ("signal", gone, Stage.DUE),
    ]
    assert (lines[0].noun, lines[0].number, lines[0].due_on) == ("casus", "W-2019-0001", date(2024, 6, 1))
    assert lines[0].ground == "Bewaren casus na afsluiting: 5 jaar (eigen protocol gemeente)"
    assert not lines[0].confirmed


def test_that_one_proposes_and_another_destroys(director: UnlockedVault, privacy: UnlockedVault, case: Any) -> None:
    key = case()
    CaseNotes(director).add(note(key))
    propose(director, "case", key)
    (line,) = due_lines(privacy)
    assert (line.stage, line.proposed_by, line.own_proposal) == (Stage.PROPOSED, director.account.name, False)
    assert due_lines(director)[0].own_proposal
    with pytest.raises(Invalid, match="Een ander moet het goedkeuren"):
        approve(director, "case", key)
    done = approve(privacy, "case", key)
    assert (done.number, done.swept) == ("W-2019-0001", True)
    assert due_lines(director) == ()
    with pytest.raises(NotFound):
        Cases(director).get(key)
    assert search(director, Question(WORD)).count == 0
    (left,) = certificates(director)
    assert left == certificate(director, done.destruction)
    assert (left.noun, left.number, left.destroyed_on) == ("casus", "W-2019-0001", today())
    assert (left.proposed_by, left.approved_by) == (director.account.name, privacy.account.name)
    assert dict(left.along)["notitie"] == 1
    assert "te bevestigen" in left.ground


def note(case_id: int) -> CaseNoteDraft:
    return CaseNoteDraft(case_id=case_id, text=f"{WORD} in een notitie")


def test_that_of_the_content_not_a_word_is_left_in_any_table(
    director: UnlockedVault, privacy: UnlockedVault, case: Any
) -> None:
    key = case(description=f"{WORD} omschreven", handler=f"A. {WORD}", partners=(WORD,))
    CaseNotes(director).add(note(key))
    propose(director, "case", key)
    approve(privacy, "case", key)
    with director.read(CASEWORK) as session:
        tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        everything = str([session.execute(text(f'SELECT * FROM "{name}"')).all() for name in tables])  # noqa: S608
    assert WORD.lower() not in everything.lower()


def test_that_the_privacy_officer_is_told_numbers_and_days(
    director: UnlockedVault, privacy: UnlockedVault, case: Any, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    key = case()
    propose(director, "case", key)
    approve(privacy, "case", key)
    privacy.hand_on()
    officer = unlock_as(Role.DPO)
    assert destroyed_elsewhere(officer) == ()
    assert carry_and_take_in(officer).taken_in == 1
    (told,) = destroyed_elsewhere(officer)
    assert (told.id, told.noun, told.number, told.due_on) == (None, "casus", "W-2019-0001", date(2024, 6, 1))
    assert (told.proposed_by, told.approved_by) == (director.account.name, privacy.account.name)
    with officer.read(AUDIT) as session:
        assert WORD not in str(session.execute(text("SELECT * FROM destroyed_record")).all())


def test_that_what_is_held_stays(director: UnlockedVault, privacy: UnlockedVault, case: Any) -> None:
    key = case()
    propose(director, "case", key)
    with pytest.raises(Invalid) as refused:
        hold(privacy, "case", key, "kort")
    assert list(refused.value.fields) == ["reason"]
    hold(privacy, "case", key, "  Er loopt een rechtszaak over dit pand. ")
    (line,) = due_lines(director)
    assert (line.stage, line.held_by) == (Stage.HELD, privacy.account.name)
    assert line.hold_reason == "Er loopt een rechtszaak over dit pand."
    with pytest.raises(Invalid, match="vastgehouden"):
        propose(director, "case", key)
    with pytest.raises(Invalid, match="geen voorstel"):
        approve(privacy, "case", key)
    hold(director, "case", key, "Een andere rechtszaak loopt nog.")
    let_go(director, "case", key)
    with pytest.raises(NotFound):
        let_go(director, "case", key)
    propose(director, "case", key)
    assert approve(privacy, "case", key).number == "W-2019-0001"


def test_that_what_is_held_is_not_removed_by_hand_either(director: UnlockedVault, case: Any) -> None:
    key = case()
    hold(director, "case", key, "Er loopt een rechtszaak.")
    record = Cases(director).get(key)
    with pytest.raises(Invalid, match="kan niet worden verwijderd: Er loopt een rechtszaak"):
        Cases(director).remove(key, record.version)
    let_go(director, "case", key)
    Cases(director).remove(key, record.version)
    with pytest.raises(NotFound):
        Cases(director).get(key)


def test_that_a_proposal_can_be_taken_back(director: UnlockedVault, case: Any) -> None:
    key = case()
    propose(director, "case", key)
    with pytest.raises(Invalid, match="al voorgesteld"):
        propose(director, "case", key)
    withdraw(director, "case", key)
    assert due_lines(director)[0].stage is Stage.DUE
    with pytest.raises(NotFound):
        withdraw(director, "case", key)


def test_that_what_must_be_kept_or_is_not_there_is_not_proposed(director: UnlockedVault, case: Any) -> None:
    young, running = case("Jong", today() - timedelta(days=10)), case("Loopt", None)
    with pytest.raises(Invalid, match="bewaard tot en met"):
        propose(director, "case", young)
    for kind, key in (("case", running), ("case", 99), ("goal", 1)):
        with pytest.raises(NotFound):
            propose(director, kind, key)
    for kind, key in (("case", 99), ("goal", 1)):
        with pytest.raises(NotFound):
            hold(director, kind, key, "Er loopt een rechtszaak.")


def test_that_a_signal_is_due_once_its_case_is_gone(director: UnlockedVault, privacy: UnlockedVault, case: Any) -> None:
    key = case()
    fed = signal(director, "S-1", keep_until=date(2020, 1, 1), case=key)
    propose(director, "case", key)
    approve(privacy, "case", key)
    assert [(line.kind, line.record) for line in due_lines(director)] == [("signal", fed)]
    propose(privacy, "signal", fed)
    approve(director, "signal", fed)
    with director.read(CASEWORK) as session:
        assert session.scalars(select(Signal.id)).all() == []


def test_that_a_certificate_that_is_not_there_is_told(director: UnlockedVault) -> None:
    with pytest.raises(NotFound):
        certificate(director, 1)


DECIDED = {("finding", "signal_id"), ("agenda_item", "made_case_id"), ("agenda_item", "made_action_id")}


def test_that_every_pointer_to_what_is_kept_either_goes_along_or_was_decided_on() -> None:
    """A new table that may point to a case or a signal must say whether its rows are about that alone."""
    along = {pair for kept in kept_in(CASEWORK).values() for pair in kept.along}
    loose = {
        (table.name, reference.parent.name)
        for table in CaseworkRecord.metadata.tables.values()
        for reference in table.foreign_keys
        if reference.column.table.name in {"case", "signal", "action"}
        and reference.ondelete != "CASCADE"
        and reference.parent.nullable
    }
    assert loose - along == DECIDED


def test_that_start_says_what_is_due_and_what_waits_for_a_second_person(
    director: UnlockedVault, privacy: UnlockedVault, case: Any
) -> None:
    first, _ = case(), case("Nog een")
    assert [item.text for item in retention_items(director)] == [
        "Van 2 casussen en signalen is de bewaartermijn verstreken."
    ]
    propose(director, "case", first)
    assert [item.text for item in retention_items(director)] == [
        "Van één casus of signaal is de bewaartermijn verstreken."
    ]
    assert retention_items(privacy)[0].text == (
        "Één voorstel tot vernietiging wacht op een tweede persoon: u kunt goedkeuren."
    )
