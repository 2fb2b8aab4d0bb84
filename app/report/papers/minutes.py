"""The minutes of a meeting on paper: attendance per cluster, the list of decisions, and the actions."""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import TYPE_CHECKING

from reportlab.platypus import Spacer
from reportlab.platypus import Table as Grid

from app.formats import format_count, format_date
from app.report import theme
from app.report.headings import Anchor, Heading
from app.report.paper import PaperHead, paper
from app.report.saving import staged
from app.report.tables import table_block
from app.report.text import plain
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.document import Column, Row, Table
from app.services.exports import check_purpose
from app.services.meetings.minutes import CLASSIFICATION, minutes_of, record_minutes_export
from models.casework.meeting_choices import Decision, MeetingStatus, Presence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportlab.platypus.flowables import Flowable

    from app.services.exports import Purpose
    from app.services.meetings.minutes import Minutes, MinutesItem
    from app.vault.session import UnlockedVault

_DECISIONS = (
    Column("Nr.", 0.7),
    Column("Punt", 4),
    Column("Besluit", 4),
    Column("Actiehouder", 2.4),
    Column("Termijn", 2),
)
_ACTIONS = (Column("Actie", 6), Column("Actiehouder", 3), Column("Termijn", 2))
_NOT_THERE = {Presence.EXCUSED: "afgemeld", Presence.ABSENT: "afwezig"}


@requires(Act.EDIT_MEETINGS, CASEWORK)
def export_minutes(
    vault: UnlockedVault, meeting_id: int, out: Path, purpose: Purpose, reader: int | None = None
) -> None:
    """Write the minutes to `out` and log it; for one member without what they did not take part in.

    Raises Invalid without a reason, NotFound, or ExportFailed; then `out` is as it was.
    """
    check_purpose(purpose)
    minutes = minutes_of(vault, meeting_id, reader)
    content = minutes_pdf(minutes, vault.municipality)
    for_whom = f", voor {minutes.reader}" if minutes.reader else ""
    what = f"{_kind(minutes)} {minutes.title}, {format_count(len(minutes.items), 'punt', 'punten')}{for_whom}"[:300]
    with staged(content, out):
        sha256 = hashlib.sha256(content).hexdigest()
        record_minutes_export(vault, meeting_id, what=what, purpose=purpose, sha256=sha256)


def minutes_pdf(minutes: Minutes, municipality: str) -> bytes:
    """The minutes as a tagged PDF; the same minutes give the same bytes."""
    theme.prepare()
    title = f"{_kind(minutes)} {minutes.title}"
    story: list[Flowable] = [Heading(Anchor("minutes", 1, str(minutes.held_on.year), title)), _facts(minutes)]
    if minutes.reader:
        story += [Spacer(1, 8), plain(f"Exemplaar voor {minutes.reader}. {_LIMITED}", theme.NOTE_TEXT)]
    story += [Spacer(1, 14), table_block(_decisions(minutes))]
    if minutes.actions:
        story += [Spacer(1, 14), table_block(_actions(minutes))]
    return paper(PaperHead(title, municipality, minutes.held_on, CLASSIFICATION), story)


NOBODY = "n.v.t."  # an empty cell would say that it is unknown
_LIMITED = "Punten waaraan deze lezer niet deelnam, zijn weggelaten."


def _kind(minutes: Minutes) -> str:
    return "Verslag" if minutes.status is MeetingStatus.HELD else "Conceptverslag"


def _facts(minutes: Minutes) -> Grid:
    rows = [("Datum", format_date(minutes.held_on))]
    rows += [
        (label, text)
        for label, text in (
            ("Plaats", minutes.place),
            ("Voorzitter", minutes.chair),
            ("Secretaris", minutes.secretary),
        )
        if text
    ]
    rows += list(_attendance(minutes))
    cells = [[plain(name, theme.HEAD_CELL), plain(value, theme.CELL)] for name, value in rows]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    return Grid(cells, colWidths=[theme.TEXT_X, theme.MEASURE], style=style, hAlign="LEFT")


def _attendance(minutes: Minutes) -> Iterator[tuple[str, str]]:
    """A line per cluster: who was there, and who was not."""
    noted = [each for each in minutes.attendants if each.presence is not None]
    for cluster, members in groupby(noted, key=lambda each: each.cluster):
        names = [
            f"{each.name} ({_NOT_THERE[each.presence]})" if each.presence in _NOT_THERE else each.name
            for each in members
        ]
        yield f"Cluster {cluster.label}", ", ".join(names)


def _decisions(minutes: Minutes) -> Table:
    return Table(
        title="Besluiten",
        columns=_DECISIONS,
        rows=tuple(Row(_decision_cells(item)) for item in minutes.items),
        notes=("Wat over een signaal of casus bekend is, staat in het dossier en niet in dit verslag.",),
    )


def _decision_cells(item: MinutesItem) -> tuple[str, ...]:
    return (
        str(item.number),
        _about(item),
        _decided(item),
        item.owner or (NOBODY if item.decision is Decision.NO_ACTION else ""),
        format_date(item.due_on) if item.due_on else NOBODY if item.decision is Decision.NO_ACTION else "",
    )


def _about(item: MinutesItem) -> str:
    parts = [item.title]
    if item.recused:
        parts.append(f"Verschoond: {', '.join(item.recused)}.")
    if item.limited and not item.left_out:
        parts.append("Beperkte deelname (privacytoets 2A).")
    return " ".join(part if part.endswith(".") or len(parts) == 1 else f"{part}." for part in parts)


def _decided(item: MinutesItem) -> str:
    if item.left_out:
        return ""
    if item.decision is None:
        return "nog niet besloten"
    label = f"{item.decision.label[:1].upper()}{item.decision.label[1:]}."
    made = f" Casus {item.made_case}." if item.made_case else ""
    return f"{label} {item.conclusion}{made}" if item.conclusion else f"{label}{made}"


def _actions(minutes: Minutes) -> Table:
    rows = tuple(Row((each.text, each.owner, format_date(each.due_on))) for each in minutes.actions)
    return Table(title="Acties uit dit overleg", columns=_ACTIONS, rows=rows)
