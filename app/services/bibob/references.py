"""Leaving a reference in a case: a choice, a disclosure under art. 28 lid 2, and no more than a number and a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Invalid, NotFound
from app.rules.permissions import BIBOB, CASEWORK, Act
from app.services.access import requires
from app.services.casework.case_references import LONGEST_NUMBER, LONGEST_TEXT, NOTE_KIND
from app.services.clock import today
from app.services.post import carry_and_take_in
from models.bibob import Disclosure, Screening

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault
    from models.bibob.choices import DisclosureGround


@requires(Act.EDIT_SCREENINGS, BIBOB)
def leave_reference(
    vault: UnlockedVault, screening_id: int, *, case_number: str, text: str, ground: DisclosureGround | None
) -> None:
    """Send number and text to the case with this number, and write the disclosure in the log of the file.

    The coordinator does not see cases: a number that no case has is set aside by casework, not told back.
    """
    case_number, text = case_number.strip(), text.strip()
    problems = _problems(case_number, text)
    if ground is None:
        problems["ground"] = (
            "Kies de rubriek a tot en met l; een verwijzing is een verstrekking (art. 28 lid 2 Wet Bibob)."
        )
    if problems or ground is None:
        raise Invalid(problems)
    with vault.write(BIBOB) as work:
        item = work.session.get(Screening, screening_id)
        if item is None:
            raise NotFound("Het Bibob-dossier bestaat niet (meer).")
        disclosure = Disclosure(
            screening_id=item.id,
            disclosed_on=today(),
            ground=ground,
            recipient=f"Casuïstiek, casus {case_number}",
            what=f"Verwijzing naar dit dossier: {text}",
        )
        work.session.add(disclosure)
        work.session.flush()
        work.deliver(CASEWORK, NOTE_KIND, {"case": case_number, "number": item.number, "text": text})
        work.record("disclosure.added", "disclosure", disclosure.id)
        work.record("screening.referred", "screening", item.id)
    carry_and_take_in(vault)


def _problems(case_number: str, text: str) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not case_number or len(case_number) > LONGEST_NUMBER:
        problems["case_number"] = "Vul het nummer in van de casus waarin de verwijzing komt."
    if not text or len(text) > LONGEST_TEXT:
        problems["text"] = f"Vul de tekst van de verwijzing in, ten hoogste {LONGEST_TEXT} tekens."
    return problems
