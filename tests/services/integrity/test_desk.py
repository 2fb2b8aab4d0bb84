"""The desk: what comes in is kept before it is erased, answered, handled within its terms, and in the end destroyed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.errors import AccessDenied, Conflict, Invalid, NotFound
from app.rules.permissions import INTEGRITY, INTEGRITY_DEPUTY, Role
from app.services.attention_item import Urgency
from app.services.integrity.arrivals import Arrivals, Taken
from app.services.integrity.destroying import Destroying
from app.services.integrity.dialogue import Dialogue
from app.services.integrity.parts import Files, Messages, NoteDraft, Notes
from app.services.integrity.reports import ReportDraft, Reports, SubstatusDraft, Substatuses
from app.services.integrity.terms import Clock, deputy_items, report_items, terms_of
from app.services.norms import norm_book
from app.services.records import Query
from app.vault.reports import dropbox
from app.vault.reports.codes import new_code
from app.vault.reports.letters import File
from app.vault.reports.reporting import Standing
from models.integrity.choices import Channel, ReportStatus, ReportType, Speaker
from models.integrity.choices import Conflict as ConflictOfInterest
from tests.services.integrity.conftest import DAY

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault
    from tests.services.integrity.conftest import Reporters

Today = Callable[[date], None]
SPOKEN = ReportDraft(channel=Channel.SPOKEN, received_on=DAY, subject="Gesprek", what="Wat er is verteld.")


def take_in(officer: UnlockedVault) -> Taken:
    return Arrivals(officer).take_in()


def only(officer: UnlockedVault) -> int:
    return Reports(officer).ids(Query())[0]


def closed(officer: UnlockedVault, key: int) -> None:
    record = Reports(officer).get(key)
    draft = replace(
        record.draft,
        status=ReportStatus.CLOSED,
        kind=ReportType.PRESSURE,
        conflict=ConflictOfInterest.NONE,
        conclusion="Niet vastgesteld.",
        closed_on=DAY,
    )
    Reports(officer).change(key, draft, record.version)


def test_that_a_report_comes_in_with_its_files_and_the_reporter_hears_so(
    officer: UnlockedVault, reporters: Reporters
) -> None:
    code = reporters.report("Druk op een vergunning.\nMeer tekst.", File("foto.jpg", b"x" * 90_000), may_ask=True)

    assert take_in(officer) == Taken(new=1)

    draft = Reports(officer).get(only(officer)).draft
    assert (draft.number, draft.channel, draft.received_on) == ("M-2026-001", Channel.FORM, DAY)
    assert (draft.subject, draft.may_ask) == ("Druk op een vergunning.", True)
    file = Files(officer).get(1).draft
    assert (file.name, file.size, file.cleaned) == ("foto.jpg", 90_000, True)
    assert Dialogue(officer).content(1) == b"x" * 90_000
    outlook = reporters.look(code)
    assert outlook.standing is Standing.RECEIVED
    assert outlook.waiting == ()
    assert "ontvangen" in str(outlook.replies[0].letter.body["text"])


def test_that_taking_in_leaves_only_answers_in_the_box(
    officer: UnlockedVault, reporters: Reporters, folder: Path
) -> None:
    reporters.report()
    take_in(officer)
    lying = set(dropbox.ids(folder))
    assert take_in(officer) == Taken()
    assert set(dropbox.ids(folder)) == lying


def test_that_what_was_interrupted_is_taken_up_again(
    officer: UnlockedVault, reporters: Reporters, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = reporters.report()
    with monkeypatch.context() as broken:
        broken.setattr("app.services.integrity.arrivals.missing", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            take_in(officer)
    assert reporters.look(code).standing is Standing.WAITING

    assert take_in(officer) == Taken()
    assert len(Reports(officer).ids(Query())) == 1
    assert reporters.look(code).standing is Standing.RECEIVED


def test_that_a_replayed_envelope_comes_in_once(officer: UnlockedVault, reporters: Reporters, folder: Path) -> None:
    reporters.report()
    copied = {key: dropbox.get(folder, key) or b"" for key in dropbox.ids(folder)}
    take_in(officer)
    dropbox.put(folder, copied)
    take_in(officer)
    assert len(Reports(officer).ids(Query())) == 1


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"what": "  "}, "geen inhoud"),
        ({"what": 7}, "geen inhoud"),
        ({"sent_on": "gisteren"}, "geen leesbare dag"),
        ({"sent_on": "2031-01-01"}, "kan niet kloppen"),
        ({"sent_on": "1999-01-01"}, "kan niet kloppen"),
    ],
)
def test_that_a_message_that_the_form_would_not_make_is_set_apart_with_its_reason(
    officer: UnlockedVault, reporters: Reporters, folder: Path, body: dict[str, object], reason: str
) -> None:
    reporters.report(**body)  # type: ignore[arg-type]
    reporters.report("Een goede melding.")

    assert take_in(officer) == Taken(new=1, broken=1)
    broken = Arrivals(officer).broken()
    assert len(broken) == 1
    assert reason in broken[0].reason
    assert take_in(officer) == Taken()


def test_that_the_dialogue_goes_to_and_fro(officer: UnlockedVault, reporters: Reporters) -> None:
    code = reporters.report()
    take_in(officer)
    key = only(officer)
    Dialogue(officer).confirm(key)
    Dialogue(officer).reply(key, "  Wie was erbij?  ")
    reporters.add(code, 1, File("lijst.txt", b"namen"), text="Twee mensen.", cleaned=[False])
    reporters.add(code, 2, identity="V. Oorbeeld, toestel 000")

    assert take_in(officer) == Taken(added=2)

    said = [reporters.look(code).replies[at].letter.body["text"] for at in range(3)]
    assert said[2] == "Wie was erbij?"
    messages = [Messages(officer).get(each).draft for each in Messages(officer).ids(Query())]
    assert [each.text for each in messages if each.speaker is Speaker.REPORTER and each.number] == [
        "Twee mensen.",
        "De melder heeft zich bekendgemaakt.",
    ]
    draft = Reports(officer).get(key).draft
    assert draft.reporter == "V. Oorbeeld, toestel 000"
    assert (draft.confirmed_on, draft.status) == (DAY, ReportStatus.TRIAGE)
    assert not Files(officer).get(1).draft.cleaned


def test_that_two_additions_under_one_number_are_both_kept(officer: UnlockedVault, reporters: Reporters) -> None:
    code = reporters.report()
    take_in(officer)
    reporters.add(code, 1, text="Eerste.")
    take_in(officer)
    reporters.add(code, 1, text="Tweede.")
    assert take_in(officer) == Taken(added=1)
    numbers = [Messages(officer).get(each).draft.number for each in Messages(officer).ids(Query())]
    assert sorted(number for number in numbers if number) == [1, 1, 2]


def test_that_an_addition_without_its_report_is_set_apart(officer: UnlockedVault, reporters: Reporters) -> None:
    reporters.add(new_code(), 1, text="Bij een melding die er niet is.")
    assert take_in(officer) == Taken(broken=1)
    assert "niet (meer)" in Arrivals(officer).broken()[0].reason


def test_that_an_answer_that_somebody_took_away_is_put_back(
    officer: UnlockedVault, reporters: Reporters, folder: Path
) -> None:
    code = reporters.report()
    take_in(officer)
    dropbox.erase(folder, dropbox.ids(folder))
    assert reporters.look(code).standing is Standing.NOT_FOUND

    assert Dialogue(officer).restock_all() == 1
    assert reporters.look(code).standing is Standing.RECEIVED


@pytest.mark.parametrize("said", ["", "   ", "x" * 20_001])
def test_that_an_empty_or_endless_answer_is_refused(officer: UnlockedVault, reporters: Reporters, said: str) -> None:
    reporters.report()
    take_in(officer)
    with pytest.raises(Invalid):
        Dialogue(officer).reply(only(officer), said)


def test_that_the_order_of_the_acts_is_kept(officer: UnlockedVault, reporters: Reporters) -> None:
    reporters.report()
    take_in(officer)
    key = only(officer)
    with pytest.raises(Invalid, match="Bevestig eerst"):
        Dialogue(officer).feed_back(key, "Klaar.")
    Dialogue(officer).confirm(key)
    with pytest.raises(Invalid, match="al bevestigd"):
        Dialogue(officer).confirm(key)
    Dialogue(officer).feed_back(key, "Klaar.")
    assert Reports(officer).get(key).draft.feedback_on == DAY
    with pytest.raises(NotFound):
        Dialogue(officer).reply(999, "Hallo?")
    with pytest.raises(NotFound):
        Dialogue(officer).content(999)


def test_that_a_report_by_word_of_mouth_is_written_down_and_confirmed_outside_the_box(officer: UnlockedVault) -> None:
    stored = Reports(officer).add(SPOKEN)
    Dialogue(officer).confirm(stored.id)
    assert Reports(officer).get(stored.id).draft.confirmed_on == DAY
    with pytest.raises(Invalid, match="geen code"):
        Dialogue(officer).reply(stored.id, "Hallo?")
    assert Reports(officer).blank().channel is Channel.SPOKEN


def test_that_the_form_refuses_what_cannot_be(officer: UnlockedVault, reporters: Reporters) -> None:
    reporters.report()
    take_in(officer)
    record = Reports(officer).get(only(officer))
    for change, field in (
        ({"channel": Channel.LETTER}, "channel"),
        ({"received_on": date(2026, 2, 1)}, "received_on"),
        ({"number": "M-1"}, "number"),
        ({"status": ReportStatus.CLOSED}, "closed_on"),
    ):
        with pytest.raises(Invalid) as refused:
            Reports(officer).change(record.id, replace(record.draft, **change), record.version)
        assert field in refused.value.fields
    with pytest.raises(Invalid):
        Reports(officer).add(replace(SPOKEN, channel=Channel.FORM))
    with pytest.raises(Invalid, match="vernietigen"):
        Reports(officer).remove(record.id, record.version)


def test_that_two_officers_who_change_one_report_are_told(officer: UnlockedVault) -> None:
    stored = Reports(officer).add(SPOKEN)
    Reports(officer).change(stored.id, replace(stored.draft, handler="A"), stored.version)
    with pytest.raises(Conflict):
        Reports(officer).change(stored.id, replace(stored.draft, handler="B"), stored.version)


def test_that_the_dialogue_and_the_files_are_not_written_by_hand(officer: UnlockedVault, reporters: Reporters) -> None:
    reporters.report("Tekst.", File("a.txt", b"a"))
    take_in(officer)
    for register in (Messages(officer), Files(officer)):
        assert not register.may_edit()
        record = register.get(register.ids(Query())[0])
        with pytest.raises(Invalid):
            register.change(record.id, record.draft, record.version)  # type: ignore[arg-type]
        with pytest.raises(Invalid):
            register.remove(record.id, record.version)


def test_that_notes_and_steps_are_kept(officer: UnlockedVault) -> None:
    step = Substatuses(officer).add(SubstatusDraft("wacht op P&O"))
    Substatuses(officer).add(SubstatusDraft("bij de burgemeester"))
    stored = Reports(officer).add(replace(SPOKEN, substatus_id=step.id))
    note = Notes(officer).add(replace(Notes(officer).blank(), report_id=stored.id, text="Bel morgen."))

    assert note.draft == NoteDraft(stored.id, DAY, "Bel morgen.")
    assert note.title.startswith("Aantekening van")
    assert [option.label for option in Reports(officer).options("substatus_id")] == [
        "wacht op P&O",
        "bij de burgemeester",
    ]
    assert [option.label for option in Notes(officer).options("report_id")] == ["M-2026-001 Gesprek"]
    with pytest.raises(Invalid, match="in gebruik"):
        Substatuses(officer).remove(step.id, step.version)


def test_that_the_clock_counts_from_the_day_of_sending_and_then_from_the_confirmation(
    officer: UnlockedVault,
) -> None:
    book = norm_book(officer)
    first = terms_of(date(2025, 1, 31), None, None, book).deadlines
    assert [each.day for each in first] == [date(2025, 2, 7)]
    both = terms_of(date(2025, 1, 31), date(2025, 2, 3), None, book).deadlines
    assert both[1].day == date(2025, 5, 3)
    assert "norm" in (terms_of(date(1950, 1, 1), None, None, book).problem or "")


def test_that_start_warns_the_desk_and_nobody_else(
    officer: UnlockedVault, reporters: Reporters, today: Today, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    reporters.report("Iets heel geheims.")
    take_in(officer)
    told = report_items(officer)
    assert [item.text for item in told] == [
        "Melding M-2026-001 is nieuw.",
        "Melding M-2026-001: ontvangst bevestigen uiterlijk 8 maart 2026.",
    ]
    today(date(2026, 3, 9))
    assert report_items(officer)[1].urgency is Urgency.OVERDUE
    assert deputy_items(unlock_as(Role.INTEGRITY_DEPUTY)) == ()
    for role in (Role.KEEPER, Role.DIRECTOR, Role.DPO):
        with pytest.raises(AccessDenied):
            report_items(unlock_as(role))


def test_that_a_report_is_destroyed_only_in_time_and_leaves_a_certificate(
    officer: UnlockedVault, reporters: Reporters, today: Today, folder: Path
) -> None:
    code = reporters.report("Iets heel geheims.", File("geheim.txt", b"inhoud"))
    take_in(officer)
    key = only(officer)
    Notes(officer).add(NoteDraft(key, DAY, "Vertrouwelijk."))
    Dialogue(officer).confirm(key)
    with pytest.raises(Invalid, match="Sluit"):
        Destroying(officer).destroy(key, "termijn voorbij")
    closed(officer, key)
    with pytest.raises(Invalid, match="bewaard tot en met 2 maart 2027"):
        Destroying(officer).destroy(key, "termijn voorbij")

    today(date(2027, 3, 1))
    assert any("mag na" in item.text for item in report_items(officer))
    with pytest.raises(Invalid):
        Destroying(officer).postpone(key, date(2027, 1, 1), "loopt nog")
    with pytest.raises(Invalid):
        Destroying(officer).postpone(key, date(2027, 6, 1), " ")
    Destroying(officer).postpone(key, date(2027, 6, 1), "procedure loopt nog")
    today(date(2027, 6, 2))
    assert any("mag worden vernietigd" in item.text for item in report_items(officer))
    with pytest.raises(Invalid):
        Destroying(officer).destroy(key, " ")
    made = Destroying(officer).destroy(key, "termijn voorbij")

    assert made.number == "M-2026-001"
    assert Destroying(officer).certificates() == (made,)
    assert reporters.look(code).standing is Standing.NOT_FOUND
    with officer.read(INTEGRITY) as session:
        names = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        rows = {name: session.execute(text(f'SELECT * FROM "{name}"')).all() for name in names}  # noqa: S608 - our names
    left = {name for name, found in rows.items() if "geheims" in str(found)}
    assert left == set()
    Reports(officer).add(replace(SPOKEN, received_on=DAY))
    assert Reports(officer).get(Reports(officer).ids(Query())[0]).draft.number == "M-2026-002"


def test_that_officer_and_deputy_do_not_see_each_others_reports(
    officer: UnlockedVault, reporters: Reporters, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    deputy = unlock_as(Role.INTEGRITY_DEPUTY)
    reporters.report("Over de functionaris zelf.", desk=INTEGRITY_DEPUTY)
    assert take_in(officer) == Taken()
    assert take_in(deputy) == Taken(new=1)
    assert len(Reports(deputy).ids(Query())) == 1
    assert len(Reports(officer).ids(Query())) == 0
    with pytest.raises(AccessDenied):
        Reports(officer, INTEGRITY_DEPUTY).ids(Query())


@pytest.mark.parametrize("role", [each for each in Role if not each.value.startswith("integrity")])
def test_that_no_other_role_does_anything_at_a_desk(
    unlock_as: Callable[[Role], UnlockedVault], reporters: Reporters, role: Role
) -> None:
    reporters.report()
    other = unlock_as(role)
    for attempt in (
        lambda: Arrivals(other).take_in(),
        lambda: Arrivals(other).broken(),
        lambda: Reports(other).ids(Query()),
        lambda: Dialogue(other).confirm(1),
        lambda: Dialogue(other).content(1),
        lambda: Destroying(other).certificates(),
        lambda: Clock(other).items(),
    ):
        with pytest.raises(AccessDenied):
            attempt()
