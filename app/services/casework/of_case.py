"""What the registers of the parts of a case share: they hang on one case, leave their trace in it and keep it alive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import or_, select

from app.rules.permissions import CASEWORK, Act
from app.services.access import requires_own
from app.services.casework import movement as movement  # noqa: PLC0414  # from here on, what is stored moves its case
from app.services.casework.live import LiveColumns
from app.services.casework.people import account_named, people_offered
from app.services.records import Option
from models.base import Versioned
from models.casework import Case, CasePart
from models.choices import CaseStatus

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

M = TypeVar("M", bound=Versioned)
D = TypeVar("D", bound="DataclassInstance")

WHICH_CASE = "Kies de casus."


class PartsOfCase(LiveColumns[M, D]):
    """A register of which each record belongs to one case, through `case_id`."""

    compartment = CASEWORK
    read_act = Act.READ_CASES
    edit_act = Act.EDIT_CASES

    def source(self) -> Select[Any]:
        """Lists show the number of the case."""
        own: Any = self.model
        return select(own.id).join(Case, Case.id == own.case_id)

    @requires_own("read_act")
    def options(self, field: str, current: D | None = None) -> tuple[Option, ...]:
        """The cases that are open and the one it is in, newest first; names that are known."""
        own: Any = self.model
        with self.vault.read(CASEWORK) as session:
            if field == "owner":
                return people_offered(self.vault, session, own.owner)
            if field == "case_id":
                return _cases(session, getattr(current, "case_id", None))
        return ()

    def write(self, session: Session, item: M, draft: D) -> None:
        """Put the draft into the record, with the account of who is to do it."""
        part: Any = item
        if hasattr(draft, "owner") and part.owner != draft.owner:
            part.owner_account = account_named(self.vault, draft.owner)
        super().write(session, item, draft)

    def _flush(self, session: Session) -> None:
        new: list[Any] = [each for each in session.new if isinstance(each, self.model)]
        super()._flush(session)
        session.add_all(CasePart(case_id=each.case_id, kind=self.kind, record_id=each.id) for each in new)


def _cases(session: Session, current: int | None) -> tuple[Option, ...]:
    newest = (
        select(Case.id, Case.number, Case.title)
        .where(or_(Case.status != CaseStatus.CLOSED, Case.id == current))
        .order_by(Case.opened_on.desc(), Case.number.desc())
    )
    return tuple(Option(key, f"{number} {title}") for key, number, title in session.execute(newest))
