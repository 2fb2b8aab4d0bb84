"""Saving a chart as a version, and choosing which chart and which version to open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QWidget

from app.errors import AppError
from app.formats import format_short_date
from app.services.network.charts.saving import Saved, charts, remove_chart, save_chart, versions
from ui import dialogs
from ui.tokens import Space, Tone
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, card, column, label, row
from ui.widgets.record.description import Field, FieldGroup, Kind
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.rules.network.chart_content import Content
    from app.vault.session import UnlockedVault
    from ui.pages.network.chart.desk import ChartDesk
    from ui.tasks import Progress

_FIELDS = (
    Field("name", "Naam", required=True, wide=True, hint="Bijvoorbeeld waar het schema over gaat; noem geen personen."),
    Field("remark", "Bij deze versie", wide=True, hint="Bijvoorbeeld: voor het LIP van 3 maart."),
    Field("anew", "Als nieuw schema", Kind.BOOLEAN, wide=True),
)


@dataclass(frozen=True, slots=True)
class SaveInput:
    """What the form asks."""

    name: str | None = None
    remark: str | None = None
    anew: bool | None = False


class SaveChartDialog(ActDialog):
    """`made` is what was saved, under which name and with what on it."""

    def __init__(self, vault: UnlockedVault, desk: ChartDesk, parent: QWidget | None = None) -> None:
        again = desk.saved_id is not None
        super().__init__(
            "Schema bewaren",
            "Elke keer bewaren geeft een nieuwe versie; eerdere versies blijven. Bewaard wordt wat waar staat; namen "
            "worden bij het openen opnieuw gelezen.",
            "Bewaren",
            icon="save",
            parent=parent,
        )
        self._vault, self._desk = vault, desk
        self._content = desk.content
        fields = _FIELDS if again else _FIELDS[:-1]
        self.form = Form((FieldGroup("", fields),), margin=0)
        self.form.setFixedHeight(290 if again else 230)
        self.form.show_draft(SaveInput(desk.name or None))
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], tuple[Saved, str, Content]]:
        """The next version, or a new chart."""
        entered: SaveInput = self.form.draft()
        desk, content, name = self._desk, self._content, (entered.name or "").strip()
        chart_id = None if entered.anew else desk.saved_id

        def work(_progress: Progress) -> tuple[Saved, str, Content]:
            saved = save_chart(
                self._vault,
                content,
                name=name,
                chart_id=chart_id,
                number=None if chart_id is None else desk.number,
                remark=entered.remark,
            )
            return saved, name, content

        return work

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside their fields."""
        return self.form.show_problems(fields)


class OpenChartDialog(QDialog):
    """The saved charts, and the versions of the one that is marked. `chosen` is (chart, version) or None."""

    def __init__(self, vault: UnlockedVault, may_edit: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Schema openen")
        self.resize(780, 560)
        self._vault = vault
        self.message = MessageBar()
        self.table = PlainTable("Bewaarde schema’s", ("Naam", "Versies", "Laatst bewaard", "Door"), (0, 8, 14, 22))
        self.past = PlainTable("Versies", ("Versie", "Bewaard op", "Door", "Bij deze versie"), (8, 13, 22, 0))
        self.table.chosen.connect(lambda _key: self._show_versions())
        self.past.chosen.connect(lambda _key: self._show_choice())
        for each in (self.table, self.past):
            each.cellDoubleClicked.connect(lambda _row, _column: self.accept())
        self.take = button("Openen", "folder-open", "primary", self.accept)
        self.take.setDefault(True)
        self.remove_button = button("Verwijderen…", "trash-2", "danger", self.remove)
        self.remove_button.setVisible(may_edit)
        self._lay_out()
        self._show_charts()

    @property
    def chosen(self) -> tuple[int, int] | None:
        """The chart and the version that are marked."""
        chart, version = self.table.current_key, self.past.current_key
        return None if chart is None or version is None else (int(chart), int(version))

    def remove(self) -> None:
        """Remove the chart that is marked, after asking."""
        key = self.table.current_key
        if key is None:
            return
        name = self.table.cell_text(key, 0)
        if not dialogs.confirm(
            self,
            "Schema verwijderen",
            f"‘{name}’ wordt met alle versies verwijderd. Wat erop stond, blijft waar het is vastgelegd.",
            "Verwijderen",
        ):
            return
        try:
            remove_chart(self._vault, int(key))
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
        self._show_charts()

    def _show_charts(self) -> None:
        try:
            found = charts(self._vault)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.table.show_rows([(str(each.id), _chart_cells(each)) for each in found])
        if found:
            self.table.setCurrentCell(0, 0)
        else:
            self._show_versions()
            self.message.say("Er zijn nog geen schema’s bewaard.", Tone.NEUTRAL)

    def _show_versions(self) -> None:
        key = self.table.current_key
        try:
            found = versions(self._vault, int(key)) if key is not None else ()
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.past.show_rows([(str(each.number), _version_cells(each)) for each in found])
        if found:
            self.past.setCurrentCell(0, 0)
        self._show_choice()

    def _show_choice(self) -> None:
        self.take.setEnabled(self.chosen is not None)
        self.remove_button.setEnabled(self.table.current_key is not None)

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(label("Schema openen", "section"))
        layout.addWidget(self.message)
        for title, table, stretch in (("", self.table, 3), ("Versies", self.past, 2)):
            if title:
                layout.addWidget(label(title, "label"))
            frame = card()
            column(frame, 0, 1).addWidget(table)
            layout.addWidget(frame, stretch)
        buttons = row()
        buttons.addWidget(self.remove_button)
        buttons.addStretch()
        buttons.addWidget(button("Annuleren", act=self.reject))
        buttons.addWidget(self.take)
        layout.addLayout(buttons)


def _chart_cells(each: Any) -> tuple[Cell, ...]:  # noqa: ANN401  # a ChartRow
    return Cell(each.name), Cell(str(each.number)), Cell(format_short_date(each.saved_on)), Cell(each.saved_by)


def _version_cells(each: Any) -> tuple[Cell, ...]:  # noqa: ANN401  # a VersionRow
    day = format_short_date(each.saved_on)
    return Cell(str(each.number)), Cell(day), Cell(each.saved_by), Cell(each.remark or "")
