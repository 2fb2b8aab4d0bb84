"""Mentions without a record and links are kept as long as they say, and leave nothing of an entity behind."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.services.clock import today
from app.services.network.judgements import judge
from app.services.retention.acts import approve, propose
from app.services.retention.work_list import due_lines
from models.casework.choices import Likeness
from tests.services.network.people import ends_of, entities_of, link, person

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def test_that_what_stands_in_no_record_has_a_term_of_its_own(director: UnlockedVault, privacy: UnlockedVault) -> None:
    past = today() - timedelta(days=1)
    in_signal = person(director, keep_until=past)
    loose = person(director, origin="Gesprek", keep_until=past)
    other = person(director, origin="Gesprek")
    judge(director, loose, in_signal, Likeness.SAME, "Zelfde man.")
    made = link(director, in_signal, other, keep_until=past)
    link(director, loose, other)
    lines = {(line.kind, line.record): line.number for line in due_lines(director)}
    assert lines == {("mention", loose): f"nr. {loose}", ("link", made): f"nr. {made}"}
    for kind, key in lines:
        propose(director, kind, key)
        approve(privacy, kind, key)
    assert entities_of(director) == {in_signal: in_signal, other: other}
    assert ends_of(director) == {}
    assert due_lines(director) == ()
