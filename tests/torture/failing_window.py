"""A window on a disk that refuses the k-th thing asked of it, in a process of its own.

Run as `python -m tests.torture.failing_window KIND PROJECT FAULT STEP`: a reviewer marks a claim,
types a note and takes all back by real keys, for each STEP-th k as long as anything is refused; it
prints as JSON how many things were, and every broken promise. The kind `silent` shows no band.
"""

import json
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from traceback import format_exception

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from annotator.errors import AnnotatorError
from annotator.store.reader import Reader
from tests.journeys.reviewer import Reviewer
from tests.torture import sqlite_face
from tests.torture.failing import Faulty
from tests.torture.watched_disk import WatchedDisk
from ui import jobs
from ui.app import open_window
from ui.banner import Banner

WORDS, NOTE = "union said", "asked twice"
_ENOUGH = 20
_LONGEST = 20.0
"""Seconds that anything may take."""


class Desk:
    """A reviewer at a project on a faulty disk."""

    def __init__(self, project: Path, disk: Faulty) -> None:
        self._project = project
        self._disk = disk
        window = open_window(project)
        window.resize(1280, 860)
        self._reviewer = Reviewer(window)
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        self._reviewer.view.setFocus()
        self._settle()

    def _settle(self) -> None:
        """Let everything end that goes on beside the window."""
        until = time.monotonic() + _LONGEST
        QApplication.processEvents()
        while jobs.are_running() and time.monotonic() < until:
            QApplication.processEvents()
        QApplication.processEvents()

    def _shown(self) -> list[tuple[str, str]]:
        desk = self._reviewer.window.workspace.desk
        return [(claim.quote, claim.note) for claim in desk.claims] if desk else []

    def _on_disk(self) -> list[tuple[str, str]]:
        with Reader.open(self._project) as reader:
            (article,) = reader.articles()
            return [(claim.quote, claim.note) for claim in reader.marks(article.id).claims]

    def _message(self) -> str:
        label = self._reviewer.window.findChild(QLabel, "statusMessage")
        return label.text() if label else ""

    def _mark(self) -> None:
        self._reviewer.click(WORDS)
        self._reviewer.press("A")

    def _note(self) -> None:
        self._reviewer.click(WORDS)
        self._reviewer.press("M")
        self._reviewer.type(NOTE)
        self._reviewer.press("Ctrl+Enter")

    def _undo(self) -> None:
        self._reviewer.view.setFocus()
        self._reviewer.press("Ctrl+Z")

    def _try_again(self) -> None:
        button = self._reviewer.window.banner.findChild(QPushButton, "bannerOffer")
        if button and button.isVisible():
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            self._settle()

    def try_all(self, k: int) -> tuple[int, list[str]]:
        """Mark, note and undo on a disk that refuses the k-th doing of each."""
        hits, wrong = 0, list[str]()
        for act in (self._mark, self._note, self._undo, self._undo):
            if act == self._undo and not self._on_disk():
                break
            was_hit, found = self._try(act, k)
            hits += was_hit
            wrong += [f"{k}, {act.__name__}: {what}" for what in found]
        while self._on_disk() and not wrong:
            self._undo()
        return hits, wrong

    def close(self) -> None:
        """Leave."""
        self._reviewer.window.close()
        self._settle()

    def _try(self, act: Callable[[], None], k: int) -> tuple[bool, list[str]]:
        before = self._on_disk()
        self._reviewer.window.banner.hide()
        self._disk.arm(k)
        act()
        self._settle()
        self._disk.mend()
        self._settle()
        wrong = []
        if self._shown() != self._on_disk():
            wrong.append(f"{self._shown()} is shown, {self._on_disk()} is on the disk")
        if self._on_disk() == before:
            banner = self._reviewer.window.banner
            if banner.isHidden():
                wrong.append(f"nothing was done, and only {self._message()!r} said")
            self._try_again()
            if self._on_disk() == before:
                act()  # what was typed is still in its field, or the same key does it
                self._settle()
        if self._on_disk() == before:
            wrong.append("it cannot be done any more")
        if self._shown() != self._on_disk():
            wrong.append("at last something else is shown than is on the disk")
        return self._disk.was_hit, wrong


def main() -> None:
    """Try each k."""
    kind, project, fault, step = sys.argv[1:]
    disk = Faulty(fault)
    hits, wrong = 0, list[str]()
    sqlite_face.install()
    sys.excepthook = lambda _kind, error, _at: wrong.append("".join(format_exception(error)))
    application = QApplication([])
    if kind == "silent":
        Banner.tell = lambda *_: None  # type: ignore[method-assign]
    with WatchedDisk(disk.ask).in_use():
        desk = Desk(Path(project), disk)
        for k in count(1, int(step)):
            try:
                hit, found = desk.try_all(k)
            except AnnotatorError as error:
                hit, found = 0, [f"{k}: {error!r}"]
            hits += hit
            wrong += found
            if not hit or len(wrong) > _ENOUGH:
                break
        desk.close()
    application.processEvents()
    print(json.dumps({"count": hits, "wrong": wrong}))  # noqa: T201


if __name__ == "__main__":
    try:
        main()
    finally:
        sys.excepthook = sys.__excepthook__
