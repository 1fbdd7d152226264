"""Offers to merge: which must be made, which never, and what is kept of one that was declined."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import edits, merging
from annotator.desk import Desk
from annotator.likeness import Likeness
from annotator.model import Listing, Source, new_id
from annotator.names import first_names, taken_apart
from annotator.store import Store
from annotator.vocabulary import SourceKind
from tests.factories import keep_text, keep_wire_story, new_project

K = SourceKind
STORY = (
    "Envoy meets minister\n\nMinister Tony Blair met the envoy. Mr. Blair said the embassy knew.\n"
)


def source(
    name: str, kind: SourceKind = K.UNKNOWN, *aliases: str, of: str | None = None
) -> Source:
    return Source(new_id(), name, kind, aliases=aliases, affiliation=of)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(new_project(tmp_path / "story.onrecord")) as opened:
        yield opened


def desk_with(store: Store, text: str, *heard: Source) -> Desk:
    article = keep_text(store, text)
    listings = [Listing(new_id(), article.id, one.id) for one in heard]
    store.apply(edits.add("Sources", *heard, *listings))
    return Desk(store.marks(article.id))


def offered(*sources: Source, desk: Desk | None = None) -> list[tuple[str, str]]:
    found = Likeness(sources).proposals(sources, desk, at_most=99)
    return [(proposal.kept.name, proposal.other.name) for proposal in found]


MUST = [
    (source("White House", K.INSTITUTION), source("the White House")),
    (source("Huawei", K.INSTITUTION), source("HUAWEI")),
    (source("Jane Roe", K.NAMED), source("Dr. Jane Roe")),
    (source("Bill Blair", K.NAMED), source("Public Safety Minister Bill Blair")),
    (source("José Peña", K.NAMED), source("Jose Pena")),
    (source("U.S. embassy", K.INSTITUTION), source("US Embassy")),
    (source("World Health Organization", K.INSTITUTION), source("WHO")),
    (source("United Nations", K.INSTITUTION), source("U.N.")),
    (source("Central Bank of Brazil", K.INSTITUTION, "the regulator of banks"), source("CBB")),
    (source("Bob Roe", K.NAMED, "Robert Roe"), source("Robert Roe")),
    (source("Huawei", K.INSTITUTION), source("Huawai")),
    (source("Mohammed Khan", K.NAMED), source("Mohamed Khan")),
    (source("a spokesman", of="Huawei"), source("company spokesman", of="Huawei")),
    (
        source("Foreign Ministry", K.INSTITUTION, of="Russia"),
        source("Russian Foreign Ministry", K.INSTITUTION, of="Russia"),
    ),
]

NEVER = [
    # Two people called Blair.
    (source("Bill Blair", K.NAMED), source("Robert Blair", K.NAMED)),
    (source("Bill Blair", K.NAMED), source("Will Blair", K.NAMED)),
    (source("Bill Blair", K.NAMED, of="Canada"), source("Ann Blair", K.NAMED, of="Canada")),
    (source("Tony Blair", K.NAMED), source("Mr. Blair")),
    (source("Tony Blair", K.NAMED, "Blair"), source("Blair")),
    (source("Mr. Blair"), source("Minister Blair")),
    # What many go by, outside of one article.
    (source("U.S. embassy", K.INSTITUTION), source("the embassy")),
    (source("U.S. embassy", K.INSTITUTION, "the embassy"), source("the embassy")),
    (source("U.S. embassy", K.INSTITUTION), source("Chinese embassy", K.INSTITUTION)),
    (source("Russian Foreign Ministry", K.INSTITUTION), source("Foreign Ministry", K.INSTITUTION)),
    (source("a spokesman", of="Huawei"), source("a spokeswoman", of="Huawei")),
    (source("first spokesman", of="Huawei"), source("second spokesman", of="ZTE")),
    # Small differences that make another.
    (
        source("Source A (a night clerk)", K.UNNAMED_SPOKESPERSON, "a night clerk"),
        source("Source B (a night clerk)", K.UNNAMED_SPOKESPERSON, "a night clerk"),
    ),
    (source("Iran", K.INSTITUTION), source("Iraq", K.INSTITUTION)),
    (source("Witness 1", K.WITNESS), source("Witness 2", K.WITNESS)),
    (source("North Korea"), source("South Korea")),
    (source("Austria", K.INSTITUTION), source("Australia", K.INSTITUTION)),
    (source("Jane Roe", K.NAMED), source("Jack Rowe", K.NAMED)),
    # A person is no institution.
    (source("Wanda Hope Owen", K.NAMED), source("WHO", K.INSTITUTION)),
    (source("Huawei", K.INSTITUTION), source("Huawai", K.NAMED)),
    # Nobody in particular.
    (source("the reporter", K.UNATTRIBUTED), source("The reporter", K.UNATTRIBUTED)),
]


@pytest.mark.parametrize("pair", MUST, ids=lambda pair: f"{pair[0].name}~{pair[1].name}")
def test_likely_pairs_are_offered_whoever_is_looked_at(pair: tuple[Source, Source]) -> None:
    known = Likeness(pair)
    for one in pair:
        (proposal,) = known.proposals([one], None)
        assert {proposal.kept, proposal.other} == set(pair)
        assert all(f"“{s.name}”" in proposal.reason for s in pair)
    assert offered(*pair) == offered(*reversed(pair))


@pytest.mark.parametrize("pair", NEVER, ids=lambda pair: f"{pair[0].name}~{pair[1].name}")
def test_unlikely_pairs_are_never_offered(pair: tuple[Source, Source]) -> None:
    assert offered(*pair) == []


def test_the_fuller_name_is_kept() -> None:
    assert offered(source("WHO"), source("World Health Organization")) == [
        ("World Health Organization", "WHO")
    ]
    assert offered(source("The White House"), source("White House")) == [
        ("White House", "The White House")
    ]


def test_a_shared_alias_is_named_as_it_is_written() -> None:
    pair = (source("One", K.NAMED, "R. Roe"), source("Two", K.NAMED, "R. Roe"))
    (proposal,) = Likeness(pair).proposals(pair, None)
    assert proposal.reason == "“One” and “Two” are both called “R. Roe”."


def test_one_word_is_enough_within_an_article(store: Store) -> None:
    heard = (
        source("U.S. embassy", K.INSTITUTION),
        source("the embassy"),
        source("Tony Blair", K.NAMED),
        source("Mr. Blair"),
    )
    desk = desk_with(store, STORY, *heard)
    assert offered(*heard, desk=desk) == [
        ("U.S. embassy", "the embassy"),
        ("Tony Blair", "Mr. Blair"),
    ]
    elsewhere = Desk(store.marks(keep_text(store, "Other\n\nThe embassy and Mr. Blair.\n").id))
    assert offered(*heard, desk=elsewhere) == []


@pytest.mark.slow
def test_where_two_could_be_meant_nothing_is_offered(store: Store) -> None:
    heard = (
        source("U.S. embassy", K.INSTITUTION),
        source("Chinese embassy", K.INSTITUTION),
        source("the embassy"),
        source("Tony Blair", K.NAMED),
        source("Bill Blair", K.NAMED),
        source("Mr. Blair"),
    )
    assert offered(*heard, desk=desk_with(store, STORY, *heard)) == []
    organizations = (source("World Health Organization"), source("Wild Horse Office"))
    assert offered(*organizations, source("WHO")) == []
    assert offered(*(source(n, K.NAMED, "R. Roe") for n in ("One", "Two", "Six"))) == []


def test_the_two_blairs_of_the_wire_story_are_never_one(store: Store) -> None:
    """The story tells of Robert Blair, who is no source in it, and quotes Bill Blair."""
    article = keep_wire_story(store)
    blair, mister = source("Blair"), source("Mr. Blair")
    listings = [Listing(new_id(), article.id, one.id) for one in (blair, mister)]
    store.apply(edits.add("Sources", blair, mister, *listings))
    desk = Desk(store.marks(article.id))
    assert first_names(desk.text, "Blair") == {"robert", "bill"}
    sources = list(desk.sources.values())
    assert blair in sources
    assert offered(*sources, desk=desk) == []


def test_the_sources_of_the_wire_story_are_offered_to_nobody(store: Store) -> None:
    desk = Desk(store.marks(keep_wire_story(store).id))
    assert offered(*desk.sources.values(), desk=desk) == []


def test_anonymous_sources_meet_only_each_other_and_only_in_their_article(store: Store) -> None:
    first = keep_text(store, "One\n\nOfficials said no.\n")
    second = keep_text(store, "Two\n\nOfficials said yes.\n")

    def officials(name: str, article_id: str) -> Source:
        return Source(new_id(), name, K.ANONYMOUS, article_id=article_id)

    here, too = officials("officials", first.id), officials("the officials", first.id)
    there, free = officials("officials", second.id), source("Officials", K.INSTITUTION)
    public = Source(new_id(), "Officials", K.UNNAMED_PUBLIC, article_id=first.id)
    store.apply(edits.add("Sources", here, too, there, free, public))
    desk = Desk(store.marks(first.id))
    assert offered(here, too, there, free, desk=desk) == [("officials", "the officials")]
    assert offered(here, there) == offered(here, free) == offered(here, public) == []


def test_what_was_declined_is_not_offered_again_and_holds_no_name() -> None:
    pair = (source("Huawei"), source("Huawai"))
    known = Likeness(pair)
    (proposal,) = known.proposals(pair, None)
    assert known.proposals(pair, None, {proposal.key}) == []
    assert proposal.key == known.proposals(pair[1:], None)[0].key
    assert len(proposal.key) == 16
    assert set(proposal.key) <= set("0123456789abcdef")


def test_what_is_forgotten_or_renamed_is_offered_as_it_is_now() -> None:
    huawei, other = source("Huawei"), source("Huawai")
    known = Likeness((huawei, other))
    known.forget(other.id)
    assert known.proposals([huawei], None) == []
    known.learn(other)
    assert len(known.proposals([huawei], None)) == 1
    known.learn(Source(other.id, "ZTE"))
    assert known.proposals([huawei], None) == []


names = st.lists(
    st.sampled_from(
        ["the", "Mr.", "Blair", "Bill", "U.S.", "embassy", "WHO", "Huawei", "of", "😀"]
    )
    | st.text(max_size=8),
    max_size=4,
).map(" ".join)


@given(st.lists(st.tuples(names, st.sampled_from(K), st.lists(names, max_size=2)), max_size=8))
def test_every_offer_can_be_taken(made: list[tuple[str, SourceKind, list[str]]]) -> None:
    """No two articles' sources here: kinds of one article are all of the same."""
    sources = [
        Source(
            new_id(),
            name,
            kind,
            aliases=tuple(aliases),
            article_id="one" if kind.belongs_to_one_article else None,
        )
        for name, kind, aliases in made
    ]
    known = Likeness(sources)
    found = known.proposals(sources, None, at_most=99)
    assert len({proposal.key for proposal in found}) == len(found)
    for proposal in found:
        assert proposal.kept.id != proposal.other.id
        assert proposal.kept.article_id == proposal.other.article_id
    for one in sources:
        known.forget(one.id)
    assert known.proposals(sources, None) == []


