"""The rules of advice: what ships with the program, and what the municipality made its own, dated."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.errors import Invalid
from app.formats import format_date
from app.paths import resource
from app.rules.network.advice import Rule
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.clock import today
from app.services.records import Records, Words
from models.advice_choices import AdviceFact
from models.casework import AdviceRule
from models.casework.case_choices import InterventionKind
from models.choices import Phenomenon
from models.norm_choices import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault
    from models.choices import Choice

_NAME = re.compile(r"[a-z0-9_]{2,80}")


@dataclass(frozen=True, slots=True)
class AdviceRuleDraft:
    """A rule as the form shows it; `needs` and `themes` are the labels of facts and phenomena."""

    name: str | None = None
    kind: InterventionKind | None = None
    title: str | None = None
    advice: str | None = None
    ground: str | None = None
    source: str | None = None
    evidence: Evidence | None = Evidence.GENERAL
    needs: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    confirmed_by: str | None = None
    confirmed_on: date | None = None


class AdviceRules(Records[AdviceRule, AdviceRuleDraft]):
    """The register of rules that the municipality made its own."""

    kind = "advice_rule"
    words = Words("adviesregel")
    compartment = CASEWORK
    read_act = Act.READ_CASES
    edit_act = Act.EDIT_CASE_TYPES
    model = AdviceRule
    draft = AdviceRuleDraft
    columns = {
        "title": AdviceRule.title,
        "kind": AdviceRule.kind,
        "ground": AdviceRule.ground,
        "valid_from": AdviceRule.valid_from,
        "valid_to": AdviceRule.valid_to,
        "confirmed_by": AdviceRule.confirmed_by,
    }
    searched = (AdviceRule.title, AdviceRule.ground, AdviceRule.advice, AdviceRule.name)
    order = (AdviceRule.title, AdviceRule.valid_from)
    required = {
        "name": "Vul een korte naam in waaraan de regel te herkennen is.",
        "kind": "Kies het instrument.",
        "title": "Vul in hoe het advies heet.",
        "advice": "Schrijf wat er wordt geadviseerd.",
        "ground": "Vul de wettelijke grondslag in.",
        "evidence": "Kies hoe zeker de grondslag is.",
        "needs": "Noem ten minste één feit dat bekend moet zijn.",
        "valid_from": "Vul in vanaf welke dag de regel geldt.",
    }

    def blank(self) -> AdviceRuleDraft:
        """From today."""
        return AdviceRuleDraft(valid_from=today())

    def read(self, item: AdviceRule) -> AdviceRuleDraft:
        """The draft, with facts and phenomena as they read."""
        said = {name: getattr(item, name) for name in AdviceRuleDraft.__slots__ if name not in ("needs", "themes")}
        return AdviceRuleDraft(**said, needs=_labels(AdviceFact, item.needs), themes=_labels(Phenomenon, item.themes))

    def write(self, session: Session, item: AdviceRule, draft: AdviceRuleDraft) -> None:
        """Put the draft into the rule, as facts and phenomena are stored; who confirms without a day does so today."""
        for name in AdviceRuleDraft.__slots__:
            if name not in ("needs", "themes"):
                setattr(item, name, getattr(draft, name))
        if item.confirmed_by is None or item.confirmed_on is None:
            item.confirmed_on = today() if item.confirmed_by else None
        item.needs = ",".join(choice.value for choice in _choices(AdviceFact, draft.needs))
        item.themes = ",".join(choice.value for choice in _choices(Phenomenon, draft.themes))

    def check(self, session: Session, draft: AdviceRuleDraft, existing: AdviceRule | None) -> Mapping[str, str]:
        """Days in order, names that are known, and a confirmation that is whole."""
        problems: dict[str, str] = {}
        if draft.name is not None and not _NAME.fullmatch(draft.name):
            problems["name"] = "Gebruik alleen kleine letters, cijfers en liggende streepjes."
        if draft.valid_from and draft.valid_to and draft.valid_to < draft.valid_from:
            problems["valid_to"] = "De laatste dag ligt vóór de eerste."
        if draft.confirmed_on and draft.confirmed_on > today():
            problems["confirmed_on"] = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."
        for name, choices in (("needs", AdviceFact), ("themes", Phenomenon)):
            known = {choice.label for choice in choices}
            strange = next((label for label in getattr(draft, name) or () if label not in known), None)
            if strange is not None:
                problems[name] = f"‘{strange}’ staat niet in de lijst. Kies uit: {'; '.join(sorted(known))}."
        return problems

    def name_of(self, item: AdviceRule) -> str:
        """What it advises."""
        return item.title

    def broken_rule(self, reason: str) -> str:
        """Two versions of one rule cannot begin on one day."""
        if "UNIQUE" in reason:
            return "Er is al een versie van deze regel die op deze dag begint."
        return super().broken_rule(reason)


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """The rules in resources/advice, in their order."""
    told: list[dict[str, Any]] = tomllib.loads(resource("advice", "instruments.toml").read_text(encoding="utf-8"))[
        "rule"
    ]
    return tuple(
        Rule(
            id=entry["id"],
            kind=InterventionKind(entry["kind"]),
            title=entry["title"],
            advice=entry["advice"],
            ground=entry["ground"],
            source=entry["source"],
            evidence=Evidence(entry["evidence"]),
            needs=tuple(AdviceFact(value) for value in entry["needs"]),
            themes=tuple(Phenomenon(value) for value in entry["themes"]),
        )
        for entry in told
    )


@requires(Act.READ_CASES, CASEWORK)
def advice_rules(vault: UnlockedVault) -> tuple[Rule, ...]:
    """All rules: those of the municipality in the place of shipped ones of the same name, then any others."""
    with vault.read(CASEWORK) as session:
        own = [_rule(item) for item in session.scalars(select(AdviceRule).order_by(AdviceRule.valid_from))]
    replaced = {rule.id for rule in own}
    return (*own, *(rule for rule in shipped_rules() if rule.id not in replaced))


@requires(Act.EDIT_CASE_TYPES, CASEWORK)
def adopt_shipped(vault: UnlockedVault) -> int:
    """Make the rules that ship one's own, so that they can be changed; those that are already stay. How many came."""
    with vault.write(CASEWORK) as work:
        own = set(work.session.scalars(select(AdviceRule.name)))
        new = [_item(rule) for rule in shipped_rules() if rule.id not in own]
        if not new:
            raise Invalid({"": "Alle regels van het programma staan al in deze lijst."})
        work.session.add_all(new)
        work.session.flush()
        for item in new:
            work.record("advice_rule.added", "advice_rule", item.id)
        return len(new)


