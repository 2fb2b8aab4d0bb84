"""Value lists of a Bibob screening (domein §1.2): English value, Dutch label."""

from __future__ import annotations

from models.choices import Choice


class LegalBasis(Choice):
    """What the screening is about (art. 1 lid 1 Wet Bibob)."""

    PERMIT = "permit", "vergunning of beschikking"
    EXEMPTION = "exemption", "ontheffing"
    SUBSIDY = "subsidy", "subsidie"
    CONTRACT = "contract", "overheidsopdracht"
    PROPERTY = "property", "vastgoedtransactie"
    REVOCATION = "revocation", "intrekking bestaande beschikking"

    @property
    def has_decision_term(self) -> bool:
        """Whether a law sets a term for deciding, which art. 31 can suspend: only where there is an application."""
        return self in (LegalBasis.PERMIT, LegalBasis.EXEMPTION, LegalBasis.SUBSIDY)


class Occasion(Choice):
    """For which permit, money or deal (policy rule of 29 October 2019, in force 1 January 2020)."""

    ALCOHOL = "alcohol", "alcohol-/drank- en horecavergunning"
    OPERATION = "operation", "exploitatievergunning openbare inrichting"
    MARTIAL_ARTS = "martial_arts", "evenementenvergunning vechtsportgala"
    SEX_ESTABLISHMENT = "sex_establishment", "seksinrichting"
    CONVERSION = "conversion", "omzettingsvergunning"
    WITHDRAWAL_FROM_HOUSING = "withdrawal_from_housing", "onttrekkingsvergunning"
    MERGING = "merging", "samenvoegingsvergunning"
    ROOM_BUILDING = "room_building", "omgevingsvergunning bouw kamerverhuur"
    GAMBLING = "gambling", "speelautomaten/kansspel"
    SUBSIDY = "subsidy", "subsidie"
    PROPERTY = "property", "vastgoed"
    TENDER = "tender", "aanbesteding"
    DESIGNATION = "designation", "APV-aanwijzing (2:81)"


class Trigger(Choice):
    """Why this one was screened."""

    STANDARD = "standard", "standaardtoets beleidsregel"
    OWN_INFORMATION = "own_information", "indicatie eigen ambtelijke informatie"
    PROSECUTOR_TIP = "prosecutor_tip", "OM-tip (art. 26)"
    OTHER_BODY_TIP = "other_body_tip", "tip ander bestuursorgaan"
    RIEC = "riec", "RIEC-signaal"
    REGISTER_HIT = "register_hit", "Bibob-register-hit"
    CHANGE_OF_BUSINESS = "change_of_business", "wijziging bedrijfsvoering"
    LIP = "lip", "LIP-signaal"


class Phase(Choice):
    """Where the screening is."""

    INTAKE = "intake", "1 intake"
    FORM_ISSUED = "form_issued", "2 formulier uitgereikt"
    FORM_RECEIVED = "form_received", "3 formulier ontvangen"
    COMPLETION = "completion", "4 hersteltermijn loopt"
    OWN_RESEARCH = "own_research", "5 eigen onderzoek"
    ADVICE_REQUESTED = "advice_requested", "6 LBB-advies aangevraagd"
    ADVICE_SUSPENDED = "advice_suspended", "7 LBB aanvullende vragen (opgeschort)"
    ADVICE_EXTENDED = "advice_extended", "8 LBB-termijn verlengd"
    ADVICE_RECEIVED = "advice_received", "9 advies ontvangen"
    ASSESSMENT = "assessment", "10 gevaarsbeoordeling"
    INTENTION = "intention", "11 voornemen/zienswijze"
    DECISION = "decision", "12 besluit"
    OBJECTION = "objection", "13 bezwaar/beroep"
    CLOSED = "closed", "14 gesloten"


class Danger(Choice):
    """Degree of danger on one ground (art. 3 lid 1 a or b)."""

    NONE = "none", "geen gevaar"
    LESSER = "lesser", "mindere mate van gevaar"
    SERIOUS = "serious", "ernstig gevaar"
    UNDETERMINED = "undetermined", "niet vast te stellen"


class Answer(Choice):
    """Yes or no, beside the third that nobody has said yet."""

    YES = "yes", "ja"
    NO = "no", "nee"


