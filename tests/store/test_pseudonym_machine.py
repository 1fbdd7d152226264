"""A letter is given to one person and never to another, in whatever order things are done."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from annotator import backups, edits, merging, reporting
from annotator.errors import EditError
from annotator.export.published import published
from annotator.model import Identity, Source, new_id
from annotator.pseudonyms import number_in, pseudonym
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.store.rebuilding import rebuild
from annotator.store.restoring import kept_beside, restore, undo
from annotator.versions import renewing
from annotator.vocabulary import Level, SourceKind, Tag, Variant
from tests.examples import examples
from tests.factories import claim_of, keep_text, new_project

WORDS = ("It leaked", "It burned", "It sank", "It fell", "It rose", "It broke", "It bent")
TEXT = "Head\n\n" + "\n".join(
    f"{words} on the {n}th day of the strike at the mill, some said."
    for n, words in enumerate(WORDS)
)
PROJECTS = Path(__file__).parent.parent / "data" / "projects"


class PseudonymMachine(RuleBasedStateMachine):
    """A project beside what was given to whom: by source, and by the person that it is."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = new_project(self.folder / "news.onrecord")
        self.store = Store.open(self.path)
        self.given: dict[str, int] = {}
        self.persons: dict[str, str] = {}
        self.owner: dict[int, str] = {}
        for number in range(2):
            keep_text(self.store, f"{TEXT} {number}")

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            assert examine(self.path) == []
            shutil.rmtree(self.folder)

    def sources(self, *, are_own: bool = False) -> list[Source]:
        every = self.store.all_sources()
        return [one for one in every if one.article_id or not are_own]

    def look(self, *, copies: bool = False) -> None:
        """Compare what the project gives to whom with what it gave; take in what is new."""
        now = self.store.pseudonyms()
        for key, number in self.given.items():
            assert now[key].number == number
        for key in now.keys() - self.given.keys():
            number = now[key].number
            if copies:
                person = self.persons.setdefault(key, self.owner.get(number, key))
            else:
                person = self.persons.setdefault(key, key)
            assert self.owner.setdefault(number, person) == person
            self.given[key] = number

    @rule(place=st.integers(0, 1), words=st.sampled_from(WORDS), kind=st.booleans())
    def hear(self, place: int, words: str, *, kind: bool) -> None:
        articles = self.store.articles()
        if not articles:
            return
        article = articles[place % len(articles)]
        source = Source(new_id(), f"a {words} man", SourceKind.ANONYMOUS, article_id=article.id)
        if not kind:
            source = Source(new_id(), f"Ann {words}", SourceKind.NAMED)
        text = self.store.document(article.id).text
        tags = (Tag.ANONYMOUS,) if kind else (Tag.ALLEGATION,)
        said = claim_of(article, text, words, tags=tags, source_id=source.id)
        self.store.apply(edits.add("Mark", source, said))
        self.look()

    @precondition(lambda self: bool(self.sources()))
    @rule(data=st.data(), words=st.sampled_from(WORDS))
    def hear_again(self, data: st.DataObject, words: str) -> None:
        source = data.draw(st.sampled_from(self.sources()))
        for article in self.store.articles():
            if source.article_id in {None, article.id}:
                text = self.store.document(article.id).text
                said = claim_of(article, text, words, source_id=source.id)
                self.store.apply(edits.add("Mark", said))

    @precondition(lambda self: bool(self.sources()))
    @rule(data=st.data(), level=st.sampled_from([Level.BACKGROUND, Level.CONFIDENTIAL]))
    def protect(self, data: st.DataObject, level: Level) -> None:
        source = data.draw(st.sampled_from(self.sources()))
        person = self.persons.get(source.id, source.id)
        before = self.store.same_person(source.id)
        who = Identity(new_id(), source.id, f"Person {person}")
        self.store.protect(source.id, who, level)
        known = self.store.pseudonyms()
        for one in self.store.same_person(source.id):
            self.persons.setdefault(one.id, person)
            assert known[one.id].level is level
            assert number_in(one.name) == known[one.id].number
        assert {one.id for one in before} <= {one.id for one in self.store.same_person(source.id)}
        self.look()

    @precondition(lambda self: bool(self.sources()))
    @rule(data=st.data(), forget=st.booleans())
    def release(self, data: st.DataObject, *, forget: bool) -> None:
        source = data.draw(st.sampled_from(self.sources()))
        if self.store.is_protected(source.id):
            self.store.release(source.id, f"Named {source.id[:6]}", forget=forget)

    @precondition(lambda self: bool(self.sources()))
    @rule(data=st.data())
    def forget(self, data: st.DataObject) -> None:
        self.store.forget_identity(data.draw(st.sampled_from(self.sources())).id)

    @precondition(lambda self: len(self.sources(are_own=True)) > 1)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        kept, other = data.draw(
            st.lists(st.sampled_from(self.sources(are_own=True)), min_size=2, max_size=2)
        )
        was_hidden = self.store.is_protected(kept.id)
        try:
            merged = merging.merge(self.store, kept, [other])
        except EditError:
            return
        self.store.apply(merged.edit)
        assert self.store.is_protected(kept.id) is was_hidden

    @precondition(lambda self: any(one.aliases for one in self.sources()))
    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        source = data.draw(st.sampled_from([one for one in self.sources() if one.aliases]))
        try:
            done = merging.split(self.store, source, data.draw(st.sampled_from(source.aliases)))
        except EditError:
            return
        self.store.apply(done.edit)
        self.look()
        was_hidden = self.store.is_protected(source.id)
        assert self.store.is_protected(done.source.id) is was_hidden
        if was_hidden:
            known = self.store.pseudonyms()
            assert known[done.source.id].level is known[source.id].level
            assert number_in(done.source.name) == known[done.source.id].number

    @precondition(lambda self: bool(self.store.articles()))
    @rule(data=st.data())
    def delete_an_article(self, data: st.DataObject) -> None:
        article = data.draw(st.sampled_from(self.store.articles()))
        marks = self.store.marks(article.id)
        self.store.apply(edits.delete_article(marks, self.store.listings(article.id)))

    @precondition(lambda self: 0 < len(self.store.articles()) < 5)
    @rule(data=st.data())
    def renew(self, data: st.DataObject) -> None:
        earlier = data.draw(st.sampled_from(self.store.articles()))
        text = self.store.document(earlier.id).text
        article = keep_text(self.store, f"{text}\n\nAdded {new_id()}.")
        renewal = renewing.renewal(self.store, article, earlier.id)
        renewing.take_over(self.store, renewal, renewing.found_again(renewal.compared()))
        self.look(copies=True)

    @rule(many=st.integers(1, 4))
    def undo(self, many: int) -> None:
        for _ in range(many):
            if self.store.undoable():
                self.store.undo()

    @rule(many=st.integers(1, 4))
    def redo(self, many: int) -> None:
        for _ in range(many):
            if self.store.redoable():
                self.store.redo()

    @rule()
    def compact(self) -> None:
        given = self.store.what_goes(None)
        if given:
            self.store.compact(given)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.path)

    @rule()
    def back_up(self) -> None:
        self.store.close()
        backups.make(self.path)
        self.store = Store.open(self.path)

    @rule(back=st.integers(0, 3))
    def go_back(self, back: int) -> None:
        self.store.close()
        found = backups.found(self.path)
        if found:
            restore(self.path, found[back % len(found)].path)
        self.store = Store.open(self.path)

    @rule()
    def undo_going_back(self) -> None:
        self.store.close()
        kept = kept_beside(self.path)
        if kept:
            undo(self.path, kept[0])
        self.store = Store.open(self.path)

    @rule()
    def recover(self) -> None:
        self.store.close()
        out = self.folder / f"{new_id()}.onrecord"
        losses = rebuild(self.path, out).losses
        # What a history lacks is not asked here.
        assert not any("pseudonym" in loss for loss in losses)
        out.replace(self.path)
        self.store = Store.open(self.path)

    @invariant()
    def each_letter_is_one_person_s(self) -> None:
        if hasattr(self, "store"):
            self.look()

    @invariant()
    def the_public_reads_the_same_letters(self) -> None:
        if not hasattr(self, "store") or not self.store.articles():
            return
        report = reporting.build(self.store, (), Variant.PUBLIC)
        for marks, told in zip(report.articles, published(report).articles, strict=True):
            for source, shown in zip(marks.sources, told.sources, strict=True):
                if source.kind is SourceKind.ANONYMOUS or self.store.is_protected(source.id):
                    assert shown.name == pseudonym(self.given[source.id])


TestPseudonyms = PseudonymMachine.TestCase
TestPseudonyms.settings = settings(examples(15), stateful_step_count=25)