@given(st.lists(st.tuples(names, st.sampled_from(K)), max_size=8), st.data())
def test_what_was_learned_and_forgotten_leaves_no_trace(
    made: list[tuple[str, SourceKind]], data: st.DataObject
) -> None:
    sources = [source(name, kind) for name, kind in made]
    gone = data.draw(st.sets(st.sampled_from(sources))) if sources else set()
    known = Likeness(sources)
    for one in gone:
        known.forget(one.id)
    rest = [one for one in sources if one not in gone]
    fresh = Likeness(rest).proposals(sources, None, at_most=99)
    assert {p.key for p in known.proposals(sources, None, at_most=99)} == {p.key for p in fresh}


@given(names)
def test_a_name_taken_apart_again_is_the_same(name: str) -> None:
    once = taken_apart(name, is_person=False)
    assert all(word and not word.isspace() for word in once.words)
    assert taken_apart(f" {name.upper()} ", is_person=False).key == once.key or not name.isascii()


def test_an_offer_that_is_taken_is_a_merge(store: Store) -> None:
    pair = (source("Huawei"), source("Huawai"))
    store.apply(edits.add("Sources", *pair))
    (proposal,) = Likeness(pair).proposals(pair, None)
    store.apply(merging.merge(store, proposal.kept, [proposal.other]).edit)
    assert [one.names for one in store.all_sources()] == [{"Huawei", "Huawai"}]
