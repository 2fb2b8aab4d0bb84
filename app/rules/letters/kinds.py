"""Each kind of letter: on which article it rests, what its maker is asked, and the fields that its template may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.rules.letters import fields as f
from app.rules.permissions import BIBOB, MEASURES
from models.letter_choices import LetterKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_LBB = "Landelijk Bureau Bibob"


@dataclass(frozen=True, slots=True)
class KindRules:
    """What holds for one kind. `compartment` is where its files lie, `ground` the article that is proposed.

    `reason` is what the maker is asked to write, `recipient` who gets it unless the maker says otherwise.
    """

    kind: LetterKind
    compartment: str
    ground: str
    reason: str
    fields: tuple[f.LetterField, ...]
    recipient: str | None = None

    def field(self, name: str) -> f.LetterField | None:
        """The field of that name, None when this kind has none."""
        return next((each for each in self.fields if each.name == name), None)

    @property
    def required(self) -> tuple[f.LetterField, ...]:
        """What must be known before the letter is made."""
        return tuple(each for each in self.fields if each.required)


def rules_of(kind: LetterKind) -> KindRules:
    """The rules of a kind."""
    return _RULES[kind]


def kinds_of(compartment: str) -> tuple[LetterKind, ...]:
    """The kinds of letters about files in a compartment, in the order in which they are usually sent."""
    return tuple(kind for kind in LetterKind if _RULES[kind].compartment == compartment)


def _bibob(
    kind: LetterKind, ground: str, reason: str, *fields: f.LetterField, recipient: str | None = None
) -> KindRules:
    return KindRules(kind, BIBOB, ground, reason, (*f.COMMON, *f.BIBOB, *fields), recipient)


def _measure(kind: LetterKind, ground: str, reason: str, *fields: f.LetterField) -> KindRules:
    return KindRules(kind, MEASURES, ground, reason, (*f.COMMON, *f.MEASURES, *fields))


def _by_kind(*rules: KindRules) -> Mapping[LetterKind, KindRules]:
    return {each.kind: each for each in rules}


_JUDGED = (*f.ADVICE_GOT, *f.DANGER, *f.HEARD, f.REASONING.needed(), *f.OBJECTION)
_RULES = _by_kind(
    _bibob(
        LetterKind.ADVICE_REQUEST,
        "art. 9 Wet Bibob",
        "Waarom vraagt u advies? (bevindingen van het eigen onderzoek)",
        f.ADVICE_TYPE,
        f.PARTIES,
        f.FINANCING,
        f.SOURCES,
        *f.PROSECUTOR_TIP,
        *f.ADVICE_TERM,
        *f.DECISION_TERM,
        recipient=_LBB,
    ),
    _bibob(
        LetterKind.ADVICE_NOTICE,
        "art. 32 Wet Bibob",
        "Waarom is advies gevraagd?",
        f.ADVICE_ASKED.needed(),
        *f.ADVICE_TERM,
        f.SUSPENSION_GROUND,
        *f.DECISION_TERM,
    ),
    _bibob(
        LetterKind.COMPLETION,
        "art. 4:5 lid 1 Awb",
        "Welke gegevens of stukken ontbreken?",
        *f.COMPLETION_TERM,
    ),
    _bibob(
        LetterKind.INTENTION,
        "art. 33 Wet Bibob",
        "Waarom neemt u zich dit voor?",
        f.INTENDED,
        *f.VIEWS_TERM,
        *f.ADVICE_GOT,
        *f.DANGER,
        f.REASONING.needed(),
    ),
    _bibob(
        LetterKind.DECISION_GRANT, "art. 3 Wet Bibob", "Waarom besluit u zo?", *f.ADVICE_GOT, *f.DANGER, *f.OBJECTION
    ),
    _bibob(
        LetterKind.DECISION_CONDITIONS,
        "art. 3 lid 7 Wet Bibob",
        "Waarom besluit u zo?",
        f.CONDITIONS.needed(),
        *_JUDGED,
    ),
    _bibob(LetterKind.DECISION_REFUSAL, "art. 3 lid 1 Wet Bibob", "Waarom besluit u zo?", *_JUDGED),
    _bibob(LetterKind.DECISION_REVOCATION, "art. 3 lid 1 Wet Bibob", "Waarom besluit u zo?", *_JUDGED),
    _bibob(
        LetterKind.DECISION_NOT_PROCESSED,
        "art. 4:5 lid 1 Awb",
        "Welke gegevens of stukken zijn niet ontvangen?",
        *(each.needed() for each in f.COMPLETED),
        *f.OBJECTION,
    ),
    _measure(
        LetterKind.MEASURE_INTENTION,
        "art. 4:8 Awb",
        "Waarom neemt u zich dit voor?",
        *f.FOUND,
        f.INTENDED_MEASURE,
        f.DURATION,
        f.WEIGHING,
        *f.VIEWS_TERM,
    ),
    _measure(LetterKind.WARNING, "art. 13b lid 1 Opiumwet", "Waarom volstaat u met een waarschuwing?", *f.FOUND),
    _measure(
        LetterKind.PENALTY,
        "art. 13b lid 1 Opiumwet en art. 5:32 lid 1 Awb",
        "Waarom legt u een last onder dwangsom op?",
        *f.FOUND,
        *f.PENALTY,
        f.WEIGHING,
        *f.HEARD_MEASURE,
        *f.OBJECTION,
    ),
    _measure(
        LetterKind.CLOSURE,
        "art. 13b lid 1 Opiumwet",
        "Waarom sluit u het pand?",
        *f.FOUND,
        f.DURATION,
        *f.CLOSURE_DAYS,
        f.WEIGHING,
        *f.HEARD_MEASURE,
        *f.OBJECTION,
    ),
    _measure(
        LetterKind.URGENT_CLOSURE,
        "art. 13b lid 1 Opiumwet en art. 4:11 en 5:31 Awb",
        "Waarom sluit u het pand?",
        *f.FOUND,
        f.URGENCY,
        f.DURATION,
        *f.CLOSURE_DAYS,
        f.WEIGHING,
        *f.OBJECTION,
    ),
    _measure(
        LetterKind.CLOSURE_NOTICE,
        "art. 3:41 Awb",
        "Waarom maakt u dit bekend?",
        *f.FOUND,
        *f.DECIDED,
        f.DURATION,
        *f.CLOSURE_DAYS,
        *f.OBJECTION,
    ),
    _measure(
        LetterKind.LIFTING, "art. 13b Opiumwet", "Waarom heft u de sluiting op?", *f.DECIDED, f.LIFTED_ON, *f.OBJECTION
    ),
    _measure(
        LetterKind.APV_CLOSURE,
        "art. 2:80 APV",
        "Waarom sluit u het gebouw?",
        *f.FOUND,
        f.INTERESTS,
        f.DURATION,
        *f.CLOSURE_DAYS,
        f.WEIGHING,
        *f.HEARD_MEASURE,
        *f.OBJECTION,
    ),
)
