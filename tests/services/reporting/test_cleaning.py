"""Files without traces of their maker: what was in them is gone from the bytes, and what cannot be cleaned says so."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import openpyxl
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from app.services.reporting import office
from app.services.reporting.cleaning import cleaned
from app.services.reporting.office import clean_office

MAKER = "Zichtbare Maker"


def unpacked(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def photo() -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x0132] = "Merk", MAKER, "2020:01:02 03:04:05"
    exif.get_ifd(0x8825)[1] = "N"
    made = BytesIO()
    Image.new("RGB", (40, 20), "red").save(made, "JPEG", exif=exif, comment=MAKER.encode())
    return made.getvalue()


def test_that_a_photo_keeps_its_picture_and_nothing_else() -> None:
    assert MAKER.encode() in photo()

    made = cleaned("vakantie.JPG", photo())

    assert made.problem is None
    assert MAKER.encode() not in made.data
    assert {"camera of programma", "de naam van de maker", "de tijd van de opname"} <= set(made.removed)
    with Image.open(BytesIO(made.data)) as shown:
        assert (shown.size, shown.format, dict(shown.getexif())) == ((40, 20), "JPEG", {})


def test_that_a_picture_that_was_turned_stays_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = BytesIO()
    Image.new("RGB", (40, 20), "red").save(made, "JPEG", exif=exif)
    with Image.open(BytesIO(cleaned("x.jpg", made.getvalue()).data)) as shown:
        assert shown.size == (20, 40)


def test_that_text_in_a_png_goes_and_other_kinds_become_png() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", MAKER)
    made = BytesIO()
    Image.new("RGBA", (8, 8), (1, 2, 3, 4)).save(made, "PNG", pnginfo=told)
    clean = cleaned("a.png", made.getvalue())
    assert MAKER.encode() not in clean.data
    assert clean.removed == ("overige gegevens in het bestand",)

    moving = BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    frames[0].save(moving, "GIF", save_all=True, append_images=frames[1:])
    still = cleaned("a.gif", moving.getvalue())
    assert still.ending == "png"
    assert "alle beelden na het eerste" in still.removed


def test_that_a_pdf_loses_its_maker_its_commands_and_the_names_at_its_notes() -> None:
    document = pikepdf.new()
    document.add_blank_page()
    document.docinfo["/Author"] = MAKER
    with document.open_metadata() as told:
        told["dc:creator"] = [MAKER]
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=MAKER)
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, T=MAKER, Rect=pikepdf.Array([0, 0, 1, 1])
    )
    document.pages[0].Annots = document.make_indirect(pikepdf.Array([note]))
    document.attachments["geheim.txt"] = pikepdf.AttachedFileSpec(document, MAKER.encode())
    made = BytesIO()
    document.save(made, compress_streams=False)
    assert MAKER.encode() in made.getvalue()

    clean = cleaned("stuk.pdf", made.getvalue())

    assert clean.problem is None
    with pikepdf.open(BytesIO(clean.data)) as shown:
        assert len(shown.pages) == 1
        raw = BytesIO()
        shown.save(raw, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert MAKER.encode() not in raw.getvalue()
    assert {"auteur, programma en data", "ingesloten bestanden en opdrachten"} <= set(clean.removed)


def test_that_a_pdf_with_a_password_cannot_be_cleaned() -> None:
    document = pikepdf.new()
    document.add_blank_page()
    made = BytesIO()
    document.save(made, encryption=pikepdf.Encryption(user="a", owner="b"))
    clean = cleaned("stuk.pdf", made.getvalue())
    assert "wachtwoord" in (clean.problem or "")
    assert clean.data == made.getvalue()


def test_that_a_word_file_loses_its_maker_and_keeps_its_text() -> None:
    document = docx.Document()
    document.add_paragraph("De inhoud blijft.")
    document.core_properties.author = MAKER
    document.core_properties.last_modified_by = MAKER
    document.add_comment(document.paragraphs[0].runs, text="let op", author=MAKER, initials="ZM")
    made = BytesIO()
    document.save(made)
    assert MAKER.encode() in unpacked(made.getvalue())

    clean = cleaned("brief.docx", made.getvalue())

    assert clean.problem is None
    assert MAKER.encode() not in unpacked(clean.data)
    assert docx.Document(BytesIO(clean.data)).paragraphs[0].text == "De inhoud blijft."
    assert "namen en tijden bij opmerkingen en wijzigingen" in clean.removed
    with zipfile.ZipFile(BytesIO(clean.data)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_that_a_workbook_loses_its_maker_and_keeps_its_cells() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = 7
    book.properties.creator = MAKER
    made = BytesIO()
    book.save(made)
    clean = cleaned("lijst.xlsx", made.getvalue())
    assert MAKER.encode() not in unpacked(clean.data)
    assert openpyxl.load_workbook(BytesIO(clean.data)).active["A1"].value == 7


def open_document() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("meta.xml", f"<m><creator>{MAKER}</creator></m>")
        archive.writestr("Thumbnails/thumbnail.png", b"plaatje")
        names = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
        archive.writestr("content.xml", f"<c {names}><dc:creator>{MAKER}</dc:creator><p>Tekst</p></c>")
    return made.getvalue()


def test_that_an_open_document_loses_its_maker() -> None:
    made, removed = clean_office(open_document())
    assert MAKER.encode() not in unpacked(made)
    assert b"Tekst" in unpacked(made)
    assert b"plaatje" not in unpacked(made)
    assert len(removed) == 3


def test_that_a_file_that_unpacks_to_far_too_much_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 2_000_000)
    monkeypatch.setattr(office, "MOST_BYTES", 1_000_000)
    with pytest.raises(ValueError, match="veel te groot"):
        clean_office(made.getvalue())
    monkeypatch.setattr(office, "MOST_PARTS", 0)
    with pytest.raises(ValueError, match="veel te groot"):
        clean_office(open_document())


def test_that_a_part_that_lies_about_its_size_is_not_believed() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.xml", b"<a>" + b"1" * 500 + b"</a>")
    data = made.getvalue().replace((507).to_bytes(4, "little"), (5).to_bytes(4, "little"))
    with pytest.raises(ValueError, match=r"beschadigd|te groot"):
        clean_office(data)


def test_that_entities_are_not_followed() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("content.xml", '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a author="x">&e;</a>')
    clean, _ = clean_office(made.getvalue())
    assert b"root:" not in unpacked(clean)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.jpg", b"\xff\xd8\xff\x00 geen foto"),
        ("x.png", b"\x89PNG\r\n\x1a\n"),
        ("x.pdf", b"%PDF-1.7 kapot"),
        ("x.mp4", b"\0\0\0 ftypisom" + b"\0" * 50),
        ("x.exe", b"MZ\0\0"),
        ("zonder", b"\0\1\2"),
        ("x.zip", b"PK\3\4 kapot"),
    ],
)
def test_that_what_cannot_be_cleaned_is_told_and_left_as_it_was(name: str, data: bytes) -> None:
    made = cleaned(name, data)
    assert made.problem
    assert made.data == data


def test_that_plain_text_needs_no_cleaning() -> None:
    assert cleaned("notitie.txt", b"Zomaar tekst.").problem is None


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=30))
def test_that_a_damaged_file_is_never_more_than_a_problem(at: int, noise: bytes) -> None:
    for name, good in (("a.jpg", photo()), ("a.odt", open_document())):
        place = at % len(good)
        cleaned(name, good[:place] + noise + good[place + len(noise) :])
