"""What hangs on a measure, as tabs of it: substances, circumstances, persons to look up, and whom to write to."""

from __future__ import annotations

from app.services.measures.parts import Addressees, Circumstances, FoundSubstances, PersonChecks
from models.choices import Secrecy
from models.measures.choices import Circumstance, Relation, ScreenedOn, ScreenedResult, Substance, Unit
from ui.widgets.record.description import Column, EmptyText, Field, FieldGroup, Kind, PageDescription

_FILE = Column("measure", "Dossier", width=13)
_IN_FILE = Field("measure_id", "Dossier", Kind.OPTION, required=True, wide=True)

SUBSTANCES = PageDescription(
    title="Middelen",
    icon="list",
    intro="Wat er is aangetroffen en hoeveel; de matrix vergelijkt dit met de drempels van het beleid.",
    register=FoundSubstances,
    classification=Secrecy.POLICE,
    columns=(
        _FILE,
        Column("name", "Wat"),
        Column("substance", "Lijst", width=27, extra=True),
        Column("amount", "Hoeveelheid", Kind.DECIMAL, width=11),
        Column("unit", "Eenheid", width=8),
    ),
    groups=(
        FieldGroup(
            "",
            (
                _IN_FILE,
                Field("name", "Wat is aangetroffen", required=True, wide=True),
                Field("substance", "Lijst of voorbereiding", Kind.CHOICE, choices=Substance, required=True),
                Field("amount", "Hoeveelheid", Kind.DECIMAL, hint="Leeg is onbekend."),
                Field("unit", "Eenheid", Kind.CHOICE, choices=Unit),
            ),
        ),
    ),
    empty=EmptyText("Nog geen middelen", "Neem ze over uit de bestuurlijke rapportage."),
)

CIRCUMSTANCES = PageDescription(
    title="Omstandigheden",
    icon="split",
    intro="Wat de maatregel zwaarder of lichter maakt, en waaruit dat hier blijkt (art. 3:4 lid 2 Awb).",
    register=Circumstances,
    classification=Secrecy.POLICE,
    columns=(
        _FILE,
        Column("circumstance", "Omstandigheid", width=33),
        Column("explanation", "Toelichting"),
    ),
    groups=(
        FieldGroup(
            "",
            (
                _IN_FILE,
                Field("circumstance", "Omstandigheid", Kind.CHOICE, True, Circumstance, wide=True),
                Field("explanation", "Toelichting", Kind.MULTILINE, required=True, rows=4),
            ),
        ),
    ),
    empty=EmptyText("Nog geen omstandigheden", "Leg vast wat verzwarend of verlichtend meeweegt."),
)

PERSON_CHECKS = PageDescription(
    title="Screening",
    many="screeningstaken",
    icon="clipboard-check",
    intro="Personen uit de rapportage nagaan op vergunningen en subsidies (aanbeveling van de quickscan).",
    register=PersonChecks,
    classification=Secrecy.POLICE,
    columns=(
        _FILE,
        Column("name", "Persoon"),
        Column("looked_up_in", "Zoeken in", width=24, extra=True),
        Column("due_on", "Uiterlijk", Kind.DATE, width=10),
        Column("done_on", "Gedaan", Kind.DATE, width=10),
        Column("result", "Resultaat", width=22),
    ),
    groups=(
        FieldGroup(
            "",
            (
                _IN_FILE,
                Field("name", "Persoon", required=True, wide=True),
                Field("looked_up_in", "Zoeken in", Kind.CHOICE, choices=ScreenedOn, required=True),
                Field("due_on", "Uiterlijk op", Kind.DATE),
                Field("done_on", "Gedaan op", Kind.DATE),
                Field("result", "Resultaat", Kind.CHOICE, choices=ScreenedResult),
                Field("explanation", "Wat is gevonden en wat gebeurt ermee", Kind.MULTILINE, rows=3),
            ),
        ),
    ),
    empty=EmptyText("Nog geen screeningstaken", "Zet iedereen uit de rapportage op de lijst."),
)

ADDRESSEES = PageDescription(
    title="Geadresseerden",
    icon="users",
    intro="Aan wie het voornemen en het besluit gaan, en wat zij ervan vinden (art. 4:8 en 3:41 Awb).",
    register=Addressees,
    classification=Secrecy.POLICE,
    columns=(
        _FILE,
        Column("name", "Naam"),
        Column("relation", "Relatie", width=24),
        Column("address", "Adres", extra=True),
        Column("heard_on", "Zienswijze", Kind.DATE, width=10),
    ),
    groups=(
        FieldGroup(
            "",
            (
                _IN_FILE,
                Field("name", "Naam", required=True, wide=True),
                Field("relation", "Relatie tot het pand", Kind.CHOICE, choices=Relation, required=True),
                Field("heard_on", "Zienswijze gegeven op", Kind.DATE),
                Field(
                    "address", "Adres", wide=True, hint="Straat en nummer, postcode en plaats, met komma’s ertussen."
                ),
                Field("views", "Wat zij zeiden", Kind.MULTILINE, rows=4),
            ),
        ),
    ),
    empty=EmptyText("Nog geen geadresseerden", "Leg vast wie het voornemen en het besluit krijgt."),
)
