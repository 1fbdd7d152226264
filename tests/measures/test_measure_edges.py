"""Where the definitions of the measures are put to the test: nothing there, crossings, order."""

from typing import Any

import pytest

from annotator.measures.answers import reply_lags
from annotator.measures.counted import counted
from annotator.measures.document import of_article
from annotator.measures.figures import figures
from annotator.measures.keys import RATES, SINGLE
from annotator.model import Descriptor, Evidence, Source
from annotator.vocabulary import (
    LinkKind,
    QuoteType,
    ResponseStatus,
    Sector,
    SourceKind,
    Tag,
    Verification,
)
from tests.marked_story import TEXT, Story

ALLEGATION, OFFICIAL = Tag.ALLEGATION, Tag.OFFICIAL
COUNTS = {
    "article_words",
    "body_words",
    "claims",
    "claim_words",
    "attributed_claims",
    "attributed_words",
    "distinct_sources",
    "untagged",
    "multi_tagged",
    "fully_identified_sources",
    "government_claims",
    "government_words",
    "reply_pairs",
    "reply_pairs_answered",
    "direct_quote_words",
}


def measured(story: Story, *main_sides: str) -> dict[str, Any]:
    ready = counted(story.marks)
    both = (main_sides[0], main_sides[1]) if main_sides else None
    return of_article(ready, figures(ready, both))


def test_without_claims_counts_are_0_and_nothing_else_applies() -> None:
    found = measured(Story())
    assert {key for key in SINGLE if found[key] is not None} == COUNTS | {
        "coverage",
        "direct_quote_share",
    }
    assert found["article_words"] == 38
    assert (found["coverage"], found["direct_quote_share"]) == (0, 0)
    assert found["tag_counts"] == found["tag_words"] == dict.fromkeys(Tag, 0)
    empty = ("side_words", "sources_by_kind", "first_paragraph_by_kind", "verification_counts")
    assert [found[key] for key in empty] == [{}] * 4
    assert found["single_source_claims"] == found["reply_lag"] == found["top_sources_words"] == []


@pytest.mark.parametrize("text", ["… — …\n", "Source: Read Full Article\n"])
def test_without_words_no_share_applies(text: str) -> None:
    story = Story(text)
    words = text.strip()
    story.claim(words, ALLEGATION, source="mill", targets=("mayor",), quote_type=QuoteType.DIRECT)
    found = measured(story, "town", "mill")
    assert found["article_words"] == 0
    by_words = {key for key in SINGLE if key.endswith("_words")} - COUNTS
    by_words -= {"words_before_first_on_record_source"}
    assert {key: found[key] for key in by_words if found[key] is not None} == {}
    none = ("coverage", "direct_quote_share", "side_balance", "reply_word_ratio")
    assert [found[key] for key in none] == [None] * 4
    assert found["prominence_by_side"] == found["side_share_words"] == {"unknown": None}
    assert found["first_depth_by_source"] == {"mill": None}
    assert found["reply_word_ratio_by_target"] == {"mayor": None}
    assert found["top_sources_words"] == []
    assert found["source_hhi_claims"] == 1


def test_a_claim_over_headline_body_and_furniture_has_the_articles_words() -> None:
    story = Story()
    story.claim(TEXT.rstrip(), source="mill")
    found = measured(story)
    assert found["claim_words"] == found["article_words"] == found["attributed_words"] == 38
    assert found["coverage"] == 1
    assert found["first_paragraph_by_side"] == {"unknown": 0}


def test_a_claim_in_furniture_has_no_paragraph_and_no_words() -> None:
    story = Story()
    story.claim("Read Full Article", source="mill")
    found = measured(story)
    assert found["first_paragraph_by_source"] == {"mill": None}
    assert found["first_depth_by_source"] == {"mill": 1}
    assert (found["distinct_sources"], found["source_hhi_words"]) == (1, None)


