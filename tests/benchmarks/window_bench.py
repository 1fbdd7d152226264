"""The window: first paint, opening an article, and memory, beside the barest that shows the same.

The same text stands in a bare `QTextEdit`; all claims are read with nothing but SQLite. An article
is opened twice over: the first page is there when its words are painted with their marks and can
be read and scrolled, the whole when every claim is there, counted and listed in the panels.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

from tests.benchmarks.seat import application, shown
from tests.benchmarks.stories import project_of
from tests.benchmarks.timing import exponent, once, verdict
from ui.main_window import MainWindow

ROOT = Path(__file__).parents[2]
SIZES = ((100_000, 1_000), (300_000, 3_000), (1_000_000, 10_000))
_BARE = """
import sqlite3, sys, time
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit
application = QApplication([])
window = QMainWindow()
edit = QTextEdit()
window.setCentralWidget(edit)
rows = sqlite3.connect(sys.argv[1]).execute("SELECT text FROM document").fetchall()
edit.setPlainText(rows[0][0])
window.resize(1280, 860)
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
window.resize(1280, 860)
application.processEvents()
window.grab()
"""
_PAINTED_AGAIN = """
application.processEvents()
window.grab()
"""
_UNTIL_THERE = f"""
while window.workspace.desk is None:
    application.processEvents()
{_PAINTED_AGAIN}
"""
_UNKEPT = "PYTHONDONTWRITEBYTECODE"
_RESIDENT = """
print([line for line in open("/proc/self/status") if line.startswith("VmRSS")][0].split()[1])
"""


def process(code: str, project: Path) -> float:
    """Return how long a process takes to show a window, in seconds."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, str(project)], check=True, cwd=ROOT, env=_env())
    return time.perf_counter() - started


def _env() -> dict[str, str]:
    """Return an environment in which what was imported once is not compiled again."""
    return {name: value for name, value in os.environ.items() if name != _UNKEPT}


def first_window(folder: Path) -> None:
    """Compare our first window, text and claims painted, with a bare one."""
    project = project_of(folder / "first.onrecord", 4_000, 20, 1, whole=False)
    process(_OURS, project)
    bare, ours = [], []
    for _ in range(7):
        bare.append(process(_BARE, project))
        ours.append(process(_OURS, project))
    print(f"first window: {median(ours):.2f} s, bare Qt and sqlite3 {median(bare):.2f} s")
    verdict("first window to bare", median(ours) / median(bare), 3, "x")


def resident(code: str, project: Path) -> float:
    """Return the memory that a process needs once its window is painted, in MB."""
    run = subprocess.run(
        [sys.executable, "-c", code + _RESIDENT, str(project)],
        check=True,
        cwd=ROOT,
        env=_env(),
        capture_output=True,
        text=True,
    )
    return int(run.stdout) / 1024


def memory(project: Path) -> None:
    """Compare the memory of our window with that of the same widget with the same text."""
    bare = resident(_BARE + _PAINTED_AGAIN, project)
    ours = resident(_OURS + _UNTIL_THERE, project)
    print(f"memory at 1 MB, 10,000 claims: {ours:.0f} MB, QTextEdit with the text {bare:.0f} MB")
    verdict("more than the same widget", ours - bare, 45, "MB")


def opening(folder: Path) -> Path:
    """Compare opening an article in a window with raw load and paint; return the largest."""
    print("first page: text painted with its marks; whole: every claim counted and listed, too")
    times: list[float] = []
    wholes: list[float] = []
    for size, claims in SIZES:
        project = project_of(folder / f"{claims}.onrecord", size, claims)
        bare, edit = bare_window()
        window = shown(project)
        raw, first, whole = [], [], []
        for _ in range(5):
            raw.append(once(lambda b=bare, e=edit, p=project: raw_open(b, e, p)))  # type: ignore[misc]
            first.append(once(lambda w=window: reopen(w)))  # type: ignore[misc]
            whole.append(first[-1] + once(lambda w=window: wait_for_the_whole(w)))  # type: ignore[misc]
        bare_time, page, every = median(raw), median(first), median(whole)
        print(f"{claims:,} claims: raw load and paint {bare_time:.0f} ms")
        print(f"  first page {page:.0f} ms, whole article there {every:.0f} ms")
        verdict("first page to raw load and paint", page / bare_time, 1.5, "x")
        print(f"  whole article to raw load and paint: {every / bare_time:.2f} x")
        times.append(page)
        wholes.append(every)
        for some in (window, bare):
            some.close()
    counts = [claims for _, claims in SIZES]
    verdict("first page: exponent in N", exponent(counts, times), 1.1, "")
    verdict("whole article: exponent in N", exponent(counts, wholes), 1.1, "")
    return project


def bare_window() -> tuple[QMainWindow, QTextEdit]:
    """Return a window with nothing but the words."""
    window, edit = QMainWindow(), QTextEdit()
    window.setCentralWidget(edit)
    window.resize(1280, 860)
    window.show()
    QApplication.processEvents()
    return window, edit


def raw_open(window: QMainWindow, edit: QTextEdit, project: Path) -> None:
    """Read the text and the claims with nothing but SQLite, and paint the text."""
    conn = sqlite3.connect(project)
    text = conn.execute("SELECT text FROM document").fetchall()[0][0]
    conn.execute("SELECT * FROM claim").fetchall()
    conn.close()
    edit.setPlainText(text)
    QApplication.processEvents()
    window.grab()


def reopen(window: MainWindow) -> None:
    """Open the article anew, and paint its first page with the marks."""
    workspace = window.workspace
    workspace.show_article(workspace.articles()[0].id)
    QApplication.processEvents()
    window.grab()


def wait_for_the_whole(window: MainWindow) -> None:
    """Do nothing until every claim is there, as a window that nobody touches; paint it."""
    loop = QEventLoop()
    window.workspace.opening.connect(lambda coming: None if coming else loop.quit())
    if window.workspace.is_opening:
        loop.exec()
    QApplication.processEvents()
    window.grab()


def main() -> None:
    """Print every figure."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ONRECORD_HOME"] = folder
        application()
        first_window(Path(folder))
        memory(opening(Path(folder)))


if __name__ == "__main__":
    main()
