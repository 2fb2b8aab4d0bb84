"""Whether a casework compartment gives blind hits, and whom others are told to get in touch with: holders decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.dialects.sqlite import insert

from app.errors import AccessDenied, Invalid
from app.rules.compartments import label_of_compartment
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.clock import today
from app.vault import separating
from app.vault.apart import seen_from
from models.casework import BlindRule

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for one compartment; `chosen` is False while no holder said anything about it."""

    compartment: str
    label: str
    gives: bool
    contact: str
    contact_name: str
    chosen: bool


@requires(Act.READ_CASES, CASEWORK)
def rules(vault: UnlockedVault) -> tuple[Rule, ...]:
    """Of every compartment apart that this account holds, by name."""
    names = [facts.name for facts in vault.roster.compartments.values() if facts.kind == CASEWORK]
    apart = [name for name in sorted(names) if name != CASEWORK and name in vault.available]
    return tuple(rule_in(seen_from(vault, name), name) for name in apart)


@requires(Act.READ_CASES, CASEWORK)
def rule_in(view: UnlockedVault, compartment: str) -> Rule:
    """The rule of the compartment from which the vault is seen. Until a holder chooses it gives, naming who is here."""
    with view.read(CASEWORK) as session:
        kept = session.get(BlindRule, 1)
    holders = view.roster.compartment(compartment).holders
    contact = kept.contact if kept is not None and kept.contact in holders else view.account.id
    title = separating.title_of(view, compartment)
    people = view.directory()
    return Rule(
        compartment=compartment,
        label=title or label_of_compartment(compartment),
        gives=kept.gives if kept is not None else True,
        contact=contact,
        contact_name=people[contact].name if contact in people else "",
        chosen=kept is not None,
    )


@requires(Act.READ_CASES, CASEWORK)  # every holder decides, also who changes no cases
def set_rule(vault: UnlockedVault, *, compartment: str, gives: bool, contact: str | None = None) -> Rule:
    """Switch the hits of a compartment apart on or off; AccessDenied without its key, Invalid for another contact.

    What was given already is withdrawn in the next round (app.services.network.blind.hits), which follows at once.
    """
    if compartment == CASEWORK or vault.roster.compartment(compartment).kind != CASEWORK:
        raise AccessDenied("Alleen een apart onderdeel van de casuïstiek geeft blinde hits.")
    view = seen_from(vault, compartment)
    chosen = contact or vault.account.id
    if chosen not in vault.roster.compartment(compartment).holders:
        raise Invalid({"contact": "Kies iemand die dit onderdeel opent: die kan de vraag beantwoorden."})
    kept = {"gives": gives, "contact": chosen, "set_on": today(), "set_by": vault.account.id}
    with view.write(CASEWORK) as work:
        statement = insert(BlindRule).values(id=1, **kept)
        work.session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=kept))
        work.record("blind_rule.set", "compartment", compartment)
    return rule_in(view, compartment)
