"""How long nobody has touched a key or the mouse, looked at while somebody wants to know."""

from time import time

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, QTimer, Signal

MINUTE = 60_000
"""Milliseconds."""
_LOOK = 5_000
"""Milliseconds between two looks at the clock, which may jump: a machine sleeps in between."""
_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
    QEvent.Type.InputMethod,
    QEvent.Type.Drop,
}


class Idle(QObject):
    """Watches every window of the program; `passed` comes once nothing was touched for so long.

    It comes again after as long, unless it is ended or something is touched.
    """

    passed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._limit = 0
        self._since = QElapsedTimer()
        self._touched = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)

    def begin(self, minutes: int) -> None:
        """Watch for so many minutes without a touch, from now on; with 0, not at all."""
        limit, application = minutes * MINUTE, QCoreApplication.instance()
        if application is None or limit == self._limit:
            return
        if limit and not self._limit:
            # Each event of the program passes by it, so it is there only where it is wanted.
            application.installEventFilter(self)
        elif not limit:
            application.removeEventFilter(self)
        self._limit = limit
        self._touch()
        if limit:
            self._timer.start(min(limit, _LOOK))
        else:
            self._timer.stop()

    def end(self) -> None:
        """Watch no more."""
        self.begin(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note each touch, and let everything pass."""
        del watched
        if event.type() in _TOUCHES:
            self._touch()
        return False

    def _touch(self) -> None:
        self._since.start()
        self._touched = time()

    def _look(self) -> None:
        # A clock that only goes on while the machine runs says nothing of its sleep.
        idle = max(self._since.elapsed(), int((time() - self._touched) * 1000))
        if idle >= self._limit:
            self._touch()
            self._timer.start(min(self._limit, _LOOK))
            self.passed.emit()
        else:
            self._timer.start(min(self._limit - idle, _LOOK))
