"""When a password is good enough: rules that are enforced (BIO 5.17.03), with the reason in Dutch.

Length and guessability decide; digits and capitals are not asked for, because they make passwords hard to remember and
hardly any harder to guess (NIST SP 800-63B, 5.1.1.2). Guessability is estimated by zxcvbn (Wheeler, USENIX Security
2016), whose word lists are English; a few words that every Dutch guesser tries first are added.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zxcvbn import zxcvbn

from app.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST = 12
LEAST_SCORE = 3
LONGEST_JUDGED = 72  # beyond this the estimate is slow, and the beginning alone is strong enough or it is not

_SHORTEST_NAME = 4  # "Jan" and "de" are in too many good passwords to forbid them
_GUESSED_FIRST = frozenset(
    {"welkom", "wachtwoord", "geheim", "hallo", "bolwerk", "kluis", "gemeente", "ondermijning", "voetbal", "oranje"}
    | {"lente", "zomer", "herfst", "winter", "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus"}
    | {"september", "oktober", "november", "december", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"}
)
_WORDS = {0: "zeer zwak", 1: "zwak", 2: "matig", 3: "sterk", 4: "zeer sterk"}
_ADVICE = "Gebruik vier of meer woorden die niets met elkaar of met u te maken hebben."


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a password is to guess: `score` from 0 to 4, and Dutch sentences for what must be better."""

    score: int
    faults: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether it may be used."""
        return not self.faults

    @property
    def label(self) -> str:
        """The score in a word or two."""
        return _WORDS[self.score]


def judge(password: str, about: Iterable[str] = ()) -> Strength:
    """Weigh a password; `about` are the names it must not contain: of its owner, the login, the municipality."""
    text = unicodedata.normalize("NFC", password)
    names = [part for name in about for part in _parts(name)]
    score = _score(text, names)
    faults = []
    if len(text) < SHORTEST:
        faults.append(f"Gebruik minstens {SHORTEST} tekens; dit zijn er {len(text)}.")
    if any(name in text.casefold() for name in names):
        faults.append("Laat uw eigen naam, uw inlognaam en de naam van de gemeente eruit.")
    if score < LEAST_SCORE:
        faults.append(f"Dit wachtwoord is te makkelijk te raden. {_ADVICE}")
    return Strength(score, tuple(faults))


def require_good(password: str, about: Iterable[str] = (), *, field: str = "password") -> None:
    """Raises Invalid for `field` with everything that must be better."""
    faults = judge(password, about).faults
    if faults:
        raise Invalid({field: " ".join(faults)})


def _parts(name: str) -> list[str]:
    """A name as a whole and each of its longer words, the way a guesser would try them."""
    whole = unicodedata.normalize("NFC", name).casefold().strip()
    words = {whole, *re.split(r"[\W_]+", whole)}
    return [word for word in words if len(word) >= _SHORTEST_NAME]


def _score(text: str, names: list[str]) -> int:
    if not text:
        return 0
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if set(words) <= _GUESSED_FIRST:  # nothing else but years and exclamation marks around it
        return 0
    score: int = zxcvbn(text[:LONGEST_JUDGED], user_inputs=[*names, *sorted(_GUESSED_FIRST)])["score"]
    return score
