"""Which articles hold given words in a row, by the full-text index."""

import sqlite3
from collections import Counter
from collections.abc import Iterable

_MANY = 50
"""A phrase in more articles tells none from another."""


def articles_holding(conn: sqlite3.Connection, phrases: Iterable[str]) -> Counter[str]:
    """Return for each article how many of `phrases` its text holds, as the index splits words."""
    found: Counter[str] = Counter()
    for phrase in phrases:
        rows = conn.execute(
            "SELECT article.id FROM document_fts JOIN document ON document.rowid ="
            " document_fts.rowid JOIN article ON article.id = document.id"
            " WHERE document_fts MATCH ? LIMIT ?",
            ('"' + phrase.replace('"', " ") + '"', _MANY + 1),
        ).fetchall()
        if len(rows) <= _MANY:
            found.update(key for (key,) in rows)
    return found
