"""A report in whose articles' own words “[name withheld]” stands for each confidential name."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotator.confidential import gives_away, needles_of, replacements, withheld
from annotator.export.guard import gives_file_away
from annotator.model import Article, Block, Claim, Document, Marks
from annotator.report import Report
from annotator.text import Words, sha256

_Edit = tuple[int, int, str]


def withholding(report: Report) -> Report:
    """Return `report` without confidential names in its articles' texts, titles, bylines, links.

    Every offset moves along: a claim that a name cuts grows to the whole of what stands for it,
    and claims keep their order and numbers. What a person wrote beside the article stays as it
    is, and stops what is written. The hash is that of the new text: that of the old one would
    tell whoever guesses the name that the guess is right.
    """
    needles = needles_of(report.confidential)
    if not needles:
        return report
    articles = tuple(_withheld(marks, needles) for marks in report.articles)
    return replace(report, articles=articles)


def _withheld(marks: Marks, needles: frozenset[str]) -> Marks:
    edits = tuple(_in_blocks(_replacements(marks, needles), marks))
    article = _article(marks.article, needles)
    document = _named(marks.document, needles)
    if not edits:
        return replace(marks, article=article, document=document)
    moved = _Moved(marks.text, edits)
    blocks = tuple(moved.block(block) for block in marks.blocks)
    document = replace(document, text=moved.text, blocks=blocks, original_sha256="")
    words = len(Words(moved.text, blocks))
    return replace(
        marks,
        article=replace(article, sha256=sha256(moved.text), words=words),
        document=document,
        claims=tuple(moved.claim(claim, needles) for claim in marks.claims),
    )


def _replacements(marks: Marks, needles: frozenset[str]) -> list[_Edit]:
    """Return what stands instead of what, also of a short name that is left alone by a claim."""
    found = [*replacements(marks.text, needles)]
    for claim in marks.claims:
        for start, end, words in replacements(claim.quote, needles):
            found.append((claim.start + start, claim.start + end, words))
    joined: list[_Edit] = []
    for start, end, words in sorted(found):
        if joined and start < joined[-1][1]:
            first, last, told = joined[-1]
            joined[-1] = (first, max(last, end), told)
        else:
            joined.append((start, end, words))
    return joined


def _article(article: Article, needles: frozenset[str]) -> Article:
    return replace(
        article,
        title=withheld(article.title, needles),
        byline=withheld(article.byline, needles) if article.byline else article.byline,
        url=None if article.url and gives_file_away(article.url, needles) else article.url,
    )


def _named(document: Document, needles: frozenset[str]) -> Document:
    """Return a document without a file name that was made of its headline."""
    name = document.original_name
    return replace(document, original_name="" if gives_file_away(name, needles) else name)


def _in_blocks(edits: Iterable[_Edit], marks: Marks) -> Iterator[_Edit]:
    """Yield edits that reach over no block's bound; the white space between blocks stays."""
    bounds = sorted({at for block in marks.blocks for at in (block.start, block.end)})
    for start, end, words in edits:
        inner = bounds[bisect_right(bounds, start) : bisect_left(bounds, end)]
        for first, last in zip((start, *inner), (*inner, end), strict=True):
            if not marks.text[first:last].isspace():
                yield first, last, words


class _Moved:
    """A text after edits, and where each place in it has gone."""

    def __init__(self, text: str, edits: tuple[_Edit, ...]) -> None:
        self._old = text
        self._edits = edits
        self._starts = [start for start, _, _ in edits]
        self._moved = [0]
        pieces, done = [], 0
        for start, end, words in edits:
            pieces += [text[done:start], words]
            self._moved.append(self._moved[-1] + len(words) - (end - start))
            done = end
        self.text = "".join((*pieces, text[done:]))

    def start(self, at: int) -> int:
        """Return where what begins at `at` begins now: with all that stands for a name it cuts."""
        n = bisect_right(self._starts, at)
        if n and at < self._edits[n - 1][1]:
            return self._edits[n - 1][0] + self._moved[n - 1]
        return at + self._moved[n]

    def end(self, at: int) -> int:
        """Return where what ends at `at` ends now."""
        n = bisect_right(self._starts, at - 1)
        if n and at < self._edits[n - 1][1]:
            return self._edits[n - 1][1] + self._moved[n]
        return at + self._moved[n]

    def block(self, block: Block) -> Block:
        """Return a block where it stands now."""
        return replace(block, start=self.start(block.start), end=self.end(block.end))

    def claim(self, claim: Claim, needles: frozenset[str]) -> Claim:
        """Return a claim on the words that it is on now."""
        start, end = self.start(claim.start), self.end(claim.end)
        mention, mention_start = self._words(claim.mention, claim.mention_start, needles)
        cue, cue_start = self._words(claim.cue, claim.cue_start, needles)
        return replace(
            claim,
            start=start,
            end=end,
            quote=self.text[start:end],
            mention=mention,
            mention_start=mention_start,
            cue=cue,
            cue_start=cue_start,
        )

    def _words(
        self, words: str | None, at: int | None, needles: frozenset[str]
    ) -> tuple[str | None, int | None]:
        """Return words of the text as they are now; what a person wrote instead stays."""
        if not words:
            return words, at
        if at is not None and self._old.startswith(words, at):
            start, end = self.start(at), self.end(at + len(words))
            return self.text[start:end], start
        if gives_away(words, needles) and words in self._old:
            words = withheld(words, needles)
        return words, None if at is None else self.start(min(at, len(self._old)))
