"""Who may say what in vault.json: one rule per kind of statement, each both the check and its effect.

Root speaks during the founding, and afterwards only for recovery. A beheerder (keeper) makes, resets and revokes
accounts but gives nobody a key. Only who holds a compartment says who else does. Everybody makes their own slot.
"""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch

from app.errors import BugError
from app.rules.permissions import REGISTER, Role
from app.vault.header import bodies
from app.vault.header.ledger import GENERAL, Account, CompartmentFacts, Ledger, SlotFacts
from app.vault.header.statements import ROOT

_NOT_A_KEEPER = "alleen een functioneel beheerder mag dit verklaren"
_NOT_A_HOLDER = "alleen wie het compartiment zelf kan openen, mag dit verklaren"
_NOT_OWN_KEYS = "dit account heeft nog geen eigen sleutels; de gebruiker moet eerst zelf inloggen"
# Far beyond what a vault comes to, and far below where generations end: nobody may be led to use them up at once.
_LONGEST_LEAP = 2**32
_NOT_THE_SET = "alleen de houders van de herstelbladen samen mogen dit verklaren"


class NotAllowed(Exception):
    """A rule of trust is broken; the text is the end of a Dutch sentence."""


def require(condition: bool, reason: str) -> None:
    """Raises NotAllowed with `reason` unless the condition holds."""
    if not condition:
        raise NotAllowed(reason)


@singledispatch
def apply(body: object, ledger: Ledger, signer: str) -> None:
    """Check that `signer` may say this now and let it change the ledger; raises NotAllowed."""
    raise BugError(f"{type(body).__name__}, said by {signer}, has no rule in {type(ledger).__name__}")


@apply.register(bodies.Founded)
def _founded(body: bodies.Founded, ledger: Ledger, signer: str) -> None:
    require(ledger.founded is None, "een kluis wordt maar één keer opgericht")
    require(signer == ROOT, "de oprichting is niet door de wortel van de kluis ondertekend")
    require(body.vault == ledger.vault_id, "zij hoort bij een andere kluis")
    ledger.founded = body
    ledger.root_key = body.root_key


@apply.register(bodies.RecoverySet)
def _recovery_set(body: bodies.RecoverySet, ledger: Ledger, signer: str) -> None:
    require(body.threshold <= body.shares, "er zijn minder herstelbladen dan er nodig zijn")
    if ledger.founding and body.name not in ledger.recovery_sets:
        require(signer == ROOT, _NOT_THE_SET)
        require(body.name != GENERAL or body.sign_key == ledger.root_key, "de algemene set hoort niet bij de wortel")
    else:
        require(body.name in ledger.recovery_sets, "een nieuwe set herstelbladen ontstaat alleen bij de oprichting")
        require(_may_replace(ledger, body.name, signer), _NOT_THE_SET)
    ledger.recovery_sets[body.name] = body
    if body.name == GENERAL:
        ledger.root_key = body.sign_key
    for facts in _covered(ledger, body.name):
        ledger.recovery_boxes.pop(facts.name, None)
        _mark_rekey_due(ledger, facts.name)


@apply.register(bodies.Compartment)
def _compartment(body: bodies.Compartment, ledger: Ledger, signer: str) -> None:
    require(body.name not in ledger.compartments, "dit compartiment bestaat al")
    require(body.recovery in ledger.recovery_sets, "de set herstelbladen bestaat niet")
    if not _founding_root(ledger, signer):
        _require_apart(body, ledger, signer)
    founder = "" if signer == ROOT else signer
    ledger.compartments[body.name] = CompartmentFacts(body.name, body.kind, body.recovery, founder=founder)


def _require_apart(body: bodies.Compartment, ledger: Ledger, signer: str) -> None:
    """After the founding a compartment only comes beside the first of its kind, from who holds that one.

    Its name says of which kind it is, so that none passes for another on a screen.
    """
    first = ledger.compartments.get(body.kind)
    require(first is not None and first.kind == body.kind and signer in first.holders, _NOT_A_HOLDER)
    require(first is not None and body.recovery == first.recovery, "het hoort bij de herstelbladen van zijn soort")
    require(body.name.startswith(f"{body.kind}_"), "de naam van het compartiment noemt zijn soort niet")


@apply.register(bodies.NewAccount)
def _account(body: bodies.NewAccount, ledger: Ledger, signer: str) -> None:
    require(body.account not in ledger.accounts, "dit account bestaat al")
    require(_keeper(ledger, signer) or _founding_root(ledger, signer), _NOT_A_KEEPER)
    role = ledger.role_named(body.role)
    own = _founding_root(ledger, signer)
    ledger.accounts[body.account] = Account(body.account, role, body.seal_key, body.sign_key, own_keys=own)
    ledger.sign_keys[body.account] = [(ledger.n, body.sign_key)]


