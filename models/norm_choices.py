"""Value lists of the dated norms: in what a term is expressed, how its days are counted, how sure its text is."""

from __future__ import annotations

from models.choices import Choice


class NormUnit(Choice):
    """What the value of a norm counts; a norm of counting has no value of its own, only a way to count."""

    DAYS = "days", "dagen"
    WEEKS = "weeks", "weken"
    MONTHS = "months", "maanden"
    YEARS = "years", "jaar"
    NUMBER = "number", "aantal"
    COUNTING = "counting", "telwijze"


class Counting(Choice):
    """Whether a doubtful day counts: of a term the day it begins on, of a suspension the day it ends on."""

    EXCLUSIVE = "exclusive", "dag telt niet mee"
    INCLUSIVE = "inclusive", "dag telt mee"

    @property
    def opposite(self) -> Counting:
        """The other way to count."""
        return Counting.INCLUSIVE if self is Counting.EXCLUSIVE else Counting.EXCLUSIVE


class Evidence(Choice):
    """How the text of a norm was found (domein, leeswijzer); none of them replaces a lawyer."""

    READ = "read", "gelezen in de bron"
    READ_OLD = "read_old", "gelezen in een oudere tekst"
    SECONDARY = "secondary", "uit een secundaire bron"
    GENERAL = "general", "algemene kennis, niet nagegaan"
