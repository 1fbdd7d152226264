"""The measures as plain tables that a person reads in a terminal."""

from collections.abc import Sequence
from typing import Any

from annotator.console_tables import Rows, cut, table
from annotator.measures.counted import Counted
from annotator.measures.document import Record
from annotator.measures.figures import Figures
from annotator.measures.keys import LABELS, RATES
from annotator.measures.pool import Pool
from annotator.measures.shares import FEW
from annotator.measures.sides import side_shares, sides
from annotator.measures.sourcing import sources

NOTHING = "–"
_SPREAD = (
    ("source_effective_number", "effective sources"),
    ("source_hhi", "concentration of sources (HHI)"),
    ("source_hhi_normalized", "the same from 0 to 1 (HHI*)"),
    ("source_entropy_bits", "entropy in bits (H)"),
    ("source_evenness", "evenness (J)"),
    ("side_effective_number", "effective sides"),
    ("side_hhi", "concentration of sides (HHI)"),
)
_NUMBERS = (
    "distinct_sources",
    "fully_identified_sources",
    "untagged",
    "multi_tagged",
    "words_before_first_on_record_source",
    "words_before_first_named_person",
    "descriptor_score_mean",
    "descriptor_score_min",
)


def of_article(story: Counted, found: Figures, profile: str) -> str:
    """Return one article's measures; where few claims have a source, as counts alone.

    `profile` is the name of the house rules in force.
    """
    article = story.marks.article
    few = found["attributed_claims"] < FEW
    head = (
        f"Article {article.number}: {article.title}\n"
        f"{_number(found['article_words'], 'word')}, {_number(found['claims'], 'claim')} in "
        f"{_number(found['claim_words'], 'word')}, with a source {found['attributed_claims']} in "
        f"{_number(found['attributed_words'], 'word')}\n"
        f"House rules: {profile}\n"
    )
    note = f"Fewer than {FEW} claims have a source, so there are counts and no shares.\n"
    parts = (
        head,
        note if few else "",
        table(("share", "value", "made of"), _rates(found, few=few)),
        table(("spread", "by claims", "by words"), [] if few else _spread(found)),
        table(("number", "value"), _numbers(story, found)),
        table(("tag", "claims", "words"), _tags(found)),
        table(_SIDES, _sides(story, found, few=few)),
        table(_SOURCES, _sources(story, found)),
        table(_REPLIES, _replies(story, found)),
    )
    return "\n".join(part for part in parts if part)


def of_selection(
    titles: Sequence[tuple[int, str]], records: Sequence[Record], pool: Pool, profile: str
) -> str:
    """Return the measures of several articles."""
    what = f"{_number(len(pool), 'article')}, {_number(pool.total('claims'), 'claim')}"
    head = f"{what}\nHouse rules: {profile}\n"
    if not records:
        return head
    each = [_article(*title, one) for title, one in zip(titles, records, strict=True)]
    parts = (
        head,
        table(("share", "pooled", "made of", "median", "articles"), _pooled(pool)),
        table(("side", "claims", "words", "share"), _pooled_sides(pool)),
        table(("no.", "claims", "answered", "unnamed words", "effective sources", "title"), each),
    )
    return "\n".join(part for part in parts if part)


_SIDES = ("side", "claims", "words", "share", "at most", "prominence", "quoted words", "first in")
_SOURCES = ("source", "kind", "claims", "words", "first in", "told of it")
_REPLIES = ("allegation", "about", "reply", "words between", "paragraphs between")


def _rates(found: Figures, *, few: bool) -> Rows:
    rows: Rows = []
    for key in RATES:
        rate = found[key]
        if rate is not None:
            made = f"{rate.numerator} of {rate.denominator}" if rate.denominator else NOTHING
            rows.append((LABELS[key], NOTHING if few else _told(rate.value), made))
    return rows


def _spread(found: Figures) -> Rows:
    rows: Rows = []
    for key, label in _SPREAD:
        both = [found.get(f"{key}_{unit}") for unit in ("claims", "words")]
        rows.append((label, *(_told(getattr(one, "value", one)) for one in both)))
    return rows


