"""The ten chapters of the 2019 report with their sections: its facts in texts of our own, as an author types them."""

from __future__ import annotations

CHAPTERS: tuple[tuple[str, str, str], ...] = (
    (
        "1",
        "Inleiding",
        """
        Ondermijning is een prioriteit van het Westlandse veiligheidsbeleid voor 2019 tot en met 2022. De
        nadruk ligt op drugscriminaliteit en arbeidsuitbuiting. In 2019 werkte de gemeente vooral aan haar
        eigen organisatie, want alleen een gemeente met de basis op orde is een goede partner voor politie,
        Openbaar Ministerie en Belastingdienst.

        Het jaar leverde zichtbaar resultaat op: de gemeente pakte **29 casussen** op, tegen 12 een jaar
        eerder. Dit document beschrijft wat is gedaan, wat het opleverde en _wat er nog moet gebeuren_.

        [[doel: Doelstelling 2022]]
        [[doel: Ambitie Westland]]
        """,
    ),
    (
        "2",
        "Casuïstiek",
        """
        Een casus wordt eerst lokaal bekeken. Zijn landelijke partners nodig, zoals het Openbaar Ministerie,
        de Belastingdienst of de Inspectie SZW, dan gaat de casus naar het Regionaal Informatie en Expertise
        Centrum (RIEC).
        """,
    ),
    (
        "2.1",
        "Casuïstiek 2019",
        """
        Tabel 1 laat zien welke casussen in de afgelopen vier jaar zijn opgepakt, geordend naar type.

        [[tabel: casuistiek]]
        [[grafiek: casuistiek]]
        [[kader: Drugslab]]
        [[kader: Arbeidsuitbuiting]]
        [[kader: Illegale gokhallen]]
        [[kader: OMG – motorclubs]]
        """,
    ),
    (
        "2.2",
        "Lokaal Informatie Plein (LIP)",
        """
        Sinds juli 2019 komen collega’s uit verschillende clusters elke drie weken samen in het LIP. Zij
        brengen signalen in, leggen hun informatie naast elkaar en besluiten wat een casus wordt.
        Deelnemende clusters zijn:
        - veiligheid
        - handhaving
        - publieke diensten
        - openbare ruimte
        - sociale diensten
        """,
    ),
    (
        "2.3",
        "iBase",
        """
        Het programma iBase zal het LIP ondersteunen: het legt informatie vast, maakt verbanden zichtbaar en
        helpt bij de keuze van een interventie. De aankoop is om organisatorische redenen doorgeschoven naar
        2020.
        """,
    ),
    (
        "2.4",
        "Regionale en landelijke trends",
        """
        De regio’s Haaglanden en Hollands Midden leggen de nadruk op drugs, op mensenhandel en
        arbeidsuitbuiting en op vastgoed en horeca in relatie tot witwassen. Partners in het RIEC stellen
        samen doelen en actieplannen op.

        Landelijk hebben drugs en witwassen voorrang. Dat werkt door in de regionale plannen.
        """,
    ),
    ("3", "Bestuurlijke basis op orde", "In 2019 zijn de bestuurlijke instrumenten aangevuld en herzien."),
    (
        "3.1",
        "Bibob-beleidslijn",
        """
        Het college stelde op 29 oktober 2019 de Bibob-beleidslijn vast; zij geldt sinds 1 januari 2020. De
        lijn voorkomt dat de overheid ongewild criminele activiteiten mogelijk maakt. Zij wordt toegepast
        op:
        - een nieuwe drank- en horecavergunning;
        - de exploitatievergunning, de vergunning voor een vechtsportgala en die voor een seksinrichting;
        - de omzettings-, onttrekkings- en samenvoegingsvergunning bij kamergewijze verhuur;
        - de omgevingsvergunning bouw voor kamerverhuurbedrijven.
        """,
    ),
    (
        "3.2",
        "Damoclesbeleid gemeente Westland",
        """
        De burgemeester stelde op 7 januari 2020 het herziene Damoclesbeleid vast. Aanleiding was de
        wijziging van artikel 13b Opiumwet, waardoor sinds 1 januari 2019 ook kan worden opgetreden tegen
        voorbereidingshandelingen.

        [[kader: Hennepkwekerijen]]
        """,
    ),
    (
        "3.3",
        "APV-artikelen",
        """
        De gemeenteraad stelde op 10 december 2019 de nieuwe APV vast, met twee artikelen tegen
        ondermijning.
        ## Artikel 2:80: sluiting van voor het publiek openstaande gebouwen
        De burgemeester kan een gebouw sluiten van waaruit bijvoorbeeld heling, wapenhandel, illegaal gokken
        of uitbuiting plaatsvindt.
        ## Artikel 2:81: tegengaan van een malafide ondernemersklimaat
        De burgemeester kan voor een gebouw, gebied of branche een vergunningplicht instellen, zodat
        ondernemers beter te controleren zijn.
        """,
    ),
    (
        "3.4",
        "Exploitatievergunning voor openbare inrichtingen",
        """
        Sinds 1 januari 2020 vraagt elke nieuwe horecaondernemer een exploitatievergunning aan, en elke
        bestaande bij een wijziging in de bedrijfsvoering. Dat geeft ruimte voor een Bibob-toets en voor
        gericht toezicht.
        """,
    ),
    (
        "3.5",
        "Digitaal Opkopers Register (DOR)",
        """
        Het Digitaal Opkopers Loket is ingericht en het register is eraan gekoppeld. De uitrol onder
        ondernemers is gepland; het register is dus nog niet van kracht.
        """,
    ),
    ("4", "Versterken informatiepositie", "Wie meer weet, kan gerichter ingrijpen. Vier lijnen droegen daaraan bij."),
    (
        "4.1",
        "Quickscan bestuurlijke weerbaarheid",
        "Het RIEC voerde een quickscan uit. De 13 aanbevelingen en hun stand staan in bijlage 1.",
    ),
    (
        "4.2",
        "Integrale samenwerking",
        "De gemeente werkt samen met RIEC, OM, Belastingdienst, Inspectie SZW, politie, corporaties en bedrijven.",
    ),
    (
        "4.3",
        "Verhogen meldingsbereidheid",
        "Een eerste communicatieplan is gemaakt, voor binnen en buiten. Inwoners komen in 2020 aan de beurt.",
    ),
    (
        "4.4",
        "Onderzoek arbeidsuitbuiting",
        "Een verkenning uit 2017 noemde arbeidsuitbuiting een blinde vlek. Nieuw onderzoek is gestart.",
    ),
    ("5", "Weerbaarheid", "Een weerbare overheid en een weerbare samenleving versterken elkaar."),
    (
        "5.1",
        "Bestuurlijke weerbaarheid",
        """
        Teams kregen presentaties, evenals het directieteam en het college. Handhavers en boa’s volgden een
        training over arbeidsuitbuiting.
        """,
    ),
    (
        "5.2",
        "Maatschappelijke weerbaarheid",
        "Er was één bijeenkomst voor beheerders van bedrijventerreinen. In 2020 volgt meer.",
    ),
    ("6", "Aanpak arbeidsuitbuiting", "De burgemeester is regionaal portefeuillehouder mensenhandel."),
    (
        "6.1",
        "Ondermijningsbeeld arbeidsuitbuiting",
        """
        Eind 2019 begon een onderzoek naar de woon-, leef- en werkomstandigheden van arbeidsmigranten. Het
        zou in de zomer van 2020 klaar zijn, maar loopt door corona vertraging op.
        """,
    ),
    (
        "6.2",
        "Werkgroep mensenhandel (regionaal)",
        "Sinds 2019 verbindt een werkgroep voor de eenheid Den Haag zorg en veiligheid.",
    ),
    (
        "6.3",
        "Landelijke aanpak mensenhandel",
        "Vanaf 2022 moet elke gemeente beleid op mensenhandel hebben. De VNG ondersteunt daarbij.",
    ),
    (
        "7",
        "Programma ‘Samenwerken aan een weerbare bloemenveiling’",
        """
        Voor drie jaar (2019–2021) stelde de minister € 950.000 beschikbaar, uit een regionaal deel van € 6
        miljoen van het ondermijningsfonds van € 100 miljoen. Katwijk, Aalsmeer, Uithoorn en Royal
        FloraHolland doen mee.
        ## Doelen
        - criminele verschijningsvormen in kaart brengen als basis voor de casusaanpak;
        - gelegenheid wegnemen met publieke en private barrières op en rond de veiling.
        """,
    ),
    (
        "8",
        "2020 en verder",
        """
        De coronacrisis kan activiteiten naar 2021 schuiven. De informatiepositie en de weerbaarheid worden
        verder versterkt, het RIEC levert een ondermijningsbeeld op en de gemeente verwacht meer signalen en
        casuïstiek.
        """,
    ),
    (
        "9",
        "Financiën",
        """
        Voor 2019 was eenmalig € 520.000 beschikbaar. Daarvan is € 223.200 besteed. Voor het restant van €
        296.800 is overheveling naar 2020 gevraagd. Vanaf 2020 is structureel € 151.000 beschikbaar, waarvan
        € 111.000 voor personeel.

        [[tabel: begroting]]
        [[grafiek: uitgaven]]
        """,
    ),
    (
        "10",
        "Conclusie",
        """
        De basis staat. Het LIP en de instrumenten maken gerichter optreden mogelijk; iBase, het DOR en de
        tweede halve formatieplaats volgen nog. Aan de weerbaarheid van organisatie en samenleving is veel
        werk te doen.
        """,
    ),
)

