"""The words of recovery sheets: which there are, and which one was meant by a word that is not among them.

The list is that of SLIP-39 (SatoshiLabs): 1,024 words of which the first four letters are enough.
"""

from __future__ import annotations

from difflib import get_close_matches

from shamir_mnemonic.wordlist import WORDLIST

WORDS: tuple[str, ...] = tuple(WORDLIST)
WORDS_ON_A_SHEET = 33
ENOUGH = 4  # letters that tell a word from all others

_BY_BEGINNING = {word[:ENOUGH]: word for word in WORDS}
_KNOWN = frozenset(WORDS)


def tidy_word(typed: str) -> str:
    """A word as it stands on a sheet, whatever the capitals; completed when its first four letters are there."""
    word = typed.strip().lower()
    if len(word) == ENOUGH and word not in _KNOWN:
        return _BY_BEGINNING.get(word, word)
    return word


def word_fault(number: int, typed: str) -> str:
    """What is wrong with word `number` of a sheet, as a Dutch sentence; empty when nothing is."""
    word = tidy_word(typed)
    if not word:
        return f"Woord {number} is nog leeg."
    if word in _KNOWN:
        return ""
    meant = probably_meant(word)
    ask = f" Bedoelt u “{meant}”?" if meant else ""
    return f"Woord {number}, “{word[:20]}”, staat niet in de woordenlijst.{ask}"


def probably_meant(word: str) -> str | None:
    """The word of the list that looks most like this one, when one does."""
    close = get_close_matches(word.lower(), WORDS, n=1, cutoff=0.7)
    return close[0] if close else _BY_BEGINNING.get(word.lower()[:ENOUGH])
