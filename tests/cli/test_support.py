"""What the program says of itself and of a vault to who helps: never a name, a title or a key."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

from app.paths import program_folder
from app.services.components import bill_of_materials, components, installed
from app.version import LICENCE, RELEASED, VERSION

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Shell

MARKERS = ("Proefstad", "Beheerder", "Regisseur", "Integriteit", "regisseur", "integriteit ", "Proef.bolwerk")


def test_that_the_bundle_counts_and_names_nothing(shell: Shell, vault: Path, tmp_path: Path) -> None:
    out = tmp_path / "hulp.txt"

    assert shell("support", vault, "--out", out) == 0

    text = out.read_text("utf-8")
    assert f"Bolwerk {VERSION}" in text
    assert "Accounts: 8, wachtwoordsloten: 8" in text
    assert "Onderdeel casework: tijdperk 1," in text
    rest = text.replace("functioneel beheerder", "").replace("casusregisseur", "")
    assert not [marker for marker in MARKERS if marker in rest.partition("Rollen:")[0]]
    assert "Proefstad" not in text
    assert str(tmp_path) not in text


def test_that_with_a_user_the_acts_are_counted_without_their_objects(
    shell: Shell, vault: Path, password_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "hulp.txt"

    assert shell("support", vault, "--out", out, "--user", "regisseur", "--password-file", password_file) == 0

    text = out.read_text("utf-8")
    assert "Logboek register: " in text
    assert "Logboek casework: " in text
    assert "Logboek bibob" not in text


def test_that_a_bundle_takes_no_place_of_another_file(shell: Shell, vault: Path, tmp_path: Path) -> None:
    out = tmp_path / "er-is-al-iets.txt"
    out.write_text("van mij", encoding="utf-8")

    assert shell("support", vault, "--out", out) == 1
    assert out.read_text("utf-8") == "van mij"


def test_that_a_vault_that_cannot_be_read_is_told_by_its_kind_only(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "stuk").mkdir()
    (tmp_path / "stuk" / "vault.json").write_text("geheim", encoding="utf-8")
    out = tmp_path / "hulp.txt"

    assert shell("support", tmp_path / "stuk", "--out", out) == 0
    assert "Kluis: niet te lezen (HeaderDamaged)" in out.read_text("utf-8")


def test_that_components_are_listed_and_written_as_a_bill_of_materials(shell: Shell, tmp_path: Path) -> None:
    assert shell("components") == 0
    assert "sqlcipher3 " in shell.out

    out = tmp_path / "sbom.json"
    assert shell("components", "--sbom", out) == 0
    stated = json.loads(out.read_text("utf-8"))
    assert stated["bomFormat"] == "CycloneDX"
    assert stated["metadata"]["component"]["version"] == VERSION
    assert {each["name"] for each in stated["components"]} == {each.name for each in components()}
    assert all(each["purl"].startswith("pkg:pypi/") for each in stated["components"])
    assert bill_of_materials() == out.read_text("utf-8")
    assert shell("components", "--sbom", tmp_path / "nergens" / "sbom.json") == 1


def test_that_every_package_of_the_project_is_a_component() -> None:
    project = tomllib.loads((program_folder() / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {name.partition(">")[0].lower().replace("-", "_") for name in project["dependencies"]}

    assert asked <= {each.name.lower().replace("-", "_") for each in installed()}
    assert all(each.version and each.licence for each in installed())


def test_that_the_frozen_program_reads_what_was_written_when_it_was_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "components.json").write_text(
        json.dumps([{"name": "iets", "version": "1", "licence": "MIT"}]), encoding="utf-8"
    )
    monkeypatch.setattr("app.services.components.resource", tmp_path.joinpath)

    assert [each.name for each in components.__wrapped__()] == ["iets"]


def test_that_the_version_is_that_of_the_project_and_the_changelog(shell: Shell) -> None:
    project = tomllib.loads((program_folder() / "pyproject.toml").read_text("utf-8"))["project"]

    assert shell("--version") == 0
    assert shell.out.strip() == f"Bolwerk {VERSION} ({LICENCE})"
    assert project["version"] == VERSION
    assert project["license"] == {"text": LICENCE}
    assert RELEASED.year >= 2026


def test_that_the_manual_is_written(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "handleiding.pdf"

    assert shell("manual", "--out", out) == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert "pagina’s" in shell.out
