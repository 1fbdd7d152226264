"""The annotated article: the article's own words, shaded, underlined, numbered and commented."""

from functools import cache

from annotator.export.comments import write_comment
from annotator.export.markup import (
    MARK,
    PLAIN,
    Element,
    Look,
    direction,
    is_rtl,
    line,
    linked,
    paragraph,
    rtl,
    run,
    tag,
)
from annotator.export.package import Package, bookmark_name
from annotator.export.parts import has, heading
from annotator.export.placing import Places, block_runs, outer_claims
from annotator.export.story import Story
from annotator.export.styles import ARTICLE, BARE, GREY, tag_style
from annotator.model import Block, Claim
from annotator.palette import LOOKS
from annotator.spans import Run
from annotator.vocabulary import BlockKind, Part, Tag

WORDS = "claim"
"""The prefix of the bookmark on a claim's words."""

ROW = "row"
"""The prefix of the bookmark on a claim's row in the table of claims."""

THIN_SPACE = "\u2009"

_KINDS = {
    BlockKind.HEADLINE: Look(bold=True, size=32),
    BlockKind.SUBHEAD: Look(bold=True, size=23),
    BlockKind.CAPTION: Look(italic=True, size=19),
    BlockKind.FURNITURE: Look(color=GREY, size=18),
}


def write_article(story: Story, package: Package) -> None:
    """Write the article's blocks with their marks, and one comment for each claim."""
    heading(story, package, Part.ARTICLE)
    if not story.marks.blocks:
        line(package.body, "Caption", "The article has no text.")
        return
    _legend(package.body)
    _Writer(story, package).write()


def _legend(body: Element) -> None:
    legend = paragraph(body, "Caption")
    for kind, look in LOOKS.items():
        run(legend, look.title, claim_look(kind, Look(color="1A1A1A")))
        run(legend, look.letter, Look(MARK, color=look.light_ink[1:]))
        run(legend, "    ")
    run(legend, "no tag", claim_look(None, Look(color="1A1A1A")))
    run(legend, "    ")
    run(legend, "[n … n]", Look(MARK, color=GREY))
    run(legend, "  a claim with another inside")


@cache
def claim_look(kind: Tag | None, ground: Look) -> Look:
    """Return how words under a claim look, on top of the look of their block."""
    if kind is None:
        return Look(BARE, ground.bold, ground.italic, ground.color, ground.size, "single", GREY)
    look = LOOKS[kind]
    return Look(
        tag_style(look),
        ground.bold,
        ground.italic,
        None if ground.color == GREY else ground.color,
        ground.size,
        look.line,
        look.light_ink[1:],
        look.light_tint[1:],
    )


class _Writer:
    """Writes one article's paragraphs in order."""

    def __init__(self, story: Story, package: Package) -> None:
        self._story = story
        self._package = package
        marks = story.marks
        self._runs = list(block_runs(marks))
        self._outer = outer_claims(self._runs)
        self._places = Places(marks.blocks, marks.claims)
        self._open: dict[str, tuple[str, str]] = {}
        self._list = ""
        self._next: int | None = None
        self._follows_mark = False

    def write(self) -> None:
        """Write every block."""
        for number, block in enumerate(self._story.marks.blocks):
            self._block(number, block)

    def _block(self, number: int, block: Block) -> None:
        text = self._story.marks.text
        turned = is_rtl(text[block.start : block.end])
        element = paragraph(self._package.body, ARTICLE, self._described(block, turned=turned))
        ground = _KINDS.get(block.kind, PLAIN)
        for piece in self._runs[number]:
            self._at(element, number, piece.start)
            self._follows_mark = False
            words = text[piece.start : piece.end]
            run(element, words, _directed(words, _look(piece, ground), turned=turned))
        self._at(element, number, block.end)
        self._package.body.settle()

    def _described(self, block: Block, *, turned: bool) -> str:
        """Return the paragraph's properties in the schema's order."""
        described = ""
        if block.kind in {BlockKind.HEADLINE, BlockKind.SUBHEAD}:
            described += tag("keepNext")
        if block.paragraph:
            if block.paragraph != self._next:
                number = tag("numId", self._package.numbered_from(block.paragraph))
                self._list = f"<w:numPr>{tag('ilvl', '0')}{number}</w:numPr>"
            self._next = block.paragraph + 1
            described += self._list
        if turned:
            described += tag("bidi")
        if block.kind is BlockKind.HEADLINE:
            described += tag("spacing", before="120", after="200", line="276", lineRule="auto")
        return described

    def _at(self, parent: Element, number: int, offset: int) -> None:
        """Write what stands between the characters at `offset`."""
        for claim in self._places.ends.get((number, offset), ()):
            self._end(parent, claim)
        for claim in self._places.points.get((number, offset), ()):
            self._start(parent, claim)
            self._end(parent, claim)
        for claim in self._places.starts.get((number, offset), ()):
            self._start(parent, claim)

    def _start(self, parent: Element, claim: Claim) -> None:
        if claim.id in self._outer:
            self._mark(parent, claim, f"[{self._story.number(claim)}")
        comment = write_comment(self._story, claim, self._package)
        bookmark = self._package.bookmark(parent, bookmark_name(WORDS, claim.id))
        parent.markup(f'<w:commentRangeStart w:id="{comment}"/>')
        self._open[claim.id] = (comment, bookmark)

    def _end(self, parent: Element, claim: Claim) -> None:
        comment, bookmark = self._open.pop(claim.id)
        parent.markup(
            f'<w:commentRangeEnd w:id="{comment}"/><w:bookmarkEnd w:id="{bookmark}"/>'
            '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
            f'<w:commentReference w:id="{comment}"/></w:r>'
        )
        label = str(self._story.number(claim))
        if claim.id in self._outer:
            label += "]"
        self._mark(parent, claim, label + self._story.letters(claim))

    def _mark(self, parent: Element, claim: Claim, label: str) -> None:
        """Write what is not the article's, in the ink of the claim, leading to its row if any."""
        look = _mark_look(claim.tags[0] if claim.tags else None)
        gap = THIN_SPACE if self._follows_mark else ""
        if has(self._story, Part.CLAIMS):
            linked(parent, bookmark_name(ROW, claim.id), gap + label, look)
        else:
            run(parent, gap + label, look)
        self._follows_mark = True


@cache
def _mark_look(kind: Tag | None) -> Look:
    return Look(MARK, color=LOOKS[kind].light_ink[1:] if kind else GREY)


def _look(piece: Run, ground: Look) -> Look:
    claim = piece.innermost
    if claim is None:
        return ground
    return claim_look(claim.tags[0] if claim.tags else None, ground)


def _directed(words: str, look: Look, *, turned: bool) -> Look:
    """Turn a run that begins from right to left, or has no direction where its paragraph has."""
    if words.isascii() and not turned:
        return look
    return rtl(look) if (direction(words) or ("R" if turned else "L")) == "R" else look
