"""The one place where services ask what day it is, so that a test can say so."""

from __future__ import annotations

from datetime import date, datetime


def today() -> date:
    """The day on the clock of this workstation."""
    return datetime.now().astimezone().date()
