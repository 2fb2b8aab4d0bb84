"""Who is in a screening and who pays: parties with their role (art. 30 lid 2 a–g) and the financing (h).

The burgerservicenummer is never in a form: it is set and shown by an act of its own, and showing it is logged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, literal, select

from app.errors import Invalid
from app.rules.bsn import bsn_problem, digits_of
from app.rules.permissions import BIBOB
from app.services.access import requires_own
from app.services.bibob.of_screening import WHICH_SCREENING, PartsOfScreening
from app.services.clock import today
from app.services.records import Option, Record, Words
from models.bibob import Financing, Party, Screening, TradeName
from models.bibob.choices import PartyNature, PartyRole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

MASK = "••••••"
MASKED_BSN = case((Party.bsn.is_not(None), literal(MASK) + func.substr(Party.bsn, 7)))


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """A party as the form shows it; the register number has eight digits."""

    screening_id: int | None = None
    role: PartyRole | None = None
    nature: PartyNature | None = None
    name: str | None = None
    born_on: date | None = None
    address: str | None = None
    trade_register_number: str | None = None
    legal_form: str | None = None
    trade_names: tuple[str, ...] = ()
    note: str | None = None


class Parties(PartsOfScreening[Party, PartyDraft]):
    """The register of parties. The column "bsn" shows the last three digits."""

    kind = "party"
    words = Words("partij")
    model = Party
    draft = PartyDraft
    columns = {
        "screening_id": Party.screening_id,
        "screening": Screening.number,
        "name": Party.name,
        "role": Party.role,
        "nature": Party.nature,
        "trade_register_number": Party.trade_register_number,
        "legal_form": Party.legal_form,
        "bsn": MASKED_BSN,
    }
    searched = (Party.name, Party.trade_register_number, Party.address)
    order = (
        Screening.opened_on.desc(),
        case({role: at for at, role in enumerate(PartyRole)}, value=Party.role),
        Party.name,
    )
    required = {
        "screening_id": WHICH_SCREENING,
        "role": "Kies de relatie tot betrokkene (art. 3 lid 4 Wet Bibob).",
        "nature": "Kies natuurlijk persoon of rechtspersoon.",
        "name": "Vul de naam in.",
    }
    lists = {"trade_names": TradeName}

    def check(self, session: Session, draft: PartyDraft, existing: Party | None) -> Mapping[str, str]:
        """What fits a human being or a legal person, and a register number of eight digits."""
        problems: dict[str, str] = {}
        number = draft.trade_register_number
        if number is not None and not (len(number) == 8 and number.isascii() and number.isdecimal()):
            problems["trade_register_number"] = "Een KvK-nummer heeft acht cijfers."
        if draft.born_on is not None and draft.born_on > today():
            problems["born_on"] = "Een geboortedatum ligt niet in de toekomst."
        if draft.nature is PartyNature.LEGAL:
            if draft.born_on is not None:
                problems["born_on"] = "Een rechtspersoon heeft geen geboortedatum."
            if existing is not None and existing.bsn is not None:
                problems["nature"] = "Een rechtspersoon heeft geen BSN. Wis eerst het BSN van deze partij."
        return problems

    def hindrance(self, session: Session, item: Party) -> str | None:
        """Removing can be undone by adding again, but a BSN is not in what would be added."""
        if item.bsn is not None:
            return "Bij deze partij staat een BSN. Wis eerst het BSN."
        if session.scalar(select(func.count()).where(Financing.party_id == item.id)):
            return "Deze partij staat bij een financiering. Kies daar eerst een andere partij."
        return None

    @requires_own("read_act")
    def bsn_of(self, key: int) -> str | None:
        """All nine digits, None when there are none; that they were shown is logged."""
        with self.vault.write(BIBOB) as work:
            bsn = self._item(work.session, key).bsn
            work.record("party.bsn_shown", "party", key, fields=("bsn",))
            return bsn

    @requires_own("edit_act")
    def set_bsn(self, key: int, text: str | None, version: int) -> Record[PartyDraft]:
        """Store a number, or forget it when the text is empty; Invalid when it cannot be one."""
        digits = digits_of(text or "") or None
        with self.vault.write(BIBOB) as work:
            item = self._item(work.session, key)
            self._same_version(item, version)
            problem = bsn_problem(digits) if digits else None
            if digits and item.nature is PartyNature.LEGAL:
                problem = "Een rechtspersoon heeft geen BSN."
            if problem:
                raise Invalid({"bsn": problem})
            item.bsn = digits
            work.session.flush()
            work.record("party.bsn_set", "party", key, fields=("bsn",))
            return self._record(item)


@dataclass(frozen=True, slots=True)
class FinancingDraft:
    """A way of paying as the form shows it: from where, how much (unknown may be), what proves it, through whom."""

    screening_id: int | None = None
    party_id: int | None = None
    source: str | None = None
    amount: Decimal | None = None
    proof: str | None = None
    note: str | None = None


class Financings(PartsOfScreening[Financing, FinancingDraft]):
    """The register of financing."""

    kind = "financing"
    words = Words("financiering")
    model = Financing
    draft = FinancingDraft
    columns = {
        "screening_id": Financing.screening_id,
        "screening": Screening.number,
        "source": Financing.source,
        "party": Party.name,
        "amount": Financing.amount,
        "proof": Financing.proof,
    }
    searched = (Financing.source, Financing.proof, Party.name)
    order = (Screening.opened_on.desc(), Financing.id)
    required = {"screening_id": WHICH_SCREENING, "source": "Vul in waar het geld vandaan komt (art. 30 lid 2 onder h)."}

    def source(self) -> Select[Any]:
        """Lists show the party that pays."""
        return super().source().outerjoin(Party, Party.id == Financing.party_id)

    @requires_own("read_act")
    def options(self, field: str, current: FinancingDraft | None = None) -> tuple[Option, ...]:
        """Files, and the parties of the file that was chosen."""
        if field != "party_id":
            return super().options(field, current)
        chosen = current.screening_id if current else None
        mine = select(Party.id, Party.name).where(Party.screening_id == chosen).order_by(Party.name)
        with self.vault.read(BIBOB) as session:
            return tuple(Option(key, name) for key, name in session.execute(mine))

    def check(self, session: Session, draft: FinancingDraft, existing: Financing | None) -> Mapping[str, str]:
        """A party of the same file, and no negative money."""
        problems: dict[str, str] = {}
        party = session.get(Party, draft.party_id) if draft.party_id is not None else None
        if draft.party_id is not None and (party is None or party.screening_id != draft.screening_id):
            problems["party_id"] = "Deze partij staat niet in dit dossier."
        if draft.amount is not None and draft.amount < 0:
            problems["amount"] = "Een bedrag is nul of meer."
        return problems

    def name_of(self, item: Financing) -> str:
        """Where it comes from."""
        return item.source
