"""What leaves is shown, asked about and logged; what comes in is looked at step by step and stored at the end."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from app.exchange.graphs.formats import FORMATS
from app.exchange.graphs.graphml import write_graphml
from app.exchange.graphs.tables import THINGS, Reading
from app.rules.network.graph import Network
from app.rules.permissions import CASEWORK
from app.services.importing.undoing import take_back
from app.services.records import Query
from app.services.signals.mentions import Mentions
from models.casework import CaseworkExport
from models.casework.choices import LinkKind, SignalSource
from tests.exchange.networks import every_kind
from tests.services.network.invented import firm, house, link
from tests.services.signals.files import signal
from tests.ui.conftest import User, shown, shown_course
from tests.ui.network.desk import Board
from ui.pages.network.exchange.course import (
    CheckStep,
    ColumnsStep,
    FilesStep,
    NameDialog,
    NetworkImportWizard,
)
from ui.pages.network.exchange.dialogs import ExportInput, FileForm, NetworkExportDialog, export_chart

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext

WAIT = 10_000


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


@pytest.fixture
def board(vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User) -> Board:
    return Board(context_of(vault), shown(qtbot, QWidget()))


@pytest.fixture
def course(
    vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> NetworkImportWizard:
    made = NetworkImportWizard(context_of(vault))
    made.begin()
    shown_course(qtbot, made)
    return made


def step(course: NetworkImportWizard, kind: type[Any]) -> Any:
    assert isinstance(course.step, kind)
    return course.step


def agency(vault: UnlockedVault) -> tuple[int, int]:
    told = signal(vault, source=SignalSource.POLICE)
    one, other = firm(vault, "Demo Verhuur BV", signal_id=told), house(vault, 1)
    link(vault, one, other, LinkKind.LETS, origin="Tip van de buurvrouw")
    return one, other


def test_that_what_leaves_is_shown_and_asked_about_before_it_is_written_and_logged(
    board: Board, vault: UnlockedVault, qtbot: QtBot, user: User, tmp_path: Path
) -> None:
    one, other = agency(vault)
    summary: list[str] = []

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, NetworkExportDialog)
        summary.append(dialog.summary.text())
        dialog.start()
        assert {name for name, each in dialog.form.fields.items() if each.problem} == {"reason", "recipient"}
        dialog.form.show_input(ExportInput(FileForm.GRAPHML, with_origins=False, reason="Signaal", recipient="RIEC"))
        user.will(tmp_path / "uit")
        dialog.start()
        qtbot.waitUntil(lambda: not dialog.busy, timeout=WAIT)
        return dialog.made is not None

    user.dialog = fill
    export_chart(board.context(f"entity:{one}", f"entity:{other}"))
    assert summary[0].startswith("Naar buiten gaat (Vertrouwelijk): 1 organisatie en 1 adres; daartussen één verband.")
    assert "Een BSN gaat nooit mee." in summary[0]
    assert "politie (Wpg)" in summary[0]
    written = tmp_path / "uit.graphml"
    assert board.told == [f"De verbanden staan in {written}."]
    assert nx.read_graphml(written).number_of_edges() == 1
    assert b"buurvrouw" not in written.read_bytes()
    with vault.read(CASEWORK) as session:
        line = session.scalars(select(CaseworkExport)).one()
        assert line.sha256 == hashlib.sha256(written.read_bytes()).hexdigest()


def test_that_stopping_at_the_file_writes_and_logs_nothing(
    board: Board, vault: UnlockedVault, qtbot: QtBot, user: User
) -> None:
    one, _ = agency(vault)

    def stop(dialog: QDialog) -> bool:
        assert isinstance(dialog, NetworkExportDialog)
        dialog.form.show_input(ExportInput(reason="Signaal", recipient="RIEC"))
        user.will(None)
        dialog.start()
        qtbot.waitUntil(lambda: not dialog.busy, timeout=WAIT)
        return True

    user.dialog = stop
    export_chart(board.context(f"entity:{one}"))
    assert board.told == []
    with vault.read(CASEWORK) as session:
        assert session.scalars(select(CaseworkExport)).first() is None


def test_that_nothing_to_export_is_told(board: Board, user: User) -> None:
    export_chart(board.context(network=Network()))
    assert "niets om te exporteren" in user.told[0]


def test_that_every_format_is_offered() -> None:
    assert [form.written for form in FileForm] == list(FORMATS)


def test_that_a_network_is_looked_at_and_then_taken_in_and_can_be_taken_back(
    course: NetworkImportWizard, vault: UnlockedVault, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "netwerk.graphml"
    file.write_bytes(write_graphml(every_kind()))
    step(course, FilesStep).add(file)
    course.onward()
    check: CheckStep = step(course, CheckStep)
    qtbot.waitUntil(lambda: check.ready, timeout=WAIT)
    assert "Ingelezen worden" in check.told.text()
    assert not list(Mentions(vault).ids(Query()))
    course.onward()
    qtbot.waitUntil(lambda: course.sitting.taken is not None, timeout=WAIT)
    taken = course.sitting.taken
    assert taken is not None
    assert course.told.startswith("Ingelezen: ")
    assert len(Mentions(vault).ids(Query())) == taken.imported.count
    take_back(vault, CASEWORK, taken.imported.batch)
    assert not list(Mentions(vault).ids(Query()))


def test_that_a_file_that_cannot_be_read_is_told_and_not_taken_along(
    course: NetworkImportWizard, user: User, tmp_path: Path
) -> None:
    files: FilesStep = step(course, FilesStep)
    broken = tmp_path / "stuk.graphml"
    broken.write_bytes(b'<!DOCTYPE g [<!ENTITY x "y">]><graphml/>')
    user.will(broken)
    files.choose()
    assert "DOCTYPE" in files.message.text.text()
    assert not files.ready
    user.will(None)
    files.choose()
    files.add(tmp_path / "weg.csv")
    assert "niet te lezen" in files.message.text.text()


def test_that_columns_are_proposed_chosen_kept_and_used_again(
    course: NetworkImportWizard, qtbot: QtBot, user: User, tmp_path: Path
) -> None:
    things, relations = tmp_path / "e.csv", tmp_path / "v.csv"
    things.write_text("Sleutel;Type;Wie\n1;bedrijf;Demo BV\n2;persoon;Jip Voorbeeld\n", encoding="utf-8")
    relations.write_text("Van;Naar;Verband\n2;1;bestuurder van\n", encoding="utf-8")
    files: FilesStep = step(course, FilesStep)
    files.add(things)
    files.add(relations)
    course.onward()
    columns: ColumnsStep = step(course, ColumnsStep)
    assert {heading: choice.value for heading, choice in columns.columns.items()} == {
        "Sleutel": "key",
        "Type": "kind",
        "Wie": "",
    }
    columns.columns["Wie"].choose("label")
    assert course.sitting.readings["e.csv"] == Reading(THINGS, {"Sleutel": "key", "Type": "kind", "Wie": "label"})

    def name(dialog: QDialog) -> bool:
        assert isinstance(dialog, NameDialog)
        dialog.form.fields["name"].editor.inner.setText("Van het RIEC")  # type: ignore[attr-defined]
        return True

    user.dialog = name
    columns.keep()
    assert [saved.name for saved in course.sitting.saved("e.csv")] == ["Van het RIEC"]
    columns.saved.choose(None)
    assert columns.columns["Wie"].value == ""
    columns.saved.choose(course.sitting.saved("e.csv")[0].id)
    assert columns.columns["Wie"].value == "label"
    columns.table.choose("v.csv")
    assert columns.holds.value == "verbanden"
    course.onward()
    check: CheckStep = step(course, CheckStep)
    qtbot.waitUntil(lambda: check.ready, timeout=WAIT)
    assert check.told.text().startswith("Ingelezen worden 2 items en één verband.")


def test_that_a_table_can_be_told_to_hold_the_other_and_the_files_chosen_anew(
    course: NetworkImportWizard, tmp_path: Path
) -> None:
    table = tmp_path / "e.csv"
    table.write_text("a;b\n1;2\n", encoding="utf-8")
    files: FilesStep = step(course, FilesStep)
    files.add(table)
    course.onward()
    columns: ColumnsStep = step(course, ColumnsStep)
    columns.holds.choose("verbanden")
    assert course.sitting.readings["e.csv"].holds == "verbanden"
    course.back()
    files.forget()
    assert not files.ready
    assert course.told == "Er is niets ingelezen."
