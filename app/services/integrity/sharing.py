"""Sharing something of a report with the LIP: a deliberate act of the officer, in words that lead to nobody.

What goes is what the officer wrote, under the neutral voice of the desk. At the report stays that it was shared; in
casework nothing says from which report it came.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Invalid, NotFound
from app.formats import format_date
from app.rules.permissions import CASEWORK
from app.services.access import requires_own
from app.services.clock import today
from app.services.integrity.of_desk import Desk
from app.services.post import carry_and_take_in
from app.services.signals.shared_in import NOTE_KIND, problems_of
from models.integrity import Report, ReportNote

if TYPE_CHECKING:
    from app.vault.primitives.strict_json import Json

NO_CONSENT = (
    "Leg eerst bij de melding vast dat de melder toestemming gaf, op welke dag en waarvoor. Zonder toestemming mag "
    "niets worden gedeeld waaruit blijkt wie de melder is (art. 1a Wbk)."
)


@dataclass(frozen=True, slots=True)
class ShareDraft:
    """What the officer writes. `could_identify`: whether it could follow from this who reported; None is not said."""

    title: str | None = None
    facts: str | None = None
    could_identify: bool | None = None


class Sharing(Desk):
    """From a report to a signal."""

    @requires_own("edit_act")
    def share(self, report_id: int, draft: ShareDraft) -> None:
        """Deliver it to casework, and note at the report that this was done and what was said.

        Raises Invalid when something is missing, also the consent of the reporter where it is needed; NotFound.
        """
        title, facts = (draft.title or "").strip(), (draft.facts or "").strip()
        problems = problems_of(title, facts)
        if draft.could_identify is None:
            problems["could_identify"] = "Kies of uit deze tekst kan blijken wie de melder is."
        if problems:
            raise Invalid(problems)
        with self.vault.write(self.compartment) as work:
            report = work.session.get(Report, report_id)
            if report is None:
                raise NotFound("Deze melding bestaat niet (meer).")
            if draft.could_identify and report.consent_on is None:
                raise Invalid({"could_identify": NO_CONSENT})
            payload: dict[str, Json] = {"title": title, "facts": facts}
            work.deliver(CASEWORK, NOTE_KIND, payload)
            work.session.add(ReportNote(report_id=report_id, written_on=today(), text=_told(report, draft)))
            work.record("report.shared", "report", report_id)
        carry_and_take_in(self.vault)


def _told(report: Report, draft: ShareDraft) -> str:
    consent = (
        f"De melder gaf op {format_date(report.consent_on)} toestemming."
        if draft.could_identify and report.consent_on is not None
        else "Uit de tekst blijkt volgens de behandelaar niet wie de melder is."
    )
    title, facts = (draft.title or "").strip(), (draft.facts or "").strip()
    return f"Op {format_date(today())} als signaal gedeeld met het LIP. {consent}\n\n{title}\n\n{facts}"
