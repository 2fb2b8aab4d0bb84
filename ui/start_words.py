"""What Start says to a role for which there is little in the window: what it finds, and that this is all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.permissions import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

_DESK = (
    "Onder Meldingen staat wat bij u is gemeld. Leeg daar de brievenbus, bevestig de ontvangst binnen zeven dagen, en "
    "schrijf de melder; wat nadert of verstreken is, staat hieronder."
)
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
    Role.INTEGRITY: _DESK,
    Role.INTEGRITY_DEPUTY: _DESK,
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


def what_you_find(role: Role) -> Iterator[str]:
    """Sentences for who has little besides what everybody has."""
    yield _FINDS.get(role, _FINDS_EVERYBODY)
    yield _NO_MORE.get(role, _NO_MORE_EVERYBODY)