def test_sources_that_claim_nothing_are_not_heard() -> None:
    story = Story()
    story.source("mayor", SourceKind.ANONYMOUS, descriptor=Descriptor())
    story.claim("The mill denies it")
    found = measured(story)
    assert (found["distinct_sources"], found["sources_by_kind"]) == (0, {})
    assert found["descriptor_scores"] == {}
    assert found["attribution_rate"] == 0


def test_one_source_has_all_of_it() -> None:
    story = Story()
    story.claim("The mill denies it", source="mill")
    found = measured(story)
    for unit in ("claims", "words"):
        assert found[f"source_hhi_{unit}"] == found[f"top_source_share_{unit}"] == 1
        assert found[f"source_entropy_bits_{unit}"] == 0
        assert found[f"source_effective_number_{unit}"] == 1
        assert found[f"source_hhi_normalized_{unit}"] is None
        assert found[f"source_evenness_{unit}"] is None


def test_equally_loud_sources_are_not_concentrated_at_all() -> None:
    story = Story()
    for words, who in (("Mill", "a"), ("poisons", "b"), ("river", "c")):
        story.claim(words, source=who)
    found = measured(story)
    assert found["source_hhi_normalized_words"] == 0
    assert found["source_evenness_words"] == 1
    assert found["top_sources_words"] == ["a", "b", "c"]


def test_shares_of_sides_that_cross_add_up_to_more_than_all() -> None:
    story = Story()
    story.source("mill", side="mill")
    story.source("mayor", side="town")
    story.claim("Mill poisons", source="mill")
    story.claim("poisons river", source="mayor")
    found = measured(story, "mill", "town")
    assert found["side_share_words"] == {"mill": 2 / 3, "town": 2 / 3}
    assert found["side_hhi_words"] == 1 / 2
    assert found["side_balance"] == 1


def test_two_sides_that_are_not_heard_have_no_balance_and_one_has_none_against_another() -> None:
    story = Story()
    story.source("mill", side="mill")
    story.claim("Mill poisons river", source="mill")
    assert measured(story, "town", "court")["side_balance"] is None
    assert measured(story, "town", "mill")["side_balance"] == 0
    assert measured(story)["side_balance"] is None


def test_officials_are_of_four_sectors() -> None:
    story = Story()
    words = ("Mill", "poisons", "river", "three people", "The mayor")
    sectors = (Sector.GOVERNMENT, Sector.MILITARY, Sector.POLICE, Sector.COURT, Sector.UNSTATED)
    for claim, sector in zip(words, sectors, strict=True):
        story.source(sector, sector=sector)
        story.claim(claim, source=sector)
    found = measured(story)
    assert (found["government_claims"], found["government_words"]) == (4, 5)


def accused(*, reply: str = "The mill denies it") -> Story:
    story = Story()
    story.claim("The mill poisons the river", ALLEGATION, source="clerk", targets=("mill",))
    story.claim(reply, source="mill")
    return story


def lags(story: Story) -> list[tuple[int, int | None]]:
    return [(lag.words, lag.paragraphs) for lag in reply_lags(counted(story.marks))]


def test_a_reply_below_is_so_many_words_and_paragraphs_off() -> None:
    story = accused()
    story.link("The mill denies it", LinkKind.DENIES, "The mill poisons the river")
    assert lags(story) == [(5, 1)]


def test_a_reply_above_counts_below_zero() -> None:
    story = accused(reply="Mill")
    story.link("Mill", LinkKind.RESPONDS, "The mill poisons the river")
    assert lags(story) == [(-2, -1)]


def test_a_reply_that_crosses_the_allegation_is_nowhere_off() -> None:
    story = accused(reply="the river, three people")
    story.link("the river, three people", LinkKind.DISPUTES, "The mill poisons the river")
    assert lags(story) == [(0, 0)]


