"""The house style of a vault: what was kept as a style to draw in, and the check before something is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Invalid
from app.report.house.logo import read_logo
from app.report.house.style import HouseStyle
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from app.services.house_style import HouseFacts, kept_house_style, store_house_style

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


@requires(Act.READ_PROGRAMME, PROGRAMME)
def house_of(vault: UnlockedVault) -> HouseStyle:
    """The style that documents of this vault are drawn in."""
    return style_of(kept_house_style(vault))


def style_of(facts: HouseFacts) -> HouseStyle:
    """The style that these make; Invalid says per field ("primary", "secondary", "logo") what is wrong."""
    problems: dict[str, str] = {}
    logo = None
    if facts.logo is not None:
        try:
            logo = read_logo(facts.logo)
        except Invalid as refused:
            problems |= refused.fields
    try:
        style = HouseStyle(facts.primary, facts.secondary, logo)
    except Invalid as refused:
        problems |= refused.fields
        raise Invalid(problems) from None
    if problems:
        raise Invalid(problems)
    return style


@requires(Act.EDIT_EVALUATION, PROGRAMME)
def keep_house_style(vault: UnlockedVault, facts: HouseFacts) -> HouseFacts:
    """Keep a style that can be drawn; Invalid or Conflict otherwise."""
    style_of(facts)
    return store_house_style(vault, facts)
