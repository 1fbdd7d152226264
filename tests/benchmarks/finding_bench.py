"""Searching 10,000 articles with 200,000 claims, beside the FTS5 query that finds as many."""

import sqlite3
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

from annotator.hits import Found
from annotator.query import Query, parse
from annotator.store import conditions
from annotator.store.reader import Reader
from annotator.store.search import SEARCHED
from tests.benchmarks.libraries import RARE, library_of
from tests.benchmarks.timing import by_turns, each, verdict

ARTICLES, CLAIMS_EACH, TIMES = 10_000, 20, 7
WORDS = (
    RARE,
    "lawyer",
    '"minister waste"',
    "minister waste",
    "minister",
    "min*",
    "minister -waste",
)
FIELDS = (
    "unanswered:yes",
    "unanswered:no",
    "tag:denial minister",
    "source:hua status:verified after:2020-03",
    "status:draft",
    "huawei",
)


def raw(conn: sqlite3.Connection, query: Query, _: int) -> None:
    """Find the 20 best rows of each table by FTS5 alone, with their context."""
    values = conditions.values(query, ())
    for table in SEARCHED:
        conn.execute(
            f"SELECT rowid, snippet({table}_fts, 0, :on, :off, '…', 20) FROM {table}_fts"
            f" WHERE {table}_fts MATCH :words ORDER BY rank LIMIT 20",
            values,
        ).fetchall()


def ours(reader: Reader, query: Query, _: int) -> Found:
    """Find the first 20 hits."""
    return reader.find(query)


def main() -> None:
    """Print every figure."""
    with tempfile.TemporaryDirectory() as folder:
        path = library_of(Path(folder) / "many.onrecord", ARTICLES, CLAIMS_EACH)
        print(f"{ARTICLES:,} articles, {ARTICLES * CLAIMS_EACH:,} claims")
        conn = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        with Reader.open(path) as reader:
            for line in WORDS:
                query = parse(line)
                works = (partial(ours, reader, query), partial(raw, conn, query))
                mine, bare = (median(times) for times in by_turns(works, TIMES))
                print(f"{line}: {mine:.1f} ms, raw FTS5 {bare:.1f} ms")
                verdict("ratio", mine / bare, 2, "x")
            for line in FIELDS:
                query = parse(line)
                print(f"{line}: {median(each(partial(ours, reader, query), TIMES)):.1f} ms")
            page = reader.find(parse("minister"))
            more = partial(reader.find, parse("minister"), rest=page.rest)
            print(f"20 more of minister: {median(each(lambda _: more(), TIMES)):.1f} ms")
        conn.close()


if __name__ == "__main__":
    main()