def test_the_first_of_two_replies_counts_and_one_by_others_does_not() -> None:
    story = accused()
    story.claim("The mayor said", source="mayor")
    story.claim("many of them", source="mill")
    for reply in ("many of them", "The mill denies it", "The mayor said"):
        story.link(reply, LinkKind.RESPONDS, "The mill poisons the river")
    assert [lag.reply for lag in reply_lags(counted(story.marks))] == ["The mill denies it"]


def test_the_distance_begins_where_the_last_half_of_the_allegation_ends() -> None:
    story = accused(reply="the clerk added")
    story.claim("dead fish", ALLEGATION, source="clerk")
    story.link("dead fish", LinkKind.CONTINUES, "The mill poisons the river")
    story.link("the clerk added", LinkKind.DENIES, "dead fish")
    assert lags(story) == [(6, 0)]


def test_a_reply_in_furniture_is_words_off_and_no_paragraphs() -> None:
    story = accused(reply="Read Full Article")
    story.link("Read Full Article", LinkKind.DENIES, "The mill poisons the river")
    assert lags(story) == [(30, None)]


def test_room_for_the_reply_is_told_for_each_target_and_over_all_in_their_unions() -> None:
    story = Story()
    both = ("mill", "mayor")
    story.claim("The mill poisons the river", ALLEGATION, source="clerk", targets=both)
    story.claim("The mill denies it", source="mill")
    story.claim("mill denies", source="mill")
    for reply in ("The mill denies it", "mill denies"):
        story.link(reply, LinkKind.DENIES, "The mill poisons the river")
    found = measured(story)
    assert found["reply_word_ratio_by_target"] == {"mill": 4 / 5, "mayor": 0}
    assert found["reply_word_ratio"] == 4 / 5
    assert (found["reply_pairs"], found["reply_pairs_answered"]) == (2, 1)


def test_an_outcome_that_does_not_apply_leaves_the_ratio_as_it_is() -> None:
    story = accused()
    story.link("The mill denies it", LinkKind.DENIES, "The mill poisons the river")
    story.answer("The mill poisons the river", "mill", ResponseStatus.NOT_APPLICABLE)
    found = measured(story)
    assert (found["reply_rate"], found["reply_pairs"]) == (None, 0)
    assert found["reply_word_ratio"] == 4 / 5


def test_only_support_takes_a_claim_off_its_single_source() -> None:
    story = Story()
    story.claim("Mill poisons river", source="clerk")
    story.claim("The mill poisons the river", source="clerk")
    story.claim("The mayor said", source="mayor")
    headline, lede, mayor = (claim.id for claim in story.claims)
    story.link(lede, LinkKind.SUPPORTS, headline)
    story.link(mayor, LinkKind.PARTLY_SUPPORTS, lede)
    story.link(mayor, LinkKind.REPEATS, lede)
    assert measured(story)["single_source_claims"] == ["c0", "c1"]
    story.link(mayor, LinkKind.SUPPORTS, lede)
    assert measured(story)["single_source_claims"] == []


def test_what_nobody_says_and_what_a_reporter_saw_does_not_rest_on_one_source() -> None:
    story = Story()
    story.source("our reporter", SourceKind.WITNESS)
    story.source("it is understood", SourceKind.UNATTRIBUTED)
    story.claim("Mill poisons river")
    story.claim("The mill", source="our reporter")
    story.claim("poisons the river", source="it is understood")
    story.claim("three people", source="clerk")
    story.claim("The mayor said", source="clerk")
    assert measured(story)["single_source_claims"] == ["c3"]


def test_marks_are_paired_in_their_block_and_an_apostrophe_is_none() -> None:
    story = Story(
        'Mayor’s day\n\n“We won’t go,” he said of the “plan.\n\nStill” here is "no plan" at all.\n'
    )
    story.source("mayor", side="town")
    story.claim("“We won’t go,” he said of the “plan", source="mayor", quote_type=QuoteType.MIXED)
    story.claim('Still” here is "no plan" at', quote_type=QuoteType.MIXED)
    story.claim("at all", source="mayor", quote_type=QuoteType.INDIRECT)
    found = measured(story)
    assert found["direct_quote_words"] == 5
    assert found["direct_quote_words_by_side"] == {"town": 3}


