"""Every measure of one article by the name that scripts know it by."""

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.measures import (
    answers,
    concentration,
    description,
    material,
    placement,
    quotation,
    sides,
    sourcing,
    tags,
    verification,
)
from annotator.measures.concentration import Concentration
from annotator.measures.counted import Counted, Heard
from annotator.measures.keys import KEYS
from annotator.measures.shares import Group

Figures = Mapping[str, Any]
"""A measure by its key.

It is a number, None where it does not apply, a `Share` or `Weight`, ids or names, or one of those
by side, source, kind, target, tag or status.
"""


def figures(story: Counted, main_sides: tuple[str, str] | None = None) -> Figures:
    """Return every measure of an article, in the order in which scripts get them.

    Claims and sources are ids, but sources that are keys are called as the reader knows them.
    `main_sides` are those that are weighed against each other.
    """
    by_source, by_side = sourcing.sources(story), sides.sides(story)
    found = {
        **_size(story),
        **_tags(story),
        **_sources(story),
        **_spread("source", by_source),
        **_top(story, by_source),
        **_sides(story, by_side, main_sides),
        **_spread("side", by_side),
        **_officials(story),
        **_answers(story),
        **_places(story),
        **_quotation(story),
        **_descriptors(story),
        **_checking(story),
    }
    return {key: found[key] for key in KEYS}


def _size(story: Counted) -> Figures:
    return {
        "article_words": len(story.words),
        "body_words": sourcing.body_words(story),
        "claims": len(story.chains),
        "claim_words": story.claim_words,
        "attributed_claims": len(story.attributed),
        "attributed_words": story.attributed_words,
        "coverage": sourcing.coverage(story),
        "attribution_rate": sourcing.attribution(story),
        "anonymous_share_claims": sourcing.anonymous_claims(story),
        "anonymous_share_words": sourcing.anonymous_words(story),
    }


def _tags(story: Counted) -> Figures:
    mix = tags.tag_mix(story)
    return {
        "tag_counts": _counts(mix),
        "tag_words": _words(mix),
        "untagged": tags.untagged(story).count,
        "multi_tagged": tags.multi_tagged(story).count,
    }


def _sources(story: Counted) -> Figures:
    return {
        "distinct_sources": len(story.heard_sources),
        "sources_by_kind": sourcing.sources_by_kind(story),
        "fully_identified_sources": len(sourcing.fully_identified(story)),
    }


def _spread(what: str, groups: Mapping[str, Group]) -> Figures:
    found: dict[str, Any] = {}
    for unit, spread in _both(groups).items():
        found[f"{what}_hhi_{unit}"] = spread.hhi
        found[f"{what}_hhi_normalized_{unit}"] = spread.hhi_normalized
        found[f"{what}_entropy_bits_{unit}"] = spread.entropy_bits
        found[f"{what}_evenness_{unit}"] = spread.evenness
        found[f"{what}_effective_number_{unit}"] = spread.effective_number
    return found


def _top(story: Counted, groups: Mapping[str, Group]) -> Figures:
    found: dict[str, Any] = {}
    for unit, spread in _both(groups).items():
        found[f"top_source_share_{unit}"] = spread.top_share
        found[f"top_sources_{unit}"] = tuple(story.labels[key] for key in spread.top)
    return found


def _sides(
    story: Counted, groups: Mapping[str, Group], main_sides: tuple[str, str] | None
) -> Figures:
    by_words = dict(sorted(groups.items(), key=lambda side: (-side[1].words, side[0])))
    shares = sides.side_shares(story)
    return {
        "side_words": _words(by_words),
        "side_claims": _counts(by_words),
        "side_share_words": {side: shares[side].alone for side in by_words},
        "side_balance": sides.side_balance(story, *main_sides) if main_sides else None,
    }


def _officials(story: Counted) -> Figures:
    claims, words = sourcing.official_claims(story), sourcing.official_words(story)
    return {
        "government_claims": claims.numerator,
        "government_words": words.numerator,
        "government_share_claims": claims,
        "government_share_words": words,
    }


def _answers(story: Counted) -> Figures:
    rate = answers.reply_rate(story)
    return {
        "reply_rate": rate,
        "reply_pairs": rate.denominator,
        "reply_pairs_answered": rate.numerator,
        "reply_word_ratio": answers.reply_ratio(story),
        "reply_word_ratio_by_target": answers.reply_ratio_by_target(story),
        "reply_lag": answers.reply_lags(story),
        "single_source_claims": tuple(c.first.id for c in material.single_sourced(story)),
    }


def _places(story: Counted) -> Figures:
    found: dict[str, Any] = {}
    named = {story.labels[key]: chains for key, chains in story.heard_sources.items()}
    heard: Iterable[tuple[str, Heard]]
    heard = (("side", story.heard_sides), ("source", named), ("kind", story.heard_kinds))
    for what, groups in heard:
        firsts = placement.firsts(story, groups)
        found[f"first_paragraph_by_{what}"] = {k: first.paragraph for k, first in firsts.items()}
        found[f"first_depth_by_{what}"] = {k: first.depth for k, first in firsts.items()}
    record, person = placement.first_on_record(story), placement.first_named_person(story)
    found["words_before_first_on_record_source"] = record.words_before if record else None
    found["words_before_first_named_person"] = person.words_before if person else None
    found["prominence_by_side"] = placement.prominence(story)
    return found


def _quotation(story: Counted) -> Figures:
    direct = quotation.direct_quotes(story)
    return {
        "direct_quote_words": direct.numerator,
        "direct_quote_share": direct,
        "direct_quote_words_by_side": _words(quotation.direct_quotes_by_side(story)),
    }


def _descriptors(story: Counted) -> Figures:
    scores = description.descriptor_scores(story)
    return {
        "descriptor_scores": {story.labels[key]: score for key, score in scores.items()},
        "descriptor_score_mean": description.mean_score(scores),
        "descriptor_score_min": description.lowest_score(scores),
    }


def _checking(story: Counted) -> Figures:
    return {
        "verification_counts": _counts(verification.by_verification(story)),
        "allegations_with_evidence_share": verification.borne_out(story),
    }


def _both(groups: Mapping[str, Group]) -> dict[str, Concentration]:
    return {
        "claims": concentration.by_claims(groups),
        "words": concentration.by_words(groups),
    }


def _counts(groups: Mapping[Any, Group]) -> dict[Any, int]:
    return {key: some.count for key, some in groups.items()}


def _words(groups: Mapping[Any, Group]) -> dict[Any, int]:
    return {key: some.words for key, some in groups.items()}
