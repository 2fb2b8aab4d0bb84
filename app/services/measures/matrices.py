"""The ladder of the municipality in versions: a draft is filled in, an adopted one stays as it was adopted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import flag_modified

from app.errors import Conflict, Invalid, NotFound
from app.rules.measures.ladder import Cell, Matrix, Outcome
from app.rules.measures.matrix import matrix_problems, overlap_problem
from app.rules.permissions import MEASURES, Act
from app.services.access import requires, requires_own
from app.services.clock import today
from app.services.measures.example import example_matrix
from app.services.norms import norm_on
from app.services.records import Records, Words
from models.measures import MatrixAdjustment, MatrixRule, MatrixThreshold, MatrixVersion
from models.measures.choices import Circumstance, Substance, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

LOOKBACK = "damocles.lookback"
MOST_YEARS = 20
_CLOSED = "Deze versie is vastgesteld en blijft zoals zij is. Maak een nieuwe versie met ‘Kopiëren’ (art. 4:81 Awb)."
_WHOLE = (
    selectinload(MatrixVersion.rules),
    selectinload(MatrixVersion.thresholds),
    selectinload(MatrixVersion.adjustments),
)


@dataclass(frozen=True, slots=True)
class MatrixDraft:
    """A version as the form shows it. Without `adopted_on` it is a draft; an example is never policy."""

    name: str | None = None
    source: str | None = None
    example: bool = False
    adopted_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    lookback_years: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """What a version says: a measure per finding for each object and substance, thresholds, and steps on the ladder.

    `version` is that of the record it was read from, to hand back with a change.
    """

    id: int
    version: int
    title: str
    rows: Mapping[Cell, tuple[Outcome | None, ...]]
    thresholds: Mapping[tuple[Substance, Unit], Decimal]
    adjustments: Mapping[Circumstance, int]
    example: bool
    open: bool


class Matrices(Records[MatrixVersion, MatrixDraft]):
    """The register of versions."""

    kind = "matrix_version"
    words = Words("matrixversie")
    compartment = MEASURES
    read_act = Act.READ_MEASURES
    edit_act = Act.EDIT_MEASURES
    model = MatrixVersion
    draft = MatrixDraft
    columns = {
        "name": MatrixVersion.name,
        "example": MatrixVersion.example,
        "adopted_on": MatrixVersion.adopted_on,
        "valid_from": MatrixVersion.valid_from,
        "valid_to": MatrixVersion.valid_to,
        "lookback_years": MatrixVersion.lookback_years,
    }
    searched = (MatrixVersion.name, MatrixVersion.source)
    order = (MatrixVersion.valid_from.desc(),)
    required = {
        "name": "Vul de naam van het beleid in.",
        "valid_from": "Vul in vanaf wanneer het beleid geldt (art. 3:42 Awb).",
        "lookback_years": "Vul de terugkijkperiode in jaren in (art. 4:81 Awb).",
    }

    @requires_own("read_act")
    def blank(self) -> MatrixDraft:
        """From today, with the years of the norm to look back."""
        return MatrixDraft(valid_from=today(), lookback_years=norm_on(self.vault, LOOKBACK, today()).value)

    def check(self, session: Session, draft: MatrixDraft, existing: MatrixVersion | None) -> Mapping[str, str]:
        """What is adopted is whole, overlaps nothing, and does not change any more but for its end."""
        problems: dict[str, str] = {}
        if draft.lookback_years is not None and not 1 <= draft.lookback_years <= MOST_YEARS:
            problems["lookback_years"] = f"Vul een aantal jaren in van 1 tot en met {MOST_YEARS} (art. 4:81 Awb)."
        if draft.valid_from and draft.valid_to and draft.valid_to < draft.valid_from:
            problems["valid_to"] = "Het beleid eindigt vóór het begint (art. 4:81 Awb)."
        if draft.adopted_on is not None:
            problems |= self._adoption_problems(session, draft, existing)
        if existing is not None and existing.adopted_on is not None:
            problems |= _changed_after_adoption(draft, self.read(existing))
        return problems

    def hindrance(self, session: Session, item: MatrixVersion) -> str | None:
        """What was policy stays, to explain what was decided under it."""
        return None if item.adopted_on is None else "Vastgesteld beleid blijft staan. Vul in tot wanneer het geldt."

    def _adoption_problems(
        self, session: Session, draft: MatrixDraft, existing: MatrixVersion | None
    ) -> dict[str, str]:
        problems = {}
        if draft.example:
            problems["adopted_on"] = "Een voorbeeld wordt niet vastgesteld; haal het vinkje weg als dit uw beleid is."
        elif draft.adopted_on is not None and draft.adopted_on > today():
            problems["adopted_on"] = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."
        else:
            wrong = matrix_problems(_rows_of(session, existing.id) if existing else {})
            if wrong:
                first, more = next(iter(wrong.values())), len(wrong) - 1
                rest = f" Zo zijn er nog {more}." if more else ""
                problems["adopted_on"] = f"De matrix is niet compleet. {first}{rest}"
        others = session.scalars(
            select(MatrixVersion).where(
                MatrixVersion.adopted_on.is_not(None),
                MatrixVersion.id != (existing.id if existing else -1),
            )
        )
        spans = [(other.name, other.valid_from, other.valid_to) for other in others]
        told = overlap_problem(draft.valid_from, draft.valid_to, spans) if draft.valid_from else None
        if told is not None:
            problems["valid_from"] = told
        return problems


@requires(Act.READ_MEASURES, MEASURES)
def grid(vault: UnlockedVault, version_id: int) -> Grid:
    """What a version says."""
    with vault.read(MEASURES) as session:
        return _grid(_version(session, version_id))


@requires(Act.EDIT_MEASURES, MEASURES)
def save_grid(
    vault: UnlockedVault,
    read: Grid,
    rows: Mapping[Cell, Sequence[Outcome | None]],
    thresholds: Mapping[tuple[Substance, Unit], Decimal],
    adjustments: Mapping[Circumstance, int],
) -> Grid:
    """Put a grid in the place of the one that was read; holes are refused when the version is adopted."""
    with vault.write(MEASURES) as work:
        item = _version(work.session, read.id)
        if item.version != read.version:
            raise Conflict("Iemand anders heeft deze matrix intussen gewijzigd. Bekijk eerst de nieuwe versie.")
        if item.adopted_on is not None:
            raise Invalid({"": _CLOSED})
        _fill(work.session, item, rows, thresholds, adjustments)
        flag_modified(item, "note")  # the row itself is written, so that its version rises with its rules
        work.session.flush()
        work.record("matrix_version.filled", "matrix_version", item.id)
        return _grid(item)


@requires(Act.EDIT_MEASURES, MEASURES)
def copy_version(vault: UnlockedVault, version_id: int) -> int:
    """A new draft with the same rules, from today; its id."""
    with vault.write(MEASURES) as work:
        old = _version(work.session, version_id)
        new = MatrixVersion(
            name=f"{old.name} (nieuwe versie)",
            source=old.source,
            example=False,
            valid_from=today(),
            lookback_years=old.lookback_years,
        )
        work.session.add(new)
        shown = _grid(old)
        _fill(work.session, new, shown.rows, shown.thresholds, shown.adjustments)
        work.session.flush()
        work.record("matrix_version.added", "matrix_version", new.id)
        return int(new.id)


@requires(Act.EDIT_MEASURES, MEASURES)
def add_example(vault: UnlockedVault) -> int:
    """The example that ships with the program, marked as such, to look at or to copy; its id."""
    shown = example_matrix()
    with vault.write(MEASURES) as work:
        item = MatrixVersion(
            name=shown.name,
            source=shown.source,
            example=True,
            valid_from=today(),
            lookback_years=shown.lookback_years,
        )
        work.session.add(item)
        _fill(work.session, item, shown.rows, shown.thresholds, shown.adjustments)
        work.session.flush()
        work.record("matrix_version.added", "matrix_version", item.id)
        return int(item.id)


def matrix_in(session: Session, day: date) -> Matrix | None:
    """The policy of a day, or else the example if there is one; the caller has checked that it may be read."""
    found = session.scalars(select(MatrixVersion).options(*_WHOLE).order_by(MatrixVersion.valid_from.desc())).all()
    adopted = [item for item in found if item.adopted_on is not None and _holds(item, day)]
    chosen = (adopted or [item for item in found if item.example])[:1]
    return _matrix(chosen[0]) if chosen else None


def _holds(item: MatrixVersion, day: date) -> bool:
    return item.valid_from <= day and (item.valid_to is None or day <= item.valid_to)


def _matrix(item: MatrixVersion) -> Matrix:
    shown = _grid(item)
    return Matrix(
        name=item.name,
        valid_from=item.valid_from,
        lookback_years=item.lookback_years,
        rows={cell: tuple(each for each in row if each is not None) for cell, row in shown.rows.items()},
        thresholds=shown.thresholds,
        adjustments=shown.adjustments,
        example=item.example,
        source=item.source,
    )


def _version(session: Session, key: int) -> MatrixVersion:
    item = session.scalar(select(MatrixVersion).where(MatrixVersion.id == key).options(*_WHOLE))
    if item is None:
        raise NotFound("De matrixversie bestaat niet (meer).")
    return item


def _grid(item: MatrixVersion) -> Grid:
    return Grid(
        id=item.id,
        version=item.version,
        title=item.name,
        rows=_rows(item.rules),
        thresholds={(each.substance, each.unit): each.amount for each in item.thresholds},
        adjustments={each.circumstance: each.steps for each in item.adjustments},
        example=item.example,
        open=item.adopted_on is None,
    )


def _rows_of(session: Session, version_id: int) -> dict[Cell, tuple[Outcome | None, ...]]:
    return _rows(session.scalars(select(MatrixRule).where(MatrixRule.version_id == version_id)).all())


def _rows(rules: Sequence[MatrixRule]) -> dict[Cell, tuple[Outcome | None, ...]]:
    """Per object and substance the measures in order; a finding that has none in between is a hole."""
    found: dict[Cell, dict[int, Outcome]] = {}
    for rule in rules:
        found.setdefault((rule.premises, rule.substance), {})[rule.nth] = Outcome(rule.sanction, rule.months)
    return {cell: tuple(row.get(nth) for nth in range(1, max(row) + 1)) for cell, row in found.items()}


def _fill(
    session: Session,
    item: MatrixVersion,
    rows: Mapping[Cell, Sequence[Outcome | None]],
    thresholds: Mapping[tuple[Substance, Unit], Decimal],
    adjustments: Mapping[Circumstance, int],
) -> None:
    """Replace everything that a version says; the old rows go first, for the new ones may have their places."""
    if item.id is not None:
        item.rules, item.thresholds, item.adjustments = [], [], []
        session.flush()
    item.rules = [
        MatrixRule(premises=cell[0], substance=cell[1], nth=place, sanction=each.sanction, months=each.months)
        for cell, row in rows.items()
        for place, each in enumerate(row, start=1)
        if each is not None
    ]
    item.thresholds = [
        MatrixThreshold(substance=substance, unit=unit, amount=amount)
        for (substance, unit), amount in thresholds.items()
    ]
    item.adjustments = [
        MatrixAdjustment(circumstance=circumstance, steps=steps) for circumstance, steps in adjustments.items() if steps
    ]


def _changed_after_adoption(draft: MatrixDraft, before: MatrixDraft) -> dict[str, str]:
    fixed = ("name", "source", "example", "adopted_on", "valid_from", "lookback_years")
    return {name: _CLOSED for name in fixed if getattr(draft, name) != getattr(before, name)}