@apply.register(bodies.NewRole)
def _role(body: bodies.NewRole, ledger: Ledger, signer: str) -> None:
    account = _live(ledger, body.account)
    require(_keeper(ledger, signer) or _founding_root(ledger, signer), _NOT_A_KEEPER)
    ledger.accounts[body.account] = replace(account, role=ledger.role_named(body.role))


@apply.register(bodies.Slot)
def _slot(body: bodies.Slot, ledger: Ledger, signer: str) -> None:
    _live(ledger, body.account)
    require(signer == body.account, "een account stelt alleen zelf zijn wachtwoord in")
    others = (slot for slot in ledger.slots.values() if slot.account != body.account)
    require(all(slot.address != body.address for slot in others), "deze inlognaam met dit wachtwoord bestaat al")
    ledger.slots[body.account] = SlotFacts(body.account, body.address, body.kdf, body.box)


@apply.register(bodies.Grant)
def _grant(body: bodies.Grant, ledger: Ledger, signer: str) -> None:
    facts = _at_epoch(ledger, body.compartment, body.epoch)
    _require_own_keys(_live(ledger, body.account), facts)
    may = _holder_or_founding(ledger, facts, signer) or signer == facts.founder
    require(may, _NOT_A_HOLDER)
    _give(ledger, facts, body.account, body.box)


@apply.register(bodies.Inbox)
def _inbox(body: bodies.Inbox, ledger: Ledger, signer: str) -> None:
    facts = _known(ledger, body.compartment)
    require(_holder_or_founding(ledger, facts, signer), _NOT_A_HOLDER)
    ledger.compartments[facts.name] = replace(facts, inbox_key=body.key, voice=body.voice)


@apply.register(bodies.RecoveryGrant)
def _recovery_grant(body: bodies.RecoveryGrant, ledger: Ledger, signer: str) -> None:
    facts = _at_epoch(ledger, body.compartment, body.epoch)
    require(_holder_or_founding(ledger, facts, signer), _NOT_A_HOLDER)
    require(body.set == facts.recovery, "dit compartiment hoort bij een andere set herstelbladen")
    ledger.recovery_boxes[facts.name] = body.box


@apply.register(bodies.NewEpoch)
def _epoch(body: bodies.NewEpoch, ledger: Ledger, signer: str) -> None:
    facts = _at_epoch(ledger, body.compartment, body.epoch - 1)
    require(signer in facts.holders, _NOT_A_HOLDER)
    given = {item.account: item.box for item in body.grants}
    require(len(given) == len(body.grants) and given.keys() == facts.holders, "de nieuwe sleutel gaat niet naar alle")
    require([item.set for item in body.recovery] == [facts.recovery], "de nieuwe sleutel mist zijn herstelbladen")
    ledger.grants.update({(facts.name, account): box for account, box in given.items()})
    ledger.recovery_boxes[facts.name] = body.recovery[0].box
    ledger.compartments[facts.name] = replace(facts, epoch=body.epoch, rekey_due=False)


@apply.register(bodies.Withdrawn)
def _withdrawn(body: bodies.Withdrawn, ledger: Ledger, signer: str) -> None:
    facts = _known(ledger, body.compartment)
    require(signer in facts.holders, _NOT_A_HOLDER)
    require(body.account in facts.holders, "dit account heeft geen toegang tot het compartiment")
    _take(ledger, facts.name, body.account)


@apply.register(bodies.Revoked)
def _revoked(body: bodies.Revoked, ledger: Ledger, signer: str) -> None:
    account = _live(ledger, body.account)
    require(signer == ROOT or _keeper(ledger, signer), _NOT_A_KEEPER)
    _strip(ledger, body.account)
    ledger.accounts[body.account] = replace(account, revoked=True)
    ledger.sign_keys[body.account].append((ledger.n, None))


@apply.register(bodies.Reset)
def _reset(body: bodies.Reset, ledger: Ledger, signer: str) -> None:
    account = _live(ledger, body.account)
    require(signer == ROOT or _keeper(ledger, signer), _NOT_A_KEEPER)
    _strip(ledger, body.account)
    _replace_keys(ledger, replace(account, own_keys=signer == ROOT), body.seal_key, body.sign_key)


@apply.register(bodies.Renewed)
def _renewed(body: bodies.Renewed, ledger: Ledger, signer: str) -> None:
    account = _live(ledger, body.account)
    require(signer == body.account, "een account vernieuwt alleen zijn eigen sleutels")
    given = {item.compartment: item.box for item in body.grants}
    held = {name for name, facts in ledger.compartments.items() if signer in facts.holders}
    require(len(given) == len(body.grants) and given.keys() == held, "niet elk compartiment gaat mee naar de sleutels")
    for item in body.grants:
        _at_epoch(ledger, item.compartment, item.epoch)
        ledger.grants[item.compartment, signer] = item.box
        if account.own_keys:  # at a first login nothing can have become known that a beheerder does not hold
            _mark_rekey_due(ledger, item.compartment)
    ledger.slots.pop(signer, None)
    _replace_keys(ledger, replace(account, own_keys=True), body.seal_key, body.sign_key)


