"""A file whose term for keeping has passed is destroyed: nothing that leads to somebody is left, the counts are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import Conflict, Invalid
from app.services.bibob.aftermath import DisclosureDraft, Disclosures
from app.services.bibob.destroying import STAYS
from app.services.bibob.overview import screening_year
from app.services.bibob.parties import FinancingDraft, Financings, Parties, PartyDraft
from app.services.bibob.screenings import Screenings
from app.services.bibob.warnings import screening_items
from app.services.drafts import Drafts, Input
from app.services.records import Query
from models.bibob import Letter, Screening
from models.bibob.choices import DisclosureGround, PartyNature, PartyRole
from models.letter_choices import LetterKind
from tests.services.bibob.files import WHOLE, screening
from tests.services.bibob.test_secrecy import everything_in

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

WORD = "Merkwoord6231"
CLOSED = replace(
    WHOLE,
    subject=WORD,
    note=WORD,
    reasoning=WORD,
    external_number=WORD,
    decision_reference=WORD,
    keep_until=date(2025, 12, 1),
    destroyed_on=None,
)


def letter_of(file: int) -> Letter:
    """A letter with the word in it, which left the vault once."""
    return Letter(
        screening_id=file,
        kind=LetterKind.INTENTION,
        number="BIB-2020-001",
        recipient=WORD,
        address=WORD,
        dated=date(2020, 7, 8),
        ground="art. 33 Wet Bibob",
        reason=WORD,
        template=WORD,
        template_sha256="0" * 64,
        docx=WORD.encode(),
        docx_sha256="0" * 64,
        pdf=WORD.encode(),
        pdf_sha256="0" * 64,
        made_at="2020-07-08T10:00:00+00:00",
        made_by="Iemand",
    )


def file_of(vault: UnlockedVault) -> int:
    """Closed, with everything in it, and input that waits."""
    register = Screenings(vault)
    file = register.add(CLOSED).id
    party = Parties(vault).add(
        PartyDraft(file, PartyRole.SUBJECT, PartyNature.NATURAL, WORD, trade_names=(WORD,), note=WORD)
    )
    Parties(vault).set_bsn(party.id, "999993653", party.version)
    Financings(vault).add(FinancingDraft(file, party.id, WORD, None, WORD))
    Disclosures(vault).add(DisclosureDraft(file, date(2020, 9, 1), DisclosureGround.J, WORD, WORD))
    with vault.write("bibob") as work:
        work.session.add(letter_of(file))
        work.record("letter.made", "letter", 1)
    Drafts(register).keep(Input("screening", file, 1, WORD, was={"note": ""}, now={"note": WORD}))
    Drafts(Parties(vault)).keep(Input("party", party.id, 1, WORD, was={"note": ""}, now={"note": WORD}))
    return file


def test_that_a_destroyed_file_leaves_its_number_and_what_is_counted(bibob: UnlockedVault) -> None:
    file = file_of(bibob)
    counted = screening_year(bibob, 2020, merge_small=False)
    done = Screenings(bibob).destroy(file, 1)
    content = everything_in(bibob, "bibob")
    assert not [word for word in (WORD, WORD.lower(), "999993653") if word in content]
    assert done.draft.subject == "(vernietigd)"
    assert done.draft.destroyed_on is not None
    assert done.title == "BIB-2020-001 (vernietigd)"
    assert screening_year(bibob, 2020, merge_small=False) == counted
    assert [len(register(bibob).ids(Query())) for register in (Parties, Financings, Disclosures)] == [0, 0, 0]
    assert Screenings(bibob).history(file)[0].action == "screening.destroyed"
    assert screening_items(bibob) == ()


def test_that_other_files_keep_everything(bibob: UnlockedVault) -> None:
    file_of(bibob)
    other = Screenings(bibob).add(replace(CLOSED, subject="Een ander")).id
    Screenings(bibob).destroy(other, 1)
    content = everything_in(bibob, "bibob")
    assert WORD in content
    assert "999993653" in content
    assert "Een ander" not in content


def test_that_a_file_that_must_be_kept_is_not_destroyed(bibob: UnlockedVault) -> None:
    register = Screenings(bibob)
    kept = register.add(replace(CLOSED, keep_until=date(2099, 12, 31))).id
    with pytest.raises(Invalid, match="bewaard tot en met 31 december 2099"):
        register.destroy(kept, 1)
    with pytest.raises(Invalid, match="Sluit het dossier eerst"):
        register.destroy(screening(bibob), 1)
    gone = register.add(CLOSED).id
    with pytest.raises(Conflict):
        register.destroy(gone, 2)
    version = register.destroy(gone, 1).version
    with pytest.raises(Invalid, match="al vernietigd"):
        register.destroy(gone, version)
    assert register.get(kept).draft.subject == WORD


def test_that_every_field_of_a_file_either_stays_or_can_be_emptied() -> None:
    columns = Screening.__table__.c
    assert set(columns.keys()) >= STAYS
    assert {column.name for column in columns if not column.nullable} <= STAYS
