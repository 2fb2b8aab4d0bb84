"""R4 for packages: cut off, forged, for another, from a newer version: a clear message, and nothing is stored."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select, text

from app.errors import AppError, Cancelled, Conflict, Invalid, NewerProgram
from app.rules.permissions import CASEWORK
from app.services.casework.cases import Cases
from app.services.packages import letter as letters
from app.services.packages.arrival import Choices, State, proposed
from app.services.packages.cards import look_at_card, own_card, trusted_cards, withdraw_card
from app.services.packages.opening import understood_records
from app.services.packages.own import own_pair
from app.services.packages.receiving import take_in
from app.services.records import Query
from app.vault.keys.mailbox import voice_of
from app.vault.packages import card as cards
from app.vault.packages.parcel import HEAD_BYTES, Receiver, opened, read_head
from app.vault.primitives.sealing import KeyPair, SigningKey, canonical
from app.vault.primitives.strict_json import NotStrict
from app.vault.store.schema import head
from models.casework import Case, shared
from tests.services.packages.filled import DAY, full_case
from tests.services.packages.forging import damaged, letter_in, parcel_of, sealed, twisted

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault
    from tests.services.packages.conftest import Office

MANY = pytest.mark.parametrize("tries", [300, pytest.param(100_000, marks=pytest.mark.fault)])
SOME = pytest.mark.parametrize("tries", [100, pytest.param(20_000, marks=pytest.mark.fault)])
FEW = pytest.mark.parametrize("tries", [25, pytest.param(2_000, marks=pytest.mark.fault)])


def acts(vault: UnlockedVault) -> int:
    with vault.read(CASEWORK) as session:
        return session.scalar(select(func.count()).select_from(shared.audit_entry)) or 0


@pytest.fixture
def package(here: Office) -> Path:
    return here.give([full_case(here.vault)])[0]


@pytest.fixture
def said(here: Office, there: Office, package: Path) -> Any:
    return letter_in(package, there.vault, own_card(here.vault).sign_key)


def refused(there: Office, path: Path, match: str, kind: type[AppError] = Invalid) -> None:
    """It is refused with these words, and leaves no trace."""
    before = acts(there.vault)
    with pytest.raises(kind, match=match):
        there.look(path)
    assert acts(there.vault) == before
    assert not Cases(there.vault).ids(Query())


def test_that_a_package_that_was_cut_off_is_refused_wherever_it_was_cut(there: Office, package: Path) -> None:
    whole = package.read_bytes()
    for length in (len(whole) - 1, len(whole) // 2, HEAD_BYTES + 1200, HEAD_BYTES, 20):
        package.write_bytes(whole[:length])
        refused(there, package, "beschadigd of niet volledig")
    for length in (10, 0):
        package.write_bytes(whole[:length])
        refused(there, package, "geen pakket van Bolwerk")
    package.write_bytes(whole + b"\0")
    refused(there, package, "beschadigd of niet volledig")


def test_that_one_changed_byte_anywhere_is_found(there: Office, package: Path) -> None:
    whole = package.read_bytes()
    dice = random.Random(5)  # noqa: S311 - repeatable, not secret
    for at in sorted(dice.sample(range(HEAD_BYTES - 40, len(whole)), 25)):
        changed = bytearray(whole)
        changed[at] ^= 1
        package.write_bytes(bytes(changed))
        with pytest.raises(Invalid):
            there.look(package)


def test_that_a_package_for_another_vault_is_refused(here: Office, there: Office, package: Path) -> None:
    with pytest.raises(Invalid, match="voor een andere kluis"):
        here.look(package)
    whole = bytearray(package.read_bytes())
    whole[HEAD_BYTES - 36] ^= 1  # the digest of the key
    package.write_bytes(bytes(whole))
    refused(there, package, "visitekaartje dat niet meer geldt")


def test_that_a_package_of_a_newer_version_is_refused(here: Office, there: Office, package: Path, said: Any) -> None:
    whole = bytearray(package.read_bytes())
    whole[15:17] = (9).to_bytes(2, "big")
    package.write_bytes(bytes(whole))
    refused(there, package, "nieuwere versie", NewerProgram)
    for name, value in (("format", 2), ("schema", "9999")):
        package.write_bytes(parcel_of(here.vault, there.vault, {**said, name: value}))
        refused(there, package, "nieuwere versie", NewerProgram)


def test_that_a_forged_package_is_refused(here: Office, there: Office, package: Path, said: Any) -> None:
    receiver = Receiver(there.vault.roster.vault_id, "casework", own_pair(there.vault).public_bytes)
    package.write_bytes(sealed(receiver, SigningKey.generate(), here.vault.roster.vault_id, said))
    refused(there, package, "handtekening onder dit pakket klopt niet")


def test_that_a_package_of_who_is_not_known_is_refused(there: Office, package: Path) -> None:
    card = trusted_cards(there.vault)[0]
    withdraw_card(there.vault, card.id, card.version)
    before = acts(there.vault)
    with pytest.raises(Invalid, match="geen visitekaartje"):
        there.look(package)
    assert acts(there.vault) == before


def test_that_what_was_given_to_one_is_not_passed_on_as_given_to_another(
    here: Office, there: Office, package: Path, said: Any
) -> None:
    """The receiver knows the content; sealing it to a third with the old signature proves nothing there."""
    third = KeyPair.generate()
    other = sealed(
        Receiver("ab" * 16, "casework", third.public_bytes),
        voice_of(own_pair(here.vault)),
        here.vault.roster.vault_id,
        said,
    )
    moved = other[: HEAD_BYTES - 52] + package.read_bytes()[HEAD_BYTES - 52 : HEAD_BYTES] + other[HEAD_BYTES:]
    package.write_bytes(moved)
    with pytest.raises(Invalid):
        there.look(package)


def test_that_what_is_no_file_is_refused(there: Office, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="kan niet worden gelezen"):
        there.look(tmp_path / "nergens.bolwerkpakket")
    with pytest.raises(Invalid, match=r"is geen bestand|kan niet worden gelezen"):
        there.look(tmp_path)


def test_that_a_package_that_was_swapped_after_looking_is_not_taken_in(here: Office, there: Office) -> None:
    case_id = full_case(here.vault)
    first, _ = here.give([case_id], "eerste")
    second, _ = here.give([case_id], "tweede")
    arrival = there.look(first)
    with pytest.raises(Conflict):
        take_in(there.vault, second, arrival, proposed(arrival))
    assert not Cases(there.vault).ids(Query())


def test_that_what_changed_here_after_looking_is_looked_at_again(here: Office, there: Office) -> None:
    case_id = full_case(here.vault)
    there.take(here.give([case_id])[0])
    path, _ = here.give([case_id], "tweede")
    arrival = there.look(path)
    (copy,) = Cases(there.vault).ids(Query())
    with there.vault.write(CASEWORK) as work:
        work.session.get_one(Case, copy).title = "Intussen"
        work.record("case.changed", "case", copy)
    with pytest.raises(Conflict, match="intussen iets gewijzigd"):
        take_in(there.vault, path, arrival, proposed(arrival))


@pytest.mark.parametrize("moment", [1, 8, 20])
def test_that_taking_in_can_be_stopped_and_leaves_nothing(there: Office, package: Path, moment: int) -> None:
    arrival, before, heard = there.look(package), acts(there.vault), []

    def stop(text_: str, _fraction: float | None) -> None:
        heard.append(text_)
        if len(heard) == moment:
            raise Cancelled

    with pytest.raises(Cancelled):
        take_in(there.vault, package, arrival, proposed(arrival), stop)
    assert acts(there.vault) == before
    assert not Cases(there.vault).ids(Query())


def test_that_nothing_chosen_is_said(there: Office, package: Path) -> None:
    with pytest.raises(Invalid, match="Kies ten minste één casus"):
        take_in(there.vault, package, there.look(package), Choices(frozenset()))


@FEW
def test_that_ill_will_of_a_known_giver_breaks_nothing(
    here: Office, there: Office, package: Path, said: Any, tries: int
) -> None:
    """Whatever a giver with the right keys writes is stored whole, refused in part with a reason, or refused."""
    dice, stored = random.Random(tries), 0  # noqa: S311
    told: set[str] = set()
    for _ in range(tries):
        bad = twisted(said, dice, dice.randrange(1, 4))
        package.write_bytes(parcel_of(here.vault, there.vault, bad, [b"Gezien door Eerste. " * 90_000]))
        try:
            arrival = there.look(package)
            stored += not take_in(there.vault, package, arrival, proposed(arrival)).nothing
        except AppError as error:
            told.add(str(error))
    assert all(each.endswith(".") for each in told)
    assert stored, "some of it must get past the door, or this proves nothing"
    with there.vault.read(CASEWORK) as session:
        assert session.execute(text("PRAGMA foreign_key_check")).first() is None
        assert session.execute(text("PRAGMA integrity_check(1)")).scalar() == "ok"
        for case in session.scalars(select(Case)):
            assert case.title


@MANY
def test_that_a_letter_is_understood_or_refused(said: Any, tries: int) -> None:
    dice = random.Random(tries)  # noqa: S311
    schema = head(CASEWORK)
    trails = [{**each, "lines": each["lines"][:2]} for each in said["letter"]["trails"]]
    small = {**said, "letter": {**said["letter"], "trails": trails}}
    good = canonical(small)
    for _ in range(tries):
        data = damaged(good, dice) if dice.random() < 0.2 else canonical(twisted(small, dice, dice.randrange(1, 5)))
        try:
            understood_records(letters.read(data, schema))
        except (Invalid, NewerProgram, NotStrict):
            continue


@SOME
def test_that_bytes_are_a_package_or_refused(here: Office, there: Office, package: Path, tries: int) -> None:
    dice = random.Random(tries)  # noqa: S311
    good, inbox = package.read_bytes(), [own_pair(there.vault)]
    key = own_card(here.vault).sign_key
    wanted = letter_in(package, there.vault, key)
    for _ in range(tries):
        data = damaged(good, dice)
        stream = io.BytesIO(data)
        try:
            parcel = opened(
                stream,
                read_head(stream),
                length=len(data),
                compartment="casework",
                inbox=inbox,
                sign_key_of=lambda _giver, _compartment: key,
            )
            content = b"".join(parcel.file(0))
        except (Invalid, NewerProgram):
            continue
        assert parcel.letter == canonical(wanted)
        assert content


@MANY
def test_that_a_card_is_ours_or_refused(tries: int) -> None:
    dice = random.Random(tries)  # noqa: S311
    voice, pair = SigningKey.generate(), KeyPair.generate()
    card = cards.Card(
        "ab" * 16, "casework", "Voorbeeldstad", "A. Voorbeeld", DAY, pair.public_bytes, voice.public_bytes
    )
    good = cards.written(card, voice)
    for _ in range(tries):
        try:
            found = cards.read(damaged(good, dice))
        except (Invalid, NewerProgram):
            continue
        assert found == card


def test_that_a_card_says_what_is_wrong_with_it(here: Office, tmp_path: Path) -> None:
    own = tmp_path / "Westland.kaartje"
    with pytest.raises(Invalid, match="van deze kluis zelf"):
        look_at_card(here.vault, own)
    own.write_bytes(own.read_bytes().replace(b'"format":1', b'"format":2'))
    with pytest.raises(NewerProgram, match="nieuwere versie"):
        look_at_card(here.vault, own)
    own.write_bytes(b"x" * 20_000)
    with pytest.raises(Invalid, match="geen visitekaartje"):
        look_at_card(here.vault, own)
    with pytest.raises(Invalid, match="kan niet worden gelezen"):
        look_at_card(here.vault, tmp_path / "nergens")


def test_that_a_part_that_hangs_on_nothing_here_is_refused_with_the_reason(
    here: Office, there: Office, package: Path, said: Any
) -> None:
    letter = {**said["letter"], "trails": []}
    letter["records"] = [each for each in letter["records"] if each["kind"] in {"case", "case_task", "case_note"}]
    letter["files"] = []
    task = next(each for each in letter["records"] if each["kind"] == "case_task")
    task["values"]["case_id"] = "0" * 32
    package.write_bytes(parcel_of(here.vault, there.vault, {**said, "letter": letter}))
    arrival = there.look(package)
    assert [each.state for case in arrival.cases for each in case.all()] == [State.NEW, State.NEW]
    taken = there.take(package)
    assert taken.added == 2
    assert [why for _, why in taken.refused] == ["hoort bij iets dat hier niet (meer) is"]
