"""What is known of every article of a project, in a few queries."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable

from annotator.library import Facts
from annotator.model import Marks
from annotator.report import pairs, unanswered

CLAIM_COUNTS = "SELECT article_id, count(*) FROM claim GROUP BY article_id"
_REVIEWERS = "SELECT DISTINCT article_id, reviewer FROM claim"
_CHANGED = (
    "SELECT article_id, max(seq) FROM (SELECT claim.article_id AS article_id, step.seq AS seq"
    " FROM event JOIN step ON step.id = event.step_id"
    " JOIN claim ON claim.id = event.key WHERE event.noun = 'claim'"
    " UNION ALL SELECT event.key, step.seq FROM event JOIN step ON step.id = event.step_id"
    " WHERE event.noun = 'article') GROUP BY article_id"
)


def facts(conn: sqlite3.Connection, alleged: Iterable[Marks]) -> dict[str, Facts]:
    """Return what is known of the articles by id; `alleged` are the allegations of all."""
    claims = dict(conn.execute(CLAIM_COUNTS).fetchall())
    reviewers: defaultdict[str, set[str]] = defaultdict(set)
    for article_id, reviewer in conn.execute(_REVIEWERS).fetchall():
        reviewers[article_id].add(reviewer)
    changed = dict(conn.execute(_CHANGED).fetchall())
    open_ones = Counter({marks.article.id: waiting(marks) for marks in alleged})
    return {
        article_id: Facts(
            claims.get(article_id, 0),
            open_ones[article_id],
            frozenset(reviewers.get(article_id, ())),
            changed.get(article_id, 0),
        )
        for article_id in claims.keys() | changed.keys()
    }


def waiting(marks: Marks) -> int:
    """Return how many allegations wait for an answer by one of their targets."""
    return len(unanswered(pairs(marks)))
