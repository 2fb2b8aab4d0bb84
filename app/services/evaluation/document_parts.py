"""What the registers of parts of a document share: which one a part is of, and that a final one keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires, requires_own
from app.services.evaluation.closed import CLOSED, closed_problem
from app.services.records import Option, Records
from models.base import Versioned
from models.programme import Evaluation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from _typeshed import DataclassInstance
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

M = TypeVar("M", bound=Versioned)
D = TypeVar("D", bound="DataclassInstance")


@requires(Act.READ_PROGRAMME, PROGRAMME)
def newest_evaluation(vault: UnlockedVault) -> int | None:
    """The document of the newest year, which new parts belong to unless the author says otherwise."""
    with vault.read(PROGRAMME) as session:
        return session.scalar(select(Evaluation.id).order_by(Evaluation.year.desc()).limit(1))


@requires(Act.READ_PROGRAMME, PROGRAMME)
def evaluation_options(vault: UnlockedVault) -> tuple[Option, ...]:
    """The documents there are, newest first."""
    with vault.read(PROGRAMME) as session:
        rows = session.execute(select(Evaluation.id, Evaluation.year).order_by(Evaluation.year.desc())).all()
    return tuple(Option(key, str(year)) for key, year in rows)


class DocumentParts(Records[M, D]):
    """A register whose model and draft have an `evaluation_id`."""

    @requires_own("read_act")
    def options(self, field: str, current: D | None = None) -> tuple[Option, ...]:
        """The documents."""
        return evaluation_options(self.vault) if field == "evaluation_id" else ()

    def check(self, session: Session, draft: D, existing: M | None) -> Mapping[str, str]:
        """Neither out of a final document nor into one."""
        return closed_problem(session, _document_of(draft), _document_of(existing))

    def hindrance(self, session: Session, item: M) -> str | None:
        """A final document keeps its parts."""
        return CLOSED if closed_problem(session, _document_of(item)) else None


def _document_of(part: Any) -> int | None:  # noqa: ANN401  # a model or a draft, or none
    return getattr(part, "evaluation_id", None)
