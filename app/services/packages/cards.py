"""Cards: our own to give to others, and those of others once somebody compared the fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Conflict, Invalid, NotFound
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.clock import today
from app.services.packages.own import own_pair
from app.vault.keys.mailbox import voice_of
from app.vault.packages import card as cards
from app.vault.packages.card import Card
from app.vault.packages.staging import staged
from models.casework import PartnerCard

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

_GONE = "Dit visitekaartje is er niet (meer)."


@dataclass(frozen=True, slots=True)
class CardFacts:
    """A card of another vault that is trusted here. `checked_by` is a name of here, `checked_with` one of there."""

    id: int
    version: int
    vault: str
    compartment: str
    municipality: str
    holder: str
    made_on: date
    fingerprint: str
    checked_on: date
    checked_by: str
    checked_with: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A card in a file, and the fingerprint under which that vault is known here already; None when it is not."""

    card: Card
    known: str | None

    @property
    def is_known(self) -> bool:
        """Whether this very card was compared before."""
        return self.known == self.card.fingerprint


@requires(Act.READ_CASES, CASEWORK)
def own_card(vault: UnlockedVault) -> Card:
    """The card of this casework compartment, made today by who asks; the keys stay the same until re-keying."""
    pair = own_pair(vault)
    return Card(
        vault=vault.roster.vault_id,
        compartment=vault.compartment(CASEWORK).name,
        municipality=vault.municipality[:200],
        holder=vault.account.name[:200],
        made_on=today(),
        seal_key=pair.public_bytes,
        sign_key=voice_of(pair).public_bytes,
    )


@requires(Act.HAND_OVER_CASES, CASEWORK)
def write_own_card(vault: UnlockedVault, out: Path) -> Card:
    """Write that card to a file to give away; raises ExportFailed."""
    card = own_card(vault)
    content = cards.written(card, voice_of(own_pair(vault)))
    with staged([content], out), vault.write(CASEWORK) as work:
        work.record("partner_card.written", "partner_card", "")
    return card


@requires(Act.HAND_OVER_CASES, CASEWORK)
def look_at_card(vault: UnlockedVault, path: Path) -> Looked:
    """Read a card that somebody gave; raises Invalid (field "file") or NewerProgram. Nothing is stored."""
    try:
        with path.open("rb") as file:
            data = file.read(cards.LARGEST + 1)
    except OSError as error:
        reason = error.strerror or "onbekende oorzaak"
        raise Invalid({"file": f"‘{path.name}’ kan niet worden gelezen ({reason})."}) from error
    card = cards.read(data)
    if (card.vault, card.compartment) == (vault.roster.vault_id, vault.compartment(CASEWORK).name):
        raise Invalid({"file": "Dit is het visitekaartje van deze kluis zelf; neem dat van de ander op."})
    with vault.read(CASEWORK) as session:
        found = _of(session, card.vault, card.compartment)
        return Looked(card, found.fingerprint if found else None)


@requires(Act.HAND_OVER_CASES, CASEWORK)
def adopt(vault: UnlockedVault, looked: Looked, *, fingerprint: str, checked_with: str) -> int:
    """Trust a card from now on, because its fingerprint was compared with somebody there; gives its id.

    `fingerprint` is the one that the other side read out. A card of the same vault takes the place of the one before.
    """
    problems = {}
    if _tidy(fingerprint) != _tidy(looked.card.fingerprint):
        problems["fingerprint"] = (
            "Deze vingerafdruk hoort niet bij het kaartje. Neem het niet op voordat u weet waar het vandaan komt."
        )
    if not checked_with.strip():
        problems["checked_with"] = "Vul in met wie u de vingerafdruk hebt vergeleken."
    if problems:
        raise Invalid(problems)
    card = looked.card
    with vault.write(CASEWORK) as work:
        found = _of(work.session, card.vault, card.compartment)
        item = found or PartnerCard(vault=card.vault, compartment=card.compartment)
        item.municipality, item.holder, item.made_on = card.municipality, card.holder, card.made_on
        item.seal_key, item.sign_key, item.fingerprint = card.seal_key, card.sign_key, card.fingerprint
        item.checked_on, item.checked_by = today(), vault.account.id
        item.checked_with = checked_with.strip()[:200]
        work.session.add(item)
        work.session.flush()
        work.record("partner_card.changed" if found else "partner_card.added", "partner_card", item.id)
        return item.id


@requires(Act.READ_CASES, CASEWORK)
def trusted_cards(vault: UnlockedVault) -> tuple[CardFacts, ...]:
    """The cards that are trusted here, by municipality."""
    people = vault.directory()
    query = select(PartnerCard).order_by(PartnerCard.municipality, PartnerCard.id)
    with vault.read(CASEWORK) as session:
        return tuple(
            CardFacts(
                id=item.id,
                version=item.version,
                vault=item.vault,
                compartment=item.compartment,
                municipality=item.municipality,
                holder=item.holder,
                made_on=item.made_on,
                fingerprint=item.fingerprint,
                checked_on=item.checked_on,
                checked_by=people[item.checked_by].name if item.checked_by in people else "onbekende gebruiker",
                checked_with=item.checked_with,
            )
            for item in session.scalars(query)
        )


@requires(Act.HAND_OVER_CASES, CASEWORK)
def withdraw_card(vault: UnlockedVault, key: int, version: int) -> None:
    """Trust a card no more: nothing is sealed to it, and nothing from there is taken in until it is compared anew."""
    with vault.write(CASEWORK) as work:
        item = work.session.get(PartnerCard, key)
        if item is None:
            raise NotFound(_GONE)
        if item.version != version:
            raise Conflict("Iemand anders heeft dit visitekaartje intussen vernieuwd; bekijk het eerst.")
        work.session.delete(item)
        work.record("partner_card.removed", "partner_card", key)


def card_of(session: Session, key: int) -> PartnerCard:
    """A trusted card; NotFound when it was withdrawn."""
    found = session.get(PartnerCard, key)
    if found is None:
        raise NotFound(_GONE)
    return found


def trusted(session: Session, vault: str, compartment: str) -> PartnerCard | None:
    """The card of a compartment of another vault, when it is trusted."""
    return _of(session, vault, compartment)


def _of(session: Session, vault: str, compartment: str) -> PartnerCard | None:
    where = (PartnerCard.vault == vault, PartnerCard.compartment == compartment)
    return session.scalar(select(PartnerCard).where(*where))


def _tidy(fingerprint: str) -> str:
    """As people say it: capitals and dashes carry nothing."""
    return "".join(letter for letter in fingerprint.upper() if letter.isalnum())
