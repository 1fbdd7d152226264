"""From lines to the paragraphs of an article, with the words that a line's end had divided."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.importers.blocks import Piece
from annotator.importers.pdf_lines import Flow, Line
from annotator.importers.pdf_runs import LINE_HYPHEN
from annotator.vocabulary import BlockKind

_HYPHENS = f"-\u2010\u00ad{LINE_HYPHEN}"
_BULLET = re.compile(r"[•▪‣◦●■□➢➤]\s*\S")
_END_OF_WORD = re.compile(rf"([^\W\d_]+)[{_HYPHENS}]$")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FIRST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KEEP_AFTER = frozenset({"all", "anti", "cross", "ex", "half", "high", "long", "low", "mid", "non",
                         "pro", "self", "short", "so", "vice", "well"})  # fmt: skip
"""Before these a hyphen belongs to the word, unless the document writes it without."""

_LARGE, _LARGER = 1.08, 1.15
_LONGEST_SUBHEAD = 160
_TOP = 12
"""How many paragraphs from the top a headline may stand."""


@dataclass(slots=True)
class Paragraphs:
    """The pieces of a document in order, the headline first, and how many words were joined."""

    pieces: list[Piece]
    joined: int = 0


def paragraphs_of(flows: Sequence[Flow], title: str | None = None) -> Paragraphs:
    """Return the paragraphs that the lines of all pages make, in their order.

    Words at the top that the document gives as its `title` are the headline, else the largest.
    """
    groups = list(_groups([line for flow in flows for line in flow.lines]))
    if not groups:
        return Paragraphs([])
    body = _usual_size(line for group in groups for line in group)
    known = _known_words(groups)
    found = Paragraphs([])
    sizes: list[float] = []
    for group in groups:
        text, joined = _text(group, known)
        found.joined += joined
        found.pieces.append(Piece(_kind(group, text, body), text))
        sizes.append(group[0].size)
    headline = _titled(found.pieces, title)
    if headline is None:
        headline = _headline(groups, sizes, body)
    if headline is not None:
        words = found.pieces.pop(headline).text
        found.pieces.insert(0, Piece(BlockKind.HEADLINE, words))
    return found


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and _breaks(group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _breaks(above: Line, line: Line) -> bool:
    """Return whether a new paragraph begins with `line`."""
    larger = max(above.size, line.size) > _LARGE * min(above.size, line.size)
    if larger or above.bold != line.bold or _BULLET.match(line.text):
        return True
    if above.flow is line.flow:
        usual = min(line.flow.spacing or line.size * 1.2, line.flow.size * 1.6)
        larger_by = max(1.0, line.size / line.flow.size)
        if above.top - line.top > 1.35 * usual * larger_by**1.2:
            return True
    if above.text.endswith(tuple(_HYPHENS)):
        return False
    starts_in = line.left > line.flow.left + 0.7 * line.size
    if starts_in and above.left <= above.flow.left + 0.3 * above.size:
        return True
    return _is_short(above, line)


def _is_short(above: Line, line: Line) -> bool:
    """Return whether the first word of `line` had room above, so that the break was wanted."""
    word = line.text.split(None, 1)[0]
    width = (line.right - line.left) * len(word) / max(len(line.text), 1)
    return above.right + width + 0.9 * line.size < above.flow.right_of(above)


def _usual_size(lines: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _known_words(groups: Iterable[Sequence[Line]]) -> Counter[str]:
    """Count the words that no line's end divides, in small letters."""
    words: Counter[str] = Counter()
    for group in groups:
        for line in group:
            text = line.text.rstrip(_HYPHENS) if line.text.endswith(tuple(_HYPHENS)) else line.text
            words.update(found.casefold() for found in _WORDS.findall(text))
    return words


def _text(group: Sequence[Line], known: Counter[str]) -> tuple[str, int]:
    text, joined = group[0].text, 0
    for line in group[1:]:
        divided = _END_OF_WORD.search(text)
        if divided is None:
            bound = text.endswith(tuple(_HYPHENS)) and not text[-2:-1].isspace()
            text = f"{_shown(text)}{line.text}" if bound else f"{_shown(text)} {line.text}"
        elif _is_one_word(text, divided.group(1), line.text, known):
            text = text[:-1] + line.text
            joined += 1
        else:
            text = f"{_shown(text)}{line.text}"
    return text.replace(LINE_HYPHEN, "-"), joined


def _shown(text: str) -> str:
    """Return `text` with the hyphen that a reader saw at its end."""
    return f"{text[:-1]}-" if text.endswith((LINE_HYPHEN, "\u00ad")) else text


def _is_one_word(text: str, start: str, rest: str, known: Counter[str]) -> bool:
    """Return whether the hyphen at the end of `text` is only there for the line."""
    first = _FIRST.match(rest)
    if first is None:
        return False
    end = first.group()
    if text.endswith("\u00ad"):
        return True
    before = text[: -len(start) - 1]
    if not end[0].islower() or before.endswith(tuple(_HYPHENS)):
        return False
    whole, parted = f"{start}{end}".casefold(), f"{start}-{end}".casefold()
    if known[whole] != known[parted]:
        return known[whole] > known[parted]
    return start.casefold() not in _KEEP_AFTER and "-" not in end


def _kind(group: Sequence[Line], text: str, body: float) -> BlockKind:
    if _BULLET.match(text):
        return BlockKind.LIST_ITEM
    stands_out = group[0].size > _LARGE * body or group[0].bold
    if stands_out and len(text) <= _LONGEST_SUBHEAD and not text.endswith((".", ",", ";")):
        return BlockKind.SUBHEAD
    return BlockKind.PARAGRAPH


def _titled(pieces: Sequence[Piece], title: str | None) -> int | None:
    said = " ".join((title or "").split()).casefold()
    top = (at for at, piece in enumerate(pieces[:_TOP]) if piece.text.casefold() == said)
    return next(top, None)


def _headline(groups: Sequence[Sequence[Line]], sizes: Sequence[float], body: float) -> int | None:
    """Return the largest words of the first page, None where none are larger than the rest."""
    first = groups[0][0].flow
    top = [at for at, group in enumerate(groups[:_TOP]) if group[0].flow is first or at < 6]
    best = max(top, key=lambda at: (round(sizes[at], 1), -at))
    return best if sizes[best] > _LARGER * body else None
