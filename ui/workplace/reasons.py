"""Why a vault was locked, as the login window says it."""

from __future__ import annotations

BY_USER = "Vergrendeld."
SCREEN_LOCKED = "Vergrendeld, omdat het scherm werd vergrendeld."
USER_SWITCHED = "Vergrendeld, omdat een andere gebruiker van deze werkplek aan de beurt kwam."
SLEEPS = "Vergrendeld, omdat de werkplek in slaapstand ging."


def idle(seconds: int) -> str:
    """After so many seconds without input."""
    minutes, rest = divmod(seconds, 60)
    spell = f"{seconds} seconden" if rest else "een minuut" if minutes == 1 else f"{minutes} minuten"
    return f"Vergrendeld na {spell} zonder invoer."
