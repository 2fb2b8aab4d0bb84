"""The burgerservicenummer of a mention: masked for who reads, kept through changes, shown by an act that is logged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.errors import Invalid
from app.rules.permissions import CASEWORK
from app.services.network.entities import Entities
from app.services.signals.mentions import MentionDraft, Mentions
from models.casework import Mention
from models.casework.choices import MentionKind
from tests.services.network.people import person

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

BSN, OTHER, MASKED = "123456782", "111222333", "••••••782"


def stored(vault: UnlockedVault, key: int) -> str | None:
    with vault.read(CASEWORK) as session:
        return session.scalar(select(Mention.bsn).where(Mention.id == key))


def test_that_a_bsn_is_masked_wherever_a_mention_is_read(director: UnlockedVault) -> None:
    key = person(director, "Voorbeeld", bsn="1234.56.782")
    for register in (Mentions(director), Entities(director)):
        assert register.get(key).draft.bsn == MASKED
        assert not any("123456782" in str(cell) for row in register.rows([key]) for cell in row.cells)
    assert Mentions(director).bsn_of(key) == BSN
    assert Mentions(director).history(key)[0].action == "mention.bsn_shown"


def test_that_a_change_keeps_what_was_not_shown(director: UnlockedVault) -> None:
    key = person(director, "Voorbeeld", bsn=BSN)
    mentions = Mentions(director)
    record = mentions.get(key)
    record = mentions.change(key, replace(record.draft, surname="Proef"), record.version)
    assert (stored(director, key), record.draft.bsn) == (BSN, MASKED)
    record = mentions.change(key, replace(record.draft, bsn=OTHER), record.version)
    assert stored(director, key) == OTHER
    record = mentions.change(key, replace(record.draft, bsn=None), record.version)
    assert stored(director, key) is None


@pytest.mark.parametrize("typed", ["123456783", "••••••783", "12345"])
def test_that_what_cannot_be_one_is_refused_beside_the_field(director: UnlockedVault, typed: str) -> None:
    key = person(director, "Voorbeeld", bsn=BSN)
    mentions = Mentions(director)
    record = mentions.get(key)
    with pytest.raises(Invalid) as refused:
        mentions.change(key, replace(record.draft, bsn=typed), record.version)
    assert "bsn" in refused.value.fields
    assert stored(director, key) == BSN


def test_that_undoing_a_removal_brings_it_back_whole(director: UnlockedVault) -> None:
    key = person(director, "Voorbeeld", bsn=BSN)
    mentions = Mentions(director)
    again = mentions.add(mentions.remove(key, mentions.get(key).version))
    assert stored(director, again.id) == BSN


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": MentionKind.ACCOUNT, "iban": "NL91ABNA0417164301"}, "iban"),
        ({"kind": MentionKind.CONTACT, "phone": "0612345"}, "phone"),
        ({"kind": MentionKind.CONTACT, "email": "naam@@voorbeeld.nl"}, "email"),
        ({"kind": MentionKind.ORGANISATION, "organisation": "Demo", "rsin": "123456783"}, "rsin"),
        ({"kind": MentionKind.ADDRESS, "street": "Proefweg", "bag_id": "178399"}, "bag_id"),
    ],
)
def test_that_each_identifier_is_checked_when_it_is_entered(
    director: UnlockedVault, said: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        Mentions(director).add(MentionDraft(**said, origin="Lijst"))  # type: ignore[arg-type]
    assert set(refused.value.fields) == {field}
