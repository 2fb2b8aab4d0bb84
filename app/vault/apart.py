"""A vault seen from one compartment that was set apart: what asks for its kind is given that one.

So everything that knows "casework" works in a compartment of a single case without knowing that there are more. It
holds no keys and no state: the session behind it does, and locking that one ends this view too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from app.errors import AccessDenied

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sqlalchemy.orm import Session

    from app.vault.store.compartments import Compartment
    from app.vault.unit_of_work import UnitOfWork
    from app.vault.unlocked import UnlockedVault


def seen_from(vault: UnlockedVault, name: str) -> UnlockedVault:
    """The same session, in which the first compartment of a kind is compartment `name` of that kind.

    Raises AccessDenied without the key of `name`, or when it was not set apart.
    """
    facts = vault.roster.compartment(name)
    if name == facts.kind or facts.kind not in vault.roster.compartments:
        raise AccessDenied("Dit is geen apart onderdeel.")
    vault.compartment(name)
    return cast("UnlockedVault", _Apart(vault, facts.kind, name))


class _Apart:
    """Whatever is not said here, the session itself answers."""

    def __init__(self, whole: UnlockedVault, kind: str, name: str) -> None:
        self._whole = whole
        self._kind = kind
        self._name = name

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the session has
        return getattr(self._whole, name)

    def _meant(self, name: str) -> str:
        return self._name if name == self._kind else name

    @property
    def compartments(self) -> frozenset[str]:
        """With the kind for the one that is seen."""
        return self._whole.compartments | ({self._kind} if self._whole.holds(self._name) else frozenset())

    @property
    def available(self) -> frozenset[str]:
        """Likewise; without the first of its kind, when that is all there is."""
        others = self._whole.available - {self._kind}
        return others | {self._kind} if self._name in others else others

    def holds(self, name: str) -> bool:
        """Whether this account holds the key of what is meant."""
        return self._whole.holds(self._meant(name))

    def compartment(self, name: str) -> Compartment:
        """What is meant, open."""
        return self._whole.compartment(self._meant(name))

    def read(self, name: str) -> AbstractContextManager[Session]:
        """A session on what is meant."""
        return self._whole.read(self._meant(name))

    def write(self, name: str) -> AbstractContextManager[UnitOfWork]:
        """A unit of work in what is meant."""
        return self._whole.write(self._meant(name))

    def record_refusal(self, name: str, action: str, subject_kind: str, subject_id: object = "") -> None:
        """In what is meant."""
        whole, meant = self._whole, self._meant(name)
        whole.record_refusal(meant, action=action, subject_kind=subject_kind, subject_id=subject_id)
