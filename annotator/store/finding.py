"""Searching a project: which articles hold hits, and the hits of some of them.

The newest article comes first, not the best score: scores of texts, claims and names cannot be
compared, a story is looked for by when it ran, and so no row moves as one types on.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any, TypeVar

from annotator.hits import Found, Hit, Part, Rest, cut, joined, passages, unmarked
from annotator.model import Article, Claim, Marks, Source, Span
from annotator.order import place
from annotator.query import Query
from annotator.report import pairs, unanswered
from annotator.store import conditions
from annotator.store.faults import sql_errors
from annotator.store.rows import DOCUMENTS, TABLES

FIRST = 20
"""How many hits are found at once."""

_STEPS = 20_000
"""After so many steps of SQLite, a few milliseconds, it is asked whether to go on."""

T = TypeVar("T")
Read = Callable[..., list[Any]]
"""Reads what a table keeps where a condition holds, each row checked against its digest."""

_ORDER = "article.published IS NULL, article.published DESC, article.number DESC"
_HERE = "claim.article_id = :article"
# The claims of one article lie side by side: what is in the index between them is soon read.
_NEAR = (
    "claim_fts.rowid BETWEEN (SELECT min(rowid) FROM claim WHERE article_id = :article)"
    " AND (SELECT max(rowid) FROM claim WHERE article_id = :article)"
)


class Finder:
    """One search of a project."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        read: Read,
        marks_of: Callable[[str], Marks],
        query: Query,
    ) -> None:
        self._conn = conn
        self._read = read
        self._marks_of = marks_of
        self._query = query
        answered = ("claim.id IN (SELECT value FROM json_each(:meant))",)
        self._fields = (*conditions.of_claims(query), *(answered if query.unanswered else ()))

    @cached_property
    def _values(self) -> dict[str, str | None]:
        """Return what the statements' parameters stand for."""
        return conditions.values(self._query, self._sides())

    @cached_property
    def _parts(self) -> tuple[Callable[[Article, list[Hit]], Iterable[Hit]], ...]:
        """Return what looks for hits, where there can be any."""
        return tuple(self._hit_parts())

    def find(self, is_wanted: Callable[[], bool], limit: int, rest: Rest | None) -> Found:
        """Return at most `limit` hits, from the beginning or from where the last ones ended.

        Where they are wanted no more, those that were found until then.
        """
        if self._query.is_empty or not is_wanted():
            return Found()
        # Asked within a statement, too: a write must not wait for a long one.
        self._conn.set_progress_handler(lambda: not is_wanted(), _STEPS)
        try:
            return self._find(is_wanted, limit, rest)
        except sql_errors.operational:
            if is_wanted():
                raise
            return Found()
        finally:
            self._conn.set_progress_handler(None, 0)

    def _find(self, is_wanted: Callable[[], bool], limit: int, rest: Rest | None) -> Found:
        rest = rest or Rest(tuple(self._candidates()))
        hits: list[Hit] = []
        skip = rest.skip
        for at, article_id in enumerate(rest.articles):
            if len(hits) >= limit or not is_wanted():
                return Found(tuple(hits), Rest(rest.articles[at:]))
            found = self._hits(article_id)
            room = limit - len(hits)
            hits += found[skip : skip + room]
            if len(found) > skip + room:
                return Found(tuple(hits), Rest(rest.articles[at:], skip + room))
            skip = 0
        return Found(tuple(hits))

    def _sides(self) -> Iterator[str]:
        """Yield the project's sides that the query names, by whole words or their beginning."""
        wanted = [f" {side.casefold()}" for side in self._query.sides]
        if wanted:
            for (side,) in self._conn.execute("SELECT DISTINCT side FROM source").fetchall():
                if any(words in f" {side.casefold()}" for words in wanted):
                    yield side

    def _candidates(self) -> Iterator[str]:
        """Yield the ids of the articles that hold hits, the newest first."""
        where = conditions.all_of(conditions.of_articles(self._query))
        yield from self._ids(f"SELECT id FROM article WHERE {where} ORDER BY {_ORDER}")

    def _hits(self, article_id: str) -> list[Hit]:
        """Return the hits of an article in the order in which they are read."""
        articles = self._nouns(Article, [article_id])
        if not articles:
            return []  # deleted in the meantime
        article: Article = articles[0]
        self._values["article"] = article_id
        if self._query.unanswered:
            self._values["meant"] = json.dumps(self._asked_for(article_id))
        found: list[Hit] = []
        for part in self._parts:
            found += part(article, found)
        return sorted(found, key=_place_of)

    def _asked_for(self, article_id: str) -> list[str]:
        """Return the ids of the allegations that wait for an answer, or have one, as asked."""
        with suppress(LookupError, ValueError):  # changed elsewhere while it was read
            found = pairs(self._marks_of(article_id))
            waiting = unanswered(found)
            alleged = dict.fromkeys(pair.claim.id for pair in found)
            return [key for key in alleged if (key in waiting) in self._query.unanswered]
        return []

    def _hit_parts(self) -> Iterator[Callable[[Article, list[Hit]], Iterable[Hit]]]:
        """Yield what finds the hits in each part where there can be any."""
        query = self._query
        if self._holds("claim") if query.words else query.is_about_claims:
            yield self._claims
        if query.words and self._holds("source"):
            yield self._sources
        if not query.is_about_claims and (not query.words or self._holds("article")):
            yield self._headline
        if not query.is_about_claims and query.words and self._holds("document"):
            yield self._passages

    def _holds(self, table: str) -> bool:
        return bool(self._ids(f"{conditions.rows(table)} LIMIT 1"))

    def _claims(self, article: Article, _: list[Hit]) -> Iterator[Hit]:
        """Yield the claims whose words or note are hit, or that the fields ask for."""
        if self._query.words:
            where = conditions.all_of((_NEAR, _HERE, *self._fields))
            marked = self._marked("claim", ("quote", "note"), where)
        else:
            without = conditions.lacking(self._query, "claim")
            where = conditions.all_of((_HERE, without, *self._fields))
            found_ids = self._ids(f"SELECT id FROM claim WHERE {where}")
            marked = {claim_id: ["", ""] for claim_id in found_ids}
        claims = self._nouns(Claim, marked)
        speaking = {claim.source_id for claim in claims if claim.source_id}
        names = {source.id: source.name for source in self._nouns(Source, speaking)}
        for claim in sorted(claims, key=lambda c: place(c, names.get(c.source_id or "", ""))):
            quote, note = marked[claim.id]
            part, words, found = Part.CLAIM, claim.quote, unmarked(quote, claim.quote)
            if self._query.words and not found:
                part, words, found = Part.NOTE, claim.note, unmarked(note, claim.note)
            shown, spans = cut(words, found, Span(0, len(words)))
            source = names.get(claim.source_id or "")
            yield Hit(article, part, shown, spans, claim.span, claim.id, claim.tags, source)

    def _sources(self, article: Article, _: list[Hit]) -> Iterator[Hit]:
        """Yield the sources whose name is hit, each with its first claim in the article."""
        where = conditions.all_of((_HERE, conditions.said_by(), *self._fields))
        said = self._ids(f"SELECT id FROM claim WHERE {where} ORDER BY start, end DESC, id")
        claims = {claim.id: claim for claim in self._nouns(Claim, said)}
        first: dict[str, Claim] = {}
        for claim in (claims[claim_id] for claim_id in said if claim_id in claims):
            first.setdefault(claim.source_id or "", claim)
        if first:
            self._values["heard"] = json.dumps(list(first))
            heard = "source.id IN (SELECT value FROM json_each(:heard))"
            marked = self._marked("source", ("name", "aliases"), heard)
            for source in self._nouns(Source, marked):
                shown, spans = joined(_names_of(source, *marked[source.id]))
                claim = first[source.id]
                yield Hit(article, Part.SOURCE, shown, spans, claim.span, claim.id)

    def _headline(self, article: Article, _: list[Hit]) -> Iterator[Hit]:
        """Yield the article where its title, byline or outlet is hit, or it is asked for."""
        if not self._query.words:
            yield Hit(article, Part.HEADLINE, article.title)
            return
        columns = ("title", "byline", "outlet")
        told = (article.title, article.byline or "", article.outlet or "")
        for copies in self._marked("article", columns, "article.id = :article").values():
            yield Hit(article, Part.HEADLINE, *joined(zip(copies, told, strict=True)))

    def _passages(self, article: Article, known: list[Hit]) -> Iterator[Hit]:
        """Yield the passages that are hit, but for what a claim or the headline shows already.

        Where some of the article's hold all the words, only those; else each that holds one.
        """
        shown = tuple(known)
        marked = self._marked("document", ("text",), "document.id = :article")
        for document in self._read(DOCUMENTS, "id = ?", article.id) if marked else ():
            text = document.text
            found = list(passages(text, unmarked(marked[article.id][0], text)))
            whole = [one for one in found if _different(text, one[1]) >= len(self._query.words)]
            for line, spans in whole or found:
                if not any(_shows(hit, text, line, spans) for hit in shown):
                    context, places = cut(text, spans, line)
                    yield Hit(article, Part.TEXT, context, places, spans[0])

    def _nouns(self, noun: type[T], ids: Iterable[str]) -> list[T]:
        among = "id IN (SELECT value FROM json_each(?))"
        return self._read(TABLES[noun], among, json.dumps(list(ids)))

    def _ids(self, sql: str) -> list[str]:
        return [row[0] for row in self._conn.execute(sql, self._values).fetchall()]

    def _marked(self, table: str, columns: Sequence[str], where: str) -> dict[str, list[str]]:
        """Return columns of the rows that are hit, by id, with marks around what was found."""
        copies = ", ".join(f"highlight({table}_fts, {n}, :on, :off)" for n in range(len(columns)))
        index = f"{table}_fts CROSS JOIN {table} ON {table}.rowid = {table}_fts.rowid"
        if table != "claim":  # a row or two, each looked up in the index
            index = f"{table} CROSS JOIN {table}_fts ON {table}_fts.rowid = {table}.rowid"
        sql = (
            f"SELECT {table}.id, {copies} FROM {index} WHERE {table}_fts MATCH :words AND {where}"
        )
        rows = self._conn.execute(sql, self._values).fetchall()
        return {row[0]: [copy or "" for copy in row[1:]] for row in rows}


def _place_of(hit: Hit) -> int:
    return hit.span.start if hit.span else -1


def _names_of(source: Source, name: str, aliases: str) -> Iterator[tuple[str, str]]:
    """Yield the names of a source with their marked copies."""
    yield name, source.name
    copies: list[str] = list(source.aliases)
    with suppress(ValueError):  # a mark may part what JSON escapes; then none are shown
        copies = json.loads(aliases)
    yield from zip(copies, source.aliases, strict=False)


def _different(text: str, found: Sequence[Span]) -> int:
    return len({span.of(text).casefold() for span in found})


def _shows(hit: Hit, text: str, line: Span, found: Sequence[Span]) -> bool:
    """Return whether a hit shows all that is found in a line."""
    if hit.part is Part.HEADLINE:
        return line.of(text).strip() == hit.article.title
    span = hit.span if hit.part is Part.CLAIM else None
    return span is not None and all(span.start <= s.start and s.end <= span.end for s in found)
