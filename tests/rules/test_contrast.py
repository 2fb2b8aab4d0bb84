"""The contrast ratio, at its ends and at a value that WCAG gives."""

from __future__ import annotations

import pytest

from app.rules.contrast import contrast, luminance


def test_that_black_and_white_are_as_far_apart_as_can_be() -> None:
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast((1, 1, 1), (0, 0, 0)) == pytest.approx(21)
    assert contrast((0.5, 0.2, 0.1), (0.5, 0.2, 0.1)) == 1


def test_that_green_is_the_brightest_of_the_three() -> None:
    assert [round(luminance(each), 4) for each in ((1, 0, 0), (0, 1, 0), (0, 0, 1))] == [0.2126, 0.7152, 0.0722]
    assert contrast((0x76 / 255,) * 3, (1, 1, 1)) == pytest.approx(4.54, abs=0.01)
