"""A director changes one case and one booking in the window; exactly those figures change in the document."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pypdfium2

from app.report.evaluation_pdf import render_bytes
from app.services.casework.cases import Cases
from app.services.evaluation.gather import gather
from app.services.programme.spending import Bookings
from app.services.records import Query
from tests.ui.hands import type_in
from ui.pages.figures.page import FiguresPage
from ui.pages.figures.publish import PublishDialog
from ui.widgets.page import Place
from ui.widgets.record.page import RecordPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.main_window import MainWindow

FIGURE = re.compile(r"\d+(?:\.\d{3})*")


def printed(vault: UnlockedVault) -> str:
    """The text of the document on one line, without the page numbers at the foot."""
    document = pypdfium2.PdfDocument(render_bytes(gather(vault, 2019).document))
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(" ".join(line.split()) for line in text.splitlines() if not line.startswith("Pagina "))


def words(text: str) -> Counter[str]:
    """Every word, with a mark in place of each figure; a list in order of size may change places."""
    return Counter(FIGURE.sub("#", text).split())


def replaced(before: str, after: str) -> tuple[dict[str, int], dict[str, int]]:
    """The figures that went and those that came, each with how often."""
    old, new = Counter(FIGURE.findall(before)), Counter(FIGURE.findall(after))
    return dict(old - new), dict(new - old)


def record_page(window: MainWindow) -> RecordPage:
    """The register in front."""
    pages = [page for page in window.page.findChildren(RecordPage) if page.isVisible()]
    return pages[0] if pages else window.page  # type: ignore[return-value]


def change(window: MainWindow, place: Place, field: str, text: str) -> None:
    """Open a record, type into one field, and save with the keyboard's own act."""
    window.go(place)
    page = record_page(window)
    assert page.panel.record is not None
    assert page.panel.record.id == place.record
    type_in(page.panel.form, field, text)
    page.save()
    assert not page.panel.dirty


def test_that_one_case_changes_exactly_its_figures(
    work: Callable[[str], UnlockedVault], window_of: Callable[[UnlockedVault], MainWindow], user: User
) -> None:
    vault = work("regisseur")
    before = printed(vault)
    case = Cases(vault).ids(Query(words="Belastingfraude", where=(("counted_year", 2019),)))[0]
    window = window_of(vault)

    def publish(dialog: QDialog) -> bool:
        assert isinstance(dialog, PublishDialog)
        dialog.accept()
        return dialog.published == (2019, 28)

    user.dialog = publish
    change(window, Place("cases", "case", case), "counted_year", "2020")
    assert printed(vault) == before, "figures travel when they are published, not before"
    window.go(Place("figures"))
    page = window.page
    assert isinstance(page, FiguresPage)
    page.publish(2019)
    after = printed(vault)
    assert words(after) == words(before)
    assert replaced(before, after) == ({"29": 5, "25": 1, "1": 3}, {"28": 5, "24": 1, "0": 3})


def test_that_one_booking_changes_exactly_its_figures(
    work: Callable[[str], UnlockedVault], window_of: Callable[[UnlockedVault], MainWindow]
) -> None:
    vault = work("beleid")
    before = printed(vault)
    booking = Bookings(vault).ids(Query(words="nabestelling"))[0]
    change(window_of(vault), Place("money", "booking", booking), "amount", "207")
    after = printed(vault)
    assert words(after) == words(before)
    assert replaced(before, after) == (
        {"428": 2, "223.200": 2, "296.800": 2},
        {"528": 2, "223.300": 2, "296.700": 2},
    )
