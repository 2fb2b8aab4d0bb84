"""Names of nobody, put together by chance from parts that are usual in four countries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random


@dataclass(frozen=True, slots=True)
class Origin:
    """How names are made in one country. A surname is one of the usual ones, or a beginning with an ending.

    `name_counts` are shares of people with one, two and three given names; `double` of those with a partner's name
    too; `unknown_day` of those whose papers say 1 January or 1 July. Prefixes end at the "|" of a surname.
    """

    given: tuple[str, ...]
    usual: tuple[str, ...]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    prefixes: tuple[str, ...]
    name_counts: tuple[int, int, int]
    double: float
    unknown_day: float
    prefixed: float
    usually: float

    def surname(self, chance: random.Random) -> str:
        """One, with its prefix before a bar. Usual ones come by a harmonic law: the first oftener than the second."""
        if chance.random() < self.usually:
            shares = [1 / (rank + 2) for rank in range(len(self.usual))]
            return chance.choices(self.usual, shares)[0]
        made = chance.choice(self.beginnings) + chance.choice(self.endings)
        prefix = f"{chance.choice(self.prefixes)}|" if chance.random() < self.prefixed else ""
        return prefix + made


def _words(text: str) -> tuple[str, ...]:
    """Words of a text; an underscore stands for a space within one."""
    return tuple(word.replace("_", " ") for word in text.split())


DUTCH = Origin(
    given=_words(
        """Johannes Jan Pieter Cornelis Hendrik Willem Gerard Adrianus Antonius Jacobus Theodorus Franciscus Martinus
        Klaas Leendert Bart Thijs Sander Niels Jeroen Marcel Ruud Erik Michiel Arjan Wouter Joost Maarten Dirk Gijs
        Maria Johanna Anna Cornelia Elisabeth Hendrika Wilhelmina Adriana Catharina Margaretha Geertruida Jacoba
        Sanne Lieke Femke Marloes Ingrid Saskia Monique Esther Annemarie Petra Linda Wendy Anouk Mirjam Yvonne"""
    ),
    usual=_words(
        """de|Jong Jansen de|Vries van_den|Berg van|Dijk Bakker Janssen Visser Smit Meijer de|Boer Mulder de|Groot Bos
        Vos Peters Hendriks van|Leeuwen Dekker Brouwer de|Wit Dijkstra Smits de|Graaf van_der|Meer van_der|Linden Kok
        Jacobs de|Haan Vermeulen van_den|Heuvel van_der|Veen van_den|Broek Schouten van|Beek Willems Hoekstra Koster
        Prins Huisman Kuipers Verhoeven Schipper Post Kramer Scholten van|Wijk Postma Martens Sanders"""
    ),
    beginnings=_words(
        """Kruis Roos Zand Hof Water Linde Boom Oever Haver Koren Dijk Berk Velde Stee Woud Heuvel Brug Molen Zwaan
        Valk Haas Meeuw Sperwer Elze Iepe Wilge Duin Strand Polder Kerk Toren Poort Schans Kuiper Timmer Smede Wagen
        Kalk Grind Klei Veen Riet Biezen Lis Vlas Hooi Gras Tuin Akker"""
    ),
    endings=_words("man s stra ma sma inga mans kamp burg huis berg hout veld broek hoven donk horst laar beek zicht"),
    prefixes=_words("van de van_de van_der van_den ter ten van_'t in_'t op_de uit_den"),
    name_counts=(45, 35, 20),
    double=0.12,
    unknown_day=0.0,
    prefixed=0.35,
    usually=0.35,
)
TURKISH = Origin(
    given=_words(
        """Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim İsmail Osman Yusuf Murat Ömer Ramazan Halil Süleyman Kemal
        Çetin Şükrü Uğur Emre Volkan Serkan Gökhan Tuğrul Barış Orhan Fatma Ayşe Emine Hatice Zeynep Elif Meryem Şerife
        Zehra Sultan Hanife Merve Havva Zeliha Esra Fadime Özlem Yasemin Hülya Gülşen Büşra Çiğdem Şule Tuğba"""
    ),
    usual=_words(
        """Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç
        Kurt Özkan Şimşek Polat Korkmaz Çakır Erdoğan Yavuz Can Acar Şen Aktaş Güler"""
    ),
    beginnings=_words(
        """Demir Çelik Kara Ak Gök Yıl Taş Boz Kızıl Öz Er Bal Gül Ateş Kuş Dağ Su Al Sarı Yeşil Şeker Çak Kaplan
        Uzun Küçük Büyük Deli Koca Hacı İmam"""
    ),
    endings=_words("kaya oğlu can taş demir er soy türk men gil han tekin bay su kan doğan ay yurt dal lı çi baş"),
    prefixes=_words("-"),
    name_counts=(85, 14, 1),
    double=0.08,
    unknown_day=0.08,
    prefixed=0.0,
    usually=0.4,
)
MOROCCAN = Origin(
    given=_words(
        """Mohamed Ahmed Abdelkader Hassan Youssef Rachid Said Khalid Mustapha Omar Hamid Abdellah Driss Karim Hicham
        Noureddine Abdelaziz Jamal Brahim Mimoun Yassine Bilal Soufiane Redouan Tarik Zakaria Fatima Khadija Aicha
        Naima Latifa Malika Samira Rachida Hafida Zohra Houria Karima Nadia Ouafa Chaima Ikram Hanane Siham Loubna
        Soumaya Nezha Yamina Rahma Oumaima"""
    ),
    usual=_words(
        """el|Amrani el|Idrissi Bouzidi Yahyaoui el|Azzouzi Haddad Benali el|Khattabi Bouchikhi Ouali Chaoui Azaoui
        el|Yaakoubi Belhaj Mansouri Tahiri Bennani Zerouali el|Ouardi Ziani Lahlou Boulahrouz Aouragh Achahbar"""
    ),
    beginnings=_words("Bou Ben Ait_ Az Ou Bel Lah Cha Ham Mou Zer Had Kha Ra Taf Ghar Sou Yah Nou Dri"),
    endings=_words(
        """haddou chikhi zian rouan lahyani ghazi khalef moussa sfia yacoub dahou hrouz rabah jelloul youssfi kaddour
        makhlouf tahar zerrouk said nouri chouaib"""
    ),
    prefixes=_words("el ben"),
    name_counts=(92, 8, 0),
    double=0.05,
    unknown_day=0.15,
    prefixed=0.2,
    usually=0.35,
)
POLISH = Origin(
    given=_words(
        """Piotr Krzysztof Andrzej Tomasz Paweł Jan Michał Marcin Jakub Adam Łukasz Marek Grzegorz Wojciech Mateusz
        Mariusz Dariusz Zbigniew Rafał Sławomir Stanisław Jacek Bartłomiej Kamil Anna Katarzyna Małgorzata Agnieszka
        Barbara Ewa Krystyna Magdalena Elżbieta Joanna Aleksandra Zofia Monika Beata Dorota Jolanta Iwona Bożena
        Grażyna Żaneta Wiesława Renata Justyna Sylwia"""
    ),
    usual=_words(
        """Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski
        Kozłowski Jankowski Mazur Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski
        Zając Pawłowski Michalski Król Wieczorek"""
    ),
    beginnings=_words(
        """Now Kow Wiś Kam Lew Ziel Szym Dąb Kozł Jan Maz Kwiat Gór Pol Las Rzep Brzez Chmiel Cież Strzel Wierz Żół Śliw
        Mroz Zimn Kruk Sok Wron Jask Borow"""
    ),
    endings=_words("owski ański icki ewicz czyk ek iak ecki iński alski owicz arz yński ak as ura"),
    prefixes=_words("-"),
    name_counts=(70, 30, 0),
    double=0.05,
    unknown_day=0.0,
    prefixed=0.0,
    usually=0.35,
)
