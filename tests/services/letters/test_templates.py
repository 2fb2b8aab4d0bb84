"""The municipality's own templates: taken when sound, refused with every problem, and put aside again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import AccessDenied, Conflict, Invalid, NotFound
from app.report.letters.making import export_template, keep_letterhead, make_letter
from app.rules.letters.kinds import kinds_of
from app.rules.permissions import BIBOB, MEASURES, REGISTER, Role
from app.services.exports import Purpose
from app.services.letters.letterhead import LetterheadFacts, letterhead
from app.services.letters.shipped import shipped_template
from app.services.letters.templates import SHIPPED, keep_template, restore_shipped, template_lines, template_of
from models.letter_choices import LetterForm, LetterKind
from models.register import LetterTemplate, RegisterExport
from tests.services.letters.files import drafted, file_for
from tests.services.letters.word_files import texts, word_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.letters.desk import LetterDesk
    from app.vault.session import UnlockedVault

KIND = LetterKind.COMPLETION
OWN = word_file("Beste {{ geadresseerde }}, vul aan voor {{ hersteltermijn_tot }}: {{ reden }}")


def test_that_each_sees_the_kinds_about_files_they_hold(unlock_as: Callable[[Role], UnlockedVault]) -> None:
    for role, where in ((Role.BIBOB, BIBOB), (Role.JURIST, MEASURES)):
        lines = template_lines(unlock_as(role))
        assert [each.kind for each in lines] == list(kinds_of(where))
        assert {(each.name, each.own) for each in lines} == {(SHIPPED, False)}


def test_that_an_own_template_takes_the_place_of_the_shipped_one(bibob: UnlockedVault, desk: LetterDesk) -> None:
    found = keep_template(bibob, KIND, "map/Herstel 2020.docx", OWN)
    assert any("noemt ‘wettelijke grondslag’ niet" in each for each in found.notices)
    line = next(each for each in template_lines(bibob) if each.kind is KIND)
    assert (line.name, line.own, line.by) == ("Herstel 2020.docx", True, "Bibob-coördinator")
    file = file_for(bibob, KIND)
    draft = drafted(desk, file, KIND)
    assert any("noemt" in each for each in desk.look(file, draft).notes)
    made = make_letter(desk, file, draft)
    assert made.template == "Herstel 2020.docx"
    assert texts(desk.content(made.id, LetterForm.WORD)) == [
        "Beste Voorbeeld Horeca BV, vul aan voor 22 juli 2020: Omdat het zo is."
    ]
    restore_shipped(bibob, KIND)
    assert template_of(bibob, KIND).content == shipped_template(KIND)
    assert desk.letters(file)[0].template == "Herstel 2020.docx"
    with pytest.raises(NotFound):
        restore_shipped(bibob, KIND)


def test_that_a_newer_template_takes_the_place_of_an_older_one(bibob: UnlockedVault) -> None:
    keep_template(bibob, KIND, "a.docx", OWN)
    newer = word_file("{{ reden }}")
    keep_template(bibob, KIND, "b.docx", newer)
    assert (template_of(bibob, KIND).name, template_of(bibob, KIND).content) == ("b.docx", newer)


def test_that_an_unsound_template_is_refused_with_every_problem(bibob: UnlockedVault) -> None:
    bad = word_file("{{ betrokkenne }}", "{{ ''.__class__ }}", "{% for p in partijn %}", "{% endfor %}")
    with pytest.raises(Invalid) as refused:
        keep_template(bibob, KIND, "fout.docx", bad)
    told = refused.value.fields["file"].splitlines()
    assert len(told) == 3
    assert told[0].startswith("“{{ betrokkenne }}”: het veld ‘betrokkenne’ bestaat niet in deze brief. Bedoelt u")
    assert template_of(bibob, KIND).name == SHIPPED


@pytest.mark.parametrize("name", ["brief.docm", "brief.doc", "brief", "brief.docx.exe"])
def test_that_another_kind_of_file_is_refused(bibob: UnlockedVault, name: str) -> None:
    with pytest.raises(Invalid, match=r"Kies een Word-document \(.docx\)"):
        keep_template(bibob, KIND, name, OWN)


def test_that_a_field_that_a_template_needs_must_be_known(bibob: UnlockedVault, desk: LetterDesk) -> None:
    """Also one that the kind itself can do without: otherwise the letter would have a hole in it."""
    keep_template(bibob, KIND, "a.docx", word_file("Zaak {{ zaaknummer }}"))
    file = file_for(bibob, KIND)
    with pytest.raises(Invalid, match="Onbekend: extern zaaknummer"):
        make_letter(desk, file, drafted(desk, file, KIND))


def test_that_a_template_of_another_version_of_the_program_is_not_used(bibob: UnlockedVault, desk: LetterDesk) -> None:
    keep_template(bibob, KIND, "a.docx", OWN)
    with bibob.compartment(REGISTER).write() as session:
        row = session.query(LetterTemplate).one()
        row.content = word_file("{{ vervallen_veld }}")
    file = file_for(bibob, KIND)
    with pytest.raises(Invalid) as refused:
        make_letter(desk, file, drafted(desk, file, KIND))
    assert "‘a.docx’ past niet meer" in refused.value.fields["kind"]


def test_that_a_template_is_written_with_a_reason(bibob: UnlockedVault, tmp_path: Path) -> None:
    out = tmp_path / "sjabloon.docx"
    with pytest.raises(Invalid):
        export_template(bibob, KIND, out, Purpose(""))
    export_template(bibob, KIND, out, Purpose("Aanpassen"))
    assert out.read_bytes() == shipped_template(KIND)
    with bibob.read(REGISTER) as session:
        (export,) = session.query(RegisterExport).all()
        assert (export.what, export.reason) == (f"Briefsjabloon ‘hersteltermijn’ ({SHIPPED})", "Aanpassen")


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.KEEPER, Role.POLICY])
def test_that_templates_are_for_who_makes_letters(
    unlock_as: Callable[[Role], UnlockedVault], role: Role, tmp_path: Path
) -> None:
    vault = unlock_as(role)
    for call in (
        lambda: template_lines(vault),
        lambda: template_of(vault, KIND),
        lambda: keep_template(vault, KIND, "a.docx", OWN),
        lambda: restore_shipped(vault, KIND),
        lambda: export_template(vault, KIND, tmp_path / "x.docx", Purpose("x")),
        lambda: letterhead(vault),
        lambda: keep_letterhead(vault, LetterheadFacts()),
    ):
        with pytest.raises(AccessDenied):
            call()


def test_that_the_letterhead_is_kept_once_and_not_overwritten(unlock_as: Callable[[Role], UnlockedVault]) -> None:
    jurist, bibob = unlock_as(Role.JURIST), unlock_as(Role.BIBOB)
    assert letterhead(jurist) == LetterheadFacts()
    kept = keep_letterhead(jurist, LetterheadFacts(place=" Dorp ", signer="M. Voorbeeld", color="#0b5d66"))
    assert (kept.place, kept.address, letterhead(bibob)) == ("Dorp", None, kept)
    with pytest.raises(Conflict):
        keep_letterhead(bibob, LetterheadFacts(place="Stad"))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (LetterheadFacts(color="groen"), "color"),
        (LetterheadFacts(color="#ffffee"), "color"),
        (LetterheadFacts(logo=b"niets"), "logo"),
    ],
)
def test_that_a_letterhead_that_cannot_be_drawn_is_refused(
    bibob: UnlockedVault, facts: LetterheadFacts, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        keep_letterhead(bibob, facts)
    assert refused.value.fields.keys() == {field}
