"""P11: checking a whole audit trail beside bare Ed25519; half the rate of bare is twice its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.services.log.checking import check_log
from app.services.log.entries import AuditLog
from app.services.records import Query
from app.vault.store.audit import SIGNED, entries, verify_chain
from tests.benchmarks.measure import compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

REACH = 2.0
ROUNDS = 3


def bare(vault: UnlockedVault) -> Callable[[], None]:
    """Nothing but verifying the signatures of the same entries, which are in memory."""
    compartment = vault.compartment("casework")
    with compartment.read() as session:
        signed = [(entry.digest, entry.signature) for entry in entries(session, compartment)]
    key = Ed25519PublicKey.from_public_bytes(vault.slot.signing.public_bytes)
    domain = len(SIGNED).to_bytes(2, "big") + SIGNED.encode()

    def verify() -> None:
        for digest, signature in signed:
            key.verify(signature, domain + digest)

    return verify


def test_that_checking_a_trail_is_at_least_half_as_fast_as_bare_signatures(encrypted: UnlockedVault) -> None:
    compartment = encrypted.compartment("casework")

    def check() -> None:
        with compartment.read() as session:
            assert verify_chain(session, compartment, encrypted.roster).bad is None

    compare("P11 the whole trail of casework", check, bare(encrypted), reach=REACH, rounds=ROUNDS)


def test_that_checking_the_log_as_a_user_does_is_too(encrypted: UnlockedVault) -> None:
    def check() -> None:
        assert all(found.bad is None for found in check_log(encrypted))

    compare("P11 all trails, in steps, with progress", check, bare(encrypted), reach=REACH, rounds=ROUNDS)


def test_that_the_list_of_the_log_opens_in_the_time_of_the_bare_query(encrypted: UnlockedVault) -> None:
    """P4 for the log: all ids, and the first rows of them."""
    log, compartment = AuditLog(encrypted), encrypted.compartment("casework")
    query = Query(where=(("compartment", "casework"),))
    trail = compartment.tables.audit_entry

    def listed() -> None:
        log.rows(log.ids(query)[:256])

    def queried() -> None:
        with compartment.read() as session:
            session.execute(trail.select().with_only_columns(trail.c.n, trail.c.at).order_by(trail.c.n.desc())).all()
            session.execute(trail.select().order_by(trail.c.n.desc()).limit(256)).all()

    compare("P4 the log, newest first, one page", listed, queried, reach=2.0)
