"""The balance of one article: after an edit, painted, and at another width."""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtWidgets import QApplication, QWidget

from annotator import edits
from annotator.model import Link, new_id
from annotator.vocabulary import LinkKind, Tag
from tests.benchmarks.seat import desk_of, shown
from tests.benchmarks.stories import project_of
from tests.benchmarks.timing import exponent, told, verdict
from ui.main_window import MainWindow

SIZES = (250, 500, 1_000, 2_000)
GOAL = 50
"""Milliseconds for the view at 1,000 claims."""


def opened(path: Path, claims: int) -> MainWindow:
    """Return the window on a story in which every third claim is about somebody, or answers."""
    window = shown(project_of(path, claims * 100, claims, 2, whole=False))
    some = desk_of(window).claims[::3]
    about = [(claim, replace(claim, targets=("The mill",))) for claim in some[::2]]
    window.workspace.do(edits.change("Targets", *about))
    pairs = zip(some[1::2], some[::2], strict=False)
    links = (Link(new_id(), LinkKind.DENIES, one.id, other.id) for one, other in pairs)
    window.workspace.do(edits.add("Links", *links))
    return window


def retag(window: MainWindow, number: int) -> None:
    """Give a claim another tag, and have everything painted."""
    claim = desk_of(window).claims[number * 7]
    tags = (Tag.DENIAL,) if claim.tags != (Tag.DENIAL,) else (Tag.OFFICIAL,)
    window.workspace.do(edits.change("Tag", (claim, replace(claim, tags=tags))))
    QApplication.processEvents()


def worked(work: Callable[[int], object], times: int) -> list[float]:
    """Return how long the processor worked on each call, in milliseconds."""
    found = []
    for number in range(times):
        started = time.process_time()
        work(number)
        found.append((time.process_time() - started) * 1e3)
    return found


def in_front(window: MainWindow, panel: QWidget) -> list[float]:
    """Return how long edits take with a panel in front."""
    window.show_tab(panel)
    QApplication.processEvents()
    return worked(partial(retag, window), 30)


def main() -> None:
    """Print every figure."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    views = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ONRECORD_HOME"] = folder
        for size in SIZES:
            window = opened(Path(folder) / f"{size}.onrecord", size)
            behind = in_front(window, window.history)
            front = in_front(window, window.balance)
            print(f"{size:,} claims")
            told("an edit, the balance behind", behind)
            told("an edit, the balance in front", front)
            views.append(median(front) - median(behind))
            print(f"  the balance view after an edit: {views[-1]:.1f} ms more")
            window.parts.toggle_balance()
            QApplication.processEvents()
            told("at another width", worked(partial(resize, window), 20))
            window.close()
    verdict("the view after an edit at 1,000 claims", views[SIZES.index(1_000)], GOAL, "ms")
    verdict("exponent in the number of claims", exponent(SIZES, views), 1.2, "")


def resize(window: MainWindow, number: int) -> None:
    """Make the window a little wider or narrower, with the balance in all of it."""
    window.resize(1280 + number % 2 * 20, 860)
    QApplication.processEvents()


if __name__ == "__main__":
    main()
