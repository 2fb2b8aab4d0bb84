"""Which version of the program this is; a test keeps it equal to pyproject.toml and the changelog."""

from __future__ import annotations

from datetime import date

VERSION = "0.1.0"
RELEASED = date(2026, 11, 24)
LICENCE = "EUPL-1.2"
