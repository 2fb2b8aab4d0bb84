"""Recovery sets: a secret in printed shares (SLIP-39), of which any two together give the key pair and signing key.

The general set also is the root of the vault: it signed the founding, and its quorum signs recovery acts later. The
sets of `integrity` and `bibob` are apart, so that the general shareholders cannot open what those protect.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shamir_mnemonic
from shamir_mnemonic.wordlist import WORD_INDEX_MAP

from app.errors import Invalid
from app.vault.header import bodies
from app.vault.header.rules_of_trust import signer_of_set
from app.vault.header.statements import Signer
from app.vault.primitives.sealing import KeyPair, SigningKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.vault.header.trust import Roster

SECRET_BYTES = 32
SHARE_WORDS = 33
_OUR_EXPONENT = 1
_FIELD = "shares"


@dataclass(frozen=True, slots=True, repr=False)
class RecoverySet:
    """A set and its shares, as they exist during a ceremony only. `shares` are sentences of 33 words."""

    name: str
    secret: bytes
    threshold: int
    shares: tuple[str, ...]

    @property
    def keys(self) -> KeyPair:
        """The pair to which compartment keys are sealed."""
        return keys_of(self.name, self.secret)

    @property
    def signer(self) -> Signer:
        """The set as signer of statements."""
        return signer_of(self.name, self.secret)

    @property
    def statement(self) -> bodies.RecoverySet:
        """What the header says of it."""
        keys, signer = self.keys.public_bytes, self.signer.key.public_bytes
        return bodies.RecoverySet(self.name, keys, signer, self.threshold, len(self.shares))


@dataclass(frozen=True, slots=True, repr=False)
class Quorum:
    """What enough shareholders have in hand together: what opens the sealed keys, and who signs recovery acts."""

    name: str
    keys: KeyPair
    signer: Signer


def make_set(name: str, threshold: int = 2, shares: int = 3) -> RecoverySet:
    """A new random set; raises Invalid unless 2 ≤ threshold ≤ shares ≤ 16: one sheet alone must never be enough."""
    if not 2 <= threshold <= shares <= 16:
        raise Invalid({_FIELD: "Kies 2 tot 16 herstelbladen, waarvan er minstens 2 samen nodig zijn."})
    secret = os.urandom(SECRET_BYTES)
    sentences = shamir_mnemonic.generate_mnemonics(1, [(threshold, shares)], secret, iteration_exponent=_OUR_EXPONENT)[
        0
    ]
    return RecoverySet(name, secret, threshold, tuple(sentences))


def keys_of(name: str, secret: bytes) -> KeyPair:
    """The key pair that follows from the secret of a set."""
    return KeyPair.from_seed(secret, f"recovery set {name}")


def signer_of(name: str, secret: bytes) -> Signer:
    """The signer that follows from the secret of a set; root when the set is the general one."""
    return Signer(signer_of_set(name), SigningKey.from_seed(secret, f"recovery set {name}"))


@dataclass(frozen=True, slots=True)
class SheetsRead:
    """What can be said of sheets as far as they were typed: how many are good, how many their set needs.

    `faults` has one Dutch sentence for each place that was filled in wrongly, by its number from 1; `doubles` likewise
    for a sheet that was typed before. `needed` is None until one sheet is good.
    """

    good: tuple[str, ...]
    needed: int | None
    faults: Mapping[int, str]
    doubles: Mapping[int, str]

    @property
    def missing(self) -> int | None:
        """How many more sheets are needed; None until that is known."""
        return None if self.needed is None else max(0, self.needed - len(self.good))


def examine(shares: Sequence[str]) -> SheetsRead:
    """Read sheets as typed, in any order; empty places are passed over. Nothing secret is computed."""
    good: dict[str, tuple[int, shamir_mnemonic.Share]] = {}
    faults, doubles = {}, {}
    for number, typed in enumerate(shares, start=1):
        sentence = " ".join(typed.lower().split())
        if not sentence:
            continue
        try:
            share = _read(number, sentence)
        except Invalid as error:
            faults[number] = str(error)
            continue
        first_number, first = next(iter(good.values()), (number, share))
        if share.group_parameters() != first.group_parameters():
            faults[number] = f"Herstelblad {number} hoort bij een andere set dan herstelblad {first_number}."
        elif sentence in good:
            doubles[number] = f"Herstelblad {number} is hetzelfde blad als herstelblad {good[sentence][0]}."
        else:
            good[sentence] = (number, share)
    needed = next((share.member_threshold for _, share in good.values()), None)
    return SheetsRead(tuple(good), needed, faults, doubles)


def combine(shares: Sequence[str]) -> bytes:
    """The 32-byte secret of a set, from as many of its shares as it needs, in any order, twice the same is once.

    Raises Invalid with, for field "shares", which sheet has which fault: an unknown word, a wrong number of words, a
    mistyped sheet (checksum), a sheet of another set, or how many more sheets are needed.
    """
    read = examine(shares)
    if read.faults:
        raise Invalid({_FIELD: " ".join(read.faults.values())})
    if read.needed is None:
        raise Invalid({_FIELD: "Vul de woorden van de herstelbladen in."})
    if read.missing:
        filled = f"er is er {len(read.good)}" if len(read.good) == 1 else f"er zijn er {len(read.good)}"
        lacking = f"Er zijn {read.needed} verschillende herstelbladen nodig; {filled}, dus nog {read.missing}."
        raise Invalid({_FIELD: " ".join([*read.doubles.values(), lacking])})
    return _secret_of(read.good[: read.needed])


def assemble(roster: Roster, name: str, shares: Sequence[str]) -> Quorum:
    """What the shareholders of a set have together in this vault; raises Invalid, also for sheets of another vault."""
    secret = combine(shares)
    quorum = Quorum(name, keys_of(name, secret), signer_of(name, secret))
    stated = roster.recovery_sets.get(name)
    if stated is None or quorum.keys.public_bytes != stated.seal_key:
        raise Invalid({_FIELD: "Deze herstelbladen horen bij een andere set of kluis, of zijn door nieuwe vervangen."})
    return quorum


def _read(number: int, sentence: str) -> shamir_mnemonic.Share:
    words = sentence.split()
    unknown = next((word for word in words if word not in WORD_INDEX_MAP), None)
    if unknown is not None:
        at = words.index(unknown) + 1
        raise Invalid(
            {_FIELD: f"Herstelblad {number}: woord {at} (“{unknown[:20]}”) komt niet voor in de woordenlijst."}
        )
    if len(words) != SHARE_WORDS:
        raise Invalid({_FIELD: f"Herstelblad {number} heeft {len(words)} woorden; het moeten er {SHARE_WORDS} zijn."})
    try:
        share = shamir_mnemonic.Share.from_mnemonic(sentence)
    except shamir_mnemonic.MnemonicError as error:
        raise Invalid(
            {_FIELD: f"Herstelblad {number} is verkeerd overgenomen: de controlewoorden kloppen niet."}
        ) from error
    if share.iteration_exponent != _OUR_EXPONENT:
        # Each step doubles the work, up to hours; ours is always the library's default.
        raise Invalid({_FIELD: f"Herstelblad {number} is niet door Bolwerk gemaakt."})
    return share


def _secret_of(sentences: Iterable[str]) -> bytes:
    try:
        secret: bytes = shamir_mnemonic.combine_mnemonics(sentences)
    except shamir_mnemonic.MnemonicError as error:
        raise Invalid({_FIELD: "Deze herstelbladen passen niet bij elkaar."}) from error
    return secret
