"""Minutes: each decision with owner and term, attendance per cluster, and no more than its reader took part in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.errors import AccessDenied, ExportFailed, Invalid, NotFound
from app.report.papers.minutes import export_minutes, minutes_pdf
from app.rules.permissions import CASEWORK, Role
from app.services.exports import Purpose
from app.services.meetings.deciding import decide
from app.services.meetings.minutes import LEFT_OUT, minutes_of
from app.services.meetings.participation import set_participation
from app.services.meetings.sitting import Deciding, close_meeting, set_presence, sitting
from models.casework import CaseworkExport
from models.casework.choices import Cluster
from models.casework.meeting_choices import Audience, Decision, ItemPart, Presence
from models.choices import Classification
from tests.report.reading import Reading
from tests.services.meetings.offices import lip, meeting, member

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.session import UnlockedVault

DUE = date(2020, 4, 1)


@pytest.fixture
def held(director: UnlockedVault) -> int:
    """A meeting of three items and three members, of whom one is away."""
    kind = lip(
        director, standing=("Opening", "Pand Voorbeeldstraat", "Rondvraag"), place="Kamer 1", chair="A. Voorbeeld"
    )
    member(director, kind, "A. Voorbeeld")
    social = member(director, kind, "B. Voorbeeld", Cluster.SOCIAL)
    tax = member(director, kind, "C. Voorbeeld", Cluster.TAXES)
    key = meeting(director, kind)
    set_presence(director, key, {tax: Presence.EXCUSED})
    items = sitting(director, key).items
    decide(director, items[0].id, Deciding(Decision.NO_ACTION, "Geen mededelingen."), 1)
    set_participation(director, items[1].id, Audience.EVERYONE, {social: (ItemPart.RECUSED, "Familie van de huurder")})
    decide(director, items[1].id, Deciding(Decision.ACTION, "Controle plannen", "C. Voorbeeld", DUE), 1)
    return key


def member_id(vault: UnlockedVault, key: int, name: str) -> int:
    return next(each.member_id for each in sitting(vault, key).attendants if each.name == name)


def test_that_minutes_name_each_decision_owner_and_term(director: UnlockedVault, held: int) -> None:
    minutes = minutes_of(director, held)
    assert [(item.number, item.title, item.decision, item.owner, item.due_on) for item in minutes.items] == [
        (1, "Opening", Decision.NO_ACTION, None, None),
        (2, "Pand Voorbeeldstraat", Decision.ACTION, "C. Voorbeeld", DUE),
        (3, "Rondvraag", None, None, None),
    ]
    assert minutes.items[1].recused == ("B. Voorbeeld",)
    assert [(each.text, each.owner) for each in minutes.actions] == [("Controle plannen", "C. Voorbeeld")]
    text = Reading(minutes_pdf(minutes, "Voorbeeldstad")).text
    for told in (
        "Conceptverslag LIP 12 maart 2020",
        "Cluster veiligheid A. Voorbeeld",
        "C. Voorbeeld (afgemeld)",
        "Geen actie. Geen mededelingen.",
        "Actie. Controle plannen",
        "Verschoond: B. Voorbeeld.",
        "1 april 2020",
        "nog niet besloten",
        "Vertrouwelijk",
    ):
        assert told.casefold() in text.casefold()


def test_that_minutes_of_a_closed_meeting_are_no_draft(director: UnlockedVault, held: int) -> None:
    decide(director, sitting(director, held).items[2].id, Deciding(Decision.NO_ACTION), 1)
    close_meeting(director, held)
    pdf = minutes_pdf(minutes_of(director, held), "Voorbeeldstad")
    assert "Verslag LIP" in Reading(pdf).text
    assert pdf == minutes_pdf(minutes_of(director, held), "Voorbeeldstad")


def test_that_a_member_reads_only_what_they_took_part_in(director: UnlockedVault, held: int) -> None:
    social, tax = member_id(director, held, "B. Voorbeeld"), member_id(director, held, "C. Voorbeeld")
    recused = minutes_of(director, held, social)
    assert (recused.items[1].title, recused.items[1].owner, recused.actions) == (LEFT_OUT, None, ())
    assert "Controle plannen" not in Reading(minutes_pdf(recused, "Voorbeeldstad")).text
    assert "Exemplaar voor B. Voorbeeld" in Reading(minutes_pdf(recused, "Voorbeeldstad")).text
    assert minutes_of(director, held, tax).items[1].owner == "C. Voorbeeld"
    third = sitting(director, held).items[2].id
    chair = member_id(director, held, "A. Voorbeeld")
    set_participation(director, third, Audience.LISTED, {chair: (ItemPart.ADMITTED, None)})
    assert minutes_of(director, held, tax).items[2].left_out, "also who was away is not admitted"
    assert not minutes_of(director, held, chair).items[2].left_out


def test_that_an_export_has_a_reason_and_is_logged(director: UnlockedVault, held: int, tmp_path: Path) -> None:
    out = tmp_path / "verslag.pdf"
    with pytest.raises(Invalid):
        export_minutes(director, held, out, Purpose(" "))
    assert not out.exists()
    export_minutes(
        director, held, out, Purpose("Voor de deelnemers", "B. Voorbeeld"), member_id(director, held, "B. Voorbeeld")
    )
    assert out.read_bytes().startswith(b"%PDF")
    with director.read(CASEWORK) as session:
        (logged,) = session.scalars(select(CaseworkExport)).all()
    assert logged.what == "Conceptverslag LIP 12 maart 2020, 3 punten, voor B. Voorbeeld"
    assert (logged.reason, logged.recipient) == ("Voor de deelnemers", "B. Voorbeeld")
    assert logged.classification is Classification.CONFIDENTIAL


def test_that_an_export_that_fails_is_not_logged(director: UnlockedVault, held: int, tmp_path: Path) -> None:
    with pytest.raises(ExportFailed):
        export_minutes(director, held, tmp_path / "weg" / "verslag.pdf", Purpose("Voor de deelnemers"))
    with pytest.raises(NotFound):
        export_minutes(director, 99, tmp_path / "verslag.pdf", Purpose("Voor de deelnemers"))
    with director.read(CASEWORK) as session:
        assert session.scalars(select(CaseworkExport)).all() == []


def test_that_only_who_keeps_the_minutes_exports_them(
    director: UnlockedVault, held: int, unlock_as: Callable[[Role], UnlockedVault], tmp_path: Path
) -> None:
    with pytest.raises(AccessDenied):
        export_minutes(unlock_as(Role.PRIVACY), held, tmp_path / "verslag.pdf", Purpose("x"))
    assert minutes_of(unlock_as(Role.PRIVACY), held).items
