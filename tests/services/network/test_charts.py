"""Saved charts in a real vault: versions, what was erased or joined since, damage, and who may."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from app.errors import AccessDenied, Invalid, NotFound
from app.rules.network.chart import Chart, Placed
from app.rules.network.chart_content import Content
from app.rules.permissions import CASEWORK, Role
from app.services.exports import Purpose
from app.services.network.around.steps import around
from app.services.network.charts.export import record_chart_export
from app.services.network.charts.saving import (
    changed_since,
    charts,
    open_chart,
    remove_chart,
    save_chart,
    version_before,
    versions,
)
from app.services.network.charts.since import recorded_since
from app.services.network.judgements import judge
from models.casework import CaseworkExport
from models.casework.choices import Likeness
from tests.services.network.invented import link, person

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault


def content(*keys: str, edges: tuple[str, ...] = ()) -> Content:
    return Content(Chart({key: Placed(float(at), 0.0) for at, key in enumerate(keys)}), frozenset(edges))


def test_that_each_saving_is_a_version_that_can_be_opened_again(director: UnlockedVault) -> None:
    one, two = (f"entity:{person(director, name)}" for name in ("Eén", "Twee"))
    first = save_chart(director, content(one), name=" Verhuur ", remark="begin")
    second = save_chart(director, content(one, two), name="Verhuur en meer", chart_id=first.id, number=1)
    assert (first.number, second.number, second.between) == (1, 2, ())
    assert [(row.number, row.remark) for row in versions(director, first.id)] == [(2, None), (1, "begin")]
    assert [(row.name, row.number) for row in charts(director)] == [("Verhuur en meer", 2)]
    assert set(open_chart(director, first.id).chart.placed) == {one, two}
    old = open_chart(director, first.id, 1)
    assert set(old.chart.placed) == {one}
    assert [node.label for node in old.network.nodes.values()] == ["Eén"]


def test_that_what_somebody_else_saved_meanwhile_stays_and_is_told(director: UnlockedVault) -> None:
    key = f"entity:{person(director, 'Eén')}"
    made = save_chart(director, content(key), name="Schema")
    save_chart(director, content(key), name="Schema", chart_id=made.id, number=1, remark="van een ander")
    mine = save_chart(director, content(key), name="Schema", chart_id=made.id, number=1)
    assert mine.number == 3
    assert [each.remark for each in mine.between] == ["van een ander"]


def test_that_what_was_erased_since_is_not_drawn_and_names_are_in_no_version(director: UnlockedVault) -> None:
    one, two = person(director, "Blijvend"), person(director, "Verdwijnend")
    tie = link(director, one, two)
    keys = (f"entity:{one}", f"entity:{two}")
    made = save_chart(director, content(*keys, edges=(f"link:{tie}",)), name="Schema")
    with director.write(CASEWORK) as work:
        stored = work.session.execute(text("SELECT content FROM chart_version")).scalar_one()
        work.session.execute(text("DELETE FROM mention WHERE id = :id"), {"id": two})
        work.record("mention.removed", "mention", two)
    assert "Verdwijnend" not in stored
    opened = open_chart(director, made.id)
    assert set(opened.network.nodes) == {keys[0]}
    assert opened.network.edges == ()
    found = changed_since(director, made.id, 1, list(opened.network.nodes), [])
    assert set(found.nodes_gone | found.edges_gone) == {keys[1], f"link:{tie}"}


def test_that_entities_that_were_judged_the_same_since_are_one_on_the_chart(director: UnlockedVault) -> None:
    one, two, three = (person(director, name) for name in ("Eén", "Een", "Drie"))
    around(director, [f"entity:{one}"])
    made = save_chart(director, content(*(f"entity:{each}" for each in (one, two, three))), name="Schema")
    judge(director, one, two, Likeness.SAME, "Zelfde geboortedatum")
    opened = open_chart(director, made.id)
    assert set(opened.chart.placed) == {f"entity:{one}", f"entity:{three}"}
    assert opened.joined == (f"entity:{two}",)
    assert changed_since(director, made.id, 1, list(opened.network.nodes), []).nothing


def test_that_the_version_of_the_last_meeting_is_found_by_its_day(
    director: UnlockedVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = f"entity:{person(director, 'Eén')}"
    made = save_chart(director, content(key), name="Schema")
    for day in (date(2031, 1, 5), date(2031, 2, 5)):
        monkeypatch.setattr("app.services.network.charts.saving.today", lambda day=day: day)
        save_chart(director, content(key), name="Schema", chart_id=made.id)
    before = version_before(director, made.id, date(2031, 1, 20))
    assert before is not None
    assert before.number == 2
    assert version_before(director, made.id, date(2000, 1, 1)) is None


def test_that_the_log_tells_what_was_recorded_after_a_day(director: UnlockedVault) -> None:
    one, two = person(director, "Eén"), person(director, "Twee")
    ties = [f"link:{link(director, one, two)}" for _ in range(2)]
    with director.write(CASEWORK) as work:
        work.record("mention.imported", "mention", f"{two}-{two + 5}")
    asked = [*ties, f"mention:{one}", "signal_case:4", "link:99"]
    yesterday, today = date(2000, 1, 1), date(2100, 1, 1)
    assert recorded_since(director, asked, yesterday) == {*ties, f"mention:{one}"}
    assert recorded_since(director, [f"mention:{two + 3}"], yesterday) == {f"mention:{two + 3}"}
    assert recorded_since(director, asked, today) == frozenset()


def test_that_damage_and_what_is_gone_are_told(director: UnlockedVault) -> None:
    made = save_chart(director, content(f"entity:{person(director, 'Eén')}"), name="Schema")
    with pytest.raises(NotFound, match="versie"):
        open_chart(director, made.id, 9)
    with director.write(CASEWORK) as work:
        work.session.execute(text("UPDATE chart_version SET content = 'damaged'"))
        work.record("chart.saved", "chart", made.id)
    with pytest.raises(Invalid, match="beschadigd"):
        open_chart(director, made.id)
    remove_chart(director, made.id)
    assert charts(director) == ()
    with pytest.raises(NotFound, match="schema"):
        versions(director, made.id)
    with director.read(CASEWORK) as session:
        assert session.execute(text("SELECT count(*) FROM chart_version")).scalar_one() == 0


def test_that_a_chart_is_not_saved_without_a_name_or_with_nothing_on_it(director: UnlockedVault) -> None:
    with pytest.raises(Invalid) as refused:
        save_chart(director, Content(), name=" ", remark="x" * 500, note="x" * 5000)
    assert set(refused.value.fields) == {"name", "remark", "note", ""}


def test_that_an_export_is_logged_with_its_reason(director: UnlockedVault) -> None:
    with pytest.raises(Invalid):
        record_chart_export(director, what="Schema", purpose=Purpose(" "), sha256="0" * 64, chart_id=None)
    for chart in (None, 7):
        purpose = Purpose("Voor het LIP", " RIEC ")
        record_chart_export(director, what="Schema", purpose=purpose, sha256="0" * 64, chart_id=chart)
    with director.read(CASEWORK) as session:
        rows = list(session.scalars(select(CaseworkExport)))
        assert [(row.reason, row.recipient) for row in rows] == [("Voor het LIP", "RIEC")] * 2


def test_that_who_may_not_see_signals_sees_no_charts(unlock_as: Callable[[Role], UnlockedVault]) -> None:
    with pytest.raises(AccessDenied):
        charts(unlock_as(Role.BIBOB))
