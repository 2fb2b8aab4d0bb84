"""What the form sends: the answers with the day and nothing of who or when, and files under neutral names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.rules.permissions import CASEWORK, INTEGRITY, INTEGRITY_DEPUTY
from app.services.clock import today
from app.services.reporting.cleaning import Cleaned, cleaned
from app.vault.reports.letters import File
from app.vault.reports.reporting import Envelope, prepare_addition, prepare_report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.vault.primitives.strict_json import Json
    from app.vault.reports.desks import Desks

MOST_BYTES = 25_000_000
LONGEST = 100_000
MATTERS = {
    CASEWORK: "een signaal over ondermijning",
    INTEGRITY: "een integriteitskwestie",
    INTEGRITY_DEPUTY: "een kwestie die de integriteitsfunctionaris zelf raakt",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody filled in; only `what` must be there."""

    what: str = ""
    when_where: str = ""
    who: str = ""
    how_known: str = ""
    may_ask: bool = False


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that was chosen, as it would be sent. `as_is` says that its sender wants it sent uncleaned."""

    chosen: str
    cleaned: Cleaned
    as_is: bool = False

    @property
    def sendable(self) -> bool:
        """Whether it may go along."""
        return self.cleaned.problem is None or self.as_is


def enclose(path: Path) -> Enclosure:
    """Read and clean a file; raises Invalid (field "files") when it cannot be read or is too large."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise Invalid({"files": f"‘{path.name}’ is te groot: bijlagen mogen samen 25 MB zijn."})
        data = path.read_bytes()
    except OSError as error:
        raise Invalid({"files": f"‘{path.name}’ kan niet worden gelezen."}) from error
    return Enclosure(path.name, cleaned(path.name, data))


def check_enclosures(enclosures: Sequence[Enclosure]) -> None:
    """Invalid (field "files") when one may not go along, or all together are too large."""
    held = next((each for each in enclosures if not each.sendable), None)
    if held is not None:
        raise Invalid({"files": f"Haal ‘{held.chosen}’ weg, of kies ervoor het bestand ongewijzigd mee te sturen."})
    if sum(len(each.cleaned.data) for each in enclosures) > MOST_BYTES:
        raise Invalid({"files": "De bijlagen zijn samen groter dan 25 MB. Haal er een weg."})


def check_answers(answers: Answers) -> None:
    """Invalid for a report that says nothing, or far too much."""
    if not answers.what.strip():
        raise Invalid({"what": "Vertel wat er is gebeurd; een paar zinnen is genoeg."})
    for name in ("what", "when_where", "who", "how_known"):
        if len(getattr(answers, name)) > LONGEST:
            raise Invalid({name: "Deze tekst is te lang. Vat haar samen, of stuur een bijlage mee."})


def sealed_report(
    desks: Desks, desk: str, answers: Answers, enclosures: Sequence[Enclosure] = ()
) -> tuple[str, Envelope]:
    """The receipt code and the envelope of a report. Raises Invalid."""
    check_answers(answers)
    check_enclosures(enclosures)
    body: dict[str, Json] = {
        "what": answers.what.strip(),
        "when_where": answers.when_where.strip(),
        "who": answers.who.strip(),
        "how_known": answers.how_known.strip(),
        "may_ask": answers.may_ask,
        **_common(enclosures),
    }
    return prepare_report(desks, desk, body, _files(enclosures))


def sealed_addition(
    desks: Desks,
    desk: str,
    code: str,
    number: int,
    *,
    text: str,
    identity: str = "",
    enclosures: Sequence[Enclosure] = (),
) -> Envelope:
    """The envelope of something that is added to a report. Raises Invalid."""
    if not text.strip() and not identity.strip() and not enclosures:
        raise Invalid({"text": "Vul in wat u wilt toevoegen."})
    if len(text) > LONGEST or len(identity) > LONGEST:
        raise Invalid({"text": "Deze tekst is te lang. Vat haar samen, of stuur een bijlage mee."})
    check_enclosures(enclosures)
    body: dict[str, Json] = {"text": text.strip(), **_common(enclosures)}
    if identity.strip():
        body["identity"] = identity.strip()
    return prepare_addition(desks, desk, code, number, body=body, files=_files(enclosures))


def _common(enclosures: Sequence[Enclosure]) -> dict[str, Json]:
    return {"sent_on": today().isoformat(), "cleaned": [each.cleaned.problem is None for each in enclosures]}


def _files(enclosures: Sequence[Enclosure]) -> tuple[File, ...]:
    """Under neutral names: a file is often called after who made it."""
    return tuple(
        File(f"bijlage-{at}.{each.cleaned.ending}", each.cleaned.data) for at, each in enumerate(enclosures, start=1)
    )
