"""The tab Rechten: which role may do what, and where; one table, the same that the program goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QStyledItemDelegate, QTableWidget, QTableWidgetItem

from app.errors import AppError
from app.rules.permissions import Role
from app.services.keys import permissions_table
from ui.theme import Theme
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import card, column, label
from ui.widgets.tables.table_view import ROW_HEIGHT

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from ui.widgets.page import PageContext

YES, NO = "✓", ""
SHORT = {
    Role.KEEPER: "Beheerder",
    Role.DIRECTOR: "Regisseur",
    Role.PRIVACY: "Privacy",
    Role.JURIST: "Jurist",
    Role.BIBOB: "Bibob",
    Role.INTEGRITY: "Integriteit",
    Role.INTEGRITY_DEPUTY: "Plv. integr.",
    Role.POLICY: "Beleid",
    Role.CONTROLLER: "Controller",
    Role.PORTFOLIO: "Bestuurder",
    Role.DPO: "FG",
    Role.PARTICIPANT: "LIP",
}


class OwnColumn(QStyledItemDelegate):
    """Draws the column of the own role on a ground of its own."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground, then the cell."""
        painter.fillRect(option.rect, QColor(Theme.now().tokens.accent_soft))
        super().paint(painter, option, index)


class RightsTab(Page):
    """Acts down, roles across, the own role marked; first of all which keys a role has."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault = context.vault
        self.message = MessageBar()
        self.table = QTableWidget(0, len(Role) + 1)
        self.table.setAccessibleName("Rechten per rol")
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setFrameShape(QTableWidget.Shape.NoFrame)
        self.table.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT - 4)
        self.table.setItemDelegateForColumn(list(Role).index(self._vault.account.role) + 1, OwnColumn(self.table))
        Theme.now().changed.connect(self._colour)
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        layout.addWidget(
            label(
                "Een rol geeft het recht; de sleutel maakt het mogelijk. Wie de sleutel van een onderdeel niet "
                f"heeft, kan er niets mee. De kolom van uw rol, {self._vault.account.role.label}, is gekleurd.",
                "muted",
                wrap=True,
            )
        )
        frame = card()
        column(frame, 0, 1).addWidget(self.table)
        layout.addWidget(frame, 1)

    def refresh(self) -> None:
        """Show the table; it changes with the program only, and who may see it with the account."""
        try:
            keys = permissions_table.roles(self._vault)
            acts = permissions_table.permissions(self._vault)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self._headings()
        labels = list(dict.fromkeys(name for each in keys for name in each.compartments))
        rows = [(f"Sleutel van {name}", {each.role for each in keys if name in each.compartments}) for name in labels]
        rows += [(f"{each.label[:1].upper()}{each.label[1:]}", set(each.roles)) for each in acts]
        self.table.setRowCount(len(rows))
        for at, (text, roles) in enumerate(rows):
            self._fill(at, text, roles, strong=at < len(labels))
        self.table.resizeColumnsToContents()  # once: a header that does so by itself measures at every cell
        self._colour()

    def focus_search(self) -> None:
        """Go to the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _headings(self) -> None:
        self.table.setHorizontalHeaderLabels(["", *(SHORT[role] for role in Role)])
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        for at, role in enumerate(Role, start=1):
            item = self.table.horizontalHeaderItem(at)
            if item is not None:
                item.setToolTip(role.label)

    def _fill(self, at: int, text: str, roles: set[Role], *, strong: bool) -> None:
        first = QTableWidgetItem(text)
        first.setToolTip(text)
        if strong:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            first.setFont(font)
        self.table.setItem(at, 0, first)
        for place, role in enumerate(Role, start=1):
            item = QTableWidgetItem(YES if role in roles else NO)
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            told = f"{role.label}: {text.lower()}, {'ja' if role in roles else 'nee'}"
            item.setToolTip(told)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            self.table.setItem(at, place, item)

    def _colour(self) -> None:
        tokens = Theme.now().tokens
        for at in range(self.table.rowCount()):
            for place in range(self.table.columnCount()):
                item = self.table.item(at, place)
                if item is not None:
                    item.setForeground(QColor(tokens.text if place == 0 else tokens.success_text))
