"""The yearly review of rights (BIO 5.18.03): every key that somebody holds, looked at and signed off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.errors import Conflict
from app.rules.compartments import label_of_compartment
from app.rules.permissions import REGISTER, Act, Role
from app.services.access import requires
from app.services.clock import today
from app.services.exports import check_purpose
from app.services.keys.accounts import AccountState, accounts
from models.choices import Classification, ReviewVerdict
from models.register import RegisterExport, RightsReview, RightsReviewLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from app.services.exports import Purpose
    from app.vault.session import UnlockedVault

_TERM = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Held:
    """A key: who holds it, and of which compartment."""

    account: str
    compartment: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One line of the review. `reviewed_on` and `verdict` are of the last review in which this key was looked at.

    `outside_role` asks for attention, and so does a verdict to withdraw that was not carried out.
    """

    held: Held
    name: str
    login: str
    role: Role
    state: AccountState
    label: str
    outside_role: bool
    reviewed_on: date | None
    verdict: ReviewVerdict | None


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """A review that was signed off: when, by whom, and how many keys were kept and how many not."""

    id: int
    signed_on: date
    signed_by: str
    kept: int
    ended: int
    note: str | None


@requires(Act.READ_REVIEW, REGISTER)
def rows(vault: UnlockedVault) -> tuple[ReviewRow, ...]:
    """Every key that is held now, by name and compartment."""
    with vault.read(REGISTER) as session:
        last = _last_verdicts(session)
    return tuple(
        ReviewRow(
            held=held,
            name=account.name,
            login=account.login,
            role=account.role,
            state=account.state,
            label=label_of_compartment(held.compartment),
            outside_role=held.compartment in account.outside_role,
            reviewed_on=last[held][0] if held in last else None,
            verdict=last[held][1] if held in last else None,
        )
        for account in accounts(vault)
        for held in (Held(account.account, name) for name in account.compartments)
    )


def _last_verdicts(session: Session) -> dict[Held, tuple[date, ReviewVerdict]]:
    lines = select(RightsReviewLine, RightsReview.signed_at).join(RightsReview).order_by(RightsReview.id)
    return {
        Held(line.account, line.compartment): (_day(signed_at), line.verdict)
        for line, signed_at in session.execute(lines)
    }


@requires(Act.READ_REVIEW, REGISTER)
def reviews(vault: UnlockedVault) -> tuple[ReviewFacts, ...]:
    """The reviews so far, newest first."""
    people = vault.directory()
    with vault.read(REGISTER) as session:
        found = session.scalars(
            select(RightsReview).options(selectinload(RightsReview.lines)).order_by(RightsReview.id.desc())
        )
        return tuple(
            ReviewFacts(
                id=review.id,
                signed_on=_day(review.signed_at),
                signed_by=people[review.signed_by].name if review.signed_by in people else "onbekend",
                kept=sum(line.verdict is ReviewVerdict.KEEP for line in review.lines),
                ended=sum(line.verdict is ReviewVerdict.END for line in review.lines),
                note=review.note,
            )
            for review in found
        )


@requires(Act.READ_REVIEW, REGISTER)
def due_on(vault: UnlockedVault) -> date:
    """The day by which the next review must be signed off: a year after the last one, or after the founding."""
    past = reviews(vault)
    return (past[0].signed_on if past else vault.roster.day) + _TERM


@requires(Act.SIGN_REVIEW, REGISTER)
def sign_off(vault: UnlockedVault, *, verdicts: Mapping[Held, ReviewVerdict], note: str | None = None) -> None:
    """Sign the review: a verdict for each key that is held at this moment.

    What is to be withdrawn is not withdrawn by this: that is for a holder to do. Raises Conflict when the rights are
    not the ones that were looked at.
    """
    with vault.write(REGISTER) as work:
        present = {row.held for row in rows(vault)}
        if present != set(verdicts):
            raise Conflict("De rechten zijn intussen gewijzigd; bekijk de lijst opnieuw voordat u aftekent.")
        lines = [
            RightsReviewLine(account=held.account, compartment=held.compartment, verdict=verdict)
            for held, verdict in sorted(verdicts.items(), key=lambda item: (item[0].account, item[0].compartment))
        ]
        review = RightsReview(
            signed_at=vault.author.at(), signed_by=vault.account.id, note=(note or "").strip() or None, lines=lines
        )
        work.session.add(review)
        work.session.flush()
        work.record("sign_review", "rights_review", review.id)


@requires(Act.READ_REVIEW, REGISTER)
def record_review_export(vault: UnlockedVault, *, what: str, purpose: Purpose, sha256: str) -> None:
    """Log that the list was written outside the vault."""
    check_purpose(purpose)
    with vault.write(REGISTER) as work:
        export = RegisterExport(
            made_at=vault.author.at(),
            made_by=vault.account.id,
            what=what,
            classification=Classification.CONFIDENTIAL,
            reason=purpose.reason.strip(),
            recipient=purpose.recipient,
            sha256=sha256,
        )
        work.session.add(export)
        work.session.flush()
        work.record("export_review", "export", export.id)


@requires(Act.READ_REVIEW, REGISTER)
def is_overdue(vault: UnlockedVault) -> bool:
    """Whether the yearly review should have been signed off by now."""
    return today() > due_on(vault)


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])
