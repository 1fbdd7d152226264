"""Work in the background leaves alone what belongs to the thread of the window."""

import gc
from pathlib import Path
from threading import get_ident

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui import jobs
from ui.app import open_window

_ENDED: list[int] = []


class Thing(QObject):
    """Notes in which thread it is destroyed; it holds on to itself."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self

    def __del__(self) -> None:
        _ENDED.append(get_ident())


def many_containers(count: int) -> int:
    return len([[number] for number in range(count)])


@pytest.mark.slow
def test_what_the_window_let_go_of_is_not_destroyed_by_another_thread(qtbot: QtBot) -> None:
    gc.collect()
    _ENDED.clear()
    answers: list[int] = []
    for _ in range(20):
        Thing()
    jobs.start(lambda: many_containers(300_000), answers.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(answers) and not jobs.are_running())
    gc.collect()
    assert [get_ident()] * 20 == _ENDED


@pytest.mark.slow
def test_a_window_lets_garbage_be_collected_between_two_events_alone(
    qtbot: QtBot, project: Path
) -> None:
    window = open_window(project)
    assert not gc.isenabled()
    jobs.start(lambda: 1, lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: not jobs.are_running())
    assert not gc.isenabled()
    gc.collect()
    _ENDED.clear()
    for _ in range(gc.get_threshold()[0] + 1):
        Thing()
    assert _ENDED == []
    qtbot.waitUntil(lambda: bool(_ENDED))
    assert set(_ENDED) == {get_ident()}
    window.close()
    window.deleteLater()
    qtbot.waitUntil(lambda: not isValid(window))
    assert not gc.isenabled()
