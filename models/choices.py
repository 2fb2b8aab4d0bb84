"""Value lists: what is stored is the English value, what is read on screen is the Dutch label."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """A list to choose from; each member is its stored value and carries its Dutch label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """A member that is `value` and shows as `label`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Level(Choice):
    """Where a case is taken up (report 2019, ch. 2: locally in the LIP, otherwise through the RIEC)."""

    LOCAL = "local", "lokaal"
    REGIONAL = "regional", "regionaal"
    NATIONAL = "national", "bovenregionaal of landelijk"


class CountingUnit(Choice):
    """What one count in a yearly table stands for; the 2019 report does not say, so unknown is a value."""

    CASE = "case", "casus"
    PREMISES = "premises", "pand"
    DECISION = "decision", "besluit"
    REPORT = "report", "melding"
    ORGANISATION = "organisation", "organisatie"
    UNKNOWN = "unknown", "onbekend"


class CaseStatus(Choice):
    """Course of a case (domein §3.2)."""

    NEW = "new", "nieuw"
    INVESTIGATION = "investigation", "in onderzoek"
    PLAN = "plan", "plan van aanpak"
    EXECUTION = "execution", "in uitvoering"
    MONITORED = "monitored", "gemonitord"
    CLOSED = "closed", "afgesloten"


class CaseOrigin(Choice):
    """Where a case came from (domein §3.2, field *bron*)."""

    EMPLOYEE = "employee", "medewerker"
    RESIDENT = "resident", "inwoner"
    ENTREPRENEUR = "entrepreneur", "ondernemer"
    CRIMESTOPPERS = "crimestoppers", "Meld Misdaad Anoniem"
    POLICE = "police", "politie of bestuurlijke rapportage"
    RIEC = "riec", "RIEC"
    LABOUR_INSPECTORATE = "labour_inspectorate", "I-SZW/Arbeidsinspectie"
    HOUSING_CORPORATION = "housing_corporation", "corporatie"
    INTEGRATED_INSPECTION = "integrated_inspection", "integrale controle"
    REPORTING_APP = "reporting_app", "Waaksamen of meldapp"
    LIP = "lip", "LIP-overleg"
    OTHER = "other", "anders"


class ClosingReason(Choice):
    """Why a case was closed; *niet aangetroffen* is a result too (the gambling halls of 2019)."""

    MEASURE = "measure", "maatregel opgelegd"
    WARNING = "warning", "waarschuwing gegeven"
    HANDED_OVER = "handed_over", "overgedragen"
    NOT_FOUND = "not_found", "niet aangetroffen"
    UNFOUNDED = "unfounded", "niet gebleken"
    NO_CAPACITY = "no_capacity", "geen capaciteit"
    OTHER = "other", "anders"


class Phenomenon(Choice):
    """Theme of a case or signal (domein §3.2, *fenomeen*)."""

    HEMP = "hemp", "drugs: hennep"
    DRUGS_LAB = "drugs_lab", "drugs: lab of synthetisch"
    DRUGS_TRADE = "drugs_trade", "drugshandel"
    LABOUR_EXPLOITATION = "labour_exploitation", "mensenhandel en arbeidsuitbuiting"
    SEXUAL_EXPLOITATION = "sexual_exploitation", "seksuele uitbuiting en prostitutie"
    MONEY_LAUNDERING = "money_laundering", "witwassen"
    PROPERTY_FRAUD = "property_fraud", "vastgoedfraude"
    ILLEGAL_HOUSING = "illegal_housing", "illegale huisvesting en woonfraude"
    ILLEGAL_GAMBLING = "illegal_gambling", "illegaal gokken"
    OUTLAW_CLUB = "outlaw_club", "outlaw motorcycle gang"
    CARE_FRAUD = "care_fraud", "zorgfraude"
    ROGUE_AGENCY = "rogue_agency", "malafide uitzendbureau"
    TAX_FRAUD = "tax_fraud", "belastingfraude"
    FENCING = "fencing", "heling"
    WEAPONS = "weapons", "wapens"
    WASTE_DUMPING = "waste_dumping", "afvaldumping"
    OTHER = "other", "anders"


class Nature(Choice):
    """Whether money is temporary or returns each year (BBV)."""

    INCIDENTAL = "incidental", "incidenteel"
    STRUCTURAL = "structural", "structureel"


class FundingSource(Choice):
    """Who pays (domein §5.3)."""

    OWN = "own", "eigen middelen"
    STATE = "state", "Rijk of versterkingsgelden"
    REGION = "region", "regio"
    THIRD_PARTY = "third_party", "derden"


class CarryOverStatus(Choice):
    """Course of a request to take a remainder to the next year."""

    DRAFT = "draft", "concept"
    SUBMITTED = "submitted", "ingediend"
    COLLEGE = "college", "college akkoord"
    COUNCIL = "council", "raad vastgesteld"
    REJECTED = "rejected", "afgewezen"


class CarryOverCover(Choice):
    """What a carry-over is paid from."""

    RESULT = "result", "resultaat"
    RESERVE = "reserve", "reserve"


class QuickscanTheme(Choice):
    """The five themes of the RIEC quickscan of 2019."""

    COMMUNICATION = "communication", "Communicatie"
    AWARENESS = "awareness", "Bewustwording & organisatieontwikkeling"
    INFORMATION = "information", "Informatiepositie"
    POLICY = "policy", "Beleid & handhaving"
    WORKPLACE = "workplace", "Integere & veilige werkomgeving"


class Priority(Choice):
    """How soon."""

    LOW = "low", "laag"
    MEDIUM = "medium", "midden"
    HIGH = "high", "hoog"


class RecommendationStatus(Choice):
    """Course of a recommendation (domein §5.1)."""

    NEW = "new", "nieuw"
    ADOPTED = "adopted", "overgenomen"
    PARTLY_ADOPTED = "partly_adopted", "deels overgenomen"
    NOT_ADOPTED = "not_adopted", "niet overgenomen"
    IN_PROGRESS = "in_progress", "in uitvoering"
    DONE = "done", "gereed"
    EMBEDDED = "embedded", "geborgd"


class InstrumentStatus(Choice):
    """Course of an administrative instrument."""

    PREPARATION = "preparation", "in voorbereiding"
    ADOPTED = "adopted", "vastgesteld"
    IN_FORCE = "in_force", "van kracht"
    SET_UP = "set_up", "ingericht"
    ROLLOUT_PLANNED = "rollout_planned", "uitrol gepland"
    WITHDRAWN = "withdrawn", "ingetrokken"


class AdoptingBody(Choice):
    """Who adopted an instrument."""

    COLLEGE = "college", "college"
    MAYOR = "mayor", "burgemeester"
    COUNCIL = "council", "gemeenteraad"


class ResilienceKind(Choice):
    """Resilience of the administration or of society (report 2019, ch. 5)."""

    ADMINISTRATIVE = "administrative", "bestuurlijk"
    SOCIETAL = "societal", "maatschappelijk"


class SessionForm(Choice):
    """Form of a resilience session (domein §5.2)."""

    PRESENTATION = "presentation", "presentatie"
    AWARENESS = "awareness", "bewustwording"
    DILEMMA = "dilemma", "dilemmatraining"
    TRAINING = "training", "training"
    MEETING = "meeting", "bijeenkomst"


class ActivityStatus(Choice):
    """Course of an activity in the year plan."""

    PLANNED = "planned", "gepland"
    RUNNING = "running", "loopt"
    DONE = "done", "uitgevoerd"
    POSTPONED = "postponed", "doorgeschoven"
    DROPPED = "dropped", "vervallen"


class OverviewBlock(Choice):
    """The four blocks of the one-page performance overview."""

    CASES = "cases", "Casuïstiek"
    FOUNDATION = "foundation", "Bestuurlijke basis"
    INFORMATION = "information", "Informatiepositie"
    RESILIENCE = "resilience", "Weerbaarheid"


class DocumentStatus(Choice):
    """Status in the document control."""

    DRAFT = "draft", "Concept"
    FINAL = "final", "Definitief"


class Edition(Choice):
    """For whom a document is drawn: without what is confidential and with small numbers covered, or whole."""

    PUBLIC = "public", "openbare editie"
    CONFIDENTIAL = "confidential", "vertrouwelijke editie"


class SmallChoice(Choice):
    """What the public edition does with a count below five, which may lead to a person (domein §6)."""

    PUBLISH = "publish", "publiceren"
    BELOW = "below", "als ‘< 5’"
    MERGE = "merge", "samenvoegen"


class ReviewVerdict(Choice):
    """What a yearly review decides about one key that somebody holds (BIO 5.18.03)."""

    KEEP = "keep", "behouden"
    END = "end", "intrekken"


class Classification(Choice):
    """Classification label on screens, prints and documents (BIO 5.12, 5.13)."""

    PUBLIC = "public", "Openbaar"
    INTERNAL = "internal", "Intern"
    CONFIDENTIAL = "confidential", "Vertrouwelijk"


class Secrecy(Choice):
    """Labels above confidential, each with a law of its own that says who may see it (BIO 5.12; domein §4.2)."""

    BIBOB = "bibob", "Geheim (art. 28 Wet Bibob)"
    POLICE = "police", "Politiegegevens (Wpg)"
    REPORTER = "reporter", "Meldergegevens (Wbk)"
