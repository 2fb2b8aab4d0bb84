"""Value lists of internal reports (domein §4.1)."""

from __future__ import annotations

from models.choices import Choice


class Channel(Choice):
    """How a report came in (art. 2 lid 2 Wbk: in writing, by word of mouth, or in a meeting)."""

    FORM = "form", "meldformulier"
    SPOKEN = "spoken", "mondeling of telefonisch"
    LETTER = "letter", "brief of e-mail"
    MEETING = "meeting", "gesprek op verzoek"


class ReportType(Choice):
    """What kind of matter it turns out to be; not every report falls under the Wbk."""

    WRONGDOING = "wrongdoing", "misstand (Wbk)"
    UNION_LAW = "union_law", "inbreuk op het Unierecht (Wbk)"
    INTEGRITY = "integrity", "integriteitsschending"
    PRESSURE = "pressure", "ondermijningsdruk of benadering"
    CONDUCT = "conduct", "ongewenst gedrag"
    OTHER = "other", "overig"


class ReportStatus(Choice):
    """How far the officer is."""

    NEW = "new", "nieuw"
    TRIAGE = "triage", "in beoordeling"
    INVESTIGATION = "investigation", "in onderzoek"
    FOLLOW_UP = "follow_up", "in opvolging"
    CLOSED = "closed", "afgesloten"


class Conflict(Choice):
    """What the check on a conflict of interest gave."""

    NONE = "none", "geen belangenconflict"
    HANDED_OVER = "handed_over", "belangenconflict: behandeling overgedragen"


class Speaker(Choice):
    """Who wrote a message."""

    REPORTER = "reporter", "melder"
    DESK = "desk", "behandelaar"


class ReportFigureKind(Choice):
    """By what the yearly figures count."""

    TYPE = "type", "soort melding"
    CHANNEL = "channel", "hoe binnengekomen"
    CONFIRMED = "confirmed", "ontvangst bevestigd"
    FED_BACK = "fed_back", "teruggekoppeld"
