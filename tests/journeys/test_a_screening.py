"""A screening from form to conditions in the real window, with its letters; a caseworker's window shows nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QLabel

from app.services.attention import attention
from app.services.bibob.screenings import Screenings
from models.bibob.choices import (
    AdviceType,
    Answer,
    Danger,
    DisclosureGround,
    LegalBasis,
    Occasion,
    Outcome,
    PartyNature,
    PartyRole,
    Phase,
    ResearchSource,
)
from models.letter_choices import LetterKind
from ui.pages.bibob.terms_strip import TermsStrip
from ui.pages.search.page import SearchPage
from ui.widgets.letters.make import MakeLetterDialog
from ui.widgets.letters.sheet import LettersSheet
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

SUBJECT = "Eethuis Merkproef BV"


def day(text: str) -> date:
    return date.fromisoformat(text)


class Desk:
    """The coordinator at the page Bibob: fills in, saves, and reads what the program makes of it."""

    def __init__(self, window: MainWindow, qtbot: QtBot, user: User) -> None:
        window.go(Place("bibob", "screening"))
        assert isinstance(window.page, TabbedPage)
        page = window.page.current
        assert isinstance(page, FilePage)
        self.page, self.qtbot, self.user = page, qtbot, user

    def fill(self, **values: Any) -> None:
        """Enter and save; fails when anything is refused."""
        self.enter(**values)
        self.page.save()
        assert not self.page.panel.dirty, self.problems()

    def enter(self, **values: Any) -> None:
        form = self.page.panel.form
        for name, value in values.items():
            form.fields[name].editor.show_value(value)
        form.edited.emit()

    def problems(self) -> dict[str, str]:
        return {name: each.problem for name, each in self.page.panel.form.fields.items() if each.problem}

    def terms(self, beginning: str) -> str:
        """What stands above the form about one term, once it is there."""
        strip = self.page.panel.findChild(TermsStrip)
        assert strip is not None
        self.qtbot.waitUntil(lambda: any(told.startswith(beginning) for told in strip.told))
        return next(told for told in strip.told if told.startswith(beginning))

    def add_part(self, kind: str, **values: Any) -> None:
        """A new record in a tab of the open file."""
        self.page.panel.tabs.open(kind)
        part = self.page.part
        assert part is not None
        part.new()
        for name, value in values.items():
            part.panel.form.fields[name].editor.show_value(value)
        part.save()
        assert not part.panel.is_open, [each.problem for each in part.panel.form.fields.values() if each.problem]
        self.page.panel.tabs.bar.buttons[0].click()

    def write_letter(self, kind: LetterKind, **values: Any) -> None:
        """A letter of the open file, kept with it."""

        def make(dialog: QDialog) -> bool:
            if isinstance(dialog, LetterDialog):
                self.qtbot.waitUntil(lambda: dialog.pages.view.count > 0)
                return True
            assert isinstance(dialog, MakeLetterDialog)
            dialog.kind.choose(kind)
            entered = {"reason": "Zie het dossier.", "address": "Voorbeeldstraat 9\n0000 AA Voorbeelddorp", **values}
            for name, value in entered.items():
                dialog.form.fields[name].editor.show_value(value)
            dialog.start()
            self.qtbot.waitUntil(lambda: not dialog.busy)
            assert dialog.result() == QDialog.DialogCode.Accepted, (
                kind,
                dialog.message.text.text(),
                dialog.notes.texts,
            )
            return True

        letters = self.letters()
        self.user.dialog = make
        letters.make()
        self.page.panel.tabs.bar.buttons[0].click()

    def letters(self) -> LettersSheet:
        self.page.panel.tabs.open("letters")
        sheet = self.page.panel.tabs.part
        assert isinstance(sheet, LettersSheet)
        return sheet


def intake_and_form(desk: Desk) -> None:
    """The application came in, and a form that was not complete."""
    desk.page.new()
    desk.fill(
        subject=SUBJECT,
        basis=LegalBasis.PERMIT,
        occasion=Occasion.ALCOHOL,
        opened_on=day("2020-03-02"),
        application_on=day("2020-03-02"),
    )
    assert desk.page.panel.heading == f"BIB-2020-006 {SUBJECT}"
    assert "27 april" not in desk.terms("Beslissing")
    desk.fill(
        phase=Phase.COMPLETION,
        form_issued_on=day("2020-03-02"),
        form_received_on=day("2020-03-09"),
        form_complete=Answer.NO,
        completion_asked_on=day("2020-03-10"),
    )
    assert "24-03-2020" in desk.terms("Hersteltermijn")
    desk.write_letter(LetterKind.COMPLETION)
    desk.fill(phase=Phase.OWN_RESEARCH, completed_on=day("2020-03-10"))


def research(desk: Desk) -> None:
    """Who is in it, who pays, and what was looked at."""
    desk.add_part("party", role=PartyRole.SUBJECT, nature=PartyNature.LEGAL, name=SUBJECT)
    desk.add_part("financing", source="Spaargeld", proof="Bankafschriften")
    desk.add_part(
        "consulted_source",
        source=ResearchSource.TRADE_REGISTER,
        consulted_on=day("2020-03-12"),
        ground="art. 7a Wet Bibob",
    )


def advice(desk: Desk) -> None:
    """Asked, suspended by a question, extended and received: the worked example of the domain."""
    desk.enter(advice_requested_on=day("2020-03-01"), advice_type=AdviceType.REGULAR)
    desk.page.save()
    assert "art. 31" in desk.problems()["advice_requested_on"], "no advice is asked before there is an application"
    desk.fill(
        phase=Phase.ADVICE_REQUESTED,
        advice_requested_on=day("2020-03-16"),
        subject_informed_on=day("2020-03-16"),
    )
    desk.write_letter(LetterKind.ADVICE_REQUEST)
    desk.write_letter(LetterKind.ADVICE_NOTICE)
    desk.add_part("advice_question", asked_on=day("2020-04-01"), answered_on=day("2020-04-11"), reason="De jaarstukken")
    desk.enter(extension_days=29)
    desk.page.save()
    assert desk.problems()["extension_days"] == "De verlenging is ten hoogste 28 dagen (art. 15 lid 3 Wet Bibob)."
    desk.fill(phase=Phase.ADVICE_EXTENDED, extension_days=28, extension_noticed_on=day("2020-05-04"))
    assert "18-06-2020" in desk.terms("Advies LBB")
    assert "30 juli 2020" in desk.terms("Beslissing")
    desk.fill(
        phase=Phase.ADVICE_RECEIVED,
        advice_received_on=day("2020-06-01"),
        advised_danger_a=Danger.LESSER,
        advised_danger_b=Danger.NONE,
    )
    assert "13-07-2020 of 14-07-2020" in desk.terms("Beslissing")


def decision(desk: Desk) -> None:
    """Refused without an intention; accepted after views, with a condition."""
    desk.fill(
        phase=Phase.ASSESSMENT,
        danger_a=Danger.LESSER,
        danger_b=Danger.NONE,
        danger_six=Answer.NO,
        reasoning="Met voorschriften is het gevaar te beheersen.",
    )
    desk.enter(outcome=Outcome.GRANT_WITH_CONDITIONS, decided_on=day("2020-07-06"), phase=Phase.DECISION)
    desk.page.save()
    assert "art. 33 Wet Bibob" in desk.problems()["outcome"]
    desk.enter(outcome=None, decided_on=None)
    desk.fill(
        phase=Phase.INTENTION,
        intention_sent_on=day("2020-06-08"),
        secrecy_pointed_on=day("2020-06-08"),
    )
    assert "22-06-2020" in desk.terms("Zienswijze")
    desk.write_letter(LetterKind.INTENTION, intended="de beschikking te verlenen met voorschriften")
    desk.add_part(
        "disclosure",
        disclosed_on=day("2020-06-08"),
        ground=DisclosureGround.A,
        recipient=SUBJECT,
        what="Afschrift van het advies",
    )
    desk.fill(views_received_on=day("2020-06-20"))
    desk.add_part("condition", text="Elk kwartaal een overzicht van de leningen", check_on=day("2020-10-01"))
    desk.fill(
        phase=Phase.DECISION,
        outcome=Outcome.GRANT_WITH_CONDITIONS,
        decided_on=day("2020-07-06"),
        published_on=day("2020-07-07"),
    )
    desk.write_letter(LetterKind.DECISION_CONDITIONS)


def test_that_a_screening_goes_from_form_to_conditions_and_a_caseworker_sees_none_of_it(
    work: Callable[[str], UnlockedVault],
    window_of: Callable[[UnlockedVault], MainWindow],
    user: User,
    qtbot: QtBot,
) -> None:
    vault = work("bibob")
    desk = Desk(window_of(vault), qtbot, user)
    intake_and_form(desk)
    research(desk)
    advice(desk)
    decision(desk)
    assert desk.letters().table.rowCount() == 5
    told = [item.text for item in attention(vault) if "BIB-2020-006" in item.text]
    assert "BIB-2020-006: een voorschrift had gecontroleerd moeten zijn op 1 oktober 2020." in told
    assert (
        "BIB-2020-006: de gevaarsconclusie is nog niet gemeld in het Bibob-register (art. 7a lid 7 Wet Bibob)." in told
    )
    key = desk.page.panel.record.id if desk.page.panel.record else 0
    assert Screenings(vault).get(key).draft.outcome is Outcome.GRANT_WITH_CONDITIONS
    vault.close()
    sees_nothing(window_of(work("regisseur")), qtbot)


def sees_nothing(window: MainWindow, qtbot: QtBot) -> None:
    """Neither the page, nor on the first page, nor by searching, nor in the log."""
    assert not {"bibob", "letters"} & set(window.navigation.buttons)
    for key in ("start", "log", "figures"):
        window.go(Place(key))
        shown = " ".join(each.text() for each in window.page.findChildren(QLabel))
        assert "BIB-20" not in shown
        assert "Merkproef" not in shown
    window.go(Place("search"))
    page = window.page
    assert isinstance(page, SearchPage)
    for words in ("Merkproef", "BIB-2020"):
        page.begin(words)
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.nothing)
