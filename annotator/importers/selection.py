"""Which leaf blocks of a page are the article: trafilatura chooses, the page has the words."""

import logging
import re
import unicodedata
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import accumulate, pairwise

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from annotator.importers.choices import Extent
from annotator.importers.foreign import FAULTS
from annotator.importers.page_tree import Leaf
from annotator.vocabulary import BlockKind

_SHORT = 25
"""Below so many word characters a block must be a whole line, since it could stand anywhere."""

_COVERED = 0.6
_PLACES = 20
_IN_A_ROW = frozenset({"p", "li", "blockquote", "pre", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"blockquote", "ul", "ol", "figure"})
_BODIES = (".//article", ".//*[@itemprop='articleBody']", ".//main", ".//*[@role='main']")
_AROUND = ("header", "footer", "aside", "nav")


def key(text: str) -> str:
    """Return the word characters of `text` alone, by which two renderings can be compared."""
    return "".join(re.findall(r"\w+", unicodedata.normalize("NFKD", text).casefold()))


def article_leaves(
    root: HtmlElement, leaves: Sequence[Leaf], extent: Extent = Extent.ARTICLE
) -> tuple[list[int], bool]:
    """Return which of `leaves` are the article, and whether it could be told from the rest.

    Of a larger extent are all of a smaller one, and more.
    """
    if extent is Extent.WHOLE:
        return list(range(len(leaves))), True
    lines = _extracted(root)
    found = _Alignment(lines).best(leaves) if lines else []
    enough = sum(map(len, lines)) * _COVERED
    told = bool(found) and sum(len(key(leaves[at].text)) for at in found) >= enough
    chosen = _filled(leaves, found) if told else _plausible(root, leaves)
    if extent is Extent.ARTICLE:
        return chosen, told
    lines = _extracted(root, extent)
    others = set(_Alignment(lines).best(leaves) if lines else ())
    if extent is Extent.MORE:
        return sorted(others.union(chosen, _plausible(root, leaves))), told
    return [at for at in chosen if at in others] or chosen, told


def _extracted(root: HtmlElement, extent: Extent = Extent.ARTICLE) -> list[str]:
    """Return the keys of the lines that trafilatura takes for the article."""
    # Its warnings would reach the standard error stream, where one sentence is promised.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    try:
        document = bare_extraction(
            deepcopy(root),
            include_comments=False,
            include_tables=True,
            deduplicate=False,
            favor_precision=extent is Extent.LESS,
            favor_recall=extent is Extent.MORE,
        )
    except FAULTS:
        return []
    text = getattr(document, "text", None) or ""
    return [line for line in map(key, re.split(r"[\n|]", text)) if line]


@dataclass(frozen=True, slots=True)
class _Place:
    leaf: int
    start: int
    end: int


class _Alignment:
    """Finds the heaviest run of blocks that stand in the extracted lines in the same order.

    Taking each at its first place would go astray where a pull quote repeats a sentence.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._all = "".join(lines)
        self._starts = set(accumulate(map(len, lines), initial=0))
        self._whole: dict[str, list[tuple[int, int]]] = {}
        for line, end in zip(lines, accumulate(map(len, lines)), strict=True):
            self._whole.setdefault(line, []).append((end - len(line), end))

    def best(self, leaves: Sequence[Leaf]) -> list[int]:
        """Return the indexes of the leaves that were found."""
        best_up_to = _RunningBest(len(self._all))
        before: dict[_Place, _Place | None] = {}
        hint = 0
        for at, leaf in enumerate(leaves):
            places = self._places(at, key(leaf.text), hint)
            hint = places[0].end if places else hint
            scored = [(place, *best_up_to.at(place.start)) for place in places]
            for place, weight, previous in scored:
                before[place] = previous
                best_up_to.put(place, weight + place.end - place.start)
        _, last = best_up_to.at(len(self._all))
        found: list[_Place] = []
        while last is not None:
            found.append(last)
            last = before[last]
        return sorted({place.leaf for place in found} | self._between(leaves, found[::-1]))

    def _between(self, leaves: Sequence[Leaf], found: Sequence[_Place]) -> set[int]:
        """Return short blocks that stand right after or before found ones, as in a list's line."""
        more: set[int] = set()
        for place, following in pairwise(found):
            start, end = place.end, following.start
            for at in range(place.leaf + 1, following.leaf):
                words = key(leaves[at].text)
                if not words or not self._all.startswith(words, start, end):
                    break
                more.add(at)
                start += len(words)
            for at in range(following.leaf - 1, place.leaf, -1):
                words = key(leaves[at].text)
                if at in more or not words or not self._all.endswith(words, start, end):
                    break
                more.add(at)
                end -= len(words)
        return more

    def _places(self, leaf: int, wanted: str, hint: int) -> list[_Place]:
        if wanted in self._whole:
            return [_Place(leaf, *span) for span in self._whole[wanted][:_PLACES]]
        starts = {self._all.find(wanted, hint), self._all.find(wanted)} - {-1}
        places = [_Place(leaf, at, at + len(wanted)) for at in sorted(starts) if wanted]
        return [place for place in places if len(wanted) >= _SHORT or self._is_lines(place)]

    def _is_lines(self, place: _Place) -> bool:
        return place.start in self._starts and place.end in self._starts


