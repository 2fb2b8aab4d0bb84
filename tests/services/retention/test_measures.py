"""Measures are kept for a time too: the jurist and the privacy officer destroy them, with what nobody else needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, text

from app.errors import AccessDenied, AppError, Invalid, NotFound
from app.report.papers.destruction import export_certificate
from app.rules.permissions import AUDIT, MEASURES, Role
from app.services.drafts import Drafts, Input
from app.services.exports import Purpose
from app.services.measures.measures import Measures
from app.services.measures.parts import (
    AddresseeDraft,
    Addressees,
    CircumstanceDraft,
    Circumstances,
    FoundSubstanceDraft,
    FoundSubstances,
    PersonCheckDraft,
    PersonChecks,
)
from app.services.measures.properties import FindingDraft, Findings, Properties
from app.services.post import carry_and_take_in
from app.services.retention.acts import approve, hold, let_go, propose, sweep, withdraw
from app.services.retention.certificates import (
    certificate,
    certificates,
    destroyed_elsewhere,
    record_certificate_export,
)
from app.services.retention.kept import kept_in
from app.services.retention.places import OF_MEASURES
from app.services.retention.reminders import measure_retention_items
from app.services.retention.work_list import Stage, due_lines
from app.services.search.finding import search
from app.services.search.question import Question
from app.vault.session import unlock
from models.letter_choices import LetterForm, LetterKind
from models.measures import Letter, LetterExport, MeasuresRecord, Property
from models.measures import choices as m
from tests.demo_vault import LIMITS
from tests.services.measures.files import WHOLE, measure, premises
from tests.services.retention.conftest import PASSWORD, WORD, files_with

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

SURNAME = "Zwaluwstaartman"
MADE = "2020-05-05T10:00:00+00:00"


@pytest.fixture
def jurist(unlock_as: Callable[[Role], UnlockedVault]) -> UnlockedVault:
    return unlock_as(Role.JURIST)


def over(vault: UnlockedVault, number: int = 12, **known: object) -> int:
    """A measure that was closed on 1 September 2020, with everything that can hang on one; its id."""
    key = measure(vault, replace(WHOLE, note=f"{WORD} " * 500, indicators=SURNAME, **known), number)  # type: ignore[arg-type]
    FoundSubstances(vault).add(FoundSubstanceDraft(key, f"{WORD} hennep", m.Substance.SOFT))
    Circumstances(vault).add(CircumstanceDraft(key, m.Circumstance.WEAPONS, f"{WORD} mes"))
    PersonChecks(vault).add(PersonCheckDraft(key, f"P. {SURNAME}"))
    Addressees(vault).add(
        AddresseeDraft(key, m.Relation.TENANT, f"H. {SURNAME}", "Voorbeeldstraat 12", date(2020, 4, 9), WORD)
    )
    with vault.write(MEASURES) as work:
        letter = Letter(
            measure_id=key,
            kind=LetterKind.CLOSURE,
            number="13B",
            recipient=f"H. {SURNAME}",
            address=WORD,
            dated=date(2020, 5, 5),
            ground=WORD,
            reason=WORD,
            template="meegeleverd",
            template_sha256="0",
            docx=WORD.encode(),
            docx_sha256="0",
            pdf=WORD.encode(),
            pdf_sha256="0",
            made_at=MADE,
            made_by="jurist",
        )
        work.session.add(letter)
        work.session.flush()
        out = {"made_at": MADE, "made_by": "jurist", "reason": WORD, "recipient": SURNAME, "sha256": "0"}
        work.session.add(LetterExport(letter_id=letter.id, form=LetterForm.PDF, **out))
        work.record("letter.made", "measure", key)
    typed = Input("measure", key, 1, "", was={}, now={"note": f"{WORD} half"}, page="measures", part="measure")
    Drafts(Measures(vault)).keep(typed)
    return key


def destroy(proposer: UnlockedVault, approver: UnlockedVault, key: int) -> int:
    propose(proposer, "measure", key)
    done = approve(approver, "measure", key)
    assert done.swept
    return done.destruction


def test_that_closed_measures_are_due_with_their_norm(jurist: UnlockedVault, privacy: UnlockedVault) -> None:
    key = measure(jurist, WHOLE)
    measure(jurist, replace(WHOLE, phase=m.Phase.EXECUTION, closed_on=None), 13)
    measure(jurist, replace(WHOLE, closed_on=date(2022, 1, 3)), 14)
    (line,) = due_lines(jurist, OF_MEASURES)
    assert (line.kind, line.record, line.number, line.noun) == ("measure", key, "13B-2020-001", "maatregel")
    assert (line.since, line.due_on, line.stage) == (date(2020, 9, 1), date(2025, 9, 1), Stage.DUE)
    assert (line.term, line.confirmed) == ("5 jaar (selectielijst gemeente)", False)
    assert due_lines(privacy) == ()
    told = "Van één maatregel is de bewaartermijn verstreken."
    assert [(item.text, item.part) for item in measure_retention_items(jurist)] == [(told, "due.measures")]
    with pytest.raises(Invalid, match="bewaard tot en met 3 januari 2027"):
        propose(jurist, "measure", 3)
    for wrong in (2, 99):
        with pytest.raises(NotFound):
            propose(jurist, "measure", wrong)


def test_that_the_term_waits_for_the_end_of_the_closure(jurist: UnlockedVault) -> None:
    measure(jurist, replace(WHOLE, months=6, closed_until=date(2020, 11, 10)))
    (line,) = due_lines(jurist, OF_MEASURES)
    assert (line.since, line.due_on) == (date(2020, 11, 10), date(2025, 11, 10))


def test_that_jurist_and_privacy_officer_do_it_together_and_nobody_alone(
    jurist: UnlockedVault,
    privacy: UnlockedVault,
    director: UnlockedVault,
    unlock_as: Callable[[Role], UnlockedVault],
    tmp_path: Path,
) -> None:
    key = over(jurist)
    with pytest.raises(AccessDenied):
        propose(director, "measure", key)  # who only reads measures
    propose(jurist, "measure", key)
    with pytest.raises(Invalid, match="Een ander moet het goedkeuren"):
        approve(jurist, "measure", key)
    with pytest.raises(AccessDenied):
        approve(director, "measure", key)
    assert measure_retention_items(privacy)[0].text.startswith("Één voorstel tot vernietiging wacht")
    withdraw(privacy, "measure", key)
    made = destroy(jurist, privacy, key)
    with pytest.raises(NotFound):
        Measures(jurist).get(key)
    (left,) = certificates(jurist, OF_MEASURES)
    assert left == certificate(privacy, made, OF_MEASURES)
    assert (left.noun, left.number, left.proposed_by) == ("maatregel", "13B-2020-001", jurist.account.name)
    assert dict(left.along) == dict.fromkeys(("geadresseerde", "middel", "omstandigheid", "pand", "screeningstaak"), 1)
    assert certificates(privacy) == ()
    export_certificate(jurist, made, tmp_path / "v.pdf", Purpose("Archief"), OF_MEASURES)
    assert (tmp_path / "v.pdf").read_bytes().startswith(b"%PDF")
    privacy.hand_on()
    officer = unlock_as(Role.DPO)
    assert carry_and_take_in(officer).taken_in == 1
    (told,) = destroyed_elsewhere(officer)
    assert (told.noun, told.number, told.due_on) == ("maatregel", "13B-2020-001", date(2025, 9, 1))
    with officer.read(AUDIT) as session:
        assert WORD not in str(session.execute(text("SELECT * FROM destroyed_record")).all())
    assert Measures(jurist).get(measure(jurist, WHOLE)).draft.number == "13B-2020-002"


ACTS: dict[str, Callable[[UnlockedVault], object]] = {
    "due_lines": lambda vault: due_lines(vault, OF_MEASURES),
    "items": measure_retention_items,
    "certificates": lambda vault: certificates(vault, OF_MEASURES),
    "certificate": lambda vault: certificate(vault, 1, OF_MEASURES),
    "hold": lambda vault: hold(vault, "measure", 1, ""),
    "let_go": lambda vault: let_go(vault, "measure", 1),
    "propose": lambda vault: propose(vault, "measure", 1),
    "withdraw": lambda vault: withdraw(vault, "measure", 1),
    "approve": lambda vault: approve(vault, "measure", 1),
    "sweep": lambda vault: sweep(vault, OF_MEASURES),
    "logged": lambda vault: record_certificate_export(vault, 1, OF_MEASURES, purpose=Purpose(" "), sha256=""),
    "export": lambda vault: export_certificate(vault, 1, Path("x.pdf"), Purpose(" "), OF_MEASURES),
}


@pytest.mark.parametrize("role", Role)
def test_that_each_act_is_refused_to_who_may_not(role: Role, unlock_as: Callable[[Role], UnlockedVault]) -> None:
    vault = unlock_as(role)
    refused = {name for name, act in ACTS.items() if not passes(vault, act)}
    assert refused == (set() if role in (Role.JURIST, Role.PRIVACY) else set(ACTS))


def passes(vault: UnlockedVault, act: Callable[[UnlockedVault], object]) -> bool:
    try:
        act(vault)
    except AccessDenied:
        return False
    except AppError:
        return True  # it got past the door and found nothing to do
    return True


def test_that_what_is_held_stays_and_is_not_removed_by_hand(jurist: UnlockedVault, privacy: UnlockedVault) -> None:
    key = measure(jurist, WHOLE)
    propose(privacy, "measure", key)
    hold(jurist, "measure", key, "Er loopt hoger beroep.")
    (line,) = due_lines(privacy, OF_MEASURES)
    assert (line.stage, line.hold_reason) == (Stage.HELD, "Er loopt hoger beroep.")
    with pytest.raises(Invalid, match="vastgehouden"):
        propose(privacy, "measure", key)
    with pytest.raises(Invalid, match="geen voorstel"):
        approve(jurist, "measure", key)
    with pytest.raises(Invalid, match="hoger beroep"):
        Measures(jurist).remove(key, Measures(jurist).get(key).version)
    let_go(privacy, "measure", key)
    destroy(privacy, jurist, key)
    assert due_lines(jurist, OF_MEASURES) == ()
    with pytest.raises(NotFound):
        hold(jurist, "measure", key, "Er loopt hoger beroep.")


def test_that_the_property_stays_while_anything_else_is_known_of_it(
    jurist: UnlockedVault, privacy: UnlockedVault
) -> None:
    first = measure(jurist, replace(WHOLE, nth=None))
    second = measure(jurist, replace(WHOLE, nth=None, found_on=date(2020, 3, 3)))
    searched = measure(jurist, WHOLE, 20)
    Findings(jurist).add(FindingDraft(premises(jurist, 20), date(2018, 3, 1), m.Substance.HARD))
    destroy(jurist, privacy, first)
    assert Measures(jurist).get(second).draft.property_id == premises(jurist)
    destroy(jurist, privacy, searched)
    assert Properties(jurist).get(premises(jurist, 20)).draft.house_number == 20
    destroy(jurist, privacy, second)
    with jurist.read(MEASURES) as session:
        assert session.scalars(select(Property.house_number)).all() == [20]


def test_that_every_pointer_to_a_measure_goes_along() -> None:
    """A new table that may point to a measure must say whether its rows are about that alone."""
    along = {pair for kept in kept_in(MEASURES).values() for pair in kept.along}
    loose = {
        (table.name, reference.parent.name)
        for table in MeasuresRecord.metadata.tables.values()
        for reference in table.foreign_keys
        if reference.column.table.name == "measure" and reference.ondelete != "CASCADE" and reference.parent.nullable
    }
    assert loose - along == set()


def test_that_not_a_byte_of_it_is_left(plain_folder: Path) -> None:
    with (
        unlock(plain_folder, Role.JURIST.value, PASSWORD, limits=LIMITS) as jurist,
        unlock(plain_folder, Role.PRIVACY.value, PASSWORD, limits=LIMITS) as privacy,
    ):
        premises(jurist, owner=f"V. {SURNAME}", note=WORD)
        key = over(jurist)
        stays = measure(jurist, replace(WHOLE, note="Blijftstaan"), 30)
        hold(jurist, "measure", key, f"{WORD} loopt nog.")
        let_go(jurist, "measure", key)
        assert search(jurist, Question(WORD)).count > 0
        assert files_with(plain_folder, WORD) != []  # the measure itself
        destroy(jurist, privacy, key)
        assert sweep(privacy, OF_MEASURES)
        assert files_with(plain_folder, WORD, SURNAME) == []
        assert search(jurist, Question("Blijftstaan")).count == 1
        assert Measures(jurist).get(stays).draft.note == "Blijftstaan"
        with jurist.read(MEASURES) as session:
            counts = [session.scalar(select(func.count()).select_from(table)) for table in (Letter, LetterExport)]
    assert counts == [0, 0]
