"""The registers behind the document: control, chapters, callouts, overview and stated facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.rules.chapters import chapter_problem, sort_key
from app.rules.counting import LARGEST, LONGEST_NAME
from app.rules.permissions import PROGRAMME, Act
from app.rules.years import year_problem
from app.services.access import requires_own
from app.services.clock import today
from app.services.evaluation.closed import closed_problem
from app.services.evaluation.document_parts import DocumentParts, newest_evaluation
from app.services.records import Option, Records, Words
from models.choices import Classification, DocumentStatus, OverviewBlock
from models.programme import (
    CalloutBox,
    Chapter,
    Claim,
    DocumentVersion,
    Evaluation,
    Instrument,
    OverviewItem,
    StatedFact,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class EvaluationDraft:
    """The control block of a document as the form shows it; `edition` is the version on the title page."""

    year: int | None = None
    title: str | None = None
    subtitle: str | None = "Evaluatie en voortgang"
    author: str | None = None
    dated: date | None = None
    edition: str | None = "1"
    status: DocumentStatus | None = DocumentStatus.DRAFT
    classification: Classification | None = Classification.INTERNAL


class Evaluations(Records[Evaluation, EvaluationDraft]):
    """The register of evaluation documents, one a year."""

    kind = "evaluation"
    words = Words("evaluatie")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_EVALUATION
    model = Evaluation
    draft = EvaluationDraft
    columns = {
        "year": Evaluation.year,
        "title": Evaluation.title,
        "status": Evaluation.status,
        "edition": Evaluation.edition,
        "dated": Evaluation.dated,
        "classification": Evaluation.classification,
    }
    searched = (Evaluation.title, Evaluation.author)
    order = (Evaluation.year.desc(),)
    required = {
        "year": "Vul het verslagjaar in.",
        "title": "Vul de titel in.",
        "status": "Kies concept of definitief.",
        "classification": "Kies de rubricering.",
    }

    def blank(self) -> EvaluationDraft:
        """Last year, for which an evaluation is written now."""
        year = today().year - 1
        return EvaluationDraft(year=year, title=f"Aanpak ondermijning gemeente {self.vault.municipality} {year}")

    def check(self, session: Session, draft: EvaluationDraft, existing: Evaluation | None) -> Mapping[str, str]:
        """One document a year, which starts as a draft; making it final is an act of its own."""
        problems = year_problem("year", draft.year)
        if existing is not None:
            problems |= closed_problem(session, existing.id)
        if draft.status is not (existing.status if existing else DocumentStatus.DRAFT):
            problems["status"] = (
                "Een document wordt definitief met ‘Definitief maken’, na goedkeuring door een tweede lezer."
            )
        other = session.scalar(select(Evaluation.id).where(Evaluation.year == draft.year))
        if other is not None and (existing is None or other != existing.id):
            problems["year"] = f"Er is al een evaluatie over {draft.year}."
        return problems

    def name_of(self, item: Evaluation) -> str:
        """The title."""
        return item.title

    def hindrance(self, session: Session, item: Evaluation) -> str | None:
        """Chapters are work, removed one by one; a version that was made final stays."""
        if session.scalar(select(func.count()).where(DocumentVersion.evaluation_id == item.id)):
            return "Van deze evaluatie is een versie vastgelegd. Die blijft bewaard."
        if session.scalar(select(func.count()).where(Chapter.evaluation_id == item.id)):
            return "Deze evaluatie heeft hoofdstukken. Verwijder die eerst."
        for part in (CalloutBox, OverviewItem, StatedFact):
            if session.scalar(select(func.count()).where(part.evaluation_id == item.id)):
                return "Deze evaluatie heeft nog kaders, overzichtsregels of feiten. Verwijder die eerst."
        return None


@dataclass(frozen=True, slots=True)
class ChapterDraft:
    """A chapter ("2") or section ("2.1") as the editor shows it; `text` is in the markup of app.rules.markup."""

    evaluation_id: int | None = None
    number: str | None = None
    title: str | None = None
    text: str | None = None
    author_note: str | None = None
    confidential: bool = False


class Chapters(DocumentParts[Chapter, ChapterDraft]):
    """The register of chapters."""

    kind = "chapter"
    words = Words("hoofdstuk", "het")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_EVALUATION
    model = Chapter
    draft = ChapterDraft
    columns = {
        "evaluation": Chapter.evaluation_id,
        "number": Chapter.number,
        "title": Chapter.title,
        "confidential": Chapter.confidential,
    }
    sorting = {"number": Chapter.position}
    searched = (Chapter.title, Chapter.text)
    order = (Chapter.position,)
    required = {
        "evaluation_id": "Kies de evaluatie.",
        "number": "Vul het nummer in, zoals 2 of 2.1.",
        "title": "Vul de titel in.",
    }

    def blank(self) -> ChapterDraft:
        """In the newest document."""
        return ChapterDraft(evaluation_id=newest_evaluation(self.vault))

    def check(self, session: Session, draft: ChapterDraft, existing: Chapter | None) -> Mapping[str, str]:
        """A number like 2 or 2.1, in a document that is not final."""
        return chapter_problem("number", draft.number) or super().check(session, draft, existing)

    def write(self, session: Session, item: Chapter, draft: ChapterDraft) -> None:
        """A chapter without text is an empty text; its place follows its number."""
        super().write(session, item, replace(draft, text=draft.text or ""))
        item.position = sort_key(item.number)

    def name_of(self, item: Chapter) -> str:
        """Number and title."""
        return f"{item.number} {item.title}"

    def broken_rule(self, reason: str) -> str:
        """A number that exists."""
        return "Er is al een hoofdstuk met dit nummer." if "UNIQUE" in reason else super().broken_rule(reason)


@dataclass(frozen=True, slots=True)
class CalloutDraft:
    """A callout as the form shows it; `claims` are (case type, count) pairs that it states."""

    evaluation_id: int | None = None
    title: str | None = None
    text: str | None = None
    claims: tuple[tuple[str, int], ...] = ()


class Callouts(DocumentParts[CalloutBox, CalloutDraft]):
    """The register of callouts."""

    kind = "callout"
    words = Words("kader", "het")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_EVALUATION
    model = CalloutBox
    draft = CalloutDraft
    columns = {"evaluation": CalloutBox.evaluation_id, "title": CalloutBox.title}
    searched = (CalloutBox.title, CalloutBox.text)
    order = (CalloutBox.id,)
    required = {
        "evaluation_id": "Kies de evaluatie.",
        "title": "Vul de titel van het kader in.",
        "text": "Vul de tekst van het kader in.",
    }

    def blank(self) -> CalloutDraft:
        """In the newest document."""
        return CalloutDraft(evaluation_id=newest_evaluation(self.vault))

    def loading(self) -> Sequence[Any]:
        """Claims belong to the form."""
        return (selectinload(CalloutBox.claims),)

    def read(self, item: CalloutBox) -> CalloutDraft:
        """The draft, with the claims as pairs."""
        return CalloutDraft(item.evaluation_id, item.title, item.text, _pairs(item.claims))

    def write(self, session: Session, item: CalloutBox, draft: CalloutDraft) -> None:
        """Put the draft into the callout; claims that differ are replaced as a whole."""
        for name in ("evaluation_id", "title", "text"):
            setattr(item, name, getattr(draft, name))
        if item.id is None or draft.claims != _pairs(item.claims):
            item.claims = [Claim(type_name=name, count=count) for name, count in draft.claims]

    def check(self, session: Session, draft: CalloutDraft, existing: CalloutBox | None) -> Mapping[str, str]:
        """Counts from zero, each of a type."""
        if not all(name.strip() and len(name) <= LONGEST_NAME for name, _ in draft.claims):
            return {"claims": "Noem bij elk aantal het type waarvan het is."}
        if not all(0 <= count <= LARGEST for _, count in draft.claims):
            return {"claims": "Een genoemd aantal is nul of meer."}
        return super().check(session, draft, existing)

    def name_of(self, item: CalloutBox) -> str:
        """The title."""
        return item.title


def _pairs(claims: Sequence[Claim]) -> tuple[tuple[str, int], ...]:
    return tuple((claim.type_name, claim.count) for claim in claims)


@dataclass(frozen=True, slots=True)
class OverviewDraft:
    """A line of the performance overview as the form shows it."""

    evaluation_id: int | None = None
    block: OverviewBlock | None = None
    position: int | None = None
    text: str | None = None
    instrument_id: int | None = None


class OverviewItems(DocumentParts[OverviewItem, OverviewDraft]):
    """The register of results on the overview page."""

    kind = "overview_item"
    words = Words("overzichtsregel")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_EVALUATION
    model = OverviewItem
    draft = OverviewDraft
    columns = {
        "evaluation": OverviewItem.evaluation_id,
        "block": OverviewItem.block,
        "text": OverviewItem.text,
    }
    searched = (OverviewItem.text,)
    order = (OverviewItem.block, OverviewItem.position)
    required = {"evaluation_id": "Kies de evaluatie.", "block": "Kies het blok.", "text": "Vul het resultaat in."}

    def blank(self) -> OverviewDraft:
        """In the newest document."""
        return OverviewDraft(evaluation_id=newest_evaluation(self.vault))

    @requires_own("read_act")
    def options(self, field: str, current: OverviewDraft | None = None) -> tuple[Option, ...]:
        """Documents and instruments."""
        if field != "instrument_id":
            return super().options(field, current)
        with self.vault.read(PROGRAMME) as session:
            rows = session.execute(select(Instrument.id, Instrument.name).order_by(Instrument.position)).all()
        return tuple(Option(key, name) for key, name in rows)

    def complete(self, session: Session, item: OverviewItem) -> None:
        """At the end of its block when no place was given."""
        if not item.position:
            last = select(func.max(OverviewItem.position)).where(
                OverviewItem.evaluation_id == item.evaluation_id, OverviewItem.block == item.block
            )
            item.position = (session.scalar(last) or 0) + 1

    def name_of(self, item: OverviewItem) -> str:
        """The text."""
        return item.text


@dataclass(frozen=True, slots=True)
class FactDraft:
    """A stated fact as the form shows it."""

    evaluation_id: int | None = None
    name: str | None = None
    value: str | None = None
    source: str | None = None


class StatedFacts(DocumentParts[StatedFact, FactDraft]):
    """The register of figures that a text states and no other register holds."""

    kind = "stated_fact"
    words = Words("feit", "het")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_EVALUATION
    model = StatedFact
    draft = FactDraft
    columns = {"evaluation": StatedFact.evaluation_id, "name": StatedFact.name, "value": StatedFact.value}
    searched = (StatedFact.name, StatedFact.value)
    order = (StatedFact.name,)
    required = {"evaluation_id": "Kies de evaluatie.", "name": "Vul de naam in.", "value": "Vul de waarde in."}

    def blank(self) -> FactDraft:
        """In the newest document."""
        return FactDraft(evaluation_id=newest_evaluation(self.vault))
