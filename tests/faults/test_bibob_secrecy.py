"""R5 and R8 for screenings: no byte on disk tells of one, and no other password opens one (art. 28 Wet Bibob).

The demo vault has eight screenings with everything in them, whose counts were published; a reference was left besides.
Here every user is a thief with the whole folder and a script of their own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app import demo
from app.demo.rows import load
from app.demo.vault import PASSWORD
from app.paths import resource
from app.services.attention import attention
from app.services.bibob.references import leave_reference
from app.services.bibob.screenings import Screenings
from app.services.casework.cases import Cases
from app.services.drafts import Drafts, Input
from app.services.log.entries import AuditLog
from app.services.post import carry_and_take_in
from app.services.records import Query
from models.bibob.choices import DisclosureGround
from tests import outsider
from tests.demo_vault import build_demo, copy_of, open_as
from tests.faults.test_no_plain_text import files_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.vault.session import UnlockedVault

OTHERS = ("beheerder", "regisseur", "jurist", "integriteit", "plaatsvervanger", "beleid", "controller", "fg")
NOTE = "Merkwoord8846"
REFERENCE = "Verwijswoord2217"


def secrets() -> list[str]:
    """Whatever in the data leads to a screening: names, numbers, what was asked and found.

    Names that the demo invents for another compartment too tell nothing when they are found there.
    """
    found = [NOTE]
    for row in load("bibob")["screening"]:
        found += [row["subject"], *(party["name"] for party in row.get("party", ()))]
        found += [row[name] for name in ("reasoning", "advice_reference", "decision_reference") if name in row]
        found += [each["result"] for each in row.get("source", ())]
        found += [each["recipient"] for each in row.get("disclosure", ())]
    made = (*resource("demo").glob("*.toml"), *Path(demo.__file__).parent.glob("*.py"))
    elsewhere = "".join(path.read_text("utf-8") for path in made if path.stem != "bibob")
    return [*(word for word in found if word not in elsewhere), "999993653"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With half an input left waiting, and a reference left in a case by choice."""
    place = tmp_path_factory.mktemp("bibob")
    folder = copy_of(build_demo(place), place)
    with open_as("regisseur", folder) as vault:
        number = _first_case(vault)
    with open_as("bibob", folder) as vault:
        register = Screenings(vault)
        file = register.ids(Query())[0]
        waiting = Input(register.kind, file, 1, NOTE, was={"note": ""}, now={"note": NOTE})
        Drafts(register).keep(waiting)
        leave_reference(vault, file, case_number=number, text=REFERENCE, ground=DisclosureGround.D)
    for login in OTHERS:
        with open_as(login, folder) as vault:
            carry_and_take_in(vault)
    return folder


def _first_case(vault: UnlockedVault) -> str:
    cases = Cases(vault)
    return str(cases.get(cases.ids(Query())[0]).draft.number)


def plain_text_of(folder: Path, login: str) -> bytes:
    """Everything that the compartment keys of one user decrypt, of every database file in the folder."""
    loot = outsider.steal(folder, login, PASSWORD)
    return b"".join(
        dumped(path, key) for key in loot.keys.values() for path in folder.rglob("*.db") if outsider.opens(path, key)
    )


def dumped(path: Path, key: bytes) -> bytes:
    connection = sqlcipher.connect(str(path))
    try:
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return "\n".join(str(connection.execute(f'SELECT * FROM "{name}"').fetchall()) for name in tables).encode()  # noqa: S608
    finally:
        connection.close()


def test_that_no_byte_of_the_folder_tells_of_a_screening(folder: Path) -> None:
    assert list(files_with(folder, *secrets(), "BIB-2020-001", REFERENCE)) == []


@pytest.mark.parametrize("login", OTHERS)
def test_that_no_other_password_opens_a_word_of_it(folder: Path, login: str) -> None:
    content = plain_text_of(folder, login)
    assert content
    assert [word for word in secrets() if word.encode() in content] == []
    assert login == "regisseur" or REFERENCE.encode() not in content


def test_that_a_case_holds_the_number_and_text_that_were_left_and_no_more(folder: Path) -> None:
    content = plain_text_of(folder, "regisseur").decode()
    assert content.count(REFERENCE) == 1
    assert content.count("BIB-20") == 1


def test_that_the_coordinator_opens_all_of_it(folder: Path) -> None:
    """The measure itself."""
    content = plain_text_of(folder, "bibob")
    hidden_in_a_draft = {NOTE}
    assert {word for word in secrets() if word.encode() not in content} == hidden_in_a_draft


@pytest.fixture(scope="module")
def caseworker(folder: Path) -> Iterator[UnlockedVault]:
    with open_as("regisseur", folder) as vault:
        yield vault


def test_that_a_caseworker_does_not_see_that_there_are_screenings(caseworker: UnlockedVault) -> None:
    told = " ".join(item.text for item in attention(caseworker))
    log = AuditLog(caseworker)
    entries = " ".join(str(row.cells) for row in log.rows(log.ids(Query())))
    for word in (*secrets(), "BIB-20"):
        assert word not in told
        assert word not in entries
    assert "Bibob-dossier" not in entries
    assert list(log.ids(Query(words="Bibob-dossier"))) == []
