"""Which parts of the window are shown: all of them, what has room, or the page alone."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.wide_balance import WideBalance

if TYPE_CHECKING:
    from ui.main_window import MainWindow

NARROW, SMALL = 1100, 760
"""Below these widths, in pixels, the library and then the panels give way to the page."""


class Parts:
    """The project left, page in the middle, panels right; the page is the last to give way."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._width = NARROW
        self._around: list[QWidget] = []
        self.is_focused = False
        """Whether the page stands alone on the screen."""
        self.wide = WideBalance(window)

    def fit(self, width: int) -> None:
        """Give the page what room there is in a window of `width` pixels."""
        window, before = self._window, self._width
        window.tag_bar.set_compact(is_compact=width < NARROW)
        window.status_line.set_compact(is_compact=width < SMALL)
        if self.wide.is_on:
            return  # what has room beside it is asked when it is over
        self._width = width
        if (before < NARROW) != (width < NARROW):
            self.settle_library()
        if (before < SMALL) != (width < SMALL):
            # Where the page stands alone, panels are there only if they were asked for.
            is_wanted = not self.is_focused or window.tabs.isVisible()
            window.tabs.setVisible(is_wanted and width >= SMALL)
            window.middle.show()
        window.pane.show_sheet(is_wanted=width < SMALL)

    def settle_library(self) -> None:
        """Show the project's side where there is room, and where there is nothing else to do."""
        window = self._window
        if self.wide.is_on:
            return
        is_alone = window.workspace.article is None
        has_room = self._width >= NARROW or is_alone
        if not (self.is_focused and has_room):
            window.project_tabs.setVisible(has_room)
        window.tag_bar.show_library_button(is_wanted=self._width < NARROW and not is_alone)

    def follow_article(self) -> None:
        """Let the page have the room of the library for an article, unless the keys are there."""
        focus: QWidget | None = self._window.focusWidget()
        if focus is None or not self._window.project_tabs.isAncestorOf(focus):
            self.settle_library()

    def follow_click(self) -> None:
        """Go to the article that was clicked on, where the library stands in for a button."""
        if self._width < NARROW and len(self._window.library.chosen()) == 1:
            self.back_to_text()

    def show_library(self) -> None:
        """Show the library with the keys in it; where there is little room until Esc."""
        self._show_project(self._window.library)
        self._window.library.list.setFocus()

    def show_search(self) -> None:
        """Show the search with the keys in its line; where there is little room until Esc."""
        self._show_project(self._window.search)
        self._window.search.open()

    def show_responses(self) -> None:
        """Show who still has to be heard; where there is little room until Esc."""
        self._show_project(self._window.responses)
        self._window.responses.enter()

    def toggle_balance(self) -> None:
        """Give the balance the whole window, or bring back what was there before."""
        if self.wide.is_on:
            self.leave_balance()
        else:
            self.wide.begin()

    def leave_balance(self) -> None:
        """Bring back what was there before the balance had the whole window, if it has."""
        if self.wide.is_on:
            self.wide.end()
            self.fit(self._window.width())

    def _show_project(self, panel: QWidget) -> None:
        self.leave_balance()
        if self._width < SMALL:
            self.hide_panels()  # what is gone to from here is on the page
        self._window.project_tabs.show()
        self._window.project_tabs.setCurrentWidget(panel)

    def toggle_library(self) -> None:
        """Show the library, or give its room back to the page."""
        if self._window.project_tabs.isVisible():
            self.settle_library()
            self.back_to_text()
        else:
            self.show_library()

    def show_locked(self, *, is_locked: bool) -> None:
        """Leave the whole window to the card of a locked project, or bring everything back."""
        self.leave_balance()
        self._window.splitter.setVisible(not is_locked)
        self._window.lock_card.setVisible(is_locked)

    def show_tab(self, panel: QWidget) -> None:
        """Bring a panel to the front; in a small window it covers the page until Esc."""
        window = self._window
        if panel is not window.tabs.made("balance"):
            self.leave_balance()
        if self.wide.is_on:
            return
        window.tabs.show()
        if self._width < SMALL:
            window.middle.hide()
            window.project_tabs.setVisible(window.workspace.article is None)
        window.tabs.setCurrentWidget(panel)

    def toggle_panels(self) -> None:
        """Show or hide the panels."""
        tabs = self._window.tabs
        if tabs.isVisible():
            self.hide_panels()
        else:
            self.show_tab(tabs.widget(tabs.currentIndex()) or self._window.inspector)

    def hide_panels(self) -> None:
        """Leave the room of the panels to the page."""
        self.leave_balance()
        self._window.tabs.hide()
        self._window.middle.show()

    def back_to_text(self) -> None:
        """Give the keys back to the text, and what has no room of its own gives way."""
        window = self._window
        if window.locking.is_locked:
            window.lock_card.setFocus()
            return
        self.leave_balance()
        if self._width < SMALL or self.is_focused:
            window.tabs.hide()
        if self._width < NARROW or self.is_focused:
            window.project_tabs.setVisible(window.workspace.article is None)
        window.middle.show()
        window.view.setFocus()

    def toggle_focus(self) -> None:
        """Leave the page alone on the screen, or bring everything back."""
        window = self._window
        self.leave_balance()
        self.is_focused = not self.is_focused
        if self.is_focused:
            bars = (window.menuBar(), window.tag_bar, window.statusBar())
            self._around = [
                part for part in (*bars, window.project_tabs, window.tabs) if not part.isHidden()
            ]
            for part in self._around:
                part.hide()
            window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
        else:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
            for part in self._around:
                part.show()
        self.back_to_text()
