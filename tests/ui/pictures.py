"""Pictures of each page for the README: `make pictures`.

Makes a demo vault with a cheap key derivation in a temporary folder, photographs the window as each role sees it, and
the pages of the document that it prints.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from PySide6.QtCore import QEventLoop, QSettings, QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from app.demo.backups import back_up_demo
from app.demo.vault import PASSWORD, KeyCosts, build
from app.report.papers.minutes import minutes_pdf
from app.report.preview import page_images
from app.services.meetings.meetings import Meetings
from app.services.meetings.minutes import minutes_of
from app.services.records import Query
from app.vault.session import unlock
from models.casework.meeting_choices import ItemKind, MeetingStatus
from tests.conftest import CHEAP, CHEAP_LIMITS
from ui.application import Bolwerk, make_application
from ui.pages.meetings.mode import MeetingMode
from ui.pages.network.chart.page import ChartPage
from ui.pages.search.page import SearchPage
from ui.theme import Mode, Theme
from ui.widgets.page import PageContext, Place
from ui.widgets.record.page import RecordPage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from ui.main_window import MainWindow

SOUGHT = "voorbeld"  # with a typing error, for it is forgiven
SETTLE = 1500  # milliseconds for what is gathered and drawn in the background
OPENED = {
    "plan_year": 0,
    "programmes": 0,
    "practice_example": 0,
    "carry_over": 0,
    "cases": 10,
    "case_template": 0,
    "quickscan": 1,
    "bibob": 2,
    "signals": 7,
    "measures": 3,
    "reports": 1,
    "matrix_version": 0,
    "inspections": 1,
}
TURNED = {
    "plan_year": "year_view",
    "programmes": "funding",
    "cases": "timeline",
    "signals": "weighing",
    "reports": "report_message",
    "inspections": "finding",
    "matrix_version": "grid",
}  # the tab of the open record
OWNED = {"measures": "jurist", "apv": "jurist"}  # pages that somebody may see and another works on
TABS_TOO = {
    "plan": ("plan_year",),
    "sessions": ("material", "practice_example"),
    "money": ("money_years", "carry_over"),
    "meetings": ("meeting", "meeting_type"),
    "cases": ("work.case_task", "case_template"),
    "measures": ("closures", "matrix_version"),
    "network": ("chart", "proposals", "recognising"),
}  # tabs of a page that get a picture of their own
# each photographs what nobody before it could see
ROLES = ("regisseur", "jurist", "bibob", "integriteit", "fg", "beheerder", "deelnemer")
PRINTED = {1: "titel", 2: "overzicht", 5: "tabel", 18: "bijlage"}
PAGE_WIDTH = 900
AS_DESIGNED, AT_TWICE = QSize(1440, 900), QSize(960, 540)  # the second is what 200 % leaves of 1920 × 1080


def main(folder: Path) -> int:
    """Photograph every page into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, place)
        application = make_application()
        vault, printed = Path(place) / "Westland.bolwerk", Path(place) / "evaluatie.pdf"
        build(vault, printed, costs=KeyCosts(CHEAP, CHEAP_LIMITS))
        back_up_demo(vault, KeyCosts(CHEAP, CHEAP_LIMITS))
        _document(printed.read_bytes(), folder)
        taken: set[str] = set()
        for role in ROLES:
            bolwerk = _logged_in(vault, role, folder)
            _pages(bolwerk, folder, taken | {key for key, owner in OWNED.items() if owner != role})
            taken |= set(_keys(bolwerk)) - {key for key, owner in OWNED.items() if owner != role}
            if role == ROLES[0]:
                _meeting(bolwerk, folder)
                Theme.now().choose(Mode.DARK)
                _pages(bolwerk, folder, {"start", "evaluation"} ^ set(_keys(bolwerk)), "-donker")
                Theme.now().choose(Mode.CONTRAST)
                _pages(bolwerk, folder, {"start"} ^ set(_keys(bolwerk)), "-contrast")
                Theme.now().choose(Mode.LIGHT)
                _pages(bolwerk, folder, {"signals"} ^ set(_keys(bolwerk)), "-200", AT_TWICE)
            bolwerk.close()
        application.quit()
    return 0


