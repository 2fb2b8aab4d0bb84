"""The number of a business in the trade register (Handelsregister): eight digits."""

from __future__ import annotations


def number_problem(field: str, number: str | None) -> dict[str, str]:
    """A message at `field` unless it is left open or has eight digits."""
    if number is None or (len(number) == 8 and number.isascii() and number.isdecimal()):
        return {}
    return {field: "Een KvK-nummer heeft acht cijfers."}
