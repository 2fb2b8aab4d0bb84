"""What compartments are called on screen, the usual ones and those that were set apart later."""

from __future__ import annotations

from app.rules.permissions import LABEL_OF_COMPARTMENT

_MARK = 4  # signs of the mark in its name by which one set apart is told from another


def label_of_compartment(name: str) -> str:
    """How a compartment is called on screen.

    One that was set apart ("casework_3f9a21bc") has a title of its own, and only who holds it can read that.
    """
    kind, _, mark = name.rpartition("_")
    if name in LABEL_OF_COMPARTMENT or kind not in LABEL_OF_COMPARTMENT:
        return LABEL_OF_COMPARTMENT.get(name, name)
    return f"{LABEL_OF_COMPARTMENT[kind]} apart {mark[:_MARK].upper()}"
