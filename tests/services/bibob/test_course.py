"""One screening from the intake to the closed file, as its coordinator enters it day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Invalid
from app.services.bibob import screenings, warnings
from app.services.bibob.aftermath import ConditionDraft, Conditions
from app.services.bibob.investigation import (
    AdviceQuestionDraft,
    AdviceQuestions,
    ConsultedSourceDraft,
    ConsultedSources,
)
from app.services.bibob.screenings import Screenings
from app.services.bibob.terms import timeline
from app.services.bibob.warnings import screening_items
from models.bibob.choices import AdviceType, Answer, Danger, Outcome, Phase, ResearchSource
from tests.services.bibob.files import BEGUN

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


class Desk:
    """The coordinator at work on one file: what is entered, and what is shown on that day."""

    def __init__(self, vault: UnlockedVault, monkeypatch: pytest.MonkeyPatch) -> None:
        self.vault, self.monkeypatch = vault, monkeypatch
        self.file = Screenings(vault).add(BEGUN).id

    def on(self, day: str, **entered: Any) -> Desk:
        """It is this day, and this is entered."""
        self.day = date.fromisoformat(day)
        for module in (screenings, warnings):
            self.monkeypatch.setattr(module, "today", lambda: self.day)
        if entered:
            record = Screenings(self.vault).get(self.file)
            Screenings(self.vault).change(self.file, replace(record.draft, **entered), record.version)
        return self

    def last_days(self) -> dict[str, str]:
        return {each.key: str(each.day) for each in timeline(self.vault, self.file, self.day).deadlines}

    def told(self) -> list[str]:
        return [item.text.removeprefix("BIB-2020-001: ") for item in screening_items(self.vault)]


def test_that_a_screening_goes_all_the_way(bibob: UnlockedVault, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(bibob, monkeypatch)
    complete_the_form(desk)
    get_the_advice(desk)
    hear_and_decide(desk)
    check_and_close(desk)


def complete_the_form(desk: Desk) -> None:
    desk.on("2020-03-02", phase=Phase.FORM_ISSUED, form_issued_on=date(2020, 3, 2))
    assert desk.last_days() == {"decision": "2020-04-28"}  # the 27th is King's day

    desk.on(
        "2020-03-06", form_received_on=date(2020, 3, 6), form_complete=Answer.NO, completion_asked_on=date(2020, 3, 6)
    )
    assert desk.last_days()["completion"] == "2020-03-20"
    desk.on("2020-03-13")
    assert "de hersteltermijn eindigt op 19 maart 2020, over 6 dagen." in desk.told()
    desk.on("2020-03-14", phase=Phase.OWN_RESEARCH, completed_on=date(2020, 3, 12))
    assert desk.last_days()["decision"] == "2020-05-04"  # five days from 7 to 11 March: 2 May is a Saturday
    source = ConsultedSourceDraft(desk.file, ResearchSource.TRADE_REGISTER, date(2020, 3, 14), "art. 7a Wet Bibob")
    ConsultedSources(desk.vault).add(source)


def get_the_advice(desk: Desk) -> None:
    requested = {"advice_type": AdviceType.REGULAR, "advice_requested_on": date(2020, 3, 16)}
    desk.on("2020-03-16", phase=Phase.ADVICE_REQUESTED, **requested)
    assert desk.told() == ["betrokkene is nog niet geïnformeerd over de adviesaanvraag (art. 32 Wet Bibob)."]
    desk.on("2020-03-17", subject_informed_on=date(2020, 3, 17))
    assert desk.told() == []

    desk.on("2020-04-01", phase=Phase.ADVICE_SUSPENDED)
    question = AdviceQuestions(desk.vault).add(AdviceQuestionDraft(desk.file, date(2020, 4, 1), None, "Jaarrekening"))
    desk.on("2020-04-11")
    answered = replace(question.draft, answered_on=date(2020, 4, 11))
    AdviceQuestions(desk.vault).change(question.id, answered, question.version)
    desk.on("2020-05-11", phase=Phase.ADVICE_EXTENDED, extension_days=28, extension_noticed_on=date(2020, 5, 11))
    assert desk.last_days()["advice"] == "2020-06-18"

    received = {"advice_received_on": date(2020, 6, 1), "advised_danger_a": Danger.LESSER}
    desk.on("2020-06-02", phase=Phase.ASSESSMENT, **received)
    assert desk.last_days()["decision"] == "2020-07-20"  # 77 days more: 18 July is a Saturday


def hear_and_decide(desk: Desk) -> None:
    concluded = {"danger_a": Danger.LESSER, "danger_b": Danger.NONE, "danger_six": Answer.NO}
    conditions = {"outcome": Outcome.GRANT_WITH_CONDITIONS, "decided_on": date(2020, 6, 3)}
    with pytest.raises(Invalid, match="zonder voornemen en zienswijze"):
        desk.on("2020-06-03", phase=Phase.DECISION, **concluded, **conditions)
    heard = {"intention_sent_on": date(2020, 6, 4), "secrecy_pointed_on": date(2020, 6, 4)}
    desk.on("2020-06-04", phase=Phase.INTENTION, **concluded, **heard)
    with pytest.raises(Invalid, match="loopt tot en met 18 juni 2020"):
        desk.on("2020-06-18", phase=Phase.DECISION, outcome=conditions["outcome"], decided_on=date(2020, 6, 18))

    decided = {"outcome": conditions["outcome"], "decided_on": date(2020, 6, 22), "published_on": date(2020, 6, 23)}
    desk.on("2020-06-23", phase=Phase.DECISION, **decided)
    assert desk.last_days()["objection"] == "2020-08-04"
    assert [words.split(" is ")[0].split(" zijn ")[0] for words in desk.told()] == [
        "de gevaarsconclusie",
        "de voorschriften van het besluit",
    ]


def check_and_close(desk: Desk) -> None:
    made = Conditions(desk.vault).add(ConditionDraft(desk.file, "Administratie op orde", date(2020, 12, 1)))
    desk.on("2020-06-24", register_reported_on=date(2020, 6, 24))
    assert desk.told() == []

    desk.on("2020-08-10", phase=Phase.CLOSED, closed_on=date(2020, 8, 10))
    desk.on("2020-12-02")
    assert desk.told() == ["een voorschrift had gecontroleerd moeten zijn op 1 december 2020."]
    checked = replace(made.draft, checked_on=date(2020, 12, 2), finding="In orde")
    Conditions(desk.vault).change(made.id, checked, made.version)
    assert desk.told() == []
    assert desk.last_days()["retention"] == "2025-08-10"
