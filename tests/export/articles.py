"""Articles that no writer expects: claims that nest, cross and touch, in every script."""

from hypothesis import strategies as st

from annotator.model import Block, Claim, Marks
from annotator.vocabulary import BlockKind, Tag
from tests.export.marked import claim, marked

PIECES = (
    *("a", "word ", "  ", "U.S. ", "“quoted”", "it’s", "-", ".", "<b>&amp;", "]]>", "\t", "\n"),
    *("\u00a0", "\u200b", "\u00ad", "\ufffd", "e\u0301", "🚢", "👩‍👩‍👧‍👦", "🇨🇦", "👍🏽"),
    *("שלום ", "قال ", "\u200f", "\u202b", "漢字", "한글", "１"),
)
BODY_KINDS = st.sampled_from([kind for kind in BlockKind if kind is not BlockKind.HEADLINE])


@st.composite
def articles(draw: st.DrawFn) -> Marks:
    """Draw an article of a few blocks and claims that nest, cross, touch or coincide."""
    words = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)
    texts = draw(st.lists(words, min_size=1, max_size=4))
    gap = draw(st.sampled_from(["\n", "\n\n", "\n \n"]))
    blocks: list[Block] = []
    at = number = 0
    for text in texts:
        kind = draw(BODY_KINDS) if blocks else BlockKind.HEADLINE
        is_furniture = kind is BlockKind.FURNITURE
        blocks.append(Block(kind, at, at + len(text), None if is_furniture else number))
        number += not is_furniture
        at += len(text) + len(gap)
    whole = gap.join(texts)
    return marked(whole, draw(claims(whole)), blocks=tuple(blocks))


def claims(text: str) -> st.SearchStrategy[list[Claim]]:
    """Draw claims whose ends often meet."""
    places = st.integers(0, len(text))
    spans = st.tuples(places, places).filter(lambda pair: pair[0] != pair[1]).map(sorted)
    tags = st.lists(st.sampled_from(list(Tag)), max_size=2, unique=True).map(tuple)
    drawn = st.lists(st.tuples(spans, tags), max_size=7)
    return drawn.map(
        lambda found: [
            claim(text, span[0], span[1], f"c{n}", tags=given_tags)
            for n, (span, given_tags) in enumerate(found)
        ]
    )
