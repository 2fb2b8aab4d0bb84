"""What Start says to a role for which there is little in the window: what it finds, and that this is all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.permissions import (
    INTEGRITY,
    INTEGRITY_DEPUTY,
    LABEL_OF_COMPARTMENT,
    Role,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

WITHOUT_PAGES = (INTEGRITY, INTEGRITY_DEPUTY)
"""Compartments that have no page of their own yet; a test sees to it that this is still so."""

_FINDS = {
    Role.KEEPER: (
        "U regelt wie toegang heeft: onder Beheer nodigt u mensen uit, geeft u rollen en trekt u toegang in. Onder "
        "Back-up bepaalt u waar de reservekopieën staan."
    ),
    Role.BIBOB: (
        "Onder Bibob staan uw dossiers met hun termijnen; wat nadert of verstreken is, staat hieronder. Onder Normen "
        "bevestigt u de termijnen waarmee Bolwerk rekent."
    ),
    Role.JURIST: (
        "Onder Maatregelen staan de drugspanden, van de rapportage tot de heropening, met de matrix en de kalender van "
        "sluitingen. Onder APV en vergunningen staat de rest. Onder Normen bevestigt u de termijnen."
    ),
    Role.DPO: (
        "U houdt toezicht: onder Logboek ziet u wie wat deed, en onder Beheer wie waartoe toegang heeft. Daar tekent u "
        "ook de jaarlijkse beoordeling van de rechten af."
    ),
}
_FINDS_EVERYBODY = (
    "Onder Beheer regelt u uw wachtwoord en uw sleutelbestand, en ziet u de andere gebruikers en wat elke rol mag. "
    "Onder Logboek en Back-up staat wat bij uw sleutels hoort."
)
_NO_MORE = {Role.KEEPER: "Casussen, geld en dossiers ziet u niet. Dat hoort zo: u hebt er geen sleutel van."}
_NO_MORE_EVERYBODY = (
    "Dat is alles, en dat hoort zo: u ziet alleen waarvan u de sleutel hebt. Mist u iets voor uw werk, vraag het dan "
    "aan de functioneel beheerder."
)


def where_to_begin(*, cases: bool) -> tuple[str, ...]:
    """What to do first in a vault without any record; `cases` when this account may edit them."""
    programme = "Zet bij Jaarplan wat de gemeente wil doen, en bij Financiën de begroting van het jaar."
    return ("Leg bij Casussen eerst de casustypen vast, en dan de casussen.", programme) if cases else (programme,)


def what_you_find(role: Role, compartments: Collection[str]) -> Iterator[str]:
    """Sentences for who has nothing but what everybody has: `compartments` are the keys that this account holds."""
    yield _FINDS.get(role, _FINDS_EVERYBODY)
    waiting = [LABEL_OF_COMPARTMENT[name] for name in WITHOUT_PAGES if name in compartments]
    if waiting:
        yield (
            f"U hebt ook de sleutel van {' en '.join(waiting)}. Daarvoor heeft Bolwerk nog geen pagina’s; zodra die er "
            "zijn, staan ze links."
        )
    yield _NO_MORE.get(role, _NO_MORE_EVERYBODY)
