"""What stands on the pages of a project: rows, keys of indexes, and the words of a text index."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from annotator.store.on_pages import as_kept, indexed_in, words_in

values = st.one_of(
    st.none(),
    st.integers(-(1 << 63), (1 << 63) - 1),
    st.floats(allow_nan=False),
    st.text("aé€😀\n"),
)


@given(st.lists(st.sets(st.text("aábcß1", min_size=1, max_size=40)), min_size=1, max_size=4))
def test_each_word_of_an_index_is_read_from_its_pages(rows: list[set[str]]) -> None:
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.execute("CREATE VIRTUAL TABLE words USING fts5(said, content='')")
        conn.execute("INSERT INTO words (words, rank) VALUES ('pgsz', 64)")
        conn.executemany("INSERT INTO words (said) VALUES (?)", [(" ".join(row),) for row in rows])
        conn.execute("CREATE VIRTUAL TABLE known USING fts5vocab(words, row)")
        known = {word for (word,) in conn.execute("SELECT term FROM known")}
        pages = conn.execute("SELECT id, block FROM words_data").fetchall()
    assert set(words_in(pages)) == known


def test_a_word_that_was_taken_out_stays_in_an_older_part() -> None:
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.execute("CREATE VIRTUAL TABLE words USING fts5(said, content='')")
        for sql in ("(rowid, said) VALUES (1, ?)", "(words, rowid, said) VALUES ('delete', 1, ?)"):
            conn.execute(f"INSERT INTO words {sql}", ("an ana ann",))
        pages = conn.execute("SELECT id, block FROM words_data").fetchall()
        assert set(words_in(pages)) == {"an", "ana", "ann"}
        conn.execute("INSERT INTO words (words) VALUES ('optimize')")
        assert list(words_in(conn.execute("SELECT id, block FROM words_data"))) == []


@given(st.lists(st.tuples(values, values, values), min_size=1, max_size=5))
def test_a_row_is_on_its_page_and_in_an_index_as_it_is_told(
    rows: list[tuple[object, ...]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "kept"
        with closing(sqlite3.connect(file)) as conn, conn:
            conn.execute("CREATE TABLE kept (a, b, c)")
            conn.execute("CREATE INDEX by_two ON kept (c, a)")
            conn.executemany("INSERT INTO kept VALUES (?, ?, ?)", rows)
            indexed = indexed_in(conn, "kept")
        pages = file.read_bytes()
    assert indexed == [["c", "a"]]
    for a, b, c in rows:
        whole = as_kept({"a": a, "b": b, "c": c}, [])
        key = as_kept({"c": c, "a": a}, [])
        assert whole in pages
        assert key in pages
        assert as_kept({"a": a, "b": b, "c": c}, indexed) == whole + b"\xff" + key
