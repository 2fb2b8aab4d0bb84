"""Giving: chosen cases with what hangs on them, in a file that one other vault can open; logged with its reason."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid, NotFound
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.casework.timeline import Topic, timeline_of
from app.services.clock import today
from app.services.packages import letter as letters
from app.services.packages.cards import card_of
from app.services.packages.gathering import as_sent, counted, gather
from app.services.packages.letter import Letter, Sender, Told, Trail
from app.services.packages.opening import understood_records
from app.services.packages.own import own_pair
from app.vault.keys.mailbox import voice_of
from app.vault.packages.parcel import Cover, Enclosed, Receiver, letter_digest, sealed_parcel
from app.vault.packages.staging import staged
from app.vault.primitives.strict_json import NotStrict
from app.vault.progress import unheard
from app.vault.store.schema import head
from models.casework import Attachment, AttachmentPiece, Case, CaseHandover, CasePackage, CasePart
from models.casework.case_choices import HandoverTarget
from models.casework.package_choices import PackageWay

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from app.services.casework.timeline import Happening
    from app.services.packages.gathering import Travel
    from app.vault.progress import Progress
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork

LONGEST_REASON = 10_000
NOTHING_CHOSEN = "Kies ten minste één casus."


class Bundle(Enum):
    """What a giver may leave out because the receiver does not need it; the label is what the screen says."""

    SIGNALS = "Signalen en hun weging", ("signal",)
    INVOLVED = "Betrokkenen en verbanden", ("mention",)
    INSPECTIONS = "Integrale controles", ("inspection",)
    ATTACHMENTS = "Bijlagen", ("attachment",)

    def __init__(self, label: str, kinds: tuple[str, ...]) -> None:
        self.label, self.kinds = label, kinds


@dataclass(frozen=True, slots=True)
class Why:
    """Why something is handed over, on what legal ground, to what kind of partner, and what does not go along."""

    reason: str
    ground: str
    target: HandoverTarget = HandoverTarget.MUNICIPALITY
    left_out: frozenset[Bundle] = frozenset()

    @property
    def kinds_left_out(self) -> frozenset[str]:
        """The tables of which nothing goes along."""
        return frozenset(kind for bundle in self.left_out for kind in bundle.kinds)

    def check(self) -> None:
        """Invalid when one of the two is missing."""
        problems = {} if self.reason.strip() else {"reason": "Vul in waarom u deze casussen overdraagt."}
        if not self.ground.strip():
            problems["ground"] = "Vul de grondslag in: zonder grondslag geen verstrekking."
        elif len(self.ground.strip()) > 400:
            problems["ground"] = "De grondslag is te lang; ten hoogste 400 tekens."
        if len(self.reason) > LONGEST_REASON:
            problems["reason"] = f"De reden is te lang; ten hoogste {LONGEST_REASON} tekens."
        if problems:
            raise Invalid(problems)


@dataclass(frozen=True, slots=True)
class Contents:
    """What would go along, in words, and the bytes of the attachments."""

    what: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Given:
    """A package that was made: its id, the hash of the file, and what is in it."""

    package: str
    sha256: str
    what: str


@requires(Act.HAND_OVER_CASES, CASEWORK)
def contents_of(vault: UnlockedVault, cases: Sequence[int], left_out: frozenset[Bundle] = frozenset()) -> Contents:
    """What would go along with these cases now."""
    kinds = Why("", "", left_out=left_out).kinds_left_out
    with vault.read(CASEWORK) as session:
        found = gather(vault, session, cases, kinds)
        return Contents(found.counted(), sum(row["size"] for row in found.rows["attachment"].values()))


@requires(Act.HAND_OVER_CASES, CASEWORK)
def give(
    vault: UnlockedVault, cases: Sequence[int], *, card: int, out: Path, why: Why, progress: Progress = unheard
) -> Given:
    """Write a package with these cases for the vault of a trusted card; it may be stopped.

    In each case a hand-over is recorded. Raises Invalid, NotFound, ExportFailed or Cancelled; `out` is then as it was.
    """
    why.check()
    if not cases:
        raise Invalid({"cases": NOTHING_CHOSEN})
    package = secrets.token_hex(16)
    progress("Gegevens verzamelen", None)
    letter, travel, receiver, partner = _composed(vault, cases, card, why, package)
    content = letters.written(letter, head(CASEWORK))
    _check_receivable(content)
    with vault.read(CASEWORK) as session:
        enclosed = _enclosed(session, travel.attachments)
    cover = Cover(
        vault.roster.vault_id, vault.compartment(CASEWORK).name, len(content), letter_digest(content), enclosed
    )
    pieces = sealed_parcel(
        package,
        receiver,
        voice=voice_of(own_pair(vault)),
        cover=cover,
        letter=content,
        files=_files(vault, travel.attachments, progress),
    )
    what = counted(letter.records)
    with staged(pieces, out) as sha256, vault.write(CASEWORK) as work:
        _log(vault, work, travel, Logged(package, PackageWay.GIVEN, partner, what, sha256), why)
    return Given(package, sha256, what)


def _check_receivable(content: bytes) -> None:
    """Read it as the receiver will: better told now than when the stick has arrived."""
    try:
        understood_records(letters.read(content, head(CASEWORK)))
    except (Invalid, NotStrict) as error:
        raise Invalid({"": f"Dit pakket zou niet te ontvangen zijn; er is niets gemaakt. {error}"}) from error


@dataclass(frozen=True, slots=True)
class Logged:
    """What the log says of a package or an extract."""

    package: str
    way: PackageWay
    partner: str
    what: str
    sha256: str


def _composed(
    vault: UnlockedVault, cases: Sequence[int], card: int, why: Why, package: str
) -> tuple[Letter, Travel, Receiver, str]:
    """The letter as the cases are now; that each record has an id and its changes were noticed is kept."""
    people = {key: person.name for key, person in vault.directory().items()}
    trails = {key: _own_lines(vault, key) for key in cases}
    with vault.write(CASEWORK) as work:
        session = work.session
        partner = card_of(session, card)
        found = gather(vault, session, cases, why.kinds_left_out)
        if missing := set(cases) - set(found.rows["case"]):
            raise NotFound(f"{len(missing)} van de gekozen casussen bestaat niet (meer).")
        travel = as_sent(vault, session, found)
        letter = Letter(
            package=package,
            sender=Sender(
                vault=vault.roster.vault_id,
                compartment=vault.compartment(CASEWORK).name,
                municipality=vault.municipality[:200],
                person=vault.account.name[:200],
                function=vault.account.function[:200],
            ),
            made_at=vault.author.at(),
            reason=why.reason.strip(),
            ground=why.ground.strip(),
            people={key: people[key][:200] for key in sorted(travel.accounts) if key in people},
            types=travel.types,
            records=travel.records,
            files=tuple(each.id for each in travel.records if each.kind == "attachment"),
            trails=tuple(Trail(travel.cases[key], tuple(map(_told, lines))) for key, lines in trails.items()),
        )
        receiver = Receiver(partner.vault, partner.compartment, partner.seal_key)
        work.record("case_package.prepared", "case_package", package)
        return letter, travel, receiver, f"{partner.municipality} ({partner.checked_with})"


def _own_lines(vault: UnlockedVault, case_id: int) -> list[Happening]:
    """The timeline without what travels as a record: the steps in the course, and the signals."""
    lines = timeline_of(vault, case_id, elsewhere=False)
    return [each for each in lines if each.kind or (each.topic is not Topic.SIGNAL and not each.is_step)]


def _told(each: Happening) -> Told:
    """A line of the timeline, in words."""
    return Told(
        day=each.day.isoformat(),
        at=each.at.isoformat(timespec="seconds") if each.at else "",
        who=each.who[:200],
        what=each.what[:200],
        title=each.title[:20_000],
        detail=each.detail[:20_000],
    )


def _enclosed(session: Session, keys: Sequence[int]) -> tuple[Enclosed, ...]:
    known = {row.id: row for row in session.execute(select(Attachment.id, Attachment.size, Attachment.sha256))}
    return tuple(Enclosed(known[key].size, known[key].sha256) for key in keys)


def _files(vault: UnlockedVault, keys: Sequence[int], progress: Progress) -> Iterator[Iterator[bytes]]:
    for place, key in enumerate(keys):
        progress(f"Bijlage {place + 1} van {len(keys)} verzegelen", place / len(keys))
        yield _content(vault, key)
    progress("Afronden", 1.0)


def _content(vault: UnlockedVault, key: int) -> Iterator[bytes]:
    """The content of an attachment, piece by piece; never all of it at once."""
    places = select(AttachmentPiece.id).where(AttachmentPiece.attachment_id == key).order_by(AttachmentPiece.place)
    with vault.read(CASEWORK) as session:
        pieces = session.scalars(places).all()
    for piece in pieces:
        with vault.read(CASEWORK) as session:
            content = session.scalar(select(AttachmentPiece.content).where(AttachmentPiece.id == piece))
        if content is None:
            raise NotFound("Een bijlage is intussen verwijderd; er is geen pakket gemaakt.")
        yield content


def _log(vault: UnlockedVault, work: UnitOfWork, travel: Travel, logged: Logged, why: Why) -> None:
    key = log_package(vault, work, logged, why)
    for case_id in travel.cases:
        if work.session.get(Case, case_id) is None:
            raise NotFound("Een van de casussen is intussen verwijderd; er is geen pakket gemaakt.")
        handover(work, case_id, why, logged)
    work.record("case_package.given", "case_package", key)


@requires(Act.READ_CASES, CASEWORK)
def log_package(vault: UnlockedVault, work: UnitOfWork, logged: Logged, why: Why) -> int:
    """The line in the log of packages; gives its id."""
    item = CasePackage(
        package=logged.package,
        way=logged.way,
        partner=logged.partner[:400],
        at=vault.author.at(),
        by=vault.account.id,
        what=logged.what,
        reason=why.reason.strip(),
        ground=why.ground.strip(),
        sha256=logged.sha256,
    )
    work.session.add(item)
    work.session.flush()
    return item.id


def handover(work: UnitOfWork, case_id: int, why: Why, logged: Logged) -> None:
    """That this case was handed over, in the case itself (domein §3.4: a disclosure of its own)."""
    item = CaseHandover(
        case_id=case_id,
        handed_on=today(),
        target=why.target,
        recipient=logged.partner[:300],
        what=f"{logged.what}. {why.reason.strip()} (SHA-256 {logged.sha256})",
        ground=why.ground.strip(),
    )
    work.session.add(item)
    work.session.flush()
    work.session.add(CasePart(case_id=case_id, kind="case_handover", record_id=item.id))
    work.record("case_handover.added", "case_handover", item.id, fields=("handed_on", "recipient", "what", "ground"))
