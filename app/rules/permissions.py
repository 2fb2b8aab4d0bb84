"""Which compartments a role opens and which acts it may do: one table, enforced in services.

Within one compartment a role restricts the program only; the keys are what protects (CONTRIBUTING.md, *Keys*).
"""

from __future__ import annotations

from models.choices import Choice

REGISTER = "register"
CASEWORK = "casework"
MEASURES = "measures"
BIBOB = "bibob"
INTEGRITY = "integrity"
INTEGRITY_DEPUTY = "integrity_deputy"
PROGRAMME = "programme"
AUDIT = "audit"

KIND_OF_COMPARTMENT = {
    REGISTER: REGISTER,
    CASEWORK: CASEWORK,
    MEASURES: MEASURES,
    BIBOB: BIBOB,
    INTEGRITY: INTEGRITY,
    INTEGRITY_DEPUTY: INTEGRITY,
    PROGRAMME: PROGRAMME,
    AUDIT: AUDIT,
}

LABEL_OF_COMPARTMENT = {
    REGISTER: "Register",
    CASEWORK: "Casuïstiek",
    MEASURES: "Maatregelen",
    BIBOB: "Bibob",
    INTEGRITY: "Integriteit",
    INTEGRITY_DEPUTY: "Integriteit (plaatsvervanger)",
    PROGRAMME: "Programma",
    AUDIT: "Logboek FG",
}


class Role(Choice):
    """A function in the approach; the value is what the header stores, the label is what the screen says."""

    KEEPER = "keeper", "functioneel beheerder"
    DIRECTOR = "director", "casusregisseur"
    PRIVACY = "privacy", "privacyfunctionaris"
    JURIST = "jurist", "jurist"
    BIBOB = "bibob", "bibob-coördinator"
    INTEGRITY = "integrity", "integriteitsfunctionaris"
    INTEGRITY_DEPUTY = "integrity_deputy", "plaatsvervangend integriteitsfunctionaris"
    POLICY = "policy", "beleidsadviseur"
    CONTROLLER = "controller", "controller"
    PORTFOLIO = "portfolio", "portefeuillehouder"
    DPO = "dpo", "functionaris gegevensbescherming"
    PARTICIPANT = "participant", "LIP-deelnemer"


COMPARTMENTS_OF_ROLE: dict[Role, tuple[str, ...]] = {
    Role.KEEPER: (REGISTER,),
    Role.DIRECTOR: (REGISTER, CASEWORK, MEASURES, PROGRAMME),
    Role.PRIVACY: (REGISTER, CASEWORK, MEASURES, PROGRAMME),
    Role.JURIST: (REGISTER, MEASURES),
    Role.BIBOB: (REGISTER, BIBOB),
    Role.INTEGRITY: (REGISTER, INTEGRITY),
    Role.INTEGRITY_DEPUTY: (REGISTER, INTEGRITY_DEPUTY),
    Role.POLICY: (REGISTER, PROGRAMME),
    Role.CONTROLLER: (REGISTER, PROGRAMME),
    Role.PORTFOLIO: (REGISTER, PROGRAMME),
    Role.DPO: (REGISTER, AUDIT),
    Role.PARTICIPANT: (REGISTER,),
}


