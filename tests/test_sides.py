"""A project's list of sides: its order, its looks, every change of it, and what never changes."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from annotator import edits, measuring, sides
from annotator.edits import Edit
from annotator.errors import EditError
from annotator.measures.document import of_article
from annotator.measures.figures import figures
from annotator.model import UNKNOWN_SIDE, Side, Source, new_id
from annotator.palette import SIDE_LOOKS
from annotator.store import Store
from annotator.store.integrity import examine
from tests.factories import keep_wire_story, new_project

NAMES = st.lists(st.text("abc ", min_size=1, max_size=3), max_size=40)
GOVERNMENT = "US government"
TYPED = st.sampled_from(["US", " us ", "Canada", "the  press", "", "Unknown", "x" * 81, "عمّان"])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(new_project(tmp_path / "wire.onrecord"), "Marta") as opened:
        keep_wire_story(opened)
        yield opened


def listed(store: Store) -> list[str]:
    return [side.name for side in store.sides()]


def looks(store: Store) -> dict[str, int]:
    return {side.name: side.look for side in sides.of_project(store)}


def measured(store: Store) -> dict[str, Any]:
    (article,) = store.articles()
    story = measuring.measure(store, article).story
    return of_article(story, figures(story, None))


@given(NAMES, NAMES)
def test_every_side_is_there_once_and_looks_like_no_other(one: list[str], two: list[str]) -> None:
    stored = sides.in_order([], one)
    known = sides.in_order(stored, [*two, UNKNOWN_SIDE])
    assert known[: len(stored)] == stored
    names = [side.name for side in known]
    assert Counter(names) == Counter({*one, *two})
    assert [side.place for side in known] == sorted({side.place for side in known})
    times = Counter(side.look for side in known)
    assert set(times) <= set(range(SIDE_LOOKS))
    assert max(times.values(), default=0) <= (len(known) + SIDE_LOOKS - 1) // SIDE_LOOKS


def test_a_claims_file_brings_its_sides_in_the_same_step(store: Store) -> None:
    assert listed(store) == ["Canadian government", "Huawei", GOVERNMENT]
    said = {"Canadian government": 6, "Huawei": 1, GOVERNMENT: 5, UNKNOWN_SIDE: 3}
    assert store.claims_by_side() == said
    store.undo()
    assert (listed(store), store.sides_of_sources()) == ([], {})


def test_a_new_side_of_a_source_comes_on_the_list_with_all_that_were_used(
    tmp_path: Path,
) -> None:
    """As in a project that was made before there was a list."""
    with Store.open(new_project(tmp_path / "old.onrecord")) as store:
        old = [Source(new_id(), name, side=name) for name in ("Mill", "Town", "unknown")]
        store.apply(edits.add("Before", *old))
        before = looks(store)
        assert listed(store) == []
        change = edits.change("Set", (old[2], replace(old[2], side="Angler")))
        store.apply(sides.with_sides(store, change))
        assert listed(store) == ["Mill", "Town", "Angler"]
        assert looks(store).items() >= before.items()
        again = edits.change("Set", (old[0], replace(old[0], side="Town")))
        assert sides.with_sides(store, again) == again
        store.undo()
        assert (listed(store), looks(store)) == ([], before)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda store: sides.add(store, " \n"), "needs a name"),
        (lambda store: sides.add(store, "UNKNOWN"), "of whom nothing is said"),
        (lambda store: sides.add(store, "x" * 81), "at most 80 characters"),
        (lambda store: sides.add(store, " huawei  "), "a side “Huawei” already"),
        (lambda store: sides.rename(store, GOVERNMENT, "HUAWEI"), "a side “Huawei” already"),
        (lambda store: sides.rename(store, "Peru", "Chile"), "“Peru” is not on the list"),
        (lambda store: sides.rename(store, "unknown", "Chile"), "“unknown” is not on the list"),
        (lambda store: sides.merge(store, "Huawei", "Huawei"), "two sides"),
        (lambda store: sides.move(store, listed(store)[0], -1), "the first side already"),
        (lambda store: sides.move(store, listed(store)[-1], 1), "the last side already"),
        (lambda store: sides.remove(store, "Peru"), "not on the list"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    store: Store, change: Callable[[Store], Edit], why: str
) -> None:
    with pytest.raises(EditError, match=why):
        change(store)


def test_a_name_is_spelled_as_the_project_spells_it() -> None:
    known = ["US", "the press"]
    typed = ("us", " The  press", "Peru ", "", "  Unknown")
    assert [sides.spelled(name, known) for name in typed] == [
        "US",
        "the press",
        "Peru",
        UNKNOWN_SIDE,
        UNKNOWN_SIDE,
    ]
    with pytest.raises(EditError, match="at most"):
        sides.spelled("x" * 81, known)


def test_names_places_and_looks_of_sides_change_no_number(store: Store) -> None:
    before = measured(store)
    names = {name: f"{name} renamed" for name in listed(store)}
    for old, new in names.items():
        store.apply(sides.rename(store, old, new))
    store.apply(sides.move(store, listed(store)[0], 2))
    store.apply(sides.give_look(store, listed(store)[0], 17))
    store.apply(sides.add(store, "Somebody who is never heard"))

    for key, value in before.items():
        if "side" in key and isinstance(value, dict):
            before[key] = {names.get(side, side): number for side, number in value.items()}
    assert measured(store) == before


class Lists(RuleBasedStateMachine):
    """Any changes of the list and of who is on which side, against a plain model of both."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.open(new_project(self.folder / "any.onrecord"))
        people = [Source(new_id(), side, side=side) for side in ("US", "ink", "unknown")]
        self.store.apply(edits.add("People", *people))
        self.of = {one.id: one.side for one in people}
        self.steps = 1

    def names(self) -> list[str]:
        return [side.name for side in sides.of_project(self.store)]

    def do(self, edit: Callable[[], Edit], gone: str = "", kept: str = "") -> bool:
        """Make an edit after which sources of one side have another; return whether it was."""
        before = self.names()
        try:
            self.store.apply(sides.with_sides(self.store, edit()))
        except EditError:
            assert self.names() == before
            return False
        self.steps += 1
        self.of = {key: kept if side == gone else side for key, side in self.of.items()}
        return True

    @rule(name=TYPED)
    def add(self, name: str) -> None:
        before = self.names()
        if self.do(lambda: sides.add(self.store, name)):
            assert self.names() == [*before, " ".join(name.split())]

    @rule(name=TYPED, data=st.data())
    def rename(self, name: str, data: st.DataObject) -> None:
        old, before = data.draw(st.sampled_from(self.names() or ["Peru"])), looks(self.store)
        new = " ".join(name.split())
        others = {other.casefold() for other in before if other != old}
        can_be = 0 < len(new) <= 80 and new.casefold() not in {*others, UNKNOWN_SIDE}
        is_done = self.do(lambda: sides.rename(self.store, old, name), old, new)
        assert is_done == (can_be and old in before) or old == new
        if is_done:
            assert looks(self.store)[new] == before[old]

    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        names = st.sampled_from(self.names() or ["Peru"])
        gone, kept = data.draw(names), data.draw(names)
        self.do(lambda: sides.merge(self.store, gone, kept), gone, kept)

    @rule(steps=st.integers(-3, 3), data=st.data())
    def move(self, steps: int, data: st.DataObject) -> None:
        name, before = data.draw(st.sampled_from(self.names() or ["Peru"])), looks(self.store)
        self.do(lambda: sides.move(self.store, name, steps))
        assert looks(self.store) == before

    @rule(look=st.integers(0, SIDE_LOOKS - 1), data=st.data())
    def give_look(self, look: int, data: st.DataObject) -> None:
        name, before = data.draw(st.sampled_from(self.names() or ["Peru"])), self.names()
        if self.do(lambda: sides.give_look(self.store, name, look)):
            assert looks(self.store)[name] == look
        assert self.names() == before

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(self.names() or ["Peru"]))
        if self.do(lambda: sides.remove(self.store, name), name, UNKNOWN_SIDE):
            assert name not in self.names()

    @rule(name=TYPED, data=st.data())
    def take_a_side(self, name: str, data: st.DataObject) -> None:
        source = data.draw(st.sampled_from(self.store.all_sources()))

        def edit() -> Edit:
            side = sides.spelled(name, self.names())
            return edits.change("Set", (source, replace(source, side=side)))

        if self.do(edit):
            self.of[source.id] = sides.spelled(name, self.names())

    @invariant()
    def sources_and_looks_are_as_they_must_be(self) -> None:
        assert {one.id: one.side for one in self.store.all_sources()} == self.of
        assert set(self.names()) >= set(self.of.values()) - {UNKNOWN_SIDE}
        assert len({name.casefold() for name in self.names()}) == len(self.names())
        given_out = looks(self.store).values()
        assert len(set(given_out)) == len(given_out)

    def teardown(self) -> None:
        if hasattr(self, "store"):
            with self.store as store:
                for _ in range(self.steps):
                    store.undo()
                assert (store.sides(), store.all_sources()) == ([], [])
            assert list(examine(self.folder / "any.onrecord")) == []
            shutil.rmtree(self.folder)


TestLists = Lists.TestCase
TestLists.settings = settings(max_examples=10, stateful_step_count=10, deadline=None)


def test_a_side_on_the_list_is_a_side_whether_or_not_anybody_has_it(store: Store) -> None:
    store.apply(sides.add(store, "the press"))
    assert sides.of_project(store)[-1] == Side(
        store.sides()[-1].id, "the press", len(listed(store)) - 1, 3
    )
    assert "the press" not in measured(store)["side_words"]
