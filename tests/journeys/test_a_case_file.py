"""A case in the window, from the signal it began with to the certificate of its destruction; told at each step."""

from __future__ import annotations

from array import array
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image
from sqlalchemy import select

from app.rules.permissions import CASEWORK
from app.services.attachments.store import Parent
from app.services.casework.attachments import CaseworkAttachments
from app.services.casework.case_types import CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.casework.closing import Closing
from app.services.casework.notes import CaseNoteDraft, CaseNotes
from app.services.casework.tasks import CaseTasks
from app.services.casework.templates import CaseTemplates
from app.services.clock import today
from app.services.programme.figures import table_one
from app.services.records import Query
from app.services.signals.mentions import MentionDraft, Mentions
from app.services.signals.signals import SignalDraft, Signals
from app.vault.verify import verify_vault
from models.casework import shared
from models.casework.case_choices import Effect, InterventionKind
from models.casework.choices import MentionKind, MentionRole, SignalSource
from models.choices import ClosingReason
from tests.ui.hands import type_in
from ui.pages.cases.beginning import BeginInput
from ui.pages.cases.closing import FormDialog
from ui.pages.cases.merging import MergeInput
from ui.pages.cases.page import CasePage
from ui.pages.figures.page import FiguresPage
from ui.pages.figures.publish import PublishDialog
from ui.pages.retention.destroyed import DestroyedPage
from ui.pages.retention.due import DuePage
from ui.pages.search.page import SearchPage
from ui.widgets.page import Place
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.main_window import MainWindow

YEAR = 2020
BEGUN = date(2020, 3, 2)  # a case counts in no year before it began
CLOSED = date(2020, 6, 30)  # so long ago that its term is over


def cases_of(window: MainWindow) -> CasePage:
    window.go(Place("cases", "case"))
    assert isinstance(window.page, TabbedPage)
    assert isinstance(window.page.current, CasePage)
    return window.page.current


def do(page: CasePage, user: User, qtbot: QtBot, title: str, entered: Any) -> None:
    """Press the button of an act and fill in what it asks."""

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, FormDialog)
        dialog.form.show_input(entered)
        dialog.start()
        qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
        assert dialog.result(), [each.problem for each in dialog.form.fields.values() if each.problem]
        return True

    user.dialog = fill
    act = next(button for each, button in page._act_buttons if each.title == title)
    assert act.isEnabled()
    act.click()


def count_of(vault: UnlockedVault, name: str) -> int:
    return next(row.counts[0] or 0 for row in table_one(vault, [YEAR]).rows if row.type_name == name)


def a_second_case(vault: UnlockedVault, like: CaseDraft) -> str:
    """What turns out to be about the same; gives its number."""
    made = Cases(vault).add(CaseDraft(title="Stank in de buurt", case_type_id=like.case_type_id, opened_on=BEGUN))
    CaseNotes(vault).add(CaseNoteDraft(made.id, "De buren ruiken het ook."))
    return str(made.draft.number)


def work_on(page: CasePage, user: User, qtbot: QtBot, tmp_path: Path) -> None:
    """A task done, an intervention planned, a photo attached: each in its own tab."""
    tabs = page.panel.tabs
    tabs.open("case_task")
    tasks: Any = tabs.part
    tasks.open_record(tasks.list.model.id_at(0))
    type_in(tasks.panel.form, "done_on", f"{today():%d-%m-%Y}")
    tasks.save()
    tabs.open("intervention")
    plan: Any = tabs.part
    plan.new()
    type_in(plan.panel.form, "title", "Bewonersbrief")
    plan.panel.form.fields["kind"].editor.inner.choose(InterventionKind.COMMUNICATION)
    plan.save()
    assert plan.list.model.rowCount() == 1
    tabs.open("attachments")
    photos: Any = tabs.part
    picture = BytesIO()
    Image.new("RGB", (40, 30), "green").save(picture, "PNG")
    (tmp_path / "loods.png").write_bytes(picture.getvalue())
    user.will(tmp_path / "loods.png")
    photos.choose()
    qtbot.waitUntil(lambda: not photos.job.busy, timeout=20_000)
    assert photos.message.text.text() == "De bijlage is toegevoegd."


def involve(vault: UnlockedVault, key: int, **names: Any) -> None:
    Mentions(vault).add(MentionDraft(case_id=key, kind=MentionKind.PERSON, role=MentionRole.SUBJECT, **names))


def found_by(window: MainWindow, typed: str, qtbot: QtBot) -> list[str]:
    """What the search page shows for what is typed."""
    window.seek(typed)
    page = window.page
    assert isinstance(page, SearchPage)
    qtbot.waitUntil(lambda: not page.filling and not page.waiting, timeout=60_000)
    return [line.title for line in page.model.lines]


def logged(vault: UnlockedVault, kind: str, key: int) -> list[str]:
    """What the signed trail has of a record, in order."""
    entry = shared.audit_entry
    asked = select(entry.c.action).where(entry.c.subject_kind == kind, entry.c.subject_id == str(key))
    with vault.read(CASEWORK) as session:
        return list(session.scalars(asked.order_by(entry.c.n)))


def told(page: CasePage, key: int) -> set[str]:
    """What the timeline in the window says."""
    page.open_record(key)
    page.panel.tabs.open("timeline")
    sheet: Any = page.panel.tabs.part
    return {each.what for each in sheet.shown}


