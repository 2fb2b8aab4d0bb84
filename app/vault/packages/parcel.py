r"""The file of a package: a plain head that says for whom it is, then pieces, each sealed to the receiver by itself.

The first piece is the cover: what follows, of which size and hash, signed by the giver. So one signature covers all of
it, the length of the file is known before anything is opened, and any part can be read without the rest. HPKE's `info`
binds each piece to its head and its place. Pieces are 1 MiB, so that a package never has to fit in memory.

    BOLWERK PAKKET\n | version (2) | package (16) | vault (16) | digest of the receiver's key (32) | length (4) of the
    sealed cover | cover | pieces of the letter | pieces of each file
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from app.errors import BugError, Invalid, NewerProgram, SealBroken, SignatureWrong
from app.vault.header.shapes import DIGEST, ID, NAME, as_object, number, several
from app.vault.primitives.sealing import SIGNATURE_BYTES, Info, canonical, digest, open_sealed, seal, verify
from app.vault.primitives.strict_json import NotStrict, from_base64, parse, to_base64

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO

    from app.vault.primitives.sealing import KeyPair, SigningKey

ENDING = ".bolwerkpakket"
MAGIC = b"BOLWERK PAKKET\n"
VERSION = 1
PIECE = 1 << 20
LARGEST_LETTER = 64 * PIECE
LARGEST_FILE = 1 << 30
LARGEST = 1 << 33
MOST_FILES = 10_000
LARGEST_COVER = 2 * PIECE
OVERHEAD = 1120 + 16  # of HPKE: the encapsulated key (ML-KEM-768 and X25519) and the tag
_HEAD = struct.Struct(">16s16s32sI")
_START = len(MAGIC) + 2
HEAD_BYTES = _START + _HEAD.size
_DOMAIN = "bolwerk package"
_NONE = "Dit bestand is geen pakket van Bolwerk. Er is niets opgeslagen."
_DAMAGED = "Het pakket is beschadigd of niet volledig. Vraag het opnieuw. Er is niets opgeslagen."
_NOT_OURS = (
    "Dit pakket is verzegeld voor een ander onderdeel van deze kluis, of met een visitekaartje dat niet meer geldt. "
    "Geef de gever een nieuw kaartje. Er is niets opgeslagen."
)
_NOT_SIGNED = (
    "De handtekening onder dit pakket klopt niet met het visitekaartje van de gever: het is vervalst, of de gever "
    "heeft nieuwe sleutels. Er is niets opgeslagen."
)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file in a package: its size in bytes and its SHA-256."""

    size: Annotated[int, number(0, LARGEST_FILE)]
    sha256: Annotated[str, DIGEST]


@dataclass(frozen=True, slots=True)
class Cover:
    """Who gives (vault and compartment), how long the letter is and its digest, and the files that follow it."""

    giver: Annotated[str, ID]
    compartment: Annotated[str, NAME]
    letter: Annotated[int, number(1, LARGEST_LETTER)]
    digest: Annotated[str, DIGEST]
    files: Annotated[tuple[Enclosed, ...], several(as_object(Enclosed), MOST_FILES)]


@dataclass(frozen=True, slots=True)
class Receiver:
    """To whom a package is sealed: a compartment of a vault, and the public half of its inbox."""

    vault: str
    compartment: str
    seal_key: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """What anybody can read of a package: its id, the vault it is for, and under which key."""

    package: str
    vault: str
    key: bytes
    cover: int
    raw: bytes


_COVER = as_object(Cover)


def sealed_parcel(
    package: str,
    receiver: Receiver,
    *,
    voice: SigningKey,
    cover: Cover,
    letter: bytes,
    files: Iterable[Iterable[bytes]],
) -> Iterator[bytes]:
    """The bytes of a package, piece by piece. Each of `files` gives its content in pieces of `PIECE` but for the last.

    Raises Invalid when it is too large to be taken in, SealBroken when the key of the receiver is unusable, and
    BugError when a file is not what the cover says.
    """
    if len(letter) != cover.letter or digest(_DOMAIN, letter).hex() != cover.digest:
        raise BugError("the cover is of another letter")
    refuse_too_large(cover)
    key = digest(_DOMAIN, receiver.seal_key)
    start = MAGIC + VERSION.to_bytes(2, "big") + bytes.fromhex(package) + bytes.fromhex(receiver.vault) + key
    said = canonical(_COVER.write(cover))
    signature = voice.sign(_DOMAIN, _signed(start, said))
    plain = canonical({"cover": said.decode(), "signature": to_base64(signature)})
    head = start + (len(plain) + OVERHEAD).to_bytes(4, "big")
    binding = _Binding(receiver.vault, receiver.compartment, head)
    yield head
    yield seal(receiver.seal_key, plain, binding.at(0))
    place = 1
    for piece in _cut(letter):
        yield seal(receiver.seal_key, piece, binding.at(place))
        place += 1
    for enclosed, pieces in zip(cover.files, files, strict=True):
        state, size = hashlib.sha256(), 0
        for piece in pieces:
            state.update(piece)
            size += len(piece)
            yield seal(receiver.seal_key, piece, binding.at(place))
            place += 1
        if (size, state.hexdigest()) != (enclosed.size, enclosed.sha256):
            raise Invalid({"": "Een bijlage is intussen veranderd of beschadigd; er is geen pakket gemaakt."})


def refuse_too_large(cover: Cover) -> None:
    """Invalid when nobody would take this in."""
    whole = cover.letter + sum(each.size for each in cover.files)
    if cover.letter > LARGEST_LETTER or len(cover.files) > MOST_FILES or whole > LARGEST:
        raise Invalid({"": "Dit is te veel voor één pakket; geef de casussen in delen over."})


