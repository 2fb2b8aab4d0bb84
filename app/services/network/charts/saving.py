"""Saved charts: each time a chart is saved is a version, and opening one reads anew what may be seen of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.errors import Invalid, NotFound
from app.rules.network import chart as drawn
from app.rules.network.chart_content import Compared, Content, compared, read, remapped, written
from app.rules.network.graph import Network
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.clock import today
from app.services.network.around.steps import among
from models.casework import Chart, ChartVersion, Meeting, Mention
from models.casework.meeting_choices import MeetingStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

LONGEST_NAME, LONGEST_REMARK, LONGEST_NOTE = 200, 400, 4000
AT_ONCE = 500  # ids in one question to the store


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A saved chart with its newest version; `saved_by` is a name."""

    id: int
    name: str
    note: str | None
    number: int
    saved_on: date
    saved_by: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One time a chart was saved; `saved_by` is a name."""

    number: int
    saved_on: date
    saved_by: str
    remark: str | None


@dataclass(frozen=True, slots=True)
class Saved:
    """Which version was made. `between` are versions that somebody else made since the one that was worked on."""

    id: int
    number: int
    between: tuple[VersionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A version as it can be drawn now: the chart, and what may be seen of it.

    `joined` are keys that became one with another on it by a judgement. What is placed and is not in the network was
    erased, is past its term, or may not be seen by this user.
    """

    row: ChartRow
    number: int
    chart: drawn.Chart
    network: Network
    content: Content
    joined: tuple[str, ...] = ()


@requires(Act.READ_SIGNALS, CASEWORK)
def charts(vault: UnlockedVault) -> tuple[ChartRow, ...]:
    """All saved charts, the one that was saved last first."""
    with vault.read(CASEWORK) as session:
        newest = select(func.max(ChartVersion.id)).group_by(ChartVersion.chart_id)
        rows = session.execute(
            select(Chart, ChartVersion)
            .join(ChartVersion, ChartVersion.chart_id == Chart.id)
            .where(ChartVersion.id.in_(newest))
            .order_by(ChartVersion.id.desc())
        ).all()
        return tuple(_row(vault, chart, version) for chart, version in rows)


@requires(Act.READ_SIGNALS, CASEWORK)
def versions(vault: UnlockedVault, chart_id: int) -> tuple[VersionRow, ...]:
    """Every time a chart was saved, newest first; NotFound when it is gone."""
    with vault.read(CASEWORK) as session:
        _chart_in(session, chart_id)
        return _versions(vault, session, chart_id)


@requires(Act.READ_SIGNALS, CASEWORK)
def open_chart(vault: UnlockedVault, chart_id: int, number: int | None = None) -> Opened:
    """A version, the newest unless told; Invalid when its content is damaged, NotFound when it is gone."""
    with vault.read(CASEWORK) as session:
        chart = _chart_in(session, chart_id)
        version = _version_in(session, chart_id, number)
        content = read(version.content)
        now = _keys_now(session, content.chart.placed)
        row = _row(vault, chart, version)
    placed, joined = remapped(content.chart, now)
    return Opened(row, version.number, placed, among(vault, tuple(placed.placed)), content, joined)


@requires(Act.EDIT_SIGNALS, CASEWORK)
def save_chart(
    vault: UnlockedVault,
    content: Content,
    *,
    name: str | None,
    chart_id: int | None = None,
    number: int | None = None,
    remark: str | None = None,
    note: str | None = None,
) -> Saved:
    """Save as a new chart, or as the next version of one; `number` is the version that was worked on.

    Nothing is written over: what somebody else saved meanwhile stays a version, and is told. Invalid without a name.
    """
    called, said = (name or "").strip(), (remark or "").strip()
    problems = _problems(called, said, (note or "").strip(), content)
    if problems:
        raise Invalid(problems)
    with vault.write(CASEWORK) as work:
        session = work.session
        chart = _named(session, chart_id, called, (note or "").strip() or None)
        before = _versions(vault, session, chart.id)
        version = ChartVersion(
            chart_id=chart.id,
            number=before[0].number + 1 if before else 1,
            content=written(content),
            remark=said or None,
            saved_on=today(),
            saved_at=vault.author.at(),
            saved_by=vault.account.id,
        )
        session.add(version)
        session.flush()
        work.record("chart.saved", "chart", chart.id)
        between = tuple(each for each in before if number is not None and each.number > number)
        return Saved(chart.id, version.number, between)


