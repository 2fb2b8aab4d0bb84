"""How much of a file is read: what is larger is refused before it fills the memory."""

from __future__ import annotations

from app.errors import ImportProblem
from app.formats import format_integer

MOST_LINES = 1_048_576  # of a spreadsheet, also when nearly all of them are empty
MOST_FILLED = 200_000
MOST_COLUMNS = 1_000
MOST_CELLS = 20_000_000  # of the rectangle around all that is filled
LARGEST_UNPACKED = 600 * 1024 * 1024
MOST_FILES = 2_000


def too_long() -> ImportProblem:
    """More lines than a spreadsheet has."""
    return ImportProblem(f"Dit bestand heeft meer dan {format_integer(MOST_FILLED)} rijen; deel het op.")


def too_wide() -> ImportProblem:
    """More columns than a table has."""
    return ImportProblem(f"Dit bestand heeft meer dan {format_integer(MOST_COLUMNS)} kolommen; dat is geen tabel.")


def too_large() -> ImportProblem:
    """A zip bomb, or what looks like one."""
    return ImportProblem(
        "Dit bestand wordt uitgepakt veel te groot en is niet geopend. Bewaar alleen het blad met de gegevens, of "
        "gebruik CSV."
    )
