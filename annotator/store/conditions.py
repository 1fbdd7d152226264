"""A query as SQL: what it asks of a claim, of an article, and of the full-text index."""

import json
from collections.abc import Iterable, Iterator

from annotator.hits import MARKS
from annotator.query import Query, Term
from annotator.vocabulary import Tag


def _strings(values: Iterable[str]) -> str:
    """Return terms of a closed vocabulary as SQL lists them."""
    return ", ".join(f"'{value}'" for value in values)


# Which of an article's claims wait for an answer is for `report.pairs` to say, and not for SQL.
_ALLEGING = f"SELECT article_id FROM claim WHERE instr(tags, '\"{Tag.ALLEGATION}\"')"
_ANSWERED = (
    "SELECT article_id FROM claim"
    " WHERE id IN (SELECT to_id FROM link UNION ALL SELECT claim_id FROM response)"
)


def values(query: Query, sides: Iterable[str]) -> dict[str, str | None]:
    """Return what the conditions name; `sides` are the project's that the query means."""
    wanted = " AND ".join(map(_quoted, query.words))
    unwanted = " OR ".join(map(_quoted, query.without))
    return {
        "words": f"({wanted}) NOT ({unwanted})" if wanted and unwanted else wanted,
        "without": unwanted,
        "names": " OR ".join(_quoted(Term(name, is_prefix=True)) for name in query.sources),
        "sides": json.dumps(list(sides)),
        "after": query.after,
        "before": query.before,
        "on": MARKS[0],
        "off": MARKS[1],
    }


def of_claims(query: Query) -> Iterator[str]:
    """Yield what the fields ask of a claim, but for whether it is answered."""
    if query.tags:
        tagged = (f"instr(claim.tags, '\"{tag}\"')" for tag in query.tags)
        yield f"({' OR '.join(tagged)})"
    if query.verifications:
        yield f"claim.verification IN ({_strings(query.verifications)})"
    if query.sources:
        yield said_by(":names")
    if query.sides:
        meant = "SELECT id FROM source WHERE side IN (SELECT value FROM json_each(:sides))"
        yield f"claim.source_id IN ({meant})"


def of_articles(query: Query) -> Iterator[str]:
    """Yield what is asked of an article: that one of its parts is hit, and what fields say."""
    yield f"article.id IN ({' UNION ALL '.join(_hit(query))})"
    if query.unanswered:
        yield f"article.id IN ({_ALLEGING})"
    if query.unanswered == (False,):
        yield f"article.id IN ({_ANSWERED})"
    if query.statuses:
        yield f"article.status IN ({_strings(query.statuses)})"
    if query.after:
        yield "article.published >= :after"
    if query.before:
        yield "article.published < :before"


def rows(table: str, words: str = ":words") -> str:
    """Return what selects the rows of `table` that the index finds."""
    return f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH {words}"


def holding(table: str) -> str:
    """Return that a row of `table` holds every word, and none of those left out."""
    return f"{table}.rowid IN ({rows(table)})"


def said_by(words: str = ":words") -> str:
    """Return that a claim comes from a source of this name."""
    sources = f"SELECT id FROM source WHERE rowid IN ({rows('source', words)})"
    return f"claim.source_id IN ({sources})"


def lacking(query: Query, table: str) -> str:
    """Return that a row of `table` holds none of the words left out."""
    if not query.without:
        return "TRUE"
    return f"{table}.rowid NOT IN ({rows(table, ':without')})"


def all_of(conditions: Iterable[str]) -> str:
    """Return that all conditions hold."""
    return " AND ".join(conditions) or "TRUE"


def _hit(query: Query) -> Iterator[str]:
    """Yield, for each part of an article that can be hit, what selects the articles' ids."""
    claims = "SELECT article_id FROM claim WHERE"
    if query.words:
        # One each: with both in one condition, SQLite would use no index.
        for by in (holding("claim"), said_by()):
            yield f"{claims} {all_of((by, *of_claims(query)))}"
    elif query.is_about_claims:
        yield f"{claims} {all_of((lacking(query, 'claim'), *of_claims(query)))}"
    if query.is_about_claims:
        return
    if query.words:
        for table in ("document", "article"):
            yield f"SELECT id FROM {table} WHERE {holding(table)}"
    else:
        without = all_of((lacking(query, "article"), lacking(query, "document")))
        yield f"SELECT article.id FROM article JOIN document USING (id) WHERE {without}"


def _quoted(term: Term) -> str:
    """Return a term as FTS5 takes it, whatever stands in it."""
    doubled = term.words.replace('"', '""')
    return f'"{doubled}" *' if term.is_prefix else f'"{doubled}"'
