"""Who may still change a note: its author, on the day it was written. After that it is part of the file."""

from __future__ import annotations

from datetime import date, datetime


def note_problem(*, author: str, written_at: str, by: str, today: date) -> str | None:
    """Why a note cannot be changed or removed, as a sentence; `written_at` is UTC in ISO seconds.

    A file in which yesterday's notes change proves nothing: who sees it otherwise now writes a new note.
    """
    if author != by:
        return "Deze notitie is van een ander. Schrijf een nieuwe notitie; wat er staat, blijft staan."
    written_on = datetime.fromisoformat(written_at).astimezone().date()
    if written_on != today:
        return "Een notitie ligt vast na de dag waarop zij is geschreven. Schrijf een nieuwe notitie."
    return None
