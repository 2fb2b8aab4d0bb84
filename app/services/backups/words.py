"""The report of a restore test as text, for the terminal and for the file of the municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_date, format_integer, format_short_date

if TYPE_CHECKING:
    from datetime import datetime

    from app.services.backups.facts import RestoreReport


def report_text(report: RestoreReport) -> str:
    """The report of a restore test as text."""
    lines = [
        f"Hersteltest van de back-ups van {report.municipality}, {format_date(report.day)}",
        f"Uitgevoerd door {report.by} op {report.workstation}; back-ups uit {report.place}",
        "",
    ]
    for line in report.tested:
        outcome = f"FOUT: {line.problem}" if line.problem else f"goed, {line.entries} logboekregels gecontroleerd"
        size = f"{format_integer(line.size // 1024)} kB"
        lines.append(f"{line.label}: back-up van {moment_text(line.made_at)} door {line.made_by} ({size}): {outcome}")
    for left in report.untested:
        why = "er is geen back-up" if left.held else "u hebt er geen sleutel van"
        last = f"; laatste gecontroleerde back-up {moment_text(left.last)}" if left.last else ""
        lines.append(f"{left.label}: niet beproefd, {why}{last}")
    return "\n".join([*lines, "", "De hersteltest is geslaagd." if report.ok else "De hersteltest is NIET geslaagd."])


def moment_text(at: datetime) -> str:
    """A moment on the clock of this workstation."""
    local = at.astimezone()
    return f"{format_short_date(local.date())} {local:%H:%M}"
