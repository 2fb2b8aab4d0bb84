"""An envelope on a stick: the sealed chunks of one message, as a file that anybody may carry to the box."""

from __future__ import annotations

from app.errors import Invalid
from app.vault.reports.codes import ID_BYTES
from app.vault.reports.frames import COUNTS, SEALED_CHUNK
from app.vault.reports.reporting import Envelope

MAGIC = b"BOLWERK ENVELOP 1\n"
ENDING = ".envelop"
_ROW = ID_BYTES + SEALED_CHUNK
LARGEST = len(MAGIC) + COUNTS[-1] * _ROW
_NONE = "Dit bestand is geen envelop van Bolwerk, of het is beschadigd. Er is NIETS in de brievenbus gelegd."


def written(envelope: Envelope) -> bytes:
    """The file; its rows lie in the order of their ids."""
    return MAGIC + b"".join(key + envelope.rows[key] for key in sorted(envelope.rows))


def read(data: bytes) -> Envelope:
    """The envelope in a file; raises Invalid (field "file") for anything that `written` would not have made."""
    count, rest = divmod(len(data) - len(MAGIC), _ROW)
    if not data.startswith(MAGIC) or rest or count not in COUNTS:
        raise Invalid({"file": _NONE})
    rows = {}
    for at in range(len(MAGIC), len(data), _ROW):
        rows[data[at : at + ID_BYTES]] = data[at + ID_BYTES : at + _ROW]
    envelope = Envelope(rows)
    if written(envelope) != data:
        raise Invalid({"file": _NONE})
    return envelope
