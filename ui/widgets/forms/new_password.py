"""Choosing a password: typed twice, weighed while typing, with advice on what would make it better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.errors import Invalid
from app.rules.passwords import Strength, judge
from ui.theme import Theme
from ui.tokens import Space, Tone
from ui.widgets.forms.labelled import Labelled
from ui.widgets.forms.password_line import PasswordLine
from ui.widgets.parts import column, label, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HIGHEST = 4
_ADVICE = (
    "Vier of meer woorden die niets met elkaar te maken hebben, zijn sterk en goed te onthouden. "
    "Cijfers en leestekens hoeven niet."
)


class StrengthMeter(QWidget):
    """Four bars that fill up; the word beside them says the same."""

    def __init__(self) -> None:
        super().__init__()
        self.score, self.tone = 0, Tone.NEUTRAL
        self.setFixedHeight(8)
        Theme.now().changed.connect(self.update)

    def show_score(self, score: int, tone: Tone) -> None:
        """Fill so many bars (0 to 4)."""
        self.score, self.tone = score, tone
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Wide enough to tell four bars apart."""
        return QSize(220, 8)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The bars."""
        super().paintEvent(event)
        tokens = Theme.now().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - Space.TIGHT * (HIGHEST - 1)) / HIGHEST
        for at in range(HIGHEST):
            painter.setBrush(QColor(tokens.strong(self.tone) if at < self.score else tokens.border))
            painter.drawRoundedRect(QRectF(at * (width + Space.TIGHT), 1, width, 6), 3, 3)
        painter.end()


class NewPassword(QWidget):
    """A password and the same again. `about` are names that must not be in it."""

    edited = Signal()

    def __init__(self, about: Sequence[str] = (), *, title: str = "Wachtwoord") -> None:
        super().__init__()
        self.about = tuple(about)
        self.first = Labelled(title, PasswordLine(title))
        self.again = Labelled(f"{title} nogmaals", PasswordLine(f"{title} nogmaals"))
        self.meter = StrengthMeter()
        self.word = label("", "caption")
        self.advice = label(_ADVICE, "caption", wrap=True)
        self._lay_out()
        for each in (self.first, self.again):
            each.line.textChanged.connect(self._on_edit)
        self._weigh()

    @property
    def password(self) -> str:
        """What was typed first; call `check` before using it."""
        return self.first.line.text()

    @property
    def strength(self) -> Strength:
        """How good it is."""
        return judge(self.password, self.about)

    def check(self) -> None:
        """Raises Invalid for "password" or "again" unless it is good and twice the same."""
        if not self.password:
            raise Invalid({"password": "Vul een wachtwoord in."})
        if not self.strength.good:
            raise Invalid({"password": "Dit wachtwoord is nog niet goed genoeg; hieronder staat waarom."})
        if self.again.line.text() != self.password:
            raise Invalid({"again": "Dit is niet hetzelfde wachtwoord. Typ het nog eens."})

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Put "password" and "again" where they belong, go there, and give back the rest."""
        own = {"password": self.first, "again": self.again}
        for name, each in own.items():
            each.show_problem(fields.get(name, ""))
        wrong = next((each for name, each in own.items() if name in fields), None)
        if wrong is not None:
            wrong.line.setFocus()
            wrong.line.selectAll()
        return " ".join(text for name, text in fields.items() if name not in own)

    def clear(self) -> None:
        """Forget both."""
        for each in (self.first, self.again):
            each.line.clear()

    def focus_first(self) -> None:
        """Put the cursor in the first."""
        self.first.line.setFocus()

    def _on_edit(self) -> None:
        self._weigh()
        self.edited.emit()

    def _weigh(self) -> None:
        if not self.password:
            self.meter.show_score(0, Tone.NEUTRAL)
            self.word.setText("")
            self.advice.setText(_ADVICE)
            return
        strength = self.strength
        tone = Tone.SUCCESS if strength.good else Tone.WARNING if strength.score > 1 else Tone.DANGER
        self.meter.show_score(max(strength.score, 1), tone)
        self.word.setText(strength.label)
        self.advice.setText(" ".join(strength.faults) or "Dit is een goed wachtwoord.")
        self.first.line.setAccessibleDescription(f"Sterkte: {strength.label}. {self.advice.text()}")

    def _lay_out(self) -> None:
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.first)
        weighed = row(space=Space.SMALL)
        weighed.addWidget(self.meter)
        weighed.addWidget(self.word)
        weighed.addStretch()
        told = column(space=Space.TIGHT)
        told.addLayout(weighed)
        told.addWidget(self.advice)
        layout.addLayout(told)
        layout.addWidget(self.again)
