"""Reading a gathered document in tests: its blocks one by one, and what each says as plain text."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from app.services.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.document import EvaluationDocument

B = TypeVar("B")


def blocks_of(document: EvaluationDocument, kind: type[B]) -> dict[str, list[B]]:
    """The blocks of a kind, by the section they stand in."""
    found: dict[str, list[B]] = {}
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, kind):
                found.setdefault(section.number, []).append(block)
    return found


def pieces(document: EvaluationDocument) -> dict[str, Any]:
    """Everything in the document under an address of its own: a row of a table, a paragraph, a figure."""
    return dict(_pieces("", document))


def _pieces(place: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, tuple) and value and all(isinstance(each, Span) for each in value):
        yield place, "".join(span.text for span in value)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _pieces(f"{place}.{field.name}", getattr(value, field.name))
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            name = each.number if hasattr(each, "level") else type(each).__name__ if is_dataclass(each) else ""
            yield from _pieces(
                f"{place}[{name or number}{'' if name and hasattr(each, 'level') else f'/{number}'}]", each
            )
    else:
        yield place, value


def changes(before: EvaluationDocument, after: EvaluationDocument) -> list[tuple[Any, Any]]:
    """What was and what is, for every piece that differs, in the order of the document."""
    was, now = pieces(before), pieces(after)
    assert set(was) == set(now), "something was added or left out"
    return [(was[place], now[place]) for place in was if was[place] != now[place]]
