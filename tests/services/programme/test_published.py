"""What other registers published, with its origin; and the figures of the first page per role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.dashboard import Standing, standings
from app.services.programme.published import Published, published_years
from tests.demo_vault import copy_of, open_as

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault

OF_CASEWORK = ("Signalen te wegen", "Open casussen")


@pytest.fixture(scope="module")
def figures(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Standing]]:
    """The figures of the first page for each login of the demo vault."""
    folder = copy_of(demo_folder, tmp_path_factory.mktemp("rollen"))
    found = {}
    for login in ("regisseur", "controller", "jurist", "bibob", "integriteit", "deelnemer", "fg"):
        with open_as(login, folder) as vault:
            found[login] = {each.title: each for each in standings(vault)}
    return found


@pytest.fixture(scope="module")
def published(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Published]:
    with open_as("controller", copy_of(demo_folder, tmp_path_factory.mktemp("cijfers"))) as vault:
        return [each for year in published_years(vault) for each in year.publications]


def test_that_each_publication_says_who_when_and_by_which_rule(published: list[Published]) -> None:
    assert {each.register for each in published} >= {"Bibob", "Maatregelen", "Interne meldingen"}
    for each in published:
        assert each.published_by
        assert each.rule.endswith(".")
        assert each.counts


def test_that_years_without_a_publication_are_not_there(director: UnlockedVault) -> None:
    assert published_years(director) == ()


@pytest.mark.parametrize(
    ("login", "titles"),
    [
        ("regisseur", [*OF_CASEWORK, "Lopende maatregelen", "Aanbevelingen afgerond", "Restant 2019"]),
        ("controller", ["Casussen 2019", "Aanbevelingen afgerond", "Jaarplan 2020", "Restant 2019"]),
        ("jurist", ["Lopende maatregelen"]),
        ("bibob", ["Lopende Bibob-dossiers"]),
        ("integriteit", ["Open meldingen"]),
        ("deelnemer", []),
        ("fg", []),
    ],
)
def test_that_each_role_has_its_own_figures(
    figures: dict[str, dict[str, Standing]], login: str, titles: list[str]
) -> None:
    assert list(figures[login]) == titles
    assert all(each.page for each in figures[login].values())


def test_that_who_may_see_no_cases_sees_the_publication_behind_the_figure(
    figures: dict[str, dict[str, Standing]],
) -> None:
    cases = figures["controller"]["Casussen 2019"]
    assert (cases.figure, cases.page) == ("29", "figures")
    assert cases.note.startswith("gepubliceerd op ")
    assert "jaar van telling" in cases.rule


def test_that_the_use_of_the_budget_is_told(figures: dict[str, dict[str, Standing]]) -> None:
    money = figures["controller"]["Restant 2019"]
    assert (money.figure, money.note) == ("€ 296.800", "€ 223.200 van € 520.000 uitgegeven (42,9%)")


def test_that_a_new_vault_has_figures_of_nothing(director: UnlockedVault) -> None:
    assert {each.records for each in standings(director)} == {0}
