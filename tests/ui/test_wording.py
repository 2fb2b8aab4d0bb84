"""The words on screen: right plurals, sentences that begin with a capital, and real apostrophes."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.services.programme.registers import SessionDraft, Sessions
from models.choices import SessionForm
from ui.pages import inspections
from ui.pages.cases import cases, types
from ui.pages.cases import parts as case_parts
from ui.pages.evaluation import registers as evaluation
from ui.pages.finance import registers as budget
from ui.pages.meetings import descriptions as meetings
from ui.pages.programme import cooperation, knowledge, materials, quickscan, registers, years
from ui.pages.programme.registers import SESSIONS
from ui.widgets.record.description import PageDescription
from ui.widgets.record.page import RecordPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext

ROOT = Path(__file__).parents[2]
SOURCES = sorted((*(ROOT / "ui").rglob("*.py"), *(ROOT / "app").rglob("*.py"), *(ROOT / "models").rglob("*.py")))
ENGLISH = {"dutch.py"}  # the sentences of argparse, to be translated
TYPEWRITTEN = re.compile(r"\w'\w")
PLURALS = {
    "aanbevelingen": "aanbeveling",
    "aantallen meldingen": "aantal meldingen",
    "acties van de quickscan": "actie van de quickscan",
    "acties": "actie",
    "activiteiten": "activiteit",
    "agendapunten": "agendapunt",
    "barrières": "barrière",
    "begrotingen": "begroting",
    "bevindingen": "bevinding",
    "bijdragen": "bijdrage",
    "bijeenkomsten": "bijeenkomst",
    "boekingen": "boeking",
    "campagnes": "campagne",
    "casussen": "casus",
    "casussjablonen": "casussjabloon",
    "casustypen": "casustype",
    "contacten": "contact",
    "convenanten": "convenant",
    "deelnemers": "deelnemer",
    "doelen": "doel",
    "effecten": "effect",
    "evaluaties": "evaluatie",
    "feiten": "feit",
    "functies": "functie",
    "instrumenten": "instrument",
    "integrale controles": "integrale controle",
    "interventies": "interventie",
    "jaren": "jaar",
    "kaders": "kader",
    "maatregelen op het werk": "maatregel op het werk",
    "materialen": "materiaal",
    "mijlpalen": "mijlpaal",
    "notities": "notitie",
    "onderzoeken": "onderzoek",
    "overdrachten": "overdracht",
    "overhevelingen": "overheveling",
    "overleggen": "overleg",
    "overzichtsregels": "overzichtsregel",
    "partners": "partner",
    "posten": "post",
    "praktijkvoorbeelden": "praktijkvoorbeeld",
    "programma’s": "programma",
    "quickscans": "quickscan",
    "soorten overleg": "soort overleg",
    "taken": "taak",
    "trends": "trend",
    "verplichtingen": "verplichting",
    "verwijzingen naar een maatregel": "verwijzing naar een maatregel",
}
DESCRIPTIONS = [
    description
    for module in (
        budget,
        cases,
        case_parts,
        types,
        quickscan,
        registers,
        cooperation,
        knowledge,
        materials,
        years,
        evaluation,
        meetings,
        inspections,
    )
    for description in vars(module).values()
    if isinstance(description, PageDescription)
]


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


@pytest.mark.parametrize("description", DESCRIPTIONS, ids=lambda description: description.title)
def test_that_more_than_one_record_have_the_plural_of_one(description: PageDescription, vault: UnlockedVault) -> None:
    assert PLURALS[description.plural] == description.register(vault).words.one


def test_that_the_foot_of_a_list_counts_records_and_the_heading_begins_with_a_capital(
    vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot
) -> None:
    page = RecordPage(SESSIONS, context_of(vault))
    qtbot.addWidget(page)
    counts = []
    for audience in ("het college", "de raad"):
        Sessions(vault).add(SessionDraft(2019, form=SessionForm.PRESENTATION, audience=audience))
        page.refresh()
        counts.append(page.list.count.text())
    page.open_record(page.list.model.id_at(0))

    assert counts == ["1 bijeenkomst", "2 bijeenkomsten"]
    assert page.panel.heading.startswith("Presentatie voor ")


def test_that_no_text_has_a_typewritten_apostrophe() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for path in SOURCES
        if path.name not in ENGLISH
        for text in texts_of(path)
        if TYPEWRITTEN.search(text)
    ]

    assert found == []


def texts_of(path: Path) -> Iterator[str]:
    """Every string in a module that is no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value
