"""Storing a record that arrived: new, with its random id and its number here, or the fields that were chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import flag_modified

from app.rules.packages.revisions import differing, joined
from app.services.clock import today
from app.services.packages.arrival import TakenIn
from app.services.packages.comparing import NO_PARENT
from app.services.packages.gathering import TYPE_COLUMN
from app.services.packages.identity import Known, introduce, keep_stand
from app.services.search.registry import kind_of_table
from app.services.signals.mentions import give_keys
from models.attachments import PIECE_BYTES
from models.casework import (
    AttachmentPiece,
    Case,
    CasePart,
    CaseType,
    CaseworkRecord,
    Judgement,
    Mention,
)

if TYPE_CHECKING:
    from app.services.packages.comparing import Comparison
    from app.services.packages.opening import OpenPackage, Understood
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork

_LONGEST_NUMBER = 40
_DOES_NOT_FIT = "past niet bij wat hier al staat"


class Storing:
    """What happens to the records of one package, within one unit of work. `stored` are those that it touched."""

    def __init__(
        self, vault: UnlockedVault, work: UnitOfWork, package: OpenPackage, comparison: Comparison, own: str
    ) -> None:
        self._vault = vault
        self._work = work
        self._session = work.session
        self._package = package
        self._comparison = comparison
        self._own = own
        self._added = self._changed = 0
        self._numbers: list[tuple[str, str]] = []
        self._refused: list[tuple[str, str]] = []
        self.stored: set[str] = set()
        self.noticed = False

    def done(self) -> TakenIn:
        """What it came to."""
        return TakenIn(self._added, self._changed, tuple(self._numbers), tuple(self._refused))

    def refuse(self, record: Understood, why: str) -> None:
        """Tell that a record was not taken in, and so nothing that hangs on it."""
        self._comparison.refused[record.id] = why
        self._refused.append((f"{record.kind.words} ‘{record.sent.title}’", why))

    def add(self, record: Understood, *, again: bool = False) -> None:
        """A record that is not here (any more)."""
        values = self._values(record)
        if values is None:
            self.refuse(record, NO_PARENT)
            return
        item = record.kind.model(**values)
        self._fit(item, record)
        for name in record.kind.lists:
            self._set_list(item, record, name)
        try:
            with self._session.begin_nested():
                self._session.add(item)
                self._session.flush()
        except IntegrityError:
            self.refuse(record, _DOES_NOT_FIT)
            return
        known = Known(record.id, record.kind.name, item.id, self._comparison.theirs(record))
        (keep_stand if again else introduce)(self._session, known)
        self._comparison.known[record.id], self._comparison.present[record.id] = known, item.id
        if record.kind.name == "attachment":
            self._store_content(record, item.id)
        self._trace(record, item)
        self._added += 1

    def change(self, record: Understood, taken: frozenset[str]) -> None:
        """A record that is here: the fields in `taken` become theirs, and what was seen of it is kept."""
        ours, theirs = self._comparison.ours(record), self._comparison.theirs(record)
        chosen = taken & differing(ours, theirs).keys()
        if chosen and not self._apply(record, chosen):
            return
        after = joined(ours, theirs, chosen, self._own)
        before = self._comparison.known[record.id]
        if after != before.stand:
            keep_stand(self._session, Known(record.id, before.kind, before.record, after))
            self.noticed = True

    def _apply(self, record: Understood, chosen: frozenset[str]) -> bool:
        loading = [selectinload(getattr(record.kind.model, name)) for name in record.kind.lists]
        key = self._comparison.present[record.id]
        model = record.kind.model
        item = self._session.scalar(select(model).where(model.id == key).options(*loading))
        try:
            with self._session.begin_nested(), self._session.no_autoflush:
                self._set(item, record, chosen)
                self._session.flush()
        except IntegrityError:
            self.refuse(record, _DOES_NOT_FIT)
            return False
        self.stored.add(record.id)
        self._changed += 1
        self._record("renewed", record, key, tuple(sorted(chosen)))
        return True

    def _set(self, item: Any, record: Understood, chosen: frozenset[str]) -> None:  # noqa: ANN401 - of any kind
        for name in chosen:
            if name in record.kind.lists:
                self._set_list(item, record, name)
            elif name == TYPE_COLUMN:
                item.case_type_id = self._type_of(record)
            elif name in record.columns:
                setattr(item, name, record.columns[name])
            else:
                setattr(item, name, self._comparison.present.get(record.pointers.get(name, "")))
        self._fit(item, record)
        own = inspect(record.kind.model).column_attrs.keys()
        if "version" in own:
            flag_modified(item, next(name for name in own if name not in {"id", "version"}))

    def _values(self, record: Understood) -> dict[str, Any] | None:
        """The columns of a new record; None when what it must hang on is not here."""
        values = {name: each for name, each in record.columns.items() if name not in record.kind.lists}
        for name, target in record.pointers.items():
            found = self._comparison.present.get(target)
            if found is None and (not record.kind.table.c[name].nullable or name in record.kind.hangs_on):
                return None
            values[name] = found
        if record.kind.model is Case:
            values |= {TYPE_COLUMN: self._type_of(record), "moved_on": today()}
        if "number" in record.kind.set_once:
            values["number"] = self._number(record, values["number"])
        return values

    def _fit(self, item: Any, record: Understood) -> None:  # noqa: ANN401 - of any kind
        """What the program works out itself."""
        if isinstance(item, Mention):
            give_keys(item)
        elif isinstance(item, Judgement):
            item.left_id, item.right_id = sorted((item.left_id, item.right_id))
        elif "owner_account" in record.kind.stays or "handler_account" in record.kind.stays:
            self._forget_account(item, record)

    def _forget_account(self, item: Any, record: Understood) -> None:  # noqa: ANN401 - of any kind
        """A name that came from elsewhere is that of nobody with an account here."""
        for name, account in (("owner", "owner_account"), ("handler", "handler_account")):
            if account in record.kind.stays and inspect(item).attrs[name].history.added:
                setattr(item, account, None)

    def _set_list(self, item: Any, record: Understood, name: str) -> None:  # noqa: ANN401 - of any kind
        model = record.kind.lists[name]
        setattr(item, name, [model(name=each, position=place) for place, each in enumerate(record.columns[name])])

    def _type_of(self, record: Understood) -> int:
        name = self._comparison.type_named(record.sent.values[TYPE_COLUMN])
        return self._session.scalars(select(CaseType.id).where(CaseType.name == name)).one()

    def _number(self, record: Understood, theirs: str) -> str:
        """The giver's number with its municipality, so that it is never one of our own; its own when it returns."""
        place = f" ({self._package.letter.sender.municipality})"
        number = theirs if theirs.endswith(")") else f"{theirs[: _LONGEST_NUMBER - 8]}{place}"[:_LONGEST_NUMBER]
        place_in_row, column = 1, record.kind.table.c.number
        wanted = number
        while self._session.scalar(select(record.kind.table.c.id).where(column == wanted).limit(1)) is not None:
            place_in_row += 1
            wanted = f"{number[: _LONGEST_NUMBER - 5]} {place_in_row}"
        self._numbers.append((theirs, wanted))
        return wanted

    def _store_content(self, record: Understood, key: int) -> None:
        index = self._package.letter.files.index(record.id)
        content = b"".join(self._package.parcel.file(index))
        for place, start in enumerate(range(0, len(content), PIECE_BYTES)):
            piece = AttachmentPiece(attachment_id=key, place=place, content=content[start : start + PIECE_BYTES])
            self._session.add(piece)
            self._session.flush()
            self._session.expunge(piece)

    def _trace(self, record: Understood, item: Any) -> None:  # noqa: ANN401 - of any kind
        """In the timeline of its case, and in the log."""
        self.stored.add(record.id)
        kind = self._kind(record)
        case_id = getattr(item, "case_id", None)
        if kind and case_id is not None and kind not in {"mention", "action", "inspection", "link"}:
            self._session.add(CasePart(case_id=case_id, kind=kind, record_id=item.id))
        self._record("received", record, item.id)

    def _record(self, verb: str, record: Understood, key: int, names: tuple[str, ...] = ()) -> None:
        kind = self._kind(record)
        if kind:
            self._work.record(f"{kind}.{verb}", kind, key, fields=names)

    def _kind(self, record: Understood) -> str | None:
        if record.kind.name == "attachment":
            return "attachment"
        return kind_of_table(record.kind.name, CaseworkRecord.metadata)
