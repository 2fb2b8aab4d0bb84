"""The document of 2019 as the report has it: what the demo vault must come to, written out by hand from the source."""

from __future__ import annotations

TABLE_1 = (
    ("Arbeidsuitbuiting ISZW", "", "", "", "5"),
    ("Belastingfraude", "", "", "", "1"),
    ("Hennep/drugs bestuurlijke waarschuwing gemeente", "1", "6", "2", "1"),
    ("Hennep/drugs sluiting gemeente", "2", "3", "8", "8"),
    ("Hennep/drugs huisuitzetting corporatie", "", "", "", "2"),
    ("Illegale gokhal", "", "", "", "2"),
    ("Illegale huisvesting", "", "", "", "2"),
    ("Outlaw Motor Gang", "", "", "", "2"),
    ("Woonfraude/prostitutie", "", "", "", "1"),
    ("Witwassen", "", "", "", "1"),
    ("RIEC casus malafide uitzendbureaus", "", "", "", "1"),
    ("RIEC casus aanpak georganiseerde criminaliteit", "", "", "2", "3"),
    ("RIEC casus arbeidsuitbuiting", "1", "1", "", ""),
    ("Totaal", "4", "10", "12", "29"),
)

# Rows with a kind: group, line or total. Per line the source gives spending only.
TABLE_2 = (
    ("group", "Casuïstiek en informatiepositie", "", "", "", ""),
    ("line", "Scan bedrijventerrein", "", "2.700", "", ""),
    ("line", "Onderzoek arbeidsuitbuiting", "", "15.000", "", "Tweede helft bij oplevering 2020"),
    ("line", "Waaksamen app", "", "2.067", "", "Structureel"),
    ("line", "Onderzoek stichting Fairwork", "", "800", "", ""),
    ("line", "Onderzoek toekomstperspectief recreatieparken", "", "7.065", "", ""),
    ("group", "Basis op orde", "", "", "", ""),
    ("line", "Projectleider informatiepositie aanpak casuïstiek", "", "33.825", "", "Inhuur 2019"),
    ("line", "Projectleider Bibob-beleidslijn", "", "49.008", "", "Inhuur 2019"),
    ("line", "Projectleider ondermijning", "", "41.096", "", "Inhuur 2019"),
    (
        "line",
        "Strategisch adviseur Veiligheid",
        "",
        "71.211",
        "",
        "Inhuur loopt door in 2020, bekostigd uit budget ondermijning",
    ),
    ("group", "Weerbaarheid", "", "", "", ""),
    ("line", "Signaalboekjes ondermijning", "", "428", "", ""),
    ("total", "Totaal 2019", "520.000", "223.200", "296.800", "Overheveling van € 296.800 naar 2020: ingediend."),
)

INSTRUMENTS = (
    ("Bibob-beleidslijn", "Wet Bibob", "29 oktober 2019 (college)", "1 januari 2020", "van kracht"),
    ("Damoclesbeleid gemeente Westland 2020", "art. 13b Opiumwet", "7 januari 2020 (burgemeester)", "", "vastgesteld"),
    ("APV Westland 2019, art. 2:80 en 2:81", "Gemeentewet", "10 december 2019 (gemeenteraad)", "", "vastgesteld"),
    ("Exploitatievergunning openbare inrichtingen", "APV", "", "1 januari 2020", "van kracht"),
    ("Digitaal Opkopers Register (DOR)", "art. 437 Sr en APV", "", "", "uitrol gepland"),
    ("Digitaal Opkopers Loket (DOL)", "APV", "", "", "ingericht"),
)

SECTIONS = (
    "1 2 2.1 2.2 2.3 2.4 3 3.1 3.2 3.3 3.4 3.5 4 4.1 4.2 4.3 4.4 5 5.1 5.2 6 6.1 6.2 6.3 7 8 9 10".split()  # noqa: SIM905
)

