"""What a file is by its first bytes, and whether its name says the same: what does not agree is not taken in."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from models.attachments import MediaKind

LONGEST_NAME = 255
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_STARTS: tuple[tuple[bytes, MediaKind], ...] = (
    (b"\x89PNG\r\n\x1a\n", MediaKind.PNG),
    (b"\xff\xd8\xff", MediaKind.JPEG),
    (b"GIF87a", MediaKind.GIF),
    (b"GIF89a", MediaKind.GIF),
    (b"II*\x00", MediaKind.TIFF),
    (b"MM\x00*", MediaKind.TIFF),
    (b"BM", MediaKind.BMP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", MediaKind.OLD_OFFICE),
    (b"\x1aE\xdf\xa3", MediaKind.VIDEO),
    (b"OggS", MediaKind.SOUND),
    (b"ID3", MediaKind.SOUND),
    (b"\xff\xfb", MediaKind.SOUND),
    (b"fLaC", MediaKind.SOUND),
)
_RIFF = {b"WEBP": MediaKind.WEBP, b"WAVE": MediaKind.SOUND, b"AVI ": MediaKind.VIDEO}
_OFFICE = (("word/", MediaKind.WORD), ("xl/", MediaKind.EXCEL), ("ppt/", MediaKind.POWERPOINT))
_HEADERS = rb"From|Received|Return-Path|Date|Subject|MIME-Version|Message-ID|Delivered-To|X-[\w-]+"
_MAIL = re.compile(rb"\A(?:%b):" % _HEADERS, re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

_NAMED: dict[str, tuple[MediaKind, ...]] = {
    "pdf": (MediaKind.PDF,),
    "png": (MediaKind.PNG,),
    "jpg": (MediaKind.JPEG,),
    "jpeg": (MediaKind.JPEG,),
    "gif": (MediaKind.GIF,),
    "webp": (MediaKind.WEBP,),
    "tif": (MediaKind.TIFF,),
    "tiff": (MediaKind.TIFF,),
    "bmp": (MediaKind.BMP,),
    "docx": (MediaKind.WORD,),
    "xlsx": (MediaKind.EXCEL,),
    "pptx": (MediaKind.POWERPOINT,),
    "odt": (MediaKind.OPEN_DOCUMENT,),
    "ods": (MediaKind.OPEN_DOCUMENT,),
    "odp": (MediaKind.OPEN_DOCUMENT,),
    "doc": (MediaKind.OLD_OFFICE,),
    "xls": (MediaKind.OLD_OFFICE,),
    "ppt": (MediaKind.OLD_OFFICE,),
    "msg": (MediaKind.OLD_OFFICE,),
    "txt": (MediaKind.TEXT, MediaKind.MAIL),
    "csv": (MediaKind.TEXT,),
    "eml": (MediaKind.MAIL,),
    "zip": (MediaKind.ZIP, MediaKind.WORD, MediaKind.EXCEL, MediaKind.POWERPOINT, MediaKind.OPEN_DOCUMENT),
    "mp4": (MediaKind.VIDEO,),
    "mov": (MediaKind.VIDEO,),
    "mkv": (MediaKind.VIDEO,),
    "webm": (MediaKind.VIDEO,),
    "avi": (MediaKind.VIDEO,),
    "mp3": (MediaKind.SOUND,),
    "m4a": (MediaKind.SOUND,),
    "wav": (MediaKind.SOUND,),
    "ogg": (MediaKind.SOUND,),
    "flac": (MediaKind.SOUND,),
}
"""What each extension may hold; a name without one of these is refused."""

EXTENSIONS = tuple(_NAMED)
PICTURES = frozenset({MediaKind.PNG, MediaKind.JPEG, MediaKind.GIF, MediaKind.WEBP, MediaKind.TIFF, MediaKind.BMP})


def kind_of(content: bytes) -> MediaKind | None:
    """What the content is; None when it is nothing that is taken in."""
    if b"%PDF-" in content[:1024]:
        return MediaKind.PDF
    if _CONTROL.search(content) is None:  # text in UTF-8 or an older code page: no bytes that steer machines
        return MediaKind.MAIL if _MAIL.match(content.removeprefix(b"\xef\xbb\xbf")) else MediaKind.TEXT
    return None if content.startswith(_PROGRAMS) else _binary(content)


def file_problem(name: str, content: bytes) -> str | None:
    """Why a file is not taken in, as a sentence: empty, of an unknown kind, or another kind than its name says."""
    if not content:
        return "Dit bestand is leeg."
    if len(name) > LONGEST_NAME:
        return f"De naam van het bestand is langer dan {LONGEST_NAME} tekens."
    extension = PurePath(name).suffix.lower().removeprefix(".")
    wanted = _NAMED.get(extension)
    if wanted is None:
        shown = f"‘.{extension}’" if extension else "zonder soort in de naam"
        return f"Bestanden {shown} worden niet opgenomen. Wel: {', '.join(EXTENSIONS)}."
    found = kind_of(content)
    if found in wanted:
        return None
    if found is None and content.startswith(_PROGRAMS):
        return f"De naam eindigt op .{extension}, maar dit bestand is een programma."
    told = f"een {found.label}" if found else "iets wat niet te herkennen is, of beschadigd"
    return f"De naam eindigt op .{extension}, maar de inhoud is {told}."


def _binary(content: bytes) -> MediaKind | None:
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    if content.startswith(b"RIFF"):
        return _RIFF.get(content[8:12])
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    if content[4:8] == b"ftyp":
        return MediaKind.SOUND if content[8:11] == b"M4A" else MediaKind.VIDEO
    return None


def _packed(content: bytes) -> MediaKind | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if "[Content_Types].xml" in names:
        for folder, kind in _OFFICE:
            if any(name.startswith(folder) for name in names):
                return kind
    return MediaKind.OPEN_DOCUMENT if "mimetype" in names and "content.xml" in names else MediaKind.ZIP