def test_a_mark_for_inches_does_not_keep_a_quotation_open() -> None:
    story = Story("Height\n\n“He is 6'2\" tall,” she said.\n")
    story.claim("“He is 6'2\" tall,” she said", quote_type=QuoteType.MIXED)
    assert measured(story)["direct_quote_words"] == 4


def test_a_mixed_claim_that_begins_inside_a_quotation_has_what_it_covers_of_it() -> None:
    story = Story()
    story.claim("dead fish,” said a clerk", quote_type=QuoteType.MIXED)
    assert measured(story)["direct_quote_words"] == 2


def test_a_score_that_nobody_noted_is_none_and_in_no_mean() -> None:
    story = Story()
    told = Descriptor(affiliation=True, basis=True, count=3, reason=True)
    story.source("one", SourceKind.ANONYMOUS, descriptor=told)
    story.source("two", SourceKind.ANONYMOUS, descriptor=Descriptor(count=1))
    story.source("three", SourceKind.ANONYMOUS)
    story.source("four", descriptor=told)
    for words, who in (("Mill", "one"), ("poisons", "two"), ("river", "three"), ("it", "four")):
        story.claim(words, source=who)
    found = measured(story)
    assert found["descriptor_scores"] == {"one": 4, "two": 1, "three": None}
    assert (found["descriptor_score_mean"], found["descriptor_score_min"]) == (2.5, 1)


def test_the_headline_is_on_record_at_once_and_a_spokesperson_is_no_person() -> None:
    story = Story()
    story.source("officials", SourceKind.ANONYMOUS)
    story.source("spokesman", SourceKind.UNNAMED_SPOKESPERSON)
    story.claim("Mill poisons river", source="officials")
    story.claim("The mill denies it", source="spokesman")
    found = measured(story)
    assert found["words_before_first_on_record_source"] == 13
    assert found["words_before_first_named_person"] is None


def test_fully_identified_is_who_has_a_name_and_a_place() -> None:
    story = Story()
    story.source("a", role="mayor")
    story.source("b", affiliation="mill")
    story.source("c")
    story.source("d", SourceKind.UNNAMED_SPOKESPERSON, affiliation="mill")
    for words, who in (("Mill", "a"), ("poisons", "b"), ("river", "c"), ("it", "d")):
        story.claim(words, source=who)
    assert measured(story)["fully_identified_sources"] == 2


def test_two_sources_of_one_name_are_told_apart() -> None:
    story = Story()
    story.source("officials", SourceKind.ANONYMOUS, article_id="story")
    story.sources["other id"] = Source("other id", "officials")
    story.claim("Mill poisons river", source="officials")
    story.claim("The mill denies it", source="other id")
    assert measured(story)["first_paragraph_by_source"] == {"officials": 0, "officials (2)": 2}


def test_verification_and_evidence_are_those_of_the_whole_claim() -> None:
    story = Story()
    story.claim("Mill poisons", ALLEGATION, verification=Verification.VERIFIED)
    story.claim("river", evidence=(Evidence(),), verification=Verification.FALSE)
    story.claim("The mill denies it", ALLEGATION)
    story.link("river", LinkKind.CONTINUES, "Mill poisons")
    found = measured(story)
    assert found["verification_counts"] == {"verified": 1, "unchecked": 1}
    assert found["allegations_with_evidence_share"] == 1 / 2


def test_a_rate_knows_both_its_numbers_and_their_claims() -> None:
    story = accused()
    found = figures(counted(story.marks))
    rate = found["attribution_rate"]
    assert (rate.numerator, rate.denominator, len(rate.claims), len(rate.of)) == (2, 2, 2, 2)
    assert all(found[key] is None or found[key].numerator >= 0 for key in RATES)
