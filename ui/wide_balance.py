"""The balance in the whole window, and what stood there before."""

from typing import TYPE_CHECKING

from ui.focus import give_back, lasting

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.main_window import MainWindow


class WideBalance:
    """Hides what stands around the balance, and brings back exactly what was there."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._around: list[QWidget] = []
        self._front: QWidget | None = None
        self._focus: QWidget | None = None
        self._sizes: list[int] = []
        self._had_tabs = True
        self.is_on = False
        """Whether the balance has the whole window."""

    def begin(self) -> None:
        """Leave the balance alone in the window, with the keys."""
        window = self._window
        self.is_on = True
        self._had_tabs = not window.tabs.isHidden()
        self._front = window.tabs.currentWidget()
        self._focus = lasting(window.focusWidget())
        self._sizes = window.splitter.sizes()
        parts = (window.project_tabs, window.middle, window.tag_bar, window.tabs.tabBar())
        self._around = [part for part in parts if not part.isHidden()]
        for part in self._around:
            part.hide()
        window.balance.head.show_wide(is_wide=True)
        window.tabs.setCurrentWidget(window.balance)
        window.tabs.show()
        window.balance.start.setFocus()

    def end(self) -> None:
        """Bring back what was there, and the keys to where they were."""
        window = self._window
        self.is_on = False
        window.balance.head.show_wide(is_wide=False)
        if self._front:
            window.tabs.setCurrentWidget(self._front)
        window.tabs.setVisible(self._had_tabs)
        for part in self._around:
            part.show()
        window.splitter.setSizes(self._sizes)
        give_back(self._focus, window.view)
