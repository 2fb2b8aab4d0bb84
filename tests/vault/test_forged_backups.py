"""Whoever can write where the backups lie: one forged file more must not keep the genuine ones from being put back."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from app import errors
from app.vault.backup.description import Facts, describe, digest_of, digest_of_text, name_of
from app.vault.backup.survey import survey
from app.vault.header import bodies
from app.vault.header.amendment import Amendment
from app.vault.header.file import read_header
from app.vault.header.statements import Signer
from app.vault.header.text import to_text
from app.vault.header.trust import Roster
from app.vault.keys.enrol import NewKeys
from app.vault.primitives.sealing import SigningKey
from app.vault.store.audit import Author
from tests.vault.restoring import DAY, notes, put_back

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.header.text import Header
    from tests.conftest import FoundedVault, UnlockAs

HIGHEST = 2**40
MOMENT = datetime(2020, 2, 5, 9, 30, tzinfo=UTC)


def beside(backed_up: Path, place: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """One more backup of casework, of a day later, described as the change says and signed by nobody."""
    backup = next(each for each in survey(backed_up, place).newest() if each.compartment == "casework")
    said = json.loads(backup.description.read_bytes())
    said["backup"]["at"] = "2020-02-04T09:30:00Z"
    change(said)
    shutil.copyfile(backup.database, place / "casework.1.20200204T093000Z.db")
    (place / "casework.1.20200204T093000Z.json").write_text(json.dumps(said), encoding="utf-8")


def with_highest_generation(said: dict[str, Any]) -> None:
    said["backup"]["generation"] = HIGHEST


def with_header_of_nothing(said: dict[str, Any]) -> None:
    said["backup"] |= {"generation": HIGHEST, "header": digest_of_text("{}")}
    said["header"] = "{}"


@pytest.mark.parametrize("forge", [with_highest_generation, with_header_of_nothing])
def test_that_a_forged_generation_does_not_keep_the_genuine_backups_back(
    founded: FoundedVault,
    backed_up: Path,
    place: Path,
    unlock_as: UnlockAs,
    forge: Callable[[dict[str, Any]], None],
) -> None:
    beside(backed_up, place, forge)
    before = Roster.of(read_header(backed_up)).generation

    done = put_back(founded, place, "casework")

    assert done.restored == ("Casuïstiek",)
    assert before < done.generation < before + 2**32
    assert notes(unlock_as("director")) == ["before"]


def own_header(vault_id: str) -> tuple[Header, Author]:
    """A header that holds together, under the id of a vault but another root, far ahead of any that is genuine."""
    root, account = Signer("root", SigningKey.generate()), NewKeys.generate()
    amendment = Amendment.of_new_vault(vault_id)
    amendment.say(bodies.Founded(vault_id, "Voorbeeldstad", root.key.public_bytes, bytes(32), DAY), root)
    own = bodies.NewAccount(account.account, "keeper", account.keys.public_bytes, account.signing.public_bytes)
    amendment.say(own, root)
    amendment.say(bodies.Restored(2**30, DAY), root)
    return amendment.header(), Author(account.account, account.signing, "elders", lambda: MOMENT)


def lay_forged(place: Path, vault_id: str, at: str = "2020-02-05T09:30:00Z") -> None:
    """A backup of casework that its own header vouches for."""
    header, author = own_header(vault_id)
    roster, text = Roster.of(header), to_text(header).decode()
    name = name_of("casework", 1, at)
    (place / f"{name}.db").write_bytes(b"niets")
    facts = Facts(
        vault=vault_id,
        compartment="casework",
        epoch=1,
        at=at,
        account=author.account,
        statement=roster.length,
        generation=roster.generation,
        size=5,
        digest=digest_of(place / f"{name}.db"),
        header=digest_of_text(text),
    )
    (place / f"{name}.json").write_bytes(describe(facts, text, author))


def test_that_a_vault_of_ones_own_under_the_same_id_is_not_the_newer_one(
    founded: FoundedVault, backed_up: Path, place: Path, unlock_as: UnlockAs
) -> None:
    lay_forged(place, read_header(backed_up).vault_id)
    seen = survey(backed_up, place)
    assert seen.trouble == ""
    assert "van een andere kluis" in next(offer.hindrance for offer in seen.offers if offer.backup.facts.size == 5)
    put_back(founded, place, "casework")
    assert notes(unlock_as("director")) == ["before"]


@pytest.mark.parametrize("same_id", [True, False])
def test_that_without_a_vault_the_sheets_tell_whose_backups_are_genuine(
    founded: FoundedVault, backed_up: Path, place: Path, tmp_path: Path, *, same_id: bool
) -> None:
    genuine = Roster.of(read_header(backed_up))
    lay_forged(place, genuine.vault_id if same_id else "e" * 32)
    with pytest.raises(errors.Invalid, match="verschillende kluizen") as refused:
        survey(tmp_path / "weg", place)
    said = refused.value.fields["place"]
    assert genuine.root_fingerprint in said
    assert "casework.1.20200205T093000Z" in said
    assert "herstelbladen" in said
    for path in place.glob("casework.1.20200205T093000Z.*"):
        path.unlink()
    assert put_back(founded, place, folder=tmp_path / "weg").restored
