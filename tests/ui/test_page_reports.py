"""The acts of the desks on screen: publish a year, share a signal, empty the drop box for signals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.rules.permissions import CASEWORK
from app.services.clock import today
from app.services.integrity.parts import Notes
from app.services.integrity.reports import ReportDraft, Reports
from app.services.records import Query
from app.services.reporting.form import Answers, sealed_report
from app.services.reporting.places import box_of
from app.services.signals.anonymous import TakenSignals
from app.services.signals.signals import Signals
from models.integrity.choices import Channel
from tests.ui.conftest import User
from ui.pages.reports import delivering
from ui.pages.reports.delivering import ShareDialog, Traceable, YearDialog
from ui.pages.signals import inbox
from ui.tasks import Tasks
from ui.widgets.dialogs.box_dialog import BoxDialog
from ui.widgets.record.description import ActContext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.services.records import Records
    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs

TIMEOUT = 20_000


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def user(monkeypatch: pytest.MonkeyPatch) -> User:
    made = User()
    monkeypatch.setattr("ui.dialogs.run", made.run)
    return made


class Desk:
    """An act's surroundings, and what it told."""

    def __init__(self, vault: UnlockedVault, records: Records[Any, Any], key: int | None, tasks: Tasks) -> None:
        self.told: list[str] = []
        self.refreshed = 0
        parent: Any = None
        record = records.get(key) if key is not None else None
        self.context = ActContext(vault, records, record, parent, tasks, self.refresh, self.told.append)

    def refresh(self) -> None:
        self.refreshed += 1


def driven(qtbot: QtBot, fill: Callable[[Any], None]) -> Callable[[QDialog], bool]:
    """Fill a dialog in, start it and wait."""

    def run(dialog: QDialog) -> bool:
        shown: Any = dialog
        qtbot.addWidget(shown)
        fill(shown)
        shown.start()
        qtbot.waitUntil(lambda: not shown.busy, timeout=TIMEOUT)
        return bool(shown.result())

    return run


def put(form_of: Any, **values: object) -> None:
    for name, value in values.items():
        form_of.form.fields[name].editor.show_value(value)


@pytest.fixture
def officer(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("integrity")


def report(officer: UnlockedVault) -> int:
    draft = ReportDraft(channel=Channel.SPOKEN, received_on=today(), subject="Gesprek", what="Wat er is verteld.")
    return Reports(officer).add(draft).id


def test_that_a_year_is_published(officer: UnlockedVault, tasks: Tasks, user: User, qtbot: QtBot) -> None:
    desk = Desk(officer, Reports(officer), None, tasks)

    def fill(dialog: YearDialog) -> None:
        assert dialog.form.draft().year == today().year - 1
        put(dialog, year=None)
        dialog.start()
        assert not dialog.busy
        put(dialog, year=today().year)

    user.dialog = driven(qtbot, fill)
    delivering.publish(desk.context)
    assert desk.told == [f"De jaarcijfers van {today().year} zijn gepubliceerd: minder dan 5 meldingen."]


def test_that_a_signal_is_shared_only_when_all_is_answered(
    officer: UnlockedVault, tasks: Tasks, user: User, qtbot: QtBot
) -> None:
    desk = Desk(officer, Reports(officer), report(officer), tasks)

    def empty(dialog: ShareDialog) -> None:
        put(dialog, title="Druk", facts="Er is druk uitgeoefend.")

    user.dialog = driven(qtbot, empty)
    delivering.share(desk.context)
    assert desk.told == []

    def traceable(dialog: ShareDialog) -> None:
        empty(dialog)
        put(dialog, could_identify=Traceable.YES)

    user.dialog = driven(qtbot, traceable)
    delivering.share(desk.context)
    assert (desk.told, list(Notes(officer).ids(Query()))) == ([], [])

    def whole(dialog: ShareDialog) -> None:
        empty(dialog)
        put(dialog, could_identify=Traceable.NO)

    user.dialog = driven(qtbot, whole)
    delivering.share(desk.context)
    assert desk.refreshed == 1
    assert "op weg naar het LIP" in desk.told[0]
    assert len(Notes(officer).ids(Query())) == 1


def test_that_the_box_is_emptied_for_signals(
    unlock_as: UnlockAs, vault_folder: Path, tasks: Tasks, user: User, qtbot: QtBot
) -> None:
    director = unlock_as("director")
    desk = Desk(director, Signals(director), None, tasks)
    box = box_of(vault_folder)
    box.send(sealed_report(box.desks, CASEWORK, Answers(what="Er wordt 's nachts geladen."))[1])
    kinds: list[type] = []
    user.dialog = driven(qtbot, lambda dialog: kinds.append(type(dialog)))
    inbox.take_in(desk.context)
    inbox.take_in(desk.context)
    assert kinds == [BoxDialog, BoxDialog]
    assert desk.told == ["Ingenomen: één nieuw signaal.", "Er lag niets nieuws in de brievenbus."]
    assert inbox.words_for(TakenSignals(0, 2)) == "Ingenomen: 2 onbruikbare stukken."
    assert len(Signals(director).ids(Query())) == 1


def test_that_emptying_stops_when_asked(
    unlock_as: UnlockAs, vault_folder: Path, tasks: Tasks, user: User, qtbot: QtBot
) -> None:
    director = unlock_as("director")
    desk = Desk(director, Signals(director), None, tasks)
    box = box_of(vault_folder)
    box.send(sealed_report(box.desks, CASEWORK, Answers(what="Er wordt 's nachts geladen."))[1])

    def stop(shown: QDialog) -> bool:
        dialog: Any = shown
        qtbot.addWidget(dialog)
        dialog.start()
        dialog.reject()
        qtbot.waitUntil(lambda: not dialog.busy, timeout=TIMEOUT)
        return bool(dialog.result())

    user.dialog = stop
    inbox.take_in(desk.context)
    inbox.take_in(desk.context)
    assert len(Signals(director).ids(Query())) <= 1
