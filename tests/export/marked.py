"""Marked articles for the exporters' tests, made without the store."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotator.model import (
    Article,
    Block,
    Claim,
    Descriptor,
    Document,
    Evidence,
    Link,
    Marks,
    Response,
    Source,
    Waiver,
)
from annotator.order import reading_order
from annotator.report import Report
from annotator.text import Words, canonical, sha256
from annotator.vocabulary import (
    BlockKind,
    EvidenceKind,
    LinkKind,
    QuoteType,
    ResponseStatus,
    ResponseType,
    Sector,
    SourceKind,
    Tag,
    Variant,
    Verification,
)

WIRE = Path(__file__).parent.parent / "data" / "reuters"
DATED = "2020-03-10T14:05:09.123456+00:00"
FILLED = "Mayor took bribes\n\nShe took cash, aides said. “We saw it,” Ann Roe said. Voters left."
WAIVED_ON = "2020-03-08T09:00:00+00:00"


def claim(text: str, start: int, end: int, name: str = "", **fields: object) -> Claim:
    """Return a claim on `text[start:end]`; `name` stands in for its UUID."""
    made = Claim(name or f"c{start}x{end}", "a", start, end, text[start:end])
    values = {slot: getattr(made, slot) for slot in made.__slots__} | fields
    return Claim(**values)


def on(text: str, words: str, name: str = "", **fields: object) -> Claim:
    """Return a claim on the first place of `words`."""
    start = text.index(words)
    return claim(text, start, start + len(words), name, **fields)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return each line as a block: a headline, paragraphs, and "Source: ..." as furniture."""
    blocks: list[Block] = []
    number = 0
    for match in re.finditer(r"[^\n]+", text):
        if match[0].startswith("Source:"):
            blocks.append(Block(BlockKind.FURNITURE, *match.span(), None))
            continue
        kind = BlockKind.PARAGRAPH if number else BlockKind.HEADLINE
        blocks.append(Block(kind, *match.span(), number))
        number += 1
    return tuple(blocks)


def marked(
    text: str,
    claims: tuple[Claim, ...] | list[Claim] = (),
    sources: tuple[Source, ...] = (),
    links: tuple[Link, ...] = (),
    responses: tuple[Response, ...] = (),
    blocks: tuple[Block, ...] | None = None,
    **fields: object,
) -> Marks:
    """Return an article with its marks in reading order; `fields` are the article's."""
    blocks = blocks_of(text) if blocks is None else blocks
    article = Article("a", 1, "A story", sha256(text), len(Words(text, blocks)))
    values = {slot: getattr(article, slot) for slot in article.__slots__} | fields
    article = Article(**values)
    document = Document(article.id, text, blocks, "story.txt", "")
    ordered = reading_order(claims, sources)
    return Marks(article, document, ordered, sources, links, responses)


def report(
    *articles: Marks, variant: Variant = Variant.FULL, hidden: tuple[str, ...] = ()
) -> Report:
    """Return a report on `articles` that must not tell `hidden`."""
    return Report("News.onrecord", articles, DATED, variant, frozenset(hidden))


def filled_story(status: ResponseStatus = ResponseStatus.DEADLINE, **said: object) -> Report:
    """Return an unanswered allegation, a quotation with evidence, a note and a waived check."""
    aides = Source("s1", "some aides", SourceKind.ANONYMOUS)
    ann = Source("s2", "Ann Roe", SourceKind.NAMED)
    evidence = (
        Evidence(EvidenceKind.PRIMARY, "Tape 3", "https://example.org/t?a=1&b=2", "We saw\x0b it"),
        Evidence(EvidenceKind.SECONDARY, "Memo", "file:///home/ann/memo.pdf"),
    )
    fields = {"tags": (Tag.ALLEGATION,), "targets": ("Mayor",), "source_id": "s1"} | said
    claims = [
        on(FILLED, "She took cash", "a", **fields),
        on(
            FILLED,
            "“We saw it,”",
            "q",
            quote_type=QuoteType.DIRECT,
            source_id="s2",
            cue="said",
            verification=Verification.VERIFIED,
            evidence=evidence,
            note="Ann asked twice",
        ),
        on(FILLED, "Voters left", "u"),
    ]
    asked = Response("r", "a", "Mayor", status, "2020-03-05", "phone", "2020-03-09")
    made = marked(FILLED, claims, (aides, ann), responses=(asked,))
    waiver = Waiver("w", "a", "VER-01", "They work there", claim_id="a", reviewer="Lee Poe")
    return replace(report(replace(made, waivers=(waiver,))), waived_at={"w": WAIVED_ON})


def wire_story() -> Marks:
    """Return the real wire story with its 19 claims."""
    text = canonical((WIRE / "000_85ec82c88e41458d.txt").read_text(encoding="utf-8"))
    written = json.loads((WIRE / "seed-claims.json").read_text(encoding="utf-8"))
    sources = tuple(
        Source(
            id=f"s{number}",
            name=entry["name"],
            kind=SourceKind(entry["kind"]),
            sector=Sector(entry["sector"]),
            side=entry["side"],
            role=entry["role"],
            affiliation=entry["affiliation"],
            aliases=tuple(entry["aliases"]),
            descriptor=Descriptor(**entry["descriptor"]) if entry["descriptor"] else None,
        )
        for number, entry in enumerate(written["sources"])
    )
    by_name = {source.name: source.id for source in sources}
    claims = [_claim(text, entry, by_name) for entry in written["claims"]]
    links = tuple(
        Link(f"l{number}", LinkKind(entry["kind"]), entry["from"], entry["to"])
        for number, entry in enumerate(written["links"])
    )
    return marked(
        text,
        claims,
        sources,
        links,
        title="Top U.S. envoy presses Canada over Huawei role in 5G network: officials",
        outlet="Reuters",
        byline="Alexandra Alper and David Ljunggren",
        url="https://www.reuters.com/article/us-canada-huawei-tech-idUSKBN20W2Q3",
        published="2020-03-09",
    )


def _claim(text: str, entry: dict[str, Any], sources: dict[str, str]) -> Claim:
    plain = ("mention", "cue", "via", "reported_speaker", "note", "background")
    return claim(
        text,
        entry["start"],
        entry["end"],
        entry["id"],
        tags=tuple(Tag(tag) for tag in entry["tags"]),
        source_id=sources.get(entry["source"]),
        targets=tuple(entry["targets"]),
        response_type=ResponseType(entry["response_type"]) if entry["response_type"] else None,
        verification=Verification(entry["verification"]),
        **{name: entry[name] for name in plain if name in entry},
    )
