"""The page Normen: every version of every norm with its ground and state; lawyers change and confirm them here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedWidget

from app.errors import AppError
from app.formats import format_count, format_date
from app.rules.permissions import REGISTER, Act
from app.services.access import allowed
from app.services.clock import today
from app.services.norms import confirm_norm, may_change, norms, withdraw_norm
from ui import dialogs
from ui.pages.norms.change import ChangeNormDialog
from ui.pages.norms.export import NormsExportDialog
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import EmptyState, PageHead, button, card, column, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from app.services.norms import NormLine
    from ui.widgets.page import PageContext

_COLUMNS = ("Norm", "Waarde", "Grondslag", "Bron", "Geldig vanaf", "Tot en met", "Stand")
_NARROWEST = 110  # pixels; below that the table scrolls
_WIDTHS = (0, 15, 20, 14, 14, 12, 20)


class NormsPage(Page):
    """Everybody reads; lawyers change and confirm, who directs cases changes the agreements on those."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self._vault = context, context.vault
        self.may_change = any(allowed(self._vault, act, REGISTER) for act in (Act.EDIT_NORMS, Act.EDIT_AGREEMENTS))
        self.may_confirm = allowed(self._vault, Act.CONFIRM_NORMS, REGISTER)
        self.lines: dict[str, NormLine] = {}
        self.message = MessageBar()
        self.search = QLineEdit(
            placeholderText="Zoek op norm, grondslag of stand", clearButtonEnabled=True, maxLength=200
        )
        self.search.setAccessibleName("Zoeken in de normen")
        self.search.textChanged.connect(lambda _text: self._show())
        self.table = PlainTable("Normen", _COLUMNS, _WIDTHS)
        self.table.horizontalHeader().setMinimumSectionSize(_NARROWEST)
        self.table.chosen.connect(lambda _key: self._show_choice())
        self.counted = label("", "caption")
        self.about = label("", "muted", wrap=True)
        self.export_button = button("Alle normen als pdf…", "download", act=self.export)
        self.change_button = button("Wijzigen…", "pencil", act=self.change)
        self.withdraw_button = button("Intrekken…", "undo-2", act=self.withdraw)
        self.confirm_button = button("Bevestigen…", "check", "primary", self.confirm)
        self._lay_out()

    @property
    def chosen(self) -> NormLine | None:
        """The version that is marked."""
        return self.lines.get(self.table.current_key or "")

    def refresh(self) -> None:
        """Read the norms again; each signature is verified anew."""
        try:
            found = norms(self._vault)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.lines = {key_of(each): each for each in found}
        waiting = sum(not _holds(each) for each in found)
        self.counted.setText(
            f"{format_count(len(found), 'norm', 'normen')}, waarvan {waiting} te bevestigen."
            if waiting
            else f"{format_count(len(found), 'norm', 'normen')}, alle bevestigd."
        )
        self._show()

    def focus_search(self) -> None:
        """Go to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def escape(self) -> None:
        """Show everything again."""
        self.search.clear()

    def change(self) -> None:
        """Let a new version take over from the newest one of the chosen norm."""
        chosen = self.chosen
        if chosen is None or not may_change(self._vault, chosen.norm.id):
            return
        newest = [each.norm for each in self.lines.values() if each.norm.id == chosen.norm.id][-1]
        if dialogs.run(ChangeNormDialog(self._vault, newest, self)):
            self._after("De nieuwe norm is vastgelegd en wacht op bevestiging. Wat eerder begon, houdt de oude.")

    def confirm(self) -> None:
        """Stand for the chosen version, after a question that says what that means."""
        chosen = self.chosen
        if chosen is None or not self.may_confirm or _holds(chosen):
            return
        norm = chosen.norm
        told = (
            f"{norm.label}: {norm.length} ({norm.ground}), vanaf {format_date(norm.valid_from)}. U tekent met uw eigen "
            "sleutel dat deze norm klopt; uw naam komt erbij te staan."
        )
        if dialogs.confirm(self, "Norm bevestigen?", told, "Bevestigen"):
            try:
                confirm_norm(self._vault, norm.id, norm.valid_from)
            except AppError as error:
                self.message.say(str(error), Tone.DANGER)
            else:
                self._after(f"‘{norm.label}’ is bevestigd.")

    def withdraw(self) -> None:
        """Take back the chosen version, which has not begun yet."""
        chosen = self.chosen
        if chosen is None or not may_change(self._vault, chosen.norm.id) or not _is_ahead(chosen):
            return
        norm = chosen.norm
        told = f"{norm.label}, vanaf {format_date(norm.valid_from)}, vervalt. De norm ervoor blijft gelden."
        if dialogs.confirm(self, "Norm intrekken?", told, "Intrekken"):
            try:
                withdraw_norm(self._vault, norm.id, norm.valid_from)
            except AppError as error:
                self.message.say(str(error), Tone.DANGER)
            else:
                self._after(f"De nieuwe versie van ‘{norm.label}’ is ingetrokken.")

    def export(self) -> None:
        """All of them as one document, for the lawyer of the municipality."""
        dialog = NormsExportDialog(self._context, self)
        if dialogs.run(dialog):
            self.message.say(f"Het document staat in {dialog.made}.")

    def _after(self, told: str) -> None:
        self.refresh()
        self.message.say(told)

    def _show(self) -> None:
        words = self.search.text().casefold().split()
        rows = [(key, _cells(each)) for key, each in self.lines.items()]
        found = [
            (key, cells)
            for key, cells in rows
            if all(word in " ".join(cell.text for cell in cells).casefold() for word in words)
        ]
        self.table.show_rows(found)
        self._stack.setCurrentIndex(0 if found else 1)
        self._show_choice()

    def _show_choice(self) -> None:
        chosen = self.chosen
        own = chosen is not None and may_change(self._vault, chosen.norm.id)
        self.change_button.setEnabled(own)
        self.withdraw_button.setEnabled(own and chosen is not None and _is_ahead(chosen))
        self.confirm_button.setEnabled(chosen is not None and not _holds(chosen))
        self.about.setText(_about(chosen) if chosen else "Kies een norm om te lezen waar zij op rust.")

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        layout.addWidget(PageHead("Normen", _INTRO))
        layout.addSpacing(Space.TIGHT)
        layout.addWidget(self.message)
        tools = row()
        tools.addWidget(self.search, 1)
        for made, offered in self._acts():
            made.setVisible(False)
            if offered:
                tools.addWidget(made)
                made.setVisible(True)
        layout.addLayout(tools)
        frame = card()
        column(frame, 0, 1).addWidget(self.table)
        self._stack = QStackedWidget()
        self._stack.addWidget(frame)
        self._stack.addWidget(EmptyState("search", "Niets gevonden", "Geen norm past bij deze zoekwoorden."))
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.about)
        layout.addWidget(self.counted)

    def _acts(self) -> tuple[tuple[QPushButton, bool], ...]:
        return (
            (self.export_button, True),
            (self.change_button, self.may_change),
            (self.withdraw_button, self.may_change),
            (self.confirm_button, self.may_confirm),
        )


_INTRO = (
    "Elke termijn en elk getal waarmee Bolwerk rekent, met de grondslag. Jurist of Bibob-coördinator bevestigt; "
    "werkafspraken over casussen wijzigt ook de casusregisseur."
)


def key_of(line: NormLine) -> str:
    """The row of a version."""
    return f"{line.norm.id} {line.norm.valid_from.isoformat()}"


def _holds(line: NormLine) -> bool:
    return line.confirmation is not None and line.confirmation.holds


def _is_ahead(line: NormLine) -> bool:
    return line.norm.valid_from > today()


def _cells(line: NormLine) -> tuple[Cell, ...]:
    norm = line.norm
    return (
        Cell(norm.label),
        Cell(norm.length),
        Cell(norm.ground),
        Cell(norm.source),
        Cell(format_date(norm.valid_from)),
        Cell(format_date(norm.valid_to) if norm.valid_to else "heden"),
        Cell(line.state, Tone.SUCCESS if _holds(line) else Tone.WARNING),
    )


def _about(line: NormLine) -> str:
    norm = line.norm
    parts = [f"{norm.label}: {norm.length}", norm.ground, f"bron: {norm.source} ({norm.evidence.label})"]
    if norm.applies_termijnenwet:
        parts.append("de Algemene termijnenwet geldt")
    parts.append(line.state)
    return " · ".join(parts)
