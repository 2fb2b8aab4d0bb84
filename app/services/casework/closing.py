"""Acts that take a case to another state as a whole: closing it, taking it up again, making it another type."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.services.access import requires_own
from app.services.casework.cases import CaseDraft, Cases
from app.services.clock import today
from models.casework import Case, CaseEffect, CasePart, CaseType
from models.casework.case_choices import Effect
from models.choices import CaseStatus, ClosingReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.records import Record
    from app.vault.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Closing:
    """How a case ends. `effect` may be unclear yet; it is asked again. `counted_year` None is not decided."""

    closed_on: date | None = None
    closing_reason: ClosingReason | None = None
    result: str | None = None
    effect: Effect | None = None
    effect_note: str | None = None
    counted_year: int | None = None


class CaseActs(Cases):
    """The acts on a case as a whole; each is one unit of work over the version that was on screen."""

    @requires_own("edit_act")
    def close(self, key: int, version: int, closing: Closing) -> Record[CaseDraft]:
        """Close a case with its result and what could be seen of its effect."""
        problems = _closing_problems(closing)
        if problems:
            raise Invalid(problems)
        with self.vault.write(self.compartment) as work:
            item, changed = self._apply(
                work,
                key,
                version,
                lambda draft: replace(
                    draft,
                    status=CaseStatus.CLOSED,
                    closed_on=closing.closed_on,
                    closing_reason=closing.closing_reason,
                    result=closing.result,
                    counted_year=closing.counted_year,
                ),
            )
            work.record("case.closed", "case", key, fields=changed)
            seen = CaseEffect(case_id=key, seen_on=today(), effect=closing.effect, note=closing.effect_note or None)
            work.session.add(seen)
            work.session.flush()
            work.session.add(CasePart(case_id=key, kind="case_effect", record_id=seen.id))
            work.record("case_effect.added", "case_effect", seen.id)
            return self._record(item)

    @requires_own("edit_act")
    def reopen(self, key: int, version: int, status: CaseStatus, reason: str) -> Record[CaseDraft]:
        """Take a closed case up again; how it was closed leaves the case and stays in its course."""
        with self.vault.write(self.compartment) as work:
            if self._item(work.session, key).status is not CaseStatus.CLOSED:
                raise Invalid({"status": "Deze casus is niet afgesloten."})
            item, changed = self._apply(
                work,
                key,
                version,
                lambda draft: replace(
                    draft, status=status, status_reason=reason.strip() or None, closed_on=None, closing_reason=None
                ),
            )
            work.record("case.reopened", "case", key, fields=changed)
            return self._record(item)

    @requires_own("edit_act")
    def convert(self, key: int, version: int, case_type_id: int | None, reason: str) -> Record[CaseDraft]:
        """Make it a case of another type; its unit of counting follows, its number and level stay."""
        if not reason.strip():
            raise Invalid({"reason": "Vul in waarom de casus van type verandert."})
        with self.vault.write(self.compartment) as work:
            before = self._item(work.session, key)
            if before.case_type_id == case_type_id:
                raise Invalid({"case_type_id": "De casus is al van dit type."})
            wanted = work.session.get(CaseType, case_type_id) if case_type_id is not None else None
            note = f"Type gewijzigd: {reason.strip()}"
            item, changed = self._apply(
                work,
                key,
                version,
                lambda draft: replace(
                    draft,
                    case_type_id=case_type_id,
                    counting_unit=wanted.counting_unit if wanted else draft.counting_unit,
                    description=f"{draft.description}\n\n{note}" if draft.description else note,
                ),
            )
            work.record("case.converted", "case", key, fields=changed)
            return self._record(item)

    def _apply(
        self, work: UnitOfWork, key: int, version: int, change: Callable[[CaseDraft], CaseDraft]
    ) -> tuple[Case, tuple[str, ...]]:
        """Change the case within an act that does more, by the same rules as its form; also gives what changed."""
        session = work.session
        item = self._item(session, key)
        self._same_version(item, version)
        before = self.read(item)
        draft = self._tidied(session, change(before), item)
        with session.no_autoflush:
            self.write(session, item, draft)
            self.complete(session, item)
        after = self.read(item)
        self._touch(item)
        self._flush(session)
        names = [each.name for each in fields(after)]
        return item, tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _closing_problems(closing: Closing) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not (closing.result or "").strip():
        problems["result"] = "Vul in wat de casus heeft opgeleverd."
    if closing.effect is None:
        problems["effect"] = "Kies het effect; ‘nog niet vast te stellen’ mag ook."
    if closing.closed_on is not None and closing.closed_on > today():
        problems["closed_on"] = "De einddatum ligt in de toekomst."
    return problems