class Act(Choice):
    """Something a user can do; the label completes the sentence "Uw rol mag niet: …"."""

    READ_CASES = "read_cases", "casussen inzien"
    EDIT_CASES = "edit_cases", "casussen wijzigen"
    EDIT_CASE_TYPES = "edit_case_types", "casustypen beheren"
    HAND_OVER_CASES = "hand_over_cases", "casussen overdragen aan een andere kluis of een partner"
    RECEIVE_CASES = "receive_cases", "overgedragen casussen ontvangen"
    PUBLISH_FIGURES = "publish_figures", "jaarcijfers publiceren"
    READ_SIGNALS = "read_signals", "signalen inzien"
    EDIT_SIGNALS = "edit_signals", "signalen vastleggen en wegen"
    DECIDE_PRIVACY_TEST = "decide_privacy_test", "over privacytoets 1 beslissen"
    HAND_IN_SIGNAL = "hand_in_signal", "een signaal inbrengen bij het LIP"
    READ_MEETINGS = "read_meetings", "overleggen inzien"
    EDIT_MEETINGS = "edit_meetings", "overleggen voorbereiden en vastleggen"
    READ_INSPECTIONS = "read_inspections", "integrale controles inzien"
    EDIT_INSPECTIONS = "edit_inspections", "integrale controles vastleggen"
    READ_PROGRAMME = "read_programme", "het programma inzien"
    EDIT_PROGRAMME = "edit_programme", "het programma wijzigen"
    EDIT_BUDGET = "edit_budget", "de financiën wijzigen"
    EDIT_EVALUATION = "edit_evaluation", "de evaluatie wijzigen"
    EXPORT_EVALUATION = "export_evaluation", "de evaluatie exporteren"
    REVIEW_EVALUATION = "review_evaluation", "opmerkingen bij de evaluatie maken en haar als tweede lezer goedkeuren"
    READ_SCREENINGS = "read_screenings", "Bibob-dossiers inzien"
    EDIT_SCREENINGS = "edit_screenings", "Bibob-dossiers wijzigen"
    PUBLISH_SCREENINGS = "publish_screenings", "Bibob-jaarcijfers publiceren"
    READ_MEASURES = "read_measures", "maatregelen inzien"
    EDIT_MEASURES = "edit_measures", "maatregelen wijzigen"
    PUBLISH_MEASURES = "publish_measures", "jaarcijfers van maatregelen publiceren"
    READ_REPORTS = "read_reports", "interne meldingen inzien"
    EDIT_REPORTS = "edit_reports", "interne meldingen behandelen"
    PROPOSE_ERASURE = "propose_erasure", "vernietiging voorstellen en gegevens langer vasthouden"
    APPROVE_ERASURE = "approve_erasure", "de vernietiging van gegevens goedkeuren"
    PROPOSE_MEASURE_ERASURE = (
        "propose_measure_erasure",
        "vernietiging van maatregelen voorstellen en ze langer vasthouden",
    )
    APPROVE_MEASURE_ERASURE = "approve_measure_erasure", "de vernietiging van maatregelen goedkeuren"
    READ_NORMS = "read_norms", "de normen inzien"
    EDIT_NORMS = "edit_norms", "normen wijzigen"
    CONFIRM_NORMS = "confirm_norms", "normen bevestigen"
    EDIT_AGREEMENTS = "edit_agreements", "werkafspraken van de casuïstiek wijzigen"
    MANAGE_LETTERS = "manage_letters", "briefsjablonen gebruiken en beheren"
    READ_DIRECTORY = "read_directory", "de gebruikerslijst inzien"
    MANAGE_ACCOUNTS = "manage_accounts", "accounts beheren"
    GRANT = "grant", "toegang geven en intrekken"
    REKEY = "rekey", "een onderdeel een nieuwe sleutel geven"
    RECOVER = "recover", "met herstelbladen toegang geven"
    OWN_ACCOUNT = "own_account", "het eigen wachtwoord en de eigen sleutels beheren"
    SHARE_FOLDER = "share_folder", "de kluis voor een groep openstellen"
    READ_REVIEW = "read_review", "de autorisatiereview inzien"
    SIGN_REVIEW = "sign_review", "de autorisatiereview aftekenen"
    READ_AUDIT = "read_audit", "het logboek inzien"
    EXPORT_ANCHOR = "export_anchor", "een anker van het logboek maken"
    BACK_UP = "back_up", "een back-up maken"
    SET_BACKUP = "set_backup", "de back-ups instellen"
    SET_LOCKING = "set_locking", "de vergrendeling instellen"


