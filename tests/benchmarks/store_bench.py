"""The store: a durable commit, marking many claims, opening large projects."""

import json
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import log
from pathlib import Path
from statistics import median

from annotator import claims_file, edits, marking
from annotator.model import Article, Claim, Document, new_id
from annotator.store import Store
from annotator.store.reader import Reader
from annotator.text import Words, sha256
from tests.factories import keep_text, new_project

SENTENCE = "The union said the mill dumped waste in the river on a Friday night. "


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """Return the median time of `work` in seconds."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return median(times)


def durable_commit(folder: Path) -> None:
    """Compare adding one claim with a bare insert into SQLite at the same durability."""
    raw = sqlite3.connect(folder / "raw.db")
    raw.executescript("PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL")
    raw.execute("CREATE TABLE claim (id TEXT PRIMARY KEY, row TEXT)")
    raw.commit()

    def insert() -> None:
        raw.execute("INSERT INTO claim VALUES (?, ?)", (new_id(), "x" * 400))
        raw.commit()

    text = "Headline\n\n" + SENTENCE * 100
    with Store.open(new_project(folder / "commit.onrecord")) as store:
        article = keep_text(store, text)

        def mark() -> None:
            store.apply(edits.add("Mark", Claim(new_id(), article.id, 10, 19, text[10:19])))

        bare, ours = seconds(insert, 200), seconds(mark, 200)
    raw.close()
    print(f"one durable commit: {ours * 1e3:.2f} ms, bare SQLite {bare * 1e3:.2f} ms")
    print(f"  ratio {ours / bare:.2f}")


def many_claims(folder: Path) -> None:
    """Mark claims files of 1,000 and 10,000 claims."""
    times = {}
    for count in (1_000, 10_000):
        text = "Headline\n\n" + SENTENCE * count
        step = len(SENTENCE)
        claims = [
            {
                "id": f"c{n}",
                "start": 10 + n * step,
                "end": 10 + n * step + 9,
                "quote": "The union",
                "tags": ["allegation"],
                "source": "the union",
                "cue": "said",
            }
            for n in range(count)
        ]
        data = json.dumps({"format": claims_file.FORMAT, "claims": claims}).encode()
        with Store.open(new_project(folder / f"many{count}.onrecord")) as store:
            article = keep_text(store, text)
            started = time.perf_counter()
            written = claims_file.parse(data, "R")
            store.apply(marking.fit(store, article, written, "Mark"))
            times[count] = time.perf_counter() - started
        print(f"mark {count:>6,} claims: {times[count]:.2f} s")
    print(f"  exponent in N {log(times[10_000] / times[1_000]) / log(10):.2f}")


def large_project(folder: Path) -> None:
    """Open projects of 10 and of 10,000 articles, and list and open one article."""
    times: dict[int, dict[str, float]] = {}
    for count in (10, 10_000):
        path = new_project(folder / f"large{count}.onrecord")
        fill(path, count)
        with Store.open(path):
            pass  # the backup that is due is made here, and not in what is timed
        work: dict[str, Callable[[], object]] = {
            "open for reading": partial(open_and_close, Reader, path),
            "open for writing": partial(open_and_close, Store, path),
        }
        with Reader.open(path) as reader:
            key = reader.articles()[-1].id
            work["list articles"] = reader.articles
            work["read one article's marks"] = partial(reader.marks, key)
            times[count] = {name: seconds(one) for name, one in work.items()}
        print(f"{count:>6,} articles, {path.stat().st_size / 1e6:.1f} MB")
        for name, took in times[count].items():
            print(f"  {name}: {took * 1e3:.1f} ms")
    for name in times[10]:
        print(
            f"  {name}, 10,000 to 10 articles: ratio {times[10_000][name] / times[10][name]:.1f}"
        )


def open_and_close(kind: type[Reader], path: Path) -> None:
    """Open a project and let it go."""
    kind.open(path).close()


def fill(path: Path, count: int) -> None:
    """Keep `count` articles of 300 words."""
    with Store.open(path) as store:
        first = keep_text(store, "Headline 0\n\n" + SENTENCE * 23)
        document = store.document(first.id)
        words = len(Words(document.text, document.blocks))
        for n in range(1, count):
            text = document.text.replace("Headline 0", f"Headline {n}"[:10].ljust(10))
            text = text.replace("Friday", f"{n:06}")
            key = new_id()
            article = Article(key, n + 1, f"Headline {n}", sha256(text), words)
            new: Document = replace(document, id=key, text=text)
            store.keep_article(article, new, text.encode())


def main() -> None:
    """Print every figure."""
    with tempfile.TemporaryDirectory() as folder:
        durable_commit(Path(folder))
        many_claims(Path(folder))
        large_project(Path(folder))


if __name__ == "__main__":
    main()
