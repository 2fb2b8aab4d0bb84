"""Files as offices have them: made by hand over the years, unlike any template."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    Rows = Sequence[Sequence[Any]]

CASES = (
    ("Lopende zaken ondermijning",),
    (),
    ("Nr", "Naam", "Soort casus", "Begindatum", "Adres", "Opmerkingen", "Betrokken partners", "Fase", "Kleur"),
    (
        "Z-19-1",
        "Wasserette Proef",
        "witwassen",
        date(2019, 3, 1),
        "Voorbeeldstraat 1",
        None,
        "Politie; RIEC",
        "onderzoek",
        1,
    ),
    (
        "Z-19-2",
        "Loods Voorbeeld",
        "RIEC casus malafide uitzendbureau’s",
        "5 april 2019",
        None,
        "via LIP",
        None,
        "nieuw",
        2,
    ),
    ("Z-19-3", "Kas Demo", "Illegale huisvesting", "12-06-2019", "Proefweg 2", None, "Politie", "in uitvoering", None),
)
PERSONS = (
    ("Voornaam", "Tussenv.", "Naam", "Geb. datum", "Woonplaats", "Zaak", "Rol"),
    ("Jan", "van", "Voorbeeld", "1-2-1980", "Proefdorp", "Z-19-1", None),
    ("Els", None, "Demo", date(1990, 5, 6), None, "Z-19-2", None),
    ("P.", "de", "Proef", "3 mei 1975", "Teststad", None, None),
)
BUDGET = (
    ("Tabel 2: Begroting",),
    ("", "Begroot 2021", "Uitgaven 2021", "Restant", "Toelichting"),
    ("Onderzoek",),
    ("Onderzoek haven", None, "12.500", None, None),
    ("App voor signalen", None, 2067, None, "Structureel"),
    ("Scan", None, None, None, "Nog geen factuur"),
    ("Weerbaarheid",),
    ("Folders", None, "€ 428,-", None, None),
    ("Totaal 2021", "50.000-,", 14995, "€ 35.005", None),
)
TABLE_1 = (
    ("Casuïstiek", 2016, 2017, 2018, 2019),
    ("Arbeidsuitbuiting ISZW", None, None, None, 5),
    ("Belastingfraude", None, None, None, 1),
    ("Hennep/drugs bestuurlijke waarschuwing gemeente", 1, 6, 2, 1),
    ("Hennep/drugs sluiting gemeente", 2, 3, 8, 8),
    ("Hennep/drugs huisuitzetting corporatie", None, None, None, 2),
    ("Illegale gokhal", None, None, None, 2),
    ("Illegale huisvesting", None, None, None, 2),
    ("Outlaw Motor Gang", None, None, None, 2),
    ("Woonfraude/prostitutie", None, None, None, 1),
    ("Witwassen", None, None, None, 1),
    ("RIEC Casus malafide uitzendbureau's", None, None, None, 1),
    ("RIEC Casus aanpak Georganiseerde Criminaliteit", None, None, 2, 3),
    ("RIEC casus arbeidsuitbuiting", 1, 1, None, None),
    ("Totaal", 4, 10, 12, 29),
)
TABLE_2 = (
    ("", "Begroot 2019", "Uitgaven 2019", "Restant", "Toelichting"),
    ("Casuïstiek en informatiepositie",),
    ("Scan bedrijventerrein", None, "2.700"),
    ("Onderzoek arbeidsuitbuiting", None, "15.000", None, "Tweede helft bij oplevering 2020"),
    ("Waaksamen app", None, 2067, None, "Structureel"),
    ("Onderzoek stichting Fairwork", None, 800),
    ("Onderzoek toekomstperspectief recreatieparken", None, "7.065"),
    ("Basis op orde",),
    ("Projectleider informatiepositie aanpak casuïstiek", None, "33.825", None, "Inhuur 2019"),
    ("Projectleider Bibob-beleidslijn", None, "49.008", None, "Inhuur 2019"),
    ("Projectleider ondermijning", None, "41.096", None, "Inhuur 2019"),
    ("Strategisch adviseur Veiligheid", None, "71.211", None, "Inhuur loopt door in 2020"),
    ("Weerbaarheid",),
    ("Signaalboekjes ondermijning", None, 428),
    ("Totaal 2019", "520.000-,", "223.200", "€ 296.800", "Verzoek tot overheveling"),
)
"""Table 1 and 2 of the 2019 report as they are printed (data/westland-2019.json)."""


def xlsx(**sheets: Rows) -> bytes:
    """A workbook with these sheets; an underscore in a name is a space."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def delimited(rows: Rows, *, separator: str = ";", encoding: str = "utf-8") -> bytes:
    """The same as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def by_hand() -> bytes:
    """Cases, persons and a budget in one workbook."""
    return xlsx(Zaken=CASES, Personen=PERSONS, Begroting=BUDGET)
