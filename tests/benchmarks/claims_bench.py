"""The claims table of one article with 10,000 claims: filter, chip, sort, and a change in it."""

import os
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from annotator import edits
from annotator.vocabulary import Tag
from tests.benchmarks.seat import desk_of, shown
from tests.benchmarks.stories import project_of
from tests.benchmarks.timing import each, once, told, verdict
from ui.main_window import MainWindow
from ui.models.claim_cells import Column

CLAIMS = 10_000
GOAL = 50
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def filtering(window: MainWindow) -> None:
    """Type letter after letter, take them away again, and click each chip on and off."""
    line = window.claims.filter
    line.setFocus()
    first = once(lambda: QTest.keyClicks(line, "m"))
    print(f"  the first letter: {first:.0f} ms")
    letters = [once(partial(QTest.keyClicks, line, letter)) for letter in "inistry said"]
    letters += each(lambda _: QTest.keyClick(line, Qt.Key.Key_Backspace), 12)
    line.clear()
    told("one letter more or less", letters)
    verdict("filter: the longest", max(first, *letters), GOAL, "ms")
    chips = window.claims.chips.findChildren(QToolButton)[:7]
    clicks = [once(chip.click) for chip in chips for _ in range(2)]
    told("a chip on or off", clicks)
    verdict("chip: the longest", max(clicks), GOAL, "ms")


def sorting(window: MainWindow) -> None:
    """Sort by each column, up and down, each time from reading order."""
    table = window.claims.table
    worst: dict[str, float] = {}
    for column in Column:
        times = []
        for order in (DOWN, UP):
            table.sortByColumn(Column.REVIEWER if column is Column.NUMBER else Column.NUMBER, UP)
            times.append(once(partial(table.sortByColumn, column, order)))
        worst[table.claims.title(column)] = max(times)
    slowest = max(worst, key=lambda name: worst[name])
    print("  sort by " + ", ".join(f"{name} {spent:.0f}" for name, spent in worst.items()) + " ms")
    verdict(f"sort: the longest, by {slowest}", worst[slowest], GOAL, "ms")


def changing(window: MainWindow) -> None:
    """Change the tags of claims: with the table behind another panel, then with it in front."""
    desk, table = desk_of(window), window.claims.table

    def retag(number: int) -> None:
        claim = desk.claims[number * 97]
        tags = (Tag.DENIAL,) if claim.tags != (Tag.DENIAL,) else (Tag.OFFICIAL,)
        edit = edits.change("Tag", (claim, replace(claim, tags=tags)))
        window.workspace.do(edit)
        QApplication.processEvents()

    window.show_tab(window.inspector)
    QApplication.processEvents()
    behind = each(retag, 60)
    told("retag, the table behind", behind)
    window.show_tab(window.claims)
    for name, column, words in (
        ("in reading order", Column.NUMBER, ""),
        ("sorted by tags", Column.BADGES, ""),
        ("sorted and filtered", Column.BADGES, "denial"),
    ):
        table.sortByColumn(column, UP)
        window.claims.filter.setText(words)
        QApplication.processEvents()
        times = each(retag, 60)
        told(f"retag, the table in front, {name}", times)
        verdict("table in front to behind", median(times) / median(behind), 4, "x")
    window.claims.show_all()
    table.sortByColumn(Column.NUMBER, UP)


def choosing(window: MainWindow) -> None:
    """Select every row, tag them all by one key, and take it back by another."""
    table = window.claims.table
    table.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    everything = once(lambda: QTest.keyClick(table, Qt.Key.Key_A, control))
    tag = once(lambda: QTest.keyClick(table, Qt.Key.Key_D))
    undo = once(window.workspace.undo)
    print(f"  select all: {everything:.0f} ms; tag all: {tag:.0f} ms; undo: {undo:.0f} ms")


def main() -> None:
    """Print every figure."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ONRECORD_HOME"] = folder
        window = shown(project_of(Path(folder) / "claims.onrecord", CLAIMS * 100, CLAIMS))
        window.show_tab(window.claims)
        QApplication.processEvents()
        print(f"claims table: filter, chip, sort at {CLAIMS:,}")
        for part in (filtering, sorting, changing, choosing):
            part(window)
        window.close()


if __name__ == "__main__":
    main()
