"""A desk with an officer, and reporters who need no login."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.rules.permissions import INTEGRITY, Role
from app.vault.header.file import read_header
from app.vault.header.trust import Roster
from app.vault.reports.desks import Desks, desks_of
from app.vault.reports.reporting import Outlook, look, prepare_addition, prepare_report, send

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.reports.letters import File
    from app.vault.session import UnlockedVault

DAY = date(2026, 3, 2)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Set the day for the services of the desk."""

    def set_day(day: date) -> None:
        for name in ("arrivals", "reports", "dialogue", "terms", "destroying", "parts"):
            monkeypatch.setattr(f"app.services.integrity.{name}.today", lambda: day)
        monkeypatch.setattr("app.services.reporting.body.today", lambda: day)

    set_day(DAY)
    return set_day


class Reporters:
    """What somebody without a login does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desks: Desks = desks_of(Roster.of(read_header(folder)))

    def report(
        self, what: str = "Er wordt druk op mij uitgeoefend.", *files: File, desk: str = INTEGRITY, **more: Any
    ) -> str:
        body = {"what": what, "sent_on": DAY.isoformat(), "cleaned": [True for _ in files]} | more
        code, envelope = prepare_report(self.desks, desk, body, files)
        send(self.folder, envelope)
        return code

    def add(self, code: str, number: int, *files: File, **body: Any) -> None:
        said = {"sent_on": DAY.isoformat()} | body
        send(self.folder, prepare_addition(self.desks, INTEGRITY, code, number, body=said, files=files))

    def look(self, code: str) -> Outlook:
        return look(self.folder, self.desks, code)


@pytest.fixture
def reporters(folder: Path) -> Reporters:
    return Reporters(folder)


@pytest.fixture
def officer(unlock_as: Callable[[Role], UnlockedVault], today: Callable[[date], None]) -> UnlockedVault:
    return unlock_as(Role.INTEGRITY)
