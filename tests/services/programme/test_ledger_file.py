"""A CSV file of the ledger beside the bookings of a year: read in every notation, bad rows by row and column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from app.errors import Invalid
from app.rules.ledger import Notation
from app.services.programme.ledger import BadCell, booked_years, read_ledger, reconcile
from app.services.programme.spending import BookingDraft, Bookings
from tests.services.parents import line

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault

HEAD = "Boekdatum;Bedrag;Boekstuknummer;Omschrijving;Grootboeknummer;Kostenplaats"


def file_of(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "grootboek.csv"
    path.write_bytes(text.encode(encoding))
    return path


def booked(vault: UnlockedVault) -> None:
    key = line(vault)
    for day, amount, reference in (
        (date(2019, 5, 14), "1350.00", "DEMO-1"),
        (date(2019, 6, 28), "1350.00", "DEMO-2"),
        (date(2019, 12, 20), "-250.00", "DEMO-3"),
    ):
        draft = BookingDraft(key, day, Decimal(amount), "Factuur", reference, "600", "43000")
        Bookings(vault).add(draft)


def test_that_a_ledger_that_says_the_same_agrees(director: UnlockedVault, tmp_path: Path) -> None:
    booked(director)
    rows = ("14-5-2019;€ 1.350,00;DEMO-1;x;43000;600", "2019-06-28;1350;DEMO-2;;;", "20191220;250,00-;demo-3;;;")
    found = reconcile(director, 2019, file_of(tmp_path, "\r\n".join((HEAD, *rows))))
    assert found.found.agrees
    assert (found.ledger_total, found.own_total) == (Decimal(2450), Decimal(2450))
    assert (found.bad, found.outside, found.notation) == ((), 0, Notation.DUTCH)


def test_that_what_differs_and_what_stands_on_one_side_is_shown_both_ways(
    director: UnlockedVault, tmp_path: Path
) -> None:
    booked(director)
    text = f"{HEAD}\n14-5-2019;1.305,00;DEMO-1;x;43000;600\n1-7-2019;99,95;DEMO-9;y;;\n3-1-2020;5,00;DEMO-10;z;;\n"
    found = reconcile(director, 2019, file_of(tmp_path, text))
    (pair,) = found.found.differing
    assert (pair.ledger.amount, pair.ours.amount, pair.differs) == (Decimal(1305), Decimal(1350), ("bedrag",))
    assert [entry.reference for entry in found.found.only_ledger] == ["DEMO-9"]
    assert [entry.reference for entry in found.found.only_ours] == ["DEMO-2", "DEMO-3"]
    assert found.outside == 1


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ('date,amount,reference\n2019-05-14,"1,350.00",DEMO-1\n', "utf-8"),
        ("Datum\tDebet\tCredit\n14/05/2019\t1.350,00\t\n", "utf-8"),
        (f"\ufeff{HEAD}\n14 mei 2019;1.350,00;DEMO-1;caf\u00e9;;\n", "utf-8"),
        (f"{HEAD}\n14-05-2019;1.350,00;DEMO-1;caf\u00e9;;\n", "cp1252"),
        ('boekdatum;omschrijving;bedrag\n2019-05-14T00:00:00;"een; twee";1350,00\n', "utf-8"),
    ],
)
def test_that_a_ledger_is_read_as_it_is_written(text: str, encoding: str, tmp_path: Path) -> None:
    (entry,) = read_ledger(file_of(tmp_path, text, encoding)).entries
    assert (entry.booked_on, entry.amount) == (date(2019, 5, 14), Decimal(1350))


def test_that_spending_in_one_amount_is_told_and_not_compared(director: UnlockedVault, tmp_path: Path) -> None:
    booked(director)
    line(director, name="Eén bedrag", spent_amount=Decimal(2067))
    found = reconcile(director, 2019, file_of(tmp_path, f"{HEAD}\n14-5-2019;1,00;A;;;\n"))
    assert (found.own_total, found.unbooked) == (Decimal(2450), Decimal(2067))
    assert booked_years(director) == (2019,)


def test_that_credit_counts_back(tmp_path: Path) -> None:
    (entry,) = read_ledger(file_of(tmp_path, "Datum;Debet;Credit\n1-5-2019;10,00;12,50\n")).entries
    assert entry.amount == Decimal("-2.50")


def test_that_bad_rows_are_told_by_row_and_column_and_the_others_read(tmp_path: Path) -> None:
    wrong = ("31-2-2019;1,00;A;;;", ";2,00;B;;;", "1-5-2019;twee;C;;;", "1-5-2019;;D;;;", "", "1-5-2019;1,00;E;;;;;")
    found = read_ledger(file_of(tmp_path, "\n".join((HEAD, *wrong, "1-5-2019;3,00;F;;;"))))
    assert [entry.reference for entry in found.entries] == ["F"]
    assert [(bad.row, bad.column) for bad in found.bad] == [
        (2, "Boekdatum"),
        (3, "Boekdatum"),
        (4, "Bedrag"),
        (5, "Bedrag"),
        (7, "Kostenplaats"),
    ]
    assert found.bad[1] == BadCell(3, "Boekdatum", "Er staat geen datum.")
    assert "‘twee’ is geen bedrag in de schrijfwijze 1.234,56" in found.bad[2].problem


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is leeg"),
        (b"Naam;Plaats\nA;B\n", "ontbreekt een kolom met een datum .* en een bedrag"),
        (b"Datum;Naam\n1-5-2019;B\n", "ontbreekt een kolom met een bedrag"),
        (b"Datum;Bedrag\n1-5-2019;1.234,56\n1-5-2019;12.50\n", "twee schrijfwijzen"),
        (b"PK\x03\x04\x00\x00", "geen CSV-bestand"),
    ],
)
def test_that_a_file_that_is_no_ledger_is_refused_with_the_reason(content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "grootboek.csv"
    path.write_bytes(content)
    with pytest.raises(Invalid, match=told):
        read_ledger(path)


def test_that_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="kan niet worden gelezen"):
        read_ledger(tmp_path / "geen.csv")


def test_that_a_year_without_bookings_lists_all_of_the_ledger(director: UnlockedVault, tmp_path: Path) -> None:
    found = reconcile(director, 2019, file_of(tmp_path, f"{HEAD}\n14-5-2019;1,00;A;;;\n"))
    assert (len(found.found.only_ledger), found.own_total) == (1, Decimal(0))
