"""Text for a cell of a workbook: without what XML has no place for, and never a formula."""

from __future__ import annotations

from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

LONGEST = 32_000  # characters of a cell in Excel


def readable(text: str) -> str:
    """The text as a cell can hold it."""
    whole = ILLEGAL_CHARACTERS_RE.sub(" ", text.encode(errors="ignore").decode())
    return "".join(sign for sign in whole if sign not in "\ufffe\uffff")[:LONGEST]


def put_text(cell: Any, text: str) -> Any:  # noqa: ANN401  # a cell of openpyxl
    """Make a cell hold a text, also one that begins with an equals sign; gives the cell."""
    if text:
        cell.value = readable(text)
        cell.data_type = "s"
    return cell