CALLOUTS = {
    "Drugslab": "2.1",
    "Arbeidsuitbuiting": "2.1",
    "Illegale gokhallen": "2.1",
    "OMG - motorclubs": "2.1",
    "Hennepkwekerijen": "3.2",
}
GOALS = {
    "Doelstelling 2022": "Westlands Veiligheidsbeleid 2019-2022",
    "Ambitie Westland": "Westlandprogramma 2018-2022",
}

# Each known conflict of the source, with the note that must show it and the words it must contain.
CONFLICTS = {
    "eight closures in the table, eight homes and two labs in the text": (
        "Tabel 1",
        ("‘Hennep/drugs sluiting gemeente’ staat 8", "komt op 10", "‘Drugslab’ (2)", "‘Hennepkwekerijen’ (8)"),
    ),
    "a case on labour exploitation that the table does not have": (
        "Tabel 1",
        ("‘RIEC casus arbeidsuitbuiting’ is de cel leeg", "komt op 1", "‘Arbeidsuitbuiting’ (1)"),
    ),
    "the register that is listed and not in force": (
        "Prestatieoverzicht",
        ("‘Digitaal Opkopers Register’ staat bij Bestuurlijke basis", "niet van kracht", "uitrol gepland"),
    ),
    "iBase was not bought": ("Conclusie", ("iBase aanschaffen", "Past de conclusie daarbij?")),
    "half a post was vacant": ("Conclusie", ("0,5 fte nog niet ingevuld",)),
    "rows count different things": ("Tabel 1", ("melding", "organisatie", "besluit", "casus", "onbekend")),
    "a structural line on incidental money": (
        "Tabel 2",
        ("‘Waaksamen app’ is structureel", "drukt op incidenteel geld"),
    ),
    "lines have spending only": ("Tabel 2", ("Begroot en restant bestaan alleen als totaal",)),
}

ANNEX = {
    "Communicatie": 3,
    "Bewustwording & organisatieontwikkeling": 3,
    "Informatiepositie": 2,
    "Beleid & handhaving": 3,
    "Integere & veilige werkomgeving": 2,
}

FIELDS = {
    "jaar": "2019",
    "vorig_jaar": "2018",
    "volgend_jaar": "2020",
    "casussen_totaal": "29",
    "aantal Hennep/drugs sluiting gemeente": "8",
    "aantal RIEC casus arbeidsuitbuiting": "onbekend",
    "begroot": "€ 520.000",
    "uitgegeven": "€ 223.200",
    "restant": "€ 296.800",
    "overheveling": "€ 296.800",
    "overheveling_status": "ingediend",
    "structureel": "€ 151.000",
    "structureel_personeel": "€ 111.000",
    "formatie_totaal": "1",
    "formatie_vacant": "0,5",
    "formatie Bibob-coördinator": "0,5",
    "aanbevelingen_totaal": "13",
    "aanbevelingen Informatiepositie": "2",
    "lip_start": "juli 2019",
    "lip_cyclus": "3",
    "sessies_totaal": "4",
    "sessies maatschappelijk": "1",
    "instrument_vastgesteld Bibob-beleidslijn": "29 oktober 2019",
    "instrument_kracht Bibob-beleidslijn": "1 januari 2020",
    "instrument_kracht Damoclesbeleid gemeente Westland 2020": "onbekend",
    "instrument_status Digitaal Opkopers Register (DOR)": "uitrol gepland",
    "programma_subsidie Samenwerken aan een weerbare bloemenveiling": "€ 950.000",
    "programma_regio Samenwerken aan een weerbare bloemenveiling": "€ 6.000.000",
    "programma_landelijk Samenwerken aan een weerbare bloemenveiling": "€ 100.000.000",
    "programma_jaren Samenwerken aan een weerbare bloemenveiling": "2019–2021",
    "programma_partners Samenwerken aan een weerbare bloemenveiling": (
        "gemeente Katwijk, gemeente Aalsmeer, gemeente Uithoorn en Royal FloraHolland"
    ),
    "claim Drugslab | Hennep/drugs sluiting gemeente": "2",
    "getal methamfetamine in één pand": "400 kilogram",
}
