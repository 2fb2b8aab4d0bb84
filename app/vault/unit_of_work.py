"""One act of a user: what it changes, its audit entry and the notes it sends, all committed together or not at all."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from app.errors import AccessDenied, BugError
from app.rules.permissions import KIND_OF_COMPARTMENT
from app.vault.post.deliveries import post
from app.vault.store.audit import OK, ActRecord, append

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.orm import Session

    from app.vault.header.trust import Roster
    from app.vault.primitives.strict_json import Json
    from app.vault.store.audit import Author
    from app.vault.store.compartments import Compartment


class UnitOfWork:
    """What a service works with inside `with vault.write(name) as work`."""

    def __init__(self, session: Session, compartment: Compartment, author: Author, roster: Roster) -> None:
        self.session = session
        self._compartment = compartment
        self._author = author
        self._roster = roster
        self._acts: list[ActRecord] = []
        self._unchanged = False

    def record(
        self,
        action: str,
        subject_kind: str,
        subject_id: object,
        fields: Iterable[str] = (),
        result: str = OK,
    ) -> None:
        """Log an act: codes, the id of its subject and names of changed fields; never content or personal names."""
        self._acts.append(ActRecord(action, subject_kind, str(subject_id), tuple(fields), result))

    def deliver(self, target: str, kind: str, payload: dict[str, Json]) -> str:
        """Send a note to another compartment, sealed to its inbox; returns the id under which it travels.

        Raises AccessDenied in a compartment that was set apart: few may know what is in it.
        """
        if self._compartment.name not in KIND_OF_COMPARTMENT:
            raise AccessDenied("Uit een apart onderdeel gaat niets naar een ander onderdeel.")
        return post(
            self.session,
            self._compartment,
            target=target,
            kind=kind,
            payload=payload,
            author=self._author,
            roster=self._roster,
        )

    def leave_unchanged(self) -> None:
        """There was nothing to do: nothing is logged, and nothing is written either."""
        self._unchanged = True

    def finish(self) -> None:
        """Write the audit entries; called once, just before the commit."""
        if self._unchanged and not self._acts:
            self.session.rollback()
            return
        if not self._acts:
            raise BugError("a unit of work ended without recording what was done")
        self.session.flush()
        append(self.session, self._compartment, author=self._author, header=self._roster, acts=self._acts)


@contextlib.contextmanager
def unit_of_work(compartment: Compartment, author: Author, roster: Roster) -> Iterator[UnitOfWork]:
    """Hold the writer's lock on `compartment` for one act; any exception inside rolls everything back.

    Raises VaultBusy, DiskFull, ReadOnly, StorageFailed or Conflict when it could not be stored, and BugError when
    nothing was recorded.
    """
    with compartment.write() as session:
        work = UnitOfWork(session, compartment, author, roster)
        yield work
        work.finish()
