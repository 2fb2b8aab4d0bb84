"""What looks like HTML in a user's text is shown as typed, in tooltips and message boxes too."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument

from ui import dialogs
from ui.plain import plain


@pytest.mark.parametrize(
    "text",
    [
        "<b>vet</b>",
        '<img src="\\\\elders\\plaatje">',
        "a <i>b</i> & c",
        "Jansen & Zn. <advies>",
        "a &lt; b",
        "gewoon",
        "",
    ],
)
def test_that_a_text_reads_as_it_was_typed(text: str) -> None:
    shown = plain(text)
    document = QTextDocument()
    if shown.startswith("<"):
        document.setHtml(shown)
    else:
        document.setPlainText(shown)
    assert document.toPlainText() == text
    assert "<img" not in shown


def test_that_a_message_shows_a_name_as_it_was_typed() -> None:
    box = dialogs._box(None, "info", "Let op", '<img src="x">')
    assert "<img" not in box.informativeText()
