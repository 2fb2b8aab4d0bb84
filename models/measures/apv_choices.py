"""Value lists of the APV, permits and traders (domein §2.4–2.5): English value, Dutch label."""

from __future__ import annotations

from models.choices import Choice


class ClosureGround(Choice):
    """Why a building is closed (art. 2:80 APV)."""

    FENCING = "fencing", "heling"
    WEAPONS = "weapons", "wapenhandel"
    GAMBLING = "gambling", "illegaal gokken"
    LABOUR_EXPLOITATION = "labour_exploitation", "arbeidsuitbuiting"
    TRAFFICKING = "trafficking", "mensenhandel"
    OTHER = "other", "overig"


class Interest(Choice):
    """Which interest a closure serves (art. 2:80 APV)."""

    ORDER = "order", "openbare orde"
    NUISANCE = "nuisance", "voorkomen van overlast"
    LIVING = "living", "woon- en leefklimaat"


class DesignatedKind(Choice):
    """What is designated (art. 2:81 APV)."""

    BUILDING = "building", "gebouw"
    AREA = "area", "gebied"
    BUSINESS = "business", "branche of bedrijfsmatige activiteit"


class PermitState(Choice):
    """Where a designated business stands with its permit."""

    TO_APPLY = "to_apply", "moet nog aanvragen"
    APPLIED = "applied", "aangevraagd"
    GRANTED = "granted", "verleend"
    REFUSED = "refused", "geweigerd"
    EXEMPT = "exempt", "valt er niet onder"
    STOPPED = "stopped", "gestopt"


class PermitReason(Choice):
    """Why an exploitation permit was asked."""

    NEW = "new", "nieuwe inrichting"
    CHANGE = "change", "wijziging bedrijfsvoering"
    DESIGNATION = "designation", "aanwijzing (2:81 APV)"


class PermitOutcome(Choice):
    """How an application or a permit ended."""

    GRANTED = "granted", "verleend"
    CONDITIONS = "conditions", "verleend met voorschriften"
    REFUSED = "refused", "geweigerd"
    NOT_PROCESSED = "not_processed", "buiten behandeling (art. 4:5 Awb)"
    WITHDRAWN = "withdrawn", "aanvraag ingetrokken"
    REVOKED = "revoked", "vergunning ingetrokken"


class CheckResult(Choice):
    """What a check at a trader gave."""

    IN_ORDER = "in_order", "in orde"
    NOT_REGISTERED = "not_registered", "niet aangemeld (art. 437 Sr)"
    INCOMPLETE = "incomplete", "register onvolledig"
    STOLEN_GOODS = "stolen_goods", "gestolen goed aangetroffen"
    NOT_MET = "not_met", "niemand aangetroffen"