def _numbers(story: Counted, found: Figures) -> Rows:
    rows: Rows = [(LABELS[key], _told(found[key])) for key in _NUMBERS]
    rows += [(f"sources: {kind}", _told(n)) for kind, n in found["sources_by_kind"].items()]
    rows += [(f"claims: {status}", _told(n)) for status, n in found["verification_counts"].items()]
    numbers = [str(story.marks.number_of(claim)) for claim in found["single_source_claims"]]
    return [*rows, (LABELS["single_source_claims"], ", ".join(numbers) or NOTHING)]


def _tags(found: Figures) -> Rows:
    words = found["tag_words"]
    return [(str(tag), str(n), str(words[tag])) for tag, n in found["tag_counts"].items()]


def _sides(story: Counted, found: Figures, *, few: bool) -> Rows:
    shares = side_shares(story)
    rows: Rows = []
    for side, some in sides(story).items():
        both = (shares[side].alone, shares[side].with_unknown, found["prominence_by_side"][side])
        told = [NOTHING if few else _told(one.value) for one in both]
        quoted = found["direct_quote_words_by_side"][side]
        first = _paragraph(found["first_paragraph_by_side"][side])
        rows.append((cut(side), str(some.count), str(some.words), *told, str(quoted), first))
    return rows


def _sources(story: Counted, found: Figures) -> Rows:
    rows: Rows = []
    for key, some in sources(story).items():
        label, source = story.labels[key], story.heard_sources[key][0].source
        kind = str(source.kind) if source else ""
        first = _paragraph(found["first_paragraph_by_source"][label])
        score = found["descriptor_scores"].get(label)
        told = "" if score is None else f"{score} of 4"
        rows.append((cut(label), kind, str(some.count), str(some.words), first, told))
    return rows


def _replies(story: Counted, found: Figures) -> Rows:
    lags = {(lag.claim, lag.target): lag for lag in found["reply_lag"]}
    number = story.marks.number_of
    rows: Rows = []
    for pair in story.pairs:
        lag = lags.get((pair.claim.id, pair.target))
        if lag:
            told = (str(number(lag.reply)), _between(lag.words), _between(lag.paragraphs))
        else:
            told = (pair.response.status if pair.response else NOTHING, "", "")
        rows.append((str(number(pair.claim.id)), cut(pair.target), *told))
    return rows


def _pooled(pool: Pool) -> Rows:
    medians = pool.medians()
    return [
        (
            LABELS[key],
            _told(rate.value),
            f"{rate.numerator} of {rate.denominator}" if rate.denominator else NOTHING,
            _told(medians[key].median),
            str(medians[key].n),
        )
        for key, rate in pool.rates().items()
        if rate.denominator or key != "side_balance"
    ]


def _pooled_sides(pool: Pool) -> Rows:
    claims, every = pool.grouped("side_claims"), pool.total("attributed_words")
    words = pool.grouped("side_words")
    ranked = sorted(words, key=lambda side: (-words[side].numerator, side))
    return [
        (
            cut(side),
            str(claims[side].numerator),
            str(words[side].numerator),
            _told(words[side].numerator / every if every else None),
        )
        for side in ranked
    ]


def _article(number: int, title: str, one: Record) -> Sequence[str]:
    few = one["attributed_claims"] < FEW
    shares = (one["anonymous_share_words"], one["source_effective_number_words"])
    told = [NOTHING if few else _told(share) for share in shares]
    answered = f"{one['reply_pairs_answered']} of {one['reply_pairs']}"
    return (str(number), str(one["claims"]), answered, *told, cut(title))


def _number(n: float, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def _told(value: Any) -> str:
    if value is None:
        return NOTHING
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _paragraph(paragraph: int | None) -> str:
    if paragraph is None:
        return NOTHING
    return f"paragraph {paragraph}" if paragraph else "headline"


def _between(number: int | None) -> str:
    if number is None:
        return NOTHING
    return f"{-number} before" if number < 0 else str(number)
