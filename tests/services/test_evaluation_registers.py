"""What an author can place from the other registers: lists, tables and fields, each with its origin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from app.services.document import Bullets, Paragraph, Table
from app.services.evaluation.gather import Gathered, gather
from app.services.evaluation.origins import origins_of_year
from app.services.evaluation.texts import ChapterDraft, Chapters
from app.services.programme.contributions import ContributionDraft, Contributions
from app.services.programme.knowledge import CampaignDraft, Campaigns, ChannelCounts, Studies, StudyDraft
from app.services.programme.materials import MaterialDraft, Materials
from app.services.programme.registers import Programmes
from app.services.records import Query
from models.choices import FundingSource
from models.programme.choices import Channel, MaterialKind, StudyStatus
from tests.demo_vault import copy_of, open_as
from tests.services.parents import evaluation
from tests.services.reading import blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.document import RichText
    from app.vault.session import UnlockedVault

VEILING = "Samenwerken aan een weerbare bloemenveiling"
SECTION = "4.2"


@pytest.fixture(scope="module")
def vault(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[UnlockedVault]:
    """The policy adviser in the demo vault, with somewhat more in its registers."""
    with open_as("beleid", copy_of(demo_folder, tmp_path_factory.mktemp("onderdelen"))) as opened:
        counts = ChannelCounts(opened)
        (app,) = counts.ids(Query(where=(("channel", Channel.APP),)))
        record = counts.get(app)
        counts.change(app, replace(record.draft, count=12), record.version)
        Campaigns(opened).add(CampaignDraft("Actie", Channel.PRESS, "inwoners", date(2019, 5, 1)))
        Materials(opened).add(MaterialDraft("Kaart", MaterialKind.LEAFLET, 2019, copies=1500))
        draft = StudyDraft("Nieuw", "Bureau", StudyStatus.RUNNING, planned_on=date(2020, 6, 1), costs=Decimal(15000))
        Studies(opened).add(draft)
        (key,) = Programmes(opened).ids(Query())
        Contributions(opened).add(ContributionDraft(key, 2019, "Westland", FundingSource.OWN, Decimal(25000)))
        yield opened


def written(vault: UnlockedVault, text: str) -> Gathered:
    """The document with this as the text of a section."""
    chapters = Chapters(vault)
    key = next(row for row in chapters.ids(Query()) if chapters.get(row).draft.number == SECTION)
    stored = chapters.get(key).draft
    assert isinstance(stored, ChapterDraft)
    return gather(vault, 2019, {key: replace(stored, text=text)})


def said(text: RichText) -> str:
    return "".join(span.text for span in text)


def lines(vault: UnlockedVault, name: str) -> list[str]:
    found = blocks_of(written(vault, f"[[lijst: {name}]]").document, Bullets)[SECTION]
    return [said(item) for item in found[0].items]


def table(vault: UnlockedVault, name: str) -> Table:
    return blocks_of(written(vault, f"[[tabel: {name}]]").document, Table)[SECTION][0]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("partners", "Inspectie SZW: Aanpak arbeidsuitbuiting"),
        ("onderzoeken", "Nieuw door Bureau: loopt, verwacht op 1 juni 2020"),
        (
            "trends",
            "Haaglanden en Hollands Midden: Drugs: een van de drie regionale thema’s",
        ),
        ("campagnes", "Actie voor inwoners, via lokale pers"),
        ("materiaal", "Kaart (folder of kaart, 1.500 stuks)"),
        ("veilig werken", "Regels voor het gebruik van WhatsApp: in voorbereiding"),
        (f"mijlpalen {VEILING}", "Voorbeeld: barrières afgesproken, gepland op 1 november 2020: nog niet bereikt"),
        (f"barrières {VEILING}", "Voorbeeld: toegang tot het terrein alleen met een pas (privaat, Royal FloraHolland)"),
    ],
)
def test_that_a_list_of_a_register_is_placed(vault: UnlockedVault, name: str, line: str) -> None:
    assert any(each.startswith(line) for each in lines(vault, name))


def test_that_channels_show_their_counts_and_no_total_while_one_is_unknown(vault: UnlockedVault) -> None:
    found = table(vault, "meldingen")
    assert [row.cells for row in found.rows] == [("Waaksamen-app", "12"), ("Meld Misdaad Anoniem", "onbekend")]
    assert found.notes[0].startswith("Waaksamen-app: ")


def test_that_the_quickscan_shows_its_progress_per_theme(vault: UnlockedVault) -> None:
    assert table(vault, "quickscan").rows[-1].cells == ("Totaal", "13", "1")


def test_that_covenants_of_the_year_are_told_with_their_end(vault: UnlockedVault) -> None:
    rows = [row.cells for row in table(vault, "convenanten").rows]
    assert ("Voorbeeldconvenant hennep", "Woningcorporaties", "1 mei 2018", "onbepaalde tijd") in rows


def test_that_a_programme_tells_who_pays_it(vault: UnlockedVault) -> None:
    found = table(vault, f"financiering {VEILING}")
    assert ("2019", "Westland", "eigen middelen", "25.000") in [row.cells for row in found.rows]
    assert found.notes == (
        "Voor het geheel toegekend: € 950.000.",
        "Eigen aandeel van de gemeente: € 25.000.",
        "Een leeg bedrag is onbekend.",
    )


def test_that_fields_tell_what_the_registers_know_and_where_from(vault: UnlockedVault) -> None:
    text = (
        "[[meldingen Waaksamen-app]] | [[onderzoek_stand Nieuw]] | [[onderzoek_kosten Nieuw]] | [[verplicht]] "
        "| [[vrij]] | [[prognose]] | [[begroot_primitief]] | [[materiaal_aantal Kaart]] | [[eigen_aandeel]] "
        f"| [[programma_eigen_aandeel {VEILING}]]"
    )
    (paragraph,) = blocks_of(written(vault, text).document, Paragraph)[SECTION]
    told = said(paragraph.text).split(" | ")
    assert told == [
        "12", "loopt", "€ 15.000", "onbekend", "onbekend", "€ 223.200", "€ 520.000", "1.500", "onbekend", "€ 25.000",
    ]  # fmt: skip
    chapters = Chapters(vault)
    key = next(row for row in chapters.ids(Query()) if chapters.get(row).draft.number == SECTION)
    record = chapters.get(key)
    chapters.change(key, replace(record.draft, text=text), record.version)
    found = {each.figure: each for each in origins_of_year(vault, 2019) if each.place.startswith(SECTION)}
    assert found["meldingen Waaksamen-app"].register == "Meldingen per kanaal"
    assert found["onderzoek_stand Nieuw"].records.startswith("Nieuw, laatst gewijzigd")
    assert found["materiaal_aantal Kaart"].register == "Materiaal"
    assert found["prognose"].register == "Financiën"


def test_that_a_part_of_a_programme_that_is_not_there_is_told_to_the_author(vault: UnlockedVault) -> None:
    gathered = written(vault, "[[lijst: mijlpalen Onbekend]]\n\n[[tabel: financiering Onbekend]]")
    assert sum("onbekend onderdeel" in note.text or "Onbekend" in note.text for note in gathered.notes) >= 1


def test_that_everything_that_can_be_placed_can_be_read(vault: UnlockedVault) -> None:
    parts = gather(vault, 2019).parts
    names = {part.directive for part in parts}
    assert {"lijst: partners", "tabel: meldingen", f"tabel: financiering {VEILING}"} <= names
    document = written(vault, "\n\n".join(f"[[{name}]]" for name in sorted(names))).document
    assert not any("[onbekend" in said(each.text) for each in blocks_of(document, Paragraph).get(SECTION, ()))


def test_that_a_year_without_any_data_says_so_in_tables_and_charts(director: UnlockedVault) -> None:
    key = evaluation(director, 2019)
    text = "\n\n".join(
        f"[[{name}]]"
        for name in (
            "grafiek: casuistiek",
            "grafiek: begroting",
            "tabel: begroting",
            "tabel: meldingen",
            "lijst: partners",
        )
    )
    Chapters(director).add(ChapterDraft(evaluation_id=key, number="1", title="Leeg", text=text))
    document = gather(director, 2019).document
    assert [said(each.text) for each in blocks_of(document, Paragraph)["1"]] == [
        "Over 2019 en eerder zijn geen jaarcijfers gepubliceerd; er is niets te tekenen.",
        "Over 2019 zijn geen uitgaven bekend; er is niets te tekenen.",
        "Over 2019 is geen begroting ingevoerd.",
        "Nog niets geregistreerd.",
        "Nog niets geregistreerd.",
    ]
