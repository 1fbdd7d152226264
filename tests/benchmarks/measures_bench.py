"""Measures: of one large article, of 10,000 articles in one command, and after one edit."""

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

from annotator.measures.counted import counted
from annotator.measures.figures import figures
from annotator.measures.pool import Pool, numbers_of
from annotator.model import Marks
from annotator.store.reader import Reader
from tests.benchmarks.libraries import library_of
from tests.benchmarks.stories import project_of
from tests.benchmarks.timing import each, exponent, once, told, verdict

SIZES = {1_000: 100_000, 3_000: 300_000, 10_000: 1_000_000}
ARTICLES, CLAIMS_EACH = 10_000, 20


def measure(marks: Marks, _: int) -> object:
    """Find every measure of an article, its words included."""
    return figures(counted(marks))


def one_article(folder: Path) -> None:
    """Measure one article of 1,000 to 10,000 claims, as long as they need."""
    times = []
    for claims, size in SIZES.items():
        path = project_of(folder / f"one{claims}.onrecord", size, claims)
        with Reader.open(path) as reader:
            marks = reader.marks(reader.articles()[0].id)
        times.append(median(each(partial(measure, marks), 5)))
        print(f"  {claims:>6,} claims: {times[-1]:.0f} ms")
    verdict("exponent in N", exponent(list(SIZES), times), 1.1, "")


def cpu_of_others() -> float:
    """Return how long processes that ended had the CPU, in seconds."""
    times = os.times()
    return times.children_user + times.children_system


def many_articles(path: Path) -> None:
    """Run the command over all articles, as a process."""
    for options in ((), ("--json",)):
        command = [sys.executable, "-m", "ui", "measures", str(path), *options]
        run = partial(subprocess.run, command, stdout=subprocess.DEVNULL, check=True)
        before = cpu_of_others()
        spent = once(run)
        cpu = cpu_of_others() - before
        print(
            f"  onrecord measures {' '.join(options)}: {spent / 1e3:.1f} s, on the CPU {cpu:.1f} s"
        )


def one_edit(path: Path) -> None:
    """Follow changes of single articles in a pool of all."""
    pool = Pool()
    with Reader.open(path) as reader:
        ids = [article.id for article in reader.articles()]

        def fill() -> None:
            for marks in reader.marks_by_turns(ids):
                pool.put(marks.article.id, numbers_of(figures(counted(marks))))

        print(f"  read, measure and pool all: {once(fill) / 1e3:.1f} s")
        some = [reader.marks(article_id) for article_id in ids[:50]]

    def change(n: int) -> None:
        marks = some[n]
        pool.put(marks.article.id, numbers_of(figures(counted(marks))))
        pool.rates()
        pool.medians()

    told("one article measured anew, all rates and medians", each(change, 50))


def main() -> None:
    """Print every figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one_article(folder)
        path = library_of(folder / "many.onrecord", ARTICLES, CLAIMS_EACH)
        print(f"{ARTICLES:,} articles, {ARTICLES * CLAIMS_EACH:,} claims")
        many_articles(path)
        one_edit(path)


if __name__ == "__main__":
    main()