CALLOUTS: dict[str, str] = {
    "Drugslab": (
        "Twee bedrijfspanden waren ingericht als laboratorium en zijn gesloten op grond van artikel 13b Opiumwet. In "
        "één pand lag 400 kilogram methamfetamine."
    ),
    "Arbeidsuitbuiting": (
        "Vermoedens gaan naar de Inspectie SZW. In 2019 waren dat 5 meldingen; daarnaast is 1 RIEC-casus gestart."
    ),
    "Illegale gokhallen": (
        "De politie vermoedde 2 gokhallen met bezoekers die antecedenten hebben. Na observaties waren zij verdwenen."
    ),
    "OMG – motorclubs": "Twee outlaw motorcycle gangs zijn uit de gemeente verwijderd.",
    "Hennepkwekerijen": "De burgemeester sloot 8 woningen op grond van artikel 13b Opiumwet.",
}

GOALS: dict[str, tuple[str, str]] = {
    "Doelstelling 2022": (
        "Westlands Veiligheidsbeleid 2019-2022",
        (
            "De gemeente zet haar bestuurlijke instrumenten consequent in, samen met partners, en maakt de speelruimte "
            "voor ondermijnende criminaliteit kleiner. Zij is bestuurlijk weerbaar en steunt de weerbaarheid van de "
            "samenleving."
        ),
    ),
    "Ambitie Westland": (
        "Westlandprogramma 2018-2022",
        (
            "Arbeidsuitbuiting is met ketenpartners in kaart gebracht en wordt aangepakt, zodat zij aan het einde van "
            "de bestuursperiode tot een minimum is beperkt. Meer inwoners zetten zich in voor veiligheid."
        ),
    ),
}
