"""A case with everything that can hang on one, and something in every column that travels."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, Integer, select

from app.rules.permissions import CASEWORK
from app.services.attachments.reading import checked
from app.services.attachments.store import Parent
from app.services.casework.attachments import CaseworkAttachments
from app.services.packages.gathering import gather, values_here
from app.services.packages.kinds import TRAVELLING, kind_named, target_of
from models.base import ChoiceType
from models.casework import CaseType, Travelled
from tests.services.parents import case_type

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.packages.kinds import Travelling
    from app.vault.session import UnlockedVault

DAY = date(2020, 2, 3)
MOMENT = "2020-02-03T09:30:00Z"
_PARENT = {"attachment": "case_id", "mention": "case_id", "action": "case_id", "link": "case_id"}
_SPECIAL = {
    ("case", "status"): "closed",
    ("mention", "kind"): "person",
    ("source_check", "result"): "hit",
    ("status_change", "at"): MOMENT,
    ("case_note", "written_at"): MOMENT,
    ("weighing_step", "at"): MOMENT,
    ("mention", "bag_id"): "0123456789012345",
}


def full_case(vault: UnlockedVault, name: str = "Eerste") -> int:
    """Store it past the registers, so that no column stays empty; gives the id of the case."""
    kind_id = case_type(vault, f"Type {name}")
    made: dict[str, int] = {}
    with vault.write(CASEWORK) as work:
        for kind in TRAVELLING:
            if kind.name == "attachment":
                continue
            values = {each.name: _value(vault, kind, each, made, name) for each in kind.columns}
            if kind.name == "case":
                values["case_type_id"] = kind_id
            if kind.name == "judgement":
                values["right_id"] = _second_mention(work.session, made)
            if kind.name == "link":
                values["to_id"] = _second_mention(work.session, made)
            if kind.name == "mention":
                values["label"] = "wordt bepaald"
            item = kind.model(**values)
            for place, (listed, model) in enumerate(kind.lists.items()):
                setattr(item, listed, [model(name=f"{listed} {name} {n}", position=n) for n in range(2 + place)])
            work.session.add(item)
            work.session.flush()
            made[kind.name] = item.id
        work.record("case.added", "case", made["case"])
    CaseworkAttachments(vault).add(
        Parent("case_id", made["case"]), checked("foto.txt", f"Gezien door {name}. ".encode() * 90_000), "Omschrijving"
    )
    return made["case"]


def _second_mention(session: Session, made: dict[str, int]) -> int:
    if "second" not in made:
        kind = kind_named("mention")
        assert kind is not None
        first = session.get(kind.model, made["mention"])
        again: dict[str, Any] = {each.name: getattr(first, each.name) for each in kind.columns}
        item = kind.model(**again, label="wordt bepaald")
        session.add(item)
        session.flush()
        made["second"] = item.id
    return made["second"]


def _value(vault: UnlockedVault, kind: Travelling, column: Any, made: dict[str, int], name: str) -> Any:
    if (kind.name, column.name) in _SPECIAL:
        value = _SPECIAL[kind.name, column.name]
        return column.type.choices(value) if isinstance(column.type, ChoiceType) else value
    target = target_of(column)
    if target is not None:
        parent = _PARENT.get(kind.name)
        stays_empty = parent is not None and column.nullable and column.name != parent
        return None if stays_empty else made.get(target)
    return vault.account.id if column.name in kind.accounts else _of_type(column, name)


def _of_type(column: Any, name: str) -> Any:
    if isinstance(column.type, ChoiceType):
        return next(iter(column.type.choices))
    if isinstance(column.type, Date):
        return DAY
    return 2020 if isinstance(column.type, Integer) else f"{column.name} {name}"[: column.type.length or 100]


def contents(vault: UnlockedVault, case_id: int) -> dict[str, list[dict[str, Any]]]:
    """All that travelled with a case, as it would travel now, with pointers as random ids; by kind, in their order."""
    found: dict[str, list[dict[str, Any]]] = {}
    with vault.read(CASEWORK) as session:
        types = {each.id: each for each in session.scalars(select(CaseType))}
        gathered = gather(vault, session, [case_id])
        for kind in TRAVELLING:
            keys = gathered.rows[kind.name]
            ids = dict(
                session.execute(
                    select(Travelled.record_id, Travelled.global_id).where(
                        Travelled.kind == kind.name, Travelled.record_id.in_(list(keys))
                    )
                ).all()
            )
            values = values_here(session, kind, keys, types)  # type: ignore[arg-type]  # only their name is used
            rows = [{"": ids[key], **each} for key, each in values.items() if key in ids]
            found[kind.name] = sorted(rows, key=lambda row: row[""])
    return found
