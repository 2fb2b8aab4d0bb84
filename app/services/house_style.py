"""The house style of the municipality as it is kept: two colours and a logo file, for every document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Conflict
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from models.programme import StoredHouseStyle

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class HouseFacts:
    """Colours as #rrggbb and the logo as the file it came in; None is the program's own.

    `version` is what to hand back with a change, 0 while nothing was kept.
    """

    primary: str | None = None
    secondary: str | None = None
    logo: bytes | None = None
    logo_name: str | None = None
    version: int = 0


@requires(Act.READ_PROGRAMME, PROGRAMME)
def kept_house_style(vault: UnlockedVault) -> HouseFacts:
    """What was kept; the program's own style while nothing was."""
    with vault.read(PROGRAMME) as session:
        row = session.scalar(select(StoredHouseStyle).limit(1))
        if row is None:
            return HouseFacts()
        return HouseFacts(row.primary, row.secondary, row.logo, row.logo_name, row.version)


@requires(Act.EDIT_EVALUATION, PROGRAMME)
def store_house_style(vault: UnlockedVault, style: HouseFacts) -> HouseFacts:
    """Keep this style, which the caller has checked (app.report.house.kept); Conflict when somebody else was first."""
    with vault.write(PROGRAMME) as work:
        row = work.session.scalar(select(StoredHouseStyle).limit(1))
        if (row.version if row else 0) != style.version:
            raise Conflict("Iemand anders heeft de huisstijl intussen gewijzigd. Bekijk eerst wat er nu staat.")
        if row is None:
            row = StoredHouseStyle()
            work.session.add(row)
        changed = [name for name in _FIELDS if getattr(row, name) != getattr(style, name)]
        for name in _FIELDS:
            setattr(row, name, getattr(style, name))
        work.session.flush()
        work.record("house_style.changed", "house_style", row.id, fields=changed)
        return HouseFacts(row.primary, row.secondary, row.logo, row.logo_name, row.version)


_FIELDS = ("primary", "secondary", "logo", "logo_name")
