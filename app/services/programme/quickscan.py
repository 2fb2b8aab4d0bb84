"""The quickscan: scans, and the recommendations with what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.formats import format_count
from app.rules.permissions import PROGRAMME, Act
from app.rules.years import year_problem
from app.services.access import requires_own
from app.services.clock import today
from app.services.records import Option, Records, Words
from models.choices import Priority, QuickscanTheme, RecommendationStatus
from models.programme import Recommendation, Scan, ScanAction

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

FINISHED = (RecommendationStatus.DONE, RecommendationStatus.EMBEDDED, RecommendationStatus.NOT_ADOPTED)


@dataclass(frozen=True, slots=True)
class ScanDraft:
    """A scan as the form shows it; `methods` holds one a line."""

    year: int | None = None
    name: str | None = None
    carried_out_by: str | None = None
    methods: str | None = None
    introduction: str | None = None


class Scans(Records[Scan, ScanDraft]):
    """The register of quickscans."""

    kind = "scan"
    words = Words("quickscan")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_PROGRAMME
    model = Scan
    draft = ScanDraft
    columns = {"year": Scan.year, "name": Scan.name, "carried_out_by": Scan.carried_out_by}
    searched = (Scan.name, Scan.carried_out_by)
    order = (Scan.year.desc(),)
    required = {"year": "Vul het jaar in.", "name": "Vul de naam van de quickscan in."}

    def blank(self) -> ScanDraft:
        """This year."""
        return ScanDraft(year=today().year)

    def check(self, session: Session, draft: ScanDraft, existing: Scan | None) -> Mapping[str, str]:
        """A year of the calendar."""
        return year_problem("year", draft.year)

    def hindrance(self, session: Session, item: Scan) -> str | None:
        """A scan with recommendations stays."""
        count = session.scalar(select(func.count()).where(Recommendation.scan_id == item.id)) or 0
        advice = format_count(count, "aanbeveling", "aanbevelingen")
        return f"Deze quickscan heeft nog {advice}. Verwijder die eerst." if count else None


@dataclass(frozen=True, slots=True)
class RecommendationDraft:
    """A recommendation as the form shows it; `progress` is a percentage."""

    scan_id: int | None = None
    theme: QuickscanTheme | None = None
    position: int | None = None
    text: str | None = None
    owner: str | None = None
    priority: Priority | None = None
    status: RecommendationStatus | None = RecommendationStatus.NEW
    reason: str | None = None
    starts_on: date | None = None
    due_on: date | None = None
    done_on: date | None = None
    progress: int | None = None
    evidence: str | None = None


class Recommendations(Records[Recommendation, RecommendationDraft]):
    """The register of recommendations (annex 1)."""

    kind = "recommendation"
    words = Words("aanbeveling")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_PROGRAMME
    model = Recommendation
    draft = RecommendationDraft
    columns = {
        "theme": Recommendation.theme,
        "text": Recommendation.text,
        "owner": Recommendation.owner,
        "priority": Recommendation.priority,
        "status": Recommendation.status,
        "due_on": Recommendation.due_on,
        "progress": Recommendation.progress,
        "scan": Scan.name,
    }
    searched = (Recommendation.text, Recommendation.owner, Recommendation.evidence)
    order = (Scan.year.desc(), Recommendation.position)
    required = {
        "scan_id": "Kies de quickscan.",
        "theme": "Kies het thema.",
        "text": "Vul de aanbeveling in.",
        "status": "Kies de status.",
    }

    @requires_own("read_act")
    def blank(self) -> RecommendationDraft:
        """In the newest scan."""
        with self.vault.read(PROGRAMME) as session:
            newest = session.scalar(select(Scan.id).order_by(Scan.year.desc()).limit(1))
        return RecommendationDraft(scan_id=newest)

    def source(self) -> Select[Any]:
        """Lists show the name of the scan."""
        return select(Recommendation.id).join(Scan, Scan.id == Recommendation.scan_id)

    @requires_own("read_act")
    def options(self, field: str, current: RecommendationDraft | None = None) -> tuple[Option, ...]:
        """The scans there are."""
        if field != "scan_id":
            return ()
        with self.vault.read(PROGRAMME) as session:
            scans = session.execute(select(Scan.id, Scan.name).order_by(Scan.year.desc()))
            return tuple(Option(key, name) for key, name in scans)

    def check(
        self,
        session: Session,
        draft: RecommendationDraft,
        existing: Recommendation | None,
    ) -> Mapping[str, str]:
        """Dates in order, a percentage, and a reason where the advice was not followed."""
        problems: dict[str, str] = {}
        if draft.progress is not None and not 0 <= draft.progress <= 100:
            problems["progress"] = "Vul een percentage in van 0 tot en met 100."
        if draft.starts_on and draft.due_on and draft.due_on < draft.starts_on:
            problems["due_on"] = "De streefdatum ligt vóór de startdatum."
        if draft.starts_on and draft.done_on and draft.done_on < draft.starts_on:
            problems["done_on"] = "De datum gereed ligt vóór de startdatum."
        if draft.status is RecommendationStatus.NOT_ADOPTED and draft.reason is None:
            problems["reason"] = "Vul in waarom de aanbeveling niet is overgenomen."
        return problems

    def complete(self, session: Session, item: Recommendation) -> None:
        """At the end of its scan when no place was given."""
        if not item.position:
            last = select(func.max(Recommendation.position)).where(Recommendation.scan_id == item.scan_id)
            item.position = (session.scalar(last) or 0) + 1

    def hindrance(self, session: Session, item: Recommendation) -> str | None:
        """One with actions stays."""
        count = session.scalar(select(func.count()).where(ScanAction.recommendation_id == item.id)) or 0
        actions = format_count(count, "actie", "acties")
        return f"Verwijder eerst wat bij deze aanbeveling hoort: {actions}." if count else None

    def name_of(self, item: Recommendation) -> str:
        """The first words of the text."""
        return item.text if len(item.text) <= 80 else f"{item.text[:77].rstrip()}…"
