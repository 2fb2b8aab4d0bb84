"""Where letters of one kind of file are made, kept and let out; the same for screenings and measures."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.errors import CompartmentDamaged, Invalid, NotFound
from app.formats import format_date
from app.rules.letters.kinds import kinds_of, rules_of
from app.services.access import allowed, requires_own
from app.services.exports import check_purpose
from app.services.letters.filling import Properties, fill
from app.services.letters.letterhead import letterhead
from app.services.letters.source import FilledField, LetterDraft, LetterFacts, LetterLook, PreparedLetter, title_of
from app.services.letters.templates import SHIPPED, template_of
from app.services.letters.words import check_template
from models.letter_choices import LetterForm, LetterKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.rules.letters.fields import LetterField
    from app.services.exports import Purpose
    from app.services.letters.filling import Value
    from app.services.letters.source import LetterSource

MADE = "letter.made"
UNKNOWN = "onbekend"
_ENTERED = {
    "datum": "dated",
    "geadresseerde": "recipient",
    "adres": "address",
    "bestuursorgaan": "body",
    "grondslag": "ground",
    "reden": "reason",
    "voorgenomen_besluit": "intended",
}


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter that was made, without its content; `made_on` is an ISO day."""

    id: int
    kind: LetterKind
    number: str
    recipient: str
    dated: date
    ground: str
    reason: str
    template: str
    made_on: str
    made_by: str


@dataclass(frozen=True, slots=True)
class LetterExportLine:
    """One time that a letter left the vault; `made_on` is an ISO day."""

    made_on: str
    made_by: str
    form: LetterForm
    reason: str
    recipient: str
    sha256: str


