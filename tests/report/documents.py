"""Documents to print in tests: the figures of the 2019 report with texts of our own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.rules.markup import DirectiveNode, HeadingNode, ListNode, Node, Run, TextNode, parse
from app.services.document import (
    Align,
    AnnexTheme,
    Block,
    Bullets,
    Callout,
    Chart,
    Column,
    Control,
    EvaluationDocument,
    GoalBox,
    OverviewPart,
    Paragraph,
    QuickscanAnnex,
    Row,
    RowKind,
    Section,
    Series,
    Span,
    Subheading,
    Table,
)
from models.choices import Classification, DocumentStatus, OverviewBlock, QuickscanTheme
from tests.report.chapters import CALLOUTS, CHAPTERS, GOALS

if TYPE_CHECKING:
    from collections.abc import Callable

YEARS = ("2016", "2017", "2018", "2019")
CASES: tuple[tuple[str, tuple[str, str, str, str]], ...] = (
    ("Arbeidsuitbuiting ISZW", ("", "", "", "5")),
    ("Belastingfraude", ("", "", "", "1")),
    ("Hennep/drugs bestuurlijke waarschuwing gemeente", ("1", "6", "2", "1")),
    ("Hennep/drugs sluiting gemeente", ("2", "3", "8", "8")),
    ("Hennep/drugs huisuitzetting corporatie", ("", "", "", "2")),
    ("Illegale gokhal", ("", "", "", "2")),
    ("Illegale huisvesting", ("", "", "", "2")),
    ("Outlaw Motor Gang", ("", "", "", "2")),
    ("Woonfraude/prostitutie", ("", "", "", "1")),
    ("Witwassen", ("", "", "", "1")),
    ("RIEC casus malafide uitzendbureaus", ("", "", "", "1")),
    ("RIEC casus aanpak georganiseerde criminaliteit", ("", "", "2", "3")),
    ("RIEC casus arbeidsuitbuiting", ("1", "1", "", "")),
)
TOTALS = ("4", "10", "12", "29")
COUNTING_RULE = (
    "Telregel: per type is geteld wat in dat jaar is opgepakt. De eenheid verschilt per type: casus, pand, besluit, "
    "melding of organisatie. Een lege cel betekent onbekend, niet nul."
)
BUDGET: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Casuïstiek en informatiepositie",
        (
            ("Scan bedrijventerrein", "2.700", ""),
            ("Onderzoek arbeidsuitbuiting", "15.000", "Tweede helft bij oplevering 2020"),
            ("Waaksamen app", "2.067", "Structureel"),
            ("Onderzoek stichting Fairwork", "800", ""),
            ("Onderzoek toekomstperspectief recreatieparken", "7.065", ""),
        ),
    ),
    (
        "Basis op orde",
        (
            ("Projectleider informatiepositie aanpak casuïstiek", "33.825", "Inhuur 2019"),
            ("Projectleider Bibob-beleidslijn", "49.008", "Inhuur 2019"),
            ("Projectleider ondermijning", "41.096", "Inhuur 2019"),
            (
                "Strategisch adviseur Veiligheid",
                "71.211",
                "Inhuur loopt door in 2020, bekostigd uit budget ondermijning",
            ),
        ),
    ),
    ("Weerbaarheid", (("Signaalboekjes ondermijning", "428", ""),)),
)
RECOMMENDATIONS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        QuickscanTheme.COMMUNICATION.label,
        (
            ("Vertel medewerkers geregeld over de aanpak, bijvoorbeeld via intranet", "in uitvoering"),
            ("Voer zelf de regie op de gezamenlijke communicatie met partners", "nieuw"),
            ("Gebruik communicatie ook als interventie", "overgenomen"),
        ),
    ),
    (
        QuickscanTheme.AWARENESS.label,
        (
            ("Geef het bestuur presentaties en dilemmatrainingen", "in uitvoering"),
            ("Neem medewerkers mee met voorbeelden uit hun eigen praktijk", "in uitvoering"),
            ("Zet ondermijning vast op de agenda van de lokale driehoek", "geborgd"),
        ),
    ),
    (
        QuickscanTheme.INFORMATION.label,
        (
            ("Richt een meldpunt in waar medewerkers veilig en desgewenst anoniem kunnen melden", "nieuw"),
            ("Borg de kennis van medewerkers in het Lokaal Informatie Plein", "gereed"),
        ),
    ),
    (
        QuickscanTheme.POLICY.label,
        (
            ("Toets personen uit een bestuurlijke rapportage op hun vergunningen en subsidies", "overgenomen"),
            ("Verbind de integrale controles met het Lokaal Informatie Plein", "in uitvoering"),
            (
                "Ga misbruik door zorgaanbieders tegen: train consulenten, stel eisen aan pgb-zorg, houd toezicht",
                "deels overgenomen",
            ),
        ),
    ),
    (
        QuickscanTheme.WORKPLACE.label,
        (
            ("Integriteit: basisscan voor kandidaat-bestuurders, afspraken, trainingen en risicoprofielen", "nieuw"),
            ("Veilig werken: afgeschermde werkplekken, machtigingen in systemen en regels voor WhatsApp", "nieuw"),
        ),
    ),
)


def control(
    *,
    status: DocumentStatus = DocumentStatus.DRAFT,
    title: str = "Aanpak ondermijning gemeente Westland 2019",
    dated: date | None = date(2020, 4, 29),
    municipality: str = "Westland",
    version: str = "2",
) -> Control:
    """Document control of the report of 2019."""
    return Control(
        municipality=municipality,
        title=title,
        subtitle="Evaluatie en voortgangsrapportage",
        year=2019,
        author="C.R.H. van Ruler",
        dated=dated,
        version=version,
        status=status,
        classification=Classification.INTERNAL,
    )


def cases_table() -> Table:
    """Tabel 1 of the report of 2019."""
    columns = (Column("Type", 4.0), *(Column(year, 1.0, Align.RIGHT) for year in YEARS))
    rows = [Row((name, *counts)) for name, counts in CASES]
    return Table(
        "Ondermijningscasuïstiek 2016–2019",
        columns,
        (*rows, Row(("Totaal", *TOTALS), RowKind.TOTAL)),
        number=1,
        notes=(COUNTING_RULE,),
    )


def budget_table() -> Table:
    """Tabel 2 of the report of 2019."""
    columns = (
        Column("", 3.4),
        Column("Begroot 2019", 1.2, Align.RIGHT),
        Column("Uitgaven 2019", 1.2, Align.RIGHT),
        Column("Restant", 1.2, Align.RIGHT),
        Column("Toelichting", 3.0),
    )
    rows: list[Row] = []
    for group, lines in BUDGET:
        rows.append(Row((group,), RowKind.GROUP))
        rows += [Row((name, "", spent, "", note)) for name, spent, note in lines]
    total = ("Totaal 2019", "520.000", "223.200", "296.800", "Verzoek tot overheveling naar 2020 is ingediend")
    rows.append(Row(total, RowKind.TOTAL))
    return Table("Begroting 2019 (in euro’s)", columns, tuple(rows), number=2)


def cases_chart() -> Chart:
    """The course of the totals."""
    return Chart(
        title="In vier jaar ging het aantal opgepakte casussen van 4 naar 29",
        categories=YEARS,
        series=(Series("Casussen", (4, 10, 12, 29), TOTALS),),
        alternative="Staafdiagram: 4 casussen in 2016, 10 in 2017, 12 in 2018 en 29 in 2019.",
        unit="aantal casussen per jaar",
        number=1,
    )


def spending_chart() -> Chart:
    """Spending by group."""
    return Chart(
        title="Bijna negen van de tien bestede euro’s gingen naar de basis op orde",
        categories=("Casuïstiek en informatiepositie", "Basis op orde", "Weerbaarheid"),
        series=(Series("Uitgaven", (27632, 195140, 428), ("€ 27.632", "€ 195.140", "€ 428")),),
        alternative="Staafdiagram: casuïstiek € 27.632, basis op orde € 195.140, weerbaarheid € 428.",
        unit="uitgaven in 2019",
        horizontal=True,
        number=2,
    )


def overview() -> tuple[OverviewPart, ...]:
    """The four blocks."""
    figures = tuple((name, counts[3]) for name, counts in CASES if counts[3])
    return (
        OverviewPart(OverviewBlock.CASES.label, figures=figures, total=("casussen in 2019", "29")),
        OverviewPart(
            OverviewBlock.FOUNDATION.label,
            items=(
                "Bibob-beleidslijn vastgesteld",
                "Damoclesbeleid herijkt",
                "Ondermijningsartikelen in de APV",
                "Exploitatievergunning ingevoerd",
                "Digitaal Opkopers Register: uitrol gepland",
            ),
        ),
        OverviewPart(
            OverviewBlock.INFORMATION.label,
            items=(
                "Lokaal Informatie Plein gestart",
                "Aanpak casuïstiek",
                "Bestuurlijke en maatschappelijke weerbaarheid",
                "Netwerken uitgebouwd en onderhouden",
                "Integrale samenwerking en uitwisseling van informatie",
                "Meldingsbereidheid vergroten",
                "Onderzoek arbeidsuitbuiting",
                "Publiek-private samenwerking",
                "Programma weerbare bloemenveiling",
            ),
        ),
        OverviewPart(
            OverviewBlock.RESILIENCE.label,
            items=(
                "Quickscan bestuurlijke weerbaarheid",
                "Bewustwordingssessies in de organisatie",
                "Bewustwordingssessie bedrijventerreinen",
                "Programma weerbare bloemenveiling",
            ),
        ),
    )


def quickscan() -> QuickscanAnnex:
    """The annex of the report of 2019."""
    return QuickscanAnnex(
        title="Quickscan bestuurlijke weerbaarheid",
        introduction=(
            rich(
                "De quickscan bekijkt hoe de gemeente ondermijning aanpakt en geeft aanbevelingen om dat te "
                "verbeteren. Hieronder staat per thema wat is aanbevolen en hoe ver de uitvoering is."
            ),
        ),
        carried_out_by="RIEC",
        methods=(
            "Analyse van (beleids)documenten",
            "Groepsinterviews met gemeenteambtenaren",
            "Rapport met aanbevelingen",
        ),
        themes=tuple(AnnexTheme(title, rows) for title, rows in RECOMMENDATIONS),
    )


def rich(text: str) -> tuple[Span, ...]:
    """Text in one style."""
    return (Span(text),)


def prose(*texts: str) -> tuple[Block, ...]:
    """A paragraph for each text."""
    return tuple(Paragraph(rich(text)) for text in texts)


def box(title: str, text: str) -> Callout:
    """A callout."""
    return Callout(title, (rich(text),))


def evaluation(
    *, status: DocumentStatus = DocumentStatus.DRAFT, dated: date | None = date(2020, 4, 29)
) -> EvaluationDocument:
    """The whole document of 2019."""
    return EvaluationDocument(control(status=status, dated=dated), overview(), sections(), (quickscan(),))


def small(
    *blocks: Block, title: str = "Hoofdstuk", status: DocumentStatus = DocumentStatus.FINAL
) -> EvaluationDocument:
    """One chapter with these blocks."""
    return EvaluationDocument(control(status=status), (), (Section("1", title, blocks),))


def sections() -> tuple[Section, ...]:
    """The ten chapters of the report of 2019 with their sections."""
    return tuple(
        Section(number, title, tuple(_block(node) for node in parse(text, lambda name: name)))
        for number, title, text in CHAPTERS
    )


def _block(node: Node) -> Block:
    match node:
        case TextNode(runs):
            return Paragraph(_spans(runs))
        case HeadingNode(text):
            return Subheading(text)
        case ListNode(items):
            return Bullets(tuple(_spans(item) for item in items))
        case DirectiveNode("kader", name):
            return box(name, CALLOUTS[name])
        case DirectiveNode("doel", name):
            source, text = GOALS[name]
            return GoalBox(name, source, (rich(text),))
        case DirectiveNode(kind, name):
            return _DRAWN[kind, name]()


def _spans(runs: tuple[Run, ...]) -> tuple[Span, ...]:
    return tuple(Span(run.text, run.bold, run.italic) for run in runs)


_DRAWN: dict[tuple[str, str], Callable[[], Table | Chart]] = {
    ("tabel", "casuistiek"): cases_table,
    ("grafiek", "casuistiek"): cases_chart,
    ("tabel", "begroting"): budget_table,
    ("grafiek", "uitgaven"): spending_chart,
}
