"""What the marks come to: the gold's numbers, chains, furniture, and what always holds."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.measures.answers import reply_rate
from annotator.measures.counted import Counted, counted
from annotator.measures.shares import Group, group
from annotator.measures.sides import sides
from annotator.measures.sourcing import anonymous_claims, anonymous_words, attribution
from annotator.measures.tags import multi_tagged, tag_mix, untagged
from annotator.model import Marks
from annotator.store import Store
from annotator.text import Words
from annotator.vocabulary import LinkKind, ResponseStatus, SourceKind, Tag
from tests.factories import WIRE, keep_wire_story, new_project
from tests.marked_story import TEXT, Story

EXPECTED = json.loads((WIRE / "seed-gold.json").read_text(encoding="utf-8"))["expected"]


def every_claim(story: Counted) -> Group:
    return group(story, story.chains)


@pytest.fixture
def wire(tmp_path: Path) -> Marks:
    with Store.open(new_project(tmp_path / "wire.onrecord")) as store:
        return store.marks(keep_wire_story(store).id)


def test_the_wire_story_has_the_golds_numbers(wire: Marks) -> None:
    found = counted(wire)
    assert (every_claim(found).count, every_claim(found).words) == (
        EXPECTED["claims"],
        EXPECTED["claim_words"],
    )
    assert (attribution(found).numerator, attribution(found).denominator) == (15, 19)
    assert attribution(found).value == EXPECTED["attribution_rate"]
    assert anonymous_claims(found).value == EXPECTED["anonymous_share_claims"]
    assert anonymous_words(found).value == EXPECTED["anonymous_share_words"]
    assert anonymous_words(found).denominator == EXPECTED["attributed_words"]
    assert reply_rate(found).value == EXPECTED["reply_rate"]
    assert {tag: group.count for tag, group in tag_mix(found).items()} == EXPECTED["tag_counts"]
    assert {tag: group.words for tag, group in tag_mix(found).items()} == EXPECTED["tag_words"]
    assert untagged(found).count == EXPECTED["untagged"]
    assert multi_tagged(found).count == EXPECTED["multi_tagged"]
    assert {side: group.words for side, group in sides(found).items()} == EXPECTED["side_words"]
    assert list(sides(found)) == ["US government", "Canadian government", "Huawei", "unknown"]
    assert {side: group.count for side, group in sides(found).items()} == {
        "US government": 5,
        "Canadian government": 6,
        "Huawei": 1,
        "unknown": 3,
    }


def test_every_number_knows_its_claims(wire: Marks) -> None:
    found = counted(wire)

    def numbers(claims: tuple[str, ...]) -> list[int]:
        return [wire.number_of(claim) for claim in claims]

    assert numbers(anonymous_claims(found).claims) == [1, 2, 3, 6, 14]
    assert numbers(reply_rate(found).of) == [7, 8]
    assert numbers(untagged(found).claims) == [10, 11, 12, 16]
    assert numbers(tag_mix(found)[Tag.DENIAL].claims) == [9]
    assert numbers(sides(found)["Huawei"].claims) == [9]
    assert len(attribution(found).claims) == 15


def test_without_claims_nothing_applies() -> None:
    found = counted(Story().marks)
    shares = (
        reply_rate(found),
        attribution(found),
        anonymous_claims(found),
        anonymous_words(found),
    )
    assert [share.value for share in shares] == [None] * 4
    assert sides(found) == {}


def test_a_chain_is_one_claim_and_its_gap_is_not_in_its_words() -> None:
    story = Story()
    story.claim("“We saw dead fish,”", Tag.ALLEGATION, source="clerk", targets=("mill",))
    story.claim("“many of them,”", Tag.OFFICIAL, source="clerk", targets=("mayor",))
    story.link("“many of them,”", LinkKind.CONTINUES, "“We saw dead fish,”")
    (chain,) = counted(story.marks).chains
    assert chain.tags == (Tag.ALLEGATION, Tag.OFFICIAL)
    assert chain.targets == ("mill", "mayor")
    found = counted(story.marks)
    assert (every_claim(found).count, every_claim(found).words) == (1, 7)
    assert multi_tagged(found).count == 1
    assert attribution(found).claims == chain.ids
    rate = reply_rate(found)
    assert (rate.numerator, rate.denominator) == (0, 2)


def test_a_reply_to_either_half_answers_the_whole() -> None:
    story = Story()
    story.claim("“We saw dead fish,”", Tag.ALLEGATION, source="clerk", targets=("mill",))
    story.claim("“many of them,”", Tag.ALLEGATION, source="clerk", targets=("mill",))
    story.claim("The mill denies it", Tag.DENIAL, source="mill")
    story.link("“many of them,”", LinkKind.CONTINUES, "“We saw dead fish,”")
    story.link("The mill denies it", LinkKind.DENIES, "“many of them,”")
    found = counted(story.marks)
    rate = reply_rate(found)
    assert (rate.numerator, rate.denominator) == (1, 1)


def test_halves_that_were_moved_past_each_other_still_are_one() -> None:
    story = Story()
    story.claim("many of them", source="clerk")
    story.claim("We saw dead fish", source="clerk")
    story.link("We saw dead fish", LinkKind.CONTINUES, "many of them")
    story.link("many of them", LinkKind.CONTINUES, "We saw dead fish")
    assert [chain.ids for chain in counted(story.marks).chains] == [
        ("We saw dead fish", "many of them")
    ]


def test_an_outcome_that_does_not_apply_leaves_the_pair_out() -> None:
    story = Story()
    story.claim("Mill poisons river", Tag.ALLEGATION, source="x", targets=("mill", "mayor"))
    story.answer("Mill poisons river", "mill", ResponseStatus.NOT_APPLICABLE)
    found = counted(story.marks)
    rate = reply_rate(found)
    assert (rate.numerator, rate.denominator) == (0, 1)
    story.answer("Mill poisons river", "mayor", ResponseStatus.DECLINED)
    found = counted(story.marks)
    rate = reply_rate(found)
    assert (rate.numerator, rate.denominator) == (1, 1)


def test_unattributed_is_no_source_and_a_witness_is_one() -> None:
    story = Story()
    story.source("it is understood", SourceKind.UNATTRIBUTED)
    story.source("our reporter", SourceKind.WITNESS)
    story.claim("Mill poisons river", source="it is understood")
    story.claim("The mill denies it", source="our reporter")
    found = counted(story.marks)
    assert (attribution(found).numerator, attribution(found).denominator) == (1, 2)
    assert attribution(found).claims == ("The mill denies it",)


def test_furniture_has_no_words() -> None:
    story = Story()
    story.claim("Source: Read Full Article", source="x")
    furniture = every_claim(counted(story.marks))
    assert (furniture.count, furniture.words) == (1, 0)


TAGS = st.lists(st.sampled_from(list(Tag)), max_size=2, unique=True)
KINDS = (SourceKind.NAMED, SourceKind.ANONYMOUS, SourceKind.UNATTRIBUTED)
SPANS = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 60), TAGS, st.integers(-1, 2))


def marked(spans: list[tuple[int, int, list[Tag], int]], joined: list[int]) -> Marks:
    story = Story()
    for n, kind in enumerate(KINDS):
        story.source(f"source {n}", kind, side=("town", "mill", "unknown")[n])
    for n, (start, length, tags, who) in enumerate(spans):
        words = story.document.text[start : start + length]
        source = None if who < 0 else f"source {who}"
        story.claim(words, *tags, source=source, name=str(n), targets=("mill",))
    for n in joined:
        if n + 1 < len(spans):
            story.link(str(n + 1), LinkKind.CONTINUES, str(n))
    return story.marks


def every_group(found: Counted) -> list[tuple[int, int]]:
    groups = [
        *tag_mix(found).values(),
        *sides(found).values(),
        untagged(found),
        multi_tagged(found),
    ]
    return [(group.count, group.words) for group in groups]


@given(st.lists(SPANS, max_size=8), st.lists(st.integers(0, 7), max_size=4, unique=True))
def test_parts_are_never_more_than_the_whole(
    spans: list[tuple[int, int, list[Tag], int]], joined: list[int]
) -> None:
    marks = marked(spans, joined)
    found = counted(marks)
    words = Words(marks.text, marks.blocks)
    assert every_claim(found).words == words.within(claim.span for claim in marks.claims)
    assert every_claim(found).words <= len(words)
    assert all(
        count <= every_claim(found).count and length <= every_claim(found).words
        for count, length in every_group(found)
    )
    for share in (
        reply_rate(found),
        attribution(found),
        anonymous_claims(found),
        anonymous_words(found),
    ):
        assert 0 <= share.numerator <= share.denominator
        assert set(share.claims) <= set(share.of)
        assert (share.value is None) == (share.denominator == 0)
    counts = [group.count for group in sides(found).values()]
    assert sum(counts) == attribution(found).numerator
    tagged = sum(group.count for group in tag_mix(found).values())
    assert tagged >= every_claim(found).count - untagged(found).count


@given(st.lists(SPANS, max_size=8), st.lists(st.integers(0, 7), max_size=4, unique=True))
def test_each_claim_stands_in_one_chain(
    spans: list[tuple[int, int, list[Tag], int]], joined: list[int]
) -> None:
    marks = marked(spans, joined)
    chains = counted(marks).chains
    halves = [half for chain in chains for half in chain.ids]
    assert sorted(halves) == sorted(claim.id for claim in marks.claims)
    firsts = [marks.number_of(chain.first.id) for chain in chains]
    assert firsts == sorted(firsts)
