"""Networks out and in: what was written is read back the same, and the libraries of others read it too."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import openpyxl
import pytest
from hypothesis import given, settings
from lxml import etree

from app.exchange.graphs.anx import write_anx
from app.exchange.graphs.bundle import Bundle, Relation, Thing, without_origins
from app.exchange.graphs.formats import FORMATS, form_of, read_network
from app.exchange.graphs.ftm import read_ftm, write_ftm
from app.exchange.graphs.graphml import read_graphml, write_graphml
from app.exchange.graphs.tables_in import read_tables
from app.exchange.graphs.tables_out import write_csv, write_xlsx
from models.casework.choices import Certainty, LinkKind, MentionKind
from tests.exchange.networks import bundles, every_kind

if TYPE_CHECKING:
    from collections.abc import Callable

FTM = Path(__file__).parents[2] / ".venv" / "ftm" / "bin" / "python"
WHOLE = every_kind()


@settings(deadline=None, max_examples=60)
@given(bundles())
def test_that_graphml_is_read_back_as_it_was_written(bundle: Bundle) -> None:
    assert read_graphml(write_graphml(bundle)) == bundle


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
def test_that_tables_are_read_back_as_they_were_written(write: Callable[[Bundle], bytes]) -> None:
    numbered = tuple(replace(each, key=f"r{place + 1}") for place, each in enumerate(WHOLE.relations))
    read = read_tables([("netwerk", write(WHOLE))])
    assert read.things == WHOLE.things
    assert read.relations == numbered


def test_that_followthemoney_is_read_back_with_everything_it_has_a_place_for() -> None:
    read = read_ftm(write_ftm(WHOLE))
    assert {thing.key: thing.kind for thing in read.things} == {thing.key: thing.kind for thing in WHOLE.things}
    for ours, theirs in zip(WHOLE.things, read.things, strict=True):
        lost = {name for name, value in ours.said.items() if theirs.said.get(name) != value}
        assert lost <= {"prefix", "surname"}  # one property there
    assert read.relations == WHOLE.relations


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.key)
def test_that_a_citizen_service_number_is_in_no_format(form: object) -> None:
    person = Thing("entity-1", MentionKind.PERSON, {"surname": "Voorbeeld", "bsn": "123456782"}, "Voorbeeld")
    content = form.write(Bundle((person,)))  # type: ignore[attr-defined]
    unpacked = _unpacked(content)
    assert b"Voorbeeld" in unpacked
    assert b"123456782" not in unpacked


def _unpacked(content: bytes) -> bytes:
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return b"".join(package.read(name) for name in package.namelist())


def test_that_networkx_opens_our_graphml() -> None:
    graph = nx.read_graphml(io.BytesIO(write_graphml(WHOLE)))
    assert graph.is_directed()
    assert set(graph) == {thing.key for thing in WHOLE.things}
    assert graph.number_of_edges() == len(WHOLE.relations)
    assert graph.nodes["entity-address1"]["postcode"] == "2671AB"
    assert {data["kind"] for *_, data in graph.edges(data=True)} == {kind.value for kind in LinkKind}


def test_that_we_open_the_graphml_of_networkx() -> None:
    graph = nx.Graph()
    graph.add_node("a", label="Jip van der Voorbeeld", type="Person")
    graph.add_node("b", label="Demo BV", type="Company")
    graph.add_node("c", label="Iets", type="Planeet")
    graph.add_edge("a", "b", label="bestuurder van")
    made = io.BytesIO()
    nx.write_graphml(graph, made)
    read = read_graphml(made.getvalue())
    assert [(thing.kind, dict(thing.said)) for thing in read.things[:2]] == [
        (MentionKind.PERSON, {"given_names": "Jip", "surname": "van der Voorbeeld"}),
        (MentionKind.ORGANISATION, {"organisation": "Demo BV"}),
    ]
    assert [(each.kind, each.certainty) for each in read.relations] == [(LinkKind.DIRECTS, Certainty.SUSPECTED)]
    assert read.notes == ("Soort ‘Planeet’ is onbekend en is ingelezen als organisatie.",)


@pytest.mark.skipif(not FTM.exists(), reason="followthemoney staat niet in .venv/ftm: voer .ci/prepare test uit")
def test_that_the_followthemoney_library_accepts_every_entity_and_loses_nothing() -> None:
    script = Path(__file__).with_name("validate_ftm.py")
    done = subprocess.run([FTM, script], input=write_ftm(WHOLE), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout) == {"count": len(WHOLE.things) + len(WHOLE.relations), "problems": []}


def test_that_no_cell_of_a_spreadsheet_is_a_formula() -> None:
    evil = Thing("=1+1", MentionKind.ORGANISATION, {"organisation": "=cmd|' /C calc'!A0"}, "@SUM(A1)")
    bundle = Bundle((evil, Thing("b", MentionKind.CONTACT, {"phone": "+31612345678"}, "+31612345678")))
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(bundle)))
    assert "f" not in {cell.data_type for row in book["Entiteiten"].rows for cell in row}
    text = _unpacked(write_csv(bundle)).decode("utf-8-sig")
    cells = [cell for line in text.splitlines()[1:] for cell in line.split(";") if cell]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert read_tables([("x.zip", write_csv(bundle))]).things[1].said["phone"] == "+31612345678"


def test_that_anx_has_the_shape_of_a_chart_with_types_for_everything_in_it() -> None:
    root = etree.fromstring(write_anx(WHOLE, title="Proef", classification="Vertrouwelijk"))
    entities, links = root.findall(".//Entity"), root.findall(".//Link")
    assert (len(entities), len(links)) == (len(WHOLE.things), len(WHOLE.relations))
    assert {each.get("Type") for each in root.iter("IconStyle")} <= {
        each.get("Name") for each in root.iter("EntityType")
    }
    assert {each.get("Type") for each in root.iter("LinkStyle")} <= {each.get("Name") for each in root.iter("LinkType")}
    ids = {each.get("EntityId") for each in entities}
    assert all(each.get("End1Id") in ids and each.get("End2Id") in ids for each in links)
    strengths = {each.get("Name"): each.get("DotStyle") for each in root.iter("Strength")}
    assert strengths == {"Confirmed": "DotStyleSolid", "Unconfirmed": "DotStyleDashed"}
    classes = {each.get("Name") for each in root.iter("AttributeClass")}
    assert {each.get("AttributeClass") for each in root.iter("Attribute")} <= classes
    assert root.find(".//CustomProperty").get("Value") == "Vertrouwelijk"


def test_that_where_it_was_read_can_stay_behind() -> None:
    assert {(each.origin, each.note) for each in without_origins(WHOLE).relations} == {(None, None)}


@pytest.mark.parametrize("form", [form for form in FORMATS if form.key != "anx"], ids=lambda form: form.key)
def test_that_what_a_file_is_follows_from_its_content(form: object) -> None:
    content = form.write(WHOLE)  # type: ignore[attr-defined]
    assert len(read_network([("zonder naam", content)]).things) == len(WHOLE.things)


def test_that_signs_that_xml_cannot_hold_are_left_out() -> None:
    bundle = Bundle((Thing("a", MentionKind.EVENT, {"title": "een\x00\x0b\ufffetwee"}, "x\x01y"),))
    assert read_graphml(write_graphml(bundle)).things[0].said == {"title": "eentwee"}
    assert b"xy" in write_anx(bundle)


def test_that_other_words_of_a_link_are_kept() -> None:
    things = WHOLE.things[:2]
    odd = Relation("r1", things[0].key, things[1].key, LinkKind.OTHER, note="zwager van")
    for write, read in ((write_graphml, read_graphml), (write_ftm, read_ftm)):
        (found,) = read(write(Bundle(things, (odd,)))).relations
        assert (found.kind, found.note) == (LinkKind.OTHER, "zwager van")
    assert form_of(b"\xef\xbb\xbf <graphml/>") == "graphml"
