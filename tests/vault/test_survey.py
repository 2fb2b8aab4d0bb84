"""What a restore starts from: which header is trusted, and which backups go with it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from app import errors
from app.rules.permissions import Role
from app.vault.backup.description import digest_of_text
from app.vault.backup.making import back_up
from app.vault.backup.survey import Survey, survey
from app.vault.disk.folder import HEADER
from app.vault.founding import Founder, found
from app.vault.header.amendment import Amendment
from app.vault.header.bodies import NewRole
from app.vault.header.file import read_header
from app.vault.header.text import to_text
from app.vault.session import unlock
from tests.conftest import CHEAP, CHEAP_LIMITS, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clock, FoundedVault, UnlockAs


def test_that_a_folder_without_backups_or_with_those_of_others_is_named(
    founded: FoundedVault, backed_up: Path, place: Path, tmp_path: Path, clock: Clock
) -> None:
    (tmp_path / "leeg").mkdir()
    with pytest.raises(errors.Invalid, match="geen back-ups van de kluis"):
        survey(backed_up, tmp_path / "leeg")
    founders = [Founder(role.value, role.label, PASSWORD, role) for role in Role]
    found(tmp_path / "ander", "Elders", founders, day=date(2020, 1, 1), kdf=CHEAP)
    with pytest.raises(errors.Invalid, match="geen back-ups van de kluis"):
        survey(tmp_path / "ander", place)
    clock.now += timedelta(days=1)
    with unlock(tmp_path / "ander", "director", PASSWORD, limits=CHEAP_LIMITS, now=clock) as other:
        back_up(other, "casework", place)
    with pytest.raises(errors.Invalid, match="verschillende kluizen"):
        survey(tmp_path / "weg", place)
    assert {backup.facts.vault for backup in survey(backed_up, place).newest()} == {founded_id(backed_up)}


def founded_id(folder: Path) -> str:
    return read_header(folder).vault_id


def test_that_a_forged_description_is_offered_with_the_reason_only(backed_up: Path, place: Path) -> None:
    backup = survey(backed_up, place).newest()[0]
    said = json.loads(backup.description.read_bytes())
    said["backup"]["size"] += 1
    backup.description.write_text(json.dumps(said), encoding="utf-8")
    forged = next(each for each in survey(backed_up, place).offers if each.backup.compartment == backup.compartment)
    assert "niet te vertrouwen" in forged.hindrance


def test_that_backups_of_which_no_header_can_be_trusted_restore_nothing(
    backed_up: Path, place: Path, tmp_path: Path
) -> None:
    for path in place.glob("*.json"):
        said = json.loads(path.read_bytes())
        said["signature"] = "AAAA" + said["signature"][4:]
        path.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(errors.Invalid, match="te vertrouwen"):
        survey(tmp_path / "weg", place)
    seen = survey(backed_up, place)
    assert isinstance(seen, Survey)
    assert seen.newest() == ()


def test_that_a_place_that_refuses_to_be_read_is_named(
    backed_up: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("app.vault.backup.survey.shelf_in", refuse)
    with pytest.raises(errors.StorageFailed):
        survey(backed_up, place)


def test_that_a_backup_of_another_branch_is_offered_with_the_reason_only(
    backed_up: Path, place: Path, unlock_as: UnlockAs, clock: Clock
) -> None:
    """A header that was put back by hand and went another way, and a backup of the way that was left."""
    old, keeper = read_header(backed_up), unlock_as("keeper").slot.signer
    clock.now += timedelta(days=1)
    with unlock_as("privacy", now=clock) as vault:
        vault.change_password(PASSWORD, "een heel ander wachtwoord", settings=CHEAP)
        back_up(vault, "measures", place)
    amendment = Amendment(old)
    for role in ("policy", "jurist"):
        amendment.say(NewRole(vault.account.id, role), keeper)
    (backed_up / HEADER).write_bytes(to_text(amendment.header()))
    hindered = {offer.backup.name: offer.hindrance for offer in survey(backed_up, place).offers}
    assert "andere voortzetting" in hindered.pop("measures.1.20200204T093000Z")
    assert set(hindered.values()) == {""}


def test_that_a_description_with_a_header_that_does_not_read_is_not_trusted(backed_up: Path, place: Path) -> None:
    backup = survey(backed_up, place).newest()[0]
    said = json.loads(backup.description.read_bytes())
    said["header"] = "{}"
    said["backup"]["header"] = digest_of_text("{}")
    backup.description.write_text(json.dumps(said), encoding="utf-8")
    (offer,) = [each for each in survey(backed_up, place).offers if each.backup.compartment == backup.compartment]
    assert "niet te vertrouwen" in offer.hindrance
