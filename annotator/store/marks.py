"""Reading articles with everything marked in them, one or many."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from annotator.model import (
    Article,
    Claim,
    Document,
    Link,
    Listing,
    Marks,
    Response,
    Source,
    Waiver,
)
from annotator.order import arranged
from annotator.store.reading import MANY
from annotator.store.rows import DOCUMENTS, damaged_row
from annotator.store.sources import SourceReading
from annotator.vocabulary import LinkKind

T = TypeVar("T")
TOGETHER = 250
"""How many articles are held at once, where many are read."""

_LISTED = "IN (SELECT value FROM json_each(?))"
_HERE = f"article_id {_LISTED}"
_EVERY = f"SELECT id FROM claim WHERE {_HERE}"
_NEAR = f"""
    WITH RECURSIVE near(id, is_answer) AS (
        SELECT id, 0 FROM claim WHERE {_HERE} AND start < ?
        UNION SELECT to_id, is_answer FROM near JOIN link ON from_id = near.id
            WHERE kind = '{LinkKind.CONTINUES}'
        UNION SELECT from_id, is_answer FROM near JOIN link ON to_id = near.id
            WHERE kind = '{LinkKind.CONTINUES}'
        UNION SELECT from_id, 1 FROM near JOIN link ON to_id = near.id WHERE NOT is_answer
    ) SELECT id FROM near"""
"""The claims that begin before an offset, with their other halves and all that answers them."""


class MarksReading(SourceReading):
    """What can be asked of a project about its articles' marks."""

    def document(self, article_id: str) -> Document:
        """Return an article's frozen content."""
        return self._documents_of([article_id])[article_id]

    def marks(
        self, article_id: str, document: Document | None = None, until: int | None = None
    ) -> Marks:
        """Return an article with everything marked in it, claims in reading order.

        `document` is its content, where that was read before. With `until`, only the claims that
        begin before this offset are there, and those that decide whether they are answered.
        """
        (article,) = self._nouns(Article, "id = ?", article_id)
        documents = {article_id: document} if document else None
        (marks,) = self._marks_of([article], documents, until)
        return marks

    def marks_by_turns(self, article_ids: Sequence[str]) -> Iterator[Marks]:
        """Yield articles by number with everything marked in each, some hundreds at a time.

        Each is as it was at one moment, but nothing is held while one is looked at: a window can
        write meanwhile. What is deleted by then is left out.
        """
        for at in range(0, len(article_ids), TOGETHER):
            turn = json.dumps(article_ids[at : at + TOGETHER])
            with self.snapshot():
                articles = self._nouns(Article, f"id {_LISTED} ORDER BY number", turn)
                found = self._marks_of(articles)
            yield from found

    def _marks_of(
        self,
        articles: Sequence[Article],
        documents: dict[str, Document] | None = None,
        until: int | None = None,
    ) -> list[Marks]:
        ids = [article.id for article in articles]
        here = json.dumps(ids)
        inside, values = (_EVERY, (here,)) if until is None else (_NEAR, (here, until))
        if until is None and self._is_beside and len(ids) == 1:
            every_claim = self._in_portions(ids[0])
        else:
            where = _HERE if until is None else f"id IN ({_NEAR})"
            every_claim = self._nouns(Claim, where, *values)
        owner = {claim.id: claim.article_id for claim in every_claim}
        claims = _by_article((claim.article_id, claim) for claim in every_claim)
        waivers = _by_article((w.article_id, w) for w in self._nouns(Waiver, _HERE, here))
        links = _by_article(
            (owner[link.from_id], link)
            for link in self._nouns(Link, f"from_id IN ({inside})", *values)
            if owner.get(link.to_id) == owner[link.from_id]
        )
        outcomes = self._nouns(Response, f"claim_id IN ({inside})", *values)
        responses = _by_article((owner[outcome.claim_id], outcome) for outcome in outcomes)
        documents = documents or self._documents_of(ids)
        sources = self._sources_of(ids, claims, responses, waivers)
        # What was read is not read again soon: SQLite need not keep 2 MB of it.
        self._conn.execute("PRAGMA shrink_memory")
        return [
            arranged(
                article,
                documents[article.id],
                claims[article.id],
                sources[article.id],
                links[article.id],
                responses[article.id],
                waivers[article.id],
            )
            for article in articles
        ]

    def _in_portions(self, article_id: str) -> list[Claim]:
        """Return an article's claims; beside a window they are there twice until checked."""
        found: list[Claim] = []
        after, is_more = (-1, ""), True
        while is_more:
            where = "article_id = ? AND (start, id) > (?, ?) ORDER BY start, id LIMIT ?"
            some = self._nouns(Claim, where, article_id, *after, MANY)
            found += some
            is_more = len(some) == MANY
            after = (found[-1].start, found[-1].id) if found else after
        return found

    def _documents_of(self, ids: Sequence[str]) -> dict[str, Document]:
        found = {d.id: d for d in self._read(DOCUMENTS, f"id {_LISTED}", json.dumps(ids))}
        missing = next((article_id for article_id in ids if article_id not in found), None)
        if missing is not None:
            raise damaged_row("document", missing)
        return found

    def _sources_of(
        self,
        ids: Sequence[str],
        claims: dict[str, list[Claim]],
        responses: dict[str, list[Response]],
        waivers: dict[str, list[Waiver]],
    ) -> dict[str, list[Source]]:
        """Return by article the sources that its marks name, that it lists, and its own."""
        here = json.dumps(ids)
        own = _by_article((s.article_id or "", s) for s in self._nouns(Source, _HERE, here))
        listings = _by_article((x.article_id, x) for x in self._nouns(Listing, _HERE, here))
        wanted: dict[str, dict[str, None]] = {}
        parties: dict[str, set[str]] = {}
        for key in ids:
            bound: tuple[Listing | Waiver | Claim, ...]
            bound = (*listings[key], *waivers[key], *claims[key])
            wanted[key] = dict.fromkeys(noun.source_id for noun in bound if noun.source_id)
            named = {name for claim in claims[key] for name in (*claim.targets, *claim.implicated)}
            named |= {response.target for response in responses[key]}
            parties[key] = named | {waiver.target for waiver in waivers[key] if waiver.target}
        by_id = {source.id: source for some in own.values() for source in some}
        elsewhere = _distinct(wanted.values()) - by_id.keys()
        by_id |= {s.id: s for s in self._nouns(Source, f"id {_LISTED}", _listed(elsewhere))}
        of_all = self._nouns(
            Source, f"name {_LISTED} AND article_id IS NULL", _listed(_distinct(parties.values()))
        )
        by_name = {source.name: source for source in of_all}
        found = {}
        for key in ids:
            near = {source.id: source for source in own[key]}
            near |= {source_id: by_id[source_id] for source_id in wanted[key]}
            known = {source.name for source in near.values()}
            meant = (by_name[name] for name in parties[key] - known if name in by_name)
            found[key] = [*near.values(), *meant]
        return found


def _by_article(nouns: Iterable[tuple[str, T]]) -> defaultdict[str, list[T]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for key, noun in nouns:
        found[key].append(noun)
    return found


def _distinct(some: Iterable[Iterable[str]]) -> set[str]:
    return {value for values in some for value in values}


def _listed(values: Iterable[str]) -> str:
    return json.dumps(sorted(values))
