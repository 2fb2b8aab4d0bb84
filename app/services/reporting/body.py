"""What a message of the form says, read with distrust: anybody can seal anything to a public key."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.services.clock import today

if TYPE_CHECKING:
    from app.vault.primitives.strict_json import Json

OLDEST = 10
"""Years that a message can have been under way."""


class Unusable(Exception):
    """A message that opens and is not what the form makes; its text is the reason, a Dutch sentence."""


def day_of(body: dict[str, Json]) -> date:
    """The day of sending, from which terms count; a day that has not come cannot be one."""
    try:
        day = date.fromisoformat(str(body.get("sent_on")))
    except ValueError as error:
        raise Unusable("Dit bericht heeft geen leesbare dag van verzending.") from error
    if day > today() or day.year < today().year - OLDEST:
        raise Unusable("De dag van verzending van dit bericht kan niet kloppen.")
    return day


def text_of(body: dict[str, Json], name: str) -> str | None:
    """What was filled in, without outer white space and halves of characters; None when nothing was."""
    value = body.get(name)
    return (value.encode(errors="ignore").decode().strip() or None) if isinstance(value, str) else None


def shortened(text: str, most: int) -> str:
    """On one line, printable, and at most so many letters."""
    text = "".join(each for each in " ".join(text.split()) if each.isprintable())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
