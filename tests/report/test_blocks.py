"""Which part draws which block."""

from __future__ import annotations

from typing import get_args

import pytest

from app.errors import BugError
from app.report import blocks
from app.services.document import Block


def test_that_every_kind_of_block_has_a_drawing() -> None:
    assert set(get_args(Block)) <= set(blocks.parts_of.registry)


def test_that_an_unknown_kind_of_block_is_our_own_mistake() -> None:
    with pytest.raises(BugError):
        blocks.parts_of("geen blok")
