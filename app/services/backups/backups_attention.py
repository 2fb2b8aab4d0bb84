"""What the backups ask of this user: one that is older than it should be, a disk that is gone, the yearly test.

Asked each time the first page comes in front, so only the newest backup of each compartment is read, not all of them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.errors import StorageFailed
from app.formats import format_date
from app.rules.compartments import label_of_compartment
from app.rules.permissions import REGISTER, Act
from app.services.access import allowed, requires
from app.services.attention_item import AttentionItem, Urgency
from app.services.backups.place import last_test_of, newest_of
from app.services.backups.rounds import A_YEAR

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from app.vault.session import UnlockedVault

PAGE = "backups"
STALE, LONG_STALE = timedelta(days=7), timedelta(days=30)  # a round is due each day


@requires(Act.BACK_UP, REGISTER)
def backup_items(vault: UnlockedVault) -> Iterator[AttentionItem]:
    """Lines about backups of what this user holds; who sets where they go also hears of the rest, and of the test."""
    keeps = allowed(vault, Act.SET_BACKUP, REGISTER)
    held = [name for name in vault.roster.compartments if name in vault.available]
    others = [name for name in vault.roster.compartments if name not in vault.available] if keeps else []
    try:
        days = {name: _last_day(vault, name) for name in (*held, *others)}
    except StorageFailed as gone:
        yield AttentionItem(str(gone), Urgency.SOON, PAGE)
        return
    yield from _stale(vault, held, days, "Ga naar Back-up, of laat de kluis een kwartier open.")
    yield from _stale(vault, others, days, "Laat iemand inloggen die de sleutel heeft.")
    if keeps:
        yield from _test(vault)


def _last_day(vault: UnlockedVault, name: str) -> date | None:
    newest = newest_of(vault, name)
    return newest.moment.astimezone().date() if newest else None


def _stale(
    vault: UnlockedVault, names: Collection[str], days: dict[str, date | None], what_to_do: str
) -> Iterator[AttentionItem]:
    """One line for all that wait; where there is no backup at all, the day of founding is what counts."""
    today = _today(vault)
    ages = {name: today - (days[name] or vault.roster.day) for name in names}
    stale = {name: age for name, age in ages.items() if age > STALE}
    if not stale:
        return
    labels = ", ".join(label_of_compartment(name) for name in stale)
    oldest = max(stale, key=lambda name: stale[name])
    last = days[oldest]
    since = f"de laatste is van {format_date(last)}" if last else "er is er nog nooit een gemaakt"
    urgency = Urgency.OVERDUE if stale[oldest] > LONG_STALE else Urgency.SOON
    yield AttentionItem(f"Geen recente back-up van {labels}: {since}. {what_to_do}", urgency, PAGE)


def _test(vault: UnlockedVault) -> Iterator[AttentionItem]:
    """A line once a year without a good test has gone by."""
    last = last_test_of(vault)
    if _today(vault) - (last or vault.roster.day) <= A_YEAR:
        return
    told = f"is voor het laatst beproefd op {format_date(last)}" if last else "is nog nooit beproefd"
    yield AttentionItem(f"Het terugzetten van back-ups {told}; doe dat elk jaar.", Urgency.OVERDUE, PAGE)


def _today(vault: UnlockedVault) -> date:
    return vault.author.now().astimezone().date()