class LetterDesk:
    """The letters of the files of one source, for who may see or change those files."""

    def __init__(self, source: LetterSource) -> None:
        self.vault, self.source = source.vault, source
        self.compartment, self.read_act, self.edit_act = source.compartment, source.read_act, source.edit_act

    @property
    def kinds(self) -> tuple[LetterKind, ...]:
        """The kinds of letters about these files."""
        return kinds_of(self.compartment)

    def may_make(self) -> bool:
        """Whether this account may make letters here; screens hide what is not allowed."""
        return allowed(self.vault, self.edit_act, self.compartment)

    @requires_own("edit_act")
    def facts(self, file_id: int, kind: LetterKind, day: date) -> LetterFacts:
        """What the file says for a kind of letter."""
        return self.source.facts(file_id, kind, day)

    @requires_own("edit_act")
    def proposal(self, file_id: int, kind: LetterKind, day: date) -> LetterDraft:
        """What to start from: the likeliest recipient, the body that decides and the article of this kind."""
        facts = self.source.facts(file_id, kind, day)
        first = facts.recipients[0] if facts.recipients else None
        return LetterDraft(
            kind=kind,
            dated=day,
            recipient=first.name if first else None,
            address=first.address if first else None,
            body=facts.body,
            ground=facts.ground or rules_of(kind).ground,
        )

    @requires_own("edit_act")
    def look(self, file_id: int, draft: LetterDraft) -> LetterLook:
        """The letter field by field, with what is missing. Invalid when there is no day."""
        if draft.dated is None:
            raise Invalid({"dated": "Vul de datum van de brief in."})
        facts = self.source.facts(file_id, draft.kind, draft.dated)
        template = template_of(self.vault, draft.kind)
        check = check_template(template.content, draft.kind)
        values = self._values(facts, draft)
        rules = rules_of(draft.kind)
        needed = check.bare | {each.name for each in rules.required}
        missing = {
            each.name: _asked(each) for each in rules.fields if each.name in needed and not values.get(each.name)
        }
        if facts.hindrance:
            missing["kind"] = facts.hindrance
        elif not check.usable:  # it was made for another version of the program
            missing["kind"] = f"Het sjabloon ‘{template.name}’ past niet meer. {check.problems[0]}"
        fields = tuple(_filled(field, values, required=field.name in needed) for field in rules.fields)
        notices = () if template.name == SHIPPED else check.notices
        return LetterLook(fields, _by_draft(missing), (*facts.notes, *notices), values)

    @requires_own("edit_act")
    def prepare(self, file_id: int, draft: LetterDraft) -> PreparedLetter:
        """The letter as a Word file, not kept yet. Invalid names each missing field and where to fill it in."""
        look = self.look(file_id, draft)
        if look.missing:
            raise Invalid(look.missing)
        template = template_of(self.vault, draft.kind)
        number = str(look.values["kenmerk"])
        properties = Properties(
            title_of(draft.kind, number), f"Gemeente {self.vault.municipality}", draft.dated or date.min
        )
        docx = fill(template.content, look.values, properties)
        return PreparedLetter(file_id, number, draft, docx, template.name, template.sha256)

    @requires_own("edit_act")
    def keep(self, prepared: PreparedLetter, pdf: bytes) -> LetterLine:
        """Keep a letter in the compartment of its file: the Word file and the PDF that was drawn of it."""
        draft = prepared.draft
        with self.vault.write(self.compartment) as work:
            row = self.source.letter(
                kind=draft.kind,
                number=prepared.number,
                recipient=(draft.recipient or "").strip(),
                address=(draft.address or "").strip(),
                dated=draft.dated,
                ground=draft.ground,
                reason=draft.reason,
                template=prepared.template,
                template_sha256=prepared.template_sha256,
                docx=prepared.docx,
                docx_sha256=_sha256(prepared.docx),
                pdf=pdf,
                pdf_sha256=_sha256(pdf),
                made_at=self.vault.author.at(),
                made_by=self.vault.account.name,
            )
            setattr(row, self.source.file_key, prepared.file_id)
            work.session.add(row)
            work.session.flush()
            seals = (_seal(LetterForm.WORD, row.docx_sha256), _seal(LetterForm.PDF, row.pdf_sha256))
            work.record(MADE, "letter", row.id, fields=seals)
            return _line(row)

    @requires_own("read_act")
    def letters(self, file_id: int) -> tuple[LetterLine, ...]:
        """The letters of a file, newest first."""
        table = self.source.letter
        wanted = select(table).where(getattr(table, self.source.file_key) == file_id)
        with self.vault.read(self.compartment) as session:
            return tuple(_line(row) for row in session.scalars(wanted.order_by(table.dated.desc(), table.id.desc())))

    @requires_own("read_act")
    def content(self, letter_id: int, form: LetterForm) -> bytes:
        """A letter as it was kept; that it was opened is logged. NotFound when it is gone.

        CompartmentDamaged when it is not what the signed trail says was made.
        """
        with self.vault.write(self.compartment) as work:
            row = self._letter(work.session, letter_id)
            found = bytes(row.pdf if form is LetterForm.PDF else row.docx)
            if _seal(form, _sha256(found)) not in self._sealed(work.session, letter_id):
                raise CompartmentDamaged("Deze brief is niet meer zoals hij is gemaakt: de controlewaarde klopt niet.")
            work.record("letter.opened", "letter", letter_id)
            return found

    @requires_own("edit_act")
    def remove(self, letter_id: int) -> None:
        """Forget a letter that was made by mistake; Invalid once it left the vault, for then somebody may have it."""
        with self.vault.write(self.compartment) as work:
            row = self._letter(work.session, letter_id)
            exports = select(self.source.export.id).where(self.source.export.letter_id == letter_id)
            if work.session.scalar(exports.limit(1)) is not None:
                raise Invalid({"": "Deze brief is geëxporteerd en blijft daarom bij het dossier."})
            work.session.delete(row)
            work.record("letter.removed", "letter", letter_id)

    @requires_own("edit_act")
    def record_export(self, letter_id: int, form: LetterForm, purpose: Purpose) -> None:
        """Log that a letter was written outside the vault, beside the letter itself."""
        check_purpose(purpose)
        with self.vault.write(self.compartment) as work:
            row = self._letter(work.session, letter_id)
            export = self.source.export(
                letter_id=letter_id,
                made_at=self.vault.author.at(),
                made_by=self.vault.account.name,
                form=form,
                reason=purpose.reason.strip(),
                recipient=(purpose.recipient or "").strip() or row.recipient,
                sha256=row.pdf_sha256 if form is LetterForm.PDF else row.docx_sha256,
            )
            work.session.add(export)
            work.session.flush()
            work.record("letter.exported", "letter", letter_id, fields=(export.sha256,))

    @requires_own("read_act")
    def exports(self, letter_id: int) -> tuple[LetterExportLine, ...]:
        """When a letter left the vault, newest first."""
        table = self.source.export
        with self.vault.read(self.compartment) as session:
            rows = session.scalars(select(table).where(table.letter_id == letter_id).order_by(table.id.desc()))
            return tuple(
                LetterExportLine(row.made_at[:10], row.made_by, row.form, row.reason, row.recipient, row.sha256)
                for row in rows
            )

    def _letter(self, session: Any, letter_id: int) -> Any:  # noqa: ANN401 (which table is known to the source)
        row = session.get(self.source.letter, letter_id)
        if row is None:
            raise NotFound("Deze brief bestaat niet (meer).")
        return row

    def _sealed(self, session: Any, letter_id: int) -> set[str]:  # noqa: ANN401 (a session of any compartment)
        """The hashes of a letter as the trail holds them, signed by who made it."""
        entry = self.source.letter.metadata.tables["audit_entry"]
        made = select(entry.c.fields).where(
            entry.c.action == MADE, entry.c.subject_kind == "letter", entry.c.subject_id == str(letter_id)
        )
        return set(json.loads(session.scalar(made) or "[]"))

    def _values(self, facts: LetterFacts, draft: LetterDraft) -> dict[str, Value]:
        """Everything the letter can print, by name; what is unknown is left out."""
        head = letterhead(self.vault)
        said: dict[str, Value | None] = {
            **facts.fields,
            "gemeente": self.vault.municipality,
            "kenmerk": facts.number,
            "plaats": head.place,
            "afzender_adres": head.address,
            "afzender_contact": head.contact,
            "ondertekenaar": head.signer,
            "functie": head.signer_function,
            "datum": format_date(draft.dated) if draft.dated else None,
        }
        said |= {name: getattr(draft, own) for name, own in _ENTERED.items() if own != "dated"}
        bare = {name: value.strip() if isinstance(value, str) else value for name, value in said.items()}
        return {name: value for name, value in bare.items() if value}


