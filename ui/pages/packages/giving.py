"""Giving: to whom, why and on what ground; then a place for the file, written on the worker thread."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from app.errors import Cancelled, Invalid
from app.formats import format_count
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.attachments.reading import megabytes
from app.services.packages.cards import trusted_cards
from app.services.packages.giving import Why, contents_of, give
from app.services.records import Option
from app.vault.packages.parcel import ENDING
from models.casework.case_choices import HandoverTarget
from ui import dialogs
from ui.pages.packages.along import Along
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.page import Page
from ui.widgets.parts import label
from ui.widgets.record.description import Field, FieldGroup, Kind, PageAct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from app.services.packages.giving import Contents, Given
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress, Tasks
    from ui.widgets.record.description import ActContext

FILES = f"Pakket van Bolwerk (*{ENDING})"
NO_CARD = (
    "Er is nog geen visitekaartje van een andere kluis opgenomen. Doe dat eerst bij Overdracht: wissel kaartjes uit en "
    "vergelijk de vingerafdruk."
)
_FIELDS = (
    Field("card", "Aan", Kind.OPTION, required=True),
    Field("target", "Soort ontvanger", Kind.CHOICE, choices=HandoverTarget, required=True),
    Field("reason", "Waarom", Kind.MULTILINE, required=True, rows=2),
    Field(
        "ground", "Grondslag", required=True, wide=True, hint="Artikel of convenant. Komt ook in elke casus te staan."
    ),
)


@dataclass(frozen=True, slots=True)
class GiveInput:
    """What the form asks."""

    card: int | None = None
    target: HandoverTarget | None = HandoverTarget.MUNICIPALITY
    reason: str | None = None
    ground: str | None = None


class GiveDialog(ActDialog):
    """`made` is the package that was made."""

    doing = "Pakket maken"

    def __init__(self, vault: UnlockedVault, cases: Sequence[int], tasks: Tasks, parent: QWidget | None = None) -> None:
        count = format_count(len(cases), "casus", "casussen")
        super().__init__(
            f"{count} overdragen",
            "Alles wat aan een casus hangt en wat u mag inzien, gaat verzegeld mee. Alleen de ontvanger kan het pakket "
            "openen. Hier blijft alles staan.",
            "Plaats kiezen en pakket maken…",
            icon="send",
            tasks=tasks,
            parent=parent,
        )
        self._vault, self._cases = vault, tuple(cases)
        self.contents = label(described(contents_of(vault, cases)), wrap=True)
        self.form = Form((FieldGroup("", _FIELDS),), self._offer, margin=0)
        cards = trusted_cards(vault)
        self.form.show_draft(GiveInput(card=cards[0].id if len(cards) == 1 else None))
        self.form.setMinimumHeight(290)
        self.along = Along()
        self.along.changed.connect(self._tell_contents)
        self.body.addWidget(self.contents)
        self.body.addWidget(self.along)
        self.body.addWidget(self.form)
        self.content.setMinimumWidth(600)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], Given]:
        """First why, then where to: nobody chooses a place for what may not leave."""
        entered: GiveInput = self.form.draft()
        if entered.card is None:
            raise Invalid({"card": "Kies aan welke kluis u overdraagt."})
        target = entered.target or HandoverTarget.MUNICIPALITY
        why = Why(entered.reason or "", entered.ground or "", target, self.along.left_out)
        why.check()
        name = f"Overdracht van {self._vault.municipality}{ENDING}"
        out = dialogs.choose_target(self, "Pakket opslaan", name, FILES)
        if out is None:
            raise Cancelled("Er is geen plaats gekozen; er is geen pakket gemaakt.")
        return partial(self._give, entered.card, out, why)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        return self.form.show_problems(fields)

    def _give(self, card: int, out: Any, why: Why, progress: Progress) -> Given:  # noqa: ANN401 - a Path
        return give(self._vault, self._cases, card=card, out=out, why=why, progress=progress)

    def _tell_contents(self) -> None:
        self.contents.setText(described(contents_of(self._vault, self._cases, self.along.left_out)))

    def _offer(self, name: str, _draft: object) -> Iterable[Option]:
        if name != "card":
            return ()
        return tuple(
            Option(each.id, f"{each.municipality} ({each.checked_with})") for each in trusted_cards(self._vault)
        )


def described(contents: Contents) -> str:
    """What goes along, in one sentence."""
    size = f" De bijlagen zijn samen {megabytes(contents.bytes)}." if contents.bytes else ""
    return f"Mee gaan: {contents.what}.{size}"


def told(given: Given) -> str:
    """What to say when it was made."""
    return f"Het pakket is gemaakt en in het logboek gezet. SHA-256: {given.sha256}"


def may_give(vault: UnlockedVault) -> bool:
    """Whether this user may hand cases over."""
    return allowed(vault, Act.HAND_OVER_CASES, CASEWORK)


def ask(context: ActContext) -> None:
    """Let the user hand the open case over to another vault."""
    if context.record is None or (isinstance(context.parent, Page) and not context.parent.may_leave()):
        return
    if not trusted_cards(context.vault):
        dialogs.tell(context.parent, "Casus overdragen", NO_CARD)
        return
    dialog = GiveDialog(context.vault, [context.record.id], context.tasks, context.parent)
    if dialogs.run(dialog):
        context.refresh()
        context.tell(told(dialog.made))


def _in_casework(vault: UnlockedVault) -> bool:
    """Cards are exchanged between the casework of two vaults; what few may know is not handed over along with it."""
    return may_give(vault) and vault.compartment(CASEWORK).name == CASEWORK


ACT = PageAct("Overdragen…", "send", ask, "Aan een andere kluis, in een verzegeld pakket", True, _in_casework)
