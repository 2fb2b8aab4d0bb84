"""The tab Onderdelen: each compartment, who hold its key, and whether it should get a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from app.errors import AppError
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.keys import rekeying, separate
from ui import dialogs
from ui.pages.administration.rekey import RekeyDialog
from ui.pages.administration.separate import SeparateDialog
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import Pill, button, card, column, label, line, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from app.services.keys.rekeying import CompartmentRow
    from ui.widgets.page import PageContext


class CompartmentsTab(Page):
    """What is due comes first; the rest below it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self._vault = context, context.vault
        self.rows: tuple[CompartmentRow, ...] = ()
        self.buttons: dict[str, QPushButton] = {}
        self.message = MessageBar()
        self.list = QScrollArea()
        self.list.setAccessibleName("Onderdelen van de kluis")
        self.list.setWidgetResizable(True)
        self.may_separate = allowed(self._vault, Act.EDIT_CASES, CASEWORK)
        self.titles: dict[str, str] = {}
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        if self.may_separate:
            layout.addLayout(self._tools())
        frame = card()
        column(frame, 0, 1).addWidget(self.list)
        layout.addWidget(frame, 1)

    def refresh(self) -> None:
        """Read them again."""
        try:
            self.rows = rekeying.compartments(self._vault)
            if allowed(self._vault, Act.READ_CASES, CASEWORK):
                self.titles = {row.name: row.title for row in separate.separate(self._vault)}
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.buttons = {}
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, 0)
        layout.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.SMALL)
        for at, each in enumerate(sorted(self.rows, key=lambda each: not each.due)):
            if at:
                layout.addWidget(line())
            layout.addWidget(self._entry(each))
        layout.addStretch()
        self.list.setWidget(inside)

    def rekey(self, each: CompartmentRow) -> None:
        """Give one a new key."""
        dialog = RekeyDialog(self._context, each, self)
        if dialogs.run(dialog):
            self.refresh()
            self.message.say(f"{each.label} heeft een nieuwe sleutel. Laat de andere houders opnieuw inloggen.")
        else:
            self.refresh()

    def set_apart(self) -> None:
        """Make a compartment for a case that few may know."""
        dialog = SeparateDialog(self._context, self)
        made = dialogs.run(dialog)
        self.refresh()
        if made:
            self.message.say(
                f"{dialog.made.label} is gemaakt. Na opnieuw inloggen staat het bij Aparte casussen. Anderen krijgen "
                "toegang bij Accounts."
            )

    def _tools(self) -> QHBoxLayout:
        tools = row(space=Space.SMALL)
        told = "Een casus die maar enkelen mogen kennen, krijgt een onderdeel met een eigen sleutel."
        tools.addWidget(label(told, "muted", wrap=True), 1)
        self.separate_button = button("Apart onderdeel…", "plus", act=self.set_apart)
        tools.addWidget(self.separate_button)
        return tools

    def _entry(self, each: CompartmentRow) -> QFrame:
        entry = QFrame()
        across = row(entry, Space.MEDIUM)
        across.setContentsMargins(0, Space.SMALL, 0, Space.SMALL)
        texts = column(space=Space.TIGHT)
        texts.addLayout(_head(each))
        if self.titles.get(each.name):
            texts.addWidget(label(self.titles[each.name], wrap=True))
        texts.addWidget(label(f"Sleutel bij: {', '.join(each.holders) or 'niemand'}", "muted", wrap=True))
        texts.addWidget(label(f"Sleutel nummer {each.epoch} · herstelset {each.recovery_set}", "caption"))
        if each.due and not each.mine:
            texts.addWidget(label("Alleen wie de sleutel heeft, kan hem vervangen.", "caption"))
        across.addLayout(texts, 1)
        if each.mine:
            kind = "primary" if each.due else ""
            act = button("Hersleutelen…", "refresh-cw", kind, lambda: self.rekey(each))
            act.setAccessibleName(f"{each.label} hersleutelen…")
            self.buttons[each.name] = act
            across.addWidget(act)
        return entry


def _head(each: CompartmentRow) -> QHBoxLayout:
    head = row(space=Space.SMALL)
    head.addWidget(label(each.label, "label"))
    if each.due:
        head.addWidget(Pill("nieuwe sleutel nodig", Tone.WARNING))
    if each.mine:
        head.addWidget(Pill("u hebt de sleutel", Tone.ACCENT))
    if not each.recoverable:
        head.addWidget(Pill("nog niet met de nieuwe herstelbladen te openen", Tone.WARNING))
    head.addStretch()
    return head
