"""What left casework: logged with its reason and the hash of what was written."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType
from models.casework.tables import CaseworkRecord
from models.choices import Classification


class CaseworkExport(CaseworkRecord):
    """One file that was exported. `made_at` is UTC in ISO seconds, `made_by` an account id, `sha256` hexadecimal."""

    __tablename__ = "export"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[str] = mapped_column(String(25))
    made_by: Mapped[str] = mapped_column(String(40))
    what: Mapped[str] = mapped_column(String(300))
    classification: Mapped[Classification] = mapped_column(ChoiceType(Classification))
    reason: Mapped[str] = mapped_column(Text)
    recipient: Mapped[str | None] = mapped_column(String(300))
    sha256: Mapped[str] = mapped_column(String(64))
