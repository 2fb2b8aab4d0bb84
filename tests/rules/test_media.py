"""What a file is by its content, and when its name says something else."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from PIL import Image

from app.rules.media import EXTENSIONS, file_problem, kind_of
from models.attachments import MediaKind


def picture(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (3, 2), "white").save(out, kind)
    return out.getvalue()


def packed(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, MediaKind.PDF),
        (b"\x00\x01 printer " + PDF, MediaKind.PDF),
        (picture("PNG"), MediaKind.PNG),
        (picture("JPEG"), MediaKind.JPEG),
        (picture("GIF"), MediaKind.GIF),
        (picture("WEBP"), MediaKind.WEBP),
        (picture("TIFF"), MediaKind.TIFF),
        (picture("BMP"), MediaKind.BMP),
        (packed("[Content_Types].xml", "word/document.xml"), MediaKind.WORD),
        (packed("[Content_Types].xml", "xl/workbook.xml"), MediaKind.EXCEL),
        (packed("[Content_Types].xml", "ppt/presentation.xml"), MediaKind.POWERPOINT),
        (packed("[Content_Types].xml", "iets.xml"), MediaKind.ZIP),
        (packed("mimetype", "content.xml"), MediaKind.OPEN_DOCUMENT),
        (packed("foto.png"), MediaKind.ZIP),
        (packed("foto.png")[:20], None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", MediaKind.OLD_OFFICE),
        (b"\x00\x00\x00\x20ftypisom", MediaKind.VIDEO),
        (b"\x00\x00\x00\x20ftypM4A ", MediaKind.SOUND),
        (b"RIFF\x00\x00\x00\x00WAVE", MediaKind.SOUND),
        (b"RIFF\x00\x00\x00\x00iets", None),
        (b"OggS\x00", MediaKind.SOUND),
        ("Gezien op de Voorbeeldstraat: één loods.".encode(), MediaKind.TEXT),
        (b"BMW van de buurman", MediaKind.TEXT),
        (b"MZ-nummer 12", MediaKind.TEXT),
        ("Café".encode("cp1252"), MediaKind.TEXT),
        (b"\xef\xbb\xbfFrom: a@voorbeeld.invalid\r\n\r\nTekst", MediaKind.MAIL),
        (PROGRAM, None),
        (b"\x00\x01\x02", None),
    ],
)
def test_that_the_content_says_what_a_file_is(content: bytes, kind: MediaKind | None) -> None:
    assert kind_of(content) is kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("foto.PNG", picture("PNG")),
        ("foto.jpeg", picture("JPEG")),
        ("brief.pdf", PDF),
        ("bericht.txt", b"From: iemand"),
        ("map.zip", packed("[Content_Types].xml", "word/document.xml")),
        ("lijst.csv", b"a;b"),
    ],
)
def test_that_a_name_and_a_content_that_agree_are_taken_in(name: str, content: bytes) -> None:
    assert file_problem(name, content) is None


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("foto.png", PDF, "De naam eindigt op .png, maar de inhoud is een PDF."),
        ("brief.pdf", picture("PNG"), "De naam eindigt op .pdf, maar de inhoud is een PNG-afbeelding."),
        ("brief.pdf", PROGRAM, "De naam eindigt op .pdf, maar dit bestand is een programma."),
        ("foto.jpg", b"\x00\x01", "De naam eindigt op .jpg, maar de inhoud is iets wat niet te herkennen is"),
        ("brief.docx", packed("a.txt"), "De naam eindigt op .docx, maar de inhoud is een ZIP-archief."),
        ("leeg.pdf", b"", "Dit bestand is leeg."),
        ("programma.exe", PROGRAM, "Bestanden ‘.exe’ worden niet opgenomen. Wel: pdf, png"),
        ("LEESMIJ", b"tekst", "Bestanden zonder soort in de naam worden niet opgenomen."),
        (f"{'x' * 300}.pdf", PDF, "De naam van het bestand is langer dan 255 tekens."),
    ],
)
def test_that_what_does_not_agree_is_refused_with_the_reason(name: str, content: bytes, told: str) -> None:
    problem = file_problem(name, content)
    assert problem is not None
    assert problem.startswith(told)


def test_that_every_kind_has_a_name_and_every_name_a_kind() -> None:
    assert len(set(EXTENSIONS)) == len(EXTENSIONS) > 20
