"""Value lists of meetings and inspections; what several kinds of compartment share is in `models.choices`."""

from __future__ import annotations

from models.choices import Choice


class MeetingStatus(Choice):
    """How a meeting stands."""

    PLANNED = "planned", "gepland"
    HELD = "held", "gehouden"
    CANCELLED = "cancelled", "vervallen"


class ItemKind(Choice):
    """What an item of an agenda is about, in the order of a built agenda."""

    STANDING = "standing", "vast agendapunt"
    ACTION = "action", "openstaande actie"
    SIGNAL = "signal", "signaal"
    CASE = "case", "casus"
    OTHER = "other", "overig"


class Decision(Choice):
    """What a meeting decides on an item (domein §3.2, *besluit overleg*)."""

    NO_ACTION = "no_action", "geen actie"
    ACTION = "action", "actie"
    HOLD = "hold", "aanhouden"
    DEPARTMENT = "department", "naar een afdeling"
    LIP_CASE = "lip_case", "LIP-casus"
    RIEC = "riec", "naar het RIEC"
    ENRICH = "enrich", "terug voor verrijking"
    POLICE = "police", "naar politie of OM"


class Presence(Choice):
    """Whether somebody was there."""

    PRESENT = "present", "aanwezig"
    EXCUSED = "excused", "afgemeld"
    ABSENT = "absent", "afwezig"


class Audience(Choice):
    """Who takes part in an item (privacytoets 2A)."""

    EVERYONE = "everyone", "alle deelnemers"
    LISTED = "listed", "alleen wie is toegelaten"


class ItemPart(Choice):
    """What somebody has to do with one item of the agenda."""

    ADMITTED = "admitted", "toegelaten"
    RECUSED = "recused", "verschoond"


class InspectionStatus(Choice):
    """How an integrated inspection stands."""

    PLANNED = "planned", "gepland"
    HELD = "held", "gehouden"
    FINISHED = "finished", "afgerond"


class Law(Choice):
    """Under which law something was found (domein §3.2, *gemeentelijke taak*)."""

    ENVIRONMENT = "environment", "Omgevingswet (bouw, brandveiligheid, milieu)"
    HOUSING = "housing", "Huisvestingswet"
    APV = "apv", "APV"
    ALCOHOL = "alcohol", "Alcoholwet"
    GAMBLING = "gambling", "Wet op de kansspelen"
    OPIUM = "opium", "Opiumwet"
    BRP = "brp", "Wet basisregistratie personen"
    PARTICIPATION = "participation", "Participatiewet"
    CARE = "care", "Wmo 2015 of Jeugdwet"
    LABOUR = "labour", "arbeidswetgeving"
    TAX = "tax", "belastingwetgeving"
    FOOD = "food", "Warenwet"
    OTHER = "other", "anders"


class CheckAnswer(Choice):
    """The answer to a question of a checklist; an empty answer is not asked yet."""

    IN_ORDER = "in_order", "in orde"
    NOT_IN_ORDER = "not_in_order", "niet in orde"
    NOT_SEEN = "not_seen", "niet vast te stellen"
    NOT_APPLICABLE = "not_applicable", "niet van toepassing"
