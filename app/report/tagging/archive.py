"""From a drawn PDF and its structure to a file for archive and screen reader: PDF/A-2a and PDF/UA-1 in one.

PDF/A is ISO 19005-2, PDF/UA is ISO 14289-1; the tree is described in ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING
from zlib import adler32

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from app.paths import resource
from app.report.tagging.metadata import xmp
from app.report.tagging.tree import write_tree

if TYPE_CHECKING:
    from app.report.tagging.structure import Structure

_PROFILE = "sRGB IEC61966-2.1"
_SHOWN_IN_PRINT = 4  # the flag of an annotation that is printed and not hidden
_PAIR = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]+)>\n")
_MAPPED = re.compile(rb"\d+ beginbfchar.*endbfchar\n", re.DOTALL)
_UNMAPPED = b"0000"
_CARRIAGE_RETURN = 0x0D


@cache
def _profile() -> bytes:
    return resource("color", "sRGB.icc").read_bytes()


def archived(drawn: bytes, structure: Structure) -> bytes:
    """The file with structure, metadata and colour profile. Equal input gives equal bytes."""
    with pikepdf.open(BytesIO(drawn)) as pdf:
        pdf.Root.Metadata = pdf.make_stream(xmp(pdf.docinfo, str(pdf.Root.Lang)), Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.OutputIntents = Array([_output_intent(pdf)])
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", ()):
                annotation.F = _SHOWN_IN_PRINT
        _map_no_character_to_nothing(pdf)
        write_tree(pdf, structure)
        _end_no_stream_with_half_a_line_end(pdf)
        out = BytesIO()
        pdf.save(
            out,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,  # plain objects: the least to ask of a reader
        )
    return out.getvalue()


def _output_intent(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(_PROFILE),
        Info=String(_PROFILE),
        DestOutputProfile=pdf.make_stream(_profile(), N=3),
    )


def _map_no_character_to_nothing(pdf: pikepdf.Pdf) -> None:
    """ReportLab maps the unused codes of a font to U+0000, which neither standard allows."""
    fonts = {
        font.objgen: font
        for page in pdf.pages
        for font in page.obj.Resources.get("/Font", Dictionary()).values()
        if "/ToUnicode" in font
    }
    for font in fonts.values():
        mapping = font.ToUnicode.read_bytes()
        pairs = [pair for pair in _PAIR.findall(mapping.partition(b"beginbfchar")[2]) if pair[1] != _UNMAPPED]
        blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]  # a block holds a hundred
        listed = b"".join(
            b"%d beginbfchar\n%sendbfchar\n" % (len(block), b"".join(b"<%s> <%s>\n" % pair for pair in block))
            for block in blocks
        )
        font.ToUnicode.write(_MAPPED.sub(listed, mapping))


def _end_no_stream_with_half_a_line_end(pdf: pikepdf.Pdf) -> None:
    """Compressed data ends with its checksum; where that is a carriage return, some checkers count it as line end.

    A byte more, which no reader of these streams looks at, makes it another one.
    """
    for stream in pdf.objects:
        if not isinstance(stream, pikepdf.Stream) or stream.get("/Type") == Name.Metadata:
            continue
        data = stream.read_bytes()
        if adler32(data) & 0xFF == _CARRIAGE_RETURN:
            stream.write(data + b"\n")
            if "/Length1" in stream:
                stream.Length1 = len(data) + 1
