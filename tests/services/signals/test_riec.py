"""The form for the RIEC: there only after a hand-over, with what may go and without who brought it in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.errors import ExportFailed, Invalid
from app.report.papers.riec_form import export_riec_form, form_pdf
from app.rules.permissions import CASEWORK
from app.services.exports import Purpose
from app.services.signals.mentions import MentionDraft, Mentions
from app.services.signals.riec import riec_form
from app.services.signals.signals import Signals
from app.services.signals.weighing import Ending, decide
from models.casework import CaseworkExport
from models.casework.choices import Certainty, HitResult, MentionKind, SignalOutcome, WeighingStepKind
from tests.report.reading import Reading
from tests.services.signals.files import GROUND, WHOLE, answered, past_privacy_test

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault


@pytest.fixture
def handed_over(director: UnlockedVault, privacy: UnlockedVault) -> int:
    """A signal with everything on it that went to the RIEC."""
    course = past_privacy_test(director, privacy, HitResult.HIT, HitResult.NO_HIT)
    signals = Signals(director)
    whole = replace(WHOLE, number=signals.get(course.signal).draft.number)
    signals.change(course.signal, whole, course.version)
    version = answered(director, course.signal, WeighingStepKind.W4).version
    for certainty, plate in ((Certainty.ESTABLISHED, "12ABC3"), (Certainty.SUSPECTED, "34DEF5")):
        draft = MentionDraft(signal_id=course.signal, kind=MentionKind.VEHICLE, plate=plate, certainty=certainty)
        Mentions(director).add(draft)
    ending = Ending(SignalOutcome.RIEC, "Partners nodig.", "RIEC Den Haag", GROUND, "Adres en waarneming")
    decide(director, course.signal, ending, version)
    return course.signal


def test_that_the_form_says_what_went_on_what_ground_to_whom(director: UnlockedVault, handed_over: int) -> None:
    form = riec_form(director, handed_over)
    text = " ".join(Reading(form_pdf(form)).texts)
    for said in (
        form.number,
        "RIEC Den Haag",
        GROUND,
        "Adres en waarneming",
        "Geblindeerde ramen",
        "Mogelijk een kwekerij",
        "12-ABC-3",
        "34-DEF-5",
        "BRP",
        "Gevonden",
        "1 maart 2020 tot en met 2 maart 2020",
        "B doorgaans betrouwbaar; 3 mogelijk",
        "Privacytoets 1",
    ):
        assert said in text, said
    assert "omwonende" not in text, "who brought it in stays inside"
    assert "Kadaster" not in text, "nothing of a source without a hit"


def test_that_what_is_only_suspected_may_stay_behind(director: UnlockedVault, handed_over: int) -> None:
    form = riec_form(director, handed_over, with_suspected=False)
    assert [label for label, *_ in form.mentions] == ["12-ABC-3"]
    assert form.interpretation is None
    assert form_pdf(form).startswith(b"%PDF-")


def test_that_the_export_is_logged_with_its_reason_and_hash(
    director: UnlockedVault, handed_over: int, tmp_path: Path
) -> None:
    out = tmp_path / "formulier.pdf"
    with pytest.raises(Invalid):
        export_riec_form(director, handed_over, out, Purpose("  "))
    with pytest.raises(ExportFailed):
        export_riec_form(director, handed_over, tmp_path / "nergens" / "x.pdf", Purpose("Overdracht"))
    assert not out.exists()
    export_riec_form(director, handed_over, out, Purpose("Overdracht", "RIEC Den Haag"))
    with director.read(CASEWORK) as session:
        logged = session.scalars(select(CaseworkExport)).one()
    assert (logged.reason, logged.recipient, len(logged.sha256)) == ("Overdracht", "RIEC Den Haag", 64)
    assert Signals(director).history(handed_over)[0].action == "signal.exported"


def test_that_there_is_no_form_before_a_hand_over(director: UnlockedVault, privacy: UnlockedVault) -> None:
    course = past_privacy_test(director, privacy, HitResult.HIT)
    with pytest.raises(Invalid, match="Leg eerst het besluit"):
        riec_form(director, course.signal)