def letter_digest(letter: bytes) -> str:
    """What the cover says of a letter."""
    return digest(_DOMAIN, letter).hex()


def read_head(stream: BinaryIO) -> Head:
    """The head of a package; raises Invalid (field "file") or NewerProgram."""
    raw = stream.read(HEAD_BYTES)
    if not raw.startswith(MAGIC):
        raise Invalid({"file": _NONE})
    if int.from_bytes(raw[len(MAGIC) : _START], "big") > VERSION:
        raise newer()
    if len(raw) != HEAD_BYTES or raw[len(MAGIC) : _START] != VERSION.to_bytes(2, "big"):
        raise Invalid({"file": _DAMAGED})
    package, vault, key, cover = _HEAD.unpack(raw[_START:])
    if not OVERHEAD < cover <= LARGEST_COVER:
        raise Invalid({"file": _DAMAGED})
    return Head(package.hex(), vault.hex(), key, cover, raw)


def newer() -> NewerProgram:
    """What to say of what a newer program made."""
    return NewerProgram(
        "Dit pakket is gemaakt met een nieuwere versie van Bolwerk. Werk het programma op deze werkplek bij en "
        "ontvang het dan. Er is niets opgeslagen."
    )


class Parcel:
    """A package that is for this vault, whole in length, and signed by a vault whose card is known here."""

    def __init__(self, stream: BinaryIO, head: Head, pair: KeyPair, binding: _Binding, cover: Cover) -> None:
        self._stream = stream
        self._pair = pair
        self._binding = binding
        self.head = head
        self.cover = cover
        self.letter = b"".join(self._pieces(0, cover.letter, 1))
        if letter_digest(self.letter) != cover.digest:
            raise Invalid({"file": _DAMAGED})

    def file(self, index: int) -> Iterator[bytes]:
        """The content of one of the files, in pieces; raises Invalid at the end when it is not what was signed."""
        enclosed = self.cover.files[index]
        sizes = [self.cover.letter, *(each.size for each in self.cover.files[:index])]
        state = hashlib.sha256()
        for piece in self._pieces(sum(map(_sealed_length, sizes)), enclosed.size, 1 + sum(map(_count, sizes))):
            state.update(piece)
            yield piece
        if state.hexdigest() != enclosed.sha256:
            raise Invalid({"file": _DAMAGED})

    def _pieces(self, offset: int, size: int, place: int) -> Iterator[bytes]:
        at = HEAD_BYTES + self.head.cover + offset
        for number_, length in enumerate(_lengths(size)):
            self._stream.seek(at)
            sealed = self._stream.read(length + OVERHEAD)
            at += length + OVERHEAD
            try:
                yield open_sealed(self._pair, sealed, self._binding.at(place + number_))
            except SealBroken as error:
                raise Invalid({"file": _DAMAGED}) from error


def opened(
    stream: BinaryIO,
    head: Head,
    *,
    length: int,
    compartment: str,
    inbox: Sequence[KeyPair],
    sign_key_of: Callable[[str, str], bytes],
) -> Parcel:
    """Open a package that is for this vault; `length` is that of the whole file, `inbox` the keys of this compartment.

    `sign_key_of` gives the key of a vault and compartment, and raises what it likes when there is no card of it. Raises
    Invalid (field "file") when it is sealed to another key, damaged, cut off, too long, or not signed with that key.
    """
    pair = next((each for each in inbox if digest(_DOMAIN, each.public_bytes) == head.key), None)
    if pair is None:
        raise Invalid({"file": _NOT_OURS})
    binding = _Binding(head.vault, compartment, head.raw)
    try:
        plain = open_sealed(pair, stream.read(head.cover), binding.at(0))
        cover, said, signature = _cover(plain)
    except (SealBroken, NotStrict) as error:
        raise Invalid({"file": _DAMAGED}) from error
    try:
        verify(sign_key_of(cover.giver, cover.compartment), _DOMAIN, _signed(head.raw[:-4], said), signature)
    except SignatureWrong as error:
        raise Invalid({"file": _NOT_SIGNED}) from error
    sizes = [cover.letter, *(each.size for each in cover.files)]
    if length != HEAD_BYTES + head.cover + sum(map(_sealed_length, sizes)) or length > 2 * LARGEST:
        raise Invalid({"file": _DAMAGED})
    return Parcel(stream, head, pair, binding, cover)


def _cover(plain: bytes) -> tuple[Cover, bytes, bytes]:
    match parse(plain):
        case {"cover": str(said), "signature": str(signature), **rest} if not rest:
            proof = from_base64(signature)
            if len(proof) != SIGNATURE_BYTES:
                raise NotStrict("de handtekening heeft niet de juiste lengte")
            cover: Cover = _COVER.read(parse(said.encode()))
            return cover, said.encode(), proof
    raise NotStrict("het omslag heeft niet de vereiste vorm")


@dataclass(frozen=True, slots=True)
class _Binding:
    """To what a piece is bound: the receiver, the whole head, and its place (0 is the cover)."""

    vault: str
    compartment: str
    head: bytes

    def at(self, place: int) -> Info:
        return Info("package", self.vault, self.compartment, place, digest(_DOMAIN, self.head).hex())


def _signed(start: bytes, said: bytes) -> bytes:
    """The head is under the signature, so that what was given to one cannot be passed on as given to another."""
    return len(start).to_bytes(4, "big") + start + said


def _cut(data: bytes) -> Iterator[bytes]:
    return (data[at : at + PIECE] for at in range(0, len(data), PIECE))


def _lengths(size: int) -> Iterator[int]:
    return (min(PIECE, size - at) for at in range(0, size, PIECE))


def _count(size: int) -> int:
    return -(-size // PIECE)


def _sealed_length(size: int) -> int:
    return size + _count(size) * OVERHEAD
