"""The article's own words in a page: what is not theirs is in elements with `data-mark`.

Without those elements the text of `<article>` is the stored text, code point for code point; only
characters that no page can hold are U+FFFD.
"""

from collections.abc import Iterator
from html import escape

from annotator.export.package import bookmark_name
from annotator.export.placing import Places, block_runs, outer_claims
from annotator.export.story import Story
from annotator.export.webpage_style import class_of
from annotator.model import Block, Claim
from annotator.spans import Run
from annotator.vocabulary import BlockKind

WORDS = "claim"
"""The prefix of the place of a claim's words."""
ROW = "card"
"""The prefix of the place of a claim's card."""

_TAGS = {BlockKind.HEADLINE: "h3", BlockKind.SUBHEAD: "h3"}


def article(story: Story, language: str) -> str:
    """Return the `<article>`; `language` is empty where nobody said it."""
    return f'<article lang="{language}">{"".join(_Writer(story).parts())}</article>\n'


class _Writer:
    """Writes one article's blocks in order, and what stands between them as it is."""

    def __init__(self, story: Story) -> None:
        self._story = story
        marks = story.marks
        self._text = marks.text
        self._runs = list(block_runs(marks))
        self._outer = outer_claims(self._runs)
        self._places = Places(marks.blocks, marks.claims)

    def parts(self) -> Iterator[str]:
        """Yield the page's text piece by piece."""
        done = 0
        for number, block in enumerate(self._story.marks.blocks):
            yield escape(self._text[done : block.start], quote=False)
            yield from self._block(number, block)
            done = block.end
        yield escape(self._text[done:], quote=False)

    def _block(self, number: int, block: Block) -> Iterator[str]:
        tag = _TAGS.get(block.kind, "p")
        kind = block.kind.value.replace(" ", "-")
        yield f'<{tag} class="{kind}" dir="auto">'
        for piece in self._runs[number]:
            yield from self._at(number, piece.start)
            yield self._run(piece)
        yield from self._at(number, block.end)
        yield f"</{tag}>"

    def _run(self, piece: Run) -> str:
        words = escape(self._text[piece.start : piece.end], quote=False)
        claim = piece.innermost
        if claim is None or not words:
            return words
        return f'<span class="{_class(claim)}">{words}</span>'

    def _at(self, number: int, offset: int) -> Iterator[str]:
        """Yield what stands between the characters at `offset`."""
        place = (number, offset)
        for claim in self._places.ends.get(place, ()):
            yield self._end(claim)
        for claim in self._places.points.get(place, ()):
            yield self._start(claim)
            yield self._end(claim)
        for claim in self._places.starts.get(place, ()):
            yield self._start(claim)

    def _start(self, claim: Claim) -> str:
        place = bookmark_name(WORDS, claim.id)
        if claim.id not in self._outer:
            return f'<span class="at" id="{place}" data-mark></span>'
        bracket = f"[{self._story.number(claim)}"
        return f'<sup class="at {_mark(claim)}" id="{place}" dir="ltr" data-mark>{bracket}</sup>'

    def _end(self, claim: Claim) -> str:
        number = self._story.number(claim)
        label = f"{number}]" if claim.id in self._outer else str(number)
        told = escape(f"Claim {number}, {self._story.tags(claim)}, {self._story.source(claim)}")
        return (
            f'<sup class="{_mark(claim)}" dir="ltr" data-mark>'
            f'<a href="#{bookmark_name(ROW, claim.id)}" aria-label="{told}">'
            f"{label}{self._story.letters(claim)}</a></sup>"
        )


def _class(claim: Claim) -> str:
    return class_of(claim.tags[0] if claim.tags else None)


def _mark(claim: Claim) -> str:
    return _class(claim).removeprefix("claim").strip() or "bare"
