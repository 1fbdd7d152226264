"""The tabs of the panels, set closer where they would not fit."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget

ROOMY = 364
"""From this width, in pixels, the titles have the room that they should have."""


class PanelTabs(QTabWidget):
    """Panels behind tabs; titles that are too long even so can be scrolled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panels")
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the titles for the width."""
        is_close = event.size().width() < ROOMY
        bar = self.tabBar()
        if bar.property("close") != is_close:
            bar.setProperty("close", is_close)
            bar.style().unpolish(bar)
            bar.style().polish(bar)
        super().resizeEvent(event)
