"""The window: first paint, opening, one claim more, and frames while scrolling."""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, cast

from annotator import edits
from annotator.model import Article, Claim, new_id
from annotator.store import Store
from annotator.vocabulary import Tag
from tests.factories import keep_text, new_project

if TYPE_CHECKING:
    from ui.main_window import MainWindow

ROOT = Path(__file__).parents[2]
_WORDS = ["the", "minister", "said", "company", "waste", "river", "Friday", "court", "report"]
_WORDS += ["officials", "against", "plan", "water", "mill", "union", "board", "harbor"]
_BARE = """
import sqlite3, sys, time
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit
application = QApplication([])
window = QMainWindow()
edit = QTextEdit()
window.setCentralWidget(edit)
rows = sqlite3.connect(sys.argv[1]).execute("SELECT text FROM document").fetchall()
edit.setPlainText(rows[0][0])
window.show()
application.processEvents()
window.grab()
"""
_OURS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication([])
from ui.app import open_window
window = open_window(Path(sys.argv[1]))
application.processEvents()
window.grab()
"""


def article_of(words: int, chance: random.Random) -> str:
    """Return a story of about `words` words in paragraphs of 40 to 90."""
    paragraphs = ["Headline of the story"]
    while words > 0:
        length = chance.randint(40, 90)
        words -= length
        paragraphs.append(" ".join(chance.choices(_WORDS, k=length)).capitalize() + ".")
    return "\n\n".join(paragraphs) + "\n"


def project_of(path: Path, words: int, claims: int) -> Path:
    """Make a project of one article with `claims` claims at random places."""
    chance = random.Random(7)
    text = article_of(words, chance)
    with Store.open(new_project(path)) as store:
        article = keep_text(store, text)
        made = [claim_at(article, text, chance) for _ in range(claims)]
        if made:
            store.apply(edits.add("Mark", *made))
    return path


def claim_at(article: Article, text: str, chance: random.Random) -> Claim:
    """Return a claim somewhere in `text`."""
    start = chance.randint(30, len(text) - 300)
    end = start + chance.randint(20, 180)
    tags = tuple(chance.sample(list(Tag), chance.choice([0, 1, 1, 1, 2])))
    return Claim(new_id(), article.id, start, end, text[start:end], tags)


def process(code: str, project: Path) -> float:
    """Return how long a process takes to show a window, in seconds."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, str(project)], check=True, cwd=ROOT)
    return time.perf_counter() - started


def first_window(folder: Path) -> None:
    """Compare our first window, text and claims painted, with a bare one."""
    project = project_of(folder / "first.onrecord", 600, 20)
    bare = median(process(_BARE, project) for _ in range(5))
    ours = median(process(_OURS, project) for _ in range(5))
    print(f"first window: {ours:.2f} s, bare Qt and sqlite3 {bare:.2f} s")
    print(f"  ratio {ours / bare:.1f} (goal: at most 3)")


def each(work: Callable[[int], object], times: int) -> list[float]:
    """Return how long each call took, in milliseconds."""
    found = []
    for n in range(times):
        started = time.perf_counter()
        work(n)
        found.append((time.perf_counter() - started) * 1e3)
    return found


def p95(times: list[float]) -> float:
    """Return the time that 95 of 100 calls stay under."""
    return quantiles(times, n=20)[18]


def opening_and_marking(folder: Path) -> None:
    """Open and add one claim where there are few and many; print frames while scrolling."""
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    added: dict[int, float] = {}
    for words, claims in ((15_500, 1_000), (124_000, 8_000), (13_000, 500), (13_000, 0)):
        project = project_of(folder / f"{words}-{claims}.onrecord", words, claims)
        raw = median(each(partial(raw_load, project), 3))
        started = time.perf_counter()
        window = shown(project)
        application.processEvents()
        window.grab()
        opened = (time.perf_counter() - started) * 1e3
        print(f"{words:,} words, {claims:,} claims: open {opened:.0f} ms (raw load {raw:.0f} ms)")
        print(f"  scroll frame p95 {p95(each(partial(frame, window), 100)):.1f} ms")
        times = each(partial(mark, window), 60)
        added[claims] = median(times)
        print(f"  add one claim p95 {p95(times):.1f} ms, median {median(times):.1f} ms")
        paints = each(partial(paint, window), 60)
        print(f"  paint it: p95 {p95(paints):.1f} ms, median {median(paints):.1f} ms")
        window.close()
    print(f"  add one at 8,000 to 1,000 claims: ratio {added[8_000] / added[1_000]:.2f}")


def shown(project: Path) -> "MainWindow":
    """Return the window on a project, at a laptop's size."""
    from ui.app import open_window

    window = cast("MainWindow", open_window(project))
    window.resize(1280, 860)
    return window


def mark(window: "MainWindow", number: int) -> None:
    """Add one claim: durable, counted and listed."""
    desk = window.workspace.desk
    if desk:
        chance = random.Random(number)
        claim = claim_at(desk.article, desk.text, chance)
        window.workspace.do(edits.add("Mark", claim))


def paint(window: "MainWindow", _: int) -> None:
    """Paint the page as it stands."""
    window.view.viewport().repaint()


def frame(window: "MainWindow", number: int) -> None:
    """Scroll to one of a hundred places and paint."""
    bar = window.view.verticalScrollBar()
    bar.setValue(bar.maximum() * number // 100)
    window.view.viewport().repaint()


def raw_load(project: Path, _: int) -> None:
    """Read the text and the claims with nothing but SQLite."""
    conn = sqlite3.connect(project)
    conn.execute("SELECT text FROM document").fetchall()
    conn.execute("SELECT * FROM claim").fetchall()
    conn.close()


def main() -> None:
    """Print every figure."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ONRECORD_HOME"] = folder
        first_window(Path(folder))
        opening_and_marking(Path(folder))


if __name__ == "__main__":
    main()
