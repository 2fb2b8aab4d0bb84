"""Making a letter: filled, drawn and kept together; and the ways in which letters and templates leave the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Invalid
from app.report.house.kept import style_of
from app.report.letters.letter_pdf import LetterHead, letter_pdf
from app.report.saving import staged
from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from app.services.exports import check_purpose
from app.services.house_style import HouseFacts
from app.services.letters.letterhead import LetterheadFacts, letterhead, store_letterhead
from app.services.letters.source import title_of
from app.services.letters.templates import record_template_export, template_of
from models.choices import Classification

if TYPE_CHECKING:
    from pathlib import Path

    from app.report.house.style import HouseStyle
    from app.services.exports import Purpose
    from app.services.letters.desk import LetterDesk, LetterLine
    from app.services.letters.source import LetterDraft, PreparedLetter
    from app.vault.session import UnlockedVault
    from models.letter_choices import LetterForm, LetterKind


def preview_letter(desk: LetterDesk, file_id: int, draft: LetterDraft) -> bytes:
    """The letter as a PDF, not kept. Invalid names what is missing."""
    return _drawn(desk, desk.prepare(file_id, draft))


def make_letter(desk: LetterDesk, file_id: int, draft: LetterDraft) -> LetterLine:
    """Fill, draw and keep a letter in the compartment of its file. Invalid names what is missing."""
    prepared = desk.prepare(file_id, draft)
    return desk.keep(prepared, _drawn(desk, prepared))


def export_letter(desk: LetterDesk, letter_id: int, form: LetterForm, out: Path, purpose: Purpose) -> None:
    """Write a kept letter to `out` and log it. Invalid without a reason, or ExportFailed; then `out` is as it was."""
    check_purpose(purpose)
    with staged(desk.content(letter_id, form), out):
        desk.record_export(letter_id, form, purpose)


@requires(Act.MANAGE_LETTERS, REGISTER)
def export_template(vault: UnlockedVault, kind: LetterKind, out: Path, purpose: Purpose) -> None:
    """Write the template of a kind to `out` and log it; errors as of `export_letter`."""
    check_purpose(purpose)
    template = template_of(vault, kind)
    with staged(template.content, out):
        record_template_export(vault, template, purpose)


@requires(Act.MANAGE_LETTERS, REGISTER)
def keep_letterhead(vault: UnlockedVault, facts: LetterheadFacts) -> LetterheadFacts:
    """Keep a letterhead that can be drawn; Invalid says per field ("color", "logo") what is wrong with it."""
    letter_style(facts)
    return store_letterhead(vault, facts)


def letter_style(facts: LetterheadFacts) -> HouseStyle:
    """The style that letters are drawn in."""
    try:
        return style_of(HouseFacts(primary=facts.color, logo=facts.logo))
    except Invalid as refused:
        raise Invalid({"color" if name == "primary" else name: text for name, text in refused.fields.items()}) from None


def _drawn(desk: LetterDesk, prepared: PreparedLetter) -> bytes:
    draft, vault = prepared.draft, desk.vault
    title = title_of(draft.kind, prepared.number)
    if draft.dated is None:
        raise Invalid({"dated": "Vul de datum van de brief in."})
    head = LetterHead(title, vault.municipality, draft.dated, Classification.CONFIDENTIAL)
    return letter_pdf(prepared.docx, head, letter_style(letterhead(vault)))
