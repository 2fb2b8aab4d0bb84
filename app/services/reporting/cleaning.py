"""Taking from a file what tells of its maker: who, with what, where and when. What cannot be cleaned is told."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from PIL import Image, ImageOps, UnidentifiedImageError

from app.rules.media import PICTURES, kind_of
from app.services.reporting.office import clean_office
from models.attachments import MediaKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_PIXELS = 100_000_000
_OFFICE = frozenset({MediaKind.WORD, MediaKind.EXCEL, MediaKind.POWERPOINT, MediaKind.OPEN_DOCUMENT})
_CARRIERS = ("/Metadata", "/PieceInfo", "/LastModified")
_SIGNED = ("/T", "/M", "/CreationDate", "/NM")
_ACTING = ("/OpenAction", "/AA", "/JavaScript", "/EmbeddedFiles", "/AF", "/Collection")
_BROKEN = "Dit bestand is beschadigd of is niet wat de naam zegt."


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file as it would be sent. `ending` goes behind its neutral name; `removed` says what was taken out, in words.

    `problem` is why it could not be cleaned, None when it was; `data` is then what it was.
    """

    data: bytes
    ending: str
    removed: tuple[str, ...] = ()
    problem: str | None = None


class Uncleanable(Exception):
    """Why a file cannot be cleaned, as a Dutch sentence."""


def cleaned(name: str, data: bytes) -> Cleaned:
    """The file without what tells of its maker. Never raises for what is in a file: a problem is told in the result."""
    ending = name.rpartition(".")[2].lower()[:8] if "." in name else "bestand"
    kind = kind_of(data)
    cleaner = _CLEANERS.get(kind) if kind is not None else None
    if cleaner is None:
        return Cleaned(data, ending, problem="Van deze soort bestanden kan het formulier de sporen niet wissen.")
    try:
        return cleaner(data, ending)
    except Uncleanable as reason:
        return Cleaned(data, ending, problem=str(reason))


def _picture(data: bytes, _ending: str) -> Cleaned:
    """Only the pixels go on, turned as the camera said; every picture is written anew."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about data that is thrown away anyway
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data)) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise Uncleanable("Deze afbeelding heeft te veel beeldpunten om veilig te openen.")
                jpeg, frames = opened.format == "JPEG", getattr(opened, "n_frames", 1)
                told = _told_by(opened)
                upright: Image.Image = ImageOps.exif_transpose(opened)
                bare = upright.convert("RGB" if jpeg else "RGBA" if "A" in upright.getbands() else "RGB")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ) as error:
        raise Uncleanable(_BROKEN) from error
    bare.info = {}
    made = BytesIO()
    if jpeg:
        bare.save(made, "JPEG", quality=90)
    else:
        bare.save(made, "PNG")
    more = ("alle beelden na het eerste",) if frames > 1 else ()
    return Cleaned(made.getvalue(), "jpg" if jpeg else "png", (*told, *more))


def _told_by(opened: Image.Image) -> tuple[str, ...]:
    exif = opened.getexif()
    told = []
    if exif.get_ifd(0x8825):
        told.append("de plaats van de opname")
    if any(tag in exif for tag in (0x010F, 0x0110, 0x0131)):
        told.append("camera of programma")
    if 0x0132 in exif or exif.get_ifd(0x8769):
        told.append("de tijd van de opname")
    if 0x013B in exif or 0x8298 in exif:
        told.append("de naam van de maker")
    if not told and opened.info:
        told.append("overige gegevens in het bestand")
    return tuple(told)


def _pdf(data: bytes, _ending: str) -> Cleaned:
    try:
        with pikepdf.open(BytesIO(data)) as document:
            removed = _strip(document)
            made = BytesIO()
            document.save(made, static_id=True, linearize=False)
    except pikepdf.PasswordError as error:
        raise Uncleanable("Dit pdf-bestand heeft een wachtwoord.") from error
    except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError) as error:
        raise Uncleanable(_BROKEN) from error
    return Cleaned(made.getvalue(), "pdf", removed)


def _strip(document: pikepdf.Pdf) -> tuple[str, ...]:
    removed = []
    if len(document.trailer.get("/Info", pikepdf.Dictionary())):
        removed.append("auteur, programma en data")
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    acting = [*_without(document.Root, _ACTING), *_without(document.Root.get("/Names"), _ACTING)]
    if acting:
        removed.append("ingesloten bestanden en opdrachten")
    for each in document.objects:
        _without(each, _CARRIERS)
    signed = [note for note in _notes(document) if _without(note, _SIGNED)]
    if signed:
        removed.append("namen en tijden bij opmerkingen")
    return tuple(dict.fromkeys(removed))


def _notes(document: pikepdf.Pdf) -> Iterator[Any]:
    """Everything that was put on a page later, form fields left alone: their name is no person."""
    for page in document.pages:
        for note in page.obj.get("/Annots", pikepdf.Array()):
            if isinstance(note, pikepdf.Dictionary) and note.get("/Subtype") != "/Widget":
                yield note


def _without(found: Any, names: tuple[str, ...]) -> list[str]:  # noqa: ANN401  # any object of a PDF
    """Take entries out of a dictionary of the document; which were there."""
    if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        return []
    there = [name for name in names if name in found]
    for name in there:
        del found[name]
    return there


def _text(data: bytes, _ending: str) -> Cleaned:
    return Cleaned(data, "txt")


def _office(data: bytes, ending: str) -> Cleaned:
    try:
        made, removed = clean_office(data)
    except ValueError as reason:
        raise Uncleanable(str(reason)) from reason
    return Cleaned(made, ending, removed)


_CLEANERS: dict[MediaKind, Callable[[bytes, str], Cleaned]] = {
    **dict.fromkeys(PICTURES, _picture),
    **dict.fromkeys(_OFFICE, _office),
    MediaKind.PDF: _pdf,
    MediaKind.TEXT: _text,
}
