"""Pictures as pixels: upright, no wider than asked for, and never from what is no picture or too large a one."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from app.report import page_worker
from app.report import picture_pages as module
from app.report.picture_pages import UnreadablePictureError, picture_pages


def written(kind: str, width: int = 40, height: int = 20, frames: int = 1, **options: object) -> bytes:
    out = BytesIO()
    images = [Image.new("RGB", (width, height), (at, 0, 0)) for at in range(frames)]
    more = {"save_all": True, "append_images": images[1:]} if frames > 1 else {}
    images[0].save(out, kind, **more, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP"])
def test_that_a_picture_is_one_page_of_pixels(kind: str) -> None:
    ((width, height, rgba),) = picture_pages(written(kind), 20)
    assert (width, height) == (20, 10)
    assert len(rgba) == width * height * 4


def test_that_a_small_picture_is_not_made_larger() -> None:
    ((width, height, _),) = picture_pages(written("PNG"), 900)
    assert (width, height) == (40, 20)


def test_that_a_photo_stands_as_its_camera_says() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6  # the camera was held on its side
    ((width, height, _),) = picture_pages(written("JPEG", exif=turned), 900)
    assert (width, height) == (20, 40)


def test_that_a_fax_has_its_pages_and_what_moves_its_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(list(picture_pages(written("TIFF", frames=3), 20))) == 3
    assert len(list(picture_pages(written("GIF", frames=3), 20))) == 1
    monkeypatch.setattr(module, "MOST_FRAMES", 2)
    assert len(list(picture_pages(written("TIFF", frames=3), 20))) == 2


@pytest.mark.parametrize("content", [b"", b"geen plaatje", written("PNG")[:40], written("JPEG")[:200]])
def test_that_what_is_no_picture_or_damaged_is_unreadable(content: bytes) -> None:
    with pytest.raises(UnreadablePictureError):
        list(picture_pages(content, 20))


def test_that_a_picture_of_too_many_dots_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PIXELS", 799)
    with pytest.raises(UnreadablePictureError):
        list(picture_pages(written("PNG"), 20))
    monkeypatch.undo()
    bomb = bytearray(written("PNG"))
    bomb[16:24] = (20_000).to_bytes(4, "big") * 2
    with pytest.raises(UnreadablePictureError):
        list(picture_pages(bytes(bomb), 20))


def test_that_the_worker_draws_pictures_as_it_draws_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_worker, "_confine", lambda: None)
    out = BytesIO()
    assert page_worker.serve(20, BytesIO(written("PNG")), out) == page_worker.DONE
    assert out.getvalue() == page_worker.HEADER.pack(20, 10) + out.getvalue()[8:-8] + page_worker.HEADER.pack(0, 0)
    assert page_worker.serve(20, BytesIO(b"\x89PNG stuk"), BytesIO()) == page_worker.UNREADABLE
