"""The restore test: the newest backup of each compartment one holds is put back elsewhere, opened, and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.compartments import label_of_compartment
from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from app.services.backups.facts import RestoreLine, RestoreReport, UntestedLine
from app.services.backups.place import place_of, remember_test, shelf_of
from app.services.backups.rounds import UNKNOWN
from app.vault.backup.rehearsal import Rehearsal, rehearse
from app.vault.progress import Progress, part_of, unheard
from app.vault.store.audit import OK

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

FAILED = "failed"


@requires(Act.BACK_UP, REGISTER)
def restore_test(vault: UnlockedVault, progress: Progress = unheard) -> RestoreReport:
    """Try out the newest backups in a temporary folder, log that, and report; only a good test counts for the year.

    Raises StorageFailed when the disk with the backups is not there, and Cancelled.
    """
    shelf = shelf_of(vault)
    newest = {name: shelf.of(name)[0] for name in vault.roster.compartments if shelf.of(name)}
    wanted = [backup for name, backup in newest.items() if name in vault.available]
    names = {account: person.name for account, person in vault.directory().items()}
    steps = [(backup, part_of(progress, number, len(wanted))) for number, backup in enumerate(wanted)]
    tested = [_line(rehearse(vault, backup, told), names) for backup, told in steps]
    report = RestoreReport(
        municipality=vault.municipality,
        day=vault.author.now().astimezone().date(),
        by=vault.account.name,
        workstation=vault.author.origin,
        place=place_of(vault),
        tested=tuple(tested),
        untested=tuple(
            UntestedLine(_label(name), name in vault.available, newest[name].moment if name in newest else None)
            for name in vault.roster.compartments
            if name not in newest or name not in vault.available
        ),
    )
    with vault.write(REGISTER) as work:
        if report.ok:
            remember_test(work.session, report.day)
        work.record("backup.tested", "backup", report.day.isoformat(), result=OK if report.ok else FAILED)
    return report


def _line(rehearsal: Rehearsal, names: dict[str, str]) -> RestoreLine:
    backup = rehearsal.backup
    return RestoreLine(
        label=_label(backup.compartment),
        made_at=backup.moment,
        made_by=names.get(backup.facts.account, UNKNOWN),
        size=backup.facts.size,
        entries=rehearsal.entries,
        seconds=rehearsal.seconds,
        problem=rehearsal.problem,
    )


def _label(name: str) -> str:
    return label_of_compartment(name)
