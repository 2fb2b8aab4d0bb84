"""The policy of a workstation: read and never written, nonsense is told and left out, locking only becomes stricter."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.paths import policy_file
from app.policy import LARGEST, Policy, read_policy


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "policy.toml"


def written(place: Path, text: str) -> Policy:
    place.write_text(text, encoding="utf-8")
    place.chmod(0o644)
    return read_policy(place)


def test_that_a_policy_says_vault_kiosk_and_idle_time(place: Path) -> None:
    policy = written(place, 'vault = "/srv/bolwerk/Demo.bolwerk"\nkiosk = true\nidle_seconds = 120\n')

    assert policy == Policy(Path("/srv/bolwerk/Demo.bolwerk"), kiosk=True, idle_seconds=120)


def test_that_without_a_file_there_is_no_policy(place: Path) -> None:
    assert read_policy(place) == Policy()
    assert read_policy(place.parent) == Policy()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("idle_seconds = 5", "‘idle_seconds’ moet een aantal seconden van 60 tot 1800 zijn."),
        ("idle_seconds = true", "‘idle_seconds’ moet een aantal"),
        ('idle_seconds = "lang"', "‘idle_seconds’ moet een aantal"),
        ('kiosk = "ja"', "‘kiosk’ moet true of false zijn."),
        ('vault = "Demo.bolwerk"', "‘vault’ moet een volledig pad zijn"),
        ("vault = 3", "‘vault’ moet een volledig pad zijn"),
        ('wachtwoord = "geheim"', "noemt ‘wachtwoord’; dat kent Bolwerk niet."),
        ("dit is geen toml", "is geen geldige TOML; er is niets uit overgenomen."),
        ("#" * (LARGEST + 1), "is te groot; er is niets uit overgenomen."),
    ],
)
def test_that_nonsense_is_told_and_leaves_what_is_safe(place: Path, text: str, said: str) -> None:
    policy = written(place, text)

    assert said in " ".join(policy.problems)
    assert (policy.vault, policy.kiosk, policy.idle_seconds) == (None, False, None)


def test_that_what_is_right_beside_nonsense_still_holds(place: Path) -> None:
    policy = written(place, "idle_seconds = 90\nkiosk = 7\n")

    assert policy.idle_seconds == 90
    assert len(policy.problems) == 1


def test_that_bytes_that_are_no_text_are_told(place: Path) -> None:
    place.write_bytes(b"\xff\xfe\x00")

    assert "geen geldige TOML" in read_policy(place).problems[0]


@pytest.mark.parametrize("mode", [0o666, 0o664])
def test_that_a_policy_which_others_may_write_is_not_taken(place: Path, mode: int) -> None:
    written(place, "kiosk = true\n")
    place.chmod(mode)

    policy = read_policy(place)

    assert not policy.kiosk
    assert "Anderen dan de eigenaar" in policy.problems[0]


def test_that_a_policy_that_cannot_be_read_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(place, "kiosk = true\n")

    def refuse(*_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refuse)

    assert "is niet te lezen: Permission denied." in read_policy(place).problems[0]


@pytest.mark.parametrize(
    ("of_policy", "of_vault", "holds"),
    [(None, 240, 240), (None, 0, 0), (120, 240, 120), (600, 240, 240), (600, 0, 600)],
)
def test_that_a_policy_only_makes_locking_stricter(of_policy: int | None, of_vault: int, holds: int) -> None:
    assert Policy(idle_seconds=of_policy).idle_limit(of_vault) == holds


@pytest.mark.parametrize(
    ("system", "path"),
    [
        ("linux", "/etc/bolwerk/policy.toml"),
        ("darwin", "/Library/Application Support/Bolwerk/policy.toml"),
    ],
)
def test_that_the_policy_lies_where_only_an_administrator_writes(system: str, path: str) -> None:
    assert policy_file(system) == Path(path)


def test_that_on_windows_it_lies_in_programdata(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PROGRAMDATA", str(tmp_path))

    assert policy_file("win32") == tmp_path / "Bolwerk" / "policy.toml"
