"""Two invented reports at the desk of the integrity officer: one handled as far as a question, one that is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.permissions import INTEGRITY
from app.services.integrity.arrivals import Arrivals
from app.services.integrity.dialogue import Dialogue
from app.services.integrity.parts import NoteDraft, Notes
from app.services.integrity.reports import Reports
from app.services.records import Query
from app.services.reporting.form import Answers, sealed_report
from app.services.reporting.places import box_of

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault

FIRST = Answers(
    what=(
        "Een ondernemer uit het voorbeeldgebied vroeg of zijn aanvraag vóór de andere kon. Toen ik zei dat dat niet "
        "kan, zei hij dat hij wel iemand kende die het regelt."
    ),
    when_where="Begin deze maand, aan de balie van het voorbeeldgemeentehuis.",
    who="Een ondernemer die zich voorstelde als V. Oorbeeld van Demo Exploitatie BV.",
    how_known="Ik hoorde het zelf.",
    may_ask=True,
)
SECOND = Answers(
    what="Op een werkplek lagen dossiers van een lopende toetsing open, terwijl er niemand was.",
    when_where="Vorige week na werktijd, op de derde verdieping.",
)


def send_reports(folder: Path) -> None:
    """As two reporters without a login do; their codes are not kept."""
    box = box_of(folder)
    for answers in (FIRST, SECOND):
        _, envelope = sealed_report(box.desks, INTEGRITY, answers)
        box.send(envelope)


def handle_reports(vault: UnlockedVault) -> None:
    """As the officer does with the first; the second stays new."""
    Arrivals(vault).take_in()
    reports = Reports(vault)
    key = next(key for key in reports.ids(Query()) if reports.get(key).draft.what == FIRST.what)
    Dialogue(vault).confirm(key)
    Dialogue(vault).reply(key, "Weet u nog of de ondernemer een naam noemde? U hoeft daar geen antwoord op te geven.")
    notes = Notes(vault)
    blank = notes.blank()
    notes.add(
        NoteDraft(key, blank.written_on, "Nagaan welke aanvragen van dit bedrijf er liggen, zonder namen te noemen.")
    )