def _logged_in(vault: Path, login: str, folder: Path) -> Bolwerk:
    bolwerk = Bolwerk(vault, unlock=partial(unlock, limits=CHEAP_LIMITS))
    bolwerk.show_login()
    assert bolwerk.login is not None
    _photograph(bolwerk.login, folder / "login.png")
    bolwerk.login.login.setText(login)
    bolwerk.login.password.setText(PASSWORD)
    bolwerk.login.submit()
    _wait(SETTLE * 2)
    return bolwerk


def _keys(bolwerk: Bolwerk) -> list[str]:
    assert bolwerk.window is not None
    return list(bolwerk.window.navigation.buttons)


def _pages(bolwerk: Bolwerk, folder: Path, taken: set[str], suffix: str = "", size: QSize = AS_DESIGNED) -> None:
    window = bolwerk.window
    assert window is not None
    window.resize(size)
    window.tour.hide()
    for key in _keys(bolwerk):
        if key in taken:
            continue
        taken.add(key)
        window.go(Place(key))
        _opened(window, key)
        _photograph(window, folder / f"{key}{suffix}.png")
        for part in TABS_TOO.get(key, ()):
            window.go(Place(key, part))
            _opened(window, part)
            _photograph(window, folder / f"{key}-{part}{suffix}.png")


def _opened(window: MainWindow, key: str) -> None:
    """The record that makes the best picture of a page, with one of its tabs in front."""
    page = window.page.current if isinstance(window.page, TabbedPage) else window.page
    if isinstance(page, SearchPage):
        page.begin(SOUGHT)
    if isinstance(page, ChartPage):
        page.open_record(1)
    if key in OPENED and isinstance(page, RecordPage):
        page.open_record(page.list.model.id_at(OPENED[key]))
        if key in TURNED:
            page.panel.tabs.open(TURNED[key])


def _meeting(bolwerk: Bolwerk, folder: Path) -> None:
    """The next LIP on the beamer: the first case on its agenda, and the minutes of one that was held."""
    assert bolwerk.window is not None
    assert bolwerk.vault is not None
    vault = bolwerk.vault
    planned = Meetings(vault).ids(Query(where=(("status", MeetingStatus.PLANNED),)))[0]
    mode = MeetingMode(PageContext(vault, bolwerk.tasks, bolwerk.window.go), planned, bolwerk.window)
    mode.show()
    mode.go(next(head.number for head in mode.sitting.items if head.kind is ItemKind.CASE))
    _photograph(mode, folder / "meeting-mode.png")
    mode.pause.end()
    mode.done(0)
    mode.deleteLater()
    held = Meetings(vault).ids(Query(where=(("status", MeetingStatus.HELD),)))[-1]
    page = next(iter(page_images(minutes_pdf(minutes_of(vault, held), vault.municipality), PAGE_WIDTH)))
    picture = QImage(page.rgba, page.width, page.height, QImage.Format.Format_RGBA8888)
    keep(picture, folder / "document-verslag.png")


def _document(pdf: bytes, folder: Path) -> None:
    for number, page in enumerate(page_images(pdf, PAGE_WIDTH), start=1):
        if number in PRINTED:
            picture = QImage(page.rgba, page.width, page.height, QImage.Format.Format_RGBA8888)
            keep(picture, folder / f"document-{PRINTED[number]}.png")


def _photograph(widget: QWidget, file: Path) -> None:
    _wait(SETTLE)
    keep(widget.grab().toImage(), file)


def keep(picture: QImage, file: Path) -> None:
    """In at most 256 colours, which is all that a window has: a third of the size, in the repository for good."""
    rgb = picture.convertToFormat(QImage.Format.Format_RGB888)
    whole = Image.frombuffer(
        "RGB", (rgb.width(), rgb.height()), bytes(rgb.constBits()), "raw", "RGB", rgb.bytesPerLine()
    )
    whole.quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    code = main(Path(sys.argv[1] if len(sys.argv) > 1 else "resources/pictures"))
    QApplication.processEvents()
    sys.exit(code)
