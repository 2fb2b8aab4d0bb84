"""An invented network over what other demo data names: two signals, a letting agency, four houses, one financier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.demo.rows import draft_of, load
from app.errors import BugError
from app.services.casework.cases import Cases
from app.services.network.links import LinkDraft, Links
from app.services.records import Query
from app.services.signals.mentions import MentionDraft, Mentions
from app.services.signals.signals import Signals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.vault.session import UnlockedVault


def fill_network(vault: UnlockedVault) -> None:
    """All of resources/demo/network.toml, stored by the director; its signals and cases are there already."""
    demo = load("network")
    named: dict[str, int] = {}
    for row in demo["mention"]:
        draft = draft_of(MentionDraft, row, signal_id=_signal(vault, row), case_id=_case(vault, row))
        key = Mentions(vault).add(draft).id
        if "as" in row:
            named[row["as"]] = key
    for row in demo["link"]:
        Links(vault).add(draft_of(LinkDraft, row, from_id=named[row["from"]], to_id=named[row["to"]]))


def _signal(vault: UnlockedVault, row: Mapping[str, Any]) -> int | None:
    return None if "signal" not in row else _titled(Signals(vault), row["signal"])


def _case(vault: UnlockedVault, row: Mapping[str, Any]) -> int | None:
    return None if "case" not in row else _titled(Cases(vault), row["case"])


def _titled(register: Signals | Cases, title: str) -> int:
    """The record with this very title."""
    for key in register.ids(Query(words=title)):
        if register.get(key).draft.title == title:
            return key
    raise BugError(f"the demo data names a record that is not there: {title}")
