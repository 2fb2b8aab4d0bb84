"""Cases set apart, in the window: who holds one has a page for it, and what is typed there stands there only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import Cases
from app.services.keys import own_account, separate
from app.services.keys.separate import Chosen
from app.services.records import Query
from app.services.signals.signals import SignalDraft, Signals
from app.vault.apart import seen_from
from models.casework.choices import SignalSource
from models.choices import CountingUnit, Level
from tests.ui.conftest import shown
from ui.navigation import ENTRIES, entries_for
from ui.pages.signals.page import SignalsPage
from ui.widgets.record.page import RecordPage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import Page, PageContext

TITLE = "Onderzoek Voorbeeldhaven"


@pytest.fixture
def director(unlock_as: UnlockAs) -> UnlockedVault:
    vault = unlock_as("director")
    draft = CaseTypeDraft(name="hennep", level=Level.LOCAL, counting_unit=CountingUnit.CASE)
    CaseTypes(vault).add(draft)
    return vault


@pytest.fixture
def apart(director: UnlockedVault, unlock_as: UnlockAs) -> str:
    privacy = unlock_as("privacy")
    read = own_account.own_account(privacy).fingerprint
    return separate.set_apart(director, title=TITLE, others=[Chosen(privacy.account.id, read)]).name


def has_page(vault: UnlockedVault) -> bool:
    return any(entry.key == "apart" for entry in entries_for(vault))


def innermost(page: Page) -> Page:
    while isinstance(page, TabbedPage):
        page = page.current
    return page


def test_that_only_who_holds_one_has_the_page(director: UnlockedVault, unlock_as: UnlockAs) -> None:
    assert not has_page(director)
    privacy = unlock_as("privacy")
    read = own_account.own_account(privacy).fingerprint
    separate.set_apart(director, title=TITLE, others=[Chosen(privacy.account.id, read)])
    assert has_page(director)
    assert has_page(unlock_as("privacy"))
    assert not any(has_page(unlock_as(login)) for login in ("keeper", "bibob", "policy", "dpo"))


def test_that_a_case_is_made_in_its_own_compartment(
    director: UnlockedVault, apart: str, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot
) -> None:
    page = next(entry for entry in ENTRIES if entry.key == "apart").make(context_of(director))
    shown(qtbot, page)
    assert isinstance(page, TabbedPage)
    assert page.bar.tabText(0) == TITLE
    page.refresh()
    inside = innermost(page)
    assert isinstance(inside, RecordPage)
    view = seen_from(director, apart)
    draft = inside.records.blank()
    chosen = CaseTypes(view).ids(Query())[0]
    fields = {"case_type_id": chosen, "title": "Proef in de haven"}
    stored = inside.records.add(type(draft)(**{**_values(draft), **fields}))
    page.refresh()
    page.open_record(stored.id)

    assert inside.panel.record is not None
    assert inside.panel.record.draft.title == "Proef in de haven"
    assert (len(Cases(director).ids(Query())), len(Cases(view).ids(Query()))) == (0, 1)


def _values(draft: object) -> dict[str, object]:
    return {name: getattr(draft, name) for name in draft.__dataclass_fields__}  # type: ignore[attr-defined]


def test_that_its_signals_have_a_tab_of_their_own(
    director: UnlockedVault, apart: str, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot
) -> None:
    view = seen_from(director, apart)
    made = Signals(view).add(SignalDraft(title="Lucht in de haven", source=SignalSource.RESIDENT, facts="Elke avond."))
    page = next(entry for entry in ENTRIES if entry.key == "apart").make(context_of(director))
    shown(qtbot, page)
    page.open_part(f"{apart}.signal")
    page.open_record(made.id)
    inside = innermost(page)
    assert isinstance(inside, SignalsPage)
    assert inside.panel.heading == f"{made.draft.number} Lucht in de haven"
    assert len(Signals(director).ids(Query())) == 0


def test_that_a_case_there_is_not_set_apart_once_more(
    director: UnlockedVault, apart: str, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot
) -> None:
    page = next(entry for entry in ENTRIES if entry.key == "apart").make(context_of(director))
    shown(qtbot, page)
    inside = innermost(page)
    assert isinstance(inside, RecordPage)
    assert "Apart zetten…" not in {act.title for act, _ in inside._act_buttons}
