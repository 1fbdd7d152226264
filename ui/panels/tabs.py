"""Panels behind tabs, left and right of the page; titles are set closer where they must be."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget

ROOMY = 61
"""From this width a tab, in pixels, the titles have the room that they should have."""


class PanelTabs(QTabWidget):
    """Panels behind tabs; titles that are too long even so can be scrolled.

    Most are seen by nobody in the first minutes, so a panel can be made later: when it is gone to
    or asked for, whichever is first.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self._waiting: dict[QWidget, Callable[[], QWidget]] = {}
        self._places: dict[str, QWidget] = {}
        self._told: dict[str, list[Callable[[Any], object]]] = {}
        self.currentChanged.connect(self._make_at)

    def add_later(self, name: str, title: str, make: Callable[[], QWidget]) -> None:
        """Add a tab whose panel is not made yet."""
        empty = QWidget()
        self._waiting[empty] = make
        self._places[name] = empty
        self.addTab(empty, title)

    def panel(self, name: str) -> Any:
        """Return a panel, made now if it was not."""
        self._make_at(self.indexOf(self._places[name]))
        return self._places[name]

    def made(self, name: str) -> Any:
        """Return a panel if it is made already, else None."""
        place = self._places[name]
        return None if place in self._waiting else place

    def is_in_sight(self, name: str) -> bool:
        """Return whether a panel is seen."""
        return self._places[name].isVisible()

    def when_made(self, name: str, do: Callable[[Any], object]) -> None:
        """Do something with a panel once it is there, which may be now."""
        if panel := self.made(name):
            do(panel)
        else:
            self._told.setdefault(name, []).append(do)

    def make_all(self) -> None:
        """Make every panel that is not there yet."""
        for name in self._places:
            self.panel(name)

    def widget(self, index: int) -> QWidget | None:
        """Return the panel of a tab, made now if it was not."""
        self._make_at(index)
        return super().widget(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the titles for the width."""
        is_close = event.size().width() < ROOMY * self.count()
        bar = self.tabBar()
        if bar.property("close") != is_close:
            bar.setProperty("close", is_close)
            bar.style().unpolish(bar)
            bar.style().polish(bar)
        super().resizeEvent(event)

    def _make_at(self, index: int) -> None:
        """Put a panel in the place that is kept for it."""
        empty = super().widget(index)
        if empty not in self._waiting:
            return
        make = self._waiting.pop(empty)
        name = next(name for name, place in self._places.items() if place is empty)
        is_front = index == self.currentIndex()
        panel = self._places[name] = make()
        self.insertTab(index, panel, self.tabText(index))
        if is_front:
            self.setCurrentIndex(index)
        self.removeTab(index + 1)
        empty.deleteLater()
        for do in self._told.pop(name, ()):
            do(panel)
