"""The page Signalen: its fields, what it mentions with hints while typing, and what became of a signal."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from app.rules.weighing import FEEDBACK_TEXTS
from app.services.casework.cases import CaseDraft, Cases
from app.services.clock import today
from app.services.records import Query
from app.services.signals.course import course_of
from app.services.signals.mentions import FIELDS_OF_KIND, MentionDraft, Mentions
from app.services.signals.weighing import Ending, decide
from models.casework.choices import FeedbackState, MentionKind, SignalOutcome, SignalStatus
from models.casework.choices import WeighingStepKind as W
from tests.services.parents import case_type
from tests.services.signals.files import GROUND, WHOLE, address, answered, signal
from tests.ui.signals.conftest import filling
from ui import tones
from ui.navigation import ENTRIES, entries_for
from ui.pages.signals.followup import FollowUpSheet
from ui.pages.signals.linking import FeedbackDialog, LinkDialog, MakeCaseDialog
from ui.pages.signals.mentions import MENTIONS, NOTHING_ELSEWHERE, NOTHING_TYPED
from ui.pages.signals.page import SIGNALS, SOURCES, SignalsPage
from ui.pages.signals.riec import RiecFormDialog
from ui.widgets.page import Place
from ui.widgets.record.description import Kind
from ui.widgets.record.part_page import PartPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User, Visits
    from ui.widgets.record.description import PageDescription

    PageOf = Callable[[UnlockedVault], SignalsPage]

EACH = pytest.mark.parametrize("description", [SIGNALS, MENTIONS, SOURCES], ids=lambda description: description.title)


@EACH
def test_that_a_description_fits_its_register(description: PageDescription, vault: UnlockedVault) -> None:
    register = description.register(vault)
    names = {field.name for field in fields(register.draft)}
    assert {field.name for field in description.fields} <= names
    assert {column.name for column in description.columns} <= set(register.columns)
    assert {each.name for each in description.filters} <= set(register.columns)
    required = {field.name for field in description.fields if field.required}
    assert required == set(register.required)
    assert all(field.choices for field in description.fields if field.kind is Kind.CHOICE)


def test_that_every_status_has_a_tone() -> None:
    assert set(tones.SIGNAL) == set(SignalStatus)


def test_that_who_reads_signals_sees_the_page_and_a_participant_hands_in(
    vault: UnlockedVault, privacy: UnlockedVault, participant: UnlockedVault
) -> None:
    def keys(who: UnlockedVault) -> set[str]:
        return {entry.key for entry in entries_for(who)} & {"signals", "hand_in"}

    assert (keys(vault), keys(privacy), keys(participant)) == ({"signals"}, {"signals"}, {"hand_in"})
    assert {entry.title for entry in ENTRIES if entry.key in {"signals", "hand_in"}} == {
        "Signalen",
        "Signaal inbrengen",
    }


def test_that_three_fields_are_enough_to_save(vault: UnlockedVault, page_of: PageOf) -> None:
    page = page_of(vault)
    page.new()
    page.save()
    form = page.panel.form
    assert {name for name, each in form.fields.items() if each.problem} == {"title", "source", "facts"}
    for name in ("title", "source", "facts"):
        form.fields[name].editor.show_value(getattr(WHOLE, name))
    form.edited.emit()
    page.save()
    assert page.panel.record is not None
    assert page.panel.record.title.endswith("0001 Loods aan de kade")


def mentions_of(page: SignalsPage, key: int) -> PartPage:
    page.open_record(key)
    page.panel.tabs.open("mention")
    part = page.part
    assert isinstance(part, PartPage)
    return part


def test_that_the_form_of_a_mention_shows_the_fields_of_its_kind(vault: UnlockedVault, page_of: PageOf) -> None:
    part = mentions_of(page_of(vault), signal(vault))
    part.new()
    form = part.panel.form
    names = {name for each in FIELDS_OF_KIND.values() for name in each}
    assert not any(form.fields[name].isVisibleTo(form) for name in names)
    for kind, own in FIELDS_OF_KIND.items():
        form.show_input(MentionDraft(kind=kind))
        assert {name for name in names if form.fields[name].isVisibleTo(form)} == set(own)


def test_that_hints_stand_above_the_form_while_an_address_is_typed(
    vault: UnlockedVault, page_of: PageOf, qtbot: QtBot
) -> None:
    first, second = signal(vault, "Eerste"), signal(vault, "Tweede")
    address(vault, first)
    page = page_of(vault)
    part = mentions_of(page, second)
    part.new()
    hints = vars(part.panel)["_foresight"]
    assert hints.told.texts == (NOTHING_TYPED,)
    typed = MentionDraft(kind=MentionKind.ADDRESS, house_number=12, postcode="2671AB")
    part.panel.form.show_input(typed)
    qtbot.waitUntil(lambda: "Dit adres komt ook voor in één signaal." in hints.told.texts)
    number = course_of(vault, first).number
    assert any(text.startswith(f"{number} Eerste: Voorbeeldstraat 12") for text in hints.told.texts)
    part.panel.form.show_input(MentionDraft(kind=MentionKind.ADDRESS, house_number=13, postcode="2671AB"))
    qtbot.waitUntil(lambda: "nergens anders" in hints.told.texts[0])
    part.panel.form.show_input(typed)
    part.save()
    assert part.panel.record is None, "back to the list"
    page.panel.tabs.open("weighing")
    page.show_stored(second)
    told = vars(page.panel)["_foresight"].told.texts
    assert told == ("12, 2671 AB: Dit adres komt ook voor in één signaal.",)
    page.show_stored(signal(vault, "Derde"))
    assert vars(page.panel)["_foresight"].told.texts == (NOTHING_ELSEWHERE,)


def test_that_many_hints_are_cut_short(vault: UnlockedVault, page_of: PageOf) -> None:
    for _ in range(8):
        address(vault, signal(vault))
    part = mentions_of(page_of(vault), signal(vault))
    part.new()
    hints = vars(part.panel)["_foresight"]
    hints.show_draft(MentionDraft(kind=MentionKind.ADDRESS, house_number=12, postcode="2671AB"), None, typed=False)
    assert hints.told.texts[0] == "Dit adres komt ook voor in 8 signalen."
    assert hints.told.texts[-1] == "En nog 2 andere vermeldingen."
    assert len(hints.told.texts) == 8


def follow_up(page: SignalsPage, key: int) -> FollowUpSheet:
    page.open_record(key)
    page.panel.tabs.open("followup")
    sheet = page.panel.tabs.part
    assert isinstance(sheet, FollowUpSheet)
    return sheet


def test_that_a_case_is_made_of_a_signal_with_what_it_knows(vault: UnlockedVault, page_of: PageOf, user: User) -> None:
    key = signal(vault, "Loods", facts="Geluid.")
    kind = case_type(vault)
    sheet = follow_up(page_of(vault), key)

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, MakeCaseDialog)
        assert dialog.form.draft().title == "Loods"
        dialog.start()
        assert dialog.form.fields["case_type_id"].problem
        return filling(case_type_id=kind)(dialog)

    user.dialog = fill
    sheet.make_case()
    assert [each.title for each in course_of(vault, key).cases] == ["Loods"]
    assert sheet.cases.rowCount() == 1
    assert sheet.message.text.text() == "De casus is gemaakt en gekoppeld."


def test_that_a_case_is_linked_opened_and_let_go(
    vault: UnlockedVault, page_of: PageOf, user: User, visits: Visits
) -> None:
    key = signal(vault)
    case = Cases(vault).add(CaseDraft(title="Casus", case_type_id=case_type(vault), opened_on=today())).id
    sheet = follow_up(page_of(vault), key)

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, LinkDialog)
        assert [option.value for option in dialog.offer("case_id", None)] == [case]
        return filling(case_id=case, reason="Zelfde pand")(dialog)

    user.dialog = fill
    sheet.link()
    assert not sheet.buttons["open"].isEnabled()
    sheet.unlink()
    sheet.open_case()
    assert visits == []
    sheet.cases.setCurrentCell(0, 0)
    sheet.open_case()
    assert visits == [Place("cases", "case", case)]
    user.will(False, True)
    sheet.unlink()
    assert course_of(vault, key).cases
    sheet.cases.setCurrentCell(0, 0)
    sheet.unlink()
    assert course_of(vault, key).cases == ()


def test_that_what_was_handed_over_is_printed_finished_and_weighed_again(
    vault: UnlockedVault, page_of: PageOf, user: User, qtbot: QtBot, tmp_path: Path
) -> None:
    key = signal(vault)
    version = answered(vault, key, W.W1, W.W2A, W.W2B, W.W3).version
    page = page_of(vault)
    sheet = follow_up(page, key)
    assert not sheet.buttons["riec"].isEnabled()
    decide(vault, key, Ending(SignalOutcome.RIEC, "Partners.", "RIEC", GROUND, "Adres"), version)
    sheet.show_record(key)
    assert sheet.hand_overs.cell_text("0", 1) == "RIEC"

    def write(dialog: QDialog) -> bool:
        assert isinstance(dialog, RiecFormDialog)
        user.will(None, tmp_path / "formulier")
        dialog.start()
        assert dialog.message.text.text() == "Er is geen bestand gekozen."
        dialog.start()
        qtbot.waitUntil(lambda: dialog.made is not None, timeout=20_000)
        return True

    user.dialog = write
    sheet.print_form()
    assert (tmp_path / "formulier.pdf").read_bytes().startswith(b"%PDF-")
    user.will(True)
    sheet.finish()
    assert course_of(vault, key).status is SignalStatus.CLOSED
    user.dialog = filling(reason="Nieuwe melding.")
    sheet.weigh_again()
    assert course_of(vault, key).status is SignalStatus.WEIGHING
    user.will(True)
    sheet.finish()
    assert "in behandeling" in sheet.message.text.text()


def test_that_feedback_is_shown_as_it_is_said_and_written_down(
    vault: UnlockedVault, page_of: PageOf, user: User
) -> None:
    key = signal(vault)
    sheet = follow_up(page_of(vault), key)

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, FeedbackDialog)
        dialog.start()
        assert dialog.form.fields["state"].problem
        done = filling(state=FeedbackState.RECEIVED)(dialog)
        assert dialog.text.text() == FEEDBACK_TEXTS[FeedbackState.RECEIVED]
        return done

    user.dialog = fill
    sheet.note_feedback()
    assert course_of(vault, key).feedback is FeedbackState.RECEIVED


def test_that_nothing_is_done_before_a_signal_is_open(vault: UnlockedVault, page_of: PageOf) -> None:
    sheet = FollowUpSheet(page_of(vault).context)
    for act in (sheet.make_case, sheet.link, sheet.unlink, sheet.open_case, sheet.finish, sheet.weigh_again):
        act()
    sheet.note_feedback()
    sheet.print_form()
    sheet.show_record(1)
    assert "bestaat niet" in sheet.message.text.text()
    assert len(Mentions(page_of(vault).context.vault).ids(Query())) == 0


def test_that_the_privacy_officer_looks_and_changes_nothing_there(
    vault: UnlockedVault, privacy: UnlockedVault, page_of: PageOf
) -> None:
    sheet = follow_up(page_of(privacy), signal(vault))
    assert [key for key, each in sheet.buttons.items() if each.isVisibleTo(sheet)] == ["open"]
