"""The history of a record in words: acts of the log, fields as the form calls them, and what was refused."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from app.services.history import HistoryLine
from tests.ui.conftest import shown
from ui.tokens import Tone
from ui.widgets.record.history import HistoryView, said

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def line(action: str, *fields: str, result: str = "ok", day: int = 2) -> HistoryLine:
    return HistoryLine(datetime(2020, 1, day, 9, 30, tzinfo=UTC), "J. Voorbeeld", action, fields, result)


@pytest.mark.parametrize(
    ("each", "words", "tone"),
    [
        (line("case.changed"), "gewijzigd", Tone.ACCENT),
        (line("screening.opened"), "ingezien", Tone.NEUTRAL),
        (line("document.exported"), "geëxporteerd", Tone.WARNING),
        (line("case.referred"), "verwijzing in een casus ontvangen", Tone.NEUTRAL),
        (line("party.bsn_shown"), "BSN van een partij getoond", Tone.NEUTRAL),
        (line("case.removed", result="refused"), "geweigerd: verwijderd", Tone.WARNING),
    ],
)
def test_that_an_act_is_told_in_words(each: HistoryLine, words: str, tone: Tone) -> None:
    assert said(each) == (words, tone)


def test_that_it_is_told_by_day_with_the_fields_that_changed(qtbot: QtBot) -> None:
    view = HistoryView({"title": "Titel", "handler": "Behandelaar"}.get)  # type: ignore[arg-type]
    shown(qtbot, view)
    view.show_lines(
        [
            line("case.opened", day=3),
            line("case.opened", day=3),
            line("case.changed", "title", "handler", day=3),
            line("case.added", "title"),
        ]
    )
    told = [each.text() for each in view.findChildren(QLabel)]
    assert told[:4] == ["3 januari 2020", "ingezien", "J. Voorbeeld", told[3]]
    assert told[3].startswith("2 keer, laatst om ")
    assert "Titel, Behandelaar" in told
    assert told[-4:-1] == ["2 januari 2020", "toegevoegd", "J. Voorbeeld"]
    assert "Titel" not in told
    view.show_lines(())
    assert [each.text() for each in view.findChildren(QLabel)] == ["Er is nog niets vastgelegd."]