def _asked(field: LetterField) -> str:
    """What to say of a field that is missing: what, and where it is filled in."""
    if field.is_asked:
        return f"Vul in: {field.label}."
    return f"Onbekend: {field.label}. Vul dit in {field.where}."


def _by_draft(missing: Mapping[str, str]) -> Mapping[str, str]:
    """Messages beside the fields of the draft; what lies elsewhere is told together."""
    found: dict[str, str] = {}
    for name, text in missing.items():
        key = _ENTERED.get(name, "kind" if name == "kind" else "")
        found[key] = f"{found[key]} {text}" if key in found else text
    return found


def _filled(field: LetterField, values: Mapping[str, Value], *, required: bool) -> FilledField:
    value = values.get(field.name)
    shown = UNKNOWN if not value else value if isinstance(value, str) else "; ".join(_rows(value))
    return FilledField(field.name, field.label, shown, bool(value), required, field.where)


def _rows(rows: tuple[Mapping[str, str], ...]) -> Iterator[str]:
    for row in rows:
        yield ", ".join(each for each in row.values() if each)


def _line(row: Any) -> LetterLine:  # noqa: ANN401 (which table is known to the source)
    return LetterLine(
        row.id,
        row.kind,
        row.number,
        row.recipient,
        row.dated,
        row.ground,
        row.reason,
        row.template,
        row.made_at[:10],
        row.made_by,
    )


def _seal(form: LetterForm, sha256: str) -> str:
    """One hash with what it is of."""
    return f"{form.value} {sha256}"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
