"""High contrast: chosen, or wished for by the desktop, and seen in lines and underlines."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from annotator.vocabulary import Tag
from tests.journeys.reviewer import Reviewer
from tests.ui.drawn import rows_of
from ui.dialogs.shapes import theme_now
from ui.theme import (
    DARK,
    DARK_CONTRAST,
    LIGHT,
    LIGHT_CONTRAST,
    THEMES,
    Look,
    Mode,
    Theme,
    style_sheet,
    theme_of,
)


@pytest.mark.parametrize(
    ("mode", "is_dark", "is_strong", "theme"),
    [
        (Mode.SYSTEM, False, False, LIGHT),
        (Mode.SYSTEM, True, False, DARK),
        (Mode.SYSTEM, False, True, LIGHT_CONTRAST),
        (Mode.SYSTEM, True, True, DARK_CONTRAST),
        (Mode.CONTRAST, False, False, LIGHT_CONTRAST),
        (Mode.CONTRAST, True, False, DARK_CONTRAST),
        (Mode.LIGHT, True, True, LIGHT),
        (Mode.DARK, False, True, DARK),
    ],
)
def test_a_choice_comes_before_the_desktop(
    mode: Mode, *, is_dark: bool, is_strong: bool, theme: Theme
) -> None:
    assert theme_of(mode, is_dark=is_dark, is_strong=is_strong) is theme


def test_high_contrast_is_chosen_from_the_menu_and_remembered(desk: Reviewer) -> None:
    window = desk.window
    window.actions_.action("view.contrast").trigger()
    assert window.look.theme.is_strong
    assert window.settings.text("theme") == "contrast"
    assert QGuiApplication.palette().window().color() == window.look.theme.chrome
    window.actions_.action("view.light").trigger()
    assert window.look.theme is LIGHT


def test_high_contrast_follows_light_and_dark(qapp: QApplication) -> None:
    look = Look(Mode.CONTRAST)
    hints = qapp.styleHints()
    try:
        hints.setColorScheme(Qt.ColorScheme.Dark)
        if hints.colorScheme() is Qt.ColorScheme.Dark:
            assert look.theme is DARK_CONTRAST
        hints.setColorScheme(Qt.ColorScheme.Light)
        assert look.theme is LIGHT_CONTRAST
    finally:
        hints.unsetColorScheme()
        Look(Mode.LIGHT).apply()


@pytest.mark.parametrize("theme", THEMES)
def test_dialogs_know_which_theme_they_are_in(qapp: QApplication, theme: Theme) -> None:
    palette = qapp.palette()
    palette.setColor(palette.ColorRole.Window, theme.chrome)
    qapp.setPalette(palette)
    assert theme_now() is theme


def test_what_has_the_keys_has_a_line_of_two_pixels() -> None:
    assert "2px solid" in style_sheet(LIGHT_CONTRAST)
    assert "QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 1px" in style_sheet(
        LIGHT
    )
    assert (LIGHT.focus_width, LIGHT_CONTRAST.focus_width) == (1, 2)


@pytest.mark.parametrize("tag", [Tag.ALLEGATION, Tag.OFFICIAL])
def test_underlines_are_thicker(desk: Reviewer, tag: Tag) -> None:
    desk.drag_words("dumped waste")
    desk.press("A" if tag is Tag.ALLEGATION else "O")
    desk.press("Esc")
    desk.view.put_caret(0)
    desk.window.selection.clear()
    rows = []
    for mode in (Mode.LIGHT, Mode.CONTRAST):
        desk.window.look.choose(mode)
        image = desk.view.viewport().grab().toImage()
        ink = desk.window.look.theme.ink(tag).rgb()
        rows.append(sum(ink in row for row in rows_of(image)))
    assert 0 < rows[0] < rows[1]
