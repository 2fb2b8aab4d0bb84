"""All cases of a user: the compartment of all, and beside it those that were set apart and that this user holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.rules.permissions import CASEWORK, REGISTER, Act
from app.services.access import allowed, requires
from app.services.keys.separate import separate
from app.vault.apart import seen_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from app.services.attention_item import AttentionItem
    from app.services.keys.separate import SeparateRow
    from app.vault.session import UnlockedVault


@requires(Act.READ_CASES, CASEWORK)
def is_apart(vault: UnlockedVault) -> bool:
    """Whether a vault is seen from a compartment that was set apart."""
    return vault.compartment(CASEWORK).name != CASEWORK


@requires(Act.READ_CASES, CASEWORK)
def views(vault: UnlockedVault) -> tuple[tuple[SeparateRow, UnlockedVault], ...]:
    """The vault seen from each compartment that was set apart; none when it is seen from one already."""
    return () if is_apart(vault) else tuple((row, seen_from(vault, row.name)) for row in separate(vault))


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what is looked at is checked per compartment below
def views_of(vault: UnlockedVault, act: Act) -> tuple[tuple[SeparateRow, UnlockedVault], ...]:
    """The same for who may do something there; none for who may not."""
    if not (allowed(vault, Act.READ_CASES, CASEWORK) and CASEWORK in vault.available):
        return ()
    return tuple((row, view) for row, view in views(vault) if allowed(view, act, CASEWORK))


@requires(Act.READ_CASES, CASEWORK)
def items_apart(vault: UnlockedVault) -> Iterator[AttentionItem]:
    """What needs attention in the compartments that were set apart; each says in which, and leads to its tab."""
    from app.services.casework.work_lists import case_items  # noqa: PLC0415 - it and retention ask here what is apart
    from app.services.retention.reminders import retention_items  # noqa: PLC0415 - likewise

    asked: tuple[tuple[Act, Callable[[UnlockedVault], Iterable[AttentionItem]]], ...] = (
        (Act.READ_CASES, case_items),
        (Act.PROPOSE_ERASURE, retention_items),
    )
    for act, find in asked:
        for row, view in views_of(vault, act):
            for item in find(view):
                yield _there(item, row)


def _there(item: AttentionItem, row: SeparateRow) -> AttentionItem:
    told = f"{row.title}: {item.text}"
    if item.page != "cases":
        return replace(item, text=told, part=f"{item.part}.{row.name}")
    return replace(item, text=told, page="apart", part=row.name, record=item.record if item.part == "case" else None)
