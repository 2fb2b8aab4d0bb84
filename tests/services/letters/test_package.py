"""Files that are handed in as templates: what is damaged, hostile or would do something by itself is refused."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from app.errors import Invalid
from app.services.letters import package
from app.services.letters.package import open_package, parsed, written
from tests.services.letters.word_files import (
    MAIN,
    TYPES,
    changed,
    linked,
    parts_of,
    with_body,
    with_part,
    word_file,
    zipped,
)

GOOD = word_file("Geachte {{ geadresseerde }},")
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
FIELD = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{inside}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


def refusal(content: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        open_package(content)
    return refused.value.fields["file"]


def instruction(*pieces: str) -> str:
    return FIELD.format(inside="".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces))


def test_that_an_ordinary_file_is_taken() -> None:
    found = open_package(GOOD)
    assert found.main == MAIN
    assert open_package(written(found.parts)).parts == found.parts
    assert written(found.parts) == written(found.parts)


@pytest.mark.parametrize("content", [b"", b"geen zip", GOOD[: len(GOOD) // 2], zipped({"a.txt": b"x"})])
def test_that_a_broken_file_is_called_damaged(content: bytes) -> None:
    assert "geen Word-document (.docx), of het is beschadigd" in refusal(content)


def test_that_a_flipped_byte_is_refused_or_harmless() -> None:
    for place in range(40, len(GOOD), 211):
        broken = bytearray(GOOD)
        broken[place] ^= 0x55
        try:
            open_package(bytes(broken))
        except Invalid:
            continue


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xd0\xcf\x11\xe0" + b"x" * 99, "oud Word-bestand (.doc)"),
        (b"PK" + b"x" * package.LARGEST_FILE, "ten hoogste 5 MB"),
        (changed(GOOD, TYPES, WORD_TYPE, "application/vnd.ms-word.document.macroEnabled.main+xml"), "macro’s (.docm)"),
        (with_part(GOOD, "word/vbaProject.bin"), "macro’s (.docm)"),
        (changed(GOOD, TYPES, "document.main+xml", "template.main+xml"), "sjabloonbestand (.dotx)"),
        (with_part(GOOD, "word/embeddings/oleObject1.bin"), "ingesloten object (oleObject1.bin)"),
        (with_part(GOOD, "word/activeX/activeX1.xml", b"<x/>"), "ingesloten object"),
        (with_part(GOOD, "word/comments.xml", b"<x/>"), "staan opmerkingen"),
        (zipped(parts_of(GOOD) | {MAIN: b"<w:document xmlns:w='x'/>"}), "beschadigd"),
        (
            linked(GOOD, "image", "http://voorbeeld.invalid/x.png"),
            "verwijst naar buiten: http://voorbeeld.invalid/x.png",
        ),
        (linked(GOOD, "hyperlink", "https://voorbeeld.invalid"), "zet een webadres als gewone tekst"),
        (linked(GOOD, "oleObject", "file:///c:/x.xls"), "verwijst naar buiten"),
        (linked(GOOD, "aFChunk", "x.html"), "verwijst naar buiten"),
        (with_body(GOOD, '<w:p><w:ins w:id="1"><w:r><w:t>nieuw</w:t></w:r></w:ins></w:p>'), "bijgehouden wijzigingen"),
        (with_body(GOOD, instruction("MERGEFIELD naam")), "Vervang het samenvoegveld ‘naam’"),
        (with_body(GOOD, instruction('INCLUDEPICTURE "http://x"')), "Word-veld ‘INCLUDEPICTURE’"),
        (with_body(GOOD, instruction("INCLUDE", 'TEXT "c:/x"')), "Word-veld ‘INCLUDETEXT’"),
        (with_body(GOOD, instruction("includetext x")), "Word-veld ‘includetext’"),
        (with_body(GOOD, instruction("DDEAUTO c:/x")), "Word-veld ‘DDEAUTO’"),
        (with_body(GOOD, '<w:p><w:fldSimple w:instr="DATE"/></w:p>'), "Word-veld ‘DATE’"),
        (with_body(GOOD, "<w:p><w:r><w:instrText>LINK x</w:instrText></w:r></w:p>"), "Word-veld ‘LINK’"),
        (
            with_body(GOOD, '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>RD x</w:instrText></w:r></w:p>'),
            "Word-veld ‘RD’",
        ),
    ],
)
def test_that_what_does_something_by_itself_is_refused(content: bytes, told: str) -> None:
    assert told in refusal(content)


@pytest.mark.parametrize("quiet", ["PAGE", "NUMPAGES \\* MERGEFORMAT", "STYLEREF Titel"])
def test_that_counting_pages_is_allowed(quiet: str) -> None:
    assert open_package(with_body(GOOD, instruction(quiet))).main == MAIN


def test_that_the_template_on_a_disk_is_not_refused() -> None:
    assert open_package(linked(GOOD, "attachedTemplate", "file:///h:/sjablonen/brief.dotx")).main == MAIN


def test_that_a_zip_that_grows_beyond_bounds_is_not_unpacked() -> None:
    assert "veel te groot" in refusal(with_part(GOOD, "word/theme/bom.xml", b" " * (package.LARGEST_XML + 10)))
    many = zipped(parts_of(GOOD) | {f"word/media/{n}.bin": b"0" * (package.LARGEST_WHOLE // 4) for n in range(5)})
    assert len(many) < package.LARGEST_FILE
    assert "veel te groot" in refusal(many)


def test_that_too_many_parts_are_refused() -> None:
    many = zipped(parts_of(GOOD) | {f"word/media/{n}.png": b"" for n in range(package.MOST_PARTS)})
    assert "dat is te veel" in refusal(many)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_that_a_part_that_is_there_twice_is_refused() -> None:
    out = BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(MAIN, b"<x/>")
    assert "beschadigd" in refusal(out.getvalue())


def test_that_an_encrypted_entry_is_refused() -> None:
    content = bytearray(GOOD)
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    assert "beschadigd" in refusal(bytes(content))


def test_that_no_entity_is_ever_expanded() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    with pytest.raises(Invalid, match="documenttypedefinitie"):
        parsed(bomb.encode())
    with pytest.raises(Invalid, match="beschadigd"):
        parsed(b"<x")


def test_that_strict_open_xml_is_told_apart() -> None:
    strict = changed(
        GOOD, MAIN, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/x"
    )
    assert "Strict Open XML" in refusal(strict)
