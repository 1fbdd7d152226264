"""Merging sources that are one, and splitting one that is two: any sequence, and every refusal."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from annotator import claims_file, edits, merging
from annotator.errors import EditError
from annotator.model import (
    Article,
    Claim,
    Descriptor,
    Link,
    Listing,
    Response,
    Source,
    Waiver,
    new_id,
)
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.vocabulary import LinkKind, ResponseStatus, Sector, SourceKind, Tag
from tests.examples import examples
from tests.factories import claim_of, keep_text, keep_wire_story, new_project

TEXT = "Mill {n} accused\n\nThe union said the mill dumped waste. The mill denies it.\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(new_project(tmp_path / "story.onrecord"), "Marta") as opened:
        yield opened


def written(store: Store) -> list[claims_file.Record]:
    """Return every article as `onrecord claims` prints it."""
    return [claims_file.dump(store.marks(article.id)) for article in store.articles()]


def named(store: Store, name: str) -> Source:
    return next(source for source in store.all_sources() if source.name == name)


def say(store: Store, article: Article, words: str, **fields: object) -> Claim:
    claim = claim_of(article, store.document(article.id).text, words, **fields)
    store.apply(edits.add("Mark", claim))
    return claim


def test_everything_follows_and_an_undo_is_exact(store: Store) -> None:
    first, second = (keep_text(store, TEXT.format(n=n), f"{n}.txt") for n in "12")
    mill = Source(new_id(), "mill", SourceKind.INSTITUTION, aliases=("works",))
    other = Source(
        new_id(), "The Mill Co", sector=Sector.COMPANY, side="owner", aliases=("plant",)
    )
    spokesman = Source(new_id(), "spokesman", affiliation="The Mill Co")
    store.apply(edits.add("Sources", mill, other, spokesman))
    allegation = say(
        store, first, "the mill dumped waste", tags=(Tag.ALLEGATION,), targets=("The Mill Co",)
    )
    denial = say(store, second, "The mill denies it", source_id=other.id, implicated=("plant",))
    store.apply(
        edits.add(
            "Rest",
            Listing(new_id(), first.id, other.id),
            Response(new_id(), allegation.id, "The Mill Co", ResponseStatus.SOUGHT),
            Waiver(new_id(), second.id, "ATT-08", "known", source_id=other.id),
            Waiver(new_id(), first.id, "FAIR-01", "late", target="The Mill Co"),
        )
    )
    before = written(store)

    done = merging.merge(store, mill, [other])
    store.apply(done.edit)

    assert done.claims == 1
    assert done.contradicted == ()
    assert store.all_sources() == [
        replace(
            mill, sector=Sector.COMPANY, side="owner", aliases=("works", "The Mill Co", "plant")
        ),
        replace(spokesman, affiliation="mill"),
    ]
    marks = store.marks(first.id)
    assert marks.claims[0].targets == ("mill",)
    assert [response.target for response in marks.responses] == ["mill"]
    assert [waiver.target for waiver in marks.waivers] == ["mill"]
    assert [listing.source_id for listing in store.listings(first.id)] == [mill.id]
    marks = store.marks(second.id)
    assert marks.claims == (replace(denial, source_id=mill.id),)
    assert [waiver.source_id for waiver in marks.waivers] == [mill.id]
    store.undo()
    assert written(store) == before
    store.redo()
    assert "The Mill Co" not in [source.name for source in store.all_sources()]


def test_what_contradicts_stays_as_the_kept_source_has_it_and_is_told(store: Store) -> None:
    kept = Source(new_id(), "A", SourceKind.NAMED, role="minister", affiliation="B")
    other = Source(new_id(), "B", SourceKind.INSTITUTION, role="envoy", affiliation="C")
    store.apply(edits.add("Sources", kept, other))
    done = merging.merge(store, kept, [other])
    store.apply(done.edit)
    assert done.contradicted == ("kind", "role")
    # Nobody works for themselves: what was said of the other takes its place.
    assert store.all_sources() == [replace(kept, affiliation="C", aliases=("B",))]


@pytest.mark.parametrize("kept_status", ResponseStatus)
def test_of_two_outcomes_the_one_that_settles_stays(
    store: Store, kept_status: ResponseStatus
) -> None:
    article = keep_text(store, TEXT)
    kept, other = Source(new_id(), "mill"), Source(new_id(), "works")
    claim = say(store, article, "dumped waste", tags=(Tag.ALLEGATION,), targets=("works", "mill"))
    own = Response(new_id(), claim.id, "mill", kept_status)
    listings = [Listing(new_id(), article.id, source.id) for source in (kept, other)]
    store.apply(edits.add("Both", kept, other, own, *listings))
    for other_status in ResponseStatus:
        theirs = Response(new_id(), claim.id, "works", other_status)
        store.apply(edits.add("Theirs", theirs))
        before = written(store)
        done = merging.merge(store, kept, [other])
        store.apply(done.edit)
        stays = theirs if other_status.settles and not kept_status.settles else own
        assert store.marks(article.id).responses == (replace(stays, target="mill"),)
        assert store.marks(article.id).claims[0].targets == ("mill",)
        assert done.dropped == 1
        assert store.listings(article.id) == [listings[0]]
        store.undo()
        assert written(store) == before
        store.undo()


def test_officials_of_two_stories_are_two_sources(store: Store) -> None:
    first, second = (keep_text(store, TEXT.format(n=n), f"{n}.txt") for n in "12")
    kinds = (SourceKind.ANONYMOUS, SourceKind.UNNAMED_PUBLIC, SourceKind.UNATTRIBUTED)
    here = [Source(new_id(), "officials", kind, article_id=first.id) for kind in kinds]
    there = [Source(new_id(), "officials", kind, article_id=second.id) for kind in kinds]
    mill = Source(new_id(), "Mill")
    store.apply(edits.add("Sources", *here, *there, mill))
    for kept in here:
        for other in there:
            with pytest.raises(EditError, match="different articles"):
                merging.merge(store, kept, [other])
        for pair in permutations((kept, mill)):
            with pytest.raises(EditError, match="belongs to one article"):
                merging.merge(store, pair[0], [pair[1]])
    store.apply(merging.merge(store, here[0], here[1:]).edit)
    assert [s.id for s in store.all_sources() if s.article_id == first.id] == [here[0].id]


def test_a_target_that_means_a_source_of_the_article_is_left_alone(store: Store) -> None:
    first, second = (keep_text(store, TEXT.format(n=n), f"{n}.txt") for n in "12")
    kept, other, third = (Source(new_id(), name) for name in ("mill", "works", "plant"))
    own = Source(new_id(), "works", SourceKind.ANONYMOUS, article_id=first.id)
    store.apply(edits.add("Sources", kept, other, third, own))
    here = say(store, first, "dumped waste", targets=("works", "plant"))
    there = say(store, second, "dumped waste", targets=("works", "plant"))
    store.apply(merging.merge(store, kept, [other, third]).edit)
    assert store.marks(first.id).claims == (replace(here, targets=("works", "mill")),)
    assert store.marks(second.id).claims == (replace(there, targets=("mill",)),)


def test_a_source_is_not_merged_into_itself_or_into_nothing(store: Store) -> None:
    mill = Source(new_id(), "Mill")
    with pytest.raises(EditError, match="itself"):
        merging.merge(store, mill, [mill])
    with pytest.raises(EditError, match="two sources"):
        merging.merge(store, mill, [])


def test_a_split_takes_the_claims_that_mention_the_alias_and_the_chosen(store: Store) -> None:
    article = keep_wire_story(store)
    bains = named(store, "Navdeep Bains")
    claims = [c for c in store.marks(article.id).claims if c.source_id == bains.id]
    before = written(store)
    with pytest.raises(EditError, match="is not called"):
        merging.split(store, bains, "Bains")
    done = merging.split(store, bains, "Innovation Minister Navdeep Bains")
    assert done.claims == 1
    store.apply(done.edit)
    now = store.marks(article.id).claims
    assert sum(claim.source_id == bains.id for claim in now) == len(claims) - 1
    new = named(store, "Innovation Minister Navdeep Bains")
    assert (new.kind, new.side, new.role) == (bains.kind, "unknown", None)
    assert named(store, "Navdeep Bains").aliases == ()
    store.undo()
    assert written(store) == before
    done = merging.split(store, bains, "Innovation Minister Navdeep Bains", claims[1:2])
    assert done.claims == 2


def test_a_split_never_parts_two_halves_of_a_claim(store: Store) -> None:
    article = keep_text(store, TEXT)
    union = Source(new_id(), "union", aliases=("the union",))
    store.apply(edits.add("Source", union))
    first = say(store, article, "the mill dumped", source_id=union.id, mention="The union")
    later = say(store, article, "waste", source_id=union.id)
    store.apply(edits.add("Link", Link(new_id(), LinkKind.CONTINUES, later.id, first.id)))
    store.apply(merging.split(store, union, "the union").edit)
    assert {c.source_id for c in store.marks(article.id).claims} == {named(store, "the union").id}


def test_a_split_is_refused_where_the_name_is_taken(store: Store) -> None:
    one, two = Source(new_id(), "Blair", aliases=("Tony Blair",)), Source(new_id(), "Tony Blair")
    store.apply(edits.add("Sources", one, two))
    with pytest.raises(EditError, match="is the name of a source already"):
        merging.split(store, one, "Tony Blair")


class MergingMachine(RuleBasedStateMachine):
    """Two articles and their sources, merged, split and undone in any order."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = new_project(self.folder / "model.onrecord")
        self.store = Store.open(self.path)
        self.articles = [keep_text(self.store, TEXT.format(n=n), f"{n}.txt") for n in "12"]
        self.made = 0
        self.said: dict[str, str | None] = {}
        self.states: list[
            tuple[list[claims_file.Record], list[Source], dict[str, str | None]]
        ] = []

    def teardown(self) -> None:
        if not hasattr(self, "folder"):
            return
        while self.states:
            self.undo()
        self.store.close()
        assert examine(self.path) == []
        shutil.rmtree(self.folder)

    def remember(self) -> None:
        self.states.append((written(self.store), self.store.all_sources(), dict(self.said)))

    @rule(
        at=st.integers(0, 1),
        is_own=st.booleans(),
        aliases=st.lists(st.sampled_from(["the union", "it", "they"]), unique=True, max_size=2),
        about=st.lists(st.integers(0, 9), max_size=3, unique=True),
        status=st.sampled_from(ResponseStatus),
        mention=st.sampled_from([None, "The union", "they"]),
    )
    def mark(
        self,
        *,
        at: int,
        is_own: bool,
        aliases: list[str],
        about: list[int],
        status: ResponseStatus,
        mention: str | None,
    ) -> None:
        self.remember()
        article = self.articles[at]
        self.made += 1
        kind = SourceKind.ANONYMOUS if is_own else SourceKind.NAMED
        source = Source(
            new_id(),
            f"source {self.made}",
            kind,
            aliases=tuple(aliases),
            affiliation=f"source {about[0]}" if about else None,
            descriptor=Descriptor(count=self.made) if is_own else None,
            article_id=article.id if is_own else None,
        )
        targets = tuple(f"source {n}" for n in about)
        claim = claim_of(
            article,
            self.store.document(article.id).text,
            "dumped waste",
            tags=(Tag.ALLEGATION,),
            source_id=source.id,
            targets=targets,
            implicated=targets[:1],
            mention=mention,
        )
        outcomes = [Response(new_id(), claim.id, target, status) for target in targets]
        waivers = [
            Waiver(new_id(), article.id, "ATT-02", "", source_id=source.id),
            *(Waiver(new_id(), article.id, "FAIR-01", "", target=t) for t in targets),
        ]
        listing = Listing(new_id(), article.id, source.id)
        self.store.apply(edits.add("All", source, claim, listing, *outcomes, *waivers))
        self.said[claim.id] = source.id

    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        known = self.store.all_sources()
        if len(known) < 2:
            return
        some = st.lists(st.sampled_from(known), min_size=2, max_size=3, unique=True)
        kept, *others = data.draw(some)
        try:
            done = merging.merge(self.store, kept, others)
        except EditError:
            assert len({source.article_id for source in (kept, *others)}) > 1
            return
        self.remember()
        self.store.apply(done.edit)
        gone = {source.id for source in others}
        assert done.claims == sum(key in gone for key in self.said.values())
        self.said |= {key: kept.id for key, source in self.said.items() if source in gone}
        now = next(s for s in self.store.all_sources() if s.id == kept.id)
        assert now.names >= {name for source in (kept, *others) for name in source.names}

    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        called = [(s, alias) for s in self.store.all_sources() for alias in s.aliases]
        if not called:
            return
        source, alias = data.draw(st.sampled_from(called))
        try:
            done = merging.split(self.store, source, alias)
        except EditError:
            assert sum(s.name == alias for s in self.store.all_sources()) > 0
            return
        self.remember()
        before = sum(key == source.id for key in self.said.values())
        self.store.apply(done.edit)
        moved = {m.noun.id for m in done.edit.moves if isinstance(m.noun, Claim)}
        self.said |= dict.fromkeys(moved, done.source.id)
        stay = sum(key == source.id for key in self.said.values())
        assert (len(moved), stay) == (done.claims, before - done.claims)

    @rule()
    def undo(self) -> None:
        if not self.states:
            return
        self.store.undo()
        texts, sources, self.said = self.states.pop()
        assert written(self.store) == texts
        assert self.store.all_sources() == sources

    @invariant()
    def no_claim_loses_its_source(self) -> None:
        if not hasattr(self, "store"):
            return
        marks = [self.store.marks(article.id) for article in self.articles]
        claims = [claim for some in marks for claim in some.claims]
        assert {claim.id: claim.source_id for claim in claims} == self.said
        assert sum(one.claims for one in self.store.heard().values()) == len(claims)
        known = {source.id for source in self.store.all_sources()}
        assert set(self.said.values()) <= known


TestMergingMachine = MergingMachine.TestCase
TestMergingMachine.settings = settings(examples(28), stateful_step_count=25)
