"""The acts on a case: each asks what it must know, refuses beside the field, and shows what it did."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QLabel

from app.services.casework.approach import InterventionDraft, Interventions
from app.services.casework.cases import Cases
from app.services.casework.closing import CaseActs, Closing
from app.services.casework.merging import case_by_number
from app.services.casework.tasks import CaseTaskDraft, CaseTasks
from app.services.casework.templates import CaseTemplateDraft, CaseTemplates
from app.services.clock import today
from app.services.keys import own_account, separate
from app.services.keys.separate import Chosen
from app.services.records import Query
from app.services.signals.links import link_case
from app.services.signals.signals import SignalDraft, Signals
from app.vault.apart import seen_from
from models.casework.case_choices import Effect, InterventionKind
from models.casework.choices import SignalSource
from models.choices import CaseStatus, ClosingReason
from tests.services.casework.case_samples import case
from tests.services.parents import case_type
from tests.ui.hands import type_in
from ui.dialogs import Answer
from ui.navigation import ENTRIES
from ui.pages.administration.separate import SeparateDialog
from ui.pages.cases.beginning import ApplyInput, BeginInput
from ui.pages.cases.closing import ConvertInput, Reopened, ReopenInput, ReturnInput, closing_dialog
from ui.pages.cases.merging import MergeInput
from ui.pages.cases.page import CasePage
from ui.widgets.dialogs.form_dialog import FormDialog
from ui.widgets.record.conflict import ConflictDialog
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.cases.conftest import Desk
    from tests.ui.conftest import User
    from ui.widgets.page import PageContext


@pytest.fixture
def answering(user: User, qtbot: QtBot) -> Callable[..., list[str]]:
    """Fill the coming dialogs in, each with these drafts one after the other; gives what it refused with."""

    def answer(*drafts: Any) -> list[str]:
        refused: list[str] = []

        def fill(dialog: QDialog) -> bool:
            assert isinstance(dialog, FormDialog)
            for draft in drafts:
                dialog.form.show_input(draft)
                dialog.start()
                qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
                if dialog.result():
                    return True
                refused.extend(f"{name}: {each.problem}" for name, each in dialog.form.fields.items() if each.problem)
            return False

        user.dialog = fill
        return refused

    return answer


def test_that_a_case_is_closed_with_its_result_and_effect(
    desk: Desk, user: User, answering: Callable[..., list[str]]
) -> None:
    whole = Closing(today(), ClosingReason.MEASURE, "Pand gesloten", Effect.UNCLEAR, None, 2020)
    refused = answering(replace(whole, result=" ", effect=None), whole)
    desk.act("Afsluiten…").click()
    assert refused == [
        "result: Vul in wat de casus heeft opgeleverd.",
        "effect: Kies het effect; ‘nog niet vast te stellen’ mag ook.",
    ]
    assert desk.record.draft.status is CaseStatus.CLOSED
    assert desk.page.panel.record == desk.record
    assert desk.page.message.text.text() == "De casus is afgesloten."
    desk.act("Afsluiten…").click()
    assert user.told == ["Casus afsluiten: Deze casus is al afgesloten."]


def test_that_closing_says_what_is_still_open(desk: Desk) -> None:
    def intro() -> str:
        return closing_dialog(desk.vault, desk.record, desk.page).findChildren(QLabel)[1].text()

    assert " open." not in intro()
    CaseTasks(desk.vault).add(CaseTaskDraft(desk.key, "Bellen"))
    assert "Er staat nog één taak open." in intro()
    for title in ("Brief", "Controle"):
        Interventions(desk.vault).add(InterventionDraft(desk.key, InterventionKind.WARNING, title))
    assert "Er staan nog één taak en 2 interventies open." in intro()


def test_that_a_closed_case_is_taken_up_again(desk: Desk, user: User, answering: Callable[..., list[str]]) -> None:
    desk.act("Heropenen…").click()
    assert user.told == ["Casus heropenen: Deze casus is niet afgesloten."]
    closing = Closing(today(), ClosingReason.MEASURE, "Pand gesloten", Effect.ENDED)
    CaseActs(desk.vault).close(desk.key, desk.record.version, closing)
    desk.page.refresh()
    refused = answering(ReopenInput(), ReopenInput(Reopened.PLAN, "Nieuwe melding"))
    desk.act("Heropenen…").click()
    assert refused == ["status_reason: Vul in waarom de casus teruggaat van ‘afgesloten’ naar ‘in onderzoek’."]
    assert desk.record.draft.status is CaseStatus.PLAN


def test_that_a_case_becomes_one_of_another_type(desk: Desk, user: User, answering: Callable[..., list[str]]) -> None:
    other = case_type(desk.vault, "Heling")
    refused = answering(ConvertInput(other), ConvertInput(other, "Gestolen goed"))
    desk.act("Ander type…").click()
    assert refused == ["reason: Vul in waarom de casus van type verandert."]
    assert desk.record.draft.case_type_id == other


def test_that_a_case_goes_back_to_a_signal(desk: Desk, user: User, answering: Callable[..., list[str]]) -> None:
    answering(ReturnInput("Te vaag"))
    desk.act("Naar signaal…").click()
    assert desk.record.draft.result == "Teruggezet naar een signaal: Te vaag"
    assert "het nieuwe signaal staat bij Signalen" in desk.page.message.text.text()
    desk.act("Naar signaal…").click()
    assert user.told == ["Casus terug naar signaal: Deze casus is al afgesloten."]


def test_that_two_cases_become_one_and_two_again(
    desk: Desk, user: User, answering: Callable[..., list[str]], qtbot: QtBot
) -> None:
    other = Cases(desk.vault).get(case(desk.vault, "Schuur"))
    number = str(other.draft.number)
    offered: list[str] = []

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, FormDialog)
        offered.extend(str(option.value) for option in dialog.form._offer("number", None))
        assert answered is not None
        return answered(dialog)

    itself = MergeInput(str(desk.record.draft.number), "Zelfde")
    refused = answering(itself, MergeInput(f"{number} Schuur", "Zelfde pand"))
    answered, user.dialog = user.dialog, fill
    desk.act("Samenvoegen…").click()
    assert refused == ["number: Een casus kan niet met zichzelf worden samengevoegd."]
    assert offered == [f"{number} Schuur"]
    assert case_by_number(desk.vault, number) == desk.key
    assert desk.page.list.model.rowCount() == 1
    sheet = desk.sheet("origin")
    user.will(False, True)
    button = next(each for each in sheet.findChildren(type(desk.act("Samenvoegen…"))) if "Ongedaan" in each.text())
    button.click()
    assert case_by_number(desk.vault, number) == desk.key
    button.click()
    qtbot.waitUntil(lambda: not sheet.message.isHidden(), timeout=20_000)
    assert case_by_number(desk.vault, number) == other.id
    assert sheet.message.text.text() == f"{number} is weer een eigen casus."


def test_that_a_case_begins_with_a_template_and_another_gets_one(
    desk: Desk, user: User, answering: Callable[..., list[str]]
) -> None:
    desk.act("Uit sjabloon…").click()
    assert user.told[-1].endswith("Leg er eerst een vast op het tabblad Sjablonen.")
    kind = desk.record.draft.case_type_id
    draft = CaseTemplateDraft("Drugspand", kind, approach="Eerst dit", tasks=(("Bellen", 3),))
    template = CaseTemplates(desk.vault).add(draft).id
    CaseTemplates(desk.vault).add(CaseTemplateDraft("Zonder type"))
    refused = answering(
        BeginInput(None, "Kas", today()), BeginInput(template, "Kas", today(), "Gebruiker casusregisseur")
    )
    desk.act("Uit sjabloon…").click()
    assert refused == ["template: Kies een sjabloon."]
    tasks = CaseTasks(desk.vault)
    assert len(tasks.ids(Query())) == 1
    assert desk.page.list.model.rowCount() == 2
    answering(ApplyInput(template))
    desk.act("Sjabloon…").click()
    assert len(tasks.ids(Query(where=(("case_id", desk.key),)))) == 1
    assert desk.record.draft.approach == "Eerst dit"


@pytest.mark.parametrize("title", ["Afsluiten…", "Ander type…", "Samenvoegen…", "Sjabloon…", "Naar signaal…"])
def test_that_what_was_typed_is_asked_about_before_an_act(desk: Desk, user: User, title: str) -> None:
    desk.page.panel.form.fields["title"].editor.inner.setText("Andere titel")  # type: ignore[attr-defined]
    assert desk.page.panel.dirty
    user.will(Answer.STAY)
    desk.act(title).click()
    assert desk.record.draft.title == "Loods aan de kade"
    assert desk.page.panel.dirty


def test_that_an_act_on_a_case_that_is_gone_says_so(desk: Desk, user: User) -> None:
    cases = Cases(desk.vault)
    cases.remove(desk.key, desk.record.version)
    desk.act("Afsluiten…").click()
    assert user.told == ["Casus: De casus bestaat niet (meer)."]


def test_that_the_second_of_two_directors_is_told_and_merges_field_by_field(desk: Desk, user: User) -> None:
    theirs = replace(desk.record.draft, location="Voorbeeldstraat 1")
    Cases(desk.vault).change(desk.key, theirs, desk.record.version)
    desk.page.panel.form.fields["title"].editor.inner.setText("Loods en schuur")  # type: ignore[attr-defined]
    desk.page.save()
    assert "Iemand anders heeft de casus intussen gewijzigd" in desk.page.panel.message.text.text()
    assert desk.record.draft.title == "Loods aan de kade"
    user.dialog = lambda _dialog: True
    desk.page.panel.message.do()
    desk.page.save()
    assert desk.record.draft == replace(theirs, title="Loods en schuur")


def test_that_only_what_can_be_done_is_offered(desk: Desk) -> None:
    titles = ("Afsluiten…", "Naar signaal…", "Heropenen…", "Samenvoegen…", "Uit sjabloon…")

    def offered() -> list[bool]:
        return [not desk.act(title).isHidden() for title in titles]

    assert offered() == [True, True, False, True, True]
    CaseActs(desk.vault).close(
        desk.key, desk.record.version, Closing(today(), ClosingReason.MEASURE, "Gesloten", Effect.ENDED)
    )
    desk.page.refresh()
    assert offered() == [False, False, True, True, True]
    desk.page.escape()
    assert offered() == [False, False, False, False, True]


def test_that_a_case_is_set_apart_in_a_compartment_that_is_made_for_it(
    desk: Desk, user: User, qtbot: QtBot, unlock_as: UnlockAs
) -> None:
    other = unlock_as("privacy")
    read, number = own_account.own_account(other).fingerprint, desk.record.draft.number
    asked: list[str] = []

    def answer(dialog: QDialog) -> bool:
        asked.append(dialog.windowTitle())
        if isinstance(dialog, SeparateDialog):
            chosen = [Chosen(other.account.id, read)]
            dialog.made = separate.set_apart(desk.vault, title="Haven", others=chosen)
            return True
        assert isinstance(dialog, FormDialog)
        dialog.start()
        qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
        return bool(dialog.result())

    user.dialog = answer
    desk.act("Apart zetten…").click()

    assert asked == ["Apart onderdeel voor een casus", "Casus apart zetten"]
    assert desk.page.message.text.text().startswith(f"Casus {number} staat nu apart in ‘Haven’. Na opnieuw inloggen")
    assert not desk.page.panel.is_open
    (row,) = separate.separate(desk.vault)
    view = seen_from(desk.vault, row.name)
    assert [Cases(view).get(key).draft.number for key in Cases(view).ids(Query())] == [number]


def test_that_setting_apart_says_what_it_does_and_can_be_left(desk: Desk, user: User, unlock_as: UnlockAs) -> None:
    other = unlock_as("privacy")
    chosen = [Chosen(other.account.id, own_account.own_account(other).fingerprint)]
    user.dialog = lambda _dialog: False
    desk.act("Apart zetten…").click()
    assert desk.record.draft.number, "nothing was made, nothing was moved"

    separate.set_apart(desk.vault, title="Haven", others=chosen)
    signals = [
        Signals(desk.vault).add(SignalDraft(title=name, source=SignalSource.RESIDENT, facts=name)) for name in "ab"
    ]
    for made in signals:
        link_case(desk.vault, made.id, desk.key, "Zelfde pand")
    link_case(desk.vault, signals[1].id, case(desk.vault, "Schuur"), "Zelfde pand")
    told: list[str] = []

    def read(dialog: QDialog) -> bool:
        told.extend(each.text() for each in dialog.findChildren(QLabel))
        return False

    user.dialog = read
    desk.act("Apart zetten…").click()
    first, second = (made.draft.number for made in signals)
    assert f"Alleen bij deze casus hoort, en dus mee gaat: signaal {first}." in told
    assert f"Hier blijft, omdat het ook een andere casus voedt: signaal {second}." in told
    assert desk.page.panel.is_open


def test_that_two_programs_on_one_case_overwrite_nothing(
    desk: Desk,
    user: User,
    unlock_as: UnlockAs,
    context_of: Callable[[UnlockedVault], PageContext],
    qtbot: QtBot,
) -> None:
    """R11: each fills in another field and both the title; who is second chooses field by field."""
    other = unlock_as("director", origin="werkplek-2")
    whole = next(entry for entry in ENTRIES if entry.key == "cases").make(context_of(other))
    qtbot.addWidget(whole)
    whole.refresh()
    whole.open_record(desk.key)
    assert isinstance(whole, TabbedPage)
    second = whole.current
    assert isinstance(second, CasePage)
    type_in(desk.page.panel.form, "location", "Voorbeeldstraat 1")
    type_in(desk.page.panel.form, "title", "Loods een")
    type_in(second.panel.form, "title", "Loods twee")
    type_in(second.panel.form, "description", "Er is gebeld.")

    desk.page.save()
    second.save()
    assert "Iemand anders heeft de casus intussen gewijzigd" in second.panel.message.text.text()
    first = desk.record.draft
    assert (first.location, first.title, first.description) == ("Voorbeeldstraat 1", "Loods een", None)

    def compare(dialog: QDialog) -> bool:
        assert isinstance(dialog, ConflictDialog)
        assert set(dialog.choices) == {"title", "location", "description"}
        return True

    user.dialog = compare
    second.panel.message.do()
    second.save()
    both = desk.record.draft
    assert (both.location, both.description) == ("Voorbeeldstraat 1", "Er is gebeld.")
    assert both.title in {"Loods een", "Loods twee"}
    assert [line.action for line in Cases(other).history(desk.key)] == ["case.changed", "case.changed", "case.added"]
