"""`import`: read a list from a spreadsheet or CSV file into a register."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.ending import Exit
from app.cli.parser import add_login, add_vault
from app.cli.unlocking import unlocked
from app.formats import as_sentence, format_count, format_integer

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from app.cli.parser import Parser
    from app.exchange.plan import Plan
    from app.exchange.sheets.workbook import Workbook
    from app.exchange.tables.plan import TablePlan
    from app.services.importing.storing import Imported
    from app.vault.session import UnlockedVault

_TOLD_AT_MOST = 100


def add_commands(parser: Parser) -> None:
    """`import KLUIS BESTAND --as LIJST`."""
    from app.exchange.columns.known import names_of_registers  # noqa: PLC0415  # reads what the forms are called
    from app.exchange.tables.names import FIGURES_NAMES  # noqa: PLC0415

    command = parser.command("import", "een lijst uit XLSX, ODS of CSV inlezen", run)
    add_vault(command)
    command.add_argument("file", metavar="BESTAND", type=Path, help="het bestand met de lijst")
    command.add_argument(
        "--as", dest="register", metavar="LIJST", required=True, help="waar het in komt; zie hieronder"
    )
    command.add_argument("--sheet", metavar="BLAD", help="het blad; anders het eerste waarop iets staat")
    command.add_argument("--errors", metavar="BESTAND", type=Path, help="waar een lijst (XLSX) van de fouten komt")
    command.add_argument("--dry-run", action="store_true", help="alleen controleren, niets opslaan")
    add_login(command)
    names = ", ".join(sorted((*names_of_registers(), FIGURES_NAMES[0])))
    command.show_as_written(f"lijsten (Nederlands of Engels):\n{_wrapped(names)}")


def run(chosen: Namespace) -> Exit:
    """Read, check and store; what cannot be stored is told by row and column, and then nothing is."""
    from app.exchange.sheets.reading import read_file  # noqa: PLC0415  # the readers are slow to load
    from app.exchange.tables.names import key_named  # noqa: PLC0415
    from app.exchange.tables.plan import table_plan  # noqa: PLC0415

    key = key_named(chosen.register)
    book = read_file(chosen.file)
    sheets = (book.sheet(chosen.sheet),) if chosen.sheet else tuple(each for each in book.sheets if not each.hidden)
    with unlocked(chosen) as vault:
        _tell(book.notes)
        for sheet in sheets:
            table = table_plan(vault, key, book, sheet)
            if table is not None:
                return _table(table, dry=chosen.dry_run)
        return _list(vault, key, book, chosen)


def _table(plan: TablePlan, *, dry: bool) -> Exit:
    _tell((*plan.told, *plan.notes, *plan.differences))
    problems = [f"Rij {each.row}, {each.column}: {each.text}" for each in plan.problems]
    if problems or plan.known:
        return _refuse([*problems, *filter(None, [plan.known])])
    if dry:
        print("Er is niets opgeslagen (proef).")
        return Exit.DONE
    return _done(plan.carry_out())


def _list(vault: UnlockedVault, key: str, book: Workbook, chosen: Namespace) -> Exit:
    from app.exchange.columns.known import register_of_key  # noqa: PLC0415
    from app.exchange.columns.matching import best_sheet  # noqa: PLC0415
    from app.exchange.plan import begin, carry_out, dry_run  # noqa: PLC0415

    known = register_of_key(key)
    sheet = book.sheet(chosen.sheet) if chosen.sheet else best_sheet(book, known)
    plan = dry_run(vault, begin(vault, known, book, sheet))
    _tell(plan.notes)
    _tell([f"Overgeslagen, rij {row.number}: {row.twin}" for row in plan.twins[:_TOLD_AT_MOST]])
    _tell([f"Rij {row.number}: {row.twin}" for row in plan.fresh[:_TOLD_AT_MOST] if row.twin])
    if plan.wrong:
        return _refuse_rows(plan, chosen.errors)
    fresh = plan.fresh
    if chosen.dry_run or not fresh:
        rows = format_count(len(fresh), "regel kan", "regels kunnen")
        print(f"{as_sentence(rows)} worden ingelezen. Er is niets opgeslagen.")
        return Exit.DONE
    return _done(carry_out(vault, plan, fresh))


def _refuse_rows(plan: Plan, errors: Path | None) -> Exit:
    told = [
        f"Rij {row.number}, {column or 'regel'}: {text}" for row in plan.wrong for column, text in row.problems.items()
    ]
    if errors is not None:
        from app.exchange.error_sheet import error_sheet  # noqa: PLC0415
        from app.report.saving import save  # noqa: PLC0415

        save(error_sheet(plan), errors)
        print(f"De fouten staan ook in {errors}.")
    return _refuse(told)


def _refuse(problems: Sequence[str]) -> Exit:
    for told in problems[:_TOLD_AT_MOST]:
        print(told, file=sys.stderr)
    if len(problems) > _TOLD_AT_MOST:
        print(f"… en nog {format_integer(len(problems) - _TOLD_AT_MOST)} fouten.", file=sys.stderr)
    print("Er is niets opgeslagen.", file=sys.stderr)
    return Exit.REFUSED


def _done(imported: Imported) -> Exit:
    print(f"{format_integer(imported.count)} opgeslagen (import {imported.batch}).")
    return Exit.DONE


def _tell(notes: Iterable[str]) -> None:
    for note in notes:
        print(note)


def _wrapped(text: str, width: int = 100) -> str:
    lines, line = [], "  "
    for word in text.split(" "):
        if len(line) + len(word) > width:
            lines.append(line.rstrip())
            line = "  "
        line += f"{word} "
    return "\n".join([*lines, line.rstrip()])
