"""Recovery sheets in a course: printing them after a warning, one on the screen at a time, and typing them back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from app.errors import AppError, Invalid
from app.report.papers.recovery_sheets import SPOOLER_WARNING, sheets_pdf, write_sheets
from app.rules.share_words import WORDS_ON_A_SHEET
from app.services.keys.recovery import examine
from ui import dialogs
from ui.printing import print_pdf
from ui.tokens import Tone
from ui.widgets.dialogs.share_words import SheetEntry, SheetWords
from ui.widgets.dialogs.wizard import Step
from ui.widgets.parts import button, label, row
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.services.keys.sheets import RecoverySheet

PDF = "PDF-document (*.pdf)"
_SAVED_WARNING = (
    "Wie het bestand heeft, heeft alle bladen erin. Zet het op een stick die u na het afdrukken wist, en niet op deze "
    "computer of op een netwerkschijf."
)


class SheetOut(QWidget):
    """Two ways to paper, each after a warning that has to be agreed with."""

    def __init__(self, sheets: Sequence[RecoverySheet], step: Step) -> None:
        super().__init__()
        self._sheets, self._step = tuple(sheets), step
        which = "Dit blad" if len(self._sheets) == 1 else "Alle bladen"
        across = row(self)
        across.addWidget(button(f"{which} afdrukken…", "file-text", act=self.print))
        across.addWidget(button(f"{which} opslaan als PDF…", "save", act=self.save))
        across.addStretch()

    def print(self) -> None:
        """Warn about the spooler, ask for a printer, and print."""
        if not dialogs.confirm(self, "Herstelbladen afdrukken?", SPOOLER_WARNING, "Toch afdrukken"):
            return
        printer = dialogs.choose_printer(self)
        if printer is None:
            return
        self._do(lambda: print_pdf(sheets_pdf(self._sheets), printer), "Naar de printer gestuurd. Kijk elk blad na.")

    def save(self) -> None:
        """Warn about the file, ask where to, and write."""
        if not dialogs.confirm(self, "Herstelbladen opslaan?", _SAVED_WARNING, "Toch opslaan"):
            return
        out = dialogs.choose_target(self, "Herstelbladen opslaan", "Herstelbladen.pdf", PDF)
        if out is not None:
            self._do(lambda: write_sheets(self._sheets, out), f"Opgeslagen in {out}. Wis dit bestand na het afdrukken.")

    def _do(self, act: Callable[[], None], told: str) -> None:
        try:
            act()
        except AppError as error:
            self._step.message.say(str(error), Tone.DANGER)
        else:
            self._step.message.say(told, Tone.WARNING)


class AllSheetsStep(Step):
    """What sheets are for and how they get on paper."""

    def __init__(self, stage: str, sheets: Sequence[RecoverySheet]) -> None:
        super().__init__(
            stage,
            "Nu komen de herstelbladen",
            f"Het zijn er {len(sheets)}. Ze staan nergens anders en worden maar één keer getoond.",
        )
        self.may_return = False
        self.out = SheetOut(sheets, self)
        self.body.addWidget(
            Told(
                (
                    (
                        Tone.ACCENT,
                        "Overschrijven met een pen is het veiligst: daarvan blijft op geen computer iets over.",
                    ),
                    (
                        Tone.ACCENT,
                        "Elk blad komt apart op het scherm. Laat alleen de bewaarder van dat blad meekijken.",
                    ),
                    (Tone.WARNING, SPOOLER_WARNING),
                )
            )
        )
        self.body.addWidget(self.out)
        self.body.addStretch(1)


class SheetStep(Step):
    """One sheet. One goes on once its keeper has said to have it."""

    def __init__(self, stage: str, sheet: RecoverySheet) -> None:
        whom = f"Voor {sheet.shareholder}; de anderen kijken weg." if sheet.shareholder else "De anderen kijken weg."
        super().__init__(
            stage,
            f"Herstelset {sheet.label}, blad {sheet.number} van {sheet.shares}",
            f"{whom} Schrijf de {len(sheet.words)} woorden over, met hun nummer.",
        )
        self.may_return = sheet.number > 1
        self.words = SheetWords(sheet.words)
        self.out = SheetOut([sheet], self)
        self.taken = QCheckBox("Ik heb alle woorden op papier en ze stuk voor stuk nagekeken")
        self.taken.toggled.connect(lambda _on: self.changed.emit())
        self.body.addWidget(self.words)
        self.body.addWidget(label(f"Vingerafdruk van de kluis: {sheet.fingerprint}", "caption"))
        self.body.addWidget(self.taken)
        self.body.addWidget(self.out)
        self.body.addStretch(1)

    @property
    def ready(self) -> bool:
        """Once it is on paper."""
        return self.taken.isChecked()

    def focus_first(self) -> None:
        """On the box."""
        self.taken.setFocus()


class TypeSheetStep(Step):
    """Typing the words of one sheet. `check` looks at the whole sheet when every word is one."""

    def __init__(self, stage: str, title: str, intro: str, check: Callable[[], None]) -> None:
        super().__init__(stage, title, intro)
        self._check = check
        self.entry = SheetEntry()
        self.count = label("", "caption")
        self.entry.edited.connect(self._show_count)
        self.body.addWidget(self.entry)
        self.body.addWidget(self.count)
        self.body.addStretch(1)
        self._show_count()

    def accept(self) -> None:
        """Raises Invalid for "words" naming the first word, or what is wrong with the whole."""
        fault = self.entry.first_fault()
        if fault:
            raise Invalid({"words": fault})
        self._check()

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Under the words."""
        own = [text for name, text in fields.items() if name in {"words", "shares"}]
        self.entry.say(" ".join(own))
        return " ".join(text for name, text in fields.items() if name not in {"words", "shares"})

    def focus_first(self) -> None:
        """In the first empty place."""
        self.entry.focus_first()

    def _show_count(self) -> None:
        self.count.setText(
            f"{self.entry.filled} van {WORDS_ON_A_SHEET} woorden. Vier letters zijn genoeg; een spatie gaat naar het "
            "volgende woord."
        )


def typing_steps(stage: str, title: str, count: int, finish: Callable[[tuple[str, ...]], None]) -> list[TypeSheetStep]:
    """A step for each sheet of a set that is needed; each is looked at with those before it, `finish` gets them all.

    What is wrong with them is an Invalid for "shares".
    """
    steps: list[TypeSheetStep] = []

    def check(at: int) -> None:
        typed = tuple(step.entry.sentence for step in steps[: at + 1])
        read = examine(typed)
        said = [*read.faults.values(), *read.doubles.values()]
        if said:
            raise Invalid({"shares": " ".join(said)})
        if at + 1 == count:
            finish(typed)

    for at in range(count):
        intro = "De bewaarder typt van het eigen blad; de anderen kijken weg."
        steps.append(TypeSheetStep(stage, f"{title} ({at + 1} van {count})", intro, partial(check, at)))
    return steps
