"""Letters of the invented screenings, made as their coordinator would make them: filled, drawn and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.demo.rows import draft_of, load
from app.errors import BugError
from app.report.letters.making import keep_letterhead, make_letter
from app.services.bibob.letters import ScreeningLetters
from app.services.bibob.screenings import Screenings
from app.services.letters.desk import LetterDesk
from app.services.letters.letterhead import LetterheadFacts
from app.services.letters.source import LetterDraft
from app.services.records import Query
from models.letter_choices import LetterKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from app.vault.session import UnlockedVault


def fill_letters(vault: UnlockedVault) -> None:
    """The letterhead, and the letters of the screenings that are there."""
    data = load("letters")
    keep_letterhead(vault, draft_of(LetterheadFacts, data["letterhead"]))
    desk = LetterDesk(ScreeningLetters(vault))
    for row in data["letter"]:
        _make(vault, desk, row)


def _make(vault: UnlockedVault, desk: LetterDesk, row: Mapping[str, Any]) -> None:
    found = Screenings(vault).ids(Query(words=row["file"]))
    if not found:
        raise BugError(f"the demo data has no screening of {row['file']}")
    kind, day = LetterKind(row["kind"]), row["dated"]
    proposed = desk.proposal(found[0], kind, day)
    make_letter(desk, found[0], draft_of(LetterDraft, {**_filled(proposed), **row}))


def _filled(proposed: LetterDraft) -> dict[str, object]:
    """What the program itself proposes, so that the data says only what a maker would type."""
    return {name: getattr(proposed, name) for name in ("recipient", "address", "body", "ground")}
