"""Two signals with the same man spelled differently: proposed with reasons, joined, and taken apart with every link."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from app.services.network.links import LinkDraft, Links, neighbours_of
from app.services.signals.mentions import MentionDraft, Mentions
from app.services.signals.signals import SignalDraft, Signals
from models.casework.choices import Certainty, Likeness, LinkKind, MentionKind, SignalSource
from tests.services.network.people import ends_of, entities_of
from tests.ui.signals.conftest import filling
from ui.pages.network.proposals.sheet import ProposalsSheet
from ui.pages.network.sheets import KnownSheet, LinksSheet
from ui.widgets.page import Place
from ui.widgets.record.file_page import FilePage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.main_window import MainWindow

    LogIn = Callable[[str], UnlockedVault]
    WindowOf = Callable[[UnlockedVault], MainWindow]

BORN = date(1981, 4, 3)


def mentioned(vault: UnlockedVault, title: str, **said: Any) -> int:
    """Somebody in a signal of its own."""
    home = Signals(vault).add(SignalDraft(title=title, facts="Gezien.", source=SignalSource.EMPLOYEE)).id
    draft = MentionDraft(signal_id=home, kind=MentionKind.PERSON, certainty=Certainty.ESTABLISHED, **said)
    return Mentions(vault).add(draft).id


def linked(vault: UnlockedVault, person: int, street: str) -> int:
    """An address that somebody rents, and the link."""
    house = MentionDraft(kind=MentionKind.ADDRESS, street=street, house_number=7, town="Proefdorp", origin="Kadaster")
    key = Mentions(vault).add(house).id
    return Links(vault).add(LinkDraft(from_id=person, to_id=key, kind=LinkKind.RENTS, origin="Huurcontract")).id


def tab(window: MainWindow, entity: int, name: str) -> Any:
    """A tab of an entity, as the user opens it."""
    window.go(Place("network", "mention", entity))
    pages = window.page
    assert isinstance(pages, TabbedPage)
    page = pages.current
    assert isinstance(page, FilePage)
    page.panel.tabs.open(name)
    return page.panel.tabs.part


def join(window: MainWindow, user: User, one: int, other: int) -> None:
    """Read why the program proposes it, and say that it is so."""
    sheet = tab(window, one, "proposals")
    assert isinstance(sheet, ProposalsSheet)
    proposed = next(each for each in sheet.proposals.values() if each.other.mention == other)
    reasons = " ".join(proposed.supporting).lower()
    assert "geboortedatum" in reasons
    assert "naam" in reasons
    sheet.table.setCurrentCell(list(sheet.proposals).index(str(proposed.other.entity)), 0)
    user.dialog = filling(reason="Zelfde geboortedatum; de naam klinkt hetzelfde.")
    sheet.answer(Likeness.SAME)


def part(window: MainWindow, user: User, one: int, other: int) -> None:
    """Take the other out of the entity, with the reason."""
    known = tab(window, one, "known")
    assert isinstance(known, KnownSheet)
    known.mentions.setCurrentCell(list(known.known).index(str(other)), 0)
    user.dialog = filling(reason="Het derde signaal noemt een broer; het paspoort van de tweede wijst op hem.")
    known.take_apart()


def test_that_two_spellings_are_joined_and_taken_apart_with_every_link(
    work: LogIn, window_of: WindowOf, user: User
) -> None:
    vault = work("regisseur")
    name = {"given_names": "Johannes", "prefix": "van der", "surname": "Proefmeijer"}
    one = mentioned(vault, "Loods vol dozen", **name, born_on=BORN)
    other = mentioned(vault, "Nachtelijk verkeer", given_names="J.", surname="Proefmeyer, v.d.", born_on=BORN)
    links = {linked(vault, one, "Demolaan"), linked(vault, other, "Demokade")}
    alone, ends, window = entities_of(vault), ends_of(vault), window_of(vault)

    join(window, user, one, other)
    assert entities_of(vault) == {**alone, other: one}
    beside = tab(window, one, "links")
    assert isinstance(beside, LinksSheet)
    assert {each.link for each in beside.neighbours.values()} == links, "what was known of either is known of one"

    third = mentioned(vault, "Kentekencontrole", **name | {"given_names": "Jan"}, born_on=date(1990, 1, 1))
    assert entities_of(vault)[third] == third, "a name alone joins nobody"
    part(window, user, one, other)
    assert entities_of(vault) == {**alone, third: third}
    assert ends_of(vault) == ends
    assert [[each.link for each in neighbours_of(vault, key)] for key in (one, other)] == [[min(links)], [max(links)]]
    judged = tab(window, one, "known").judged.values()
    assert [each.likeness for each in judged] == [Likeness.NOT_SAME, Likeness.SAME]
    proposed = tab(window, one, "proposals").proposals.values()
    assert not any(each.other.mention == other for each in proposed), "what was judged is not proposed again"
