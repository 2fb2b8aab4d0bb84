"""What was destroyed: the certificates of casework, or the numbers and days that the privacy officer was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from app.errors import AppError
from app.formats import format_count, format_date
from app.services.retention.places import CASES
from ui import dialogs
from ui.pages.retention.export import CertificateExportDialog
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import EmptyState, button, card, column, label, row
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.retention.certificates import Certificate
    from app.services.retention.places import Keeping
    from app.vault.session import UnlockedVault
    from ui.widgets.page import PageContext

_COLUMNS = ("Vernietigd op", "Soort", "Nummer", "Grondslag", "Voorgesteld door", "Goedgekeurd door")
_WIDTHS = (17, 10, 14, 0, 18, 18)


class DestroyedPage(Page):
    """The list, read by `read`; a certificate can be written as a PDF where there is one."""

    def __init__(
        self,
        context: PageContext,
        read: Callable[[UnlockedVault], tuple[Certificate, ...]],
        *,
        exports: bool,
        at: Keeping = CASES,
    ) -> None:
        super().__init__()
        self._context, self._read, self._at = context, read, at
        self.found: dict[str, Certificate] = {}
        self.message = MessageBar()
        self.table = PlainTable("Vernietigd", _COLUMNS, _WIDTHS)
        self.table.chosen.connect(lambda _key: self._show_choice())
        self.export_button = button("Verklaring als pdf…", "download", act=self.export)
        self.export_button.setVisible(exports)
        self._exports = exports
        self.about = label("", "muted", wrap=True)
        self.counted = label("", "caption")
        self._lay_out()

    @property
    def chosen(self) -> Certificate | None:
        """The line that is marked."""
        return self.found.get(self.table.current_key or "")

    def refresh(self) -> None:
        """Read again what was destroyed."""
        try:
            found = self._read(self._context.vault)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.found = {f"{each.noun} {each.number}": each for each in found}
        self.table.show_rows([(key, _cells(each)) for key, each in self.found.items()])
        self._stack.setCurrentIndex(0 if found else 1)
        self.counted.setText(format_count(len(found), "vernietiging", "vernietigingen") + "." if found else "")
        self._show_choice()

    def export(self) -> None:
        """Write the certificate that is marked."""
        chosen = self.chosen
        if chosen is None or chosen.id is None:
            return
        dialog = CertificateExportDialog(self._context, chosen.id, chosen.number, self, self._at)
        if dialogs.run(dialog):
            self.message.say(f"De verklaring staat in {dialog.made}.")

    def _show_choice(self) -> None:
        chosen = self.chosen
        self.export_button.setEnabled(chosen is not None)
        self.about.setText(_about(chosen) if chosen else "")

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        tools = row()
        tools.addWidget(self.export_button)
        tools.addStretch()
        if self._exports:
            layout.addLayout(tools)
        frame = card()
        column(frame, 0, 1).addWidget(self.table)
        self._stack = QStackedWidget()
        self._stack.addWidget(frame)
        self._stack.addWidget(
            EmptyState(
                "trash-2", "Nog niets vernietigd", "Van elke vernietiging blijft hier een regel zonder inhoud staan."
            )
        )
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.about)
        layout.addWidget(self.counted)


def _cells(told: Certificate) -> tuple[Cell, ...]:
    return (
        Cell(format_date(told.destroyed_on)),
        Cell(f"{told.noun[:1].upper()}{told.noun[1:]}"),
        Cell(told.number),
        Cell(told.ground),
        Cell(told.proposed_by),
        Cell(told.approved_by),
    )


def _about(told: Certificate) -> str:
    along = ", ".join(f"{noun} ({count})" for noun, count in told.along)
    kept = f"Te bewaren tot en met {format_date(told.due_on)}."
    return f"{kept} Ging mee: {along}." if along else kept
