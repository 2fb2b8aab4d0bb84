"""Live fields: the names an author may use in a text, and the Dutch text each becomes.

A field whose figure is unknown prints "onbekend"; a name that does not exist is printed as such and collected, so that
the author sees where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from app.formats import UNKNOWN, format_amount, format_date, format_integer, format_number
from app.rules.money import Total, total
from app.services.evaluation.screening_table import ended_text, started_text
from models.choices import FundingSource, Nature, QuickscanTheme, ResilienceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.evaluation.facts import Facts
    from app.services.programme.money import BudgetSums
    from models.programme import Contribution, Programme

PERSONNEL = "personeel"


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field the author can insert: its name, and what it says now."""

    name: str
    text: str


class Fields:
    """The fields of one document.

    `unknown_names` collects names that were asked for and do not exist, each with the `place` it was asked at.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.place = ""
        self.unknown_names: list[tuple[str, str]] = []
        self._values: dict[str, str] = {" ".join(name.split()): value for name, value in self._all()}

    def text(self, name: str) -> str:
        """What a field prints."""
        value = self._values.get(" ".join(name.split()))
        if value is None:
            self.unknown_names.append((self.place, name))
            return f"[onbekend veld: {name}]"
        return value

    def names(self) -> tuple[FieldName, ...]:
        """All fields with their present text, for the button that inserts one."""
        return tuple(FieldName(name, value) for name, value in sorted(self._values.items()))

    def _all(self) -> Iterable[tuple[str, str]]:
        yield from self._years()
        yield from self._cases()
        yield from self._money()
        yield from self._staff()
        yield from self._quickscan()
        yield from self._instruments()
        yield from self._programmes()
        yield from self._sessions()
        yield from self._registers()
        yield from self._screenings()
        yield from self._stated()

    def _years(self) -> Iterable[tuple[str, str]]:
        year = self._facts.year
        for name, value in (("jaar", year), ("vorig_jaar", year - 1), ("volgend_jaar", year + 1)):
            yield name, str(value)

    def _cases(self) -> Iterable[tuple[str, str]]:
        table = self._facts.table
        cover, year = self._facts.cover, self._facts.year
        yield "casussen_totaal", cover.total(year, table.totals[-1], UNKNOWN)
        for row in table.rows:
            yield f"aantal {row.type_name}", cover.count(row.type_name, year, row.counts[-1], UNKNOWN)
        for type_name, text in cover.merged.items():
            yield f"aantal {type_name}", text or UNKNOWN

    def _money(self) -> Iterable[tuple[str, str]]:
        budgets = self._facts.money.of_nature(Nature.INCIDENTAL)
        requests = [request for budget in budgets for request in budget.carry_overs]
        yield "begroot", format_amount(_sum(budget.budgeted for budget in budgets))
        yield "uitgegeven", format_amount(_sum(_whole(budget.spent) for budget in budgets))
        yield "restant", format_amount(_sum(budget.remainder for budget in budgets))
        yield "overheveling", format_amount(_sum(request.amount for request in requests))
        yield "overheveling_status", _joined(request.status.label for request in requests)
        yield "begroot_primitief", format_amount(_sum(budget.original for budget in budgets))
        yield "verplicht", format_amount(_sum(_promised(budget) for budget in budgets))
        yield "vrij", format_amount(_sum(budget.free for budget in budgets))
        yield "prognose", format_amount(_sum(budget.outlook.amount for budget in budgets))
        yield "eigen_aandeel", format_amount(_sum(budget.own_share for budget in budgets))
        structural = self._facts.next_money.of_nature(Nature.STRUCTURAL)
        yield "structureel", format_amount(_sum(budget.budgeted for budget in structural))
        yield "structureel_personeel", format_amount(_personnel(structural))

    def _staff(self) -> Iterable[tuple[str, str]]:
        posts = self._facts.next_money.posts
        yield "formatie_totaal", _fte([post.fte for post in posts])
        vacant = [post.fte for post in posts if not post.filled]
        yield "formatie_vacant", format_number(sum(vacant, Decimal(0))) if posts else UNKNOWN
        for function in dict.fromkeys(post.function for post in posts if post.function):
            of_function = [post.fte for post in posts if post.function == function]
            yield f"formatie {function}", _fte(of_function)

    def _quickscan(self) -> Iterable[tuple[str, str]]:
        known = self._facts.recommendations
        yield "aanbevelingen_totaal", str(len(known)) if self._facts.scan else UNKNOWN
        for theme in QuickscanTheme:
            count = sum(1 for item in known if item.theme is theme)
            yield f"aanbevelingen {theme.label}", str(count) if self._facts.scan else UNKNOWN

    def _instruments(self) -> Iterable[tuple[str, str]]:
        for item in self._facts.instruments:
            yield f"instrument_vastgesteld {item.name}", format_date(item.adopted_on)
            yield f"instrument_kracht {item.name}", format_date(item.in_force_from)
            yield f"instrument_status {item.name}", item.status.label

    def _programmes(self) -> Iterable[tuple[str, str]]:
        for item in self._facts.programmes:
            yield f"programma_subsidie {item.name}", format_amount(item.grant)
            yield f"programma_regio {item.name}", format_amount(item.regional_grant)
            yield f"programma_landelijk {item.name}", format_amount(item.national_fund)
            own = [each.amount for each in self._facts.beside.contributions if _is_own(each, item)]
            yield f"programma_eigen_aandeel {item.name}", format_amount(_sum(own))
            yield f"programma_jaren {item.name}", f"{item.from_year}–{item.to_year}"
            yield f"programma_partners {item.name}", _enumeration(lines_of(item.partners))

    def _sessions(self) -> Iterable[tuple[str, str]]:
        held = self._facts.sessions
        yield "sessies_totaal", str(len(held))
        for kind in ResilienceKind:
            yield f"sessies {kind.label}", str(sum(1 for item in held if item.kind is kind))

    def _registers(self) -> Iterable[tuple[str, str]]:
        beside = self._facts.beside
        yield "partners_totaal", str(len(beside.partners))
        yield "convenanten_totaal", str(len(beside.covenants))
        for each in beside.channels:
            yield f"meldingen {each.channel.label}", format_integer(each.count)
        for study in beside.studies:
            yield f"onderzoek_stand {study.name}", study.status.label
            yield f"onderzoek_kosten {study.name}", format_amount(study.costs)
        for material in beside.materials:
            yield f"materiaal_aantal {material.name}", format_integer(material.copies)

    def _screenings(self) -> Iterable[tuple[str, str]]:
        found, public = self._facts.screenings, self._facts.cover.public
        yield "bibob_begonnen", started_text(found, public=public)
        yield "bibob_afgerond", ended_text(found, public=public)

    def _stated(self) -> Iterable[tuple[str, str]]:
        for name, fact in self._facts.stated.items():
            yield (name if name.startswith("lip_") else f"getal {name}"), fact.value
        for callout in self._facts.callouts:
            for claim in callout.claims:
                stated = self._facts.cover.statement(claim.type_name, self._facts.year, claim.count)
                yield f"claim {callout.title} | {claim.type_name}", stated


def lines_of(text: str | None) -> tuple[str, ...]:
    """The non-empty lines of a field that holds one thing a line."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    return _whole(total(amounts))


def _whole(summed: Total) -> Decimal | None:
    """Unknown as soon as one part is unknown, for a sum of a part would pass for the whole."""
    return summed.amount if summed.complete else None


def _is_own(each: Contribution, programme: Programme) -> bool:
    return each.programme_id == programme.id and each.source is FundingSource.OWN


def _promised(budget: BudgetSums) -> Decimal | None:
    """What was promised; none at all is nought, and unknown as soon as one amount is."""
    if not budget.committed.complete:
        return None
    return budget.committed.amount or Decimal(0)


def _personnel(budgets: Iterable[BudgetSums]) -> Decimal | None:
    found = [
        line.budgeted
        for budget in budgets
        for group in budget.groups
        for line in group.lines
        if PERSONNEL in line.name.casefold() or PERSONNEL in group.name.casefold()
    ]
    return _sum(found)


def _fte(values: list[Decimal]) -> str:
    return format_number(sum(values, Decimal(0))) if values else UNKNOWN


def _joined(labels: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(labels)) or UNKNOWN


def _enumeration(items: tuple[str, ...]) -> str:
    if not items:
        return UNKNOWN
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} en {items[-1]}"
