"""Kind `register`: who works here, what the vault is set to, its norms, its reviews, and the deliveries under way."""

from __future__ import annotations

from models.register.delivery import Delivery
from models.register.export import RegisterExport
from models.register.handed_in import HandedIn
from models.register.letter_template import Letterhead, LetterTemplate
from models.register.norm import StoredNorm
from models.register.person import Person
from models.register.review import RightsReview, RightsReviewLine
from models.register.setting import Setting
from models.register.tables import RegisterRecord, shared

__all__ = [
    "Delivery",
    "HandedIn",
    "LetterTemplate",
    "Letterhead",
    "Person",
    "RegisterExport",
    "RegisterRecord",
    "RightsReview",
    "RightsReviewLine",
    "Setting",
    "StoredNorm",
    "shared",
]
