"""An invented network with a thing of each kind and links of each kind, and any bundle there can be."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from app.exchange.graphs.bundle import FIELDS_OUT, Bundle, Relation, Thing
from models.casework.choices import Certainty, InformationValue, LinkKind, MentionKind, Reliability

if TYPE_CHECKING:
    from app.exchange.graphs.bundle import Said

K = MentionKind
SAID: dict[str, Said] = {
    "given_names": "Jip",
    "prefix": "van der",
    "surname": "Voorbeeld",
    "aliases": "De Model",
    "born_on": date(1980, 2, 1),
    "organisation": "Demo Verhuur BV",
    "trade_names": "Demo Kamers",
    "legal_form": "besloten vennootschap",
    "trade_register_number": "12345678",
    "street": "Voorbeeldstraat",
    "house_number": 12,
    "addition": "a",
    "postcode": "2671AB",
    "town": "Proefdorp",
    "plate": "12ABC3",
    "phone": "+31612345678",
    "email": "demo@voorbeeld.example",
    "handle": "demoverhuur",
    "iban": "NL91ABNA0417164300",
    "title": "Controle van de kamers",
    "happened_on": date(2020, 2, 3),
    "reference": "Z-2020-001",
}
LABELS = {
    K.PERSON: "Jip van der Voorbeeld (1-2-1980)",
    K.ORGANISATION: "Demo Verhuur BV (KvK 12345678)",
    K.ADDRESS: "Voorbeeldstraat 12a, 2671 AB Proefdorp",
    K.VEHICLE: "12-ABC-3",
    K.CONTACT: "+31612345678",
    K.ACCOUNT: "NL91 ABNA 0417 1643 00",
    K.EVENT: "Controle van de kamers (3-2-2020)",
    K.DOCUMENT: "Controle van de kamers (Z-2020-001)",
}


def thing(kind: MentionKind, number: int = 1) -> Thing:
    said = {name: SAID[name] for name in FIELDS_OUT[kind] if name in SAID}
    return Thing(f"entity-{kind.value}{number}", kind, said, LABELS[kind])


def every_kind() -> Bundle:
    """A thing of each kind, and a link of each kind from each to each of a few."""
    things = [thing(kind) for kind in MentionKind] + [thing(K.PERSON, 2), thing(K.ORGANISATION, 2)]
    relations = []
    for place, (kind, start) in enumerate((kind, each) for kind in LinkKind for each in things):
        end = things[(place * 3 + 1) % len(things)]
        if end is not start:
            relations.append(
                Relation(
                    f"link-{place}",
                    start.key,
                    end.key,
                    kind,
                    Certainty.ESTABLISHED if place % 2 else Certainty.SUSPECTED,
                    Reliability.B if place % 3 else None,
                    InformationValue.POSSIBLE,
                    date(2019, 1, 1),
                    date(2020, 2, 3) if place % 4 else None,
                    "Handelsregister",
                    "Een eigen woord" if kind is LinkKind.OTHER else None,
                )
            )
    return Bundle(tuple(things), tuple(relations))


_TEXTS = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
    .map(str.strip)
    .filter(lambda text: bool(text) and not text.startswith("'"))
)


@st.composite
def bundles(draw: st.DrawFn) -> Bundle:
    """Any things with any texts, and any relations between them."""
    things = []
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(MentionKind))
        chosen = {"organisation", "surname", "street", "title", "plate", "handle", "iban"} & set(FIELDS_OUT[kind])
        said: dict[str, Said] = {name: draw(_TEXTS) for name in sorted(chosen)}
        if kind is K.PERSON and draw(st.booleans()):
            said["born_on"] = draw(st.dates(date(1900, 1, 1), date(2020, 1, 1)))
        things.append(Thing(f"entity-{number}", kind, said, draw(_TEXTS)))
    keys = [each.key for each in things]
    pairs = draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=6))
    relations = tuple(
        Relation(
            f"r{place + 1}",
            start,
            end,
            draw(st.sampled_from([kind for kind in LinkKind if kind is not LinkKind.OTHER])),
            draw(st.sampled_from(Certainty)),
            draw(st.sampled_from([None, *Reliability])),
            draw(st.sampled_from([None, *InformationValue])),
            draw(st.none() | st.dates(date(2000, 1, 1), date(2020, 1, 1))),
            None,
            draw(st.none() | _TEXTS),
        )
        for place, (start, end) in enumerate(pairs)
        if start != end
    )
    return Bundle(tuple(things), relations)
