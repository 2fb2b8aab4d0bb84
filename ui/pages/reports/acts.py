"""What an officer does with a report besides writing it down: empty the box, answer, keep longer, destroy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from app.errors import Invalid
from app.formats import format_count
from app.services.integrity.arrivals import Arrivals, Taken
from app.services.integrity.destroying import Destroying
from app.services.integrity.dialogue import CONFIRMATION, Dialogue
from ui import dialogs
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.dialogs.box_dialog import BoxDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ui.tasks import Progress
    from ui.widgets.record.description import ActContext

DESTRUCTION_GROUND = "Bewaartermijn na afsluiting verstreken (art. 2a Wet bescherming klokkenluiders)."


@dataclass(frozen=True, slots=True)
class TextInput:
    """What a message form asks."""

    text: str | None = None


@dataclass(frozen=True, slots=True)
class KeepInput:
    """What postponing asks."""

    until: date | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class DestroyInput:
    """What destroying asks."""

    ground: str | None = None


class FormDialog(ActDialog):
    """An act whose question is a small form."""

    def __init__(self, context: ActContext, texts: tuple[str, str, str], fields: tuple[Field, ...], draft: Any) -> None:  # noqa: ANN401
        title, intro, act = texts
        super().__init__(title, intro, act, tasks=context.tasks, parent=context.parent)
        self.desk = context.records.compartment
        self.vault = context.vault
        self.report = context.record.id if context.record is not None else 0
        self.form = Form((FieldGroup("", fields),), margin=0)
        self.form.show_draft(draft)
        self.form.setMinimumHeight(260)
        self.body.addWidget(self.form)
        self.form.focus_first()

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        return self.form.show_problems(fields)


class SayDialog(FormDialog):
    """A message to the reporter: once it is sent it is said."""

    def __init__(self, context: ActContext, texts: tuple[str, str, str], act: str, first: str = "") -> None:
        field = Field("text", "Bericht", Kind.MULTILINE, required=True, rows=9)
        super().__init__(context, texts, (field,), TextInput(first or None))
        self._act = act

    def prepare(self) -> Callable[[Progress], Any]:
        """Send it on the worker thread: sealing takes a moment."""
        text = self.form.draft().text or ""
        if not text:
            raise Invalid({"text": "Vul in wat u de melder wilt zeggen."})
        act: Callable[[int, str], int] = getattr(Dialogue(self.vault, self.desk), self._act)
        return lambda _progress: act(self.report, text)


class KeepDialog(FormDialog):
    """Keeping a report longer than its term."""

    def __init__(self, context: ActContext) -> None:
        texts = (
            "Langer bewaren",
            "De melding blijft tot en met de dag die u kiest. De reden wordt bij de melding bewaard.",
            "Langer bewaren",
        )
        fields = (
            Field("until", "Bewaren tot en met", Kind.DATE, required=True),
            Field("reason", "Reden", Kind.MULTILINE, required=True, rows=4),
        )
        super().__init__(context, texts, fields, KeepInput())

    def prepare(self) -> Callable[[Progress], Any]:
        """Keep it."""
        entered: KeepInput = self.form.draft()
        until = entered.until
        if until is None:
            raise Invalid({"until": "Vul een dag in."})
        return lambda _progress: Destroying(self.vault, self.desk).postpone(self.report, until, entered.reason or "")


class DestroyDialog(FormDialog):
    """Destroying a report for good."""

    def __init__(self, context: ActContext) -> None:
        texts = (
            "Melding vernietigen",
            (
                "De melding, de dialoog, de bijlagen en de aantekeningen worden gewist en komen niet terug. Er blijft "
                "een verklaring van vernietiging zonder inhoud. In back-ups van vóór vandaag staat de melding nog, tot "
                "die zijn verlopen."
            ),
            "Vernietigen",
        )
        field = Field("ground", "Grond", Kind.MULTILINE, required=True, rows=3)
        super().__init__(context, texts, (field,), DestroyInput(DESTRUCTION_GROUND))

    def prepare(self) -> Callable[[Progress], Any]:
        """Destroy it."""
        ground = self.form.draft().ground or ""
        return lambda _progress: Destroying(self.vault, self.desk).destroy(self.report, ground)


class TakeInDialog(BoxDialog):
    """Taking in what is for this desk."""

    def __init__(self, context: ActContext) -> None:
        intro = (
            "Nieuwe meldingen en aanvullingen komen in dit overzicht en gaan daarna uit de brievenbus. De melder ziet "
            "met de code dat de melding is ontvangen. Afbreken kan altijd; wat nog niet is ingenomen, blijft liggen."
        )
        super().__init__(context, intro, Arrivals(context.vault, context.records.compartment).take_in)


def words_for(taken: Taken) -> str:
    """What was taken in, as a sentence."""
    if taken == Taken():
        return "Er lag niets nieuws in de brievenbus."
    parts = [
        format_count(taken.new, "nieuwe melding", "nieuwe meldingen") if taken.new else "",
        format_count(taken.added, "aanvulling", "aanvullingen") if taken.added else "",
        format_count(taken.broken, "onbruikbaar stuk", "onbruikbare stukken") if taken.broken else "",
    ]
    return f"Ingenomen: {', '.join(part for part in parts if part)}."


def take_in(context: ActContext) -> None:
    """Empty the box."""
    dialog = TakeInDialog(context)
    if dialogs.run(dialog):
        context.refresh()
        context.tell(words_for(dialog.made))


def confirm(context: ActContext) -> None:
    """Acknowledge receipt."""
    texts = (
        "Ontvangst bevestigen",
        (
            "De wet vraagt dit binnen zeven dagen. De dag van vandaag en deze tekst worden bewaard als bewijs. Kwam de "
            "melding niet via het formulier, bevestig haar dan ook zelf bij de melder."
        ),
        "Bevestigen",
    )
    _run(context, SayDialog(context, texts, "confirm", CONFIRMATION), "De ontvangst is bevestigd.")


def reply(context: ActContext) -> None:
    """Ask or tell something."""
    texts = (
        "Bericht aan de melder",
        "De melder leest dit met de code. Een bericht dat is verstuurd, verandert niet meer.",
        "Versturen",
    )
    _run(context, SayDialog(context, texts, "reply"), "Het bericht ligt klaar voor de melder.")


def feed_back(context: ActContext) -> None:
    """Tell what was done."""
    texts = (
        "Terugkoppelen",
        (
            "Vertel wat er met de melding is of wordt gedaan. De wet vraagt dit binnen drie maanden na de bevestiging; "
            "de dag van vandaag wordt vastgelegd."
        ),
        "Terugkoppelen",
    )
    _run(context, SayDialog(context, texts, "feed_back"), "De terugkoppeling ligt klaar voor de melder.")


def keep_longer(context: ActContext) -> None:
    """Postpone the destruction."""
    _run(context, KeepDialog(context), "De melding wordt langer bewaard.")


def destroy(context: ActContext) -> None:
    """Destroy a report whose time has come."""
    _run(context, DestroyDialog(context), "De melding is vernietigd. De verklaring van vernietiging is vastgelegd.")


def _run(context: ActContext, dialog: ActDialog, said: str) -> None:
    if dialogs.run(dialog):
        context.refresh()
        context.tell(said)
