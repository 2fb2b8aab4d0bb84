"""Proposals on screen: side by side with their reasons, judged where they stand, and how well they do here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.rules.permissions import CASEWORK, Role
from app.services.keys.own_account import own_account
from app.services.keys.separate import Chosen, set_apart
from app.services.network.blind.hits import exchange_hits
from app.services.network.blind.rules import rules, set_rule
from app.services.network.judgements import judge, judgements_of
from app.services.network.recognising.addresses import address_count
from app.services.network.recognising.measured import measured
from app.services.signals.mentions import MentionDraft, Mentions
from app.vault.apart import seen_from
from models.casework.choices import Likeness, MentionKind
from tests.services.network.people import entities_of, person
from tests.ui.conftest import User, Visits, shown
from tests.ui.signals.conftest import filling
from ui.pages.network.entities import entities_page
from ui.pages.network.proposals.page import NOTHING, ProposalsPage
from ui.pages.network.proposals.settings import RecognisingPage
from ui.pages.network.proposals.sheet import ProposalsSheet
from ui.pages.signals import bsn
from ui.pages.signals.mentions import MENTIONS, MentionHints
from ui.widgets.page import Place
from ui.widgets.record.description import ActContext
from ui.widgets.record.file_page import FilePage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext

BORN = date(1980, 2, 1)
HEAD = "Openbare ruimte;Huisnummer;Postcode;Woonplaats;Nummeraanduiding\n"


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


@pytest.fixture
def two(vault: UnlockedVault) -> tuple[int, int]:
    """One man who is spelled in two ways."""
    one = person(vault, "Yıldız", given_names="Şahin", born_on=BORN, bsn="123456782")
    return one, person(vault, "Jildiz", given_names="Sjahin", born_on=date(1980, 1, 2))


def sheet_of(context: PageContext, qtbot: QtBot, key: int) -> tuple[FilePage, ProposalsSheet]:
    page = FilePage(entities_page(MENTIONS), context)
    shown(qtbot, page)
    page.refresh()
    page.open_record(key)
    page.panel.tabs.open("proposals")
    sheet = page.panel.tabs.part
    assert isinstance(sheet, ProposalsSheet)
    return page, sheet


def test_that_both_stand_side_by_side_and_are_judged_there(
    vault: UnlockedVault,
    two: tuple[int, int],
    context_of: Callable[[UnlockedVault], PageContext],
    qtbot: QtBot,
    user: User,
    visits: Visits,
) -> None:
    one, other = two
    _page, sheet = sheet_of(context_of(vault), qtbot, one)
    assert sheet.compared.isVisible()
    assert ("Achternaam", "Yıldız", "Jildiz") in sheet.compared.fields
    assert ("BSN", "••••••782", "–") in sheet.compared.fields
    assert any("omgewisseld" in each for each in sheet.compared.reasons.texts)
    assert sheet.compared.strength.text() == "sterk voorstel"
    sheet.open_other()
    assert visits == [Place("network", "mention", other)]
    user.dialog = filling(reason="Zelfde foto.")
    sheet.answer(Likeness.SAME)
    assert entities_of(vault)[other] == one
    assert sheet.proposals == {}
    assert sheet.compared.isHidden()
    assert not sheet.same_button.isEnabled()
    sheet.answer(Likeness.SAME)


def test_that_the_work_list_has_every_proposal_once(
    vault: UnlockedVault,
    two: tuple[int, int],
    context_of: Callable[[UnlockedVault], PageContext],
    qtbot: QtBot,
    user: User,
    visits: Visits,
) -> None:
    page = ProposalsPage(context_of(vault))
    shown(qtbot, page)
    page.refresh()
    qtbot.waitUntil(lambda: not page.job.busy and page.table.rowCount() == 1)
    assert page.count.text() == "Nog te beoordelen: één voorstel."
    page.open_own()
    assert visits == [Place("network", "mention", two[0])]
    user.dialog = filling(reason="Twee verschillende mannen op de foto.")
    page.answer(Likeness.NOT_SAME)
    qtbot.waitUntil(lambda: not page.job.busy and page.table.rowCount() == 0)
    assert page.count.text() == NOTHING
    (line,) = judgements_of(vault, two[0])
    assert line.likeness is Likeness.NOT_SAME
    page.answer(Likeness.SAME)
    page.escape()


def test_that_the_figures_follow_what_was_judged(
    vault: UnlockedVault, two: tuple[int, int], context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot
) -> None:
    page = RecognisingPage(context_of(vault))
    shown(qtbot, page)
    page.refresh()
    assert page.judged.text() == "Nog niets beoordeeld."
    judge(vault, *two, Likeness.SAME, "Zelfde foto.")
    page.refresh()
    assert page.judged.text() == "Beoordeeld als dezelfde of niet: één paar."
    assert measured(vault).lines[0].precision == 1.0


def test_that_addresses_are_read_and_wrong_lines_told(
    vault: UnlockedVault,
    context_of: Callable[[UnlockedVault], PageContext],
    qtbot: QtBot,
    user: User,
    tmp_path: Path,
) -> None:
    file = tmp_path / "bag.csv"
    lines = [f"Voorbeeldstraat;{number};2671AB;Proefdorp;178320000000000{number}\n" for number in (1, 0)]
    file.write_text(HEAD + "".join(lines))
    page = RecognisingPage(context_of(vault))
    shown(qtbot, page)
    user.will(file)
    page.load()
    qtbot.waitUntil(lambda: not page.job.busy)
    assert address_count(vault) == 1
    assert page.refused.texts == ("Rij 3, Huisnummer: Een huisnummer is een getal van 1 tot en met 99999.",)
    user.will(tmp_path / "weg.csv")
    page.load()
    qtbot.waitUntil(lambda: not page.job.busy)
    assert address_count(vault) == 1
    user.will(None)
    page.load()
    page.escape()


def test_that_typing_tells_who_it_may_be(
    vault: UnlockedVault, two: tuple[int, int], context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot
) -> None:
    hints = MentionHints(context_of(vault))
    shown(qtbot, hints)
    typed = MentionDraft(kind=MentionKind.PERSON, surname="Jildiz", given_names="Shahin", born_on=BORN)
    hints.show_draft(typed, None, typed=False)
    assert any(each.startswith("Misschien dezelfde als Şahin Yıldız") for each in hints.told.texts)


def test_that_a_bsn_is_shown_only_when_asked_and_logged(
    vault: UnlockedVault,
    two: tuple[int, int],
    context_of: Callable[[UnlockedVault], PageContext],
    qtbot: QtBot,
    user: User,
) -> None:
    page, _sheet = sheet_of(context_of(vault), qtbot, two[0])
    mentions = Mentions(vault)

    def act_on(key: int) -> ActContext:
        nothing = lambda *_: None  # noqa: E731
        return ActContext(vault, mentions, mentions.get(key), page, context_of(vault).tasks, nothing, nothing)

    user.will(False)
    bsn.show(act_on(two[0]))
    assert user.told == []
    user.will(True)
    bsn.show(act_on(two[0]))
    assert user.told == ["BSN van Şahin Yıldız (1-2-1980): 123456782"]
    bsn.show(act_on(two[1]))
    assert user.told[-1] == "BSN tonen: Bij deze vermelding staat geen BSN."
    with vault.read(CASEWORK) as session:
        shown_at = session.scalars(text("SELECT subject_id FROM audit_entry WHERE action = 'mention.bsn_shown'")).all()
    assert shown_at == [str(two[0])]


def test_that_a_holder_switches_the_hits_of_a_case_apart(
    unlock_as: UnlockAs,
    vault: UnlockedVault,
    two: tuple[int, int],
    context_of: Callable[[UnlockedVault], PageContext],
    qtbot: QtBot,
    user: User,
) -> None:
    other = unlock_as(Role.PRIVACY.value)
    read = own_account(other).fingerprint
    apart = set_apart(vault, title="Haven", others=[Chosen(other.account.id, read)]).name
    set_rule(vault, compartment=apart, gives=True, contact=other.account.id)
    person(seen_from(vault, apart), "Yıldız", given_names="S.", born_on=BORN, origin="Tip")
    exchange_hits(vault)
    _page, sheet = sheet_of(context_of(vault), qtbot, two[0])
    assert sheet.blind.texts[0].startswith("Neem contact op met Gebruiker privacyfunctionaris over Şahin Yıldız")
    sheet.handle_hits()
    assert sheet.blind.texts == ()
    assert sheet.hinted.isHidden()
    page = RecognisingPage(context_of(vault))
    shown(qtbot, page)
    page.refresh()
    (rule,) = rules(vault)
    page.switch(rule, gives=False)
    assert not rules(vault)[0].gives
    assert "geeft geen blinde hits meer" in page.message.text.text()
    page.switch(rules(vault)[0], gives=True)
    page.compare()
    assert page.message.text.text() == "Blinde hits: 0 gegeven, 0 ingetrokken."
    for place in range(21):
        born = date(1960 + place, 3, 4)
        for where in (vault, seen_from(vault, apart)):
            person(where, f"Proef{'abcdefghijklmnopqrstu'[place] * 4}", given_names="Jo", born_on=born, origin="Lijst")
    user.will(False)
    page.compare()
    assert page.message.text.text() == "Blinde hits: 0 gegeven, 0 ingetrokken."
    user.will(True)
    page.compare()
    assert page.message.text.text() == "Blinde hits: 21 gegeven, 0 ingetrokken."
