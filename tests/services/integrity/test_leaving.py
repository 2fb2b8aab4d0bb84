"""What leaves a desk: yearly counts and shared signals, under a voice that names nobody and leads to no report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from app.errors import AccessDenied, Invalid, NotFound
from app.rules.permissions import CASEWORK, INTEGRITY, PROGRAMME, Role
from app.rules.reports_year import COUNTING_RULE, DESTROYED, IN_TIME, LATE, OPEN
from app.rules.screening.year import MERGED
from app.services.clock import today as real_today
from app.services.integrity.dialogue import Dialogue
from app.services.integrity.figures import YearOfReports
from app.services.integrity.parts import Notes
from app.services.integrity.reports import ReportDraft, Reports
from app.services.integrity.sharing import ShareDraft, Sharing
from app.services.integrity.terms import deputy_items, report_items
from app.services.post import carry_and_take_in
from app.services.programme.report_figures import NOTE_KIND, published_reports
from app.services.records import Query
from app.services.signals.shared_in import NOTE_KIND as SHARED
from app.services.signals.signals import Signals
from models.casework.choices import SignalSource
from models.integrity import Destruction
from models.integrity.choices import Channel, ReportFigureKind, ReportType
from tests.services.integrity.conftest import DAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault
    from tests.services.integrity.conftest import Reporters

    Unlock = Callable[[Role], UnlockedVault]
SPOKEN = ReportDraft(channel=Channel.SPOKEN, received_on=DAY, subject="Merknaam", what="Merkverhaal.")
SIGNAL = ShareDraft("Druk op vergunningen", "Er is druk uitgeoefend op vergunningverlening.", could_identify=False)


@pytest.fixture(autouse=True)
def _day(today: object, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("figures", "sharing"):
        monkeypatch.setattr(f"app.services.integrity.{name}.today", lambda: DAY)


def several(officer: UnlockedVault, count: int, **more: Any) -> list[int]:
    return [Reports(officer).add(replace(SPOKEN, **more)).id for _ in range(count)]


def told(vault: UnlockedVault, kind: ReportFigureKind) -> dict[str, int]:
    (found,) = published_reports(vault, DAY.year)
    return {each.label: each.count for each in found.figures.figures if each.kind is kind}


def test_that_the_programme_gets_counts_and_no_small_ones(officer: UnlockedVault, unlock_as: Unlock) -> None:
    confirmed = several(officer, 6, kind=ReportType.PRESSURE)
    several(officer, 2, kind=ReportType.CONDUCT, channel=Channel.LETTER)
    for key in confirmed:
        Dialogue(officer).confirm(key)
    made = YearOfReports(officer).publish(DAY.year)
    policy = unlock_as(Role.POLICY)
    carry_and_take_in(policy)
    (found,) = published_reports(policy, DAY.year)
    assert found.figures == made
    assert (found.desk, made.total, found.rule) == (INTEGRITY, 8, COUNTING_RULE)
    assert told(policy, ReportFigureKind.TYPE) == {MERGED: 8}, "two alone would follow from the total"
    assert told(policy, ReportFigureKind.CONFIRMED) == {MERGED: 8}
    assert told(policy, ReportFigureKind.FED_BACK) == {OPEN: 8}
    with policy.read(PROGRAMME) as session:
        names = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        whole = "".join(str(session.execute(text(f'SELECT * FROM "{name}"')).all()) for name in names)  # noqa: S608
    for mark in ("Merk", "M-2026", officer.account.name):
        assert mark not in whole


def test_that_fewer_reports_than_the_limit_are_told_as_fewer(officer: UnlockedVault, unlock_as: Unlock) -> None:
    several(officer, 4)
    assert YearOfReports(officer).publish(DAY.year).total is None
    policy = unlock_as(Role.POLICY)
    carry_and_take_in(policy)
    (found,) = published_reports(policy, DAY.year)
    assert (found.figures.limit, found.figures.total, found.figures.figures) == (5, None, ())
    assert published_reports(policy, DAY.year - 1) == ()


def test_that_the_newest_publication_counts_and_each_desk_has_its_own(
    officer: UnlockedVault, unlock_as: Unlock
) -> None:
    YearOfReports(officer).publish(DAY.year)
    several(officer, 5)
    YearOfReports(officer).publish(DAY.year)
    YearOfReports(unlock_as(Role.INTEGRITY_DEPUTY)).publish(DAY.year)
    policy = unlock_as(Role.POLICY)
    carry_and_take_in(policy)
    assert [each.figures.total for each in published_reports(policy, DAY.year)] == [5, None]


def test_that_late_is_told_and_what_was_destroyed_stays_counted(
    officer: UnlockedVault, today: Callable[[Any], None]
) -> None:
    keys = several(officer, 5, kind=ReportType.PRESSURE)
    today(DAY.replace(day=12))
    for key in keys:
        Dialogue(officer).confirm(key)
    with officer.write(INTEGRITY) as work:
        for kind in (*[ReportType.PRESSURE] * 5, *[None] * 5):
            gone = Destruction(number="x", year=DAY.year, ground="y", destroyed_on=DAY, account="z", kind=kind)
            work.session.add(gone)
        work.record("report.destroyed", "report", 1)
    figures = YearOfReports(officer).figures(DAY.year)
    found = {(each.kind, each.label): each.count for each in figures.figures}
    assert figures.total == 15
    assert found[ReportFigureKind.TYPE, ReportType.PRESSURE.label] == 10
    assert found[ReportFigureKind.TYPE, DESTROYED] == 5
    assert found[ReportFigureKind.CONFIRMED, LATE] == 5
    assert (ReportFigureKind.CONFIRMED, IN_TIME) not in found


@pytest.mark.parametrize("year", [19, 2027, 99_999])
def test_that_a_year_that_cannot_be_is_refused(officer: UnlockedVault, year: int) -> None:
    with pytest.raises(Invalid) as refused:
        YearOfReports(officer).publish(year)
    assert "year" in refused.value.fields


GOOD: dict[str, Json] = {
    "year": 2026,
    "published_on": "2026-03-02",
    "rule": "Zo.",
    "below": 5,
    "total": 5,
    "figures": [{"kind": kind.value, "label": MERGED, "count": 5} for kind in ReportFigureKind],
}


@pytest.mark.parametrize(
    "spoil",
    [
        {"total": 4},
        {"total": None},
        {"total": -1},
        {"total": True},
        {"year": 19},
        {"extra": 1},
        {"published_on": "gisteren"},
        {"figures": []},
        {"figures": [{"kind": kind.value, "label": MERGED, "count": 1} for kind in ReportFigureKind] * 5},
        {"figures": [{"kind": kind.value, "label": "Jansen", "count": 5} for kind in ReportFigureKind]},
        {"figures": [{"kind": kind.value, "label": MERGED, "count": 2} for kind in ReportFigureKind]},
        {"figures": [1]},
    ],
)
def test_that_spoiled_counts_are_set_aside(officer: UnlockedVault, unlock_as: Unlock, spoil: dict[str, Json]) -> None:
    with officer.write(INTEGRITY) as work:
        work.deliver(PROGRAMME, NOTE_KIND, GOOD | spoil)
        work.deliver(PROGRAMME, NOTE_KIND, GOOD)
        work.record("report_figures.published", "report_figures", 2026)
    carry_and_take_in(officer)
    policy = unlock_as(Role.POLICY)
    done = carry_and_take_in(policy)
    assert (done.taken_in, done.set_aside) == (1, 1)


def test_that_only_the_desk_itself_delivers(director: UnlockedVault, unlock_as: Unlock) -> None:
    with director.write(CASEWORK) as work:
        work.deliver(PROGRAMME, NOTE_KIND, GOOD)
        work.deliver(CASEWORK, SHARED, {"title": "x", "facts": "y"})
        work.record("publish", "signal", 1)
    assert carry_and_take_in(director).set_aside == 2
    assert published_reports(unlock_as(Role.POLICY), 2026) == ()


def test_that_a_shared_signal_comes_in_and_leads_nowhere(officer: UnlockedVault, unlock_as: Unlock) -> None:
    (key,) = several(officer, 1)
    Sharing(officer).share(key, SIGNAL)
    (note,) = (Notes(officer).get(each).draft for each in Notes(officer).ids(Query()))
    assert "gedeeld met het LIP" in (note.text or "")
    assert "druk uitgeoefend" in (note.text or "")
    director = unlock_as(Role.DIRECTOR)
    carry_and_take_in(director)
    (signal,) = (Signals(director).get(each).draft for each in Signals(director).ids(Query()))
    assert (signal.title, signal.source, signal.received_on) == (
        SIGNAL.title,
        SignalSource.INTERNAL_ANONYMOUS,
        real_today(),
    )
    with director.read(CASEWORK) as session:
        names = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        whole = "".join(str(session.execute(text(f'SELECT * FROM "{name}"')).all()) for name in names)  # noqa: S608
    for mark in ("Merk", "M-2026", officer.account.name, officer.account.id):
        assert mark not in whole


def test_that_consent_is_asked_when_the_reporter_could_be_known(officer: UnlockedVault) -> None:
    (key,) = several(officer, 1)
    with pytest.raises(Invalid, match="toestemming"):
        Sharing(officer).share(key, replace(SIGNAL, could_identify=True))
    assert list(Notes(officer).ids(Query())) == []
    (consented,) = several(officer, 1, consent_on=DAY, consent_for="Het LIP, de hele melding")
    Sharing(officer).share(consented, replace(SIGNAL, could_identify=True))
    (note,) = (Notes(officer).get(each).draft for each in Notes(officer).ids(Query()))
    assert "gaf op 2 maart 2026 toestemming" in (note.text or "")


def test_that_what_is_missing_is_named(officer: UnlockedVault) -> None:
    with pytest.raises(Invalid) as refused:
        Sharing(officer).share(1, ShareDraft(title=" "))
    assert set(refused.value.fields) == {"title", "facts", "could_identify"}
    with pytest.raises(Invalid) as refused:
        Sharing(officer).share(1, replace(SIGNAL, title="x" * 500))
    assert "title" in refused.value.fields
    with pytest.raises(NotFound):
        Sharing(officer).share(999, SIGNAL)


def test_that_others_neither_publish_nor_share(unlock_as: Unlock) -> None:
    for role in (Role.DIRECTOR, Role.KEEPER, Role.DPO):
        vault = unlock_as(role)
        with pytest.raises(AccessDenied):
            YearOfReports(vault).publish(2026)
        with pytest.raises(AccessDenied):
            YearOfReports(vault).figures(2026)
        with pytest.raises(AccessDenied):
            Sharing(vault).share(1, SIGNAL)
    with pytest.raises(AccessDenied):
        published_reports(unlock_as(Role.INTEGRITY), 2026)


def test_that_start_tells_the_desk_that_something_waits(
    officer: UnlockedVault, reporters: Reporters, unlock_as: Unlock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert report_items(officer) == ()
    reporters.report()
    assert [item.text for item in report_items(officer)] == ["In de brievenbus ligt iets voor u. Leeg de brievenbus."]
    assert deputy_items(unlock_as(Role.INTEGRITY_DEPUTY)) == ()
    monkeypatch.setattr("app.vault.reports.taking_in.GLANCE", 0)
    assert "vol geraakt" in report_items(officer)[0].text
    (reporters.folder / "dropbox.db").write_bytes(b"geen brievenbus")
    assert report_items(officer) == ()
