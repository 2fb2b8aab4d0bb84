"""The shipped norms as a book, with one of them changed where a test needs that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from app.rules.norms import Norm, NormBook
from app.services.norm_defaults import shipped_norms

BOOK = NormBook(shipped_norms())


def book_with(norm_id: str, **changes: Any) -> NormBook:
    """The same book in which all versions of one norm differ."""
    return NormBook(replace(norm, **changes) if norm.id == norm_id else norm for norm in shipped_norms())


def norm(norm_id: str, day: date = date(2024, 1, 1), **changes: Any) -> Norm:
    return replace(BOOK.on(norm_id, day), **changes)


def day(text: str) -> date:
    """From "2020-03-02"."""
    return date.fromisoformat(text)
