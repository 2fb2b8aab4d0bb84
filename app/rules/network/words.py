"""How a link reads from its other end: "eigenaar van" is "eigendom van" from what is owned."""

from __future__ import annotations

from models.casework.choices import LinkKind

_BACK: dict[LinkKind, str] = {
    LinkKind.OWNS: "eigendom van",
    LinkKind.DIRECTS: "wordt bestuurd door",
    LinkKind.SHAREHOLDER: "heeft als aandeelhouder",
    LinkKind.FINANCES: "wordt gefinancierd door",
    LinkKind.LIVES_AT: "woonadres van",
    LinkKind.SEATED_AT: "vestigingsadres van",
    LinkKind.WORKS_FOR: "werkgever van",
    LinkKind.RENTS: "gehuurd door",
    LinkKind.LETS: "verhuurd door",
    LinkKind.RELATED: "familielid van",
    LinkKind.PARTNER: "partner van",
    LinkKind.KNOWS: "gekend door",
    LinkKind.USES: "gebruikt door",
    LinkKind.HOLDS: "staat op naam van",
    LinkKind.FOUND_AT: "plaats waar is aangetroffen",
    LinkKind.PRESENT_AT: "had als aanwezige",
    LinkKind.NAMED_IN: "noemt",
    LinkKind.PART_OF: "omvat",
    LinkKind.OTHER: "anders, zie toelichting",
}


def read_from(kind: LinkKind, *, forward: bool) -> str:
    """The words between the two ends, read from the first to the second or back."""
    return kind.label if forward else _BACK[kind]
