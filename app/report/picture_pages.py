"""Pictures of an attachment as pixels, read in the process that may do nothing else (page_worker)."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PIXELS = 100_000_000  # of one picture; what is larger is not decoded
MOST_FRAMES = 40
_KINDS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP")
_STILL = ("GIF", "WEBP")  # of what moves, the first frame says what there is to see


class UnreadablePictureError(Exception):
    """The bytes are no picture, a damaged one, or one that is too large."""


def picture_pages(content: bytes, width: int) -> Iterator[tuple[int, int, bytes]]:
    """Each frame as (width, height, RGBA), at most `width` pixels across and upright as its camera says."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(content), formats=_KINDS)
            if image.width * image.height > MOST_PIXELS:
                raise UnreadablePictureError
            for place, frame in enumerate(ImageSequence.Iterator(image)):
                if place and (place >= MOST_FRAMES or image.format in _STILL):
                    return
                upright = ImageOps.exif_transpose(frame)
                upright.thumbnail((width, width * 4))
                shown = upright.convert("RGBA")
                yield shown.width, shown.height, shown.tobytes()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise UnreadablePictureError from error
    except Image.DecompressionBombWarning as error:
        raise UnreadablePictureError from error
