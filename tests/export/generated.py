"""Reports on articles that nobody would write: every field filled, empty, long or strange."""

from dataclasses import replace

from hypothesis import strategies as st

from annotator.model import (
    Block,
    Claim,
    Descriptor,
    Evidence,
    Link,
    Marks,
    Response,
    Source,
    Waiver,
)
from annotator.report import Report
from annotator.vocabulary import (
    BlockKind,
    EvidenceKind,
    LegalRisk,
    LinkKind,
    QuoteType,
    ResponseStatus,
    ResponseType,
    SourceKind,
    Tag,
    Variant,
    Verification,
)
from tests.export.marked import claim, marked, report

PIECES = (
    *("a", "word ", "  ", "U.S. ", "“quoted”", "it’s", "-", ".", "<b>&amp;", "]]>", "\t", "\n"),
    *("\u00a0", "\u200b", "\u00ad", "\ufffd", "e\u0301", "🚢", "👩‍👩‍👧‍👦", "🇨🇦", "👍🏽"),
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # the flag of Scotland
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


def in_blocks(marks: Marks, found: Claim) -> str:
    """Return a claim's words without what stands between blocks."""
    return "".join(
        marks.text[max(found.start, block.start) : min(found.end, block.end)]
        for block in marks.blocks
        if found.start < block.end and found.end > block.start
    )


PRIVATE = "Zebulon Quist"
"""What every field holds that the public must not read."""

WORDS = st.sampled_from(
    ["", "plain", "<w:p>&amp;", "\x00\x0b\ufffe", "שלום", "a\tb\nc", "🚢" * 9, "long " * 700]
)
_URLS = st.sampled_from(
    [None, "https://example.org/?q=1&r=<2>", "mailto:a@b.org", "javascript:alert(1)", "file:///x"]
)
_DATES = st.sampled_from([None, "2020-03-09", "2020-03-11T17:00", "2020-03-10T09:00+02:00"])


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a report of any variant on one article; what is private in it says `PRIVATE`."""
    marks = draw(articles())
    sources = tuple(
        Source(
            f"s{n}",
            f"source {n}",
            draw(st.sampled_from(list(SourceKind))),
            role=PRIVATE,
            descriptor=Descriptor(reason=True, count=n),
        )
        for n in range(3)
    )
    made = tuple(draw(_filled(one)) for one in marks.claims)
    ids = [one.id for one in made]
    links: tuple[Link, ...] = ()
    responses: tuple[Response, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    if ids:
        ends = st.tuples(st.sampled_from(ids), st.sampled_from(ids))
        kinds = st.sampled_from([kind for kind in LinkKind if kind is not LinkKind.CONTINUES])
        drawn = draw(st.lists(st.tuples(kinds, ends), max_size=4))
        links = tuple(
            Link(f"l{n}", kind, *pair)
            for n, (kind, pair) in enumerate(drawn)
            if len(set(pair)) > 1
        )
        responses = tuple(draw(_response(n, key)) for n, key in enumerate(ids[:3]))
        rules = st.sampled_from(["FAIR-01", "VER-01", "TAG-02", "SRC-02"])
        waivers = (Waiver("w", "a", draw(rules), PRIVATE, reviewer=PRIVATE),)
    whole: Marks = replace(
        marks, claims=made, sources=sources, links=links, responses=responses, waivers=waivers
    )
    return report(whole, variant=draw(st.sampled_from(list(Variant))))


@st.composite
def _filled(draw: st.DrawFn, found: Claim) -> Claim:
    evidence = Evidence(draw(st.sampled_from(list(EvidenceKind))), PRIVATE, draw(_URLS), PRIVATE)
    return replace(
        found,
        tags=draw(st.lists(st.sampled_from(list(Tag)), max_size=2, unique=True).map(tuple)),
        source_id=draw(st.sampled_from([None, "s0", "s1", "s2"])),
        targets=draw(st.sampled_from([(), ("Mayor",), ("Mayor", "source 1")])),
        cue=draw(WORDS) or None,
        quote_type=draw(st.sampled_from(list(QuoteType))),
        response_type=draw(st.sampled_from([None, *ResponseType])),
        verification=draw(st.sampled_from(list(Verification))),
        evidence=draw(st.sampled_from([(), (evidence,)])),
        legal_risk=draw(st.sampled_from(list(LegalRisk))),
        legal_note=PRIVATE,
        note=f"{PRIVATE} {draw(WORDS)}",
        reviewer=PRIVATE,
        via=PRIVATE,
        reported_speaker=PRIVATE,
    )


@st.composite
def _response(draw: st.DrawFn, number: int, key: str) -> Response:
    status = draw(st.sampled_from(list(ResponseStatus)))
    target = draw(st.sampled_from(["Mayor", "source 1"]))
    return Response(f"r{number}", key, target, status, draw(_DATES), PRIVATE, draw(_DATES))
