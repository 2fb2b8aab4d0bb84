"""What the registers of a desk share: officer and deputy each have a compartment of their own, built the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from sqlalchemy import select

from app.rules.permissions import INTEGRITY, INTEGRITY_DEPUTY, Act
from app.services.access import requires_own
from app.services.records import Option, Records
from app.vault.primitives.sealing import KeyPair
from models.base import Versioned
from models.integrity import Report

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from sqlalchemy import Select

    from app.vault.session import UnlockedVault

M = TypeVar("M", bound=Versioned)
D = TypeVar("D", bound="DataclassInstance")

DESKS = (INTEGRITY, INTEGRITY_DEPUTY)
WHICH_REPORT = "Kies de melding."


def _held(vault: UnlockedVault) -> str:
    """The compartment of the desk that this account holds; the officer's own when it holds neither or both."""
    return next((name for name in DESKS if vault.holds(name)), INTEGRITY)


class Desk:
    """Acts of a desk that are no register: of the one that the account holds, unless another is named."""

    read_act = Act.READ_REPORTS
    edit_act = Act.EDIT_REPORTS

    def __init__(self, vault: UnlockedVault, desk: str | None = None) -> None:
        self.vault = vault
        self.compartment = desk or _held(vault)

    def keys(self) -> tuple[KeyPair, ...]:
        """The private keys of its inbox, the present one first."""
        compartment = self.vault.compartment(self.compartment)
        with compartment.read() as session:
            return tuple(KeyPair.from_private(private) for private in compartment.inbox_keys(session))


class OfDesk(Records[M, D]):
    """A register of a desk: of the one that the account holds, unless another is named."""

    compartment: ClassVar[str] = INTEGRITY
    read_act = Act.READ_REPORTS
    edit_act = Act.EDIT_REPORTS

    def __init__(self, vault: UnlockedVault, desk: str | None = None) -> None:
        super().__init__(vault)
        if vault:  # the index reads records without one
            self.compartment = desk or _held(vault)  # type: ignore[misc]  # which of two, by who asks


class OfReport(OfDesk[M, D]):
    """A register of which each record hangs on a report, through `report_id`."""

    def source(self) -> Select[Any]:
        """Lists show the number of the report."""
        own: Any = self.model
        return select(own.id).join(Report, Report.id == own.report_id)

    @requires_own("read_act")
    def options(self, field: str, current: D | None = None) -> tuple[Option, ...]:
        """The reports, newest first."""
        if field != "report_id":
            return ()
        newest = select(Report.id, Report.number, Report.subject).order_by(Report.received_on.desc(), Report.id.desc())
        with self.vault.read(self.compartment) as session:
            return tuple(Option(key, f"{number} {subject}") for key, number, subject in session.execute(newest))