def _named(session: Session, chart_id: int | None, name: str, note: str | None) -> Chart:
    """The chart that gets a version: a new one, or the one that is there under the name that it has now."""
    if chart_id is not None:
        chart = _chart_in(session, chart_id)
        if chart.name != name:
            chart.name = name
        return chart
    made = Chart(name=name, note=note)
    session.add(made)
    session.flush()
    return made


@requires(Act.EDIT_SIGNALS, CASEWORK)
def remove_chart(vault: UnlockedVault, chart_id: int) -> None:
    """Remove a chart with all its versions; what was drawn on it stays where it is recorded."""
    with vault.write(CASEWORK) as work:
        work.session.delete(_chart_in(work.session, chart_id))
        work.record("chart.removed", "chart", chart_id)


@requires(Act.READ_MEETINGS, CASEWORK)
def last_meeting(vault: UnlockedVault) -> date | None:
    """The day of the last meeting that was held; None when none was."""
    with vault.read(CASEWORK) as session:
        return session.scalar(select(func.max(Meeting.held_on)).where(Meeting.status == MeetingStatus.HELD))


@requires(Act.READ_SIGNALS, CASEWORK)
def version_before(vault: UnlockedVault, chart_id: int, day: date) -> VersionRow | None:
    """The newest version that was saved on or before a day, such as that of the last meeting; None when none was."""
    with vault.read(CASEWORK) as session:
        return next((each for each in _versions(vault, session, chart_id) if each.saved_on <= day), None)


@requires(Act.READ_SIGNALS, CASEWORK)
def changed_since(
    vault: UnlockedVault, chart_id: int, number: int, nodes: Collection[str], edges: Collection[str]
) -> Compared:
    """What came on a chart and what went since a version; `nodes` and `edges` are the keys of what is on it now."""
    with vault.read(CASEWORK) as session:
        before = read(_version_in(session, chart_id, number).content)
        now = _keys_now(session, before.chart.placed)
    then, _ = remapped(before.chart, now)
    return compared(Content(then, before.edges), nodes, edges)


def _keys_now(session: Session, keys: Iterable[str]) -> dict[str, str]:
    """For keys of entities the key of what the mention is part of now: a judgement may have joined or parted it."""
    ids = [int(key.removeprefix("entity:")) for key in keys if key.startswith("entity:")]
    found: dict[str, str] = {}
    for begin in range(0, len(ids), AT_ONCE):
        rows = select(Mention.id, Mention.entity_id).where(Mention.id.in_(ids[begin : begin + AT_ONCE]))
        for key, entity in session.execute(rows):
            if entity is not None and entity != key:
                found[f"entity:{key}"] = f"entity:{entity}"
    return found


def _chart_in(session: Session, chart_id: int) -> Chart:
    chart = session.get(Chart, chart_id)
    if chart is None:
        raise NotFound("Dit schema bestaat niet (meer).")
    return chart


def _version_in(session: Session, chart_id: int, number: int | None) -> ChartVersion:
    query = select(ChartVersion).where(ChartVersion.chart_id == chart_id).order_by(ChartVersion.number.desc()).limit(1)
    version = session.scalar(query if number is None else query.where(ChartVersion.number == number))
    if version is None:
        raise NotFound("Deze versie van het schema bestaat niet (meer).")
    return version


def _versions(vault: UnlockedVault, session: Session, chart_id: int) -> tuple[VersionRow, ...]:
    rows = session.execute(
        select(ChartVersion.number, ChartVersion.saved_on, ChartVersion.saved_by, ChartVersion.remark)
        .where(ChartVersion.chart_id == chart_id)
        .order_by(ChartVersion.number.desc())
    )
    return tuple(VersionRow(number, day, _name(vault, account), remark) for number, day, account, remark in rows)


def _row(vault: UnlockedVault, chart: Chart, version: ChartVersion) -> ChartRow:
    name = _name(vault, version.saved_by)
    return ChartRow(chart.id, chart.name, chart.note, version.number, version.saved_on, name)


def _name(vault: UnlockedVault, account: str) -> str:
    people = vault.directory()
    return people[account].name if account in people else "onbekende gebruiker"


def _problems(name: str, remark: str, note: str, content: Content) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not name:
        problems["name"] = "Geef het schema een naam."
    for field, text, longest in (
        ("name", name, LONGEST_NAME),
        ("remark", remark, LONGEST_REMARK),
        ("note", note, LONGEST_NOTE),
    ):
        if len(text) > longest:
            problems[field] = f"Gebruik ten hoogste {longest} tekens."
    if not content.chart.placed:
        problems[""] = "Er staat niets op dit schema om te bewaren."
    return problems
