"""What is handed over between vaults: whose cards are trusted, what went and came, and which record is which there."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Versioned
from models.casework.package_choices import PackageWay
from models.casework.tables import CaseworkRecord


class PartnerCard(Versioned, CaseworkRecord):
    """The card of a compartment in another vault: to which key a package is sealed, and whose signature counts.

    `vault` and `compartment` say whose it is, `holder` who made it. It is here because somebody compared the
    fingerprint: `checked_by` (an account id) with `checked_with` (a name there), on a day.
    """

    __tablename__ = "partner_card"

    vault: Mapped[str] = mapped_column(String(32))
    compartment: Mapped[str] = mapped_column(String(40))
    municipality: Mapped[str] = mapped_column(String(200))
    holder: Mapped[str] = mapped_column(String(200))
    made_on: Mapped[date] = mapped_column()
    seal_key: Mapped[bytes] = mapped_column(LargeBinary(1216))
    sign_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    fingerprint: Mapped[str] = mapped_column(String(29))
    checked_on: Mapped[date] = mapped_column()
    checked_by: Mapped[str] = mapped_column(String(40))
    checked_with: Mapped[str] = mapped_column(String(200))

    __table_args__ = (UniqueConstraint("vault", "compartment"),)


class CasePackage(CaseworkRecord):
    """A package or extract that was given, or one that was taken in: what, by whom, why, on what ground, and its hash.

    `package` is its own id (hexadecimal), `partner` the other side in words, `at` is UTC in ISO seconds, `by` an
    account id and `sha256` that of the file.
    """

    __tablename__ = "case_package"

    id: Mapped[int] = mapped_column(primary_key=True)
    package: Mapped[str] = mapped_column(String(32), index=True)
    way: Mapped[PackageWay] = mapped_column(ChoiceType(PackageWay))
    partner: Mapped[str] = mapped_column(String(400))
    at: Mapped[str] = mapped_column(String(25))
    by: Mapped[str] = mapped_column(String(40))
    what: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    ground: Mapped[str] = mapped_column(String(400))
    sha256: Mapped[str] = mapped_column(String(64))


class Travelled(CaseworkRecord):
    """Which record, in every vault that has it, is the same: a random id, and who changed what of it.

    `kind` is the name of the table. `vector` says, in JSON, up to which change of each vault this record has seen, and
    `marks` per field a digest of its value and which change gave it that value (app.rules.packages.revisions). A
    trigger empties `marks` when the record goes; the id stays, so that it does not come back by itself. Where an id may
    be given out again, `record_id` is below zero then.
    """

    __tablename__ = "travelled"

    id: Mapped[int] = mapped_column(primary_key=True)
    global_id: Mapped[str] = mapped_column(String(32), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int] = mapped_column()
    vector: Mapped[str] = mapped_column(Text)
    marks: Mapped[str] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("kind", "record_id"),)


class OutsidePerson(CaseworkRecord):
    """Who did something in a record that came from elsewhere: an account id there, and the name."""

    __tablename__ = "outside_person"

    account: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    municipality: Mapped[str] = mapped_column(String(200))


class OutsideTrail(CaseworkRecord):
    """What was done in a case elsewhere, as the giver of a package told it: to read, no part of the trail here.

    `replica` says which vault told it; a newer package of that vault takes its place. `lines` is JSON.
    """

    __tablename__ = "outside_trail"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    replica: Mapped[str] = mapped_column(String(16))
    municipality: Mapped[str] = mapped_column(String(200))
    told_at: Mapped[str] = mapped_column(String(25))
    lines: Mapped[str] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("case_id", "replica"),)
