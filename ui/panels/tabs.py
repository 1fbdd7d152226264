"""Panels behind tabs, left and right of the page; titles are set closer where they must be."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget

ROOMY = 61
"""From this width a tab, in pixels, the titles have the room that they should have."""


class PanelTabs(QTabWidget):
    """Panels behind tabs; titles that are too long even so can be scrolled."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the titles for the width."""
        is_close = event.size().width() < ROOMY * self.count()
        bar = self.tabBar()
        if bar.property("close") != is_close:
            bar.setProperty("close", is_close)
            bar.style().unpolish(bar)
            bar.style().polish(bar)
        super().resizeEvent(event)
