"""What holds for the measures of any marks at all."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.chains import Chain
from annotator.measures.concentration import by_claims, by_words
from annotator.measures.counted import Counted, counted
from annotator.measures.document import of_article
from annotator.measures.figures import figures
from annotator.measures.keys import KEYS, RATES
from annotator.measures.material import is_material, single_sourced
from annotator.measures.pool import numbers_of
from annotator.measures.sides import sides
from annotator.measures.sourcing import sources
from annotator.model import Marks
from annotator.sentences import quotations
from annotator.text import WORD
from annotator.vocabulary import LinkKind, QuoteType, Tag
from tests.measures.random_marks import NAMES, changed, marked

MAIN_SIDES = ("town", "mill")
BY_WORDS = (
    "claim_words",
    "attributed_words",
    "tag_words",
    "side_words",
    "coverage",
    "anonymous_share_words",
    "government_words",
    "source_hhi_words",
    "side_hhi_words",
    "prominence_by_side",
    "top_source_share_words",
)


def measured(marks: Marks) -> dict[str, Any]:
    story = counted(marks)
    return of_article(story, figures(story, MAIN_SIDES))


def words_by_hand(marks: Marks, places: set[int]) -> list[int]:
    """Return where the words begin that stand at some places and in no furniture."""
    furniture = {
        at for block in marks.blocks if block.is_furniture for at in range(block.start, block.end)
    }
    starts = (match.start() for match in WORD.finditer(marks.text))
    return [at for at in starts if at in places - furniture]


def places_of(chains: list[Chain]) -> set[int]:
    return {at for chain in chains for half in chain.halves for at in range(half.start, half.end)}


def of_side(story: Counted, side: str) -> list[Chain]:
    return [c for c in story.attributed if c.source and c.source.side == side]


@given(marked())
def test_the_shares_behind_concentration_and_entropy_add_up_to_one(marks: Marks) -> None:
    story = counted(marks)
    for groups in (sources(story), sides(story)):
        for spread in (by_claims(groups), by_words(groups)):
            assert sum(spread.shares) == (pytest.approx(1) if spread.total else 0)
            if spread.total:
                k = len(spread.amounts)
                hhi, effective = spread.hhi.value, spread.effective_number
                assert hhi is not None
                assert effective is not None
                assert 1 / k - 1e-12 <= hhi <= 1
                assert 1 - 1e-12 <= effective <= k + 1e-9
                assert (spread.evenness is None) == (spread.hhi_normalized is None) == (k == 1)


@given(marked(), st.data())
def test_a_claim_inside_another_of_its_source_never_changes_the_words(
    marks: Marks, data: st.DataObject
) -> None:
    assume(marks.claims)
    outer = data.draw(st.sampled_from(marks.claims))
    start = data.draw(st.integers(outer.start, outer.end - 1))
    end = data.draw(st.integers(start + 1, outer.end))
    inner = replace(outer, id="inner", start=start, end=end, quote=marks.text[start:end])
    # The halves of a chain have their first one's source: the outer claim stands alone here.
    alone = [link for link in marks.links if link.kind is not LinkKind.CONTINUES]
    before = measured(changed(marks, links=alone))
    after = measured(changed(marks, [*marks.claims, inner], links=alone))
    assert {key: after[key] for key in BY_WORDS} == {key: before[key] for key in BY_WORDS}


@given(marked())
def test_renaming_sources_changes_no_number(marks: Marks) -> None:
    # Names that tell who is meant by a target stay: the reply would be somebody else's.
    named = {name: f"{99 - n} somebody else" for n, name in enumerate(NAMES) if n > 1}
    before, after = measured(marks), measured(changed(marks, renamed=named))
    by_name = ("first_paragraph_by_source", "first_depth_by_source", "descriptor_scores")
    for key in by_name:
        renamed = {named.get(name, name): value for name, value in before[key].items()}
        assert after[key] == renamed
    listed = ("single_source_claims", "reply_lag", "top_sources_claims", "top_sources_words")
    for key in set(KEYS) - {*by_name, *listed}:
        assert after[key] == before[key], key
    assert len(after["single_source_claims"]) == len(before["single_source_claims"])
    apart = sorted((lag["words"], lag["paragraphs"]) for lag in before["reply_lag"])
    assert sorted((lag["words"], lag["paragraphs"]) for lag in after["reply_lag"]) == apart


@given(marked(), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_merging_two_sources_never_raises_their_effective_number(
    marks: Marks, kept: str, other: str
) -> None:
    kinds = {source.name: source.kind for source in marks.sources}
    assume(kinds[kept] == kinds[other])
    merged = [
        replace(c, source_id=kept if c.source_id == other else c.source_id) for c in marks.claims
    ]
    key = "source_effective_number_claims"
    before, after = measured(marks)[key], measured(changed(marks, merged))[key]
    assert (before is None) == (after is None)
    assert before is None or after <= before + 1e-9


@given(marked())
def test_words_are_those_of_the_union_counted_one_by_one(marks: Marks) -> None:
    story, found = counted(marks), measured(marks)
    every = words_by_hand(marks, set(range(len(marks.text))))
    assert found["article_words"] == len(every)
    assert found["claim_words"] == len(words_by_hand(marks, places_of(list(story.chains))))
    for side, words in found["side_words"].items():
        assert words == len(words_by_hand(marks, places_of(of_side(story, side))))
    for tag, words in found["tag_words"].items():
        tagged = [chain for chain in story.chains if Tag(tag) in chain.tags]
        assert words == len(words_by_hand(marks, places_of(tagged)))


@given(marked())
def test_prominence_weighs_each_word_by_its_paragraph(marks: Marks) -> None:
    story, found = counted(marks), measured(marks)["prominence_by_side"]
    paragraphs = {
        at: block.paragraph for block in marks.blocks for at in range(block.start, block.end)
    }
    weights = {}
    for side in story.heard_sides:
        at = words_by_hand(marks, places_of(of_side(story, side)))
        weights[side] = sum(1 / (1 + (paragraphs[word] or 0)) for word in at)
    total = sum(weights.values())
    if total:
        assert found == pytest.approx({side: weight / total for side, weight in weights.items()})
        assert sum(found.values()) == pytest.approx(1)
    else:
        assert found == dict.fromkeys(weights)


@given(marked())
def test_direct_words_are_those_of_direct_claims_and_inside_the_marks_of_mixed_ones(
    marks: Marks,
) -> None:
    inside = {
        at
        for block in marks.blocks
        for quotation in quotations(marks.text, block.span)
        for at in range(quotation.start, quotation.end)
    }
    places: set[int] = set()
    for claim in marks.claims:
        own = set(range(claim.start, claim.end))
        if claim.quote_type is QuoteType.DIRECT:
            places |= own
        elif claim.quote_type is QuoteType.MIXED:
            places |= own & inside
    assert measured(marks)["direct_quote_words"] == len(words_by_hand(marks, places))


@given(marked())
def test_what_rests_on_one_source_is_found_as_a_walk_through_all_supporters_finds_it(
    marks: Marks,
) -> None:
    story = counted(marks)

    def support_set(chain: Chain) -> set[str]:
        seen, waiting = {chain.first.id}, [chain]
        found = set()
        while waiting:
            now = waiting.pop()
            if now.is_attributed and now.source:
                found.add(now.source.id)
            new = [c for c in story.supporters.get(now.first.id, ()) if c.first.id not in seen]
            seen |= {c.first.id for c in new}
            waiting += new
        return found

    expected = [c for c in story.chains if is_material(story, c) and len(support_set(c)) == 1]
    assert list(single_sourced(story)) == expected


@given(marked())
def test_every_figure_is_there_and_says_none_where_it_does_not_apply(marks: Marks) -> None:
    story = counted(marks)
    found = figures(story, MAIN_SIDES)
    assert tuple(found) == KEYS
    for key in RATES:
        rate = found[key]
        assert (rate.value is None) == (rate.denominator == 0)
        assert rate.numerator >= 0
        ids = {claim.id for claim in marks.claims}
        assert {*rate.claims, *rate.of} <= ids
    for key in set(RATES) - {"reply_word_ratio"}:
        assert found[key].numerator <= found[key].denominator, key
    assert len(numbers_of(found).rates) == 2 * len(RATES)
