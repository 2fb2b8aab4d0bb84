"""Value lists of signals, what they mention and their weighing (domein §3): English value, Dutch label."""

from __future__ import annotations

from models.choices import Choice


class SignalSource(Choice):
    """Where a signal came from (domein §3.2, *bron*)."""

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
    INTERNAL_ANONYMOUS = "internal_anonymous", "anonieme interne melding"
    OTHER = "other", "anders"


class Cluster(Choice):
    """Part of the organisation that brings in and attends (report 2019 and domein §3.2, *clusterinbrenger*)."""

    SAFETY = "safety", "veiligheid"
    ENFORCEMENT = "enforcement", "handhaving"
    PUBLIC_SERVICES = "public_services", "publieke diensten"
    PUBLIC_SPACE = "public_space", "openbare ruimte"
    SOCIAL = "social", "sociale diensten"
    PERMITS = "permits", "vergunningen"
    TAXES = "taxes", "belastingen"
    OTHER = "other", "anders"


class Reliability(Choice):
    """How far the source can be relied on; the first axis, and optional."""

    A = "a", "A betrouwbaar"
    B = "b", "B doorgaans betrouwbaar"
    C = "c", "C soms betrouwbaar"
    D = "d", "D onbetrouwbaar"
    E = "e", "E niet te beoordelen"


class InformationValue(Choice):
    """How far the information itself was confirmed; the second axis, and optional."""

    CONFIRMED = "1", "1 bevestigd"
    PROBABLE = "2", "2 waarschijnlijk"
    POSSIBLE = "3", "3 mogelijk"
    DOUBTFUL = "4", "4 twijfelachtig"
    UNKNOWN = "5", "5 niet te beoordelen"