def due(window: MainWindow, key: int, qtbot: QtBot) -> DuePage:
    """The work list of what is due, with this case marked."""
    window.go(Place("retention", "due"))
    assert isinstance(window.page, TabbedPage)
    page = window.page.current
    assert isinstance(page, DuePage)
    qtbot.waitUntil(lambda: f"case {key}" in page.lines, timeout=20_000)
    page.table.mark(f"case {key}")
    page._show_choice()
    return page


def test_that_a_case_goes_from_signal_to_certificate(
    work: Callable[[str], UnlockedVault],
    window_of: Callable[[UnlockedVault], MainWindow],
    user: User,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    vault = work("regisseur")
    signal = Signals(vault).add(
        SignalDraft(title="Lucht van hennep bij een loods", source=SignalSource.RESIDENT, facts="Elke avond.")
    )
    template = CaseTemplates(vault).ids(Query(words="Drugspand"))[0]
    window = window_of(vault)
    page = cases_of(window)

    # From a signal, with a template
    do(page, user, qtbot, "Uit sjabloon…", BeginInput(template, None, BEGUN, vault.account.name, signal.id))
    key = Cases(vault).ids(Query(words="Lucht van hennep"))[0]
    page.open_record(key)
    case = Cases(vault).get(key)
    assert case.draft.description == f"Uit signaal {signal.draft.number}:\nElke avond."
    assert len(CaseTasks(vault).ids(Query(where=(("case_id", key),)))) == 5
    assert {"Casus toegevoegd", "Sjabloon op een casus toegepast", "Signaal gekoppeld"} <= told(page, key)
    assert logged(vault, "case", key) == ["case.added", "case.templated", "case.signal_linked"]

    # Worked on, by name found
    work_on(page, user, qtbot, tmp_path)
    involve(vault, key, given_names="Anna", prefix="van der", surname="Meer")
    involve(vault, key, given_names="Bram", surname="Meijer")
    assert {"Taak gewijzigd", "Interventie toegevoegd", "Bijlage toegevoegd", "Vermelding toegevoegd"} <= told(
        page, key
    )
    assert "Anna van der Meer" in found_by(window, "meer, vd", qtbot)
    assert "Bram Meijer" in found_by(window, "Meyer", qtbot)

    # Merged with a second
    second = a_second_case(vault, case.draft)
    page = cases_of(window)
    page.open_record(key)
    do(page, user, qtbot, "Samenvoegen…", MergeInput(second, "Dezelfde loods"))
    assert Cases(vault).get(key).draft.former_numbers == (second,)
    assert {"Een andere casus ging hierin op", "Notitie toegevoegd"} <= told(page, key)
    assert logged(vault, "case", key)[-1] == "case.merged"

    # Closed, and counted in what is published
    name = CaseTypes(vault).get(case.draft.case_type_id or 0).draft.name or ""
    before = published(window, user, vault, name)
    page = cases_of(window)
    page.open_record(key)
    closing = Closing(CLOSED, ClosingReason.MEASURE, "Loods gesloten", Effect.ENDED, "Geen lucht meer", YEAR)
    do(page, user, qtbot, "Afsluiten…", closing)
    assert published(window, user, vault, name) == before + 1
    page = cases_of(window)
    assert {"Van ‘nieuw’ naar ‘afgesloten’", "Effect toegevoegd"} <= told(page, key)
    assert "case.closed" in logged(vault, "case", key)
    assert [each.name for each in CaseworkAttachments(vault).of(Parent("case_id", key))] == ["loods.png"]

    # Due; one proposes, another agrees
    number = str(case.draft.number)
    due(window, key, qtbot).propose_button.click()
    assert "Vernietiging voorgesteld" in told(cases_of(window), key)
    other = work("privacy")
    second_window = window_of(other)
    agreed = due(second_window, key, qtbot)
    user.will(True)
    agreed.approve_button.click()
    qtbot.waitUntil(lambda: "is vernietigd" in agreed.message.text.text(), timeout=20_000)

    # Gone, with a certificate; the figure and the trail stay
    the_certificate_stands(second_window, number, vault.account.name, other.account.name)
    assert Cases(other).ids(Query(words="Lucht van hennep")) == array("q")
    assert found_by(second_window, "meer, vd", qtbot).count("Anna van der Meer") == 0
    assert number not in " ".join(found_by(second_window, number, qtbot))
    assert count_of(other, name) == before + 1
    assert logged(other, "case", key)[-2:] == ["retention.proposed", "retention.destroyed"]
    assert verify_vault(other.folder, other).ok


def the_certificate_stands(window: MainWindow, number: str, proposed_by: str, approved_by: str) -> None:
    window.go(Place("retention", "destroyed"))
    assert isinstance(window.page, TabbedPage)
    page = window.page.current
    assert isinstance(page, DestroyedPage)
    (left,) = (each for each in page.found.values() if each.number == number)
    assert (left.proposed_by, left.approved_by) == (proposed_by, approved_by)
    along = dict(left.along)
    assert (along["bijlage"], along["taak"], along["notitie"], along["vermelding"]) == (1, 5, 1, 2)


def published(window: MainWindow, user: User, vault: UnlockedVault, name: str) -> int:
    """Publish the year in the window and give what it comes to for a type."""

    def publish(dialog: QDialog) -> bool:
        assert isinstance(dialog, PublishDialog)
        dialog.accept()
        return dialog.published is not None

    user.dialog = publish
    window.go(Place("figures"))
    assert isinstance(window.page, FiguresPage)
    window.page.publish(YEAR)
    return count_of(vault, name)
