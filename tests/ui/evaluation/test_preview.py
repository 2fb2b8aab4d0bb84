"""The pages beside the text: drawn after typing pauses, late ones dropped, the place kept, trouble told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import Cancelled, StorageFailed
from tests.ui.evaluation.hands import drawn, open_chapter, type_text
from ui import errors
from ui.pages.evaluation import preview as module
from ui.pages.evaluation.preview import Wanted, pictures

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from ui.pages.evaluation.document import DocumentPage
    from ui.pages.evaluation.preview import Drawn


def test_that_only_the_last_of_several_wishes_is_drawn(
    qtbot: QtBot, document: DocumentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(qtbot, document)
    preview = document.preview
    got: list[Drawn] = []
    deliver = preview._on_drawn

    def count(made: Drawn) -> None:
        got.append(made)
        deliver(made)

    monkeypatch.setattr(preview, "_on_drawn", count)
    for _ in range(3):
        preview.ask(Wanted(2019, {}), at_once=True)
        preview._typing.stop()
        preview._draw()
    drawn(qtbot, document)
    assert len(got) == 1


def test_that_the_place_stays_when_pages_are_drawn_again(qtbot: QtBot, document: DocumentPage) -> None:
    drawn(qtbot, document)
    document.preview.view.show_page(5)
    assert document.preview.place.text() == f"Pagina 5 van {document.preview.view.count}"
    place = document.preview.view.verticalScrollBar().value()
    open_chapter(document, "10")
    type_text(document, "Nog een zin. ")
    qtbot.waitUntil(lambda: document.preview.busy)
    drawn(qtbot, document)
    assert document.preview.view.page == 5
    assert abs(document.preview.view.verticalScrollBar().value() - place) <= 2


def test_that_zooming_gives_sharper_pictures_in_the_same_place(qtbot: QtBot, document: DocumentPage) -> None:
    drawn(qtbot, document)
    view = document.preview.view
    view.show_page(3)
    before = view._pages[0].width()
    view.zoom_in()
    assert document.preview.zoom.text() == "125%"
    qtbot.waitUntil(lambda: view._pages[0].width() > before, timeout=20_000)
    assert view.page == 3


def test_that_a_document_that_cannot_be_drawn_is_told_and_comes_back(
    qtbot: QtBot, document: DocumentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(qtbot, document)
    with monkeypatch.context() as broken:
        broken.setattr(module, "gather", failing)
        document.preview.ask(Wanted(2019, {}), at_once=True)
        qtbot.waitUntil(document.preview.message.isVisible)
        assert document.preview.message.text.text() == "De schijf weigert."
        assert not document.preview.busy
    document.preview.ask(Wanted(2019, {}), at_once=True)
    qtbot.waitUntil(lambda: not document.preview.message.isVisible(), timeout=20_000)


def failing(*_args: object, **_named: object) -> None:
    raise StorageFailed("De schijf weigert.")


def test_that_a_mistake_of_ours_goes_to_the_report(
    qtbot: QtBot, document: DocumentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(qtbot, document)
    shown: list[BaseException] = []
    monkeypatch.setattr(errors, "show", lambda _parent, error: shown.append(error))
    document.preview._on_failed(ZeroDivisionError())
    assert isinstance(shown[0], ZeroDivisionError)
    document.preview._on_failed(Cancelled())
    assert len(shown) == 1


def test_that_without_a_document_nothing_is_drawn(qtbot: QtBot, document: DocumentPage) -> None:
    drawn(qtbot, document)
    document.preview.clear()
    document.preview._draw()
    document.preview._sharpen()
    assert not document.preview.busy
    assert document.preview.view.page == 0
    assert document.preview.place.text() == ""


def test_that_pictures_stop_when_they_are_no_longer_wanted(qtbot: QtBot, document: DocumentPage) -> None:
    drawn(qtbot, document)
    asked: list[bool] = []

    def after_two() -> bool:
        asked.append(True)
        return len(asked) > 2

    with pytest.raises(Cancelled):
        pictures(document.preview._pdf, 200, after_two)
    made: tuple[QImage, ...] = pictures(document.preview._pdf, 200, lambda: False)
    assert len(made) == document.preview.view.count
    assert made[0].width() == 200
