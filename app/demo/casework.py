"""Invented case files: templates, and tasks, interventions, notes, hand-overs and attachments of some demo cases.

Counts and statuses of the cases stay what they are, for the document of 2019 rests on them. Attachments are made here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from app.demo.rows import draft_of, load
from app.services.attachments.reading import checked
from app.services.attachments.store import Parent
from app.services.casework.approach import InterventionDraft, Interventions
from app.services.casework.attachments import CaseworkAttachments
from app.services.casework.cases import CaseDraft, Cases
from app.services.casework.handovers import HandoverDraft, Handovers
from app.services.casework.merging import merge_cases
from app.services.casework.notes import CaseNoteDraft, CaseNotes
from app.services.casework.tasks import CaseTaskDraft, CaseTasks
from app.services.casework.templates import CaseTemplateDraft, CaseTemplates
from app.services.clock import today
from app.services.records import Query
from models.choices import CaseStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.vault.session import UnlockedVault

WITH_ATTACHMENTS = "Bewoonde kas, Kwintsheul"


def fill_case_files(vault: UnlockedVault) -> None:
    """The templates, and what hangs on some of the cases that are there."""
    content = load("casefiles")
    _fill_templates(vault, content["template"])
    cases = Cases(vault)
    known = {row.cells[1]: row.id for row in cases.rows(cases.ids(Query()))}
    for row in content["file"]:
        key = known[row["case"]]
        _fill_plan(vault, key, row)
        _fill_parts(vault, key, row)
        for each in row.get("merge", ()):
            _merge(vault, key, each)
        if row["case"] == WITH_ATTACHMENTS:
            _attach(vault, key)


def _fill_templates(vault: UnlockedVault, rows: list[Mapping[str, Any]]) -> None:
    types = {option.label: option.value for option in CaseTemplates(vault).options("case_type_id")}
    for row in rows:
        tasks = tuple((name, days) for name, days in row["tasks"])
        own = {key: value for key, value in row.items() if key != "tasks"}
        draft = draft_of(CaseTemplateDraft, own, case_type_id=types[row["type"]], tasks=tasks)
        CaseTemplates(vault).add(draft)


def _fill_plan(vault: UnlockedVault, key: int, row: Mapping[str, Any]) -> None:
    """The plan of approach, and a step back and on again where the data says why."""
    cases = Cases(vault)
    record = cases.get(key)
    draft = draft_of(CaseDraft, {name: row[name] for name in ("handler", "approach", "approach_on") if name in row})
    told = {name: getattr(draft, name) for name in ("handler", "approach", "approach_on") if getattr(draft, name)}
    if told:
        record = cases.change(key, replace(record.draft, **told), record.version)
    if "back" in row:
        back = replace(record.draft, status=CaseStatus.INVESTIGATION, status_reason=row["back"])
        record = cases.change(key, back, record.version)
        cases.change(key, replace(record.draft, status=CaseStatus.PLAN), record.version)


def _fill_parts(vault: UnlockedVault, key: int, row: Mapping[str, Any]) -> None:
    registers: tuple[tuple[str, Any, Any], ...] = (
        ("task", CaseTasks(vault), CaseTaskDraft),
        ("intervention", Interventions(vault), InterventionDraft),
        ("note", CaseNotes(vault), CaseNoteDraft),
        ("handover", Handovers(vault), HandoverDraft),
    )
    for name, register, draft in registers:
        for each in row.get(name, ()):
            register.add(draft_of(draft, _dated(draft, each), case_id=key))


def _merge(vault: UnlockedVault, key: int, row: Mapping[str, Any]) -> None:
    """A second case about the same, which went up in the first."""
    cases = Cases(vault)
    into = cases.get(key)
    draft = CaseDraft(title=row["title"], case_type_id=into.draft.case_type_id, opened_on=into.draft.opened_on)
    other = cases.add(draft)
    CaseNotes(vault).add(CaseNoteDraft(other.id, row["note"]))
    number = str(other.draft.number)
    merge_cases(vault, target=key, number=number, version=cases.get(key).version, reason=row["reason"])


def _attach(vault: UnlockedVault, key: int) -> None:
    attachments, parent = CaseworkAttachments(vault), Parent("case_id", key)
    attachments.add(parent, checked("Schets van de kas.png", _sketch()), "Getekend na de eerste waarneming")
    attachments.add(parent, checked("Draaiboek controle.pdf", _script()), "Wie wat doet op de dag van de controle")
    told = "Ik zie elke avond busjes bij de kas aan de overkant. Ik wil niet met naam genoemd worden."
    attachments.add(parent, checked("Melding.txt", told.encode()), "Zoals zij binnenkwam")


def _sketch() -> bytes:
    """A greenhouse from above, plainly a drawing."""
    picture = Image.new("RGB", (900, 600), "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((80, 90, 820, 470), outline="#0e6070", width=5)
    for left in range(130, 780, 90):
        pen.line((left, 95, left, 465), fill="#9fb7bc", width=2)
    pen.rectangle((600, 320, 760, 450), outline="#a3221a", width=4)
    pen.text((612, 375), "slaapplaatsen?", fill="#a3221a", font_size=20)
    pen.text((80, 30), "Schets (verzonnen): kas aan het Denkbeeldpad", fill="black", font_size=26)
    pen.text((80, 500), "Zijdeur", fill="black", font_size=22)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _script() -> bytes:
    """Two pages of text."""
    out = BytesIO()
    paper = Canvas(out, pagesize=A4, invariant=True)
    pages = (
        ("Draaiboek controle (voorbeeld)", ("07.30 verzamelen", "08.00 aanrijden", "08.15 binnentreden")),
        ("Taken", ("Toezicht: aantal bewoners", "Brandweer: vluchtwegen", "Regisseur: gesprek met de eigenaar")),
    )
    for title, lines in pages:
        paper.setFont("Helvetica-Bold", 18)
        paper.drawString(72, 760, title)
        paper.setFont("Helvetica", 12)
        for place, line in enumerate(lines):
            paper.drawString(72, 720 - 22 * place, line)
        paper.showPage()
    paper.save()
    return out.getvalue()


def _dated(draft: Any, row: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - a class of drafts
    """The row with days as dates: a number counts back from today."""
    hints = get_type_hints(draft)
    return {
        name: today() - timedelta(days=value) if isinstance(value, int) and date in get_args(hints.get(name)) else value
        for name, value in row.items()
    }
