"""Anonymous signals: they come in once, are answered once, and nothing in casework leads to who sent them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from app.errors import AccessDenied, Cancelled
from app.rules.permissions import CASEWORK, INTEGRITY, Role
from app.services.attachments.store import Parent
from app.services.casework.attachments import CaseworkAttachments
from app.services.clock import today
from app.services.records import Query
from app.services.signals.anonymous import (
    ADDED_TITLE,
    RECEIVED,
    TITLE,
    AnonymousSignals,
    TakenSignals,
    anonymous_items,
)
from app.services.signals.signals import Signals
from app.vault.header.file import read_header
from app.vault.header.trust import Roster
from app.vault.reports import dropbox, taking_in
from app.vault.reports.desks import Desks, desks_of
from app.vault.reports.letters import File
from app.vault.reports.reporting import Standing, look, prepare_addition, prepare_report, send
from models.casework.choices import SignalSource, SignalStatus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.session import UnlockedVault

    Unlock = Callable[[Role], UnlockedVault]

WHAT = "Achter een winkel worden dozen overgeladen."


@pytest.fixture
def desks(folder: Path) -> Desks:
    return desks_of(Roster.of(read_header(folder)))


@pytest.fixture
def box(folder: Path) -> Path:
    dropbox.make(folder)
    return folder


def report(folder: Path, desks: Desks, *files: File, desk: str = CASEWORK, **body: Any) -> str:
    said = {"what": WHAT, "sent_on": today().isoformat()} | body
    code, envelope = prepare_report(desks, desk, said, files)
    send(folder, envelope)
    return code


def stored(vault: UnlockedVault) -> list[Any]:
    register = Signals(vault)
    return [register.get(key).draft for key in register.ids(Query())]


def test_that_a_report_becomes_a_signal_and_is_answered_once(director: UnlockedVault, box: Path, desks: Desks) -> None:
    yesterday = today() - timedelta(days=1)
    code = report(box, desks, when_where="Voorbeeldstraat, 's nachts", who="", sent_on=yesterday.isoformat())
    assert AnonymousSignals(director).take_in() == TakenSignals(new=1)
    (signal,) = stored(director)
    assert (signal.title, signal.source, signal.received_on) == (TITLE, SignalSource.INTERNAL_ANONYMOUS, yesterday)
    assert signal.facts == f"{WHAT}\n\nWanneer en waar: Voorbeeldstraat, 's nachts"
    assert signal.brought_in_by is None
    outlook = look(box, desks, code)
    assert outlook.standing is Standing.RECEIVED
    assert [each.letter.body["text"] for each in outlook.replies] == [RECEIVED]
    assert AnonymousSignals(director).take_in() == TakenSignals()
    with director.read(CASEWORK) as session:
        assert session.execute(text("SELECT status FROM signal")).scalar_one() == SignalStatus.RECEIVED.value


def test_that_nothing_in_casework_leads_to_the_reporter(director: UnlockedVault, box: Path, desks: Desks) -> None:
    from app.vault.reports.codes import keys_of  # noqa: PLC0415

    code = report(box, desks)
    AnonymousSignals(director).take_in()
    keys = keys_of(code, desks.vault)
    with director.read(CASEWORK) as session:
        names = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        rows = [row for name in names for row in session.execute(text(f'SELECT * FROM "{name}"'))]  # noqa: S608
    values = [value for row in rows for value in row]
    for secret in (keys.lookup, keys.reading.public_bytes, keys.signing.public_bytes):
        assert not any(secret in value for value in values if isinstance(value, bytes))
        assert not any(secret.hex() in value for value in values if isinstance(value, str))


def test_that_files_hang_on_the_signal_and_what_cannot_is_told(
    director: UnlockedVault, box: Path, desks: Desks
) -> None:
    note = File("bijlage-1.txt", b"lijst van dozen")
    large = File("bijlage-2.pdf", b"%PDF-1.4\n" + b"x" * 1_100_000)
    report(box, desks, note, note, large, File("bijlage-3.exe", b"MZ" + b"\0" * 100))
    AnonymousSignals(director).take_in()
    (key,) = Signals(director).ids(Query())
    attachments = CaseworkAttachments(director)
    found = attachments.of(Parent("signal_id", key))
    assert [(each.name, each.size) for each in found] == [("bijlage-1.txt", 15), ("bijlage-2.pdf", 1_100_009)]
    assert attachments.view(found[1].id).content == large.data
    (signal,) = stored(director)
    assert "Meegestuurd en niet bewaard: ‘bijlage-3.exe’" in (signal.facts or "")


def test_that_a_replayed_message_comes_in_once(director: UnlockedVault, box: Path, desks: Desks) -> None:
    report(box, desks)
    copied = dropbox.read_some(box, dropbox.ids(box))
    AnonymousSignals(director).take_in()
    dropbox.put(box, copied)
    assert AnonymousSignals(director).take_in() == TakenSignals()
    assert len(stored(director)) == 1


def test_that_what_was_interrupted_is_taken_up_again(
    director: UnlockedVault, box: Path, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = report(box, desks)
    with monkeypatch.context() as broken:
        broken.setattr("app.services.signals.anonymous.answer", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            AnonymousSignals(director).take_in()
    assert look(box, desks, code).standing is Standing.WAITING
    assert AnonymousSignals(director).take_in() == TakenSignals()
    assert len(stored(director)) == 1
    assert look(box, desks, code).standing is Standing.RECEIVED


def test_that_it_can_be_stopped_before_anything_is_taken_in(director: UnlockedVault, box: Path, desks: Desks) -> None:
    report(box, desks)
    lying = dropbox.ids(box)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        AnonymousSignals(director).take_in(stop)
    assert (dropbox.ids(box), stored(director)) == (lying, [])


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"what": " "}, "geen inhoud"),
        ({"what": ["x"]}, "geen inhoud"),
        ({"sent_on": "gisteren"}, "geen leesbare dag"),
        ({"sent_on": "2131-01-01"}, "kan niet kloppen"),
    ],
)
def test_that_what_the_form_would_not_make_is_set_apart_and_stops_nothing(
    director: UnlockedVault, box: Path, desks: Desks, body: dict[str, Any], reason: str
) -> None:
    report(box, desks, **body)
    report(box, desks)
    assert AnonymousSignals(director).take_in() == TakenSignals(new=1, broken=1)
    (broken,) = AnonymousSignals(director).broken()
    assert broken.found_on == today()
    assert reason in broken.reason
    assert AnonymousSignals(director).take_in() == TakenSignals()


def test_that_damaged_chunks_are_set_apart_once(director: UnlockedVault, box: Path, desks: Desks) -> None:
    report(box, desks, File("bijlage-1.txt", b"tekst\n" * 20_000))
    arrived = taking_in.look_through(box, desks, CASEWORK, AnonymousSignals(director)._keys()).arrivals
    lying = [row for each in arrived for row in each.rows]  # beside them lie covers, which nobody misses
    spoiled = dropbox.read_some(box, lying)
    dropbox.erase(box, lying[:1])
    assert AnonymousSignals(director).take_in() == TakenSignals(broken=1)
    dropbox.put(box, {key: spoiled[key] for key in lying[1:]})
    assert AnonymousSignals(director).take_in() == TakenSignals()
    dropbox.put(box, spoiled)
    assert AnonymousSignals(director).take_in() == TakenSignals(new=1), "it is whole now"
    assert AnonymousSignals(director).broken() == ()


def test_that_an_addition_becomes_a_signal_without_a_name(director: UnlockedVault, box: Path, desks: Desks) -> None:
    code = report(box, desks)
    AnonymousSignals(director).take_in()
    said: dict[str, Any] = {"sent_on": today().isoformat(), "text": "Nog iets.", "identity": "V. Oorbeeld"}
    send(box, prepare_addition(desks, CASEWORK, code, 1, body=said))
    assert AnonymousSignals(director).take_in() == TakenSignals(new=1)
    added = next(each for each in stored(director) if each.title == ADDED_TITLE)
    assert "Nog iets." in (added.facts or "")
    assert "Oorbeeld" not in (added.facts or "")
    send(box, prepare_addition(desks, CASEWORK, code, 2, body={"sent_on": today().isoformat()}))
    assert AnonymousSignals(director).take_in() == TakenSignals(broken=1)


def test_that_covers_go_and_what_is_for_others_stays(director: UnlockedVault, box: Path, desks: Desks) -> None:
    report(box, desks, desk=INTEGRITY)
    lying = set(dropbox.ids(box))
    rows = taking_in.covers(desks, 3).rows
    dropbox.put(box, rows)
    own, *of_others = rows  # the desks in turn, casework first
    AnonymousSignals(director).take_in()
    left = set(dropbox.ids(box))
    assert own not in left
    assert set(of_others) < left
    assert len(left & lying) >= 1, "the report to the officer"
    assert stored(director) == []


def test_that_start_tells_only_who_can_open_it(
    director: UnlockedVault, unlock_as: Unlock, box: Path, desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(anonymous_items(director)) == []
    report(box, desks, desk=INTEGRITY)
    assert list(anonymous_items(director)) == []
    monkeypatch.setattr(taking_in, "GLANCE", 0)
    assert "vol geraakt" in next(anonymous_items(director)).text
    monkeypatch.undo()
    report(box, desks)
    assert "anoniem signaal" in next(anonymous_items(director)).text
    assert list(anonymous_items(unlock_as(Role.PRIVACY))) == []
    (box / dropbox.NAME).write_bytes(b"geen brievenbus")
    assert list(anonymous_items(director)) == []


@pytest.mark.parametrize("role", [Role.PRIVACY, Role.INTEGRITY, Role.KEEPER])
def test_that_others_do_not_empty_it(unlock_as: Unlock, role: Role) -> None:
    with pytest.raises(AccessDenied):
        AnonymousSignals(unlock_as(role)).take_in()


def test_that_the_day_of_a_signal_is_the_day_of_sending(director: UnlockedVault, box: Path, desks: Desks) -> None:
    first = date(today().year, 1, 1)
    report(box, desks, sent_on=first.isoformat())
    AnonymousSignals(director).take_in()
    assert (stored(director)[0].number or "").startswith(f"S-{first.year}-")
