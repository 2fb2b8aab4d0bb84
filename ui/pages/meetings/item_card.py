"""One item of a meeting in large type: what is known, what was decided before, and who does not take part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from models.casework.meeting_choices import Audience, ItemKind
from ui.tokens import Space, Tone
from ui.widgets.parts import Picture, Pill, button, card, column, label, line, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from app.services.meetings.sitting import ItemView

NOT_CLEARED = "Privacytoets 2A is nog niet met ja beantwoord; de inhoud van dit signaal blijft afgeschermd."


class ItemCard(QFrame):
    """Shows an item. What not everybody present may see is hidden until somebody says that it may be shown."""

    shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.view: ItemView | None = None
        self.reveal = button("Inhoud tonen", "eye", act=self.show_known)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.kind = Pill()
        self.title = label("", "beamer-title", wrap=True)
        layout = column(self, Space.MEDIUM, Space.WIDE)
        head = row(space=Space.MEDIUM)
        head.addWidget(self.kind, alignment=Qt.AlignmentFlag.AlignTop)
        head.addStretch()
        layout.addLayout(head)
        layout.addWidget(self.title)
        layout.addWidget(line())
        layout.addWidget(self.area, 1)
        self.texts: tuple[str, ...] = ()
        self.revealed = False

    @property
    def shielded(self) -> bool:
        """Whether what is known is hidden now."""
        view = self.view
        return view is not None and not self.revealed and (bool(view.kept_out) or not view.cleared)

    def show_item(self, view: ItemView) -> None:
        """Another item, or the same as it is now; what was shown of it stays shown."""
        if self.view is None or self.view.id != view.id:
            self.revealed = False
        self.view = view
        if self.kind.text() != view.kind.label:
            self.kind.show_text(view.kind.label, Tone.NEUTRAL if view.kind is ItemKind.STANDING else Tone.ACCENT)
        self.title.setText(view.title)
        self._fill()

    def show_known(self) -> None:
        """Who may not see it has left: show what is known."""
        self.revealed = True
        self._fill()
        self.shown.emit()

    def _fill(self) -> None:
        view = self.view
        if view is None:
            return
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, Space.LARGE)
        layout.setContentsMargins(0, 0, Space.MEDIUM, 0)
        told = list(_banners(view))
        for tone, text in told:
            layout.addWidget(_banner(tone, text))
        self.texts = tuple(text for _, text in told)
        if self.shielded:
            layout.addWidget(self._shield(view))
        else:
            layout.addLayout(self._known(view))
        layout.addStretch()
        self.area.setWidget(inside)
        self.setAccessibleName(f"{view.kind.label}: {view.title}")

    def _known(self, view: ItemView) -> QLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.WIDE)
        grid.setVerticalSpacing(Space.MEDIUM)
        grid.setColumnStretch(1, 1)
        at = 0
        for fact in view.known:
            name = label(fact.label, "beamer-caption")
            text = label(fact.text, "beamer", wrap=True)
            if fact.long:
                grid.addWidget(name, at, 0, 1, 2)
                grid.addWidget(text, at + 1, 0, 1, 2)
                at += 2
            else:
                grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(text, at, 1)
                at += 1
        if view.earlier:
            grid.addWidget(label("Eerder besloten", "beamer-caption"), at, 0, 1, 2)
            for each in view.earlier:
                at += 1
                grid.addWidget(label(each, "beamer", wrap=True), at, 0, 1, 2)
        self.texts = (*self.texts, *(f"{fact.label}: {fact.text}" for fact in view.known), *view.earlier)
        return grid

    def _shield(self, view: ItemView) -> QFrame:
        """Why it is hidden, and the way to show it."""
        frame = card()
        layout = column(frame, Space.MEDIUM, Space.WIDE)
        layout.addWidget(Picture("eye-off", "muted", 40), alignment=Qt.AlignmentFlag.AlignHCenter)
        told = [] if view.cleared else [NOT_CLEARED]
        if view.kept_out:
            told.append(f"Niet toegelaten bij dit punt: {', '.join(view.kept_out)}. Laat hen eerst de ruimte verlaten.")
        for text in told:
            layout.addWidget(label(text, "beamer", wrap=True))
        self.texts = (*self.texts, *told)
        self.reveal = button("Inhoud tonen", "eye", act=self.show_known)
        self.reveal.setToolTip("Als wie dit niet mag zien er niet bij is (Ctrl+T)")
        layout.addWidget(self.reveal, alignment=Qt.AlignmentFlag.AlignHCenter)
        return frame


def _banners(view: ItemView) -> list[tuple[Tone, str]]:
    """Who is recused, whether the item is for some, and the case that came of it."""
    told: list[tuple[Tone, str]] = []
    if view.recused:
        names = "; ".join(f"{name} ({reason})" if reason else name for name, reason in view.recused)
        told.append((Tone.WARNING, f"Verschoond bij dit punt: {names}."))
    if view.audience is Audience.LISTED:
        who = ", ".join(view.admitted) or "niemand"
        told.append((Tone.WARNING, f"Beperkte deelname (privacytoets 2A): {who}."))
    if view.made_case:
        told.append((Tone.SUCCESS, f"Casus bij dit signaal: {view.made_case}."))
    return told


def _banner(tone: Tone, text: str) -> QFrame:
    made = QFrame()
    made.setProperty("message", True)
    made.setProperty("tone", tone.value)
    across = row(made, Space.MEDIUM)
    across.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.SMALL)
    icon = "circle-check" if tone is Tone.SUCCESS else "triangle-alert"
    across.addWidget(Picture(icon, f"{tone.value}_text", 22), alignment=Qt.AlignmentFlag.AlignTop)
    across.addWidget(label(text, "beamer", wrap=True), 1)
    return made
