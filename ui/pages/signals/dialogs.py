"""The questions of a weighing: answering a step, the result of a source, and what becomes of the signal.

Who was second to weigh is told what stands there now; what was typed stays, and can be stored over that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.errors import Conflict, Invalid
from app.rules.weighing import TEXTS, Given, hands_over
from app.services.records import Option
from app.services.signals.course import course_of
from app.services.signals.grounds import HANDING_OVER, RECIPIENTS, grounds_for
from app.services.signals.sources import record_result
from app.services.signals.weighing import Ending, answer_step, decide, decide_privacy_test
from models.casework.choices import HitResult, Verdict, WeighingStepKind
from ui.tokens import Tone
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.errors import AppError
    from app.services.signals.course import Course, SourceLine
    from app.vault.session import UnlockedVault
    from models.casework.choices import SignalOutcome
    from ui.tasks import Progress


class WeighingDialog(ActDialog):
    """A question over a signal as it was seen; `course` is renewed when somebody else was first."""

    def __init__(
        self,
        vault: UnlockedVault,
        course: Course,
        texts: tuple[str, str, str],
        fields: tuple[Field, ...],
        *,
        blank: Any,  # noqa: ANN401  # what the form asks, of any kind
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(*texts, parent=parent)
        self.vault, self.course = vault, course
        self.form = Form((FieldGroup("", fields),), self.offer, margin=0)
        self.form.show_draft(blank)
        self.form.setMinimumHeight(min(480, 124 * len(fields) + 48))
        self.body.addWidget(self.form)
        self.form.focus_first()

    def offer(self, name: str, draft: Any) -> tuple[Option, ...]:  # noqa: ANN401, ARG002  # a form asks both
        """What a field suggests."""
        return ()

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        return self.form.show_problems(fields)

    def _refuse(self, refused: AppError) -> None:
        if isinstance(refused, Conflict):
            self.course = course_of(self.vault, self.course.signal)
            again = f"{refused} {newest_in(self.course)} Klopt uw invoer dan nog, leg haar nogmaals vast."
            super()._refuse(Conflict(again))
            self.message.say(again, Tone.WARNING)
        else:
            super()._refuse(refused)


class AnswerDialog(WeighingDialog):
    """Asks the answer to one step; what privacy test 1 weighs more is asked with it."""

    def __init__(
        self, vault: UnlockedVault, course: Course, step: WeighingStepKind, parent: QWidget | None = None
    ) -> None:
        self.step = step
        text = TEXTS[step]
        super().__init__(
            vault,
            course,
            (f"{step.label}: {text.question}", text.help, "Vastleggen"),
            _answer_fields(step),
            blank=Given(None),
            parent=parent,
        )

    def offer(self, name: str, draft: Any) -> tuple[Option, ...]:  # noqa: ANN401, ARG002
        """Powers, or grounds for sharing."""
        return grounds_for(self.step) if name == "ground" else ()

    def prepare(self) -> Callable[[Progress], Any]:
        """Store it over the version that was seen."""
        given: Given = self.form.draft()
        key, version = self.course.signal, self.course.version
        if self.step is WeighingStepKind.P1:
            return lambda _progress: decide_privacy_test(self.vault, key, given, version)
        return lambda _progress: answer_step(self.vault, key, self.step, given, version)


@dataclass(frozen=True, slots=True)
class ResultInput:
    """What the form asks about a source."""

    result: HitResult | None = None
    finding: str | None = None


class ResultDialog(WeighingDialog):
    """Asks what a source gave."""

    def __init__(self, vault: UnlockedVault, course: Course, source: SourceLine, parent: QWidget | None = None) -> None:
        self.source = source
        fields = (
            Field("result", "Uitkomst", Kind.CHOICE, True, HitResult, wide=True),
            Field("finding", "Wat de hit zegt over dit signaal", Kind.MULTILINE, rows=4, hint="Leeg bij no hit."),
        )
        super().__init__(
            vault,
            course,
            (
                f"Uitkomst van {source.source.label}",
                f"Grondslag: {source.ground}. Bij no hit wordt niets anders bewaard dan dat.",
                "Vastleggen",
            ),
            fields,
            blank=ResultInput(source.result, source.finding),
            parent=parent,
        )

    def prepare(self) -> Callable[[Progress], Any]:
        """Store it."""
        entered: ResultInput = self.form.draft()
        now = next((each for each in self.course.sources if each.id == self.source.id), self.source)
        return lambda _progress: record_result(self.vault, self.source.id, entered.result, entered.finding, now.version)


class EndingDialog(WeighingDialog):
    """Asks what becomes of the signal; a hand-over asks to whom, on what ground and which data."""

    def __init__(self, vault: UnlockedVault, course: Course, parent: QWidget | None = None) -> None:
        outcomes = tuple(Option(each, each.label) for each in course.outcomes)
        self._outcomes = outcomes
        super().__init__(
            vault,
            course,
            (
                f"Besluiten over {course.number}",
                "Alleen wat bij de weging past, staat in de lijst. Naar politie of OM kan in elke stap.",
                "Besluit vastleggen",
            ),
            _ENDING_FIELDS,
            blank=Ending(None),
            parent=parent,
        )
        self.form.edited.connect(self._show_hand_over)
        self._show_hand_over()

    def offer(self, name: str, draft: Any) -> tuple[Option, ...]:  # noqa: ANN401, ARG002
        """What fits the weighing, and who and what occurs often."""
        suggested = {"recipient": RECIPIENTS, "ground": HANDING_OVER}
        return self._outcomes if name == "outcome" else tuple(Option(text, text) for text in suggested.get(name, ()))

    def prepare(self) -> Callable[[Progress], Any]:
        """Store it over the version that was seen."""
        ending: Ending = self.form.draft()
        if ending.outcome is None:
            raise Invalid({"outcome": "Kies wat er met het signaal gebeurt."})
        key, version = self.course.signal, self.course.version
        return lambda _progress: decide(self.vault, key, ending, version)

    def _show_hand_over(self) -> None:
        outcome: SignalOutcome | None = self.form.so_far().outcome
        over = outcome is not None and hands_over(outcome)
        for name in ("recipient", "ground", "what"):
            self.form.fields[name].setVisible(over)
        self.form.setMinimumHeight(480 if over else 260)


_VERDICT = Field("verdict", "Antwoord", Kind.CHOICE, True, Verdict, wide=True)
_REASON = Field("reason", "Motivering", Kind.MULTILINE, required=True, rows=4)
_GROUND = Field("ground", "Grondslag", Kind.SUGGESTION, wide=True, hint="Bij ja verplicht.")
_POWER = Field("ground", "Taak of bevoegdheid", Kind.SUGGESTION, wide=True, hint="Bij ja verplicht.")
_WEIGHED = (
    Field("proportionality", "Proportionaliteit", Kind.MULTILINE, rows=2, hint="Waarom dit in verhouding staat."),
    Field("subsidiarity", "Subsidiariteit", Kind.MULTILINE, rows=2, hint="Waarom het niet met minder kan."),
)
_ENDING_FIELDS = (
    Field("outcome", "Besluit", Kind.OPTION, required=True, wide=True),
    Field("reason", "Motivering", Kind.MULTILINE, required=True, rows=3),
    Field("recipient", "Aan wie", Kind.SUGGESTION, required=True, wide=True),
    Field("ground", "Grondslag van de verstrekking", Kind.SUGGESTION, required=True, wide=True),
    Field("what", "Welke gegevens", Kind.MULTILINE, required=True, rows=3, hint="Niet meer dan nodig is."),
)


def _answer_fields(step: WeighingStepKind) -> tuple[Field, ...]:
    if step is WeighingStepKind.P1:
        return (_VERDICT, _GROUND, _REASON, *_WEIGHED)
    if step in (WeighingStepKind.P2A, WeighingStepKind.P2B):
        return (_VERDICT, _GROUND, _REASON)
    return (_VERDICT, _POWER, _REASON) if step is WeighingStepKind.W2A else (_VERDICT, _REASON)


def newest_in(course: Course) -> str:
    """What stands there now, for who was second."""
    answers = [each.answer for each in course.steps if each.answer is not None]
    if course.outcome is not None:
        return f"Nu staat er het besluit: {course.outcome.label}."
    if not answers:
        return "Er is nog geen stap beantwoord."
    newest = max(answers, key=lambda answer: answer.id)
    return f"Nu staat er: {newest.step.label}, {newest.verdict.label}, door {newest.by}."
