"""An earlier anchor beside the vault as it is now: continued, put back, or written anew."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.errors import HeaderUntrusted
from app.formats import format_date
from app.rules.compartments import label_of_compartment
from app.rules.permissions import AUDIT
from app.vault.anchors import monthly_anchors
from models.audit import copied_entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement

    from app.vault.anchors import Anchor, TrailEnd
    from app.vault.header.trust import Roster
    from app.vault.unlocked import UnlockedVault


class Outcome(StrEnum):
    """How a trail relates to an anchor."""

    CONTINUED = "continued"
    BEHIND = "behind"
    UNSEEN = "unseen"
    PUT_BACK = "put_back"
    REWRITTEN = "rewritten"


_WRONG = frozenset({Outcome.PUT_BACK, Outcome.REWRITTEN})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was compared: `name` of the compartment, empty for vault.json; `text` is a Dutch sentence."""

    name: str
    outcome: Outcome
    text: str

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; what this session cannot see is not wrong."""
        return self.outcome not in _WRONG


def compare(anchor: Anchor, roster: Roster, vault: UnlockedVault | None = None) -> tuple[Finding, ...]:
    """Compare the header, and with an unlocked vault every trail that its session can read."""
    return (_header(anchor, roster), *(_inside(anchor, vault) if vault else ()))


def _header(anchor: Anchor, roster: Roster) -> Finding:
    try:
        roster.check_pin(anchor.pin)
    except HeaderUntrusted as error:
        older = anchor.generation > roster.generation
        return Finding("", Outcome.PUT_BACK if older else Outcome.REWRITTEN, str(error))
    later = roster.generation - anchor.generation
    text = f"er zijn sindsdien verklaringen bij gekomen (generatie {roster.generation})" if later else "ongewijzigd"
    return Finding("", Outcome.CONTINUED, f"vault.json sluit aan op het anker: {text}.")


def _inside(anchor: Anchor, vault: UnlockedVault) -> Iterator[Finding]:
    explained = _explanation(anchor, vault.roster)
    for end in anchor.trails:
        yield _trail(end, vault, explained)
    given = {(each.compartment, each.period): each.value for each in monthly_anchors(vault)}
    for name in sorted({each.compartment for each in anchor.monthly}):
        periods = [(each.period, each.value) for each in anchor.monthly if each.compartment == name]
        yield _monthly(name, periods, given, vault, explained)


def _trail(end: TrailEnd, vault: UnlockedVault, explained: str) -> Finding:
    name, label = end.compartment, _label(end.compartment)
    copied = name not in vault.available
    if copied and AUDIT not in vault.available:
        return Finding(name, Outcome.UNSEEN, f"{label}: niet vergeleken, want u hebt er geen sleutel van.")
    found, last = _seen(end, vault, copied=copied)
    if found == end.digest:
        more = f"sindsdien {last - end.n} regels erbij" if last > end.n else "sindsdien ongewijzigd"
        return Finding(
            name, Outcome.CONTINUED, f"{label}: het logboek sluit aan op regel {end.n} van het anker; {more}."
        )
    if found is not None:
        text = f"{label}: HERSCHREVEN. Regel {end.n} van het logboek is een andere dan die van het anker.{explained}"
        return Finding(name, Outcome.REWRITTEN, text)
    if copied and not end.copied:
        text = f"{label}: de kopieën komen tot regel {last}, het anker tot {end.n}. Vergelijk opnieuw als ze er zijn."
        return Finding(name, Outcome.BEHIND, text)
    text = f"{label}: TERUGGEZET. Het logboek eindigt bij regel {last}, het anker noemt regel {end.n}.{explained}"
    return Finding(name, Outcome.PUT_BACK, text)


def _seen(end: TrailEnd, vault: UnlockedVault, *, copied: bool) -> tuple[bytes | None, int]:
    """The digest of the entry that the anchor names, None when it is not there, and the number of the last entry."""
    store = vault.compartment(AUDIT if copied else end.compartment)
    table = copied_entry if copied else store.tables.audit_entry
    here: list[ColumnElement[bool]] = [table.c.compartment == end.compartment] if copied else []
    with store.read() as session:
        found = session.scalar(select(table.c.digest).where(table.c.n == end.n, *here))
        return found, session.scalar(select(func.max(table.c.n)).where(*here)) or 0


def _monthly(
    name: str,
    periods: Sequence[tuple[str, bytes]],
    given: dict[tuple[str, str], bytes],
    vault: UnlockedVault,
    explained: str,
) -> Finding:
    label = _label(name)
    if name not in vault.available and AUDIT not in vault.available:
        return Finding(name, Outcome.UNSEEN, f"{label}: niet vergeleken, want u hebt er geen sleutel van.")
    wrong = [period for period, value in periods if given.get((name, period)) != value]
    if wrong:
        text = f"{label}: TERUGGEZET of HERSCHREVEN. Het anker van {wrong[0]} komt er niet meer uit.{explained}"
        return Finding(name, Outcome.REWRITTEN, text)
    return Finding(name, Outcome.CONTINUED, f"{label}: de maandelijkse ankers kloppen.")


def _explanation(anchor: Anchor, roster: Roster) -> str:
    """A restore since the anchor may be why; whoever reads this knows whether it is."""
    days = [day for n, day in roster.restores if n > anchor.statement]
    if not days:
        return ""
    return f" Op {format_date(days[-1])} is met de herstelbladen een back-up teruggezet; dat kan het verklaren."


def _label(name: str) -> str:
    return label_of_compartment(name)
