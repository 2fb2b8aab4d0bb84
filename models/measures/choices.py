"""Value lists of measures under art. 13b Opiumwet (domein §2.2–2.3): English value, Dutch label."""

from __future__ import annotations

from models.choices import Choice


class PremisesKind(Choice):
    """What kind of object a property is; the ladder has rows of its own for each."""

    HOME = "home", "woning, bewoond"
    EMPTY_HOME = "empty_home", "woning, niet bewoond"
    PUBLIC = "public", "lokaal, voor publiek toegankelijk"
    PRIVATE = "private", "lokaal, niet voor publiek toegankelijk"
    YARD = "yard", "bijbehorend erf"

    @property
    def is_home(self) -> bool:
        """Whether it counts as a home in the figures."""
        return self in (PremisesKind.HOME, PremisesKind.EMPTY_HOME)


class Substance(Choice):
    """What was found, as the ladder tells it apart (art. 13b lid 1 Opiumwet)."""

    SOFT = "soft", "softdrugs (lijst II)"
    HARD = "hard", "harddrugs (lijst I)"
    BOTH = "both", "soft- en harddrugs"
    PREPARING_SOFT = "preparing_soft", "voorbereiding hennep (art. 11a)"
    PREPARING_HARD = "preparing_hard", "voorbereiding harddrugs (art. 10a)"


class Unit(Choice):
    """In what an amount is counted."""

    GRAM = "gram", "gram"
    PLANTS = "plants", "planten"
    PIECES = "pieces", "stuks"
    LITRES = "litres", "liter"


class Sanction(Choice):
    """What the mayor can do, lightest first (art. 13b Opiumwet, art. 5:21 and 5:32 Awb)."""

    NONE = "none", "geen maatregel"
    WARNING = "warning", "waarschuwing"
    PENALTY = "penalty", "last onder dwangsom"
    CLOSURE = "closure", "sluiting"


class Phase(Choice):
    """The twelve steps of a measure."""

    FINDING = "finding", "1 constatering"
    REPORT = "report", "2 rapportage"
    SCREENING = "screening", "3 screening"
    WEIGHING = "weighing", "4 weging"
    INTENTION = "intention", "5 voornemen"
    VIEWS = "views", "6 zienswijze"
    DECISION = "decision", "7 besluit"
    ANNOUNCEMENT = "announcement", "8 bekendmaking"
    EXECUTION = "execution", "9 uitvoering"
    OBJECTION = "objection", "10 bezwaar/beroep"
    REOPENING = "reopening", "11 heropening"
    EFFECTS = "effects", "12 doorwerking"
    CLOSED = "closed", "afgesloten"


class WpgGround(Choice):
    """On which ground the police passed the report on (Wet politiegegevens)."""

    ARTICLE_16 = "article_16", "art. 16 Wpg (gezagsdragers)"
    ARTICLE_18 = "article_18", "art. 18 Wpg (derden structureel)"
    ARTICLE_19 = "article_19", "art. 19 Wpg (derden incidenteel)"
    ARTICLE_20 = "article_20", "art. 20 Wpg (samenwerkingsverband)"


class Answer(Choice):
    """Yes or no, beside the third that nobody has said yet."""

    YES = "yes", "ja"
    NO = "no", "nee"


class WithoutIntention(Choice):
    """Why a decision needs no intention and views before it."""

    URGENT = "urgent", "spoed (art. 4:11 Awb)"
    VERY_URGENT = "very_urgent", "spoedeisende bestuursdwang (art. 5:31 Awb)"
    WARNING = "warning", "waarschuwing, geen herstelsanctie"


class ViewsForm(Choice):
    """How views were given (art. 4:9 Awb)."""

    ORAL = "oral", "mondeling"
    WRITTEN = "written", "schriftelijk"
    NONE = "none", "geen zienswijze"


class ObjectionOutcome(Choice):
    """How an objection ended (art. 7:11 Awb)."""

    UNFOUNDED = "unfounded", "ongegrond"
    FOUNDED = "founded", "gegrond, besluit herroepen"
    PARTLY = "partly", "deels gegrond"
    INADMISSIBLE = "inadmissible", "niet-ontvankelijk"
    WITHDRAWN = "withdrawn", "ingetrokken"


class InjunctionOutcome(Choice):
    """What the court said on a request for an injunction (art. 8:81 Awb)."""

    DENIED = "denied", "afgewezen"
    GRANTED = "granted", "toegewezen, besluit geschorst"
    WITHDRAWN = "withdrawn", "ingetrokken"


class Relation(Choice):
    """In what relation somebody stands to the property: who gets the intention and the decision."""

    OWNER = "owner", "eigenaar"
    RESIDENT = "resident", "bewoner"
    TENANT = "tenant", "huurder"
    OPERATOR = "operator", "exploitant"
    OTHER = "other", "andere belanghebbende"


class ScreenedOn(Choice):
    """On what a person from the police report is looked up (quickscan, Beleid & Handhaving)."""

    PERMITS = "permits", "vergunningen"
    SUBSIDIES = "subsidies", "subsidies"
    BOTH = "both", "vergunningen en subsidies"


class ScreenedResult(Choice):
    """What looking up a person gave."""

    NOTHING = "nothing", "niets gevonden"
    PERMIT = "permit", "vergunning gevonden"
    SUBSIDY = "subsidy", "subsidie gevonden"
    BOTH = "both", "vergunning en subsidie gevonden"


class Circumstance(Choice):
    """What makes a measure heavier or lighter (domein §2.2)."""

    WEAPONS = "weapons", "wapens"
    RECIDIVISM = "recidivism", "recidive"
    TRADE = "trade", "grote handelshoeveelheid"
    MINORS_PRESENT = "minors_present", "minderjarigen betrokken"
    FIRE = "fire", "brandgevaar of energiediefstal"
    ANTECEDENTS = "antecedents", "criminele antecedenten"
    VULNERABLE_AREA = "vulnerable_area", "kwetsbare wijk"
    VISITORS = "visitors", "loop naar het pand"
    DANGER = "danger", "gevaar voor de omgeving"
    BLAME = "blame", "ontbreken van verwijtbaarheid"
    BOND = "bond", "bijzondere binding met de woning"
    CHILDREN = "children", "minderjarige kinderen in de woning"
    HOUSING = "housing", "geen vervangende woonruimte"
    BLACKLIST = "blacklist", "plaatsing op een zwarte lijst"
    LAPSE = "lapse", "tijdsverloop"

    @property
    def aggravates(self) -> bool:
        """Whether it makes a measure heavier; the others are weighed in favour of who is affected."""
        return list(Circumstance).index(self) <= list(Circumstance).index(Circumstance.DANGER)


class CountingChoice(Choice):
    """Which measure counts when one property had more than one in a year (domein §2.3)."""

    HEAVIEST = "heaviest", "de zwaarste telt"
    LAST = "last", "de laatste telt"
