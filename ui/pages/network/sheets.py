"""The tabs of an entity: what each source says of it, what was judged, and what it is connected with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.formats import format_short_date
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.network.entities import Entities, known_of, together_with
from app.services.network.judgements import judgements_of
from app.services.network.links import LinkDraft, Links, neighbours_of
from models.casework.choices import Likeness
from ui import dialogs, tones
from ui.pages.network.linking import LinkDialog, asking_apart, asking_back
from ui.pages.network.picking import EntityPicker
from ui.tokens import Space, Tone
from ui.widgets.flow import Flow
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Place
from ui.widgets.parts import button, card, column, label
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QDialog, QPushButton

    from app.services.network.entities import Known
    from app.services.network.judgements import JudgementLine
    from app.services.network.links import Neighbour
    from ui.widgets.page import PageContext

_PAGES = {"signal": "signals", "case": "cases", "inspection": "inspections"}
NOTHING_JUDGED = "Er is nog niet over geoordeeld: zolang dat zo is, staat elke vermelding op zichzelf of hoort zij bij "
NOTHING_JUDGED += "een ander door een nummer, zoals een kenteken of KvK-nummer."


class EntitySheet(QWidget):
    """A tab about one entity. `changed` tells that the list beside it is out of date."""

    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self._vault = context, context.vault
        self._may_edit = allowed(context.vault, Act.EDIT_SIGNALS, CASEWORK)
        self.entity: int | None = None
        self.message = MessageBar()
        self._layout = column(self, Space.MEDIUM, Space.WIDE)
        self._layout.addWidget(self.message)

    def show_record(self, key: int) -> None:
        """This entity, as it is known now."""
        if self.entity != key:
            self.message.hide()
        self.entity = key
        try:
            self.read(key)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)

    def read(self, entity: int) -> None:
        """Read and show; raises AppError."""
        raise NotImplementedError

    def add_table(self, title: str, table: PlainTable, empty: QWidget | None = None) -> None:
        """A heading with a table under it."""
        self._layout.addWidget(label(title, "section"))
        frame = card()
        column(frame, 0, 1).addWidget(table)
        self._layout.addWidget(frame, 1)
        if empty is not None:
            self._layout.addWidget(empty)

    def add_buttons(self, buttons: Sequence[QPushButton]) -> None:
        """A row of buttons that goes on on the next line where there is no room."""
        room = QWidget()
        flow = Flow(room)
        for each in buttons:
            flow.addWidget(each)
        self._layout.addWidget(room)

    def after(self, dialog: QDialog, told: str) -> None:
        """Show the entity anew when the dialog did what it asked about."""
        if dialogs.run(dialog) and self.entity is not None:
            self.show_again(told)

    def show_again(self, told: str) -> None:
        """After an act."""
        if self.entity is not None:
            self.show_record(self.entity)
            self.message.say(told)
            self.changed.emit()


class KnownSheet(EntitySheet):
    """Every mention by source and time, with the judgements that make them one or keep others apart."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.known: dict[str, Known] = {}
        self.judged: dict[str, JudgementLine] = {}
        self.mentions = PlainTable(
            "Vermeldingen", ("Wie of wat", "Rol", "Zekerheid", "Waar", "Datum", "Bron"), (0, 16, 11, 13, 10, 0)
        )
        self.judgements = PlainTable("Oordelen", ("Oordeel", "Over", "Waarom", "Door", "Op"), (15, 0, 0, 16, 10))
        self.mentions.chosen.connect(lambda _key: self._show_choice())
        self.judgements.chosen.connect(lambda _key: self._show_choice())
        self.open_button = button("Naar het dossier", "chevron-right", act=self.open_record)
        self.apart_button = button("Niet dezelfde…", "x", act=self.take_apart)
        self.back_button = button("Oordeel terugnemen…", "history", act=self.take_back)
        self._none = label(NOTHING_JUDGED, "muted", wrap=True)
        self.add_table("Wat elke bron zegt", self.mentions)
        self.add_buttons([self.open_button, *([self.apart_button] if self._may_edit else [])])
        self.add_table("Oordelen", self.judgements, self._none)
        if self._may_edit:
            self.add_buttons([self.back_button])

    def read(self, entity: int) -> None:
        """All mentions and judgements."""
        self.known = {str(each.mention): each for each in known_of(self._vault, entity)}
        self.judged = {str(each.id): each for each in judgements_of(self._vault, entity)}
        self.mentions.show_rows([(key, _known_cells(each)) for key, each in self.known.items()])
        self.judgements.show_rows([(key, _judged_cells(each)) for key, each in self.judged.items()])
        self._none.setHidden(bool(self.judged))
        aside = [each for each in self.judged.values() if each.set_aside]
        if aside:
            self.message.say(
                f"Tegenspraak: {aside[0].left_label} en {aside[0].right_label} zijn dezelfde volgens één oordeel en "
                "verschillend volgens andere. Zij staan nu los van elkaar; neem een van de oordelen terug.",
                Tone.WARNING,
            )
        self._show_choice()

    def open_record(self) -> None:
        """Go to the record that the chosen mention stands in."""
        known = self.known.get(self.mentions.current_key or "")
        if known is not None and known.record is not None:
            self._context.go(Place(_PAGES[known.record], known.record, known.record_id))

    def take_apart(self) -> None:
        """The chosen mention is of somebody or something else."""
        known = self.known.get(self.mentions.current_key or "")
        if known is not None and len(self.known) > 1:
            dialog = asking_apart(self._vault, known.mention, known.label, self)
            self.after(dialog, f"{known.label} staat nu op zichzelf.")

    def take_back(self) -> None:
        """The chosen judgement no longer counts."""
        line = self.judged.get(self.judgements.current_key or "")
        if line is not None:
            told = f"“{line.likeness.label}” over {line.left_label} en {line.right_label}."
            self.after(asking_back(self._vault, line.id, told, self), "Het oordeel is teruggenomen.")

    def _show_choice(self) -> None:
        known = self.known.get(self.mentions.current_key or "")
        judged = self.judged.get(self.judgements.current_key or "")
        self.open_button.setEnabled(known is not None and known.record is not None)
        self.apart_button.setEnabled(known is not None and len(self.known) > 1)
        self.back_button.setEnabled(judged is not None and judged.counts)


