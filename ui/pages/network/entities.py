"""The list of entities; in the one that is open, what each source says of it and what it is connected with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.network.entities import Entities
from models.casework.choices import Certainty, MentionKind
from ui import tones
from ui.pages.network.proposals.sheet import ProposalsSheet
from ui.pages.network.sheets import KnownSheet, LinksSheet
from ui.widgets.record.description import Column, EmptyText, Filter, Kind, PageDescription, Sheet

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def _may_read(vault: UnlockedVault) -> bool:
    return allowed(vault, Act.READ_SIGNALS, CASEWORK)


def entities_page(mentions: PageDescription) -> PageDescription:
    """The page of entities; its form is that of a mention, without the record in which a mention stands."""
    return replace(
        mentions,
        title="Entiteiten",
        icon="users",
        intro="Wie en wat in signalen, casussen en controles voorkomt, en waarmee dat verbonden is.",
        register=Entities,
        many="entiteiten",
        search_hint="Zoek op elke naam, elk adres of nummer",
        columns=(
            Column("kind", "Soort", width=11),
            Column("label", "Wie of wat"),
            Column("mentioned", "Vermeldingen", Kind.INTEGER, width=12, extra=True),
            Column("linked", "Verbanden", Kind.INTEGER, width=10, extra=True),
            Column("certainty", "Zekerheid", width=12, tones=tones.CERTAINTY, extra=True),
        ),
        filters=(Filter("kind", "Soort", choices=MentionKind), Filter("certainty", "Zekerheid", choices=Certainty)),
        groups=tuple(
            replace(group, fields=tuple(each for each in group.fields if each.name != "signal_id"))
            for group in mentions.groups
        ),
        unshown=tuple(each for each in mentions.fields if each.name == "signal_id"),
        parts=(
            Sheet("known", "Bronnen en oordelen", KnownSheet, _may_read),
            Sheet("links", "Verbanden", LinksSheet, _may_read),
            Sheet("proposals", "Voorstellen", ProposalsSheet, _may_read),
        ),
        empty=EmptyText(
            "Nog geen entiteiten",
            "Zij ontstaan uit wat signalen, casussen en controles vermelden. U kunt er ook zelf een vastleggen.",
        ),
    )
