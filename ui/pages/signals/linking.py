"""The questions after a weighing: a case made or linked, weighing anew, and feedback given outside the program."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.errors import Invalid
from app.rules.weighing import FEEDBACK_TEXTS
from app.services.casework.cases import Cases
from app.services.signals.feedback import note_feedback
from app.services.signals.links import case_from, cases_to_link, link_case, make_case
from app.services.signals.weighing import weigh_again
from models.casework.choices import FeedbackState
from models.choices import Level, Phenomenon
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.parts import label
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.services.casework.cases import CaseDraft
    from app.services.records import Option
    from app.services.signals.course import Course
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress


class SignalDialog(ActDialog):
    """A question with a form about one signal."""

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
        self.form.setMinimumHeight(min(480, 96 * len(fields) + 32))
        self.body.addWidget(self.form)
        self.form.focus_first()

    def offer(self, name: str, draft: Any) -> tuple[Option, ...]:  # noqa: ANN401, ARG002  # a form asks both
        """What a field offers."""
        return ()

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        return self.form.show_problems(fields)


class MakeCaseDialog(SignalDialog):
    """A new case, filled in as far as the signal goes."""

    def __init__(self, vault: UnlockedVault, course: Course, parent: QWidget | None = None) -> None:
        self._cases = Cases(vault)
        super().__init__(
            vault,
            course,
            (
                "Casus maken van dit signaal",
                f"Signaal {course.number} wordt aan de nieuwe casus gekoppeld; wat het vermeldt, blijft er staan.",
                "Casus maken",
            ),
            _CASE_FIELDS,
            blank=case_from(vault, course.signal),
            parent=parent,
        )

    def offer(self, name: str, draft: Any) -> tuple[Option, ...]:  # noqa: ANN401
        """The types and the directors, as in the form of a case."""
        return self._cases.options(name, draft)

    def prepare(self) -> Callable[[Progress], Any]:
        """Make and link in one act."""
        draft: CaseDraft = self.form.draft()
        return lambda _progress: make_case(self.vault, self.course.signal, replace(draft))


@dataclass(frozen=True, slots=True)
class LinkInput:
    """What the form asks to link a case."""

    case_id: int | None = None
    reason: str | None = None


class LinkDialog(SignalDialog):
    """A case that is there already."""

    def __init__(self, vault: UnlockedVault, course: Course, parent: QWidget | None = None) -> None:
        fields = (
            Field("case_id", "Casus", Kind.OPTION, required=True, wide=True),
            Field("reason", "Waarom", required=True, wide=True, hint="Bijvoorbeeld: zelfde pand."),
        )
        texts = ("Aan casus koppelen", "Eén signaal kan meer casussen voeden.", "Koppelen")
        super().__init__(vault, course, texts, fields, blank=LinkInput(), parent=parent)

    def offer(self, name: str, draft: Any) -> tuple[Option, ...]:  # noqa: ANN401, ARG002
        """The cases that run and are not linked yet."""
        return cases_to_link(self.vault, self.course.signal) if name == "case_id" else ()

    def prepare(self) -> Callable[[Progress], Any]:
        """Link it."""
        entered: LinkInput = self.form.draft()
        return lambda _progress: link_case(self.vault, self.course.signal, entered.case_id, entered.reason)


@dataclass(frozen=True, slots=True)
class AgainInput:
    """What the form asks to weigh anew."""

    reason: str | None = None


class AgainDialog(SignalDialog):
    """Why a signal about which was decided is weighed again."""

    def __init__(self, vault: UnlockedVault, course: Course, parent: QWidget | None = None) -> None:
        fields = (Field("reason", "Wat er nieuw is", Kind.MULTILINE, required=True, rows=3),)
        intro = "De eerdere antwoorden blijven staan; vanaf W3 wordt opnieuw gewogen."
        texts = ("Opnieuw wegen", intro, "Opnieuw wegen")
        super().__init__(vault, course, texts, fields, blank=AgainInput(), parent=parent)

    def prepare(self) -> Callable[[Progress], Any]:
        """Begin the new round."""
        entered: AgainInput = self.form.draft()
        reason, version = entered.reason or "", self.course.version
        return lambda _progress: weigh_again(self.vault, self.course.signal, reason, version)


@dataclass(frozen=True, slots=True)
class FeedbackInput:
    """What the form asks about feedback."""

    state: FeedbackState | None = None


class FeedbackDialog(SignalDialog):
    """Which text was given; it says nothing of the content."""

    def __init__(self, vault: UnlockedVault, course: Course, parent: QWidget | None = None) -> None:
        fields = (Field("state", "Wat u hebt laten weten", Kind.CHOICE, True, FeedbackState, wide=True),)
        texts = ("Terugkoppeling vastleggen", "Geef deze tekst, zonder inhoud, en leg dat hier vast.", "Vastleggen")
        super().__init__(vault, course, texts, fields, blank=FeedbackInput(), parent=parent)
        self.text = label("", wrap=True)
        self.body.addWidget(self.text)
        self.form.edited.connect(self._show_text)

    def prepare(self) -> Callable[[Progress], Any]:
        """Write it down."""
        state = self.form.draft().state
        if state is None:
            raise Invalid({"state": "Kies wat u hebt laten weten."})
        return lambda _progress: note_feedback(self.vault, self.course.signal, state, self.course.version)

    def _show_text(self) -> None:
        state = self.form.so_far().state
        self.text.setText(FEEDBACK_TEXTS[state] if state else "")


_CASE_FIELDS = (
    Field("title", "Titel", required=True, wide=True, hint="Kort en zonder namen van personen."),
    Field("case_type_id", "Type", Kind.OPTION, required=True, wide=True),
    Field("level", "Niveau", Kind.CHOICE, choices=Level, hint="Leeg: het niveau van het type."),
    Field("theme", "Thema", Kind.CHOICE, choices=Phenomenon),
    Field("handler", "Regisseur", Kind.SUGGESTION),
    Field("opened_on", "Startdatum", Kind.DATE, required=True),
    Field("location", "Locatie", wide=True),
    Field("description", "Omschrijving", Kind.MULTILINE, rows=4),
)
