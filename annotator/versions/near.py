"""Articles of a project that are much the same as a new text: an earlier version, or a copy."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, tee

from annotator.model import Article
from annotator.store.reader import Reader
from annotator.text import WORD

NEAR = 0.3
"""With a smaller share in common two articles only tell of the same things."""

_SHINGLE, _PHRASE = 4, 6
_ASKED, _COMPARED = 24, 5
_APART, _REACH = 40, 600
"""Phrases begin so far apart at least, and are looked for in so many characters."""
_LONG = 1_000_000
"""Of a text that is longer, in characters, only a sample of its runs is compared."""


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
    counts. Other threads go on meanwhile: nothing in it takes long in one piece.
    """
    others = tuple(known)
    if not others:
        return []
    one_in = 1 + len(text) // _LONG
    own = _shingles(text, one_in)
    found = [
        Near(article, _resemblance(own, _shingles(other, one_in))) for article, other in others
    ]
    near = [one for one in found if one.share >= NEAR or (url and one.article.url == url)]
    return sorted(near, key=lambda one: (-one.share, -one.article.number))


def _resemblance(one: frozenset[int], other: frozenset[int]) -> float:
    shared = len(one & other)
    both = len(one) + len(other) - shared
    return shared / both if both else 0.0


def _shingles(text: str, one_in: int) -> frozenset[int]:
    """Return the runs of four words by their hashes, or a sample (Broder's): those that divide."""
    first = tuple(_words(text, _SHINGLE))
    if len(first) < _SHINGLE:
        return frozenset({hash(first)} if first else ())
    # Nothing is kept of the words: to let go of millions at once would hold up other threads.
    runs = zip(
        *(islice(w, n, None) for n, w in enumerate(tee(_words(text), _SHINGLE))), strict=False
    )
    hashes = map(hash, runs)
    return frozenset(one for one in hashes if one % one_in == 0)


def _words(text: str, most: int | None = None) -> Iterator[str]:
    return islice((match.group().casefold() for match in WORD.finditer(text)), most)


def _phrases(text: str) -> Sequence[str]:
    """Return runs of six words from all over a text."""
    found = []
    for at in range(0, len(text), max(_APART, len(text) // _ASKED)):
        # The first may be the end of a word.
        words = islice(WORD.finditer(text, at, at + _REACH), bool(at), _PHRASE + bool(at))
        if spans := [word.span() for word in words]:
            found.append(text[spans[0][0] : spans[-1][1]])
    return found
