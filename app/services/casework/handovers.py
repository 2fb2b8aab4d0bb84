"""Handing over and scaling up: what went to a partner, on what ground, and at which level the case is since."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from app.rules.casework.course import is_raised
from app.services.access import requires_own
from app.services.casework.of_case import WHICH_CASE, PartsOfCase
from app.services.clock import today
from app.services.records import Record, Words
from models.casework import Case, CaseHandover
from models.casework.case_choices import HandoverTarget
from models.choices import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class HandoverDraft:
    """A hand-over as the form shows it. `level` takes the case to another level, empty leaves it where it is."""

    case_id: int | None = None
    handed_on: date | None = None
    target: HandoverTarget | None = HandoverTarget.RIEC
    recipient: str | None = None
    what: str | None = None
    ground: str | None = None
    level: Level | None = None
    answer_on: date | None = None
    answer: str | None = None


class Handovers(PartsOfCase[CaseHandover, HandoverDraft]):
    """The register of hand-overs (domein §3.4: handing to a partner is a disclosure of its own)."""

    kind = "case_handover"
    words = Words("overdracht")
    model = CaseHandover
    draft = HandoverDraft
    columns = {
        "case_id": CaseHandover.case_id,
        "case": Case.number,
        "handed_on": CaseHandover.handed_on,
        "target": CaseHandover.target,
        "recipient": CaseHandover.recipient,
        "ground": CaseHandover.ground,
        "level": CaseHandover.level,
    }
    searched = (CaseHandover.recipient, CaseHandover.what, CaseHandover.ground, Case.number)
    order = (CaseHandover.handed_on.desc(),)
    required = {
        "case_id": WHICH_CASE,
        "handed_on": "Vul in wanneer is overgedragen.",
        "target": "Kies aan wie is overgedragen.",
        "recipient": "Vul in wie de gegevens ontving.",
        "what": "Vul in wat is overgedragen.",
        "ground": "Vul de grondslag in: zonder grondslag geen verstrekking.",
    }

    def blank(self) -> HandoverDraft:
        """Today, to the RIEC."""
        return HandoverDraft(handed_on=today())

    def check(self, session: Session, draft: HandoverDraft, existing: CaseHandover | None) -> Mapping[str, str]:
        """Not in the future; a new level is above that of the case, and is not changed afterwards."""
        problems: dict[str, str] = {}
        for name, day in (("handed_on", draft.handed_on), ("answer_on", draft.answer_on)):
            if day is not None and day > today():
                problems[name] = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."
        if existing is not None and draft.level is not existing.level:
            problems["level"] = "Het niveau waarop een overdracht de casus bracht, verandert niet meer."
        case = session.get(Case, draft.case_id) if existing is None and draft.case_id is not None else None
        if case is not None and draft.level is not None and is_raised(draft.level, case.level):
            problems["level"] = f"De casus is al op niveau ‘{case.level.label}’; opschalen gaat naar een hoger niveau."
        return problems

    def name_of(self, item: CaseHandover) -> str:
        """To whom."""
        return item.recipient

    @requires_own("edit_act")
    def add(self, draft: HandoverDraft) -> Record[HandoverDraft]:
        """Store a hand-over; when it scales the case up, the level of the case follows in the same act."""
        with self.vault.write(self.compartment) as work:
            session = work.session
            draft = self._tidied(session, draft, None)
            item = CaseHandover()
            self.write(session, item, draft)
            session.add(item)
            case = session.get_one(Case, item.case_id)
            scaled = item.level is not None and is_raised(case.level, item.level)
            case.level = item.level or case.level
            self._flush(session)
            filled = [each.name for each in fields(draft) if getattr(draft, each.name) is not None]
            work.record("case_handover.added", self.kind, item.id, fields=filled)
            if scaled:
                work.record("case.scaled", "case", case.id, fields=("level",))
            return self._record(item)
