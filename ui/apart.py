"""The page of what was set apart: the cases and the signals once more for each compartment that this user holds."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.apart.looking import views
from ui.pages.cases.page import CasePage
from ui.pages.signals.page import SIGNALS, SignalsPage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.widgets.page import Page, PageContext
    from ui.widgets.record.description import PageDescription

INTRO = "Casussen die maar enkelen mogen kennen, elk met een eigen sleutel."


def apart_page(case_file: PageDescription, context: PageContext) -> Page:
    """Each compartment seen from itself, under the title that only its holders read."""
    tabs: list[tuple[str, str, Callable[[], Page]]] = []
    for row, view in views(context.vault):
        there = replace(context, vault=view)
        tabs.append((row.name, row.title, partial(CasePage, case_file, there, heading=False)))
        if allowed(view, Act.READ_SIGNALS, CASEWORK):
            seen = partial(SignalsPage, SIGNALS, there, heading=False)
            tabs.append((f"{row.name}.signal", f"{row.title}: signalen", seen))
    return TabbedPage("Aparte casussen", INTRO, tabs)
