"""Anchors: made with a reason, refused when touched, and what was put back or written anew is named."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from app.errors import ExportFailed, Invalid
from app.rules.permissions import Role
from app.services.exports import Purpose
from app.services.log.anchoring import AnchorComparison, anchor_in, compare_with_anchor, export_anchor, exported_anchors
from app.vault.anchors import LARGEST_BYTES, read_anchor
from app.vault.comparison import Outcome, compare
from app.vault.disk.folder import HEADER
from app.vault.founding import Founder, found
from app.vault.header.amendment import Amendment
from app.vault.header.bodies import NewRole, Restored
from app.vault.header.file import read_header, write_header
from app.vault.header.text import from_text
from app.vault.header.trust import Roster
from app.vault.keys.recovery import assemble
from tests.demo_vault import CHEAP
from tests.services.conftest import PASSWORD, unlocked
from tests.services.logbook import act, meddle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.session import UnlockedVault

    UnlockAs = Callable[[Role], UnlockedVault]

WHY = Purpose("Kwartaalcontrole", "FG")


@pytest.fixture
def anchor(director: UnlockedVault, tmp_path: Path) -> Path:
    """An anchor of the director over three entries of casework."""
    act(director, times=3)
    export_anchor(director, tmp_path / "anker.json", WHY)
    return tmp_path / "anker.json"


def outcomes(comparison: AnchorComparison) -> dict[str, Outcome]:
    return {finding.name: finding.outcome for finding in comparison.findings}


def test_that_an_anchor_says_what_is_needed_and_no_content(director: UnlockedVault, anchor: Path) -> None:
    said = json.loads(anchor.read_bytes())["anchor"]
    assert said["reason"] == "Kwartaalcontrole (voor: FG)"
    assert [(end["compartment"], end["n"]) for end in said["trails"]] == [("casework", 3)]
    sha256 = hashlib.sha256(anchor.read_bytes()).hexdigest()
    (made,) = exported_anchors(director)
    assert (made.who, made.reason, made.recipient, made.sha256) == ("Casusregisseur", "Kwartaalcontrole", "FG", sha256)
    with director.read("register") as session:
        assert session.execute(text("SELECT action, subject_id FROM audit_entry")).all() == [("anchor.exported", "1")]


def test_that_a_trail_that_went_on_continues_its_anchor(director: UnlockedVault, anchor: Path) -> None:
    act(director, times=2)
    comparison = compare_with_anchor(director, anchor)
    assert comparison.ok
    assert (comparison.who, comparison.reason) == ("Casusregisseur", "Kwartaalcontrole (voor: FG)")
    assert outcomes(comparison) == {"": Outcome.CONTINUED, "casework": Outcome.CONTINUED}
    assert comparison.findings[1].text.endswith("regel 3 van het anker; sindsdien 2 regels erbij.")


def test_that_a_trail_that_was_cut_off_is_named(director: UnlockedVault, anchor: Path) -> None:
    meddle(director, "casework", "DELETE FROM audit_entry WHERE n > 1")
    comparison = compare_with_anchor(director, anchor)
    assert not comparison.ok
    assert outcomes(comparison)["casework"] is Outcome.PUT_BACK
    assert comparison.findings[1].text == (
        "Casuïstiek: TERUGGEZET. Het logboek eindigt bij regel 1, het anker noemt regel 3."
    )


def test_that_a_file_that_was_put_back_is_named_though_it_is_valid(
    folder: Path, unlock_as: UnlockAs, tmp_path: Path
) -> None:
    with unlocked(folder, Role.DIRECTOR) as vault:
        act(vault)
    old = (folder / "casework.1.db").read_bytes()
    with unlocked(folder, Role.DIRECTOR) as vault:
        act(vault, times=2)
        export_anchor(vault, tmp_path / "anker.json", WHY)
    (folder / "casework.1.db").write_bytes(old)
    vault = unlock_as(Role.DIRECTOR)
    act(vault, times=5, subject=2)
    assert vault.warnings == []
    comparison = compare_with_anchor(vault, tmp_path / "anker.json")
    assert outcomes(comparison)["casework"] is Outcome.REWRITTEN
    assert "HERSCHREVEN. Regel 3" in comparison.findings[1].text


def test_that_the_fg_compares_copies_and_says_when_they_lag(
    director: UnlockedVault, anchor: Path, unlock_as: UnlockAs, tmp_path: Path
) -> None:
    fg = unlock_as(Role.DPO)
    comparison = compare_with_anchor(fg, anchor)
    assert comparison.ok
    assert outcomes(comparison)["casework"] is Outcome.BEHIND
    director.hand_on()
    with unlocked(fg.folder, Role.DPO) as later:
        assert outcomes(compare_with_anchor(later, anchor))["casework"] is Outcome.CONTINUED
        export_anchor(later, tmp_path / "fg.json", WHY)
        assert outcomes(compare_with_anchor(director, tmp_path / "fg.json"))["casework"] is Outcome.CONTINUED
        with later.compartment("audit").write() as session:
            session.execute(text("DELETE FROM copied_entry WHERE n = 3"))
        assert outcomes(compare_with_anchor(later, tmp_path / "fg.json"))["casework"] is Outcome.PUT_BACK


def test_that_who_has_no_key_learns_only_about_the_header(anchor: Path, unlock_as: UnlockAs) -> None:
    comparison = compare_with_anchor(unlock_as(Role.KEEPER), anchor)
    assert comparison.ok
    assert outcomes(comparison) == {"": Outcome.CONTINUED, "casework": Outcome.UNSEEN}


def test_that_integrity_is_compared_by_month_and_without_a_count(unlock_as: UnlockAs, tmp_path: Path) -> None:
    officer, file = unlock_as(Role.INTEGRITY), tmp_path / "anker.json"
    act(officer, "integrity", times=3)
    export_anchor(officer, file, WHY)
    said = json.loads(file.read_bytes())["anchor"]
    assert [end["compartment"] for end in said["trails"]] == []
    assert [(each["compartment"], set(each)) for each in said["monthly"]] == [
        ("integrity", {"compartment", "period", "value"})
    ]
    assert outcomes(compare_with_anchor(officer, file))["integrity"] is Outcome.CONTINUED
    fg = unlock_as(Role.DPO)
    assert outcomes(compare_with_anchor(fg, file))["integrity"] is Outcome.CONTINUED
    assert outcomes(compare_with_anchor(unlock_as(Role.KEEPER), file))["integrity"] is Outcome.UNSEEN
    with officer.compartment("integrity").write() as session:
        session.execute(text("DELETE FROM own_anchor"))
    assert outcomes(compare_with_anchor(officer, file))["integrity"] is Outcome.REWRITTEN


def test_that_a_header_that_was_put_back_or_replaced_is_named(folder: Path, tmp_path: Path) -> None:
    old = (folder / HEADER).read_bytes()
    with unlocked(folder, Role.KEEPER) as keeper:
        header = read_header(folder)
        for role in ("privacy", "director"):
            amendment = Amendment(header)
            other = next(account for account, one in amendment.roster.accounts.items() if one.role is Role.POLICY)
            amendment.say(NewRole(other, role), keeper.slot.signer)
            (tmp_path / role).write_bytes(b"")
            if role == "privacy":
                write_header(folder, amendment.header(), amendment.roster.generation - 1)
                keeper.refresh()
                export_anchor(keeper, tmp_path / "anker.json", WHY)
            else:
                branch = Roster.of(amendment.header())
    anchor = anchor_in(tmp_path / "anker.json", branch)
    assert [finding.outcome for finding in compare(anchor, Roster.of(from_text(old)))] == [Outcome.PUT_BACK]
    assert [finding.outcome for finding in compare(anchor, branch)] == [Outcome.REWRITTEN]


def test_that_a_restore_since_then_is_offered_as_the_explanation(tmp_path: Path) -> None:
    folder = tmp_path / "kluis"
    founders = [Founder(role.value, role.label, PASSWORD, role) for role in Role]
    founded = found(folder, "Proefstad", founders, day=date(2020, 1, 2), kdf=CHEAP.settings)
    with unlocked(folder, Role.DIRECTOR) as vault:
        act(vault, times=2)
        export_anchor(vault, tmp_path / "anker.json", WHY)
    amendment = Amendment(read_header(folder))
    quorum = assemble(amendment.roster, "general", founded.shares["general"][:2])
    amendment.say(Restored(1000, date(2026, 5, 4)), quorum.signer)
    write_header(folder, amendment.header(), amendment.roster.length - 1)
    with unlocked(folder, Role.DIRECTOR) as vault:
        meddle(vault, "casework", "DELETE FROM audit_entry WHERE n > 1")
        comparison = compare_with_anchor(vault, tmp_path / "anker.json")
    assert not comparison.ok
    assert comparison.findings[1].text.endswith(
        "Op 4 mei 2026 is met de herstelbladen een back-up teruggezet; dat kan het verklaren."
    )


def test_that_an_anchor_of_another_vault_is_refused(director: UnlockedVault, anchor: Path, tmp_path: Path) -> None:
    founders = [Founder(role.value, role.label, PASSWORD, role) for role in Role]
    found(tmp_path / "ander", "Elders", founders, day=date(2020, 1, 2), kdf=CHEAP.settings)
    with unlocked(tmp_path / "ander", Role.DIRECTOR) as other, pytest.raises(Invalid, match="andere kluis"):
        compare_with_anchor(other, anchor)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda said: said.update(format=2), "geen ankerbestand"),
        (lambda said: said.update(extra=1), "geen ankerbestand"),
        (lambda said: said.pop("signature"), "geen ankerbestand"),
        (lambda said: said.update(signature="AAAA"), "lengte"),
        (lambda said: said["anchor"].update(reason="Anders"), "handtekening"),
        (lambda said: said["anchor"]["trails"][0].update(n=2), "handtekening"),
        (lambda said: said["anchor"].update(account="0" * 32), "handtekening"),
        (lambda said: said["anchor"].update(trails=[]), "handtekening"),
        (lambda said: said["anchor"].update(at="gisteren"), "vorm"),
        (lambda said: said["anchor"].pop("head"), "velden"),
    ],
)
def test_that_a_changed_anchor_is_refused_with_the_reason(
    director: UnlockedVault, anchor: Path, change: Callable[[dict[str, Any]], object], reason: str
) -> None:
    said = json.loads(anchor.read_bytes())
    change(said)
    anchor.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(Invalid, match=reason):
        compare_with_anchor(director, anchor)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_that_any_changed_byte_is_refused(director: UnlockedVault, anchor: Path, data: st.DataObject) -> None:
    content = anchor.read_bytes()
    at = data.draw(st.integers(0, len(content) - 2))
    changed = content[:at] + data.draw(st.binary(min_size=0, max_size=3)) + content[at + 1 :]
    try:
        read = read_anchor(changed, director.roster)
    except Invalid:
        return
    assert read == read_anchor(content, director.roster)


def test_that_what_is_no_anchor_is_refused_as_such(director: UnlockedVault, tmp_path: Path) -> None:
    for content in (b"", b"{}", b"\xff\xfe", b"[" * 5000, bytes(LARGEST_BYTES + 1)):
        (tmp_path / "x.json").write_bytes(content)
        with pytest.raises(Invalid, match="niet worden gelezen"):
            compare_with_anchor(director, tmp_path / "x.json")
    with pytest.raises(Invalid, match="niet te lezen"):
        compare_with_anchor(director, tmp_path / "nergens.json")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 401])
def test_that_an_anchor_needs_a_reason_of_a_sensible_length(
    director: UnlockedVault, tmp_path: Path, reason: str
) -> None:
    with pytest.raises(Invalid):
        export_anchor(director, tmp_path / "anker.json", Purpose(reason))
    assert not (tmp_path / "anker.json").exists()


def test_that_a_place_that_cannot_be_written_is_named_and_nothing_logged(
    director: UnlockedVault, tmp_path: Path
) -> None:
    with pytest.raises(ExportFailed, match="nergens"):
        export_anchor(director, tmp_path / "nergens" / "anker.json", WHY)
    with director.read("register") as session:
        assert session.execute(text("SELECT count(*) FROM audit_entry")).scalar() == 0


def test_that_an_anchor_without_recipient_says_the_reason_alone(director: UnlockedVault, tmp_path: Path) -> None:
    export_anchor(director, tmp_path / "a.json", Purpose("Controle"))
    assert anchor_in(tmp_path / "a.json", director.roster).reason == "Controle"
    shutil.copy(tmp_path / "a.json", tmp_path / "b.json")
    assert compare_with_anchor(director, tmp_path / "b.json").ok


def test_that_an_anchor_is_kept_outside_the_vault(director: UnlockedVault) -> None:
    """There it would prove nothing, and could take the place of a part of the vault."""
    before = (director.folder / HEADER).read_bytes()
    with pytest.raises(ExportFailed, match="buiten de kluis"):
        export_anchor(director, director.folder / HEADER, WHY)
    assert (director.folder / HEADER).read_bytes() == before


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "er is niet genoeg ruimte"),
        (errno.EACCES, "daar kan niet worden geschreven"),
        (errno.EIO, "de schijf weigert"),
    ],
)
def test_that_a_disk_that_refuses_is_named(
    director: UnlockedVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr("app.services.log.anchoring.write_whole", refuse)
    with pytest.raises(ExportFailed, match=reason):
        export_anchor(director, tmp_path / "anker.json", WHY)
    assert exported_anchors(director) == ()
