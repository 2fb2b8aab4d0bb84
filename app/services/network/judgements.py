"""Judging whether two mentions are of the same person or thing; taking a judgement back gives exactly what was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update

from app.errors import Invalid, NotFound
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.clock import today
from app.services.network.settling import counting_of, joining_around, settle
from models.casework import Judgement, Mention
from models.casework.choices import Likeness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork

LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """A judgement on a pair, or that one was taken back, and whether it is the one that counts. `by` is a name.

    `set_aside` when it says "dezelfde" and does not join, because others were judged to differ.
    """

    id: int
    left: int
    right: int
    left_label: str
    right_label: str
    likeness: Likeness
    reason: str
    day: date
    by: str
    counts: bool
    set_aside: bool


@requires(Act.EDIT_SIGNALS, CASEWORK)
def judge(vault: UnlockedVault, one: int, other: int, likeness: Likeness, reason: str | None) -> None:
    """Say of two mentions whether they are of the same; Invalid without a reason, or where it contradicts.

    "Dezelfde" is refused where a pair among those that it would join was judged to differ: the message names that pair.
    """
    with vault.write(CASEWORK) as work:
        judge_in(vault, work, (one, other), likeness, reason)


@requires(Act.EDIT_SIGNALS, CASEWORK)
def judge_in(
    vault: UnlockedVault, work: UnitOfWork, pair: tuple[int, int], likeness: Likeness, reason: str | None
) -> None:
    """The same inside an act of its own."""
    session = work.session
    left, right = sorted(pair)
    told = (reason or "").strip()
    problems = _problems(session, left, right, told)
    if not problems and likeness is Likeness.SAME:
        problems = _contradiction(session, left, right)
    if problems:
        raise Invalid(problems)
    now = Judgement(
        left_id=left, right_id=right, likeness=likeness, reason=told, judged_on=today(), judged_by=vault.account.id
    )
    session.add(now)
    session.flush()
    _unsettle(session, (left, right))
    settle(session)
    for key in (left, right):
        work.record("mention.judged", "mention", key)


@requires(Act.EDIT_SIGNALS, CASEWORK)
def take_back(vault: UnlockedVault, judgement: int, reason: str | None) -> None:
    """Withdraw the judgement that counts of a pair: the one before it counts again. NotFound when it does not count."""
    with vault.write(CASEWORK) as work:
        item = work.session.get(Judgement, judgement)
        if item is None or _counting(work.session, item.left_id, item.right_id) is not item:
            raise NotFound("Dit oordeel geldt niet (meer).")
        judge_in(vault, work, (item.left_id, item.right_id), Likeness.WITHDRAWN, reason)


@requires(Act.EDIT_SIGNALS, CASEWORK)
def take_apart(vault: UnlockedVault, mention: int, reason: str | None) -> None:
    """Say of one mention that it is not the same as those it was joined with, by judgement or by number.

    What was one only through this mention falls apart too. Invalid when it stands alone already.
    """
    with vault.write(CASEWORK) as work:
        session = work.session
        others = _joined_directly(session, mention)
        if not others:
            raise Invalid({"": "Deze vermelding staat al op zichzelf."})
        for other in others:
            judge_in(vault, work, (mention, other), Likeness.NOT_SAME, reason)


@requires(Act.READ_SIGNALS, CASEWORK)
def judgements_of(vault: UnlockedVault, entity: int) -> tuple[JudgementLine, ...]:
    """All judgements on the mentions of an entity, newest first, also those that keep another apart from it."""
    with vault.read(CASEWORK) as session:
        mentions = list(session.scalars(select(Mention.id).where(Mention.entity_id == entity)))
        about = or_(Judgement.left_id.in_(mentions), Judgement.right_id.in_(mentions))
        rows = list(session.scalars(select(Judgement).where(about).order_by(Judgement.id)))
        both = {key for row in rows for key in (row.left_id, row.right_id)}
        told = select(Mention.id, Mention.label).where(Mention.id.in_(both))
        labels: dict[int, str] = {key: label for key, label in session.execute(told)}  # noqa: C416  # rows are no pairs
        aside = {(each.left, each.right) for each in joining_around(session, mentions).set_aside} if rows else set()
    names, counting = vault.directory(), counting_of(rows)
    return tuple(
        JudgementLine(
            row.id,
            row.left_id,
            row.right_id,
            labels[row.left_id],
            labels[row.right_id],
            row.likeness,
            row.reason,
            row.judged_on,
            names[row.judged_by].name if row.judged_by in names else "onbekende gebruiker",
            counting.get((row.left_id, row.right_id)) is row,
            counting.get((row.left_id, row.right_id)) is row and (row.left_id, row.right_id) in aside,
        )
        for row in reversed(rows)
    )


def _problems(session: Session, left: int, right: int, reason: str) -> dict[str, str]:
    if left == right:
        return {"": "Dit is tweemaal dezelfde vermelding."}
    found = {item.id: item.kind for item in session.scalars(select(Mention).where(Mention.id.in_((left, right))))}
    if len(found) < 2:
        return {"": "Een van deze vermeldingen bestaat niet (meer)."}
    if found[left] is not found[right]:
        return {"": f"Een {found[left].label} en een {found[right].label} kunnen niet dezelfde zijn."}
    if not reason:
        return {"reason": "Vul in waarom u dit oordeelt."}
    if len(reason) > LONGEST_REASON:
        return {"reason": f"Gebruik ten hoogste {LONGEST_REASON} tekens."}
    return {}


def _contradiction(session: Session, left: int, right: int) -> dict[str, str]:
    """Two of those that would become one were judged to differ; a judgement on this very pair is replaced."""
    members = {
        key: set(session.scalars(select(Mention.id).where(Mention.entity_id == _entity_of(session, key))))
        for key in (left, right)
    }
    between = or_(
        Judgement.left_id.in_(members[left]) & Judgement.right_id.in_(members[right]),
        Judgement.left_id.in_(members[right]) & Judgement.right_id.in_(members[left]),
    )
    counting = counting_of(session.scalars(select(Judgement).where(between).order_by(Judgement.id)))
    for pair, row in counting.items():
        if pair != (left, right) and row.likeness is Likeness.NOT_SAME:
            names = " en ".join(session.scalars(select(Mention.label).where(Mention.id.in_(pair)).order_by(Mention.id)))
            return {
                "": f"Dit spreekt een eerder oordeel tegen: {names} zijn niet dezelfde. Neem eerst dat oordeel terug."
            }
    return {}


def _joined_directly(session: Session, mention: int) -> list[int]:
    """Those of the same entity that a judgement or a number joins with this mention, and not only others in between."""
    item = session.get(Mention, mention)
    if item is None:
        raise NotFound("Deze vermelding bestaat niet (meer).")
    members = session.scalars(
        select(Mention).where(Mention.entity_id == item.entity_id, Mention.id != mention).order_by(Mention.id)
    ).all()
    about = or_(Judgement.left_id == mention, Judgement.right_id == mention)
    counting = counting_of(session.scalars(select(Judgement).where(about).order_by(Judgement.id)))
    same = {key for pair, row in counting.items() if row.likeness is Likeness.SAME for key in pair}
    numbered = {each.id for each in members if each.number_key is not None and each.number_key == item.number_key}
    return [each.id for each in members if each.id in same | numbered]


def _counting(session: Session, left: int, right: int) -> Judgement | None:
    rows = select(Judgement).where(Judgement.left_id == left, Judgement.right_id == right).order_by(Judgement.id)
    return counting_of(session.scalars(rows)).get((left, right))


def _entity_of(session: Session, mention: int) -> int | None:
    return session.scalar(select(Mention.entity_id).where(Mention.id == mention))


def _unsettle(session: Session, mentions: Iterable[int]) -> None:
    """All of the entities that these are of are worked out anew."""
    concerned = select(Mention.entity_id).where(Mention.id.in_(tuple(mentions)))
    session.execute(
        update(Mention)
        .where(Mention.entity_id.in_(concerned.scalar_subquery()))
        .values(entity_id=None)
        .execution_options(synchronize_session=False)
    )
