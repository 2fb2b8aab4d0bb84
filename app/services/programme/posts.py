"""The register of posts: staffing in fte, filled or vacant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from app.rules.permissions import PROGRAMME, Act
from app.rules.years import year_problem
from app.services.clock import today
from app.services.records import Records, Words
from models.choices import Nature
from models.programme import Post

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class PostDraft:
    """A post as the form shows it; without `filled_from` it is vacant."""

    year: int | None = None
    function: str | None = None
    fte: Decimal | None = None
    nature: Nature | None = None
    filled_from: date | None = None
    cost: Decimal | None = None
    note: str | None = None


class Posts(Records[Post, PostDraft]):
    """The register of posts."""

    kind = "post"
    words = Words("functie")
    compartment = PROGRAMME
    read_act = Act.READ_PROGRAMME
    edit_act = Act.EDIT_BUDGET
    model = Post
    draft = PostDraft
    columns = {
        "year": Post.year,
        "function": Post.function,
        "fte": Post.fte,
        "nature": Post.nature,
        "filled_from": Post.filled_from,
        "cost": Post.cost,
    }
    searched = (Post.function, Post.note)
    order = (Post.year.desc(), Post.id)
    required = {"year": "Vul het jaar in.", "fte": "Vul het aantal fte in."}

    def blank(self) -> PostDraft:
        """This year."""
        return PostDraft(year=today().year)

    def check(self, session: Session, draft: PostDraft, existing: Post | None) -> Mapping[str, str]:
        """Some fte, in a year of the calendar."""
        problems = year_problem("year", draft.year)
        if draft.fte is not None and draft.fte <= 0:
            problems["fte"] = "Vul een aantal fte boven nul in."
        return problems

    def name_of(self, item: Post) -> str:
        """The function, or that it is undecided."""
        return item.function or "nog niet bepaalde functie"
