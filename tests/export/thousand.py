"""A thousand projects by their numbers, each with claims that nest, cross, touch and go on.

The number alone says what a project is, so that one that fails can be had again. All variants and
both papers come in turn.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from annotator.export.package import A4, LETTER, Page
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
from annotator.order import reading_order
from annotator.report import Report
from annotator.text import canonical
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
from tests.export.generated import PIECES, PRIVATE
from tests.export.marked import claim, marked, report

COUNT = 1_000
JOINED = ("👩‍👩‍👧‍👦", "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f")
"""Emoji of several characters, in every tenth project."""

_STRANGE = (
    *(piece for piece in PIECES if piece not in JOINED),
    *("\x00", "\x0b", "\ufffe", "\x1b[0m", "\x7f", "\u2060", "ﬁ", "Å", "a\u0308\u0323"),
    *("नमस्ते ", "ไทย", "e\u0301\u0301 ", "\u2066שם\u2069", "٣", "🏴", "𝔘𝔫𝔦 "),
)
_STORY = (
    "The mill spilled dye into river in May, a clerk said. “We saw it,” Ann Roe told us."
    " It’s denied — wholly — by its owner, who pays $1,200.50 a day; 8% of U.S. mills do."
)
_PLAIN = tuple(f"{word} " for word in _STORY.split())
_FIELDS = (
    "",
    "",
    "plain",
    "<w:p>&amp;",
    "\x00\x0b\ufffe",
    "שלום",
    "a\tb\nc",
    "🚢" * 9,
    "long " * 700,
)
_URLS = (None, "https://example.org/?q=1&r=<2>", "mailto:a@b.org", "javascript:1", "file:///x")
_DATES = (None, "2020-03-09", "2020-03-11T17:00", "2020-03-10T09:00+02:00")
_KINDS = (
    *(BlockKind.PARAGRAPH,) * 6,
    *(kind for kind in BlockKind if kind is not BlockKind.HEADLINE),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A project's report and the paper that it is written for."""

    number: int
    report: Report
    page: Page


def drawn(number: int) -> Drawn:
    """Return the project of this number."""
    chance = Random(number)  # noqa: S311
    stories = [_story(chance, "a", is_bare=number % 41 == 40, is_joined=number % 10 == 9)]
    if number % 21 == 20:
        stories.append(_story(chance, "b", is_bare=False, is_joined=False))
    found = report(*stories, variant=list(Variant)[number % 4])
    return Drawn(number, found, (A4, LETTER)[number // 4 % 2])


def _story(chance: Random, name: str, *, is_bare: bool, is_joined: bool) -> Marks:
    text, blocks = _text(chance, JOINED if is_joined else ())
    sources = tuple(
        Source(
            f"{name}s{n}",
            f"source {n}",
            chance.choice(list(SourceKind)),
            role=PRIVATE,
            descriptor=Descriptor(reason=True, count=n),
        )
        for n in range(3)
    )
    places = [] if is_bare else list(_places(chance, blocks))
    claims = [
        replace(
            _claim(chance, text, *at),
            id=f"{name}{n}",
            article_id=name,
            source_id=chance.choice((None, *(source.id for source in sources))),
        )
        for n, at in enumerate(places)
    ]
    made = marked(
        text,
        claims,
        sources,
        blocks=blocks,
        id=name,
        title=chance.choice(("A story", "", "שלום & <b>", "Long " * 60, "🚢")),
        outlet=chance.choice((None, "Daily", "\x00<")),
        byline=chance.choice((None, "Ann Roe")),
        url=chance.choice(_URLS),
        published=chance.choice((None, "2020-03-09")),
    )
    ids = [one.id for one in claims]
    return replace(
        made,
        claims=reading_order(claims, made.sources),
        links=tuple(_links(chance, ids)),
        responses=tuple(_response(chance, n, key) for n, key in enumerate(ids[:3])),
        waivers=(Waiver("w" + name, name, "VER-01", PRIVATE, reviewer=PRIVATE),) if ids else (),
    )


def _text(chance: Random, more: tuple[str, ...]) -> tuple[str, tuple[Block, ...]]:
    gap = chance.choice(("\n", "\n\n", "\n \n"))
    pieces = [_PLAIN, _PLAIN + _STRANGE, _STRANGE][chance.randrange(3)] + more
    texts = [
        canonical("".join(chance.choices(pieces, k=chance.randint(1, 25)))) or "x"
        for _ in range(chance.randint(2, 6))
    ]
    if not chance.randrange(15):
        texts[-1] = "".join(chance.choices(_PLAIN, k=1_500))
    blocks: list[Block] = []
    at = number = 0
    for text in texts:
        kind = chance.choice(_KINDS) if blocks else BlockKind.HEADLINE
        is_furniture = kind is BlockKind.FURNITURE
        blocks.append(Block(kind, at, at + len(text), None if is_furniture else number))
        number += not is_furniture
        at += len(text) + len(gap)
    return gap.join(texts), tuple(blocks)


def _places(chance: Random, blocks: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """Yield where claims stand: one over paragraphs, one in it, one across its end, one behind."""
    first, last = sorted(chance.sample(range(len(blocks)), 2))
    start = chance.randrange(blocks[first].start, blocks[first].end)
    end = chance.randrange(blocks[last].start, blocks[last].end) + 1
    yield start, end
    yield tuple(sorted((chance.randrange(start, end), end)))  # type: ignore[misc]
    whole = blocks[-1].end
    middle = (start + end) // 2
    yield middle, min(whole, end + chance.randint(1, 30))
    cut = chance.randrange(start + 1, end) if end - start > 1 else end
    yield start, cut
    for _ in range(chance.randint(0, 4)):
        block = chance.choice(blocks)
        at = chance.randrange(block.start, block.end)
        yield at, min(block.end, at + chance.choice((1, 5, 40, 9_000)))
    if chance.randrange(2):
        yield start, end


def _claim(chance: Random, text: str, start: int, end: int) -> Claim:
    evidence = Evidence(chance.choice(list(EvidenceKind)), PRIVATE, chance.choice(_URLS), PRIVATE)
    return claim(
        text,
        start,
        end,
        tags=tuple(chance.sample(list(Tag), chance.randint(0, 2))),
        targets=chance.choice(((), ("Mayor",), ("Mayor", "source 1"))),
        cue=chance.choice(_FIELDS) or None,
        quote_type=chance.choice(list(QuoteType)),
        response_type=chance.choice([None, *ResponseType]),
        verification=chance.choice(list(Verification)),
        evidence=chance.choice(((), (evidence,))),
        legal_risk=chance.choice(list(LegalRisk)),
        legal_note=chance.choice(("", PRIVATE)),
        note=chance.choice(("", f"{PRIVATE} {chance.choice(_FIELDS)}")),
        reviewer=chance.choice(("", PRIVATE)),
        via=chance.choice((None, PRIVATE)),
    )


def _links(chance: Random, ids: list[str]) -> Iterator[Link]:
    kinds = [kind for kind in LinkKind if kind is not LinkKind.CONTINUES]
    for n, pair in enumerate(pairwise(ids)):
        if not chance.randrange(3):
            yield Link(f"{pair[0]}-{n}", chance.choice(kinds), *chance.sample(pair, 2))


def _response(chance: Random, number: int, key: str) -> Response:
    status = chance.choice(list(ResponseStatus))
    target = chance.choice(("Mayor", "source 1"))
    dates = chance.choice(_DATES), chance.choice(_DATES)
    return Response(f"r{key}{number}", key, target, status, dates[0], PRIVATE, dates[1])