class _RunningBest:
    """The heaviest chain that ends at or before a place (a Fenwick tree of maxima)."""

    def __init__(self, size: int) -> None:
        self._tree: list[tuple[int, _Place | None]] = [(0, None)] * (size + 1)

    def at(self, end: int) -> tuple[int, _Place | None]:
        """Return weight and last place of the heaviest chain that ends by `end`."""
        best: tuple[int, _Place | None] = (0, None)
        while end > 0:
            if self._tree[end][0] > best[0]:
                best = self._tree[end]
            end -= end & -end
        return best

    def put(self, place: _Place, weight: int) -> None:
        """Note a chain of `weight` that ends with `place`."""
        end = place.end
        while end < len(self._tree):
            if weight > self._tree[end][0]:
                self._tree[end] = (weight, place)
            end += end & -end


def _filled(leaves: Sequence[Leaf], found: Iterable[int]) -> list[int]:
    """Add what was lost beside chosen blocks: paragraphs of the same row, and captions."""
    kept = set(found)
    rows: dict[HtmlElement, list[int]] = {}
    for at in sorted(kept):
        for row in _rows_of(leaves[at]):
            rows.setdefault(row, []).append(at)
    holders = {leaves[at].element for at in kept}
    first, last = min(kept), max(kept)
    for at, leaf in enumerate(leaves):
        if leaf.linked * 2 <= len(leaf.text):
            beside = [rows[row] for row in _rows_of(leaf) if row in rows]
            in_row = leaf.tag in _IN_A_ROW and any(_belongs(leaves, at, row) for row in beside)
            if in_row or leaf.element in holders:
                kept.add(at)
        if first < at < last and _is_caption(leaf):
            kept.add(at)
    return sorted(kept | set(_captions_above(leaves, first)))


def _belongs(leaves: Sequence[Leaf], at: int, row: Sequence[int]) -> bool:
    """Return whether a block stands between chosen ones, or is a paragraph beside one."""
    between = row[0] < at < row[-1]
    return between or (leaves[at].tag == "p" and any(leaves[i].tag == "p" for i in row[:_PLACES]))


def _rows_of(leaf: Leaf) -> list[HtmlElement]:
    """Return the element whose child the leaf is, and around a list or quote the next one."""
    parent = leaf.element.getparent()
    if parent is None:
        return []
    around = parent.getparent()
    return [parent, around] if parent.tag in _LISTS and around is not None else [parent]


def _is_caption(leaf: Leaf) -> bool:
    return leaf.kind is BlockKind.CAPTION and not leaf.is_within("aside")


def _captions_above(leaves: Sequence[Leaf], first: int) -> list[int]:
    """Return captions between the page's headline and the first chosen block."""
    headings = [at for at in range(first) if leaves[at].tag == "h1"]
    above = range(headings[-1], first) if headings else range(0)
    return [at for at in above if _is_caption(leaves[at])]


def _plausible(root: HtmlElement, leaves: Sequence[Leaf]) -> list[int]:
    """Return all text of the element that looks most like the article."""
    for path in _BODIES:
        bodies = [found for found in root.iterfind(path) if key(found.text_content())]
        if bodies:
            body = max(bodies, key=lambda found: len(found.text_content()))
            return [at for at, leaf in enumerate(leaves) if _stands_in(leaf, body)]
    inside = [at for at, leaf in enumerate(leaves) if not leaf.is_within(*_AROUND)]
    return inside or list(range(len(leaves)))


def _stands_in(leaf: Leaf, body: HtmlElement) -> bool:
    around = (leaf.element, *leaf.element.iterancestors())
    for element in around:
        if element is body:
            return True
        if element.tag in {"footer", "aside", "nav"}:
            return False
    return False
