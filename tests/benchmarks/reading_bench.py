"""The page: painting, scrolling, and marking one claim more among few and many."""

import os
import random
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator import edits
from annotator.model import Claim
from annotator.vocabulary import Tag
from tests.benchmarks.seat import Painted, desk_of, jump, paint, press, shown, spread, wheel
from tests.benchmarks.stories import claims_over, project_of
from tests.benchmarks.timing import by_turns, each, exponent, once, p95, told, verdict
from ui.main_window import MainWindow

MEGABYTE = 1_000_000
KINDS = ("add", "retag", "link", "remove", "undo", "key", "next")


def painting(folder: Path) -> None:
    """Paint 13,000 words with 500 claims at a hundred places."""
    window = shown(project_of(folder / "words.onrecord", 80_000, 500, 0.7, whole=False))
    spread(window)
    print("13,000 words, 500 claims, the cards beside them")

    times: list[float] = []
    for number in range(100):
        jump(window, number)
        times += each(partial(paint, window), 3)
    told("paint page, margin and cards", times)
    verdict("paint p95", p95(times), 8, "ms")
    told("wheel", each(partial(wheel, window), 800))
    window.close()


def scrolling(folder: Path) -> None:
    """Scroll through 1 MB with 10,000 claims, five deep, and in the same window with none."""
    bare = shown(project_of(folder / "bare.onrecord", MEGABYTE, 0))
    full = shown(project_of(folder / "full.onrecord", MEGABYTE, 10_000))
    print("1 MB, 10,000 claims five deep, one of them as long as the article; bare: no claims")
    compare(bare, full)
    print("the same with the cards beside the page, and the room for them")
    spread(bare)
    spread(full)
    compare(bare, full)
    bare.close()
    full.close()


def compare(bare: MainWindow, full: MainWindow) -> None:
    """Print what a step of the wheel and a jump take in two windows, by turns."""
    moves: dict[str, tuple[Callable[[MainWindow, int], None], int]]
    moves = {"wheel": (wheel, 800), "jump": (jump, 100)}
    for name, (move, count) in moves.items():
        floor, ours = by_turns([partial(move, bare), partial(move, full)], count)
        told(f"{name}, bare", floor)
        told(f"{name}, full", ours)
        verdict(f"{name} p95 to bare", p95(ours) / p95(floor), 1.3, "x")
        verdict(f"{name} median to bare", median(ours) / median(floor), 1.3, "x")
        verdict(f"{name} p95", p95(ours), 16, "ms")


def marking(folder: Path) -> None:
    """Add, retag, remove and undo one claim among 1,000, 3,000 and 10,000."""
    sizes = (1_000, 3_000, 10_000)
    found: dict[str, list[float]] = {name: [] for name in KINDS}
    worst: dict[str, float] = {}
    for claims in sizes:
        project = project_of(folder / f"{claims}.onrecord", claims * 100, claims)
        window = shown(project)
        print(f"{claims:,} claims five deep, one of them as long as the article")
        for name, times in Edits(window, 40).run().items():
            told(name, times)
            found[name].append(median(times))
            worst[name] = p95(times)
        window.close()
    for name, times in found.items():
        verdict(f"{name}: exponent in N", exponent(sizes, times), 0.2, "")
        verdict(f"{name}: p95 at 10,000", worst[name], 50 if name == "key" else 16, "ms")


class Edits:
    """Each kind of edit, timed until it is durable, counted, listed and painted."""

    def __init__(self, window: MainWindow, count: int) -> None:
        self.window = window
        self.workspace = window.workspace
        self.desk = desk_of(window)
        self.times: dict[str, list[float]] = {}
        self._chance = random.Random(3)
        self._painted = Painted(window)
        text, depth = self.desk.text, 300 * count / len(self.desk.text)
        self._claims = list(claims_over(self.desk.article, text, count, depth, [], self._chance))

    def run(self) -> dict[str, list[float]]:
        """Return the times of every kind of edit, in milliseconds."""
        window, workspace = self.window, self.workspace
        self._time("add", lambda claim: workspace.do(edits.add("Mark", claim)), self.see)
        self._time("retag", self.retag, self.see)
        self._time("link", lambda _: press(window, Qt.Key.Key_1), self.begin_link)
        self._time("remove", lambda _: window.text_commands.marker.remove(), self.choose)
        self._time("undo", lambda _: workspace.undo(), self.see)
        self._time("key", lambda _: press(window, Qt.Key.Key_A), self.put_caret)
        self._time("next", lambda _: press(window, Qt.Key.Key_J), self.choose)
        return self.times

    def _time(
        self, name: str, work: Callable[[Claim], object], ready: Callable[[Claim], None]
    ) -> None:
        found = self.times[name] = []
        for claim in self._claims:
            ready(claim)
            QApplication.processEvents()
            found.append(once(partial(self._painted.after, partial(work, claim))))

    def see(self, claim: Claim) -> None:
        """Bring a claim's place into view."""
        self.window.selection.clear()
        self.window.view.bring_into_view(claim.start)

    def choose(self, claim: Claim) -> None:
        """Select a claim."""
        self.see(claim)
        self.window.selection.select(self.desk.claim(claim.id))

    def begin_link(self, claim: Claim) -> None:
        """Press L on a claim."""
        self.choose(claim)
        press(self.window, Qt.Key.Key_L)

    def put_caret(self, claim: Claim) -> None:
        """Put the caret into a sentence."""
        self.see(claim)
        self.window.view.put_caret(claim.start + self._chance.randint(0, 100))

    def retag(self, claim: Claim) -> None:
        """Give a claim another tag."""
        tags = (Tag.OFFICIAL,) if claim.tags == (Tag.DENIAL,) else (Tag.DENIAL,)
        self.workspace.do(edits.change("Tag", (claim, replace(claim, tags=tags))))


def main() -> None:
    """Print every figure."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ONRECORD_HOME"] = folder
        painting(Path(folder))
        scrolling(Path(folder))
        marking(Path(folder))


if __name__ == "__main__":
    main()
