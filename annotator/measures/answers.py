"""How many of those who are accused have answered."""

from collections.abc import Iterable

from annotator.measures.counted import Counted
from annotator.measures.shares import Share
from annotator.report import Pair
from annotator.vocabulary import ResponseStatus


def reply_rate(story: Counted) -> Share:
    """Return how many pairs of allegation and target are answered (REPLY_RATE).

    A pair whose recorded outcome is `not applicable` is in neither number.
    """
    pairs = [pair for pair in story.pairs if not _is_out(pair)]
    answered = [pair for pair in pairs if pair.is_answered]
    return Share(len(answered), len(pairs), _behind(story, answered), _behind(story, pairs))


def _is_out(pair: Pair) -> bool:
    return pair.response is not None and pair.response.status is ResponseStatus.NOT_APPLICABLE


def _behind(story: Counted, pairs: Iterable[Pair]) -> tuple[str, ...]:
    """Return the ids of the allegations, each once, with both halves of one that is in two."""
    firsts = dict.fromkeys(pair.claim.id for pair in pairs)
    return tuple(half for first in firsts for half in story.chain_of[first].ids)