@apply.register(bodies.Recovered)
def _recovered(body: bodies.Recovered, ledger: Ledger, signer: str) -> None:
    facts = _at_epoch(ledger, body.compartment, body.epoch)
    _require_own_keys(_live(ledger, body.account), facts)
    require(body.set == facts.recovery, "dit compartiment hoort bij een andere set herstelbladen")
    require(signer == signer_of_set(body.set), _NOT_THE_SET)
    _give(ledger, facts, body.account, body.box)


@apply.register(bodies.Restored)
def _restored(body: bodies.Restored, ledger: Ledger, signer: str) -> None:
    require(signer == ROOT, _NOT_THE_SET)
    leap = body.generation - ledger.generation
    require(leap > 0, "de generatie na een herstel moet hoger zijn dan ervoor")
    require(leap <= _LONGEST_LEAP, "de generatie na een herstel is onwaarschijnlijk hoog")
    ledger.generation = body.generation
    ledger.restores.append((ledger.n, body.day))


def signer_of_set(name: str) -> str:
    """Under which name the quorum of a recovery set signs: the general set is root."""
    return ROOT if name == GENERAL else f"set:{name}"


def _founding_root(ledger: Ledger, signer: str) -> bool:
    return ledger.founding and signer == ROOT


def _keeper(ledger: Ledger, signer: str) -> bool:
    account = ledger.accounts.get(signer)
    return account is not None and not account.revoked and account.role is Role.KEEPER


def _holder_or_founding(ledger: Ledger, facts: CompartmentFacts, signer: str) -> bool:
    return signer in facts.holders or _founding_root(ledger, signer)


def _may_replace(ledger: Ledger, name: str, signer: str) -> bool:
    """The quorum itself; or, when its sheets are lost, somebody who holds all that they protect. Root has no heir."""
    if signer == signer_of_set(name):
        return True
    covered = _covered(ledger, name)
    return name != GENERAL and bool(covered) and all(signer in facts.holders for facts in covered)


def _covered(ledger: Ledger, name: str) -> list[CompartmentFacts]:
    return [facts for facts in ledger.compartments.values() if facts.recovery == name]


def _live(ledger: Ledger, account_id: str) -> Account:
    require(account_id in ledger.accounts, "dit account bestaat niet")
    account = ledger.accounts[account_id]
    require(not account.revoked, "dit account is ingetrokken")
    return account


def _require_own_keys(account: Account, facts: CompartmentFacts) -> None:
    """What a beheerder holds anyway may be sealed to keys that a beheerder made; nothing else."""
    require(account.own_keys or facts.kind == REGISTER, _NOT_OWN_KEYS)


def _known(ledger: Ledger, name: str) -> CompartmentFacts:
    require(name in ledger.compartments, "dit compartiment bestaat niet")
    return ledger.compartments[name]


def _at_epoch(ledger: Ledger, name: str, epoch: int) -> CompartmentFacts:
    facts = _known(ledger, name)
    require(facts.epoch == epoch, "de sleutel is niet de huidige van dit compartiment")
    return facts


def _give(ledger: Ledger, facts: CompartmentFacts, account_id: str, box: str) -> None:
    ledger.grants[facts.name, account_id] = box
    ledger.once_held.add((facts.name, account_id))
    ledger.compartments[facts.name] = replace(facts, holders=facts.holders | {account_id}, founder="")


def _take(ledger: Ledger, name: str, account_id: str) -> None:
    facts = ledger.compartments[name]
    ledger.grants.pop((name, account_id), None)
    ledger.compartments[name] = replace(facts, holders=facts.holders - {account_id}, rekey_due=True)


def _mark_rekey_due(ledger: Ledger, name: str) -> None:
    ledger.compartments[name] = replace(ledger.compartments[name], rekey_due=True)


def _strip(ledger: Ledger, account_id: str) -> None:
    ledger.slots.pop(account_id, None)
    for name, facts in list(ledger.compartments.items()):
        if account_id in facts.holders:
            _take(ledger, name, account_id)


def _replace_keys(ledger: Ledger, account: Account, seal_key: bytes, sign_key: bytes) -> None:
    ledger.accounts[account.id] = replace(account, seal_key=seal_key, sign_key=sign_key)
    ledger.sign_keys[account.id].append((ledger.n, sign_key))
