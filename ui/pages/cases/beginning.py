"""Beginning a case with a template, and giving a template to a case that is there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.services.casework.cases import CaseDraft
from app.services.casework.templates import CaseBeginnings, CaseTemplates, templates_for
from app.services.clock import today
from app.services.records import Option, Query
from app.services.signals.links import MADE_FROM, case_from
from app.services.signals.signals import Signals
from ui import dialogs
from ui.pages.cases.closing import opened
from ui.widgets.dialogs.form_dialog import FormDialog
from ui.widgets.record.description import Field, Kind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.records import Record
    from app.vault.session import UnlockedVault
    from ui.widgets.record.description import ActContext


OFFERED = 200  # signals that are proposed


@dataclass(frozen=True, slots=True)
class BeginInput:
    """What the form asks."""

    template: int | None = None
    title: str | None = None
    opened_on: date | None = None
    handler: str | None = None
    signal: int | None = None


@dataclass(frozen=True, slots=True)
class ApplyInput:
    """What the form asks."""

    template: int | None = None


_TEMPLATE = Field("template", "Sjabloon", Kind.OPTION, required=True, wide=True)
_FIELDS = (
    _TEMPLATE,
    Field("title", "Titel", wide=True, hint="Kort en zonder namen van personen. Leeg: de titel van het signaal."),
    Field("opened_on", "Startdatum", Kind.DATE, required=True, hint="Hiervandaan tellen de dagen van de taken."),
    Field("handler", "Regisseur", Kind.SUGGESTION, hint="Krijgt ook de taken."),
    Field("signal", "Uit signaal", Kind.OPTION, wide=True, hint="Wat het signaal zegt, komt in de casus."),
)


def beginning_dialog(vault: UnlockedVault, parent: QWidget | None = None) -> FormDialog:
    """Asks for what a template cannot know."""
    beginnings = CaseBeginnings(vault)

    def begin(entered: BeginInput) -> object:
        template = _chosen(entered.template)
        known = case_from(vault, entered.signal) if entered.signal is not None else CaseDraft()
        title = entered.title or known.title
        draft = replace(known, title=title, opened_on=entered.opened_on, handler=entered.handler)
        signals = (entered.signal,) if entered.signal is not None else ()
        return beginnings.begin(draft, template=template, signals=signals, reason=MADE_FROM)

    def offer(name: str, _draft: object) -> tuple[Option, ...]:
        if name == "template":
            return _with_type(vault)
        return _signals(vault) if name == "signal" else beginnings.options(name)

    return FormDialog(
        (
            "Casus beginnen met een sjabloon",
            "Het type, de taken en de teksten komen uit het sjabloon; u kunt ze daarna wijzigen.",
            "Beginnen",
        ),
        _FIELDS,
        BeginInput(opened_on=today(), handler=vault.account.name),
        begin,
        icon="plus",
        height=420,
        offer=offer,
        parent=parent,
    )


def ask(context: ActContext) -> None:
    """Let the user begin one."""
    if not len(CaseTemplates(context.vault).ids(Query())):
        text = "Er zijn nog geen sjablonen. Leg er eerst een vast op het tabblad Sjablonen."
        dialogs.tell(context.parent, "Casus beginnen met een sjabloon", text)
        return
    dialog = beginning_dialog(context.vault, context.parent)
    if dialogs.run(dialog) and dialog.made is not None:
        context.refresh()
        context.tell(f"‘{dialog.made.title}’ is begonnen.")


def applying_dialog(vault: UnlockedVault, case: Record[CaseDraft], parent: QWidget | None = None) -> FormDialog:
    """Asks which template."""
    return FormDialog(
        (
            "Sjabloon toepassen",
            f"{case.title} krijgt de taken van het sjabloon, en de teksten waar zij er nog geen heeft.",
            "Toepassen",
        ),
        (_TEMPLATE,),
        ApplyInput(),
        lambda entered: CaseBeginnings(vault).apply(case.id, case.version, _chosen(entered.template)),
        icon="layout-template",
        height=140,
        offer=lambda _name, _draft: templates_for(vault, case.draft.case_type_id),
        parent=parent,
    )


def ask_to_apply(context: ActContext) -> None:
    """Let the user give the open case a template."""
    case = opened(context)
    if case is not None and dialogs.run(applying_dialog(context.vault, case, context.parent)):
        context.refresh()
        context.tell("Het sjabloon is toegepast.")


def _chosen(template: int | None) -> int:
    if template is None:
        raise Invalid({"template": "Kies een sjabloon."})
    return template


def _signals(vault: UnlockedVault) -> tuple[Option, ...]:
    """The newest signals, by number and title."""
    signals = Signals(vault)
    place = {name: at for at, name in enumerate(signals.columns)}
    rows = signals.rows(list(signals.ids(Query()))[:OFFERED])
    return tuple(Option(row.id, f"{row.cells[place['number']]} {row.cells[place['title']]}") for row in rows)


def _with_type(vault: UnlockedVault) -> tuple[Option, ...]:
    """Templates that say which type a case gets: without one, a case cannot begin."""
    templates = CaseTemplates(vault)
    rows = templates.rows(templates.ids(Query()))
    return tuple(Option(row.id, row.cells[0]) for row in rows if row.cells[1] is not None)
