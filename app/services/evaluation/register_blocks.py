"""Tables and lists of a document that come from the registers beside money and cases, by the names an author gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import UNKNOWN, format_amount, format_date, format_integer, format_plain_amount
from app.rules.money import total
from app.services.document import Align, Column, Row, RowKind, Table
from models.choices import FundingSource, QuickscanTheme, RecommendationStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from app.services.evaluation.facts import Facts
    from models.programme import Programme, Study

_DONE = (RecommendationStatus.DONE, RecommendationStatus.EMBEDDED)
LISTS: dict[str, str] = {
    "partners": "Partners, met waarbij zij betrokken zijn",
    "onderzoeken": "Onderzoeken, met uitvoerder en stand",
    "trends": "Trends van het jaar, met gebied en bron",
    "campagnes": "Campagnes van het jaar",
    "materiaal": "Materiaal van het jaar",
    "veilig werken": "Maatregelen op het werk en hun stand, nooit een uitkomst van een persoon",
}
TABLES: dict[str, str] = {
    "convenanten": "Convenanten die in het jaar golden",
    "meldingen": "Ontvangen meldingen per kanaal",
    "quickscan": "Voortgang van de quickscan per thema",
}


def register_list(facts: Facts, name: str) -> Sequence[str] | None:
    """The lines of a list; None when there is no list of this name."""
    maker = _LISTERS.get(name)
    if maker is not None:
        return list(maker(facts))
    kind, _, subject = name.partition(" ")
    programme = facts.programmes_by_name.get(subject.strip())
    if programme is None or kind not in {"mijlpalen", "barrières"}:
        return None
    return list(_milestones(facts, programme) if kind == "mijlpalen" else _barriers(facts, programme))


def register_table(facts: Facts, name: str) -> Table | None:
    """A table; None when there is no table of this name."""
    maker = _TABLERS.get(name)
    if maker is not None:
        return maker(facts)
    kind, _, subject = name.partition(" ")
    programme = facts.programmes_by_name.get(subject.strip())
    return _funding(facts, programme) if kind == "financiering" and programme is not None else None


def _partners(facts: Facts) -> Iterable[str]:
    for each in facts.beside.partners:
        involved = "; ".join(line.strip() for line in (each.involved_in or "").splitlines() if line.strip())
        yield f"{each.name}: {involved}" if involved else each.name


def _studies(facts: Facts) -> Iterable[str]:
    for each in facts.beside.studies:
        by = f" door {each.carried_out_by}" if each.carried_out_by else ""
        yield f"{each.name}{by}: {_standing(each)}"


def _standing(study: Study) -> str:
    if study.delivered_on is not None:
        return f"{study.status.label} op {format_date(study.delivered_on)}"
    expected = study.delayed_to or study.planned_on
    return f"{study.status.label}, verwacht op {format_date(expected)}" if expected else study.status.label


def _trends(facts: Facts) -> Iterable[str]:
    return (f"{each.region}: {each.text} (bron: {each.source})" for each in facts.beside.trends)


def _campaigns(facts: Facts) -> Iterable[str]:
    for each in facts.beside.campaigns:
        whom = f" voor {each.audience}" if each.audience else ""
        yield f"{each.name}{whom}, via {each.channel.label}"


def _materials(facts: Facts) -> Iterable[str]:
    for each in facts.beside.materials:
        copies = f", {format_integer(each.copies)} stuks" if each.copies is not None else ""
        yield f"{each.name} ({each.kind.label}{copies})"


def _workplace(facts: Facts) -> Iterable[str]:
    return (f"{each.name}: {each.status.label}" for each in facts.beside.workplace)


def _milestones(facts: Facts, programme: Programme) -> Iterable[str]:
    for each in facts.beside.milestones:
        if each.programme_id == programme.id:
            reached = f"bereikt op {format_date(each.reached_on)}" if each.reached_on else "nog niet bereikt"
            yield f"{each.name}, gepland op {format_date(each.planned_on)}: {reached}"


def _barriers(facts: Facts, programme: Programme) -> Iterable[str]:
    for each in facts.beside.barriers:
        if each.programme_id == programme.id:
            yield f"{each.text} ({each.side.label}{f', {each.raised_by}' if each.raised_by else ''})"


def _covenants(facts: Facts) -> Table:
    names = facts.beside.partner_names
    rows = tuple(
        Row((each.name, names.get(each.partner_id, UNKNOWN), format_date(each.valid_from), _until(each.valid_to)))
        for each in facts.beside.covenants
    )
    columns = (
        Column("Convenant", share=3),
        Column("Partner", share=3),
        Column("Van", share=2),
        Column("Tot en met", share=2),
    )
    return Table(title=f"Convenanten in {facts.year}", columns=columns, rows=rows)


def _channels(facts: Facts) -> Table:
    rows = [Row((each.channel.label, format_integer(each.count))) for each in facts.beside.channels]
    counts = [each.count for each in facts.beside.channels]
    if counts and None not in counts:
        rows.append(Row(("Totaal", format_integer(sum(each or 0 for each in counts))), RowKind.TOTAL))
    sources = tuple(dict.fromkeys(f"{each.channel.label}: {each.source}" for each in facts.beside.channels))
    columns = (Column("Kanaal", share=4), Column(f"Meldingen {facts.year}", share=2, align=Align.RIGHT))
    return Table(title=f"Ontvangen meldingen in {facts.year}", columns=columns, rows=tuple(rows), notes=sources)


def _progress(facts: Facts) -> Table:
    rows = []
    for theme in QuickscanTheme:
        advised = [each for each in facts.recommendations if each.theme is theme]
        done = sum(1 for each in advised if each.status in _DONE)
        rows.append(Row((theme.label, str(len(advised)), str(done))))
    count, done = len(facts.recommendations), sum(1 for each in facts.recommendations if each.status in _DONE)
    rows.append(Row(("Totaal", str(count), str(done)), RowKind.TOTAL))
    columns = (
        Column("Thema", share=4),
        Column("Aanbevelingen", share=1.5, align=Align.RIGHT),
        Column("Gereed", share=1.2, align=Align.RIGHT),
    )
    return Table(title="Voortgang van de quickscan", columns=columns, rows=tuple(rows))


def _funding(facts: Facts, programme: Programme) -> Table:
    paid = [each for each in facts.beside.contributions if each.programme_id == programme.id]
    rows = [Row((str(each.year), each.party, each.source.label, _amount(each.amount))) for each in paid]
    whole = total(each.amount for each in paid)
    own = total(each.amount for each in paid if each.source is FundingSource.OWN)
    if whole.amount is not None:
        rows.append(Row(("Totaal", "", "", _amount(whole.amount)), RowKind.TOTAL))
    notes = [f"Voor het geheel toegekend: {format_amount(programme.grant)}."]
    if own.amount is not None:
        notes.append(f"Eigen aandeel van de gemeente: {format_amount(own.amount)}.")
    if whole.unknown:
        notes.append("Een leeg bedrag is onbekend.")
    columns = (
        Column("Jaar", share=1),
        Column("Wie betaalt", share=4),
        Column("Bron", share=3),
        Column("Bedrag", share=1.6, align=Align.RIGHT),
    )
    return Table(title=f"Financiering van {programme.name}", columns=columns, rows=tuple(rows), notes=tuple(notes))


def _until(day: date | None) -> str:
    return "onbepaalde tijd" if day is None else format_date(day)


def _amount(amount: Decimal | None) -> str:
    return format_plain_amount(amount, unknown="")


_LISTERS: dict[str, Callable[[Facts], Iterable[str]]] = {
    "partners": _partners,
    "onderzoeken": _studies,
    "trends": _trends,
    "campagnes": _campaigns,
    "materiaal": _materials,
    "veilig werken": _workplace,
}
_TABLERS: dict[str, Callable[[Facts], Table]] = {
    "convenanten": _covenants,
    "meldingen": _channels,
    "quickscan": _progress,
}
