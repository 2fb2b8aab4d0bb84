"""One item of a meeting in large type: what is known, what was decided before, and who does not take part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedWidget, QWidget

from models.casework.meeting_choices import Audience, ItemKind
from ui.tokens import Space, Tone
from ui.widgets.parts import Picture, Pill, button, card, column, label, line, row

if TYPE_CHECKING:
    from collections.abc import Callable

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
        self.revealed = False
        self._areas = (_area(), _area())  # what is in front, and what may come next: made and styled in its place
        self._front = 0
        self._stack = QStackedWidget()
        for each in self._areas:
            self._stack.addWidget(each)
        self.kind = Pill()
        self.title = label("", "beamer-title", wrap=True)
        layout = column(self, Space.MEDIUM, Space.WIDE)
        head = row(space=Space.MEDIUM)
        head.addWidget(self.kind, alignment=Qt.AlignmentFlag.AlignTop)
        head.addStretch()
        layout.addLayout(head)
        layout.addWidget(self.title)
        layout.addWidget(line())
        layout.addWidget(self._stack, 1)

    @property
    def content(self) -> Content | None:
        """What is in front under the title."""
        return _content(self._areas[self._front])

    @property
    def shielded(self) -> bool:
        """Whether what is known is hidden now."""
        return self.content is not None and self.content.shielded

    @property
    def texts(self) -> tuple[str, ...]:
        """What can be read under the title."""
        return self.content.texts if self.content is not None else ()

    def prepare(self, view: ItemView) -> None:
        """Make what will be shown of an item that may come next, while there is time for it."""
        made = Content(view, self.show_known, revealed=False)
        self._areas[1 - self._front].setWidget(made)
        for each in (made, *made.findChildren(QWidget)):
            each.ensurePolished()

    def show_item(self, view: ItemView) -> None:
        """Another item, or the same as it is now; what was shown of it stays shown."""
        if self.view is None or self.view.id != view.id:
            self.revealed = False
        self.view = view
        if self.kind.text() != view.kind.label:
            self.kind.show_text(view.kind.label, Tone.NEUTRAL if view.kind is ItemKind.STANDING else Tone.ACCENT)
        self.title.setText(view.title)
        ready = _content(self._areas[1 - self._front])
        if ready is not None and ready.view is view and not self.revealed:
            self._front = 1 - self._front
            self._stack.setCurrentIndex(self._front)
            self._tell(view)
        else:
            self._show_anew(view)

    def show_known(self) -> None:
        """Who may not see it has left: show what is known."""
        if self.view is None:
            return
        self.revealed = True
        self._show_anew(self.view)
        self.shown.emit()

    def _show_anew(self, view: ItemView) -> None:
        self._areas[self._front].setWidget(Content(view, self.show_known, revealed=self.revealed))
        self._tell(view)

    def _tell(self, view: ItemView) -> None:
        self.setAccessibleName(f"{view.kind.label}: {view.title}")


class Content(QWidget):
    """What stands under the title: who does not take part, and what is known, unless that is hidden."""

    def __init__(self, view: ItemView, reveal: Callable[[], None], *, revealed: bool) -> None:
        super().__init__()
        self.view = view
        self.shielded = not revealed and (bool(view.kept_out) or not view.cleared)
        self.setProperty("ground", "clear")
        layout = column(self, Space.LARGE)
        layout.setContentsMargins(0, 0, Space.MEDIUM, 0)
        told = _banners(view)
        for tone, text in told:
            layout.addWidget(_banner(tone, text))
        self.texts = tuple(text for _, text in told)
        if self.shielded:
            layout.addWidget(self._shield(reveal))
        else:
            layout.addLayout(self._known())
        layout.addStretch()

    def _known(self) -> QLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.WIDE)
        grid.setVerticalSpacing(Space.MEDIUM)
        grid.setColumnStretch(1, 1)
        at = 0
        for fact in self.view.known:
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
        if self.view.earlier:
            grid.addWidget(label("Eerder besloten", "beamer-caption"), at, 0, 1, 2)
            for each in self.view.earlier:
                at += 1
                grid.addWidget(label(each, "beamer", wrap=True), at, 0, 1, 2)
        known = (f"{fact.label}: {fact.text}" for fact in self.view.known)
        self.texts = (*self.texts, *known, *self.view.earlier)
        return grid

    def _shield(self, reveal: Callable[[], None]) -> QFrame:
        """Why it is hidden, and the way to show it."""
        frame = card()
        layout = column(frame, Space.MEDIUM, Space.WIDE)
        layout.addWidget(Picture("eye-off", "muted", 40), alignment=Qt.AlignmentFlag.AlignHCenter)
        told = [] if self.view.cleared else [NOT_CLEARED]
        if self.view.kept_out:
            names = ", ".join(self.view.kept_out)
            told.append(f"Niet toegelaten bij dit punt: {names}. Laat hen eerst de ruimte verlaten.")
        for text in told:
            layout.addWidget(label(text, "beamer", wrap=True))
        self.texts = (*self.texts, *told)
        show = button("Inhoud tonen", "eye", act=reveal)
        show.setToolTip("Als wie dit niet mag zien er niet bij is (Ctrl+T)")
        layout.addWidget(show, alignment=Qt.AlignmentFlag.AlignHCenter)
        return frame


def _area() -> QScrollArea:
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def _content(area: QScrollArea) -> Content | None:
    inside = area.widget()
    return inside if isinstance(inside, Content) else None


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
