"""How many of those who are accused have answered, at what length and how far from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.chains import Chain
from annotator.measures.counted import Counted
from annotator.measures.shares import Share, ids_of
from annotator.report import Pair
from annotator.vocabulary import ResponseStatus


@dataclass(frozen=True, slots=True)
class Lag:
    """How far an allegation and the first reply of one target stand apart.

    `claim` and `reply` are ids. What stands before the allegation is less than 0, and words that
    cross it are 0. `paragraphs` is None where one of the two is in furniture.
    """

    claim: str
    target: str
    reply: str
    words: int
    paragraphs: int | None


def reply_rate(story: Counted) -> Share:
    """Return how many pairs of allegation and target are answered (REPLY_RATE).

    A pair whose recorded outcome is `not applicable` is in neither number.
    """
    pairs = [pair for pair in story.pairs if not _is_out(pair)]
    answered = [pair for pair in pairs if pair.is_answered]
    behind, of = _allegations(story, answered), _allegations(story, pairs)
    return Share(len(answered), len(pairs), ids_of(behind), ids_of(of))


def reply_ratio(story: Counted) -> Share:
    """Return the words of all replies beside those of the allegations (REPLY_RATIO)."""
    return _ratio(story, story.pairs)


def reply_ratio_by_target(story: Counted) -> Mapping[str, Share]:
    """Return for each target the words of its replies beside those of what is alleged of it."""
    by_target: dict[str, list[Pair]] = {}
    for pair in story.pairs:
        by_target.setdefault(pair.target, []).append(pair)
    return {target: _ratio(story, pairs) for target, pairs in by_target.items()}


def reply_lags(story: Counted) -> tuple[Lag, ...]:
    """Return how far off the first reply of each pair that has one is (REPLY_LAG)."""
    return tuple(_lag(story, pair) for pair in story.pairs if pair.replies)


def farthest_reply(story: Counted) -> Lag | None:
    """Return the reply that is most words off, before or behind; None where there is none."""
    return max(reply_lags(story), key=lambda lag: abs(lag.words), default=None)


def _is_out(pair: Pair) -> bool:
    return pair.response is not None and pair.response.status is ResponseStatus.NOT_APPLICABLE


def _ratio(story: Counted, pairs: Iterable[Pair]) -> Share:
    some = tuple(pairs)
    against = _allegations(story, some)
    back = _once(story.chain_of[reply.id] for pair in some for reply in pair.replies)
    return Share(story.words_of(back), story.words_of(against), ids_of(back), ids_of(against))


def _lag(story: Counted, pair: Pair) -> Lag:
    told, reply = story.chain_of[pair.claim.id], story.chain_of[pair.replies[0].id]
    ahead, behind = (told, reply) if told.end <= reply.first.start else (reply, told)
    key = (pair.claim.id, pair.target, reply.first.id)
    if ahead.end > behind.first.start:
        return Lag(*key, 0, 0)
    sign = 1 if ahead is told else -1
    before = story.words.before
    words = before(behind.first.start) - before(ahead.end)
    first, last = story.paragraph_before(ahead.end), story.paragraph_at(behind.first.start)
    paragraphs = None if first is None or last is None else sign * (last - first)
    return Lag(*key, sign * words, paragraphs)


def _allegations(story: Counted, pairs: Iterable[Pair]) -> tuple[Chain, ...]:
    return _once(story.chain_of[pair.claim.id] for pair in pairs)


def _once(chains: Iterable[Chain]) -> tuple[Chain, ...]:
    return tuple({chain.first.id: chain for chain in chains}.values())
