"""The jurist closes a property: from the police report to the reopening, in the window, with letters and figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from app.services.letters.desk import LetterDesk
from app.services.measures.letters import MeasureLetters
from app.services.measures.measures import Measures
from app.services.measures.terms import measure_timeline
from app.services.programme.figures import publications, publish, table_one
from models.letter_choices import LetterKind
from models.measures import choices as m
from tests.services.measures.files import policy
from ui.pages.measures.proposal import ProposalDialog
from ui.pages.measures.year import MeasureYearDialog
from ui.widgets.letters.make import MakeLetterDialog
from ui.widgets.letters.view import LetterDialog
from ui.widgets.page import Place
from ui.widgets.record.file_page import FilePage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.main_window import MainWindow
    from ui.widgets.forms.form import Form
    from ui.widgets.record.page import RecordPage

CLOSURE = "Hennep/drugs sluiting gemeente"
YES = m.Answer.YES
WEIGHED: dict[str, Any] = {
    "competent": YES,
    "competence_reason": "Handelshoeveelheid harddrugs.",
    "necessary": YES,
    "necessity_reason": "Loop naar het pand.",
    "balanced": YES,
    "balance_reason": "Geen kinderen; vervangende woonruimte.",
}


class Jurist:
    """What the jurist does in the window, one file open at a time."""

    def __init__(self, window: MainWindow, vault: UnlockedVault, qtbot: QtBot, user: User) -> None:
        self.window, self.vault, self.qtbot, self.user = window, vault, qtbot, user
        self.desk = LetterDesk(MeasureLetters(vault))

    @property
    def page(self) -> FilePage:
        """The register in front."""
        tabs = self.window.page
        assert isinstance(tabs, TabbedPage)
        assert isinstance(tabs.current, FilePage)
        return tabs.current

    @property
    def key(self) -> int:
        """The file that is open."""
        assert self.page.panel.record is not None
        return self.page.panel.record.id

    def place(self, number: int) -> int:
        """A home in the Voorbeeldstraat; its id."""
        self.window.go(Place("measures", "property"))
        self.page.new()
        enter(
            self.page.panel.form,
            street="Proefstraat",
            house_number=number,
            place="Fictiedorp",
            kind=m.PremisesKind.HOME,
        )
        self.page.save()
        return self.key

    def file(self, place: int, **known: Any) -> int:
        """A new file about that home; its id."""
        self.window.go(Place("measures", "measure"))
        self.page.new()
        enter(self.page.panel.form, property_id=place, **known)
        self.page.save()
        return self.key

    def change(self, **known: Any) -> None:
        """Fill in more of the open file and save."""
        enter(self.page.panel.form, **known)
        self.page.save()
        problems = {name: each.problem for name, each in self.page.panel.form.fields.items() if each.problem}
        assert problems == {}
        assert not self.page.panel.dirty

    def refused(self, **known: Any) -> dict[str, str]:
        """Try to, and give what is said beside the fields."""
        enter(self.page.panel.form, **known)
        self.page.save()
        return {name: each.problem for name, each in self.page.panel.form.fields.items() if each.problem}

    def add(self, part: str, **known: Any) -> None:
        """A record in a tab of the open file."""
        self.page.panel.tabs.open(part)
        inside: RecordPage | None = self.page.part
        assert inside is not None
        inside.new()
        enter(inside.panel.form, **known)
        inside.save()
        assert not inside.panel.is_open
        self.page.panel.tabs.bar.chosen.emit(0)  # back to the form

    def letter(self, kind: LetterKind) -> None:
        """Make a letter of the open file."""

        def make(dialog: QDialog) -> bool:
            if isinstance(dialog, LetterDialog):  # the letter that was made is shown
                dialog.reject()
                return False
            assert isinstance(dialog, MakeLetterDialog)
            dialog.kind.choose(kind)
            enter(dialog.form, reason="Zie het dossier.")
            dialog.look()
            dialog.start()
            self.qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted, timeout=20_000)
            return True

        self.user.dialog = make
        self.press("Brief maken…")

    def proposal(self) -> str:
        """What the matrix proposes, as it is read."""
        read: list[str] = []

        def look(dialog: QDialog) -> bool:
            assert isinstance(dialog, ProposalDialog)
            read.extend(each.text() for each in dialog.findChildren(QLabel))
            return True

        self.user.dialog = look
        self.press("Voorstel uit de matrix…")
        return "\n".join(read)

    def press(self, title: str) -> None:
        """A button above the file."""
        next(each for each in self.page.findChildren(QPushButton) if each.accessibleName() == title).click()


def enter(form: Form, **values: Any) -> None:
    """Put values in the fields of a form, as typed and chosen there."""
    for name, value in values.items():
        form.fields[name].editor.show_value(value)
    form.edited.emit()


@pytest.fixture
def jurist(
    work: Callable[[str], UnlockedVault],
    window_of: Callable[[UnlockedVault], MainWindow],
    qtbot: QtBot,
    user: User,
) -> Jurist:
    """At work, with an adopted policy: a warning, three months, six months."""
    vault = work("jurist")
    policy(vault)
    return Jurist(window_of(vault), vault, qtbot, user)


def reported(jurist: Jurist) -> int:
    """A file with everything that the police report says; its id."""
    file = jurist.file(jurist.place(2), found_on=date(2020, 9, 1), substance=m.Substance.HARD)
    jurist.change(report_received_on=date(2020, 9, 8), report_reference="PL-1", phase=m.Phase.REPORT)
    jurist.add("found_substance", name="Cocaïne", substance=m.Substance.HARD, amount=Decimal(60), unit=m.Unit.GRAM)
    jurist.add("circumstance", circumstance=m.Circumstance.WEAPONS, explanation="Een vuurwapen.")
    jurist.add("person_check", name="B. Ewoner", due_on=date(2020, 9, 20))
    address = "Proefstraat 2, 1234 AB Fictiedorp"
    jurist.add("addressee", relation=m.Relation.RESIDENT, name="B. Ewoner", address=address)
    assert "Sluiting, 3 maanden" in jurist.proposal(), "a weapon is one step further than a warning"
    return file


def test_that_a_closure_goes_from_report_to_reopening_with_its_letters(jurist: Jurist) -> None:
    file = reported(jurist)
    jurist.letter(LetterKind.MEASURE_INTENTION)
    jurist.change(**WEIGHED, intention_sent_on=date(2020, 9, 10), phase=m.Phase.INTENTION)
    early = jurist.refused(sanction=m.Sanction.CLOSURE, decided_on=date(2020, 9, 15), closed_from=date(2020, 9, 20))
    assert "art. 4:8 en 4:9 Awb" in early["decided_on"]
    jurist.change(
        views_form=m.ViewsForm.ORAL,
        views_received_on=date(2020, 9, 21),
        decided_on=date(2020, 10, 1),
        closed_from=date(2020, 10, 8),
        months=3,
        deviation_reason="Volgens het beleid, met het wapen.",
        phase=m.Phase.DECISION,
    )
    jurist.letter(LetterKind.CLOSURE)
    jurist.change(
        announced_on=date(2020, 10, 2),
        posted_on=date(2020, 10, 8),
        executed_on=date(2020, 10, 8),
        sealed_on=date(2020, 10, 8),
        phase=m.Phase.EXECUTION,
    )
    jurist.change(objection_on=date(2020, 10, 20), phase=m.Phase.OBJECTION)
    terms = {each.key: each.day for each in measure_timeline(jurist.vault, file).deadlines}
    assert terms["objection"] == date(2020, 11, 13)
    assert terms["objection_decision"] == date(2020, 12, 28), "25 and 26 December are free days, 27 is a Sunday"
    jurist.change(objection_decided_on=date(2020, 12, 1), objection_outcome=m.ObjectionOutcome.UNFOUNDED)
    jurist.letter(LetterKind.LIFTING)
    jurist.change(reopened_on=date(2021, 1, 8), keys_returned_on=date(2021, 1, 8), phase=m.Phase.REOPENING)
    jurist.change(riec_reported_on=date(2021, 1, 11), closed_on=date(2021, 2, 1), phase=m.Phase.CLOSED)

    stored = Measures(jurist.vault).get(file).draft
    assert stored.closed_until == date(2021, 1, 7)
    kinds = [line.kind for line in jurist.desk.letters(file)]
    assert sorted(kinds) == sorted([LetterKind.MEASURE_INTENTION, LetterKind.CLOSURE, LetterKind.LIFTING])


def test_that_an_urgent_closure_needs_no_intention_but_a_reason(jurist: Jurist) -> None:
    jurist.file(jurist.place(4), found_on=date(2020, 9, 1), substance=m.Substance.PREPARING_HARD)
    at_once: dict[str, Any] = {
        "sanction": m.Sanction.CLOSURE,
        "decided_on": date(2020, 9, 2),
        "closed_from": date(2020, 9, 1),
        "months": 6,
        "deviation_reason": "Explosiegevaar voor de buurt.",
    }
    told = jurist.refused(**WEIGHED, **at_once)
    assert "art. 4:11 of 5:31 Awb" in told["without_intention"].replace("(", "").replace(")", "")
    assert "art. 5:31 lid 2 Awb" in told["closed_from"]
    told = jurist.refused(without_intention=m.WithoutIntention.VERY_URGENT)
    assert set(told) == {"without_reason"}
    jurist.change(without_reason="De brandweer mat een explosief mengsel.")
    jurist.add("addressee", relation=m.Relation.OWNER, name="Demo BV", address="Postbus 9, 1234 ZZ Demostad")
    jurist.letter(LetterKind.URGENT_CLOSURE)
    assert [line.kind for line in jurist.desk.letters(jurist.key)] == [LetterKind.URGENT_CLOSURE]


def test_that_a_warning_and_a_second_finding_come_to_a_closure_in_table_one(
    jurist: Jurist, work: Callable[[str], UnlockedVault]
) -> None:
    home = jurist.place(6)
    jurist.file(home, found_on=date(2020, 2, 3), substance=m.Substance.SOFT)
    assert "eerste constatering" in jurist.proposal()
    jurist.change(
        sanction=m.Sanction.WARNING,
        decided_on=date(2020, 3, 2),
        without_intention=m.WithoutIntention.WARNING,
        without_reason="Eerste constatering.",
        phase=m.Phase.DECISION,
    )
    jurist.file(home, found_on=date(2020, 8, 3), substance=m.Substance.SOFT)
    read = jurist.proposal()
    assert "tweede constatering" in read
    assert "Sluiting, 3 maanden" in read
    jurist.change(**WEIGHED, intention_sent_on=date(2020, 8, 10), views_form=m.ViewsForm.NONE, phase=m.Phase.VIEWS)
    told = jurist.refused(sanction=m.Sanction.WARNING, decided_on=date(2020, 9, 1))
    assert "art. 4:84 Awb" in told["deviation_reason"]
    jurist.change(sanction=m.Sanction.CLOSURE, closed_from=date(2020, 9, 8), months=3, phase=m.Phase.DECISION)

    def publish_year(dialog: QDialog) -> bool:
        assert isinstance(dialog, MeasureYearDialog)
        enter(dialog.form, year=2020, in_table=True)
        assert dialog.table.cell_text("closure", 1) == "3", "two of the demo and this one"
        assert "Waarschuwingen achter een andere maatregel: 1." in dialog.told.text()
        dialog.start()
        return bool(dialog.result())

    jurist.user.dialog = publish_year
    jurist.press("Jaarcijfers publiceren…")
    director = work("regisseur")
    publish(director, 2020)
    rows = {row.type_name: row.counts for row in table_one(director, [2019, 2020]).rows}
    assert rows[CLOSURE] == (8, 3), "2019 stays what cases published"
    facts = {each.year: each for each in publications(director, [2019, 2020])}
    assert "Eén maatregel is één pand is één telling" in facts[2020].rule
    assert facts[2019].beside == ()
