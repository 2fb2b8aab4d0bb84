"""Where each figure of a document comes from: the register, the records, who changed them last, and how was counted."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.formats import UNKNOWN, format_count, format_date, format_plain_amount
from app.rules.markup import field_names
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from app.services.evaluation.facts import facts_of
from app.services.evaluation.fields import Fields
from app.vault.primitives.sealing import canonical
from app.vault.primitives.strict_json import parse
from models.choices import Nature
from models.programme import Booking, BudgetLine, shared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.orm import Session

    from app.services.evaluation.facts import Facts
    from app.services.programme.figures import PublicationFacts
    from app.services.programme.money import BudgetSums, LineSums
    from app.vault.session import UnlockedVault

TABLE_1, TABLE_2, BIBOB = "Tabel 1", "Tabel 2", "Bibob-toetsen"
_MONEY = (
    "begroot",
    "begroot_primitief",
    "uitgegeven",
    "restant",
    "verplicht",
    "vrij",
    "prognose",
    "eigen_aandeel",
    "overheveling",
    "overheveling_status",
)
_BESIDE = {
    "partners_totaal": "Samenwerking",
    "convenanten_totaal": "Samenwerking",
    "meldingen": "Meldingen per kanaal",
    "onderzoek_stand": "Onderzoek",
    "onderzoek_kosten": "Onderzoek",
    "materiaal_aantal": "Materiaal",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """One figure: where it is printed, what it is called, what it says, and the register and records behind it.

    `rule` is how was counted, empty where that goes without saying.
    """

    place: str
    figure: str
    value: str
    register: str
    records: str
    rule: str = ""


@requires(Act.READ_PROGRAMME, PROGRAMME)
def origins_of_year(vault: UnlockedVault, year: int) -> tuple[Origin, ...]:
    """The origin of every field that a text of this document uses, and of every known cell of its tables."""
    facts = facts_of(vault, year)
    with vault.read(PROGRAMME) as session:
        trail = _Trail(session, {key: person.name for key, person in vault.directory().items()})
        bookings = _bookings(session)
    sources = _Sources(facts, trail, bookings)
    return (*sources.fields(), *sources.cases(), *sources.money(), *sources.screenings())


def origins_written(origins: tuple[Origin, ...]) -> bytes:
    """Origins as canonical JSON, to be kept with a version."""
    return canonical([asdict(origin) for origin in origins])


def origins_read(data: bytes) -> tuple[Origin, ...]:
    """The origins that were written."""
    rows: Any = parse(data)
    return tuple(Origin(**row) for row in rows)


class _Trail:
    """Who last changed a record and when, from the audit trail."""

    def __init__(self, session: Session, names: Mapping[str, str]) -> None:
        entry = shared.audit_entry
        newest = (
            select(func.max(entry.c.n)).where(entry.c.result == "ok").group_by(entry.c.subject_kind, entry.c.subject_id)
        )
        rows = session.execute(select(entry).where(entry.c.n.in_(newest)))
        self._last = {
            (row.subject_kind, row.subject_id): f"{_day(row.at)} door {names.get(row.actor, 'een onbekende gebruiker')}"
            for row in rows
        }

    def of(self, kind: str, key: int) -> str:
        """As the end of a sentence: ", laatst gewijzigd 3 mei 2020 door J. Jansen"."""
        last = self._last.get((kind, str(key)))
        return f", laatst gewijzigd {last}" if last else ""


class _Sources:
    """Finds the source of each figure of one document."""

    def __init__(self, facts: Facts, trail: _Trail, bookings: Mapping[int, tuple[int, int]]) -> None:
        self._facts, self._trail, self._bookings = facts, trail, bookings
        self._publications = {each.year: each for each in facts.publications}

    def fields(self) -> Iterator[Origin]:
        """The fields that texts use, chapter by chapter and then in the callouts."""
        values = Fields(self._facts)
        texts = [(f"{each.number} {each.title}", each.text) for each in self._facts.chapters]
        texts += [(f"Kader ‘{each.title}’", each.text) for each in self._facts.callouts]
        for place, text in texts:
            for name in field_names(text):
                register, records, rule = self._field(" ".join(name.split()))
                yield Origin(place, name, values.text(name), register, records, rule)

    def cases(self) -> Iterator[Origin]:
        """The known cells of Table 1, and its totals."""
        table = self._facts.table
        for row in (*table.rows, None):
            name, counts = (row.type_name, row.counts) if row else ("Totaal", table.totals)
            for year, count in zip(table.years, counts, strict=True):
                if count is not None:
                    register, records, rule = self._published(year)
                    unit = f"Teleenheid: {row.counting_unit.label}. " if row else ""
                    yield Origin(TABLE_1, f"{name}, {year}", str(count), register, records, f"{unit}{rule}")

    def money(self) -> Iterator[Origin]:
        """What was spent on each line of Table 2."""
        for budget in self._facts.money.budgets:
            for line in (line for group in budget.groups for line in group.lines):
                spent = format_plain_amount(line.spent)
                yield Origin(TABLE_2, f"{line.name}, uitgaven {budget.year}", spent, "Financiën", self._line(line))

    def screenings(self) -> Iterator[Origin]:
        """The published counts of Bibob screenings, by what they are counted."""
        found = self._facts.screenings
        for each in found.figures if found else ():
            yield Origin(BIBOB, f"{each.label} ({each.kind.label})", str(each.count), *self._screened())

    def _screened(self) -> tuple[str, str, str]:
        found = self._facts.screenings
        if found is None:
            return "Bibob-jaarcijfers", UNKNOWN, ""
        published = f"Gepubliceerd op {format_date(found.published_on)} door {found.published_by}"
        return "Bibob-jaarcijfers", published, found.rule

    def _field(self, name: str) -> tuple[str, str, str]:
        kind, _, subject = name.partition(" ")
        if kind in {"casussen_totaal", "aantal"}:
            return self._published(self._facts.year)
        if kind in _MONEY:
            return "Financiën", self._budgets(self._facts.money.of_nature(Nature.INCIDENTAL)), ""
        if kind.startswith("structureel"):
            return "Financiën", self._budgets(self._facts.next_money.of_nature(Nature.STRUCTURAL)), ""
        if kind.startswith("formatie"):
            posts = format_count(len(self._facts.next_money.posts), "functie", "functies")
            return "Formatie", f"{posts} in {self._facts.year + 1}", ""
        if kind in {"bibob_begonnen", "bibob_afgerond"}:
            return self._screened()
        return self._register_field(name, kind, subject)

    def _register_field(self, name: str, kind: str, subject: str) -> tuple[str, str, str]:
        facts = self._facts
        if kind.startswith("aanbevelingen"):
            scan = facts.scan
            return "Quickscan", f"{scan.name}{self._trail.of('scan', scan.id)}" if scan else UNKNOWN, ""
        if kind.startswith("instrument_") and subject in facts.instruments_by_name:
            item = facts.instruments_by_name[subject]
            return "Instrumenten", f"{item.name}{self._trail.of('instrument', item.id)}", ""
        if kind.startswith("programma_") and subject in facts.programmes_by_name:
            programme = facts.programmes_by_name[subject]
            return "Programma’s", f"{programme.name}{self._trail.of('programme', programme.id)}", ""
        if kind.startswith("sessies"):
            held = format_count(len(facts.sessions), "bijeenkomst", "bijeenkomsten")
            return "Weerbaarheid", f"{held} in {facts.year}", ""
        if kind in _BESIDE:
            return _BESIDE[kind], *self._beside(kind, subject)
        return self._stated(name, kind, subject)

    def _beside(self, kind: str, subject: str) -> tuple[str, str]:
        """The record behind a field of the other registers, with its source where it has one."""
        beside = self._facts.beside
        for each in beside.channels:
            if kind == "meldingen" and each.channel.label == subject:
                return f"{subject} {each.year}{self._trail.of('channel_count', each.id)}", each.source
        for study in beside.studies:
            if kind.startswith("onderzoek") and study.name == subject:
                return f"{study.name}{self._trail.of('study', study.id)}", ""
        for material in beside.materials:
            if kind == "materiaal_aantal" and material.name == subject:
                return f"{material.name}{self._trail.of('material', material.id)}", ""
        return format_count(len(beside.partners), "partner", "partners"), ""

    def _stated(self, name: str, kind: str, subject: str) -> tuple[str, str, str]:
        fact = self._facts.stated.get(subject if kind == "getal" else name)
        if fact is not None:
            return "Feiten", f"{fact.name}{self._trail.of('stated_fact', fact.id)}", fact.source or ""
        title = subject.partition("|")[0].strip()
        callout = next((each for each in self._facts.callouts if kind == "claim" and each.title == title), None)
        if callout is not None:
            return "Kaders", f"{callout.title}{self._trail.of('callout', callout.id)}", "Genoemd door de auteur."
        if kind in {"jaar", "vorig_jaar", "volgend_jaar"}:
            return "Documentgegevens", f"Verslagjaar {self._facts.year}", ""
        return UNKNOWN, "Dit veld bestaat niet.", ""

    def _published(self, year: int) -> tuple[str, str, str]:
        publication = self._publications.get(year)
        if publication is None:
            return "Jaarcijfers", UNKNOWN, ""
        return "Jaarcijfers", _publication(publication), publication.rule

    def _budgets(self, budgets: tuple[BudgetSums, ...]) -> str:
        named = (f"{each.name} ({each.year}){self._trail.of('budget', each.id)}" for each in budgets)
        return "; ".join(named) or UNKNOWN

    def _line(self, line: LineSums) -> str:
        count, newest = self._bookings.get(line.id, (0, 0))
        if not count:
            return f"Eén bedrag bij de post{self._trail.of('budget_line', line.id)}"
        return f"{format_count(count, 'boeking', 'boekingen')}{self._trail.of('booking', newest)}"


def _publication(publication: PublicationFacts) -> str:
    how = "Ingevoerd uit een eerder verslag" if publication.historic else "Gepubliceerd uit de casuïstiek"
    return f"{how} op {format_date(publication.published_on)} door {publication.published_by}"


def _bookings(session: Session) -> dict[int, tuple[int, int]]:
    """The number of bookings on each line, and the newest of them."""
    statement = select(BudgetLine.id, func.count(Booking.id), func.max(Booking.id)).join(
        Booking, Booking.line_id == BudgetLine.id
    )
    return {line: (count, newest) for line, count, newest in session.execute(statement.group_by(BudgetLine.id))}


def _day(at: str) -> str:
    return format_date(datetime.fromisoformat(at).astimezone().date())
