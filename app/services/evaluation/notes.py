"""What an author should look at before publishing: figures that do not agree, and fields that name nothing.

Differences are shown, never repaired: the program cannot know which of two figures is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_amount, format_count, format_number
from app.rules.money import ZERO
from app.rules.small_numbers import small_cells
from app.services.document import AuthorNote
from models.choices import ActivityStatus, CarryOverStatus, CountingUnit, InstrumentStatus, Nature

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.evaluation.blocks import Blocks
    from app.services.evaluation.facts import Facts
    from app.services.evaluation.fields import Fields
    from app.services.programme.money import BudgetSums

TABLE = "Tabel 1"
MOST_NAMED = 5


def notes_on(facts: Facts, fields: Fields, blocks: Blocks) -> tuple[AuthorNote, ...]:
    """All notes, those about the text first."""
    return (
        *_marks(fields, blocks),
        *_unplaced(facts, blocks),
        *_claims(facts),
        *_totals(facts),
        *_measures(facts),
        *_units(facts),
        *_small(facts),
        *_instruments(facts),
        *(note for budget in facts.money.budgets for note in _budget(budget)),
        *_unfinished(facts),
        *_written_by_author(facts),
    )


def _marks(fields: Fields, blocks: Blocks) -> Iterable[AuthorNote]:
    """Marks in a text that do not do what their author meant."""
    for place, name in dict.fromkeys(fields.unknown_names):
        yield AuthorNote(place, f"Het veld ‘{name}’ bestaat niet; in het document staat nu ‘onbekend veld’.")
    for place, name in dict.fromkeys(blocks.unknown_directives):
        yield AuthorNote(place, f"Het onderdeel ‘{name}’ bestaat niet; er staat nu ‘onbekend onderdeel’.")
    for place, name in dict.fromkeys(blocks.misplaced):
        yield AuthorNote(place, f"Het onderdeel ‘{name}’ past niet in een kader; zet het in een hoofdstuk.")
    for place, line in dict.fromkeys(blocks.stray_marks):
        yield AuthorNote(
            place, f"‘{line}’ wordt letterlijk afgedrukt: een onderdeel staat alleen op een regel, tussen [[ en ]]."
        )
    for place in dict.fromkeys(blocks.left_open):
        yield AuthorNote(
            place, "Een vertrouwelijk deel heeft geen einde; alles tot het einde van het hoofdstuk is nu vertrouwelijk."
        )


def _unplaced(facts: Facts, blocks: Blocks) -> Iterable[AuthorNote]:
    for callout in facts.callouts:
        if f"kader: {callout.title}" not in blocks.placed:
            yield AuthorNote(
                f"Kader ‘{callout.title}’",
                f"Dit kader staat in geen hoofdstuk. Plaats het met [[kader: {callout.title}]].",
            )


def _claims(facts: Facts) -> Iterable[AuthorNote]:
    """Callouts that state counts, added up per type, beside the published count."""
    stated: dict[str, list[tuple[str, int]]] = {}
    for callout in facts.callouts:
        for claim in callout.claims:
            stated.setdefault(claim.type_name, []).append((callout.title, claim.count))
    published = {row.type_name: row.counts[-1] for row in facts.table.rows}
    for type_name, claims in stated.items():
        count = published.get(type_name)
        told = sum(number for _, number in claims)
        if told != count:
            cell = "is de cel leeg" if count is None else f"staat {count}"
            where = " en ".join(f"kader ‘{title}’ ({number})" for title, number in claims)
            yield AuthorNote(
                TABLE,
                f"Bij ‘{type_name}’ {cell}, terwijl de tekst uitkomt op {told}: {where}.",
                tuple(f"Kader ‘{title}’" for title, _ in claims),
            )


def _totals(facts: Facts) -> Iterable[AuthorNote]:
    for publication in facts.publications:
        if publication.stated_total is not None and publication.stated_total != publication.total:
            yield AuthorNote(
                TABLE,
                f"Het opgegeven totaal van {publication.year} is {publication.stated_total}; "
                f"de som van de typen is {publication.total}.",
            )


def _measures(facts: Facts) -> Iterable[AuthorNote]:
    """Where measures and cases of a year are counted in two ways, both are told."""
    for publication in facts.publications:
        for told in publication.beside:
            yield AuthorNote(TABLE, f"{publication.year}, {told}")


def _units(facts: Facts) -> Iterable[AuthorNote]:
    units = list(dict.fromkeys(row.counting_unit for row in facts.table.rows if row.counts[-1] is not None))
    if len(units) > 1:
        yield AuthorNote(
            TABLE,
            "De rijen tellen verschillende dingen ("
            + ", ".join(unit.label for unit in units)
            + "); het totaal is daarom geen aantal casussen in één betekenis.",
        )
    elif units == [CountingUnit.UNKNOWN]:
        yield AuthorNote(TABLE, "Van geen enkele rij is vastgelegd wat één telling is.")


def _small(facts: Facts) -> Iterable[AuthorNote]:
    open_cells = [cell for cell in small_cells(facts.table, facts.small) if cell.choice is None]
    if open_cells:
        named = ", ".join(f"{cell.type_name} {cell.year} ({cell.count})" for cell in open_cells[:MOST_NAMED])
        more = f" en nog {len(open_cells) - MOST_NAMED}" if len(open_cells) > MOST_NAMED else ""
        yield AuthorNote(
            TABLE,
            f"Kleine aantallen kunnen tot een persoon leiden. Kies wat de openbare editie ermee doet: {named}{more}. "
            "Zonder keuze staat er ‘< 5’.",
        )


def _instruments(facts: Facts) -> Iterable[AuthorNote]:
    by_key = {item.id: item for item in facts.instruments}
    for line in facts.overview:
        instrument = by_key.get(line.instrument_id) if line.instrument_id else None
        if instrument and instrument.status in (
            InstrumentStatus.PREPARATION,
            InstrumentStatus.ROLLOUT_PLANNED,
            InstrumentStatus.WITHDRAWN,
        ):
            yield AuthorNote(
                "Prestatieoverzicht",
                f"‘{line.text}’ staat bij {line.block.label}, maar het instrument is niet van kracht "
                f"(status: {instrument.status.label}).",
                (instrument.name,),
            )


def _budget(budget: BudgetSums) -> Iterable[AuthorNote]:
    place = "Tabel 2" if budget.nature is Nature.INCIDENTAL else f"Begroting ‘{budget.name}’"
    lines = [line for group in budget.groups for line in group.lines]
    for line in lines:
        if line.nature is not None and line.nature is not budget.nature:
            yield AuthorNote(
                place,
                f"‘{line.name}’ is {line.nature.label}, maar drukt op {budget.nature.label} geld.",
            )
    if budget.budgeted is not None and lines and all(line.budgeted is None for line in lines):
        yield AuthorNote(place, "Begroot en restant bestaan alleen als totaal; per post zijn alleen uitgaven bekend.")
    if not budget.spent.complete:
        unknown = format_count(budget.spent.unknown, "post", "posten")
        yield AuthorNote(place, f"Niet meegeteld in de uitgaven: {unknown} waarvan het bedrag onbekend is.")
    for label, stated, computed in (
        ("uitgaven", budget.stated_spent, budget.spent.amount),
        ("restant", budget.stated_remainder, budget.remainder),
    ):
        if stated is not None and stated != computed:
            yield AuthorNote(
                place,
                f"Het opgegeven totaal van {label} is {format_amount(stated)}; berekend is {format_amount(computed)}.",
            )
    asked = sum((ask.amount for ask in budget.carry_overs if ask.status is not CarryOverStatus.REJECTED), ZERO)
    if budget.remainder is not None and asked > budget.remainder:
        left = format_amount(budget.remainder)
        yield AuthorNote(place, f"Er is {format_amount(asked)} aan overheveling gevraagd, maar er resteert {left}.")


def _unfinished(facts: Facts) -> Iterable[AuthorNote]:
    """Whatever a conclusion such as 'op alle fronten gelukt' has to reckon with."""
    postponed = [
        item.name for item in facts.activities if item.year == facts.year and item.status is ActivityStatus.POSTPONED
    ]
    if postponed:
        yield AuthorNote("Conclusie", f"Doorgeschoven activiteiten: {'; '.join(postponed)}. Past de conclusie daarbij?")
    vacant = sum((post.fte for post in facts.next_money.posts if not post.filled), ZERO)
    if vacant:
        yield AuthorNote("Conclusie", f"Van de formatie is {format_number(vacant)} fte nog niet ingevuld.")


def _written_by_author(facts: Facts) -> Iterable[AuthorNote]:
    for chapter in facts.chapters:
        if chapter.author_note:
            yield AuthorNote(f"{chapter.number} {chapter.title}", chapter.author_note)
