"""`backup`, `restore` and `restore-test`: copies made, put back, and tried out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.ending import Exit
from app.cli.parser import COMPARTMENTS, add_login, add_vault, compartment
from app.cli.unlocking import unlocked
from app.errors import AppError, Invalid
from app.rules.compartments import label_of_compartment
from app.services.backups.restore_test import restore_test
from app.services.backups.rounds import back_up_now, overview
from app.services.backups.words import moment_text, report_text
from app.services.clock import today
from app.vault.backup.restore import restore
from app.vault.backup.survey import survey

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from app.cli.parser import Parser
    from app.vault.backup.description import Backup
    from app.vault.backup.survey import Survey


def add_commands(parser: Parser) -> None:
    """`backup KLUIS`, `restore KLUIS --from MAP`, `restore-test KLUIS`."""
    backup = parser.command("backup", "een back-up maken van de compartimenten die u hebt", run_backup)
    add_vault(backup)
    add_login(backup)
    back = parser.command("restore", "back-ups terugzetten, met de herstelbladen van de algemene set", run_restore)
    back.show_as_written(
        "Zonder --compartment en --newest worden de back-ups alleen getoond. Wat er staat, wordt eerst bewaard.\n"
        "De herstelbladen worden gevraagd, of staan in een bestand: één blad per regel."
    )
    add_vault(back)
    back.add_argument("--from", dest="place", metavar="MAP", type=Path, required=True, help="map met de back-ups")
    choice = back.add_mutually_exclusive_group()
    choice.add_argument("--newest", action="store_true", help="de nieuwste van elk compartiment terugzetten")
    choice.add_argument(
        "--compartment",
        metavar="COMPARTIMENT",
        action="append",
        type=compartment,
        help=f"de nieuwste van dit compartiment terugzetten; mag vaker: {COMPARTMENTS}",
    )
    back.add_argument("--shares-file", metavar="BESTAND", type=Path, help="bestand met herstelbladen")
    test = parser.command(
        "restore-test", "beproeven of de back-ups terug te zetten zijn, met verslag", run_restore_test
    )
    add_vault(test)
    add_login(test)
    test.add_argument("--out", metavar="BESTAND", type=Path, help="het verslag ook als PDF opslaan")


def run_backup(chosen: Namespace) -> Exit:
    """Back up, and say how the backups of every compartment stand."""
    with unlocked(chosen) as vault:
        done = back_up_now(vault)
        for row in overview(vault).compartments:
            last = f"{moment_text(row.last)}, door {row.by}" if row.last else "geen"
            print(f"{row.label}: laatste gecontroleerde back-up: {last}")
    for problem in done.problems:
        print(f"FOUT  {problem}", file=sys.stderr)
    return Exit.REFUSED if done.problems else Exit.DONE


def run_restore_test(chosen: Namespace) -> Exit:
    """Try out and print the report."""
    with unlocked(chosen) as vault:
        report = restore_test(vault)
    print(report_text(report))
    if chosen.out is not None:
        from app.report.papers.restore_report import write_restore_report  # noqa: PLC0415 - loads the document machinery

        write_restore_report(report, chosen.out)
    return Exit.DONE if report.ok else Exit.REFUSED


def run_restore(chosen: Namespace) -> Exit:
    """Show what there is, or put it back."""
    seen = survey(chosen.vault, chosen.place)
    if not (chosen.newest or chosen.compartment):
        print(_as_list(seen))
        return Exit.DONE
    backups = _wanted(seen, chosen.compartment)
    done = restore(seen, backups, shares_from(chosen.shares_file), day=today())
    print(f"Teruggezet: {', '.join(done.restored)}.")
    if done.kept_in:
        print(f"Wat er stond, is bewaard in {done.kept_in}.")
    if done.missing:
        print(f"Nog zonder bestand: {', '.join(done.missing)}.")
    return Exit.DONE


def _wanted(seen: Survey, names: Sequence[str] | None) -> tuple[Backup, ...]:
    backups = seen.newest(names)
    found = {backup.compartment for backup in backups}
    if absent := [label_of_compartment(name) for name in names or () if name not in found]:
        raise Invalid({"compartment": f"Er is geen bruikbare back-up van {', '.join(absent)}."})
    return backups


def _as_list(seen: Survey) -> str:
    lines = [seen.trouble] if seen.trouble else []
    for offer in seen.offers:
        label = label_of_compartment(offer.backup.compartment)
        remark = f" – {offer.hindrance}" if offer.hindrance else ""
        lines.append(f"{label}: {moment_text(offer.backup.moment)}{remark}")
    return "\n".join([*lines, *seen.unreadable])


def shares_from(file: Path | None) -> list[str]:
    """The sheets in a file, one a line, or typed at the terminal until an empty line. Never an argument."""
    if file is None:
        print("Typ de woorden van elk herstelblad op een regel; een lege regel sluit af.", file=sys.stderr)
        return list(iter(lambda: sys.stdin.readline().strip(), ""))
    try:
        return [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise AppError(f"Het bestand met herstelbladen {file} is niet te lezen.") from error
