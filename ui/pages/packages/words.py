"""How a package is spoken of on screen: the titles that forms give to fields, and the tones of what arrived."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from app.services.packages.arrival import ArrivedCase, State
from ui.tokens import Tone

TONES = {
    State.NEW: Tone.ACCENT,
    State.SAME: Tone.NEUTRAL,
    State.NEWER: Tone.SUCCESS,
    State.ASKED: Tone.WARNING,
    State.OLDER: Tone.NEUTRAL,
    State.GONE: Tone.WARNING,
    State.MERGED: Tone.NEUTRAL,
    State.REFUSED: Tone.DANGER,
}
_OTHERS = {
    "name": "Naam",
    "description": "Omschrijving",
    "due_on": "Uiterlijk op",
    "done_on": "Gereed op",
    "text": "Tekst",
    "owner": "Wie",
    "result": "Resultaat",
    "answer": "Antwoord",
    "note": "Opmerking",
    "finding": "Wat de hit zegt",
    "ground": "Grondslag",
    "kind": "Soort",
    "effect_due_on": "Effect bekijken op",
    "status": "Stand",
    "outcome": "Uitkomst",
    "outcome_reason": "Motivering van de uitkomst",
    "keep_until": "Bewaren tot",
    "decided_on": "Besloten op",
}


Titles: TypeAlias = Callable[[str, str], str]
"""How the form of a kind of record (its table) calls a field; the name of the field when no form shows it."""


def title_of(titles: Titles, kind: str, name: str) -> str:
    """What a field is called on screen, also one that no form shows."""
    title = titles(kind, name)
    return title if title != name else _OTHERS.get(name, name.replace("_", " "))


def case_state(case: ArrivedCase) -> tuple[str, Tone]:
    """In one word how a case stands to what is here, and its tone."""
    if case.record.state in {State.NEW, State.GONE, State.MERGED, State.REFUSED}:
        return case.record.state.value, TONES[case.record.state]
    if case.count(State.ASKED):
        return "te kiezen", Tone.WARNING
    if case.brings_nothing:
        return "al hier", Tone.NEUTRAL
    return "nieuws", Tone.SUCCESS


def counts_of(case: ArrivedCase) -> str:
    """What a case brings: "4 nieuw, 2 gewijzigd, 1 geweigerd"."""
    changed = case.count(State.NEWER) + case.count(State.ASKED)
    counts = (
        (case.count(State.NEW), "nieuw"),
        (changed, "gewijzigd"),
        (case.count(State.REFUSED), "geweigerd"),
        (case.count(State.SAME) + case.count(State.OLDER), "al hier"),
    )
    return ", ".join(f"{count} {words}" for count, words in counts if count)
