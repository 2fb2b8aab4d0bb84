"""What an author types and what the document makes of it: no value becomes markup, nothing is lost without a word."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from app.rules.counting import Counted
from app.services.document import Bullets, Callout, Chart, GoalBox, Paragraph, Span, Subheading, Table
from app.services.evaluation.gather import Gathered, gather
from app.services.evaluation.texts import (
    CalloutDraft,
    Callouts,
    ChapterDraft,
    Chapters,
    EvaluationDraft,
    Evaluations,
    FactDraft,
    OverviewDraft,
    OverviewItems,
    StatedFacts,
)
from app.services.programme.budgets import BudgetDraft, Budgets, LineDraft, Lines
from app.services.programme.figures import enter_historic
from app.services.programme.posts import PostDraft, Posts
from app.services.programme.quickscan import RecommendationDraft, Recommendations, ScanDraft, Scans
from app.services.programme.registers import (
    Activities,
    ActivityDraft,
    GoalDraft,
    Goals,
    InstrumentDraft,
    Instruments,
    ProgrammeDraft,
    Programmes,
    SessionDraft,
    Sessions,
)
from app.services.programme.spending import CommitmentDraft, Commitments
from models.choices import (
    ActivityStatus,
    CountingUnit,
    Level,
    Nature,
    OverviewBlock,
    QuickscanTheme,
    ResilienceKind,
    SessionForm,
)

if TYPE_CHECKING:
    from app.services.document import Block
    from app.vault.session import UnlockedVault

NASTY = "**vet** _cursief_ [[jaar]] [[kader: X]] ## <b>&amp;</b>"


@pytest.fixture
def vault(director: UnlockedVault) -> UnlockedVault:
    """With an evaluation over 2019 and nothing in it."""
    Evaluations(director).add(EvaluationDraft(year=2019, title="Evaluatie"))
    return director


def write(vault: UnlockedVault, text: str, number: str = "1") -> Gathered:
    Chapters(vault).add(ChapterDraft(evaluation_id=1, number=number, title="Hoofdstuk", text=text))
    return gather(vault, 2019)


def blocks(gathered: Gathered) -> tuple[Block, ...]:
    return gathered.document.sections[-1].blocks


def only(gathered: Gathered) -> Block:
    (block,) = blocks(gathered)
    return block


def said(block: Block) -> str:
    assert isinstance(block, Paragraph)
    return "".join(span.text for span in block.text)


def told(gathered: Gathered) -> list[str]:
    return [note.text for note in gathered.notes if note.text.startswith(("Het veld", "Het onderdeel", "‘"))]


def test_that_a_value_with_markup_in_it_is_only_text(vault: UnlockedVault) -> None:
    StatedFacts(vault).add(FactDraft(evaluation_id=1, name="vondst", value=NASTY))
    gathered = write(vault, "Gevonden: [[getal vondst]].\n\n- **[[getal vondst]]**\n\n## Kop [[getal vondst]]")
    assert blocks(gathered) == (
        Paragraph((Span(f"Gevonden: {NASTY}."),)),
        Bullets(((Span(NASTY, bold=True),),)),
        Subheading(f"Kop {NASTY}"),
    )
    assert told(gathered) == []


def test_that_names_and_notes_from_the_store_are_only_text(vault: UnlockedVault) -> None:
    Activities(vault).add(ActivityDraft(year=2019, name=NASTY, chapter="1"))
    Instruments(vault).add(InstrumentDraft(name=NASTY, note=NASTY))
    gathered = write(vault, "[[lijst: activiteiten 1]]\n\n[[tabel: instrumenten]]")
    bullets, table = blocks(gathered)
    assert bullets == Bullets(((Span(NASTY),),))
    assert isinstance(table, Table)
    assert table.rows[0].cells[0] == NASTY
    assert told(gathered) == []


def test_that_a_field_that_does_not_exist_is_shown_and_noted_once(vault: UnlockedVault) -> None:
    gathered = write(vault, "Er zijn [[aantal Spoken]] en [[aantal Spoken]], [[jaar]].")
    assert said(only(gathered)) == "Er zijn [onbekend veld: aantal Spoken] en [onbekend veld: aantal Spoken], 2019."
    assert told(gathered) == ["Het veld ‘aantal Spoken’ bestaat niet; in het document staat nu ‘onbekend veld’."]


NO_PARTS = (
    "tabel: spoken",
    "grafiek: spoken",
    "kader: Geen",
    "doel: Geen",
    "lijst: spoken",
    "lijst: sessies spoken",
    "lijst: programma Geen",
    "lijst: toegepast Geen",
    "plaatje: kaart",
)


def test_that_a_part_that_does_not_exist_is_shown_and_noted(vault: UnlockedVault) -> None:
    gathered = write(vault, "\n".join(f"[[{part}]]" for part in NO_PARTS))
    assert blocks(gathered) == tuple(
        Paragraph((Span(f"[onbekend onderdeel – {part}]", bold=True),)) for part in NO_PARTS
    )
    assert told(gathered) == [
        f"Het onderdeel ‘{part}’ bestaat niet; er staat nu ‘onbekend onderdeel’." for part in NO_PARTS
    ]


def test_that_marks_that_are_printed_as_they_stand_are_noted(vault: UnlockedVault) -> None:
    gathered = write(vault, "Zie [[tabel: begroting]] hier.")
    assert said(only(gathered)) == "Zie [[tabel: begroting]] hier."
    (note,) = told(gathered)
    assert note.startswith("‘Zie [[tabel: begroting]] hier.’ wordt letterlijk afgedrukt")


def test_that_a_box_keeps_its_lists_and_headings_and_says_what_does_not_fit(vault: UnlockedVault) -> None:
    text = "Tekst in [[jaar]].\n\n## Kop\n- een\n- **twee** [[geen veld]]\n\n[[tabel: begroting]]"
    Callouts(vault).add(CalloutDraft(evaluation_id=1, title="Kader", text=text))
    Goals(vault).add(GoalDraft(name="Doel", source="Bron", text="[[kader: Kader]]"))
    box, goal = blocks(gathered := write(vault, "[[kader: Kader]]\n\n[[doel: Doel]]"))
    assert isinstance(box, Callout)
    assert box.text == (
        (Span("Tekst in 2019."),),
        (Span("Kop", bold=True),),
        (Span("– "), Span("een")),
        (Span("– "), Span("twee", bold=True), Span(" [onbekend veld: geen veld]")),
        (Span("[onderdeel past hier niet – tabel: begroting]", bold=True),),
    )
    assert isinstance(goal, GoalBox)
    assert (goal.title, goal.source) == ("Doel", "Bron")
    assert told(gathered) == [
        "Het veld ‘geen veld’ bestaat niet; in het document staat nu ‘onbekend veld’.",
        "Het onderdeel ‘tabel: begroting’ past niet in een kader; zet het in een hoofdstuk.",
        "Het onderdeel ‘kader: Kader’ past niet in een kader; zet het in een hoofdstuk.",
    ]


def test_that_an_unknown_field_in_the_annex_is_noted_too(vault: UnlockedVault) -> None:
    Scans(vault).add(ScanDraft(year=2019, name="Scan", introduction="Over [[spoken]]."))
    gathered = gather(vault, 2019)
    assert gathered.document.annexes[0].introduction == ((Span("Over [onbekend veld: spoken]."),),)
    assert gathered.document.annexes[0].carried_out_by == "onbekend"
    assert len(told(gathered)) == 1


def test_that_a_callout_without_a_place_is_noted(vault: UnlockedVault) -> None:
    Callouts(vault).add(CalloutDraft(evaluation_id=1, title="Vergeten", text="x"))
    (note,) = gather(vault, 2019).notes
    assert (note.place, note.text) == (
        "Kader ‘Vergeten’",
        "Dit kader staat in geen hoofdstuk. Plaats het met [[kader: Vergeten]].",
    )
    assert write(vault, "[[kader: Vergeten]]").notes == ()


def test_that_a_document_of_nothing_says_unknown_and_not_zero(vault: UnlockedVault) -> None:
    gathered = write(
        vault,
        "[[casussen_totaal]] [[begroot]] [[uitgegeven]] [[restant]] [[overheveling]] [[overheveling_status]] "
        "[[structureel]] [[structureel_personeel]] [[formatie_totaal]] [[formatie_vacant]] [[aanbevelingen_totaal]] "
        "[[aanbevelingen Communicatie]]\n\n[[tabel: casuistiek]]\n\n[[grafiek: casuistiek]]\n\n[[tabel: begroting]]\n\n"
        "[[grafiek: begroting]]\n\n[[tabel: instrumenten]]\n\n[[lijst: activiteiten 1]]\n\n"
        "[[lijst: sessies bestuurlijk]]",
    )
    text, table, chart, money, spending, instruments, activities, sessions = blocks(gathered)
    assert set(said(text).split()) == {"onbekend"}
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [("Totaal", "", "", "", "")]
    assert said(chart) == "Over 2019 en eerder zijn geen jaarcijfers gepubliceerd; er is niets te tekenen."
    assert said(spending) == "Over 2019 zijn geen uitgaven bekend; er is niets te tekenen."
    assert said(money) == "Over 2019 is geen begroting ingevoerd."
    assert isinstance(instruments, Table)
    assert instruments.rows == ()
    assert [said(activities), said(sessions)] == ["Nog niets geregistreerd."] * 2
    assert gathered.document.annexes == ()
    assert gathered.document.overview[0].total == ("casussen in 2019", "onbekend")
    assert gathered.notes == ()


def counted(count: int | None, name: str = "A", level: Level = Level.LOCAL) -> Counted:
    return Counted(name, 1, level, CountingUnit.UNKNOWN, count)


def test_that_zero_cases_are_printed_and_unknown_ones_are_not(vault: UnlockedVault) -> None:
    enter_historic(vault, year=2018, rule="Regel", figures=[counted(3), counted(1, "B", Level.REGIONAL)])
    enter_historic(vault, year=2019, rule="Regel", figures=[counted(0), counted(None, "B", Level.REGIONAL)])
    gathered = write(vault, "[[aantal A]] en [[aantal B]]\n\n[[tabel: casuistiek]]\n\n[[grafiek: casuistiek]]")
    text, table, chart = blocks(gathered)
    assert said(text) == "0 en onbekend"
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [
        ("A", "", "", "3", "0"),
        ("B", "", "", "1", ""),
        ("Totaal", "", "", "4", "0"),
    ]
    assert table.notes == ("Regel",)
    assert isinstance(chart, Chart)
    assert chart.title == "Het aantal geregistreerde casussen daalde van 4 in 2018 naar 0 in 2019"
    assert [(series.values, series.labels) for series in chart.series] == [
        ((None, None, 3.0, 0.0), ("", "", "3", "0")),
        ((None, None, 1.0, None), ("", "", "1", "")),
    ]
    assert gathered.document.overview[0].figures == (("A", "0"),)
    assert gathered.notes[-1].text.endswith("doet: A 2018 (3), B 2018 (1). Zonder keuze staat er ‘< 5’.")


def test_that_a_chart_says_when_nothing_changed(vault: UnlockedVault) -> None:
    for year in (2018, 2019):
        enter_historic(vault, year=year, rule="Regel", figures=[counted(3)], stated_total=4 if year == 2018 else 3)
    chart = only(gathered := write(vault, "[[grafiek: casuistiek]]"))
    assert isinstance(chart, Chart)
    assert chart.title == "Het aantal geregistreerde casussen bleef gelijk: 3 in 2018 en 2019"
    assert "Het opgegeven totaal van 2018 is 4; de som van de typen is 3." in [note.text for note in gathered.notes]


def lines(vault: UnlockedVault, name: str, *spent: str | None, nature: Nature = Nature.INCIDENTAL) -> None:
    Budgets(vault).add(BudgetDraft(2019, name, nature, budgeted=Decimal(100), groups=("Basis", "Leeg")))
    key = next(o.value for o in Lines(vault).options("group_id") if o.label == f"2019 {name} – Basis")
    for place, amount in enumerate(spent):
        one = None if amount is None else Decimal(amount)
        Lines(vault).add(LineDraft(group_id=key, name=f"Post {place}", spent_amount=one, budgeted=Decimal(60)))


def test_that_a_sum_of_which_a_part_is_unknown_does_not_pass_for_the_whole(vault: UnlockedVault) -> None:
    lines(vault, "Aanpak", "10.50", None)
    gathered = write(
        vault, "[[begroot]], [[uitgegeven]], [[restant]]\n\n[[tabel: begroting]]\n\n[[grafiek: begroting]]"
    )
    text, table, chart = blocks(gathered)
    assert said(text) == "€ 100, onbekend, onbekend"
    assert isinstance(table, Table)
    assert [row.cells[:4] for row in table.rows] == [
        ("Basis", "", "", ""),
        ("Post 0", "60", "10,50", "49,50"),
        ("Post 1", "60", "", ""),
        ("Leeg", "", "", ""),
        ("Totaal 2019", "100", "10,50", ""),
    ]
    assert "Niet meegeteld in de uitgaven: één post waarvan het bedrag onbekend is." in table.notes
    assert isinstance(chart, Chart)
    assert chart.title == "100 procent van de bekende uitgaven ging naar ‘Basis’"
    assert chart.series[0].values == (10.5, None)
    assert chart.series[0].labels == ("€ 10,50", "onbekend")
    assert [note.text for note in gathered.notes] == [
        "Niet meegeteld in de uitgaven: één post waarvan het bedrag onbekend is."
    ]


def test_that_promises_stand_under_the_table_of_money(vault: UnlockedVault) -> None:
    lines(vault, "Aanpak", "1")
    for amount in (Decimal("12.50"), None, None):
        Commitments(vault).add(CommitmentDraft(line_id=1, year=2020, amount=amount))
    table = only(write(vault, "[[tabel: begroting]]"))
    assert isinstance(table, Table)
    assert table.notes[1:] == (
        "Verplichtingen voor latere jaren: € 12,50.",
        "Niet opgenomen: 2 verplichtingen voor latere jaren waarvan het bedrag nog onbekend is.",
    )


@pytest.mark.parametrize("spent", [("0",), ("-5",)])
def test_that_a_share_of_nothing_is_not_told(vault: UnlockedVault, spent: tuple[str | None, ...]) -> None:
    lines(vault, "Aanpak", *spent)
    chart = only(write(vault, "[[grafiek: begroting]]"))
    assert isinstance(chart, Chart)
    assert chart.title == "Uitgaven per groep in 2019"


def test_that_each_budget_has_its_own_table_and_chart(vault: UnlockedVault) -> None:
    lines(vault, "Eenmalig", "1")
    lines(vault, "Ieder jaar", "2", nature=Nature.STRUCTURAL)
    gathered = write(vault, "[[uitgegeven]]\n\n[[tabel: begroting]]\n\n[[grafiek: begroting]]")
    text, first, second, chart, other = blocks(gathered)
    assert said(text) == "€ 1"
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert [(table.number, table.title) for table in (first, second)] == [
        (2, "Begroting – Eenmalig"),
        (3, "Begroting – Ieder jaar"),
    ]
    assert isinstance(chart, Chart)
    assert isinstance(other, Chart)
    assert [chart.number, other.number] == [1, 2]


def test_that_activities_say_what_became_of_them(vault: UnlockedVault) -> None:
    for name, status, reason in (
        ("Gedaan", ActivityStatus.DONE, "Toch"),
        ("Later", ActivityStatus.POSTPONED, "geen geld"),
        ("Niet", ActivityStatus.DROPPED, None),
        ("Nooit", ActivityStatus.DROPPED, "te duur"),
    ):
        moved_to = 2020 if status is ActivityStatus.POSTPONED else None
        draft = ActivityDraft(year=2019, name=name, chapter="2", status=status, reason=reason, moved_to=moved_to)
        Activities(vault).add(draft)
    Activities(vault).add(ActivityDraft(year=2020, name="Volgend jaar", chapter="8"))
    this_year, next_year = blocks(gathered := write(vault, "[[lijst: activiteiten 2]]\n\n[[lijst: activiteiten 8]]"))
    assert isinstance(this_year, Bullets)
    assert [item[0].text for item in this_year.items] == [
        "Gedaan",
        "Later (doorgeschoven naar 2020: geen geld)",
        "Niet (vervallen)",
        "Nooit (vervallen: te duur)",
    ]
    assert next_year == Bullets(((Span("Volgend jaar"),),))
    assert [note.text for note in gathered.notes] == ["Doorgeschoven activiteiten: Later. Past de conclusie daarbij?"]


def test_that_lists_come_from_their_registers(vault: UnlockedVault) -> None:
    Sessions(vault).add(
        SessionDraft(2019, None, ResilienceKind.SOCIETAL, SessionForm.MEETING, "ondernemers", attendants=0)
    )
    Programmes(vault).add(ProgrammeDraft("Haven", 2019, 2020, goals="een\n\n twee ", partners="RIEC"))
    Instruments(vault).add(InstrumentDraft(name="Beleid", applied_to="horeca\nwonen"))
    text = (
        "[[lijst: sessies maatschappelijk]]\n\n[[lijst: programma Haven]]\n\n[[lijst: toegepast Beleid]]\n\n"
        "[[programma_partners Haven]], [[programma_subsidie Haven]], [[instrument_kracht   Beleid]], "
        "[[programma_partners Los]]"
    )
    Programmes(vault).add(ProgrammeDraft("Los", 2019, 2020))
    *lists, paragraph = blocks(write(vault, text))
    assert [[item[0].text for item in block.items] for block in lists if isinstance(block, Bullets)] == [
        ["bijeenkomst voor ondernemers"],
        ["een", "twee"],
        ["horeca", "wonen"],
    ]
    assert said(paragraph) == "RIEC, onbekend, onbekend, onbekend"


def test_that_a_name_with_odd_spaces_is_still_a_field(vault: UnlockedVault) -> None:
    StatedFacts(vault).add(FactDraft(evaluation_id=1, name="twee  woorden", value="3"))
    assert said(only(write(vault, "[[getal twee\nwoorden]] en [[ getal twee   woorden ]]"))) == "3 en 3"


def test_that_vacancies_and_posts_are_those_of_the_next_year(vault: UnlockedVault) -> None:
    Posts(vault).add(PostDraft(year=2020, function="Regisseur", fte=Decimal("0.5"), filled_from=date(2020, 1, 1)))
    Posts(vault).add(PostDraft(year=2020, function="Regisseur", fte=Decimal("0.25"), filled_from=date(2020, 6, 1)))
    Posts(vault).add(PostDraft(year=2019, function="Oud", fte=Decimal(1)))
    gathered = write(vault, "[[formatie Regisseur]] [[formatie_totaal]] [[formatie_vacant]]")
    assert said(only(gathered)) == "0,75 0,75 0"
    assert gathered.notes == ()


def test_that_the_overview_notes_what_is_not_in_force(vault: UnlockedVault) -> None:
    key = Instruments(vault).add(InstrumentDraft(name="Register")).id
    items = OverviewItems(vault)
    items.add(OverviewDraft(1, OverviewBlock.FOUNDATION, None, "Register klaar", key))
    items.add(OverviewDraft(1, OverviewBlock.FOUNDATION, None, "Los resultaat"))
    gathered = gather(vault, 2019)
    assert gathered.document.overview[1].items == ("Register klaar", "Los resultaat")
    (note,) = gathered.notes
    assert note.text.endswith("niet van kracht (status: in voorbereiding).")


def test_that_the_newest_scan_up_to_the_year_is_the_annex(vault: UnlockedVault) -> None:
    for year, name in ((2018, "Oud"), (2019, "Eerste"), (2019, "Tweede"), (2020, "Later")):
        scan = Scans(vault).add(ScanDraft(year=year, name=name, methods=f"{name}\n")).id
        theme = QuickscanTheme.POLICY
        Recommendations(vault).add(RecommendationDraft(scan_id=scan, theme=theme, text=f"Advies {name}"))
    (annex,) = gather(vault, 2019).document.annexes
    assert annex.methods == ("Tweede",)
    assert [(theme.title, theme.recommendations) for theme in annex.themes] == [
        ("Beleid & handhaving", (("Advies Tweede", "nieuw"),))
    ]
    Scans(vault).add(ScanDraft(year=2019, name="Derde"))
    assert gather(vault, 2019).document.annexes[0].themes == ()