class Outcome(Choice):
    """How a screening ended."""

    GRANT = "grant", "verlenen"
    GRANT_WITH_CONDITIONS = "grant_with_conditions", "verlenen met voorschriften"
    REFUSE = "refuse", "weigeren"
    REVOKE = "revoke", "intrekken"
    EXCLUDE = "exclude", "niet gunnen/uitsluiten"
    DISSOLVE = "dissolve", "ontbinden/opschorten"
    NO_DEAL = "no_deal", "niet aangaan vastgoed"
    NOT_PROCESSED = "not_processed", "buiten behandeling (Awb 4:5)"
    WITHDRAWN = "withdrawn", "ingetrokken door aanvrager (terugtrekking)"

    @property
    def needs_hearing(self) -> bool:
        """Whether art. 33 asks for the views of the subject first: negative on danger, or with conditions."""
        return self not in (Outcome.GRANT, Outcome.NOT_PROCESSED, Outcome.WITHDRAWN)

    @property
    def is_judged(self) -> bool:
        """Whether the degree of danger was concluded on the way to it."""
        return self not in (Outcome.NOT_PROCESSED, Outcome.WITHDRAWN)


class AdviceType(Choice):
    """What was asked of the Landelijk Bureau Bibob."""

    REGULAR = "regular", "regulier"
    SUPPLEMENTARY = "supplementary", "aanvullend"


class PartyRole(Choice):
    """Relation to the subject; what may be shared through the register depends on it."""

    SUBJECT = "subject", "betrokkene"
    LEADER = "leader", "leidinggevende"
    CONTROL = "control", "zeggenschap (aandeelhouder)"
    FINANCIER = "financier", "vermogensverschaffer/financier"
    PARTNERSHIP = "partnership", "zakelijk samenwerkingsverband"
    SUBCONTRACTOR = "subcontractor", "onderaannemer"
    REPRESENTATIVE = "representative", "gemachtigde"
    FRONT = "front", "achterman (schijnconstructie)"


class PartyNature(Choice):
    """A human being or a legal person."""

    NATURAL = "natural", "natuurlijk persoon"
    LEGAL = "legal", "rechtspersoon"


class ResearchSource(Choice):
    """What was consulted in the own investigation (Justis, eigen onderzoek)."""

    TRADE_REGISTER = "trade_register", "KvK Handelsregister"
    LAND_REGISTER = "land_register", "Kadaster"
    POPULATION_REGISTER = "population_register", "BRP"
    POLICE = "police", "politie (Bpg 4:3 lid 1 l)"
    JUDICIAL_INFORMATION = "judicial_information", "JustID (Bjsg 15)"
    PROSECUTOR = "prosecutor", "OM (Wjsg 39f)"
    BIBOB_REGISTER = "bibob_register", "Bibob-register"
    OPEN_SOURCES = "open_sources", "open bronnen"
    TAX_AUTHORITY = "tax_authority", "Belastingdienst"
    OWN_FILES = "own_files", "eigen gemeentelijke bestanden"
    OTHER = "other", "anders"


class DisclosureGround(Choice):
    """To whom art. 28 lid 2 allows data to be passed on: exactly one of its letters."""

    A = "a", "a betrokkene, voor zover nodig ter motivering"
    B = "b", "b derde die in de motivering wordt vermeld, alleen eigen gegevens"
    C = "c", "c leden van de driehoek (art. 13 Politiewet 2012)"
    D = "d", "d deelnemer aan het RIEC-samenwerkingsverband"
    E = "e", "e bezwaaradviescommissie (art. 7:13 Awb)"
    F = "f", "f kwaliteitstoetsing of wetenschap"
    G = "g", "g Algemene Rekenkamer"
    H = "h", "h Nationale ombudsman"
    I = "i", "i Autoriteit Persoonsgegevens"  # noqa: E741 (the letter of the article)
    J = "j", "j de rechter"
    K = "k", "k opsporingsambtenaren bij een vordering"
    L = "l", "l inlichtingen- en veiligheidsdiensten"


class FigureKind(Choice):
    """By what the yearly overview counts."""

    OCCASION = "occasion", "aanleiding"
    DANGER = "danger", "gevaar"
    OUTCOME = "outcome", "uitkomst"
    LEAD_TIME = "lead_time", "doorlooptijd"
