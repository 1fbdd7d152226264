"""When a panel that is costly to fill is filled: while it is seen, and once for many changes."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

from ui.workspace import Workspace


class Freshness(QObject):
    """Calls `fill` once after one of `signals` came, as soon as `panel` is visible.

    It waits for `pause` milliseconds without another. The panel calls `settle` when it is shown,
    or when somebody asks it for what it knows.
    """

    def __init__(
        self,
        panel: QWidget,
        signals: Iterable[SignalInstance],
        fill: Callable[[], None],
        pause: int = 0,
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._fill = fill
        self._is_stale = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self._fill_if_seen)
        for signal in signals:
            signal.connect(self.spoil)

    @property
    def is_fresh(self) -> bool:
        """Return whether nothing changed since the panel was filled."""
        return not self._is_stale

    def rest(self, pause: int) -> None:
        """Wait for `pause` milliseconds without another change from now on."""
        self._timer.setInterval(pause)

    def expire(self) -> None:
        """Have the panel filled again when it is shown next."""
        self._is_stale = True

    def spoil(self) -> None:
        """Have the panel filled again."""
        self.expire()
        if self._panel.isVisible():
            self._timer.start()

    def settle(self) -> None:
        """Fill the panel, unless nothing changed since."""
        self._timer.stop()
        if self._is_stale:
            self._is_stale = False
            self._fill()

    def _fill_if_seen(self) -> None:
        if self._panel.isVisible():
            self.settle()


def of_the_article(workspace: Workspace) -> tuple[SignalInstance, ...]:
    """Return what tells that the open article is another one, or was changed."""
    return workspace.project_opened, workspace.article_opened, workspace.changed
