"""A small invented network in a real vault: people, a firm and addresses, mentioned in records and linked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.rules.matching.keys import keys_of, label_of
from app.rules.permissions import CASEWORK
from app.services.signals.mentions import MentionDraft, named_in
from models.casework import Link, Mention
from models.casework.choices import Certainty, LinkKind, MentionKind

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

ORIGIN = "Handelsregister, 3-2-2020"


def mention(vault: UnlockedVault, draft: MentionDraft, **known: Any) -> int:
    """A mention as the register stores it, with what the form does not ask."""
    named = named_in(draft)
    keys = keys_of(named)
    said = {name: getattr(draft, name) for name in draft.__slots__} | {
        name: getattr(named, name) for name in named.__slots__
    }
    with vault.write(CASEWORK) as work:
        item = Mention(
            **{**said, "origin": draft.origin or ORIGIN, **known},
            label=label_of(named),
            match_key=keys.match,
            other_key=keys.other,
            number_key=keys.number,
        )
        work.session.add(item)
        work.session.flush()
        work.record("mention.added", "mention", item.id)
        return item.id


def person(vault: UnlockedVault, surname: str, **known: Any) -> int:
    return mention(vault, MentionDraft(kind=MentionKind.PERSON, surname=surname, **known))


def firm(vault: UnlockedVault, name: str, **known: Any) -> int:
    return mention(vault, MentionDraft(kind=MentionKind.ORGANISATION, organisation=name, **known))


def house(vault: UnlockedVault, number: int, **known: Any) -> int:
    draft = MentionDraft(
        kind=MentionKind.ADDRESS, street="Voorbeeldstraat", house_number=number, postcode="2671AB", **known
    )
    return mention(vault, draft)


def link(vault: UnlockedVault, start: int, end: int, kind: LinkKind = LinkKind.KNOWS, **known: Any) -> int:
    with vault.write(CASEWORK) as work:
        said = {"certainty": Certainty.ESTABLISHED, "origin": ORIGIN, **known}
        item = Link(from_id=start, to_id=end, kind=kind, **said)
        work.session.add(item)
        work.session.flush()
        work.record("link.added", "link", item.id)
        return item.id


def many(vault: UnlockedVault, people: int, pairs: list[tuple[int, int]]) -> list[int]:
    """So many people, and who of them knows whom by their places; in one act, as an import does it. Their ids."""
    with vault.write(CASEWORK) as work:
        items = [
            Mention(
                kind=MentionKind.PERSON, certainty=Certainty.ESTABLISHED, origin=ORIGIN, label=f"P{place}", surname="P"
            )
            for place in range(people)
        ]
        work.session.add_all(items)
        work.session.flush()
        ids = [item.id for item in items]
        work.session.add_all(
            Link(
                from_id=ids[start],
                to_id=ids[end],
                kind=LinkKind.KNOWS,
                certainty=Certainty.ESTABLISHED,
                origin=ORIGIN,
            )
            for start, end in pairs
        )
        work.record("import.done", "import", len(ids))
    return ids
