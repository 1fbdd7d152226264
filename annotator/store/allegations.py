"""The allegations of a whole project with what answers them, without the articles' texts."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from annotator.model import Article, Claim, Document, Link, Marks, Response, Source
from annotator.order import arranged
from annotator.vocabulary import LinkKind, Tag

_KINDS = ", ".join(f"'{kind}'" for kind in LinkKind if kind.answers or kind is LinkKind.CONTINUES)
_CLAIMS = (
    f"(instr(tags, '\"{Tag.ALLEGATION}\"')"
    f" OR id IN (SELECT from_id FROM link WHERE kind IN ({_KINDS}))"
    f" OR id IN (SELECT to_id FROM link WHERE kind = '{LinkKind.CONTINUES}'))"
)

Ask = Callable[..., list[Any]]
"""Reads the nouns of a kind that pass a condition."""


def gathered(ask: Ask, article_id: str | None) -> list[Marks]:
    """Return what is alleged and what answers it, for one article or for each that has any.

    The marks hold no text and no other claims, so numbers of claims are not those of the article.
    """
    here, values = ("1", ()) if article_id is None else ("article_id = ?1", (article_id,))
    claims: Sequence[Claim] = ask(Claim, f"{_CLAIMS} AND {here}", *values)
    if not claims:
        return []
    inside = f"IN (SELECT id FROM claim WHERE {_CLAIMS} AND {here})"
    links = ask(Link, f"kind IN ({_KINDS}) AND from_id {inside} AND to_id {inside}", *values)
    responses = ask(Response, f"claim_id {inside}", *values)
    speaking = f"id IN (SELECT source_id FROM claim WHERE {_CLAIMS} AND {here})"
    sources = {source.id: source for source in ask(Source, speaking, *values)}
    owner = {claim.id: claim.article_id for claim in claims}
    found: defaultdict[str, tuple[list[Claim], list[Link], list[Response]]]
    found = defaultdict(lambda: ([], [], []))
    for claim in claims:
        found[claim.article_id][0].append(claim)
    for link in links:
        found[owner[link.from_id]][1].append(link)
    for response in responses:
        found[owner[response.claim_id]][2].append(response)
    about, known = ("1", ()) if article_id is None else ("id = ?1", (article_id,))
    return [
        _marks(article, sources, *found[article.id])
        for article in ask(Article, f"{about} ORDER BY number", *known)
        if article.id in found
    ]


def _marks(
    article: Article,
    sources: dict[str, Source],
    claims: list[Claim],
    links: list[Link],
    responses: list[Response],
) -> Marks:
    heard = {claim.source_id: sources[claim.source_id] for claim in claims if claim.source_id}
    nowhere = Document(article.id, "", (), "", "")
    return arranged(article, nowhere, claims, list(heard.values()), links, responses, ())
