"""The order in which marks are read; it never depends on UUIDs or on who came first."""

from collections.abc import Iterable, Sequence
from typing import Any

from annotator.model import (
    Article,
    Claim,
    Document,
    Link,
    Marks,
    Response,
    Source,
    Waiver,
)
from annotator.vocabulary import LinkKind

_KINDS = list(LinkKind)


def reading_order(claims: Iterable[Claim], sources: Iterable[Source]) -> tuple[Claim, ...]:
    """Return claims by start, then longer first, then source name, then tags.

    What still ties is ordered by its other fields, so that a copy of the marks in another
    project reads the same; only claims alike in everything that is shown fall back on their ids.
    """
    names = {source.id: source.name for source in sources}

    return tuple(
        sorted(claims, key=lambda claim: place(claim, names.get(claim.source_id or "", "")))
    )


def place(claim: Claim, source: str) -> tuple[Any, ...]:
    """Return where a claim of the source named `source` stands in reading order."""
    rest = (claim.reviewer, claim.quote_type, claim.cue or "", claim.mention or "", claim.note)
    # As text, so that an empty list sorts as it always has.
    targets = repr(claim.targets) if claim.targets else "()"
    return (claim.start, -claim.end, source, claim.tags, *rest, targets, claim.id)


def arranged(
    article: Article,
    document: Document,
    claims: Sequence[Claim],
    sources: Sequence[Source],
    links: Sequence[Link],
    responses: Sequence[Response],
    waivers: Sequence[Waiver],
) -> Marks:
    """Return an article's marks, each kind in the order in which it is read."""
    ordered = reading_order(claims, sources)
    number = {claim.id: n for n, claim in enumerate(ordered)}
    heard: dict[str | None, int] = {}
    for n, claim in enumerate(ordered):
        heard.setdefault(claim.source_id, n)
    unheard = len(ordered)
    named = {source.id: source.name for source in sources}

    def link_place(link: Link) -> tuple[int, int, int]:
        return _KINDS.index(link.kind), number[link.from_id], number[link.to_id]

    def waiver_place(waiver: Waiver) -> tuple[str, int, str, str, str]:
        about = number.get(waiver.claim_id or "", -1), named.get(waiver.source_id or "", "")
        return waiver.rule, *about, waiver.target or "", waiver.reason

    return Marks(
        article,
        document,
        ordered,
        tuple(sorted(sources, key=lambda s: (heard.get(s.id, unheard), s.name))),
        tuple(sorted(links, key=link_place)),
        tuple(sorted(responses, key=lambda x: (number[x.claim_id], x.target))),
        tuple(sorted(waivers, key=waiver_place)),
    )
