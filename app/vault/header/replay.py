"""Read statements one after another into a ledger, each checked in this order: link, signature, shape, rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import NewerProgram
from app.vault.header.bodies import KINDS, Founded, read_body
from app.vault.header.ledger import GENERAL, Ledger
from app.vault.header.rules_of_trust import NotAllowed, apply
from app.vault.header.statements import ROOT, UntrustedStatement, check_link
from app.vault.primitives.strict_json import NotStrict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.vault.header.bodies import Body
    from app.vault.header.statements import Statement


def replay(vault_id: str, statements: Iterable[Statement]) -> Ledger:
    """The state after all statements; raises HeaderUntrusted or NewerProgram at the first that cannot be accepted."""
    ledger = Ledger(vault_id)
    for statement in statements:
        accept(ledger, statement)
    return ledger


def accept(ledger: Ledger, statement: Statement) -> None:
    """Let one statement change the state; raises HeaderUntrusted or NewerProgram, after which the ledger is void."""
    check_link(statement, n=ledger.n + 1, previous=ledger.head)
    ledger.n = statement.n
    if ledger.founded is None:
        body = _founding_body(ledger, statement)
    else:
        statement.check_signature(ledger.vault_id, _key_of(ledger, statement.signer))
        body = _read(statement)
    _obey(ledger, body, statement.signer)
    if statement.signer != ROOT:
        # From here on root may only recover: nobody can add to the founding afterwards.
        ledger.founding = False
    ledger.head = statement.digest(ledger.vault_id)
    ledger.heads.append((ledger.generation, ledger.head))


def _founding_body(ledger: Ledger, statement: Statement) -> Body:
    """The first statement carries the key that it is signed with; a pin tells whether that is the right one."""
    body = _read(statement)
    if not isinstance(body, Founded):
        raise UntrustedStatement(statement.n, "zij is niet de oprichting van de kluis")
    statement.check_signature(ledger.vault_id, body.root_key)
    return body


def _key_of(ledger: Ledger, signer: str) -> bytes:
    account = ledger.accounts.get(signer)
    if account and not account.revoked:
        return account.sign_key
    if signer == ROOT:
        return ledger.root_key
    name = signer.removeprefix("set:")
    if name not in {signer, GENERAL} and name in ledger.recovery_sets:
        return ledger.recovery_sets[name].sign_key
    raise UntrustedStatement(ledger.n, "de ondertekenaar is onbekend of mag niet meer tekenen")


def _read(statement: Statement) -> Body:
    if statement.kind not in KINDS:
        raise NewerProgram(
            f"Verklaring {statement.n} in vault.json is van een soort die deze versie van Bolwerk niet kent. "
            "Open de kluis met een nieuwere versie."
        )
    try:
        return read_body(statement.kind, dict(statement.body))
    except NotStrict as error:
        raise UntrustedStatement(statement.n, str(error)) from error


def _obey(ledger: Ledger, body: Body, signer: str) -> None:
    ledger.generation += 1
    try:
        apply(body, ledger, signer)
    except NotAllowed as error:
        raise UntrustedStatement(ledger.n, str(error)) from error
