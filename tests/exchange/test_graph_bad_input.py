"""Network files that are broken, hostile or strange: a clear sentence, nothing of them used, and never a traceback."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import ImportProblem
from app.exchange.graphs import bundle as limits
from app.exchange.graphs.bundle import Bundle
from app.exchange.graphs.formats import read_network
from app.exchange.graphs.ftm import read_ftm
from app.exchange.graphs.graphml import read_graphml, write_graphml
from app.exchange.graphs.tables_in import read_tables
from models.casework.choices import LinkKind, MentionKind
from tests.exchange.networks import every_kind

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE graphml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<graphml><graph><node id="a"><data key="label">&c;</data></node></graph></graphml>"""
STEALS = b"""<?xml version="1.0"?><!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<graphml><graph><node id="a"><data key="label">&x;</data></node></graph></graphml>"""
REMOTE = b"""<?xml version="1.0"?><!DOCTYPE graphml SYSTEM "http://voorbeeld.example/graphml.dtd"><graphml/>"""
PERSON = {"id": "p", "schema": "Person", "properties": {"name": ["Jip Voorbeeld"]}}


def lines(*entities: object) -> bytes:
    return "\n".join(json.dumps(entity) for entity in entities).encode()


@pytest.mark.parametrize("content", [LAUGHS, STEALS, REMOTE], ids=["laughs", "steals", "remote"])
def test_that_xml_that_defines_anything_itself_is_refused(content: bytes) -> None:
    with pytest.raises(ImportProblem, match="DOCTYPE"):
        read_graphml(content)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "Kies|leeg"),
        ("<graphml", "geen geldige XML"),
        ("<html/>", "geen GraphML"),
        ("<graphml/>", "geen personen"),
        ("<graphml><graph><node id='a'/><node id='a'/></graph></graphml>", "twee keer"),
        ('{"id": ', "geen JSON"),
        ("[1]", "geen entiteit"),
        ('{"id": "a", "schema": 3}', "geen entiteit"),
        ('{"id": "a", "schema": "Person", "properties": 3}', "geen entiteit"),
        ('{"schema": "Person", "properties": {}}', "geen entiteit"),
        ("{" + "[" * 100_000, "geen JSON"),
    ],
)
def test_that_what_cannot_be_read_is_told(content: str, told: str) -> None:
    with pytest.raises(ImportProblem, match=told):
        read_network([("bestand", content.encode())])


def test_that_no_file_and_two_networks_at_once_are_refused() -> None:
    with pytest.raises(ImportProblem, match="Kies een bestand"):
        read_network([])
    with pytest.raises(ImportProblem, match="heel netwerk"):
        read_network([("a.graphml", b"<graphml/>"), ("b.csv", b"a;b")])


def test_that_an_unknown_schema_is_left_out_and_told_and_the_rest_is_read() -> None:
    alien = {"id": "x", "schema": "Spaceship", "properties": {}}
    read = read_ftm(lines(PERSON, alien, alien))
    assert [thing.kind for thing in read.things] == [MentionKind.PERSON]
    assert read.notes == ("Schema ‘Spaceship’ is hier onbekend: 2 weggelaten.",)
    with pytest.raises(ImportProblem, match="geen personen"):
        read_ftm(lines(alien))


def test_that_links_to_nothing_and_to_itself_are_left_out_and_counted() -> None:
    loose = {"id": "u", "schema": "UnknownLink", "properties": {"subject": ["p"], "object": ["weg"]}}
    looped = {"id": "v", "schema": "UnknownLink", "properties": {"subject": ["p"], "object": ["p"]}}
    endless = {"id": "w", "schema": "Ownership", "properties": {"owner": ["p"]}}
    read = read_ftm(lines(PERSON, loose, looped, endless))
    assert read.relations == ()
    assert read.notes == (
        "één verband met zichzelf: weggelaten.",
        "één verband met een item dat niet in het bestand staat: weggelaten.",
    )


def test_that_a_link_of_several_to_several_becomes_as_many_links() -> None:
    other = {"id": "q", "schema": "Person", "properties": {"name": ["Bo Voorbeeld"]}}
    firm = {"id": "f", "schema": "Company", "properties": {"name": ["Demo BV"]}}
    owns = {"id": "o", "schema": "Ownership", "properties": {"owner": ["p", "q"], "asset": ["f"], "role": "x"}}
    read = read_ftm(lines(PERSON, other, firm, owns))
    assert [(each.key, each.start, each.kind) for each in read.relations] == [
        ("o", "p", LinkKind.OWNS),
        ("o.1", "q", LinkKind.OWNS),
    ]


