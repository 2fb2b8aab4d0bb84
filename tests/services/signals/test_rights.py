"""Each service of signals is behind its own act, for every role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.errors import AccessDenied, AppError
from app.rules.permissions import CASEWORK, REGISTER, Act, Role
from app.rules.weighing import Given
from app.services.access import allowed
from app.services.casework.cases import CaseDraft
from app.services.signals.course import course_of
from app.services.signals.feedback import note_feedback
from app.services.signals.hand_in import forget, hand_in, handed_in
from app.services.signals.handed import HandedDraft
from app.services.signals.hints import hint_for, hints_of
from app.services.signals.links import case_from, cases_to_link, link_case, make_case, signals_of, unlink_case
from app.services.signals.mentions import MentionDraft
from app.services.signals.sources import record_result
from app.services.signals.weighing import Ending, answer_step, decide, decide_privacy_test, finish, weigh_again
from models.casework.choices import FeedbackState, WeighingStepKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

CALLS: dict[str, tuple[Act, Callable[[UnlockedVault], Any]]] = {
    "course_of": (Act.READ_SIGNALS, lambda vault: course_of(vault, 1)),
    "hints_of": (Act.READ_SIGNALS, lambda vault: hints_of(vault, 1)),
    "hint_for": (Act.READ_SIGNALS, lambda vault: hint_for(vault, MentionDraft())),
    "signals_of": (Act.READ_SIGNALS, lambda vault: signals_of(vault, 1)),
    "cases_to_link": (Act.READ_SIGNALS, lambda vault: cases_to_link(vault, 1)),
    "answer_step": (Act.EDIT_SIGNALS, lambda vault: answer_step(vault, 1, WeighingStepKind.W1, Given(None), 1)),
    "decide_privacy_test": (Act.DECIDE_PRIVACY_TEST, lambda vault: decide_privacy_test(vault, 1, Given(None), 1)),
    "decide": (Act.EDIT_SIGNALS, lambda vault: decide(vault, 1, Ending(None), 1)),
    "weigh_again": (Act.EDIT_SIGNALS, lambda vault: weigh_again(vault, 1, "", 1)),
    "finish": (Act.EDIT_SIGNALS, lambda vault: finish(vault, 1, 1)),
    "record_result": (Act.EDIT_SIGNALS, lambda vault: record_result(vault, 1, None, None, 1)),
    "note_feedback": (Act.EDIT_SIGNALS, lambda vault: note_feedback(vault, 1, FeedbackState.RECEIVED, 1)),
    "link_case": (Act.EDIT_SIGNALS, lambda vault: link_case(vault, 1, None, None)),
    "unlink_case": (Act.EDIT_SIGNALS, lambda vault: unlink_case(vault, 1, 1)),
    "case_from": (Act.EDIT_SIGNALS, lambda vault: case_from(vault, 1)),
    "make_case": (Act.EDIT_SIGNALS, lambda vault: make_case(vault, 1, CaseDraft())),
    "hand_in": (Act.HAND_IN_SIGNAL, lambda vault: hand_in(vault, HandedDraft())),
    "handed_in": (Act.HAND_IN_SIGNAL, handed_in),
    "forget": (Act.HAND_IN_SIGNAL, lambda vault: forget(vault, "x")),
}


def passes(call: Callable[[UnlockedVault], Any], vault: UnlockedVault) -> bool:
    try:
        call(vault)
    except AccessDenied:
        return False
    except AppError:
        return True  # it got past the door and found nothing to do
    return True


@pytest.mark.parametrize("role", Role)
def test_that_each_service_is_behind_its_own_act(role: Role, unlock_as: Callable[[Role], UnlockedVault]) -> None:
    vault = unlock_as(role)
    places = {Act.HAND_IN_SIGNAL: REGISTER}
    passed = {name for name, (_, call) in CALLS.items() if passes(call, vault)}
    assert passed == {name for name, (act, _) in CALLS.items() if allowed(vault, act, places.get(act, CASEWORK))}
