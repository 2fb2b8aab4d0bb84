"""Invented measures, permits and traders: some of 2020, finished, and some that run when the demo vault is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.demo.rows import dated, draft_of, load
from app.services.measures.apv import (
    ApvClosureDraft,
    ApvClosures,
    DesignatedBusinessDraft,
    DesignatedBusinesses,
    DesignationDraft,
    Designations,
)
from app.services.measures.matrices import add_example
from app.services.measures.measures import MeasureDraft, Measures
from app.services.measures.parts import (
    AddresseeDraft,
    Addressees,
    CircumstanceDraft,
    Circumstances,
    FoundSubstanceDraft,
    FoundSubstances,
    PersonCheckDraft,
    PersonChecks,
)
from app.services.measures.permits import OperatingPermitDraft, OperatingPermits
from app.services.measures.properties import FindingDraft, Findings, Properties, PropertyDraft
from app.services.measures.traders import TraderCheckDraft, TraderChecks, TraderDraft, Traders
from app.services.measures.year import publish_measure_year
from models.measures.choices import CountingChoice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.records import Records
    from app.vault.session import UnlockedVault

PUBLISHED = 2020  # the year of which the counts went to the programme, beside the table


def fill_measures(vault: UnlockedVault) -> None:
    """Everything of the jurist. The ladder is the example: nobody's policy is invented here."""
    data = load("measures")
    add_example(vault)
    places = {row["key"]: _fill_property(vault, row) for row in data["property"]}
    for row in data["measure"]:
        _fill_measure(vault, row, places[row["property"]])
    for row in data["apv_closure"]:
        _add(ApvClosures(vault), ApvClosureDraft, row, property_id=places[row["property"]])
    for row in data["designation"]:
        key = _add(Designations(vault), DesignationDraft, row)
        for each in row["business"]:
            _add(DesignatedBusinesses(vault), DesignatedBusinessDraft, each, designation_id=key)
    for row in data["permit"]:
        _add(OperatingPermits(vault), OperatingPermitDraft, row, property_id=places.get(row.get("property", "")))
    for row in data["trader"]:
        key = _add(Traders(vault), TraderDraft, row)
        for each in row["check"]:
            _add(TraderChecks(vault), TraderCheckDraft, each, trader_id=key)
    publish_measure_year(vault, PUBLISHED, CountingChoice.HEAVIEST, in_table=False)


def _fill_property(vault: UnlockedVault, row: Mapping[str, Any]) -> int:
    key = _add(Properties(vault), PropertyDraft, row)
    for each in row.get("finding", ()):
        _add(Findings(vault), FindingDraft, each, property_id=key)
    return key


def _fill_measure(vault: UnlockedVault, row: Mapping[str, Any], property_id: int) -> None:
    file = _add(Measures(vault), MeasureDraft, row, property_id=property_id)
    for name, register, draft in (
        ("substance_found", FoundSubstances(vault), FoundSubstanceDraft),
        ("circumstance", Circumstances(vault), CircumstanceDraft),
        ("addressee", Addressees(vault), AddresseeDraft),
        ("person", PersonChecks(vault), PersonCheckDraft),
    ):
        for each in row.get(name, ()):
            _add(register, draft, each, measure_id=file)


def _add(register: Records[Any, Any], draft: type[Any], row: Mapping[str, Any], **known: object) -> int:
    return register.add(draft_of(draft, dated(draft, row), **known)).id
