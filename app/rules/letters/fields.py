"""The fields of letters: the names that a template may use, what they mean, and where their value is filled in."""

from __future__ import annotations

from dataclasses import dataclass, replace

HEAD = "bij Brieven, onder ‘Briefhoofd’"
ASKED = "in dit venster"
PROGRAM = "door het programma"
FILE = "in het Bibob-dossier"
MEASURE = "in het dossier van de maatregel"
NORMS = "bij Normen"


@dataclass(frozen=True, slots=True)
class LetterField:
    """A name between braces. `columns` are the names in each row of a list; a plain field has none.

    `where` completes "Vul dit in …". A letter is not made while a `required` field is unknown.
    """

    name: str
    label: str
    where: str
    required: bool = False
    columns: tuple[str, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether a template repeats something for each of its rows."""
        return bool(self.columns)

    @property
    def is_asked(self) -> bool:
        """Whether the maker of a letter types it."""
        return self.where == ASKED

    def needed(self) -> LetterField:
        """The same field where a letter cannot do without it."""
        return replace(self, required=True)


COMMON = (
    LetterField("gemeente", "gemeente", PROGRAM, required=True),
    LetterField("plaats", "plaats van de afzender", HEAD, required=True),
    LetterField("afzender_adres", "adres van de afzender", HEAD),
    LetterField("afzender_contact", "telefoon en e-mail van de afzender", HEAD),
    LetterField("datum", "datum van de brief", ASKED, required=True),
    LetterField("kenmerk", "nummer van het dossier", PROGRAM, required=True),
    LetterField("zaaknummer", "extern zaaknummer", "in het dossier, bij ‘Extern zaaknummer’"),
    LetterField("geadresseerde", "geadresseerde", ASKED, required=True),
    LetterField("adres", "adres van de geadresseerde", ASKED, required=True),
    LetterField("bestuursorgaan", "bestuursorgaan dat de brief verstuurt", ASKED, required=True),
    LetterField("grondslag", "wettelijke grondslag", ASKED, required=True),
    LetterField("reden", "reden", ASKED, required=True),
    LetterField("ondertekenaar", "naam van de ondertekenaar", HEAD, required=True),
    LetterField("functie", "functie van de ondertekenaar", HEAD, required=True),
)

_SUBJECT = LetterField("betrokkene", "betrokkene", f"{FILE}, bij ‘Betrokkene’", required=True)
BIBOB = (
    _SUBJECT,
    LetterField("beschikking", "soort beschikking of transactie", f"{FILE}, bij ‘Grondslag’", required=True),
    LetterField("aanleiding", "waarvoor", f"{FILE}, bij ‘Aanleiding’", required=True),
    LetterField("aanvraag_datum", "datum van de aanvraag", f"{FILE}, bij ‘Aanvraag ontvangen’"),
    LetterField("kvk_nummer", "KvK-nummer van betrokkene", f"{FILE}, bij de partij ‘betrokkene’"),
    LetterField("rechtsvorm", "rechtsvorm van betrokkene", f"{FILE}, bij de partij ‘betrokkene’"),
    LetterField("handelsnamen", "handelsnamen van betrokkene", f"{FILE}, bij de partij ‘betrokkene’"),
)
PARTIES = LetterField("partijen", "partijen", f"{FILE}, bij Partijen", columns=("naam", "rol", "kvk_nummer"))
FINANCING = LetterField(
    "financiering", "wijze van financiering", f"{FILE}, bij Financiering", columns=("bron", "bedrag", "bewijs")
)
SOURCES = LetterField(
    "bronnen", "geraadpleegde bronnen", f"{FILE}, bij Bronnen", columns=("bron", "datum", "grondslag")
)
CONDITIONS = LetterField(
    "voorschriften", "voorschriften", f"{FILE}, bij Voorschriften", columns=("voorschrift", "controle_op")
)
ADVICE_ASKED = LetterField("advies_aangevraagd_op", "datum van de adviesaanvraag", f"{FILE}, bij ‘Advies aangevraagd’")
ADVICE_TERM = (
    LetterField(
        "advies_uiterlijk", "uiterste datum van het advies", f"{FILE}, bij ‘Advies aangevraagd’", required=True
    ),
    LetterField("advies_grondslag", "grondslag van de adviestermijn", NORMS, required=True),
)
ADVICE_GOT = (
    LetterField("advies_ontvangen_op", "datum van het advies", f"{FILE}, bij ‘Advies ontvangen’"),
    LetterField("advies_kenmerk", "kenmerk van het LBB", f"{FILE}, bij ‘Kenmerk van het LBB’"),
)
ADVICE_TYPE = LetterField("adviestype", "soort advies", f"{FILE}, bij ‘Soort advies’")
PROSECUTOR_TIP = (
    LetterField("om_tip_datum", "datum van de OM-tip", f"{FILE}, bij ‘OM-tip ontvangen’"),
    LetterField("om_tip_kenmerk", "kenmerk van de OM-tip", f"{FILE}, bij ‘Kenmerk van de OM-tip’"),
)
SUSPENSION_GROUND = LetterField("opschorting_grondslag", "grondslag van de opschorting", NORMS, required=True)
DECISION_TERM = (
    LetterField("beslis_uiterlijk", "uiterste beslisdatum", f"{FILE}, bij ‘Aanvraag ontvangen’"),
    LetterField("beslis_grondslag", "grondslag van de beslistermijn", NORMS),
)
COMPLETION_TERM = (
    LetterField("hersteltermijn_tot", "laatste dag van de hersteltermijn", NORMS, required=True),
    LetterField("hersteltermijn_duur", "duur van de hersteltermijn", NORMS, required=True),
    LetterField("hersteltermijn_grondslag", "grondslag van de hersteltermijn", NORMS, required=True),
)
VIEWS_TERM = (
    LetterField("zienswijze_tot", "laatste dag van de zienswijzetermijn", NORMS, required=True),
    LetterField("zienswijze_duur", "duur van de zienswijzetermijn", NORMS, required=True),
    LetterField("zienswijze_grondslag", "grondslag van de zienswijzetermijn", NORMS, required=True),
)
DANGER = (
    LetterField("gevaar_a", "mate van gevaar op de a-grond", f"{FILE}, bij ‘Gevaar op de a-grond’"),
    LetterField("gevaar_b", "mate van gevaar op de b-grond", f"{FILE}, bij ‘Gevaar op de b-grond’"),
    LetterField("gevaar_lid_6", "grond van lid 6", f"{FILE}, bij ‘Grond van lid 6’"),
)
REASONING = LetterField("motivering", "motivering", f"{FILE}, bij ‘Motivering’")
INTENDED = LetterField("voorgenomen_besluit", "voorgenomen besluit", ASKED, required=True)
HEARD = (
    LetterField("voornemen_datum", "datum van het voornemen", f"{FILE}, bij ‘Voornemen verzonden’"),
    LetterField("zienswijze_ontvangen_op", "datum van de zienswijze", f"{FILE}, bij ‘Zienswijze ontvangen’"),
)
COMPLETED = (
    LetterField("herstel_gevraagd_op", "datum van de hersteltermijn", f"{FILE}, bij ‘Hersteltermijn gesteld’"),
    LetterField("hersteltermijn_tot", "laatste dag van de hersteltermijn", f"{FILE}, bij ‘Hersteltermijn gesteld’"),
)
OBJECTION = (
    LetterField("bezwaar_termijn", "duur van de bezwaartermijn", NORMS, required=True),
    LetterField("bezwaar_grondslag", "grondslag van de bezwaartermijn", NORMS, required=True),
    LetterField("bezwaar_tot", "laatste dag van de bezwaartermijn", "in het dossier, bij ‘Bekendgemaakt op’"),
)

MEASURES = (
    LetterField("betrokkene", "tot wie de maatregel zich richt", MEASURE, required=True),
    LetterField("pand", "adres van het pand", MEASURE, required=True),
)
FOUND = (
    LetterField("constatering_datum", "datum van de constatering", MEASURE, required=True),
    LetterField("feiten", "wat is geconstateerd", MEASURE, required=True),
    LetterField("rapportage_datum", "datum van de bestuurlijke rapportage", MEASURE),
    LetterField("rapportage_kenmerk", "kenmerk van de bestuurlijke rapportage", MEASURE),
)
INTENDED_MEASURE = LetterField("maatregel", "voorgenomen maatregel", MEASURE, required=True)
DURATION = LetterField("duur", "duur van de sluiting", MEASURE)
CLOSURE_DAYS = (
    LetterField("sluiting_van", "eerste dag van de sluiting", MEASURE, required=True),
    LetterField("sluiting_tot", "laatste dag van de sluiting", MEASURE),
)
WEIGHING = LetterField("belangenafweging", "noodzaak en evenwichtigheid", MEASURE)
PENALTY = (
    LetterField("dwangsom", "bedrag van de dwangsom", MEASURE, required=True),
    LetterField("dwangsom_maximum", "hoogste bedrag van de dwangsommen", MEASURE, required=True),
    LetterField("begunstiging_tot", "laatste dag van de begunstigingstermijn", MEASURE),
)
URGENCY = LetterField("spoed", "waarom het spoed heeft", MEASURE, required=True)
DECIDED = (
    LetterField("besluit_datum", "datum van het besluit", MEASURE, required=True),
    LetterField("besluit_kenmerk", "kenmerk van het besluit", MEASURE),
)
LIFTED_ON = LetterField("opheffing_datum", "dag waarop de sluiting eindigt", MEASURE, required=True)
INTERESTS = LetterField("belang", "belang dat de sluiting dient", MEASURE, required=True)
HEARD_MEASURE = (
    LetterField("voornemen_datum", "datum van het voornemen", MEASURE),
    LetterField("zienswijze_ontvangen_op", "datum van de zienswijze", MEASURE),
)
