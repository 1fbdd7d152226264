"""The commands of the View menu: themes, panels, and how the article is set."""

from functools import partial

from ui.main_window import MainWindow
from ui.reading.page import SETTINGS, other_face
from ui.theme import Mode


def bind(window: MainWindow) -> None:
    """Bind the commands of the View menu."""
    actions, preferences = window.actions_, window.preferences
    actions.bind("view.dock", partial(_toggle_panels, window), checked=window.tabs.isVisible)
    actions.bind(
        "view.focus", partial(_toggle_focus, window), checked=lambda: window.parts.is_focused
    )
    for mode in Mode:
        actions.bind(
            f"view.{mode}",
            partial(preferences.choose_theme, mode),
            checked=partial(_is_chosen, window, mode),
        )
    for name, change in SETTINGS.items():
        actions.bind(f"view.{name}", partial(preferences.change_page, change))
    actions.bind(
        "view.serif",
        partial(preferences.change_page, other_face),
        checked=lambda: preferences.page.is_serif,
    )


def _is_chosen(window: MainWindow, mode: Mode) -> bool:
    return window.preferences.mode is mode


def _toggle_panels(window: MainWindow) -> None:
    window.parts.toggle_panels()
    is_shown = window.tabs.isVisible()
    words = window.tr("The panels are shown") if is_shown else window.tr("The panels are hidden")
    window.workspace.said.emit(words)


def _toggle_focus(window: MainWindow) -> None:
    window.parts.toggle_focus()
    alone = window.keymap.told(
        window.tr("The page stands alone; {view.focus} brings the rest back")
    )
    words = alone if window.parts.is_focused else window.tr("Everything is back around the page")
    window.workspace.said.emit(words)