def test_that_a_network_of_one_node_goes_out_and_in() -> None:
    one = Bundle(every_kind().things[:1])
    assert read_graphml(write_graphml(one)) == one


def test_that_a_number_or_day_that_is_none_is_left_empty_and_told() -> None:
    table = b"Soort;Naam;Achternaam;Geboortedatum;Straat;Huisnummer\npersoon;A;A;gisteren;;\nadres;B;;;Demolaan;12a\n"
    read = read_tables([("x.csv", table)])
    assert read.notes == (
        "Rij 2: ‘gisteren’ is geen datum en is leeg gelaten.",
        "Rij 3: ‘12a’ is geen getal en is leeg gelaten.",
    )
    assert [dict(thing.said) for thing in read.things] == [{"surname": "A"}, {"street": "Demolaan"}]


def test_that_relations_by_name_find_their_ends_and_a_table_of_unknown_columns_is_passed_over() -> None:
    things = b"Naam;Type\nDemo BV;company\nJip Voorbeeld;person\n"
    relations = b"Van;Naar;Relatie;Vanaf\nJip Voorbeeld;Demo BV;Bestuurder van;ooit\nJip Voorbeeld;Weg BV;kent;\n"
    read = read_tables([("e.csv", things), ("v.csv", relations), ("z.csv", b"foo;bar\n1;2\n")])
    assert [(each.kind, each.start, each.end) for each in read.relations] == [
        (LinkKind.DIRECTS, "Jip Voorbeeld", "Demo BV")
    ]
    assert read.notes == (
        "Rij 2: ‘ooit’ is geen datum en is leeg gelaten.",
        "Van ‘z.csv’ is geen enkele kolom herkend; deze tabel is overgeslagen.",
        "één verband met een item dat niet in het bestand staat: weggelaten.",
    )


def test_that_what_a_row_is_about_follows_from_its_columns_when_none_says_so() -> None:
    headings = "Achternaam;Postcode;Kenteken;IBAN;E-mail;Organisatie"
    values = ("A", "2671AB", "12ABC3", "NL91ABNA0417164300", "a@b.example", "Demo BV")
    rows = [";" * place + value + ";" * (5 - place) for place, value in enumerate(values)]
    table = "\n".join([headings, *rows]).encode()
    kinds = [thing.kind for thing in read_tables([("x.csv", table)]).things]
    assert kinds == [
        MentionKind.PERSON,
        MentionKind.ADDRESS,
        MentionKind.VEHICLE,
        MentionKind.ACCOUNT,
        MentionKind.CONTACT,
        MentionKind.ORGANISATION,
    ]


def test_that_a_broken_or_enormous_package_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImportProblem, match="beschadigd"):
        read_tables([("x.zip", b"PK\x03\x04" + b"x" * 50)])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("e.csv", "Naam\n" + "A\n" * 500_000)
    monkeypatch.setattr("app.exchange.graphs.tables_in.LARGEST_FILE", 1_000)
    with pytest.raises(ImportProblem, match="veel te groot"):
        read_tables([("x.zip", made.getvalue())])


def test_that_too_much_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.exchange.graphs.ftm.LARGEST_FILE", 10)
    monkeypatch.setattr("app.exchange.graphs.xml_safe.LARGEST_FILE", 10)
    with pytest.raises(ImportProblem, match="groter dan"):
        read_ftm(lines(PERSON))
    with pytest.raises(ImportProblem, match="groter dan"):
        read_graphml(b"<graphml></graphml>")
    monkeypatch.setattr(limits, "MOST_THINGS", 2)
    graph = nx.path_graph(3)
    made = io.BytesIO()
    nx.write_graphml(graph, made)
    monkeypatch.setattr("app.exchange.graphs.xml_safe.LARGEST_FILE", 10_000)
    with pytest.raises(ImportProblem, match="deel het op"):
        read_graphml(made.getvalue())


def test_that_text_that_is_no_utf8_is_told() -> None:
    with pytest.raises(ImportProblem, match="UTF-8"):
        read_ftm(b'{"id": "\xff"}')


STARTS = (b"", b"<graphml>", b"{", b'{"id":"a","schema":"Person","properties":')


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=200), st.sampled_from(STARTS))
def test_that_no_bytes_do_more_than_be_refused(content: bytes, start: bytes) -> None:
    with contextlib.suppress(ImportProblem):
        read_network([("x", start + content)])
