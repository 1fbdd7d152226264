"""When a panel that is costly to fill is filled: while it is seen, and once for many changes."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.workspace import Workspace


class Freshness(QObject):
    """Calls `fill` once after the article changed, as soon as `panel` is visible.

    The panel calls `settle` when it is shown, or when somebody asks it for what it knows.
    """

    def __init__(self, panel: QWidget, workspace: Workspace, fill: Callable[[], None]) -> None:
        super().__init__(panel)
        self._panel = panel
        self._fill = fill
        self._is_stale = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._fill_if_seen)
        for signal in (workspace.project_opened, workspace.article_opened, workspace.changed):
            signal.connect(self._spoil)

    def settle(self) -> None:
        """Fill the panel, unless nothing changed since."""
        if self._is_stale:
            self._is_stale = False
            self._fill()

    def _spoil(self) -> None:
        self._is_stale = True
        if self._panel.isVisible():
            self._timer.start()

    def _fill_if_seen(self) -> None:
        if self._panel.isVisible():
            self.settle()
