"""Packages that come twice, late or out of order do no harm, whatever happened in between."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.packages.revisions import NOTHING, Mark, Side, Stand, differing, is_known, joined, noticed

FIELDS = ("title", "location")


@dataclass
class Vault:
    """A vault with one record: its values and what it knows of them."""

    name: str
    values: dict[str, str]
    stand: Stand = NOTHING
    sent: list[tuple[dict[str, str], Stand]] = field(default_factory=list)

    def look(self) -> None:
        self.stand = noticed(self.stand, self.values, self.name)

    def package(self) -> tuple[dict[str, str], Stand]:
        self.look()
        return dict(self.values), self.stand

    def receive(self, package: tuple[dict[str, str], Stand], taken: frozenset[str] | None = None) -> None:
        """With what a receiver gets when they leave everything as proposed, or choose."""
        values, there = package
        self.look()
        differ = differing(self.stand, there)
        chosen = {name for name, side in differ.items() if side is Side.THEIRS} if taken is None else taken
        after = joined(self.stand, there, frozenset(chosen), self.name)
        self.values |= {name: values[name] for name in differ if name in chosen}
        self.stand = after


def begun(names: str = "ABC") -> list[Vault]:
    """Vaults that all have the record, as the first of them gave it."""
    first = Vault(names[0], dict.fromkeys(FIELDS, "0"))
    values, stand = first.package()
    return [first, *(Vault(name, dict(values), stand) for name in names[1:])]


STEP = st.one_of(
    st.tuples(st.just("edit"), st.integers(0, 2), st.sampled_from(FIELDS), st.text("xyz", min_size=1, max_size=2)),
    st.tuples(st.just("give"), st.integers(0, 2)),
    st.tuples(st.just("receive"), st.integers(0, 2), st.integers(0, 99)),
    st.tuples(st.just("choose"), st.integers(0, 2), st.integers(0, 99), st.sets(st.sampled_from(FIELDS))),
)


def played(vaults: list[Vault], steps: list[tuple[object, ...]]) -> list[tuple[dict[str, str], Stand]]:
    """All packages that were given on the way."""
    given_out: list[tuple[dict[str, str], Stand]] = []
    for step in steps:
        match step:
            case "edit", int(at), str(name), str(value):
                vaults[at].values[name] = value
            case "give", int(at):
                given_out.append(vaults[at].package())
            case "receive", int(at), int(which) if given_out:
                vaults[at].receive(given_out[which % len(given_out)])
            case "choose", int(at), int(which), set(taken) if given_out:
                vaults[at].receive(given_out[which % len(given_out)], frozenset(map(str, taken)))
    return given_out


@settings(max_examples=100, deadline=None)
@given(st.lists(STEP, max_size=25))
def test_that_a_package_that_comes_again_changes_nothing(steps: list[tuple[object, ...]]) -> None:
    vaults = begun()
    for package in [*played(vaults, steps), vaults[0].package()]:
        for vault in vaults:
            vault.receive(package)
            before = (dict(vault.values), vault.stand)
            assert is_known(vault.stand, package[1])
            vault.receive(package)
            assert (vault.values, vault.stand) == before


@settings(max_examples=100, deadline=None)
@given(st.lists(STEP, max_size=25))
def test_that_an_older_package_takes_nothing_back(steps: list[tuple[object, ...]]) -> None:
    vaults = begun()
    giver, receiver = vaults[0], vaults[1]
    played(vaults, steps)
    older = giver.package()
    giver.values["title"] = "nieuwer"
    newer = giver.package()
    receiver.receive(newer, frozenset(FIELDS))
    held = dict(receiver.values)
    receiver.receive(older)
    assert receiver.values == held


@settings(max_examples=100, deadline=None)
@given(st.lists(STEP, max_size=25))
def test_that_vaults_that_hear_all_of_each_other_come_to_the_same(steps: list[tuple[object, ...]]) -> None:
    vaults = begun()
    played(vaults, steps)
    for _ in range(2):
        for vault in vaults[1:]:
            vaults[0].receive(vault.package())
        for vault in vaults[1:]:
            vault.receive(vaults[0].package())
    assert vaults[0].values == vaults[1].values == vaults[2].values


def test_that_what_one_side_changed_is_proposed_and_what_both_changed_is_asked() -> None:
    here, there = begun("AB")
    here.values["title"] = "hier"
    there.values["location"] = "daar"
    here.look()
    assert differing(here.stand, there.package()[1]) == {"title": Side.OURS, "location": Side.THEIRS}
    there.values["title"] = "daar"
    assert differing(here.stand, there.package()[1]) == {"title": Side.BOTH, "location": Side.THEIRS}


def test_that_a_choice_against_what_is_newer_there_reaches_the_other_side() -> None:
    here, there = begun("AB")
    there.values["title"] = "daar"
    here.receive(there.package(), frozenset())
    assert here.values["title"] == "0"
    assert differing(there.stand, here.package()[1]) == {"title": Side.THEIRS}
    there.receive(here.package())
    assert there.values["title"] == "0"


def test_that_a_vault_that_was_put_back_is_asked_about_and_not_believed() -> None:
    ours = Stand({"A": 2}, {"title": Mark("een", "A", 2)})
    theirs = Stand({"A": 2}, {"title": Mark("twee", "A", 2)})
    assert differing(ours, theirs) == {"title": Side.BOTH}
    assert not is_known(ours, theirs)


def test_that_a_field_that_one_side_does_not_know_is_left_alone() -> None:
    ours = Stand({"A": 1}, {"title": Mark("een", "A", 1), "new": Mark("x", "A", 1)})
    theirs = Stand({"A": 1}, {"title": Mark("een", "A", 1)})
    assert differing(ours, theirs) == {}
    assert joined(ours, theirs, frozenset(), "B") == ours
