"""Where the program looks for its own files and the user's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.paths import default_vault_folder, resource, user_data_folder


def test_that_resources_lie_beside_the_code_or_in_the_frozen_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert resource() == Path(__file__).parents[1] / "resources"
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("fonts", "x.ttf") == tmp_path / "resources" / "fonts" / "x.ttf"


@pytest.mark.parametrize(
    ("platform", "variable", "below_home"),
    [
        ("linux", "XDG_DATA_HOME", ".local/share/bolwerk"),
        ("win32", "LOCALAPPDATA", "AppData/Local/Bolwerk"),
        ("darwin", None, "Library/Application Support/Bolwerk"),
    ],
)
def test_that_user_data_goes_where_the_system_keeps_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, variable: str | None, below_home: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    if variable:
        monkeypatch.setenv(variable, str(tmp_path / "elders"))
        assert user_data_folder(platform) == tmp_path / "elders" / Path(below_home).name
        monkeypatch.setenv(variable, "not/absolute")
    assert user_data_folder(platform) == tmp_path / below_home


def test_that_a_vault_is_proposed_among_the_users_own_data() -> None:
    assert default_vault_folder().parent == user_data_folder()
    assert default_vault_folder().suffix == ".bolwerk"