class SignalStatus(Choice):
    """Course of a signal; follows from its weighing and its outcome."""

    RECEIVED = "received", "ontvangen"
    WEIGHING = "weighing", "in weging"
    ENRICHING = "enriching", "terug voor verrijking"
    IN_TREATMENT = "in_treatment", "in behandeling"
    CLOSED = "closed", "afgerond"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide about it."""
        return self in (SignalStatus.RECEIVED, SignalStatus.WEIGHING, SignalStatus.ENRICHING)


class SignalOutcome(Choice):
    """What was decided about a signal (domein §3.2, *besluit overleg*)."""

    NONE = "none", "niet in behandeling"
    DEPARTMENT = "department", "naar een afdeling"
    LIP_CASE = "lip_case", "LIP-casus"
    RIEC = "riec", "naar het RIEC"
    ENRICH = "enrich", "terug voor verrijking"
    POLICE = "police", "naar politie of OM"


class InformingDuty(Choice):
    """What was done about informing whom it concerns (art. 14 AVG, art. 41 UAVG)."""

    POSTPONED = "postponed", "uitgesteld"
    DONE = "done", "gedaan"
    EXEMPT = "exempt", "uitzondering (art. 41 UAVG)"


class MentionKind(Choice):
    """What a mention is of."""

    PERSON = "person", "persoon"
    ORGANISATION = "organisation", "organisatie"
    ADDRESS = "address", "adres"
    VEHICLE = "vehicle", "voertuig"
    CONTACT = "contact", "communicatiemiddel"
    ACCOUNT = "account", "bankrekening"
    EVENT = "event", "gebeurtenis"
    DOCUMENT = "document", "document"


class Likeness(Choice):
    """What somebody judged of two mentions: whether they are of the same person or thing."""

    SAME = "same", "dezelfde"
    NOT_SAME = "not_same", "niet dezelfde"
    UNSURE = "unsure", "weet niet"
    WITHDRAWN = "withdrawn", "teruggenomen"


class LinkKind(Choice):
    """What connects two entities, read from the first to the second (domein §3.5)."""

    OWNS = "owns", "eigenaar van"
    DIRECTS = "directs", "bestuurder van"
    SHAREHOLDER = "shareholder", "aandeelhouder van"
    FINANCES = "finances", "financiert"
    LIVES_AT = "lives_at", "woont op"
    SEATED_AT = "seated_at", "gevestigd op"
    WORKS_FOR = "works_for", "werkt bij"
    RENTS = "rents", "huurt"
    LETS = "lets", "verhuurt"
    RELATED = "related", "familielid van"
    PARTNER = "partner", "partner van"
    KNOWS = "knows", "kent"
    USES = "uses", "gebruikt"
    HOLDS = "holds", "op naam van"
    FOUND_AT = "found_at", "aangetroffen in"
    PRESENT_AT = "present_at", "aanwezig bij"
    NAMED_IN = "named_in", "genoemd in"
    PART_OF = "part_of", "onderdeel van"
    OTHER = "other", "anders, zie toelichting"


class MentionRole(Choice):
    """Which part the mentioned plays in the record that mentions it."""

    SUBJECT = "subject", "over wie of wat het gaat"
    OWNER = "owner", "eigenaar"
    RESIDENT = "resident", "bewoner"
    TENANT = "tenant", "huurder"
    LANDLORD = "landlord", "verhuurder"
    DIRECTOR = "director", "bestuurder"
    EMPLOYEE = "employee", "werknemer"
    FINANCIER = "financier", "financier"
    USER = "user", "gebruiker"
    HOLDER = "holder", "kentekenhouder"
    PLACE = "place", "plaats van de waarneming"
    SEAT = "seat", "vestigingsadres"
    CONTACT = "contact", "contactpersoon"
    WITNESS = "witness", "getuige"
    OTHER = "other", "anders"


class Certainty(Choice):
    """Whether what is written down was established or is suspected; drawn differently wherever it shows."""

    ESTABLISHED = "established", "vastgesteld"
    SUSPECTED = "suspected", "vermoed"


class WeighingStepKind(Choice):
    """The steps of the CCV model protocol in their order (domein §3.1)."""

    W1 = "w1", "W1 Ondermijning"
    W2A = "w2a", "W2A Taak of bevoegdheid"
    W2B = "w2b", "W2B Eigen grondgebied"
    W3 = "w3", "W3 Concreet en recent"
    P1 = "p1", "Privacytoets 1"
    W4 = "w4", "W4 Bevestiging"
    P2A = "p2a", "Privacytoets 2A"
    P2B = "p2b", "Privacytoets 2B"


class Verdict(Choice):
    """The answer to a step."""

    YES = "yes", "ja"
    NO = "no", "nee"


class CheckedSource(Choice):
    """A municipal or public source that privacy test 1 may allow to be looked in."""

    POPULATION_REGISTER = "population_register", "BRP"
    LAND_REGISTER = "land_register", "Kadaster"
    TRADE_REGISTER = "trade_register", "KvK Handelsregister"
    ADDRESS_REGISTER = "address_register", "BAG"
    PERMITS = "permits", "vergunningen"
    ENFORCEMENT = "enforcement", "toezicht en handhaving"
    TAXES = "taxes", "gemeentelijke belastingen"
    SOCIAL = "social", "sociale diensten"
    PUBLIC_SPACE = "public_space", "meldingen openbare ruimte"
    SUBSIDIES = "subsidies", "subsidies"
    OPEN_SOURCES = "open_sources", "open bronnen"
    OTHER = "other", "anders"


class HitResult(Choice):
    """What a source gave; at *no hit* nothing more is kept than that."""

    HIT = "hit", "hit"
    NO_HIT = "no_hit", "no hit"


class FeedbackState(Choice):
    """What the one who brought a signal in hears, without content (domein §3.2, *terugkoppeling*)."""

    RECEIVED = "received", "ontvangen"
    IN_TREATMENT = "in_treatment", "in behandeling"
    CLOSED = "closed", "afgerond"
