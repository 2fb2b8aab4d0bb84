"""From a hint beside a signal, over a way through the network, to an intervention in a plan: in at most twelve acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

from app.services.casework.approach import InterventionDraft, Interventions
from app.services.casework.cases import Cases
from app.services.casework.notes import CaseNotes
from app.services.records import Query
from models.casework.case_choices import InterventionKind, InterventionStatus
from ui.dialogs import Answer
from ui.pages.network.advice.sheet import ChartAdviceDialog
from ui.pages.network.advice.taking import TakeOverDialog
from ui.pages.network.chart.page import ChartPage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.main_window import MainWindow

MOST = 12
SIGNAL = "Steeds dezelfde geldschieter bij aanvragen"
CASE = "Witwassen met vastgoed in de regio"
BIBOB = "Bibob-toets van wie financiert, leidt of samenwerkt"
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
WAIT = 20_000


class Hands:
    """Whoever sits at the window: presses what there is to press, and each press is an act."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.acts: list[str] = []

    def press(self, name: str, within: QWidget | None = None) -> None:
        """Press a button that is there, by how it is called."""
        place = within if within is not None else self.window
        self.qtbot.waitUntil(lambda: self._button(place, name) is not None, timeout=WAIT)
        found = self._button(place, name)
        assert found is not None
        self.acts.append(name)
        found.click()

    def pick(self, page: ChartPage, label: str, *, more: bool = False) -> None:
        """Click on a node of the chart, with Control to choose it too."""
        node = next(node for node in page.desk.drawing.nodes if node.label.startswith(label))
        self.acts.append(f"kies {label}")
        at = page.canvas.camera.seen(node.x, node.y).toPoint()
        QTest.mouseClick(page.canvas, LEFT, CONTROL if more else Qt.KeyboardModifier.NoModifier, at)
        assert node.key in page.canvas.marks.chosen

    def _button(self, place: QWidget, name: str) -> QAbstractButton | None:
        buttons = place.findChildren(QAbstractButton)
        return next(
            (
                each
                for each in buttons
                if each.isVisible() and each.isEnabled() and name in (each.text().strip(), each.accessibleName())
            ),
            None,
        )


def texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def waiting(window: MainWindow, qtbot: QtBot) -> str:
    """How the button of the signal that waits is called on the first page, once that is filled."""

    def named() -> list[str]:
        return [each.accessibleName() for each in window.findChildren(QPushButton) if SIGNAL in each.accessibleName()]

    qtbot.waitUntil(lambda: bool(named()), timeout=WAIT)
    return named()[0]


def chart_of(hands: Hands) -> ChartPage:
    def there() -> bool:
        page = hands.window.page
        return (
            isinstance(page, TabbedPage)
            and isinstance(page.current, ChartPage)
            and page.current.desk.drawing.nodes != ()
        )

    hands.qtbot.waitUntil(there, timeout=WAIT)
    page: Any = hands.window.page
    found: ChartPage = page.current
    return found


def way_between(hands: Hands, start: str, end: str) -> ChartPage:
    """From the open signal to its chart, and the ways between two of what it names: over what it does not name."""
    hands.press("Schema")
    hands.press("Op een schema verder werken")
    page = chart_of(hands)
    hands.pick(page, start)
    hands.pick(page, end, more=True)
    hands.press("Analyse", page)
    hands.press("Wegen tussen twee", page)
    hands.qtbot.waitUntil(lambda: "Zwakste schakel" in page.analysis.answer.text(), timeout=WAIT)
    return page


def take_over(hands: Hands, user: User, vault: UnlockedVault) -> list[str]:
    """Answer the dialogs: press "Overnemen…" of the Bibob test, choose the case, put it in the plan. What was told."""
    told: list[str] = []

    def answer(dialog: QDialog) -> bool:
        if isinstance(dialog, ChartAdviceDialog):
            dialog.show()
            told.append(texts(dialog))
            hands.press(f"{BIBOB} overnemen in het plan van aanpak", dialog)
            dialog.accept()
            return True
        assert isinstance(dialog, TakeOverDialog)
        dialog.show()
        case: Any = dialog.form.fields["case_id"].editor
        hands.acts.append("kies de casus")
        case.inner.opening.emit()
        case.inner.choose_if(lambda key: key is not None and Cases(vault).get(key).draft.title == CASE)
        case.inner.activated.emit(case.inner.currentIndex())
        hands.press("In het plan opnemen", dialog)
        return dialog.made is not None

    user.dialog = answer
    return told


def in_plan(vault: UnlockedVault) -> tuple[InterventionDraft, list[str]]:
    """The intervention in the plan of the case, and the notes in that case."""
    case = next(key for key in Cases(vault).ids(Query(words=CASE)) if Cases(vault).get(key).draft.title == CASE)
    there = Query(where=(("case_id", case),))
    plan, notes = Interventions(vault), CaseNotes(vault)
    (made,) = [plan.get(key).draft for key in plan.ids(there) if plan.get(key).title == BIBOB]
    return made, [notes.get(key).draft.text or "" for key in notes.ids(there)]


@pytest.mark.usefixtures("theme")
def test_that_the_program_leads_from_a_hint_to_an_intervention_in_at_most_twelve_acts(
    work: Callable[[str], UnlockedVault],
    window_of: Callable[[UnlockedVault], MainWindow],
    user: User,
    qtbot: QtBot,
) -> None:
    vault = work("regisseur")
    window = window_of(vault)
    window.resize(1440, 900)
    hands = Hands(window, qtbot)

    # The hint: the first page says that a signal waits, and the signal that two of what it names is known elsewhere
    hands.press(waiting(window, qtbot))
    qtbot.waitUntil(lambda: "Dit adres komt ook voor in" in texts(window), timeout=WAIT)
    assert "Demo Krediet BV (KvK 00000004): Deze organisatie komt ook voor in één casus" in texts(window)

    page = way_between(hands, "Demo Krediet BV", "Demoplein 4a")
    answer = page.analysis.answer.text()
    assert "er zijn 2 even korte wegen" in answer
    assert "Demo Krediet BV (KvK 00000004): financiert Demo Verhuur BV (KvK 00000001) (vermoed)" in answer
    assert "Demo Verhuur BV (KvK 00000001)" in {node.label for node in page.desk.drawing.nodes}

    # The intervention
    told = take_over(hands, user, vault)
    hands.press("Advies", page)
    assert "Past bij wat is vastgelegd. Ga na: een vergunning, aanvraag, subsidie of vastgoedtransactie." in told[0]
    assert "Wet Bibob" in told[0]
    made, notes = in_plan(vault)
    assert (made.kind, made.status) == (InterventionKind.BIBOB, InterventionStatus.PLANNED)
    assert any("Advies overgenomen" in note for note in notes)
    assert len(hands.acts) <= MOST, hands.acts
    user.will(Answer.DISCARD)  # the chart was a look around; the window asks about it when it closes
