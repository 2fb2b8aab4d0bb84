"""Who may do what: the table beside the one of the design, written out again on purpose."""

from __future__ import annotations

import pytest

from app.rules.permissions import (
    ACTS_OF_ROLE,
    COMPARTMENT_OF_ACT,
    COMPARTMENTS_OF_ROLE,
    KIND_OF_COMPARTMENT,
    LABEL_OF_COMPARTMENT,
    Act,
    Role,
    may,
)
from models.metadata import KINDS

ON_WHAT_IS_HELD = {Act.GRANT, Act.REKEY, Act.RECOVER, Act.READ_AUDIT, Act.EXPORT_ANCHOR, Act.BACK_UP}
EVERYBODY = ON_WHAT_IS_HELD | {Act.READ_DIRECTORY, Act.OWN_ACCOUNT, Act.READ_NORMS}
NORMS = {Act.EDIT_NORMS, Act.CONFIRM_NORMS}
SCREENINGS = {Act.READ_SCREENINGS, Act.EDIT_SCREENINGS, Act.PUBLISH_SCREENINGS}
MEASURES = {Act.READ_MEASURES, Act.EDIT_MEASURES, Act.PUBLISH_MEASURES}
REPORTS = {Act.READ_REPORTS, Act.EDIT_REPORTS}
REVIEWING = {Act.READ_REVIEW, Act.SIGN_REVIEW}
CASEWORK = {
    Act.READ_CASES,
    Act.EDIT_CASES,
    Act.EDIT_CASE_TYPES,
    Act.PUBLISH_FIGURES,
    Act.HAND_OVER_CASES,
    Act.RECEIVE_CASES,
}
SIGNALS = {Act.READ_SIGNALS, Act.EDIT_SIGNALS}
TESTING = {Act.READ_SIGNALS, Act.DECIDE_PRIVACY_TEST}
ATTENDING = {Act.READ_MEETINGS, Act.READ_INSPECTIONS}
MEETINGS = ATTENDING | {Act.EDIT_MEETINGS, Act.EDIT_INSPECTIONS}
RETENTION = {Act.PROPOSE_ERASURE, Act.APPROVE_ERASURE}
MEASURE_RETENTION = {Act.PROPOSE_MEASURE_ERASURE, Act.APPROVE_MEASURE_ERASURE}
READING = {Act.READ_PROGRAMME, Act.EXPORT_EVALUATION, Act.REVIEW_EVALUATION}
WRITING = {Act.EDIT_PROGRAMME, Act.EDIT_BUDGET, Act.EDIT_EVALUATION}

EXPECTED = {
    Role.KEEPER: {Act.MANAGE_ACCOUNTS, Act.SHARE_FOLDER, Act.READ_REVIEW, Act.SET_BACKUP, Act.SET_LOCKING},
    Role.DIRECTOR: CASEWORK
    | SIGNALS
    | MEETINGS
    | RETENTION
    | {Act.READ_MEASURES, Act.EDIT_AGREEMENTS}
    | READING
    | WRITING
    | REVIEWING,
    Role.PRIVACY: {Act.READ_CASES, Act.READ_MEASURES}
    | TESTING
    | ATTENDING
    | RETENTION
    | MEASURE_RETENTION
    | READING
    | REVIEWING,
    Role.JURIST: MEASURES | MEASURE_RETENTION | NORMS | {Act.MANAGE_LETTERS},
    Role.BIBOB: SCREENINGS | NORMS | {Act.MANAGE_LETTERS},
    Role.INTEGRITY: REPORTS,
    Role.INTEGRITY_DEPUTY: REPORTS,
    Role.POLICY: READING | WRITING,
    Role.CONTROLLER: READING | {Act.EDIT_BUDGET},
    Role.PORTFOLIO: READING,
    Role.DPO: REVIEWING,
    Role.PARTICIPANT: {Act.HAND_IN_SIGNAL},
}
NEEDS = (
    {Act.READ_CASES: "casework", Act.EDIT_CASES: "casework", Act.EDIT_CASE_TYPES: "casework"}
    | dict.fromkeys(SIGNALS | TESTING | MEETINGS | RETENTION, "casework")
    | dict.fromkeys(READING | WRITING, "programme")
    | dict.fromkeys(SCREENINGS, "bibob")
    | dict.fromkeys(MEASURES | MEASURE_RETENTION, "measures")
)


@pytest.mark.parametrize("role", Role)
def test_that_a_role_may_do_what_the_design_says_and_nothing_else(role: Role) -> None:
    assert {act for act in Act if may(role, act)} == EVERYBODY | EXPECTED[role]


@pytest.mark.parametrize("role", Role)
def test_that_no_role_may_do_what_its_keys_do_not_open(role: Role) -> None:
    assert {NEEDS[act] for act in ACTS_OF_ROLE[role] if act in NEEDS} <= set(COMPARTMENTS_OF_ROLE[role])


def test_that_who_manages_accounts_does_not_sign_the_review_of_them() -> None:
    assert not any(may(role, Act.MANAGE_ACCOUNTS) and may(role, Act.SIGN_REVIEW) for role in Role)


def test_that_each_act_has_its_place() -> None:
    assert {act: COMPARTMENT_OF_ACT[act] for act in NEEDS} == NEEDS
    assert {act for act in Act if COMPARTMENT_OF_ACT[act] is None} == ON_WHAT_IS_HELD | REPORTS


def test_that_everybody_holds_the_register_and_two_officers_hold_nothing_of_each_other() -> None:
    assert all("register" in held for held in COMPARTMENTS_OF_ROLE.values())
    assert "integrity_deputy" not in COMPARTMENTS_OF_ROLE[Role.INTEGRITY]
    assert "integrity" not in COMPARTMENTS_OF_ROLE[Role.INTEGRITY_DEPUTY]


def test_that_the_keeper_sees_no_content() -> None:
    assert COMPARTMENTS_OF_ROLE[Role.KEEPER] == ("register",)


def test_that_every_compartment_has_a_kind_a_label_and_a_holder() -> None:
    assert set(KIND_OF_COMPARTMENT) == set(LABEL_OF_COMPARTMENT)
    assert set(KIND_OF_COMPARTMENT.values()) == set(KINDS)
    assert {name for held in COMPARTMENTS_OF_ROLE.values() for name in held} == set(KIND_OF_COMPARTMENT)
