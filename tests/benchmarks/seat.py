"""The window as the benchmarks use it: shown, scrolled, and marked in by real events."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.desk import Desk
from ui.app import open_window
from ui.main_window import MainWindow


def application() -> QApplication:
    """Return the application, made once."""
    found = QApplication.instance() or QApplication([])
    return cast("QApplication", found)


def shown(project: Path) -> MainWindow:
    """Return the window on a project at a laptop's size, with its article painted."""
    application()
    window = cast("MainWindow", open_window(project))
    window.resize(1280, 860)
    window.show_tab(window.inspector)
    until(lambda: window.workspace.desk is not None)
    window.view.setFocus()
    return window


def spread(window: MainWindow) -> None:
    """Give the page so much room that the cards stand beside it."""
    window.resize(1440, 860)
    window.parts.hide_panels()
    until(window.pane.cards.isVisible)


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Let events happen until something holds; RuntimeError where it does not in time."""
    end = time.monotonic() + seconds
    while True:
        QApplication.processEvents()
        if holds():
            return
        if time.monotonic() > end:
            raise RuntimeError("it did not happen")


def desk_of(window: MainWindow) -> Desk:
    """Return the open article."""
    desk = window.workspace.desk
    assert desk
    return desk


class Painted(QObject):
    """Tells whether the page was painted since it was last asked."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._port = window.view.viewport()
        self._seen = False
        self._port.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that it is painted."""
        if watched is self._port and event.type() == QEvent.Type.Paint:
            self._seen = True
        return False

    def after(self, work: Callable[[], object]) -> None:
        """Do something and wait until it is painted."""
        self._seen = False
        work()
        until(lambda: self._seen)


def press(window: MainWindow, key: Qt.Key) -> None:
    """Press a key of the text."""
    QTest.keyClick(window.view, key)


def paint(window: MainWindow, _: int = 0) -> None:
    """Paint the page, its margin and its cards as they stand."""
    for part in (window.pane.margin, window.view.viewport(), window.pane.cards):
        part.repaint()


def jump(window: MainWindow, number: int) -> None:
    """Go to one of a hundred places, anywhere, and paint."""
    bar = window.view.verticalScrollBar()
    bar.setValue(bar.maximum() * (number * 37 % 100) // 100)
    QApplication.processEvents()


def wheel(window: MainWindow, number: int) -> None:
    """Turn the wheel by one notch and paint; every 400 notches turn back."""
    port = window.view.viewport()
    center = QPointF(port.rect().center())
    event = QWheelEvent(
        center,
        QPointF(port.mapToGlobal(center.toPoint())),
        QPoint(),
        QPoint(0, -120 if number % 800 < 400 else 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, event)
    QApplication.processEvents()
