"""What compartments are called: the usual ones, those set apart, and what nobody knows."""

from __future__ import annotations

import pytest

from app.rules.compartments import label_of_compartment


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("casework", "Casuïstiek"),
        ("integrity_deputy", "Integriteit (plaatsvervanger)"),
        ("casework_3f9a21bc", "Casuïstiek apart 3F9A"),
        ("zomaar_iets", "zomaar_iets"),
        ("", ""),
    ],
)
def test_that_each_compartment_has_a_name_on_screen(name: str, label: str) -> None:
    assert label_of_compartment(name) == label
