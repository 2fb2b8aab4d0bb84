"""Value lists of the programme side: actions, partners, barriers, studies, channels and measures at work."""

from __future__ import annotations

from models.choices import Choice


class ActionStatus(Choice):
    """Where an action of the execution programme is."""

    PLANNED = "planned", "gepland"
    RUNNING = "running", "in uitvoering"
    DONE = "done", "gereed"
    DROPPED = "dropped", "vervallen"


class PartnerKind(Choice):
    """What kind of organisation a partner is."""

    MUNICIPALITY = "municipality", "gemeente"
    POLICE = "police", "politie"
    PROSECUTOR = "prosecutor", "Openbaar Ministerie"
    TAX = "tax", "Belastingdienst"
    RIEC = "riec", "RIEC"
    INSPECTORATE = "inspectorate", "inspectie"
    HOUSING = "housing", "woningcorporatie"
    BUSINESS = "business", "ondernemers"
    PROVINCE = "province", "provincie of Rijk"
    OTHER = "other", "anders"


class BarrierSide(Choice):
    """Who can raise a barrier."""

    PUBLIC = "public", "publiek"
    PRIVATE = "private", "privaat"


class StudyStatus(Choice):
    """Where a commissioned study is."""

    COMMISSIONED = "commissioned", "opdracht verstrekt"
    RUNNING = "running", "loopt"
    DELAYED = "delayed", "vertraagd"
    DELIVERED = "delivered", "opgeleverd"
    STOPPED = "stopped", "gestopt"


class Channel(Choice):
    """Through what people report, or are reached."""

    APP = "app", "Waaksamen-app"
    ANONYMOUS_LINE = "anonymous_line", "Meld Misdaad Anoniem"
    MUNICIPALITY = "municipality", "meldpunt gemeente"
    INTRANET = "intranet", "meldformulier intranet"
    POLICE = "police", "politie"
    SOCIAL_MEDIA = "social_media", "sociale media"
    PRESS = "press", "lokale pers"
    MEETING = "meeting", "bijeenkomst"
    OTHER = "other", "anders"


class WorkplaceKind(Choice):
    """A measure for an honest and safe place to work (quickscan, theme five)."""

    BASIC_SCAN = "basic_scan", "basisscan kandidaat-bestuurders"
    AGREEMENT = "agreement", "gentlemen’s agreement"
    RISK_PROFILES = "risk_profiles", "risicoprofielen"
    TRAINING = "training", "training integriteit"
    MESSAGING_RULES = "messaging_rules", "WhatsApp-regels"
    SHIELDED_PLACES = "shielded_places", "afgeschermde werkplekken"
    AUTHORISATIONS = "authorisations", "machtigingen"
    OTHER = "other", "anders"


class WorkplaceStatus(Choice):
    """Whether it is there."""

    NOT_STARTED = "not_started", "niet begonnen"
    PREPARATION = "preparation", "in voorbereiding"
    IN_PLACE = "in_place", "ingevoerd"
    DROPPED = "dropped", "niet overgenomen"


class MaterialKind(Choice):
    """What material is."""

    BOOKLET = "booklet", "signaalboekje"
    LEAFLET = "leaflet", "folder of kaart"
    POSTER = "poster", "poster"
    VIDEO = "video", "film"
    PRESENTATION = "presentation", "presentatie"
    TOOLKIT = "toolkit", "werkwijze of toolbox"
    OTHER = "other", "anders"
