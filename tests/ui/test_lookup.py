"""What is read in the background and wanted no more ends quietly, wherever it is broken off."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotator.store.reader import Reader
from ui import jobs
from ui.lookup import IsWanted, Lookup


def test_a_reading_that_is_interrupted_ends_quietly(qtbot: QtBot, project: Path) -> None:
    begun, cancelled, told, parent = Event(), Event(), list[object](), QObject()

    def read(reader: Reader, _is_wanted: IsWanted) -> int:
        begun.set()
        cancelled.wait(10)
        # SQLite asks again and again whether it is to go on.
        reader._conn.set_progress_handler(lambda: True, 1)  # noqa: SLF001 - as an interrupt does
        return len(reader.articles())

    lookup = Lookup(project, Reader, read, told.append, told.append, parent)
    assert begun.wait(10)
    lookup.cancel()
    cancelled.set()
    qtbot.waitUntil(lambda: not jobs.are_running())
    assert told == []
