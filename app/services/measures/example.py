"""The example ladder that ships with the program: to look at or to copy, and nobody's policy."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from app.paths import resource
from app.rules.measures.ladder import Matrix
from app.rules.measures.matrix import read_cell
from models.measures.choices import Circumstance, PremisesKind, Substance, Unit

_SHOWN_FROM = date(2019, 1, 1)  # since when art. 13b has the preparations of art. 10a and 11a


@cache
def example_matrix() -> Matrix:
    """The rows, thresholds and adjustments of resources/matrix/example.toml."""
    read: dict[str, Any] = tomllib.loads(resource("matrix", "example.toml").read_text(encoding="utf-8"))
    return Matrix(
        name=read["name"],
        valid_from=_SHOWN_FROM,
        lookback_years=read["lookback_years"],
        rows={
            (PremisesKind(premises), Substance(substance)): tuple(
                outcome for text in row if (outcome := read_cell(text)) is not None
            )
            for premises, rows in read["rows"].items()
            for substance, row in rows.items()
        },
        thresholds={
            (Substance(each["substance"]), Unit(each["unit"])): Decimal(each["amount"]) for each in read["threshold"]
        },
        adjustments={Circumstance(name): steps for name, steps in read["adjustments"].items()},
        example=True,
        source=read["source"],
    )
