"""Marks of every kind at any place of a short story, for properties that always hold."""

from dataclasses import replace

from hypothesis import strategies as st

from annotator.model import UNKNOWN_SIDE, Article, Claim, Descriptor, Evidence, Link, Marks
from annotator.order import arranged
from annotator.vocabulary import (
    LinkKind,
    QuoteType,
    ResponseStatus,
    Sector,
    SourceKind,
    Tag,
    Verification,
)
from tests.marked_story import TEXT, Story

SIDES = (UNKNOWN_SIDE, "town", "mill")
NAMES = ("mill", "mayor", "clerk", "someone", "officials")


@st.composite
def claims(draw: st.DrawFn, number: int) -> Claim:
    """Return a claim over any words; its source is one of `NAMES`, or none."""
    start = draw(st.integers(0, len(TEXT) - 2))
    end = min(len(TEXT), start + draw(st.sampled_from([1, 7, 30, 60, len(TEXT)])))
    evidence = draw(st.sampled_from([(), (Evidence(),)]))
    return Claim(
        f"claim {number}",
        "story",
        start,
        end,
        TEXT[start:end],
        tags=tuple(draw(st.lists(st.sampled_from(list(Tag)), max_size=2, unique=True))),
        source_id=draw(st.sampled_from([None, *NAMES])),
        quote_type=draw(st.sampled_from(list(QuoteType))),
        targets=tuple(draw(st.lists(st.sampled_from(NAMES[:2]), max_size=2, unique=True))),
        verification=draw(st.sampled_from(list(Verification)[:3])),
        evidence=evidence,
    )


@st.composite
def marked(draw: st.DrawFn, most: int = 8) -> Marks:
    """Return a story with up to `most` claims, linked in any way."""
    story = Story()
    for name in NAMES:
        kind = draw(st.sampled_from(list(SourceKind)))
        descriptor = draw(st.sampled_from([None, Descriptor(), Descriptor(basis=True, count=2)]))
        story.source(
            name,
            kind,
            side=draw(st.sampled_from(SIDES)),
            sector=draw(st.sampled_from(list(Sector)[:5])),
            descriptor=descriptor,
        )
    count = draw(st.integers(0, most))
    story.claims = [draw(claims(n)) for n in range(count)]
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    if count > 1:
        for one, other in draw(st.lists(pairs, max_size=6, unique=True)):
            if one != other:
                link = draw(st.sampled_from(list(LinkKind)))
                story.link(f"claim {one}", link, f"claim {other}")
    for claim in story.claims:
        status = draw(st.sampled_from([None, *ResponseStatus]))
        if status and claim.targets and Tag.ALLEGATION in claim.tags:
            story.answer(claim.id, claim.targets[0], status)
    return story.marks


def changed(
    marks: Marks,
    claims: list[Claim] | None = None,
    renamed: dict[str, str] | None = None,
    links: list[Link] | None = None,
) -> Marks:
    """Return marks with other claims, other links or other names of sources."""
    names = renamed or {}
    return arranged(
        marks.article,
        marks.document,
        list(marks.claims) if claims is None else claims,
        [replace(source, name=names.get(source.name, source.name)) for source in marks.sources],
        list(marks.links) if links is None else links,
        marks.responses,
        marks.waivers,
    )


def as_article(marks: Marks, key: str) -> Marks:
    """Return marks as another article's."""
    return replace(marks, article=Article(key, 1, "", "", 0))