def _rule(item: AdviceRule) -> Rule:
    confirmed = ""
    if item.confirmed_by and item.confirmed_on:
        confirmed = f"bevestigd door {item.confirmed_by} op {format_date(item.confirmed_on)}"
    return Rule(
        id=item.name,
        kind=item.kind,
        title=item.title,
        advice=item.advice,
        ground=item.ground,
        source=item.source or "",
        evidence=item.evidence,
        needs=tuple(AdviceFact(value) for value in _values(item.needs)),
        themes=tuple(Phenomenon(value) for value in _values(item.themes)),
        valid_from=item.valid_from,
        valid_to=item.valid_to,
        confirmed=confirmed,
    )


def _item(rule: Rule) -> AdviceRule:
    return AdviceRule(
        name=rule.id,
        kind=rule.kind,
        title=rule.title,
        advice=rule.advice,
        ground=rule.ground,
        source=rule.source,
        evidence=rule.evidence,
        needs=",".join(fact.value for fact in rule.needs),
        themes=",".join(theme.value for theme in rule.themes),
        valid_from=rule.valid_from,
    )


def _values(stored: str) -> list[str]:
    return [value for value in stored.split(",") if value]


def _labels(choices: type[Choice], stored: str) -> tuple[str, ...]:
    return tuple(choices(value).label for value in _values(stored))


def _choices(choices: type[Choice], labels: Sequence[str]) -> Iterable[Choice]:
    by_label = {choice.label: choice for choice in choices}
    return (by_label[label] for label in labels)
