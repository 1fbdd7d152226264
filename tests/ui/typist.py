"""Somebody who types a note at a window and never stops, to be killed.

Run as `python -m tests.ui.typist PROJECT [late]`. The note grows by a number at a time; each is
printed with the moment of its last key, in seconds of the system's monotonic clock. `late` is
deliberately wrong: it keeps words after ten seconds.
"""

import sys
from itertools import count
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui import drafts
from ui.app import open_window
from ui.main_window import MainWindow

_BETWEEN = 40
"""Milliseconds from one number to the next."""


def main(project: Path) -> None:
    """Open a window on `project` and type a note on its first claim for ever."""
    application = QApplication([])
    window = open_window(project)
    assert isinstance(window, MainWindow)
    desk = window.workspace.desk
    assert desk
    window.text_commands.going.choose(desk.claims[0])
    note = window.inspector.form.note
    window.inspector.focus_note()
    numbers = count()

    def type_on() -> None:
        number = next(numbers)
        QTest.keyClicks(note, f"{number} ")
        print(number, monotonic(), flush=True)  # noqa: T201

    timer = QTimer(interval=_BETWEEN)
    timer.timeout.connect(type_on)
    timer.start()
    application.exec()


if __name__ == "__main__":
    if "late" in sys.argv:
        drafts.SOON = 10_000
    main(Path(sys.argv[1]))
