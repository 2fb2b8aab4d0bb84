"""The manual: every page of the window has a topic, links lead somewhere, pictures exist, and it can be searched."""

from __future__ import annotations

import pytest

from app.paths import resource
from app.rules.markup import HeadingNode, ListNode, TextNode
from app.services import manual
from app.services.manual import PictureNode, TableNode, nodes, picture, search, topic, topics
from ui.navigation import ENTRIES

KEYS = [each.key for each in topics()]


def test_that_every_page_of_the_window_has_a_topic() -> None:
    lacking = [entry.key for entry in ENTRIES if entry.key not in KEYS]

    assert not lacking, f"write resources/manual/<key>.md and name it in contents.toml: {lacking}"


def test_that_every_page_of_the_window_shows_a_picture_in_its_topic() -> None:
    without = [entry.key for entry in ENTRIES if entry.key in KEYS and not topic(entry.key).pictures]

    assert not without


def test_that_no_file_is_left_out_of_the_contents_and_none_stands_there_twice() -> None:
    files = {path.stem for path in resource("manual").glob("*.md")}

    assert sorted(files) == sorted(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_that_a_topic_can_be_read_and_leads_somewhere(key: str) -> None:
    found = topic(key)

    assert found.title
    assert found.text
    assert [link for link in found.links if link not in KEYS] == []
    assert [file for file in found.pictures if not picture(file).is_file()] == []
    assert all(node.told for node in nodes(found.text) if isinstance(node, PictureNode))
    tables = [node for node in nodes(found.text) if isinstance(node, TableNode)]
    assert all(len(row) == len(table.titles) for table in tables for row in table.rows)
    assert "'" not in found.text


def test_that_an_unknown_topic_gives_the_first_one() -> None:
    assert topic("bestaat niet").key == manual.FIRST


def test_that_blocks_are_told_apart() -> None:
    text = (
        "Een [zin](page:cases) met **vet**.\n\n## Kop\n- een\n- twee\n\n![Plaatje](start.png)\n\n| A | B |\n|---|---|\n"
        "| 1 | **2** |"
    )

    kinds = [type(node) for node in nodes(text)]
    assert kinds == [TextNode, HeadingNode, ListNode, PictureNode, TableNode]
    assert nodes(text)[-1] == TableNode(("A", "B"), (("1", "2"),))
    first = nodes(text)[0]
    assert isinstance(first, TextNode)
    assert "".join(run.text for run in first.runs) == "Een zin met vet."


def test_that_words_are_found_and_titles_come_first() -> None:
    found = search("bibob")

    assert found[0].topic.key == "bibob"
    assert len(found) > 3
    assert search("herstelblad vingerafdruk")
    assert "ingerafdruk" in search("vingerafdruk")[-1].around
    assert search("  ") == ()
    assert search("xyzzy") == ()
