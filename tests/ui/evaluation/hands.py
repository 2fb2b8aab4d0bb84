"""What an author does on the page, and what a colleague does meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtTest import QTest

from app.services.evaluation.texts import Chapters
from tests.ui.conftest import shown
from ui.pages.evaluation.document import DocumentPage
from ui.pages.evaluation.page import EvaluationPage
from ui.widgets.record.page import RecordPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from ui.widgets.page import PageContext

ContextOf = Callable[["UnlockedVault"], "PageContext"]


def opened(qtbot: QtBot, context: PageContext) -> EvaluationPage:
    made = EvaluationPage(context)
    shown(qtbot, made)
    made.refresh()
    return made


def document_of(page: EvaluationPage) -> DocumentPage:
    assert isinstance(page.current, DocumentPage)
    return page.current


def register_in(page: EvaluationPage) -> RecordPage:
    assert isinstance(page.current, RecordPage)
    return page.current


def drawn(qtbot: QtBot, document: DocumentPage) -> None:
    qtbot.waitUntil(lambda: not document.preview.busy, timeout=20_000)


def chapter(document: DocumentPage, number: str) -> int:
    return next(each.id for each in document.list.lines if each.number == number)


def open_chapter(document: DocumentPage, number: str) -> None:
    row = [each.number for each in document.list.lines].index(number)
    document.list.list.setCurrentRow(row)


def type_text(document: DocumentPage, text: str) -> None:
    document.editor.text.setFocus()
    QTest.keyClicks(document.editor.text, text)


def somebody_saves(vault: UnlockedVault, key: int, **changes: Any) -> None:
    register = Chapters(vault)
    record = register.get(key)
    register.change(key, replace(record.draft, **changes), record.version)