_HANDING_OVER = frozenset({Act.HAND_OVER_CASES, Act.RECEIVE_CASES})
_CASEWORK_ACTS = _HANDING_OVER | {Act.READ_CASES, Act.EDIT_CASES, Act.EDIT_CASE_TYPES, Act.PUBLISH_FIGURES}
# The sources of privacy test 1 are the privacy officer's alone; who weighs the rest does not decide on its own ground.
_EDIT_SIGNALS = frozenset({Act.READ_SIGNALS, Act.EDIT_SIGNALS})
_TEST_SIGNALS = frozenset({Act.READ_SIGNALS, Act.DECIDE_PRIVACY_TEST})
_READ_MEETINGS = frozenset({Act.READ_MEETINGS, Act.READ_INSPECTIONS})
_EDIT_MEETINGS = _READ_MEETINGS | {Act.EDIT_MEETINGS, Act.EDIT_INSPECTIONS}
_SCREENING_ACTS = frozenset({Act.READ_SCREENINGS, Act.EDIT_SCREENINGS, Act.PUBLISH_SCREENINGS})
_MEASURE_ACTS = frozenset({Act.READ_MEASURES, Act.EDIT_MEASURES, Act.PUBLISH_MEASURES})
_REPORT_ACTS = frozenset({Act.READ_REPORTS, Act.EDIT_REPORTS})
# Two people do it together, so both may do both; that they differ is checked at each act (BIO 5.03).
_RETENTION_ACTS = frozenset({Act.PROPOSE_ERASURE, Act.APPROVE_ERASURE})
_MEASURE_RETENTION_ACTS = frozenset({Act.PROPOSE_MEASURE_ERASURE, Act.APPROVE_MEASURE_ERASURE})
# Norms are a matter of law: of the jurist and the Bibob coordinator, never of the keeper.
_NORM_ACTS = frozenset({Act.EDIT_NORMS, Act.CONFIRM_NORMS})
_LETTER_ACTS = frozenset({Act.MANAGE_LETTERS})
_READ_PROGRAMME = frozenset({Act.READ_PROGRAMME, Act.EXPORT_EVALUATION, Act.REVIEW_EVALUATION})
_EDIT_PROGRAMME = _READ_PROGRAMME | {Act.EDIT_PROGRAMME, Act.EDIT_BUDGET, Act.EDIT_EVALUATION}
_ON_WHAT_IS_HELD = frozenset({Act.GRANT, Act.REKEY, Act.RECOVER, Act.READ_AUDIT, Act.EXPORT_ANCHOR, Act.BACK_UP})
_EVERYONE = _ON_WHAT_IS_HELD | {Act.READ_DIRECTORY, Act.OWN_ACCOUNT, Act.READ_NORMS}
# Who signs off the review is not the one who manages the accounts (BIO 5.03).
_SIGN_REVIEW = frozenset({Act.READ_REVIEW, Act.SIGN_REVIEW})

ACTS_OF_ROLE: dict[Role, frozenset[Act]] = {
    Role.KEEPER: _EVERYONE | {Act.MANAGE_ACCOUNTS, Act.SHARE_FOLDER, Act.READ_REVIEW, Act.SET_BACKUP, Act.SET_LOCKING},
    Role.DIRECTOR: _EVERYONE
    | _CASEWORK_ACTS
    | _EDIT_SIGNALS
    | _EDIT_MEETINGS
    | _RETENTION_ACTS
    | {Act.READ_MEASURES, Act.EDIT_AGREEMENTS}  # how long a case may stand still is no law
    | _EDIT_PROGRAMME
    | _SIGN_REVIEW,
    Role.PRIVACY: _EVERYONE
    | {Act.READ_CASES, Act.READ_MEASURES}
    | _TEST_SIGNALS
    | _RETENTION_ACTS
    | _MEASURE_RETENTION_ACTS  # the second person beside the jurist
    | _READ_MEETINGS
    | _READ_PROGRAMME
    | _SIGN_REVIEW,
    Role.JURIST: _EVERYONE | _MEASURE_ACTS | _MEASURE_RETENTION_ACTS | _NORM_ACTS | _LETTER_ACTS,
    Role.BIBOB: _EVERYONE | _SCREENING_ACTS | _NORM_ACTS | _LETTER_ACTS,
    Role.INTEGRITY: _EVERYONE | _REPORT_ACTS,
    Role.INTEGRITY_DEPUTY: _EVERYONE | _REPORT_ACTS,
    Role.POLICY: _EVERYONE | _EDIT_PROGRAMME,
    Role.CONTROLLER: _EVERYONE | _READ_PROGRAMME | {Act.EDIT_BUDGET},
    Role.PORTFOLIO: _EVERYONE | _READ_PROGRAMME,
    Role.DPO: _EVERYONE | _SIGN_REVIEW,
    Role.PARTICIPANT: _EVERYONE | {Act.HAND_IN_SIGNAL},
}


COMPARTMENT_OF_ACT: dict[Act, str | None] = (
    dict.fromkeys(Act, REGISTER)
    | dict.fromkeys(_CASEWORK_ACTS, CASEWORK)
    | dict.fromkeys(_EDIT_SIGNALS | _TEST_SIGNALS, CASEWORK)
    | dict.fromkeys(_EDIT_MEETINGS | _RETENTION_ACTS, CASEWORK)
    | dict.fromkeys(_SCREENING_ACTS, BIBOB)
    | dict.fromkeys(_MEASURE_ACTS | _MEASURE_RETENTION_ACTS, MEASURES)
    | dict.fromkeys(_EDIT_PROGRAMME, PROGRAMME)
    | dict.fromkeys(_ON_WHAT_IS_HELD | _REPORT_ACTS, None)
)
"""In which compartment an act is done; None is any that the account holds."""


def may(role: Role, act: Act) -> bool:
    """Whether a role may do an act; the keys are checked separately, when a compartment is opened."""
    return act in ACTS_OF_ROLE[role]
