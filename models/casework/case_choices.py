"""Value lists of the case file: interventions, hand-overs and what a case brought about."""

from __future__ import annotations

from models.choices import Choice


class HandoverTarget(Choice):
    """To whom a case, or what is known of it, was handed over (domein §3.1 and §3.4)."""

    RIEC = "riec", "RIEC"
    POLICE = "police", "politie"
    PROSECUTION = "prosecution", "Openbaar Ministerie"
    DEPARTMENT = "department", "afdeling van de gemeente"
    MUNICIPALITY = "municipality", "andere gemeente"
    TAX = "tax", "Belastingdienst"
    LABOUR_INSPECTORATE = "labour_inspectorate", "Arbeidsinspectie"
    SAFETY_HOUSE = "safety_house", "Zorg- en Veiligheidshuis"
    OTHER = "other", "anders"


class InterventionKind(Choice):
    """The instruments with which a plan of approach works (domein §2, §3.2, municipal powers)."""

    CONVERSATION = "conversation", "gesprek met betrokkene"
    INSPECTION = "inspection", "controle of integrale controle"
    ADDRESS_CHECK = "address_check", "adresonderzoek BRP"
    WARNING = "warning", "waarschuwing"
    DAMOCLES = "damocles", "maatregel art. 13b Opiumwet (Damocles)"
    CLOSURE_APV = "closure_apv", "sluiting op grond van de APV (2:80)"
    DESIGNATION_APV = "designation_apv", "aanwijzing op grond van de APV (2:81)"
    BIBOB = "bibob", "Bibob-toets"
    PERMIT = "permit", "vergunning weigeren, wijzigen of intrekken"
    PENALTY = "penalty", "last onder dwangsom of bestuursdwang"
    HOUSING = "housing", "handhaving Huisvestingswet"
    ENVIRONMENT = "environment", "handhaving Omgevingswet"
    ALCOHOL = "alcohol", "handhaving Alcoholwet"
    BENEFIT = "benefit", "onderzoek Participatiewet"
    TAX = "tax", "invordering of belastingonderzoek"
    SUBSIDY = "subsidy", "subsidie stopzetten of terugvorderen"
    CORPORATION = "corporation", "huurontbinding door corporatie"
    HANDOVER = "handover", "overdracht aan partner"
    COMMUNICATION = "communication", "communicatie"
    CARE = "care", "zorg en ondersteuning"
    OTHER = "other", "anders"


class InterventionStatus(Choice):
    """Course of an intervention."""

    PLANNED = "planned", "voorgenomen"
    RUNNING = "running", "loopt"
    DONE = "done", "uitgevoerd"
    DROPPED = "dropped", "vervallen"

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self in (InterventionStatus.PLANNED, InterventionStatus.RUNNING)


class Effect(Choice):
    """What a case brought about, as it could be seen on a day."""

    ENDED = "ended", "beëindigd"
    REDUCED = "reduced", "verminderd"
    NONE = "none", "geen effect"
    DISPLACED = "displaced", "verplaatst"
    UNCLEAR = "unclear", "nog niet vast te stellen"


class Whose(Choice):
    """Of whom something is, seen by who looks."""

    MINE = "mine", "van mij"
    OTHERS = "others", "van een ander"
    NOBODY = "nobody", "van niemand"


class Standing(Choice):
    """How something with a last day stands today."""

    OVERDUE = "overdue", "te laat"
    SOON = "soon", "nadert"
    OPEN = "open", "open"
    DONE = "done", "gereed"


class Movement(Choice):
    """Whether anything was done lately in a case that is open."""

    MOVING = "moving", "in beweging"
    STILL = "still", "zonder beweging"
