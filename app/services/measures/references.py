"""Leaving a reference to a measure in a case: a choice, and no more than a number and a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Invalid, NotFound
from app.rules.permissions import CASEWORK, MEASURES, Act
from app.services.access import requires
from app.services.casework.case_references import LONGEST_NUMBER, LONGEST_TEXT, NOTE_KIND
from app.services.post import carry_and_take_in
from models.measures import Measure

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


@requires(Act.EDIT_MEASURES, MEASURES)
def refer_case(vault: UnlockedVault, measure_id: int, *, case_number: str, text: str) -> None:
    """Send number and text to the case with this number.

    The jurist does not see cases: a number that no case has is set aside by casework, not told back.
    """
    case_number, text = case_number.strip(), text.strip()
    problems: dict[str, str] = {}
    if not case_number or len(case_number) > LONGEST_NUMBER:
        problems["case_number"] = "Vul het nummer in van de casus waarin de verwijzing komt."
    if not text or len(text) > LONGEST_TEXT:
        problems["text"] = f"Vul de tekst van de verwijzing in, ten hoogste {LONGEST_TEXT} tekens."
    if problems:
        raise Invalid(problems)
    with vault.write(MEASURES) as work:
        item = work.session.get(Measure, measure_id)
        if item is None:
            raise NotFound("De maatregel bestaat niet (meer).")
        work.deliver(CASEWORK, NOTE_KIND, {"case": case_number, "number": item.number, "text": text})
        work.record("measure.referred", "measure", item.id)
    carry_and_take_in(vault)
