"""A project of 10,000 articles and 200,000 claims: its sums kept and read, its view, one edit.

The core alone, then the window; another number of articles can be given.
"""

import gc
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtWidgets import QApplication

from annotator.charts.page import project_spread
from annotator.edits import change
from annotator.measures.counted import counted
from annotator.model import Marks
from annotator.overview import Overview, Told
from annotator.rules import shipped
from annotator.store import Store
from annotator.store.upkeep import Checked, Upkeep
from annotator.sums import Sums, sums_of
from annotator.vocabulary import Tag
from tests.benchmarks.large_bench import Pulse
from tests.benchmarks.libraries import library_of
from tests.benchmarks.seat import desk_of, shown, until, wheel
from tests.benchmarks.timing import each, once, p95, told, verdict
from ui.lookup import Lookup

ARTICLES, CLAIMS_EACH = 10_000, 20
WIDTH = 1128.0
VIEW, EDIT, STILL = 300.0, 50.0, 100.0
BATCH = 100


def count_all(store: Store) -> list[Sums]:
    """Count every article for the first time."""
    every: list[Sums] = []
    ids = [article.id for article in store.articles()]

    def count() -> None:
        every.extend(sums_of(counted(m), shipped()) for m in store.marks_by_turns(ids))

    print(f"  counted for the first time: {once(count) / 1e3:.1f} s")
    return every


def on_the_cpu(label: str, work: Callable[[], object]) -> None:
    """Print how long something takes on the CPU, whoever else has it meanwhile."""
    before = time.process_time()
    work()
    print(f"  {label}: {(time.process_time() - before) * 1e3:.0f} ms on the CPU")


def keep(store: Store, every: Sequence[Sums]) -> None:
    """Write all of them as a window does, some at a time."""
    last = store.last_step()
    seen = last.id if last else None
    turns = range(len(every) // BATCH)
    times = each(
        lambda n: store.keep_sums(every[n * BATCH : (n + 1) * BATCH], shipped(), seen), len(turns)
    )
    told(f"{BATCH} articles' sums kept", times)
    with sqlite3.connect(store.path) as conn:
        (size,) = conn.execute(
            "SELECT avg(length(parties) + length(figures)) FROM standing"
        ).fetchone()
    conn.close()
    print(f"  a row: {size / 1e3:.1f} KB")


def view(store: Store) -> Overview:
    """Read what is kept, and draw the project."""
    made: list[Overview] = []

    def read() -> None:
        articles = {article.id: article for article in store.articles()}
        kept = store.kept_sums(shipped())
        made.append(Overview(Told(articles[sums.article_id], sums) for sums in kept))

    on_the_cpu("kept sums read", read)
    (overview,) = made
    gc.freeze()  # as the window does
    on_the_cpu("pooled", lambda: overview.pool)
    verdict("pictures of the project", median(each(lambda _: draw(overview), 11)), VIEW, "ms")
    on_the_cpu("the same", lambda: draw(overview))
    return overview


def draw(overview: Overview) -> None:
    """Make every picture of the project's view."""
    project_spread(overview, (), WIDTH)


def edit(store: Store, overview: Overview) -> None:
    """Change one claim of an open article, and draw the project anew."""
    articles = store.articles()[:40]
    some = [store.marks(article.id) for article in articles]
    changed = [after(marks) for marks in some]

    def write(n: int) -> None:
        store.apply(change("Note", (some[n].claims[3], changed[n].claims[3])))

    def follow(n: int) -> None:
        overview.put(Told(articles[n], sums_of(counted(changed[n]), shipped())))
        draw(overview)

    told("one edit written, its kept row dropped", each(write, len(some)))
    times = each(follow, len(some))
    verdict("one edit until the pictures are there, median", median(times), EDIT, "ms")
    verdict("the same, p95", p95(times), EDIT, "ms")
    on_the_cpu("the same, once", lambda: follow(0))


def after(marks: Marks) -> Marks:
    """Return an article in which a claim has lost its source."""
    claims = list(marks.claims)
    claims[3] = replace(claims[3], source_id=None)
    return replace(marks, claims=tuple(claims))


def panel(path: Path) -> None:
    """Show the project in the window's panel, then change claims while it is seen."""
    window = shown(path)
    balance, sums = window.balance, window.sums
    sums.want(window, is_wanted=True)
    until(lambda: sums.is_settled, seconds=1_200)

    def show() -> None:
        window.show_tab(balance)
        balance.show_project(is_wanted=True)
        QApplication.processEvents()

    def retag(n: int) -> None:
        claim = desk_of(window).claims[n % CLAIMS_EACH]
        tags = (Tag.DENIAL,) if claim.tags != (Tag.DENIAL,) else (Tag.OFFICIAL,)
        window.workspace.do(change("Tag", (claim, replace(claim, tags=tags))))
        QApplication.processEvents()

    def edits(label: str) -> None:
        times = each(retag, 60)
        verdict(f"{label}, median", median(times), EDIT, "ms")
        verdict("the same, p95", p95(times), EDIT, "ms")

    verdict("the panel for the first time", once(show), VIEW, "ms")
    window.show_tab(window.history)
    QApplication.processEvents()
    edits("one edit, written and shown, the panel behind")
    verdict("the panel again", once(show), VIEW, "ms")
    edits("the same with the panel in front")
    balance.chips.tag.take(Tag.DENIAL)
    on_the_cpu("narrowed to one tag", QApplication.processEvents)
    edits("the same, narrowed")
    window.close()


def looked_after(path: Path) -> None:
    """Check every row while the window is scrolled, and look how long it stands still."""
    window = shown(path)
    checked: list[object] = []
    pulse, started = Pulse(), time.perf_counter()
    check = partial(Upkeep.check_rows, checked=Checked())
    Lookup(path, Upkeep, check, checked.append, checked.append, window)
    while not checked:
        wheel(window, 1)
        QApplication.processEvents()
    print(f"  every row checked beside the window: {time.perf_counter() - started:.1f} s")
    verdict("the window stood still meanwhile", pulse.stop(), STILL, "ms")
    window.close()


def main(articles: int = ARTICLES) -> None:
    """Print every figure."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ONRECORD_HOME"] = folder
        path = library_of(Path(folder) / "many.onrecord", articles, CLAIMS_EACH)
        print(f"{articles:,} articles, {articles * CLAIMS_EACH:,} claims")
        with Store.open(path) as store:
            keep(store, count_all(store))
            edit(store, view(store))
        panel(path)
        looked_after(path)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
