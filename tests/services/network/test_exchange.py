"""A network out of one vault and into another: what leaves is seen, logged with its hash, and taken in as one act."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from app.errors import AccessDenied, Invalid
from app.exchange.graphs.bundle import Bundle, Relation, Thing
from app.exchange.graphs.formats import FORMATS, read_network
from app.exchange.graphs.leaving import Choices, bundle_of, content_of
from app.exchange.graphs.storing import Terms, plan_for, store_plan
from app.rules.permissions import CASEWORK, Role
from app.services.clock import today
from app.services.exports import Purpose
from app.services.importing.storing import Source
from app.services.importing.undoing import take_back
from app.services.network.around.steps import around
from app.services.network.exchange.leaving import check_network_purpose, leaving, record_network_export
from app.services.signals.mentions import MentionDraft
from models.casework import CaseworkExport, Link, Mention
from models.casework.choices import LinkKind, MentionKind, SignalSource
from tests.exchange.networks import every_kind
from tests.services.network.invented import firm, house, link, mention, person
from tests.services.signals.files import signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

PURPOSE = Purpose("Signaal voor het RIEC", "RIEC Den Haag")
SOURCE = Source("netwerk.graphml", "0" * 64)


def counted(vault: UnlockedVault, model: type[Mention | Link]) -> int:
    with vault.read(CASEWORK) as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_that_what_leaves_is_counted_and_records_stay(director: UnlockedVault) -> None:
    told = signal(director, source=SignalSource.POLICE)
    agency, one = firm(director, "Demo Verhuur BV", signal_id=told), house(director, 1)
    link(director, agency, one, LinkKind.LETS)
    link(director, agency, person(director, "Buiten"))
    leaves = leaving(director, [f"entity:{agency}", f"entity:{one}", f"signal:{told}"])
    assert leaves.counted == "1 organisatie en 1 adres; daartussen één verband"
    assert (leaves.police, leaves.records) == (1, 1)
    assert leaves.classification.label == "Vertrouwelijk"


def test_that_mentions_of_one_entity_leave_as_one_with_all_they_say_but_the_bsn(director: UnlockedVault) -> None:
    first = mention(director, MentionDraft(kind=MentionKind.ORGANISATION, trade_register_number="12345678"))
    mention(
        director,
        MentionDraft(kind=MentionKind.ORGANISATION, trade_register_number="12345678", organisation="Demo BV"),
    )
    someone = person(director, "Voorbeeld", bsn="123456782")
    things = {
        thing.key: thing for thing in bundle_of(leaving(director, [f"entity:{first}", f"entity:{someone}"])).things
    }
    assert things[f"entity-{first}"].said == {"trade_register_number": "12345678", "organisation": "Demo BV"}
    assert "bsn" not in things[f"entity-{someone}"].said


def test_that_what_may_not_be_kept_does_not_leave(director: UnlockedVault) -> None:
    gone = person(director, "Weg", keep_until=today() - timedelta(days=1))
    with pytest.raises(Invalid, match="niets om te exporteren"):
        leaving(director, [f"entity:{gone}"])


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.key)
def test_that_each_format_can_be_made_with_and_without_origins(director: UnlockedVault, form: object) -> None:
    agency, one = firm(director, "Demo Verhuur BV"), house(director, 1)
    link(director, agency, one, LinkKind.LETS, origin="Tip van de buurvrouw")
    leaves = leaving(director, [f"entity:{agency}", f"entity:{one}"])
    without = content_of(leaves, Choices(form))  # type: ignore[arg-type]
    with_them = content_of(leaves, Choices(form, with_origins=True))  # type: ignore[arg-type]
    assert without != with_them
    if not without.startswith(b"PK"):
        assert b"buurvrouw" not in without
        assert b"buurvrouw" in with_them


def test_that_an_export_is_logged_with_reason_recipient_and_hash(director: UnlockedVault) -> None:
    agency = firm(director, "Demo Verhuur BV")
    leaves = leaving(director, [f"entity:{agency}"])
    digest = hashlib.sha256(content_of(leaves, Choices(FORMATS[2]))).hexdigest()
    record_network_export(director, what="GraphML", leaves=leaves, purpose=PURPOSE, sha256=digest)
    with director.read(CASEWORK) as session:
        line = session.scalars(select(CaseworkExport)).one()
        assert (line.what, line.recipient, line.sha256) == (
            "Verbanden (GraphML): 1 organisatie",
            "RIEC Den Haag",
            digest,
        )


@pytest.mark.parametrize("purpose", [Purpose("", "RIEC"), Purpose("Signaal"), Purpose("Signaal", " ")])
def test_that_nothing_leaves_without_a_reason_and_a_recipient(purpose: Purpose) -> None:
    with pytest.raises(Invalid):
        check_network_purpose(purpose)


def test_that_who_only_reads_signals_exports_and_takes_in_nothing(
    unlock_as: Callable[[Role], UnlockedVault],
) -> None:
    privacy = unlock_as(Role.PRIVACY)
    with pytest.raises(AccessDenied):
        leaving(privacy, ["entity:1"])
    with pytest.raises(AccessDenied):
        plan_for(privacy, every_kind(), SOURCE)


def test_that_a_network_is_taken_in_as_one_act_with_where_it_came_from_and_taken_back_as_one(
    director: UnlockedVault,
) -> None:
    plan = plan_for(director, every_kind(), SOURCE, Terms(ground="RIEC-convenant"))
    assert counted(director, Mention) == 0
    taken = store_plan(director, plan)
    assert counted(director, Mention) == 10 - len(plan.refused)
    assert counted(director, Link) == taken.links
    with director.read(CASEWORK) as session:
        stored = session.scalars(select(Link)).first()
        assert stored is not None
        assert stored.origin.startswith("ingelezen uit netwerk.graphml op ")
        assert stored.origin.endswith("; Handelsregister")
        assert stored.ground == "RIEC-convenant"
    assert take_back(director, CASEWORK, taken.imported.batch) == len(plan.stored.things) + taken.links
    assert (counted(director, Mention), counted(director, Link)) == (0, 0)


def test_that_what_cannot_be_stored_is_told_and_takes_its_links_along(director: UnlockedVault) -> None:
    wrong = Thing("a", MentionKind.VEHICLE, {"plate": "geen kenteken"}, "Bus")
    good = Thing("b", MentionKind.ORGANISATION, {"organisation": "Demo BV"}, "Demo BV")
    other = Thing("c", MentionKind.PERSON, {"surname": "Voorbeeld"}, "Voorbeeld")
    relations = (Relation("1", "b", "a", LinkKind.USES), Relation("2", "c", "b", LinkKind.DIRECTS))
    plan = plan_for(director, Bundle((wrong, good, other), relations), SOURCE)
    assert list(plan.refused) == ["Bus"]
    assert plan.sentences[:2] == (
        "Ingelezen worden 2 items en één verband.",
        "Niet ingelezen: 1, met wat eraan hangt.",
    )
    assert store_plan(director, plan).links == 1


def test_that_what_is_known_is_proposed_and_only_the_same_number_joins(director: UnlockedVault) -> None:
    known = firm(director, "Demo Verhuur BV", trade_register_number="12345678")
    bundle = Bundle(
        (
            Thing("a", MentionKind.ORGANISATION, {"trade_register_number": "12345678"}, "Demo"),
            Thing("b", MentionKind.ORGANISATION, {"trade_register_number": "12345678"}, "Demo twee"),
        ),
        (Relation("1", "a", "b", LinkKind.KNOWS),),
    )
    plan = plan_for(director, bundle, SOURCE)
    assert set(plan.known) == {"Demo", "Demo twee"}
    assert "Lijken al bekend: 2. U beoordeelt ze daarna zelf." in plan.sentences
    taken = store_plan(director, plan)
    assert (taken.links, taken.dropped) == (0, 1)
    (node,) = around(director, [f"entity:{known}"]).network.nodes.values()
    assert node.note == "3 vermeldingen"


@pytest.mark.parametrize("key", ["xlsx", "csv", "graphml", "ftm"])
def test_that_a_network_goes_from_one_vault_to_another(director: UnlockedVault, key: str) -> None:
    agency, one, someone = firm(director, "Demo Verhuur BV"), house(director, 1), person(director, "Voorbeeld")
    link(director, agency, one, LinkKind.LETS)
    link(director, someone, agency, LinkKind.DIRECTS)
    leaves = leaving(director, [f"entity:{each}" for each in (agency, one, someone)])
    form = next(form for form in FORMATS if form.key == key)
    bundle = read_network([(f"netwerk{form.suffix}", content_of(leaves, Choices(form)))])
    taken = store_plan(director, plan_for(director, bundle, SOURCE))
    assert (taken.imported.count, taken.links) == (3, 2)
