"""The municipality's own extract of the BAG: read with its mistakes told, and asked by forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import AccessDenied, ImportProblem
from app.exchange.sheets.reading import read_bytes
from app.rules.permissions import Role
from app.services.network.recognising.addresses import address_count, addresses_like, load_addresses, streets, towns
from app.services.signals.mentions import MentionDraft, Mentions
from models.casework.choices import MentionKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.exchange.sheets.workbook import Line
    from app.vault.session import UnlockedVault

HEAD = "Openbare ruimte;Huisnummer;Huisletter;Huisnummertoevoeging;Postcode;Woonplaats;Nummeraanduiding-ID"
GOOD = (
    "Voorbeeldstraat;12;a;;2671 AB;Proefdorp;1783200000000001",
    "Voorbeeldstraat;12;;3;2671AB;Proefdorp;1783200000000002",
    "Burgemeester Demolaan;1;;;2672 CD;Elders;0363200000000003",
)


def table(*lines: str, head: str = HEAD) -> list[Line]:
    content = "\n".join((head, *lines)).encode()
    return list(read_bytes(content, "bag.csv").sheet().lines)


def test_that_an_extract_is_read_and_asked(director: UnlockedVault) -> None:
    assert address_count(director) == 0
    told = load_addresses(director, table(*GOOD))
    assert (told.stored, told.refused_count) == (3, 0)
    assert [each.addition for each in addresses_like(director, postcode="2671AB", house_number=12)] == ["3", "a"]
    (found,) = addresses_like(director, street="Burg. Demol", house_number=1)
    assert (found.postcode, found.town, found.bag_id) == ("2672CD", "Elders", "0363200000000003")
    assert addresses_like(director, street="Voorbeeldstraat", town="elders") == ()
    assert addresses_like(director, street="V") == ()
    assert streets(director) == ("Burgemeester Demolaan", "Voorbeeldstraat")
    assert towns(director) == ("Elders", "Proefdorp")


def test_that_a_newer_extract_takes_the_place_of_the_old_one(director: UnlockedVault) -> None:
    load_addresses(director, table(*GOOD))
    load_addresses(director, table(GOOD[0]))
    assert address_count(director) == 1


@pytest.mark.parametrize(
    ("line", "column", "told"),
    [
        ("Voorbeeldstraat;nul;;;2671AB;Proefdorp;1783200000000009", "Huisnummer", "getal"),
        ("Voorbeeldstraat;0;;;2671AB;Proefdorp;1783200000000009", "Huisnummer", "getal"),
        ("Voorbeeldstraat;1;;;2671;Proefdorp;1783200000000009", "Postcode", "vier cijfers"),
        (";1;;;2671AB;Proefdorp;1783200000000009", "Openbare ruimte", "straat"),
        ("Voorbeeldstraat;1;;;2671AB;;1783200000000009", "Woonplaats", "woonplaats"),
        ("Voorbeeldstraat;1;;;2671AB;Proefdorp;178", "Nummeraanduiding-ID", "BAG-nummer"),
        ("Voorbeeldstraat;1;;;2671AB;Proefdorp;1783200000000001", "Nummeraanduiding-ID", "eerdere regel"),
        ("Voorbeeldstraat;1;;een veel te lange toevoeging;2671AB;Proefdorp;1783200000000009", None, "te lang"),
    ],
)
def test_that_a_wrong_line_is_told_by_row_and_column_and_the_rest_is_read(
    director: UnlockedVault, line: str, column: str | None, told: str
) -> None:
    loaded = load_addresses(director, table(*GOOD, line))
    (refused,) = loaded.refused
    assert (loaded.stored, refused.row) == (3, 5)
    assert refused.column == (column or "Huisnummertoevoeging")
    assert told in refused.message


@pytest.mark.parametrize(
    ("lines", "head"),
    [
        (GOOD, "Straat;Huisnummer;Postcode"),
        (("a;b;c;d;e;f;g", "h;i;j;k;l;m;n"), HEAD),
    ],
)
def test_that_another_file_is_refused_and_changes_nothing(
    director: UnlockedVault, lines: tuple[str, ...], head: str
) -> None:
    load_addresses(director, table(*GOOD))
    with pytest.raises(ImportProblem) as refused:
        load_addresses(director, table(*lines, head=head))
    assert refused.value.column
    assert address_count(director) == 3
    with pytest.raises(ImportProblem):
        load_addresses(director, [])


def test_that_forms_suggest_what_the_extract_has(director: UnlockedVault) -> None:
    load_addresses(director, table(*GOOD))
    typed = MentionDraft(kind=MentionKind.ADDRESS, street="Burgemeester Demolaan", house_number=1)
    mentions = Mentions(director)
    assert [each.label for each in mentions.options("street", typed)] == ["Burgemeester Demolaan", "Voorbeeldstraat"]
    assert [each.value for each in mentions.options("postcode", typed)] == ["2672 CD"]
    assert [each.value for each in mentions.options("bag_id", typed)] == ["0363200000000003"]
    assert [each.label for each in mentions.options("town", typed)] == ["Elders", "Proefdorp"]
    assert mentions.options("postcode", None) == ()


def test_that_who_may_not_edit_loads_nothing(unlock_as: Callable[[Role], UnlockedVault]) -> None:
    with pytest.raises(AccessDenied):
        load_addresses(unlock_as(Role.JURIST), table(*GOOD))
