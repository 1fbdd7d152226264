"""A page as high as what it holds, that gives way where there is little room and scrolls then."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

LEAST = 64
"""How low it is at least, in pixels, where the page is higher."""


class Fitting(QScrollArea):
    """Shows all of a page, or `most` pixels of it, where the window is high enough."""

    def __init__(self, page: QWidget, most: int = 1 << 20) -> None:
        super().__init__()
        self._page = page
        self._most = most
        self._height = 0
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        # What a layout holds tells the page that it changed; a label alone tells what it lies on.
        for watched in (page, self.viewport()):
            watched.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """Return the height of the page."""
        return QSize(super().sizeHint().width(), self._height)

    def minimumSizeHint(self) -> QSize:
        """Return how far it gives way."""
        return QSize(0, min(self._height, LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page in at this width."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what the page holds."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        page = self._page
        width = self.viewport().width()
        needed = page.heightForWidth(width) if page.hasHeightForWidth() else -1
        height = min(needed if needed >= 0 else page.sizeHint().height(), self._most)
        if height != self._height:
            self._height = height
            self.updateGeometry()
