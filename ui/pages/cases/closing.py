"""Dialogs that take a case to another state: closing it, taking it up again, making it another type."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.errors import AppError
from app.formats import format_count
from app.services.casework.approach import Interventions
from app.services.casework.cases import Cases
from app.services.casework.closing import CaseActs, Closing
from app.services.casework.returning import CaseReturns
from app.services.casework.tasks import CaseTasks
from app.services.clock import today
from app.services.records import Query
from models.casework.case_choices import Effect, InterventionStatus
from models.choices import CaseStatus, Choice, ClosingReason
from ui import dialogs
from ui.widgets.dialogs.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.record.description import Field, Kind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.casework.cases import CaseDraft
    from app.services.records import Record
    from app.vault.session import UnlockedVault
    from ui.widgets.record.description import ActContext


def opened(context: ActContext) -> Record[CaseDraft] | None:
    """The open case as it is stored, once what was typed in it is saved or dropped; None when the user stays there."""
    if context.record is None or (isinstance(context.parent, Page) and not context.parent.may_leave()):
        return None
    try:
        return Cases(context.vault).get(context.record.id)
    except AppError as gone:
        dialogs.warn(context.parent, "Casus", str(gone))
        return None


_CLOSING = (
    Field("closed_on", "Afgesloten op", Kind.DATE, required=True),
    Field("closing_reason", "Reden van afsluiten", Kind.CHOICE, choices=ClosingReason, required=True),
    Field("result", "Resultaat", Kind.MULTILINE, required=True, rows=3, hint="Wat heeft de casus opgeleverd?"),
    Field("effect", "Effect", Kind.CHOICE, choices=Effect, required=True, hint="Dit wordt later opnieuw gevraagd."),
    Field("counted_year", "Telt in het jaar", Kind.YEAR, hint="Leeg zolang dat niet is bepaald."),
    Field("effect_note", "Waaruit blijkt het effect?", Kind.MULTILINE, rows=2),
)


class Reopened(Choice):
    """The statuses in which a closed case can be taken up again."""

    INVESTIGATION = CaseStatus.INVESTIGATION.value, CaseStatus.INVESTIGATION.label
    PLAN = CaseStatus.PLAN.value, CaseStatus.PLAN.label
    EXECUTION = CaseStatus.EXECUTION.value, CaseStatus.EXECUTION.label
    MONITORED = CaseStatus.MONITORED.value, CaseStatus.MONITORED.label


@dataclass(frozen=True, slots=True)
class ReopenInput:
    """What the form asks."""

    status: Reopened = Reopened.INVESTIGATION
    status_reason: str | None = None


_REOPENING = (
    Field("status", "Verder als", Kind.CHOICE, choices=Reopened, required=True),
    Field("status_reason", "Waarom", Kind.MULTILINE, required=True, rows=3),
)


@dataclass(frozen=True, slots=True)
class ConvertInput:
    """What the form asks."""

    case_type_id: int | None = None
    reason: str | None = None


_CONVERTING = (
    Field("case_type_id", "Nieuw type", Kind.OPTION, required=True, wide=True),
    Field("reason", "Waarom", Kind.MULTILINE, required=True, rows=3),
)


def closing_dialog(vault: UnlockedVault, case: Record[CaseDraft], parent: QWidget | None = None) -> FormDialog:
    """Asks how a case ended."""
    year = case.draft.counted_year or today().year
    start = Closing(today(), None, case.draft.result, None, None, year)
    intro = f"{case.title}. {_left_open(vault, case.id)}Na enige tijd vraagt Bolwerk opnieuw naar het effect."
    return FormDialog(
        ("Casus afsluiten", intro, "Afsluiten"),
        _CLOSING,
        start,
        lambda entered: CaseActs(vault).close(case.id, case.version, _bare(entered)),
        icon="circle-check",
        height=440,
        parent=parent,
    )


def ask_to_close(context: ActContext) -> None:
    """Let the user close the open case."""
    case = opened(context)
    if case is None:
        return
    if case.draft.status is CaseStatus.CLOSED:
        dialogs.tell(context.parent, "Casus afsluiten", "Deze casus is al afgesloten.")
        return
    if dialogs.run(closing_dialog(context.vault, case, context.parent)):
        context.refresh()
        context.tell("De casus is afgesloten.")


def reopening_dialog(vault: UnlockedVault, case: Record[CaseDraft], parent: QWidget | None = None) -> FormDialog:
    """Asks why a case goes on."""

    def reopen(entered: ReopenInput) -> object:
        status = CaseStatus(entered.status.value)
        return CaseActs(vault).reopen(case.id, case.version, status, entered.status_reason or "")

    return FormDialog(
        (
            "Casus heropenen",
            f"{case.title}. De einddatum en de reden van afsluiten gaan uit de casus en blijven in de tijdlijn.",
            "Heropenen",
        ),
        _REOPENING,
        ReopenInput(),
        reopen,
        icon="undo-2",
        height=240,
        parent=parent,
    )


def ask_to_reopen(context: ActContext) -> None:
    """Let the user take the open case up again."""
    case = opened(context)
    if case is None:
        return
    if case.draft.status is not CaseStatus.CLOSED:
        dialogs.tell(context.parent, "Casus heropenen", "Deze casus is niet afgesloten.")
        return
    if dialogs.run(reopening_dialog(context.vault, case, context.parent)):
        context.refresh()
        context.tell("De casus is heropend.")


@dataclass(frozen=True, slots=True)
class ReturnInput:
    """What the form asks."""

    reason: str | None = None


_RETURNING = (Field("reason", "Waarom", Kind.MULTILINE, required=True, rows=3),)


def returning_dialog(vault: UnlockedVault, case: Record[CaseDraft], parent: QWidget | None = None) -> FormDialog:
    """Asks why a case is no case yet."""
    return FormDialog(
        (
            "Casus terug naar signaal",
            f"{case.title} wordt afgesloten en telt niet mee. Wat erin staat, wordt een nieuw signaal om te wegen.",
            "Terugzetten",
        ),
        _RETURNING,
        ReturnInput(),
        lambda entered: CaseReturns(vault).to_signal(case.id, case.version, entered.reason or ""),
        icon="inbox",
        height=150,
        parent=parent,
    )


def ask_to_return(context: ActContext) -> None:
    """Let the user make the open case a signal again."""
    case = opened(context)
    if case is None:
        return
    if case.draft.status is CaseStatus.CLOSED:
        dialogs.tell(context.parent, "Casus terug naar signaal", "Deze casus is al afgesloten.")
        return
    if dialogs.run(returning_dialog(context.vault, case, context.parent)):
        context.refresh()
        context.tell("De casus is afgesloten; het nieuwe signaal staat bij Signalen.")


def converting_dialog(vault: UnlockedVault, case: Record[CaseDraft], parent: QWidget | None = None) -> FormDialog:
    """Asks for another type."""
    acts = CaseActs(vault)
    return FormDialog(
        (
            "Casus van een ander type",
            f"{case.title}. Het nummer blijft; de teleenheid volgt het nieuwe type. De reden komt in de omschrijving.",
            "Type wijzigen",
        ),
        _CONVERTING,
        ConvertInput(),
        lambda entered: acts.convert(case.id, case.version, entered.case_type_id, entered.reason or ""),
        icon="tags",
        height=240,
        offer=lambda name, _draft: acts.options(name, replace(case.draft, case_type_id=None)),
        parent=parent,
    )


def ask_to_convert(context: ActContext) -> None:
    """Let the user choose another type."""
    case = opened(context)
    if case is not None and dialogs.run(converting_dialog(context.vault, case, context.parent)):
        context.refresh()
        context.tell("De casus is van type veranderd.")


def _left_open(vault: UnlockedVault, key: int) -> str:
    """What still has to be done in a case, as a sentence with a space behind it; nothing when that is nothing."""
    of_case = ("case_id", key)
    tasks = len(CaseTasks(vault).ids(Query(where=(of_case, ("done_on", None)))))
    steps = Interventions(vault)
    under_way = [each for each in InterventionStatus if each.is_open]
    left = sum(len(steps.ids(Query(where=(of_case, ("status", status))))) for status in under_way)
    counts = (format_count(tasks, "taak", "taken"), format_count(left, "interventie", "interventies"))
    told = " en ".join(text for text, count in zip(counts, (tasks, left), strict=True) if count)
    stands = "staat" if tasks + left == 1 else "staan"
    return f"Er {stands} nog {told} open. " if told else ""


def _bare(entered: Closing) -> Closing:
    """Without white space that says nothing."""
    return replace(entered, result=(entered.result or "").strip() or None)
