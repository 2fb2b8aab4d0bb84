"""Lists that go out and templates that come back: labelled, logged, without a formula, and recognised whole."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.errors import AccessDenied, Cancelled, Invalid
from app.exchange.columns.known import known_registers, register_named
from app.exchange.columns.lists import Readers
from app.exchange.columns.matching import best_sheet, heading_line, proposed
from app.exchange.lists import ListColumn, ListFile, ListForm, harmless, write_list
from app.exchange.plan import begin, carry_out, dry_run
from app.exchange.sheets.reading import read_bytes, read_file
from app.exchange.templates import template
from app.report.saving import staged
from app.rules.permissions import Role
from app.services.bibob.screenings import Screenings
from app.services.exports import Purpose, exports
from app.services.programme.registers import GoalDraft, Goals, SessionDraft, Sessions
from app.services.records import Query
from models.choices import Classification, ResilienceKind, Secrecy, SessionForm
from models.metadata import METADATA

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.records import Records
    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs

HOLDERS = {"casework": Role.DIRECTOR, "programme": Role.POLICY, "measures": Role.JURIST, "bibob": Role.BIBOB}
PURPOSE = Purpose(" Overleg ", "De wethouder")
GOAL_COLUMNS = (ListColumn(0, "Naam"), ListColumn(1, "Bron"), ListColumn(2, "Tot en met"))


def goals_of(vault: UnlockedVault) -> Goals:
    goals = Goals(vault)
    for name in ("=1+1", "+31", "@mail", "-x", "Weerbaar"):
        goals.add(GoalDraft(name=name, text="Wat dat is.", horizon=2022 if name == "Weerbaar" else None))
    return goals


def wanted(register: Records[Any, Any], *columns: ListColumn) -> ListFile:
    return ListFile(register, Query(), "Doelen", columns or GOAL_COLUMNS, Classification.INTERNAL)


def test_that_a_list_leaves_with_its_label_and_reason_and_is_logged(unlock_as: UnlockAs, tmp_path: Path) -> None:
    vault, out = unlock_as(Role.POLICY.value), tmp_path / "doelen.xlsx"
    written = write_list(wanted(goals_of(vault)), out, PURPOSE, ListForm.XLSX, put=staged)
    assert written.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    lines = [line.cells for line in read_file(out).sheet().lines]
    assert lines[:2] == [("Doelen",), ("Intern",)]
    assert lines[3] == ("Waarvoor: Overleg (voor De wethouder)",)
    assert lines[4] == ("Naam", "Bron", "Tot en met")
    assert {line[0] for line in lines[5:]} == {"=1+1", "+31", "@mail", "-x", "Weerbaar"}
    cells = [cell for row in load_workbook(out).active.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    (logged,) = exports(vault)
    assert (logged.what, logged.reason, logged.recipient) == (
        "Lijst ‘Doelen’, Excel-werkmap, 5 regels", "Overleg", "De wethouder",
    )  # fmt: skip
    assert logged.sha256 == written.sha256


def test_that_csv_holds_no_formula_and_opens_in_a_dutch_excel(unlock_as: UnlockAs, tmp_path: Path) -> None:
    vault, out = unlock_as(Role.POLICY.value), tmp_path / "doelen.csv"
    write_list(wanted(goals_of(vault)), out, PURPOSE, ListForm.CSV, put=staged)
    text = out.read_bytes().decode("utf-8-sig")
    assert "'=1+1;;\r\n" in text
    assert "Weerbaar;;2022\r\n" in text
    for begin_ in ("=", "+", "-", "@", "\t", "\r"):
        assert harmless(f"{begin_}x") == f"'{begin_}x"


def test_that_money_dates_and_words_keep_what_they_are(unlock_as: UnlockAs, tmp_path: Path) -> None:
    vault, out = unlock_as(Role.POLICY.value), tmp_path / "b.xlsx"
    sessions = Sessions(vault)
    sessions.add(
        SessionDraft(
            audience="Raad",
            form=SessionForm.TRAINING,
            kind=ResilienceKind.ADMINISTRATIVE,
            year=2019,
            costs=Decimal("12.50"),
        )
    )
    names = list(sessions.columns)
    columns = tuple(ListColumn(names.index(name), name) for name in ("year", "kind", "form", "held_on", "attendants"))
    write_list(wanted(sessions, *columns), out, PURPOSE, ListForm.XLSX, put=staged)
    assert read_file(out).sheet().lines[-1].cells[:3] == (
        2019.0, ResilienceKind.ADMINISTRATIVE.label, SessionForm.TRAINING.label,
    )  # fmt: skip


def test_that_nothing_leaves_without_a_reason_a_right_or_when_stopped(unlock_as: UnlockAs, tmp_path: Path) -> None:
    vault, out = unlock_as(Role.POLICY.value), tmp_path / "doelen.xlsx"
    goals = goals_of(vault)
    with pytest.raises(Invalid):
        write_list(wanted(goals), out, Purpose(" "), ListForm.XLSX, put=staged)
    with pytest.raises(AccessDenied):
        write_list(wanted(Goals(unlock_as(Role.JURIST.value))), out, PURPOSE, ListForm.XLSX, put=staged)

    def stop(_text: str, _part: float | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_list(wanted(goals), out, PURPOSE, ListForm.XLSX, put=staged, tell=stop)
    assert not out.exists()
    assert exports(vault) == ()


def test_that_secrecy_stands_on_the_sheet_and_in_the_log_of_its_own_compartment(
    unlock_as: UnlockAs, tmp_path: Path
) -> None:
    vault, out = unlock_as(Role.BIBOB.value), tmp_path / "bibob.xlsx"
    file = ListFile(Screenings(vault), Query(), "Bibob-dossiers", (ListColumn(0, "Nummer"),), Secrecy.BIBOB)
    write_list(file, out, PURPOSE, ListForm.XLSX, put=staged)
    assert read_file(out).sheet().lines[1].cells == ("Geheim (art. 28 Wet Bibob)",)
    table = METADATA["bibob"].tables["export"]
    with vault.read("bibob") as session:
        (row,) = session.execute(select(table)).all()
    assert (row.made_by, row.classification) == (vault.account.id, Secrecy.BIBOB.value)


@pytest.mark.parametrize("compartment", sorted(HOLDERS))
def test_that_every_template_is_recognised_whole(compartment: str, unlock_as: UnlockAs) -> None:
    vault = unlock_as(HOLDERS[compartment].value)
    for known in known_registers().values():
        if known.register.compartment != compartment:
            continue
        records = known.register(vault)
        book = read_bytes(template(records, known), "sjabloon.xlsx")
        sheet = best_sheet(book, known)
        found = proposed(known, sheet, heading_line(sheet, known), Readers(records))
        assert list(found.values()) == [name for name in known.fields if name not in known.values], known.key


def test_that_a_filled_template_comes_in(unlock_as: UnlockAs) -> None:
    vault = unlock_as(Role.POLICY.value)
    known = register_named("doelen")
    book = load_workbook(BytesIO(template(Goals(vault), known)))
    sheet = book["Doelen"]
    assert [rule.sqref.ranges[0].coord for rule in book["Doelen"].data_validations.dataValidation] == []
    titles = [cell.value for cell in sheet[1]]
    sheet.cell(2, titles.index("Naam *") + 1).value = "Weerbaar bestuur"
    sheet.cell(2, titles.index("Omschrijving *") + 1).value = "Wat dat is."
    out = BytesIO()
    book.save(out)
    read = read_bytes(out.getvalue(), "doelen.xlsx")
    plan = dry_run(vault, begin(vault, known, read, best_sheet(read, known)))
    assert carry_out(vault, plan, plan.fresh).count == 1
    lists = load_workbook(BytesIO(template(Sessions(vault), register_named("bijeenkomsten"))))
    assert lists["Lijsten"].sheet_state == "hidden"
    assert len(lists["Bijeenkomsten"].data_validations.dataValidation) == 2
