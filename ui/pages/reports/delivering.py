"""What leaves a desk by a deliberate act: the figures of a year, and a signal for the LIP in its officer's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.errors import Invalid
from app.formats import format_count
from app.services.clock import today
from app.services.integrity.figures import YearOfReports
from app.services.integrity.sharing import ShareDraft, Sharing
from models.choices import Choice
from ui import dialogs
from ui.pages.reports.acts import FormDialog
from ui.widgets.record.description import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.tasks import Progress
    from ui.widgets.record.description import ActContext


class Traceable(Choice):
    """Whether it could follow from a text who reported."""

    NO = "no", "nee, dat kan er niet uit blijken"
    YES = "yes", "ja, en de melder gaf toestemming"


@dataclass(frozen=True, slots=True)
class YearInput:
    """Which year."""

    year: int | None = None


@dataclass(frozen=True, slots=True)
class ShareInput:
    """What goes to the LIP."""

    title: str | None = None
    facts: str | None = None
    could_identify: Traceable | None = None


class YearDialog(FormDialog):
    """Publishing the counts of a year."""

    def __init__(self, context: ActContext) -> None:
        texts = (
            "Jaarcijfers publiceren",
            (
                "De aantallen gaan naar het programma, zonder namen, nummers of inhoud en zonder uw naam. Kleine "
                "aantallen worden samengevoegd; bij heel weinig meldingen staat er alleen dat het er weinig zijn."
            ),
            "Publiceren",
        )
        field = Field("year", "Jaar", Kind.YEAR, required=True)
        super().__init__(context, texts, (field,), YearInput(today().year - 1))
        self.form.setMinimumHeight(100)  # pixels: one line and its message

    def prepare(self) -> Callable[[Progress], Any]:
        """Publish them."""
        year = self.form.draft().year
        if year is None:
            raise Invalid({"year": "Vul het jaar in."})
        return lambda _progress: YearOfReports(self.vault, self.desk).publish(year)


class ShareDialog(FormDialog):
    """Sharing something with the LIP."""

    def __init__(self, context: ActContext) -> None:
        texts = (
            "Delen met het LIP",
            (
                "Schrijf in uw eigen woorden wat het LIP moet weten, zonder iets waaruit de melding of de melder is af "
                "te leiden. Het komt daar binnen als signaal van een anonieme interne melding; uw naam en het nummer "
                "van de melding gaan niet mee. Bij de melding blijft staan wat u deelde. Terughalen kan niet."
            ),
            "Delen",
        )
        fields = (
            Field("title", "Titel", required=True, wide=True, hint="Kort en zonder namen van personen."),
            Field("facts", "Wat het LIP mag weten", Kind.MULTILINE, required=True, rows=4),
            Field(
                "could_identify",
                "Kan blijken wie de melder is?",
                Kind.CHOICE,
                choices=Traceable,
                required=True,
                wide=True,
            ),
        )
        super().__init__(context, texts, fields, ShareInput())
        self.form.setMinimumHeight(430)  # pixels: all of it in view without scrolling, also with messages

    def prepare(self) -> Callable[[Progress], Any]:
        """Share it."""
        entered: ShareInput = self.form.draft()
        chosen = entered.could_identify
        could = None if chosen is None else chosen is Traceable.YES
        draft = ShareDraft(entered.title, entered.facts, could_identify=could)
        return lambda _progress: Sharing(self.vault, self.desk).share(self.report, draft)


def publish(context: ActContext) -> None:
    """Publish the counts of a year."""
    dialog = YearDialog(context)
    if dialogs.run(dialog):
        made = dialog.made
        few = f"minder dan {made.limit} meldingen"
        many = few if made.total is None else format_count(made.total, "melding", "meldingen")
        context.tell(f"De jaarcijfers van {made.year} zijn gepubliceerd: {many}.")


def share(context: ActContext) -> None:
    """Share something of the open report."""
    if dialogs.run(ShareDialog(context)):
        context.refresh()
        context.tell("Het signaal is op weg naar het LIP. Wat u deelde, staat bij de aantekeningen.")
