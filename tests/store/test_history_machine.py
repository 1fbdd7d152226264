"""Any sequence of edits, undos, redos, restarts and crashes equals a simple model of it."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from annotator import edits
from annotator.edits import Edit
from annotator.model import Claim, Link, Noun, Source, new_id
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.vocabulary import LinkKind, SourceKind, Tag
from tests.examples import examples
from tests.factories import keep_text, new_project
from tests.torture import doomed

TEXT = "A headline 😀 of sorts\n\nShe said “no”. They said e\u0301tude\u00a0yes.\n" * 3
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


class HistoryMachine(RuleBasedStateMachine):
    """The store beside a dict of what it should hold, and two stacks of such dicts."""

    is_early = False

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = new_project(self.folder / "model.onrecord")
        self.store = Store.open(self.path)
        self.article = keep_text(self.store, TEXT)
        self.now: dict[str, Noun] = {}
        self.done: list[dict[str, Noun]] = []
        self.undone: list[dict[str, Noun]] = []
        self.doom: int | None = None

    def teardown(self) -> None:
        if not hasattr(self, "folder"):
            return
        self.doom = None
        while self.done:
            self.undo()
        assert self.held() == {}
        self.store.close()
        assert examine(self.path) == []
        shutil.rmtree(self.folder)

    def make(self, edit: Edit) -> None:
        if not self.is_done(edit):
            return
        self.done.append(dict(self.now))
        self.undone.clear()
        for move in edit.moves:
            self.now.pop(move.noun.id, None)
            if move.after is not None:
                self.now[move.after.id] = move.after

    def is_done(self, edit: Edit | None) -> bool:
        """Make an edit, or undo a step, and return whether that is done: a crash comes between."""
        if self.doom is None:
            self.store.apply(edit) if edit else self.store.undo()
            return True
        before = self.store.last_step()
        self.store.close()
        is_acknowledged = doomed.is_acknowledged(
            doomed.Order(self.path, edit, self.doom, self.is_early)
        )
        self.doom = None
        self.store = Store.open(self.path)
        is_done = self.store.last_step() != before
        assert is_done or not is_acknowledged
        return is_done

    def claims(self) -> list[Claim]:
        return [noun for noun in self.now.values() if isinstance(noun, Claim)]

    def held(self) -> dict[str, Noun]:
        marks = self.store.marks(self.article.id)
        held: tuple[Noun, ...] = (*marks.claims, *marks.sources, *marks.links)
        return {noun.id: noun for noun in held}

    @rule(
        start=st.integers(0, len(TEXT) - 1),
        length=st.integers(1, 40),
        tags=st.lists(st.sampled_from(list(Tag)), unique=True),
        note=WORDS,
        named=st.booleans(),
    )
    def mark(self, start: int, length: int, tags: list[Tag], note: str, *, named: bool) -> None:
        quote = TEXT[start : start + length]
        claim = Claim(
            new_id(), self.article.id, start, start + len(quote), quote, tuple(tags), note=note
        )
        source = Source(new_id(), note or "x", SourceKind.ANONYMOUS, article_id=self.article.id)
        if named:
            self.make(edits.add("Mark", replace(claim, source_id=source.id), source))
        else:
            self.make(edits.add("Mark", claim))

    @precondition(lambda self: bool(self.claims()))
    @rule(data=st.data(), note=WORDS)
    def change(self, data: st.DataObject, note: str) -> None:
        claim = data.draw(st.sampled_from(self.claims()))
        if claim.note != note:
            self.make(edits.change("Note", (claim, replace(claim, note=note))))

    @precondition(lambda self: len(self.claims()) > 1)
    @rule(data=st.data())
    def link(self, data: st.DataObject) -> None:
        first, second = data.draw(
            st.lists(st.sampled_from(self.claims()), min_size=2, max_size=2, unique=True)
        )
        new = Link(new_id(), LinkKind.SUPPORTS, first.id, second.id)
        marks = self.store.marks(self.article.id)
        if not any((x.from_id, x.to_id) == (first.id, second.id) for x in marks.links):
            self.make(edits.link(marks, new))

    @precondition(lambda self: bool(self.claims()))
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        gone = data.draw(st.lists(st.sampled_from(self.claims()), min_size=1, unique=True))
        self.make(edits.remove_claims(self.store.marks(self.article.id), gone))

    @precondition(lambda self: bool(self.done))
    @rule()
    def undo(self) -> None:
        if not self.is_done(None):
            return
        self.undone.append(self.now)
        self.now = self.done.pop()

    @precondition(lambda self: bool(self.undone))
    @rule()
    def redo(self) -> None:
        self.store.redo()
        self.done.append(self.now)
        self.now = self.undone.pop()

    @rule(k=st.integers(1, 120))
    def crash_in_the_next_change(self, k: int) -> None:
        """Let it be made by a writer that is killed before its k-th change of the disk."""
        self.doom = k

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = Store.open(self.path)

    @invariant()
    def the_store_holds_what_the_model_holds(self) -> None:
        if hasattr(self, "store"):
            assert self.held() == self.now


class Hasty(HistoryMachine):
    """A deliberately wrong one, whose writers acknowledge what they have not done yet."""

    is_early = True


STEPS = 60

TestHistoryMachine = HistoryMachine.TestCase
TestHistoryMachine.settings = settings(examples(20), stateful_step_count=STEPS)


@pytest.mark.torture
@pytest.mark.promise("histories", 200)
def test_200_histories_equal_their_model() -> None:
    often = settings(max_examples=200, stateful_step_count=STEPS, deadline=None)
    run_state_machine_as_test(HistoryMachine, settings=often)


@pytest.mark.slow
def test_the_machine_catches_writers_that_acknowledge_too_early() -> None:
    once = settings(
        max_examples=100,
        stateful_step_count=STEPS,
        deadline=None,
        phases=[Phase.generate],
        report_multiple_bugs=False,
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Hasty, settings=once)
