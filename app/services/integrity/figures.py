"""The yearly figures of a desk: counted here, delivered to the programme as counts that lead to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid
from app.rules.permissions import PROGRAMME
from app.rules.reports_year import (
    COUNTING_RULE,
    DESTROYED,
    IN_TIME,
    LATE,
    NOT_JUDGED,
    OPEN,
    Counted,
    ReportFigures,
    figures_of,
)
from app.rules.years import year_problem
from app.services.access import requires_own
from app.services.clock import today
from app.services.integrity.of_desk import Desk
from app.services.integrity.terms import terms_of
from app.services.norms import norm_book, norm_on
from app.services.post import carry_and_take_in
from app.services.programme.report_figures import NOTE_KIND
from models.integrity import Destruction, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from app.rules.norms import NormBook
    from app.vault.primitives.strict_json import Json

SMALL_COUNT = "publication.small_count"


class YearOfReports(Desk):
    """What the reports of a year come to."""

    @requires_own("read_act")
    def figures(self, year: int) -> ReportFigures:
        """The counts as they would be published."""
        book, limit = norm_book(self.vault), norm_on(self.vault, SMALL_COUNT, today()).value
        with self.vault.read(self.compartment) as session:
            return figures_of(_counted(session, year, book), year, limit)

    @requires_own("edit_act")
    def publish(self, year: int) -> ReportFigures:
        """Deliver the counts of a year under the neutral voice; the newest publication of a year counts there.

        Raises Invalid (field "year") for a year that cannot be or has not come.
        """
        problems = year_problem("year", year)
        if not problems and year > today().year:
            problems = {"year": "Dit jaar is nog niet begonnen."}
        if problems:
            raise Invalid(problems)
        figures = self.figures(year)
        with self.vault.write(self.compartment) as work:
            work.deliver(PROGRAMME, NOTE_KIND, _note(figures))
            work.record("report_figures.published", "report_figures", year)
        carry_and_take_in(self.vault)
        return figures


def _counted(session: Session, year: int, book: NormBook) -> Iterator[Counted]:
    for report in session.scalars(select(Report)):
        if report.received_on.year == year:
            yield _of(report, book)
    for kind in session.scalars(select(Destruction.kind).where(Destruction.year == year)):
        yield Counted(kind.label if kind is not None else DESTROYED)


def _of(report: Report, book: NormBook) -> Counted:
    found = terms_of(report.received_on, report.confirmed_on, report.feedback_on, book).deadlines
    kept = {each.key: OPEN if each.done_on is None else LATE if each.late else IN_TIME for each in found}
    return Counted(
        type=report.kind.label if report.kind is not None else NOT_JUDGED,
        channel=report.channel.label,
        confirmed=kept.get("confirmation", OPEN),
        fed_back=kept.get("feedback", OPEN),
    )


def _note(figures: ReportFigures) -> dict[str, Json]:
    """Without a name: who handles reports is nobody's business."""
    return {
        "year": figures.year,
        "published_on": today().isoformat(),
        "rule": COUNTING_RULE,
        "below": figures.limit,
        "total": figures.total,
        "figures": [{"kind": each.kind.value, "label": each.label, "count": each.count} for each in figures.figures],
    }
