"""The norms that ship with the program: what holds until a jurist or the Bibob coordinator says otherwise."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from app.paths import resource
from app.rules.norms import Norm
from models.norm_choices import Counting, Evidence, NormUnit

FILES = ("bibob", "awb", "retention", "reports", "measures", "casework")


@cache
def shipped_norms() -> tuple[Norm, ...]:
    """Every version of every norm in resources/norms, in the order of the files."""
    return tuple(_norm(entry) for name in FILES for entry in _entries(name))


def _entries(name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tomllib.loads(resource("norms", f"{name}.toml").read_text(encoding="utf-8"))["norm"]
    return entries


def _norm(entry: dict[str, Any]) -> Norm:
    return Norm(
        id=entry["id"],
        label=entry["label"],
        value=entry["value"],
        unit=NormUnit(entry["unit"]),
        ground=entry["ground"],
        source=entry["source"],
        valid_from=entry["valid_from"],
        valid_to=entry.get("valid_to"),
        counting=Counting(entry["counting"]),
        applies_termijnenwet=entry["applies_termijnenwet"],
        evidence=Evidence(entry["evidence"]),
    )
