"""Signals that somebody reported without an account: taken in from the drop box, and answered once.

Casework keeps neither the look-up secret nor the key of a reporter: it does not need to answer, and what it does not
have cannot lead back. So there is no dialogue, and what is added later comes in as a signal of its own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid, VaultError
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed, requires, requires_own
from app.services.attachments.reading import checked
from app.services.attention_item import AttentionItem, Urgency
from app.services.clock import today
from app.services.reporting.body import Unusable, day_of, text_of
from app.services.signals.signals import begin
from app.vault.keys.mailbox import voice_of
from app.vault.primitives.sealing import KeyPair
from app.vault.reports import dropbox
from app.vault.reports.desks import desks_of
from app.vault.reports.letters import Letter
from app.vault.reports.taking_in import answer, look_through, something_waits
from models.attachments import PIECE_BYTES
from models.casework import AnonymousArrival, Attachment, AttachmentPiece, Signal
from models.casework.choices import SignalSource
from models.choices import Classification

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.vault.primitives.strict_json import Json
    from app.vault.reports.letters import File
    from app.vault.reports.taking_in import Arrival
    from app.vault.session import UnlockedVault
    from app.vault.store.audit import Author
    from app.vault.unit_of_work import UnitOfWork

PAGE = "signals"
BATCH = 25
"""Messages for which the box is changed at once."""
TITLE = "Anonieme melding via het meldformulier"
ADDED_TITLE = "Aanvulling op een anonieme melding via het meldformulier"
RECEIVED = (
    "Uw signaal is ontvangen en wordt gewogen. Over een signaal kunnen wij via deze code niet met u in gesprek, en u "
    "hoort er via deze code verder niets over. Weet u nog meer, stuur dan een nieuw signaal."
)
_QUESTIONS = {"when_where": "Wanneer en waar", "who": "Wie erbij betrokken zijn", "how_known": "Hoe de melder dit weet"}
_UNNAMED = "De melder wilde zich bekendmaken. Bij een signaal wordt dat niet bewaard."
NEW, BROKEN, AGAIN = "new", "broken", "again"


@dataclass(frozen=True, slots=True)
class TakenSignals:
    """What was taken in: new signals, and what could not become one."""

    new: int = 0
    broken: int = 0


@dataclass(frozen=True, slots=True)
class BrokenSignal:
    """Something for this desk that could not become a signal, and why."""

    found_on: date
    reason: str


class AnonymousSignals:
    """What comes in at the desk of casework."""

    compartment = CASEWORK
    read_act = Act.READ_SIGNALS
    edit_act = Act.EDIT_SIGNALS

    def __init__(self, vault: UnlockedVault) -> None:
        self.vault = vault

    @requires_own("edit_act")
    def take_in(self, told: Callable[[int, int], None] = lambda _done, _total: None) -> TakenSignals:
        """Register everything in the drop box that is for casework: kept first, then answered and erased there.

        `told` hears how many chunks were looked at, of how many, and then how many messages were kept; it may raise
        Cancelled. Raises a VaultError from the box; what was taken in before that stays taken in.
        """
        folder, keys = self.vault.folder, self._keys()
        dropbox.make(folder)
        haul = look_through(folder, desks_of(self.vault.roster), CASEWORK, keys, told)
        counts: Counter[str] = Counter()
        for start in range(0, len(haul.arrivals), BATCH):
            told(start, len(haul.arrivals))
            counts.update(self._take_batch(haul.arrivals[start : start + BATCH], keys[0]))
        for key, _, reason in haul.broken:
            counts[BROKEN] += self._set_apart(key, reason)
        spent = [row for _, rows, _ in haul.broken for row in rows]
        dropbox.exchange(folder, [*spent, *haul.covers], {})
        return TakenSignals(counts[NEW], counts[BROKEN])

    @requires_own("edit_act")
    def waits(self) -> bool | None:
        """Whether something lies in the box for casework; None when there is too much in it to tell at once."""
        return something_waits(self.vault.folder, desks_of(self.vault.roster), CASEWORK, self._keys())

    @requires_own("read_act")
    def broken(self) -> tuple[BrokenSignal, ...]:
        """What could not become a signal, the last first."""
        query = select(AnonymousArrival.found_on, AnonymousArrival.reason).order_by(AnonymousArrival.found_on.desc())
        with self.vault.read(CASEWORK) as session:
            return tuple(BrokenSignal(day, reason) for day, reason in session.execute(query) if day and reason)

    def _keys(self) -> tuple[KeyPair, ...]:
        compartment = self.vault.compartment(CASEWORK)
        with compartment.read() as session:
            return tuple(KeyPair.from_private(private) for private in compartment.inbox_keys(session))

    def _take_batch(self, batch: tuple[Arrival, ...], inbox: KeyPair) -> Counter[str]:
        """Keep each message, and only then change the box, once for all of them."""
        counts: Counter[str] = Counter()
        answers: dict[bytes, bytes] = {}
        for arrival in batch:
            outcome = self._keep(arrival)
            counts[outcome] += 1
            reader = arrival.letter.reading
            if outcome != BROKEN and reader is not None:
                body: dict[str, Json] = {"sent_on": today().isoformat(), "text": RECEIVED}
                letter = Letter(1, arrival.letter.lookup, body)
                answers |= answer(desks_of(self.vault.roster), CASEWORK, voice_of(inbox), letter, reader).rows
        dropbox.exchange(self.vault.folder, [row for each in batch for row in each.rows], answers)
        return counts

    def _keep(self, arrival: Arrival) -> str:
        """Register one message in a unit of work of its own; what is in already is not registered again."""
        try:
            with self.vault.write(CASEWORK) as work:
                known = work.session.get(AnonymousArrival, arrival.key)
                if known is not None and known.reason is None:
                    work.leave_unchanged()
                    return AGAIN
                signal = _signal(work, arrival.letter, self.vault.author)
                work.session.merge(AnonymousArrival(key=arrival.key, found_on=None, reason=None))
                work.record("signal.taken_in", "signal", signal.id)
        except Unusable as reason:
            self._set_apart(arrival.key, str(reason))
            return BROKEN
        return NEW

    def _set_apart(self, key: bytes, reason: str) -> int:
        with self.vault.write(CASEWORK) as work:
            if work.session.get(AnonymousArrival, key) is not None:
                work.leave_unchanged()
                return 0
            work.session.add(AnonymousArrival(key=key, found_on=today(), reason=reason))
            work.record("signal.set_apart", "anonymous_arrival", key.hex())
        return 1


@requires(Act.READ_SIGNALS, CASEWORK)
def anonymous_items(vault: UnlockedVault) -> Iterator[AttentionItem]:
    """That something lies in the drop box: only who can open it can tell, and only they are told."""
    if not allowed(vault, Act.EDIT_SIGNALS, CASEWORK):
        return
    try:
        waits = AnonymousSignals(vault).waits()
    except VaultError:
        return  # what is wrong with the box is told at login
    if waits:
        yield AttentionItem("In de brievenbus ligt een anoniem signaal. Leeg de brievenbus.", Urgency.SOON, PAGE)
    elif waits is None:
        yield AttentionItem("De brievenbus is vol geraakt. Leeg de brievenbus.", Urgency.NOTICE, PAGE)


def _signal(work: UnitOfWork, letter: Letter, author: Author) -> Signal:
    files, refused = _usable(letter.files)
    signal = Signal(
        title=TITLE if letter.number == 0 else ADDED_TITLE,
        received_on=day_of(letter.body),
        source=SignalSource.INTERNAL_ANONYMOUS,
        facts=_facts(letter, refused),
        classification=Classification.CONFIDENTIAL,
    )
    begin(work.session, signal)
    work.session.add(signal)
    work.session.flush()
    for attachment, content in files:
        attachment.signal_id, attachment.added_at, attachment.added_by = signal.id, author.at(), author.account
        work.session.add(attachment)
        work.session.flush()
        work.session.add_all(
            AttachmentPiece(attachment_id=attachment.id, place=place, content=content[start : start + PIECE_BYTES])
            for place, start in enumerate(range(0, len(content), PIECE_BYTES))
        )
    return signal


def _facts(letter: Letter, refused: list[str]) -> str:
    told = text_of(letter.body, "what" if letter.number == 0 else "text")
    named = text_of(letter.body, "identity") is not None
    if letter.number == 0 and told is None:
        raise Unusable("Deze melding heeft geen inhoud.")
    if told is None and not letter.files and not named:
        raise Unusable("Dit bericht heeft geen inhoud.")
    parts = [told or "Zie de bijlagen."]
    for name, question in _QUESTIONS.items():
        said = text_of(letter.body, name)
        parts += [f"{question}: {said}"] if said else []
    return "\n\n".join([*parts, *([_UNNAMED] if named else []), *refused])


def _usable(files: tuple[File, ...]) -> tuple[list[tuple[Attachment, bytes]], list[str]]:
    """The files that may hang on a signal, each once, and what to say of the others."""
    usable, refused, seen = [], [], set()
    for file in files:
        try:
            read = checked(file.name, file.data)
        except Invalid as reason:
            refused.append(f"Meegestuurd en niet bewaard: {' '.join(reason.fields.values())}")
            continue
        if read.sha256 not in seen:
            seen.add(read.sha256)
            size = len(read.content)
            usable.append((Attachment(name=read.name, media=read.media, size=size, sha256=read.sha256), read.content))
    return usable, refused
