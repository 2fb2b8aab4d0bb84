"""The questions about one link, and about one judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.services.network.judgements import take_apart, take_back
from app.services.network.links import LinkDraft, Links
from models.casework.choices import Certainty, InformationValue, LinkKind, Reliability
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.vault.session import UnlockedVault
    from ui.tasks import Progress

LINK_FIELDS = (
    Field("kind", "Verband", Kind.CHOICE, choices=LinkKind, required=True),
    Field("certainty", "Zekerheid", Kind.CHOICE, choices=Certainty, required=True),
    Field("origin", "Waar dit vandaan komt", required=True, wide=True),
    Field("ground", "Grondslag", wide=True),
    Field("reliability", "Betrouwbaarheid van de bron", Kind.CHOICE, choices=Reliability),
    Field("information", "Waarde van de informatie", Kind.CHOICE, choices=InformationValue),
    Field("valid_from", "Geldig vanaf", Kind.DATE),
    Field("valid_to", "Geldig tot en met", Kind.DATE),
    Field("keep_until", "Bewaren tot en met", Kind.DATE),
    Field("note", "Toelichting", Kind.MULTILINE, rows=2),
)


class LinkDialog(ActDialog):
    """A new link from one entity to another, or the one that is there."""

    def __init__(
        self,
        vault: UnlockedVault,
        ends: tuple[str, str],
        draft: LinkDraft,
        *,
        stored: tuple[int, int] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`ends` is how both read; `stored` is the id and version of a link that is changed."""
        super().__init__(
            "Verband wijzigen" if stored else "Verband vastleggen",
            f"Van {ends[0]} naar {ends[1]}.",
            "Opslaan",
            parent=parent,
        )
        self._links, self._stored = Links(vault), stored
        self.form = Form((FieldGroup("", LINK_FIELDS),), margin=0)
        self.form.show_draft(draft)
        self.form.setMinimumHeight(460)
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], Any]:
        """Store it."""
        draft: LinkDraft = self.form.draft()
        if self._stored is None:
            return lambda _progress: self._links.add(draft)
        key, version = self._stored
        return lambda _progress: self._links.change(key, draft, version)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        return self.form.show_problems(fields)


@dataclass(frozen=True, slots=True)
class _Reason:
    reason: str | None = None


class ReasonDialog(ActDialog):
    """A reason, and then an act."""

    def __init__(
        self,
        texts: tuple[str, str, str],
        act: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(*texts, parent=parent)
        self._act = act
        field = Field("reason", "Waarom", Kind.MULTILINE, required=True, wide=True, rows=3)
        self.form = Form((FieldGroup("", (field,)),), margin=0)
        self.form.show_draft(_Reason())
        self.form.setMinimumHeight(150)
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], Any]:
        """The act with this reason."""
        reason = self.form.draft().reason or ""
        return lambda _progress: self._act(reason)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the reason."""
        return self.form.show_problems(fields)


def asking_apart(vault: UnlockedVault, mention: int, label: str, parent: QWidget) -> ReasonDialog:
    """Why one mention is not of the same as the others."""
    told = (
        f"{label} komt los te staan. Wat alleen via deze vermelding één was, valt daarmee ook uiteen. Elk verband "
        "blijft bij de vermelding waarbij het is vastgelegd."
    )
    return ReasonDialog(
        ("Niet dezelfde", told, "Losmaken"),
        lambda reason: take_apart(vault, mention, reason),
        parent,
    )


def asking_back(vault: UnlockedVault, judgement: int, told: str, parent: QWidget) -> ReasonDialog:
    """Why a judgement is taken back."""
    return ReasonDialog(
        ("Oordeel terugnemen", f"{told} Wat daarvóór gold, geldt dan weer.", "Terugnemen"),
        lambda reason: take_back(vault, judgement, reason),
        parent,
    )
