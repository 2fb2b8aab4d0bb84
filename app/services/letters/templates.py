"""The templates of letters: the municipality's own where it handed one in, otherwise what ships with the program."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid, NotFound
from app.rules.letters.kinds import kinds_of
from app.rules.permissions import BIBOB, MEASURES, REGISTER, Act
from app.services.access import requires
from app.services.exports import check_purpose
from app.services.letters.shipped import shipped_template
from app.services.letters.words import check_template
from models.choices import Classification
from models.letter_choices import LetterKind
from models.register import LetterTemplate, RegisterExport

if TYPE_CHECKING:
    from app.services.exports import Purpose
    from app.services.letters.words import TemplateCheck
    from app.vault.session import UnlockedVault

SHIPPED = "meegeleverd met Bolwerk"
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """Which template a kind uses; `uploaded_on` is an ISO day and `by` a name, both empty for a shipped one."""

    kind: LetterKind
    name: str
    own: bool
    uploaded_on: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A template to make letters from; `name` is that of the file, or that it shipped with the program."""

    kind: LetterKind
    name: str
    content: bytes
    sha256: str


@requires(Act.MANAGE_LETTERS, REGISTER)
def template_lines(vault: UnlockedVault) -> tuple[TemplateLine, ...]:
    """For every kind of letter that this account can make, which template it uses."""
    people = vault.directory()
    with vault.read(REGISTER) as session:
        own = {row.kind: row for row in session.scalars(select(LetterTemplate))}
    lines = []
    for kind in _own_kinds(vault):
        row = own.get(kind)
        if row is None:
            lines.append(TemplateLine(kind, SHIPPED, own=False))
        else:
            person = people.get(row.uploaded_by)
            by = person.name if person else "onbekende gebruiker"
            lines.append(TemplateLine(kind, row.name, own=True, uploaded_on=row.uploaded_at[:10], by=by))
    return tuple(lines)


@requires(Act.MANAGE_LETTERS, REGISTER)
def template_of(vault: UnlockedVault, kind: LetterKind) -> Template:
    """The template of a kind, the municipality's own before the shipped one."""
    with vault.read(REGISTER) as session:
        row = session.execute(
            select(LetterTemplate.name, LetterTemplate.content, LetterTemplate.sha256).where(
                LetterTemplate.kind == kind
            )
        ).one_or_none()
    if row is not None:
        return Template(kind, row.name, row.content, row.sha256)
    content = shipped_template(kind)
    return Template(kind, SHIPPED, content, hashlib.sha256(content).hexdigest())


@requires(Act.MANAGE_LETTERS, REGISTER)
def keep_template(vault: UnlockedVault, kind: LetterKind, name: str, content: bytes) -> TemplateCheck:
    """Use this file for a kind of letter from now on. Invalid (field "file") lists everything that stops it."""
    shown = PurePath(name).name[:_LONGEST_NAME]
    if PurePath(shown).suffix.lower() != ".docx":
        raise Invalid({"file": "Kies een Word-document (.docx)."})
    found = check_template(content, kind)
    if not found.usable:
        raise Invalid({"file": "\n".join(found.problems)})
    with vault.write(REGISTER) as work:
        row = work.session.scalar(select(LetterTemplate).where(LetterTemplate.kind == kind))
        if row is None:
            row = LetterTemplate(kind=kind)
            work.session.add(row)
        row.name, row.content, row.sha256 = shown, content, hashlib.sha256(content).hexdigest()
        row.uploaded_at, row.uploaded_by = vault.author.at(), vault.account.id
        work.session.flush()
        work.record("letter_template.uploaded", "letter_template", row.id)
    return found


@requires(Act.MANAGE_LETTERS, REGISTER)
def restore_shipped(vault: UnlockedVault, kind: LetterKind) -> None:
    """Forget the municipality's own template of a kind; letters that were made keep what they say."""
    with vault.write(REGISTER) as work:
        row = work.session.scalar(select(LetterTemplate).where(LetterTemplate.kind == kind))
        if row is None:
            raise NotFound("Van deze brief is geen eigen sjabloon (meer).")
        work.session.delete(row)
        work.record("letter_template.restored", "letter_template", row.id)


@requires(Act.MANAGE_LETTERS, REGISTER)
def record_template_export(vault: UnlockedVault, template: Template, purpose: Purpose) -> None:
    """Log that a template was written outside the vault."""
    check_purpose(purpose)
    with vault.write(REGISTER) as work:
        export = RegisterExport(
            made_at=vault.author.at(),
            made_by=vault.account.id,
            what=f"Briefsjabloon ‘{template.kind.label}’ ({template.name})"[:300],
            classification=Classification.INTERNAL,
            reason=purpose.reason.strip(),
            recipient=(purpose.recipient or "").strip() or None,
            sha256=template.sha256,
        )
        work.session.add(export)
        work.session.flush()
        work.record("letter_template.exported", "export", export.id)


def _own_kinds(vault: UnlockedVault) -> tuple[LetterKind, ...]:
    """The kinds about files that this account holds."""
    return tuple(kind for where in (BIBOB, MEASURES) if vault.holds(where) for kind in kinds_of(where))
