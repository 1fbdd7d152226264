"""Articles of a project that are much the same as a new text: an earlier version, or a copy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.model import Article
from annotator.store.reader import Reader
from annotator.text import WORD

NEAR = 0.3
"""With a smaller share in common two articles only tell of the same things."""

_SHINGLE, _PHRASE = 4, 6
_ASKED, _COMPARED = 24, 5


@dataclass(frozen=True, slots=True)
class Near:
    """An article with the share of runs of four words that it has in common with a text."""

    article: Article
    share: float

    @property
    def percent(self) -> int:
        """Return the share as it is told; what differs anywhere is never "100 %"."""
        return min(99, round(100 * self.share))


Candidate = tuple[Article, str]


def candidates(reader: Reader, text: str, url: str | None = None) -> list[Candidate]:
    """Return the articles worth comparing, with their texts: those that share phrases, or the URL.

    It costs a few dozen looks into the index, however many articles there are.
    """
    found = reader.articles_holding(_phrases(text))
    likely = [key for key, _ in found.most_common(_COMPARED)]
    by_id = {article.id: article for article in reader.articles()}
    same = [a.id for a in by_id.values() if url and a.url == url and a.id not in likely]
    keys = (*likely, *same[:_COMPARED])
    return [(by_id[key], reader.document(key).text) for key in keys]


def nearest(text: str, known: Iterable[Candidate], url: str | None = None) -> list[Near]:
    """Return which candidates are much the same, the nearest first.

    The share is that of runs of four words (Broder's resemblance). At the same URL every share
    counts.
    """
    own = _shingles(text)
    found = [Near(article, _resemblance(own, _shingles(other))) for article, other in known]
    near = [one for one in found if one.share >= NEAR or (url and one.article.url == url)]
    return sorted(near, key=lambda one: (-one.share, -one.article.number))


def _resemblance(one: frozenset[int], other: frozenset[int]) -> float:
    both = len(one | other)
    return len(one & other) / both if both else 0.0


def _shingles(text: str) -> frozenset[int]:
    words = [match.group().casefold() for match in WORD.finditer(text)]
    if len(words) < _SHINGLE:
        return frozenset({hash(tuple(words))}) if words else frozenset()
    runs = zip(*(words[n:] for n in range(_SHINGLE)), strict=False)
    # One by one, or a long text would keep every other thread waiting.
    return frozenset(hash(run) for run in runs)


def _phrases(text: str) -> Sequence[str]:
    """Return runs of six words from all over a text."""
    spans = [match.span() for match in WORD.finditer(text)]
    last = max(1, len(spans) - _PHRASE + 1)
    step = max(1, last // _ASKED)
    runs = (spans[start : start + _PHRASE] for start in range(0, last, step))
    return [text[run[0][0] : run[-1][1]] for run in runs if run]
