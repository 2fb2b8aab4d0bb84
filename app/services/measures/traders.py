"""Traders in used goods and the checks at them (art. 437 Sr, art. 2:67 and 2:68 APV); the DOR itself stays there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.formats import format_date
from app.rules.permissions import MEASURES, Act
from app.services.access import requires_own
from app.services.clock import today
from app.services.measures.trade_register import number_problem
from app.services.records import Option, Records, Words
from models.measures import Trader, TraderCheck
from models.measures.apv_choices import CheckResult
from models.measures.choices import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


def _last(column: Any) -> Any:  # noqa: ANN401 (a column of any type)
    """Of the last check of a trader, for a list."""
    return (
        select(column)
        .where(TraderCheck.trader_id == Trader.id)
        .order_by(TraderCheck.checked_on.desc(), TraderCheck.id.desc())
        .limit(1)
        .correlate(Trader)
        .scalar_subquery()
    )


@dataclass(frozen=True, slots=True)
class TraderDraft:
    """A trader as the form shows it; `other_register` is what is kept where the DOR is not used."""

    name: str | None = None
    trade_register_number: str | None = None
    address: str | None = None
    trade: str | None = None
    in_dol: Answer | None = None
    dol_since: date | None = None
    in_dor: Answer | None = None
    other_register: str | None = None
    note: str | None = None


class Traders(Records[Trader, TraderDraft]):
    """The register of traders, with what the last check at each gave."""

    kind = "trader"
    words = Words("handelaar")
    compartment = MEASURES
    read_act = Act.READ_MEASURES
    edit_act = Act.EDIT_MEASURES
    model = Trader
    draft = TraderDraft
    columns = {
        "name": Trader.name,
        "trade": Trader.trade,
        "address": Trader.address,
        "in_dol": Trader.in_dol,
        "in_dor": Trader.in_dor,
        "checked_on": _last(TraderCheck.checked_on),
        "result": _last(TraderCheck.result),
    }
    searched = (Trader.name, Trader.trade, Trader.address, Trader.trade_register_number)
    order = (Trader.name,)
    required = {"name": "Vul de naam van de handelaar in (art. 437 Sr)."}

    def check(self, session: Session, draft: TraderDraft, existing: Trader | None) -> Mapping[str, str]:
        """Registered since a day means registered."""
        problems = number_problem("trade_register_number", draft.trade_register_number)
        if draft.dol_since is not None and draft.in_dol is not Answer.YES:
            problems["in_dol"] = "Er staat een datum van aanmelding; kies ja (art. 2:68 APV)."
        if draft.dol_since is not None and draft.dol_since > today():
            problems["dol_since"] = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."
        return problems

    def hindrance(self, session: Session, item: Trader) -> str | None:
        """One that was checked stays."""
        if session.scalar(select(func.count()).where(TraderCheck.trader_id == item.id)):
            return "Bij deze handelaar zijn controles vastgelegd. Verwijder die eerst."
        return None


@dataclass(frozen=True, slots=True)
class TraderCheckDraft:
    """A check as the form shows it."""

    trader_id: int | None = None
    checked_on: date | None = None
    checked_by: str | None = None
    result: CheckResult | None = None
    finding: str | None = None
    follow_up: str | None = None
    again_on: date | None = None


class TraderChecks(Records[TraderCheck, TraderCheckDraft]):
    """The register of checks."""

    kind = "trader_check"
    words = Words("controle bij een handelaar")
    compartment = MEASURES
    read_act = Act.READ_MEASURES
    edit_act = Act.EDIT_MEASURES
    model = TraderCheck
    draft = TraderCheckDraft
    columns = {
        "trader_id": TraderCheck.trader_id,
        "trader": Trader.name,
        "checked_on": TraderCheck.checked_on,
        "checked_by": TraderCheck.checked_by,
        "result": TraderCheck.result,
        "again_on": TraderCheck.again_on,
    }
    searched = (Trader.name, TraderCheck.finding, TraderCheck.follow_up)
    order = (TraderCheck.checked_on.desc(),)
    required = {
        "trader_id": "Kies de handelaar.",
        "checked_on": "Vul in wanneer is gecontroleerd.",
        "result": "Kies wat de controle opleverde.",
    }

    def blank(self) -> TraderCheckDraft:
        """Today."""
        return TraderCheckDraft(checked_on=today())

    def source(self) -> Select[Any]:
        """Lists show the trader."""
        return select(TraderCheck.id).join(Trader, Trader.id == TraderCheck.trader_id)

    @requires_own("read_act")
    def options(self, field: str, current: TraderCheckDraft | None = None) -> tuple[Option, ...]:
        """The traders."""
        if field != "trader_id":
            return ()
        with self.vault.read(MEASURES) as session:
            return tuple(Option(item.id, item.name) for item in session.scalars(select(Trader).order_by(Trader.name)))

    def check(self, session: Session, draft: TraderCheckDraft, existing: TraderCheck | None) -> Mapping[str, str]:
        """Not in the future, again later than now, and what was wrong is followed up."""
        problems: dict[str, str] = {}
        if draft.checked_on is not None and draft.checked_on > today():
            problems["checked_on"] = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."
        if draft.checked_on and draft.again_on and draft.again_on <= draft.checked_on:
            problems["again_on"] = "De volgende controle ligt na deze."
        wrong = draft.result in (CheckResult.NOT_REGISTERED, CheckResult.INCOMPLETE, CheckResult.STOLEN_GOODS)
        if wrong and draft.follow_up is None:
            problems["follow_up"] = "Vul in wat erop volgt (art. 437 Sr, art. 2:67 en 2:68 APV)."
        return problems

    def name_of(self, item: TraderCheck) -> str:
        """The day and what it gave."""
        return f"Controle van {format_date(item.checked_on)}: {item.result.label}"
