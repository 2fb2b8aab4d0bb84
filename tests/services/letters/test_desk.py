"""Letters of screenings: made through the whole of it, kept beside their file, let out with a reason, and refused."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.errors import AccessDenied, CompartmentDamaged, ExportFailed, Invalid, NotFound
from app.report.letters.making import export_letter, make_letter, preview_letter
from app.rules.permissions import BIBOB, Role
from app.services.bibob.letters import ScreeningLetters
from app.services.bibob.screenings import Screenings
from app.services.exports import Purpose
from app.services.history import history_of
from app.services.letters.desk import LetterDesk
from app.services.letters.letterhead import LetterheadFacts, letterhead, store_letterhead
from app.services.letters.source import LetterDraft
from models.bibob.choices import Outcome, Phase
from models.letter_choices import LetterForm, LetterKind
from tests.report.reading import Reading
from tests.services.bibob.files import screening
from tests.services.letters.files import ASKED, DAY, STATES, drafted, file_for
from tests.services.letters.word_files import texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.session import UnlockedVault

KINDS = list(STATES)


@pytest.mark.parametrize("kind", KINDS)
def test_that_each_kind_is_made_kept_and_read_back(desk: LetterDesk, bibob: UnlockedVault, kind: LetterKind) -> None:
    file = file_for(bibob, kind)
    draft = drafted(desk, file, kind)
    made = make_letter(desk, file, draft)
    assert (made.kind, made.number, made.recipient, made.dated) == (kind, "BIB-2020-001", draft.recipient, DAY)
    assert desk.letters(file) == (made,)
    words = " ".join(texts(desk.content(made.id, LetterForm.WORD)))
    pdf = Reading(desk.content(made.id, LetterForm.PDF)).text
    for said in ("BIB-2020-001", "8 juli 2020", "Omdat het zo is.", "M. Voorbeeld", "Voorbeeld Horeca BV"):
        assert said in words
        assert said in pdf
    assert "{{" not in words
    assert "{%" not in words


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (LetterKind.COMPLETION, "uiterlijk op 22 juli 2020 zijn ontvangen (art. 4:5 Awb)"),
        (LetterKind.ADVICE_REQUEST, "eindigt op 2 september 2020 (art. 15 lid 1 Wet Bibob)"),
        (LetterKind.ADVICE_NOTICE, "eindigt op 26 augustus 2020 (art. 15 lid 1 Wet Bibob)"),
        (LetterKind.INTENTION, "tot en met 22 juli 2020 (art. 33 Wet Bibob, art. 4:9 Awb)"),
        (LetterKind.DECISION_NOT_PROCESSED, "tot en met 15 juni 2020"),
        (
            LetterKind.DECISION_REFUSAL,
            "binnen 6 weken na de dag waarop dit besluit is bekendgemaakt (art. 6:7 en 6:8 Awb)",
        ),
        (LetterKind.DECISION_CONDITIONS, "Geen nieuwe geldgever zonder melding."),
        (LetterKind.DECISION_REVOCATION, "Uw zienswijze is ontvangen op 20 juni 2020"),
        (LetterKind.DECISION_GRANT, "te verlenen wat is aangevraagd"),
    ],
)
def test_that_a_letter_tells_its_term_with_the_article(
    desk: LetterDesk, bibob: UnlockedVault, kind: LetterKind, said: str
) -> None:
    file = file_for(bibob, kind)
    made = make_letter(desk, file, drafted(desk, file, kind))
    assert said in " ".join(texts(desk.content(made.id, LetterForm.WORD)))


def test_that_weeks_set_in_the_file_go_before_the_norm(desk: LetterDesk, bibob: UnlockedVault) -> None:
    file = screening(bibob, completion_asked_on=DAY, completion_weeks=1)
    look = desk.look(file, drafted(desk, file, LetterKind.COMPLETION))
    assert (look.values["hersteltermijn_tot"], look.values["hersteltermijn_duur"]) == ("15 juli 2020", "één week")


def test_that_what_is_missing_is_named_with_where_to_fill_it_in(desk: LetterDesk, bibob: UnlockedVault) -> None:
    file = screening(bibob)
    draft = LetterDraft(LetterKind.INTENTION, dated=DAY)
    with pytest.raises(Invalid) as refused:
        make_letter(desk, file, draft)
    fields = refused.value.fields
    assert fields["recipient"] == "Vul in: geadresseerde."
    assert {"address", "body", "ground", "reason", "intended"} <= fields.keys()
    assert "Onbekend: motivering. Vul dit in in het Bibob-dossier, bij ‘Motivering’." in fields[""]
    assert desk.letters(file) == ()
    look = desk.look(file, draft)
    unknown = next(each for each in look.fields if each.name == "motivering")
    assert (unknown.shown, unknown.known, unknown.required) == ("onbekend", False, True)


def test_that_a_letter_without_sender_is_refused(
    unlock_as: Callable[[Role], UnlockedVault], bibob: UnlockedVault, desk: LetterDesk
) -> None:
    file = file_for(bibob, LetterKind.COMPLETION)
    store_letterhead(bibob, LetterheadFacts(version=letterhead(bibob).version))
    with pytest.raises(Invalid, match="naam van de ondertekenaar"):
        make_letter(desk, file, drafted(desk, file, LetterKind.COMPLETION))


def test_that_a_letter_without_a_day_is_refused(desk: LetterDesk, bibob: UnlockedVault) -> None:
    file = file_for(bibob, LetterKind.COMPLETION)
    with pytest.raises(Invalid) as refused:
        preview_letter(desk, file, drafted(desk, file, LetterKind.COMPLETION, dated=None))
    assert refused.value.fields == {"dated": "Vul de datum van de brief in."}


@pytest.mark.parametrize(
    ("state", "told"),
    [(LetterKind.COMPLETION, "nog geen uitkomst vastgelegd"), (LetterKind.DECISION_GRANT, "‘verlenen’; deze brief is")],
)
def test_that_a_decision_goes_with_the_outcome_of_the_file(
    desk: LetterDesk, bibob: UnlockedVault, state: LetterKind, told: str
) -> None:
    file = file_for(bibob, state)
    with pytest.raises(Invalid) as refused:
        make_letter(desk, file, drafted(desk, file, LetterKind.DECISION_REFUSAL))
    assert told in refused.value.fields["kind"]


def test_that_a_day_without_a_norm_is_told(desk: LetterDesk, bibob: UnlockedVault) -> None:
    file = screening(bibob)
    facts = desk.facts(file, LetterKind.COMPLETION, date(1950, 1, 2))
    assert facts.hindrance is not None
    assert "Er is geen norm" in facts.hindrance


def test_that_the_notes_tell_from_when_a_term_was_counted(desk: LetterDesk, bibob: UnlockedVault) -> None:
    def notes(**known: object) -> str:
        file = screening(bibob, **known)
        return " ".join(desk.facts(file, LetterKind.COMPLETION, DAY).notes)

    assert "geteld vanaf de datum van de brief. Vul na verzending ‘Hersteltermijn gesteld’" in notes()
    assert "‘Hersteltermijn gesteld’ 1 juli 2020; daar is de termijn vanaf" in notes(
        completion_asked_on=date(2020, 7, 1)
    )
    assert "geteld vanaf" not in notes(completion_asked_on=DAY)
    assert "Anders geteld eindigt de termijn op 21 juli 2020." in notes(completion_asked_on=DAY)
    assert "nog te bevestigen (zie Normen)" in notes()


def test_that_the_notes_tell_what_to_send_along_and_record(desk: LetterDesk, bibob: UnlockedVault) -> None:
    def notes(kind: LetterKind, day: date = DAY) -> str:
        return " ".join(desk.facts(file_for(bibob, kind), kind, day).notes)

    assert "Voeg een afschrift van het advies bij" in notes(LetterKind.INTENTION)
    assert "‘Op geheimhouding gewezen’" in notes(LetterKind.INTENTION)
    assert "‘Betrokkene geïnformeerd’" in notes(LetterKind.ADVICE_NOTICE)
    assert "besloten op 8 juli 2020; de brief heeft een andere datum" in notes(
        LetterKind.DECISION_GRANT, date(2020, 7, 9)
    )
    assert "andere datum" not in notes(LetterKind.DECISION_GRANT)


def test_that_what_happened_after_the_letter_is_not_in_its_term(desk: LetterDesk, bibob: UnlockedVault) -> None:
    known = ASKED | {"advice_requested_on": date(2020, 3, 16)}
    known |= {"extension_days": 28, "extension_noticed_on": date(2020, 5, 4)}
    file = screening(bibob, **known)
    fields = desk.facts(file, LetterKind.ADVICE_NOTICE, date(2020, 3, 16)).fields
    assert fields["advies_uiterlijk"] == "11 mei 2020"
    assert desk.facts(file, LetterKind.ADVICE_NOTICE, date(2020, 5, 5)).fields["advies_uiterlijk"] == "8 juni 2020"


def test_that_the_likeliest_recipient_comes_first(desk: LetterDesk, bibob: UnlockedVault) -> None:
    file = file_for(bibob, LetterKind.COMPLETION)
    proposed = desk.proposal(file, LetterKind.COMPLETION, DAY)
    assert (proposed.recipient, proposed.address) == ("Voorbeeld Horeca BV", "Voorbeeldstraat 1\n0000 AA Voorbeelddorp")
    assert proposed.body == "de burgemeester"
    assert desk.proposal(file, LetterKind.ADVICE_REQUEST, DAY).recipient == "Landelijk Bureau Bibob"
    assert desk.proposal(screening(bibob), LetterKind.COMPLETION, DAY).recipient == "Voorbeeld Horeca BV"


def test_that_a_letter_leaves_with_a_reason_and_a_trace(desk: LetterDesk, bibob: UnlockedVault, tmp_path: Path) -> None:
    file = file_for(bibob, LetterKind.COMPLETION)
    made = make_letter(desk, file, drafted(desk, file, LetterKind.COMPLETION))
    out = tmp_path / "brief.docx"
    with pytest.raises(Invalid):
        export_letter(desk, made.id, LetterForm.WORD, out, Purpose("  "))
    with pytest.raises(ExportFailed):
        export_letter(desk, made.id, LetterForm.WORD, tmp_path / "weg" / "x.docx", Purpose("Verzenden"))
    assert (out.exists(), desk.exports(made.id)) == (False, ())
    export_letter(desk, made.id, LetterForm.WORD, out, Purpose("Verzenden"))
    export_letter(desk, made.id, LetterForm.PDF, tmp_path / "brief.pdf", Purpose("Archief", " Archiefdienst "))
    assert out.read_bytes() == desk.content(made.id, LetterForm.WORD)
    newest, first = desk.exports(made.id)
    assert (first.form, first.recipient, first.reason) == (LetterForm.WORD, "Voorbeeld Horeca BV", "Verzenden")
    assert (newest.form, newest.recipient) == (LetterForm.PDF, "Archiefdienst")
    actions = [line.action for line in history_of(bibob, BIBOB, "letter", str(made.id))]
    assert actions.count("letter.exported") == 2
    assert actions[-1] == "letter.made"
    assert "letter.opened" in actions


def test_that_a_letter_is_nothing_without_its_file(desk: LetterDesk, bibob: UnlockedVault) -> None:
    with pytest.raises(NotFound):
        desk.content(99, LetterForm.PDF)
    with pytest.raises(NotFound):
        desk.remove(99)
    with pytest.raises(NotFound):
        desk.facts(99, LetterKind.COMPLETION, DAY)
    file = file_for(bibob, LetterKind.COMPLETION)
    make_letter(desk, file, drafted(desk, file, LetterKind.COMPLETION))
    register = Screenings(bibob)
    with pytest.raises(Invalid, match="partijen"):
        register.remove(file, register.get(file).version)


@pytest.mark.parametrize("role", [Role.JURIST, Role.DIRECTOR, Role.KEEPER, Role.DPO])
def test_that_nobody_else_sees_or_makes_letters_of_screenings(
    unlock_as: Callable[[Role], UnlockedVault], role: Role
) -> None:
    desk = LetterDesk(ScreeningLetters(unlock_as(role)))
    assert not desk.may_make()
    for call in (
        lambda: desk.letters(1),
        lambda: desk.content(1, LetterForm.PDF),
        lambda: desk.exports(1),
        lambda: desk.facts(1, LetterKind.COMPLETION, DAY),
        lambda: desk.proposal(1, LetterKind.COMPLETION, DAY),
        lambda: desk.look(1, LetterDraft(LetterKind.COMPLETION, DAY)),
        lambda: make_letter(desk, 1, LetterDraft(LetterKind.COMPLETION, DAY)),
        lambda: desk.remove(1),
        lambda: desk.record_export(1, LetterForm.PDF, Purpose("x")),
    ):
        with pytest.raises(AccessDenied):
            call()


def test_that_letters_go_when_their_file_is_destroyed(desk: LetterDesk, bibob: UnlockedVault, tmp_path: Path) -> None:
    gone = date(2014, 2, 3)
    known = {"outcome": Outcome.WITHDRAWN, "withdrawn_on": gone, "closed_on": gone, "phase": Phase.CLOSED}
    file = screening(bibob, opened_on=date(2014, 1, 6), application_on=date(2014, 1, 6), **known)
    draft = drafted(desk, file, LetterKind.COMPLETION, dated=date(2014, 1, 13))
    made = make_letter(desk, file, draft)
    export_letter(desk, made.id, LetterForm.PDF, tmp_path / "x.pdf", Purpose("Verzenden"))
    register = Screenings(bibob)
    register.destroy(file, register.get(file).version)
    assert (desk.letters(file), desk.exports(made.id)) == ((), ())


def test_that_a_letter_that_was_meddled_with_is_never_shown_as_the_one_that_was_made(
    desk: LetterDesk, bibob: UnlockedVault
) -> None:
    file = file_for(bibob, LetterKind.COMPLETION)
    made = make_letter(desk, file, drafted(desk, file, LetterKind.COMPLETION))
    other = b"%PDF-1.7 iets anders"
    seal = hashlib.sha256(other).hexdigest()
    with bibob.compartment(BIBOB).write() as session:
        session.execute(text("UPDATE letter SET pdf = :pdf, pdf_sha256 = :seal"), {"pdf": other, "seal": seal})
    with pytest.raises(CompartmentDamaged, match="niet meer zoals hij is gemaakt"):
        desk.content(made.id, LetterForm.PDF)
    assert desk.content(made.id, LetterForm.WORD).startswith(b"PK")
