"""Two cases become one: everything moves with its origin, the old number stays findable, and it can be taken back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Conflict, Invalid, NotFound
from app.formats import format_date
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.casework.moving import Moved, hanging, move_rows, put_back, remove_source
from app.services.casework.taking_over import give_back, take_over
from app.services.clock import today
from app.services.search.indexing import index
from app.services.search.registry import kind_of_table, register_of_kind, register_of_model
from models.casework import Case, CaseAlias, CaseMerge, CaseworkRecord, MovedCase, MovedRow

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

GONE = "De casus bestaat niet (meer)."
NO_WAY_BACK = "{}"  # the snapshot of a merge that was done in the compartment that the case came from


@dataclass(frozen=True, slots=True)
class MergeFacts:
    """A merge as it is shown. `undoable` says whether it can still be taken back."""

    id: int
    number: str
    title: str
    merged_on: date
    by: str
    reason: str
    undoable: bool


@requires(Act.READ_CASES, CASEWORK)
def case_by_number(vault: UnlockedVault, number: str) -> int:
    """The case with this number, also when it was merged into another; NotFound when there is none."""
    with vault.read(CASEWORK) as session:
        found = resolve(session, number)
        if found is None:
            raise NotFound(unknown_number(session, number))
    return found


def resolve(session: Session, number: str) -> int | None:
    """The id of the case that is known under a number today."""
    wanted = number.strip()
    found = session.scalar(select(Case.id).where(Case.number == wanted))
    return found or session.scalar(select(CaseAlias.case_id).where(CaseAlias.number == wanted))


def unknown_number(session: Session, number: str) -> str:
    """What to say of a number that leads to no case here."""
    moved = session.scalar(select(MovedCase.moved_on).where(MovedCase.number == number.strip()))
    if moved is not None:
        return f"Casus {number.strip()} staat sinds {format_date(moved)} in een apart onderdeel."
    return f"Er is geen casus met nummer {number.strip()}."


def number_taken(session: Session, number: str | None) -> dict[str, str]:
    """What is wrong with a number for a new case: each is given once, also when its case was merged or moved."""
    if number is None:
        return {}
    moved = session.scalar(select(MovedCase.id).where(MovedCase.number == number.strip()))
    if moved is None and resolve(session, number) is None:
        return {}
    return {"number": "Er is al een casus met dit nummer."}


@requires(Act.READ_CASES, CASEWORK)
def merges_into(vault: UnlockedVault, case_id: int) -> tuple[MergeFacts, ...]:
    """What was merged into a case and not taken back, newest first."""
    names = vault.directory()
    with vault.read(CASEWORK) as session:
        found = session.scalars(_standing(case_id)).all()
        return tuple(
            MergeFacts(
                id=each.id,
                number=each.source_number,
                title=each.source_title,
                merged_on=each.merged_on,
                by=names[each.by].name if each.by in names else "onbekende gebruiker",
                reason=each.reason,
                undoable=place == 0 and each.snapshot != NO_WAY_BACK,
            )
            for place, each in enumerate(found)
        )


@requires(Act.EDIT_CASES, CASEWORK)
def merge_cases(vault: UnlockedVault, *, target: int, number: str, version: int, reason: str) -> int:
    """Merge the case with this number into the case `target`; gives the id of the merge.

    `version` is that of the target as it was on screen. A case is not merged with itself, also not by an older number
    of it: that would go round in a circle.
    """
    _check_asked(number, reason)
    with vault.write(CASEWORK) as work:
        session = work.session
        into = _case(session, target)
        if into.version != version:
            raise Conflict("Iemand anders heeft de casus intussen gewijzigd; bekijk eerst de nieuwe versie.")
        source = _source(session, into, number)
        merge = CaseMerge(
            target_id=into.id,
            source_id=source.id,
            source_number=source.number,
            source_title=source.title,
            merged_on=today(),
            at=vault.author.at(),
            by=vault.account.id,
            reason=reason.strip(),
            snapshot="{}",
        )
        session.add(merge)
        session.flush()
        moved = move_rows(session, source.id, into.id)
        taken = take_over(session, source, into)
        merge.snapshot = json.dumps({"rows": moved.kept, "taken": taken}, ensure_ascii=False)
        session.add_all(MovedRow(merge_id=merge.id, table_name=table, row_id=key) for table, key in moved.rows)
        session.add(CaseAlias(case_id=into.id, number=merge.source_number))
        into.moved_on = today()
        session.flush()
        remove_source(session, source)
        _index_anew(session, into.id, merge.source_id)
        work.record("case.merged", "case", into.id, fields=taken["texts"])
        work.record("case.merged_away", "case", merge.source_id)
        return merge.id


def _check_asked(number: str, reason: str) -> None:
    problems = {} if reason.strip() else {"reason": "Vul in waarom de casussen één zijn."}
    if not number.strip():
        problems["number"] = "Vul het nummer in van de casus die hierin opgaat."
    if problems:
        raise Invalid(problems)


@requires(Act.EDIT_CASES, CASEWORK)
def undo_merge(vault: UnlockedVault, merge_id: int) -> int:
    """Take a merge back: the case that went up in another is there again with what it brought; gives its id.

    Only the last merge into a case is taken back. What was added since stays where it was added; what was removed
    since stays removed.
    """
    with vault.write(CASEWORK) as work:
        session = work.session
        merge = session.get(CaseMerge, merge_id)
        if merge is None or merge.undone_at is not None:
            raise NotFound("Deze samenvoeging is er niet (meer).")
        last = session.scalar(_standing(merge.target_id).limit(1))
        if merge.snapshot == NO_WAY_BACK:
            raise Invalid({"": "Deze casussen zijn samengevoegd in een ander onderdeel; dat gaat niet meer terug."})
        if last is not merge:
            raise Invalid({"": "Er is later nog een casus bij gevoegd. Maak eerst die samenvoeging ongedaan."})
        rows = session.execute(
            select(MovedRow.table_name, MovedRow.row_id).where(MovedRow.merge_id == merge.id).order_by(MovedRow.id)
        )
        snapshot = json.loads(merge.snapshot)
        moved = Moved([(table, key) for table, key in rows], snapshot.get("rows", snapshot))
        alias = session.scalar(select(CaseAlias).where(CaseAlias.number == merge.source_number))
        if alias is not None:
            session.delete(alias)
            session.flush()
        put_back(session, merge.source_id, merge.target_id, moved)
        give_back(session, merge.source_id, _case(session, merge.target_id), snapshot.get("taken", {}))
        merge.undone_at = vault.author.at()
        merge.snapshot, merge.source_title, merge.reason = "{}", "", ""  # it is in the case again, and only there
        _index_anew(session, merge.target_id, merge.source_id)
        work.record("case.merge_undone", "case", merge.target_id)
        work.record("case.merge_undone", "case", merge.source_id)
        return merge.source_id


def _index_anew(session: Session, *cases: int) -> None:
    """What moved is found where it is now; the rows moved in the store, past the session that is listened to."""
    moved: dict[str, set[int]] = {"case": set(cases)}
    for case_id in cases:
        for name, key in hanging(session, case_id):
            kind = kind_of_table(name, CaseworkRecord.metadata)
            if kind is not None:
                moved.setdefault(kind, set()).add(key)
    session.expire_all()
    for kind in sorted(moved, key=lambda kind: kind == "case"):  # a case that is gone takes what still hangs on it
        register = register_of_kind(kind)
        if register is not None and register_of_model(register.model) is register:
            index(session, register, sorted(moved[kind]))


def _standing(case_id: int) -> Select[CaseMerge]:
    return (
        select(CaseMerge)
        .where(CaseMerge.target_id == case_id, CaseMerge.undone_at.is_(None))
        .order_by(CaseMerge.id.desc())
    )


def _case(session: Session, key: int) -> Case:
    found = session.get(Case, key)
    if found is None:
        raise NotFound(GONE)
    return found


def _source(session: Session, into: Case, number: str) -> Case:
    wanted = number.strip()
    key = resolve(session, wanted)
    if key is None:
        raise Invalid({"number": unknown_number(session, wanted)})
    source = _case(session, key)
    if source.id != into.id:
        return source
    if wanted == into.number:
        raise Invalid({"number": "Een casus kan niet met zichzelf worden samengevoegd."})
    raise Invalid({"number": f"{wanted} is al opgegaan in deze casus; zo zou zij in zichzelf opgaan."})
