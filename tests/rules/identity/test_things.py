"""What two records of organisations, addresses, vehicles and other things say about being of one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.rules.identity.blocking import asked_keys, stored_keys
from app.rules.identity.comparing import compared
from app.rules.identity.evidence import Strength
from app.rules.identity.particulars import Particulars
from app.rules.identity.places import address_key
from models.casework.choices import MentionKind as K

STRONG, REASONABLE, WEAK = Strength.STRONG, Strength.REASONABLE, Strength.WEAK
HOME = frozenset({"2671AB:12:"})
KVK, FIRM = "trade_register_number", "organisation"
INVAL = {"title": "Inval loods", "happened_on": date(2020, 3, 1)}
HERE = {"street": "Voorbeeldstraat", "house_number": 12, "postcode": "2671AB", "town": "Proefdorp"}


@pytest.mark.parametrize(
    ("kind", "one", "two", "strength"),
    [
        (K.ORGANISATION, {FIRM: "Demo Transport B.V."}, {FIRM: "demo transport"}, WEAK),
        (K.ORGANISATION, {FIRM: "Demo BV", "addresses": HOME}, {FIRM: "Demo", "addresses": HOME}, REASONABLE),
        (K.ORGANISATION, {KVK: "12345678"}, {KVK: "12345678"}, STRONG),
        (K.ORGANISATION, {FIRM: "Demo Bouw", KVK: "12345678"}, {FIRM: "Demo Bouw", KVK: "12345679"}, WEAK),
        (K.ORGANISATION, {FIRM: "Demo Bouw", KVK: "12345678"}, {FIRM: "Demo Bouw", KVK: "87654321"}, None),
        (K.ORGANISATION, {FIRM: "Anders", "trade_names": "Café Proef; Eethuis"}, {FIRM: "Cafe Proef"}, WEAK),
        (K.ORGANISATION, {FIRM: "Proefdakwerken"}, {FIRM: "Proefdakwerkne"}, WEAK),
        (K.ORGANISATION, {"rsin": "123456782"}, {"rsin": "123456782"}, STRONG),
        (K.ADDRESS, HERE, {"house_number": 12, "postcode": "2671AB"}, REASONABLE),
        (K.ADDRESS, HERE, {**HERE, "street": "Voorbeeldstr."}, STRONG),
        (K.ADDRESS, {**HERE, "addition": "a"}, {**HERE, "addition": "A"}, STRONG),
        (K.ADDRESS, {**HERE, "addition": "a"}, {**HERE, "addition": "b"}, REASONABLE),
        (K.ADDRESS, HERE, {**HERE, "house_number": 21}, None),
        (K.ADDRESS, HERE, {**HERE, "postcode": "2671AC"}, STRONG),
        (K.ADDRESS, {"bag_id": "1783010000012345"}, {"bag_id": "1783010000012345"}, WEAK),
        (K.ADDRESS, {**HERE, "bag_id": "1783010000012345"}, {**HERE, "bag_id": "1783010000012346"}, WEAK),
        (K.ADDRESS, {**HERE, "bag_id": "1783010000012345"}, {**HERE, "bag_id": "1783200000012346"}, STRONG),
        (K.ADDRESS, HERE, {**HERE, "street": "Voorbeedlstraat", "postcode": "2671AC"}, STRONG),
        (K.ADDRESS, HERE, {**HERE, "street": "Heel ergens anders"}, WEAK),
        (K.ADDRESS, {**HERE, "house_number": 1}, {**HERE, "house_number": 2}, None),
        (K.ADDRESS, HERE, {**HERE, "town": "Elders", "postcode": None}, WEAK),
        (K.VEHICLE, {"plate": "12ABC3"}, {"plate": "12ABC3"}, STRONG),
        (K.VEHICLE, {"plate": "PL WX1234O"}, {"plate": "PL WX12340"}, WEAK),
        (K.VEHICLE, {"plate": "12ABC3"}, {"plate": "12ABD3"}, WEAK),
        (K.VEHICLE, {"plate": "12ABC3"}, {"plate": "98XYZ1"}, None),
        (K.ACCOUNT, {"iban": "NL91ABNA0417164300"}, {"iban": "NL91ABNA0417164300"}, STRONG),
        (K.ACCOUNT, {"iban": "NL91ABNA0417164300"}, {"iban": "NL20INGB0001234567"}, None),
        (K.CONTACT, {"phone": "+31612345678"}, {"phone": "+31612345678", "email": "a@demo.nl"}, STRONG),
        (K.CONTACT, {"handle": "@Demo"}, {"handle": "demo"}, WEAK),
        (K.EVENT, INVAL, {**INVAL, "title": "inval LOODS"}, WEAK),
        (K.DOCUMENT, {"reference": "BR 2020/12"}, {"reference": "br-2020-12"}, STRONG),
    ],
)  # fmt: skip
def test_that_things_are_compared_by_what_tells_them_apart(
    kind: K, one: dict[str, Any], two: dict[str, Any], strength: Strength | None
) -> None:
    left, right = Particulars(kind, **one), Particulars(kind, **two)
    comparison = compared(left, right)
    assert comparison.strength is strength, (comparison.weight, comparison.evidence)
    assert compared(right, left).strength is strength
    if strength is not None:
        assert asked_keys(left) & stored_keys(right)


def test_that_what_is_unknown_of_a_thing_is_said() -> None:
    for kind in K:
        nothing = Particulars(kind)
        assert compared(nothing, nothing).strength is None


def test_that_an_address_key_needs_a_postcode_and_a_number() -> None:
    assert address_key("2671AB", 12, "a") == "2671AB:12:a"
    assert address_key(None, 12) is None
    assert address_key("2671AB", None) is None
