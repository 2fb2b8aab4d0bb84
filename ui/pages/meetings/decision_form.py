"""The decision on one item as a form: what, who, before when; and what goes with a case or a hand-over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.errors import AppError
from app.formats import FormatProblem
from app.services.casework.cases import Cases
from app.services.meetings.agenda import running_cases
from app.services.meetings.outcomes import needs_hand_over
from app.services.meetings.owners import owner_options
from app.services.records import Option
from models.casework.meeting_choices import Decision, ItemKind
from ui.tokens import Space
from ui.widgets.forms.form import Form
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, column, row
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from app.services.meetings.sitting import Deciding, ItemView
    from app.vault.session import UnlockedVault

_FIELDS = (
    Field("decision", "Besluit", Kind.OPTION, required=True, wide=True),
    Field("conclusion", "Wat is besloten", Kind.MULTILINE, rows=4),
    Field("owner", "Actiehouder", Kind.SUGGESTION, wide=True),
    Field("due_on", "Termijn", Kind.DATE, wide=True),
    Field("case_type_id", "Type van de nieuwe casus", Kind.OPTION, wide=True),
    Field("case_id", "Of een casus die al loopt", Kind.OPTION, wide=True),
    Field("ground", "Grondslag van de overdracht", wide=True),
    Field("what", "Welke gegevens gaan over", Kind.MULTILINE, rows=2),
)
_OF_CASE = ("case_type_id", "case_id")
_OF_HAND_OVER = ("ground", "what")


class DecisionForm(QFrame):
    """The form with its buttons. It asks by signals; meeting mode stores."""

    store_asked = Signal()
    store_and_next_asked = Signal()
    finish_asked = Signal()

    def __init__(self, vault: UnlockedVault) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._vault = vault
        self._view: ItemView | None = None
        self._editable: bool | None = None
        self._offers = _offers(vault)
        self.form = Form((FieldGroup("", _FIELDS),), self._offer, margin=0)
        self.form.edited.connect(self._show_fields)
        self.message = MessageBar()
        self.finish = button("Actie is gedaan", "circle-check", act=self.finish_asked.emit)
        self.keep = button("Vastleggen", act=self.store_asked.emit)
        self.keep.setToolTip("Ctrl+S")
        self.keep_and_next = button("Vastleggen en verder", "check", "primary", self.store_and_next_asked.emit)
        self.keep_and_next.setToolTip("Ctrl+Enter")
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(self.message)
        layout.addWidget(self.form, 1)
        layout.addWidget(self.finish)
        buttons = row()
        buttons.addWidget(self.keep)
        buttons.addStretch()
        buttons.addWidget(self.keep_and_next)
        layout.addLayout(buttons)

    @property
    def dirty(self) -> bool:
        """Whether something was typed that was not recorded."""
        return self._view is not None and self.form.dirty

    def show_item(self, view: ItemView, *, editable: bool) -> None:
        """The decision on this item, as it is stored."""
        self._view = view
        self.message.hide()
        self.form.show_draft(view.deciding)
        if (
            editable is not self._editable
        ):  # the style sheet looks at each field again, which takes longer than the rest
            self._editable = editable
            self.form.set_read_only(not editable)
        self.finish.setVisible(editable and view.kind is ItemKind.ACTION)
        for each in (self.keep, self.keep_and_next):
            each.setVisible(editable)
        self._show_fields()

    def deciding(self) -> Deciding:
        """What stands there; Invalid when it cannot be read."""
        entered: Deciding = self.form.draft()
        return entered

    def _show_fields(self) -> None:
        """Only what goes with the decision that was chosen."""
        decision = self._decision()
        is_signal = self._view is not None and self._view.kind is ItemKind.SIGNAL
        needs_nobody = decision is Decision.NO_ACTION
        for name in ("owner", "due_on"):
            self.form.fields[name].setHidden(needs_nobody)
        without_case = self._view is None or self._view.made_case is None
        for name in _OF_CASE:
            self.form.fields[name].setHidden(not (decision is Decision.LIP_CASE and without_case))
        for name in _OF_HAND_OVER:
            self.form.fields[name].setHidden(not (is_signal and needs_hand_over(decision)))

    def _decision(self) -> Any:  # noqa: ANN401  # a decision, or None
        try:
            return self.form.fields["decision"].editor.value()
        except FormatProblem:
            return None

    def _offer(self, name: str, _draft: object) -> tuple[Option, ...]:
        if name == "decision":
            return tuple(Option(each, each.label) for each in self._view.choices) if self._view else ()
        return self._offers.get(name, ())


def _offers(vault: UnlockedVault) -> dict[str, tuple[Option, ...]]:
    """What can be chosen during the whole meeting, read once."""
    try:
        return {
            "owner": owner_options(vault),
            "case_type_id": Cases(vault).options("case_type_id"),
            "case_id": running_cases(vault),
        }
    except AppError:
        return {}
