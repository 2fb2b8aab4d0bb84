"""A case in the window, from the signal it began with to the certificate of its destruction; told at each step."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image
from pytestqt.qtbot import QtBot
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
from app.vault.session import UnlockedVault
from app.vault.verify import verify_vault
from models.casework import shared
from models.casework.case_choices import Effect, InterventionKind
from models.casework.choices import MentionKind, MentionRole, SignalSource
from models.choices import ClosingReason
from tests.ui.conftest import User
from tests.ui.hands import type_in
from ui.main_window import MainWindow
from ui.pages.cases.beginning import BeginInput
from ui.pages.cases.merging import MergeInput
from ui.pages.cases.page import CasePage
from ui.pages.figures.page import FiguresPage
from ui.pages.figures.publish import PublishDialog
from ui.pages.retention.destroyed import DestroyedPage
from ui.pages.retention.due import DuePage
from ui.pages.search.page import SearchPage
from ui.widgets.dialogs.form_dialog import FormDialog
from ui.widgets.page import Place
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog


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


@dataclass(frozen=True)
class Desk:
    """Somebody at the screen, with a vault that is open."""

    vault: UnlockedVault
    window: MainWindow
    user: User
    qtbot: QtBot

    def do(self, page: CasePage, title: str, entered: Any) -> None:
        """Press the button of an act and fill in what it asks."""
        do(page, self.user, self.qtbot, title, entered)

    def found_by(self, typed: str) -> list[str]:
        """What the search page shows for what is typed."""
        return found_by(self.window, typed, self.qtbot)

    def published(self, name: str) -> int:
        """Publish the year and give what it comes to for a type."""
        return published(self.window, self.user, self.vault, name)


def test_that_a_case_goes_from_signal_to_certificate(
    work: Callable[[str], UnlockedVault],
    window_of: Callable[[UnlockedVault], MainWindow],
    user: User,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    vault = work("regisseur")
    director = Desk(vault, window_of(vault), user, qtbot)

    key = begun_from_a_signal(director)
    worked_on_and_found_by_name(director, key, tmp_path)
    merged_with_a_second(director, key)
    name = closed_and_counted(director, key)

    number, count = str(Cases(vault).get(key).draft.number), count_of(vault, name)
    due(director.window, key, qtbot).propose_button.click()
    assert "Vernietiging voorgesteld" in told(cases_of(director.window), key)
    other = work("privacy")
    second = Desk(other, window_of(other), user, qtbot)
    agreed_by_another(second, key)
    the_certificate_stands(second.window, number, vault.account.name, other.account.name)
    assert Cases(other).ids(Query(words="Lucht van hennep")) == array("q")
    assert "Anna van der Meer" not in second.found_by("meer, vd")
    assert number not in " ".join(second.found_by(number))
    assert count_of(other, name) == count, "the figure stays"
    assert logged(other, "case", key)[-2:] == ["retention.proposed", "retention.destroyed"]
    assert verify_vault(other.folder, other).ok


def begun_from_a_signal(desk: Desk) -> int:
    """With a template; gives the case."""
    signal = Signals(desk.vault).add(
        SignalDraft(title="Lucht van hennep bij een loods", source=SignalSource.RESIDENT, facts="Elke avond.")
    )
    template = CaseTemplates(desk.vault).ids(Query(words="Drugspand"))[0]
    page = cases_of(desk.window)
    desk.do(page, "Uit sjabloon…", BeginInput(template, None, BEGUN, desk.vault.account.name, signal.id))
    key = Cases(desk.vault).ids(Query(words="Lucht van hennep"))[0]
    assert Cases(desk.vault).get(key).draft.description == f"Uit signaal {signal.draft.number}:\nElke avond."
    assert len(CaseTasks(desk.vault).ids(Query(where=(("case_id", key),)))) == 5
    assert {"Casus toegevoegd", "Sjabloon op een casus toegepast", "Signaal gekoppeld"} <= told(page, key)
    assert logged(desk.vault, "case", key) == ["case.added", "case.templated", "case.signal_linked"]
    return key


def worked_on_and_found_by_name(desk: Desk, key: int, tmp_path: Path) -> None:
    page = cases_of(desk.window)
    page.open_record(key)
    work_on(page, desk.user, desk.qtbot, tmp_path)
    involve(desk.vault, key, given_names="Anna", prefix="van der", surname="Meer")
    involve(desk.vault, key, given_names="Bram", surname="Meijer")
    worked = {"Taak gewijzigd", "Interventie toegevoegd", "Bijlage toegevoegd", "Vermelding toegevoegd"}
    assert worked <= told(page, key)
    assert "Anna van der Meer" in desk.found_by("meer, vd")
    assert "Bram Meijer" in desk.found_by("Meyer")


def merged_with_a_second(desk: Desk, key: int) -> None:
    second = a_second_case(desk.vault, Cases(desk.vault).get(key).draft)
    page = cases_of(desk.window)
    page.open_record(key)
    desk.do(page, "Samenvoegen…", MergeInput(second, "Dezelfde loods"))
    assert Cases(desk.vault).get(key).draft.former_numbers == (second,)
    assert {"Een andere casus ging hierin op", "Notitie toegevoegd"} <= told(page, key)
    assert logged(desk.vault, "case", key)[-1] == "case.merged"


def closed_and_counted(desk: Desk, key: int) -> str:
    """Gives the type under which it counts."""
    kind = Cases(desk.vault).get(key).draft.case_type_id or 0
    name = CaseTypes(desk.vault).get(kind).draft.name or ""
    before = desk.published(name)
    page = cases_of(desk.window)
    page.open_record(key)
    closing = Closing(CLOSED, ClosingReason.MEASURE, "Loods gesloten", Effect.ENDED, "Geen lucht meer", YEAR)
    desk.do(page, "Afsluiten…", closing)
    assert desk.published(name) == before + 1
    assert {"Van ‘nieuw’ naar ‘afgesloten’", "Effect toegevoegd"} <= told(cases_of(desk.window), key)
    assert "case.closed" in logged(desk.vault, "case", key)
    assert [each.name for each in CaseworkAttachments(desk.vault).of(Parent("case_id", key))] == ["loods.png"]
    return name


def agreed_by_another(desk: Desk, key: int) -> None:
    agreed = due(desk.window, key, desk.qtbot)
    desk.user.will(True)
    agreed.approve_button.click()
    desk.qtbot.waitUntil(lambda: "is vernietigd" in agreed.message.text.text(), timeout=20_000)


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
