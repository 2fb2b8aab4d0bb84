"""Moving the open case to a compartment of its own, which is made first when there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import AppError
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.apart.moving import MovedApart, foreseen, move_apart
from app.services.keys.separate import SeparateRow, separate
from app.services.records import Option
from ui import dialogs
from ui.pages.cases.closing import opened
from ui.tokens import Tone
from ui.widgets.dialogs.form_dialog import FormDialog
from ui.widgets.record.description import Field, Kind
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from app.services.apart.moving import Foreseen
    from app.services.casework.cases import CaseDraft
    from app.services.records import Record
    from app.vault.session import UnlockedVault
    from ui.tasks import Tasks
    from ui.widgets.dialogs.act_dialog import ActDialog
    from ui.widgets.record.description import ActContext

    MakeCompartment = Callable[[ActContext], ActDialog]


@dataclass(frozen=True, slots=True)
class ApartInput:
    """What the form asks."""

    compartment: str | None = None


_FIELDS = (
    Field(
        "compartment",
        "Apart onderdeel",
        Kind.OPTION,
        required=True,
        wide=True,
        hint="Een ander onderdeel maakt u bij Beheer, tabblad Onderdelen.",
    ),
)


def may_move(vault: UnlockedVault) -> bool:
    """Who changes cases, from where all cases are."""
    return allowed(vault, Act.EDIT_CASES, CASEWORK) and vault.compartment(CASEWORK).name == CASEWORK


def moving_dialog(
    vault: UnlockedVault,
    case: Record[CaseDraft],
    rows: Sequence[SeparateRow],
    parent: QWidget | None = None,
    tasks: Tasks | None = None,
) -> FormDialog:
    """Asks where to, and says what goes along and what does not. `made` is where it is then."""

    def move(entered: ApartInput) -> MovedApart:
        return move_apart(vault, case_id=case.id, version=case.version, compartment=entered.compartment or "")

    def offer(_name: str, _draft: object) -> list[Option]:
        return [Option(row.name, f"{row.title} ({', '.join(row.holders)})") for row in rows]

    dialog = FormDialog(
        (
            "Casus apart zetten",
            f"{case.title}. Alles wat aan de casus hangt, gaat mee. Hier wordt het gewist; alleen het nummer blijft.",
            "Apart zetten",
        ),
        _FIELDS,
        ApartInput(rows[0].name if len(rows) == 1 else None),
        move,
        icon="eye-off",
        height=110,
        offer=offer,
        tasks=tasks,
        parent=parent,
    )
    dialog.body.addWidget(Told(_consequences(foreseen(vault, case.id))))
    return dialog


def asking(make: MakeCompartment) -> Callable[[ActContext], None]:
    """The act; `make` gives the dialog that makes a compartment."""

    def ask(context: ActContext) -> None:
        case = opened(context)
        if case is None:
            return
        try:
            before = separate(context.vault)
            rows = before or _made(make, context)
            if not rows:
                return
            dialog = moving_dialog(context.vault, case, rows, context.parent, context.tasks)
        except AppError as refused:
            dialogs.warn(context.parent, "Casus apart zetten", str(refused))
            return
        if dialogs.run(dialog):
            context.refresh()
            context.tell(_told(dialog.made, rows, new=not before))

    return ask


def _made(make: MakeCompartment, context: ActContext) -> tuple[SeparateRow, ...]:
    """A compartment that is made now; nothing when the user leaves it at that."""
    dialog = make(context)
    return (dialog.made,) if dialogs.run(dialog) else ()


def _told(moved: MovedApart, rows: Sequence[SeparateRow], *, new: bool) -> str:
    """Where it is; the navigation knows of the first compartment when its holder logs in again."""
    title = next(row.title for row in rows if row.name == moved.compartment)
    told = f"Casus {moved.number} staat nu apart in ‘{title}’."
    if new:
        told += " Na opnieuw inloggen staat de pagina Aparte casussen in het menu."
    if moved.swept:
        return told
    return f"{told} Een ander programma leest nog mee; de laatste sporen verdwijnen zodra dat sluit."


def _consequences(told: Foreseen) -> list[tuple[Tone, str]]:
    lines = [(Tone.ACCENT, "In back-ups van eerder staat de casus nog tot die vervallen.")]
    if told.going:
        lines.append((Tone.ACCENT, f"Alleen bij deze casus hoort, en dus mee gaat: {_signals(told.going)}."))
    if told.staying:
        lines.append((Tone.WARNING, f"Hier blijft, omdat het ook een andere casus voedt: {_signals(told.staying)}."))
    if told.agenda_items:
        text = "Wat een overleg over de casus besprak, gaat uit dat overleg; de tijdlijn van de casus houdt het."
        lines.append((Tone.WARNING, text))
    return lines


def _signals(numbers: Sequence[str]) -> str:
    return f"{'signaal' if len(numbers) == 1 else 'de signalen'} {', '.join(numbers)}"
