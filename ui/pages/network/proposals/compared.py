"""Two mentions side by side: what each says, what speaks for and against them being of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.formats import format_short_date
from app.rules.bsn import masked
from app.rules.identity.evidence import Strength
from app.rules.identity.identifiers import IDENTIFIERS
from ui.tokens import Space, Tone
from ui.widgets.parts import Pill, card, column, label, row
from ui.widgets.told import Told

if TYPE_CHECKING:
    from app.rules.identity.particulars import Particulars
    from app.services.network.recognising.proposals import Proposal, Side

TONES = {Strength.STRONG: Tone.SUCCESS, Strength.REASONABLE: Tone.ACCENT, Strength.WEAK: Tone.NEUTRAL}
_TITLES = {
    "given_names": "Voornamen",
    "prefix": "Tussenvoegsel",
    "surname": "Achternaam",
    "partner_name": "Partner",
    "aliases": "Andere namen",
    "born_on": "Geboren",
    "bsn": "BSN",
    "organisation": "Naam",
    "trade_names": "Handelsnamen",
    "legal_form": "Rechtsvorm",
    "trade_register_number": "KvK-nummer",
    "rsin": "RSIN",
    "street": "Straat",
    "house_number": "Huisnummer",
    "addition": "Toevoeging",
    "postcode": "Postcode",
    "town": "Plaats",
    "bag_id": "BAG",
    "plate": "Kenteken",
    "phone": "Telefoon",
    "email": "E-mail",
    "handle": "Account",
    "iban": "Rekening",
    "title": "Omschrijving",
    "reference": "Kenmerk",
    "happened_on": "Datum",
}
_UNKNOWN = "–"


class ComparedView(QFrame):
    """A card with both sides as columns and the reasons under them; empty until a proposal is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.strength = Pill()
        self.kind = label("", "muted")
        self.reasons = Told()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.LARGE)
        self._grid.setVerticalSpacing(Space.TIGHT)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.fields: tuple[tuple[str, str, str], ...] = ()
        frame = card()
        inside = column(frame, Space.MEDIUM, Space.LARGE)
        head = QWidget()
        beside = row(head)
        beside.addWidget(self.strength)
        beside.addWidget(self.kind, 1)
        inside.addWidget(head)
        inside.addLayout(self._grid)
        inside.addWidget(self.reasons)
        column(self).addWidget(frame)
        self.hide()

    def show_proposal(self, proposal: Proposal | None) -> None:
        """Show this one, or nothing."""
        self.setVisible(proposal is not None)
        if proposal is None:
            return
        self.strength.show_text(f"{proposal.strength.label} voorstel", TONES[proposal.strength])
        self.kind.setText(f"{proposal.kind.label.capitalize()}: misschien dezelfde. U oordeelt.")
        self.fields = tuple(_fields(proposal))
        self._show_fields((_where(proposal.own), _where(proposal.other)))
        self.reasons.show_lines(
            [
                *((Tone.SUCCESS, text) for text in proposal.supporting),
                *((Tone.DANGER, text) for text in proposal.opposing),
                *((Tone.NEUTRAL, text) for text in proposal.unknown),
            ]
        )

    def _show_fields(self, places: tuple[str, str]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, (name, one, other) in enumerate((("", *places), *self.fields)):
            plain = name == "Bron" or one == other or _UNKNOWN in (one, other)
            role = "caption" if at == 0 else "" if plain else "label"
            self._grid.addWidget(label(name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(one, role, wrap=True), at, 1, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(other, role, wrap=True), at, 2, Qt.AlignmentFlag.AlignTop)


def _fields(proposal: Proposal) -> list[tuple[str, str, str]]:
    """Of each field that either knows: its title and both values."""
    own = proposal.own.said if proposal.own is not None else None
    found = []
    for name, title in _TITLES.items():
        one, other = _shown(own, name), _shown(proposal.other.said, name)
        if {one, other} != {_UNKNOWN}:
            found.append((title, one, other))
    origins = [side.origin if side is not None and side.origin else _UNKNOWN for side in (proposal.own, proposal.other)]
    return found if set(origins) == {_UNKNOWN} else [*found, ("Bron", origins[0], origins[1])]


def _shown(said: Particulars | None, name: str) -> str:
    value: Any = None if said is None else getattr(said, name)
    if value is None:
        return _UNKNOWN
    if name == "bsn":
        return masked(value) or _UNKNOWN
    if name in ("born_on", "happened_on"):
        return format_short_date(value)
    return IDENTIFIERS[name].written(value) if name in IDENTIFIERS else str(value)


def _where(side: Side | None) -> str:
    if side is None:
        return "wat u invult"
    return side.number or "los vastgelegd"