class LinksSheet(EntitySheet):
    """What an entity is connected with: links that were recorded, and what stands in the same records."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._links = Links(context.vault)
        self.neighbours: dict[str, Neighbour] = {}
        self.links = PlainTable("Verbanden", ("Verband", "Met", "Zekerheid", "Geldig", "Bron"), (18, 0, 11, 14, 0))
        self.beside = PlainTable("In dezelfde dossiers", ("Dossier", "Soort", "Wat of wie", "Rol"), (13, 18, 0, 20))
        self.links.chosen.connect(lambda _key: self._show_choice())
        self.links.cellDoubleClicked.connect(lambda _row, _column: self.open_other())
        self.beside.cellDoubleClicked.connect(lambda _row, _column: self.open_beside())
        self.new_button = button("Verband vastleggen…", "plus", "primary", self.add)
        self.change_button = button("Wijzigen…", "pencil", act=self.change)
        self.remove_button = button("Verwijderen", "trash-2", "danger", self.remove)
        self.open_button = button("Naar deze entiteit", "chevron-right", act=self.open_other)
        self._none = label("Nog geen verbanden vastgelegd.", "muted")
        self._nothing_beside = label("Er staat niets anders in dezelfde dossiers.", "muted")
        self.add_table("Vastgelegde verbanden", self.links, self._none)
        editing = [self.new_button, self.change_button, self.remove_button] if self._may_edit else []
        self.add_buttons([*editing, self.open_button])
        self.add_table("Genoemd in dezelfde dossiers", self.beside, self._nothing_beside)

    def read(self, entity: int) -> None:
        """Both lists."""
        self.neighbours = {str(each.link): each for each in neighbours_of(self._vault, entity)}
        self.links.show_rows([(key, _link_cells(each)) for key, each in self.neighbours.items()])
        beside = together_with(self._vault, entity)
        self.beside.show_rows(
            [
                (
                    str(each.entity),
                    (
                        Cell(each.number),
                        Cell(each.kind.label),
                        Cell(each.label),
                        Cell(each.role.label if each.role else ""),
                    ),
                )
                for each in beside
            ]
        )
        self._none.setHidden(bool(self.neighbours))
        self._nothing_beside.setHidden(bool(beside))
        self._show_choice()

    def add(self) -> None:
        """Choose the other end, and say what connects them."""
        entity = self.entity
        if entity is None:
            return
        picker = EntityPicker(self._vault, "Verband met wie of wat?", without=(entity,), parent=self)
        if dialogs.run(picker) and picker.chosen is not None:
            ends = (self._label(entity), self._label(picker.chosen))
            draft = LinkDraft(from_id=entity, to_id=picker.chosen)
            self.after(LinkDialog(self._vault, ends, draft, parent=self), "Het verband is vastgelegd.")

    def change(self) -> None:
        """The chosen link."""
        chosen = self.neighbours.get(self.links.current_key or "")
        if chosen is None:
            return
        try:
            record = self._links.get(chosen.link)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        draft = record.draft
        ends = (self._label(draft.from_id or 0), self._label(draft.to_id or 0))
        dialog = LinkDialog(self._vault, ends, draft, stored=(record.id, record.version), parent=self)
        self.after(dialog, "Het verband is gewijzigd.")

    def remove(self) -> None:
        """The chosen link was a mistake; it can be put back at once."""
        chosen = self.neighbours.get(self.links.current_key or "")
        if chosen is None or not dialogs.confirm(
            self, "Verband verwijderen?", "Het logboek vermeldt dat u het verwijderde.", "Verwijderen"
        ):
            return
        try:
            draft = self._links.remove(chosen.link, self._links.get(chosen.link).version)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.show_again("Het verband is verwijderd.")
        self.message.say("Het verband is verwijderd.", act="Ongedaan maken", do=lambda: self._put_back(draft))

    def open_other(self) -> None:
        """Go to the entity at the other end."""
        chosen = self.neighbours.get(self.links.current_key or "")
        if chosen is not None:
            self._context.go(Place("network", "mention", chosen.other))

    def open_beside(self) -> None:
        """Go to an entity in the same record."""
        if self.beside.current_key is not None:
            self._context.go(Place("network", "mention", int(self.beside.current_key)))

    def _put_back(self, draft: LinkDraft) -> None:
        self._links.add(draft)
        self.show_again("Het verband staat er weer.")

    def _label(self, mention: int) -> str:
        return Entities(self._vault).get(mention).title

    def _show_choice(self) -> None:
        chosen = self.links.current_key is not None
        for each in (self.change_button, self.remove_button, self.open_button):
            each.setEnabled(chosen)


def _known_cells(each: Known) -> tuple[Cell, ...]:
    return (
        Cell(each.label),
        Cell(each.role.label if each.role else ""),
        Cell(each.certainty.label, tones.CERTAINTY.get(each.certainty)),
        Cell(each.number or "los vastgelegd", tip=each.title),
        Cell(format_short_date(each.day) if each.day else ""),
        Cell(each.origin or each.title),
    )


_JUDGED_TONES = {
    Likeness.SAME: Tone.SUCCESS,
    Likeness.NOT_SAME: Tone.DANGER,
    Likeness.UNSURE: Tone.WARNING,
    Likeness.WITHDRAWN: Tone.NEUTRAL,
}


def _judged_cells(line: JudgementLine) -> tuple[Cell, ...]:
    tone = _JUDGED_TONES[line.likeness] if line.counts else Tone.NEUTRAL
    said = line.likeness.label if line.counts or line.likeness is Likeness.WITHDRAWN else f"was: {line.likeness.label}"
    return (
        Cell(said, tone),
        Cell(f"{line.left_label} – {line.right_label}"),
        Cell(line.reason),
        Cell(line.by),
        Cell(format_short_date(line.day)),
    )


def _link_cells(each: Neighbour) -> tuple[Cell, ...]:
    since = f"vanaf {format_short_date(each.valid_from)}" if each.valid_from else ""
    until = f"t/m {format_short_date(each.valid_to)}" if each.valid_to else ""
    return (
        Cell(each.reads),
        Cell(each.label, tip=each.kind.label),
        Cell(each.certainty.label, tones.CERTAINTY.get(each.certainty)),
        Cell(" ".join(part for part in (since, until) if part)),
        Cell(each.origin),
    )
