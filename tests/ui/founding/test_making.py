"""From the overview to the vault: measured, made, on paper, typed back; given up anywhere, nothing is left."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtPrintSupport import QPrinter

from app.errors import AppError, ExportFailed
from app.report.papers.recovery_sheets import SPOOLER_WARNING
from app.services.keys.founding import KeyCost
from app.vault.session import unlock
from tests.conftest import CHEAP, CHEAP_LIMITS
from tests.ui.conftest import User, shown_course
from tests.ui.founding.hands import GOOD, PEOPLE, Founding
from ui import dialogs
from ui.founding.overview import OverviewStep
from ui.founding.ready import ReadyStep
from ui.founding.wizard import FoundingWizard
from ui.printing import print_pdf
from ui.widgets.dialogs.sheet_steps import SheetStep, TypeSheetStep

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.vault.founding import PreparedVault
    from ui.tasks import Tasks


def test_that_the_cost_is_measured_and_said_in_seconds(founding: Founding) -> None:
    step = founding.to_overview()

    assert "ongeveer 0,9 seconde" in step.cost.text()
    assert any("één functioneel beheerder" in text for text in step.told.texts)

    founding.wizard.back()
    founding.choose(GOOD)
    assert "ongeveer 0,9 seconde" in founding.at(OverviewStep).cost.text()


def test_that_a_measurement_that_fails_can_be_tried_again(tasks: Tasks, place: Path, qtbot: QtBot, user: User) -> None:
    answers: list[KeyCost | AppError] = [AppError("Te weinig geheugen."), KeyCost(CHEAP, 1.0)]

    def measure() -> KeyCost:
        answer = answers.pop(0)
        if isinstance(answer, AppError):
            raise answer
        return answer

    wizard = FoundingWizard(tasks, measure=measure)
    shown_course(qtbot, wizard)
    founding = Founding(wizard, place, qtbot)
    founding.to_turns()
    for _ in PEOPLE:
        founding.choose(GOOD)
    step = founding.at(OverviewStep)
    qtbot.waitUntil(lambda: not step.busy)
    assert founding.told() == "Te weinig geheugen."
    assert not wizard.next_button.isEnabled()

    step.arrive()
    qtbot.waitUntil(wizard.next_button.isEnabled)


def test_that_a_vault_comes_to_be_that_its_founders_can_open(founding: Founding) -> None:
    founding.to_typing()
    shares = founding.shares()
    place = founding.place / "Voorbeeldstad.bolwerk"

    founding.type_sheet(shares[2])
    assert not place.exists(), "before the check there is no vault"
    founding.type_sheet(shares[0].upper())

    ready = founding.at(ReadyStep)
    assert founding.wizard.folder == place
    assert [each.name for each in founding.place.iterdir()] == [place.name]
    assert len(ready.fingerprint.fingerprint.split("-")) == 6
    assert not founding.wizard.cancel_button.isVisible()
    founding.onward()
    assert not founding.wizard.isVisible()
    assert founding.wizard.ceremony.plan.founders == (), "passwords are forgotten"
    for person in PEOPLE:
        with unlock(place, person.login or "", GOOD, limits=CHEAP_LIMITS) as vault:
            assert vault.account.name == person.name


def test_that_a_sheet_is_left_only_when_it_is_on_paper(founding: Founding) -> None:
    founding.to_sheets()
    founding.onward()
    step = founding.at(SheetStep)
    assert step.title == "Herstelset Algemeen, blad 1 van 3"

    founding.wizard.onward()
    assert founding.at(SheetStep) is step

    step.taken.setChecked(True)
    founding.onward()
    second = founding.at(SheetStep)
    assert second is not step
    founding.wizard.back()
    assert founding.at(SheetStep) is step


def test_that_typing_back_helps_at_every_word(founding: Founding) -> None:
    founding.to_typing()
    general, other = founding.shares(), founding.shares("bibob")
    first, *rest = general[0].split()

    founding.type_sheet(" ".join(["foutief", *rest]))
    assert founding.sheet_fault().startswith("Woord 1, “foutief”, staat niet in de woordenlijst.")
    founding.type_sheet(" ".join([*rest, first]))
    assert "verkeerd overgenomen" in founding.sheet_fault()

    founding.type_sheet(general[0])
    founding.type_sheet(general[0])
    assert "hetzelfde blad" in founding.sheet_fault()
    founding.type_sheet(other[0])
    assert "andere set" in founding.sheet_fault()
    assert not (founding.place / "Voorbeeldstad.bolwerk").exists()


def test_that_sheets_of_another_set_are_no_proof(founding: Founding) -> None:
    founding.to_typing()
    other = founding.shares("integrity")

    founding.type_sheet(other[0])
    founding.type_sheet(other[1])

    assert "geen bladen van de set “Algemeen”" in founding.sheet_fault()
    assert founding.at(TypeSheetStep)


def test_that_a_vault_that_cannot_get_its_place_is_told(founding: Founding) -> None:
    founding.to_typing()
    place = founding.place / "Voorbeeldstad.bolwerk"
    place.mkdir()
    (place / "van iemand anders").touch()
    shares = founding.shares()

    founding.type_sheet(shares[0])
    founding.type_sheet(shares[1])

    assert founding.told()
    assert founding.wizard.folder is None
    assert [each.name for each in founding.place.rglob("*")] == [place.name, "van iemand anders"]


@pytest.mark.parametrize("far", ["to_overview", "to_sheets", "to_typing"])
def test_that_giving_up_leaves_nothing(founding: Founding, user: User, far: str) -> None:
    getattr(founding, far)()
    user.will(False, True)

    founding.wizard.reject()
    assert founding.wizard.isVisible()
    founding.wizard.reject()

    assert user.asked == ["Stoppen met kluis stichten?"] * 2
    assert not founding.wizard.isVisible()
    assert founding.wizard.folder is None
    assert list(founding.place.iterdir()) == []


def test_that_making_can_be_stopped(founding: Founding, monkeypatch: pytest.MonkeyPatch) -> None:
    step = founding.to_overview()
    started, go_on = Event(), Event()

    def slow(*_: object, progress: object, **__: object) -> PreparedVault:
        assert callable(progress)
        started.set()
        go_on.wait(5)
        progress("Sleutels van iemand vergrendelen", 0.4)
        raise AssertionError

    monkeypatch.setattr("app.services.keys.founding.prepare", slow)
    founding.onward()
    started.wait(5)
    assert not founding.wizard.next_button.isEnabled()
    founding.wizard.cancel_button.click()
    go_on.set()
    founding.qtbot.waitUntil(lambda: not step.busy)

    assert founding.told() == "Afgebroken. Er is niets gemaakt."
    assert founding.wizard.next_button.isEnabled()
    assert list(founding.place.iterdir()) == []


def test_that_sheets_leave_the_screen_only_after_a_warning(
    founding: Founding, user: User, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = founding.to_sheets().out
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "afdruk.pdf"))
    offered: list[QPrinter | None] = [None, printer]
    monkeypatch.setattr(dialogs, "choose_printer", lambda _parent: offered.pop(0))
    user.will(False, True, True)

    out.print()
    assert len(offered) == 2, "no printer is asked for before the warning was agreed with"
    out.print()
    assert founding.told() == ""
    out.print()

    assert user.asked == ["Herstelbladen afdrukken?"] * 3
    assert "Naar de printer gestuurd" in founding.told()
    assert (tmp_path / "afdruk.pdf").read_bytes().startswith(b"%PDF")


def test_that_sheets_are_saved_only_where_one_asks(founding: Founding, user: User, tmp_path: Path) -> None:
    founding.to_sheets()
    founding.onward()
    out = founding.at(SheetStep).out
    target = tmp_path / "bladen.pdf"
    user.will(False, True, None, True, target, True, tmp_path / "er niet" / "x.pdf")

    out.save()
    out.save()
    assert not target.exists()
    out.save()
    assert target.read_bytes().startswith(b"%PDF")
    assert "Wis dit bestand" in founding.told()
    out.save()
    assert "Wis dit bestand" not in founding.told()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_that_the_printing_says_when_the_printer_refuses(qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "er niet" / "x.pdf"))

    with pytest.raises(ExportFailed):
        print_pdf(b"", printer)


def test_that_the_warning_names_the_queue_of_the_printer() -> None:
    assert "wachtrij" in SPOOLER_WARNING
