"""The commands of the View menu: themes, panels, and how the article is set."""

from collections.abc import Callable
from functools import partial

from ui.main_window import MainWindow
from ui.reading.page import SETTINGS, Setting, other_face
from ui.theme import Mode


def bind(window: MainWindow) -> None:
    """Bind the commands of the View menu."""
    actions = window.actions_
    actions.bind("view.dock", partial(_toggle_panels, window), checked=window.tabs.isVisible)
    actions.bind(
        "view.focus", partial(_toggle_focus, window), checked=lambda: window.parts.is_focused
    )
    for mode in Mode:
        actions.bind(
            f"view.{mode}",
            partial(_choose_theme, window, mode),
            checked=partial(_has_theme, window, mode),
        )
    for name, change in SETTINGS.items():
        actions.bind(f"view.{name}", partial(_set_page, window, change))
    actions.bind(
        "view.serif",
        partial(_set_page, window, other_face),
        checked=lambda: window.view.setting.is_serif,
    )


def _toggle_panels(window: MainWindow) -> None:
    window.parts.toggle_panels()
    is_shown = window.tabs.isVisible()
    words = window.tr("The panels are shown") if is_shown else window.tr("The panels are hidden")
    window.workspace.said.emit(words)


def _toggle_focus(window: MainWindow) -> None:
    window.parts.toggle_focus()
    alone = window.tr("The page stands alone; F11 brings the rest back")
    words = alone if window.parts.is_focused else window.tr("Everything is back around the page")
    window.workspace.said.emit(words)


def _choose_theme(window: MainWindow, mode: Mode) -> None:
    window.look.choose(mode)
    window.settings.remember("theme", str(mode))


def _has_theme(window: MainWindow, mode: Mode) -> bool:
    return window.look.mode is mode


def _set_page(window: MainWindow, change: Callable[[Setting], Setting]) -> None:
    """Set the article in another size, measure or face, and remember it."""
    setting = change(window.view.setting)
    window.view.set_page(setting)
    window.settings.remember("text_pixels", setting.pixels)
    window.settings.remember("measure", setting.measure)
    window.settings.remember("serif", setting.is_serif)
    told = window.tr("Text of {n} pixels, {m} characters a line")
    window.workspace.said.emit(told.format(n=setting.pixels, m=setting.measure))
